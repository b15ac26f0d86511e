//! Orders that the engine of sources tells → rows of the tables. They are clean already: what was wrong is in that engine's ledger.

use super::sink::Sink;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::orders::Row;
use crate::tables::told::Told;

/// What is known of orders that another module took from an export.
#[derive(Clone, Debug, Default)]
pub struct Knows {
    /// The export, as files of one platform share it.
    pub origin: String,
    /// Tax and shipping are left out of the amounts.
    pub net_of_tax: bool,
    /// Discounts are known.
    pub discounts: bool,
    /// Units are known.
    pub units: bool,
    /// How many will be told at most.
    pub rows: usize,
}

/// Takes the orders of a piece. `customers` has the numbers of those that pieces before it named.
pub fn read(mut piece: &[u8], customers: &mut Vec<u32>, keys: &mut Interner, sink: &mut Sink) {
    while let Some(told) = Told::read(&mut piece) {
        sink.records += 1;
        if !told.key.is_empty() {
            customers.push(keys.intern(told.key));
        }
        sink.orders.push(&Row {
            order: Some(told.order).filter(|id| !id.is_empty()),
            customer: customers.get(told.customer as usize).copied().unwrap_or(NOBODY),
            time: told.time,
            anchor: told.anchor,
            gross: told.gross,
            discount: told.discount,
            refund: told.refund,
            units: told.units,
            currency: told.currency,
            state: told.state,
        });
    }
}
