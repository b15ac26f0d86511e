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
    reading: Reading { rank: 4, ..READING },
    row,
};

/// How Amazon's flat files are read. Order ids are one space: an order in several files counts once, with the amounts of the
/// file that knows most and the buyer of any that names one.
pub const READING: Reading = Reading {
    utc: true,
    decimal: Some(b'.'),
    quotes: false,
    keys: &[Is::Email, Is::Phone, Is::Name],
    origin: Some("amazon"),
    ..Reading::USUAL
};

fn row(row: &mut Row) {
    let Some(order) = row.order() else { return };
    let status = row.text(Is::SubStatus);
    if row.tables.orders.standing[order] == Standing::Counts
        && row.meaning(&status).standing() == Standing::Cancelled
    {
        row.verdict(Verdict::Cancelled, &status);
        return;
    }
    item(row, order);
}

/// An item's line, and its shares of tax, shipping and gift wrap.
pub fn item(row: &mut Row, order: usize) {
    let (units, price) = (row.count(Is::Quantity), row.amount(Is::LineTotal));
    let discount = row.amount(Is::LineDiscount).map(i64::abs);
    row.line(order, units, price, discount);
    row.add(Part::Tax, order, Is::LineTax);
    row.add(Part::Tax, order, Is::ShippingTax);
    row.add(Part::Fee, order, Is::Fee);
    let taken_off = row.amount(Is::ShippingDiscount).unwrap_or(0).abs();
    let shipping = row.amount(Is::Shipping).map(|shipping| shipping - taken_off);
    row.tables.orders.part_mut(Part::Shipping).add(order, shipping);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::{add, read, rows};

    const HEADER: &str = "amazon-order-id\tpurchase-date\torder-status\titem-status\tproduct-name\tsku\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\titem-promotion-discount\tship-country\n";

    #[test]
    fn items_make_orders_and_cancelled_ones_do_not() {
        let found = read(&format!(
            "{HEADER}028-1\t2025-03-01T10:00:00+00:00\tShipped\tShipped\tMug 12\" set\tM\t2\tEUR\t20.00\t3.80\t4.90\t-2.00\tDE\n\
             028-1\t2025-03-01T10:00:00+00:00\tShipped\tCancelled\tTee\tT\t1\tEUR\t9.00\t\t\t\tDE\n\
             028-2\t2025-03-02 10:00:00\tCancelled\tCancelled\tTee\tT\t0\t\t\t\t\t\tDE\n\
             028-3\t2025-03-03T08:00:00Z\tPending\tUnshipped\tTee\tT\t1\tEUR\t9.00\t\t\t\tDE\n"
        ));
        assert_eq!(
            found.rows,
            ["028-1,,2025-03-01 10:00:00 +0000,18,2,,2,,EUR", "028-3,,2025-03-03 08:00:00 +0000,9,,,1,,EUR"]
        );
        // An item and a whole order; the file names no buyers.
        assert_eq!(found.ledger, [("cancelled", 2), ("noCustomer", 3)]);
        // A time without an offset is UTC.
        assert_eq!(found.sources.files()[0].tables.orders.anchor[1], 0);
    }

    #[test]
    fn buyers_are_known_from_another_file() {
        let mut found = read(&format!(
            "{HEADER}028-1\t2025-03-01T10:00:00+00:00\tShipped\tShipped\tMug\tM\t2\tEUR\t20.00\t\t\t\tDE\n"
        ));
        let fba = "amazon-order-id\tshipment-id\tpurchase-date\tshipment-date\tbuyer-email\tsku\tquantity-shipped\tcurrency\titem-price\n028-1\tD1\t2025-03-01T10:00:00+00:00\t2025-03-02T10:00:00+00:00\tx1@marketplace.amazon.de\tM\t1\tEUR\t10.00\n";
        let fba = add(&mut found.sources, fba).unwrap();
        assert_eq!((fba.source, rows(&found.sources, fba.id).len()), ("amazonFbaShipments", 0));
        assert_eq!(
            rows(&found.sources, found.summary.id),
            ["028-1,x1@marketplace.amazon.de,2025-03-01 10:00:00 +0000,20,,,2,,EUR"]
        );
    }
}
