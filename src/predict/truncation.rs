//! Customers who may have bought before the data begin, and what that changes in a report.

use crate::error::{Notice, Severity};
use crate::math::survival::Curve;
use crate::metrics::occasions::Occasions;

/// Customers whose first order lies within one usual gap of the start of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Truncated {
    pub customers: u64,
    /// Median days between two buying days (Kaplan–Meier; the last gap of each customer is open).
    pub gap: u32,
}

impl Truncated {
    /// `None` where nobody is, or fewer than half return.
    pub fn of(occasions: &Occasions, first_day: i32, as_of: i32) -> Option<Self> {
        let gap = median_gap(occasions, as_of)?;
        let until = i64::from(first_day) + i64::from(gap);
        let first = |customer: usize| occasions.days_of(customer).next();
        let all = (0..occasions.keys.len()).filter_map(first);
        let customers = all.filter(|&day| i64::from(day) <= until).count() as u64;
        (customers > 0).then_some(Self { customers, gap })
    }

    /// A notice that says what it means where it stands.
    pub fn notice(self, code: &'static str, meaning: &str) -> Notice {
        let Self { customers, gap } = self;
        let message = format!(
            "{customers} customers first bought within {gap} days of the start of the data, the usual time between two orders, and may have bought before: {meaning}"
        );
        let params = [("customers", customers.to_string()), ("gap", gap.to_string())];
        Notice::new(code, Severity::Info, message, &params)
    }
}

fn median_gap(occasions: &Occasions, as_of: i32) -> Option<u32> {
    let (mut closed, mut open): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    for customer in 0..occasions.keys.len() {
        let days: Vec<i32> = occasions.days_of(customer).collect();
        for (at, day) in days.iter().enumerate() {
            let next = days.get(at + 1);
            let length = usize::try_from(next.unwrap_or(&as_of).saturating_sub(*day)).unwrap_or(0);
            if closed.len() <= length {
                closed.resize(length + 1, 0);
                open.resize(length + 1, 0);
            }
            let counts = if next.is_some() { &mut closed } else { &mut open };
            counts[length] += 1;
        }
    }
    Curve::new(&closed, &open).median()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// Everybody buys every 20 days, so the median is 20: `a` from day 0, `b` from day 10, `c` from day 40 on.
    #[test]
    fn within_one_usual_gap_of_the_start() {
        let days = [("a", 0), ("b", 10), ("c", 40)];
        let all = days.iter().flat_map(|&(key, first)| (first..=100).step_by(20).map(move |day| (key, day)));
        let rows: Vec<_> = all.map(|(key, day)| (Some(key), day, 1, &["tea"][..])).collect();
        let occasions = Occasions::new(&sample(100, &rows), 100);
        let found = Truncated::of(&occasions, 0, 100).unwrap();
        assert_eq!((found.customers, found.gap), (2, 20));
        let notice = found.notice("leftTruncatedDue", "so it is.");
        assert!(notice.message.starts_with("2 customers first bought within 20 days"));
        assert_eq!(Truncated::of(&Occasions::default(), 0, 100), None);
    }
}
