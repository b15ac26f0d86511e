//! Buying → each customer's orders and refunds in one currency, by age.
//!
//! A customer's age on a day is the number of days since the first order in that currency; what an order or refund of that
//! age brings counts at every later age. Customers without an order in the currency are left out, and stand in the order of
//! their keys.

use crate::math::order::positions;
use crate::math::survival::Curve;
use crate::metrics::estimate::{Mean, Moments};
use crate::tables::buying::{Buying, Dated};

/// Customers and their amounts in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// Position of each in the table.
    pub customer: Vec<usize>,
    /// Day of the first order.
    pub first: Vec<i32>,
    /// Day of the last order.
    pub last: Vec<i32>,
    /// Buying days.
    pub occasions: Vec<u32>,
    /// Amounts of each, by age.
    amounts: Vec<Vec<(u32, i64)>>,
    /// Age at each order, ascending.
    order_ages: Vec<Vec<u32>>,
    /// Day of as-of.
    pub as_of: i32,
    /// Day up to which a first order may not be the first; `None` where every first order counts as that.
    old_until: Option<i32>,
}

impl Accounts {
    /// What `buying` says in a currency, by its number.
    #[must_use]
    pub fn new(buying: &Buying, currency: u8) -> Self {
        let mut made = Self { as_of: buying.as_of, ..Self::default() };
        for customer in positions(buying.customers(), &|a, b| buying.keys[a].cmp(&buying.keys[b])) {
            let orders = entries(&buying.orders, customer, currency);
            let (Some(first), Some(last)) = (orders.first(), orders.last()) else { continue };
            let (first, last) = (first.0, last.0);
            let mut days: Vec<i32> = orders.iter().map(|entry| entry.0).collect();
            days.dedup();
            let refunds = entries(&buying.refunds, customer, currency);
            let aged = |(day, net): (i32, i64)| (age(first, day), net);
            made.customer.push(customer);
            made.first.push(first);
            made.last.push(last);
            made.occasions.push(u32::try_from(days.len()).unwrap_or(u32::MAX));
            made.order_ages.push(orders.iter().map(|entry| age(first, entry.0)).collect());
            made.amounts.push(orders.into_iter().chain(refunds).map(aged).collect());
        }
        made
    }

    /// The same, where who first ordered up to a day may have ordered before the data and does not count as new.
    #[must_use]
    pub fn new_after(self, day: i32) -> Self {
        Self { old_until: Some(day), ..self }
    }

    /// The day up to which a first order may not be the first, where such customers do not count as new.
    #[must_use]
    pub fn old_until(&self) -> Option<i32> {
        self.old_until
    }

    /// Whether a customer's first order counts as that.
    #[must_use]
    pub fn is_new(&self, at: usize) -> bool {
        self.old_until.is_none_or(|day| self.first[at] > day)
    }

    /// Number of customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customer.len()
    }

    /// Whether nobody bought in the currency.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customer.is_empty()
    }

    /// Age at as-of.
    #[must_use]
    pub fn age(&self, at: usize) -> u32 {
        age(self.first[at], self.as_of)
    }

    /// Median days between buying days of all customers (Kaplan-Meier; the last gap of each is open).
    #[must_use]
    pub fn median_gap(&self) -> Option<u32> {
        let longest = (0..self.len()).map(|at| self.age(at) as usize).max()?;
        let (mut closed, mut open) = (vec![0; longest + 1], vec![0; longest + 1]);
        for (at, ages) in self.order_ages.iter().enumerate() {
            let gaps = ages.windows(2).map(|pair| (pair[1] - pair[0]) as usize).filter(|&gap| gap > 0);
            gaps.for_each(|gap| closed[gap.min(longest)] += 1);
            open[self.age(at).saturating_sub(ages.last().copied().unwrap_or(0)) as usize] += 1;
        }
        Curve::new(&closed, &open).median()
    }

    /// Amounts with the age at which they fell, orders first.
    #[must_use]
    pub fn amounts(&self, at: usize) -> &[(u32, i64)] {
        &self.amounts[at]
    }

    /// Ages at which a customer ordered, ascending.
    #[must_use]
    pub fn order_ages(&self, at: usize) -> &[u32] {
        &self.order_ages[at]
    }

    /// Net sales up to an age.
    #[must_use]
    pub fn until(&self, at: usize, age: u32) -> i64 {
        self.amounts[at]
            .iter()
            .filter(|entry| entry.0 <= age)
            .fold(0, |sum, entry| sum.saturating_add(entry.1))
    }

    /// Net sales to date.
    #[must_use]
    pub fn total(&self, at: usize) -> i64 {
        self.until(at, u32::MAX)
    }

    /// Net sales from a day to a day.
    #[must_use]
    pub fn between(&self, at: usize, from: i32, to: i32) -> i64 {
        let first = i64::from(self.first[at]);
        let inside = |age: u32| (i64::from(from)..=i64::from(to)).contains(&(first + i64::from(age)));
        self.amounts[at]
            .iter()
            .filter(|entry| inside(entry.0))
            .fold(0, |sum, entry| sum.saturating_add(entry.1))
    }

    /// Net sales to date of some customers.
    #[must_use]
    pub fn historic(&self, members: &[u32]) -> Moments {
        let mut moments = Moments::default();
        members.iter().for_each(|&at| moments.add(self.total(at as usize)));
        moments
    }

    /// Whether one customer's net sales to date are more than half of those of all.
    #[must_use]
    pub fn dominated(&self, members: &[u32]) -> bool {
        let most = members.iter().map(|&at| self.total(at as usize)).max().unwrap_or(0);
        2 * i128::from(most) > self.historic(members).sum.max(0)
    }

    /// Net sales up to an age of those of the customers who are that old.
    #[must_use]
    pub fn at_age(&self, members: &[u32], age: u32) -> Moments {
        let mut moments = Moments::default();
        let old = members.iter().map(|&at| at as usize).filter(|&at| self.age(at) >= age);
        old.for_each(|at| moments.add(self.until(at, age)));
        moments
    }

    /// Predicted value of some customers, from a slice parallel to the table; those without a number are left out.
    #[must_use]
    pub fn predicted(&self, members: &[u32], predicted: Option<&[f64]>) -> Option<Mean> {
        let predicted = predicted?;
        let of =
            |&at: &u32| predicted.get(self.customer[at as usize]).copied().filter(|value| value.is_finite());
        Some(Mean::of(members.iter().filter_map(of).collect()))
    }
}

