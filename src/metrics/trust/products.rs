//! Lines and catalogues → the product master: how many lines have a product and a category, which SKUs are one product, and
//! where exports contradict each other.
//!
//! Definitions: a product is a SKU, in any case; without one a name with its variant. Its category is that of the first rule
//! that fits, else the one that lines or catalogues state, the commonest of several, the smallest text on ties. SKUs are aliases
//! where two products have one barcode, two exports of the same platform give one handle and variant to both, or two platforms
//! have one name and variant for both; each group is told by its smallest SKU. A conflict is one SKU under several names, types
//! or vendors.

use crate::math::order::distinct;
use crate::tables::interner::Interner;
use crate::tables::shop::{Loaded, NO_WORD, Word};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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

/// The product master of all files; rules go before what platforms state, and the first that fits wins.
#[must_use]
pub fn products(files: &[Loaded], words: &Interner, rules: &[CategoryRule]) -> ProductAudit {
    let mut master = Master::default();
    let mut comparable = Comparable { words, known: BTreeMap::new() };
    for file in files {
        master.lines_of(file, &mut comparable);
        master.catalogue_of(file, &mut comparable);
    }
    let categories: BTreeMap<&ProductId, Option<String>> =
        master.products.iter().map(|(id, product)| (id, product.category(rules))).collect();
    ProductAudit {
        products: master.products.len(),
        lines: master.lines,
        named: master.named,
        with_sku: master.with_sku,
        categorised: master.categorised(&categories),
        categories: master.categories(&categories),
        uncategorised: master.uncategorised(&categories),
        aliases: master.aliases(),
        conflicts: master.conflicts(),
    }
}

/// Texts made comparable, each worked out once.
struct Comparable<'a> {
    words: &'a Interner,
    known: BTreeMap<Word, String>,
}

impl Comparable<'_> {
    /// In lower case with single spaces; empty for no word.
    fn text(&mut self, word: Word) -> String {
        if word == NO_WORD {
            return String::new();
        }
        let words = self.words;
        self.known
            .entry(word)
            .or_insert_with(|| {
                let text = String::from_utf8_lossy(words.key(word)).to_lowercase();
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .clone()
    }

    fn shown(&self, word: Word) -> String {
        if word == NO_WORD {
            String::new()
        } else {
            String::from_utf8_lossy(self.words.key(word)).into_owned()
        }
    }
}

/// What a product is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ProductId {
    Sku(String),
    Name(String, String),
}

/// Values as they are written, by their comparable text, with how often each is said.
type Values = BTreeMap<String, (String, u64)>;

#[derive(Default)]
struct Described {
    sku: String,
    names: Values,
    types: Values,
    vendors: Values,
    lines: u64,
}

impl Described {
    fn category(&self, rules: &[CategoryRule]) -> Option<String> {
        let fits = |rule: &&CategoryRule| {
            let value = rule.value.trim().to_lowercase();
            match rule.by {
                RuleBy::SkuPrefix => !value.is_empty() && self.sku.to_lowercase().starts_with(&value),
                RuleBy::NameContains => {
                    !value.is_empty() && self.names.keys().any(|name| name.contains(&value))
                }
                RuleBy::TypeEquals => self.types.contains_key(&value),
                RuleBy::VendorEquals => self.vendors.contains_key(&value),
            }
        };
        rules.iter().find(fits).map(|rule| rule.category.clone()).or_else(|| commonest(&self.types))
    }
}

/// What is said most often; the smallest text on ties.
fn commonest(values: &Values) -> Option<String> {
    let most = values.iter().max_by_key(|(text, (_, times))| (*times, Reverse(*text)));
    most.map(|(_, (shown, _))| shown.clone())
}

fn say(values: &mut Values, text: String, shown: String, times: u64) {
    if !text.is_empty() {
        let known = values.entry(text).or_insert_with(|| (shown.clone(), 0));
        known.1 += times;
        // Of several writings the smallest, so that the order of files does not matter.
        if shown < known.0 {
            known.0 = shown;
        }
    }
}

