//! The summary's totals, the repeat rate and the last 30 days; periods are with the cohorts.
//!
//! Ties: all = identified + without a customer; net = gross − discounts − refunds; customers = those of one order + those
//! of several in one day + repeaters. The last days cut periods: what lies between two cuts follows, so each stretch must
//! be nobody's or a group's. Who had a discount is not known here, so discounts, and gross sales with them, are not told.

use super::Context;
use crate::share::guard::Guard;
use crate::share::people::{Backing, Purchase};
use crate::share::suppress::{Arc, GROUND, Network, Telling};

const TABLE: &str = "summary";
const RECENT_DAYS: i32 = 30;

/// Blanks what must not be told of totals; gives whether the customers of one order may be counted.
pub(super) fn protect(guard: &mut Guard, context: &Context, few: bool) -> bool {
    totals(guard, context, few);
    recent(guard, context);
    repeat_rate(guard, context, few)
}

fn totals(guard: &mut Guard, context: &Context, few: bool) {
    let nameless = guard.count("/summary/unidentified/orders");
    let mut all = context.ledger.backing(1, &|_| Some(0)).remove(0);
    all.add_unidentified(guard.count("/summary/orders"), &guard.money("/summary/netSales"), guard.k);
    let identified = context.ledger.backing(1, &|_| Some(0)).remove(0);
    let group = all.people >= guard.k;
    let split = guard.is_group(nameless) && group && !few;
    for field in ["customers", "identified/customers"] {
        guard.tell(TABLE, &format!("/summary/{field}"), !few || context.customers.is_empty());
    }
    for field in ["orders", "units"] {
        guard.tell(TABLE, &format!("/summary/{field}"), group);
    }
    let safe = |backing: &Backing| -> Vec<bool> {
        backing.money.iter().map(|money| money.is_safe(guard.k)).collect()
    };
    let (money, own) = (safe(&all), safe(&identified));
    guard.tell_money(TABLE, "/summary/netSales", &|currency| group && money[currency]);
    guard.tell_money(TABLE, "/summary/averageOrderValue", &|currency| group && money[currency]);
    let alone = context.customers.is_empty();
    for side in ["identified", "unidentified"] {
        guard.tell(TABLE, &format!("/summary/{side}/orders"), split || alone && group);
        guard.tell_money(TABLE, &format!("/summary/{side}/netSales"), &|currency| {
            (split && own[currency] || alone && group) && money[currency]
        });
    }
    deductions(guard, context, &money, group);
}

/// Gross sales, discounts and refunds: two unknown ones keep each other's secret.
fn deductions(guard: &mut Guard, context: &Context, money: &[bool], group: bool) {
    let refunds = context.ledger.backing(1, &|row| row.refund.then_some(0)).remove(0);
    let sums = (guard.money("/summary/refunds"), guard.money("/summary/discounts"));
    let told: Vec<(bool, bool)> = (0..guard.currencies.len())
        .map(|currency| {
            let refunds_told = sums.0[currency] == 0
                || (refunds.money[currency].people > 0 && guard.safe(&refunds.money, currency));
            let discounts_told = sums.1[currency] == 0;
            (refunds_told && group && money[currency], discounts_told && group && money[currency])
        })
        .collect();
    guard.tell_money(TABLE, "/summary/refunds", &|currency| told[currency].0);
    guard.tell_money(TABLE, "/summary/discounts", &|currency| told[currency].1);
    guard.tell_money(TABLE, "/summary/grossSales", &|currency| told[currency] == (true, true));
}

