//! Buying days → when each customer buys next, with which chance, and from which category.
//!
//! Every buying day opens an interval to the customer's next one, or to as-of. A customer's pace is
//! (2 μ + Σ own gaps) / ((2 + their number) μ), μ the mean ended gap of the shop: own gaps, drawn towards everybody's. Intervals are
//! measured in it, and returns counted apart after the first, second, third and later buying days ([`Returning`]). The chance of a
//! purchase within h days after a silence of e is 1 − S((e + h)/pace) / S(e/pace). Dates need thirty returns after such a silence.

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

/// What is known of one customer: the curve of customers like this one, and how long the silence has lasted in the own pace.
pub struct Outlook<'a> {
    curve: &'a Returning,
    as_of: i32,
    last: i32,
    pace: f64,
    silence: f64,
}

/// Days of the next purchase, of those who return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// Half have bought by then.
    pub due: i32,
    /// A tenth.
    pub from: i32,
    /// Nine tenths.
    pub to: i32,
}

impl Outlook<'_> {
    /// Chance of a purchase within so many days after as-of.
    #[must_use]
    pub fn chance(&self, ahead: i32) -> f64 {
        self.curve.chance(self.silence, f64::from(ahead) / self.pace).unwrap_or(0.0)
    }

    /// When the purchase comes, if it comes; `None` where too few returned after such a silence to say so ([`Returning::dated`]).
    #[must_use]
    pub fn dates(&self) -> Option<Dates> {
        let day = |length: f64| self.last.saturating_add(whole(length * self.pace)).max(self.as_of + 1);
        let [from, due, to] = self.curve.dated(self.silence)?.map(day);
        Some(Dates { due, from, to })
    }
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

    /// What is known of a customer; `None` where fewer than five intervals lasted as long as the silence.
    #[must_use]
    pub fn outlook(&self, occasions: &Occasions, customer: usize) -> Option<Outlook<'_>> {
        let first = occasions.days_of(customer).next()?;
        let last = occasions.days_of(customer).next_back()?;
        let gaps = occasions.of_customer.get(customer).len() - 1;
        let pace = pace(f64::from(last - first), gaps, self.mean_gap);
        let curve = &self.strata[gaps.min(STRATA - 1)];
        let silence = f64::from(self.as_of - last) / pace;
        curve.chance(silence, 0.0)?;
        Some(Outlook { curve, as_of: self.as_of, last, pace, silence })
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

    /// So many customers on days 0, 10, 20; all but the first also on day 30. As-of 32. The first is silent since day 20.
    fn regular(customers: usize) -> (Occasions, NextModel) {
        let keys: Vec<String> = (0..customers).map(|at| format!("c{at:02}")).collect();
        let mut rows: Vec<(Option<&str>, i32, i64, &[&str])> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let days: &[i32] = if at == 0 { &[0, 10, 20] } else { &[0, 10, 20, 30] };
            rows.extend(days.iter().map(|&day| (Some(key.as_str()), day, 1, &["tea/drinks"][..])));
        }
        let occasions = Occasions::new(&sample(32, &rows), 32);
        let model = NextModel::new(&occasions, 32).unwrap();
        (occasions, model)
    }

    /// Returns after the third buying day are 39 of 40, all after ten days; those after later ones are none, so all intervals count.
    #[test]
    fn regular_buyers_are_expected_a_gap_later() {
        let (occasions, model) = regular(40);
        let found = model.outlook(&occasions, 1).unwrap();
        assert_eq!(found.dates(), Some(Dates { due: 40, from: 40, to: 40 }));
        assert!(found.chance(10) > 0.7 && found.chance(10) <= 1.0 && found.chance(7) == 0.0);
        assert!(model.outlook(&occasions, 0).is_none());
        assert!((model.transitions.chance(&[0], 0) - 1.0).abs() < 1e-12);
    }

    /// Ten customers make 29 returns: a chance can be told, a date cannot.
    #[test]
    fn few_returns_give_a_chance_and_no_date() {
        let (occasions, model) = regular(10);
        let found = model.outlook(&occasions, 1).unwrap();
        assert!(found.chance(10) > 0.7 && found.dates().is_none());
    }
}
