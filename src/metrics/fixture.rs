//! Histories with refunds and several currencies, for tests.

use crate::money::Currency;
use crate::tables::column::Column;
use crate::tables::histories::{Entries, Histories, sample};

/// Customer, day, currency, net amount.
pub type Entry = (usize, i32, u8, i64);

/// Histories of these orders and refunds; every customer needs an order.
pub fn histories(as_of_day: i32, codes: &[&str], orders: &[Entry], refunds: &[Entry]) -> Histories {
    let plain: Vec<_> = orders.iter().map(|&(customer, day, _, net)| (customer, day, net)).collect();
    let mut histories = sample(as_of_day, &plain);
    let customers = histories.customers();
    histories.currencies = codes.iter().filter_map(|code| Currency::parse(code.as_bytes())).collect();
    histories.orders = entries(customers, orders);
    histories.refunds = entries(customers, refunds);
    let width = histories.width();
    let mut net = vec![0; histories.daily.orders.len() * width];
    for &(_, day, currency, amount) in orders.iter().chain(refunds) {
        let at = usize::try_from(day - histories.first_day).unwrap();
        net[at * width + usize::from(currency)] += amount;
    }
    histories.daily.net = net;
    for totals in [&mut histories.identified, &mut histories.unidentified] {
        totals.net = vec![0; width];
        totals.gross = vec![0; width];
        totals.refunds = vec![0; width];
        totals.orders_by_currency = vec![0; width];
    }
    orders.iter().for_each(|o| histories.identified.orders_by_currency[usize::from(o.2)] += 1);
    for &(_, _, currency, amount) in orders.iter().chain(refunds) {
        histories.identified.net[usize::from(currency)] += amount;
    }
    histories
}

fn entries(customers: usize, entries: &[Entry]) -> Entries {
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|entry| (entry.0, entry.1));
    let mut net = Column::<100>::new();
    sorted.iter().for_each(|entry| net.push(entry.3));
    let start = |customer| u32::try_from(sorted.partition_point(|entry| entry.0 < customer)).unwrap();
    let starts = (0..=customers).map(start).collect();
    let days = sorted.iter().map(|entry| entry.1).collect();
    Entries::new(starts, days, net, Some(sorted.iter().map(|entry| entry.2).collect()))
}
