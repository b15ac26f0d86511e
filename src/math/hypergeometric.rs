//! Gauss's hypergeometric function by its power series.

/// Terms at most: enough for an argument of 0.9999.
const TERMS: u32 = 400_000;

/// ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c no whole number ≤ 0 (Abramowitz and Stegun 15.1.1).
#[must_use]
pub fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut total) = (1.0_f64, 1.0_f64);
    for step in 0..TERMS {
        let n = f64::from(step);
        let ratio = (a + n) * (b + n) / ((c + n) * (1.0 + n)) * z;
        term *= ratio;
        total += term;
        // What is left is at most a geometric series of the ratio, once that is below 1 and falls towards z.
        if ratio.abs() < 1.0 && (term * z).abs() <= 1e-16 * (1.0 - z) * total.abs() {
            break;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() <= 1e-12 * expected.abs(), "{value} is not {expected}");
    }

    /// Abramowitz and Stegun 15.1.3–15.1.8: −ln(1 − z) / z; (1 − z)^−a; arcsin z / z; artanh z / z.
    #[test]
    fn closed_forms() {
        near(hypergeometric(1.0, 1.0, 2.0, 0.9), libm::log(10.0) / 0.9);
        near(hypergeometric(2.5, 3.0, 3.0, 0.5), libm::pow(0.5, -2.5));
        near(hypergeometric(0.5, 0.5, 1.5, 0.25), libm::asin(0.5) / 0.5);
        near(hypergeometric(0.5, 1.0, 1.5, 0.81), libm::atanh(0.9) / 0.9);
        near(hypergeometric(1.0, 1.0, 2.0, 0.999), libm::log(1000.0) / 0.999);
    }

    #[test]
    fn whole_negative_parameters_are_polynomials() {
        near(hypergeometric(-2.0, 3.0, 4.0, 0.5), 1.0 - 2.0 * 3.0 / 4.0 * 0.5 + 3.0 * 4.0 / 20.0 * 0.25);
        near(hypergeometric(0.0, 3.0, 4.0, 0.7), 1.0);
    }
}
