//! Baskets → where each customer came from: what the first buying day says of channel, campaign, creative, country, code and
//! products.
//!
//! A path goes from the general to the special: channel, campaign, creative; category, product. Of several orders on the first
//! day the one whose texts come first counts. A customer belongs to every product of that day.

use crate::math::order::map_of;
use crate::metrics::occasions::{Item, Occasions, number, word};
use crate::tables::baskets::{Baskets, NOBODY};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What customers are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Dimension {
    /// Sales or marketing channel.
    Channel,
    /// Campaign, by channel.
    Campaign,
    /// Creative, by campaign and channel.
    Creative,
    /// Country.
    Country,
    /// Category of a product.
    Category,
    /// Product, by category.
    Product,
    /// Discount code.
    Code,
}

impl Dimension {
    /// All, the general before the special.
    pub const ALL: [Self; 7] = [
        Self::Channel,
        Self::Campaign,
        Self::Creative,
        Self::Country,
        Self::Category,
        Self::Product,
        Self::Code,
    ];

    /// The dimension of the path without its last part.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Campaign => Some(Self::Channel),
            Self::Creative => Some(Self::Campaign),
            Self::Product => Some(Self::Category),
            _ => None,
        }
    }
}

/// From the general to the special; `None` where the export does not say.
pub type Path = Vec<Option<String>>;

/// Paths of each customer of the accounts by dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    groups: BTreeMap<Dimension, BTreeMap<Path, Vec<u32>>>,
    /// Names of products by what their group is called.
    titles: BTreeMap<String, String>,
}

impl Origins {
    /// Of customers with the given keys, each in its place, from their first day with an order in a currency.
    #[must_use]
    pub fn new(baskets: &Baskets, occasions: &Occasions, keys: &[&str], currency: &str) -> Self {
        let number_of = map_of((0..).zip(keys).map(|(at, key)| (*key, at)));
        let mut first: BTreeMap<u32, (i32, Vec<usize>)> = BTreeMap::new();
        for order in 0..baskets.orders.day.len() {
            let Some(at) = owner(baskets, order, currency).and_then(|key| number_of.get(key)) else {
                continue;
            };
            let day = baskets.orders.day[order];
            let known = first.entry(*at).or_insert((day, Vec::new()));
            if day < known.0 {
                *known = (day, Vec::new());
            }
            if day == known.0 {
                known.1.push(order);
            }
        }
        let titled = |item: &Item| Some((shown(item), item.name.clone()?));
        let titles = map_of(occasions.items.iter().filter_map(titled));
        let mut made = Self { titles, ..Self::default() };
        for (customer, (_, orders)) in first {
            Dimension::ALL.into_iter().for_each(|by| made.join(by, customer, &orders, baskets, occasions));
        }
        made
    }

    fn join(
        &mut self,
        by: Dimension,
        customer: u32,
        orders: &[usize],
        baskets: &Baskets,
        occasions: &Occasions,
    ) {
        let paths: Vec<Path> = match by {
            Dimension::Category | Dimension::Product => {
                orders.iter().flat_map(|&order| wares(by, order, occasions)).collect()
            }
            _ => orders.iter().map(|&order| path(by, order, baskets)).collect(),
        };
        let mut known: Vec<Path> =
            paths.into_iter().filter(|path| path.last().is_some_and(Option::is_some)).collect();
        known.sort();
        known.dedup();
        if !matches!(by, Dimension::Category | Dimension::Product) {
            known.truncate(1);
        }
        for path in known {
            self.groups.entry(by).or_default().entry(path).or_default().push(customer);
        }
    }

    /// Groups of a dimension by path, with their customers ascending.
    pub fn groups(&self, by: Dimension) -> impl Iterator<Item = (&Path, &[u32])> + '_ {
        self.groups.get(&by).into_iter().flatten().map(|(path, members)| (path, members.as_slice()))
    }

    /// The name of the product whose group has a name; `None` for other groups, and where the export names no product.
    #[must_use]
    pub fn title(&self, by: Dimension, name: &str) -> Option<&str> {
        self.titles.get(name).filter(|_| by == Dimension::Product).map(String::as_str)
    }

    /// Customers of one group.
    #[must_use]
    pub fn members(&self, by: Dimension, path: &Path) -> &[u32] {
        self.groups.get(&by).and_then(|groups| groups.get(path)).map_or(&[], Vec::as_slice)
    }
}

/// Whose order in the currency it is.
fn owner<'a>(baskets: &'a Baskets, order: usize, currency: &str) -> Option<&'a str> {
    let customer = baskets.orders.customer[order];
    let code = baskets.currencies.get(usize::from(baskets.orders.currency[order]))?.code();
    (customer != NOBODY && code == currency)
        .then(|| baskets.keys.get(customer as usize).map(String::as_str))?
}

fn path(by: Dimension, order: usize, baskets: &Baskets) -> Path {
    let orders = &baskets.orders;
    let of = |column: &Vec<u32>| word(baskets, column.get(order).copied());
    match by {
        Dimension::Channel => vec![of(&orders.channel)],
        Dimension::Campaign => vec![of(&orders.channel), of(&orders.campaign)],
        Dimension::Creative => vec![of(&orders.channel), of(&orders.campaign), of(&orders.creative)],
        Dimension::Country => vec![of(&orders.country)],
        _ => vec![of(&orders.code)],
    }
}

/// Paths of the products of an order, or of their categories.
fn wares(by: Dimension, order: usize, occasions: &Occasions) -> Vec<Path> {
    let category = |item: u32| occasions.categories.get(occasions.category[item as usize] as usize).cloned();
    let path = |&item: &u32| match by {
        Dimension::Category => vec![category(item)],
        _ => vec![category(item), Some(shown(&occasions.items[item as usize]))],
    };
    occasions.order_items.get(order).iter().map(path).collect()
}

fn shown(item: &Item) -> String {
    item.key.clone()
}

/// All customers of a number, as a group.
#[must_use]
pub fn everybody(customers: usize) -> Vec<u32> {
    (0..number(customers)).collect()
}
