//! Amazon: the sale report of amazon.in that passes from hand to hand as a CSV. One row an item with its own status; month,
//! day and year in two digits each; cancelled items have no amount or still show it.

use super::{Is, Kind, Platform, Reading, Row};
use crate::source::dates::DateOrder;
use crate::tables::shop::{Part, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "amazonSaleReport",
    name: "Amazon",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["Order ID"]),
        (Is::Time, &["Date"]),
        (Is::Status, &["Status"]),
        (Is::Type, &["Fulfilment"]),
        (Is::Channel, &["Sales Channel"]),
        (Is::Note, &["ship-service-level"]),
        (Is::Sku, &["SKU"]),
        (Is::Product, &["Style"]),
        (Is::Category, &["Category"]),
        (Is::Variant, &["Size"]),
        (Is::SubStatus, &["Courier Status"]),
        (Is::Quantity, &["Qty"]),
        (Is::Currency, &["currency"]),
        (Is::LineTotal, &["Amount"]),
        (Is::Region, &["ship-state"]),
        (Is::Country, &["ship-country"]),
        (Is::Code, &["promotion-ids"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Status, Is::SubStatus, Is::Quantity, Is::LineTotal],
    marks: &["ship-service-level"],
    reading: Reading {
        dates: Some(DateOrder::Mdy),
        decimal: Some(b'.'),
        origin: Some("amazon"),
        ..Reading::USUAL
    },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let Some((order, standing)) = row.order_of_item() else { return };
    let (units, amount) = (row.count(Is::Quantity), row.amount(Is::LineTotal));
    row.line(order, units, amount, None);
    if standing == Standing::Refunded {
        row.tables.orders.part_mut(Part::Refund).add(order, amount);
    }
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn cancelled_items_do_not_count() {
        let found = read(
            "index,Order ID,Date,Status,Fulfilment,Sales Channel ,ship-service-level,Category,Size,Courier Status,Qty,currency,Amount,ship-state,ship-country\n\
             0,405-1,04-30-22,Cancelled,Merchant,Amazon.in,Standard,T-shirt,S,On the Way,0,INR,647.62,MAHARASHTRA,IN\n\
             1,171-2,04-30-22,Shipped - Delivered to Buyer,Merchant,Amazon.in,Standard,Shirt,3XL,Shipped,1,INR,406,KARNATAKA,IN\n\
             2,403-3,05-01-22,Cancelled,Amazon,Amazon.in,Expedited,Shirt,S,Cancelled,0,,,DELHI,IN\n\
             3,403-3,05-01-22,Shipped,Amazon,Amazon.in,Expedited,Shirt,S,Shipped,1,INR,368,DELHI,IN\n\
             4,403-4,05-01-22,Shipped - Returned to Seller,Amazon,Amazon.in,Expedited,Shirt,S,Shipped,1,INR,100,DELHI,IN\n",
        );
        assert_eq!(found.summary.source, "amazonSaleReport");
        assert_eq!(
            found.rows,
            [
                "171-2,,2022-04-30,406,,,1,,INR",
                "403-3,,2022-05-01,368,,,1,,INR",
                "403-4,,2022-05-01,100,,100,1,,INR",
            ]
        );
        assert_eq!(found.ledger, [("cancelled", 2), ("noCustomer", 4)]);
    }
}
