//! Buying and baskets in, the report on value out.

use super::currency::chosen;
use super::defined;
use super::models::Truncation;
use crate::error::{Error, ErrorKind, Notice, Severity};
use crate::metrics::Definition;
use crate::metrics::estimate::Mean;
use crate::metrics::occasions::Occasions;
use crate::metrics::value::accounts::Accounts;
use crate::metrics::value::acquisition::{Acquisition, acquisition};
use crate::metrics::value::ahead::{Ahead, Carried};
use crate::metrics::value::cohorts::{ValueCohort, cohorts};
use crate::metrics::value::costs::{Cost, Costs};
use crate::metrics::value::cumulative::Point;
use crate::metrics::value::formula::{Fault, Formula, Wrong};
use crate::metrics::value::groups::{Curve, Sources, ValueGroups, groups, months};
use crate::metrics::value::lost::{LostValue, lost};
use crate::metrics::value::measures::{Measures, NAMES, Roas};
use crate::metrics::value::origins::{Dimension, Origins, everybody};
use crate::metrics::value::split::{Given, MOST, Split};
use crate::metrics::value::what_if::{Scenario, WhatIf, what_if};
use crate::tables::baskets::Baskets;
use crate::tables::buying::Buying;
use crate::time::format_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many months are named in a sentence.
const MONTHS: usize = 6;

/// Options of the report on value. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ValueOptions {
    /// ISO 4217 code of the amounts. Default: the currency of most orders.
    pub currency: Option<String>,
    /// Contribution margin of net sales, 0..1.
    pub margin: Option<f64>,
    /// Ages at which customers are compared, days.
    pub ages: Vec<u32>,
    /// Smaller groups show their parent's numbers.
    pub min_n: u64,
    /// Lost: no order for so many days, where no flags come with the call.
    pub lost_days: u32,
    /// Most groups of a dimension.
    pub limit: usize,
    /// What-if figures.
    pub what_if: Option<Scenario>,
    /// A formula over named metrics of the customers whom advertising brought.
    pub roas: Option<String>,
    /// Dimensions by which the return on advertising is split.
    pub split: Vec<Dimension>,
    /// Whether customers whose first order may lie before the data are in cohorts and count as new.
    pub truncation: Truncation,
}

impl Default for ValueOptions {
    fn default() -> Self {
        Self {
            currency: None,
            margin: None,
            ages: vec![30, 60, 90, 180, 365],
            min_n: 30,
            lost_days: 365,
            limit: 100,
            what_if: None,
            roas: None,
            split: Vec::new(),
            truncation: Truncation::Mark,
        }
    }
}

impl ValueOptions {
    fn check(&self) -> Result<(), Error> {
        let scenario = self.what_if.unwrap_or_default();
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let margins = [self.margin, scenario.margin].into_iter().flatten().all(share);
        if !(margins && share(scenario.coupon) && share(scenario.coupon_use)) {
            return Err(wrong("margin, coupon and couponUse are shares between 0 and 1, for instance 0.4"));
        }
        if !(scenario.retention.is_finite() && scenario.retention >= -1.0) {
            return Err(wrong("retention is a change such as 0.05 for +5 %, at least -1"));
        }
        let twice = (1..self.split.len()).any(|at| self.split[..at].contains(&self.split[at]));
        if twice || self.split.len() > MOST {
            return Err(wrong(
                "split names up to four different dimensions, for instance channel and country",
            ));
        }
        Ok(())
    }

    fn formula(&self) -> Result<Option<Formula>, Error> {
        let read = |text: &String| Formula::read(text, &NAMES).map_err(|fault| wrong(&sentence(&fault)));
        self.roas.as_ref().filter(|text| !text.trim().is_empty()).map(read).transpose()
    }
}

/// What is wrong with a formula.
fn sentence(fault: &Fault) -> String {
    let what = match &fault.kind {
        Wrong::TooLong => "the formula is too long".to_owned(),
        Wrong::Character(one) => format!("\"{one}\" means nothing here"),
        Wrong::Name(name) => format!("no metric is called \"{name}\"; there are {}", NAMES.join(", ")),
        Wrong::Number(number) => format!("{number} is no number"),
        Wrong::Operand => "a metric, a number or ( is missing".to_owned(),
        Wrong::Operator => "+, -, *, / or the end is missing".to_owned(),
        Wrong::Unclosed => "this parenthesis is not closed".to_owned(),
    };
    format!("roas, character {}: {what}", fault.position)
}

fn wrong(message: &str) -> Error {
    ErrorKind::Option(message.to_owned()).into()
}

