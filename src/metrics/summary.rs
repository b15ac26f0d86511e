//! The shop in totals: customers, orders, sales, repeat purchase rate, new against returning by period.
//!
//! Net sales = gross sales − discounts − refunds, each refund at its own day. Repeat purchase rate = customers
//! with two or more buying occasions (days with an order) / customers. A customer is new in the period of the
//! first order and returning in any other with an order.

use super::gaps::days_between;
use super::period::Calendar;
use super::{Definition, Unit, define, share};
use crate::math::intervals::wilson;
use crate::money::{Money, SCALE};
use crate::tables::blocks::blocks;
use crate::tables::histories::{Histories, Totals};
use serde::Serialize;
use std::ops::Range;

/// Days that count as recent.
const RECENT_DAYS: i32 = 30;

/// What the summary takes besides histories.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Periods from the first day of anything counted to as-of.
    pub calendar: &'a Calendar,
    /// Days with an order, of each customer.
    pub occasions: &'a [u32],
    /// The store's median gap in days.
    pub median_gap: Option<u32>,
    /// Customers never counted as new: the left-truncated ones where they are excluded.
    pub never_new: Option<&'a [bool]>,
}

/// The report's section of totals.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Customers with a counted order.
    pub customers: u64,
    /// Counted orders, identified or not.
    pub orders: u64,
    /// Units sold; `None` where no quantity was read.
    pub units: Option<f64>,
    /// Before discounts and refunds.
    pub gross_sales: Money,
    /// Positive; `None` where no discount was read.
    pub discounts: Option<Money>,
    /// Positive.
    pub refunds: Money,
    /// Gross sales less discounts and refunds.
    pub net_sales: Money,
    /// Net sales an order; `None` without orders.
    pub average_order_value: Option<Money>,
    /// Share of customers who came back.
    pub repeat_purchase_rate: RepeatRate,
    /// Orders with a customer.
    pub identified: Identified,
    /// Orders without.
    pub unidentified: Unidentified,
    /// Periods without holes.
    pub periods: Vec<Period>,
    /// The last 30 days, and the 30 before.
    pub recent: Recent,
}

/// Customers with at least two occasions among all.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RepeatRate {
    /// 0..1; `None` without customers.
    pub value: Option<f64>,
    /// Wilson's lower 95 % limit.
    pub low: Option<f64>,
    /// Wilson's upper 95 % limit.
    pub high: Option<f64>,
    /// Customers with at least two occasions.
    pub repeaters: u64,
    /// Customers.
    pub customers: u64,
    /// Share of customers whose first order is less than a median gap old, 0..1.
    pub young_share: Option<f64>,
}

/// Totals of orders with a customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Identified {
    /// Customers.
    pub customers: u64,
    /// Orders.
    pub orders: u64,
    /// Net sales, with the refunds of people who have only refunds.
    pub net_sales: Money,
}

/// Totals of orders without a customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unidentified {
    /// Orders.
    pub orders: u64,
    /// Net sales.
    pub net_sales: Money,
}

/// A calendar month or week.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// "2011-01" or "2011-W05".
    pub period: String,
    /// Orders, identified or not.
    pub orders: u64,
    /// Net sales, identified or not, refunds at their own day.
    pub net_sales: Money,
    /// Customers with an order in the period.
    pub customers: u64,
    /// Those whose first order is in it.
    pub new_customers: u64,
    /// The others.
    pub returning_customers: u64,
    /// `false` when the period had not ended at as-of, or began before the first order.
    pub complete: bool,
}

/// The last days, then those before.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recent {
    /// Length of each span in days.
    pub days: i32,
    /// Orders, identified or not.
    pub orders: [u64; 2],
    /// Net sales, identified or not.
    pub net_sales: [Money; 2],
    /// Customers whose first order is in the span.
    pub new_customers: [u64; 2],
}

