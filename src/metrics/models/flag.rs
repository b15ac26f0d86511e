//! Definition D3 of a lost customer: a probability of no order within some days that reaches a threshold.
//!
//! In: that probability of each customer, by a model that passed the hold-out, and whether D1 flags the customer. Out: risk
//! and flag of each, and the counts of both. One-time buyers are judged too: their silence has a probability under every
//! model, while BG/NBD calls all of them alive.

use super::super::real;
use super::fitted::Id;
use serde::Serialize;

/// Where risk turns medium, and where high (bounds as Klaviyo draws them: under 33 % and over 66 %).
const MEDIUM: f64 = 0.33;
const HIGH: f64 = 0.66;

/// How likely a customer is to order nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Risk {
    /// Below 0.33.
    Low,
    /// Below 0.66.
    Medium,
    /// From 0.66 on.
    High,
}

impl Risk {
    /// Of a probability of no order.
    #[must_use]
    pub fn of(silent: f64) -> Self {
        match silent {
            silent if silent < MEDIUM => Self::Low,
            silent if silent < HIGH => Self::Medium,
            _ => Self::High,
        }
    }
}

/// When D3 flags.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Days without an order that the probability is of.
    pub days: u32,
    /// Probability from which a customer is flagged.
    pub threshold: f64,
}

impl Rule {
    /// Whether a probability of no order is flagged.
    #[must_use]
    pub fn flags(&self, silent: f64) -> bool {
        silent >= self.threshold
    }
}

/// What is known of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// P(no order in the days of the rule).
    pub silent: f64,
    /// Whether D1 flags the customer; `None` where nobody told.
    pub by_cycle: Option<bool>,
}

/// D3 of all customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelFlag {
    /// "D3".
    pub definition: &'static str,
    /// Whose probability.
    pub model: Id,
    /// Days of the probability.
    pub days: u32,
    /// Probability from which a customer is flagged.
    pub threshold: f64,
    /// Customers.
    pub n: u64,
    /// Of them: flagged.
    pub flagged: u64,
    /// flagged / n.
    pub rate: f64,
    /// Customers of low risk.
    pub low: u64,
    /// Of medium risk.
    pub medium: u64,
    /// Of high risk.
    pub high: u64,
    /// Beside D1; `None` where its flags were not told.
    pub agreement: Option<Agreement>,
}

/// Customers by D3 and D1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    /// Flagged by both.
    pub both: u64,
    /// By D3 alone.
    pub only_d3: u64,
    /// By D1 alone.
    pub only_d1: u64,
    /// By neither.
    pub neither: u64,
}

impl Agreement {
    fn count(&mut self, by_model: bool, by_cycle: bool) {
        let place = match (by_model, by_cycle) {
            (true, true) => &mut self.both,
            (true, false) => &mut self.only_d3,
            (false, true) => &mut self.only_d1,
            (false, false) => &mut self.neither,
        };
        *place += 1;
    }
}

impl ModelFlag {
    /// Of everybody whom a model judges; `None` for nobody.
    #[must_use]
    pub fn new(model: Id, rule: Rule, everybody: &[Judged]) -> Option<Self> {
        let count = |counts: &dyn Fn(f64) -> bool| {
            everybody.iter().filter(|judged| counts(judged.silent)).count() as u64
        };
        let of_risk = |risk| count(&|silent| Risk::of(silent) == risk);
        let (n, flagged) = (everybody.len() as u64, count(&|silent| rule.flags(silent)));
        (n > 0).then(|| Self {
            definition: "D3",
            model,
            days: rule.days,
            threshold: rule.threshold,
            n,
            flagged,
            rate: real(flagged) / real(n),
            low: of_risk(Risk::Low),
            medium: of_risk(Risk::Medium),
            high: of_risk(Risk::High),
            agreement: agreement(rule, everybody),
        })
    }
}

/// `None` where D1 of anybody is not known.
fn agreement(rule: Rule, everybody: &[Judged]) -> Option<Agreement> {
    let mut found = Agreement::default();
    for judged in everybody {
        found.count(rule.flags(judged.silent), judged.by_cycle?);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fitted::History;
    use crate::metrics::models::fixture::published;

    const RULE: Rule = Rule { days: 91, threshold: 0.66 };

    fn judged(silent: f64, by_cycle: Option<bool>) -> Judged {
        Judged { silent, by_cycle }
    }

    #[test]
    fn bounds_belong_to_the_higher_risk() {
        let risks = [0.0, 0.329, 0.33, 0.659, 0.66, 1.0].map(Risk::of);
        assert_eq!(risks, [Risk::Low, Risk::Low, Risk::Medium, Risk::Medium, Risk::High, Risk::High]);
        assert!(RULE.flags(0.66) && !RULE.flags(0.659_999));
    }

    /// By hand: of four customers two are flagged, one of them by D1 too; D1 flags one more.
    #[test]
    fn counts() {
        let everybody = [
            judged(0.9, Some(true)),
            judged(0.7, Some(false)),
            judged(0.5, Some(true)),
            judged(0.1, Some(false)),
        ];
        let found = ModelFlag::new(Id::BgNbd, RULE, &everybody).unwrap();
        assert_eq!((found.n, found.flagged, found.low, found.medium, found.high), (4, 2, 1, 1, 2));
        assert!((found.rate - 0.5).abs() < 1e-15);
        assert_eq!(found.agreement, Some(Agreement { both: 1, only_d3: 1, only_d1: 1, neither: 1 }));
        let untold = [everybody[0], judged(0.7, None)];
        assert_eq!(ModelFlag::new(Id::BgNbd, RULE, &untold).unwrap().agreement, None);
        assert_eq!(ModelFlag::new(Id::BgNbd, RULE, &[]), None);
    }

    /// P(no purchase in 13 weeks) under the published parameters of BG/NBD is 0.676536 for (2, 30.43, 38.86) and 0.938263 for
    /// (0, 0, 38.86), computed apart from this code: the first is flagged at 0.66 and not at 0.7, the second, of a one-time
    /// buyer whom BG/NBD calls alive for certain, at both.
    #[test]
    fn published_histories() {
        let model = published();
        let silent = |x, recency| model.silent(History { x, recency, age: 38.86 }, 13.0);
        let everybody = [judged(silent(2.0, 30.43), None), judged(silent(0.0, 0.0), None)];
        let flagged = |threshold| {
            ModelFlag::new(Id::BgNbd, Rule { days: 91, threshold }, &everybody).map(|found| found.flagged)
        };
        assert_eq!([0.66, 0.676, 0.677, 0.938, 0.939].map(flagged).map(Option::unwrap), [2, 2, 1, 1, 0]);
    }
}
