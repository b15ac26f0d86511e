//! Whether customers move to dearer goods.
//!
//! Each line's price percentile among the lines of its category (mid-ranks), averaged over a buying day; of a customer's days in
//! order Kendall's τ-b and the Theil–Sen slope (median of all pairwise slopes, per buying day). Over all customers the regional
//! Kendall test: Σ S against √Σ Var(S), Var corrected for ties, with the continuity correction (Helsel and Frans 2006).

use super::sales::{Priced, Sales};
use crate::math::order::positions;
use crate::math::quantile::median;
use crate::math::sum::Sum;
use crate::metrics::occasions::{NONE, Occasions};
use crate::metrics::real;
use serde::Serialize;

/// So many days of a customer count at most, the latest.
const DAYS: usize = 400;

/// The trend of prices.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Upgrade {
    /// Customers with enough days.
    pub customers: u64,
    /// Of them with a positive τ.
    pub rising: u64,
    /// With a negative one.
    pub falling: u64,
    /// Median slope.
    pub slope: Option<f64>,
    /// Regional Kendall test.
    pub z: Option<f64>,
    /// Two-sided.
    pub p: Option<f64>,
    /// Steepest risers.
    pub rows: Vec<Riser>,
}

/// A customer who moves up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Riser {
    /// The customer.
    pub key: String,
    /// Buying days with a price.
    pub orders: u64,
    /// Kendall's τ-b.
    pub tau: f64,
    /// Percentile points (0..1) a day of buying.
    pub slope: f64,
}

/// Kendall's S with its variance, and the slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Rising pairs less falling ones.
    pub s: i64,
    /// Of S without a trend.
    pub variance: f64,
    /// τ-b; 0 where all values are equal.
    pub tau: f64,
    /// Theil–Sen.
    pub slope: f64,
}

impl Trend {
    /// Of values in order, at least two.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn new(values: &[f64]) -> Self {
        let (mut s, mut slopes) = (0_i64, Vec::new());
        for (later, &high) in values.iter().enumerate() {
            for (earlier, &low) in values[..later].iter().enumerate() {
                s += i64::from(high > low) - i64::from(high < low);
                slopes.push((high - low) / real((later - earlier) as u64));
            }
        }
        let mut ordered = values.to_vec();
        ordered.sort_by(f64::total_cmp);
        let n = real(values.len() as u64);
        let (mut tied_pairs, mut tied) = (0.0, 0.0);
        for run in ordered.chunk_by(|a, b| a.total_cmp(b).is_eq()) {
            let t = real(run.len() as u64);
            tied_pairs += t * (t - 1.0) / 2.0;
            tied += t * (t - 1.0) * (2.0 * t + 5.0);
        }
        let pairs = n * (n - 1.0) / 2.0;
        let free = pairs - tied_pairs;
        Self {
            s,
            variance: (n * (n - 1.0) * (2.0 * n + 5.0) - tied) / 18.0,
            tau: if free > 0.0 { s as f64 / (pairs * free).sqrt() } else { 0.0 },
            slope: median(&mut slopes).unwrap_or(0.0),
        }
    }
}

/// The trend over customers with at least `least` days, `limit` risers shown.
#[must_use]
pub fn upgrade(occasions: &Occasions, sales: &Sales, least: usize, limit: usize) -> Upgrade {
    let series = series(occasions, &sales.priced);
    let enough = series.into_iter().filter(|(_, values)| values.len() >= least.max(2));
    let found: Vec<(u32, usize, Trend)> =
        enough.map(|(person, values)| (person, values.len(), Trend::new(&values))).collect();
    let total: i64 = found.iter().map(|row| row.2.s).sum();
    let variance = found.iter().map(|row| row.2.variance).collect::<Sum>().value();
    let z = (variance > 0.0).then(|| z(total, variance));
    let count = |sign: i64| found.iter().filter(|row| row.2.s.signum() == sign).count() as u64;
    let order = positions(found.len(), &|a, b| found[b].2.slope.total_cmp(&found[a].2.slope));
    let risers = order.iter().map(|&at| &found[at]).filter(|row| row.2.s > 0 && row.2.slope > 0.0);
    let row = |&(person, days, trend): &(u32, usize, Trend)| Riser {
        key: occasions.keys[person as usize].clone(),
        orders: days as u64,
        tau: trend.tau,
        slope: trend.slope,
    };
    Upgrade {
        customers: found.len() as u64,
        rising: count(1),
        falling: count(-1),
        slope: median(&mut found.iter().map(|row| row.2.slope).collect::<Vec<_>>()),
        z,
        p: z.map(|z| libm::erfc(z.abs() / std::f64::consts::SQRT_2)),
        rows: risers.take(limit).map(row).collect(),
    }
}

