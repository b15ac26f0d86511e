//! The product master → every product that was sold, once: SKUs that are one product joined, and its place for each line.

use super::CategoryRule;
use super::master::{Described, Master, ProductId, commonest, comparable, product_id};
use crate::tables::interner::Interner;
use crate::tables::shop::{Loaded, NO_WORD};
use std::collections::BTreeMap;

/// A product; texts are empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// The smallest of its SKUs.
    pub sku: String,
    /// The commonest of its names; with its variant where no SKU tells variants apart.
    pub name: String,
    /// By the first rule that fits, else as platforms state it.
    pub category: String,
    /// The commonest of its vendors.
    pub vendor: String,
    /// Its tags, parted by commas; of several lists the one that is said most often.
    pub tags: String,
}

/// Products in the order of their SKUs, those without one behind, by name and variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The products.
    pub products: Vec<Product>,
    /// By file, the place of each product that its lines name; [`NO_WORD`] for those of which nothing is said.
    pub places: Vec<Vec<u32>>,
}

/// The products of the lines of all files.
#[must_use]
pub fn joined(files: &[Loaded], words: &Interner, rules: &[CategoryRule]) -> Joined {
    let (mut master, mut texts) = Master::new(files, words);
    let stands_for = stand_ins(&master);
    let mut groups: BTreeMap<ProductId, Described> = BTreeMap::new();
    for (id, product) in std::mem::take(&mut master.products) {
        let id = stands_for.get(&id).cloned().unwrap_or(id);
        groups.entry(id).or_default().join(product);
    }
    let sold = groups.into_iter().filter(|(_, product)| product.lines > 0);
    let (ids, products): (Vec<ProductId>, Vec<Product>) =
        sold.map(|(id, product)| (id.clone(), told(&id, &product, rules))).unzip();
    let mut place = |file: &Loaded| {
        let keys = file.tables.products.keys().iter();
        let places = keys.map(|key| {
            let id = product_id(key.sku, key.name, key.variant, &mut texts)?;
            let place = ids.binary_search(stands_for.get(&id).unwrap_or(&id)).ok()?;
            u32::try_from(place).ok()
        });
        places.map(|place| place.unwrap_or(NO_WORD)).collect()
    };
    let places = files.iter().map(&mut place).collect();
    Joined { products, places }
}

fn told(id: &ProductId, product: &Described, rules: &[CategoryRule]) -> Product {
    let mut name = commonest(&product.names).unwrap_or_default();
    if let ProductId::Name(_, variant) = id
        && !variant.is_empty()
    {
        name = format!("{name} - {variant}");
    }
    let category = product.category(rules).unwrap_or_default();
    Product {
        sku: product.sku.clone(),
        name,
        category,
        vendor: commonest(&product.vendors).unwrap_or_default(),
        tags: commonest(&product.tags).unwrap_or_default(),
    }
}

/// For each SKU that is an alias of a smaller one, the smallest of all that are one product with it.
fn stand_ins(master: &Master) -> BTreeMap<ProductId, ProductId> {
    let mut parent: BTreeMap<ProductId, ProductId> = BTreeMap::new();
    for skus in master.alias_groups().into_keys() {
        let mut roots: Vec<ProductId> =
            skus.iter().map(|sku| root(&parent, ProductId::Sku(comparable(sku)))).collect();
        roots.sort();
        roots.dedup();
        let smallest = roots.remove(0);
        parent.extend(roots.into_iter().map(|other| (other, smallest.clone())));
    }
    let ids: Vec<ProductId> = parent.keys().cloned().collect();
    ids.into_iter().map(|id| (id.clone(), root(&parent, id))).collect()
}

fn root(parent: &BTreeMap<ProductId, ProductId>, mut id: ProductId) -> ProductId {
    while let Some(above) = parent.get(&id) {
        id = above.clone();
    }
    id
}
