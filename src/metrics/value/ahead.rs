//! What a model expects of customers after as-of → the curve of their value carried on to an age that not all have reached.
//!
//! The value of a customer at an age is what was sold to them by then; of one who is not so old, that to date and what is expected
//! from then until the age: expected orders × expected value of an order, without discount and margin. The mean over all customers
//! of a group has the variance of these values among them, and of each one's coming orders: with m orders expected of somebody who
//! is there with probability a and whose rate of buying has a gamma distribution of shape k, of value z with variance z²/p within a
//! customer (gamma-gamma), z² (m (1 + 1/p) + m² ((1 + 1/k)/a − 1)). Parameters are taken as known, and who is there is taken to stay.

use super::accounts::Accounts;
use crate::math::sum::Sum;
use crate::metrics::estimate::{Mean, in_major};
use crate::metrics::real;
use serde::Serialize;

/// Further net sales of customers by age, as a model expects them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ahead {
    /// Ages in days, ascending.
    ages: Vec<u32>,
    /// One of each age for each customer of the table, one customer after the other.
    further: Vec<Further>,
}

/// What is expected of a customer until an age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Further {
    /// Net sales in major units; NaN where unknown, 0 at ages that are reached.
    pub value: f64,
    /// Their variance.
    pub variance: f64,
}

impl Further {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { value: f64::NAN, variance: f64::NAN };
    /// Nothing is to come.
    pub const NOTHING: Self = Self { value: 0.0, variance: 0.0 };

    /// Of so many expected orders of somebody who is there with a probability and whose rate has a gamma distribution of a shape;
    /// `own` is 1/p.
    #[must_use]
    pub fn of(orders: f64, alive: f64, shape: f64, order_value: f64, own: f64) -> Self {
        let unsure = if alive > 0.0 { (1.0 + 1.0 / shape) / alive - 1.0 } else { 0.0 };
        let variance = order_value * order_value * (orders * (1.0 + own) + orders * orders * unsure);
        Self { value: orders * order_value, variance }
    }
}

impl Ahead {
    /// Rows of as many values as there are ages.
    #[must_use]
    pub fn new(ages: Vec<u32>, further: Vec<Further>) -> Self {
        Self { ages, further }
    }

    fn of(&self, customer: usize, age: usize) -> Further {
        self.further.get(customer * self.ages.len() + age).copied().unwrap_or(Further::UNKNOWN)
    }
}

/// Mean value at an age that not everybody has reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Carried {
    /// Age.
    pub day: u32,
    /// Mean of net sales to date of the age, with what is expected until then of those younger.
    pub value: f64,
    /// Lower 95 % limit.
    pub low: Option<f64>,
    /// Upper 95 % limit.
    pub high: Option<f64>,
    /// Customers whose value is known or expected.
    pub n: u64,
    /// Of them those who are so old.
    pub reached: u64,
}

/// The curve of some customers at the ages of what is expected of them.
#[must_use]
pub fn carried(accounts: &Accounts, members: &[u32], ahead: &Ahead) -> Vec<Carried> {
    (0..ahead.ages.len()).filter_map(|at| at_age(accounts, members, ahead, at)).collect()
}

fn at_age(accounts: &Accounts, members: &[u32], ahead: &Ahead, at: usize) -> Option<Carried> {
    let day = *ahead.ages.get(at)?;
    let (mut values, mut own, mut reached) = (Vec::with_capacity(members.len()), Sum::default(), 0);
    for &member in members {
        let member = member as usize;
        let is_old = accounts.age(member) >= day;
        let further = if is_old { Further::NOTHING } else { ahead.of(accounts.customer[member], at) };
        if further.value.is_finite() {
            values.push(in_major(i128::from(accounts.until(member, day))) + further.value);
            own.add(further.variance);
            reached += u64::from(is_old);
        }
    }
    let n = values.len() as u64;
    let mean = Mean::wider(values, own.value() / real(n.max(1)));
    Some(Carried { day, value: mean.mean?, low: mean.low, high: mean.high, n, reached })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::value::accounts::sample;

    /// 2 orders of 10 are expected of somebody who is there with 0.8 and whose rate has shape 2; order values of one customer have a
    /// quarter of z² as variance: 100 × (2 × 1.25 + 4 × (1.5 / 0.8 − 1)) = 600.
    #[test]
    fn variance_of_what_is_to_come() {
        let further = Further::of(2.0, 0.8, 2.0, 10.0, 0.25);
        assert!((further.value - 20.0).abs() < 1e-12 && (further.variance - 600.0).abs() < 1e-9);
    }

    /// Ann (40 days old) brought 10 and 30, bob (10 days) 20 and is expected to bring 5 more by day 30, with variance 9. At day 7
    /// both are so old: 15. At day 30 40 and 25: mean 32.5, variance of the mean (112.5 + 4.5) / 2; cid is unknown at day 30.
    #[test]
    fn young_customers_are_carried_on() {
        let rows = [("ann", 0, 10, 0), ("ann", 20, 30, 0), ("bob", 30, 20, 0), ("cid", 35, 50, 0)];
        let accounts = Accounts::new(&sample(40, &rows), 0);
        let nothing = Further::NOTHING;
        let of_bob = Further { value: 5.0, variance: 9.0 };
        let ahead =
            Ahead::new(vec![5, 30], vec![nothing, nothing, nothing, of_bob, nothing, Further::UNKNOWN]);
        let found = carried(&accounts, &[0, 1, 2], &ahead);
        assert_eq!((found[0].value, found[0].n, found[0].reached), (80.0 / 3.0, 3, 3));
        assert_eq!((found[1].value, found[1].n, found[1].reached), (32.5, 2, 1));
        let half = 1.959_963_984_540_054 * (117.0_f64 / 2.0).sqrt();
        assert!((found[1].high.unwrap() - 32.5 * libm::exp(half / 32.5)).abs() < 1e-6);
    }
}
