//! The season is made of the numbers of whole months or weeks: where the summary tells all of them it adds nothing; else it goes.

use super::super::Context;
use super::{blank, coarsen, everybody, nth, within};
use crate::share::guard::Guard;
use serde_json::Value;

/// Everything that follows from the series.
const MADE: [&str; 12] = [
    "series",
    "index",
    "backTest",
    "forecast",
    "peak",
    "individual",
    "preSeason",
    "offSeason",
    "calendar",
    "periods",
    "seasons",
    "asOf",
];

pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let told = is_told(guard);
    guard.note("season", u32::from(!told), 1);
    if !told {
        guard.put("/season/notices", Value::from(Vec::<Value>::new()));
        return blank(guard, "/season", &MADE);
    }
    let as_of = guard.text("/meta/asOfDate").to_owned();
    guard.put("/season/asOf", Value::from(as_of));
    lists(guard, context);
}

/// Whether each period of the series is told in the summary, with the same number.
fn is_told(guard: &Guard) -> bool {
    let field = guard.text("/season/measure").to_owned();
    let known: Vec<(String, Option<f64>)> = (0..guard.len("/summary/periods"))
        .map(|at| {
            let value = guard.number(&nth("/summary/periods", at, &field));
            (guard.text(&nth("/summary/periods", at, "period")).to_owned(), value)
        })
        .collect();
    (0..guard.len("/season/series")).all(|at| {
        let place = nth("/season/series", at, "");
        let value = guard.number(&within(&place, "value"));
        let same = known.iter().find(|(period, _)| period == guard.text(&within(&place, "period")));
        // Months without an order are in no list of periods.
        same.map_or(value == Some(0.0), |(_, told)| {
            told.zip(value).is_some_and(|(told, value)| (told - value).abs() < 0.005)
        })
    })
}

/// How long lists of people are, where they and the others are groups.
fn lists(guard: &mut Guard, context: &Context) {
    let all = everybody(context);
    let [eligible, own] =
        ["eligible", "total"].map(|field| guard.count(&within("/season/individual", field)));
    let told = guard.is_split(eligible, all) && guard.is_split(own, eligible);
    for field in ["eligible", "total"] {
        guard.tell("season", &within("/season/individual", field), told);
    }
    for list in ["preSeason/total", "offSeason/total", "offSeason/crossBuyers"] {
        let path = within("/season", list);
        let told = guard.is_split(guard.count(&path), all);
        guard.tell("season", &path, told);
    }
    guard.put("/season/calendar", Value::Null);
    guard.put("/season/offSeason/cross", Value::Null);
    for list in ["categories", "calendar"] {
        guard.put(&within("/season/offSeason", list), Value::from(Vec::<Value>::new()));
    }
    // Whom to contact at once is to be contacted on the day of as-of.
    if guard.text("/meta/asOfDate").len() <= 7 {
        ["peak", "preSeason"]
            .iter()
            .for_each(|part| coarsen(guard, &within(&within("/season", part), "contact")));
    }
}
