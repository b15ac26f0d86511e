//! Models of buying: parameters are of all customers; the check is told where its spans begin and end between groups, and
//! where those who came and those who did not are groups; its tenths are a table with both as margins.

use super::super::Context;
use super::cuts::Cuts;
use super::{blank, coarsen, everybody, nth, retain, tell_customers, whole, within};
use crate::share::guard::Guard;
use crate::share::spans::parse_day;
use crate::share::suppress::{Arc, GROUND, Network, Telling};
use serde_json::Value;

const FITS: [&str; 5] = ["bgNbd", "mbgNbd", "paretoNbd", "bgBb", "gammaGamma"];
const RISKS: [&str; 3] = ["low", "medium", "high"];
const CELLS: [&str; 4] = ["both", "onlyD3", "onlyD1", "neither"];
/// The longest time that is held out.
const YEAR: i64 = 365;

pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let mut cuts = Cuts::new(context, guard.k);
    let repeaters = guard.count("/models/repeaters");
    // A percentile, and a model of those who came again, are of many or not told.
    if repeaters < 2 * i64::from(guard.k) {
        blank(guard, "/models", &["medianGapDays", "gammaGamma", "regularity"]);
    }
    for fit in FITS {
        blank(guard, &within("/models", fit), &["n"]);
    }
    blank(guard, "/models/regularity", &["n", "gaps"]);
    blank(guard, "/models", &["repeaters"]);
    blank(guard, "/models/orderValue", &["mean", "n"]);
    new_customers(guard);
    guard.put("/models/notices", Value::from(Vec::<Value>::new()));
    tell_customers(guard, context, "models", "/models/customers");
    holdout(guard, context, &mut cuts);
    churn_model(guard, &mut cuts);
    flag(guard, context);
    dates(guard);
}

// New customers

/// What was foretold of a group, without how many they are: the rows are fits to groups with many repeat customers. The others, and what
/// one customer paid least or most, go.
fn new_customers(guard: &mut Guard) {
    let place = "/models/newCustomers";
    if guard.report.pointer(place).is_none_or(Value::is_null) {
        return;
    }
    let rows = within(place, "rows");
    let least = 2 * i64::from(guard.k);
    let is_told = |row: &Value| row["reason"].is_null() && whole(row, "/repeaters") >= least;
    retain(guard, "models.newCustomers", &rows, is_told);
    for at in 0..guard.len(&rows) {
        blank(guard, &nth(&rows, at, ""), &["customers", "repeaters", "check", "firstValue"]);
    }
}

// The check

fn holdout(guard: &mut Guard, context: &Context, cuts: &mut Cuts) {
    let place = "/models/holdout";
    if guard.report.pointer(place).is_none_or(Value::is_null) {
        return;
    }
    let told = is_told(guard, context, cuts);
    guard.note("models.holdout", u32::from(!told), 1);
    if !told {
        guard.put(place, Value::Null);
        return;
    }
    // Who bought again is known closely from what else is told, and this is a mean over them.
    blank(guard, place, &["repeaters", "orderValues"]);
    same_as_before(guard, parse_day(guard.text("/models/holdout/cutDate")), cuts);
    let chosen = guard.text("/models/chosen").to_owned();
    let silent = silent_of(guard);
    let candidates = within(place, "candidates");
    for at in 0..guard.len(&candidates) {
        let candidate = nth(&candidates, at, "");
        reasons(guard, &candidate);
        blank(guard, &candidate, &["deciles"]);
        let is_used = guard.text(&within(&candidate, "model")) == chosen;
        let table = within(&candidate, "calibration");
        if !is_used || !calibration(guard, &table, silent, guard.count(&within(place, "customers"))) {
            guard.put(&table, Value::Null);
        }
    }
    tracking(guard, context, cuts);
}

/// Customers of the check who bought nothing in the time held out.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn silent_of(guard: &Guard) -> i64 {
    let share = guard.number("/models/holdout/observedSilent").unwrap_or(0.0);
    (share * guard.count("/models/holdout/customers") as f64).round() as i64
}

/// Those who were silent in the time held out, and those who were not, are groups, and no others came near its begin.
fn is_told(guard: &Guard, context: &Context, cuts: &mut Cuts) -> bool {
    let Some(cut) = parse_day(guard.text("/models/holdout/cutDate")) else { return false };
    let customers = guard.count("/models/holdout/customers");
    let known = context.first.iter().flatten().filter(|day| **day <= cut).count();
    let apart = (i64::try_from(known).unwrap_or(0) - customers).abs();
    let (silent, least) = (silent_of(guard), i64::from(guard.k));
    guard.is_group(apart) && silent >= least && customers - silent >= least && cuts.add(cut)
}

