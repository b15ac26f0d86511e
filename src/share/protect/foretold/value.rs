//! Value: means whose sums other sections tell as well, cohorts at equal age, groups of first orders of one kind each.

use super::super::Context;
use super::cuts::Cuts;
use super::{bare, blank, everybody, nth, only, retain, tell_customers, within};
use crate::share::guard::Guard;
use crate::share::people::{Backing, MoneyBacking, Purchase, whole as cents};
use crate::share::spans::parse_day;
use crate::share::suppress::one_way;
use serde_json::Value;

/// Kinds of groups that are told: of campaigns and creatives the parts would follow from each other.
const TOLD: [&str; 4] = ["channel", "country", "product", "code"];
/// What is looked at here; what else a report on value has is not told.
const KNOWN: &str = "asOf currency otherCurrencies margin customers historic predicted ages cohorts groups acquisition lost whatIf notices definitions";
/// The same of a group.
const KNOWN_OF_GROUP: &str = "name title parent customers newCustomers pooledTo historic predicted repeat values spend cac paybackDay curve";
/// Most of a sum that may be one customer's.
const DOMINANT: f64 = 0.7;

pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let currency = guard.currencies.iter().position(|code| code == guard.text("/value/currency"));
    let as_of = guard.text("/meta/asOfDate").to_owned();
    guard.put("/value/asOf", Value::from(as_of));
    guard.put("/value/notices", Value::from(Vec::<Value>::new()));
    guard.put("/value/whatIf", Value::Null);
    only(guard, "/value", KNOWN);
    tell_customers(guard, context, "value", "/value/customers");
    let total_told = totals(guard, context, currency);
    cohorts(guard, context, currency.filter(|_| total_told));
    groups(guard, context, total_told);
    acquisition(guard, context);
    lost(guard, currency);
}

/// Whether a mean's sum is an amount that the report tells at a place.
#[allow(clippy::cast_precision_loss)]
fn is_told_sum(guard: &Guard, mean: &str, told: Option<i64>) -> bool {
    let sum = guard.number(&within(mean, "mean")).unwrap_or(0.0) * guard.count(&within(mean, "n")) as f64;
    told.is_some_and(|told| (told - cents(sum)).abs() <= 1)
}

fn totals(guard: &mut Guard, context: &Context, currency: Option<usize>) -> bool {
    let path = "/summary/identified/netSales";
    let sum = guard.report.pointer(path).and_then(|amount| match (currency, amount.is_object()) {
        (Some(at), true) => amount.get(&guard.currencies[at])?.as_f64(),
        _ => amount.as_f64(),
    });
    let left = everybody(context) - guard.count("/value/historic/n");
    let told = guard.is_group(left.abs()) && is_told_sum(guard, "/value/historic", sum.map(cents));
    guard.tell("value", "/value/historic", told);
    bare(guard, "/value/historic");
    predicted(guard, context, "/value/predicted", true);
    told
}

/// A mean of what a model expects: of many, and of all but a group.
fn predicted(guard: &mut Guard, context: &Context, place: &str, told: bool) {
    let people = guard.count(&within(place, "n"));
    let of_all = place != "/value/predicted" || guard.is_group((everybody(context) - people).abs());
    guard.tell("value", place, told && of_all && people >= 2 * i64::from(guard.k));
}

// Cohorts

