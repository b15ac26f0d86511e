//! What recorded sessions say, for others: the report on visits in, the same without what fewer than `k` visitors did out.
//!
//! Tables by page, term, place and the like lose their small rows whole, names too, and then the smallest others until
//! those left out are a group. Where a table counts no visitors its sessions (or searches, or page views) stand for them.
//! Rates are told where both sides are groups, quartiles from `2k` on. Lists of visitors are emptied.

use super::guard::{Guard, Suppressed};
use super::suppress::one_way;
use serde_json::{Map, Value};

/// Tables by their place, and what counts a row's people.
const TABLES: [(&str, &str); 20] = [
    ("/traffic/devices", "/visitors"),
    ("/traffic/channels", "/visitors"),
    ("/traffic/landings", "/visitors"),
    ("/traffic/countries", "/visitors"),
    ("/traffic/campaigns", "/visitors"),
    ("/pages/templates", "/sessions"),
    ("/pages/paths", "/sessions"),
    ("/pages/anomalies", "/rate/whole"),
    ("/paths/transitions", "/count"),
    ("/paths/top", "/sessions/part"),
    ("/paths/exits", "/exit/whole"),
    ("/paths/links", "/count"),
    ("/search/terms", "/searches"),
    ("/search/unmet", "/searches"),
    ("/slots", "/seen"),
    ("/vitals", "/n"),
    ("/carts/signals", "/added/whole"),
    ("/carts/products", "/viewed"),
    ("/carts/compared", "/sessions"),
    ("/visitors/hasty", "/visitors/whole"),
];
/// Counts of their own.
const COUNTS: [&str; 7] =
    ["sessions", "visitors", "pageViews", "clickVisitors", "abandoned", "adds", "entered"];

/// Leaves out what must not be told; `None` where fewer than `k` visitors came.
#[must_use]
pub fn protect(visits: Value, k: u32) -> (Option<Value>, Vec<Suppressed>) {
    let mut guard = Guard::new(visits, k.max(2), vec![]);
    if guard.count("/traffic/visitors") < i64::from(guard.k) {
        guard.note("visits", 1, 1);
        return (None, guard.finish().1);
    }
    days(&mut guard);
    meta(&mut guard);
    for (place, people) in TABLES {
        thin_out(&mut guard, place, people);
    }
    for signal in 0..guard.len("/frustration/signals") {
        thin_out(&mut guard, &format!("/frustration/signals/{signal}/places"), "/sessions");
        let sessions = guard.count(&format!("/frustration/signals/{signal}/sessions/part"));
        let told = guard.is_group(sessions);
        guard.tell("visits.frustration.signals", &format!("/frustration/signals/{signal}/count"), told);
    }
    for list in ["waiting", "browsers", "churners"] {
        thin_out(&mut guard, &format!("/visitors/{list}"), "/nobody");
    }
    for funnel in 0..guard.len("/funnels") {
        tell_funnel(&mut guard, funnel);
    }
    partition(&mut guard, "/traffic/depths");
    partition(&mut guard, "/traffic/frequency/visitors");
    weeks(&mut guard);
    identity(&mut guard);
    searches(&mut guard);
    let (mut report, mut tables) = guard.finish();
    let mut walk = Walk { k: i64::from(k.max(2)), cells: 0, of: 0 };
    for section in [
        "traffic",
        "pages",
        "funnels",
        "paths",
        "search",
        "frustration",
        "slots",
        "carts",
        "visitors",
        "identity",
        "vitals",
    ] {
        walk.value(&mut report[section]);
    }
    tables.push(Suppressed { table: "visits.rates".to_owned(), cells: walk.cells, of: walk.of });
    (Some(report), tables)
}

/// Blanks rates, quartiles and counts wherever they are.
struct Walk {
    k: i64,
    cells: u32,
    of: u32,
}

