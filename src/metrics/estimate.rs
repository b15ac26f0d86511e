//! Shares and means with their 95 % intervals, as reports of products and value show them.

use crate::math::intervals::{Z95, wilson};
use crate::math::order::sorted_by;
use crate::math::sum::Sum;
use crate::money::SCALE;
use serde::Serialize;

/// A share with Wilson's interval; nothing known of no trials.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Successes.
    pub count: u64,
    /// Trials.
    pub n: u64,
    /// count / n.
    pub share: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

impl Share {
    /// `count` of `n`.
    #[must_use]
    pub fn new(count: u64, n: u64) -> Self {
        let interval = wilson(count, n);
        Self {
            count,
            n,
            share: super::share(count, n),
            low: interval.map(|limits| limits.low),
            high: interval.map(|limits| limits.high),
        }
    }
}

/// A mean with its interval; no limits under two values.
///
/// Of a mean above 0 the interval is that of its logarithm, mean × exp(± z s/(√n mean)): sums of money lean to the right, and mean ± z s/√n goes
/// below 0 where one customer brought most. Values of which none is negative have s/√n ≤ mean; beyond twice that, and for a mean of 0 or
/// less, it is mean ± z s/√n.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// Values.
    pub n: u64,
    /// Their mean.
    pub mean: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

impl Mean {
    fn new(n: u64, mean: f64, variance: f64) -> Self {
        let half = Z95 * (variance / super::real(n.max(1))).sqrt();
        let limits = (n > 1).then(|| {
            if mean > 0.0 && half <= 2.0 * Z95 * mean {
                let factor = libm::exp(half / mean);
                (mean / factor, mean * factor)
            } else {
                (mean - half, mean + half)
            }
        });
        Self {
            n,
            mean: (n > 0).then_some(mean),
            low: limits.map(|limits| limits.0),
            high: limits.map(|limits| limits.1),
        }
    }

    /// Of real numbers; the order in which they stand does not matter.
    #[must_use]
    pub fn of(values: Vec<f64>) -> Self {
        Self::wider(values, 0.0)
    }

    /// The same where each number has a variance of its own beside that among them, by their mean.
    #[must_use]
    pub fn wider(values: Vec<f64>, own: f64) -> Self {
        let values = sorted_by(values, &f64::total_cmp);
        let n = values.len() as u64;
        let count = super::real(n.max(1));
        let mean = values.iter().copied().collect::<Sum>().value() / count;
        let squares = values.iter().map(|value| (value - mean) * (value - mean)).collect::<Sum>().value();
        Self::new(n, mean, squares / super::real(n.saturating_sub(1).max(1)) + own)
    }

    /// A mean of `n` that misses by so much, one standard error.
    #[must_use]
    pub fn missing_by(n: u64, mean: f64, error: f64) -> Self {
        Self::new(n, mean, error * error * super::real(n.max(1)))
    }
}

/// By how much the total that a prediction gave may miss what came, as a part of that, and still be acted on.
pub const TOTAL: f64 = 0.25;

/// Whether the total of a prediction comes near enough to what came. Nothing can be near where nothing came.
#[must_use]
pub fn near(expected: f64, came: u64) -> bool {
    came > 0 && (expected / super::real(came) - 1.0).abs() <= TOTAL
}

/// Why the back-test of a list keeps it from being shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Refusal {
    /// It tells no more than is known without it.
    NotBetter,
    /// What was expected in all missed what came by more than [`TOTAL`].
    TotalMissed,
}

/// A list has to be better than no list, and its total near what came.
#[must_use]
pub fn refusal(better: bool, expected: f64, came: u64) -> Option<Refusal> {
    match (better, near(expected, came)) {
        (false, _) => Some(Refusal::NotBetter),
        (true, false) => Some(Refusal::TotalMissed),
        (true, true) => None,
    }
}

/// A sum of amounts in major units.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn in_major(sum: i128) -> f64 {
    sum as f64 / SCALE as f64
}

/// Exact sums of amounts in 1/10,000, from which mean and variance follow whatever the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Values.
    pub n: u64,
    /// Their sum.
    pub sum: i128,
    squares: i128,
}

impl Moments {
    /// Counts an amount.
    pub fn add(&mut self, amount: i64) {
        let amount = i128::from(amount);
        self.n += 1;
        self.sum = self.sum.saturating_add(amount);
        self.squares = self.squares.saturating_add(amount * amount);
    }

