//! Baskets in, due lists out: which customer needs which product when, and who buys next what.

pub mod calendar;

use super::defined;
use super::truncation::Truncated;
use crate::error::{Error, ErrorKind, Notice, Severity};
use crate::math::order::positions;
use crate::metrics::estimate::Refusal;
use crate::metrics::occasions::{Occasions, number};
use crate::metrics::replenish::back_test::{NextBackTest, back_test};
use crate::metrics::replenish::cycles::{Purchase, ReplenishCycle, purchases};
use crate::metrics::replenish::date_test::{DateTest, date_test};
use crate::metrics::replenish::discontinued::SaleDays;
use crate::metrics::replenish::lists::{
    ListTest, Plan, Planned, Replenish, Sales, Status, Wanted, list_test, plan,
};
use crate::metrics::replenish::next::{Dates, NextModel, Outlook};
use crate::metrics::{Definition, replenish};
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use calendar::{CalendarWords, Calendars, calendars};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many categories are named for a customer.
const CATEGORIES: usize = 3;

/// Options of due lists. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DueOptions {
    /// Due at most so many days after as-of.
    pub ahead_days: u16,
    /// Overdue at most so many days.
    pub late_days: u16,
    /// Fewest ended intervals for a cycle.
    pub min_intervals: u64,
    /// Least share of purchases that are followed by another.
    pub min_return: f64,
    /// Rows left out.
    pub offset: usize,
    /// Rows of each list.
    pub limit: usize,
    /// One customer's rows only.
    pub key: Option<String>,
    /// Gives the rows as calendars too, in these words.
    pub calendar: Option<CalendarWords>,
}

impl Default for DueOptions {
    fn default() -> Self {
        Self {
            ahead_days: 30,
            late_days: 30,
            min_intervals: 10,
            min_return: 0.2,
            offset: 0,
            limit: 50,
            key: None,
            calendar: None,
        }
    }
}

/// Due lists.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Due {
    /// Day of as-of.
    pub as_of: String,
    /// Replenishable products.
    pub cycles: Vec<ReplenishCycle>,
    /// Who needs which of them.
    pub replenish: ReplenishList,
    /// Who buys next what.
    pub next: NextList,
    /// The rows of both lists as calendars, where they were asked for.
    pub calendars: Option<Calendars>,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What the numbers mean.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// Who needs which product, earliest day first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReplenishList {
    /// Rows in all.
    pub total: u64,
    /// Of them overdue.
    pub overdue: u64,
    /// The rows asked for; none without a back-test that was passed.
    pub rows: Vec<Replenish>,
    /// How the list would have done before.
    pub back_test: Option<ListTest>,
}

/// Who buys next, likeliest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NextList {
    /// Rows in all.
    pub total: u64,
    /// The rows asked for; none without a back-test that was passed.
    pub rows: Vec<NextPurchase>,
    /// How the same would have done before.
    pub back_test: Option<NextBackTest>,
    /// How the dates would have done; rows have none unless it was passed.
    pub dates: Option<DateTest>,
}

/// When a customer buys next, and what.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NextPurchase {
    /// The customer.
    pub key: String,
    /// Day of the last order.
    pub last_order: String,
    /// Buying days.
    pub occasions: u64,
    /// Chance of a purchase within the days asked for.
    pub probability: f64,
    /// Expected day among those who return.
    pub due: Option<String>,
    /// Early end of its 80 % interval.
    pub from: Option<String>,
    /// Late end.
    pub to: Option<String>,
    /// Why there is no day.
    pub undated: Option<Undated>,
    /// Likeliest categories.
    pub categories: Vec<Likely>,
}

/// Why a customer has no expected day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Undated {
    /// Fewer than thirty returns after such a silence are known.
    FewReturns,
    /// Dates could not be tried on the younger half of the data.
    Untested,
    /// There fewer came within their interval than was expected.
    Missed,
}

/// A category and its chance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Likely {
    /// The category.
    pub category: String,
    /// Chance that the next purchase holds it.
    pub probability: f64,
}

/// What it means here that customers may have bought before the data.
const TRUNCATED: &str =
    "when their next purchase is foretold, they count as newer customers than they may be.";

