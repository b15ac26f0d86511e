//! Rows that name products → each product once, with everything that is said of it.

use super::{
    Alias, AliasEvidence, Category, CategoryRule, ConflictAttribute, LISTED, ProductAudit, ProductConflict,
    RuleBy, Uncategorised,
};
use crate::math::order::distinct;
use crate::tables::interner::Interner;
use crate::tables::shop::{Loaded, NO_WORD, Word};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The product master of all files; rules go before what platforms state, and the first that fits wins.
#[must_use]
pub fn products(files: &[Loaded], words: &Interner, rules: &[CategoryRule]) -> ProductAudit {
    let (master, _) = Master::new(files, words);
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
pub(super) struct Comparable<'a> {
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
            .or_insert_with(|| comparable(&String::from_utf8_lossy(words.key(word))))
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
pub(super) enum ProductId {
    Sku(String),
    Name(String, String),
}

/// Values as they are written, by their comparable text, with how often each is said.
pub(super) type Values = BTreeMap<String, (String, u64)>;

#[derive(Default)]
pub(super) struct Described {
    pub(super) sku: String,
    pub(super) names: Values,
    types: Values,
    pub(super) vendors: Values,
    pub(super) tags: Values,
    pub(super) stock: Option<i64>,
    pub(super) lines: u64,
}

impl Described {
    /// Adds what is said of the same product under another SKU.
    pub(super) fn join(&mut self, other: Self) {
        if self.sku.is_empty() || !other.sku.is_empty() && other.sku < self.sku {
            self.sku = other.sku;
        }
        for (own, others) in [
            (&mut self.names, other.names),
            (&mut self.types, other.types),
            (&mut self.vendors, other.vendors),
            (&mut self.tags, other.tags),
        ] {
            others.into_iter().for_each(|(text, (shown, times))| say(own, text, shown, times));
        }
        self.stock = self.stock.max(other.stock);
        self.lines += other.lines;
    }

    pub(super) fn category(&self, rules: &[CategoryRule]) -> Option<String> {
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
pub(super) fn commonest(values: &Values) -> Option<String> {
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
pub(super) struct Master {
    pub(super) products: BTreeMap<ProductId, Described>,
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
    tags: Word,
    stock: Option<i64>,
}

impl Master {
    /// Everything that files say of products, and the texts of that made comparable.
    pub(super) fn new<'a>(files: &[Loaded], words: &'a Interner) -> (Self, Comparable<'a>) {
        let mut master = Self::default();
        let mut comparable = Comparable { words, known: BTreeMap::new() };
        for file in files {
            master.lines_of(file, &mut comparable);
            master.catalogue_of(file, &mut comparable);
        }
        (master, comparable)
    }

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
                tags: NO_WORD,
                stock: None,
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
                tags: product.tags,
                stock: product.stock,
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
        let (name, variant) = (texts.text(row.name), texts.text(row.variant));
        let Some(id) = product_id(row.sku, row.name, row.variant, texts) else { return false };
        let has_sku = matches!(id, ProductId::Sku(_));
        let product = self.products.entry(id).or_default();
        let shown = texts.shown(row.sku);
        if product.sku.is_empty() || shown < product.sku {
            product.sku = shown.clone();
        }
        let times = lines.max(1);
        say(&mut product.names, name.clone(), texts.shown(row.name), times);
        say(&mut product.types, texts.text(row.category), texts.shown(row.category), times);
        say(&mut product.vendors, texts.text(row.vendor), texts.shown(row.vendor), times);
        say(&mut product.tags, texts.text(row.tags), texts.shown(row.tags), times);
        product.stock = product.stock.max(row.stock);
        product.lines += lines;
        if has_sku && !name.is_empty() {
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

    fn aliases(&self) -> Vec<Alias> {
        let alias = |(mut skus, evidence): (Vec<String>, AliasEvidence)| {
            let sku = skus.remove(0);
            Alias { sku, same: skus, evidence }
        };
        self.alias_groups().into_iter().take(LISTED).map(alias).collect()
    }

    /// Groups of SKUs, by the best evidence first: a group that better evidence has already is not told again.
    pub(super) fn alias_groups(&self) -> BTreeMap<Vec<String>, AliasEvidence> {
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
        aliases
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

/// What the product is known by that these words name; `None` where they name none.
pub(super) fn product_id(sku: Word, name: Word, variant: Word, texts: &mut Comparable) -> Option<ProductId> {
    let (sku, name) = (texts.text(sku), texts.text(name));
    match (sku.is_empty(), name.is_empty()) {
        (true, true) => None,
        (true, false) => Some(ProductId::Name(name, texts.text(variant))),
        (false, _) => Some(ProductId::Sku(sku)),
    }
}

/// A text in lower case with single spaces.
pub(super) fn comparable(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// SKUs each once in any case, ascending.
fn folded(skus: &BTreeSet<&String>) -> Vec<String> {
    let mut met = BTreeSet::new();
    skus.iter().filter(|sku| met.insert(sku.to_lowercase())).map(|sku| (*sku).clone()).collect()
}
