//! The product master → every product that was sold, once: SKUs that are one product joined, and its place for each line.

use super::CategoryRule;
use super::master::{Described, Master, ProductId, commonest, comparable, product_id};
use crate::tables::interner::Interner;
use crate::tables::shop::{Loaded, NO_WORD};

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
    /// The most units left that a file says, in 1/10,000: what is left in one place can be sold.
    pub stock: Option<i64>,
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
    let (mut ids, mut described) = (Vec::new(), Vec::<Described>::new());
    for (at, (id, product)) in std::mem::take(&mut master.products).into_iter().enumerate() {
        ids.push(id);
        described.push(Described::default());
        described[stands_for[at]].join(product);
    }
    let (mut products, mut places) = (Vec::new(), vec![NO_WORD; ids.len()]);
    for (at, product) in described.iter().enumerate().filter(|(_, product)| product.lines > 0) {
        places[at] = u32::try_from(products.len()).unwrap_or(NO_WORD);
        products.push(told(&ids[at], product, rules));
    }
    let mut of_file = |file: &Loaded| {
        let place = |key: &crate::tables::shop::lines::ProductKey| {
            let id = product_id(key.sku, key.name, key.variant, &mut texts);
            let at = id.and_then(|id| ids.binary_search(&id).ok());
            at.map_or(NO_WORD, |at| places[stands_for[at]])
        };
        file.tables.products.keys().iter().map(place).collect()
    };
    Joined { products, places: files.iter().map(&mut of_file).collect() }
}

fn told(id: &ProductId, product: &Described, rules: &[CategoryRule]) -> Product {
    let mut name = commonest(&product.names).unwrap_or_default();
    if let ProductId::Name(_, variant) = id
        && !variant.is_empty()
    {
        name = format!("{name} - {variant}");
    }
    let category = product.category(rules).unwrap_or_default();
    let [vendor, tags] =
        [&product.vendors, &product.tags].map(|values| commonest(values).unwrap_or_default());
    Product { sku: product.sku.clone(), name, category, vendor, tags, stock: product.stock }
}

/// For each product the smallest that is one product with it, by their places.
fn stand_ins(master: &Master) -> Vec<usize> {
    let ids: Vec<&ProductId> = master.products.keys().collect();
    let mut above: Vec<usize> = (0..ids.len()).collect();
    for skus in master.alias_groups().into_keys() {
        let mut first = None;
        for sku in skus {
            let Ok(at) = ids.binary_search(&&ProductId::Sku(comparable(&sku))) else { continue };
            let (one, other) = (root(&above, *first.get_or_insert(at)), root(&above, at));
            above[one.max(other)] = one.min(other);
        }
    }
    (0..above.len()).map(|at| root(&above, at)).collect()
}

fn root(above: &[usize], mut at: usize) -> usize {
    while above[at] != at {
        at = above[at];
    }
    at
}
