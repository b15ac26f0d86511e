//! The steps of every products' table.

use super::{Is, Row};
use crate::tables::shop::{NO_WORD, Product, Word};

/// What a record says of its product; [`NO_WORD`] and `None` for what it does not.
pub fn product(row: &mut Row) -> Product {
    let variant = variant(row);
    Product {
        sku: row.word(Is::Sku),
        handle: row.word(Is::Handle),
        name: row.word(Is::Product),
        variant: row.intern(&variant),
        category: row.word(Is::Category),
        vendor: row.word(Is::Vendor),
        tags: row.word(Is::Tags),
        barcode: row.word(Is::Barcode),
        price: row.money(Is::Price),
        cost: row.money(Is::Cost),
        stock: stock(row),
    }
}

/// Adds a product that has a SKU or a name.
pub fn row(row: &mut Row) {
    let product = product(row);
    if product.sku == NO_WORD && product.name == NO_WORD {
        row.incomplete();
    } else {
        row.tables.catalogue.push(product);
    }
}

/// What is blank in a row is as in the row before, where both are of one product.
pub fn inherit(row: &Row, product: &mut Product) {
    let Some(before) = row.tables.catalogue.last() else { return };
    if before.handle == product.handle && product.handle != NO_WORD {
        let or = |own: &mut Word, other: Word| {
            if *own == NO_WORD {
                *own = other;
            }
        };
        or(&mut product.name, before.name);
        or(&mut product.category, before.category);
        or(&mut product.vendor, before.vendor);
        or(&mut product.tags, before.tags);
    }
}

/// Units left, where they are counted. A product that the shop goes on selling without any never runs out, whatever another file counts
/// of it: of several files the one that says most counts.
fn stock(row: &mut Row) -> Option<i64> {
    let policy = row.text(Is::StockPolicy);
    let goes_on = policy.eq_ignore_ascii_case(b"continue") || policy.eq_ignore_ascii_case(b"true");
    let counted = !(row.has(Is::StockTracker) && row.is_blank(Is::StockTracker));
    // "not stocked" is no number, and says that nothing lies in this one place.
    let number = row.text(Is::Stock).first().is_some_and(|&byte| byte.is_ascii_digit() || byte == b'-');
    match (goes_on, counted && number) {
        (true, _) => Some(i64::MAX),
        (false, true) => row.count(Is::Stock),
        (false, false) => None,
    }
}

/// The values of a variant's options, one after another.
fn variant(row: &Row) -> Vec<u8> {
    let options = [Is::Variant, Is::Variant2, Is::Variant3].map(|is| row.text(is));
    let said: Vec<&[u8]> = options
        .iter()
        .map(AsRef::as_ref)
        .filter(|option| !option.is_empty() && *option != b"Default Title")
        .collect();
    said.join(&b" / "[..])
}