/// What customers are worth. Amounts in major units of `currency`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueReport {
    /// Day of as-of.
    pub as_of: String,
    /// Currency of all amounts; `None` without orders.
    pub currency: Option<String>,
    /// Currencies of orders that no amount includes.
    pub other_currencies: Vec<String>,
    /// The option.
    pub margin: Option<f64>,
    /// Customers with an order in the currency.
    pub customers: u64,
    /// Net sales per customer to date.
    pub historic: Mean,
    /// Predicted further net sales per customer.
    pub predicted: Option<Mean>,
    /// The option.
    pub ages: Vec<u32>,
    /// By month of the first order.
    pub cohorts: Vec<ValueCohort>,
    /// Mean cumulative net sales of all customers by age.
    pub curve: Vec<Point>,
    /// The same carried on by what a model expects; `None` without a model that passed, and of too few customers.
    pub carried: Option<Vec<Carried>>,
    /// By where customers came from.
    pub groups: Vec<ValueGroups>,
    /// Advertising.
    pub acquisition: Option<Acquisition>,
    /// The lost customers.
    pub lost: LostValue,
    /// What-if figures, where asked for.
    pub what_if: Option<WhatIf>,
    /// The seller's own formula, where asked for and advertising has a cost.
    pub roas: Option<Roas>,
    /// Return on advertising, where asked for and advertising has a cost.
    pub split: Option<Split>,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What the numbers mean.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// What a model that passed expects of customers, parallel to the keys of the purchases.
#[derive(Clone, Copy, Debug, Default)]
pub struct Foretold<'a> {
    /// Further value in major units of the currency, NaN for unknown.
    pub values: Option<&'a [f64]>,
    /// Further net sales by age.
    pub ahead: Option<&'a Ahead>,
}

/// The report on value. `foretold` and `flags` are parallel to the keys of `buying`.
///
/// # Errors
///
/// An option that cannot be.
pub fn value(
    buying: &Buying,
    baskets: Option<&Baskets>,
    foretold: Foretold,
    flags: Option<&[bool]>,
    options: &ValueOptions,
) -> Result<ValueReport, Error> {
    options.check()?;
    let predicted = foretold.values;
    let formula = options.formula()?;
    let shown = chosen(&buying.currencies, &buying.orders.currency, options.currency.as_deref())?;
    let code = shown.code.clone();
    let accounts = Accounts::new(buying, shown.index);
    let old = accounts.median_gap().map(|gap| (gap, buying.first_day.saturating_add_unsigned(gap)));
    let is_excluding = options.truncation == Truncation::Exclude;
    let accounts = match old.filter(|_| is_excluding) {
        Some((_, until)) => accounts.new_after(until),
        None => accounts,
    };
    let everyone = everybody(accounts.len());
    let (origins, costs) = baskets.map_or_else(Default::default, |baskets| {
        let keys: Vec<&str> = accounts.customer.iter().map(|&at| buying.keys[at].as_str()).collect();
        let occasions = Occasions::new(baskets, buying.as_of);
        let currency = code.as_deref().unwrap_or_default();
        let origins = Origins::new(baskets, &occasions, &keys, currency);
        let costs = Costs::new(baskets, currency, &origins, accounts.old_until());
        (origins, costs)
    });
    let margin = options.margin.unwrap_or(1.0);
    let measures = Measures { accounts: &accounts, predicted, margin: options.margin };
    let sources = Sources {
        accounts: &accounts,
        origins: &origins,
        costs: &costs,
        predicted,
        ahead: foretold.ahead,
        measures: &measures,
        roas: formula.as_ref(),
        months: &months(&accounts),
        ages: &options.ages,
        margin,
        min_n: options.min_n,
        limit: options.limit,
    };
    let all = Curve::new(&sources, &everyone);
    let mut report = ValueReport {
        definitions: defined(crate::metrics::value::DEFINITIONS),
        as_of: format_day(buying.as_of),
        currency: code,
        other_currencies: shown.others.clone(),
        margin: options.margin,
        customers: accounts.len() as u64,
        historic: accounts.historic(&everyone).mean(),
        predicted: accounts.predicted(&everyone, predicted),
        ages: options.ages.clone(),
        cohorts: cohorts(&accounts, &options.ages, predicted),
        groups: groups(&sources, &all),
        curve: all.points,
        carried: all.carried,
        acquisition: acquisition(&accounts, &origins, &costs, &everyone, margin, options.min_n),
        lost: lost(&accounts, &origins, &costs, predicted, flags, options.lost_days),
        what_if: options
            .what_if
            .and_then(|scenario| what_if(&accounts, buying.first_day, options.margin, &scenario)),
        roas: formula
            .as_ref()
            .zip(costs.all.as_ref())
            .map(|(formula, cost)| measures.roas(formula, &cost.of(&accounts, &everyone), &cost.borne())),
        split: (costs.all.is_some() && !options.split.is_empty()).then(|| {
            let (accounts, origins, costs) = (&accounts, &origins, &costs);
            let (measures, roas, min_n) = (&measures, formula.as_ref(), options.min_n);
            Given { accounts, origins, costs, measures, roas, min_n }.split(&options.split)
        }),
        notices: Vec::new(),
    };
    let truncated = old.and_then(|(gap, until)| left_truncated(&accounts, gap, until, is_excluding));
    let spend = spend_notice(baskets, &costs, &origins, report.currency.as_deref());
    let undated = undated_notice(&costs, report.currency.as_deref());
    let of_data = shown.notice().into_iter().chain(truncated).chain(spend).chain(undated);
    report.notices = of_data.chain(notices(&report, options)).collect();
    Ok(report)
}

