//! BG/BB: buying at regular opportunities, such as monthly boxes (Fader, Hardie and Shang 2010).
//!
//! At each opportunity a customer who is there buys with a chance p ~ Beta(α, β), and leaves before it with θ ~ Beta(γ, δ).
//! In: occasions and the length of an opportunity. Out: most likely parameters.

use crate::math::optimum::{Value, least};
use crate::math::special::digamma;
use crate::tables::buying::Buying;
use libm::{exp, lgamma, log};

/// Natural logarithms of parameters beyond which the likelihood is given no value, and beyond which it has no maximum.
const FAR: f64 = 33.0;
const LIMITS: [f64; 4] = [9.2; 4];

/// Parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetaBinomial {
    /// First shape of buying.
    pub alpha: f64,
    /// Second shape of buying.
    pub beta: f64,
    /// First shape of leaving.
    pub gamma: f64,
    /// Second shape of leaving.
    pub delta: f64,
}

/// Customers with the same opportunities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// Opportunities after the first purchase at which something was bought (x).
    pub taken: u32,
    /// The last of them (t_x); 0 for none.
    pub last: u32,
    /// Opportunities there were (n).
    pub opportunities: u32,
    /// Customers.
    pub weight: f64,
}

/// Opportunities of `days` days each, counted from every customer's first occasion, that had ended by the cut.
/// Customers from before `not_before` are left out.
#[must_use]
pub fn opportunities(buying: &Buying, days: u32, cut: i32, not_before: i32) -> Vec<Taken> {
    let mut counts = Vec::new();
    for customer in 0..buying.customers() {
        let all = buying.orders.days(customer);
        let Some(&first) = all.first().filter(|first| (not_before..=cut).contains(*first)) else { continue };
        let since = |day: i32| u32::try_from(i64::from(day) - i64::from(first)).unwrap_or(0);
        let there_were = since(cut) / days;
        let mut places: Vec<u32> = all.iter().map(|&day| since(day).div_ceil(days)).collect();
        places.retain(|place| (1..=there_were).contains(place));
        places.dedup();
        let taken = u32::try_from(places.len()).unwrap_or(u32::MAX);
        counts.push((there_were, taken, places.last().copied().unwrap_or(0)));
    }
    counts.sort_unstable();
    let same = counts.chunk_by(|a, b| a == b);
    same.map(|same| {
        let (opportunities, taken, last) = same[0];
        Taken { taken, last, opportunities, weight: super::super::real(same.len() as u64) }
    })
    .collect()
}

/// The most likely parameters and their log-likelihood; `None` where the data do not settle them.
#[must_use]
pub fn fit(histories: &[Taken]) -> Option<(BetaBinomial, f64)> {
    let customers = histories.iter().fold(0.0, |sum, one| sum + one.weight);
    if !histories.iter().any(|one| one.taken > 0 && one.opportunities > 1) {
        return None;
    }
    let starts = [[1.0, 1.0, 1.0, 3.0], [0.5, 2.0, 0.5, 5.0]].map(|start: [f64; 4]| start.map(log));
    let best = least(&starts, &LIMITS, |logs| objective(histories, customers, logs))?;
    let [alpha, beta, gamma, delta] = best.at.map(exp);
    let settled = best.at.iter().zip(LIMITS).all(|(log, limit)| log.abs() <= limit);
    settled.then_some((BetaBinomial { alpha, beta, gamma, delta }, -best.value * customers))
}

/// −LL / n and its gradient, by the logarithms of α, β, γ and δ.
fn objective(histories: &[Taken], customers: f64, logs: &[f64; 4]) -> Value<4> {
    if logs.iter().any(|log| log.abs() > FAR) {
        return (f64::INFINITY, [0.0; 4]);
    }
    let parameters = logs.map(exp);
    let longest = histories.iter().map(|one| one.opportunities).max().unwrap_or(0);
    let tables = Tables::new(parameters, longest);
    let (mut total, mut gradient) = (0.0, [0.0; 4]);
    for one in histories {
        let (value, slopes) = tables.log_likelihood(one);
        total += one.weight * value;
        (0..4).for_each(|i| gradient[i] += one.weight * slopes[i]);
    }
    let scale = -1.0 / customers;
    (scale * total, std::array::from_fn(|i| scale * gradient[i] * parameters[i]))
}

/// ln Γ and ψ at whole steps from one number.
struct Ladder(Vec<(f64, f64)>);

impl Ladder {
    fn new(from: f64, steps: u32) -> Self {
        Self((0..=steps).map(|step| from + f64::from(step)).map(|x| (lgamma(x), digamma(x))).collect())
    }

    /// Ratio to the lowest step: ln Γ(x + step) − ln Γ(x), and the same of ψ.
    fn rise(&self, step: u32) -> (f64, f64) {
        let ((value, slope), (value_0, slope_0)) = (self.0[step as usize], self.0[0]);
        (value - value_0, slope - slope_0)
    }
}

