//! Pareto/NBD: purchases at random while a customer is there, who may leave at any time.
//!
//! λ ~ Gamma(r, α) purchases a week; the customer leaves at rate μ ~ Gamma(s, β) (Schmittlein, Morrison and Colombo
//! 1987). The likelihood is written with its integral over the time of leaving, as in Fader and Hardie's note 009
//! before it is solved: L = Γ(r+x) α^r / Γ(r) · [(α+T)^−(r+x) (β/(β+T))^s + ∫ (α+τ)^−(r+x) s β^s (β+τ)^−(s+1) dτ], τ from t_x to T.
//! The integrand is smooth in the logarithm of time, so that eight or sixteen points give twelve digits, and its derivatives
//! are plain.

use super::groups::Groups;
use crate::math::optimum::Value;
use crate::math::quadrature;
use crate::math::special::{digamma, logistic, softplus};
use libm::{exp, expm1, lgamma, log, log1p};

/// Natural logarithms of parameters that the likelihood has its maximum within, and beyond which it is given no value.
pub(super) const LIMITS: [f64; 4] = [9.2, 30.0, 9.2, 30.0];
const FAR: f64 = 33.0;
/// Where a discounted future ends, as a power of e.
const PRESENT: f64 = 40.0;
/// By how much the logarithm of the integrand, or of time, may change over one panel.
const FALL: f64 = 20.0;
const WIDTH: f64 = 3.0;
/// The same over a panel of half the points.
const LITTLE: f64 = 4.0;
const NARROW: f64 = 1.5;
/// How near to 1 the exponent s may come.
const ASIDE: f64 = 1e-9;

/// Parameters; time in weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pareto {
    /// Shape of purchase rates.
    pub r: f64,
    /// Scale of purchase rates, in weeks.
    pub alpha: f64,
    /// Shape of rates of leaving.
    pub s: f64,
    /// Scale of rates of leaving, in weeks.
    pub beta: f64,
}

/// Where to start (r, α, s, β).
pub(super) fn starts(groups: &Groups) -> [[f64; 4]; 2] {
    let age = groups.mean_age();
    let rate = (groups.occasions() / (groups.customers * age)).max(1e-6);
    [[0.5, 0.4 / rate, 0.6, 0.4 * age], [1.5, 1.2 / rate, 1.5, 3.0 * age]]
}

/// Of r, α, s and β.
pub(super) fn model(parameters: [f64; 4]) -> Pareto {
    Pareto::new(parameters)
}

/// −LL / n and its gradient, by the logarithms of r, α, s and β.
#[must_use]
pub fn objective(groups: &Groups, logs: &[f64; 4]) -> Value<4> {
    if groups.customers <= 0.0 || logs.iter().any(|log| log.abs() > FAR) {
        return (f64::INFINITY, [0.0; 4]);
    }
    let parameters = logs.map(exp);
    let (total, gradient) = log_likelihood(groups, &Pareto::new(parameters));
    let scale = -1.0 / groups.customers;
    (scale * total, std::array::from_fn(|i| scale * gradient[i] * parameters[i]))
}

/// ln L and its derivatives by r, α, s and β.
fn log_likelihood(groups: &Groups, model: &Pareto) -> Value<4> {
    let &Pareto { r, alpha, s, beta } = model;
    let constant = r * log(alpha) - lgamma(r) + s * log(beta);
    let psi_r = digamma(r);
    let (mut total, mut gradient) = (0.0, [0.0; 4]);
    for (x, customers, run) in groups.runs() {
        let shape = r + x;
        total += customers * (constant + lgamma(shape));
        gradient[0] += customers * (log(alpha) - psi_r + digamma(shape));
        gradient[1] += customers * r / alpha;
        gradient[2] += customers * log(beta);
        gradient[3] += customers * s / beta;
        for group in run {
            let age = group.age_weeks();
            let (by_alpha, by_beta) = (alpha + age, beta + age);
            let (log_alpha, log_beta) = (log(by_alpha), log(by_beta));
            let there = -shape * log_alpha - s * log_beta;
            let gone = model.gone(x, group.recency_weeks(), age);
            let odds = gone.log - there;
            let (more, left) = softplus(odds);
            let stayed = 1.0 - left;
            total += group.weight * (there + more);
            let at_end = [-log_alpha, -shape / by_alpha, -log_beta, -s / by_beta];
            for i in 0..4 {
                gradient[i] += group.weight * (stayed * at_end[i] + left * gone.slopes[i]);
            }
        }
    }
    (total, gradient)
}

/// ln ∫ s (α+τ)^−(r+x) (β+τ)^−(s+1) dτ and its derivatives by r, α, s and β.
#[derive(Clone, Copy, Debug)]
struct Gone {
    log: f64,
    slopes: [f64; 4],
}

impl Pareto {
    fn new([r, alpha, s, beta]: [f64; 4]) -> Self {
        Self { r, alpha, s, beta }
    }