    /// The sum in major units.
    #[must_use]
    pub fn total(&self) -> f64 {
        in_major(self.sum)
    }

    /// Mean in major units.
    #[must_use]
    pub fn mean(&self) -> Mean {
        Mean::new(self.n, self.total() / super::real(self.n.max(1)), self.variance())
    }

    /// Sample variance in major units; 0 under two values.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn variance(&self) -> f64 {
        if self.n < 2 {
            return 0.0;
        }
        let n = i128::from(self.n);
        let exact =
            n.checked_mul(self.squares).and_then(|left| left.checked_sub(self.sum.checked_mul(self.sum)?));
        let spread = exact.map_or_else(
            || super::real(self.n) * self.squares as f64 - self.sum as f64 * self.sum as f64,
            |spread| spread as f64,
        );
        let scale = SCALE as f64 * SCALE as f64;
        spread.max(0.0) / (super::real(self.n) * super::real(self.n - 1) * scale)
    }
}

/// Difference of two means with its interval for unequal variances (Welch).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The later mean less the earlier one.
    pub difference: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Difference {
    /// `later` less `earlier`; unknown where one of them has under two values.
    #[must_use]
    pub fn new(later: &Moments, earlier: &Moments) -> Option<Self> {
        let difference = later.mean().mean? - earlier.mean().mean?;
        let error = |moments: &Moments| (moments.n > 1).then(|| moments.variance() / super::real(moments.n));
        let half = Z95 * (error(later)? + error(earlier)?).sqrt();
        Some(Self { difference, low: difference - half, high: difference + half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10, 20, 60: mean 30, sample variance 700, half width 1.959964 √(700/3) = 29.938944, so × and / e^(29.938944 / 30).
    #[test]
    fn means_with_limits() {
        let mut moments = Moments::default();
        [10, 20, 60].iter().for_each(|value| moments.add(value * SCALE));
        let (exact, real) = (moments.mean(), Mean::of(vec![60.0, 10.0, 20.0]));
        assert_eq!((exact.n, exact.mean), (3, Some(30.0)));
        assert!(
            (exact.high.unwrap() - 81.382_657).abs() < 1e-5 && (exact.low.unwrap() - 11.058_867).abs() < 1e-5
        );
        assert!((real.high.unwrap() - exact.high.unwrap()).abs() < 1e-12);
    }

    /// One of ten brought all 1,000: mean 100, error 100, and no limit below 0, as 100 ± 196 had it. Of 30 and −20 it is 5 ± 1.96 × 25.
    #[test]
    fn one_who_brought_everything() {
        let of = |values: &[i64]| {
            let mut moments = Moments::default();
            values.iter().for_each(|value| moments.add(value * SCALE));
            moments.mean()
        };
        let found = of(&[1000, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert!(
            (found.low.unwrap() - 14.086_3).abs() < 1e-3 && (found.high.unwrap() - 709.907_1).abs() < 1e-3
        );
        assert!((of(&[30, -20]).low.unwrap() + 43.999_1).abs() < 1e-3);
    }

    #[test]
    fn nothing_is_unknown_and_one_has_no_limits() {
        assert_eq!(Moments::default().mean(), Mean { n: 0, mean: None, low: None, high: None });
        assert_eq!(Mean::of(vec![4.0]), Mean { n: 1, mean: Some(4.0), low: None, high: None });
        assert_eq!(Share::new(0, 0).share, None);
    }

    /// Means 30 and 10 with variances 700 and 100 over 3 and 4 values: error √(700/3 + 25).
    #[test]
    fn differences() {
        let (mut later, mut earlier) = (Moments::default(), Moments::default());
        [10, 20, 60].iter().for_each(|value| later.add(value * SCALE));
        [0, 10, 20].iter().for_each(|value| earlier.add(value * SCALE));
        let found = Difference::new(&later, &earlier).unwrap();
        assert!((found.difference - 20.0).abs() < 1e-12);
        assert!((found.high - 20.0 - 1.959_964 * (700.0_f64 / 3.0 + 100.0 / 3.0).sqrt()).abs() < 1e-4);
        assert_eq!(Difference::new(&later, &Moments::default()), None);
    }
}
