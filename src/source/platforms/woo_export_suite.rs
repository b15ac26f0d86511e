//! WooCommerce: Import Export Suite. One row an order in snake case; amounts of parts are without tax.

use super::woo_analytics_orders::READING;
use super::woo_order_export::{items, order_parts};
use super::{Is, Kind, Platform, Reading, Row, woo_attribution};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "wooExportSuite",
    name: "WooCommerce",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["order_number", "order_id"]),
        (Is::Time, &["order_date"]),
        (Is::PaidAt, &["paid_date"]),
        (Is::Status, &["status", "order_status"]),
        (Is::Shipping, &["shipping_total"]),
        (Is::Fee, &["fee_total"]),
        (Is::Tax, &["tax_total"]),
        (Is::Discount, &["discount_total", "cart_discount"]),
        (Is::Total, &["order_total"]),
        (Is::Subtotal, &["order_subtotal"]),
        (Is::Currency, &["order_currency"]),
        (Is::Payment, &["payment_method"]),
        (Is::CustomerId, &["customer_id"]),
        (Is::Email, &["customer_email"]),
        (Is::Phone, &["billing_phone"]),
        (Is::FirstName, &["billing_first_name"]),
        (Is::LastName, &["billing_last_name"]),
        (Is::BillingCountry, &["billing_country"]),
        (Is::Country, &["shipping_country"]),
        (Is::Region, &["shipping_state"]),
        (Is::Code, &["coupon_items"]),
        (Is::Text, &["line_items"]),
        (Is::Refund, &["refunded_total", "order_refunded_total"]),
        (Is::UtmSource, woo_attribution::SOURCE),
        (Is::UtmMedium, woo_attribution::MEDIUM),
        (Is::UtmCampaign, woo_attribution::CAMPAIGN),
        (Is::UtmContent, woo_attribution::CONTENT),
        (Is::Landing, woo_attribution::LANDING),
    ],
    needs: &[Is::Order, Is::Time, Is::Status, Is::Total, Is::Email],
    marks: &["order_subtotal", "order_key", "customer_user", "wt_import_key"],
    reading: Reading { rank: 2, ..READING },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let Some(order) = row.order() else { return };
    order_parts(row, order);
    items(row, order);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn goods_are_the_total_without_shipping_tax_and_fees() {
        let found = read(
            "order_id,order_number,order_date,status,shipping_total,shipping_tax_total,fee_total,fee_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,customer_id,customer_user,customer_email,billing_first_name,billing_last_name\n\
             71,1001,9/16/2016  6:29:00,completed,5.00,1.00,2.00,0.40,19.40,10.00,0,10.00,116.40,100.00,EUR,7,ann,Ann@Example.com,Ann,Lee\n\
             72,1002,9/17/2016  6:29:00,wc-cancelled,0,0,0,0,0,0,0,0,50.00,50.00,EUR,,,,Bob,Roe\n",
        );
        assert_eq!(found.summary.source, "wooExportSuite");
        // 116.40 - 19.40 - 5.00 - 2.00 = 90.00 of goods after 10.00 off.
        assert_eq!(
            found.rows,
            [
                "1001,ann@example.com,2016-09-16 06:29:00,90,10,,,,EUR",
                "1002,WooCommerce: Bob Roe,2016-09-17 06:29:00,50,,,,cancelled,EUR"
            ]
        );
    }
}
