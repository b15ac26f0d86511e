//! Random draws of a seed, for simulated customers.

use linger::math::random::Random;
use linger::math::special::gamma_quantile;

/// Draws of distributions, by their quantiles.
pub struct Dice(Random);

impl Dice {
    /// Of a seed.
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    /// Between 0 and 1.
    pub fn uniform(&mut self) -> f64 {
        ((self.0.bits() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    /// Gamma.
    pub fn gamma(&mut self, shape: f64, rate: f64) -> f64 {
        gamma_quantile(shape, self.uniform()) / rate
    }

    /// Beta.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (one, other) = (self.gamma(a, 1.0), self.gamma(b, 1.0));
        one / (one + other)
    }

    /// Exponential.
    pub fn wait(&mut self, rate: f64) -> f64 {
        -libm::log(self.uniform()) / rate
    }
}
