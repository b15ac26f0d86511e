//! One customer's prediction, with dates, intervals and reasons.

use super::Predictions;
use crate::error::Notice;
use crate::metrics::models::action::Action;
use crate::metrics::models::bootstrap::Draw;
use crate::metrics::models::fitted::{History, Model};
use crate::metrics::models::flag::Risk;
use crate::metrics::models::groups::weeks;
use crate::metrics::models::occasions::Customer;
use crate::predict::notices;
use crate::tables::buying::Buying;
use crate::time::format_day;
use serde::Serialize;

/// The furthest date that is told, in weeks: ten years.
const FURTHEST: f64 = 521.0;
/// Shares of those who return by the dates of [`Next`].
const SHARES: [f64; 3] = [0.1, 0.5, 0.9];
/// Silence over usual gap from which a customer is late.
const LATE: f64 = 1.5;
/// Ratio of own and usual order value that is worth a word.
const UNUSUAL: f64 = 1.5;
/// Age in days below which a customer is new.
const NEW: u32 = 30;

/// One customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Prediction {
    /// Who.
    pub key: String,
    /// Repeat occasions.
    pub frequency: u32,
    /// From the first occasion to the last, in the unit.
    pub recency: f64,
    /// From the first occasion to as-of, in the unit.
    pub age: f64,
    /// Days since the last occasion.
    pub recency_days: u32,
    /// P(alive).
    pub alive: Option<f64>,
    /// Occasions within the horizon.
    pub expected_purchases: Option<f64>,
    /// P(no order in the days of churn) by the model of buying.
    pub churn_probability: Option<f64>,
    /// Of that probability.
    pub risk: Option<Risk>,
    /// By D3.
    pub flagged: Option<bool>,
    /// By the regression.
    pub churn_probability_logistic: Option<f64>,
    /// Of an order.
    pub expected_order_value: Option<f64>,
    /// Within the horizon, discounted.
    pub value: Option<f64>,
    /// Of parameters, 95 %.
    pub value_interval: Option<[f64; 2]>,
    /// Of parameters, 95 %.
    pub alive_interval: Option<[f64; 2]>,
    /// Of parameters, 95 %.
    pub expected_purchases_interval: Option<[f64; 2]>,
    /// Of parameters, 95 %.
    pub churn_probability_interval: Option<[f64; 2]>,
    /// Discounted occasions without a horizon.
    pub residual_purchases: Option<f64>,
    /// What those are worth: margin × occasions × value of an order.
    pub residual_value: Option<f64>,
    /// margin × net sales in the latest days, as many as the horizon has; where no model of buying is in use.
    pub recent_value: Option<f64>,
    /// Probability of loss × value, or × what was brought lately.
    pub value_at_stake: Option<f64>,
    /// What that value is.
    pub stake_source: Option<StakeSource>,
    /// What fixed rules suggest.
    pub action: Option<Action>,
    /// When, if at all.
    pub next: Option<Next>,
    /// From the customer's own numbers.
    pub reasons: Vec<Notice>,
}

/// What a value at stake is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StakeSource {
    /// The value that the model of buying expects.
    Expected,
    /// What the customer brought lately, times the regression's probability.
    Recent,
}

/// Dates of the next occasion of those who buy again at all; `to` is `None` beyond ten years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// Half by then.
    pub date: String,
    /// One in ten by then.
    pub from: String,
    /// Nine in ten by then.
    pub to: Option<String>,
}

/// Weeks until half of those of a history who ever return have done so.
pub(super) fn median_return(model: &Model, history: History) -> Option<f64> {
    model.return_within(history, SHARES[1], FURTHEST)
}

