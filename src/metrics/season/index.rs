//! Seasonal index: a period's value against the mean of the year around it.
//!
//! Centred mean of a year of m periods (m even): (½ x₋ₘ⸝₂ + … + ½ xₘ⸝₂)/m. The index of a position is the mean of value/centred mean
//! over the seasons that have one (ratio to moving average). With under two seasons: value / mean of the last m periods.

use super::series::{Series, position, season};
use crate::metrics::real;
use serde::Serialize;

/// From here on a period belongs to the season.
pub const HIGH: f64 = 1.1;
/// Down from here it is off-season.
pub const LOW: f64 = 0.9;

/// One position of the year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct IndexEntry {
    /// Month or week.
    pub position: usize,
    /// Against the year around it; `None` where no whole year is.
    pub index: Option<f64>,
    /// Seasons behind it.
    pub seasons: u64,
}

/// The index by position; none known with under one season.
#[must_use]
pub fn index(series: &Series) -> Vec<IndexEntry> {
    let m = season(series.grain);
    let mut sums = vec![(0.0, 0_u64); m];
    let mut add = |at: usize, mean: f64| {
        if mean > 0.0 {
            let known = &mut sums[position(series.grain, series.starts[at]) - 1];
            *known = (known.0 + series.values[at] / mean, known.1 + 1);
        }
    };
    let n = series.values.len();
    if n >= 2 * m {
        (m / 2..n - m / 2).for_each(|at| add(at, centred(&series.values, at, m)));
    } else if n >= m {
        let mean = series.values[n - m..].iter().sum::<f64>() / real(m as u64);
        (n - m..n).for_each(|at| add(at, mean));
    }
    let entry = |(at, &(sum, seasons)): (usize, &(f64, u64))| IndexEntry {
        position: at + 1,
        index: (seasons > 0).then(|| sum / real(seasons)),
        seasons,
    };
    sums.iter().enumerate().map(entry).collect()
}

fn centred(values: &[f64], at: usize, m: usize) -> f64 {
    let half = m / 2;
    let inner: f64 = values[at - half + 1..at + half].iter().sum();
    (inner + 0.5 * (values[at - half] + values[at + half])) / real(m as u64)
}

/// Positions whose index passes a test, ascending.
#[must_use]
pub fn positions_where(index: &[IndexEntry], passes: &dyn Fn(f64) -> bool) -> Vec<usize> {
    index.iter().filter(|entry| entry.index.is_some_and(passes)).map(|entry| entry.position).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::period::Grain;
    use crate::time::day_of;

    fn months(values: &[f64]) -> Series {
        let start = |month: usize| {
            day_of(2020 + i32::try_from(month / 12).unwrap(), u32::try_from(month % 12).unwrap() + 1, 1)
        };
        Series {
            grain: Grain::Month,
            starts: (0..values.len()).map(start).collect(),
            values: values.to_vec(),
        }
    }

    /// Every December 36, every other month 12: the mean of each year around is 14.
    #[test]
    fn a_level_series_has_the_ratio_to_its_mean() {
        let values: Vec<f64> = (0..36).map(|month| if month % 12 == 11 { 36.0 } else { 12.0 }).collect();
        let found = index(&months(&values));
        assert!((found[11].index.unwrap() - 36.0 / 14.0).abs() < 1e-12 && found[11].seasons == 2);
        assert!((found[0].index.unwrap() - 12.0 / 14.0).abs() < 1e-12);
        let one = index(&months(&values[..12]));
        assert!((one[11].index.unwrap() - 36.0 / 14.0).abs() < 1e-12 && one[11].seasons == 1);
        assert!(index(&months(&values[..11])).iter().all(|entry| entry.index.is_none()));
    }
}
