//! What predictions are made from: who bought when and for how much, as the orders' engine counts it under the latest report.

use crate::money::Currency;
use std::ops::Range;

/// Dated amounts of many customers, one customer after the other, each one's ascending by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dated {
    /// Positions where the customers' entries start, and one more.
    pub starts: Vec<u32>,
    /// Local day of each entry, days since 1970-01-01.
    pub day: Vec<i32>,
    /// Net amount in 1/10,000 of its currency; refunds are negative.
    pub net: Vec<i64>,
    /// Position in [`Buying::currencies`].
    pub currency: Vec<u8>,
}

impl Dated {
    /// Positions of a customer's entries.
    #[must_use]
    #[inline]
    pub fn range(&self, customer: usize) -> Range<usize> {
        match self.starts.get(customer..customer + 2) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// Local days of a customer's entries, ascending; equal days are one occasion.
    #[must_use]
    #[inline]
    pub fn days(&self, customer: usize) -> &[i32] {
        &self.day[self.range(customer)]
    }
}

/// Orders and refunds of identified customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buying {
    /// Key of each customer.
    pub keys: Vec<String>,
    /// Currencies by their number.
    pub currencies: Vec<Currency>,
    /// Counted orders.
    pub orders: Dated,
    /// Refunds at their own day.
    pub refunds: Dated,
    /// Local day of as-of.
    pub as_of: i32,
    /// Local day of the first order in the data, of anybody.
    pub first_day: i32,
}

impl Buying {
    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.keys.len()
    }
}