/// Advertising cost that no customers stand against.
fn spend_notice(
    baskets: Option<&Baskets>,
    costs: &Costs,
    origins: &Origins,
    currency: Option<&str>,
) -> Option<Notice> {
    let currency = currency?.to_owned();
    if costs.all.is_none() && !baskets?.spend.cost.is_empty() {
        let message = format!(
            "The advertising cost is in another currency than the orders shown ({currency}), so customers cannot be held against it. Convert both to one currency."
        );
        return Some(Notice::new(
            "spendInOtherCurrency",
            Severity::Warning,
            message,
            &[("currency", currency)],
        ));
    }
    let channels = costs.strangers(origins).join(", ");
    let message = format!(
        "No customer came from a channel that the advertising exports name: {channels}. Name channels in the links of advertisements (utm_source) as the exports do, and their cost can be held against customers."
    );
    (!channels.is_empty())
        .then(|| Notice::new("spendWithoutCustomers", Severity::Warning, message, &[("channels", channels)]))
}

/// Advertising cost of unknown days beside cost of known ones.
fn undated_notice(costs: &Costs, currency: Option<&str>) -> Option<Notice> {
    let left_over = costs.all.as_ref().map(Cost::left_over).filter(|&amount| amount > 0.0)?;
    let (amount, currency) = (format!("{left_over:.2}"), currency?.to_owned());
    let message = format!(
        "{amount} {currency} of the advertising cost names no day, so no customers are held against it: the cost of a customer is that of the rest."
    );
    Some(Notice::new(
        "undatedSpend",
        Severity::Warning,
        message,
        &[("amount", amount), ("currency", currency)],
    ))
}

/// Customers whose first order lies within one usual gap of the start of the data, up to a day.
fn left_truncated(accounts: &Accounts, gap: u32, until: i32, is_excluding: bool) -> Option<Notice> {
    let customers = accounts.first.iter().filter(|&&first| first <= until).count();
    let (code, meaning) = if is_excluding {
        ("leftTruncatedExcluded", "they are left out of cohorts and do not count as new.")
    } else {
        ("leftTruncated", "they count as new here.")
    };
    let message = format!(
        "{customers} customers first bought within {gap} days of the start of the data, the usual time between two orders, and may have bought before: {meaning}"
    );
    let params = [("customers", customers.to_string()), ("gap", gap.to_string())];
    (customers > 0).then(|| Notice::new(code, Severity::Info, message, &params))
}

fn notices(report: &ValueReport, options: &ValueOptions) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut say = |code, severity, message: String, params: &[(&'static str, String)]| {
        notices.push(Notice::new(code, severity, message, params));
    };
    if report.customers == 0 {
        say(
            "noCustomers",
            Severity::Info,
            "No order names a customer, so nothing can be said of what customers are worth.".to_owned(),
            &[],
        );
    }
    if report.acquisition.is_some() && report.margin.is_none() {
        let message =
            "No margin is given, so payback compares advertising with net sales: real payback comes later.";
        say("noMargin", Severity::Warning, message.to_owned(), &[]);
    }
    if options.what_if.is_some() && report.what_if.is_none() && report.customers > 0 {
        let message = "The history is too short to compare two periods of at least 30 days, so there are no what-if figures.";
        say("shortHistory", Severity::Info, message.to_owned(), &[]);
    }
    let months = |of: &dyn Fn(&ValueCohort) -> bool| {
        let found: Vec<&str> =
            report.cohorts.iter().filter(|row| of(row)).map(|row| row.cohort.as_str()).collect();
        let latest = found[found.len().saturating_sub(MONTHS)..].join(", ");
        (found.len(), if found.len() > MONTHS { format!("…, {latest}") } else { latest })
    };
    let (dominated, named) = months(&|row| row.dominated);
    if dominated > 0 {
        let message = format!(
            "One customer brought more than half of the net sales of those who came in each of these months: {named}. The mean there is mostly theirs, and its interval is wide."
        );
        say("dominatedCohorts", Severity::Warning, message, &[("months", named)]);
    }
    let (small, named) = months(&|row| row.customers < options.min_n);
    if small > 0 && report.customers >= options.min_n {
        let message = format!(
            "Fewer than {} customers came in each of these months: {named}. Look at the intervals of their values before the means.",
            options.min_n
        );
        say("smallCohorts", Severity::Info, message, &[("n", options.min_n.to_string()), ("months", named)]);
    }
    if (1..options.min_n).contains(&report.customers) {
        let message =
            format!("Only {} customers bought: look at the intervals before the means.", report.customers);
        say("fewCustomers", Severity::Warning, message, &[("customers", report.customers.to_string())]);
    }
    notices
}
