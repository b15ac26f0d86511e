//! Churn over time: the months, the last 30 days, the store's cycle.
//!
//! Ties: those who had ordered before a month and are not active at its start were flagged then. Those active at a month's start and not flagged at its end, the new customers and those who came back make the
//! active ones of the next month. So the ones who came back follow from two months, and must be a group too.

use super::Context;
use crate::share::guard::Guard;
use crate::share::people::{Purchase, whole};

const MONTHS: &str = "churn.months";

/// Blanks what must not be told of churn over time.
pub(super) fn protect(guard: &mut Guard, context: &Context) {
    months(guard, context);
    recent(guard, context);
    store(guard, context);
}

fn months(guard: &mut Guard, context: &Context) {
    let rows = guard.len("/churn/months");
    let at = |month: usize, field: &str| format!("/churn/months/{month}/{field}");
    let numbers: Vec<(i64, i64)> = (0..rows)
        .map(|month| (guard.count(&at(month, "active")), guard.count(&at(month, "flagged"))))
        .collect();
    let (new, known) = new_by_month(guard, context);
    for month in 0..rows {
        let (active, flagged) = numbers[month];
        let back = numbers.get(month + 1).map_or(0, |next| next.0 - active + flagged - new[month]);
        let active_told = guard.is_group(active) && guard.is_group((known[month] - active).max(0));
        let told = active_told && guard.is_split(flagged, active) && guard.is_group(back.max(0));
        guard.tell(MONTHS, &at(month, "active"), active_told);
        for field in ["flagged", "rate", "low", "high"] {
            guard.tell(MONTHS, &at(month, field), told);
        }
    }
}

/// First orders in each month of the series, and before it.
fn new_by_month(guard: &Guard, context: &Context) -> (Vec<i64>, Vec<i64>) {
    let ids: Vec<String> = (0..guard.len("/churn/months"))
        .map(|at| guard.text(&format!("/churn/months/{at}/month")).to_owned())
        .collect();
    let spans = super::Spans::new(ids.iter().map(String::as_str));
    let (mut new, mut known) = (vec![0; ids.len()], vec![0; ids.len()]);
    if spans.len() == ids.len() {
        for &day in context.first.iter().flatten() {
            for month in 0..ids.len() {
                let (first, last) = spans.days(month);
                new[month] += i64::from((first..=last).contains(&day));
                known[month] += i64::from(day < first);
            }
        }
    }
    (new, known)
}

fn recent(guard: &mut Guard, context: &Context) {
    let newly = guard.count("/churn/recent/newlyFlagged");
    let group = guard.is_group(newly);
    let returned = guard.is_group(guard.count("/churn/recent/returned"));
    // Who is newly flagged is not known here: the largest value of anybody bounds theirs.
    let width = context.ledger.width;
    let sums = guard.money("/churn/recent/newlyAtStake");
    let safe: Vec<bool> = (0..width)
        .map(|currency| {
            let values = context.customers.value_at_stake.iter().skip(currency).step_by(width.max(1));
            let top = values.map(|&value| whole(value)).max().unwrap_or(0);
            sums[currency] == 0 || i128::from(top) * 10 <= i128::from(sums[currency]) * 7
        })
        .collect();
    guard.tell("churn.recent", "/churn/recent/newlyFlagged", group);
    guard.tell("churn.recent", "/churn/recent/returned", returned);
    guard.tell_money("churn.recent", "/churn/recent/newlyAtStake", &|currency| {
        group && width == 1 && safe[currency]
    });
}

/// The store's own numbers rest on the customers who came back, its shape on those with three gaps.
fn store(guard: &mut Guard, context: &Context) {
    let with_days =
        |least: usize| context.ledger.histories().filter(|rows| buying_days(rows).count() >= least).count();
    let k = guard.k as usize;
    let (back, regular) = (with_days(2), with_days(4));
    let naive = guard.text("/meta/options/churn/storeCycle") == "naive";
    // The restricted mean tells the longest wait, which is one customer's.
    guard.tell("churn", "/churn/storeCycleDays", naive && back >= k);
    guard.tell("churn", "/churn/storeTailDays", back >= 2 * k);
    guard.tell("churn", "/churn/gapShape", regular >= k);
}

/// A customer's days with an order, each once.
pub(super) fn buying_days(rows: &[Purchase]) -> impl Iterator<Item = i32> {
    let mut last = None;
    rows.iter()
        .filter(|row| !row.refund)
        .map(|row| row.day)
        .filter(move |&day| last.replace(day) != Some(day))
}
