//! The steps of the work of the models, and how much of its progress each is.

use crate::metrics::models::fitted::Id;
use serde::Serialize;

/// Units of progress that a fit counts for.
const FIT: u32 = 8;

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Units done.
    pub done: u32,
    /// Units in all.
    pub of: u32,
}

impl Progress {
    /// Whether nothing is left to do.
    #[must_use]
    pub fn finished(&self) -> bool {
        self.done >= self.of
    }
}

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// A fit to the older part, held against the younger one.
    Try(Id),
    Fit(Id),
    Opportunities,
    Spending,
    Choose,
    /// What is expected of new customers.
    Newcomers,
    /// The chosen model fitted to what was known when the regression of churn is tested.
    Known,
    Learn,
    Follow,
    Conclude,
    Resample,
}

impl Step {
    /// How much of the progress it is.
    pub fn units(self) -> u32 {
        if matches!(self, Self::Try(_) | Self::Fit(_) | Self::Newcomers | Self::Known) { FIT } else { 1 }
    }
}