/// Due lists by options.
///
/// # Errors
///
/// An option that cannot be.
pub fn due(baskets: &Baskets, options: &DueOptions) -> Result<Due, Error> {
    if !(0.0..=1.0).contains(&options.min_return) {
        return Err(
            ErrorKind::Option("minReturn is a share between 0 and 1, for instance 0.2".to_owned()).into()
        );
    }
    let occasions = Occasions::new(baskets, baskets.as_of);
    let bought = purchases(baskets, &occasions);
    let (cycles, replenish, left_out) = replenish(baskets, &occasions, &bought, options);
    let back_test = back_test(baskets, i32::from(options.ahead_days));
    let dates = back_test.as_ref().filter(|test| test.passed).and_then(|_| date_test(baskets));
    let next = next(baskets.as_of, &occasions, options, (back_test, dates));
    let mut notices = notices(&cycles, &replenish, &next);
    notices.extend(totals_missed(&replenish, &next));
    notices.extend(undated(&next));
    notices.extend(discontinued(&cycles, left_out));
    let truncated = Truncated::of(&occasions, baskets.first_day, baskets.as_of).filter(|_| next.total > 0);
    notices.extend(truncated.map(|found| found.notice("leftTruncatedDue", TRUNCATED)));
    let as_of = format_day(baskets.as_of);
    let words = options.calendar.as_ref();
    Ok(Due {
        definitions: defined(replenish::DEFINITIONS),
        calendars: words.map(|words| calendars(&as_of, &replenish.rows, &next.rows, words)),
        as_of,
        cycles,
        replenish,
        next,
        notices,
    })
}

fn replenish(
    baskets: &Baskets,
    occasions: &Occasions,
    bought: &[Purchase],
    options: &DueOptions,
) -> (Vec<ReplenishCycle>, ReplenishList, u64) {
    let wanted = Wanted {
        ahead_days: i32::from(options.ahead_days),
        late_days: i32::from(options.late_days),
        min_intervals: options.min_intervals,
        min_return: options.min_return,
    };
    let sales = Sales { bought, items: &occasions.items, sold: &SaleDays::new(baskets, occasions) };
    let Plan { cycles, listed: mut planned, discontinued } = plan(sales, baskets.as_of, &wanted);
    let back_test = list_test(sales, baskets.as_of, &wanted);
    let key = |row: &Planned| occasions.keys[row.purchase.person as usize].as_str();
    let shown = back_test.as_ref().is_some_and(|test| test.passed);
    planned.retain(|row| shown && options.key.as_deref().is_none_or(|asked| asked == key(row)));
    let rank = |at: usize| (planned[at].due, planned[at].purchase.person, planned[at].purchase.item);
    let order = positions(planned.len(), &|a, b| rank(a).cmp(&rank(b)));
    let page = order.iter().skip(options.offset).take(options.limit).map(|&at| &planned[at]);
    let row = |row: &Planned| row.row(key(row), &occasions.items[row.purchase.item as usize], baskets.as_of);
    let overdue = planned.iter().filter(|row| row.status(baskets.as_of) == Status::Overdue).count();
    let rows = page.map(row).collect();
    let list = ReplenishList { total: planned.len() as u64, overdue: overdue as u64, rows, back_test };
    (cycles, list, discontinued.len() as u64)
}

fn next(
    as_of: i32,
    occasions: &Occasions,
    options: &DueOptions,
    (back_test, dates): (Option<NextBackTest>, Option<DateTest>),
) -> NextList {
    let model =
        NextModel::new(occasions, as_of).filter(|_| back_test.as_ref().is_some_and(|test| test.passed));
    let Some(model) = model else { return NextList { total: 0, rows: Vec::new(), back_test, dates } };
    let asked =
        |&customer: &u32| options.key.as_ref().is_none_or(|key| *key == occasions.keys[customer as usize]);
    let expected = |customer: u32| {
        let outlook = model.outlook(occasions, customer as usize)?;
        Some((customer, outlook.chance(i32::from(options.ahead_days)), outlook))
    };
    let all: Vec<(u32, f64, Outlook)> =
        (0..number(occasions.keys.len())).filter(asked).filter_map(expected).collect();
    let order = positions(all.len(), &|a, b| all[b].1.total_cmp(&all[a].1));
    let untold = match &dates {
        None => Some(Undated::Untested),
        Some(test) => (!test.passed).then_some(Undated::Missed),
    };
    let categories = back_test.as_ref().is_some_and(|test| test.category_hits.count > test.base_hits.count);
    let shown = order.iter().skip(options.offset).take(options.limit).map(|&at| &all[at]);
    let row = |(customer, probability, outlook): &(u32, f64, Outlook)| {
        let told = match untold {
            Some(reason) => Err(reason),
            None => outlook.dates().ok_or(Undated::FewReturns),
        };
        row(occasions, &model, *customer, (*probability, told), categories)
    };
    NextList { total: all.len() as u64, rows: shown.map(row).collect(), back_test, dates }
}

