//! TikTok Shop: orders. One row a SKU; what is of the order is repeated on each. The second row describes the columns.
//! Goods are counted as the buyer was charged for them: after the seller's and the platform's discounts.

use super::{Is, Kind, Platform, Reading, Row};
use crate::money::{SCALE, scaled};
use crate::source::dates::DateOrder;
use crate::tables::ledger::Verdict;
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "tiktokOrders",
    name: "TikTok Shop",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["Order ID"]),
        (Is::Status, &["Order Status"]),
        (Is::SubStatus, &["Order Substatus"]),
        (Is::Type, &["Cancelation/Return Type"]),
        (Is::Item, &["SKU ID"]),
        (Is::Sku, &["Seller SKU"]),
        (Is::Product, &["Product Name"]),
        (Is::Variant, &["Variation"]),
        (Is::Category, &["Product Category"]),
        (Is::Quantity, &["Quantity"]),
        (Is::Returned, &["Sku Quantity of return"]),
        (Is::UnitPrice, &["SKU Unit Original Price"]),
        (Is::LineTotal, &["SKU Subtotal Before Discount"]),
        (Is::LineDiscount2, &["SKU Platform Discount"]),
        (Is::LineDiscount, &["SKU Seller Discount"]),
        (Is::LineNet, &["SKU Subtotal After Discount"]),
        (Is::Shipping, &["Shipping Fee After Discount"]),
        (Is::Tax, &["Taxes"]),
        (Is::Total, &["Order Amount"]),
        (Is::Refund, &["Order Refund Amount"]),
        (Is::Time, &["Created Time"]),
        (Is::PaidAt, &["Paid Time"]),
        (Is::Cancelled, &["Cancelled Time"]),
        (Is::Username, &["Buyer Username"]),
        (Is::Phone, &["Phone #"]),
        (Is::Country, &["Country"]),
        (Is::Region, &["State"]),
        (Is::Payment, &["Payment Method"]),
    ],
    needs: &[Is::Order, Is::Status, Is::SubStatus, Is::Time],
    marks: &["Created Time"],
    reading: Reading { keys: &[Is::Username, Is::Phone], ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    let id = row.text(Is::Order);
    if !id.iter().any(u8::is_ascii_digit) {
        row.verdict(Verdict::Description, &id);
        return;
    }
    settle_dates(row);
    row.named_by(if row.has(Is::Total) { Is::Total } else { Is::LineTotal });
    let Some(order) = row.order() else { return };
    let units = row.count(Is::Quantity);
    let price = row.amount(Is::UnitPrice).zip(units).map(|(price, units)| scaled(price, units, SCALE));
    let before = row.amount(Is::LineTotal).or(price);
    let (seller, platform) = (row.amount(Is::LineDiscount), row.amount(Is::LineDiscount2));
    let stated = seller.or(platform).map(|_| seller.unwrap_or(0).abs() + platform.unwrap_or(0).abs());
    let after = row.amount(Is::LineNet);
    let discount = before.zip(after).map(|(before, after)| before - after).or(stated);
    let line = row.line(order, units, before.or(after), discount.filter(|_| before.is_some()));
    let returned = row.count(Is::Returned);
    row.tables.lines.returned.say(line, returned);
    row.say(Part::Shipping, order, Is::Shipping);
    row.say(Part::Tax, order, Is::Tax);
    row.say(Part::Total, order, Is::Total);
    row.say_absolute(Part::Refund, order, Is::Refund);
}

/// The month stands first where the clock has twelve hours, as in the United States, and the day elsewhere.
fn settle_dates(row: &mut Row) {
    let cell = row.text(Is::Time);
    let tail = cell.get(cell.len().saturating_sub(2)..).unwrap_or_default();
    let twelve_hours = tail.eq_ignore_ascii_case(b"am") || tail.eq_ignore_ascii_case(b"pm");
    row.values.settle_dates(if twelve_hours { DateOrder::Mdy } else { DateOrder::Dmy });
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn sums_of_the_order_count_once() {
        let found = read(
            "\u{feff}Order ID,Order Status,Order Substatus,Cancelation/Return Type,SKU ID,Seller SKU,Product Name,Variation,Quantity,SKU Unit Original Price,SKU Subtotal After Discount,Shipping Fee After Discount,Order Amount,Order Refund Amount,Created Time,Buyer Username\n\
             Platform unique order ID.,Current order status.,,,,,,,,,,,,,Order created time.,\n\
             583870900000000001\t,จัดส่งแล้ว,จัดส่งสำเร็จ,,S1\t,,Serum A,30ml,2,120,200,38,296,58,10/05/2026 22:05:43\t,i***200\n\
             583870900000000001\t,จัดส่งแล้ว,จัดส่งสำเร็จ,,S2\t,,Serum B,50ml,1,70,58,38,296,58,10/05/2026 22:05:43\t,i***200\n\
             583870900000000002\t,ยกเลิกแล้ว,ยกเลิกแล้ว,Cancel,S3\t,,Serum C,Default,1,29,29,38,67,,10/05/2026 12:00:00\t,bob\n",
        );
        assert_eq!(found.summary.source, "tiktokOrders");
        // 200 + 58 for goods that cost 240 + 70; the day stands first.
        assert_eq!(
            found.rows,
            [
                "583870900000000001,TikTok Shop: i***200,2026-05-10 22:05:43,258,52,58,3,,",
                "583870900000000002,TikTok Shop: bob,2026-05-10 12:00:00,29,,,1,cancelled,"
            ]
        );
        assert_eq!(found.ledger, [("cancelled", 1), ("description", 1)]);
    }

    #[test]
    fn a_clock_of_twelve_hours_has_the_month_first() {
        let found = read(
            "Order ID,Order Status,Order Substatus,Cancelation/Return Type,Seller SKU,Product Name,Quantity,Sku Quantity of return,SKU Subtotal Before Discount,Paid Time,Created Time\n\
             5771,Completed,Delivered,,SKU-1,Cup,1,1,$20.00,02/03/2025 02:10:00 PM,02/03/2025 02:05:00 PM\n",
        );
        assert_eq!(found.rows, ["5771,,2025-02-03 14:05:00,20,,,1,,USD"]);
    }
}