#[derive(Default)]
struct Master {
    products: BTreeMap<ProductId, Described>,
    lines: u64,
    named: u64,
    with_sku: u64,
    barcodes: BTreeMap<String, BTreeSet<String>>,
    handles: BTreeMap<(&'static str, String, String), BTreeSet<String>>,
    /// Platforms and SKUs of a name and variant.
    names: BTreeMap<(String, String), BTreeSet<(&'static str, String)>>,
}

/// What a row says of a product.
struct Row {
    sku: Word,
    name: Word,
    variant: Word,
    category: Word,
    vendor: Word,
}

impl Master {
    fn lines_of(&mut self, file: &Loaded, texts: &mut Comparable) {
        let keys = file.tables.products.keys();
        let mut count = vec![0_u64; keys.len()];
        for &product in &file.tables.lines.product {
            self.lines += 1;
            if let Some(count) = count.get_mut(product as usize) {
                *count += 1;
            }
        }
        for (key, lines) in keys.iter().zip(count) {
            if key.sku != NO_WORD {
                self.with_sku += lines;
            }
            let row = Row {
                sku: key.sku,
                name: key.name,
                variant: key.variant,
                category: key.category,
                vendor: key.vendor,
            };
            if self.describe(file, &row, lines, texts) {
                self.named += lines;
            }
        }
    }

    fn catalogue_of(&mut self, file: &Loaded, texts: &mut Comparable) {
        for product in &file.tables.catalogue {
            let row = Row {
                sku: product.sku,
                name: product.name,
                variant: product.variant,
                category: product.category,
                vendor: product.vendor,
            };
            self.describe(file, &row, 0, texts);
            let sku = texts.shown(product.sku);
            if sku.is_empty() {
                continue;
            }
            if product.barcode != NO_WORD {
                self.barcodes.entry(texts.text(product.barcode)).or_default().insert(sku.clone());
            }
            if product.handle != NO_WORD {
                let handle = (file.platform, texts.text(product.handle), texts.text(product.variant));
                self.handles.entry(handle).or_default().insert(sku);
            }
        }
    }

    /// Whether the row names a product.
    fn describe(&mut self, file: &Loaded, row: &Row, lines: u64, texts: &mut Comparable) -> bool {
        let (sku, name, variant) = (texts.text(row.sku), texts.text(row.name), texts.text(row.variant));
        if sku.is_empty() && name.is_empty() {
            return false;
        }
        let id = if sku.is_empty() {
            ProductId::Name(name.clone(), variant.clone())
        } else {
            ProductId::Sku(sku.clone())
        };
        let product = self.products.entry(id).or_default();
        let shown = texts.shown(row.sku);
        if product.sku.is_empty() || shown < product.sku {
            product.sku = shown.clone();
        }
        let times = lines.max(1);
        say(&mut product.names, name.clone(), texts.shown(row.name), times);
        say(&mut product.types, texts.text(row.category), texts.shown(row.category), times);
        say(&mut product.vendors, texts.text(row.vendor), texts.shown(row.vendor), times);
        product.lines += lines;
        if !sku.is_empty() && !name.is_empty() {
            self.names.entry((name, variant)).or_default().insert((file.platform, shown));
        }
        true
    }

    #[allow(clippy::cast_precision_loss)]
    fn categorised(&self, categories: &BTreeMap<&ProductId, Option<String>>) -> Option<f64> {
        let with = self.products.iter().filter(|(id, _)| categories[id].is_some());
        let lines: u64 = with.map(|(_, product)| product.lines).sum();
        (self.lines > 0).then(|| lines as f64 / self.lines as f64)
    }

    fn categories(&self, categories: &BTreeMap<&ProductId, Option<String>>) -> Vec<Category> {
        let mut by_category: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for (id, product) in &self.products {
            if let Some(category) = &categories[id] {
                let (products, lines) = by_category.entry(category).or_default();
                *products += 1;
                *lines += product.lines;
            }
        }
        let category = |(category, (products, lines)): (&str, (u64, u64))| Category {
            category: category.to_owned(),
            products,
            lines,
        };
        let mut all: Vec<Category> = by_category.into_iter().map(category).collect();
        all.sort_by_key(|category| Reverse((category.lines, category.products)));
        all
    }

    fn uncategorised(&self, categories: &BTreeMap<&ProductId, Option<String>>) -> Vec<Uncategorised> {
        let without = self.products.iter().filter(|(id, _)| categories[id].is_none());
        let mut all: Vec<Uncategorised> = without
            .map(|(_, product)| Uncategorised {
                sku: product.sku.clone(),
                name: commonest(&product.names).unwrap_or_default(),
                lines: product.lines,
            })
            .collect();
        all.sort_by_key(|product| Reverse(product.lines));
        all.truncate(LISTED);
        all
    }

    /// Groups of SKUs, by the best evidence first: a group that better evidence has already is not told again.
    fn aliases(&self) -> Vec<Alias> {
        let mut aliases: BTreeMap<Vec<String>, AliasEvidence> = BTreeMap::new();
        let mut tell = |skus: BTreeSet<&String>, evidence: AliasEvidence| {
            let skus = folded(&skus);
            if skus.len() > 1 {
                aliases.entry(skus).or_insert(evidence);
            }
        };
        self.barcodes.values().for_each(|skus| tell(skus.iter().collect(), AliasEvidence::Barcode));
        self.handles.values().for_each(|skus| tell(skus.iter().collect(), AliasEvidence::Master));
        for sold in self.names.values() {
            // One platform may sell two things under one name.
            let platforms: BTreeSet<&str> = sold.iter().map(|(platform, _)| *platform).collect();
            if platforms.len() == sold.len() {
                tell(sold.iter().map(|(_, sku)| sku).collect(), AliasEvidence::Name);
            }
        }
        let alias = |(mut skus, evidence): (Vec<String>, AliasEvidence)| {
            let sku = skus.remove(0);
            Alias { sku, same: skus, evidence }
        };
        aliases.into_iter().take(LISTED).map(alias).collect()
    }

    fn conflicts(&self) -> Vec<ProductConflict> {
        let mut conflicts = Vec::new();
        for (id, product) in &self.products {
            if matches!(id, ProductId::Name(..)) {
                continue;
            }
            for (attribute, values) in [
                (ConflictAttribute::Name, &product.names),
                (ConflictAttribute::Type, &product.types),
                (ConflictAttribute::Vendor, &product.vendors),
            ] {
                if values.len() > 1 {
                    let values = distinct(values.values().map(|(shown, _)| shown.clone()).collect());
                    conflicts.push((
                        Reverse(product.lines),
                        ProductConflict { sku: product.sku.clone(), attribute, values },
                    ));
                }
            }
        }
        conflicts.sort();
        conflicts.into_iter().take(LISTED).map(|(_, conflict)| conflict).collect()
    }
}

/// SKUs each once in any case, ascending.
fn folded(skus: &BTreeSet<&String>) -> Vec<String> {
    let mut met = BTreeSet::new();
    skus.iter().filter(|sku| met.insert(sku.to_lowercase())).map(|sku| (*sku).clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::shop::fixture::Shop;
    use crate::tables::shop::lines::ProductKey;
    use crate::tables::shop::{Kind, Product};

    /// A line of the last file: `sku|name|variant|type|vendor`.
    fn line(shop: &mut Shop, written: &str) {
        let words: Vec<Word> = written.split('|').map(|text| shop.word(text)).collect();
        let [sku, name, variant, category, vendor] = words[..] else { panic!("{written}") };
        let product = shop.tables().products.number(ProductKey { sku, name, variant, category, vendor });
        shop.tables().lines.push(0, product);
    }

    /// A product of the last file: `sku|handle|name|variant|type|vendor|barcode`.
    fn product(shop: &mut Shop, written: &str) {
        let words: Vec<Word> = written.split('|').map(|text| shop.word(text)).collect();
        let [sku, handle, name, variant, category, vendor, barcode] = words[..] else { panic!("{written}") };
        let product =
            Product { sku, handle, name, variant, category, vendor, barcode, price: None, cost: None };
        shop.tables().catalogue.push(product);
    }

    fn shop() -> Shop {
        let mut shop = Shop::new();
        shop.file("shopifyOrders", "Shopify", Kind::Orders);
        ["T1|Green Tea|||Acme", "T1|Green tea|||Acme", "C1|Cup|||Other", "|Card|||", "||||"]
            .into_iter()
            .for_each(|written| line(&mut shop, written));
        shop.file("shopifyProducts", "Shopify", Kind::Products);
        product(&mut shop, "T1|green-tea|Green Tea||Tea|Acme|4006381333931");
        shop.file("amazonAllOrders", "Amazon", Kind::Orders);
        line(&mut shop, "AMZ-T1|GREEN TEA|||");
        line(&mut shop, "AMZ-C1|Mug|||");
        shop.file("wooProducts", "WooCommerce", Kind::Products);
        product(&mut shop, "W-9|tee|Tee, green||Drinks||4006381333931");
        shop
    }

    fn audit(shop: &Shop, rules: &[(&str, RuleBy, &str)]) -> ProductAudit {
        let rule = |&(category, by, value): &(&str, RuleBy, &str)| CategoryRule {
            category: category.to_owned(),
            by,
            value: value.to_owned(),
        };
        let rules: Vec<CategoryRule> = rules.iter().map(rule).collect();
        products(&shop.loaded(), &shop.words, &rules)
    }

    #[test]
    fn lines_have_products_and_categories() {
        let plain = audit(&shop(), &[]);
        // T1, C1, the card by name, two of Amazon, one of WooCommerce; the empty line names nothing.
        assert_eq!((plain.products, plain.lines, plain.named, plain.with_sku), (6, 7, 6, 5));
        // Only T1 has a type, from the catalogue; it has two of the seven lines.
        assert_eq!(plain.categorised, Some(2.0 / 7.0));
        let names: Vec<_> =
            plain.categories.iter().map(|c| (c.category.as_str(), c.products, c.lines)).collect();
        assert_eq!(names, [("Tea", 1, 2), ("Drinks", 1, 0)]);
        assert_eq!(plain.uncategorised.iter().map(|product| product.lines).collect::<Vec<_>>(), [1, 1, 1, 1]);
    }

    #[test]
    fn the_first_rule_that_fits_wins() {
        let rules = [
            ("By SKU", RuleBy::SkuPrefix, "amz-"),
            ("By name", RuleBy::NameContains, "TEA"),
            ("By vendor", RuleBy::VendorEquals, "other"),
            ("By type", RuleBy::TypeEquals, "drinks"),
        ];
        let audit = audit(&shop(), &rules);
        let names: Vec<_> =
            audit.categories.iter().map(|c| (c.category.as_str(), c.products, c.lines)).collect();
        assert_eq!(names, [("By SKU", 2, 2), ("By name", 1, 2), ("By vendor", 1, 1), ("By type", 1, 0)]);
        assert_eq!(audit.categorised, Some(5.0 / 7.0));
    }

    #[test]
    fn skus_of_one_product_are_aliases() {
        let mut shop = shop();
        shop.file("shopifyProducts", "Shopify", Kind::Products);
        product(&mut shop, "T1-NEW|green-tea|Green Tea neu||Tea|Acme|");
        let audit = audit(&shop, &[]);
        let alias =
            |sku: &str, same: &str, evidence| Alias { sku: sku.into(), same: vec![same.into()], evidence };
        assert_eq!(
            audit.aliases,
            [
                alias("AMZ-T1", "T1", AliasEvidence::Name),
                alias("T1", "T1-NEW", AliasEvidence::Master),
                alias("T1", "W-9", AliasEvidence::Barcode),
            ]
        );
    }

    #[test]
    fn one_sku_of_two_names_is_a_conflict() {
        let mut shop = shop();
        shop.file("etsyItems", "Etsy", Kind::Orders);
        line(&mut shop, "t1|Black Tea|||Acme Ltd");
        let conflict = |attribute, values: [&str; 2]| ProductConflict {
            sku: "T1".into(),
            attribute,
            values: values.map(str::to_owned).to_vec(),
        };
        assert_eq!(
            audit(&shop, &[]).conflicts,
            [
                conflict(ConflictAttribute::Name, ["Black Tea", "Green Tea"]),
                conflict(ConflictAttribute::Vendor, ["Acme", "Acme Ltd"])
            ]
        );
        let mut turned = self::shop();
        turned.file("etsyItems", "Etsy", Kind::Orders);
        line(&mut turned, "t1|Black Tea|||Acme Ltd");
        turned.files.reverse();
        assert_eq!(audit(&turned, &[]), audit(&shop, &[]));
    }
}
