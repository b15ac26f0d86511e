//! Sample quantiles by selection: nothing is sorted whole.

use std::cmp::Ordering;

/// A number that quantiles can be taken of.
pub trait Number: Copy {
    /// Total order.
    fn order(&self, other: &Self) -> Ordering;
    /// The nearest `f64`.
    fn real(self) -> f64;
}

macro_rules! integer {
    ($($kind:ty),*) => {$(
        impl Number for $kind {
            fn order(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless)]
            fn real(self) -> f64 {
                self as f64
            }
        }
    )*};
}
integer!(i32, u32, i64);

impl Number for f64 {
    fn order(&self, other: &Self) -> Ordering {
        self.total_cmp(other)
    }
    fn real(self) -> f64 {
        self
    }
}

/// The quantile `numerator / denominator` of type 7 (Hyndman and Fan 1996; the default of R and NumPy):
/// linear between the order statistics around (n − 1) p. `None` for no values; reorders `values`.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn quantile<T: Number>(values: &mut [T], numerator: usize, denominator: usize) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let position = last * numerator / denominator;
    let fraction = (last * numerator % denominator) as f64 / denominator as f64;
    let (_, &mut below, rest) = values.select_nth_unstable_by(position, Number::order);
    let above = rest.iter().copied().min_by(Number::order).unwrap_or(below);
    let (below, above) = (below.real(), above.real());
    Some(below + fraction * (above - below))
}

/// The median, the mean of the two middle values where n is even. `None` for no values.
#[must_use]
pub fn median<T: Number>(values: &mut [T]) -> Option<f64> {
    quantile(values, 1, 2)
}

/// The median of whole numbers from 0 on, from how often each occurs. `None` for no values.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn median_of_counts(counts: &[u32]) -> Option<f64> {
    let n: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    let last = n.checked_sub(1)?;
    let value_at = |rank: u64| {
        let mut below = 0;
        counts.iter().position(|&count| {
            below += u64::from(count);
            below > rank
        })
    };
    let (low, high) = (value_at(last / 2)?, value_at(n / 2)?);
    Some((low + high) as f64 / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `quantile(c(1,1,1,1,1,1,2,2,3,9), 1:4/5, type = 7)` in R: 1, 1, 1.4, 2.2.
    #[test]
    fn type_7_edges() {
        let mut values = [9, 1, 1, 2, 1, 3, 1, 1, 2, 1];
        let edges: Vec<f64> = (1..5).filter_map(|k| quantile(&mut values, k, 5)).collect();
        let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-12;
        assert!(edges.iter().zip(&[1.0, 1.0, 1.4, 2.2]).all(near), "{edges:?}");
    }

    #[test]
    fn medians() {
        assert_eq!(median(&mut [5.0, 1.0, 4.0]), Some(4.0));
        assert_eq!(median(&mut [7_i64, 1, 4, 2]), Some(3.0));
        assert_eq!(median::<i32>(&mut []), None);
    }

    #[test]
    fn medians_of_counts() {
        assert_eq!(median_of_counts(&[0, 2, 0, 1]), Some(1.0)); // 1, 1, 3
        assert_eq!(median_of_counts(&[1, 1, 0, 0, 1, 1]), Some(2.5)); // 0, 1, 4, 5
        assert_eq!(median_of_counts(&[0, 0]), None);
    }
}
