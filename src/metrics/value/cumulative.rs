//! Customers' amounts by age → what one has brought on average by each age.
//!
//! The mean cumulative value at age d is Σ over t ≤ d of (net sales at age t of customers at least t days old / number of those
//! customers), so that young customers count as far as they have been seen (Nelson 1988). Payback is the first age at which it ×
//! margin reaches a cost.
//!
//! Its interval needs no model of how amounts follow each other (Lawless & Nadeau 1995): the squared error at age d is the sum over
//! customers of (Σ over t ≤ d and their own age of (their net sales at t − the mean at t) / customers at least t days old)².

use super::accounts::Accounts;
use crate::metrics::estimate::{Mean, in_major};
use crate::metrics::real;
use serde::Serialize;

/// Days of a week.
const WEEK: usize = 7;
/// Points of a curve go so far.
const WEEKS: u32 = 104;

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Age in weeks.
    pub week: u32,
    /// Mean cumulative net sales.
    pub value: f64,
    /// Lower 95 % limit; `None` where under two customers are so old.
    pub low: Option<f64>,
    /// Upper 95 % limit.
    pub high: Option<f64>,
    /// Customers at least so old.
    pub n: u64,
}

/// Mean cumulative net sales by age.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cumulative {
    /// By day of age, from 0.
    pub value: Vec<f64>,
    /// Customers at least so old.
    pub n: Vec<u64>,
}

impl Cumulative {
    /// Of some customers, up to `days` of age at most and as far as one of them was seen.
    #[must_use]
    pub fn new(accounts: &Accounts, members: &[u32], days: u32) -> Self {
        let oldest = members.iter().map(|&at| accounts.age(at as usize)).max();
        let Some(last) = oldest.map(|age| age.min(days) as usize) else {
            return Self { value: Vec::new(), n: Vec::new() };
        };
        let mut brought = vec![0_i128; last + 1];
        let mut leaving = vec![0_u64; last + 1];
        for &at in members {
            leaving[(accounts.age(at as usize) as usize).min(last)] += 1;
            for &(age, net) in accounts.amounts(at as usize) {
                if let Some(sum) = brought.get_mut(age as usize) {
                    *sum += i128::from(net);
                }
            }
        }
        let mut n = members.len() as u64;
        let (mut value, mut counts, mut mean) = (Vec::new(), Vec::new(), 0.0);
        for (sum, left) in brought.into_iter().zip(leaving) {
            mean += in_major(sum) / real(n);
            value.push(mean);
            counts.push(n);
            n -= left;
        }
        Self { value, n: counts }
    }

    /// Its points by week, of the same customers.
    #[must_use]
    pub fn weekly(&self, accounts: &Accounts, members: &[u32]) -> Vec<Point> {
        let errors = self.squared_errors(accounts, members);
        let point = |(week, square): (u32, f64)| {
            let day = week as usize * WEEK;
            let mean = Mean::missing_by(self.n[day], self.value[day], square.sqrt());
            Point { week, value: self.value[day], low: mean.low, high: mean.high, n: self.n[day] }
        };
        (0..=WEEKS).zip(errors).map(point).collect()
    }

    /// Squared standard errors at the ends of weeks that somebody has reached.
    fn squared_errors(&self, accounts: &Accounts, members: &[u32]) -> Vec<f64> {
        let Some(last) = self.value.len().checked_sub(1).map(|last| last / WEEK) else { return Vec::new() };
        let last = last.min(WEEKS as usize);
        let usual = self.usual_shares();
        let mut squares = vec![0.0; last + 1];
        // Of customers who are not so old, from the week after the one that they reached.
        let mut younger = vec![0.0; last + 2];
        let mut own = vec![0.0; last + 1];
        for &member in members {
            let member = member as usize;
            let age = accounts.age(member) as usize;
            own.fill(0.0);
            for &(at, net) in accounts.amounts(member) {
                if let Some(sum) = own.get_mut((at as usize).div_ceil(WEEK)) {
                    *sum += in_major(i128::from(net)) / real(self.n[at as usize]);
                }
            }
            let (mut sum, reached) = (0.0, age / WEEK);
            for week in 0..=reached.min(last) {
                sum += own[week];
                let off = sum - usual[week * WEEK];
                squares[week] += off * off;
            }
            if reached < last {
                let off = sum + own[reached + 1] - usual[age];
                younger[reached + 1] += off * off;
            }
        }
        let mut gone = 0.0;
        for (square, left) in squares.iter_mut().zip(younger) {
            gone += left;
            *square += gone;
        }
        squares
    }