/// The guess that everybody buys as before looks at a span of its own, and its score counts whom it gets wrong.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn same_as_before(guard: &mut Guard, cut: Option<i32>, cuts: &mut Cuts) {
    let place = "/models/holdout/baselines/sameAsBefore";
    let customers = guard.count("/models/holdout/customers");
    let missed = (guard.number(&within(place, "brier")).unwrap_or(0.0) * customers as f64).round() as i64;
    let days = i32::try_from(guard.count("/models/holdout/days")).unwrap_or(0);
    let told = guard.is_split(missed, customers) && cut.is_some_and(|cut| cuts.add(cut - days));
    guard.tell("models.holdout", place, told);
}

/// Why a model is not used repeats numbers of the check: where those of a guess are not told, no sentence tells them.
fn reasons(guard: &mut Guard, candidate: &str) {
    if guard.number("/models/holdout/baselines/sameAsBefore/brier").is_some() {
        return;
    }
    let list = guard.report.pointer_mut(&within(candidate, "reasons")).and_then(Value::as_array_mut);
    let by_guess =
        |reason: &Value| reason["code"] == "worseThanSameAsBefore" || reason["code"] == "probabilitiesWorse";
    list.into_iter().for_each(|list| list.retain(|reason| !by_guess(reason)));
}

/// Weeks between which too few came again are left out of the curves.
fn tracking(guard: &mut Guard, context: &Context, cuts: &mut Cuts) {
    let place = "/models/holdout/tracking";
    let weeks = guard.len(&within(place, "week"));
    let Some(last) = (0..weeks).next_back() else { return };
    let first = context.first.iter().flatten().min().copied().unwrap_or(0);
    for at in 0..weeks {
        let week = i32::try_from(guard.count(&nth(&within(place, "week"), at, ""))).unwrap_or(0);
        let told = at == last || cuts.add(first + 7 * week - 1);
        guard.tell("models.tracking", &nth(&within(place, "observed"), at, ""), told);
    }
    // Dates of weeks tell the day of the first order.
    blank(guard, place, &["date"]);
}

/// Tenths of customers by a foretold probability, with the share who bought nothing; gives whether they may be told.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn calibration(guard: &mut Guard, table: &str, silent: i64, customers: i64) -> bool {
    let mut network = Network::new();
    let [lost, kept] = [(); 2].map(|()| network.node());
    let people = |count: i64| u32::try_from(count).unwrap_or(0);
    let arc = |network: &mut Network, from, to, count: i64, telling| {
        network.arc(Arc::new(from, to, count.max(0), people(count), telling))
    };
    arc(&mut network, GROUND, lost, silent, Telling::Fixed);
    arc(&mut network, GROUND, kept, customers - silent, Telling::Fixed);
    let rows: Vec<[usize; 3]> = (0..guard.len(table))
        .map(|at| {
            let all = guard.count(&nth(table, at, "customers"));
            let share = guard.number(&nth(table, at, "observed")).unwrap_or(0.0);
            let gone = (share * all as f64).round() as i64;
            let row = network.node();
            [
                arc(&mut network, lost, row, gone, Telling::Open),
                arc(&mut network, kept, row, all - gone, Telling::Open),
                arc(&mut network, row, GROUND, all, Telling::Open),
            ]
        })
        .collect();
    network.protect(guard.k);
    let is_wide = |cell: usize| {
        let (least, most) = network.interval(cell);
        !network.is_hidden(cell) || network.arcs()[cell].people == 0 || most - least >= i64::from(guard.k)
    };
    if !rows.iter().flatten().all(|&cell| is_wide(cell)) {
        return false;
    }
    for (at, [gone, there, all]) in rows.into_iter().enumerate() {
        let group = !network.is_hidden(all);
        let split = group && !network.is_hidden(gone) && !network.is_hidden(there);
        for (field, told) in [("customers", group), ("expected", group), ("observed", split)] {
            guard.tell("models.calibration", &nth(table, at, field), told);
        }
    }
    true
}

