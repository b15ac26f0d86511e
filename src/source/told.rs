//! Orders that the engine of sources tells → rows of the tables. They are clean already: what was wrong is in that engine's ledger.

use super::sink::Sink;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::orders::Row;
use crate::tables::told::Told;

/// What is known of orders that another module took from an export.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Knows {
    /// The export, as files of one platform share it.
    pub origin: String,
    /// Tax and shipping are left out of the amounts.
    pub net_of_tax: bool,
    /// Discounts are known.
    pub discounts: bool,
    /// Units are known.
    pub units: bool,
}

/// Takes the orders of a piece.
pub fn read(mut piece: &[u8], keys: &mut Interner, sink: &mut Sink) {
    while let Some(told) = Told::read(&mut piece) {
        sink.records += 1;
        sink.orders.push(&Row {
            order: Some(told.order).filter(|id| !id.is_empty()),
            customer: if told.customer.is_empty() { NOBODY } else { keys.intern(told.customer) },
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
