//! What is expected of each customer by the model that was chosen.
//!
//! In: purchases, fitted parameters. Out: columns over all customers at once; what takes longer (dates, intervals, reasons)
//! only for the rows of a page.

mod ahead;
mod query;
mod row;

pub use query::{Filter, PredictionPage, PredictionQuery, Sort, TotalIntervals, Totals};
pub use row::{Next, Prediction, StakeSource};

use crate::metrics::churn_model::features::rows;
use crate::metrics::churn_model::logistic::Logistic;
use crate::metrics::models::action::{Bounds, Case};
use crate::metrics::models::bootstrap::Draw;
use crate::metrics::models::fitted::{History, Id, Model};
use crate::metrics::models::flag::{Judged, ModelFlag, Rule};
use crate::metrics::models::groups::weeks;
use crate::metrics::models::holdout::median_gap;
use crate::metrics::models::occasions::{Customer, View, customers, net_between};
use crate::metrics::models::order_values::OrderValues;
use crate::metrics::models::value::Horizon;
use crate::metrics::value::ahead::Ahead;
use crate::predict::models::ModelOptions;
use crate::tables::buying::Buying;
use std::sync::OnceLock;

/// What predictions are made with.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The model of buying that was chosen.
    pub model: Option<Model>,
    /// Order values.
    pub spending: Option<OrderValues>,
    /// The regression of churn, where it passed.
    pub churn: Option<Logistic>,
    /// Parameters of resamples.
    pub draws: Vec<Draw>,
    /// What each of them expects of everybody.
    pub totals: Vec<Totals>,
    /// As-of and currency.
    pub view: View,
}

/// What is expected of one customer. Money in major units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Expected {
    /// P(alive); `None` where it is 1 by construction.
    pub alive: Option<f64>,
    /// Occasions within the horizon.
    pub purchases: Option<f64>,
    /// P(no order in the days of churn).
    pub silent: Option<f64>,
    /// The same by the regression.
    pub silent_by_regression: Option<f64>,
    /// Value of an order.
    pub order_value: Option<f64>,
    /// Discounted value within the horizon.
    pub value: Option<f64>,
    /// margin × net sales in the latest days, as many as the horizon has; only where no model of buying is in use.
    pub recent: Option<f64>,
    /// Probability of loss × value, or × what was brought lately.
    pub at_stake: Option<f64>,
}

impl Expected {
    /// P(no order in the days of churn) by the model of buying, or by the regression where no such model is in use.
    #[must_use]
    pub fn lost(&self) -> Option<f64> {
        self.silent.or(self.silent_by_regression)
    }

    /// What the customer is expected to bring, or brought lately.
    #[must_use]
    pub fn worth(&self) -> Option<f64> {
        self.value.or(self.recent)
    }
}

/// Predictions of all customers.
#[derive(Clone, Debug)]
pub struct Predictions {
    /// Customers known at as-of, in the order of [`Buying`].
    pub customers: Vec<Customer>,
    /// What is expected of each.
    pub expected: Vec<Expected>,
    basis: Basis,
    options: ModelOptions,
    horizon: Horizon,
    /// Weeks until half of those who return have done so, once a page was sorted by it.
    returns: OnceLock<Vec<Option<f64>>>,
    /// What suggestions compare with, once a row was asked for.
    bounds: OnceLock<Bounds>,
    /// What is expected by ages, once it was asked for.
    ahead: OnceLock<Option<Ahead>>,
}

/// What all customers of one history have in common.
#[derive(Clone, Copy)]
struct Shared {
    alive: f64,
    purchases: f64,
    silent: f64,
    discounted: f64,
}

impl Predictions {
    /// Of all customers known at as-of.
    #[must_use]
    pub fn new(buying: &Buying, basis: Basis, options: ModelOptions) -> Self {
        let customers = customers(buying, &basis.view);
        let horizon = Horizon::new(weeks(options.horizon_days), options.discount_rate);
        let expected = vec![Expected::default(); customers.len()];
        let mut found = Self {
            customers,
            expected,
            basis,
            options,
            horizon,
            returns: OnceLock::new(),
            bounds: OnceLock::new(),
            ahead: OnceLock::new(),
        };
        found.foretell_buying();
        found.foretell_churn(buying);
        found
    }

    /// The model of buying in use.
    #[must_use]
    pub fn model(&self) -> Option<Id> {
        self.basis.model.map(|model| model.id())
    }

    /// Definition D3 of all customers, beside D1 where `by_cycle` tells it in the order of [`Buying`]; `None` without a model.
    #[must_use]
    pub fn flag(&self, by_cycle: Option<&[bool]>) -> Option<ModelFlag> {
        let judged = |(customer, expected): (&Customer, &Expected)| {
            let by_cycle = by_cycle.and_then(|flags| flags.get(customer.at as usize).copied());
            Some(Judged { silent: expected.silent?, by_cycle })
        };
        let everybody: Vec<Judged> = self.customers.iter().zip(&self.expected).filter_map(judged).collect();
        ModelFlag::new(self.model()?, self.rule(), &everybody)
    }

