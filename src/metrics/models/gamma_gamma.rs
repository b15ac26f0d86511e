//! Gamma–gamma: what an order of a customer is worth, from the mean of those seen (Fader and Hardie, note 025).
//!
//! Order values are Gamma(p, ν) with ν ~ Gamma(q, v) by customer, independent of how often they buy. In: number and
//! mean value of repeat occasions. Out: most likely parameters and the expected order value of a customer.

use super::occasions::Customer;
use crate::math::optimum::{Value, least};
use crate::math::special::digamma;
use libm::{exp, lgamma, log};

/// Natural logarithms of parameters that the likelihood has its maximum within, and beyond which it is given no value.
const LIMITS: [f64; 3] = [9.2, 9.2, 30.0];
const FAR: f64 = 33.0;

/// Parameters; v in major units of a currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    /// Shape of order values.
    pub p: f64,
    /// Shape of their scales among customers.
    pub q: f64,
    /// Scale of those.
    pub v: f64,
}

/// Number and mean value of repeat occasions of customers, ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spending {
    /// (x, mean, ln(mean), customers).
    rows: Vec<(u32, f64, f64, f64)>,
    /// Customers.
    pub customers: f64,
}

impl Spending {
    /// Of customers with a value.
    #[must_use]
    pub fn new(customers: &[Customer]) -> Self {
        Self::weighted(customers.iter().map(|customer| (customer, 1.0)))
    }

    /// The same of customers that count several times.
    #[must_use]
    pub fn weighted<'a>(customers: impl Iterator<Item = (&'a Customer, f64)>) -> Self {
        let row = |(customer, weight): (&Customer, f64)| {
            customer.value.filter(|_| weight > 0.0).map(|mean| (customer.repeats, mean, log(mean), weight))
        };
        let mut rows: Vec<_> = customers.filter_map(row).collect();
        rows.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.3.total_cmp(&b.3)));
        let customers = rows.iter().fold(0.0, |sum, row| sum + row.3);
        Self { rows, customers }
    }

    fn weighted_mean(&self, of: impl Fn(&(u32, f64, f64, f64)) -> f64) -> f64 {
        self.rows.iter().fold(0.0, |sum, row| sum + of(row) * row.3) / self.customers
    }

    /// Mean value of a repeat occasion: each occasion counts once.
    #[must_use]
    pub fn mean_of_occasions(&self) -> f64 {
        self.weighted_mean(|row| f64::from(row.0) * row.1) / self.weighted_mean(|row| f64::from(row.0))
    }

    /// Pearson's correlation of number and mean value; `None` where one of them does not vary.
    #[must_use]
    pub fn correlation(&self) -> Option<f64> {
        let x = |row: &(u32, f64, f64, f64)| f64::from(row.0);
        let (mean_x, mean_m) = (self.weighted_mean(x), self.weighted_mean(|row| row.1));
        let both = self.weighted_mean(|row| (x(row) - mean_x) * (row.1 - mean_m));
        let (var_x, var_m) = (
            self.weighted_mean(|row| (x(row) - mean_x) * (x(row) - mean_x)),
            self.weighted_mean(|row| (row.1 - mean_m) * (row.1 - mean_m)),
        );
        (var_x > 0.0 && var_m > 0.0).then(|| both / (var_x * var_m).sqrt())
    }
}

/// The most likely parameters and their log-likelihood; `None` where no start led anywhere.
#[must_use]
pub fn fit(spending: &Spending) -> Option<(GammaGamma, f64)> {
    let mean = spending.weighted_mean(|row| row.1);
    fit_from(spending, &[(3.0, 3.0), (1.0, 8.0), (10.0, 2.0)].map(|(p, q)| [p, q, mean * (q - 1.0) / p]))
}

/// The same from given starts.
#[must_use]
pub fn fit_from(spending: &Spending, starts: &[[f64; 3]]) -> Option<(GammaGamma, f64)> {
    if spending.rows.is_empty() {
        return None;
    }
    let starts: Vec<_> = starts.iter().map(|start| start.map(log)).collect();
    let best = least(&starts, &LIMITS, |logs| objective(spending, logs))?;
    let [p, q, v] = best.at.map(exp);
    Some((GammaGamma { p, q, v }, -best.value * spending.customers))
}

/// −LL / n and its gradient, by the logarithms of p, q and v.
#[must_use]
pub fn objective(spending: &Spending, logs: &[f64; 3]) -> Value<3> {
    if logs.iter().any(|log| log.abs() > FAR) {
        return (f64::INFINITY, [0.0; 3]);
    }
    let parameters = logs.map(exp);
    let (total, gradient) = log_likelihood(spending, parameters);
    let scale = -1.0 / spending.customers;
    (scale * total, std::array::from_fn(|i| scale * gradient[i] * parameters[i]))
}

