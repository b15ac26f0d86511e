//! What a report holds beside its own sections: models, value, products, season. Told are parameters and totals over all
//! customers, and groups by the rules of their files; lists, single weeks and what counts orders instead of people go.
//!
//! These parts repeat numbers of other sections and add some: a number that another section keeps silent is not told here,
//! and where a total here differs from one there, the difference is nobody or a group.

mod cuts;
mod goods;
mod models;
mod season;
mod value;

use super::Context;
use crate::share::guard::Guard;
use serde_json::Value;

const PARTS: [&str; 6] = ["models", "value", "due", "goods", "season", "history"];

/// Blanks what must not be told; with `few` customers nothing of this is. Comes after all other sections.
pub(super) fn protect(guard: &mut Guard, context: &Context, few: bool) {
    if few {
        if let Some(report) = guard.report.as_object_mut() {
            PARTS.iter().for_each(|part| drop(report.remove(*part)));
        }
        return;
    }
    if guard.report.get("models").is_some() {
        models::protect(guard, context);
    }
    if guard.report.get("value").is_some() {
        value::protect(guard, context);
    }
    if guard.report.get("goods").is_some() {
        goods::protect(guard, context);
    }
    if guard.report.get("season").is_some() {
        season::protect(guard, context);
    }
    // Next purchases are lists of people and of what each of them buys.
    guard.put("/due", Value::Null);
    // From months that follow each other it could be worked out what few people did in between.
    guard.put("/history", Value::Null);
}

/// The place of a member.
fn within(place: &str, field: &str) -> String {
    [place, field].join("/")
}

/// The place of a member of a row, or of the row itself.
fn nth(list: &str, row: usize, field: &str) -> String {
    let row = within(list, &row.to_string());
    if field.is_empty() { row } else { within(&row, field) }
}

/// Blanks several numbers, without counting them.
fn blank(guard: &mut Guard, place: &str, fields: &[&str]) {
    fields.iter().for_each(|field| guard.put(&within(place, field), Value::Null));
}

/// Keeps the members whose names stand in a text, parted by spaces, and drops the others.
fn only(guard: &mut Guard, place: &str, fields: &str) {
    if let Some(members) = guard.report.pointer_mut(place).and_then(Value::as_object_mut) {
        members.retain(|name, _| fields.split(' ').any(|field| field == name));
    }
}

/// Keeps the rows of a list that fit, and counts the others as not told.
fn retain(guard: &mut Guard, table: &str, path: &str, fits: impl Fn(&Value) -> bool) {
    let Some(rows) = guard.report.pointer_mut(path).and_then(Value::as_array_mut) else { return };
    let all = rows.len();
    rows.retain(|row| fits(row));
    let kept = rows.len();
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    guard.note(table, count(all - kept), count(all));
}

/// A whole number in a row; 0 where there is none.
#[allow(clippy::cast_possible_truncation)]
fn whole(row: &Value, path: &str) -> i64 {
    row.pointer(path).and_then(Value::as_f64).map_or(0, |value| value.round() as i64)
}

/// Everybody with an order.
fn everybody(context: &Context) -> i64 {
    i64::try_from(context.customers.len()).unwrap_or(i64::MAX)
}

/// Tells how many customers a part counts, where that differs from everybody by nobody or a group.
fn tell_customers(guard: &mut Guard, context: &Context, table: &str, path: &str) -> bool {
    let told = guard.is_group((everybody(context) - guard.count(path)).abs());
    guard.tell(table, path, told);
    told
}

/// A date as its month.
fn coarsen(guard: &mut Guard, path: &str) {
    let month = guard.text(path).get(..7).map(str::to_owned);
    if let Some(month) = month {
        guard.put(path, Value::from(month));
    }
}

/// Limits of a mean go where it is not of many.
fn bare(guard: &mut Guard, place: &str) {
    if guard.count(&within(place, "n")) < 2 * i64::from(guard.k) {
        blank(guard, place, &["low", "high"]);
    }
}
