//! WooCommerce: Customer/Order/Coupon Export, in its formats "default" and "default, one row per item".

use super::woo_analytics_orders::READING;
use super::{Is, Kind, Platform, Reading, Row, woo_attribution};
use crate::tables::shop::Part;
use crate::tables::shop::lines::ProductKey;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "wooOrderExport",
    name: "WooCommerce",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["order_number_formatted", "order_number", "order_id"]),
        (Is::Time, &["order_date", "date"]),
        (Is::Status, &["status", "order_status"]),
        (Is::Shipping, &["shipping_total"]),
        (Is::Fee, &["fee_total"]),
        (Is::Tax, &["tax_total"]),
        (Is::Discount, &["discount_total", "cart_discount"]),
        (Is::Total, &["order_total"]),
        (Is::Refund, &["refunded_total"]),
        (Is::Currency, &["order_currency", "currency"]),
        (Is::Payment, &["payment_method"]),
        (Is::CustomerId, &["customer_id"]),
        (Is::Email, &["billing_email"]),
        (Is::Phone, &["billing_phone"]),
        (Is::FirstName, &["billing_first_name"]),
        (Is::LastName, &["billing_last_name"]),
        (Is::BillingCountry, &["billing_country"]),
        (Is::Country, &["shipping_country"]),
        (Is::Region, &["shipping_state"]),
        (Is::Code, &["coupons", "coupon_items"]),
        (Is::Text, &["line_items"]),
        (Is::Product, &["item_name"]),
        (Is::Sku, &["item_sku"]),
        (Is::Quantity, &["item_quantity"]),
        (Is::LineTotal, &["item_subtotal"]),
        (Is::LineNet, &["item_total"]),
        (Is::UtmSource, woo_attribution::SOURCE),
        (Is::UtmMedium, woo_attribution::MEDIUM),
        (Is::UtmCampaign, woo_attribution::CAMPAIGN),
        (Is::UtmContent, woo_attribution::CONTENT),
        (Is::Landing, woo_attribution::LANDING),
    ],
    needs: &[Is::Order, Is::Time, Is::Status, Is::Total, Is::Email],
    marks: &["line_items", "item_name", "refunded_total", "order_number_formatted"],
    reading: Reading { rank: 3, ..READING },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let Some(order) = row.order() else { return };
    order_parts(row, order);
    if row.has(Is::Product) {
        let units = row.count(Is::Quantity);
        let (before, after) = (row.amount(Is::LineTotal), row.amount(Is::LineNet));
        let discount = before.zip(after).map(|(before, after)| before - after);
        row.line(order, units, before.or(after), discount);
    } else {
        items(row, order);
    }
}

/// The parts of an order that its first row says. WooCommerce states all of them without tax, and the tax beside them.
pub fn order_parts(row: &mut Row, order: usize) {
    let total = row.amount(Is::Total);
    let [shipping, fee, tax] = [Is::Shipping, Is::Fee, Is::Tax].map(|is| row.amount(is));
    let besides: i64 = [shipping, fee, tax].into_iter().flatten().sum();
    let orders = &mut row.tables.orders;
    orders.part_mut(Part::Goods).say(order, total.map(|total| total - besides));
    let parts = [(Part::Total, total), (Part::Shipping, shipping), (Part::Fee, fee), (Part::Tax, tax)];
    parts.into_iter().for_each(|(part, amount)| orders.part_mut(part).say(order, amount));
    row.say_absolute(Part::Discount, order, Is::Discount);
    row.say_absolute(Part::Refund, order, Is::Refund);
}

/// `name:Mug|sku:M-1|quantity:2|subtotal:20.00|total:18.00;name:…` as lines.
pub fn items(row: &mut Row, order: usize) {
    let cell = row.text(Is::Text);
    for item in cell.split(|&byte| byte == b';').filter(|item| item.contains(&b':')) {
        let field = |names: [&[u8]; 2]| {
            let pairs = item.split(|&byte| byte == b'|').filter_map(|pair| {
                let at = pair.iter().position(|&byte| byte == b':')?;
                Some((pair[..at].trim_ascii(), pair[at + 1..].trim_ascii()))
            });
            pairs.filter(|(name, _)| names.contains(name)).map(|(_, value)| value).next()
        };
        let name = field([b"name", b"title"]).unwrap_or_default();
        let units = field([b"quantity", b"qty"]).and_then(|text| row.values.counts.parse(text).ok());
        let before = field([b"subtotal", b"sub_total"]).and_then(|text| row.values.amounts.parse(text).ok());
        let after = field([b"total", b"item_total"]).and_then(|text| row.values.amounts.parse(text).ok());
        let sku = field([b"sku", b"item_sku"]).unwrap_or_default();
        let key = ProductKey { sku: row.intern(sku), name: row.intern(name), ..ProductKey::NONE };
        let discount = before.zip(after).map(|(before, after)| before - after);
        row.line_of(order, key, units, before.or(after), discount);
    }
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn an_order_with_its_lines_in_one_cell() {
        let found = read(
            "order_id,order_number,date,status,shipping_total,shipping_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,refunded_total,order_currency,customer_id,billing_first_name,billing_last_name,billing_email,shipping_country,line_items\n\
             71,1001,2024-05-01 10:00:00,completed,5.00,0,19.00,0,0,5.00,119.00,59.50,EUR,7,Ann,Lee,ann@example.com,DE,name:Mug|product_id:5|sku:M-1|quantity:2|subtotal:60.00|total:57.00;name:Tee|sku:T-1|quantity:1|subtotal:40.00|total:38.00\n",
        );
        assert_eq!(found.summary.source, "wooOrderExport");
        // 119 - 19 - 5 = 95; of the 59.50 given back 95/114 are goods: 49.5833.
        assert_eq!(found.rows, ["1001,ann@example.com,2024-05-01 10:00:00,95,5,49.5833,3,,EUR"]);
    }

    #[test]
    fn one_row_an_item() {
        let found = read(
            "order_id,order_number,order_date,status,shipping_total,tax_total,discount_total,order_total,refunded_total,order_currency,billing_email,item_name,item_sku,item_quantity,item_subtotal,item_total\n\
             71,1001,2024-05-01 10:00:00,processing,5.00,0,5.00,100.00,0,USD,ann@example.com,Mug,M-1,2,60.00,57.00\n\
             71,1001,2024-05-01 10:00:00,processing,5.00,0,5.00,100.00,0,USD,ann@example.com,Tee,T-1,1,40.00,38.00\n",
        );
        assert_eq!(found.rows, ["1001,ann@example.com,2024-05-01 10:00:00,95,5,,3,,USD"]);
        assert_eq!(found.sources.files()[0].tables.lines.len(), 2);
    }
}
