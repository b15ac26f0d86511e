//! How well something was foretold: errors and calibration.
//!
//! In: expected purchases, probability of none, and what came, one place a history. Out: errors, tenths.

use crate::math::calibration::{Tenth, tenths};
use crate::math::sum::Sum;
use serde::Serialize;

/// Expectation and outcome of customers of one history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Expected purchases of each.
    pub expected: f64,
    /// Probability of none.
    pub silent: f64,
    /// Purchases that came, of one of them.
    pub observed: f64,
    /// Customers.
    pub customers: f64,
}

/// Errors over customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Errors {
    /// Total expected.
    pub expected: f64,
    /// Mean absolute error of purchases.
    pub mae: f64,
    /// Root mean squared error of purchases.
    pub rmse: f64,
    /// Mean squared error of the probability of none.
    pub brier: f64,
}

impl Errors {
    /// Of all outcomes.
    #[must_use]
    pub fn of(outcomes: &[Outcome]) -> Self {
        let total = |term: &dyn Fn(&Outcome) -> f64| -> f64 {
            outcomes.iter().map(|outcome| outcome.customers * term(outcome)).collect::<Sum>().value()
        };
        let customers = total(&|_| 1.0).max(1.0);
        let away = |outcome: &Outcome| outcome.expected - outcome.observed;
        Self {
            expected: total(&|outcome| outcome.expected),
            mae: total(&|outcome| away(outcome).abs()) / customers,
            rmse: (total(&|outcome| away(outcome) * away(outcome)) / customers).sqrt(),
            brier: total(&|outcome| {
                let miss = outcome.silent - silence(outcome);
                miss * miss
            }) / customers,
        }
    }
}

/// 1 for a customer who bought nothing.
fn silence(outcome: &Outcome) -> f64 {
    if outcome.observed > 0.0 { 0.0 } else { 1.0 }
}

/// Tenths by expected purchases.
#[must_use]
pub fn by_purchases(outcomes: &[Outcome]) -> Vec<Tenth> {
    tenths(outcomes.iter().map(|outcome| (outcome.expected, outcome.observed, outcome.customers)).collect())
}

/// Tenths by the probability of none.
#[must_use]
pub fn by_silence(outcomes: &[Outcome]) -> Vec<Tenth> {
    tenths(outcomes.iter().map(|outcome| (outcome.silent, silence(outcome), outcome.customers)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(expected: f64, silent: f64, observed: f64, customers: f64) -> Outcome {
        Outcome { expected, silent, observed, customers }
    }

    /// Misses 0.5, −1 and −1: mean absolute 2.5/3, squares 2.25/3; probabilities miss by 0.3 and twice 0.4.
    #[test]
    fn errors_by_hand() {
        let errors = Errors::of(&[outcome(0.5, 0.7, 0.0, 1.0), outcome(1.0, 0.4, 2.0, 2.0)]);
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        near(errors.expected, 2.5);
        near(errors.mae, 2.5 / 3.0);
        near(errors.rmse, (2.25_f64 / 3.0).sqrt());
        near(errors.brier, (0.09 + 0.32) / 3.0);
    }
}
