//! How long a new customer stays, by a fitted model of buying.
//!
//! In: a model, weeks. Out: probability of still being there, time there within a horizon, and when half have left.
//! BG/NBD is not asked: nobody leaves in it who never bought again, so its customers stay as long as its construction has it.

use super::fitted::Model;
use crate::math::quadrature;
use libm::{expm1, log1p};

/// The furthest time that half may need to leave, in weeks: ten years.
const FURTHEST: f64 = 521.0;
/// Panels of the integral over a horizon.
const PANELS: u32 = 8;

/// Expected weeks as a customer within the first `horizon` weeks after the first purchase; `None` by BG/NBD.
#[must_use]
pub fn time_there(model: &Model, horizon: f64) -> Option<f64> {
    model.stays(0.0)?;
    let mut total = 0.0;
    quadrature::points(0.0, log1p(horizon), PANELS, |v, weight| {
        let t = expm1(v);
        total += weight * model.stays(t).unwrap_or(0.0) * (1.0 + t);
    });
    Some(total)
}

/// Weeks until half of the new customers have left; `None` beyond ten years and by BG/NBD. 0 where half leave at once.
#[must_use]
pub fn median_life(model: &Model) -> Option<f64> {
    if model.stays(FURTHEST)? > 0.5 {
        return None;
    }
    let (mut low, mut high) = (0.0, FURTHEST);
    if model.stays(low)? <= 0.5 {
        return Some(0.0);
    }
    while high - low > 1e-9 * FURTHEST {
        let middle = 0.5 * (low + high);
        if model.stays(middle)? > 0.5 { low = middle } else { high = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::beta_geometric::BetaGeometric;
    use crate::metrics::models::fixture::published;
    use crate::metrics::models::pareto::Pareto;

    const PARETO: Model =
        Model::Pareto(Pareto { r: 0.553_276, alpha: 10.577_612, s: 0.606_214, beta: 11.667_918 });

    fn near(value: f64, expected: f64, within: f64) {
        assert!((value - expected).abs() <= within, "{value} is not {expected}");
    }

    /// Pareto of the second kind: (β / (β + t))^s; its integral β/(1 − s) · [((β + t)/β)^(1−s) − 1]; its median β (2^(1/s) − 1).
    #[test]
    fn pareto_by_hand() {
        let (s, beta) = (0.606_214, 11.667_918);
        near(PARETO.stays(52.0).unwrap(), libm::pow(beta / (beta + 52.0), s), 1e-14);
        let time = beta / (1.0 - s) * (libm::pow((beta + 52.0) / beta, 1.0 - s) - 1.0);
        near(time_there(&PARETO, 52.0).unwrap(), time, 1e-9);
        near(median_life(&PARETO).unwrap(), beta * (libm::pow(2.0, 1.0 / s) - 1.0), 1e-6);
        let loyal = Model::Pareto(Pareto { r: 1.0, alpha: 4.0, s: 0.1, beta: 50.0 });
        assert_eq!(median_life(&loyal), None);
    }

    /// Simulated: of 400,000 customers of MBG/NBD (.525, 6.183, .891, 1.614) each leaves at the first purchase with p, or at a later one.
    /// The share that is there at t is E[(1 − p) e^(−λ p t)]; by numbers drawn here, within their own chance.
    #[test]
    fn modified_by_simulation() {
        let model = BetaGeometric { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, modified: true };
        let mut random = crate::math::random::Random::new(3);
        let mut uniform = || ((random.bits() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0;
        let gamma = |shape: f64, uniform: f64| crate::math::special::gamma_quantile(shape, uniform);
        let mut shares = [0.0; 3];
        let draws = 400_000;
        for _ in 0..draws {
            let rate = gamma(model.r, uniform()) / model.alpha;
            let (one, other) = (gamma(model.a, uniform()), gamma(model.b, uniform()));
            let leaving = one / (one + other);
            for (share, t) in shares.iter_mut().zip([0.0, 20.0, 200.0]) {
                *share += (1.0 - leaving) * libm::exp(-rate * leaving * t) / f64::from(draws);
            }
        }
        let model = Model::BetaGeometric(model);
        for (share, t) in shares.into_iter().zip([0.0, 20.0, 200.0]) {
            near(model.stays(t).unwrap(), share, 2e-3);
        }
    }

    #[test]
    fn bg_nbd_says_nothing() {
        assert_eq!((time_there(&published(), 52.0), median_life(&published())), (None, None));
    }
}
