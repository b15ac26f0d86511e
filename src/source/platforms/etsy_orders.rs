//! Etsy: sold orders. One row an order; what was given back is the total less the adjusted total.

use super::{Is, Kind, Platform, Reading, Row};
use crate::source::dates::DateOrder;
use crate::tables::shop::Part;

/// How both exports of Etsy are read. Order ids are one space: an order in both counts once, as the orders' file has it.
pub const READING: Reading = Reading {
    dates: Some(DateOrder::Mdy),
    keys: &[Is::Username, Is::CustomerId, Is::Name],
    origin: Some("etsy"),
    rank: 1,
    ..Reading::USUAL
};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "etsyOrders",
    name: "Etsy",
    kind: Kind::Orders,
    columns: &[
        (Is::Time, &["Sale Date"]),
        (Is::Order, &["Order ID"]),
        (Is::CustomerId, &["Buyer User ID"]),
        (Is::Username, &["Buyer"]),
        (Is::Name, &["Full Name"]),
        (Is::FirstName, &["First Name"]),
        (Is::LastName, &["Last Name"]),
        (Is::Quantity, &["Number of Items"]),
        (Is::Payment, &["Payment Method"]),
        (Is::Region, &["Ship State", "Delivery State"]),
        (Is::Country, &["Ship Country", "Delivery Country"]),
        (Is::Currency, &["Currency"]),
        (Is::Subtotal, &["Order Value"]),
        (Is::Code, &["Coupon Code"]),
        (Is::Discount, &["Discount Amount"]),
        (Is::ShippingDiscount, &["Shipping Discount", "Delivery Discount"]),
        (Is::Shipping, &["Shipping", "Delivery"]),
        (Is::Tax, &["Sales Tax"]),
        (Is::Total, &["Order Total"]),
        (Is::Status, &["Status"]),
        (Is::Adjusted, &["Adjusted Order Total"]),
        (Is::Sku, &["SKU"]),
        (Is::Discount2, &["InPerson Discount"]),
        (Is::PaidAt, &["Date Paid"]),
    ],
    needs: &[Is::Time, Is::Order, Is::Subtotal, Is::Total],
    marks: &[],
    reading: READING,
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let Some(id) = order_id(row) else { return };
    row.named_by(Is::Total);
    let Some(order) = row.order_with(id) else { return };
    let (coupon, in_person) = (row.amount(Is::Discount), row.amount(Is::Discount2));
    let discount = coupon.or(in_person).map(|_| coupon.unwrap_or(0).abs() + in_person.unwrap_or(0).abs());
    let goods = row.amount(Is::Subtotal).map(|value| value - discount.unwrap_or(0));
    let total = row.amount(Is::Total);
    let refund = refund(row, total);
    let units = row.count(Is::Quantity);
    let orders = &mut row.tables.orders;
    orders.part_mut(Part::Discount).say(order, discount);
    orders.part_mut(Part::Goods).say(order, goods);
    orders.part_mut(Part::Total).say(order, total);
    orders.part_mut(Part::Refund).say(order, refund);
    orders.units.say(order, units);
    row.say(Part::Tax, order, Is::Tax);
    let taken_off = row.amount(Is::ShippingDiscount).unwrap_or(0).abs();
    let shipping = row.amount(Is::Shipping).map(|shipping| shipping - taken_off);
    row.tables.orders.part_mut(Part::Shipping).say(order, shipping);
}

/// The id without the `#` that some copies write.
pub fn order_id(row: &mut Row) -> Option<u32> {
    let id = row.text(Is::Order);
    let id = id.strip_prefix(b"#").unwrap_or(&id);
    Some(row.intern(id)).filter(|&id| id != crate::tables::shop::NO_WORD)
}

/// The adjusted total says what was left of the order.
fn refund(row: &mut Row, total: Option<i64>) -> Option<i64> {
    let (total, adjusted) = total.zip(row.amount(Is::Adjusted))?;
    Some((total - adjusted).max(0))
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn an_adjusted_total_is_a_refund() {
        let found = read(
            "Sale Date,Order ID,Buyer User ID,Buyer,Full Name,Number of Items,Ship Country,Currency,Order Value,Coupon Code,Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Adjusted Order Total\n\
             08/14/25,3001,777,ann42,Ann Lee,2,United States,USD,$13.00,,,,$4.50,$0.62,$18.12,Paid,$18.12\n\
             09/02/25,3002,888,bob7,Bob Roe,1,United States,USD,\"$1,005.00\",WELCOME,$5.00,,$4.50,$0.00,\"$1,004.50\",Paid,$704.50\n\
             09/03/25,3003,,,Guest Person,1,Austria,EUR,\"12,00\",,,\"4,00\",\"4,00\",\"0,00\",\"12,00\",Paid,\n",
        );
        assert_eq!(found.summary.source, "etsyOrders");
        // 13.00 of goods; 1005 - 5 = 1000 less the 300 given back; 12.00 with shipping for nothing.
        assert_eq!(
            found.rows,
            [
                "3001,Etsy: ann42,2025-08-14,13,,,2,,USD",
                "3002,Etsy: bob7,2025-09-02,1000,5,300,1,,USD",
                "3003,Etsy: Guest Person,2025-09-03,12,,,1,,EUR",
            ]
        );
    }
}
