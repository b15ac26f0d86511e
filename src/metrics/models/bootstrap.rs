//! How far parameters would differ had other customers of the same kind come: resampled customers, fitted anew.
//!
//! In: customers, the model chosen, a seed. Out: parameters, one set a resample (Efron and Tibshirani 1993, percentile intervals).

use super::fitted::Model;
use super::fitting::refit;
use super::gamma_gamma::Spending;
use super::groups::{Group, Groups};
use super::occasions::Customer;
use super::order_values::OrderValues;
use crate::math::quantile::quantile;
use crate::math::random::Random;

/// Parameters of one resample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// Of buying.
    pub model: Model,
    /// Of order values.
    pub spending: Option<OrderValues>,
}

impl Draw {
    /// The middle 95 % of values; `None` without any.
    #[must_use]
    pub fn interval(values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
        let mut values: Vec<f64> = values.collect();
        Some([quantile(&mut values, 25, 1000)?, quantile(&mut values, 975, 1000)?])
    }
}

/// Resamples of customers, one after the other.
#[derive(Clone, Debug)]
pub struct Resampling {
    customers: Vec<Customer>,
    model: Model,
    spending: Option<OrderValues>,
    random: Random,
}

impl Resampling {
    /// Resamples of a seed; the order of customers changes nothing.
    #[must_use]
    pub fn new(customers: &[Customer], model: Model, spending: Option<OrderValues>, seed: u32) -> Self {
        let mut customers = customers.to_vec();
        customers.sort_unstable_by(|a, b| {
            let history = |customer: &Customer| (customer.repeats, customer.age, customer.recency);
            let value = |customer: &Customer| customer.value.unwrap_or(0.0);
            history(a).cmp(&history(b)).then(value(a).total_cmp(&value(b)))
        });
        Self { customers, model, spending, random: Random::new(u64::from(seed)) }
    }

    /// The next resample's parameters; `None` where it cannot be fitted.
    pub fn draw(&mut self) -> Option<Draw> {
        let mut times = vec![0_u32; self.customers.len()];
        for _ in 0..times.len() {
            times[self.random.below(self.customers.len())] += 1;
        }
        let model = refit(&self.model, &self.histories(&times))?.model;
        let spending = self.spending.and_then(|values| {
            let chosen = self.customers.iter().zip(times.iter().map(|&times| f64::from(times)));
            values.again(&Spending::weighted(chosen))
        });
        Some(Draw { model, spending })
    }

    fn histories(&self, times: &[u32]) -> Groups {
        let mut groups: Vec<Group> = Vec::new();
        for (customer, &times) in self.customers.iter().zip(times) {
            let weight = f64::from(times);
            let &Customer { repeats, recency, age, .. } = customer;
            match groups.last_mut() {
                Some(last) if (last.repeats, last.recency, last.age) == (repeats, recency, age) => {
                    last.weight += weight;
                }
                _ => groups.push(Group { repeats, recency, age, weight }),
            }
        }
        Groups::weighted(groups.into_iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fitted::Id;
    use crate::metrics::models::fitting::fit;
    use crate::metrics::models::fixture::cdnow_calibration;

    /// Twenty resamples of CDNOW lie about the fit; the same seed gives the same, whatever the customers' order.
    #[test]
    fn resamples_of_a_seed() {
        let mut customers = cdnow_calibration();
        let model = fit(Id::BgNbd, &Groups::new(&customers)).unwrap().model;
        let mut one = Resampling::new(&customers, model, None, 7);
        let draws: Vec<_> = (0..20).filter_map(|_| one.draw()).collect();
        customers.reverse();
        let mut other = Resampling::new(&customers, model, None, 7);
        assert!(draws.iter().all(|draw| other.draw() == Some(*draw)));
        let r = |draw: &Draw| draw.model.parameters(1.0)[0].1;
        let [low, high] = Draw::interval(draws.iter().map(r)).unwrap();
        assert!(low < 0.242_594 && 0.242_594 < high && high - low < 0.08, "{low} {high}");
        assert_ne!(Resampling::new(&customers, model, None, 8).draw(), Some(draws[0]));
    }

    #[test]
    fn middle_of_values() {
        let [low, high] = Draw::interval((0..=1000).map(f64::from)).unwrap();
        assert!((low - 25.0).abs() < 1e-9 && (high - 975.0).abs() < 1e-9);
        assert_eq!(Draw::interval(std::iter::empty()), None);
    }
}
