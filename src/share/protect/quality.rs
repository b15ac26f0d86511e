//! Quality and files: counts of records. Samples and positions are of single records and go; counts below `k` go, with
//! another where they would follow. Records = used + Σ of the verdicts that leave records out.

use super::Context;
use crate::share::guard::Guard;
use crate::share::spans::parse_day;
use crate::share::suppress::one_way;
use serde_json::Value;

const LEDGER: &str = "quality.ledger";

/// Blanks what must not be told of records.
pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let used_told = ledger(guard);
    guard.tell("quality", "/quality/used", used_told);
    guard.tell(
        "quality",
        "/quality/score",
        used_told && guard.is_group(guard.count("/summary/unidentified/orders")),
    );
    fields(guard);
    gaps(guard, context);
    let copies = guard.is_group(guard.count("/quality/duplicates/orders"));
    guard.tell("quality.duplicates", "/quality/duplicates/orders", copies);
}

/// Gives whether the records used may be told.
fn ledger(guard: &mut Guard) -> bool {
    let rows = guard.len("/quality/ledger");
    let at = |row: usize, field: &str| format!("/quality/ledger/{row}/{field}");
    let count = |guard: &Guard, row: usize| u32::try_from(guard.count(&at(row, "count"))).unwrap_or(0);
    let is_used =
        |guard: &Guard, row: usize| guard.report.pointer(&at(row, "used")) == Some(&Value::Bool(true));
    let unused: Vec<usize> = (0..rows).filter(|&row| !is_used(guard, row)).collect();
    let mut parts: Vec<u32> = unused.iter().map(|&row| count(guard, row)).collect();
    parts.push(u32::try_from(guard.count("/quality/used")).unwrap_or(0));
    let hidden = one_way(&parts, &vec![false; parts.len()], guard.k);
    for row in 0..rows {
        let place = unused.iter().position(|&other| other == row);
        let told = place.map_or_else(|| guard.is_group(i64::from(count(guard, row))), |place| !hidden[place]);
        guard.tell(LEDGER, &at(row, "count"), told);
        guard.tell(LEDGER, &at(row, "record"), false);
        guard.tell(LEDGER, &at(row, "line"), false);
        guard.put(&at(row, "sample"), Value::from(""));
    }
    !hidden[unused.len()]
}

fn fields(guard: &mut Guard) {
    for row in 0..guard.len("/quality/fields") {
        let at = |field: &str| format!("/quality/fields/{row}/{field}");
        let records = guard.count(&at("records"));
        for field in ["blank", "unreadable"] {
            let told = guard.is_split(guard.count(&at(field)), records);
            guard.tell("quality.fields", &at(field), told);
        }
    }
    for row in 0..guard.len("/quality/drift") {
        for field in ["before", "after"] {
            // Shares of files whose records are told: a share of few records tells them.
            guard.tell("quality.drift", &format!("/quality/drift/{row}/{field}"), false);
        }
    }
}

/// A run without orders begins after a day with some: told where those were a group's.
fn gaps(guard: &mut Guard, context: &Context) {
    let path = "/quality/gaps/longestFrom";
    let Some(from) = parse_day(guard.text(path)) else { return };
    let buyers = context.ledger.backing(1, &|row| (row.day == from - 1).then_some(0))[0].people;
    guard.tell("quality.gaps", path, buyers >= guard.k);
}
