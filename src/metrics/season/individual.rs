//! Customers with a season of their own: the circular mean of their buying days in the year.
//!
//! At least five buying days in at least two years, a year being the whole number nearest to the days since the first one / 365.25.
//! Concentration is the resultant length; from 0.7 on it is a season, where it is more than chance among as many customers: Rayleigh's
//! test, adjusted after Benjamini and Hochberg over all who could have one, at 5 %. Next: the first day after as-of at that part of a year.

use super::series::part_of_year;
use crate::math::binomial::benjamini_hochberg;
use crate::math::circular::{Direction, rayleigh};
use crate::math::order::distinct;
use crate::metrics::occasions::Occasions;
use crate::metrics::real;
use crate::time::{civil, day_of, format_day};
use serde::Serialize;

/// From here on it is a season.
const CONCENTRATION: f64 = 0.7;
/// Fewer buying days agree by chance too easily.
const DAYS: usize = 5;
/// Adjusted p up to which it is more than chance.
const ALPHA: f64 = 0.05;

/// Who has one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Individual {
    /// Customers with enough buying days to tell.
    pub eligible: u64,
    /// Of them with a season.
    pub total: u64,
    /// Earliest next day first.
    pub rows: Vec<Own>,
}

/// One customer's season.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Own {
    /// The customer.
    pub key: String,
    /// Buying days.
    pub orders: u64,
    /// Years with one.
    pub years: u64,
    /// Resultant length.
    pub concentration: f64,
    /// Rayleigh's test, adjusted.
    pub adjusted_p: f64,
    /// Next day of the season.
    pub next: String,
    /// The lead before it, not before as-of.
    pub contact: String,
}

/// Those who have one, `page` of them.
#[must_use]
pub fn individual(occasions: &Occasions, as_of: i32, lead_days: i32, page: (usize, usize)) -> Individual {
    let (mut p, mut found) = (Vec::new(), Vec::new());
    for customer in 0..occasions.keys.len() {
        let days: Vec<i32> = occasions.days_of(customer).collect();
        let years = years(&days);
        if days.len() < DAYS || years < 2 {
            continue;
        }
        let parts: Vec<f64> = days.iter().map(|&day| part_of_year(day)).collect();
        let Some(mean) = Direction::mean(&parts) else { continue };
        let n = days.len() as u64;
        p.push(rayleigh(n, mean.length));
        found.push((next(as_of, mean.part), customer, n, years, mean.length));
    }
    let adjusted = benjamini_hochberg(&p);
    let mut own: Vec<usize> =
        (0..found.len()).filter(|&at| found[at].4 >= CONCENTRATION && adjusted[at] <= ALPHA).collect();
    own.sort_by_key(|&at| (found[at].0, found[at].1));
    let row = |&at: &usize| {
        let (next, customer, orders, years, concentration) = found[at];
        Own {
            key: occasions.keys[customer].clone(),
            orders,
            years,
            concentration,
            adjusted_p: adjusted[at],
            next: format_day(next),
            contact: format_day((next - lead_days).max(as_of)),
        }
    };
    Individual {
        eligible: found.len() as u64,
        total: own.len() as u64,
        rows: own.iter().skip(page.0).take(page.1).map(row).collect(),
    }
}

fn years(days: &[i32]) -> u64 {
    let Some(&first) = days.first() else { return 0 };
    #[allow(clippy::cast_possible_truncation)]
    let year = |&day: &i32| libm::round(f64::from(day - first) / 365.25) as i64;
    distinct(days.iter().map(year).collect()).len() as u64
}

/// The first day after `as_of` at a part of a year.
#[must_use]
pub fn next(as_of: i32, part: f64) -> i32 {
    let year = civil(as_of).0;
    let of = |year: i32| {
        let first = day_of(year, 1, 1);
        let length = day_of(year + 1, 1, 1) - first;
        #[allow(clippy::cast_possible_truncation)]
        let after = libm::round(part * real(u64::from(length.unsigned_abs()))) as i32;
        first + after
    };
    [year - 1, year, year + 1].into_iter().map(of).find(|&day| day > as_of).unwrap_or_else(|| of(year + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// ann: 30 December to 3 January over three winters; bob twice; cid in March, June, September and December; dan three times on 1 May of
    /// two years, who is one of too few days.
    #[test]
    fn winters_meet_across_the_year() {
        let mut rows: Vec<(Option<&str>, i32, i64, &[&str])> = vec![
            (Some("ann"), day_of(2021, 12, 30), 1, &[]),
            (Some("ann"), day_of(2023, 1, 1), 1, &[]),
            (Some("ann"), day_of(2023, 1, 2), 1, &[]),
            (Some("ann"), day_of(2023, 12, 31), 1, &[]),
            (Some("ann"), day_of(2024, 1, 3), 1, &[]),
            (Some("dan"), day_of(2022, 5, 1), 1, &[]),
            (Some("dan"), day_of(2022, 5, 2), 1, &[]),
            (Some("dan"), day_of(2023, 5, 1), 1, &[]),
            (Some("bob"), day_of(2022, 5, 1), 1, &[]),
            (Some("bob"), day_of(2023, 5, 1), 1, &[]),
        ];
        let quarters = [(2022, 3), (2022, 9), (2023, 3), (2023, 6), (2023, 12)];
        rows.extend(quarters.map(|(year, month)| (Some("cid"), day_of(year, month, 1), 1, &[][..])));
        let as_of = day_of(2024, 6, 1);
        let found = individual(&Occasions::new(&sample(as_of, &rows), as_of), as_of, 21, (0, 9));
        assert_eq!((found.eligible, found.total, found.rows[0].key.as_str()), (2, 1, "ann"));
        assert_eq!(
            (found.rows[0].next.as_str(), found.rows[0].contact.as_str()),
            ("2025-01-01", "2024-12-11")
        );
        assert!(found.rows[0].concentration > 0.99 && found.rows[0].years == 3);
        // exp(√(1 + 20 + 4 × (25 − 24.97)) − 11), twice for the second of two customers' tests.
        assert!((found.rows[0].adjusted_p - 0.0033).abs() < 1e-4, "{:?}", found.rows);
    }

    #[test]
    fn the_next_day_lies_ahead() {
        assert_eq!(next(day_of(2024, 3, 1), 0.0), day_of(2025, 1, 1));
        assert_eq!(next(day_of(2023, 3, 1), 182.0 / 365.0), day_of(2023, 7, 2));
        assert_eq!(next(day_of(2023, 7, 2), 182.0 / 365.0), day_of(2024, 7, 1));
    }
}
