//! What a new customer will do, over all and by what is known at the first order: its quarter and its value.
//!
//! In: customers, the model that was chosen. Out: expected orders, share who order again, time as a customer. Each group has parameters of
//! its own, and is told only where these, fitted to the older part of the data, foretold the younger one.

mod groups;

use crate::metrics::estimate::near;
use crate::metrics::models::fitted::{Id, Model};
use crate::metrics::models::fitting::Fitting;
use crate::metrics::models::groups::weeks;
use crate::metrics::models::holdout::Split;
use crate::metrics::models::life::{median_life, time_there};
use crate::metrics::models::occasions::View;
use crate::metrics::models::precision::{Curvature, Precision, Range};
use crate::tables::buying::Buying;
use groups::{By, Group};
use serde::Serialize;
use std::collections::VecDeque;

/// Days in a week.
const WEEK: f64 = 7.0;
/// Part of the days looked ahead that somebody must have been known for.
const LEAST_OF_HORIZON: f64 = 0.5;

/// The section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewCustomers {
    /// Whose expectations.
    pub model: Id,
    /// Days from the first order on.
    pub days: u32,
    /// Everybody, then each group.
    pub rows: Vec<NewCustomer>,
}

/// What is expected of a new customer of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCustomer {
    /// What the group is by.
    pub by: By,
    /// "2024-Q1"; "low", "middle" or "high"; nothing for everybody.
    pub name: String,
    /// Least and greatest net value of the first day with an order, of groups by it.
    pub first_value: Option<[f64; 2]>,
    /// Customers of the group.
    pub customers: u64,
    /// With a repeat occasion.
    pub repeaters: u64,
    /// Occasions of those known at the cut, after it: foretold and came.
    pub check: Option<Check>,
    /// Occasions after the first within the days.
    pub orders: Option<Estimate>,
    /// Share who order again within the days.
    pub returning: Option<Estimate>,
    /// Share who have not left after the days.
    pub staying: Option<Estimate>,
    /// Days as a customer within the days.
    pub active_days: Option<Estimate>,
    /// Days until half have left.
    pub median_days: Option<f64>,
    /// Why nothing is told.
    pub reason: Option<Refusal>,
}

/// The check of one group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Check {
    /// Known at the cut.
    pub customers: u64,
    /// Foretold.
    pub expected: f64,
    /// Came.
    pub observed: u64,
}

/// A number with the 95 % interval of its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

/// Why a group is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Refusal {
    /// Fewer than 100 of them had a repeat occasion by the cut.
    FewRepeaters,
    /// The longest known of them was so for less than half of the days.
    TooShort,
    /// The data do not settle parameters.
    NotSettled,
    /// What was foretold missed what came by more than 25 %.
    TotalMissed,
}

/// The work, group after group.
#[derive(Debug)]
pub(super) struct Newcomers {
    model: Model,
    days: u32,
    split: Split,
    ahead: VecDeque<Group>,
    /// The fit under way, and whether it is to all data.
    fitting: Option<Fitting>,
    check: Option<Check>,
    /// How well the parameters of the group's fit are known.
    curvature: Option<Curvature>,
    rows: Vec<NewCustomer>,
}

impl Newcomers {
    /// Of the customers of a view, by a model that passed.
    pub fn new(buying: &Buying, view: &View, split: Split, model: Model, days: u32) -> Self {
        let ahead = groups::of(buying, view, split).into();
        Self { model, days, split, ahead, fitting: None, check: None, curvature: None, rows: Vec::new() }
    }

    /// Does a piece of the work; `false` once nothing is left to do.
    pub fn advance(&mut self) -> bool {
        let Some(group) = self.ahead.front() else { return false };
        if let Some(curvature) = &mut self.curvature {
            if !curvature.advance(&group.all) {
                let (model, precision) = (curvature.model(), curvature.precision());
                self.curvature = None;
                self.tell(Ok((model, precision)));
            }
            return !self.ahead.is_empty();
        }
        let refused = group.refusal(self.days, LEAST_OF_HORIZON);
        let histories = if self.check.is_some() { &group.all } else { &group.older };
        if refused.is_none() {
            if self.fitting.is_none() {
                self.fitting = Fitting::again(&self.model, histories);
            }
            if self.fitting.as_mut().is_some_and(|fitting| fitting.advance(histories)) {
                return true;
            }
        }
        let fitted = self.fitting.take().and_then(|fitting| fitting.fitted(histories));
        let settled = fitted.filter(|fitted| fitted.unsettled(weeks(histories.longest)).is_none());
        match (refused, settled, self.check) {
            (Some(reason), _, _) => self.tell(Err(reason)),
            (None, None, _) => self.tell(Err(Refusal::NotSettled)),
            (None, Some(fitted), None) => {
                let check = group.check(&fitted.model, self.split);
                self.check = Some(check);
                if !near(check.expected, check.observed) {
                    self.tell(Err(Refusal::TotalMissed));
                }
            }
            (None, Some(fitted), Some(_)) => self.curvature = Some(Curvature::new(fitted.model)),
        }
        !self.ahead.is_empty()
    }

    fn tell(&mut self, found: Result<(Model, Option<Precision>), Refusal>) {
        let check = self.check.take();
        let Some(group) = self.ahead.pop_front() else { return };
        let span = weeks(self.days);
        let (told, reason) = match found {
            Ok((model, precision)) => (Some(Told { model, precision, span }), None),
            Err(reason) => (None, Some(reason)),
        };
        self.rows.push(NewCustomer {
            by: group.by,
            customers: group.customers(),
            repeaters: group.repeaters(),
            name: group.name,
            first_value: group.first_value,
            check,
            orders: told
                .as_ref()
                .and_then(|told| told.estimate(Range::Positive, |model| model.expected_new(span))),
            returning: told
                .as_ref()
                .and_then(|told| told.estimate(Range::Share, |model| model.returns(span))),
            staying: told.as_ref().and_then(|told| told.staying()),
            active_days: told.as_ref().and_then(|told| told.active_days()),
            median_days: told.as_ref().and_then(|told| median_life(&told.model)).map(|weeks| WEEK * weeks),
            reason,
        });
    }

    /// What was found; `None` where no model passed.
    pub fn section(work: Option<Self>) -> Option<NewCustomers> {
        let Self { model, days, rows, .. } = work?;
        Some(NewCustomers { model: model.id(), days, rows })
    }
}

/// What a fit to a group tells.
struct Told {
    model: Model,
    precision: Option<Precision>,
    span: f64,
}

impl Told {
    fn estimate(&self, range: Range, number: impl Fn(&Model) -> f64) -> Option<Estimate> {
        let interval = self.precision.as_ref().and_then(|precision| precision.interval(range, &number));
        let [low, high] = interval.map_or([None, None], |limits| limits.map(Some));
        let value = number(&self.model);
        value.is_finite().then_some(Estimate { value, low, high })
    }

    fn staying(&self) -> Option<Estimate> {
        self.model.stays(self.span)?;
        self.estimate(Range::Share, |model| model.stays(self.span).unwrap_or(f64::NAN))
    }

    fn active_days(&self) -> Option<Estimate> {
        time_there(&self.model, self.span)?;
        self.estimate(Range::Positive, |model| {
            time_there(model, self.span).map_or(f64::NAN, |weeks| WEEK * weeks)
        })
    }
}