/// The two spans, told where every stretch between their ends and those of periods is a group's.
fn recent(guard: &mut Guard, context: &Context) {
    let cuts = [context.as_of - 2 * RECENT_DAYS, context.as_of - RECENT_DAYS, context.as_of];
    let stretch = |day: i32| {
        let span = cuts.partition_point(|&cut| cut < day);
        let period = context.spans.of(day);
        (!context.spans.is_empty() && touches(context, period, &cuts)).then_some(period * 4 + span)
    };
    let stretches = context.spans.len() * 4;
    let nameless = guard.count("/summary/unidentified/orders") > 0;
    let backing = context.ledger.backing(stretches, &|row: &Purchase| stretch(row.day));
    let mut new = vec![0_i64; stretches];
    for (_, day) in context.first.iter().enumerate().filter(|(customer, _)| context.is_new(*customer)) {
        if let Some(at) = day.and_then(stretch) {
            new[at] += 1;
        }
    }
    // Orders that name nobody may lie in any stretch: then each must hold a group without them.
    let exists =
        |at: usize| touches(context, at / 4, &cuts) && stretch_days(context, at / 4, at % 4, &cuts) > 0;
    let holds = |people: u32| people >= guard.k || (people == 0 && !nameless);
    let orders = (0..stretches).all(|at| !exists(at) || holds(backing[at].people));
    let money: Vec<bool> = (0..guard.currencies.len())
        .map(|currency| {
            orders && (0..stretches).all(|at| !exists(at) || guard.safe(&backing[at].money, currency))
        })
        .collect();
    let newcomers = new.iter().all(|&people| guard.is_group(people));
    for at in 0..2 {
        guard.tell("summary.recent", &format!("/summary/recent/orders/{at}"), orders);
        guard.tell_money("summary.recent", &format!("/summary/recent/netSales/{at}"), &|currency| {
            money[currency]
        });
        guard.tell("summary.recent", &format!("/summary/recent/newCustomers/{at}"), newcomers);
    }
}

/// Whether one of the two spans reaches into a period.
fn touches(context: &Context, period: usize, cuts: &[i32; 3]) -> bool {
    let (first, last) = context.spans.days(period);
    last > cuts[0] && first <= cuts[2]
}

fn stretch_days(context: &Context, period: usize, span: usize, cuts: &[i32; 3]) -> i32 {
    let (first, last) = context.spans.days(period);
    let from = if span == 0 { first } else { first.max(cuts[span - 1] + 1) };
    let to = cuts.get(span).map_or(from - 1, |&cut| cut.min(last));
    to - from + 1
}

fn repeat_rate(guard: &mut Guard, context: &Context, few: bool) -> bool {
    let people = context.customers;
    let all = i64::try_from(people.len()).unwrap_or(i64::MAX);
    let repeaters = guard.count("/summary/repeatPurchaseRate/repeaters");
    let scored: Vec<usize> = (0..people.len()).filter(|&customer| people.r[customer] > 0).collect();
    let once = i64::try_from(scored.iter().filter(|&&customer| people.frequency[customer] == 1).count())
        .unwrap_or(0);
    let plain = guard.text("/rfm/frequency") == "orders" && scored.len() == people.len();
    let (repeat_told, once_told) = if plain {
        by_orders(all, repeaters, once, guard.k)
    } else {
        (guard.is_split(repeaters, all), guard.is_split(once, i64::try_from(scored.len()).unwrap_or(0)))
    };
    let repeat_told = repeat_told && !few;
    for field in ["value", "low", "high", "repeaters"] {
        guard.tell(TABLE, &format!("/summary/repeatPurchaseRate/{field}"), repeat_told);
    }
    guard.tell(TABLE, "/summary/repeatPurchaseRate/customers", !few);
    guard.tell("rfm", "/rfm/oneOrderShare", once_told);
    young(guard, context, all, few);
    once_told
}

/// Customers = repeaters + the others; the others = one order + several in one day.
fn by_orders(all: i64, repeaters: i64, once: i64, k: u32) -> (bool, bool) {
    let mut network = Network::new();
    let [everybody, others] = [(); 2].map(|()| network.node());
    let people = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let mut arc =
        |from, to, count: i64, telling| network.arc(Arc::new(from, to, count, people(count), telling));
    arc(GROUND, everybody, all, Telling::Fixed);
    arc(everybody, others, all - repeaters, Telling::Unpublished);
    arc(others, GROUND, all - repeaters - once, Telling::Unpublished);
    let back = arc(everybody, GROUND, repeaters, Telling::Open);
    let one = arc(others, GROUND, once, Telling::Open);
    network.protect(k);
    (!network.is_hidden(back), !network.is_hidden(one))
}

/// Customers younger than a median gap: they must differ from those of whole periods by nobody or a group.
fn young(guard: &mut Guard, context: &Context, all: i64, few: bool) {
    let path = "/summary/repeatPurchaseRate/youngShare";
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let young = (guard.number(path).unwrap_or(0.0) * all as f64).round() as i64;
    let mut by_period = vec![0_i64; context.spans.len() + 1];
    for day in context.first.iter().flatten().filter(|_| !context.spans.is_empty()) {
        by_period[context.spans.of(*day)] += 1;
    }
    let mut since = all;
    let apart = by_period.iter().all(|new| {
        let apart = guard.is_group((since - young).abs());
        since -= new;
        apart
    });
    guard.tell(TABLE, path, apart && guard.is_split(young, all) && !few);
}