/// The logistic model: the same of its test.
fn churn_model(guard: &mut Guard, cuts: &mut Cuts) {
    let place = "/models/churnModel";
    if guard.report.pointer(place).is_none_or(Value::is_null) {
        return;
    }
    let day = |guard: &Guard, field: &str| parse_day(guard.text(&within(place, field)));
    let split = |guard: &Guard, side: &str| {
        let (all, lost) = (
            guard.count(&within(place, &within(side, "customers"))),
            guard.count(&within(place, &within(side, "lost"))),
        );
        all > 0 && lost >= i64::from(guard.k) && all - lost >= i64::from(guard.k)
    };
    let dates = day(guard, "trainDate").zip(day(guard, "testDate"));
    let told = dates.is_some_and(|(train, test)| cuts.add(train) && cuts.add(test))
        && split(guard, "train")
        && split(guard, "test");
    guard.note("models.churnModel", u32::from(!told), 1);
    if !told {
        guard.put(place, Value::Null);
        return;
    }
    guard.put(&within(place, "reasons"), Value::from(Vec::<Value>::new()));
    let (all, lost) =
        (guard.count(&within(place, "test/customers")), guard.count(&within(place, "test/lost")));
    let table = within(place, "calibration");
    if !calibration(guard, &table, lost, all) {
        guard.put(&table, Value::Null);
    }
}

// The flag

/// Told whole or not at all: each risk, the flagged and the others, what the threshold cuts off a risk, and what stands between all these and
/// the told counts of the other definitions. Who is flagged by D3 is not known here, so each small difference counts as a few people.
fn flag(guard: &mut Guard, context: &Context) {
    let place = "/models/flag";
    if guard.report.pointer(place).is_none_or(Value::is_null) {
        return;
    }
    let count = |guard: &Guard, field: &str| guard.count(&within(place, field));
    let all = count(guard, "n");
    let flagged = count(guard, "flagged");
    let [low, medium, high] = RISKS.map(|risk| count(guard, risk));
    let beside = [flagged - high, flagged - high - medium, flagged, all - flagged, low, medium, high];
    let told = guard.is_group((everybody(context) - all).abs())
        && beside.iter().chain(&from_others(guard)).all(|&people| guard.is_group(people.abs()));
    for field in ["n", "flagged", "rate", "low", "medium", "high"] {
        guard.tell("models.flag", &within(place, field), told);
    }
    let cells = CELLS.map(|cell| count(guard, &within("agreement", cell)));
    let by_cycle = (0..guard.len("/churn/definitions"))
        .map(|at| nth("/churn/definitions", at, ""))
        .find(|definition| guard.text(&within(definition, "id")) == "D1");
    // What D1 flags must be told there, and differ from here by nobody or a group.
    let same = by_cycle.and_then(|definition| guard.number(&within(&definition, "flagged"))).is_some()
        && cells.iter().all(|&people| guard.is_group(people));
    guard.tell("models.flag", &within(place, "agreement"), told && same);
}

/// By how many the customers whom D3 flags, or holds to be at such a risk, are more than those whom each told definition flags; and the others
/// more than those whom it does not.
fn from_others(guard: &Guard) -> Vec<i64> {
    let count = |field: &str| guard.count(&within("/models/flag", field));
    let (all, high) = (count("n"), count("high"));
    let mut apart = Vec::new();
    for at in 0..guard.len("/churn/definitions") {
        let [flagged, judged] = ["flagged", "customers"].map(|field| nth("/churn/definitions", at, field));
        if guard.number(&flagged).is_none() {
            continue;
        }
        for ours in [count("flagged"), high, high + count("medium")] {
            apart.push(ours - guard.count(&flagged));
            if guard.number(&judged).is_some() {
                apart.push(all - ours - guard.count(&judged) + guard.count(&flagged));
            }
        }
    }
    apart
}

// Dates

