//! BG/NBD and MBG/NBD: purchases at random while a customer is there, who may leave after each of them.
//!
//! λ ~ Gamma(r, α) purchases a week; after each repeat purchase the customer leaves with p ~ Beta(a, b). BG/NBD:
//! Fader, Hardie and Lee 2005. MBG/NBD, where the first purchase can be the last as well: Batislam, Denizel and
//! Filiztekin 2007. In: histories. Out: most likely parameters and what follows from them.

use super::groups::{Groups, weeks};
use crate::math::hypergeometric::hypergeometric;
use crate::math::optimum::Value;
use crate::math::quadrature;
use crate::math::special::{digamma, logistic, softplus};
use libm::{exp, expm1, lgamma, log, log1p};

/// Natural logarithms of parameters that the likelihood has its maximum within, and beyond which it is given no value.
pub(super) const LIMITS: [f64; 4] = [9.2, 30.0, 9.2, 9.2];
const FAR: f64 = 33.0;
/// Where a discounted future ends, as a power of e.
const PRESENT: f64 = 40.0;
/// How near to a pole of a formula a parameter may come.
const ASIDE: f64 = 1e-6;

/// Parameters; time in weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetaGeometric {
    /// Shape of purchase rates.
    pub r: f64,
    /// Scale of purchase rates, in weeks.
    pub alpha: f64,
    /// First shape of dropout.
    pub a: f64,
    /// Second shape of dropout.
    pub b: f64,
    /// MBG/NBD.
    pub modified: bool,
}

/// Where to start (r, α, a, b).
pub(super) fn starts(groups: &Groups) -> [[f64; 4]; 3] {
    let rate = (groups.occasions() / (groups.customers * groups.mean_age())).max(1e-6);
    [(0.3, 0.5, 3.0), (1.0, 1.0, 3.0), (3.0, 0.2, 2.0)].map(|(r, a, b)| [r, r / rate, a, b])
}

/// Of r, α, a and b.
pub(super) fn model(parameters: [f64; 4], modified: bool) -> BetaGeometric {
    BetaGeometric::new(parameters, modified)
}

/// −LL / n and its gradient, by the logarithms of r, α, a and b.
#[must_use]
pub fn objective(groups: &Groups, logs: &[f64; 4], modified: bool) -> Value<4> {
    if groups.customers <= 0.0 || logs.iter().any(|log| log.abs() > FAR) {
        return (f64::INFINITY, [0.0; 4]);
    }
    let parameters = logs.map(exp);
    let (total, gradient) = log_likelihood(groups, &BetaGeometric::new(parameters, modified));
    let scale = -1.0 / groups.customers;
    (scale * total, std::array::from_fn(|i| scale * gradient[i] * parameters[i]))
}

/// ln L and its derivatives by r, α, a and b. Logarithms of times are taken once a day, gamma functions once a count.
fn log_likelihood(groups: &Groups, model: &BetaGeometric) -> Value<4> {
    let &BetaGeometric { r, alpha, a, b, modified } = model;
    let day = |days| alpha + weeks(days);
    let logs: Vec<f64> = (0..=groups.longest).map(|days| log(day(days))).collect();
    let extra = if modified { 1.0 } else { 0.0 };
    let constant = r * log(alpha) - lgamma(r) + lgamma(a + b) - lgamma(b);
    let (psi_r, psi_ab, psi_b) = (digamma(r), digamma(a + b), digamma(b));
    let (mut total, mut gradient) = (0.0, [0.0; 4]);
    for (x, customers, run) in groups.runs() {
        let survived = b + x - 1.0 + extra;
        let can_leave = modified || x > 0.0;
        let odds = log(a / survived.max(f64::MIN_POSITIVE));
        let (shape, left) = (r + x, a + b + x + extra);
        let counted = constant + lgamma(shape) + lgamma(b + x + extra) - lgamma(left);
        total += customers * counted;
        let (mut gone_weight, mut by_log, mut by_alpha) = (0.0, 0.0, 0.0);
        for group in run {
            let (age, recency) = (logs[group.age as usize], logs[group.recency as usize]);
            let there = -shape * age;
            let (value, gone) = if can_leave {
                let (more, gone) = softplus(odds - shape * recency - there);
                (there + more, gone)
            } else {
                (there, 0.0)
            };
            total += group.weight * value;
            gone_weight += group.weight * gone;
            by_log += group.weight * ((1.0 - gone) * age + gone * recency);
            by_alpha += group.weight * ((1.0 - gone) / day(group.age) + gone / day(group.recency));
        }
        let psi_left = digamma(left);
        gradient[0] += customers * (log(alpha) - psi_r + digamma(shape)) - by_log;
        gradient[1] += customers * r / alpha - shape * by_alpha;
        gradient[2] += customers * (psi_ab - psi_left) + gone_weight / a;
        gradient[3] += customers * (digamma(b + x + extra) - psi_left + psi_ab - psi_b);
        if can_leave {
            gradient[3] -= gone_weight / survived;
        }
    }
    (total, gradient)
}

