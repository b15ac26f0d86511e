//! A part held out: what a model fitted to the older part foretells of the younger one, against what came.
//!
//! In: purchases, a cut. Out: errors of each model and of two naive guesses, calibration, cumulative purchases by week.

use super::super::{real, share};
use super::fitted::{Fitted, History};
use super::foretold::{Errors, Outcome, by_purchases, by_silence};
use super::groups::{Groups, weeks};
use super::occasions::{View, customers, occasions};
use crate::math::calibration::Tenth;
use crate::math::quantile::median;
use crate::tables::buying::Buying;

/// The longest part that is held out unless one is asked for, in days.
const LONGEST: i32 = 365;

/// The older and the younger part of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Last day of the older part.
    pub cut: i32,
    /// Last day of the younger part.
    pub end: i32,
}

impl Split {
    /// The split asked for; by default half of the span is held out, a year at most. `None` for data of one day.
    #[must_use]
    pub fn new(buying: &Buying, days: Option<u32>) -> Option<Self> {
        let span = buying.as_of - buying.first_day + 1;
        let asked = days.map(|days| i32::try_from(days).unwrap_or(i32::MAX));
        let held = asked.unwrap_or((span / 2).min(LONGEST));
        (held > 0 && held < span).then(|| Self { cut: buying.as_of - held, end: buying.as_of })
    }

    /// Days of the younger part.
    #[must_use]
    pub fn days(&self) -> u32 {
        u32::try_from(self.end - self.cut).unwrap_or(0)
    }
}

/// A customer known at the cut, with what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    repeats: u32,
    age: u32,
    recency: u32,
    /// Repeat occasions in the time before the cut of the same length as the younger part.
    before: u32,
    /// Occasions after the cut.
    after: u32,
}

/// Everybody known at the cut.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The parts.
    pub split: Split,
    /// Histories at the cut.
    pub groups: Groups,
    known: Vec<Known>,
    /// Day of the first occasion in the data.
    start: i32,
    /// Repeat occasions by day since `start`.
    repeats: Vec<u32>,
    /// First occasions by day since `start`.
    firsts: Vec<u32>,
}

/// How one model did.
#[derive(Clone, Debug, PartialEq)]
pub struct Result {
    /// Fitted to the older part.
    pub fitted: Fitted,
    /// Errors in the younger part.
    pub errors: Errors,
    /// Tenths by expected purchases.
    pub deciles: Vec<Tenth>,
    /// Tenths by the probability of none.
    pub calibration: Vec<Tenth>,
    /// Expected cumulative repeat occasions by the end of each week.
    pub tracking: Vec<f64>,
}

impl Trial {
    /// Looks at the customers known at the cut, except those who came before `not_before`.
    #[must_use]
    pub fn new(buying: &Buying, split: Split, not_before: i32) -> Self {
        let view = View { cut: split.cut, currency: 0, not_before };
        let found = customers(buying, &view);
        let start = found.iter().map(|customer| customer.first).min().unwrap_or(split.end);
        let length = usize::try_from(split.end - start + 1).unwrap_or(0);
        let (mut repeats, mut firsts) = (vec![0; length], vec![0; length]);
        let place = |day: i32| usize::try_from(day - start).unwrap_or(0);
        let mut known = Vec::with_capacity(found.len());
        for customer in &found {
            let days = buying.orders.days(customer.at as usize);
            let within = |after: i32, until: i32| {
                occasions(
                    &days[days.partition_point(|&day| day <= after)
                        ..days.partition_point(|&day| day <= until)],
                )
            };
            firsts[place(customer.first)] += 1;
            let later = days.chunk_by(|a, b| a == b).map(|same| same[0]).skip(1);
            later.filter(|&day| day <= split.end).for_each(|day| repeats[place(day)] += 1);
            known.push(Known {
                repeats: customer.repeats,
                age: customer.age,
                recency: customer.recency,
                before: within((split.cut - (split.end - split.cut)).max(customer.first), split.cut),
                after: within(split.cut, split.end),
            });
        }
        known.sort_unstable();
        Self { split, groups: Groups::new(&found), known, start, repeats, firsts }
    }

    /// Occasions after the cut.
    #[must_use]
    pub fn observed(&self) -> u64 {
        self.known.iter().map(|known| u64::from(known.after)).sum()
    }

    /// Share of customers without an occasion after the cut; `None` for nobody.
    #[must_use]
    pub fn silent(&self) -> Option<f64> {
        share(self.known.iter().filter(|known| known.after == 0).count() as u64, self.customers())
    }

