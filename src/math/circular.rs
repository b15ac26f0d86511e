//! Means on a circle: days of the year, where 31 December stands beside 1 January.

use std::f64::consts::TAU;

/// Where angles point on the whole, and how much they agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Direction {
    /// Part of the circle, 0..1.
    pub part: f64,
    /// Resultant length: 1 where all agree, 0 where they cancel out.
    pub length: f64,
}

impl Direction {
    /// The mean of parts of a circle, in any order; `None` of none.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn mean(parts: &[f64]) -> Option<Self> {
        if parts.is_empty() {
            return None;
        }
        let mut ordered = parts.to_vec();
        ordered.sort_by(f64::total_cmp);
        let n = ordered.len() as f64;
        let x = ordered.iter().map(|part| libm::cos(TAU * part)).sum::<f64>() / n;
        let y = ordered.iter().map(|part| libm::sin(TAU * part)).sum::<f64>() / n;
        let part = libm::atan2(y, x) / TAU;
        Some(Self { part: part - libm::floor(part), length: libm::sqrt(x * x + y * y) })
    }
}

/// Rayleigh's test: the chance that `n` directions of any kind agree so much, by Wilkie 1983: exp(√(1 + 4n + 4(n² − R²)) − (1 + 2n)), R = n ×
/// resultant length.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn rayleigh(n: u64, length: f64) -> f64 {
    let n = n as f64;
    let r = n * length;
    libm::exp(libm::sqrt((1.0 + 4.0 * n + 4.0 * (n * n - r * r)).max(0.0)) - (1.0 + 2.0 * n)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares of 1,000,000 samples of directions drawn evenly that agree so much (NumPy).
    #[test]
    fn chance_of_agreement() {
        let drawn = [
            (5, 0.5, 0.304_164),
            (5, 0.8, 0.032_658),
            (8, 0.6, 0.051_492),
            (8, 0.8, 0.002_805),
            (20, 0.3, 0.166_577),
            (20, 0.5, 0.005_298),
        ];
        for (n, length, share) in drawn {
            let p = rayleigh(n, length);
            assert!((p - share).abs() < 0.004 && (p / share - 1.0).abs() < 0.1, "{n} {length}: {p}");
        }
        assert!((rayleigh(9, 0.0) - 1.0).abs() < 1e-9 && rayleigh(1000, 1.0) >= 0.0);
    }

    fn near(parts: &[f64], part: f64, length: f64) {
        let found = Direction::mean(parts).unwrap();
        let apart = (found.part - part).abs();
        assert!(apart.min(1.0 - apart) < 1e-12 && (found.length - length).abs() < 1e-12, "{found:?}");
    }

    /// Equal angles; a right angle (45°, √½); the turn of the year; opposite ones cancel out.
    #[test]
    fn known_directions() {
        near(&[0.3, 0.3], 0.3, 1.0);
        near(&[0.0, 0.25], 0.125, 0.5_f64.sqrt());
        near(&[0.99, 0.01], 0.0, libm::cos(TAU * 0.01));
        assert!(Direction::mean(&[0.1, 0.6]).unwrap().length < 1e-12);
        assert!(Direction::mean(&[]).is_none());
    }
}
