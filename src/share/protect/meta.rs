//! Meta: instants are one customer's, so they are told as days, or months where fewer than `k` bought on the day; notices
//! that count people, and orders by file and currency.

use super::Context;
use crate::share::guard::Guard;
use crate::share::spans::parse_day;
use crate::share::suppress::one_way;
use serde_json::Value;

/// Blanks what must not be told of the data as a whole.
pub(super) fn protect(guard: &mut Guard, context: &Context, as_of_given: bool) {
    for field in ["firstOrder", "lastOrder"] {
        coarsen(guard, context, &format!("/meta/{field}"), None);
    }
    if !as_of_given {
        guard.put("/meta/options/asOf", Value::Null);
        coarsen(guard, context, "/meta/asOf", Some(context.as_of));
        coarsen(guard, context, "/meta/asOfDate", Some(context.as_of));
    }
    for list in ["currencies", "files"] {
        let rows = guard.len(&format!("/meta/{list}"));
        let orders: Vec<u32> = (0..rows)
            .map(|at| u32::try_from(guard.count(&format!("/meta/{list}/{at}/orders"))).unwrap_or(0))
            .collect();
        let hidden = one_way(&orders, &vec![false; rows], guard.k);
        for (at, hidden) in hidden.into_iter().enumerate() {
            guard.tell(&format!("meta.{list}"), &format!("/meta/{list}/{at}/orders"), !hidden);
        }
    }
    notices(guard, context);
}

/// An instant as its day, or as its month.
fn coarsen(guard: &mut Guard, context: &Context, path: &str, local: Option<i32>) {
    let text = guard.text(path).to_owned();
    let Some(day) = local.or_else(|| parse_day(&text)) else { return };
    // The instant is UTC and rows have local days: the days around it decide.
    let buyers = |day: i32| context.ledger.backing(1, &|row| (row.day == day).then_some(0))[0].people;
    let around = if local.is_some() { day..=day } else { day - 1..=day + 1 };
    let held = around.clone().all(|day| {
        let people = buyers(day);
        people == 0 || people >= guard.k
    });
    let some = around.into_iter().any(|day| buyers(day) >= guard.k);
    let date = crate::time::format_day(day);
    let told = if held && some { &date[..] } else { &date[..7] };
    guard.note("meta", u32::from(told.len() == 7), 1);
    guard.put(path, Value::from(told));
}

/// Notices about a few people, or with dates of one, go.
fn notices(guard: &mut Guard, context: &Context) {
    let marked = context.customers.left_truncated.iter().filter(|&&marked| marked == 1).count();
    let all = i64::try_from(context.customers.len()).unwrap_or(0);
    let marked = i64::try_from(marked).unwrap_or(0);
    let few = all > 0 && !guard.is_group(all);
    let one_order = guard.number("/rfm/oneOrderShare").is_some();
    let Some(list) = guard.report.pointer("/meta/notices").and_then(Value::as_array).cloned() else { return };
    let kept = list.into_iter().filter(|notice| match notice["code"].as_str().unwrap_or_default() {
        // It names the day of the first order and how many came soon after.
        "shortHistory" => {
            let first = notice["params"]["first"].as_str().and_then(parse_day);
            let buyers = first.map_or(0, |first| {
                context.ledger.backing(1, &|row| (row.day == first).then_some(0))[0].people
            });
            buyers >= guard.k && guard.is_split(marked, all)
        }
        "fewCustomers" => !few,
        "oneOrderDominates" => one_order,
        _ => true,
    });
    let kept: Vec<Value> = kept.collect();
    guard.put("/meta/notices", Value::from(kept));
}
