//! How regular customers buy: the shape k of gamma gaps. The models of buying take it for 1, purchases at random.
//!
//! Given a customer's n gaps and their sum, the shares of the sum are Dirichlet(k, …, k), whatever the customer's pace.
//! The most likely k solves Σ n (ln mean − mean ln) = Σ n (ψ(n k) − ln n − ψ(k)), sums over customers with two gaps
//! or more: the paces need not be estimated, so few gaps a customer do not bias it. In: gaps. Out: k.

use super::super::real;
use crate::math::special::digamma;
use crate::tables::buying::Buying;
use libm::log;

/// Regularity that no shop reaches, where the search ends.
const HIGHEST: f64 = 1e4;
const LOWEST: f64 = 1e-3;

/// The estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regularity {
    /// Shape of gamma gaps.
    pub k: f64,
    /// Customers with two gaps or more.
    pub customers: u64,
    /// Their gaps.
    pub gaps: u64,
}

/// The estimate from occasions up to a day; `None` without a customer of two gaps.
#[must_use]
pub fn regularity(buying: &Buying, cut: i32) -> Option<Regularity> {
    let mut spreads = Vec::new();
    let mut gaps = Vec::new();
    for customer in 0..buying.customers() {
        gaps.clear();
        let known = |day: &&i32| **day <= cut;
        let days: Vec<i32> = buying.orders.days(customer).iter().take_while(known).copied().collect();
        gaps.extend(days.windows(2).map(|pair| f64::from(pair[1] - pair[0])).filter(|gap| *gap > 0.0));
        if gaps.len() > 1 {
            spreads.push((gaps.len(), spread(&gaps)));
        }
    }
    spreads.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let total = spreads.iter().fold(0.0, |sum, (_, spread)| sum + spread);
    let counts: Vec<(f64, f64)> = spreads
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (real(same[0].0 as u64), real(same.len() as u64)))
        .collect();
    let gaps = spreads.iter().map(|(gaps, _)| *gaps as u64).sum();
    (!spreads.is_empty()).then(|| Regularity {
        k: shape(&counts, total),
        customers: spreads.len() as u64,
        gaps,
    })
}

/// n ln(mean gap) − Σ ln gap.
fn spread(gaps: &[f64]) -> f64 {
    let n = real(gaps.len() as u64);
    let (total, logs) = gaps.iter().fold((0.0, 0.0), |(total, logs), gap| (total + gap, logs + log(*gap)));
    n * log(total / n) - logs
}

/// The k at which customers with so many gaps each spread so much; halving on the scale of ln k.
fn shape(counts: &[(f64, f64)], spread: f64) -> f64 {
    let expected = |k: f64| {
        counts
            .iter()
            .fold(0.0, |sum, (n, customers)| sum + customers * n * (digamma(n * k) - log(*n) - digamma(k)))
    };
    let (mut low, mut high) = (LOWEST, HIGHEST);
    for _ in 0..100 {
        let middle = (low * high).sqrt();
        if expected(middle) > spread { low = middle } else { high = middle }
    }
    (low * high).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::special::gamma_quantile;
    use crate::metrics::models::fixture::buying;

    /// Customers whose gaps are quantiles of a gamma distribution at spread-out places: three gaps each, paces that differ.
    fn shop(shape: f64) -> Buying {
        let mut random = crate::math::random::Random::new(7);
        let people: Vec<Vec<(i32, f64)>> = (0..600)
            .map(|customer| {
                let pace = 400.0 + 3.0 * f64::from(customer);
                let mut day = 0;
                let mut rows = vec![(day, 1.0)];
                for _ in 0..3 {
                    let share = (real(random.bits() >> 11) + 0.5) / 9_007_199_254_740_992.0;
                    day += (pace * gamma_quantile(shape, share) / shape).ceil() as i32;
                    rows.push((day, 1.0));
                }
                rows
            })
            .collect();
        let rows: Vec<(&str, &[(i32, f64)])> = people.iter().map(|rows| ("", rows.as_slice())).collect();
        buying(1_000_000, &rows)
    }

    #[test]
    fn recovers_the_shape_that_made_the_gaps() {
        for shape in [1.0, 3.0] {
            let found = regularity(&shop(shape), i32::MAX).unwrap();
            assert!((found.k / shape - 1.0).abs() < 0.1, "{found:?}");
            assert_eq!((found.customers, found.gaps), (600, 1_800));
        }
    }

    /// One customer with gaps 10 and 20: 2 ln 15 − ln 200 = 2 (ψ(2k) − ln 2 − ψ(k)), which by the duplication formula is
    /// ψ(k + ½) − ψ(k): k = 4.48051760 (mpmath).
    #[test]
    fn one_customer() {
        let data = buying(100, &[("a", &[(0, 1.0), (10, 1.0), (10, 1.0), (30, 1.0)])]);
        let found = regularity(&data, 100).unwrap();
        assert!((found.k - 4.480_517_60).abs() < 1e-7, "{found:?}");
    }

    #[test]
    fn single_gaps_say_nothing() {
        let data = buying(100, &[("a", &[(0, 1.0), (10, 1.0), (30, 1.0)]), ("b", &[(0, 1.0)])]);
        assert_eq!(regularity(&data, 29), None);
    }
}
