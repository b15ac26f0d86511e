//! One month's end: what the report of that day counts → its row, the fit in pieces between which a host may stop.

use super::super::models::{LEAST_GAPS, LEAST_REPEATERS, Truncation, first_known};
use super::super::predictions::{Basis as Predicted, Predictions};
use super::super::worth::values;
use super::super::{history, notices};
use super::HistoryMonth;
use crate::error::{Notice, Severity};
use crate::metrics::models::fitted::{Fitted, Id};
use crate::metrics::models::fitting::Fitting;
use crate::metrics::models::gamma_gamma::{self, Spending};
use crate::metrics::models::groups::{Groups, weeks};
use crate::metrics::models::holdout::{count, median_gap};
use crate::metrics::models::occasions::{Customer, View, customers};
use crate::metrics::models::order_values::OrderValues;
use crate::metrics::models::verdict::{not_fitted, unsettled};
use crate::metrics::value::accounts::Accounts;
use crate::metrics::value::past::{PastChurn, PastValue, Told};
use crate::tables::buying::Buying;
use crate::time::{civil, format_day};

/// Part of the horizon that the data must cover, and not less than the models' own three median gaps.
const LEAST_OF_HORIZON: f64 = 0.5;

/// What the report of a month's last day counts and flags.
#[derive(Debug)]
pub struct Past {
    /// Orders and refunds up to then.
    pub buying: Buying,
    /// Its definition of churn.
    pub told: Told,
    /// Whom that flags, in the order of `buying`.
    pub flags: Vec<bool>,
}

/// A month that is being worked on.
#[derive(Debug)]
pub(super) struct Recount {
    past: Past,
    /// `None` where the currency of the history is not in the data of then.
    view: Option<View>,
    customers: Vec<Customer>,
    groups: Groups,
    fitting: Option<Fitting>,
    reasons: Vec<Notice>,
}

impl Recount {
    pub fn new(past: Past, basis: &history::Basis) -> Self {
        let view = view(&past.buying, basis);
        let customers = view.map_or_else(Vec::new, |view| customers(&past.buying, &view));
        let groups = Groups::new(&customers);
        let short =
            view.and(basis.model).and_then(|_| too_short(&past.buying, &groups, basis.options.horizon_days));
        let id = basis.model.filter(|_| view.is_some() && short.is_none());
        let fitting = id.and_then(|id| Fitting::new(id, &groups));
        let unfitted = id.filter(|_| fitting.is_none()).map(not_fitted);
        let reasons = short.into_iter().chain(unfitted).collect();
        Self { past, view, customers, groups, fitting, reasons }
    }

    /// Does a piece of the fit; `false` once nothing is left to do.
    pub fn advance(&mut self) -> bool {
        self.fitting.as_mut().is_some_and(|fitting| fitting.advance(&self.groups))
    }

    pub fn finish(mut self, basis: &history::Basis) -> HistoryMonth {
        let predicted = basis.model.and_then(|id| self.predicted(id, basis));
        let Past { buying, told, flags } = self.past;
        let churn = PastChurn::new(&told, &flags);
        let value = self.view.and_then(|view| {
            PastValue::new(&Accounts::new(&buying, view.currency), predicted.as_deref(), &flags)
        });
        let unknown = [churn.is_none().then(nobody_judged), value.is_none().then(nobody_paid)];
        let (year, month, _) = civil(buying.as_of);
        HistoryMonth {
            month: format!("{year:04}-{month:02}"),
            as_of: format_day(buying.as_of),
            customers: buying.customers() as u64,
            churn,
            value,
            reasons: unknown.into_iter().flatten().chain(self.reasons).collect(),
        }
    }

    /// Value of every customer, in the order of the table; a reason where it cannot be foretold.
    fn predicted(&mut self, id: Id, basis: &history::Basis) -> Option<Vec<f64>> {
        let fitting = self.fitting.take()?;
        let settled = |fitted: Fitted| match fitted.unsettled(weeks(self.groups.longest)) {
            Some(why) => Err(unsettled(id, why)),
            None => Ok(fitted.model),
        };
        let fitted = fitting.fitted(&self.groups).ok_or_else(|| not_fitted(id)).and_then(settled);
        match fitted.and_then(|model| Ok((model, self.spending(basis.by_mean)?))) {
            Err(why) => {
                self.reasons.push(why);
                None
            }
            Ok((model, spending)) => {
                let view = View { not_before: i32::MIN, ..self.view? };
                let (model, spending) = (Some(model), Some(spending));
                let predicted =
                    Predicted { model, spending, churn: None, draws: Vec::new(), totals: Vec::new(), view };
                let buying = &self.past.buying;
                Some(values(buying, &Predictions::new(buying, predicted, basis.options.clone())))
            }
        }
    }

    fn spending(&self, by_mean: bool) -> Result<OrderValues, Notice> {
        let spending = Spending::new(&self.customers);
        let fitted = gamma_gamma::fit(&spending).map(|(model, _)| model);
        match fitted.filter(|model| !by_mean && model.settled()) {
            Some(model) if model.mean().is_none() => Err(notices::endless_values(model.q)),
            Some(model) => Ok(OrderValues::GammaGamma(model)),
            None => OrderValues::mean_of(&spending).ok_or_else(notices::no_values),
        }
    }
}

/// Whose orders the models of that day see.
fn view(buying: &Buying, basis: &history::Basis) -> Option<View> {
    let asked = basis.options.currency.as_deref();
    let place = buying.currencies.iter().position(|code| Some(code.code()) == asked)?;
    let not_before = match basis.options.truncation {
        Truncation::Mark => i32::MIN,
        Truncation::Exclude => first_known(buying),
    };
    Some(View { cut: buying.as_of, currency: u8::try_from(place).ok()?, not_before })
}

/// Why too little was known by then to foretell so many days; `None` where there was enough.
fn too_short(buying: &Buying, groups: &Groups, horizon: u32) -> Option<Notice> {
    let repeaters = count(groups.repeaters());
    if repeaters < LEAST_REPEATERS {
        return Some(few_repeaters(repeaters));
    }
    let days = buying.as_of - buying.first_day + 1;
    let gaps = median_gap(buying, buying.as_of).map_or(0.0, |gap| LEAST_GAPS * gap);
    let needed = gaps.max(f64::from(horizon) * LEAST_OF_HORIZON);
    (f64::from(days) < needed).then(|| short(days, needed, horizon))
}

fn few_repeaters(found: u64) -> Notice {
    let message = format!(
        "Only {found} customers had bought a second time by then, and a model needs {LEAST_REPEATERS}."
    );
    let params = [("found", found.to_string()), ("least", LEAST_REPEATERS.to_string())];
    Notice::new("historyFewRepeaters", Severity::Info, message, &params)
}

fn short(days: i32, needed: f64, horizon: u32) -> Notice {
    let (days, needed, horizon) = (days.to_string(), format!("{:.0}", needed.ceil()), horizon.to_string());
    let message =
        format!("The data covered {days} days by then, and foretelling {horizon} days needs {needed}.");
    let params = [("days", days), ("needed", needed), ("horizon", horizon)];
    Notice::new("historyShort", Severity::Info, message, &params)
}

fn nobody_judged() -> Notice {
    let message = "Nobody had bought a second time by then, so no customer could be told to be late.";
    Notice::new("historyNobodyJudged", Severity::Info, message.to_owned(), &[])
}

fn nobody_paid() -> Notice {
    let message = "Nobody had paid in the currency shown by then.";
    Notice::new("historyNobodyPaid", Severity::Info, message.to_owned(), &[])
}
