//! Buying days → when each customer buys next, with which chance, and from which category.
//!
//! Every buying day opens an interval to the customer's next one, or to as-of. A customer's pace is
//! (2 μ + Σ own gaps) / ((2 + their number) μ), μ the mean ended gap of the shop: own gaps, drawn towards everybody's. Intervals are
//! measured in it, and returns counted apart after the first, second, third and later buying days ([`Returning`]). The chance of a
//! purchase within h days after a silence of e is 1 − S((e + h)/pace) / S(e/pace).

use super::lists::whole;
use super::returning::{AT_RISK, Interval, Returning};
use crate::metrics::occasions::Occasions;
use crate::metrics::occasions::transitions::Transitions;
use crate::metrics::real;

/// Gaps of the shop that stand beside a customer's own.
const SHOP_GAPS: f64 = 2.0;
/// Buying days so far that are told apart.
const STRATA: usize = 4;
/// A stratum with fewer ended intervals is counted with all others.
const ENOUGH: u64 = 30;

/// What was learnt of all customers up to a day.
pub struct NextModel {
    as_of: i32,
    mean_gap: f64,
    strata: Vec<Returning>,
    /// What follows what.
    pub transitions: Transitions,
}

/// What is expected of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Chance of a purchase within the days asked for.
    pub probability: f64,
    /// Expected day and the ends of its interval; `None` where nobody returns after such a silence.
    pub days: Option<(i32, i32, i32)>,
}

impl NextModel {
    /// Learns from occasions up to `as_of`; `None` while nobody has bought twice.
    #[must_use]
    pub fn new(occasions: &Occasions, as_of: i32) -> Option<Self> {
        let mean_gap = mean_gap(occasions)?;
        let mut all: Vec<Interval> = Vec::new();
        let mut strata: Vec<Vec<Interval>> = vec![Vec::new(); STRATA];
        for customer in 0..occasions.keys.len() {
            let days: Vec<i32> = occasions.days_of(customer).collect();
            let mut gaps = 0.0;
            for (at, &day) in days.iter().enumerate() {
                let next = days.get(at + 1);
                let pace = pace(gaps, at, mean_gap);
                let interval = (f64::from(next.unwrap_or(&as_of) - day) / pace, next.is_some());
                strata[at.min(STRATA - 1)].push(interval);
                all.push(interval);
                gaps += next.map_or(0.0, |&next| f64::from(next - day));
            }
        }
        let everybody = Returning::new(&all);
        let own = strata.iter().map(|intervals| Returning::new(intervals));
        let strata = own.map(|own| if own.closed < ENOUGH { everybody.clone() } else { own }).collect();
        Some(Self { as_of, mean_gap, strata, transitions: Transitions::new(occasions) })
    }

    /// What is expected of a customer within `ahead` days; `None` where fewer than five intervals lasted as long as the silence.
    #[must_use]
    pub fn expected(&self, occasions: &Occasions, customer: usize, ahead: i32) -> Option<Expected> {
        let first = occasions.days_of(customer).next()?;
        let last = occasions.days_of(customer).next_back()?;
        let gaps = occasions.of_customer.get(customer).len() - 1;
        let pace = pace(f64::from(last - first), gaps, self.mean_gap);
        let curve = &self.strata[gaps.min(STRATA - 1)];
        let silence = f64::from(self.as_of - last) / pace;
        let probability = curve.chance(silence, f64::from(ahead) / pace)?;
        let day = |part| curve.time(part, silence).map(|length| last.saturating_add(whole(length * pace)));
        let days = day(0.5).zip(day(0.1)).zip(day(0.9)).map(|((due, from), to)| (due, from, to));
        Some(Expected { probability, days })
    }
}

fn pace(gaps: f64, n: usize, mean_gap: f64) -> f64 {
    (SHOP_GAPS * mean_gap + gaps) / ((SHOP_GAPS + real(n as u64)) * mean_gap)
}

fn mean_gap(occasions: &Occasions) -> Option<f64> {
    let (mut days, mut n) = (0_i64, 0_u64);
    for customer in 0..occasions.keys.len() {
        if let (Some(first), Some(last)) =
            (occasions.days_of(customer).next(), occasions.days_of(customer).next_back())
        {
            days += i64::from(last) - i64::from(first);
            n += occasions.of_customer.get(customer).len() as u64 - 1;
        }
    }
    #[allow(clippy::cast_precision_loss)]
    (n >= AT_RISK).then(|| days as f64 / real(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// Ten customers on days 0, 10, 20; nine also on day 30. As-of 32. One is silent since day 20.
    #[test]
    fn regular_buyers_are_expected_a_gap_later() {
        let keys: Vec<String> = (0..10).map(|at| format!("c{at}")).collect();
        let mut rows: Vec<(Option<&str>, i32, i64, &[&str])> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let days: &[i32] = if at == 0 { &[0, 10, 20] } else { &[0, 10, 20, 30] };
            rows.extend(days.iter().map(|&day| (Some(key.as_str()), day, 1, &["tea/drinks"][..])));
        }
        let occasions = Occasions::new(&sample(32, &rows), 32);
        let model = NextModel::new(&occasions, 32).unwrap();
        let found = model.expected(&occasions, 1, 10).unwrap();
        assert_eq!(found.days, Some((40, 40, 40)));
        assert!(found.probability > 0.7 && found.probability <= 1.0, "{found:?}");
        assert!(model.expected(&occasions, 0, 10).is_none());
        assert!((model.transitions.chance(&[0], 0) - 1.0).abs() < 1e-12);
    }
}