    /// When D3 flags.
    fn rule(&self) -> Rule {
        Rule { days: self.options.churn_days, threshold: self.options.churn_threshold }
    }

    /// Whether D3 flags a customer; `None` without a model.
    fn flagged(&self, expected: &Expected) -> Option<bool> {
        expected.silent.map(|silent| self.rule().flags(silent))
    }

    /// Positions of customers, those of one history together, histories in order.
    fn histories(&self) -> Vec<Vec<usize>> {
        let history = |at: usize| {
            let customer = &self.customers[at];
            (customer.repeats, customer.age, customer.recency)
        };
        let mut order: Vec<usize> = (0..self.customers.len()).collect();
        order.sort_unstable_by_key(|&at| (history(at), at));
        order.chunk_by(|&a, &b| history(a) == history(b)).map(<[usize]>::to_vec).collect()
    }

    /// One history after the other, so that equal ones are worked out once.
    fn foretell_buying(&mut self) {
        let Some(model) = self.basis.model else { return };
        let (mut last, mut discounted) = (None, 0.0);
        for same in self.histories() {
            let customer = self.customers[same[0]];
            let seen = History::of(&customer);
            if last != Some((customer.repeats, customer.age)) {
                discounted = self.horizon.purchases_if_alive(&model, seen.x, seen.age);
                last = Some((customer.repeats, customer.age));
            }
            let alive = model.alive(seen);
            let shared = Shared {
                alive,
                purchases: alive * model.expected_if_alive(seen.x, seen.age, self.horizon.weeks),
                silent: model.silent(seen, weeks(self.options.churn_days)),
                discounted,
            };
            for at in same {
                self.expected[at] = self.expect(&model, &shared, &self.customers[at]);
            }
        }
    }

    /// Weeks until half of those who ever return have done so, by customer.
    fn returns(&self) -> &[Option<f64>] {
        self.returns.get_or_init(|| {
            let mut found = vec![None; self.customers.len()];
            let Some(model) = self.basis.model else { return found };
            for same in self.histories() {
                let weeks = row::median_return(&model, History::of(&self.customers[same[0]]));
                same.into_iter().for_each(|at| found[at] = weeks);
            }
            found
        })
    }

    fn expect(&self, model: &Model, shared: &Shared, customer: &Customer) -> Expected {
        let order_value = self.basis.spending.and_then(|values| values.expected(customer));
        let value = order_value.map(|value| self.options.margin * value * shared.alive * shared.discounted);
        let alive = (!model.always_alive(f64::from(customer.repeats))).then_some(shared.alive);
        Expected {
            alive,
            purchases: Some(shared.purchases),
            silent: Some(shared.silent),
            silent_by_regression: None,
            order_value,
            value,
            recent: None,
            at_stake: value.map(|value| shared.silent * value),
        }
    }

    fn foretell_churn(&mut self, buying: &Buying) {
        let Some(regression) = self.basis.churn else { return };
        let days = i32::try_from(self.options.churn_days).unwrap_or(i32::MAX);
        let mut by_position = vec![None; buying.customers()];
        for row in rows(buying, self.basis.view.cut, days, self.basis.view.currency) {
            by_position[row.at as usize] = Some(regression.probability(&row.values));
        }
        let horizon = i32::try_from(self.options.horizon_days).unwrap_or(i32::MAX);
        let lately = (self.basis.model.is_none()).then(|| self.basis.view.cut.saturating_sub(horizon));
        for (expected, customer) in self.expected.iter_mut().zip(&self.customers) {
            expected.silent_by_regression = by_position[customer.at as usize];
            let view = &self.basis.view;
            let Some(after) = lately.filter(|_| customer.one_currency) else { continue };
            expected.recent =
                Some(self.options.margin * net_between(buying, view.currency, customer.at, after, view.cut));
            expected.at_stake = expected
                .silent_by_regression
                .zip(expected.recent)
                .map(|(lost, recent)| lost * recent.max(0.0));
        }
    }

    /// The customer at a position as rules for suggestions look at them; `None` without a probability.
    fn case(&self, at: usize) -> Option<Case> {
        let (customer, expected) = (&self.customers[at], &self.expected[at]);
        let silence = customer.age - customer.recency;
        Some(Case { silent: expected.lost()?, repeats: customer.repeats, silence, worth: expected.worth() })
    }

    /// What suggestions compare with.
    fn bounds(&self, buying: &Buying) -> &Bounds {
        self.bounds.get_or_init(|| {
            let everybody = (0..self.customers.len()).filter_map(|at| self.case(at));
            Bounds::new(everybody, median_gap(buying, self.basis.view.cut))
        })
    }
}
