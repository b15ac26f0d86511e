//! Products: what customers bought over time, each count and what it leaves over a group; what counts orders goes, as nobody
//! knows how many people stand behind them.

use super::super::Context;
use super::{blank, everybody, nth, retain, whole, within};
use crate::share::guard::Guard;
use serde_json::Value;

pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let as_of = guard.text("/meta/asOfDate").to_owned();
    guard.put("/goods/asOf", Value::from(as_of));
    guard.put("/goods/notices", Value::from(Vec::<Value>::new()));
    let orders = guard.number("/summary/orders").is_some()
        && guard.is_group((guard.count("/summary/orders") - guard.count("/goods/orders")).abs());
    guard.tell("goods", "/goods/orders", orders);
    let lists = ["audience", "node", "companions", "recommendations", "campaign"];
    blank(guard, "/goods", &["lines", "cross", "newProducts"]);
    blank(guard, "/goods", &lists);
    blank(guard, "/goods/rules", &["orderProduct", "orderCategory"]);
    for table in ["customerProduct", "customerCategory"] {
        rules(guard, context, &within("/goods/rules", table));
    }
    penetration(guard, context);
    cycles(guard);
    hits(guard);
    upgrade(guard);
}

/// Whether a part of everybody, and the rest, are nobody or a group.
fn is_group(k: u32) -> impl Fn(i64) -> bool {
    move |people| people == 0 || people >= i64::from(k)
}

fn rules(guard: &mut Guard, context: &Context, table: &str) {
    let baskets = guard.count(&within(table, "baskets"));
    let group = is_group(guard.k);
    guard.tell("goods.rules", &within(table, "baskets"), group((everybody(context) - baskets).abs()));
    retain(guard, "goods.rules", &within(table, "rows"), |row| {
        let (joint, from, to) = (whole(row, "/joint"), whole(row, "/fromBaskets"), whole(row, "/toBaskets"));
        [joint, from - joint, to - joint, baskets - from - to + joint].into_iter().all(&group)
    });
}

/// Who bought a category at all; by period it would tell of few.
fn penetration(guard: &mut Guard, context: &Context) {
    let place = "/goods/penetration";
    let group = is_group(guard.k);
    let all = everybody(context);
    retain(guard, "goods.penetration", &within(place, "rows"), |row| {
        let (count, n) = (whole(row, "/overall/count"), whole(row, "/overall/n"));
        group(count) && group(n - count) && group((all - n).abs())
    });
    for list in ["periods", "active"] {
        guard.put(&within(place, list), Value::from(Vec::<Value>::new()));
    }
    let rows = within(place, "rows");
    for row in 0..guard.len(&rows) {
        for list in ["buyers", "share"] {
            guard.put(&nth(&rows, row, list), Value::from(Vec::<Value>::new()));
        }
    }
}

/// Customers by their first category: those who came back for anything, for the same, and not.
fn cycles(guard: &mut Guard) {
    let group = is_group(guard.k);
    retain(guard, "goods.cycles", "/goods/cycles", |row| {
        let (n, any, same) =
            (whole(row, "/any/n"), whole(row, "/any/returned"), whole(row, "/same/returned"));
        [n, any, n - any, same, n - same, any - same].into_iter().all(&group)
    });
    for row in 0..guard.len("/goods/cycles") {
        for way in ["any", "same"] {
            let times = nth("/goods/cycles", row, way);
            if guard.count(&within(&times, "returned")) < 2 * i64::from(guard.k) {
                blank(guard, &times, &["p25", "median", "p75"]);
            }
        }
    }
}

fn hits(guard: &mut Guard) {
    let group = is_group(guard.k);
    let k = i64::from(guard.k);
    retain(guard, "goods.hits", "/goods/hits/rows", |row| {
        let (n, again) = (whole(row, "/customers"), whole(row, "/again/count"));
        n >= k && group(again) && group(n - again)
    });
    for row in 0..guard.len("/goods/hits/rows") {
        blank(guard, &nth("/goods/hits/rows", row, ""), &["units", "orders", "returned"]);
    }
}

fn upgrade(guard: &mut Guard) {
    let [all, rising, falling] =
        ["customers", "rising", "falling"].map(|field| guard.count(&within("/goods/upgrade", field)));
    let told = all >= 2 * i64::from(guard.k)
        && [rising, falling, all - rising - falling].into_iter().all(is_group(guard.k));
    for field in ["customers", "rising", "falling", "slope", "z", "p"] {
        guard.tell("goods.upgrade", &within("/goods/upgrade", field), told || all == 0);
    }
}
