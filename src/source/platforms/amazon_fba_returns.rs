//! Amazon: returns to its warehouses. Joined to orders by order id and SKU; states no amount and names no buyer.

use super::{Is, Kind, Platform, Reading, returned};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "amazonFbaReturns",
    name: "Amazon",
    kind: Kind::Returns,
    columns: &[
        (Is::Time, &["return-date"]),
        (Is::Order, &["order-id"]),
        (Is::Sku, &["sku"]),
        (Is::Product, &["product-name"]),
        (Is::Quantity, &["quantity"]),
        (Is::SubStatus, &["detailed-disposition"]),
        (Is::Reason, &["reason"]),
        (Is::Status, &["status"]),
        (Is::Text, &["customer-comments"]),
    ],
    needs: &[Is::Time, Is::Order, Is::Sku, Is::Reason],
    marks: &["detailed-disposition", "license-plate-number", "fnsku"],
    reading: Reading { utc: true, decimal: Some(b'.'), quotes: false, ..Reading::USUAL },
    row: returned::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn returns_have_reasons_and_units() {
        let file = read(
            "return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\tfulfillment-center-id\tdetailed-disposition\treason\tstatus\tlicense-plate-number\tcustomer-comments\n\
             2026-02-25T09:13:07+00:00\t028-1\tA-1\tB0\tX0\tMug 12\" tall\t2\tLEJ1\tCUSTOMER_DAMAGED\tDEFECTIVE\tUnit returned to inventory\tLPN1\tHandle broke\n",
        );
        assert_eq!(file.summary.source, "amazonFbaReturns");
        assert_eq!(file.returns(), ["028-1|A-1|Some(1772010787000)|20000|DEFECTIVE|Handle broke"]);
    }
}