impl Walk {
    fn value(&mut self, value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|one| self.value(one)),
            Value::Object(fields) => self.object(fields),
            _ => {}
        }
    }

    fn object(&mut self, fields: &mut Map<String, Value>) {
        let number = |name: &str| fields.get(name).and_then(Value::as_i64);
        let (part, whole, n) = (number("part"), number("whole"), number("n"));
        let k = self.k;
        let group = |people: i64| people == 0 || people >= k;
        if let (Some(part), Some(whole)) = (part, whole) {
            let told = group(part) && group(whole - part) && group(whole);
            self.tell(fields, &["part", "share", "low", "high"], told);
            self.tell(fields, &["whole"], group(whole));
            return;
        }
        if let Some(n) = n {
            self.tell(fields, &["p25", "median", "p75", "rating"], n >= 2 * k);
            self.tell(fields, &["n"], group(n));
        }
        for name in COUNTS {
            if let Some(count) = fields.get(name).and_then(Value::as_i64) {
                let told = count == 0 || count >= self.k;
                self.tell(fields, &[name], told);
            }
        }
        fields.values_mut().for_each(|field| self.value(field));
    }

    fn tell(&mut self, fields: &mut Map<String, Value>, names: &[&str], told: bool) {
        for name in names {
            let Some(field) = fields.get_mut(*name).filter(|field| !field.is_null()) else { continue };
            self.of += 1;
            if !told {
                self.cells += 1;
                *field = Value::Null;
            }
        }
    }
}

/// Drops rows below `k`, then the smallest others until those dropped are a group.
fn thin_out(guard: &mut Guard, place: &str, people: &str) {
    let Some(rows) = guard.report.pointer(place).and_then(Value::as_array) else { return };
    let size = |row: &Value| row.pointer(people).and_then(Value::as_u64).unwrap_or(0);
    let k = u64::from(guard.k);
    let mut kept: Vec<bool> = rows.iter().map(|row| size(row) >= k).collect();
    let named = rows.iter().any(|row| row.pointer(people).is_some());
    loop {
        let left: u64 = rows.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(row, _)| size(row)).sum();
        let smallest = (0..rows.len()).filter(|&at| kept[at]).min_by_key(|&at| size(&rows[at]));
        match smallest {
            Some(at) if named && left > 0 && left < k => kept[at] = false,
            _ => break,
        }
    }
    let told: Vec<Value> =
        rows.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(row, _)| row.clone()).collect();
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let (dropped, of) = (count(rows.len() - told.len()), count(rows.len()));
    guard.put(place, Value::from(told));
    guard.note(&format!("visits{}", place.replace('/', ".")), dropped, of);
}

/// A step is told where who got there, and who was lost on the way, are groups.
fn tell_funnel(guard: &mut Guard, funnel: usize) {
    let path = |step: usize, field: &str| format!("/funnels/{funnel}/steps/{step}/{field}");
    let mut before = guard.count(&format!("/funnels/{funnel}/whole"));
    let open = guard.report.pointer(&format!("/funnels/{funnel}/options/open")) == Some(&Value::Bool(true));
    let mut told_before = true;
    for step in 0..guard.len(&format!("/funnels/{funnel}/steps")) {
        let reached = guard.count(&path(step, "reached"));
        let told = if open { guard.is_group(reached) } else { guard.is_split(reached, before) };
        for field in ["reached", "overall"] {
            guard.tell("visits.funnels", &path(step, field), told);
        }
        for field in ["conversion", "time", "entered"] {
            guard.tell("visits.funnels", &path(step, field), told && told_before);
        }
        before = if told { reached } else { before };
        told_before = told;
    }
}

/// Parts of a told whole.
fn partition(guard: &mut Guard, place: &str) {
    let counts: Vec<u32> = (0..guard.len(place)).map(|at| count(guard, place, at)).collect();
    for (at, hidden) in one_way(&counts, &vec![false; counts.len()], guard.k).into_iter().enumerate() {
        guard.tell(&format!("visits{}", place.replace('/', ".")), &format!("{place}/{at}"), !hidden);
    }
}

