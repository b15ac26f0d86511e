//! Integrals by the Gauss–Legendre rules of 16 and of 8 points (Abramowitz and Stegun, 25.4.30).

/// Half of the rule on −1..1: points and weights; it is symmetric.
const HALF: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_37, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_73),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

/// The same of the rule of 8 points.
const HALF_OF_SHORT: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];

/// Calls `each` with the points and weights of the rule on `panels` equal parts of `low`..`high`.
pub fn points(low: f64, high: f64, panels: u32, mut each: impl FnMut(f64, f64)) {
    let half = 0.5 * (high - low) / f64::from(panels);
    for panel in 0..panels {
        rule(&HALF, low + half * f64::from(2 * panel + 1), half, &mut each);
    }
}

/// The same with the rule of 8 points on the whole of `low`..`high`: for what changes by no more than e⁴.
pub fn few_points(low: f64, high: f64, mut each: impl FnMut(f64, f64)) {
    rule(&HALF_OF_SHORT, 0.5 * (low + high), 0.5 * (high - low), &mut each);
}

fn rule(points: &[(f64, f64)], middle: f64, half: f64, each: &mut impl FnMut(f64, f64)) {
    for &(point, weight) in points {
        each(middle - half * point, half * weight);
        each(middle + half * point, half * weight);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integral(low: f64, high: f64, panels: u32, function: impl Fn(f64) -> f64) -> f64 {
        let mut total = 0.0;
        points(low, high, panels, |x, weight| total += weight * function(x));
        total
    }

    /// Sixteen points are exact up to degree 31: ∫₀¹ 32 x³¹ = 1.
    #[test]
    fn exact_for_polynomials() {
        let value = integral(0.0, 1.0, 1, |x| 32.0 * libm::pow(x, 31.0));
        assert!((value - 1.0).abs() < 1e-14, "{value}");
    }

    /// Eight points are exact up to degree 15: ∫₀¹ 16 x¹⁵ = 1; e^−4x over 0..1 is (1 − e^−4) / 4 to thirteen digits.
    #[test]
    fn few_points_are_enough_for_little_change() {
        let integral = |function: fn(f64) -> f64| {
            let mut total = 0.0;
            few_points(0.0, 1.0, |x, weight| total += weight * function(x));
            total
        };
        assert!((integral(|x| 16.0 * libm::pow(x, 15.0)) - 1.0).abs() < 1e-14);
        assert!((integral(|x| libm::exp(-4.0 * x)) - 0.25 * (1.0 - libm::exp(-4.0))).abs() < 1e-13);
    }

    #[test]
    fn closed_forms() {
        let value = integral(0.0, 20.0, 1, |x| libm::exp(-x));
        assert!((value - (1.0 - libm::exp(-20.0))).abs() < 1e-12, "{value}");
        let value = integral(1.0, 10.0, 3, |x| 1.0 / x);
        assert!((value - libm::log(10.0)).abs() < 1e-12, "{value}");
    }
}
