//! Retention by month or week of the first purchase.
//!
//! A cohort is the customers whose first occasion falls in a calendar period. Classic retention in period k:
//! the share with at least one occasion in the k-th period after it. Rolling: with at least one in period k or
//! later. A cell is mature once its calendar period has ended; until then it is `None`, never 0. Intervals:
//! Wilson, 95 %.

use super::period::{Calendar, Grain};
use super::{Definition, Unit, define, share};
use crate::math::intervals::wilson;
use crate::money::Money;
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most periods in the triangle, the latest ones: fifty years of months.
const PERIODS: usize = 600;

/// When a customer is still active in period k.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mode {
    /// An occasion in period k.
    #[default]
    Classic,
    /// An occasion in period k or later.
    Rolling,
}

/// Options of cohorts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Months or weeks.
    pub grain: Grain,
    /// When a customer is still active.
    pub mode: Mode,
}

/// The report's section on cohorts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cohorts {
    /// Months or weeks.
    pub grain: Grain,
    /// When a customer is still active.
    pub mode: Mode,
    /// Customers left out as left-truncated.
    pub excluded: u64,
    /// Cohorts with a customer, oldest first, of the latest 600 periods.
    pub rows: Vec<Row>,
    /// Over mature cells.
    pub average: Vec<Average>,
}

/// A cohort; columns by period, to the one that as-of is in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// "2011-01" or "2011-W05".
    pub cohort: String,
    /// Customers.
    pub size: u64,
    /// Customers active; the first is the size.
    pub active: Vec<Option<u64>>,
    /// Of the size, 0..1.
    pub share: Vec<Option<f64>>,
    /// Wilson's lower 95 % limit.
    pub low: Vec<Option<f64>>,
    /// Wilson's upper 95 % limit.
    pub high: Vec<Option<f64>>,
    /// Orders.
    pub orders: Vec<Option<u64>>,
    /// Net sales, refunds at their own day.
    pub net_sales: Vec<Option<Money>>,
    /// Net sales up to the period's end / size.
    pub cumulative_value: Vec<Option<Money>>,
}

/// One period over all cohorts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Average {
    /// Periods after the first.
    pub period: usize,
    /// Customers whose cohort has reached the period's end.
    pub customers: u64,
    /// Of these, active: 0..1.
    pub share: f64,
    /// Wilson's lower 95 % limit.
    pub low: f64,
    /// Wilson's upper 95 % limit.
    pub high: f64,
}

/// The triangle of cohorts. `calendar` covers the first to the as-of day in the options' grain; customers
/// marked in `left_out` are not counted.
#[must_use]
pub fn cohorts(
    histories: &Histories,
    calendar: &Calendar,
    left_out: Option<&[bool]>,
    options: &Options,
) -> Cohorts {
    let mut triangle = Triangle::new(calendar, histories.width());
    for block in blocks(histories.customers()) {
        triangle.add_block(histories, calendar, left_out, options.mode, block);
    }
    let excluded = left_out.map_or(0, |left_out| left_out.iter().filter(|&&out| out).count() as u64);
    if options.mode == Mode::Rolling {
        triangle.accumulate();
    }
    let (rows, average) = triangle.read(histories, calendar);
    Cohorts { grain: options.grain, mode: options.mode, excluded, rows, average }
}

/// Counts by cohort and calendar period, both among the latest [`PERIODS`].
struct Triangle {
    /// First period kept.
    base: usize,
    /// Periods kept.
    periods: usize,
    width: usize,
    sizes: Vec<u64>,
    /// `[cohort × periods + period]`.
    counts: Vec<Counts>,
    /// `[(cohort × periods + period) × width + currency]`.
    net: Vec<i64>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    orders: u32,
    /// In rolling mode first by the last period with an occasion.
    active: u32,
}

impl Triangle {
    fn new(calendar: &Calendar, width: usize) -> Self {
        let periods = calendar.len().min(PERIODS);
        let cells = periods * periods;
        Self {
            base: calendar.len() - periods,
            periods,
            width,
            sizes: vec![0; periods],
            counts: vec![Counts::default(); cells],
            net: vec![0; cells * width],
        }
    }

    #[inline(never)]
    fn add_block(
        &mut self,
        histories: &Histories,
        calendar: &Calendar,
        left_out: Option<&[bool]>,
        mode: Mode,
        block: Range<usize>,
    ) {
        for customer in block.filter(|&customer| left_out.is_none_or(|left_out| !left_out[customer])) {
            let first = calendar.period(histories.span(customer).0);
            if let Some(cohort) = first.checked_sub(self.base) {
                self.sizes[cohort] += 1;
                self.add_orders(histories, calendar, customer, cohort, mode);
                self.add_refunds(histories, calendar, customer, cohort);
            }
        }
    }

    #[inline]
    fn add_orders(
        &mut self,
        histories: &Histories,
        calendar: &Calendar,
        customer: usize,
        cohort: usize,
        mode: Mode,
    ) {
        let (orders, width) = (&histories.orders, self.width);
        let row = cohort * self.periods..(cohort + 1) * self.periods;
        let net = &mut self.net[row.start * width..row.end * width];
        let counts = &mut self.counts[row];
        let (classic, mut last) = (mode == Mode::Classic, usize::MAX);
        for (position, &day) in orders.range(customer).zip(orders.days(customer)) {
            let period = calendar.period(day) - self.base;
            counts[period].orders += 1;
            counts[period].active += u32::from(classic && period != last);
            if width == 1 {
                net[period] += orders.net(position);
            } else {
                net[period * width + orders.currency(position)] += orders.net(position);
            }
            last = period;
        }
        counts[last].active += u32::from(!classic);
    }

