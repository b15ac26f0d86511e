//! When a silence counts as churn: three definitions of a limit in days.
//!
//! D1, cycle and margin: m + margin. m is the customer's own mean gap with two gaps or more, else shrunk to the
//! store's: (k₀ μ + Σ g) / (k₀ + k), k₀ = 2, μ the store's mean interval.
//! D2, own tail: with three gaps or more the `tail` quantile of a gamma distribution with the customer's own
//! mean gap and the shape pooled over customers; else the store's: the first day with S ≤ 1 − tail.
//! D4, fixed window: the same days for everybody.
//!
//! A customer is flagged when the silence, days from the last order to as-of, exceeds the limit.

use super::Options;
use crate::math::special::{gamma_quantile, gamma_shape};
use crate::math::survival::Curve;
use crate::metrics::gaps::naive_mean;
use serde::{Deserialize, Serialize};

/// How much the store's mean weighs in D1, in gaps.
const PRIOR_GAPS: f64 = 2.0;
/// Own gaps from which D1 takes the own mean.
const OWN_CYCLE: u32 = 2;
/// Own gaps from which D2 takes the own mean.
pub(super) const OWN_TAIL: u32 = 3;
/// Shape of gaps that are all but equal; above it the quantile hardly moves.
const MAX_SHAPE: f64 = 1000.0;

/// A definition of churn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DefinitionId {
    /// Cycle and margin.
    #[default]
    D1,
    /// Own tail.
    D2,
    /// Fixed window.
    D4,
}

impl DefinitionId {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::D1, Self::D2, Self::D4];

    /// Place in [`Self::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::D1 => 0,
            Self::D2 => 1,
            Self::D4 => 2,
        }
    }
}

/// Which mean of intervals D1 takes for the store's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StoreCycle {
    /// Kaplan–Meier's restricted mean, open intervals included.
    #[default]
    Restricted,
    /// The mean of closed intervals.
    Naive,
}

/// What the definitions take from the whole store at one day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Store {
    /// Mean interval in days; `None` before the first closed one.
    pub cycle: Option<f64>,
    /// First day with S ≤ 1 − tail; `None` if the curve stays above.
    pub tail: Option<f64>,
    /// Shape of the gamma gaps; `None` without a customer of three gaps.
    pub shape: Option<f64>,
    /// Quantile of the gamma distribution with this shape and mean 1.
    pub factor: Option<f64>,
}

impl Store {
    /// The store's numbers from its intervals by length and the evidence on regularity.
    pub(super) fn new(closed: &[u64], open: &[u64], regularity: Regularity, options: &Options) -> Self {
        let curve = Curve::new(closed, open);
        let restricted = || (!curve.days.is_empty()).then(|| curve.restricted_mean(curve.horizon));
        let shape = regularity.shape();
        Self {
            cycle: match options.store_cycle {
                StoreCycle::Restricted => restricted(),
                StoreCycle::Naive => naive_mean(closed),
            },
            tail: curve.first_at_most(1.0 - options.tail).map(f64::from),
            shape,
            factor: shape.map(|shape| gamma_quantile(shape, options.tail) / shape),
        }
    }

    /// D1's m from a customer's number of gaps and their sum; NaN where it cannot be known.
    #[must_use]
    #[inline]
    pub fn cycle_of(&self, gaps: u32, days: i32) -> f64 {
        if gaps >= OWN_CYCLE {
            f64::from(days) / f64::from(gaps)
        } else {
            let prior = self.cycle.unwrap_or(f64::NAN);
            (PRIOR_GAPS * prior + f64::from(days)) / (PRIOR_GAPS + f64::from(gaps))
        }
    }

    /// Limit in days under a definition; NaN where it cannot judge.
    #[must_use]
    #[inline]
    pub fn limit(&self, definition: DefinitionId, gaps: u32, days: i32, options: &Options) -> f64 {
        match definition {
            DefinitionId::D1 => self.cycle_of(gaps, days) + f64::from(options.margin_days),
            DefinitionId::D2 => match self.factor {
                Some(factor) if gaps >= OWN_TAIL => f64::from(days) / f64::from(gaps) * factor,
                _ => self.tail.unwrap_or(f64::NAN),
            },
            DefinitionId::D4 => f64::from(options.window_days),
        }
    }
}

/// Whether D1's limit depends on the customer's own gaps alone.
#[inline]
pub(super) const fn is_own_cycle(gaps: u32) -> bool {
    gaps >= OWN_CYCLE
}

/// Units of a natural logarithm in [`Regularity`].
pub(super) const LOG_SCALE: f64 = 4_294_967_296.0;

/// Sums over customers of three gaps or more, logarithms as integers: exact in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Regularity {
    /// Number of gaps.
    pub gaps: i64,
    /// Σ n ln(mean gap) − Σ ln gap over customers, in 1/[`LOG_SCALE`].
    pub spread: i128,
}

impl Regularity {
    /// Adds another sum.
    pub fn add(&mut self, other: Self) {
        self.gaps += other.gaps;
        self.spread += other.spread;
    }

    /// The other sum taken away.
    pub fn less(self, other: Self) -> Self {
        Self { gaps: self.gaps - other.gaps, spread: self.spread - other.spread }
    }

    /// The shape of most likely gamma gaps, each customer's mean profiled out:
    /// ln k − ψ(k) = Σ n (ln mean − mean ln gap) / Σ n. At most 1000.
    #[allow(clippy::cast_precision_loss)]
    fn shape(self) -> Option<f64> {
        if self.gaps == 0 {
            return None;
        }
        let spread = self.spread as f64 / LOG_SCALE / self.gaps as f64;
        Some(if spread <= 0.5 / MAX_SHAPE { MAX_SHAPE } else { gamma_shape(spread).min(MAX_SHAPE) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(cycle: f64) -> Store {
        Store { cycle: Some(cycle), ..Store::default() }
    }

    /// FORMULAS: gaps 20 and 30 give m = 25 and L = 55; one gap of 20 with μ = 40 gives 33.333.
    #[test]
    fn own_and_shrunk_cycles() {
        let options = Options::default();
        assert_eq!(store(40.0).limit(DefinitionId::D1, 2, 50, &options), 55.0);
        assert!((store(40.0).cycle_of(1, 20) - 100.0 / 3.0).abs() < 1e-12);
        assert_eq!(store(40.0).cycle_of(0, 0), 40.0);
        assert!(Store::default().limit(DefinitionId::D1, 1, 20, &options).is_nan());
    }

    /// Exponential gaps of mean 10: the 95 % point is 10 ln 20 = 29.957.
    #[test]
    fn own_tail_needs_three_gaps() {
        let options = Options::default();
        let factor = gamma_quantile(1.0, 0.95);
        let store = Store { tail: Some(90.0), shape: Some(1.0), factor: Some(factor), ..Store::default() };
        assert!((store.limit(DefinitionId::D2, 3, 30, &options) - 29.957_322_735_5).abs() < 1e-9);
        assert_eq!(store.limit(DefinitionId::D2, 2, 20, &options), 90.0);
        assert!(Store::default().limit(DefinitionId::D2, 5, 50, &options).is_nan());
        assert_eq!(Store::default().limit(DefinitionId::D4, 0, 0, &options), 180.0);
    }

    #[test]
    fn equal_gaps_have_the_greatest_shape() {
        assert_eq!(Regularity { gaps: 9, spread: 0 }.shape(), Some(1000.0));
        assert_eq!(Regularity::default().shape(), None);
    }
}