/// Days from a customer's first order to a day.
#[must_use]
#[allow(clippy::cast_sign_loss)]
fn age(first: i32, day: i32) -> u32 {
    day.saturating_sub(first).max(0) as u32
}

fn entries(dated: &Dated, customer: usize, currency: u8) -> Vec<(i32, i64)> {
    let of_currency = |at: &usize| dated.currency[*at] == currency;
    dated.range(customer).filter(of_currency).map(|at| (dated.day[at], dated.net[at])).collect()
}

/// Orders and refunds for tests: key, day, net in major units; refunds are negative. Currency 0 is EUR, 1 is JPY.
#[cfg(test)]
pub fn sample(as_of: i32, rows: &[(&str, i32, i64, u8)]) -> Buying {
    use crate::money::{Currency, SCALE};
    let mut keys: Vec<String> = Vec::new();
    rows.iter().for_each(|row| {
        if !keys.iter().any(|key| key == row.0) {
            keys.push(row.0.to_owned())
        }
    });
    let dated = |refund: bool| {
        let mut made = Dated { starts: vec![0], ..Dated::default() };
        for key in &keys {
            let mut own: Vec<_> = rows.iter().filter(|row| row.0 == key && (row.2 < 0) == refund).collect();
            own.sort_by_key(|row| row.1);
            for row in own {
                made.day.push(row.1);
                made.net.push(row.2 * SCALE);
                made.currency.push(row.3);
            }
            made.starts.push(u32::try_from(made.day.len()).unwrap());
        }
        made
    };
    Buying {
        currencies: vec![Currency::parse(b"EUR").unwrap(), Currency::parse(b"JPY").unwrap()],
        orders: dated(false),
        refunds: dated(true),
        as_of,
        first_day: rows.iter().map(|row| row.1).min().unwrap_or(0),
        keys,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::SCALE;

    #[test]
    fn one_currency_by_age() {
        let rows = [
            ("zoe", 10, 50, 0),
            ("ann", 5, 900, 1),
            ("zoe", 40, 30, 0),
            ("zoe", 45, -20, 0),
            ("zoe", 0, 70, 1),
        ];
        let accounts = Accounts::new(&sample(100, &rows), 0);
        assert_eq!((accounts.len(), accounts.first[0], accounts.last[0], accounts.age(0)), (1, 10, 40, 90));
        assert_eq!([0, 29, 30, 35].map(|age| accounts.until(0, age) / SCALE), [50, 50, 80, 60]);
        assert_eq!(accounts.median_gap(), Some(30));
        assert_eq!(accounts.between(0, 40, 44), 30 * SCALE);
        assert_eq!((accounts.at_age(&[0], 90).n, accounts.at_age(&[0], 91).n), (1, 0));
        let other = Accounts::new(&sample(100, &rows), 1);
        assert_eq!((other.len(), other.total(0) / SCALE, other.total(1) / SCALE), (2, 900, 70));
    }
}