    /// By age, the sum up to it of mean / number of customers.
    fn usual_shares(&self) -> Vec<f64> {
        let mut before = 0.0;
        let step = |(value, &n): (&f64, &u64)| {
            let mean = value - before;
            before = *value;
            mean / real(n)
        };
        let mut sum = 0.0;
        let steps: Vec<f64> = self.value.iter().zip(&self.n).map(step).collect();
        steps
            .into_iter()
            .map(|step| {
                sum += step;
                sum
            })
            .collect()
    }

    /// The first age at which value × margin reaches a cost, while at least `least` customers are that old.
    #[must_use]
    pub fn payback(&self, cost: f64, margin: f64, least: u64) -> Option<u32> {
        let enough = self.n.iter().take_while(|&&n| n >= least).count();
        let day = self.value[..enough].iter().position(|value| value * margin >= cost)?;
        u32::try_from(day).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::value::accounts::sample;

    /// ann: 10 on day 0, 30 on day 20, seen for 40 days; bob: 20 on day 30, seen for 10.
    /// Ages 0..10: 15; from age 11 ann alone; age 20: 15 + 30/1 = 45.
    #[test]
    fn young_customers_count_as_far_as_they_were_seen() {
        let accounts =
            Accounts::new(&sample(40, &[("ann", 0, 10, 0), ("ann", 20, 30, 0), ("bob", 30, 20, 0)]), 0);
        let curve = Cumulative::new(&accounts, &[0, 1], 100);
        assert_eq!(
            (curve.value.len(), curve.value[10], curve.value[19], curve.value[20]),
            (41, 15.0, 15.0, 45.0)
        );
        assert_eq!((curve.n[10], curve.n[11]), (2, 1));
        assert_eq!(curve.payback(7.5, 0.5, 2), Some(0));
        assert_eq!((curve.payback(8.0, 0.5, 1), curve.payback(8.0, 0.5, 2)), (Some(20), None));
        assert_eq!(Cumulative::new(&accounts, &[], 9).value.len(), 0);
        assert!(Cumulative::new(&accounts, &[], 9).weekly(&accounts, &[]).is_empty());
    }

    /// The same two. Week 1: 10 and 20 over 2, mean 15: errors ± 2.5, squared 12.5. From week 3 on ann alone has 30 more, of which
    /// the mean is 30: the errors stay, and there are no limits of one.
    #[test]
    fn errors_of_customers_seen_for_different_times() {
        let accounts =
            Accounts::new(&sample(40, &[("ann", 0, 10, 0), ("ann", 20, 30, 0), ("bob", 30, 20, 0)]), 0);
        let points = Cumulative::new(&accounts, &[0, 1], u32::MAX).weekly(&accounts, &[0, 1]);
        assert_eq!(points.len(), 6);
        let half = 1.959_963_984_540_054 * 12.5_f64.sqrt();
        assert!((points[1].high.unwrap() - 15.0 * libm::exp(half / 15.0)).abs() < 1e-9);
        assert_eq!((points[3].value, points[3].n, points[3].low), (45.0, 1, None));
        let curve = Cumulative::new(&accounts, &[0, 1], u32::MAX);
        let squares = curve.squared_errors(&accounts, &[0, 1]);
        assert!(squares.iter().all(|square| (square - 12.5).abs() < 1e-12), "{squares:?}");
    }
}
