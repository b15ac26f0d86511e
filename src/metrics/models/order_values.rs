//! What an order of a customer is worth: by gamma–gamma where the data settle it and it foretold the held-out part better than
//! the shop's mean, else that mean.
//!
//! In: number and mean value of repeat occasions at a cut, and what later ones were worth. Out: expected order values, and how far
//! off those of the held-out part were.

use super::super::real;
use super::gamma_gamma::{self, GammaGamma, Spending};
use super::holdout::Split;
use super::occasions::{Customer, View, customers, net_between, occasions};
use crate::math::sum::Sum;
use crate::tables::buying::Buying;
use serde::Serialize;

/// Customers with a value of their own at least.
const LEAST: u64 = 30;

/// What expected order values come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OrderValues {
    /// A customer's own mean, drawn towards the shop's.
    GammaGamma(GammaGamma),
    /// Everybody's are worth the mean of the repeat occasions.
    Mean(f64),
}

impl OrderValues {
    /// The mean of repeat occasions; `None` under 30 customers with a value.
    #[must_use]
    pub fn mean_of(spending: &Spending) -> Option<Self> {
        (spending.customers >= real(LEAST)).then(|| Self::Mean(spending.mean_of_occasions()))
    }

    /// The same kind from resampled customers.
    #[must_use]
    pub fn again(&self, spending: &Spending) -> Option<Self> {
        match *self {
            Self::GammaGamma(GammaGamma { p, q, v }) => {
                Some(Self::GammaGamma(gamma_gamma::fit_from(spending, &[[p, q, v]])?.0))
            }
            Self::Mean(_) => (spending.customers > 0.0).then(|| Self::Mean(spending.mean_of_occasions())),
        }
    }

    /// Expected order value of a customer nobody knows anything of; `None` where it is infinite.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        match self {
            Self::GammaGamma(model) => model.mean(),
            Self::Mean(mean) => Some(*mean),
        }
    }

    /// Variance of an order's value over the square of its mean: 1/p by gamma–gamma, else that of the customers' mean values, each
    /// counted once for each of its orders.
    #[must_use]
    pub fn spread(&self, customers: &[Customer]) -> f64 {
        let mean = match *self {
            Self::GammaGamma(model) => return 1.0 / model.p,
            Self::Mean(mean) => mean,
        };
        let orders = |customer: &Customer| f64::from(customer.repeats);
        let valued = || customers.iter().filter_map(|customer| Some((customer, customer.value?)));
        let all = valued().map(|(customer, _)| orders(customer)).collect::<Sum>().value();
        let off = |(customer, value): (&Customer, f64)| orders(customer) * (value - mean) * (value - mean);
        let squares = valued().map(off).collect::<Sum>().value();
        if all > 0.0 && mean > 0.0 { squares / all / (mean * mean) } else { 0.0 }
    }

    /// Expected order value of a customer; `None` where it is infinite, and where the customer's own orders have no value in the
    /// currency.
    #[must_use]
    pub fn expected(&self, customer: &Customer) -> Option<f64> {
        let known = customer.one_currency && (customer.repeats == 0 || customer.value.is_some());
        match self {
            Self::GammaGamma(model) => {
                model.expected(f64::from(customer.repeats), customer.value).filter(|_| known)
            }
            Self::Mean(mean) => known.then_some(*mean),
        }
    }
}

/// How order values were foretold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueTrial {
    /// Customers with a value at the cut who bought again after it.
    pub customers: u64,
    /// Mean over them of the value of an order after the cut.
    pub observed: f64,
    /// Mean over them of what gamma–gamma foretold.
    pub expected: f64,
    /// Mean of |foretold − observed|.
    pub mae: f64,
    /// Root of the mean of its square.
    pub rmse: f64,
    /// The guess: the mean of repeat occasions at the cut, for everybody.
    pub baseline: f64,
    /// Its mean error.
    pub baseline_mae: f64,
    /// Its squared error.
    pub baseline_rmse: f64,
    /// Whether gamma–gamma was nearer than the guess, by mean error.
    pub passed: bool,
}

impl ValueTrial {
    /// Gamma–gamma fitted to what was known at the cut, against what came; `None` where it could not be fitted, or under 30 customers.
    #[must_use]
    pub fn new(buying: &Buying, split: Split, view: &View) -> Option<Self> {
        let known = customers(buying, &View { cut: split.cut, ..*view });
        let spending = Spending::new(&known);
        let (model, _) = gamma_gamma::fit(&spending).filter(|(model, _)| model.settled())?;
        let baseline = spending.mean_of_occasions();
        let pairs: Vec<[f64; 2]> = known
            .iter()
            .filter(|customer| customer.value.is_some())
            .filter_map(|customer| {
                let expected = model.expected(f64::from(customer.repeats), customer.value)?;
                Some([expected, worth_after(buying, split, view, customer.at)?])
            })
            .collect();
        let n = pairs.len() as u64;
        let mean = |of: &dyn Fn(&[f64; 2]) -> f64| pairs.iter().map(of).collect::<Sum>().value() / real(n);
        let square = |miss: f64| miss * miss;
        (n >= LEAST).then(|| {
            let mae = mean(&|[expected, observed]| (expected - observed).abs());
            let baseline_mae = mean(&|[_, observed]| (baseline - observed).abs());
            Self {
                customers: n,
                observed: mean(&|pair| pair[1]),
                expected: mean(&|pair| pair[0]),
                mae,
                rmse: mean(&|[expected, observed]| square(expected - observed)).sqrt(),
                baseline,
                baseline_mae,
                baseline_rmse: mean(&|[_, observed]| square(baseline - observed)).sqrt(),
                passed: mae < baseline_mae,
            }
        })
    }
}

