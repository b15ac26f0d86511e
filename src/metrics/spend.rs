//! Net spend of each customer, exact and by currency.

use crate::tables::blocks::blocks;
use crate::tables::histories::{Entries, Histories};
use std::ops::Range;

/// Net amounts of each customer's orders and refunds after day `after` (all of them for `None`), in 1/10,000:
/// `amounts[customer × currencies + currency]`. Refunds count at their own day.
#[must_use]
pub fn net(histories: &Histories, after: Option<i32>) -> Vec<i64> {
    let mut amounts = vec![0; histories.customers() * histories.width()];
    add(&mut amounts, histories, &histories.orders, after);
    if !histories.refunds.is_empty() {
        add(&mut amounts, histories, &histories.refunds, after);
    }
    amounts
}

fn add(amounts: &mut [i64], histories: &Histories, entries: &Entries, after: Option<i32>) {
    for block in blocks(histories.customers()) {
        add_block(amounts, histories.width(), entries, after, block);
    }
}

#[inline(never)]
fn add_block(amounts: &mut [i64], width: usize, entries: &Entries, after: Option<i32>, block: Range<usize>) {
    for customer in block {
        let range = entries.range(customer);
        let start =
            range.start + after.map_or(0, |day| entries.days(customer).partition_point(|&d| d <= day));
        add_range(entries, start..range.end, &mut amounts[customer * width..(customer + 1) * width]);
    }
}

/// Net amount of one customer's orders and refunds from day `from` to day `to`, added to `amounts` by currency.
#[inline]
pub fn add_between(histories: &Histories, customer: usize, from: i32, to: i32, amounts: &mut [i64]) {
    add_days(&histories.orders, customer, from, to, amounts);
    if !histories.refunds.is_empty() {
        add_days(&histories.refunds, customer, from, to, amounts);
    }
}

#[inline]
fn add_days(entries: &Entries, customer: usize, from: i32, to: i32, amounts: &mut [i64]) {
    let (range, days) = (entries.range(customer), entries.days(customer));
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return };
    let start = if first >= from { 0 } else { days.partition_point(|&day| day < from) };
    let end = if last <= to { days.len() } else { days.partition_point(|&day| day <= to) };
    add_range(entries, range.start + start..range.start + end.max(start), amounts);
}

/// Adds the net amounts of entries by currency.
#[inline]
fn add_range(entries: &Entries, range: Range<usize>, amounts: &mut [i64]) {
    if let [amount] = amounts {
        *amount += range.map(|position| entries.net(position)).sum::<i64>();
    } else {
        range.for_each(|position| amounts[entries.currency(position)] += entries.net(position));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::histories::sample;

    #[test]
    fn sums_by_customer_and_window() {
        let histories = sample(100, &[(0, 10, 500), (0, 60, 700), (1, 99, 300), (0, 60, 100)]);
        assert_eq!(net(&histories, None), [1300, 300]);
        assert_eq!(net(&histories, Some(10)), [800, 300]);
        assert_eq!(net(&histories, Some(60)), [0, 300]);
        let mut amounts = [0];
        add_between(&histories, 0, 10, 59, &mut amounts);
        assert_eq!(amounts, [500]);
    }
}
