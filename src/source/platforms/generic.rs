//! Tables of no known platform, read through a mapping: one order a row, or one line of an order.

use super::{Is, Kind, Platform, Reading, Row};
use crate::money::{SCALE, scaled};
use crate::source::mapping::Field;
use crate::tables::shop::{Part, Refund, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "generic",
    name: "",
    kind: Kind::Orders,
    columns: &[],
    needs: &[],
    marks: &[],
    reading: Reading { scoped: false, keys: &[Is::Email, Is::CustomerId], ..Reading::USUAL },
    row,
};

/// The meaning of a mapped field.
#[must_use]
pub fn is(field: Field) -> Is {
    match field {
        Field::Time => Is::Time,
        Field::Amount => Is::LineTotal,
        Field::UnitPrice => Is::UnitPrice,
        Field::Quantity => Is::Quantity,
        Field::Customer => Is::CustomerId,
        Field::Order => Is::Order,
        Field::Status => Is::Status,
        Field::Currency => Is::Currency,
        Field::Discount => Is::Discount,
        Field::Refund => Is::Refund,
        Field::Product => Is::Product,
        Field::Country => Is::Country,
        Field::Channel => Is::Channel,
    }
}

fn row(row: &mut Row) {
    row.values.amounts.named = None;
    let units = row.count(Is::Quantity);
    let price = row.amount(Is::UnitPrice);
    let paid = row.amount(Is::LineTotal);
    let by_price = price.map(|price| units.map_or(price, |units| scaled(price, units, SCALE)));
    let Some(amount) = paid.or(by_price) else { return };
    if amount < 0 {
        return refund(row, -amount);
    }
    let Some(order) = row.order() else { return };
    let discount = row.amount(Is::Discount).map(i64::abs);
    let gross = if paid.is_some() { amount + discount.unwrap_or(0) } else { amount };
    row.line(order, units, Some(gross), discount);
    let refunded = row.amount(Is::Refund).map(i64::abs);
    row.tables.orders.part_mut(Part::Refund).add(order, refunded);
}

/// A negative row gives money back at its own date.
fn refund(row: &mut Row, amount: i64) {
    let Some(stamp) = row.time(Is::Time) else { return };
    let word = row.text(Is::Status);
    if matches!(row.meaning(&word).standing(), Standing::Cancelled | Standing::Voided | Standing::Test) {
        return;
    }
    let refund = Refund {
        order: row.word(Is::Order),
        id: crate::tables::shop::NO_WORD,
        time: stamp.ms,
        anchor: stamp.anchor as u8,
        amount,
        currency: row.currency(),
        person: row.person(),
    };
    row.tables.refunds.push(refund);
}
