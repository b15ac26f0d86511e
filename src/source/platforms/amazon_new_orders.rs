//! Amazon: new orders that the seller ships. One row an item, with the anonymous address of the buyer.

use super::amazon_all_orders::{READING, item};
use super::{Is, Kind, Platform, Reading, Row};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "amazonNewOrders",
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
        (Is::Currency, &["currency"]),
        (Is::LineTotal, &["item-price"]),
        (Is::LineTax, &["item-tax"]),
        (Is::Shipping, &["shipping-price"]),
        (Is::ShippingTax, &["shipping-tax"]),
        (Is::LineDiscount, &["item-promotion-discount"]),
        (Is::ShippingDiscount, &["ship-promotion-discount"]),
        (Is::Channel, &["sales-channel"]),
        (Is::Region, &["ship-state"]),
        (Is::Country, &["ship-country"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Item, Is::Quantity, Is::LineTotal],
    marks: &[],
    reading: Reading { rank: 2, ..READING },
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
    fn an_item_a_row() {
        let found = read(
            "order-id\torder-item-id\tpurchase-date\tpayments-date\tbuyer-email\tbuyer-name\tbuyer-phone-number\tsku\tproduct-name\tquantity-purchased\tcurrency\titem-price\titem-tax\tshipping-price\tship-country\n\
             112-1\t1\t2025-03-01T10:00:00-07:00\t\tx1@marketplace.amazon.com\tAnn\t\tM\tMug\t1\tUSD\t20.00\t1.60\t5.00\tUS\n\
             112-1\t2\t2025-03-01T10:00:00-07:00\t\tx1@marketplace.amazon.com\tAnn\t\tT\tTee\t2\tUSD\t18.50\t1.50\t0.00\tUS\n",
        );
        assert_eq!(found.summary.source, "amazonNewOrders");
        assert_eq!(found.rows, ["112-1,x1@marketplace.amazon.com,2025-03-01 17:00:00 +0000,38.5,,,3,,USD"]);
    }
}
