//! BigCommerce: orders. One row an order; the goods are the cart's base amount.

use super::{Is, Kind, Platform, Reading, Row};
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "bigcommerceOrders",
    name: "BigCommerce",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["Order ID"]),
        (Is::Time, &["Order Date"]),
        (Is::Clock, &["Order Time"]),
        (Is::Status, &["Order Status"]),
        (Is::Total, &["Order Total", "Order Total (inc tax)"]),
        (Is::Subtotal, &["Cart Base Amount", "Subtotal (ex tax)", "Subtotal (inc tax)"]),
        (Is::Tax, &["Tax Total"]),
        (Is::Shipping, &["Shipping Total", "Shipping Cost (ex tax)", "Shipping Cost (inc tax)"]),
        (Is::Refund, &["Refund Amount", "Refunded Amount"]),
        (Is::GiftCard, &["Gift Certificate Amount Redeemed"]),
        (Is::Payment, &["Payment Method"]),
        (Is::CustomerId, &["Customer ID"]),
        (Is::Name, &["Customer Name"]),
        (Is::FirstName, &["First Name"]),
        (Is::LastName, &["Last Name"]),
        (Is::Email, &["Email Address", "Customer Email"]),
        (Is::Phone, &["Phone", "Customer Phone"]),
        (Is::Quantity, &["Total Quantity"]),
        (Is::Currency, &["Order Currency Code"]),
        (Is::BillingCountry, &["Billing Country"]),
        (Is::Country, &["Shipping Country"]),
        (Is::Region, &["Shipping State"]),
        (Is::Code, &["Coupon Details"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Status, Is::Total, Is::Subtotal, Is::Tax],
    marks: &["Cart Base Amount", "Subtotal (ex tax)", "Subtotal (inc tax)"],
    reading: Reading { decimal: Some(b'.'), ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    row.named_by(Is::Total);
    let Some(order) = row.order() else { return };
    let [total, goods, tax, shipping, card] =
        [Is::Total, Is::Subtotal, Is::Tax, Is::Shipping, Is::GiftCard].map(|is| row.amount(is));
    let units = row.count(Is::Quantity);
    let orders = &mut row.tables.orders;
    orders.units.say(order, units);
    let parts = [(Part::Total, total), (Part::Tax, tax), (Part::Shipping, shipping), (Part::GiftCard, card)];
    parts.into_iter().for_each(|(part, amount)| orders.part_mut(part).say(order, amount));
    let off = discount(total, goods, tax.unwrap_or(0), shipping.unwrap_or(0));
    orders.part_mut(Part::Goods).say(order, goods.map(|goods| goods - off));
    orders.part_mut(Part::Discount).say(order, Some(off).filter(|&off| off > 0));
    row.say_absolute(Part::Refund, order, Is::Refund);
}

/// What the total lacks to goods and shipping, whether the tax is inside them or on top.
fn discount(total: Option<i64>, goods: Option<i64>, tax: i64, shipping: i64) -> i64 {
    let Some((total, goods)) = total.zip(goods) else { return 0 };
    let without_tax = goods + shipping - total;
    let tax_inside = without_tax.abs() * 2 < tax.max(1);
    if tax_inside { 0 } else { (without_tax + tax).clamp(0, goods.max(0)) }
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn tax_on_top_and_inside_and_a_discount() {
        let found = read(
            "Order ID,Order Date,Order Status,Order Total,Cart Base Amount,Tax Total,Shipping Total,Refund Amount,Payment Method,First Name,Last Name,Email Address,Phone,Billing Country,Shipping Country\n\
             1001,09/13/2024,Completed,33.20,22.00,2.20,9.00,0.00,Visa,Ann,Lee,Ann@Example.com,,Germany,Germany\n\
             1002,09/14/2024,Shipped,31.00,22.00,2.00,9.00,11.00,Visa,Bob,Roe,,+1 555 0100,US,US\n\
             1003,09/15/2024,Completed,28.20,22.00,2.20,9.00,0.00,Visa,,,eve@example.com,,US,US\n\
             1004,09/16/2024,Cancelled,28.20,22.00,2.20,9.00,0.00,Visa,,,eve@example.com,,US,US\n",
        );
        assert_eq!(found.summary.source, "bigcommerceOrders");
        // 1002: the tax of 2 is inside the 22, and of the 11 given back 20/22 are goods; 1003: 33.20 - 28.20 = 5 off.
        assert_eq!(
            found.rows,
            [
                "1001,ann@example.com,2024-09-13,22,,,,,",
                "1002,+15550100,2024-09-14,20,,10,,,",
                "1003,eve@example.com,2024-09-15,17,5,,,,",
                "1004,eve@example.com,2024-09-16,17,5,,,cancelled,",
            ]
        );
    }
}