    /// The integral over leaving between the last purchase and `until`.
    fn gone(&self, x: f64, recency: f64, until: f64) -> Gone {
        let &Self { r, alpha, s, beta } = self;
        let (shape, least) = (r + x, alpha.min(beta));
        let logarithm = |tau: f64| -shape * log(alpha + tau) - (s + 1.0) * log(beta + tau);
        let start = log(least + recency);
        let top = logarithm(recency) + start;
        // The integrand falls the faster the later, at first by `steep` a unit: the rest is nothing beside the beginning.
        let share = |from: f64| (least + recency) / (from + recency);
        let steep = shape * share(alpha) + (s + 1.0) * share(beta) - 1.0;
        let wide = log((least + until) / (least + recency)).min(3.0 * FALL / steep.max((shape + s).min(1.0)));
        if wide <= 0.0 {
            return Gone { log: f64::NEG_INFINITY, slopes: [0.0; 4] };
        }
        let fall = top - logarithm(exp(start + wide) - least) - start - wide;
        let (mut total, mut sums) = (0.0, [0.0; 4]);
        let each = |v: f64, weight: f64| {
            let tau = exp(v) - least;
            // The lesser of α and β is what v is the logarithm with.
            let (by_alpha, by_beta) =
                if alpha <= beta { (v, log(beta + tau)) } else { (log(alpha + tau), v) };
            let height = weight * exp(v - shape * by_alpha - (s + 1.0) * by_beta - top);
            total += height;
            sums[0] -= height * by_alpha;
            sums[1] -= height * shape / (alpha + tau);
            sums[2] -= height * by_beta;
            sums[3] -= height * (s + 1.0) / (beta + tau);
        };
        if fall <= LITTLE && wide <= NARROW {
            quadrature::few_points(start, start + wide, each);
        } else {
            quadrature::points(start, start + wide, panels((wide / WIDTH).max(fall / FALL)), each);
        }
        let mut slopes = sums.map(|sum| sum / total);
        slopes[2] += 1.0 / s;
        Gone { log: log(s) + log(total) + top, slopes }
    }

    /// ln of the density of the same history without leaving.
    fn log_there(&self, x: f64, age: f64) -> f64 {
        -(self.r + x) * log(self.alpha + age) - self.s * log(self.beta + age)
    }

    /// Rate of leaving of an average customer, a week.
    #[must_use]
    pub fn dropout(&self) -> f64 {
        self.s / self.beta
    }

    /// P(alive) of a history, times in weeks.
    #[must_use]
    pub fn alive(&self, x: f64, recency: f64, age: f64) -> f64 {
        logistic(self.log_there(x, age) - self.gone(x, recency, age).log)
    }

    /// P(no purchase in the next `t` weeks): the likelihood of the same history at an age of T + t, over that at T.
    #[must_use]
    pub fn silent(&self, x: f64, recency: f64, age: f64, t: f64) -> f64 {
        let likelihood = |age: f64| {
            let (there, gone) = (self.log_there(x, age), self.gone(x, recency, age).log);
            there.max(gone) + log1p(exp(-(there - gone).abs()))
        };
        exp(likelihood(age + t) - likelihood(age)).min(1.0)
    }

    /// Expected purchases in the next `t` weeks of a customer who is there.
    #[must_use]
    pub fn expected_if_alive(&self, x: f64, age: f64, t: f64) -> f64 {
        let &Self { r, alpha, s, beta } = self;
        let less = if (s - 1.0).abs() < ASIDE { ASIDE } else { s - 1.0 };
        -(r + x) * (beta + age) / (alpha + age) * expm1(-less * log1p(t / (beta + age))) / less
    }

    /// Expected repeat purchases of a new customer in `t` weeks.
    #[must_use]
    pub fn expected_new(&self, t: f64) -> f64 {
        self.expected_if_alive(0.0, 0.0, t)
    }

    /// Probability that a new customer has not left `t` weeks after the first purchase.
    #[must_use]
    pub fn stays(&self, t: f64) -> f64 {
        exp(-self.s * log1p(t / self.beta))
    }

    /// Expected purchases without a horizon, each discounted by e^(−δ t), of a customer who is there; δ a week.
    #[must_use]
    pub fn residual_if_alive(&self, x: f64, age: f64, delta: f64) -> f64 {
        let since = self.beta + age;
        let far = log1p(PRESENT / (delta * since));
        let mut total = 0.0;
        quadrature::points(0.0, far, 8, |v, weight| {
            let t = since * expm1(v);
            total += weight * exp(-self.s * v - delta * t) * (since + t);
        });
        (self.r + x) / (self.alpha + age) * total
    }
}

