//! The people behind a report: columns of customers and of their orders in, who stands behind a set of orders out.
//!
//! Nobody's key comes here: a customer is a number. Amounts are whole ten-thousandths, so that sums do not
//! depend on order.

use crate::math::order::sorted_by;
use crate::money::SCALE;

/// A customer's or order's currency where the report's amounts leave it out.
pub const NO_CURRENCY: u8 = u8::MAX;
/// Most of a sum of money that may be one customer's.
const DOMINANT_PERCENT: i64 = 70;

/// Columns of all customers with an order, one place a customer.
#[derive(Clone, Debug, Default)]
pub struct Customers {
    /// Place among the report's segments; beyond them for customers outside the window.
    pub segment: Vec<u8>,
    /// Place among the five stages.
    pub stage: Vec<u8>,
    /// Scores 1..=5, 0 outside the window.
    pub r: Vec<u8>,
    /// Scores as `r`.
    pub f: Vec<u8>,
    /// Scores as `r`.
    pub m: Vec<u8>,
    /// Days since the last order.
    pub recency_days: Vec<i32>,
    /// Counted orders.
    pub orders: Vec<u32>,
    /// Orders or days with one, in the window.
    pub frequency: Vec<u32>,
    /// By customer and definition.
    pub flagged: Vec<u8>,
    /// By customer and definition; NaN where it cannot judge.
    pub limit_days: Vec<f64>,
    /// By customer and definition; 0 for none, then low, medium, high.
    pub grade: Vec<u8>,
    /// Net spend in the window, by customer and currency, major units.
    pub monetary: Vec<f64>,
    /// By customer and currency, major units.
    pub value_at_stake: Vec<f64>,
    /// 1 where an earlier order may be missing.
    pub left_truncated: Vec<u8>,
}

impl Customers {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segment.len()
    }

    /// Whether nobody is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segment.is_empty()
    }
}

/// Columns of orders and refunds of identified customers, one place a row.
#[derive(Clone, Debug, Default)]
pub struct Purchases {
    /// Place among the customers.
    pub customer: Vec<u32>,
    /// Local civil day since 1970.
    pub day: Vec<i32>,
    /// Net amount, major units.
    pub net: Vec<f64>,
    /// Place among the report's currencies, or [`NO_CURRENCY`].
    pub currency: Vec<u8>,
    /// 1 for a refund.
    pub refund: Vec<u8>,
}

/// One row of [`Purchases`].
#[derive(Clone, Copy, Debug)]
pub struct Purchase {
    /// Place among the customers.
    pub customer: u32,
    /// Local civil day.
    pub day: i32,
    /// Ten-thousandths of a major unit.
    pub net: i64,
    /// Place among the report's currencies.
    pub currency: u8,
    /// A refund rather than an order.
    pub refund: bool,
}

/// Who stands behind a cell.
#[derive(Clone, Debug, Default)]
pub struct Backing {
    /// Distinct customers with a row.
    pub people: u32,
    /// Distinct customers with an order.
    pub buyers: u32,
    /// Orders.
    pub orders: u32,
    /// By currency.
    pub money: Vec<MoneyBacking>,
}

/// Who stands behind an amount.
#[derive(Clone, Copy, Debug, Default)]
pub struct MoneyBacking {
    /// Distinct customers with a row in this currency.
    pub people: u32,
    /// Rows.
    pub rows: u32,
    /// Sum of the rows.
    pub net: i64,
    /// Sum of the customers' amounts, each without its sign.
    pub sum: i64,
    /// The largest of them.
    pub top: i64,
}

impl MoneyBacking {
    /// Whether one customer's amount outweighs the others'.
    #[must_use]
    pub fn is_dominated(&self) -> bool {
        i128::from(self.top) * 100 > i128::from(self.sum) * i128::from(DOMINANT_PERCENT)
    }

    /// Whether the amount may be told by itself.
    #[must_use]
    pub fn is_safe(&self, k: u32) -> bool {
        self.people == 0 || (self.people >= k && !self.is_dominated())
    }

    /// Adds one customer's amount.
    pub fn add(&mut self, amount: i64, rows: u32) {
        self.people += 1;
        self.rows += rows;
        self.net += amount;
        self.sum = self.sum.saturating_add(amount.saturating_abs());
        self.top = self.top.max(amount.saturating_abs());
    }
}

impl Backing {
    /// Nobody, in so many currencies.
    #[must_use]
    pub fn nobody(width: usize) -> Self {
        Self { money: vec![MoneyBacking::default(); width], ..Self::default() }
    }

    /// Adds orders that name nobody, each perhaps another person's: the cell holds so many orders and such sums in all.
    pub fn add_unidentified(&mut self, all_orders: i64, all_net: &[i64], k: u32) {
        let orders = u32::try_from(all_orders - i64::from(self.orders)).unwrap_or(0);
        // Amounts without an order are refunds to people who never bought: one of them, for all that is known.
        let refunded = self.money.iter().zip(all_net).any(|(money, &all)| all != money.net);
        let strangers = if orders == 0 { u32::from(refunded) } else { orders };
        self.people += strangers;
        self.buyers += orders;
        self.orders += orders;
        for (money, &all) in self.money.iter_mut().zip(all_net) {
            let rest = (all - money.net).saturating_abs();
            money.people += strangers;
            money.net = all;
            money.sum = money.sum.saturating_add(rest);
            money.top = if strangers < k { money.top.max(rest) } else { money.top };
        }
    }

