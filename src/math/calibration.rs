//! Calibration: what was foretold beside what came, in tenths.

use super::sum::Sum;
use serde::Serialize;

/// A tenth of those something was foretold of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tenth {
    /// Customers.
    pub customers: u64,
    /// Mean of what was foretold.
    pub expected: f64,
    /// Mean of what came.
    pub observed: f64,
}

/// Fewest in a group of [`groups`].
const LEAST: f64 = 20.0;

/// Tenths by the first of (foretold, came, customers); equal ones stay together, so there may be fewer.
#[must_use]
pub fn tenths(rows: Vec<(f64, f64, f64)>) -> Vec<Tenth> {
    parted(rows, 10.0)
}

/// Tenths where each can hold twenty; of fewer, as many equal parts as can.
#[must_use]
pub fn groups(rows: Vec<(f64, f64, f64)>) -> Vec<Tenth> {
    let all = rows.iter().fold(0.0, |sum, row| sum + row.2);
    parted(rows, (all / LEAST).floor().clamp(1.0, 10.0))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn parted(mut rows: Vec<(f64, f64, f64)>, parts: f64) -> Vec<Tenth> {
    rows.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
    let all = rows.iter().fold(0.0, |sum, row| sum + row.2);
    let mut found: Vec<Tenth> = Vec::new();
    let (mut customers, mut expected, mut observed, mut before) = (0.0, Sum::default(), Sum::default(), 0.0);
    for same in rows.chunk_by(|a, b| a.0.to_bits() == b.0.to_bits()) {
        for row in same {
            customers += row.2;
            expected.add(row.0 * row.2);
            observed.add(row.1 * row.2);
        }
        let due = ((parts * before / all).floor() + 1.0) * all / parts;
        if before + customers >= due {
            let count = customers as u64;
            found.push(Tenth {
                customers: count,
                expected: expected.value() / customers,
                observed: observed.value() / customers,
            });
            before += customers;
            (customers, expected, observed) = (0.0, Sum::default(), Sum::default());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 45 rows make two parts of 23 and 22; 19 make one.
    #[test]
    fn few_rows_make_few_groups() {
        let rows = |n: i32| (0..n).map(|value| (f64::from(value), 0.0, 1.0)).collect::<Vec<_>>();
        let sizes = |n| groups(rows(n)).iter().map(|part| part.customers).collect::<Vec<_>>();
        assert_eq!((sizes(45), sizes(19), sizes(400).len()), (vec![23, 22], vec![19], 10));
    }

    /// Twenty customers expected 0..19 and one value for ten more: ties are not torn apart.
    #[test]
    fn tenths_keep_equal_ones_together() {
        let rows: Vec<_> = (0..20).map(|value| (f64::from(value), 1.0, 1.0)).collect();
        let found = tenths(rows);
        assert_eq!(found.len(), 10);
        assert!(found.iter().all(|tenth| tenth.customers == 2));
        assert!((found[3].expected - 6.5).abs() < 1e-12);
        let found = tenths(vec![(0.0, 1.0, 75.0), (1.0, 3.0, 25.0)]);
        assert_eq!(found.iter().map(|tenth| tenth.customers).collect::<Vec<_>>(), [75, 25]);
        let mut rows = vec![(0.0, 1.0, 70.0)];
        rows.extend((1..=30).map(|value| (f64::from(value), 1.0, 1.0)));
        let found = tenths(rows);
        assert_eq!(found.iter().map(|tenth| tenth.customers).collect::<Vec<_>>(), [70, 10, 10, 10]);
        assert!(tenths(Vec::new()).is_empty());
    }
}
