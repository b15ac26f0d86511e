//! Amazon: unshipped orders. One row an item without any amount: it tells who bought what and when, and names the buyers of
//! orders that other files know the worth of.

use super::amazon_all_orders::{READING, item};
use super::{Is, Kind, Platform, Reading, Row};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "amazonUnshipped",
    name: "Amazon",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["order-id"]),
        (Is::Time, &["purchase-date"]),
        (Is::PaidAt, &["payments-date"]),
        (Is::Email, &["buyer-email"]),
        (Is::Name, &["buyer-name"]),
        (Is::Phone, &["buyer-phone-number"]),
        (Is::Sku, &["sku"]),
        (Is::Product, &["product-name"]),
        (Is::Item, &["order-item-id"]),
        (Is::Quantity, &["quantity-purchased"]),
        (Is::Until, &["promise-date"]),
        (Is::Region, &["ship-state"]),
        (Is::Country, &["ship-country"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Item, Is::Quantity, Is::Until],
    marks: &[],
    reading: Reading { rank: 1, ..READING },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    if let Some(order) = row.order() {
        item(row, order);
    }
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn orders_without_amounts_are_worth_an_unknown_sum() {
        let found = read(
            "order-id\torder-item-id\tpurchase-date\tpromise-date\tbuyer-email\tbuyer-name\tsku\tproduct-name\tquantity-purchased\tship-country\n\
             112-1\t1\t2025-03-01T10:00:00-07:00\t2025-03-03T10:00:00-07:00\tx1@marketplace.amazon.com\tAnn\tM\tMug\t2\tUS\n",
        );
        assert_eq!((found.summary.source, found.summary.notices[0].code), ("amazonUnshipped", "noAmounts"));
        assert_eq!(found.rows, ["112-1,x1@marketplace.amazon.com,2025-03-01 17:00:00 +0000,0,,,2,,"]);
    }
}