    /// Adds one customer's sums in a cell.
    fn add(&mut self, rows: &[Purchase]) {
        let orders = rows.iter().filter(|row| !row.refund).count();
        self.people += 1;
        self.orders += u32::try_from(orders).unwrap_or(u32::MAX);
        self.buyers += u32::from(orders > 0);
        for (currency, money) in self.money.iter_mut().enumerate() {
            let mine = || rows.iter().filter(|row| usize::from(row.currency) == currency);
            let count = u32::try_from(mine().count()).unwrap_or(u32::MAX);
            if mine().any(|row| row.net != 0) {
                money.add(mine().map(|row| row.net).sum(), count);
            }
        }
    }
}

/// An amount in ten-thousandths.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub fn whole(major: f64) -> i64 {
    (major * SCALE as f64).round() as i64
}

/// Rows by customer and day.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    rows: Vec<Purchase>,
    /// Currencies of the report's amounts.
    pub width: usize,
    /// Customers with an order.
    pub customers: usize,
}

impl Ledger {
    /// Puts the rows in the order of customers and days. What does not fit together is left out.
    #[must_use]
    pub fn new(purchases: &Purchases, customers: usize, width: usize) -> Self {
        let rows: Vec<Purchase> = (0..purchases.customer.len())
            .filter_map(|at| {
                Some(Purchase {
                    customer: purchases.customer[at],
                    day: *purchases.day.get(at)?,
                    net: whole(*purchases.net.get(at)?),
                    currency: *purchases.currency.get(at)?,
                    refund: *purchases.refund.get(at)? != 0,
                })
            })
            .collect();
        let key = |row: &Purchase| (row.customer, row.day, row.refund, row.currency, row.net);
        let rows = sorted_by(rows, &|a, b| key(a).cmp(&key(b)));
        Self { rows, width, customers }
    }

    /// Each customer's rows, by day.
    pub fn histories(&self) -> impl Iterator<Item = &[Purchase]> {
        self.rows.chunk_by(|a, b| a.customer == b.customer)
    }

    /// Who stands behind each of `cells` cells; a row without a cell counts nowhere.
    pub fn backing(&self, cells: usize, cell: &dyn Fn(&Purchase) -> Option<usize>) -> Vec<Backing> {
        let mut backing = vec![Backing::nobody(self.width); cells];
        for history in self.histories() {
            let placed =
                history.iter().filter_map(|row| Some((cell(row).filter(|&cell| cell < cells)?, *row)));
            let placed = sorted_by(placed.collect(), &|a: &(usize, Purchase), b| a.0.cmp(&b.0));
            for same in placed.chunk_by(|a, b| a.0 == b.0) {
                let rows: Vec<Purchase> = same.iter().map(|(_, row)| *row).collect();
                backing[same[0].0].add(&rows);
            }
        }
        backing
    }

    /// Day of the first order of each customer; `None` for people with refunds alone.
    #[must_use]
    pub fn first_days(&self) -> Vec<Option<i32>> {
        let mut first = vec![None; self.customers];
        for history in self.histories() {
            let day = history.iter().find(|row| !row.refund).map(|row| row.day);
            if let Some(place) = first.get_mut(history[0].customer as usize) {
                *place = day;
            }
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(rows: &[(u32, i32, f64, u8)]) -> Ledger {
        let mut purchases = Purchases::default();
        for &(customer, day, net, refund) in rows {
            purchases.customer.push(customer);
            purchases.day.push(day);
            purchases.net.push(net);
            purchases.currency.push(0);
            purchases.refund.push(refund);
        }
        Ledger::new(&purchases, 3, 1)
    }

    /// Customer 0 spends 80 − 10 = 70 of 100 in cell 0: not more than 70 %. Another 1 makes it 71 of 101.
    #[test]
    fn one_customer_may_hold_seventy_percent() {
        let rows = [(0, 1, 80.0, 0), (0, 2, -10.0, 1), (1, 1, 30.0, 0), (2, 9, 5.0, 0)];
        let cell = |row: &Purchase| (row.day < 5).then_some(0);
        let backing = &ledger(&rows).backing(1, &cell)[0];
        assert_eq!((backing.people, backing.buyers, backing.orders), (2, 2, 2));
        assert_eq!((backing.money[0].top, backing.money[0].sum), (700_000, 1_000_000));
        assert!(
            !backing.money[0].is_dominated() && backing.money[0].is_safe(2) && !backing.money[0].is_safe(3)
        );
        let more = [&rows[..], &[(0, 3, 1.0, 0)]].concat();
        assert!(ledger(&more).backing(1, &cell)[0].money[0].is_dominated());
    }

    #[test]
    fn first_orders_pass_over_refunds() {
        let ledger = ledger(&[(0, 4, 1.0, 0), (0, 2, -1.0, 1), (2, 7, -1.0, 1)]);
        assert_eq!(ledger.first_days(), [Some(4), None, None]);
    }
}
