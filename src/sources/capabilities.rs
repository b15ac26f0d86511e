//! A file's tables → which parts of the report and of the audit they have what is needed for.

use super::File;
use super::summary::Gives;
use crate::tables::shop::orders::NO_TIME;
use crate::tables::shop::{NO_WORD, Part, Tables};

/// Parts that orders are needed for, with what each needs; none for other tables.
#[must_use]
pub fn capabilities(file: &File) -> Vec<Gives> {
    if !file.platform.kind.has_orders() {
        return Vec::new();
    }
    let Tables { orders, lines, refunds, .. } = &file.tables;
    let known = file.keys.iter().any(|&key| key != NO_WORD);
    let says = |part: Part| orders.says(part);
    let refunded = says(Part::Refund) || !refunds.is_empty();
    let discounted = says(Part::Discount) || !orders.line_discount.is_empty();
    let clocks = orders.anchor.iter().any(|&anchor| anchor != 2 && anchor != NO_TIME);
    let parts: [(&str, bool, &[&str]); 9] = [
        ("customers", known, &["email", "phone", "customerId"]),
        ("repeat", known, &["email", "phone", "customerId"]),
        ("units", !orders.units.is_empty(), &["quantity"]),
        ("discounts", discounted, &["discount"]),
        ("refunds", refunded, &["refund"]),
        ("products", !lines.is_empty(), &["sku", "product"]),
        ("countries", orders.country.said().next().is_some(), &["country"]),
        ("hours", clocks, &["clock"]),
        ("totals", says(Part::Total), &["total"]),
    ];
    let line = |(capability, ok, needs): (&'static str, bool, &[&'static str])| Gives {
        capability,
        ok,
        needs: if ok { Vec::new() } else { needs.to_vec() },
    };
    parts.into_iter().map(line).collect()
}
