//! Hits: the products that sold most units, and what they have in common.
//!
//! A trait is a tag, vendor, category or quarter of the mean prices (1 is the cheapest). Lift = share of hits with it / share of all
//! products with it; Fisher's exact test, one-sided, adjusted after Benjamini and Hochberg over all traits that five products have.

use super::rules::LEAST;
use super::sales::{Sales, Sold};
use crate::math::binomial::benjamini_hochberg;
use crate::math::fisher::Together;
use crate::math::order::positions;
use crate::math::quantile::quantile;
use crate::metrics::estimate::Share;
use crate::metrics::occasions::{Item, Occasions, word};
use crate::metrics::real;
use crate::money::SCALE;
use crate::tables::baskets::Baskets;
use serde::Serialize;
use std::collections::BTreeMap;

/// The best sellers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hits {
    /// Products sold.
    pub products: u64,
    /// Of them hits.
    pub hits: u64,
    /// Hits, most units first.
    pub rows: Vec<Hit>,
    /// What they have in common, surest first.
    pub traits: Vec<Trait>,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The product.
    pub item: Item,
    /// Units sold.
    pub units: f64,
    /// Orders with it.
    pub orders: u64,
    /// Customers who bought it.
    pub customers: u64,
    /// Of them on two days or more.
    pub again: Share,
    /// Units that came back; `None` where the export does not say.
    pub returned: Option<Share>,
}

/// Kind of a trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A tag of the catalogue.
    Tag,
    /// Vendor or brand.
    Vendor,
    /// Category.
    Category,
    /// Quarter of prices.
    Price,
}

/// One trait.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trait {
    /// Its kind.
    #[serde(rename = "trait")]
    pub kind: Kind,
    /// Its value.
    pub value: String,
    /// Hits with it.
    pub hits: u64,
    /// Products with it.
    pub products: u64,
    /// Share of hits / share of products.
    pub lift: f64,
    /// Fisher's exact test, one-sided.
    pub p: f64,
    /// After Benjamini and Hochberg.
    pub adjusted_p: f64,
    /// Adjusted p within the limit and lift over 1.
    pub evident: bool,
}

/// The top `hit_share` of the products sold, `limit` of them shown.
#[must_use]
pub fn hits(
    baskets: &Baskets,
    occasions: &Occasions,
    sales: &Sales,
    hit_share: f64,
    alpha: f64,
    limit: usize,
) -> Hits {
    let units = |item: usize| sales.sold[item].units;
    let mut order = positions(sales.sold.len(), &|a, b| units(b).cmp(&units(a)));
    order.retain(|&item| units(item) > 0);
    let count = top(order.len(), hit_share);
    let buyers = occasions.customer_items().transposed(occasions.items.len());
    let orders = occasions.order_items.transposed(occasions.items.len());
    let row = |&item: &usize| Hit {
        item: occasions.items[item].clone(),
        units: in_units(units(item)),
        orders: orders.get(item).len() as u64,
        customers: buyers.get(item).len() as u64,
        again: again(occasions, item, buyers.get(item)),
        returned: returned(&sales.sold[item]),
    };
    Hits {
        products: order.len() as u64,
        hits: count as u64,
        rows: order[..count].iter().take(limit).map(row).collect(),
        traits: traits(baskets, occasions, sales, &order, count, alpha),
    }
}

/// How many of `n` are the top `part`, rounded up.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn top(n: usize, part: f64) -> usize {
    (libm::ceil(n as f64 * part - 1e-9).max(0.0) as usize).min(n)
}

#[allow(clippy::cast_precision_loss)]
fn in_units(units: i128) -> f64 {
    units as f64 / SCALE as f64
}

fn again(occasions: &Occasions, item: usize, buyers: &[u32]) -> Share {
    let days = |customer: u32| {
        let held =
            |day: &&u32| occasions.day_items.get(**day as usize).iter().any(|&known| known as usize == item);
        occasions.of_customer.get(customer as usize).iter().filter(held).take(2).count()
    };
    let twice = buyers.iter().filter(|&&customer| days(customer) > 1).count();
    Share::new(twice as u64, buyers.len() as u64)
}