/// Mean net value of a customer's occasions after the cut, refunds of that time deducted; `None` without any, where it is not above 0,
/// and where an order was paid in another currency.
fn worth_after(buying: &Buying, split: Split, view: &View, at: u32) -> Option<f64> {
    let range = buying.orders.range(at as usize);
    let days = buying.orders.days(at as usize);
    let [from, to] = [split.cut, split.end].map(|day| days.partition_point(|&other| other <= day));
    let of_currency = |row: usize| buying.orders.currency[range.start + row] == view.currency;
    let count = occasions(&days[from..to]);
    if count == 0 || !(from..to).all(of_currency) {
        return None;
    }
    let mean = net_between(buying, view.currency, at, split.cut, split.end) / f64::from(count);
    (mean > 0.0).then_some(mean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fixture::buying;
    use crate::metrics::models::holdout::Split;

    const VIEW: View = View { cut: 200, currency: 0, not_before: i32::MIN };
    const SPLIT: Split = Split { cut: 100, end: 200 };

    fn near(value: f64, expected: f64, within: f64) {
        assert!((value - expected).abs() <= within, "{value} is not {expected}");
    }

    /// After day 100: 30 and 10 on one day, 20 on another, 6 back: 54 / 2 occasions.
    #[test]
    fn worth_of_later_occasions() {
        let mut data = buying(200, &[("a", &[(10, 8.0), (120, 30.0), (120, 10.0), (150, 20.0), (201, 9.0)])]);
        data.refunds.starts = vec![0, 1];
        (data.refunds.day, data.refunds.net, data.refunds.currency) = (vec![160], vec![-60_000], vec![0]);
        near(worth_after(&data, SPLIT, &VIEW, 0).unwrap(), 27.0, 1e-12);
        let late = Split { cut: 201, end: 300 };
        assert_eq!(worth_after(&data, late, &VIEW, 0), None);
        data.orders.currency[3] = 1;
        assert_eq!(worth_after(&data, SPLIT, &VIEW, 0), None);
    }

    /// One order of 8 and three of 12 about 11: (9 + 3 · 1) / 4 / 121. Equal prices have no spread.
    #[test]
    fn spread_of_mean_values() {
        let one = |repeats: u32, value: f64| Customer {
            at: 0,
            repeats,
            first: 0,
            recency: 9,
            age: 10,
            value: Some(value),
            one_currency: true,
        };
        let unvalued = Customer { value: None, ..one(9, 1.0) };
        near(OrderValues::Mean(11.0).spread(&[one(1, 8.0), one(3, 12.0), unvalued]), 3.0 / 121.0, 1e-12);
        near(OrderValues::Mean(5.0).spread(&[one(2, 5.0), one(7, 5.0)]), 0.0, 1e-12);
        let model = GammaGamma { p: 4.0, q: 3.0, v: 20.0 };
        near(OrderValues::GammaGamma(model).spread(&[]), 0.25, 1e-12);
    }

    /// 400 customers whose orders are Gamma(3, ν), ν ~ Gamma(4, 90): their own mean tells more of the next order than the shop's. The
    /// mean is told of 40 customers, and not of 29.
    #[test]
    fn own_means_beat_the_shops() {
        let mut random = crate::math::random::Random::new(5);
        let mut gamma = |shape: f64| {
            let uniform = (real(random.bits() >> 11) + 0.5) / 9_007_199_254_740_992.0;
            crate::math::special::gamma_quantile(shape, uniform)
        };
        let rows: Vec<Vec<(i32, f64)>> = (0..400)
            .map(|at| {
                let rate = gamma(4.0) / 90.0;
                let days = (0..=2 + at % 5).map(|n| at % 20 + 11 * n).chain([at % 20 + 110]);
                days.map(|day| (day, gamma(3.0) / rate)).collect()
            })
            .collect();
        let people: Vec<(&str, &[(i32, f64)])> = rows.iter().map(|rows| ("", rows.as_slice())).collect();
        let found = ValueTrial::new(&buying(200, &people), SPLIT, &VIEW).unwrap();
        assert!(found.passed && found.customers == 400 && found.mae < 0.9 * found.baseline_mae, "{found:?}");
        let same = vec![("", [(0, 12.5), (20, 12.5)].as_slice()); 40];
        let alike = customers(&buying(200, &same), &VIEW);
        let mean = OrderValues::mean_of(&Spending::new(&alike)).unwrap();
        near(mean.expected(&alike[0]).unwrap(), 12.5, 1e-12);
        assert_eq!(OrderValues::mean_of(&Spending::new(&alike[..29])), None);
        let stranger = Customer { one_currency: false, ..alike[0] };
        assert_eq!(mean.expected(&stranger), None);
    }
}