fn cohorts(guard: &mut Guard, context: &Context, currency: Option<usize>) {
    let ages: Vec<i32> = (0..guard.len("/value/ages"))
        .map(|at| i32::try_from(guard.count(&nth("/value/ages", at, ""))).unwrap_or(0))
        .collect();
    let mut told = vec![vec![false; ages.len()]; guard.len("/value/cohorts")];
    for (at, ages_told) in told.iter_mut().enumerate() {
        let place = nth("/value/cohorts", at, "");
        let row = cohort_row(guard, &place);
        let sum = row.as_deref().and_then(|row| row_sum(guard, row, currency));
        let size = row.as_deref().filter(|row| guard.number(&within(row, "size")).is_some());
        let people = guard.count(&within(&place, "customers"));
        let is_told = size
            .is_some_and(|row| guard.is_group((guard.count(&within(row, "size")) - people).abs()))
            && is_told_sum(guard, &within(&place, "historic"), sum)
            && people >= i64::from(guard.k);
        guard.tell("value.cohorts", &within(&place, "customers"), is_told);
        guard.tell("value.cohorts", &within(&place, "historic"), is_told);
        bare(guard, &within(&place, "historic"));
        predicted(guard, context, &within(&place, "predicted"), is_told);
        if let Some(currency) = currency.filter(|_| is_told) {
            *ages_told = safe_ages(context, period_of(guard, &place), &ages, currency, guard.k);
        }
        values(guard, &place, ages_told);
    }
    changes(guard, &told);
}

/// The same cohort in the section of cohorts.
fn cohort_row(guard: &Guard, place: &str) -> Option<String> {
    let cohort = guard.text(&within(place, "cohort"));
    (0..guard.len("/cohorts/rows"))
        .map(|at| nth("/cohorts/rows", at, ""))
        .find(|row| guard.text(&within(row, "cohort")) == cohort)
}

/// What a cohort brought, where every period of it is told.
fn row_sum(guard: &Guard, row: &str, currency: Option<usize>) -> Option<i64> {
    let periods = guard.report.pointer(&within(row, "netSales"))?.as_array()?;
    let amount = |period: &Value| match (currency, period.is_object()) {
        (Some(at), true) => period.get(&guard.currencies[at])?.as_f64(),
        _ => period.as_f64(),
    };
    periods.iter().map(|period| amount(period).map(cents)).sum()
}

/// The period of the report that a cohort's month is.
fn period_of(guard: &Guard, place: &str) -> Option<i32> {
    parse_day(&[guard.text(&within(place, "cohort")), "-01"].concat())
}

/// Ages at which a cohort's sum may be told: what was spent between two of them, after the last, and between an age and the
/// end of a month is nobody's or a group's.
fn safe_ages(context: &Context, month: Option<i32>, ages: &[i32], currency: usize, k: u32) -> Vec<bool> {
    let Some(period) = month.map(|day| context.spans.of(day)) else { return vec![false; ages.len()] };
    let first = |row: &Purchase| context.first.get(row.customer as usize).copied().flatten();
    let age = |row: &Purchase| {
        let first = first(row).filter(|first| context.spans.of(*first) == period)?;
        (usize::from(row.currency) == currency).then_some(row.day - first)
    };
    let between = |after: i32, until: i32| {
        spent(context, currency, k, &|row| age(row).is_some_and(|age| after <= age && age < until))
    };
    let mut told = vec![false; ages.len()];
    let mut last = 0;
    for (at, &limit) in ages.iter().enumerate() {
        let apart = |end: usize| {
            spent(context, currency, k, &|row| {
                age(row).is_some_and(|age| (age < limit) != (context.spans.of(row.day) <= end))
            })
        };
        told[at] =
            between(last, limit) && between(limit, i32::MAX) && (period..context.spans.len()).all(apart);
        last = if told[at] { limit } else { last };
    }
    told
}

/// Whether the rows of a kind are nobody's, or a group's of which no one outweighs the others.
fn spent(context: &Context, currency: usize, k: u32, of: &dyn Fn(&Purchase) -> bool) -> bool {
    let backing: Vec<Backing> = context.ledger.backing(1, &|row| of(row).then_some(0));
    backing[0].money.get(currency).copied().unwrap_or_else(MoneyBacking::default).is_safe(k)
}

fn values(guard: &mut Guard, place: &str, told: &[bool]) {
    for (at, &told) in told.iter().enumerate() {
        let value = nth(&within(place, "values"), at, "");
        guard.tell("value.cohorts", &value, told);
        bare(guard, &value);
    }
}