fn returned(sold: &Sold) -> Option<Share> {
    let whole = |units: i128| u64::try_from((units + i128::from(SCALE / 2)) / i128::from(SCALE)).ok();
    let (back, out) = sold.returned?;
    let out = whole(out)?;
    Some(Share::new(whole(back)?.min(out), out))
}

type Holders = BTreeMap<(Kind, String), (u64, u64)>;

/// Traits of the products in `order`, of which the first `count` are hits.
fn traits(
    baskets: &Baskets,
    occasions: &Occasions,
    sales: &Sales,
    order: &[usize],
    count: usize,
    alpha: f64,
) -> Vec<Trait> {
    let products = by_item(baskets, occasions);
    let quarters = quarters(sales, order);
    let mut holders: Holders = BTreeMap::new();
    for (rank, &item) in order.iter().enumerate() {
        let mut own = products[item].clone();
        if let Some(quarter) = quarters.as_ref().and_then(|limits| quarter(limits, sales.sold[item].price()?))
        {
            own.push((Kind::Price, quarter));
        }
        own.sort();
        own.dedup();
        for value in own {
            let counts = holders.entry(value).or_default();
            counts.0 += u64::from(rank < count);
            counts.1 += 1;
        }
    }
    tested(holders, count as u64, order.len() as u64, alpha)
}

/// What the table says of each product.
fn by_item(baskets: &Baskets, occasions: &Occasions) -> Vec<Vec<(Kind, String)>> {
    let mut made = vec![Vec::new(); occasions.items.len()];
    let products = &baskets.products;
    for (product, &item) in occasions.item_of.iter().enumerate() {
        let of = |column: &Vec<u32>| word(baskets, column.get(product).copied());
        let own: &mut Vec<(Kind, String)> = &mut made[item as usize];
        own.extend(of(&products.vendor).map(|value| (Kind::Vendor, value)));
        let tags = of(&products.tags).unwrap_or_default();
        let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        own.extend(tags.map(|tag| (Kind::Tag, tag.to_lowercase())));
    }
    for (own, &category) in made.iter_mut().zip(&occasions.category) {
        own.extend(occasions.categories.get(category as usize).map(|name| (Kind::Category, name.clone())));
    }
    made
}

fn quarters(sales: &Sales, order: &[usize]) -> Option<[f64; 3]> {
    let mut prices: Vec<f64> = order.iter().filter_map(|&item| sales.sold[item].price()).collect();
    let mut limit = |k| quantile(&mut prices, k, 4);
    Some([limit(1)?, limit(2)?, limit(3)?])
}

fn quarter(limits: &[f64; 3], price: f64) -> Option<String> {
    Some((1 + limits.iter().filter(|&&limit| price > limit).count()).to_string())
}

fn tested(holders: Holders, hits: u64, products: u64, alpha: f64) -> Vec<Trait> {
    let mut traits: Vec<Trait> = Vec::new();
    for ((kind, value), (joint, holding)) in holders {
        if holding < u64::from(LEAST) || holding == products {
            continue;
        }
        let p = Together { joint, first: holding, second: hits, all: products }.upper_tail();
        let lift = real(joint) / real(hits.max(1)) / (real(holding) / real(products));
        traits.push(Trait {
            kind,
            value,
            hits: joint,
            products: holding,
            lift,
            p,
            adjusted_p: p,
            evident: false,
        });
    }
    let adjusted = benjamini_hochberg(&traits.iter().map(|row| row.p).collect::<Vec<_>>());
    for (row, adjusted_p) in traits.iter_mut().zip(&adjusted) {
        row.adjusted_p = *adjusted_p;
        row.evident = *adjusted_p <= alpha && row.lift > 1.0;
    }
    let order = positions(traits.len(), &|a, b| {
        adjusted[a].total_cmp(&adjusted[b]).then(traits[b].lift.total_cmp(&traits[a].lift))
    });
    order.into_iter().map(|at| traits[at].clone()).collect()
}
