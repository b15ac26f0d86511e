//! Rhythm by weekday: hours have no count of customers, so they are added up. All orders = Σ weekdays.

use super::Context;
use crate::share::guard::Guard;
use crate::share::people::Backing;
use crate::share::suppress::one_way;
use crate::time::weekday;
use serde_json::{Map, Value};

const TABLE: &str = "rhythm";

/// Adds up hours and blanks what must not be told.
pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let days = guard.len("/rhythm/orders");
    let orders: Vec<i64> = (0..days)
        .map(|day| {
            (0..guard.len(&format!("/rhythm/orders/{day}")))
                .map(|hour| guard.count(&format!("/rhythm/orders/{day}/{hour}")))
                .sum()
        })
        .collect();
    let net: Vec<Vec<i64>> = (0..days).map(|day| day_net(guard, day)).collect();
    for day in 0..days {
        guard.put(&format!("/rhythm/orders/{day}"), Value::from(vec![orders[day]]));
        let several =
            guard.report.pointer(&format!("/rhythm/netSales/{day}/0")).is_some_and(Value::is_object);
        let sum = amount(&guard.currencies, &net[day], several);
        guard.put(&format!("/rhythm/netSales/{day}"), Value::from(vec![sum]));
    }
    let mut backing = context.ledger.backing(days, &|row| (!row.refund).then(|| weekday(row.day) as usize));
    for day in 0..days {
        backing[day].add_unidentified(orders[day], &net[day], guard.k);
    }
    let people: Vec<u32> = backing.iter().map(|day| day.buyers).collect();
    let hidden = one_way(&people, &vec![false; days], guard.k);
    let no_money: Vec<Vec<bool>> = (0..guard.currencies.len())
        .map(|currency| {
            let own: Vec<bool> = backing
                .iter()
                .zip(&hidden)
                .map(|(day, hidden): (&Backing, &bool)| *hidden || !guard.safe(&day.money, currency))
                .collect();
            one_way(&people, &own, guard.k)
        })
        .collect();
    for day in 0..days {
        guard.tell(TABLE, &format!("/rhythm/orders/{day}/0"), !hidden[day]);
        guard.tell_money(TABLE, &format!("/rhythm/netSales/{day}/0"), &|currency| !no_money[currency][day]);
    }
}

/// Net sales of a weekday by currency.
fn day_net(guard: &Guard, day: usize) -> Vec<i64> {
    let mut sums = vec![0; guard.currencies.len()];
    for hour in 0..guard.len(&format!("/rhythm/netSales/{day}")) {
        let amounts = guard.money(&format!("/rhythm/netSales/{day}/{hour}"));
        sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
    }
    sums
}

/// An amount as the report writes it.
#[allow(clippy::cast_precision_loss)]
fn amount(currencies: &[String], sums: &[i64], several: bool) -> Value {
    let major = |sum: i64| sum as f64 / crate::money::SCALE as f64;
    if several {
        let by_code: Map<String, Value> =
            currencies.iter().zip(sums).map(|(code, &sum)| (code.clone(), major(sum).into())).collect();
        Value::Object(by_code)
    } else {
        major(sums.first().copied().unwrap_or(0)).into()
    }
}