/// A difference is told where both sides are.
fn changes(guard: &mut Guard, told: &[Vec<bool>]) {
    for (at, now) in told.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &told[before]);
        for (age, &told) in now.iter().enumerate() {
            let both = told && before.is_some_and(|before| before[age]);
            guard.tell("value.cohorts", &nth(&nth("/value/cohorts", at, "changes"), age, ""), both);
        }
    }
}

// Groups

fn groups(guard: &mut Guard, context: &Context, total_told: bool) {
    if let Some(all) = guard.report.pointer_mut("/value/groups").and_then(Value::as_array_mut) {
        all.retain(|one| TOLD.contains(&one["by"].as_str().unwrap_or_default()));
    }
    for at in 0..guard.len("/value/groups") {
        kind(guard, context, &nth("/value/groups", at, ""), total_told);
    }
}

/// Groups of one kind, the unknown and those beyond the list are parts of everybody.
fn kind(guard: &mut Guard, context: &Context, place: &str, total_told: bool) {
    let rows = guard.len(&within(place, "rows"));
    let all = within(place, "rows");
    let at = |row: usize, field: &str| nth(&all, row, field);
    let people = |count: i64| u32::try_from(count).unwrap_or(0);
    let mut parts: Vec<u32> = (0..rows).map(|row| people(guard.count(&at(row, "customers")))).collect();
    parts.push(people(guard.count(&within(place, "unknown"))));
    parts.push(people(everybody(context) - parts.iter().map(|&part| i64::from(part)).sum::<i64>()));
    let hidden = one_way(&parts, &vec![false; parts.len()], guard.k);
    let own = |guard: &Guard, row: usize, safe: bool| {
        hidden[row] || !safe || !guard.report.pointer(&at(row, "pooledTo")).is_none_or(Value::is_null)
    };
    let money: Vec<bool> = (0..rows)
        .map(|row| own(guard, row, total_told && is_balanced(guard, &at(row, "historic"))))
        .collect();
    let again: Vec<i64> = (0..rows).map(|row| guard.count(&at(row, "repeat/count"))).collect();
    let split: Vec<bool> =
        (0..rows).map(|row| own(guard, row, guard.is_split(again[row], i64::from(parts[row])))).collect();
    let rest = |own: Vec<bool>, of: &dyn Fn(usize) -> u32| {
        let people: Vec<u32> = (0..rows).map(of).chain([0]).collect();
        one_way(&people, &own.into_iter().chain([false]).collect::<Vec<bool>>(), guard.k)
    };
    let silent = rest(money, &|row| parts[row]);
    let silent_again = rest(split, &|row| people(again[row]));
    for row in 0..rows {
        guard.tell("value.groups", &at(row, "historic"), !silent[row]);
        bare(guard, &at(row, "historic"));
        guard.tell("value.groups", &at(row, "repeat"), !silent_again[row]);
        let many = !hidden[row] && guard.report.pointer(&at(row, "pooledTo")).is_none_or(Value::is_null);
        predicted(guard, context, &at(row, "predicted"), many);
        blank(guard, &nth(&all, row, ""), &["values", "spend", "cac", "paybackDay"]);
        only(guard, &nth(&all, row, ""), KNOWN_OF_GROUP);
        for list in ["newCustomers", "curve"] {
            guard.put(&at(row, list), Value::from(Vec::<Value>::new()));
        }
        if hidden[row] {
            guard.put(&at(row, "customers"), Value::Null);
        }
    }
    guard.tell("value.groups", &within(place, "unknown"), !hidden[rows]);
    // A name may be a person's own, such as a code made for one.
    retain(guard, "value.groups", &within(place, "rows"), |row| !row["customers"].is_null());
}