/// Totals over everybody, and by period.
#[must_use]
pub fn summary(histories: &Histories, context: &Context) -> Summary {
    let (identified, unidentified) = (&histories.identified, &histories.unidentified);
    let sum = |part: fn(&Totals) -> &Vec<i64>| histories.money(&added(part(identified), part(unidentified)));
    let discounts =
        either(identified.discounts.as_ref(), unidentified.discounts.as_ref(), |a, b| added(a, b));
    let (by_period, firsts) = customers_by_period(histories, context);
    let customers = histories.customers() as u64;
    Summary {
        customers,
        orders: identified.orders + unidentified.orders,
        units: either(identified.units.as_ref(), unidentified.units.as_ref(), |a, b| a + b).map(major),
        gross_sales: sum(|totals| &totals.gross),
        discounts: discounts.map(|amounts| histories.money(&amounts)),
        refunds: sum(|totals| &totals.refunds),
        net_sales: sum(|totals| &totals.net),
        average_order_value: average_order_value(histories),
        repeat_purchase_rate: repeat_rate(histories, context, &firsts),
        identified: Identified {
            customers,
            orders: identified.orders,
            net_sales: histories.money(&identified.net),
        },
        unidentified: Unidentified {
            orders: unidentified.orders,
            net_sales: histories.money(&unidentified.net),
        },
        periods: periods(histories, context, &by_period, &firsts),
        recent: recent(histories, &firsts),
    }
}

fn added(a: &[i64], b: &[i64]) -> Vec<i64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

/// The sum of what is known, `None` when neither is.
fn either<T: Clone>(a: Option<&T>, b: Option<&T>, sum: impl Fn(&T, &T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(sum(a, b)),
        (only, None) | (None, only) => only.cloned(),
    }
}

#[allow(clippy::cast_precision_loss)]
fn major(amount: i64) -> f64 {
    amount as f64 / SCALE as f64
}

/// By currency: net sales / the orders in it.
fn average_order_value(histories: &Histories) -> Option<Money> {
    let (identified, unidentified) = (&histories.identified, &histories.unidentified);
    let net = added(&identified.net, &unidentified.net);
    let orders = identified.orders_by_currency.iter().zip(&unidentified.orders_by_currency);
    let orders: Vec<u64> = orders.map(|(a, b)| a + b).collect();
    (orders.iter().sum::<u64>() > 0).then(|| histories.mean_money(&net, &orders))
}

fn repeat_rate(histories: &Histories, context: &Context, firsts: &Firsts) -> RepeatRate {
    let customers = histories.customers() as u64;
    let repeaters = context.occasions.iter().filter(|&&occasions| occasions > 1).count() as u64;
    let interval = wilson(repeaters, customers);
    let young = context.median_gap.and_then(|gap| {
        let oldest = i64::from(histories.as_of_day) - i64::from(gap) + 1;
        let oldest = i32::try_from(oldest).unwrap_or(histories.first_day);
        share(firsts.all_from(oldest), customers)
    });
    RepeatRate {
        value: share(repeaters, customers),
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        repeaters,
        customers,
        young_share: young,
    }
}

/// Customers by the day of their first order.
struct Firsts {
    first_day: i32,
    all: Vec<u32>,
    /// Those that count as new.
    new: Vec<u32>,
}

impl Firsts {
    fn new(histories: &Histories) -> Self {
        let span = days_between(histories.first_day, histories.as_of_day) + 1;
        Self { first_day: histories.first_day, all: vec![0; span], new: vec![0; span] }
    }

    fn all_from(&self, day: i32) -> u64 {
        sum(&self.all[days_between(self.first_day, day).min(self.all.len())..])
    }

    fn new_between(&self, from: i32, to: i32) -> u64 {
        let place = |day| days_between(self.first_day, day).min(self.new.len());
        sum(&self.new[place(from)..place(to.saturating_add(1))])
    }
}

fn sum(counts: &[u32]) -> u64 {
    counts.iter().map(|&count| u64::from(count)).sum()
}

/// Orders and net amounts of days `from..=to`, added to `net` by currency.
fn add_days(histories: &Histories, from: i32, to: i32, net: &mut [i64]) -> u64 {
    let (daily, width) = (&histories.daily, histories.width());
    let place = |day: i32| {
        let days = i64::from(day) - i64::from(daily.first_day);
        usize::try_from(days.max(0)).unwrap_or(0).min(daily.orders.len())
    };
    let (start, end) = (place(from), place(to.saturating_add(1)));
    for amounts in daily.net[start * width..end.max(start) * width].chunks_exact(width) {
        net.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
    }
    daily.orders[start..end.max(start)].iter().map(|&orders| u64::from(orders)).sum()
}