#[allow(clippy::cast_precision_loss)]
fn z(s: i64, variance: f64) -> f64 {
    (s - s.signum()) as f64 / variance.sqrt()
}

/// Each customer's mean percentile by buying day, oldest first.
fn series(occasions: &Occasions, priced: &[Priced]) -> Vec<(u32, Vec<f64>)> {
    let percentile = percentiles(occasions, priced);
    let key = |at: usize| (priced[at].person, priced[at].day);
    let order =
        positions(priced.len(), &|a, b| key(a).cmp(&key(b)).then(percentile[a].total_cmp(&percentile[b])));
    let known: Vec<usize> =
        order.into_iter().filter(|&at| priced[at].person != NONE && percentile[at].is_finite()).collect();
    let mut made: Vec<(u32, Vec<f64>)> = Vec::new();
    for day in known.chunk_by(|&a, &b| key(a) == key(b)) {
        let person = priced[day[0]].person;
        let mean = day.iter().map(|&at| percentile[at]).sum::<f64>() / real(day.len() as u64);
        match made.last_mut().filter(|last| last.0 == person) {
            Some(last) => last.1.push(mean),
            None => made.push((person, vec![mean])),
        }
    }
    made.iter_mut().for_each(|(_, values)| {
        values.drain(..values.len().saturating_sub(DAYS));
    });
    made
}

/// Mid-rank of each line's price among the lines of its category, 0..1; NaN without a category.
fn percentiles(occasions: &Occasions, priced: &[Priced]) -> Vec<f64> {
    let category = |at: usize| occasions.category[priced[at].item as usize];
    let order = positions(priced.len(), &|a, b| {
        category(a).cmp(&category(b)).then(priced[a].price.total_cmp(&priced[b].price))
    });
    let mut made = vec![f64::NAN; priced.len()];
    for group in order.chunk_by(|&a, &b| category(a) == category(b)) {
        if category(group[0]) == NONE {
            continue;
        }
        let (all, mut below) = (real(group.len() as u64), 0.0);
        for equal in group.chunk_by(|&a, &b| priced[a].price.total_cmp(&priced[b].price).is_eq()) {
            let n = real(equal.len() as u64);
            equal.iter().for_each(|&at| made[at] = (below + n / 2.0) / all);
            below += n;
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 3, 2, 4: five rising pairs and one falling, S = 4, Var = 4·3·13/18, τ = 2/3; slopes 2, ½, 1, −1, ½, 2.
    #[test]
    fn kendall_and_theil_sen() {
        let found = Trend::new(&[1.0, 3.0, 2.0, 4.0]);
        assert_eq!(found.s, 4);
        assert!((found.variance - 156.0 / 18.0).abs() < 1e-12 && (found.tau - 2.0 / 3.0).abs() < 1e-12);
        assert!((found.slope - 0.75).abs() < 1e-12);
    }

    /// 1, 1, 2: S = 2, one tied pair of three: τ-b = 2/√(3·2), Var = (3·2·11 − 2·1·9)/18.
    #[test]
    fn ties() {
        let found = Trend::new(&[1.0, 1.0, 2.0]);
        assert!(
            (found.tau - 2.0 / 6.0_f64.sqrt()).abs() < 1e-12 && (found.variance - 48.0 / 18.0).abs() < 1e-12
        );
        assert_eq!(Trend::new(&[5.0, 5.0]).tau.to_bits(), 0.0_f64.to_bits());
    }
}
