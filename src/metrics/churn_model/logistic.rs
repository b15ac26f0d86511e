//! Logistic regression with a ridge: Newton's method on standardised features (Hastie, Tibshirani and Friedman 2009, 4.4.1, 3.4.1).

use super::super::real;
use super::features::{COUNT, Row};
use crate::math::linear::Cholesky;
use crate::math::special::{log_one_plus_exp, logistic};

/// Weight of the squared coefficients beside the log-likelihood.
const RIDGE: f64 = 1.0;
const STEPS: usize = 50;
/// Unknowns: an intercept and the features.
const N: usize = COUNT + 1;

/// A fitted regression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Logistic {
    /// Of standardised features.
    pub intercept: f64,
    /// Per standard deviation.
    pub coefficients: [f64; COUNT],
    /// Means of the features.
    pub means: [f64; COUNT],
    /// Their standard deviations; 1 where a feature does not vary.
    pub deviations: [f64; COUNT],
}

impl Logistic {
    /// Fits to rows; `None` where one outcome is missing.
    #[must_use]
    pub fn fit(rows: &[Row]) -> Option<Self> {
        let lost = rows.iter().filter(|row| row.lost).count();
        if lost == 0 || lost == rows.len() {
            return None;
        }
        let (means, deviations) = moments(rows);
        let mut model = Self { intercept: 0.0, coefficients: [0.0; COUNT], means, deviations };
        let mut value = model.penalised(rows);
        for _ in 0..STEPS {
            let (mut step, curvature) = model.derivatives(rows);
            Cholesky::new(&curvature)?.solve(&mut step);
            let mut length = 1.0;
            let (next, reached) = loop {
                let next = model.moved(&step, length);
                let reached = next.penalised(rows);
                if reached >= value || length < 1e-6 {
                    break (next, reached);
                }
                length *= 0.5;
            };
            let gained = reached - value;
            (model, value) = (next, reached);
            if gained <= 1e-12 * value.abs() {
                break;
            }
        }
        Some(model)
    }

    /// The probability that a customer is lost.
    #[must_use]
    pub fn probability(&self, values: &[f64; COUNT]) -> f64 {
        logistic(self.score(values))
    }

    /// Intercept of the features as they are.
    #[must_use]
    pub fn raw_intercept(&self) -> f64 {
        (0..COUNT)
            .fold(self.intercept, |sum, i| sum - self.coefficients[i] * self.means[i] / self.deviations[i])
    }

    fn standardised(&self, values: &[f64; COUNT]) -> [f64; N] {
        std::array::from_fn(|i| {
            if i == 0 { 1.0 } else { (values[i - 1] - self.means[i - 1]) / self.deviations[i - 1] }
        })
    }

    fn score(&self, values: &[f64; COUNT]) -> f64 {
        let unknowns = self.standardised(values);
        (0..COUNT).fold(self.intercept, |sum, i| sum + self.coefficients[i] * unknowns[i + 1])
    }

    fn moved(&self, step: &[f64; N], length: f64) -> Self {
        let coefficients = std::array::from_fn(|i| self.coefficients[i] + length * step[i + 1]);
        Self { intercept: self.intercept + length * step[0], coefficients, ..*self }
    }

    /// ln L − ridge/2 · Σ coefficient².
    fn penalised(&self, rows: &[Row]) -> f64 {
        let squares = self.coefficients.iter().fold(0.0, |sum, b| sum + b * b);
        rows.iter().fold(-0.5 * RIDGE * squares, |sum, row| {
            let score = self.score(&row.values);
            sum - log_one_plus_exp(if row.lost { -score } else { score })
        })
    }

    /// Gradient and negative Hessian of the same.
    fn derivatives(&self, rows: &[Row]) -> ([f64; N], [[f64; N]; N]) {
        let mut gradient = [0.0; N];
        let mut curvature = [[0.0; N]; N];
        for i in 0..COUNT {
            gradient[i + 1] = -RIDGE * self.coefficients[i];
            curvature[i + 1][i + 1] = RIDGE;
        }
        for row in rows {
            let unknowns = self.standardised(&row.values);
            let p = logistic(self.score(&row.values));
            let (miss, spread) = (if row.lost { 1.0 - p } else { -p }, p * (1.0 - p));
            for i in 0..N {
                gradient[i] += miss * unknowns[i];
                for j in 0..=i {
                    curvature[i][j] += spread * unknowns[i] * unknowns[j];
                }
            }
        }
        (gradient, curvature)
    }
}

fn moments(rows: &[Row]) -> ([f64; COUNT], [f64; COUNT]) {
    let n = real(rows.len() as u64);
    let mean = |i: usize| rows.iter().fold(0.0, |sum, row| sum + row.values[i]) / n;
    let means: [f64; COUNT] = std::array::from_fn(mean);
    let deviation = |i: usize| {
        let squares =
            rows.iter().fold(0.0, |sum, row| sum + (row.values[i] - means[i]) * (row.values[i] - means[i]));
        let deviation = (squares / n).sqrt();
        if deviation > 1e-9 { deviation } else { 1.0 }
    };
    (means, std::array::from_fn(deviation))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: f64, lost: bool) -> Row {
        let mut values = [0.0; COUNT];
        values[0] = value;
        Row { at: 0, values, lost }
    }

    /// x = −1, 1 with 30 and 70 of 100 lost: without a ridge the slope is ln(7/3); at the ridge's optimum Σ x (y − p) is
    /// the coefficient itself, here 100 · (0.7 − p) · 2 with p = logistic(b).
    #[test]
    fn one_feature() {
        let mut rows = Vec::new();
        for n in 0..100 {
            rows.push(row(-1.0, n < 30));
            rows.push(row(1.0, n < 70));
        }
        let model = Logistic::fit(&rows).unwrap();
        let b = model.coefficients[0];
        assert!(model.intercept.abs() < 1e-9 && (b - libm::log(7.0 / 3.0)).abs() < 0.03, "{model:?}");
        assert!((200.0 * (0.7 - logistic(b)) - b).abs() < 1e-6);
        assert!(model.coefficients[1..].iter().all(|b| b.abs() < 1e-12));
        assert!((model.probability(&rows[0].values) - logistic(-b)).abs() < 1e-9);
    }

    #[test]
    fn one_outcome_is_no_regression() {
        assert_eq!(Logistic::fit(&[row(1.0, true), row(2.0, true)]), None);
        assert_eq!(Logistic::fit(&[]), None);
    }

    /// A feature that tells the outcomes apart entirely stays finite by the ridge.
    #[test]
    fn separable_outcomes_stay_finite() {
        let rows: Vec<_> = (0..40).map(|n| row(f64::from(n), n >= 20)).collect();
        let model = Logistic::fit(&rows).unwrap();
        assert!(model.coefficients[0] > 1.0 && model.coefficients[0] < 10.0, "{model:?}");
    }
}
