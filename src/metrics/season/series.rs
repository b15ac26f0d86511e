//! Orders → one value a period, over the whole periods of the data. The first and the last period count only where the data hold
//! every day of them.

use crate::metrics::estimate::in_major;
use crate::metrics::period::{Calendar, Grain};
use crate::metrics::real;
use crate::money::SCALE;
use crate::tables::baskets::Baskets;
use crate::time::{civil, day_of};
use serde::{Deserialize, Serialize};

/// What is summed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Measure {
    /// Orders in any currency.
    #[default]
    Orders,
    /// Net sales in one currency.
    NetSales,
    /// Units of the lines.
    Units,
}

/// Values by period.
#[derive(Clone, Debug)]
pub struct Series {
    /// Months or weeks.
    pub grain: Grain,
    /// First days of the periods.
    pub starts: Vec<i32>,
    /// Values.
    pub values: Vec<f64>,
}

impl Series {
    /// Of the orders up to as-of.
    #[must_use]
    pub fn new(baskets: &Baskets, grain: Grain, measure: Measure, currency: u8) -> Self {
        let calendar = Calendar::new(grain, baskets.first_day, baskets.as_of);
        let mut sums = vec![0_i128; calendar.len()];
        let mut add = |order: usize, amount: i64| {
            let day = baskets.orders.day[order];
            if (baskets.first_day..=baskets.as_of).contains(&day) {
                sums[calendar.period(day)] += i128::from(amount);
            }
        };
        match measure {
            Measure::Orders => (0..baskets.orders.day.len()).for_each(|order| add(order, SCALE)),
            Measure::NetSales => (0..baskets.orders.day.len())
                .filter(|&order| baskets.orders.currency[order] == currency)
                .for_each(|order| add(order, baskets.orders.net[order].unwrap_or(0))),
            Measure::Units => baskets
                .lines
                .order
                .iter()
                .zip(&baskets.lines.units)
                .for_each(|(&order, units)| add(order as usize, units.unwrap_or(SCALE))),
        }
        let whole = |period: &usize| {
            calendar.start(*period) >= baskets.first_day && calendar.end(*period) <= baskets.as_of
        };
        let periods: Vec<usize> = (0..calendar.len()).filter(whole).collect();
        Self {
            grain,
            starts: periods.iter().map(|&period| calendar.start(period)).collect(),
            values: periods.iter().map(|&period| in_major(sums[period])).collect(),
        }
    }

    /// The same without its last periods.
    #[must_use]
    pub fn without_last(&self, periods: usize) -> Self {
        let n = self.values.len().saturating_sub(periods);
        Self { grain: self.grain, starts: self.starts[..n].to_vec(), values: self.values[..n].to_vec() }
    }

    /// Whole seasons.
    #[must_use]
    pub fn seasons(&self) -> usize {
        self.values.len() / season(self.grain)
    }

    /// First days of the `ahead` periods after the last one.
    #[must_use]
    pub fn following(&self, ahead: usize) -> Vec<i32> {
        let Some(&last) = self.starts.last() else { return Vec::new() };
        let days = i32::try_from(ahead.saturating_add(2)).unwrap_or(0).saturating_mul(31);
        let calendar = Calendar::new(self.grain, last, last.saturating_add(days));
        (1..=ahead).map(|period| calendar.start(period)).collect()
    }
}

/// Periods of a year.
#[must_use]
pub const fn season(grain: Grain) -> usize {
    match grain {
        Grain::Month => 12,
        Grain::Week => 52,
    }
}

/// Where a period stands in the year: months 1 to 12; ISO weeks 1 to 52, the 53rd counting as the 52nd.
#[must_use]
pub fn position(grain: Grain, start: i32) -> usize {
    match grain {
        Grain::Month => civil(start).1 as usize,
        Grain::Week => {
            let thursday = start + 3;
            let of_year = thursday - day_of(civil(thursday).0, 1, 1);
            usize::try_from(of_year / 7 + 1).unwrap_or(1).min(52)
        }
    }
}

/// The part of the year at the middle of a period, 0..1.
#[must_use]
pub fn middle(grain: Grain, start: i32) -> f64 {
    match grain {
        Grain::Month => (real(position(grain, start) as u64) - 0.5) / 12.0,
        Grain::Week => part_of_year(start + 3),
    }
}

/// The part of its year that a day is after its first of January, 0..1.
#[must_use]
pub fn part_of_year(day: i32) -> f64 {
    let year = civil(day).0;
    let first = day_of(year, 1, 1);
    f64::from(day - first) / f64::from(day_of(year + 1, 1, 1) - first)
}

/// The period's name: "2024-05" or "2024-W05".
#[must_use]
pub fn name(grain: Grain, start: i32) -> String {
    Calendar::new(grain, start, start).id(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// Data from 15 January to 10 April: February and March are whole.
    #[test]
    fn only_whole_periods_count() {
        let day = |month, of_month| day_of(2024, month, of_month);
        let rows: [(Option<&str>, i32, i64, &[&str]); 4] = [
            (Some("ann"), day(1, 15), 10, &[]),
            (None, day(2, 3), 20, &["a"]),
            (Some("ann"), day(2, 29), 5, &["a", "b"]),
            (Some("bob"), day(4, 10), 7, &[]),
        ];
        let baskets = sample(day(4, 10), &rows);
        let series = |measure| Series::new(&baskets, Grain::Month, measure, 0).values;
        assert_eq!((series(Measure::Orders), series(Measure::NetSales)), (vec![2.0, 0.0], vec![25.0, 0.0]));
        assert_eq!(series(Measure::Units), [3.0, 0.0]);
        let found = Series::new(&baskets, Grain::Month, Measure::Orders, 0);
        let names: Vec<_> = found.following(3).into_iter().map(|start| name(Grain::Month, start)).collect();
        assert_eq!(names, ["2024-04", "2024-05", "2024-06"]);
    }

    #[test]
    fn positions_in_the_year() {
        assert_eq!(position(Grain::Week, day_of(2021, 1, 4)), 1);
        assert_eq!(position(Grain::Week, day_of(2020, 12, 28)), 52);
        assert_eq!(position(Grain::Month, day_of(2024, 7, 1)), 7);
        assert_eq!(part_of_year(day_of(2023, 7, 2)).to_bits(), (182.0_f64 / 365.0).to_bits());
    }
}
