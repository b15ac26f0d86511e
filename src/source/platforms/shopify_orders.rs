//! Shopify: orders. One row a line item; what is of the order stands on its first row only.

use super::{Is, Kind, Platform, Reading, Row};
use crate::source::digest::{Noted, noted};
use crate::tables::ledger::Verdict;
use crate::tables::shop::{Part, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "shopifyOrders",
    name: "Shopify",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["Name"]),
        (Is::Email, &["Email"]),
        (Is::Status, &["Financial Status"]),
        (Is::PaidAt, &["Paid at"]),
        (Is::Currency, &["Currency"]),
        (Is::Subtotal, &["Subtotal"]),
        (Is::Shipping, &["Shipping"]),
        (Is::Tax, &["Taxes"]),
        (Is::Total, &["Total"]),
        (Is::Code, &["Discount Code"]),
        (Is::Discount, &["Discount Amount"]),
        (Is::Time, &["Created at"]),
        (Is::Quantity, &["Lineitem quantity"]),
        (Is::Product, &["Lineitem name"]),
        (Is::UnitPrice, &["Lineitem price"]),
        (Is::LineDiscount, &["Lineitem discount"]),
        (Is::Sku, &["Lineitem sku"]),
        (Is::Vendor, &["Vendor"]),
        (Is::Name, &["Billing Name"]),
        (Is::BillingCountry, &["Billing Country"]),
        (Is::BillingPhone, &["Billing Phone"]),
        (Is::Country, &["Shipping Country"]),
        (Is::Region, &["Shipping Province"]),
        (Is::Note, &["Note Attributes"]),
        (Is::Cancelled, &["Cancelled at"]),
        (Is::Payment, &["Payment Method"]),
        (Is::Refund, &["Refunded Amount"]),
        (Is::Channel, &["Source"]),
        (Is::Phone, &["Phone"]),
        (Is::Duties, &["Duties"]),
        (Is::UtmSource, &["utm_source"]),
        (Is::UtmMedium, &["utm_medium"]),
        (Is::UtmCampaign, &["utm_campaign"]),
        (Is::UtmContent, &["utm_content"]),
        (Is::Landing, &["Landing Site", "Landing Page"]),
    ],
    needs: &[Is::Order, Is::Status, Is::Time, Is::Quantity],
    marks: &["Subtotal", "Total"],
    reading: Reading { scoped: false, keys: &[Is::Email, Is::Phone, Is::Name], ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    let own_row = [Is::Total, Is::Subtotal, Is::Status].iter().any(|&is| !row.is_blank(is));
    let id = row.word(Is::Order);
    let order = match row.tables.orders.find(id) {
        Some(order) => order,
        None if own_row => {
            let Some(order) = row.order_with(id) else { return };
            first_row(row, order);
            order
        }
        None => {
            let name = row.text(Is::Order);
            row.verdict(Verdict::OrphanLine, &name);
            return;
        }
    };
    let units = row.count(Is::Quantity);
    let price = row.amount(Is::UnitPrice);
    let amount =
        price.zip(units).map(|(price, units)| crate::money::scaled(price, units, crate::money::SCALE));
    let discount = row.amount(Is::LineDiscount);
    row.line(order, units, amount, discount);
}

/// What is said of the order itself.
fn first_row(row: &mut Row, order: usize) {
    if row.is_blank(Is::Subtotal) {
        row.say(Part::Goods, order, Is::Total);
    } else {
        row.say(Part::Goods, order, Is::Subtotal);
        row.say(Part::Tax, order, Is::Tax);
    }
    row.say(Part::Shipping, order, Is::Shipping);
    row.say(Part::Fee, order, Is::Duties);
    row.say(Part::Total, order, Is::Total);
    row.say(Part::Discount, order, Is::Discount);
    row.say(Part::Refund, order, Is::Refund);
    let method = row.text(Is::Payment);
    let has = |word: &[u8]| method.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    if has(b"bogus") {
        row.tables.orders.standing[order] = Standing::Test;
    }
    visit(row, order);
}

/// The digest of the visit, where the shop's script left one in the cart.
fn visit(row: &mut Row, order: usize) {
    if row.is_blank(Is::Note) {
        return;
    }
    let notes = row.text(Is::Note);
    let order = u32::try_from(order).unwrap_or(u32::MAX);
    match noted(&notes) {
        Noted::Nothing => {}
        Noted::Digest(digest) => row.tables.orders.digests.push((order, digest)),
        Noted::Damaged => row.verdict(Verdict::DamagedDigest, b""),
    }
}