    #[inline]
    fn add_refunds(&mut self, histories: &Histories, calendar: &Calendar, customer: usize, cohort: usize) {
        let refunds = &histories.refunds;
        for position in refunds.range(customer) {
            let period = calendar.period(refunds.day(position)).saturating_sub(self.base);
            let cell = cohort * self.periods + period.max(cohort);
            self.net[cell * self.width + refunds.currency(position)] += refunds.net(position);
        }
    }

    /// Turns counts by last period into counts of this period or later.
    fn accumulate(&mut self) {
        for row in self.counts.chunks_exact_mut(self.periods) {
            for period in (1..row.len()).rev() {
                row[period - 1].active += row[period].active;
            }
        }
    }

    fn read(&self, histories: &Histories, calendar: &Calendar) -> (Vec<Row>, Vec<Average>) {
        let mut rows = Vec::new();
        let mut reached = vec![(0, 0); self.periods];
        for cohort in (0..self.periods).filter(|&cohort| self.sizes[cohort] > 0) {
            let mut row = Row::new(calendar.id(self.base + cohort), self.sizes[cohort]);
            let mut value = vec![0; self.width];
            for period in cohort..self.periods {
                let mature = calendar.end(self.base + period) <= histories.as_of_day;
                let cell = Cell::new(self, cohort, period);
                row.push(&cell, mature.then_some(histories), &mut value);
                if mature {
                    reached[period - cohort].0 += cell.active;
                    reached[period - cohort].1 += row.size;
                }
            }
            rows.push(row);
        }
        let average = |(period, &(active, customers)): (usize, &(u64, u64))| {
            let (share, low, high) = shares(active, customers, period == 0)?;
            Some(Average { period, customers, share, low, high })
        };
        let average = reached.iter().enumerate().map_while(average).collect();
        (rows, average)
    }
}

/// One cell's counts.
struct Cell<'a> {
    active: u64,
    orders: u64,
    net: &'a [i64],
    first: bool,
}

impl<'a> Cell<'a> {
    fn new(triangle: &'a Triangle, cohort: usize, period: usize) -> Self {
        let at = cohort * triangle.periods + period;
        Self {
            active: u64::from(triangle.counts[at].active),
            orders: u64::from(triangle.counts[at].orders),
            net: &triangle.net[at * triangle.width..(at + 1) * triangle.width],
            first: period == cohort,
        }
    }
}

impl Row {
    fn new(cohort: String, size: u64) -> Self {
        Self {
            cohort,
            size,
            active: vec![],
            share: vec![],
            low: vec![],
            high: vec![],
            orders: vec![],
            net_sales: vec![],
            cumulative_value: vec![],
        }
    }

    /// Adds a period; `mature` holds the histories once the period has ended, `value` the net sales so far.
    #[allow(clippy::cast_possible_wrap)]
    fn push(&mut self, cell: &Cell, mature: Option<&Histories>, value: &mut [i64]) {
        value.iter_mut().zip(cell.net).for_each(|(sum, amount)| *sum += amount);
        let active = if cell.first { Some(self.size) } else { mature.map(|_| cell.active) };
        let shares = active.and_then(|active| shares(active, self.size, cell.first));
        self.active.push(active);
        self.share.push(shares.map(|shares| shares.0));
        self.low.push(shares.map(|shares| shares.1));
        self.high.push(shares.map(|shares| shares.2));
        self.orders.push(mature.map(|_| cell.orders));
        self.net_sales.push(mature.map(|histories| histories.money(cell.net)));
        self.cumulative_value.push(mature.map(|histories| {
            let sizes = vec![self.size; value.len()];
            histories.mean_money(value, &sizes)
        }));
    }
}

/// Share and limits; everybody is active in the first period by definition, without uncertainty.
fn shares(active: u64, size: u64, first: bool) -> Option<(f64, f64, f64)> {
    let (share, interval) = (share(active, size)?, wilson(active, size)?);
    Some(if first { (share, share, share) } else { (share, interval.low, interval.high) })
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "cohorts.rows.size",
        Unit::Count,
        "Customers whose first counted order falls in the calendar month (or ISO week), in the report's zone.",
        "Own rule",
    ),
    define(
        "cohorts.rows.active",
        Unit::Count,
        "Classic: customers with at least one order in the k-th calendar period after the first. Rolling: in that period or a later one. Empty until the period has ended.",
        "Classic and unbounded (\"on or after\") retention, as in Amplitude's retention analysis, by calendar periods",
    ),
    define(
        "cohorts.rows.share",
        Unit::Share,
        "Active customers / size of the cohort, with Wilson's 95 % interval. 1 in the first period by definition.",
        "Wilson 1927",
    ),
    define("cohorts.rows.orders", Unit::Count, "Counted orders of the cohort in the period.", "Own rule"),
    define(
        "cohorts.rows.netSales",
        Unit::Money,
        "Net sales of the cohort in the period, refunds at their own day.",
        "Own rule",
    ),
    define(
        "cohorts.rows.cumulativeValue",
        Unit::Money,
        "Net sales of the cohort from its first period to the end of this one / size of the cohort.",
        "Own rule",
    ),
    define(
        "cohorts.average",
        Unit::Share,
        "Customers active in period k / customers of all cohorts for whom period k has ended, with Wilson's 95 % interval.",
        "Wilson 1927",
    ),
];

#[cfg(test)]
mod tests;
