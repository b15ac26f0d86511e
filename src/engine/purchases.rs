//! Every order and refund of identified customers under the latest report's selection.

use super::Engine;
use crate::error::{Error, ErrorKind};
use crate::tables::histories::{Entries, Histories};

/// What the latest report counts, customer by customer.
#[derive(Debug)]
pub struct Purchases<'a> {
    /// Keys of the customers, in the order of the entries; the order means nothing else.
    pub keys: Vec<String>,
    /// Their histories.
    pub histories: &'a Histories,
}

impl Engine {
    /// The orders and refunds that the latest report counts; makes a default report if there is none.
    ///
    /// # Errors
    ///
    /// No order is loaded.
    pub fn purchases(&mut self) -> Result<Purchases<'_>, Error> {
        self.ensure_report()?;
        let facts = self.facts().ok_or(ErrorKind::NoOrders)?;
        let key = |customer| String::from_utf8_lossy(facts.key(customer)).into_owned();
        let histories = facts.histories();
        Ok(Purchases { keys: (0..histories.customers()).map(key).collect(), histories })
    }
}

impl<'a> Purchases<'a> {
    /// Orders first, then refund rows at their own date.
    #[must_use]
    pub fn entries(&self) -> [&'a Entries; 2] {
        [&self.histories.orders, &self.histories.refunds]
    }
}
