//! The report's section on models, as it is written.

use super::newcomers::NewCustomers;
use super::options::{ModelOptions, TimeUnit};
use crate::error::Notice;
use crate::math::calibration::Tenth;
use crate::metrics::churn_model::{self, ChurnModel};
use crate::metrics::models::beta_binomial::{self, Taken};
use crate::metrics::models::beta_geometric::BetaGeometric;
use crate::metrics::models::fitted::{Fitted, Id, Model};
use crate::metrics::models::flag::ModelFlag;
use crate::metrics::models::foretold::Errors;
use crate::metrics::models::gamma_gamma;
use crate::metrics::models::holdout::{Result, Trial, count, ratio};
use crate::metrics::models::occasions::Customer;
use crate::metrics::models::order_values::{OrderValues, ValueTrial};
use crate::metrics::models::pareto::Pareto;
use crate::metrics::models::verdict::Guesses;
use crate::metrics::{Definition, models};
use crate::time::format_day;
use libm::log;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything the models say about the shop.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Models {
    /// What times are counted in.
    pub unit: TimeUnit,
    /// Currency of order values; `None` without orders.
    pub currency: Option<String>,
    /// Local date of as-of.
    pub as_of_date: String,
    /// Customers that fits count.
    pub customers: u64,
    /// Of those: with a repeat occasion.
    pub repeaters: u64,
    /// Median days between two occasions.
    pub median_gap_days: Option<f64>,
    /// Fitted to all data.
    pub bg_nbd: Option<Parameters>,
    /// Fitted to all data.
    pub mbg_nbd: Option<Parameters>,
    /// Fitted to all data.
    pub pareto_nbd: Option<Parameters>,
    /// At regular opportunities.
    pub bg_bb: Option<BetaBinomial>,
    /// Order values.
    pub gamma_gamma: Option<GammaGamma>,
    /// What the value of an expected order comes from.
    pub order_value: Option<OrderValue>,
    /// How regular customers buy.
    pub regularity: Option<Regularity>,
    /// The model that predictions use.
    pub chosen: Option<Id>,
    /// What is expected of new customers; `None` without a model that passed.
    pub new_customers: Option<NewCustomers>,
    /// The check; `None` where there is too little.
    pub holdout: Option<Holdout>,
    /// D3; `None` without a chosen model.
    pub flag: Option<ModelFlag>,
    /// The logistic model of churn; `None` where there is too little.
    pub churn_model: Option<ChurnModel>,
    /// 95 % intervals by parameter.
    pub intervals: Option<BTreeMap<String, [f64; 2]>>,
    /// What the numbers mean, by path.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
    /// Every option with its default filled in.
    pub options: ModelOptions,
    /// What was left out, and why.
    pub notices: Vec<Notice>,
}

/// Parameters of a model of buying.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Parameters {
    #[serde(rename_all = "camelCase")]
    BetaGeometric { r: f64, alpha: f64, a: f64, b: f64, log_likelihood: f64, n: u64 },
    #[serde(rename_all = "camelCase")]
    Pareto { r: f64, alpha: f64, s: f64, beta: f64, log_likelihood: f64, n: u64 },
}

impl Parameters {
    /// Of a fit, with times in a unit: densities of x purchases scale by the unit to the power of −x.
    #[must_use]
    pub fn new(fitted: &Fitted, unit: TimeUnit) -> Self {
        let weeks = unit.weeks();
        let log_likelihood = fitted.log_likelihood + fitted.occasions * log(weeks);
        let n = count(fitted.customers);
        match fitted.model {
            Model::BetaGeometric(BetaGeometric { r, alpha, a, b, .. }) => {
                Self::BetaGeometric { r, alpha: alpha / weeks, a, b, log_likelihood, n }
            }
            Model::Pareto(Pareto { r, alpha, s, beta }) => {
                Self::Pareto { r, alpha: alpha / weeks, s, beta: beta / weeks, log_likelihood, n }
            }
        }
    }
}

/// BG/BB parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct BetaBinomial {
    pub alpha: f64,
    pub beta: f64,
    pub gamma: f64,
    pub delta: f64,
    pub log_likelihood: f64,
    /// Customers.
    pub n: u64,
    /// Days of an opportunity.
    pub opportunity_days: u32,
    /// Share of opportunities that a customer who is there takes, on average.
    pub buying: f64,
    /// Share of customers who leave before the next one, on average.
    pub leaving: f64,
}

impl BetaBinomial {
    /// Fitted to opportunities; `None` where the data do not settle it.
    #[must_use]
    pub fn new(histories: &[Taken], opportunity_days: u32) -> Option<Self> {
        let (model, log_likelihood) = beta_binomial::fit(histories)?;
        let beta_binomial::BetaBinomial { alpha, beta, gamma, delta } = model;
        Some(Self {
            alpha,
            beta,
            gamma,
            delta,
            log_likelihood,
            n: count(histories.iter().fold(0.0, |sum, one| sum + one.weight)),
            opportunity_days,
            buying: alpha / (alpha + beta),
            leaving: gamma / (gamma + delta),
        })
    }
}

/// Every definition of models and predictions.
#[must_use]
pub fn definitions() -> BTreeMap<&'static str, &'static Definition> {
    let mut by_path = BTreeMap::new();
    for definition in models::DEFINITIONS.iter().chain(churn_model::DEFINITIONS) {
        by_path.insert(definition.path, definition);
    }
    by_path
}

