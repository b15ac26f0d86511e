//! Months looked back on: at each month's end churn and value as they were known then, so that their change can be seen.
//!
//! In: the models of the latest report, and month by month what the report of that day counts and flags. Out: a row a month. Nothing
//! later than a month's end is known to its row but the kind of model, which is the one that the latest report uses.

mod month;

use super::defined;
use super::models::{ModelOptions, Models, ValueSource};
use crate::error::{Error, ErrorKind, Notice, Severity};
use crate::metrics::Definition;
use crate::metrics::models::fitted::Id;
use crate::metrics::period::{Calendar, Grain};
use crate::metrics::value::past::{DEFINITIONS, PastChurn, PastValue};
use crate::tables::buying::Buying;
pub use month::Past;
use month::Recount;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most months that are looked back on.
const MOST: u32 = 36;

/// Options of the history. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct HistoryOptions {
    /// Ended months, the latest ones; 1 to 36.
    pub months: u32,
}

impl Default for HistoryOptions {
    fn default() -> Self {
        Self { months: 12 }
    }
}

/// One month's end, with the data of then. Amounts in major units of the history's currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryMonth {
    /// "2011-01".
    pub month: String,
    /// Its last day.
    pub as_of: String,
    /// Customers with an order by then.
    pub customers: u64,
    /// `None` where nobody could be judged.
    pub churn: Option<PastChurn>,
    /// `None` where nobody had paid in the currency.
    pub value: Option<PastValue>,
    /// Why something of it is unknown.
    pub reasons: Vec<Notice>,
}

/// Churn and value by month.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryReport {
    /// Oldest first.
    pub months: Vec<HistoryMonth>,
    /// Kind of model that values are foretold with; `None` where none passed the report's check.
    pub model: Option<Id>,
    /// Days that foretold values look ahead.
    pub horizon_days: u32,
    /// Currency of amounts; `None` where no order names one.
    pub currency: Option<String>,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What the numbers mean.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// What all months have in common.
#[derive(Debug)]
struct Basis {
    model: Option<Id>,
    /// Whether orders count with their mean, as no model of their values passed.
    by_mean: bool,
    options: ModelOptions,
}

/// The work, month after month.
#[derive(Debug)]
pub struct History {
    basis: Basis,
    /// Last days of the months that are still to come, latest first.
    ahead: Vec<i32>,
    of: usize,
    under_way: Option<Recount>,
    months: Vec<HistoryMonth>,
}

impl History {
    /// Of the months that have ended by the latest report, with its models.
    ///
    /// # Errors
    ///
    /// An option is out of its range.
    pub fn new(buying: &Buying, models: &Models, options: &HistoryOptions) -> Result<Self, Error> {
        if !(1..=MOST).contains(&options.months) {
            return Err(ErrorKind::Option(format!("months must be 1 to {MOST}")).into());
        }
        let ahead: Vec<i32> = month_ends(buying).take(options.months as usize).collect();
        let by_mean = models.order_value.is_some_and(|values| values.source == ValueSource::Mean);
        let basis = Basis { model: models.chosen, by_mean, options: models.options.clone() };
        Ok(Self { basis, of: ahead.len(), ahead, under_way: None, months: Vec::new() })
    }

    /// Last day of the month that is to be told next; `None` once all were.
    #[must_use]
    pub fn next_day(&self) -> Option<i32> {
        self.ahead.last().copied()
    }

    /// Takes what the report of the day that [`Self::next_day`] gave counts and flags.
    pub fn tell(&mut self, past: Past) {
        if self.ahead.pop().is_some() {
            self.under_way = Some(Recount::new(past, &self.basis));
        }
    }

    /// Does a piece of the month that was told last and gives the share of all months that is done.
    #[allow(clippy::cast_precision_loss)]
    pub fn step(&mut self) -> f64 {
        if self.under_way.as_mut().is_some_and(Recount::advance) {
            return self.months.len() as f64 / self.of as f64;
        }
        self.months.extend(self.under_way.take().map(|recount| recount.finish(&self.basis)));
        if self.of == 0 { 1.0 } else { self.months.len() as f64 / self.of as f64 }
    }

    /// Whether the month that was told last is still being worked on.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        self.under_way.is_some()
    }

    /// The months that were told.
    #[must_use]
    pub fn finish(mut self) -> HistoryReport {
        while self.is_at_work() {
            self.step();
        }
        let ModelOptions { horizon_days, currency, .. } = self.basis.options;
        HistoryReport {
            notices: notices(&self.months, self.basis.model),
            months: self.months,
            model: self.basis.model,
            horizon_days,
            currency,
            definitions: defined(DEFINITIONS),
        }
    }
}

/// Last days of the calendar months that have ended by as-of, latest first.
fn month_ends(buying: &Buying) -> impl Iterator<Item = i32> {
    let calendar = Calendar::new(Grain::Month, buying.first_day, buying.as_of);
    let as_of = buying.as_of;
    (0..calendar.len()).rev().map(move |month| calendar.end(month)).filter(move |&end| end <= as_of)
}

fn notices(months: &[HistoryMonth], model: Option<Id>) -> Vec<Notice> {
    let none = months.is_empty().then(|| {
        let message = "No calendar month of the data has ended yet, so there is nothing to look back on.";
        Notice::new("historyNoMonth", Severity::Info, message.to_owned(), &[])
    });
    let unfounded = model.is_none().then(|| {
        let message = "No model of buying passed its check, so the months show what customers had brought and not what was expected of them. The check says how far each model was off.";
        Notice::new("historyNoModel", Severity::Info, message.to_owned(), &[])
    });
    none.into_iter().chain(unfounded).collect()
}

#[cfg(test)]
mod tests;