impl Predictions {
    /// The prediction of the customer at a position of [`Predictions::customers`].
    #[must_use]
    pub(super) fn row(&self, buying: &Buying, at: usize) -> Prediction {
        let (customer, expected) = (&self.customers[at], &self.expected[at]);
        let unit = self.options.unit.weeks();
        let history = History::of(customer);
        let model = self.basis.model;
        let residual = model.filter(|_| self.horizon.delta > 0.0).map(|model| {
            model.alive(history) * model.residual_if_alive(history.x, history.age, self.horizon.delta)
        });
        Prediction {
            key: buying.keys[customer.at as usize].clone(),
            frequency: customer.repeats,
            recency: history.recency / unit,
            age: history.age / unit,
            recency_days: customer.age - customer.recency,
            alive: expected.alive,
            expected_purchases: expected.purchases,
            churn_probability: expected.silent,
            risk: expected.silent.map(Risk::of),
            flagged: self.flagged(expected),
            churn_probability_logistic: expected.silent_by_regression,
            expected_order_value: expected.order_value,
            value: expected.value,
            value_interval: expected.value.and_then(|_| self.value_interval(customer)),
            alive_interval: expected.alive.and_then(|_| self.interval(|model| model.alive(history))),
            expected_purchases_interval: self.interval(|model| model.expected(history, self.horizon.weeks)),
            churn_probability_interval: self
                .interval(|model| model.silent(history, weeks(self.options.churn_days))),
            residual_purchases: residual,
            residual_value: residual
                .zip(expected.order_value)
                .map(|(purchases, worth)| self.options.margin * purchases * worth),
            recent_value: expected.recent,
            value_at_stake: expected.at_stake,
            stake_source: expected.at_stake.map(|_| match expected.value {
                Some(_) => StakeSource::Expected,
                None => StakeSource::Recent,
            }),
            action: self.case(at).map(|case| self.bounds(buying).action(case)),
            next: model.and_then(|model| self.next(&model, history)),
            reasons: self.reasons(customer),
        }
    }

    /// The middle 95 % of what the resamples' parameters make of a number; `None` without resamples.
    fn interval(&self, number: impl Fn(&Model) -> f64) -> Option<[f64; 2]> {
        Draw::interval(self.basis.draws.iter().map(|draw| number(&draw.model)))
    }

    fn value_interval(&self, customer: &Customer) -> Option<[f64; 2]> {
        let history = History::of(customer);
        let value = |draw: &Draw| {
            let worth = draw.spending?.expected(customer)?;
            let purchases = self.horizon.purchases_if_alive(&draw.model, history.x, history.age);
            Some(self.options.margin * worth * draw.model.alive(history) * purchases)
        };
        Draw::interval(self.basis.draws.iter().filter_map(value))
    }

    fn next(&self, model: &Model, history: History) -> Option<Next> {
        let day = |share| {
            let weeks = model.return_within(history, share, FURTHEST)?;
            #[allow(clippy::cast_possible_truncation)]
            let days = (weeks * 7.0).ceil().max(1.0) as i32;
            Some(format_day(self.basis.view.cut.saturating_add(days)))
        };
        let [from, date, to] = SHARES.map(day);
        Some(Next { date: date?, from: from?, to })
    }

    /// What speaks for and against a customer, strongest first.
    fn reasons(&self, customer: &Customer) -> Vec<Notice> {
        let mut reasons = Vec::new();
        let silence = customer.age - customer.recency;
        if customer.repeats == 0 {
            reasons.push(notices::one_order());
        } else {
            let gap = f64::from(customer.recency) / f64::from(customer.repeats);
            reasons.push(notices::pace(silence, gap, f64::from(silence) > LATE * gap));
        }
        let usual = self.basis.spending.and_then(|spending| spending.mean());
        if let Some((mean, usual)) = customer.value.zip(usual) {
            if mean > UNUSUAL * usual {
                reasons.push(notices::worth(mean, usual, true));
            } else if usual > UNUSUAL * mean {
                reasons.push(notices::worth(mean, usual, false));
            }
        }
        if customer.age < NEW {
            reasons.push(notices::newcomer(customer.age));
        }
        reasons
    }
}