fn count(guard: &Guard, place: &str, at: usize) -> u32 {
    u32::try_from(guard.count(&format!("{place}/{at}"))).unwrap_or(0)
}

fn weeks(guard: &mut Guard) {
    let place = "/traffic/frequency";
    let sessions: Vec<u32> = (0..guard.len("/traffic/frequency/week"))
        .map(|at| count(guard, "/traffic/frequency/sessions", at))
        .collect();
    let thin: Vec<bool> = (0..sessions.len())
        .map(|at| !guard.is_group(i64::from(count(guard, "/traffic/frequency/active", at))))
        .collect();
    for (at, hidden) in one_way(&sessions, &thin, guard.k).into_iter().enumerate() {
        guard.tell("visits.traffic.frequency", &format!("{place}/sessions/{at}"), !hidden);
        guard.tell("visits.traffic.frequency", &format!("{place}/active/{at}"), !hidden);
    }
}

fn days(guard: &mut Guard) {
    let sessions: Vec<u32> =
        (0..guard.len("/pages/day")).map(|at| count(guard, "/pages/sessions", at)).collect();
    let hidden = one_way(&sessions, &vec![false; sessions.len()], guard.k);
    let last = sessions.len().saturating_sub(1);
    for (field, at) in [("firstEvent", 0), ("lastEvent", last)] {
        let long = if hidden.get(at) == Some(&false) { 10 } else { 7 };
        let path = format!("/meta/{field}");
        let told = guard.text(&path).get(..long).map_or(Value::Null, Value::from);
        guard.put(&path, told);
    }
    for (at, hidden) in hidden.into_iter().enumerate() {
        for field in ["sessions", "views"] {
            guard.tell("visits.pages.days", &format!("/pages/{field}/{at}"), !hidden);
        }
    }
}

fn meta(guard: &mut Guard) {
    for row in 0..guard.len("/quality") {
        let path = |field: &str| format!("/quality/{row}/{field}");
        let told = guard.is_group(guard.count(&path("count")));
        guard.tell("visits.quality", &path("count"), told);
        for field in ["record", "line"] {
            guard.tell("visits.quality", &path(field), false);
        }
        guard.put(&path("sample"), Value::from(""));
    }
}

/// Of few searches nothing is told; positions and what followed only of many.
fn searches(guard: &mut Guard) {
    let all = |field: &str| format!("/search/all/{field}");
    let [searches, views, adds] = ["searches", "views", "adds"].map(|field| guard.count(&all(field)));
    let group = guard.is_group(searches);
    guard.tell("visits.search", &all("searches"), group);
    guard.tell("visits.search", &all("views"), group && guard.is_group(views));
    guard.tell("visits.search", &all("adds"), group && guard.is_group(adds));
    guard.tell("visits.search", &all("meanPosition"), group && searches >= 2 * i64::from(guard.k));
}

/// Visitors with a customer = those by customer id + by cart note + by order.
fn identity(guard: &mut Guard) {
    let ways = ["byCustomer", "byCartNote", "byOrder"];
    let counts = ways.map(|way| u32::try_from(guard.count(&format!("/identity/{way}"))).unwrap_or(0));
    for (way, hidden) in ways.into_iter().zip(one_way(&counts, &[false; 3], guard.k)) {
        guard.tell("visits.identity", &format!("/identity/{way}"), !hidden);
    }
    let [people, conflicts] = ["people", "conflicts"].map(|field| guard.count(&format!("/identity/{field}")));
    // Visitors that are one person follow from both numbers.
    let apart = guard.count("/identity/visitors/whole") - people;
    let told = guard.is_group(people) && guard.is_group(apart.max(0));
    guard.tell("visits.identity", "/identity/people", told);
    guard.tell("visits.identity", "/identity/conflicts", guard.is_group(conflicts));
}

#[cfg(test)]
mod tests;
