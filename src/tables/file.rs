//! One file's tables and what is known of them.

use super::ledger::Ledger;
use super::orders::{Orders, Twins};
use std::borrow::Cow;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Number in the data set, given when it is added.
    pub id: u32,
    /// Name as it was dropped.
    pub name: String,
    /// Platform.
    pub source: Cow<'static, str>,
    /// Files with the same platform and key have their order ids in common.
    pub source_key: u64,
    /// xxh3-128 of the decoded text.
    pub fingerprint: u128,
    /// Bytes as they came.
    pub bytes: u64,
    /// WHATWG label of the encoding.
    pub encoding: String,
    /// Records below the header.
    pub records: u64,
    /// First and last time of an order that counts: UTC milliseconds, or milliseconds on the wall.
    pub span: Option<(i64, i64)>,
    /// A quantity was read.
    pub has_units: bool,
    /// A discount was read.
    pub has_discounts: bool,
    /// Sales exclude tax and shipping.
    pub net_of_tax: bool,
    /// How each field's cells looked.
    pub fields: Vec<FieldQuality>,
    /// Orders.
    pub orders: Orders,
    /// Verdicts.
    pub ledger: Ledger,
}

impl File {
    /// Adds a later part of the same file that was read apart, as another worker would: the two then equal the
    /// file read whole. `customer` gives the numbers of the part's customers here, `twins` is the platform's
    /// reading of an order that stands in both parts, and `before` counts the records and lines above the part.
    ///
    /// Parts are cut between orders where an order's own row and its lines differ, as in Shopify's export.
    pub fn append(&mut self, later: &Self, customer: &dyn Fn(u32) -> u32, twins: Twins, before: (u64, u64)) {
        self.orders.append(&later.orders, customer);
        self.orders.merge_twins(twins);
        self.ledger.append(&later.ledger, before);
        for (field, more) in self.fields.iter_mut().zip(&later.fields) {
            field.blank += more.blank;
            field.unreadable += more.unreadable;
        }
        self.bytes += later.bytes;
        self.records += later.records;
        self.span = self.orders.span();
    }
}

/// How a field's cells looked in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldQuality {
    /// The field, or the platform's column.
    pub field: String,
    /// Blank cells.
    pub blank: u64,
    /// Cells that could not be read.
    pub unreadable: u64,
}
