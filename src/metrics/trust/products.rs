//! Lines and catalogues → the product master: how many lines have a product and a category, which SKUs are one product, and
//! where exports contradict each other.
//!
//! Definitions: a product is a SKU, in any case; without one a name with its variant. Its category is that of the first rule
//! that fits, else the one that lines or catalogues state, the commonest of several, the smallest text on ties. SKUs are aliases
//! where two products have one barcode, two exports of the same platform give one handle and variant to both, or two platforms
//! have one name and variant for both; each group is told by its smallest SKU. A conflict is one SKU under several names, types
//! or vendors.

mod joined;
mod master;

pub use joined::{Joined, Product, joined};
pub use master::products;

use serde::{Deserialize, Serialize};

/// So many products, aliases and conflicts are listed.
const LISTED: usize = 100;

/// A rule that gives products their category.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CategoryRule {
    /// The category.
    pub category: String,
    /// What is compared.
    pub by: RuleBy,
    /// With what, in any case.
    pub value: String,
}

/// What a rule compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RuleBy {
    /// The beginning of the SKU.
    SkuPrefix,
    /// The content of the name.
    NameContains,
    /// The platform's category or type.
    TypeEquals,
    /// The vendor.
    VendorEquals,
}

/// The product master.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductAudit {
    /// Different products of lines and catalogues.
    pub products: usize,
    /// Lines of orders.
    pub lines: u64,
    /// Those that name a product.
    pub named: u64,
    /// Those with a SKU.
    pub with_sku: u64,
    /// Share of lines with a category; `None` without lines.
    pub categorised: Option<f64>,
    /// By category, most lines first.
    pub categories: Vec<Category>,
    /// Largest products without a category.
    pub uncategorised: Vec<Uncategorised>,
    /// Several SKUs that are one product.
    pub aliases: Vec<Alias>,
    /// One SKU under several names, types or vendors.
    pub conflicts: Vec<ProductConflict>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Category {
    /// Its name.
    pub category: String,
    /// Different products.
    pub products: u64,
    /// Their lines.
    pub lines: u64,
}

/// A product without a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uncategorised {
    /// Its SKU; empty for none.
    pub sku: String,
    /// Its name.
    pub name: String,
    /// Its lines.
    pub lines: u64,
}

/// SKUs that are one product.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Alias {
    /// The smallest of them.
    pub sku: String,
    /// The others.
    pub same: Vec<String>,
    /// Why.
    pub evidence: AliasEvidence,
}

/// Why SKUs are one product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AliasEvidence {
    /// One barcode.
    Barcode,
    /// One handle and variant in the platform's own catalogues.
    Master,
    /// One name and variant on several platforms.
    Name,
}

/// A SKU that exports describe in different ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ProductConflict {
    /// The SKU.
    pub sku: String,
    /// What differs.
    pub attribute: ConflictAttribute,
    /// The values.
    pub values: Vec<String>,
}

/// What can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub enum ConflictAttribute {
    Name,
    Type,
    Vendor,
}

#[cfg(test)]
mod tests;
