//! Which customers' predictions, in which order.

use super::row::Prediction;
use super::{Expected, Predictions};
use crate::math::sum::Sum;
use crate::metrics::models::bootstrap::Draw;
use crate::metrics::models::fitted::Id;
use crate::metrics::models::occasions::Customer;
use crate::tables::buying::Buying;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Which customers to give, sorted how, and which page of them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PredictionQuery {
    /// What to sort by.
    pub sort: Sort,
    /// `None` for the natural direction of the sort.
    pub descending: Option<bool>,
    /// Whom to leave in.
    pub filter: Filter,
    /// Customers to skip.
    pub offset: usize,
    /// Customers at most.
    pub limit: usize,
}

impl Default for PredictionQuery {
    fn default() -> Self {
        Self { sort: Sort::default(), descending: None, filter: Filter::default(), offset: 0, limit: 50 }
    }
}

/// What to sort by; ties by key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub enum Sort {
    Key,
    #[default]
    ValueAtStake,
    ChurnProbability,
    Alive,
    ExpectedPurchases,
    Value,
    NextDate,
    Frequency,
    RecencyDays,
}

/// Whom a query leaves in: those that pass every part given.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Filter {
    /// Part of the key, case ignored.
    pub search: Option<String>,
    /// P(no order in the days of churn) at least, by the model of buying or else by the regression.
    pub min_churn_probability: Option<f64>,
    /// With a repeat occasion, or without.
    pub repeaters: Option<bool>,
    /// Flagged by D3, or not.
    pub flagged: Option<bool>,
    /// These alone.
    pub keys: Option<Vec<String>>,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PredictionPage {
    /// Customers that pass.
    pub total: usize,
    /// Over them.
    pub totals: Totals,
    /// Of totals over everybody, from resamples.
    pub total_intervals: Option<TotalIntervals>,
    /// The model in use.
    pub model: Option<Id>,
    /// The page.
    pub rows: Vec<Prediction>,
}

/// Sums over customers with a number; `None` where nobody has one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Occasions within the horizon.
    pub expected_purchases: Option<f64>,
    /// Value within the horizon.
    pub value: Option<f64>,
    /// Value at stake.
    pub value_at_stake: Option<f64>,
}

/// The middle 95 % of totals that resampled customers lead to: how far off the parameters may be, not what chance does to the customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TotalIntervals {
    /// Of occasions within the horizon.
    pub expected_purchases: Option<[f64; 2]>,
    /// Of value within the horizon.
    pub value: Option<[f64; 2]>,
    /// Of value at stake.
    pub value_at_stake: Option<[f64; 2]>,
}

impl TotalIntervals {
    /// Of the totals of resamples; `None` without any.
    #[must_use]
    pub fn new(totals: &[Totals]) -> Option<Self> {
        let interval = |of: fn(&Totals) -> Option<f64>| Draw::interval(totals.iter().filter_map(of));
        (!totals.is_empty()).then(|| Self {
            expected_purchases: interval(|totals| totals.expected_purchases),
            value: interval(|totals| totals.value),
            value_at_stake: interval(|totals| totals.value_at_stake),
        })
    }
}

impl Predictions {
    /// A page of customers.
    #[must_use]
    pub fn page(&self, buying: &Buying, query: &PredictionQuery) -> PredictionPage {
        let key = |at: usize| buying.keys[self.customers[at].at as usize].as_str();
        let search = query.filter.search.as_ref().map(|text| text.to_lowercase());
        let keys = query.filter.keys.as_ref().map(|keys| {
            let mut keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            keys.sort_unstable();
            keys
        });
        let passes = |at: &usize| {
            let within = keys.as_ref().is_none_or(|keys| keys.binary_search(&key(*at)).is_ok());
            let named = search.as_ref().is_none_or(|text| key(*at).to_lowercase().contains(text));
            within && named && self.passes(&query.filter, *at)
        };
        let mut found: Vec<usize> = (0..self.customers.len()).filter(passes).collect();
        found.sort_unstable_by(|&a, &b| key(a).cmp(key(b)));
        let totals = self.totals(&found);
        self.sort(&mut found, query);
        let page = found.iter().skip(query.offset).take(query.limit);
        PredictionPage {
            total: found.len(),
            totals,
            total_intervals: (query.filter == Filter::default())
                .then(|| TotalIntervals::new(&self.basis.totals))
                .flatten(),
            model: self.model(),
            rows: page.map(|&at| self.row(buying, at)).collect(),
        }
    }

    /// The prediction of one customer; `None` for an unknown key.
    #[must_use]
    pub fn of(&self, buying: &Buying, key: &str) -> Option<Prediction> {
        let known = |customer: &Customer| buying.keys[customer.at as usize] == key;
        let at = self.customers.iter().position(known)?;
        Some(self.row(buying, at))
    }

    fn passes(&self, filter: &Filter, at: usize) -> bool {
        let likely = |least: f64| self.expected[at].lost().is_some_and(|lost| lost >= least);
        let repeats = |asked: bool| (self.customers[at].repeats > 0) == asked;
        let flagged = |asked: bool| self.flagged(&self.expected[at]) == Some(asked);
        filter.min_churn_probability.is_none_or(likely)
            && filter.repeaters.is_none_or(repeats)
            && filter.flagged.is_none_or(flagged)
    }

    /// Sums over everybody.
    #[must_use]
    pub fn of_everybody(&self) -> Totals {
        self.totals(&(0..self.customers.len()).collect::<Vec<_>>())
    }

    fn totals(&self, found: &[usize]) -> Totals {
        let total = |of: fn(&Expected) -> Option<f64>| {
            let values: Vec<f64> = found.iter().filter_map(|&at| of(&self.expected[at])).collect();
            (!values.is_empty()).then(|| values.into_iter().collect::<Sum>().value())
        };
        Totals {
            expected_purchases: total(|expected| expected.purchases),
            value: total(|expected| expected.value),
            value_at_stake: total(|expected| expected.at_stake),
        }
    }

    /// Sorts customers that are in the order of their keys; those without a number come last either way.
    fn sort(&self, found: &mut [usize], query: &PredictionQuery) {
        let natural = !matches!(query.sort, Sort::Key | Sort::NextDate | Sort::RecencyDays);
        let descending = query.descending.unwrap_or(natural);
        if query.sort == Sort::Key {
            if descending {
                found.reverse();
            }
            return;
        }
        let values: Vec<Option<f64>> = self.sort_values(query.sort, found);
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by(|&a, &b| match (values[a], values[b]) {
            (Some(a), Some(b)) if descending => b.total_cmp(&a),
            (Some(a), Some(b)) => a.total_cmp(&b),
            (None, None) => Ordering::Equal,
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        let sorted: Vec<usize> = order.into_iter().map(|place| found[place]).collect();
        found.copy_from_slice(&sorted);
    }

    fn sort_values(&self, sort: Sort, found: &[usize]) -> Vec<Option<f64>> {
        let value = |at: usize| {
            let (customer, expected) = (&self.customers[at], &self.expected[at]);
            match sort {
                Sort::Key => None,
                Sort::ValueAtStake => expected.at_stake,
                Sort::ChurnProbability => expected.lost(),
                Sort::Alive => expected.alive,
                Sort::ExpectedPurchases => expected.purchases,
                Sort::Value => expected.value,
                Sort::NextDate => self.returns()[at],
                Sort::Frequency => Some(f64::from(customer.repeats)),
                Sort::RecencyDays => Some(f64::from(customer.age - customer.recency)),
            }
        };
        found.iter().map(|&at| value(at)).collect()
    }
}