/// Where the day of as-of is not told, no date from which it follows is.
fn dates(guard: &mut Guard) {
    let as_of = guard.text("/meta/asOfDate").to_owned();
    guard.put("/models/asOfDate", Value::from(as_of.clone()));
    if as_of.len() > 7 {
        return;
    }
    for field in ["holdout/cutDate", "holdout/endDate", "churnModel/trainDate", "churnModel/testDate"] {
        coarsen(guard, &within("/models", field));
    }
    let asked = guard.number("/meta/options/models/holdoutDays").is_some();
    if !asked && guard.count("/models/holdout/days") != YEAR {
        blank(guard, "/models/holdout", &["days"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tenths(rows: &[(i32, f64)]) -> (bool, Value) {
        let rows: Vec<Value> = rows
            .iter()
            .map(|(customers, observed)| json!({ "customers": customers, "expected": 0.5, "observed": observed }))
            .collect();
        let mut guard = Guard::new(json!({ "rows": rows }), 5, vec![]);
        let told = calibration(&mut guard, "/rows", 20, 60);
        (told, guard.report["rows"].take())
    }

    /// 2 of 20 silent is thin; with 20 silent in all, told 10 and 8 would give it away, so one of these goes too.
    #[test]
    fn a_thin_share_takes_another_with_it() {
        let (told, rows) = tenths(&[(20, 0.1), (20, 0.5), (20, 0.4)]);
        assert!(told);
        let silent = (0..3).filter(|&at| rows[at]["observed"].is_null()).count();
        assert!(rows[0]["observed"].is_null() && silent >= 2, "{rows}");
        assert!((0..3).all(|at| rows[at]["customers"] == 20));
    }

    /// 40 flagged by D3. D2's 44 are told: 4 people stand between the two counts, and both told would give them away. Where D2 is not told, or 40
    /// or 48, nobody or a group does. 21 are at high risk: D4's 19 are too near them, and 81 are not, near to D4's 82 of 100.
    #[test]
    fn a_definition_close_by_is_a_difference_of_few() {
        let near = |d2: Value, d4: Value| {
            let flag = json!({ "n": 101, "flagged": 40, "low": 20, "medium": 60, "high": 21 });
            let definitions = json!([{ "id": "D2", "flagged": d2, "customers": 101 }, { "id": "D4", "flagged": d4, "customers": 100 }]);
            let report = json!({ "models": { "flag": flag }, "churn": { "definitions": definitions } });
            let guard = Guard::new(report, 5, vec![]);
            from_others(&guard).iter().any(|people| !guard.is_group(people.abs()))
        };
        assert!(near(json!(44), Value::Null));
        assert!(![Value::Null, json!(40), json!(48)].into_iter().any(|d2| near(d2, Value::Null)));
        assert!(near(Value::Null, json!(19)) && near(Value::Null, json!(18)));
        assert!(!near(Value::Null, json!(60)));
    }

    /// The total that was missed stands in the table; the error of a guess that is not told does not stand in a sentence.
    #[test]
    fn reasons_tell_told_numbers() {
        let left = |brier: Value| {
            let reasons: Vec<Value> =
                ["worseThanSameAsBefore", "worseThanNobodyReturns", "probabilitiesWorse", "totalMissed"]
                    .map(|code| json!({ "code": code }))
                    .to_vec();
            let holdout = json!({ "baselines": { "sameAsBefore": { "brier": brier } }, "candidates": [{ "reasons": reasons }] });
            let mut guard = Guard::new(json!({ "models": { "holdout": holdout } }), 5, vec![]);
            super::reasons(&mut guard, "/models/holdout/candidates/0");
            guard.len("/models/holdout/candidates/0/reasons")
        };
        assert_eq!((left(json!(0.2)), left(Value::Null)), (4, 2));
    }

    #[test]
    fn groups_are_told() {
        let (told, rows) = tenths(&[(20, 0.25), (20, 0.25), (20, 0.5)]);
        assert!(told);
        assert_eq!(rows[2], json!({ "customers": 20, "expected": 0.5, "observed": 0.5 }));
    }

    /// Of everybody, a group of 8 repeat customers and one that was refused, the first is told, without numbers of people.
    #[test]
    fn new_customers_of_many() {
        let row = |name: &str, repeaters: i64, reason: Value| {
            json!({ "name": name, "customers": 400, "repeaters": repeaters, "check": { "customers": 300, "expected": 9.0, "observed": 8 },
                "firstValue": [5.0, 90.0], "orders": { "value": 1.5, "low": 1.2, "high": 1.8 }, "reason": reason })
        };
        let rows =
            [row("", 200, Value::Null), row("low", 8, Value::Null), row("high", 200, json!("totalMissed"))];
        let mut guard = Guard::new(json!({ "models": { "newCustomers": { "rows": rows } } }), 5, vec![]);
        super::new_customers(&mut guard);
        let left = &guard.report["models"]["newCustomers"]["rows"];
        let expected = json!([{ "name": "", "customers": null, "repeaters": null, "check": null, "firstValue": null,
            "orders": { "value": 1.5, "low": 1.2, "high": 1.8 }, "reason": null }]);
        assert_eq!(left, &expected);
    }

    /// Two tenths of 3 customers each are 6 together: neither follows, and neither is told.
    #[test]
    fn small_tenths_hide_each_other() {
        let (told, rows) = tenths(&[(3, 1.0), (3, 1.0), (54, 14.0 / 54.0)]);
        assert!(told);
        assert!(rows[0]["customers"].is_null() && rows[1]["customers"].is_null(), "{rows}");
    }
}