/// ln L and its derivatives by p, q and v; gamma functions are taken once a count.
fn log_likelihood(spending: &Spending, [p, q, v]: [f64; 3]) -> Value<3> {
    let constant = q * log(v) - lgamma(q);
    let (psi_q, log_v) = (digamma(q), log(v));
    let (mut total, mut gradient) = (0.0, [0.0; 3]);
    for run in spending.rows.chunk_by(|a, b| a.0 == b.0) {
        let x = f64::from(run[0].0);
        let shape = p * x + q;
        let counted = constant + lgamma(shape) - lgamma(p * x) + p * x * log(x);
        let by_p = x * (digamma(shape) - digamma(p * x) + log(x));
        let by_q = digamma(shape) - psi_q + log_v;
        for &(_, mean, log_mean, weight) in run {
            let spent = x * mean + v;
            let log_spent = log(spent);
            total += weight * (counted + (p * x - 1.0) * log_mean - shape * log_spent);
            gradient[0] += weight * (by_p + x * (log_mean - log_spent));
            gradient[1] += weight * (by_q - log_spent);
            gradient[2] += weight * (q / v - shape / spent);
        }
    }
    (total, gradient)
}

impl GammaGamma {
    /// Expected order value of a customer nobody knows anything of; `None` for q ≤ 1, where it is infinite.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.q > 1.0).then(|| self.p * self.v / (self.q - 1.0))
    }

    /// Whether the likelihood has its maximum inside the range of shapes.
    #[must_use]
    pub fn settled(&self) -> bool {
        [self.p, self.q].iter().all(|shape| (1e-4..1e4).contains(shape))
    }

    /// Expected order value of a customer with `x` repeat occasions of this mean; of anybody without a mean.
    #[must_use]
    pub fn expected(&self, x: f64, mean: Option<f64>) -> Option<f64> {
        let anybody = self.mean()?;
        let Some(mean) = mean else { return Some(anybody) };
        let own = self.p * x / (self.p * x + self.q - 1.0);
        Some((1.0 - own) * anybody + own * mean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fixture::cdnow_calibration;

    fn near(value: f64, expected: f64, within: f64) {
        assert!((value - expected).abs() <= within, "{value} is not {expected}");
    }

    /// Note 025: p 6.25, q 3.74, v 15.44 from 946 repeat customers; more digits by an independent program.
    #[test]
    fn cdnow() {
        let spending = Spending::new(&cdnow_calibration());
        let (found, _) = fit(&spending).unwrap();
        assert_eq!(spending.customers as u32, 946);
        near(found.p, 6.249_57, 1e-5);
        near(found.q, 3.744_22, 1e-5);
        near(found.v, 15.443_52, 2e-5);
        near(spending.correlation().unwrap(), 0.1139, 1e-4);
    }

    /// Published examples, from the parameters of the rounded summary file.
    #[test]
    fn order_values() {
        let model = GammaGamma { p: 6.248_8, q: 3.744_6, v: 15.447_7 };
        near(model.mean().unwrap(), 35.170_7, 1e-3);
        near(model.expected(2.0, Some(22.345)).unwrap(), 24.654_5, 1e-3);
        near(model.expected(1.0, Some(50.0)).unwrap(), 45.474_5, 1e-3);
        near(model.expected(0.0, None).unwrap(), 35.170_7, 1e-3);
        for (x, own) in [(1.0, 0.694_821), (2.0, 0.819_934), (5.0, 0.919_249)] {
            let slope = model.expected(x, Some(1.0)).unwrap() - model.expected(x, Some(0.0)).unwrap();
            near(slope, own, 1e-5);
        }
        assert_eq!(GammaGamma { q: 1.0, ..model }.expected(1.0, Some(5.0)), None);
    }

    #[test]
    fn gradients() {
        let spending = Spending::new(&cdnow_calibration());
        let at = [1.0, 1.6, 2.0];
        let (_, gradient) = objective(&spending, &at);
        for i in 0..3 {
            let moved = |by: f64| {
                let mut at = at;
                at[i] += by;
                objective(&spending, &at).0
            };
            near(gradient[i], (moved(1e-5) - moved(-1e-5)) / 2e-5, 1e-8);
        }
    }

    /// One of two at 10 and one of one at 40: 60 over three occasions.
    #[test]
    fn occasions_count_once() {
        let customer = |repeats, value| Customer { repeats, value: Some(value), ..cdnow_calibration()[0] };
        let spending = Spending::new(&[customer(2, 10.0), customer(1, 40.0)]);
        near(spending.mean_of_occasions(), 20.0, 1e-12);
    }

    #[test]
    fn nobody_with_a_value_gives_nothing() {
        assert_eq!(fit(&Spending::default()), None);
    }

    /// Money in cents instead of dollars scales v and nothing else.
    #[test]
    fn money_scales_v_alone() {
        let customers = cdnow_calibration();
        let cents: Vec<_> = customers
            .iter()
            .map(|customer| Customer { value: customer.value.map(|value| 100.0 * value), ..*customer })
            .collect();
        let (one, _) = fit(&Spending::new(&customers)).unwrap();
        let (other, _) = fit(&Spending::new(&cents)).unwrap();
        near(other.p, one.p, 1e-5);
        near(other.q, one.q, 1e-5);
        near(other.v, 100.0 * one.v, 1e-2);
    }
}
