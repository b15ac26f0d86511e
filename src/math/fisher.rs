//! Fisher's exact test of a two-by-two table, one-sided.

/// How often two things occur together and each, among a number of baskets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together {
    /// Baskets with both.
    pub joint: u64,
    /// Baskets with the first.
    pub first: u64,
    /// Baskets with the second.
    pub second: u64,
    /// All baskets.
    pub all: u64,
}

impl Together {
    /// P(at least `joint` in both) when the second falls into `second` of `all` baskets at random: the upper tail of the
    /// hypergeometric distribution (Fisher 1922). Summed over the shorter side; 0..=1.
    #[must_use]
    pub fn upper_tail(&self) -> f64 {
        let least = (self.first + self.second).saturating_sub(self.all);
        let most = self.first.min(self.second);
        if self.joint <= least {
            return 1.0;
        }
        if self.joint > most {
            return 0.0;
        }
        let expected = real(self.first) * real(self.second) / real(self.all);
        let tail = if real(self.joint) > expected {
            self.sum(self.joint, |k| (k < most).then(|| (k + 1, self.ratio(k))))
        } else {
            1.0 - self.sum(self.joint - 1, |k| (k > least).then(|| (k - 1, 1.0 / self.ratio(k - 1))))
        };
        tail.clamp(0.0, 1.0)
    }

    /// The probabilities from `k` on, as `step` walks away from the mode.
    fn sum(&self, mut k: u64, step: impl Fn(u64) -> Option<(u64, f64)>) -> f64 {
        let mut term = self.probability(k);
        let mut total = term;
        while let Some((next, ratio)) = step(k) {
            term *= ratio;
            total += term;
            k = next;
            if term < total * 1e-17 {
                break;
            }
        }
        total
    }

    /// P(k + 1) / P(k).
    fn ratio(&self, k: u64) -> f64 {
        let neither = self.all + k + 1 - self.first - self.second;
        real(self.first - k) * real(self.second - k) / (real(k + 1) * real(neither))
    }

    /// P(exactly k in both).
    fn probability(&self, k: u64) -> f64 {
        let both = choose(self.first, k) + choose(self.all - self.first, self.second - k);
        libm::exp(both - choose(self.all, self.second))
    }
}

/// ln C(n, k).
fn choose(n: u64, k: u64) -> f64 {
    libm::lgamma(real(n) + 1.0) - libm::lgamma(real(k) + 1.0) - libm::lgamma(real(n - k) + 1.0)
}

#[allow(clippy::cast_precision_loss)]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tail(joint: u64, first: u64, second: u64, all: u64) -> f64 {
        Together { joint, first, second, all }.upper_tail()
    }

    /// Fisher's lady: 4 of 4 is 1/70, 3 or more 17/70. Four joint of six and five among eight: (C(5,4)C(3,2) + C(5,5)C(3,1)) / C(8,6).
    #[test]
    fn closed_forms() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-13, "{a} is not {b}");
        near(tail(4, 4, 4, 8), 1.0 / 70.0);
        near(tail(3, 4, 4, 8), 17.0 / 70.0);
        near(tail(4, 6, 5, 8), 18.0 / 28.0);
        near(tail(3, 6, 5, 8), 1.0);
        near(tail(7, 6, 5, 8), 0.0);
        near(tail(0, 0, 5, 8), 1.0);
    }

    proptest! {
        /// The two tails share one term, and the test does not care which thing is first.
        #[test]
        fn is_a_probability_and_symmetric(first in 0_u64..60, second in 0_u64..60, more in 0_u64..60, joint in 0_u64..60) {
            let all = first.max(second) + more;
            let p = tail(joint, first, second, all);
            prop_assert!((0.0..=1.0).contains(&p));
            prop_assert!((p - tail(joint, second, first, all)).abs() < 1e-12);
            prop_assert!(tail(joint + 1, first, second, all) <= p + 1e-12);
        }
    }
}