/// Whether no one's part of a sum can be most of it: nobody is further from the mean of n than √(n − 1) deviations
/// (Samuelson 1968), and the deviation follows from the interval.
#[allow(clippy::cast_precision_loss)]
fn is_balanced(guard: &Guard, mean: &str) -> bool {
    let n = guard.count(&within(mean, "n")) as f64;
    let number = |field: &str| guard.number(&within(mean, field));
    let (Some(middle), Some(low), Some(high)) = (number("mean"), number("low"), number("high")) else {
        return false;
    };
    // (high − low) / 2 = 1.96 × s / √n.
    let deviation = (high - low) / 2.0 / 1.959_963_984_540_054 * n.sqrt();
    let most = middle + deviation * (n - 1.0) / n.sqrt();
    middle > 0.0 && most <= DOMINANT * n * middle
}

// Advertising and the lost

fn acquisition(guard: &mut Guard, context: &Context) {
    let place = "/value/acquisition";
    let day = |field: &str| parse_day(guard.text(&within(place, field)));
    let mut cuts = Cuts::new(context, guard.k);
    let told = day("from").zip(day("to")).is_some_and(|(from, to)| cuts.add(from - 1) && cuts.add(to))
        && guard.is_split(guard.count(&within(place, "newCustomers")), everybody(context));
    // Customers of some days between the two could be told apart from the others.
    let whole = day("from")
        .zip(day("to"))
        .is_some_and(|(from, to)| guard.count(&within(place, "days")) == i64::from(to) - i64::from(from) + 1);
    let told = told && whole;
    guard.put(&within(place, "paid"), Value::Null);
    for field in ["newCustomers", "cac", "paybackDay"] {
        guard.tell("value.acquisition", &within(place, field), told);
    }
}

/// The lost are those whom the life cycle calls churned, without those who paid in another currency: told here what is told there.
fn lost(guard: &mut Guard, currency: Option<usize>) {
    let churned = (0..guard.len("/lifecycle/stages"))
        .map(|at| nth("/lifecycle/stages", at, ""))
        .find(|stage| guard.text(&within(stage, "id")) == "churned");
    let known = churned.as_ref().filter(|stage| guard.number(&within(stage, "customers")).is_some());
    let here = guard.count("/value/lost/customers");
    let same =
        known.is_some_and(|stage| guard.is_group((guard.count(&within(stage, "customers")) - here).abs()));
    let sum = churned.and_then(|stage| {
        let amount = guard.report.pointer(&within(&stage, "netSales"))?;
        match (currency, amount.is_object()) {
            (Some(at), true) => amount.get(&guard.currencies[at])?.as_f64(),
            _ => amount.as_f64(),
        }
    });
    let amount = guard.number("/value/lost/historic");
    let told_sum = same && sum.zip(amount).is_some_and(|(told, here)| (cents(told) - cents(here)).abs() <= 1);
    for (field, told) in [
        ("customers", same),
        ("share", same),
        ("historic", told_sum),
        ("remaining", same),
        ("sunk", false),
        ("sunkCustomers", false),
    ] {
        guard.tell("value", &within("/value/lost", field), told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn balanced(amounts: &[f64]) -> bool {
        let n = amounts.len() as f64;
        let mean = amounts.iter().sum::<f64>() / n;
        let square = amounts.iter().map(|amount| (amount - mean) * (amount - mean)).sum::<f64>();
        let half = 1.959_963_984_540_054 * (square / (n - 1.0) / n).sqrt();
        let report =
            json!({ "m": { "n": amounts.len(), "mean": mean, "low": mean - half, "high": mean + half } });
        is_balanced(&Guard::new(report, 5, vec![]), "/m")
    }

    /// For two amounts the bound is exact: 70 of 100 may be one customer's, 71 may not.
    #[test]
    fn no_one_outweighs_the_others() {
        assert!(balanced(&[30.0, 69.9]) && !balanced(&[29.0, 71.0]));
        assert!(balanced(&[10.0; 8]) && !balanced(&[1.0, 1.0, 1.0, 1.0, 96.0]));
        assert!(!balanced(&[-5.0, -5.0, -5.0]), "a sum below nothing has no parts");
    }
}
