//! A month's end, looked at with the data of then: how many customers were flagged as lost, what a customer had brought, what was
//! expected of one, and what the lost ones would have brought.
//!
//! In: counts and flags of the report of that day, accounts up to then, values predicted from them. Out: one row of a history.

use super::accounts::Accounts;
use super::costs::Costs;
use super::lost::lost;
use super::origins::{Origins, everybody};
use crate::metrics::estimate::{Mean, Share};
use crate::metrics::{Definition, Unit, define};
use serde::{Deserialize, Serialize};

/// Churn as the report of a day tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Told {
    /// Id of the definition that its headlines use.
    pub definition: String,
    /// Customers that the definition can judge.
    pub judged: u64,
}

/// Flagged customers of those whom a definition can judge.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastChurn {
    /// Id of the definition.
    pub definition: String,
    /// Customers judged.
    pub judged: u64,
    /// Of these, flagged.
    pub flagged: u64,
    /// flagged / judged, 0..1.
    pub rate: Option<f64>,
    /// Wilson's lower 95 % limit.
    pub low: Option<f64>,
    /// Wilson's upper 95 % limit.
    pub high: Option<f64>,
}

impl PastChurn {
    /// `None` where nobody could be judged.
    #[must_use]
    pub fn new(told: &Told, flags: &[bool]) -> Option<Self> {
        let flagged = flags.iter().map(|&flag| u64::from(flag)).sum();
        let Share { share, low, high, .. } = Share::new(flagged, told.judged);
        let definition = told.definition.clone();
        (told.judged > 0).then_some(Self { definition, judged: told.judged, flagged, rate: share, low, high })
    }
}

/// What customers were worth, in major units.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastValue {
    /// Net sales per customer until then.
    pub historic: Mean,
    /// Further net sales per customer, as foretold from what was known then.
    pub predicted: Option<Mean>,
    /// Flagged customers × what was foretold of one who was not flagged.
    pub lost: Option<f64>,
}

impl PastValue {
    /// `None` where nobody had paid in the currency. `predicted` and `flags` are parallel to the table of the accounts.
    #[must_use]
    pub fn new(accounts: &Accounts, predicted: Option<&[f64]>, flags: &[bool]) -> Option<Self> {
        let everyone = everybody(accounts.len());
        let gone = lost(accounts, &Origins::default(), &Costs::default(), predicted, Some(flags), 0);
        (!accounts.is_empty()).then(|| Self {
            historic: accounts.historic(&everyone).mean(),
            predicted: accounts.predicted(&everyone, predicted).filter(|mean| mean.n > 0),
            lost: gone.remaining,
        })
    }
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "history.months.churn.rate",
        Unit::Share,
        "Customers whom the report of that day would flag as lost / customers whom its definition could judge; only orders and refunds up to the month's end count. Wilson's 95 % interval.",
        "Own rule; Wilson 1927",
    ),
    define(
        "history.months.value.historic",
        Unit::Money,
        "Net sales per customer from the first order to the month's end, refunds taken off at their own day; mean with the normal interval. It grows as customers get older and falls when many new ones come.",
        "Own rule",
    ),
    define(
        "history.months.value.predicted",
        Unit::Money,
        "Mean over customers of the discounted net sales foretold for the horizon after the month's end. The kind of model is the one that passed the report's check; its parameters are fitted to orders up to the month's end alone.",
        "Own rule",
    ),
    define(
        "history.months.value.lost",
        Unit::Money,
        "Customers flagged at the month's end × mean foretold value of a customer who was not flagged.",
        "Own rule",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::value::accounts::sample;

    /// 1 of 4: 0.25, Wilson 0.0456 to 0.6994 (z = 1.96: (0.25 + 0.4802 ± 1.96 √(0.046875 + 0.060025)) / 1.9604).
    #[test]
    fn flagged_of_those_who_can_be_judged() {
        let told = Told { definition: "D1".to_owned(), judged: 4 };
        let churn = PastChurn::new(&told, &[true, false, false, false, false]).unwrap();
        assert_eq!((churn.judged, churn.flagged, churn.rate), (4, 1, Some(0.25)));
        assert!((churn.low.unwrap() - 0.0456).abs() < 1e-4 && (churn.high.unwrap() - 0.6994).abs() < 1e-4);
        assert_eq!(PastChurn::new(&Told { judged: 0, ..told }, &[false]), None);
    }

    /// Net 60, 20 and 40: 40 a customer. Of 9, 3 and 6 foretold, mean 6; the first is lost, and the others are worth 4.50 each.
    #[test]
    fn brought_foretold_and_lost() {
        let rows = [("a", 0, 70, 0), ("a", 5, -10, 0), ("b", 1, 20, 0), ("c", 2, 40, 0)];
        let accounts = Accounts::new(&sample(10, &rows), 0);
        let value = PastValue::new(&accounts, Some(&[9.0, 3.0, 6.0]), &[true, false, false]).unwrap();
        assert_eq!((value.historic.n, value.historic.mean), (3, Some(40.0)));
        assert_eq!(value.predicted.and_then(|mean| mean.mean), Some(6.0));
        assert_eq!(value.lost, Some(4.5));
        let without = PastValue::new(&accounts, None, &[true, false, false]).unwrap();
        assert_eq!((without.predicted, without.lost), (None, None));
        assert_eq!(PastValue::new(&Accounts::new(&sample(10, &rows), 1), None, &[false; 3]), None);
    }
}
