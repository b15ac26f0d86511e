//! The exact binomial tail, and the control of false discoveries over many tests.

use super::order::positions;

/// P(X ≥ k) of n trials with probability p each.
///
/// Terms are summed outwards from k until they no longer count; on the side of k that is the shorter tail.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn upper_tail(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    if k > n || p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    if k as f64 > n as f64 * p {
        sum_upwards(k, n, p)
    } else {
        // P(X ≥ k) = 1 − P(n − X ≥ n − k + 1).
        1.0 - sum_upwards(n - k + 1, n, 1.0 - p)
    }
}

#[allow(clippy::cast_precision_loss)]
fn sum_upwards(k: u64, n: u64, p: f64) -> f64 {
    let (trials, from) = (n as f64, k as f64);
    let choose = libm::lgamma(trials + 1.0) - libm::lgamma(from + 1.0) - libm::lgamma(trials - from + 1.0);
    let mut term = libm::exp(choose + from * libm::log(p) + (trials - from) * libm::log1p(-p));
    let mut total = term;
    for i in k..n {
        term *= (n - i) as f64 / (i + 1) as f64 * p / (1.0 - p);
        total += term;
        if term < total * 1e-17 {
            break;
        }
    }
    total.min(1.0)
}

/// The p-values adjusted after Benjamini and Hochberg 1995: the running minimum of p·m/rank from the top.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let order = positions(p.len(), &|a, b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (rank, &at) in order.iter().enumerate().rev() {
        least = least.min(p[at] * p.len() as f64 / (rank + 1) as f64);
        adjusted[at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 40 of 60 at .45 (FORMULAS, section 13); 3 or more heads of 5 is one half; all of 10 at .5 is 2^-10.
    #[test]
    fn tails() {
        assert!((upper_tail(40, 60, 0.45) - 0.000_586).abs() < 5e-7);
        assert!((upper_tail(3, 5, 0.5) - 0.5).abs() < 1e-14);
        assert!((upper_tail(10, 10, 0.5) - 1.0 / 1024.0).abs() < 1e-15);
        assert!((upper_tail(1, 3, 0.1) - 0.271).abs() < 1e-12);
        assert_eq!((upper_tail(0, 5, 0.3), upper_tail(6, 5, 0.3)), (1.0, 0.0));
        assert!(upper_tail(500_000, 1_000_000, 0.5) > 0.5 && upper_tail(900_000, 1_000_000, 0.5) < 1e-300);
    }

    /// R: `p.adjust(p, "BH")`.
    #[test]
    fn adjusts_like_r() {
        let p = [0.042, 0.001, 0.008, 0.039, 0.041, 0.06, 0.216, 0.074, 0.205, 0.212];
        let expected = [0.084, 0.01, 0.04, 0.084, 0.084, 0.1, 0.216, 0.105_714, 0.216, 0.216];
        let found = benjamini_hochberg(&p);
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 5e-7), "{found:?}");
    }
}
