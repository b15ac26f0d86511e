//! What the values of orders come from: gamma–gamma where it is settled and was checked, else their mean.

use super::section::GammaGamma;
use crate::error::Notice;
use crate::metrics::models::gamma_gamma::{self, Spending};
use crate::metrics::models::holdout::Split;
use crate::metrics::models::occasions::{Customer, View};
use crate::metrics::models::order_values::{OrderValues, ValueTrial};
use crate::predict::notices;
use crate::tables::buying::Buying;

/// Correlation of frequency and value from which they are not independent.
const DEPENDENT: f64 = 0.3;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// Fitted to all data, whether it is used or not.
    pub gamma_gamma: Option<GammaGamma>,
    /// How it foretold the part held out.
    pub trial: Option<ValueTrial>,
    /// What is used.
    pub used: Option<OrderValues>,
    pub notices: Vec<Notice>,
}

impl Values {
    /// Of customers, checked where a part is held out. A gamma–gamma without a finite mean is kept, and gives nobody a value: where
    /// values differ that much, their mean says little either.
    pub fn new(buying: &Buying, customers: &[Customer], view: &View, split: Option<Split>) -> Self {
        let spending = Spending::new(customers);
        let fitted = gamma_gamma::fit(&spending).filter(|(model, _)| model.settled());
        let gamma_gamma = fitted.map(|fitted| GammaGamma::new(fitted, &spending));
        let trial = split.and_then(|split| ValueTrial::new(buying, split, view));
        let is_tested = trial.is_some_and(|trial| trial.passed);
        let model = fitted.map(|(model, _)| model);
        let used = match model.filter(|model| is_tested || model.mean().is_none()) {
            Some(model) => Some(OrderValues::GammaGamma(model)),
            None => OrderValues::mean_of(&spending),
        };
        let mut notices: Vec<Notice> = match used {
            None => vec![notices::no_values()],
            Some(OrderValues::GammaGamma(model)) => {
                model.mean().is_none().then(|| notices::endless_values(model.q)).into_iter().collect()
            }
            Some(OrderValues::Mean(mean)) => {
                split.map(|_| why_mean(model.is_some(), trial.as_ref(), mean)).into_iter().collect()
            }
        };
        let correlation = gamma_gamma.and_then(|section| section.correlation);
        let dependent = correlation.filter(|correlation| correlation.abs() >= DEPENDENT);
        notices.extend(dependent.map(notices::dependent_values));
        Self { gamma_gamma, trial, used, notices }
    }
}

/// Why orders count with their mean.
fn why_mean(is_fitted: bool, trial: Option<&ValueTrial>, mean: f64) -> Notice {
    match trial {
        _ if !is_fitted => notices::alike_values(mean),
        None => notices::untested_values(mean),
        Some(trial) => notices::no_better_values(trial, mean),
    }
}
