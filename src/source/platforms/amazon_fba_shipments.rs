//! Amazon: shipments fulfilled by Amazon. One row a shipped item; the buyer is an anonymous address of the marketplace.
//! The Japanese file has points besides, and its own offset.

use super::amazon_all_orders::{READING, item};
use super::{Is, Kind, Platform, Reading, Row};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "amazonFbaShipments",
    name: "Amazon",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["amazon-order-id"]),
        (Is::Time, &["purchase-date"]),
        (Is::PaidAt, &["payments-date"]),
        (Is::Email, &["buyer-email"]),
        (Is::Name, &["buyer-name"]),
        (Is::Phone, &["buyer-phone-number"]),
        (Is::Sku, &["sku"]),
        (Is::Product, &["product-name"]),
        (Is::Item, &["shipment-id"]),
        (Is::Until, &["shipment-date"]),
        (Is::Quantity, &["quantity-shipped"]),
        (Is::Currency, &["currency"]),
        (Is::LineTotal, &["item-price"]),
        (Is::LineTax, &["item-tax"]),
        (Is::Shipping, &["shipping-price"]),
        (Is::ShippingTax, &["shipping-tax"]),
        (Is::Fee, &["gift-wrap-price"]),
        (Is::LineDiscount, &["item-promotion-discount"]),
        (Is::ShippingDiscount, &["ship-promotion-discount"]),
        (Is::Channel, &["sales-channel"]),
        (Is::Points, &["points-granted"]),
        (Is::Region, &["ship-state"]),
        (Is::Country, &["ship-country"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Item, Is::Until, Is::LineTotal],
    marks: &[],
    reading: Reading { rank: 3, ..READING },
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
    fn shipments_of_one_order_add_up() {
        let found = read(
            "amazon-order-id\tshipment-id\tpurchase-date\tshipment-date\tbuyer-email\tsku\tproduct-name\tquantity-shipped\tcurrency\titem-price\titem-tax\tshipping-price\titem-promotion-discount\tship-promotion-discount\tship-country\tpoints-granted\n\
             250-1\tD1\t2025-03-01T10:00:00+09:00\t2025-03-02T10:00:00+09:00\tx1@marketplace.amazon.co.jp\tM\tMug\t2\tJPY\t2400\t240\t500\t-200\t-500\tJP\t24\n\
             250-1\tD2\t2025-03-01T10:00:00+09:00\t2025-03-03T10:00:00+09:00\tx1@marketplace.amazon.co.jp\tT\tTee\t1\tJPY\t1240\t124\t0\t0\t0\tJP\t0\n",
        );
        assert_eq!(found.summary.source, "amazonFbaShipments");
        assert_eq!(
            found.rows,
            ["250-1,x1@marketplace.amazon.co.jp,2025-03-01 01:00:00 +0000,3440,200,,3,,JPY"]
        );
    }
}