fn periods(histories: &Histories, context: &Context, customers: &[u64], firsts: &Firsts) -> Vec<Period> {
    let calendar = context.calendar;
    let period = |at: usize| {
        let (start, end) = (calendar.start(at), calendar.end(at));
        let mut net = vec![0; histories.width()];
        let orders = add_days(histories, start, end, &mut net);
        let new = firsts.new_between(start, end);
        Period {
            period: calendar.id(at),
            orders,
            net_sales: histories.money(&net),
            customers: customers[at],
            new_customers: new,
            returning_customers: customers[at] - new,
            complete: end <= histories.as_of_day && start >= histories.first_day,
        }
    };
    (0..calendar.len()).map(period).collect()
}

/// Customers with an order in each period, and all by their first order.
fn customers_by_period(histories: &Histories, context: &Context) -> (Vec<u64>, Firsts) {
    let mut customers = vec![0; context.calendar.len()];
    let mut firsts = Firsts::new(histories);
    for block in blocks(histories.customers()) {
        count_block(histories, context, block, &mut customers, &mut firsts);
    }
    (customers, firsts)
}

#[inline(never)]
fn count_block(
    histories: &Histories,
    context: &Context,
    block: Range<usize>,
    customers: &mut [u64],
    firsts: &mut Firsts,
) {
    for customer in block {
        let days = histories.orders.days(customer);
        let first = days_between(histories.first_day, days[0]);
        firsts.all[first] += 1;
        firsts.new[first] += u32::from(context.never_new.is_none_or(|never| !never[customer]));
        let mut last = usize::MAX;
        for &day in days {
            let period = context.calendar.period(day);
            customers[period] += u64::from(period != last);
            last = period;
        }
    }
}

fn recent(histories: &Histories, firsts: &Firsts) -> Recent {
    let end = histories.as_of_day;
    let spans =
        [end, end.saturating_sub(RECENT_DAYS)].map(|last| (last.saturating_sub(RECENT_DAYS - 1), last));
    let mut orders = [0; 2];
    let net_sales = [0, 1].map(|at| {
        let mut net = vec![0; histories.width()];
        orders[at] = add_days(histories, spans[at].0, spans[at].1, &mut net);
        histories.money(&net)
    });
    let new_customers = spans.map(|(from, to)| firsts.new_between(from, to));
    Recent { days: RECENT_DAYS, orders, net_sales, new_customers }
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "summary.customers",
        Unit::Count,
        "People with at least one counted order at or before as-of.",
        "Own rule",
    ),
    define(
        "summary.orders",
        Unit::Count,
        "Counted orders: rows with one order id in one source are one order; cancelled, voided and test orders do not count.",
        "Shopify's definition of orders",
    ),
    define(
        "summary.units",
        Unit::Count,
        "Sum of the quantities of counted orders.",
        "Shopify's definition of net quantity, before returns",
    ),
    define(
        "summary.grossSales",
        Unit::Money,
        "Sum of counted orders before discounts and refunds.",
        "Shopify's definition of gross sales",
    ),
    define(
        "summary.discounts",
        Unit::Money,
        "Sum of discounts on counted orders, as a positive amount.",
        "Shopify's definition of discounts",
    ),
    define(
        "summary.refunds",
        Unit::Money,
        "Sum of amounts paid back, as a positive amount, each at its own day.",
        "Shopify's definition of returns",
    ),
    define(
        "summary.netSales",
        Unit::Money,
        "Gross sales − discounts − refunds, summed exactly, never across currencies.",
        "Shopify's definition of net sales",
    ),
    define("summary.averageOrderValue", Unit::Money, "Net sales / orders.", "Own rule"),
    define(
        "summary.repeatPurchaseRate",
        Unit::Share,
        "Customers with orders on two or more days / customers with at least one, with Wilson's 95 % interval. Young share: customers whose first order is less than one median gap old, who had no fair chance yet.",
        "Wilson 1927",
    ),
    define(
        "summary.identified",
        Unit::None,
        "The part of orders and net sales that belongs to a known customer.",
        "Own rule",
    ),
    define(
        "summary.unidentified",
        Unit::None,
        "The part of orders and net sales without a customer.",
        "Own rule",
    ),
    define(
        "summary.periods",
        Unit::None,
        "By calendar month or ISO week: orders and net sales of everybody; customers with an order; new ones, whose first order is in the period; returning ones, the rest.",
        "Own rule",
    ),
    define(
        "summary.recent",
        Unit::None,
        "The 30 days up to as-of against the 30 days before them.",
        "Own rule",
    ),
];

#[cfg(test)]
mod tests;
