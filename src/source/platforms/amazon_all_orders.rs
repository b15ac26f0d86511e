//! Amazon: all orders, by order date or by last update. Tab-separated without quoting; one row an item; names no buyer.

use super::{Is, Kind, Platform, Reading, Row};
use crate::tables::ledger::Verdict;
use crate::tables::shop::{Part, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "amazonAllOrders",
    name: "Amazon",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["amazon-order-id"]),
        (Is::Time, &["purchase-date"]),
        (Is::Status, &["order-status"]),
        (Is::SubStatus, &["item-status"]),
        (Is::Channel, &["sales-channel"]),
        (Is::Product, &["product-name"]),
        (Is::Sku, &["sku"]),
        (Is::Quantity, &["quantity"]),
        (Is::Currency, &["currency"]),
        (Is::LineTotal, &["item-price"]),
        (Is::LineTax, &["item-tax"]),
        (Is::Shipping, &["shipping-price"]),
        (Is::ShippingTax, &["shipping-tax"]),
        (Is::Fee, &["gift-wrap-price"]),
        (Is::LineDiscount, &["item-promotion-discount"]),
        (Is::ShippingDiscount, &["ship-promotion-discount"]),
        (Is::Region, &["ship-state"]),
        (Is::Country, &["ship-country"]),
        (Is::Code, &["promotion-ids"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Status, Is::SubStatus, Is::LineTotal],
    marks: &[],
    reading: Reading { utc: true, decimal: Some(b'.'), quotes: false, ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    let Some(order) = row.order() else { return };
    let item = row.text(Is::SubStatus);
    if row.tables.orders.standing[order] == Standing::Counts
        && row.meaning(&item).standing() == Standing::Cancelled
    {
        row.verdict(Verdict::Cancelled, &item);
        return;
    }
    let (units, price) = (row.count(Is::Quantity), row.amount(Is::LineTotal));
    let discount = row.amount(Is::LineDiscount).map(i64::abs);
    row.line(order, units, price, discount);
    row.add(Part::Tax, order, Is::LineTax);
    row.add(Part::Tax, order, Is::ShippingTax);
    row.add(Part::Shipping, order, Is::Shipping);
    row.add(Part::Fee, order, Is::Fee);
}
