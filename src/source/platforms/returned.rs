//! The steps of every table of returned goods.

use super::{Is, Row};
use crate::money::SCALE;
use crate::tables::shop::{NO_WORD, Return};

/// One return; a row without a quantity is one unit.
pub fn row(row: &mut Row) {
    let (order, sku) = (row.word(Is::Order), row.word(Is::Sku));
    let sku = if sku == NO_WORD { row.word(Is::Product) } else { sku };
    if order == NO_WORD && sku == NO_WORD {
        return row.incomplete();
    }
    let returned = Return {
        order,
        sku,
        time: row.moment(Is::Time),
        units: row.number(Is::Quantity).unwrap_or(SCALE),
        reason: row.word(Is::Reason),
        person: row.person(),
        comment: row.word(Is::Text),
    };
    row.tables.returns.push(returned);
}
