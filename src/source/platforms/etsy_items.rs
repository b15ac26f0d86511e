//! Etsy: sold order items. One row an item; what is of the order stands on each of its rows or on the first one only.

use super::etsy_orders::{READING, order_id};
use super::{Is, Kind, Platform, Reading, Row};
use crate::money::{SCALE, scaled};
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "etsyItems",
    name: "Etsy",
    kind: Kind::Orders,
    columns: &[
        (Is::Time, &["Sale Date"]),
        (Is::Product, &["Item Name"]),
        (Is::Username, &["Buyer"]),
        (Is::Quantity, &["Quantity"]),
        (Is::UnitPrice, &["Price"]),
        (Is::Code, &["Coupon Code"]),
        (Is::Discount, &["Discount Amount"]),
        (Is::ShippingDiscount, &["Shipping Discount", "Delivery Discount"]),
        (Is::Shipping, &["Order Shipping", "Order Delivery"]),
        (Is::Tax, &["Order Sales Tax"]),
        (Is::LineTotal, &["Item Total"]),
        (Is::Currency, &["Currency"]),
        (Is::Transaction, &["Transaction ID"]),
        (Is::Name, &["Ship Name", "Delivery Name"]),
        (Is::Region, &["Ship State", "Delivery State"]),
        (Is::Country, &["Ship Country", "Delivery Country"]),
        (Is::Order, &["Order ID"]),
        (Is::Variant, &["Variations"]),
        (Is::Discount2, &["InPerson Discount"]),
        (Is::Sku, &["SKU"]),
        (Is::PaidAt, &["Date Paid"]),
    ],
    needs: &[Is::Time, Is::Product, Is::Order, Is::UnitPrice],
    marks: &["Transaction ID", "Listing ID"],
    reading: Reading { rank: 0, ..READING },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let Some(id) = order_id(row) else { return };
    row.named_by(Is::UnitPrice);
    let Some(order) = row.order_with(id) else { return };
    let (units, price) = (row.count(Is::Quantity), row.amount(Is::UnitPrice));
    let by_price = price.zip(units).map(|(price, units)| scaled(price, units, SCALE));
    let amount = row.amount(Is::LineTotal).or(by_price);
    row.line(order, units, amount, None);
    row.say_absolute(Part::Discount, order, Is::Discount);
    row.say(Part::Tax, order, Is::Tax);
    let taken_off = row.amount(Is::ShippingDiscount).unwrap_or(0).abs();
    let shipping = row.amount(Is::Shipping).map(|shipping| shipping - taken_off);
    row.tables.orders.part_mut(Part::Shipping).say(order, shipping);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::{add, read, rows};

    const ITEMS: &str = "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Discount Amount,Shipping Discount,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Ship Name,Ship Country,Order ID,Variations\n\
        08/14/25,Fox | Card,ann42,2,$5.00,,,,$4.50,$0.62,$10.00,USD,4001,Ann Lee,United States,#3001,Style: Matte\n\
        08/14/25,Fox | Sticker,ann42,1,$3.00,,,,$0.00,$0.00,$3.00,USD,4002,Ann Lee,United States,#3001,\n\
        09/02/25,Bear | Card,bob7,1,$5.00,WELCOME,$0.50,,$4.50,$0.00,$5.00,USD,4003,Bob Roe,United States,#3002,\n";

    #[test]
    fn items_make_orders() {
        let found = read(ITEMS);
        assert_eq!(found.summary.source, "etsyItems");
        assert_eq!(
            found.rows,
            ["3001,Etsy: ann42,2025-08-14,13,,,3,,USD", "3002,Etsy: bob7,2025-09-02,4.5,0.5,,1,,USD"]
        );
    }

    #[test]
    fn an_order_in_both_exports_counts_once() {
        let mut found = read(ITEMS);
        let orders = "Sale Date,Order ID,Buyer,Currency,Order Value,Discount Amount,Order Total,Adjusted Order Total\n08/14/25,3001,ann42,USD,13.00,0,18.12,8.12\n";
        let orders = add(&mut found.sources, orders).unwrap();
        assert_eq!((orders.origin, found.summary.origin), ("etsy", "etsy"));
        assert_eq!(rows(&found.sources, found.summary.id), ["3002,Etsy: bob7,2025-09-02,4.5,0.5,,1,,USD"]);
        assert_eq!(rows(&found.sources, orders.id), ["3001,Etsy: ann42,2025-08-14,13,,10,,,USD"]);
    }
}
