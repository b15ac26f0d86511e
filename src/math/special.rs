//! Special functions of the gamma family, for positive real arguments.

/// Relative width at which root searches stop.
const PRECISION: f64 = 1e-13;

/// ψ(x), the derivative of ln Γ(x), for x > 0: recurrence up to 10, then the asymptotic series (Abramowitz
/// and Stegun 6.3.18).
#[must_use]
pub fn digamma(x: f64) -> f64 {
    let mut shifted = x;
    let mut below = 0.0;
    while shifted < 10.0 {
        below += 1.0 / shifted;
        shifted += 1.0;
    }
    let square = 1.0 / (shifted * shifted);
    let series = square
        * (1.0 / 12.0
            - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0))));
    libm::log(shifted) - 0.5 / shifted - series - below
}

/// P(a, x) = γ(a, x) / Γ(a), the gamma distribution's share below x, for a > 0.
///
/// Power series below a + 1, Lentz's continued fraction above (Press et al., Numerical Recipes, 6.2).
#[must_use]
pub fn gamma_p(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 { front * lower_series(a, x) } else { 1.0 - front * upper_fraction(a, x) }
}

fn lower_series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut total = term;
    let mut n = a;
    while term > total * 1e-17 {
        n += 1.0;
        term *= x / n;
        total += term;
    }
    total
}

fn upper_fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / away(b);
    let mut fraction = d;
    for step in 1..10_000 {
        let i = f64::from(step);
        let numerator = -i * (i - a);
        b += 2.0;
        d = 1.0 / away(numerator * d + b);
        c = away(b + numerator / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

/// The quantile of the gamma distribution with this shape and scale 1, for 0 < p < 1.
#[must_use]
pub fn gamma_quantile(shape: f64, p: f64) -> f64 {
    let mut high = shape + 1.0;
    while gamma_p(shape, high) < p && high < f64::MAX / 4.0 {
        high *= 2.0;
    }
    bisect(0.0, high, |x| gamma_p(shape, x) < p)
}

/// The shape k at which ln k − ψ(k) = `gap`, for gap > 0. It lies between 1/(2 gap) and 1/gap.
#[must_use]
pub fn gamma_shape(gap: f64) -> f64 {
    bisect(0.5 / gap, 1.0 / gap, |k| libm::log(k) - digamma(k) > gap)
}

/// 1 / (1 + e^−x).
#[cfg(feature = "predict")]
#[must_use]
pub fn logistic(x: f64) -> f64 {
    let small = libm::exp(-x.abs());
    if x >= 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) }
}

/// ln(1 + e^x).
#[cfg(feature = "predict")]
#[must_use]
pub fn log_one_plus_exp(x: f64) -> f64 {
    x.max(0.0) + libm::log1p(libm::exp(-x.abs()))
}

/// ln(1 + e^x), to 16 places after the point, and its derivative 1 / (1 + e^−x), by one exponential.
#[cfg(feature = "predict")]
#[must_use]
pub fn softplus(x: f64) -> (f64, f64) {
    let small = libm::exp(-x.abs());
    let whole = 1.0 + small;
    (x.max(0.0) + libm::log(whole), if x >= 0.0 { 1.0 / whole } else { small / whole })
}

/// Where `below` turns from true to false between `low` and `high`.
fn bisect(mut low: f64, mut high: f64, below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if high - low <= PRECISION * high {
            break;
        }
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() <= 1e-11 * expected.abs().max(1.0), "{value} is not {expected}");
    }

    /// Abramowitz and Stegun, tables 6.1 and 6.3.
    #[test]
    fn digamma_values() {
        near(digamma(1.0), -0.577_215_664_901_532_9);
        near(digamma(0.5), -1.963_510_026_021_423_5);
        near(digamma(10.0), 2.251_752_589_066_721);
    }

    /// P(1, x) = 1 − e^−x; P(½, x) = erf √x; P(3, x) = 1 − e^−x (1 + x + x²/2).
    #[test]
    fn incomplete_gamma_closed_forms() {
        near(gamma_p(1.0, 3.0), 1.0 - libm::exp(-3.0));
        near(gamma_p(0.5, 1.0), libm::erf(1.0));
        near(gamma_p(0.5, 6.25), libm::erf(2.5));
        near(gamma_p(3.0, 2.5), 1.0 - libm::exp(-2.5) * 6.625);
        near(gamma_p(2.0, 0.0), 0.0);
    }

    /// 1 / (1 + 3) and ln(1 + 3); no overflow far out.
    #[cfg(feature = "predict")]
    #[test]
    fn logistic_and_its_integral() {
        near(logistic(-libm::log(3.0)), 0.25);
        near(log_one_plus_exp(libm::log(3.0)), libm::log(4.0));
        for x in [-30.0, -1.0, 0.0, 2.0, 40.0] {
            near(softplus(x).0, log_one_plus_exp(x));
            near(softplus(x).1, logistic(x));
        }
        near(logistic(-800.0), 0.0);
        near(log_one_plus_exp(800.0), 800.0);
    }

    /// Exponential: −ln(1 − p). Chi-squared tables at 95 %: 3.841459 (1 degree of freedom), 9.487729 (4).
    #[test]
    fn quantiles() {
        near(gamma_quantile(1.0, 0.95), libm::log(20.0));
        near(2.0 * gamma_quantile(0.5, 0.95), 3.841_458_820_694_124);
        near(2.0 * gamma_quantile(2.0, 0.95), 9.487_729_036_781_154);
    }

    /// ln 1 − ψ(1) is Euler's constant; ln 10 − ψ(10) from the table above.
    #[test]
    fn shapes() {
        near(gamma_shape(0.577_215_664_901_532_9), 1.0);
        near(gamma_shape(10_f64.log(std::f64::consts::E) - 2.251_752_589_066_721), 10.0);
    }
}