/// Gamma–gamma parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GammaGamma {
    /// Shape of order values.
    pub p: f64,
    /// Shape of their scales.
    pub q: f64,
    /// Scale of those.
    pub v: f64,
    /// ln L.
    pub log_likelihood: f64,
    /// Repeat customers with a value.
    pub n: u64,
    /// Of number and mean value.
    pub correlation: Option<f64>,
    /// Expected order value of anybody.
    pub mean: Option<f64>,
}

impl GammaGamma {
    /// Of a fit.
    #[must_use]
    pub fn new(fit: (gamma_gamma::GammaGamma, f64), spending: &gamma_gamma::Spending) -> Self {
        let (model, log_likelihood) = fit;
        Self {
            p: model.p,
            q: model.q,
            v: model.v,
            log_likelihood,
            n: count(spending.customers),
            correlation: spending.correlation(),
            mean: model.mean(),
        }
    }
}

/// What the value of an expected order comes from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OrderValue {
    /// A model that passed, or the mean.
    pub source: ValueSource,
    /// Expected value of an order of anybody.
    pub mean: Option<f64>,
    /// Customers with a repeat occasion of a value.
    pub n: u64,
}

/// Where expected order values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ValueSource {
    /// Gamma–gamma.
    GammaGamma,
    /// Mean of repeat occasions.
    Mean,
}

impl OrderValue {
    /// Of what is used, and the customers it is from.
    #[must_use]
    pub fn new(values: Option<OrderValues>, customers: &[Customer]) -> Option<Self> {
        let values = values?;
        let source = match values {
            OrderValues::GammaGamma(_) => ValueSource::GammaGamma,
            OrderValues::Mean(_) => ValueSource::Mean,
        };
        let n = customers.iter().filter(|customer| customer.value.is_some()).count() as u64;
        Some(Self { source, mean: values.mean(), n })
    }
}

/// How regular customers buy.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Regularity {
    /// Shape of gamma gaps.
    pub k: f64,
    /// Customers with two gaps or more.
    pub n: u64,
    /// Their gaps.
    pub gaps: u64,
}

/// The held-out check.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Holdout {
    /// Last day of the older part.
    pub cut_date: String,
    /// Last day of the younger part.
    pub end_date: String,
    /// Days of the younger part.
    pub days: u32,
    /// Customers known at the cut.
    pub customers: u64,
    /// With a repeat occasion by then.
    pub repeaters: u64,
    /// Occasions after the cut.
    pub observed: u64,
    /// Share without any.
    pub observed_silent: Option<f64>,
    /// Each model.
    pub candidates: Vec<Candidate>,
    /// The naive guesses.
    pub baselines: Baselines,
    /// Cumulative repeat occasions.
    pub tracking: Tracking,
    /// Values of orders in the younger part.
    pub order_values: Option<ValueTrial>,
}

/// The naive guesses.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Baselines {
    /// Everybody buys as often as before.
    pub same_as_before: Errors,
    /// Nobody returns.
    pub nobody_returns: Errors,
}

/// How a model did.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Which.
    pub model: Id,
    /// From data up to the cut.
    pub parameters: BTreeMap<&'static str, f64>,
    /// Its errors.
    #[serde(flatten)]
    pub errors: Errors,
    /// expected / observed.
    pub ratio: Option<f64>,
    /// Tenths by expected purchases.
    pub deciles: Vec<Tenth>,
    /// Tenths by the probability of none.
    pub calibration: Vec<Tenth>,
    /// Expected points of the tracking curve.
    pub tracking: Vec<f64>,
    /// Whether it may be used.
    pub passed: bool,
    /// Why not.
    pub reasons: Vec<Notice>,
}

/// Cumulative repeat occasions by week.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tracking {
    /// 1 for the first.
    pub week: Vec<u32>,
    /// Last day of each week.
    pub date: Vec<String>,
    /// Occasions by then.
    pub observed: Vec<u64>,
    /// Last full week of the older part.
    pub cut_week: u32,
}

impl Candidate {
    /// Of a result and what speaks against it.
    #[must_use]
    pub fn new(id: Id, result: Result, observed: u64, unit: TimeUnit, reasons: Vec<Notice>) -> Self {
        let mut parameters = BTreeMap::new();
        for (name, value) in result.fitted.model.parameters(unit.weeks()) {
            parameters.insert(name, value);
        }
        Self {
            model: id,
            parameters,
            errors: result.errors,
            ratio: ratio(result.errors.expected, observed),
            deciles: result.deciles,
            calibration: result.calibration,
            tracking: result.tracking,
            passed: reasons.is_empty(),
            reasons,
        }
    }
}

impl Holdout {
    /// Of a trial, its guesses and its candidates.
    #[must_use]
    pub fn new(
        trial: &Trial,
        guesses: &Guesses,
        candidates: Vec<Candidate>,
        order_values: Option<ValueTrial>,
    ) -> Self {
        let ends = trial.week_ends();
        let before = ends.iter().filter(|&&end| end <= trial.split.cut).count();
        Self {
            cut_date: format_day(trial.split.cut),
            end_date: format_day(trial.split.end),
            days: trial.split.days(),
            customers: trial.customers(),
            repeaters: count(trial.groups.repeaters()),
            observed: trial.observed(),
            observed_silent: trial.silent(),
            candidates,
            baselines: Baselines {
                same_as_before: guesses.same_as_before,
                nobody_returns: guesses.nobody_returns,
            },
            tracking: Tracking {
                week: (1..).zip(&ends).map(|(week, _)| week).collect(),
                date: ends.iter().map(|&end| format_day(end)).collect(),
                observed: trial.observed_by_week(),
                cut_week: u32::try_from(before).unwrap_or(0),
            },
            order_values,
        }
    }
}
