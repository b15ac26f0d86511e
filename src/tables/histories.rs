//! Purchase histories: the counted orders under one selection, customer by customer in time order.
//!
//! What every per-customer metric reads. Built once for a selection (as-of, zone, currency, refund and
//! zero-value policy) and kept while options change that do not touch it.

use super::column::Column;
use crate::money::{Currency, Money};
use std::ops::Range;

/// Dated amounts of many customers, one customer after the other, each one's ascending by time.
#[derive(Clone, Debug)]
pub struct Entries {
    starts: Vec<u32>,
    days: Vec<i32>,
    net: Column<100>,
    /// Index into [`Histories::currencies`]; `None` when every entry has currency 0.
    currency: Option<Vec<u8>>,
}

impl Entries {
    /// Puts entries together. `starts` has one position more than there are customers.
    #[must_use]
    pub fn new(starts: Vec<u32>, days: Vec<i32>, net: Column<100>, currency: Option<Vec<u8>>) -> Self {
        Self { starts, days, net, currency }
    }

    /// Positions of a customer's entries.
    #[must_use]
    #[inline]
    pub fn range(&self, customer: usize) -> Range<usize> {
        self.starts[customer] as usize..self.starts[customer + 1] as usize
    }

    /// Local days of a customer's entries, ascending; equal days are separate orders of one occasion.
    #[must_use]
    #[inline]
    pub fn days(&self, customer: usize) -> &[i32] {
        &self.days[self.range(customer)]
    }

    /// Positions where the customers' entries start, and one more.
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// Local days of all entries.
    #[must_use]
    pub fn all_days(&self) -> &[i32] {
        &self.days
    }

    /// Local day of the entry at `position`.
    #[must_use]
    #[inline]
    pub fn day(&self, position: usize) -> i32 {
        self.days[position]
    }

    /// Net amount of the entry at `position`, in 1/10,000 of its currency.
    #[must_use]
    #[inline]
    pub fn net(&self, position: usize) -> i64 {
        self.net.get(position)
    }

    /// Currency of the entry at `position`, as an index into [`Histories::currencies`].
    #[must_use]
    #[inline]
    pub fn currency(&self, position: usize) -> usize {
        self.currency.as_ref().map_or(0, |column| usize::from(column[position]))
    }

    /// Number of entries of all customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }
}

/// Orders and net sales day by day, over everybody, identified or not. Refunds count at their own day.
#[derive(Clone, Debug)]
pub struct Daily {
    /// The first day.
    pub first_day: i32,
    /// Orders on each day.
    pub orders: Vec<u32>,
    /// Net amount on each day, by currency: `net[(day − first_day) × currencies + currency]`.
    pub net: Vec<i64>,
}

/// Orders and net amounts by hour of the local week, over everybody.
#[derive(Clone, Debug)]
pub struct WeekHours {
    /// 168 counts, Monday 00:00 first.
    pub orders: Vec<u32>,
    /// `net[hour × currencies + currency]`, orders only.
    pub net: Vec<i64>,
}

/// Sums over a set of orders, amounts by currency in 1/10,000.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Counted orders.
    pub orders: u64,
    /// The same by currency.
    pub orders_by_currency: Vec<u64>,
    /// Units sold, in 1/10,000; `None` where no quantity was read.
    pub units: Option<i64>,
    /// Before discounts and refunds.
    pub gross: Vec<i64>,
    /// Discounts, positive; `None` where no discount was read.
    pub discounts: Option<Vec<i64>>,
    /// Refunds, positive.
    pub refunds: Vec<i64>,
    /// gross − discounts − refunds.
    pub net: Vec<i64>,
}

/// Orders that a selection leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Later than as-of.
    pub after_as_of: u64,
    /// Worth nothing.
    pub zero_value: u64,
    /// Refund rows and fully refunded orders.
    pub refunds: u64,
}