/// How many panels so many widths of one need.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn panels(widths: f64) -> u32 {
    widths.clamp(0.0, 63.0) as u32 + 1
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

    const PUBLISHED: Pareto = Pareto { r: 0.553_276, alpha: 10.577_612, s: 0.606_214, beta: 11.667_918 };

    /// 345 purchases at once, then a tenth of a week of nothing: whoever is still there buys again within a week, so the
    /// probability of silence is that of having left, however long the silence lasts.
    #[test]
    fn sudden_silence() {
        let model = Pareto { r: 1.0, alpha: 0.060_399_401_920_840_94, s: 1.0, beta: 1.0 };
        let gone = 1.0 - model.alive(345.0, 0.0, 0.1);
        [1.0, 10.0, 195.0].iter().for_each(|&t| near(model.silent(345.0, 0.0, 0.1, t), gone, 1e-12));
    }

    /// Fader, Hardie and Lee 2005, table 2: .553, 10.578, .606, 11.669, LL −9595.0; more digits by an independent program.
    #[test]
    fn cdnow() {
        let found = fit(Id::ParetoNbd, &Groups::new(&cdnow_calibration())).unwrap();
        let Model::Pareto(parameters) = found.model else { panic!("{found:?}") };
        near(parameters.r, 0.553, 5e-4);
        near(parameters.alpha, 10.578, 5e-3);
        near(parameters.s, 0.606, 5e-4);
        near(parameters.beta, 11.669, 5e-2);
        near(found.log_likelihood, -9_594.976_18, 1e-5);
    }

    /// Where a search once stopped short (LL −9597.15, s 1.66, β 49.5), and far from everything: the end is the same.
    #[test]
    fn poor_starts_do_not_win() {
        let groups = Groups::new(&cdnow_calibration());
        for start in [[0.6, 11.0, 1.66, 49.5], [4.0, 0.2, 0.05, 300.0], [0.05, 200.0, 6.0, 1.0]] {
            let found = refit(&Model::Pareto(model(start)), &groups).unwrap();
            near(found.log_likelihood, -9_594.976_18, 1e-5);
        }
    }

    /// (x, t_x, T) → P(alive), E[Y(39)].
    #[test]
    fn histories() {
        let golden = [
            (2.0, 30.43, 38.86, 0.869_119, 1.455_113),
            (0.0, 0.0, 38.86, 0.295_097, 0.107_060),
            (1.0, 1.71, 38.86, 0.167_872, 0.170_980),
            (26.0, 30.86, 31.0, 0.997_918, 20.115_866),
        ];
        for (x, recency, age, alive, expected) in golden {
            near(PUBLISHED.alive(x, recency, age), alive, 1e-6);
            near(
                PUBLISHED.alive(x, recency, age) * PUBLISHED.expected_if_alive(x, age, 39.0),
                expected,
                2e-5,
            );
        }
    }

    /// Discounted expected residual transactions at 10 % a year: 8.156152, by Tricomi's function and by integration.
    #[test]
    fn residual() {
        let delta = log(1.1) / 52.0;
        let residual = PUBLISHED.alive(2.0, 30.43, 38.86) * PUBLISHED.residual_if_alive(2.0, 38.86, delta);
        near(residual, 8.156_152, 5e-6);
    }

    /// E[X(39)] = r β / (α (s − 1)) · [1 − (β / (β + 39))^(s − 1)] = 1.2134.
    #[test]
    fn new_customers() {
        near(PUBLISHED.expected_new(39.0), 1.2134, 5e-5);
    }

    /// P(no purchase) falls from 1 to the share that never returns, and its first slope is −P(alive) · rate.
    #[test]
    fn silence() {
        let silent = |t| PUBLISHED.silent(2.0, 30.43, 38.86, t);
        near(silent(0.0), 1.0, 1e-14);
        let rate = (1.0 - silent(1e-4)) / 1e-4;
        let expected = PUBLISHED.alive(2.0, 30.43, 38.86) * (PUBLISHED.r + 2.0) / (PUBLISHED.alpha + 38.86);
        near(rate, expected, 1e-5);
        assert!(silent(10.0) > silent(20.0) && silent(1e5) > 1.0 - PUBLISHED.alive(2.0, 30.43, 38.86));
    }

    #[test]
    fn gradients() {
        let groups = Groups::new(&cdnow_calibration());
        let at = [-0.4, 2.0, 0.2, 2.9];
        let (_, gradient) = objective(&groups, &at);
        for i in 0..4 {
            let moved = |by: f64| {
                let mut at = at;
                at[i] += by;
                objective(&groups, &at).0
            };
            near(gradient[i], (moved(1e-5) - moved(-1e-5)) / 2e-5, 1e-8);
        }
    }

    #[test]
    fn extremes() {
        assert!((0.0..=1.0).contains(&PUBLISHED.alive(5_000.0, 1.0, 500.0)));
        near(PUBLISHED.alive(5.0, 20.0, 20.0), 1.0, 1e-15);
        assert!(PUBLISHED.expected_if_alive(5_000.0, 500.0, 52.0) < 600.0);
        let pole = Pareto { s: 1.0, ..PUBLISHED };
        let beside = Pareto { s: 1.000_01, ..PUBLISHED };
        near(pole.expected_if_alive(2.0, 10.0, 39.0), beside.expected_if_alive(2.0, 10.0, 39.0), 1e-4);
    }
}