    /// Everybody known at the cut.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.known.len() as u64
    }

    /// Holds a model fitted to the older part against the younger one.
    #[must_use]
    pub fn result(&self, fitted: Fitted) -> Result {
        let outcomes = self.outcomes(&fitted);
        Result {
            fitted,
            errors: Errors::of(&outcomes),
            deciles: by_purchases(&outcomes),
            calibration: by_silence(&outcomes),
            tracking: self.foretold_by_week(&fitted),
        }
    }

    fn outcomes(&self, fitted: &Fitted) -> Vec<Outcome> {
        let span = weeks(self.split.days());
        let same = |a: &Known, b: &Known| (a.repeats, a.age, a.recency) == (b.repeats, b.age, b.recency);
        let mut outcomes = Vec::with_capacity(self.known.len());
        for same in self.known.chunk_by(same) {
            let history = History {
                x: f64::from(same[0].repeats),
                recency: weeks(same[0].recency),
                age: weeks(same[0].age),
            };
            let expected = fitted.model.expected(history, span);
            let silent = fitted.model.silent(history, span);
            outcomes.extend(same.iter().map(|known| Outcome {
                expected,
                silent,
                observed: f64::from(known.after),
                customers: 1.0,
            }));
        }
        outcomes
    }

    /// Errors of the guess that everybody buys as often as before.
    #[must_use]
    pub fn same_as_before(&self) -> Errors {
        self.guess(|known| f64::from(known.before))
    }

    /// Errors of the guess that nobody returns.
    #[must_use]
    pub fn nobody_returns(&self) -> Errors {
        self.guess(|_| 0.0)
    }

    fn guess(&self, purchases: impl Fn(&Known) -> f64) -> Errors {
        let outcome = |known: &Known| {
            let expected = purchases(known);
            let silent = if expected > 0.0 { 0.0 } else { 1.0 };
            Outcome { expected, silent, observed: f64::from(known.after), customers: 1.0 }
        };
        Errors::of(&self.known.iter().map(outcome).collect::<Vec<_>>())
    }

    /// Days that end the weeks since the first occasion, and the last day.
    #[must_use]
    pub fn week_ends(&self) -> Vec<i32> {
        let full = (self.start..=self.split.end).skip(6).step_by(7);
        let mut ends: Vec<i32> = full.collect();
        if ends.last() != Some(&self.split.end) {
            ends.push(self.split.end);
        }
        ends
    }

    /// Cumulative repeat occasions by the end of each week.
    #[must_use]
    pub fn observed_by_week(&self) -> Vec<u64> {
        let until = |end: i32| usize::try_from(end - self.start + 1).unwrap_or(0);
        let sum = |end| self.repeats[..until(end)].iter().map(|&count| u64::from(count)).sum();
        self.week_ends().into_iter().map(sum).collect()
    }

    /// What a model expects of the same: every customer from the first occasion on, nothing known of the others.
    fn foretold_by_week(&self, fitted: &Fitted) -> Vec<f64> {
        let days = u32::try_from(self.repeats.len()).unwrap_or(0);
        let expected: Vec<f64> = (0..days).map(|day| fitted.model.expected_new(weeks(day))).collect();
        let at = |end: i32| {
            let end = usize::try_from(end - self.start).unwrap_or(0);
            let new = self.firsts[..=end].iter().enumerate();
            new.fold(0.0, |sum, (day, &count)| sum + f64::from(count) * expected[end - day])
        };
        self.week_ends().into_iter().map(at).collect()
    }
}

/// Median days between two occasions up to a day, open gaps left out; `None` without any.
#[must_use]
pub fn median_gap(buying: &Buying, cut: i32) -> Option<f64> {
    let mut gaps: Vec<i32> = Vec::new();
    for customer in 0..buying.customers() {
        let days = buying.orders.days(customer);
        let known = &days[..days.partition_point(|&day| day <= cut)];
        gaps.extend(known.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0));
    }
    median(&mut gaps)
}

/// Whole customers of a sum of weights.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn count(weight: f64) -> u64 {
    weight as u64
}

/// What was expected over what came; `None` where nothing came.
#[must_use]
pub fn ratio(expected: f64, observed: u64) -> Option<f64> {
    (observed > 0).then(|| expected / real(observed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fitted::Id;
    use crate::metrics::models::fitting::fit;
    use crate::metrics::models::fixture::{buying, cdnow, day};

    /// 546 days, half held out: the split that CDNOW was published with, 30 September 1997. That the 2,357 customers
    /// bought 2,457 times again before it and 1,882 times after it was counted with awk.
    #[test]
    fn cdnow_is_split_as_published() {
        let data = cdnow();
        let split = Split::new(&data, None).unwrap();
        assert_eq!((split.cut, split.days()), (day("19970930"), 273));
        let trial = Trial::new(&data, split, i32::MIN);
        assert_eq!((count(trial.groups.customers), count(trial.groups.repeaters())), (2_357, 946));
        assert_eq!((trial.observed(), trial.same_as_before().expected as u32), (1_882, 2_457));
        let weekly = trial.observed_by_week();
        assert_eq!((weekly.len(), weekly[77], trial.week_ends()[77]), (78, 4_339, day("19980630")));
        let result = trial.result(fit(Id::BgNbd, &trial.groups).unwrap());
        assert!((result.tracking[77] - 4_160.6).abs() < 0.1);
        assert!(
            (result.errors.brier - 0.161_224).abs() < 1e-6 && (result.errors.mae - 0.785_454).abs() < 1e-6
        );
    }

    /// Days 0, 5, 10 | 12, 12, 19 with the cut at 10 and ten days held out: one of the repeat occasions of the
    /// older part lies in the ten days before the cut other than day 0 itself, so two do, and two came after.
    #[test]
    fn known_before_and_after() {
        let orders = [(0, 1.0), (5, 1.0), (10, 1.0), (12, 1.0), (12, 1.0), (19, 1.0)];
        let data = buying(20, &[("a", &orders), ("late", &[(15, 1.0)])]);
        let trial = Trial::new(&data, Split::new(&data, Some(10)).unwrap(), i32::MIN);
        assert_eq!((trial.known.len(), trial.observed(), trial.silent()), (1, 2, Some(0.0)));
        assert_eq!(trial.known[0].before, 2);
        assert_eq!(trial.observed_by_week(), [1, 3, 4]);
        assert_eq!(trial.week_ends(), [6, 13, 20]);
        assert!(
            (trial.same_as_before().mae).abs() < 1e-12 && (trial.nobody_returns().mae - 2.0).abs() < 1e-12
        );
    }

    #[test]
    fn data_of_one_day_cannot_be_split() {
        assert_eq!(Split::new(&buying(5, &[("a", &[(5, 1.0)])]), None), None);
        assert_eq!(Split::new(&buying(9, &[("a", &[(0, 1.0)])]), Some(10)), None);
        assert_eq!(median_gap(&buying(9, &[("a", &[(0, 1.0)])]), 9), None);
    }
}