impl BetaGeometric {
    fn new([r, alpha, a, b]: [f64; 4], modified: bool) -> Self {
        Self { r, alpha, a, b, modified }
    }

    fn extra(&self) -> f64 {
        if self.modified { 1.0 } else { 0.0 }
    }

    /// Share of customers who leave after a purchase, on average.
    #[must_use]
    pub fn dropout(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// P(alive) of a history, times in weeks. 1 by construction for one-time buyers under BG/NBD.
    #[must_use]
    pub fn alive(&self, x: f64, recency: f64, age: f64) -> f64 {
        if x <= 0.0 && !self.modified {
            return 1.0;
        }
        let survived = (self.b + x - 1.0 + self.extra()).max(f64::MIN_POSITIVE);
        let stretch = log((self.alpha + age) / (self.alpha + recency));
        logistic(-(log(self.a / survived) + (self.r + x) * stretch))
    }

    /// P(no purchase in the next `t` weeks) of a customer who is there.
    #[must_use]
    pub fn silent_if_alive(&self, x: f64, age: f64, t: f64) -> f64 {
        exp(-(self.r + x) * log1p(t / (self.alpha + age)))
    }

    /// Weeks until `share` of the customers who are there have bought.
    #[must_use]
    pub fn return_within(&self, x: f64, age: f64, share: f64) -> f64 {
        (self.alpha + age) * expm1(-log1p(-share) / (self.r + x))
    }

    /// Expected purchases in the next `t` weeks of a customer who is there:
    /// (a + b + x − 1) / (a − 1) · [1 − (1 − z)^(a−1) ₂F₁(a + b − 1 − r, a − 1; a + b + x − 1; z)], z = t / (α + T + t):
    /// the published form after Euler's transformation, which keeps large counts from overflowing.
    #[must_use]
    pub fn expected_if_alive(&self, x: f64, age: f64, t: f64) -> f64 {
        let c = off_pole(self.a + self.b + x - 1.0 + self.extra());
        self.growth(c, self.r + x, age, t) * c
    }

    /// Expected repeat purchases of a new customer in `t` weeks.
    #[must_use]
    pub fn expected_new(&self, t: f64) -> f64 {
        let c = off_pole(self.a + self.b - 1.0 + self.extra());
        let there = if self.modified { self.b } else { c };
        self.growth(c, self.r, 0.0, t) * there
    }

    /// Probability that a new customer has not left `t` weeks after the first purchase: E[(1 − p) e^(−λ p t)], without the factor where
    /// nobody leaves at once; by Pfaff's transformation (α / (α + t))^r ₂F₁(r, b; a + b; t / (α + t)), b and that b in a + b one more.
    #[must_use]
    pub fn stays(&self, t: f64) -> f64 {
        let b = self.b + self.extra();
        let at_once = if self.modified { 1.0 - self.dropout() } else { 1.0 };
        let series = hypergeometric(self.r, b, self.a + b, t / (self.alpha + t));
        (at_once * exp(-self.r * log1p(t / self.alpha)) * series).clamp(0.0, 1.0)
    }

    /// [1 − (1 − z)^(a−1) ₂F₁(c − shape, a − 1; c; z)] / (a − 1), or for a − 1 > shape, where that series grows without
    /// bound, the published [1 − (1 − z)^shape ₂F₁(shape, c − a + 1; c; z)] / (a − 1).
    fn growth(&self, c: f64, shape: f64, age: f64, t: f64) -> f64 {
        let less = off_pole(self.a - 1.0);
        let z = t / (self.alpha + age + t);
        let (exponent, first, second) =
            if less > shape { (shape, shape, c - less) } else { (less, c - shape, less) };
        let series = hypergeometric(first, second, c, z);
        let power = exponent * log1p(-z);
        (-expm1(power) - exp(power) * (series - 1.0)) / less
    }

    /// Purchases a week that a customer who is there now is expected to make `t` weeks from now.
    fn rate(&self, x: f64, age: f64, t: f64) -> f64 {
        let (shape, since) = (self.r + x, self.alpha + age);
        let c = self.a + self.b + x + self.extra();
        let z = t / (since + t);
        let (exponent, first, second) = if self.a > shape + 1.0 {
            (shape + 1.0, shape + 1.0, c - self.a)
        } else {
            (self.a, c - shape - 1.0, self.a)
        };
        shape / since * exp(exponent * log1p(-z)) * hypergeometric(first, second, c, z)
    }

    /// Expected purchases without a horizon, each discounted by e^(−δ t), of a customer who is there; δ a week.
    #[must_use]
    pub fn residual_if_alive(&self, x: f64, age: f64, delta: f64) -> f64 {
        let since = self.alpha + age;
        let far = log1p(PRESENT / (delta * since));
        let mut total = 0.0;
        quadrature::points(0.0, far, 8, |v, weight| {
            let t = since * expm1(v);
            total += weight * self.rate(x, age, t) * exp(-delta * t) * (since + t);
        });
        total
    }
}

/// A number that formulas divide by, kept off 0.
fn off_pole(value: f64) -> f64 {
    if value.abs() < ASIDE { ASIDE } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fitted::{Id, Model};
    use crate::metrics::models::fitting::{fit, refit};
    use crate::metrics::models::fixture::cdnow_calibration;

    fn near(value: f64, expected: f64, within: f64) {
        assert!((value - expected).abs() <= within, "{value} is not {expected}");
    }

    fn published() -> BetaGeometric {
        BetaGeometric::new([0.242_593, 4.413_532, 0.792_886, 2.425_754], false)
    }

    /// Fader, Hardie and Lee 2005, table 2: .243, 4.414, .793, 2.426, LL −9582.4; more digits by an independent program.
    #[test]
    fn cdnow() {
        let found = fit(Id::BgNbd, &Groups::new(&cdnow_calibration())).unwrap();
        let Model::BetaGeometric(parameters) = found.model else { panic!("{found:?}") };
        near(parameters.r, 0.242_594_5, 1e-6);
        near(parameters.alpha, 4.413_602_2, 1e-5);
        near(parameters.a, 0.792_922_0, 1e-5);
        near(parameters.b, 2.425_906_5, 1e-5);
        near(found.log_likelihood, -9_582.429_21, 1e-5);
    }

    #[test]
    fn poor_starts_do_not_win() {
        let groups = Groups::new(&cdnow_calibration());
        for start in [[5.0, 0.5, 0.02, 40.0], [0.02, 90.0, 8.0, 0.1], [20.0, 400.0, 3.0, 3.0]] {
            let start = Model::BetaGeometric(model(start, false));
            near(refit(&start, &groups).unwrap().log_likelihood, -9_582.429_21, 1e-5);
        }
    }

    /// (x, t_x, T) → P(alive), E[Y(39)], from the parameters of the rounded summary file.
    #[test]
    fn histories() {
        let golden = [
            (2.0, 30.43, 38.86, 0.726_609, 1.225_910),
            (0.0, 0.0, 38.86, 1.0, 0.194_781),
            (1.0, 1.71, 38.86, 0.212_227, 0.203_251),
            (26.0, 30.86, 31.0, 0.968_920, 20.750_571),
        ];
        let model = published();
        for (x, recency, age, alive, expected) in golden {
            near(model.alive(x, recency, age), alive, 2e-6);
            near(model.alive(x, recency, age) * model.expected_if_alive(x, age, 39.0), expected, 2e-5);
        }
        near(model.expected_if_alive(2.0, 38.86, 52.0) * 0.726_609, 1.558_584, 2e-5);
        let alive = model.alive(2.0, 30.43, 38.86);
        near(1.0 - alive + alive * model.silent_if_alive(2.0, 38.86, 13.0), 0.676_536, 2e-6);
        near(model.silent_if_alive(0.0, 38.86, 13.0), 0.938_263, 2e-6);
    }

    #[test]
    fn new_customers() {
        let model = published();
        [(39.0, 1.195_016), (52.0, 1.444_021), (78.0, 1.857_972)]
            .iter()
            .for_each(|&(t, expected)| near(model.expected_new(t), expected, 5e-6));
    }

    /// MBG/NBD by its published formulas (mpmath): E[X(39)], E[X(78)], and E[Y(39)] if alive of (2, ·, 38.86).
    #[test]
    fn modified() {
        let model = BetaGeometric::new([0.524_843, 6.183_085, 0.891_359, 1.614_002], true);
        near(model.expected_new(39.0), 1.182_279_787, 1e-9);
        near(model.expected_new(78.0), 1.803_630_622, 1e-9);
        near(model.expected_if_alive(2.0, 38.86, 39.0), 1.788_165_014, 1e-9);
    }

    /// δ ∫ e^−δt E[Y(t)] dt by mpmath: 8.753761283 purchases at 10 % a year of (2, ·, 38.86).
    #[test]
    fn residual() {
        near(published().residual_if_alive(2.0, 38.86, log(1.1) / 52.0), 8.753_761_283, 1e-6);
    }

    /// The analytic gradient against central differences, away from the optimum.
    #[test]
    fn gradients() {
        let groups = Groups::new(&cdnow_calibration());
        for modified in [false, true] {
            let at = [-0.7, 1.1, 0.3, 0.9];
            let (_, gradient) = objective(&groups, &at, modified);
            for i in 0..4 {
                let moved = |by: f64| {
                    let mut at = at;
                    at[i] += by;
                    objective(&groups, &at, modified).0
                };
                near(gradient[i], (moved(1e-5) - moved(-1e-5)) / 2e-5, 1e-8);
            }
        }
    }

    /// Expected purchases are the integral of their rate, and a discount of nearly nothing leaves what a long horizon gives.
    #[test]
    fn rate_is_the_slope_of_expected_purchases() {
        let modified = BetaGeometric { modified: true, ..published() };
        for model in [published(), modified, BetaGeometric { a: 1.7, ..published() }] {
            let expected = |t| model.expected_if_alive(3.0, 20.0, t);
            let slope = (expected(10.001) - expected(9.999)) / 0.002;
            near(model.rate(3.0, 20.0, 10.0), slope, 1e-9);
        }
    }

    /// Shapes near the end of their range, by mpmath with 60 digits: E[X(t)] of new customers, E[Y(10)] and its slope of (3, ·, 20).
    #[test]
    fn large_shapes() {
        let model = |r, alpha, a, b, modified| BetaGeometric::new([r, alpha, a, b], modified);
        near(model(4_000.0, 4_000.0, 4_000.0, 8_000.0, false).expected_new(39.0), 3.000_493_085_7, 1e-9);
        near(model(0.5, 6.0, 40.0, 60.0, false).expected_new(39.0), 1.189_136_505_5, 1e-9);
        near(model(0.5, 6.0, 9_000.0, 20_000.0, true).expected_new(200.0), 1.562_582_769_0, 1e-9);
        let settled = model(0.5, 6.0, 9_000.0, 20_000.0, false);
        near(settled.expected_if_alive(3.0, 20.0, 10.0), 1.050_766_579_7, 1e-9);
        near(settled.rate(3.0, 20.0, 10.0), 0.081_049_619_7, 1e-9);
    }

    /// Large counts and long horizons stay finite.
    #[test]
    fn extremes() {
        let model = published();
        let value = model.expected_if_alive(5_000.0, 500.0, 52.0);
        assert!(value > 400.0 && value < 600.0, "{value}");
        assert!(model.expected_if_alive(0.0, 0.0, 10_000.0).is_finite());
        assert!((0.0..=1.0).contains(&model.alive(5_000.0, 1.0, 500.0)));
        near(model.expected_if_alive(2.0, 10.0, 0.0), 0.0, 1e-15);
        let at_pole = BetaGeometric { a: 1.0, ..model };
        let beside = BetaGeometric { a: 1.000_01, ..model };
        near(at_pole.expected_if_alive(2.0, 10.0, 39.0), beside.expected_if_alive(2.0, 10.0, 39.0), 1e-3);
    }
}