/// Counted orders under one selection.
#[derive(Clone, Debug)]
pub struct Histories {
    /// The as-of instant, UTC milliseconds.
    pub as_of: i64,
    /// The as-of instant's local day.
    pub as_of_day: i32,
    /// Local day of the first counted order.
    pub first_day: i32,
    /// First counted order, UTC milliseconds.
    pub first_order: i64,
    /// Last counted order, UTC milliseconds.
    pub last_order: i64,
    /// The currencies amounts are in, at least one.
    pub currencies: Vec<Currency>,
    /// Every currency of the rows that count, most orders first, with its counted orders.
    pub all_currencies: Vec<(Currency, u64)>,
    /// Customer id in the tables of each customer here: those with at least one counted order.
    pub ids: Vec<u32>,
    /// A hash of each customer's key that does not depend on the order of files or rows.
    pub key_hashes: Vec<u64>,
    /// Counted orders. Every customer has at least one.
    pub orders: Entries,
    /// Refund rows at their own date, net ≤ 0; most customers have none.
    pub refunds: Entries,
    /// Sums over identified orders, with the refunds of people who have only refunds.
    pub identified: Totals,
    /// Sums over orders without a customer.
    pub unidentified: Totals,
    /// Day by day.
    pub daily: Daily,
    /// By hour of the week; `None` when some times have no hour.
    pub week_hours: Option<WeekHours>,
    /// What the selection left out.
    pub left_out: LeftOut,
}

impl Histories {
    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.ids.len()
    }

    /// Number of currencies amounts are in.
    #[must_use]
    pub fn width(&self) -> usize {
        self.currencies.len()
    }

    /// Amounts by currency, in 1/10,000, for a report.
    #[must_use]
    pub fn money(&self, amounts: &[i64]) -> Money {
        Money::new(&self.currencies, amounts)
    }

    /// Means by currency of sums in 1/10,000, for a report.
    #[must_use]
    pub fn mean_money(&self, sums: &[i64], counts: &[u64]) -> Money {
        Money::mean(&self.currencies, sums, counts)
    }

    /// First and last order day of a customer.
    #[must_use]
    #[inline]
    pub fn span(&self, customer: usize) -> (i32, i32) {
        let range = self.orders.range(customer);
        (self.orders.day(range.start), self.orders.day(range.end - 1))
    }
}

/// Histories of one currency from `(customer, day, net)` triples in any order, for tests of metrics.
#[cfg(test)]
pub(crate) fn sample(as_of_day: i32, triples: &[(usize, i32, i64)]) -> Histories {
    let customers = triples.iter().map(|t| t.0 + 1).max().unwrap_or(0);
    let mut sorted = triples.to_vec();
    sorted.sort_by_key(|t| (t.0, t.1));
    let mut starts = vec![0_u32];
    let mut net = Column::<100>::new();
    for customer in 0..customers {
        let count = u32::try_from(sorted.iter().filter(|t| t.0 == customer).count()).unwrap();
        starts.push(starts[customer] + count);
    }
    sorted.iter().for_each(|t| net.push(t.2));
    let first_day = sorted.iter().map(|t| t.1).min().unwrap_or(0);
    let span = usize::try_from(as_of_day - first_day + 1).unwrap();
    let mut daily = Daily { first_day, orders: vec![0; span], net: vec![0; span] };
    for &(_, day, amount) in &sorted {
        let at = usize::try_from(day - first_day).unwrap();
        daily.orders[at] += 1;
        daily.net[at] += amount;
    }
    let total: i64 = sorted.iter().map(|t| t.2).sum();
    let identified = Totals {
        orders: sorted.len() as u64,
        orders_by_currency: vec![sorted.len() as u64],
        units: None,
        gross: vec![total],
        discounts: None,
        refunds: vec![0],
        net: vec![total],
    };
    Histories {
        as_of: i64::from(as_of_day) * crate::time::DAY_MS,
        as_of_day,
        first_day,
        first_order: i64::from(first_day) * crate::time::DAY_MS,
        last_order: i64::from(as_of_day) * crate::time::DAY_MS,
        currencies: vec![Currency::NONE],
        all_currencies: vec![(Currency::NONE, sorted.len() as u64)],
        ids: (0..u32::try_from(customers).unwrap()).collect(),
        key_hashes: (0..customers as u64).map(|c| c.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect(),
        orders: Entries::new(starts, sorted.iter().map(|t| t.1).collect(), net, None),
        refunds: Entries::new(vec![0; customers + 1], Vec::new(), Column::<100>::new(), None),
        identified,
        unidentified: Totals {
            orders_by_currency: vec![0],
            gross: vec![0],
            refunds: vec![0],
            net: vec![0],
            ..Totals::default()
        },
        daily,
        week_hours: None,
        left_out: LeftOut::default(),
    }
}