fn row(
    occasions: &Occasions,
    model: &NextModel,
    customer: u32,
    (probability, dates): (f64, Result<Dates, Undated>),
    categories: bool,
) -> NextPurchase {
    let days = occasions.of_customer.get(customer as usize);
    let last = days.last().copied().unwrap_or(0) as usize;
    let likely =
        |(at, probability): (usize, f64)| Likely { category: occasions.categories[at].clone(), probability };
    let held = occasions.day_categories.get(last);
    let limit = if categories { CATEGORIES } else { 0 };
    NextPurchase {
        key: occasions.keys[customer as usize].clone(),
        last_order: format_day(occasions.day[last]),
        occasions: days.len() as u64,
        probability,
        due: dates.ok().map(|dates| format_day(dates.due)),
        from: dates.ok().map(|dates| format_day(dates.from)),
        to: dates.ok().map(|dates| format_day(dates.to)),
        undated: dates.err(),
        categories: model.transitions.likeliest(held, limit).into_iter().map(likely).collect(),
    }
}

/// Products that are no longer sold, and how many purchases of them would be on the list.
fn discontinued(cycles: &[ReplenishCycle], purchases: u64) -> Option<Notice> {
    let products = cycles.iter().filter(|cycle| cycle.discontinued).count();
    let message = format!(
        "{products} products count as discontinued: nobody has bought them for longer than twice their usual cycle, nor ever paused so long before. {purchases} purchases of them would be due and are left out of the list."
    );
    let params = [("products", products.to_string()), ("purchases", purchases.to_string())];
    (products > 0).then(|| Notice::new("discontinued", Severity::Info, message, &params))
}

/// Why the list of next purchases has no dates, where it is shown.
fn undated(next: &NextList) -> Option<Notice> {
    if !next.back_test.as_ref().is_some_and(|test| test.passed) {
        return None;
    }
    let Some(test) = &next.dates else {
        let message = "Dates of next purchases are not shown: of the customers who would have had one, fewer than 30 bought in the younger half of the data, so they cannot be tried. The chances were.";
        return Some(Notice::new("datesNotTested", Severity::Info, message.to_owned(), &[]));
    };
    let percent = |share: f64| format!("{:.0}", 100.0 * share);
    let (came, expected) = (percent(test.within.came.share.unwrap_or(0.0)), percent(test.within.expected));
    let message = format!(
        "Dates of next purchases are not shown: tried as of {}, {came} % of those who bought did so within their interval and {expected} % should have.",
        test.cut
    );
    let params = [("cut", test.cut.clone()), ("came", came), ("expected", expected)];
    (!test.passed).then(|| Notice::new("datesMissed", Severity::Warning, message, &params))
}

/// Lists whose chances added up to far more, or far fewer, purchases than came.
fn totals_missed(replenish: &ReplenishList, next: &NextList) -> impl Iterator<Item = Notice> {
    let missed = |reason| reason == Some(Refusal::TotalMissed);
    let replenish = replenish.back_test.as_ref().filter(|test| missed(test.reason)).map(|test| {
        let list = "The list of who needs which product";
        total_missed("dueTotalMissed", list, test.expected, test.listed.count)
    });
    let next = next.back_test.as_ref().filter(|test| missed(test.reason));
    let next = next.map(|test| {
        total_missed("nextTotalMissed", "The next purchase of customers", test.expected, test.observed)
    });
    replenish.into_iter().chain(next)
}

fn total_missed(code: &'static str, list: &str, expected: f64, came: u64) -> Notice {
    let (expected, came) = (format!("{expected:.0}"), came.to_string());
    let message = format!(
        "{list} is not shown: tried on the latest days, {expected} purchases were expected and {came} came, more than 25 % off."
    );
    Notice::new(code, Severity::Warning, message, &[("expected", expected), ("came", came)])
}

fn notices(cycles: &[ReplenishCycle], replenish: &ReplenishList, next: &NextList) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut say =
        |code, message: &str| notices.push(Notice::new(code, Severity::Info, message.to_owned(), &[]));
    match &replenish.back_test {
        _ if cycles.is_empty() => say(
            "noReplenishable",
            "No product is bought again by enough customers to say when they need it next.",
        ),
        None => say(
            "dueNotTested",
            "The list of who needs which product is not shown: it could not be tried on the latest days, for too few purchases were due or came again.",
        ),
        Some(test) if test.reason == Some(Refusal::NotBetter) => say(
            "dueNotBetter",
            "The list of who needs which product is not shown: on the latest days it did not tell who would buy again from who would not.",
        ),
        Some(_) => {}
    }
    match &next.back_test {
        None => say(
            "nextNotTested",
            "The next purchase of customers is not shown: the orders are too few or too short a time to test it on the latest days first.",
        ),
        Some(test) if test.reason == Some(Refusal::NotBetter) => say(
            "nextNotBetter",
            "The next purchase of customers is not shown: on the latest days its chances were no better than giving everybody the shop's share.",
        ),
        Some(test) if test.category_hits.n > 0 && test.category_hits.count <= test.base_hits.count => say(
            "categoryNotBetter",
            "Likely categories are not shown: on the latest days they were no better than naming the shop's most bought category.",
        ),
        Some(_) => {}
    }
    notices
}
