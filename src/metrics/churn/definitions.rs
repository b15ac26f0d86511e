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
use crate::math::special::gamma_quantile;
use crate::math::survival::Curve;
use crate::metrics::gaps::naive_mean;
use serde::{Deserialize, Serialize};

/// How much the store's mean weighs in D1, in gaps.
const PRIOR_GAPS: f64 = 2.0;
/// Own gaps from which D1 takes the own mean.
const OWN_CYCLE: u32 = 2;
/// Own gaps from which D2 takes the own mean.
pub(super) const OWN_TAIL: u32 = 3;

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

/// What the definitions take from a customer: the gaps between occasions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// Number of gaps.
    pub gaps: u32,
    /// Their sum in days.
    pub days: i32,
}

impl Own {
    /// Whether these gaps and the options alone settle the limit.
    pub(super) const fn decides(self, definition: DefinitionId) -> bool {
        match definition {
            DefinitionId::D1 => self.gaps >= OWN_CYCLE,
            DefinitionId::D2 => false,
            DefinitionId::D4 => true,
        }
    }

    /// Whether the store and the options alone settle the limit.
    pub(super) const fn leaves_to_store(self, definition: DefinitionId) -> bool {
        match definition {
            DefinitionId::D1 => self.gaps == 0,
            DefinitionId::D2 => self.gaps < OWN_TAIL,
            DefinitionId::D4 => true,
        }
    }

    /// Mean gap in days; NaN without gaps.
    fn mean(self) -> f64 {
        f64::from(self.days) / f64::from(self.gaps)
    }
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
    /// The store's numbers from its intervals by length and the shape of gamma gaps.
    pub(super) fn new(closed: &[u64], open: &[u64], shape: Option<f64>, options: &Options) -> Self {
        let curve = Curve::new(closed, open);
        let restricted = || (!curve.days.is_empty()).then(|| curve.restricted_mean(curve.horizon));
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

    /// D1's m in days; NaN where it cannot be known.
    #[must_use]
    #[inline]
    pub fn cycle_of(&self, own: Own) -> f64 {
        if own.gaps >= OWN_CYCLE {
            own.mean()
        } else {
            let prior = PRIOR_GAPS * self.cycle.unwrap_or(f64::NAN);
            (prior + f64::from(own.days)) / (PRIOR_GAPS + f64::from(own.gaps))
        }
    }

    /// Limit in days under a definition; NaN where it cannot judge.
    #[must_use]
    #[inline]
    pub fn limit(&self, definition: DefinitionId, own: Own, options: &Options) -> f64 {
        match definition {
            DefinitionId::D1 => self.cycle_of(own) + f64::from(options.margin_days),
            DefinitionId::D2 => match self.factor {
                Some(factor) if own.gaps >= OWN_TAIL => own.mean() * factor,
                _ => self.tail.unwrap_or(f64::NAN),
            },
            DefinitionId::D4 => f64::from(options.window_days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(gaps: u32, days: i32) -> Own {
        Own { gaps, days }
    }

    fn store(cycle: f64) -> Store {
        Store { cycle: Some(cycle), ..Store::default() }
    }

    /// FORMULAS: gaps 20 and 30 give m = 25 and L = 55; one gap of 20 with μ = 40 gives 33.333.
    #[test]
    fn own_and_shrunk_cycles() {
        let options = Options::default();
        assert_eq!(store(40.0).limit(DefinitionId::D1, own(2, 50), &options), 55.0);
        assert!((store(40.0).cycle_of(own(1, 20)) - 100.0 / 3.0).abs() < 1e-12);
        assert_eq!(store(40.0).cycle_of(own(0, 0)), 40.0);
        assert!(Store::default().limit(DefinitionId::D1, own(1, 20), &options).is_nan());
    }

    /// Exponential gaps of mean 10: the 95 % point is 10 ln 20 = 29.957.
    #[test]
    fn own_tail_needs_three_gaps() {
        let options = Options::default();
        let factor = gamma_quantile(1.0, 0.95);
        let store = Store { tail: Some(90.0), shape: Some(1.0), factor: Some(factor), ..Store::default() };
        assert!((store.limit(DefinitionId::D2, own(3, 30), &options) - 29.957_322_735_5).abs() < 1e-9);
        assert_eq!(store.limit(DefinitionId::D2, own(2, 20), &options), 90.0);
        assert!(Store::default().limit(DefinitionId::D2, own(5, 50), &options).is_nan());
        assert_eq!(Store::default().limit(DefinitionId::D4, own(0, 0), &options), 180.0);
    }
}
