//! Lazada: orders. One row a unit with its own status; headers are the same in every country.

use super::{Is, Kind, Platform, Reading, Row};
use crate::money::SCALE;
use crate::tables::shop::{Part, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "lazadaOrders",
    name: "Lazada",
    kind: Kind::Orders,
    columns: &[
        (Is::Item, &["orderItemId", "Order Item Id"]),
        (Is::Sku, &["sellerSku", "Seller SKU"]),
        (Is::Time, &["createTime", "Created at"]),
        (Is::Order, &["orderNumber", "Order Number"]),
        (Is::Name, &["customerName", "Customer Name"]),
        (Is::Email, &["customerEmail", "Customer Email"]),
        (Is::Phone, &["shippingPhone", "Shipping Phone Number"]),
        (Is::BillingPhone, &["billingPhone"]),
        (Is::Country, &["shippingCountry", "Shipping Country"]),
        (Is::Region, &["shippingRegion", "Shipping Region"]),
        (Is::BillingCountry, &["billingCountry", "Billing Country"]),
        (Is::Payment, &["payMethod", "Payment Method"]),
        (Is::LineNet, &["paidPrice", "Paid Price"]),
        (Is::LineTotal, &["unitPrice", "Unit Price"]),
        (Is::LineDiscount, &["sellerDiscountTotal", "Seller Discount Total"]),
        (Is::Shipping, &["shippingFee", "Shipping Fee"]),
        (Is::Product, &["itemName", "Item Name"]),
        (Is::Variant, &["variation", "Variation"]),
        (Is::Status, &["status", "Status"]),
        (Is::Refund, &["refundAmount", "Refund Amount"]),
    ],
    needs: &[Is::Item, Is::Time, Is::Order, Is::LineNet, Is::LineTotal, Is::Status],
    marks: &["lazadaSku", "Lazada SKU", "lazadaId", "Lazada Id"],
    reading: Reading { decimal: Some(b'.'), keys: &[Is::Email, Is::Phone, Is::Name], ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    row.named_by(Is::LineNet);
    let Some((order, standing)) = row.order_of_item() else { return };
    let (before, after) = (row.amount(Is::LineTotal), row.amount(Is::LineNet));
    let discount = before.zip(after).map(|(before, after)| (before - after).max(0));
    let stated = row.amount(Is::LineDiscount).map(i64::abs);
    row.line(order, Some(SCALE), before.or(after), discount.or(stated));
    row.add(Part::Shipping, order, Is::Shipping);
    let refund = row.amount(Is::Refund).map(i64::abs).filter(|&refund| refund > 0);
    let all = after.filter(|_| standing == Standing::Refunded);
    row.tables.orders.part_mut(Part::Refund).add(order, refund.or(all));
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn a_unit_a_row() {
        let found = read(
            "orderItemId,lazadaId,sellerSku,lazadaSku,createTime,orderNumber,customerName,shippingCountry,paidPrice,unitPrice,sellerDiscountTotal,shippingFee,itemName,variation,status,refundAmount\n\
             1,,C-1,,03 Sep 2024 13:27,6001,Ann Lee,Malaysia,10.00,12.00,-2.00,5.00,Cup,,delivered,\n\
             2,,C-1,,03 Sep 2024 13:27,6001,Ann Lee,Malaysia,10.00,12.00,-2.00,0.00,Cup,,returned,\n\
             3,,T-1,,03 Sep 2024 13:27,6001,Ann Lee,Malaysia,8.00,8.00,0.00,0.00,Tee,,canceled,\n\
             4,,T-1,,04 Sep 2024 10:00,6002,B***b,Malaysia,8.00,8.00,0.00,0.00,Tee,,delivered,3.00\n",
        );
        assert_eq!(found.summary.source, "lazadaOrders");
        assert_eq!(
            found.rows,
            ["6001,Lazada: Ann Lee,2024-09-03 13:27:00,20,4,10,2,,", "6002,,2024-09-04 10:00:00,8,,3,1,,"]
        );
        assert_eq!(found.ledger, [("cancelled", 1), ("noCustomer", 1)]);
    }
}
