//! Magento 2: the grid of sales orders. One row an order without lines, tax, discounts or currency: what the total has over
//! goods and shipping is tax, what it lacks is a discount. Amounts are those of the store's base currency.

use super::{Is, Kind, Platform, Reading, Row};
use crate::source::platforms::months::in_english;
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "magentoOrders",
    name: "Magento",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["ID", "Order #"]),
        (Is::Channel, &["Purchase Point"]),
        (Is::Time, &["Purchase Date"]),
        (Is::Name, &["Customer Name", "Bill-to Name"]),
        (Is::Total, &["Grand Total (Base)", "Grand Total (Purchased)"]),
        (Is::Status, &["Status"]),
        (Is::Email, &["Customer Email"]),
        (Is::Tags, &["Customer Group"]),
        (Is::Subtotal, &["Subtotal"]),
        (Is::Shipping, &["Shipping and Handling"]),
        (Is::Payment, &["Payment Method"]),
        (Is::Refund, &["Total Refunded"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Total, Is::Status],
    marks: &["Grand Total (Base)", "Grand Total (Purchased)"],
    reading: Reading { decimal: Some(b'.'), keys: &[Is::Email, Is::Name], ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    row.named_by(Is::Total);
    let id = row.word(Is::Order);
    let cell = row.text(Is::Time);
    let Some(stamp) = row.time_of(Is::Time, &in_english(&cell)) else { return };
    let order = row.new_order(id, stamp);
    if !row.values.lean {
        purchase_point(row, order);
    }
    let [total, subtotal, shipping] = [Is::Total, Is::Subtotal, Is::Shipping].map(|is| row.amount(is));
    let orders = &mut row.tables.orders;
    let parts = [(Part::Total, total), (Part::Shipping, shipping)];
    parts.into_iter().for_each(|(part, amount)| orders.part_mut(part).say(order, amount));
    if let (Some(total), Some(subtotal)) = (total, subtotal) {
        let over = total - subtotal - shipping.unwrap_or(0);
        orders.tax_inside[order] = Some(false);
        orders.part_mut(Part::Goods).set(order, subtotal + over.min(0));
        orders.part_mut(Part::Tax).set(order, over.max(0));
        orders.part_mut(Part::Discount).set(order, (-over).max(0));
    }
    row.say_absolute(Part::Refund, order, Is::Refund);
}

/// Website, store and view stand below each other: the view names the channel.
fn purchase_point(row: &mut Row, order: usize) {
    let cell = row.text(Is::Channel);
    let view = cell.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty());
    let channel = row.intern(view.unwrap_or_default());
    row.tables.orders.channel.set(order, channel);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn what_the_total_has_over_goods_and_shipping() {
        let found = read(
            "ID,\"Purchase Point\",\"Purchase Date\",\"Bill-to Name\",\"Ship-to Name\",\"Grand Total (Base)\",\"Grand Total (Purchased)\",Status,\"Customer Email\",\"Customer Group\",Subtotal,\"Shipping and Handling\",\"Customer Name\",\"Total Refunded\"\n\
             000000001,\"Main Website\n    Main Store\n        English\",\"Jun 1, 2024 10:00:00 AM\",Ann,Ann,124.0000,111.6,complete,Ann@Example.com,General,100.0000,5.0000,Ann Lee,59.5000\n\
             000000002,\"Main Website\n    Main Store\n        English\",\"Jun 2, 2024 1:05:00 PM\",Bob,Bob,95.0000,85.5,closed,bob@example.com,\"NOT LOGGED IN\",100.0000,5.0000,Guest,95.0000\n",
        );
        assert_eq!(found.summary.source, "magentoOrders");
        // 124 - 105 = 19 of tax, and of the 59.50 given back 100/119 are goods; 95 - 105: 10 off, all of it given back.
        assert_eq!(
            found.rows,
            [
                "000000001,ann@example.com,2024-06-01 10:00:00,100,,50,,,",
                "000000002,bob@example.com,2024-06-02 13:05:00,90,10,90,,,"
            ]
        );
        let file = &found.sources.files()[0];
        assert_eq!(found.sources.words().key(file.tables.orders.channel.get(0)), b"English");
    }
}