/// All gamma functions that one evaluation needs.
struct Tables {
    alpha: Ladder,
    beta: Ladder,
    buying: Ladder,
    gamma: Ladder,
    delta: Ladder,
    leaving: Ladder,
}

impl Tables {
    fn new([alpha, beta, gamma, delta]: [f64; 4], longest: u32) -> Self {
        let steps = longest + 1;
        Self {
            alpha: Ladder::new(alpha, steps),
            beta: Ladder::new(beta, steps),
            buying: Ladder::new(alpha + beta, steps),
            gamma: Ladder::new(gamma, 1),
            delta: Ladder::new(delta, steps),
            leaving: Ladder::new(gamma + delta, steps),
        }
    }

    /// ln L of a history and its derivatives: still there after all opportunities, or gone after `end` of them, from the
    /// last one taken on.
    fn log_likelihood(&self, one: &Taken) -> Value<4> {
        let there = self.term(one.taken, one.opportunities, 0);
        let gone = (one.last..one.opportunities).map(|end| self.term(one.taken, end, 1));
        let terms: Vec<Value<4>> = std::iter::once(there).chain(gone).collect();
        let top = terms.iter().fold(f64::NEG_INFINITY, |top: f64, term| top.max(term.0));
        let (mut total, mut slopes) = (0.0, [0.0; 4]);
        for (value, gradient) in &terms {
            let weight = exp(value - top);
            total += weight;
            (0..4).for_each(|i| slopes[i] += weight * gradient[i]);
        }
        (top + log(total), slopes.map(|slope| slope / total))
    }

    /// ln of B(α + x, β + end − x) / B(α, β) · B(γ + left, δ + end) / B(γ, δ).
    fn term(&self, x: u32, end: u32, left: u32) -> Value<4> {
        let (alpha, by_alpha) = self.alpha.rise(x);
        let (beta, by_beta) = self.beta.rise(end - x);
        let (buying, by_buying) = self.buying.rise(end);
        let (gamma, by_gamma) = self.gamma.rise(left);
        let (delta, by_delta) = self.delta.rise(end);
        let (leaving, by_leaving) = self.leaving.rise(end + left);
        (
            alpha + beta - buying + gamma + delta - leaving,
            [by_alpha - by_buying, by_beta - by_buying, by_gamma - by_leaving, by_delta - by_leaving],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fixture::buying;

    fn donations() -> Vec<Taken> {
        let text = include_str!("../../../tests/data/models/donations.csv");
        let number = |cell: &str| cell.parse::<u32>().unwrap();
        text.lines()
            .skip(1)
            .map(|line| {
                let cells: Vec<_> = line.split(',').map(number).collect();
                let weight = f64::from(cells[3]);
                Taken { taken: cells[0], last: cells[1], opportunities: cells[2], weight }
            })
            .collect()
    }

    /// Fader, Hardie and Shang 2010, table 3: 1.204, .750, .657, 2.783, LL −33225.6 for 11,104 donors over six years.
    #[test]
    fn donations_as_published() {
        let (found, log_likelihood) = fit(&donations()).unwrap();
        let near =
            |value: f64, printed: f64, within: f64| assert!((value - printed).abs() <= within, "{found:?}");
        near(found.alpha, 1.204, 5e-4);
        near(found.beta, 0.750, 5e-4);
        near(found.gamma, 0.657, 5e-4);
        near(found.delta, 2.783, 5e-4);
        near(log_likelihood, -33_225.6, 0.05);
    }

    #[test]
    fn gradients() {
        let at = [0.3, -0.4, 0.2, 1.5];
        let value = |at: &[f64; 4]| objective(&donations(), 11_104.0, at);
        let (_, gradient) = value(&at);
        for i in 0..4 {
            let moved = |by: f64| {
                let mut at = at;
                at[i] += by;
                value(&at).0
            };
            assert!((gradient[i] - (moved(1e-5) - moved(-1e-5)) / 2e-5).abs() < 1e-8);
        }
    }

    /// Months of 30 days from day 10: day 40 is still in the first, days 41 and 70 in the second, and of the fourth
    /// only a part has passed on day 120.
    #[test]
    fn opportunities_that_ended() {
        let days = [(10, 1.0), (10, 1.0), (40, 1.0), (41, 1.0), (70, 1.0), (110, 1.0)];
        let data = buying(120, &[("a", &days), ("b", &[(10, 1.0)]), ("late", &[(130, 1.0)])]);
        let found = opportunities(&data, 30, 120, i32::MIN);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].taken, found[0].last, found[0].opportunities), (0, 0, 3));
        assert_eq!((found[1].taken, found[1].last, found[1].opportunities), (2, 2, 3));
        assert!(opportunities(&data, 30, 120, 11).is_empty());
        assert_eq!(fit(&found[..1]), None);
    }
}
