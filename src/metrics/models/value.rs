//! What future purchases are worth today, week by week.
//!
//! In: a model, a horizon, a discount. Out: discounted expected purchases: Σ (E[Y(k)] − E[Y(k−1)]) / (1 + d)^k over weeks
//! k, the last one in part where the horizon ends inside it, d = (1 + yearly)^(1/52) − 1.

use super::fitted::Model;
use libm::{ceil, exp, log1p};

/// Weeks of a year, as discounts count them.
const YEAR: f64 = 52.0;

/// How far to look ahead, and what later money is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Horizon {
    /// Weeks.
    pub weeks: f64,
    /// ln(1 + d), d the discount of a week.
    pub delta: f64,
}

impl Horizon {
    /// A horizon in weeks under a yearly discount.
    #[must_use]
    pub fn new(weeks: f64, yearly: f64) -> Self {
        Self { weeks, delta: log1p(yearly) / YEAR }
    }

    /// Discounted expected purchases within the horizon of a customer who is there.
    #[must_use]
    pub fn purchases_if_alive(&self, model: &Model, x: f64, age: f64) -> f64 {
        let (mut total, mut before) = (0.0, 0.0);
        let mut step = 0.0;
        while step < ceil(self.weeks) {
            step += 1.0;
            let end = step.min(self.weeks);
            let expected = model.expected_if_alive(x, age, end);
            total += (expected - before) * exp(-self.delta * end);
            before = expected;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::beta_geometric::BetaGeometric;
    use crate::metrics::models::fitted::History;
    use crate::metrics::models::fixture::published;
    use crate::metrics::models::gamma_gamma::GammaGamma;

    fn near(value: f64, expected: f64, within: f64) {
        assert!((value - expected).abs() <= within, "{value} is not {expected}");
    }

    /// 52 weeks at 10 % a year, customer (2, 30.43, 38.86) with orders of 22.345: 36.741929; undiscounted 38.426070.
    #[test]
    fn golden_value() {
        let model = published();
        let spend = GammaGamma { p: 6.248_8, q: 3.744_6, v: 15.447_7 }.expected(2.0, Some(22.345)).unwrap();
        let alive = model.alive(History { x: 2.0, recency: 30.43, age: 38.86 });
        let value =
            |yearly| alive * spend * Horizon::new(52.0, yearly).purchases_if_alive(&model, 2.0, 38.86);
        near(value(0.1), 36.741_929, 1e-3);
        near(value(0.0), 38.426_070, 1e-3);
    }

    /// Half a week more is worth what is bought in it, discounted to its end.
    #[test]
    fn the_last_week_counts_in_part() {
        let model =
            Model::BetaGeometric(BetaGeometric { r: 1.0, alpha: 5.0, a: 0.5, b: 3.0, modified: true });
        let value = |weeks| Horizon::new(weeks, 0.1).purchases_if_alive(&model, 1.0, 10.0);
        let bought = model.expected_if_alive(1.0, 10.0, 4.5) - model.expected_if_alive(1.0, 10.0, 4.0);
        near(value(4.5) - value(4.0), bought * libm::pow(1.1, -4.5 / 52.0), 1e-12);
    }
}
