//! How well something was foretold: errors and calibration.
//!
//! In: expected purchases, probability of none, and what came, one place a history. Out: errors, tenths.

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

/// A tenth of the customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tenth {
    /// Customers.
    pub customers: u64,
    /// Mean of what was foretold.
    pub expected: f64,
    /// Mean of what came.
    pub observed: f64,
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

/// Tenths by the first of (foretold, came, customers); equal ones stay together, so there may be fewer.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn tenths(mut rows: Vec<(f64, f64, f64)>) -> Vec<Tenth> {
    rows.sort_unstable_by(|a, b| {
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    });
    let all = rows.iter().fold(0.0, |sum, row| sum + row.2);
    let mut found: Vec<Tenth> = Vec::new();
    let (mut customers, mut expected, mut observed, mut before) = (0.0, Sum::default(), Sum::default(), 0.0);
    for same in rows.chunk_by(|a, b| a.0.to_bits() == b.0.to_bits()) {
        for row in same {
            customers += row.2;
            expected.add(row.0 * row.2);
            observed.add(row.1 * row.2);
        }
        let due = ((10.0 * before / all).floor() + 1.0) * all / 10.0;
        if before + customers >= due {
            let count = customers as u64;
            found.push(Tenth {
                customers: count,
                expected: expected.value() / customers,
                observed: observed.value() / customers,
            });
            before += customers;
            (customers, expected, observed) = (0.0, Sum::default(), Sum::default());
        }
    }
    found
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

    /// Twenty customers expected 0..19 and one value for ten more: ties are not torn apart.
    #[test]
    fn tenths_keep_equal_ones_together() {
        let rows: Vec<_> = (0..20).map(|value| (f64::from(value), 1.0, 1.0)).collect();
        let found = tenths(rows);
        assert_eq!(found.len(), 10);
        assert!(found.iter().all(|tenth| tenth.customers == 2));
        assert!((found[3].expected - 6.5).abs() < 1e-12);
        let found = tenths(vec![(0.0, 1.0, 75.0), (1.0, 3.0, 25.0)]);
        assert_eq!(found.iter().map(|tenth| tenth.customers).collect::<Vec<_>>(), [75, 25]);
        let mut rows = vec![(0.0, 1.0, 70.0)];
        rows.extend((1..=30).map(|value| (f64::from(value), 1.0, 1.0)));
        let found = tenths(rows);
        assert_eq!(found.iter().map(|tenth| tenth.customers).collect::<Vec<_>>(), [70, 10, 10, 10]);
        assert!(tenths(Vec::new()).is_empty());
    }
}
