//! Intervals for shares.

/// The standard normal's 97.5 % point.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Lower and upper limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// Wilson's 95 % score interval of `successes / n`; `None` for n = 0.
///
/// Centre (p + z²/2n) / (1 + z²/n), half width z √(p(1−p)/n + z²/4n²) / (1 + z²/n) (Wilson 1927).
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn wilson(successes: u64, n: u64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let count = n as f64;
    let p = successes as f64 / count;
    let scale = 1.0 + Z95 * Z95 / count;
    let centre = (p + Z95 * Z95 / (2.0 * count)) / scale;
    let half = Z95 * (p * (1.0 - p) / count + Z95 * Z95 / (4.0 * count * count)).sqrt() / scale;
    Some(Interval {
        low: if successes == 0 { 0.0 } else { centre - half },
        high: if successes == n { 1.0 } else { centre + half },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_published_limits() {
        let some = wilson(5, 50).unwrap();
        assert!((some.low - 0.043_476).abs() < 5e-7 && (some.high - 0.213_602).abs() < 5e-7);
        let none = wilson(0, 20).unwrap();
        assert!(none.low == 0.0 && (none.high - 0.161_125).abs() < 5e-7);
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn all_is_the_mirror_of_none() {
        let all = wilson(20, 20).unwrap();
        assert!((all.low - (1.0 - 0.161_125)).abs() < 5e-7 && all.high == 1.0);
    }
}
