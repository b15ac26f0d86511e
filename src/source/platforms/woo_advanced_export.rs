//! WooCommerce: Advanced Order Export. Titles as a person reads them; one row an item, with the order's fields on each row
//! or on the first one only.

use super::woo_analytics_orders::READING;
use super::{Is, Kind, Platform, Reading, Row, woo_attribution};
use crate::money::{SCALE, scaled};
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "wooAdvancedExport",
    name: "WooCommerce",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["Order Number", "Order ID"]),
        (Is::Status, &["Order Status"]),
        (Is::Time, &["Order Date"]),
        (Is::PaidAt, &["Paid Date"]),
        (Is::FirstName, &["First Name (Billing)"]),
        (Is::LastName, &["Last Name (Billing)"]),
        (Is::BillingCountry, &["Country Code (Billing)", "Country Name (Billing)"]),
        (Is::Email, &["Email (Billing)", "Customer Email"]),
        (Is::Phone, &["Phone (Billing)"]),
        (Is::Country, &["Country Code (Shipping)", "Country Name (Shipping)"]),
        (Is::Region, &["State Code (Shipping)"]),
        (Is::Payment, &["Payment Method Title"]),
        (Is::Discount, &["Cart Discount Amount"]),
        (Is::Subtotal, &["Order Subtotal Amount"]),
        (Is::Shipping, &["Order Shipping Amount"]),
        (Is::Refund, &["Order Refund Amount"]),
        (Is::Total, &["Order Total Amount"]),
        (Is::Tax, &["Order Total Tax Amount"]),
        (Is::Currency, &["Currency", "Order Currency"]),
        (Is::Sku, &["SKU"]),
        (Is::Product, &["Item Name", "Product Name"]),
        (Is::Category, &["Category"]),
        (Is::Quantity, &["Quantity"]),
        (Is::UnitPrice, &["Item Cost"]),
        (Is::Code, &["Coupon Code"]),
        (Is::CustomerId, &["Customer User ID"]),
        (Is::UtmSource, woo_attribution::SOURCE),
        (Is::UtmMedium, woo_attribution::MEDIUM),
        (Is::UtmCampaign, woo_attribution::CAMPAIGN),
        (Is::UtmContent, woo_attribution::CONTENT),
        (Is::Landing, woo_attribution::LANDING),
    ],
    needs: &[Is::Order, Is::Status, Is::Time, Is::Total],
    marks: &["Order Total Amount", "Email (Billing)"],
    reading: Reading { rank: 1, ..READING },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let Some(order) = row.order() else { return };
    if !row.is_blank(Is::Total) {
        order_parts(row, order);
    }
    if row.is_blank(Is::Product) && row.is_blank(Is::Sku) {
        return;
    }
    let (units, price) = (row.count(Is::Quantity), row.amount(Is::UnitPrice));
    let amount = price.zip(units).map(|(price, units)| scaled(price, units, SCALE));
    row.line(order, units, amount, None);
}

fn order_parts(row: &mut Row, order: usize) {
    let discount = row.amount(Is::Discount).map(i64::abs);
    let goods = match row.amount(Is::Subtotal) {
        Some(subtotal) => Some(subtotal - discount.unwrap_or(0)),
        None => row.amount(Is::Total).map(|total| {
            total - [Is::Shipping, Is::Tax].into_iter().filter_map(|is| row.amount(is)).sum::<i64>()
        }),
    };
    row.tables.orders.part_mut(Part::Goods).say(order, goods);
    row.tables.orders.part_mut(Part::Discount).say(order, discount);
    for (part, is) in [(Part::Total, Is::Total), (Part::Shipping, Is::Shipping), (Part::Tax, Is::Tax)] {
        row.say(part, order, is);
    }
    row.say_absolute(Part::Refund, order, Is::Refund);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn order_fields_count_once_whether_repeated_or_blank() {
        let header = "Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Country Code (Billing),Email (Billing),Cart Discount Amount,Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,Item Name,Quantity,Item Cost\n";
        let first = "1001,Completed,2024-09-03 13:27,Ann,Lee,DE,ann@example.com,2.00,22.00,9.00,11.00,31.00,2.00,M-1,1,Mug,1,12.40\n";
        let blank = "1001,,,,,,,,,,,,,T-1,2,Tee,1,9.60\n";
        let repeated = "1001,Completed,2024-09-03 13:27,Ann,Lee,DE,ann@example.com,2.00,22.00,9.00,11.00,31.00,2.00,T-1,2,Tee,1,9.60\n";
        // 22 - 2 = 20; of the 11 given back 20/22 are goods.
        for second in [blank, repeated] {
            let found = read(&format!("{header}{first}{second}"));
            assert_eq!(found.summary.source, "wooAdvancedExport");
            assert_eq!(found.rows, ["1001,ann@example.com,2024-09-03 13:27:00,20,2,10,2,,"]);
        }
    }
}
