//! Lists of customers with what to offer each.

use super::options::{GoodsOptions, Level, OfferQuery};
use super::{At, Shop, Things};
use crate::error::{Error, Notice, Severity};
use crate::metrics::goods::companions::{Companions, Offered, Wanted, latest, offered};
use crate::metrics::goods::nodes::{AtNode, Held, NodeTest, Nodes};
use crate::metrics::goods::similar::{Method, Similar, Sums};
use crate::metrics::goods::tried::{CASES, Tried, tried};
use crate::metrics::occasions::{Item, Occasions, number};
use crate::time::format_day;
use serde::Serialize;

/// Products that each product leads to.
const LINKS: usize = 10;

/// Customers who stand where buyers usually order again.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NodePage {
    /// Due at most so many days from as-of.
    pub near_days: u32,
    /// Customers in all.
    pub total: u64,
    /// How the list did on the latest days; `None` with too few to tell.
    pub test: Option<NodeTest>,
    /// The customers asked for.
    pub rows: Vec<AtNode>,
}

/// Customers with what to offer by the rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompanionPage {
    /// Customers who have something to be offered.
    pub total: u64,
    /// How such lists did; `None` with too few cases.
    pub test: Option<Tried>,
    /// The customers asked for.
    pub rows: Vec<Offered>,
}

/// What to offer by what buyers have in common; nothing is told where it did not beat best sellers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recommendations {
    /// How lists did; `None` with too few cases.
    pub test: Option<Tried>,
    /// The method that did best; `None` where none beat best sellers.
    pub method: Option<Method>,
    /// What each product leads to, by key.
    pub items: Vec<ItemLinks>,
    /// Customers who have something to be offered.
    pub total: u64,
    /// The customers asked for.
    pub rows: Vec<Recommended>,
}

/// What a product leads to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemLinks {
    /// The product.
    pub item: Item,
    /// Nearest first.
    pub links: Vec<ItemLink>,
}

/// A product near another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemLink {
    /// The product.
    pub item: Item,
    /// Customers who bought both.
    pub joint: u64,
    /// Cosine or lift.
    pub score: f64,
}

/// A customer with recommendations.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recommended {
    /// The customer.
    pub key: String,
    /// Last order.
    pub last_order: String,
    /// Best first.
    pub offers: Vec<ScoredItem>,
}

/// A product with its score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoredItem {
    /// The product.
    pub item: Item,
    /// Sum of its similarities to what the customer bought.
    pub score: f64,
}

pub(super) fn node(shop: &Shop, asked: &OfferQuery) -> Result<NodePage, Error> {
    let at = (shop.at)(asked.level);
    let At { things, mined, name } = at;
    let from = asked.from.as_deref().map(|key| at.called(key)).transpose()?;
    let as_of = shop.baskets.as_of;
    let held = Held { days: things.days, buyers: &things.buyers };
    let companions = Companions::new(mined, things.count);
    let nodes = Nodes::new(shop.occasions, &held, from, as_of);
    let (total, rows) = nodes.page(
        shop.occasions,
        &things.customers,
        &companions,
        (as_of, asked.near_days),
        (asked.offset, asked.limit),
        name,
    );
    Ok(NodePage { near_days: asked.near_days, total, test: test(shop, asked, from), rows })
}

/// The list as it would have been made before the latest days.
fn test(shop: &Shop, asked: &OfferQuery, from: Option<u32>) -> Option<NodeTest> {
    let days = asked.near_days.max(1);
    let cut = shop.baskets.as_of.saturating_sub(i32::try_from(days).ok()?);
    let before = Occasions::new(shop.baskets, cut);
    let things = match asked.level {
        Level::Product => Things::of_products(&before),
        Level::Category => Things::of_categories(&before),
    };
    let nodes = Nodes::new(&before, &Held { days: things.days, buyers: &things.buyers }, from, cut);
    nodes.test(&before, shop.occasions, cut, days, shop.rules.alpha)
}

/// What to offer by the rules and by what buyers have in common, as far as it is asked for: how such lists did and what is left is found
/// out once for both.
pub(super) fn offers(
    shop: &Shop,
    options: &GoodsOptions,
    said: &mut Vec<Notice>,
) -> (Option<CompanionPage>, Option<Recommendations>) {
    let (by_rules, alike) = (options.companions.as_ref(), options.recommendations.as_ref());
    let test = by_rules.or(alike).and_then(|_| tried(shop.baskets, shop.occasions, shop.rules));
    let method = test.as_ref().and_then(Tried::best);
    let asks = |asked: &&OfferQuery| asked.in_stock;
    let stocked = by_rules.filter(asks).is_some() || method.and(alike).filter(asks).is_some();
    let stock = if stocked { Stock::new(shop, said) } else { Stock(Vec::new()) };
    let companions = by_rules.map(|asked| companions(shop, asked, &stock, test.clone()));
    let recommendations = alike.map(|asked| match method {
        Some(method) => recommendations(shop, asked, options.limit, &stock, (test, method)),
        None => {
            said.push(refused(test.as_ref()));
            Recommendations { test, method, items: Vec::new(), total: 0, rows: Vec::new() }
        }
    });
    (companions, recommendations)
}

fn companions(shop: &Shop, asked: &OfferQuery, stock: &Stock, test: Option<Tried>) -> CompanionPage {
    let At { things, mined, name } = (shop.at)(Level::Product);
    let companions = Companions::new(mined, things.count);
    let wanted = Wanted {
        key: asked.key.as_deref(),
        most: asked.per_customer,
        page: (asked.offset, asked.limit),
        allowed: &|item| !asked.in_stock || stock.has(item),
    };
    let (total, rows) = offered(shop.occasions, &things.customers, &companions, &wanted, name);
    CompanionPage { total, test, rows }
}

fn recommendations(
    shop: &Shop,
    asked: &OfferQuery,
    limit: usize,
    stock: &Stock,
    (test, method): (Option<Tried>, Method),
) -> Recommendations {
    let At { things, name: item, .. } = (shop.at)(Level::Product);
    let (things, bought) = (things.count, &things.customers);
    let similar = Similar::new(bought, things, shop.rules.min_joint, method);
    let allowed = |item: u32| !asked.in_stock || stock.has(item);
    let links = |at: u32| {
        let near = similar.of(at as usize).iter().filter(|link| allowed(link.item)).take(LINKS);
        near.map(|link| ItemLink { item: item(link.item), joint: link.joint, score: link.score }).collect()
    };
    let every = (0..number(things)).map(|at| ItemLinks { item: item(at), links: links(at) });
    let mut sums = Sums::new(things);
    let some = |customer: usize| similar.has(bought.get(customer), &allowed);
    let customers = latest(shop.occasions, asked.key.as_deref(), &some);
    let row = |&customer: &usize| {
        let found = similar.recommended(bought.get(customer), &allowed, asked.per_customer, &mut sums);
        Recommended {
            key: shop.occasions.keys[customer].clone(),
            last_order: shop.occasions.days_of(customer).next_back().map(format_day).unwrap_or_default(),
            offers: found.into_iter().map(|(at, score)| ScoredItem { item: item(at), score }).collect(),
        }
    };
    Recommendations {
        test,
        method: Some(method),
        items: every.filter(|one| !one.links.is_empty()).take(limit).collect(),
        total: customers.len() as u64,
        rows: customers.iter().skip(asked.offset).take(asked.limit).map(row).collect(),
    }
}

/// Why nothing is recommended.
fn refused(test: Option<&Tried>) -> Notice {
    match test {
        None => {
            let message = format!(
                "Fewer than {CASES} customers bought something new to them in the latest part of the data, so recommendations cannot be checked, and none are shown."
            );
            Notice::new("recommendationsUntested", Severity::Info, message, &[("cases", CASES.to_string())])
        }
        Some(test) => {
            let message = format!(
                "Recommendations by what buyers have in common did not hit more often than the shop's best sellers with {} customers, beyond chance, so none are shown.",
                test.cases
            );
            Notice::new(
                "recommendationsNoBetter",
                Severity::Info,
                message,
                &[("cases", test.cases.to_string())],
            )
        }
    }
}

/// Which products are in stock: all but those of which files say that none is left.
struct Stock(Vec<bool>);

impl Stock {
    fn new(shop: &Shop, said: &mut Vec<Notice>) -> Self {
        let stock = &shop.baskets.products.stock;
        let mut left = vec![true; shop.occasions.items.len()];
        let mut known = vec![false; shop.occasions.items.len()];
        for (product, &item) in shop.occasions.item_of.iter().enumerate() {
            if let Some(units) = stock.get(product).copied().flatten() {
                let (left, known) = (&mut left[item as usize], &mut known[item as usize]);
                *left = units > 0 || *left && *known;
                *known = true;
            }
        }
        let unknown = known.iter().filter(|known| !**known).count();
        if unknown > 0 {
            let of = known.len();
            let message = format!(
                "No file says how much of {unknown} of {of} products is left; these count as in stock. Add a products or inventory export."
            );
            let params = [("unknown", unknown.to_string()), ("products", of.to_string())];
            said.push(Notice::new("stockUnknown", Severity::Warning, message, &params));
        }
        Self(left)
    }

    fn has(&self, item: u32) -> bool {
        self.0.get(item as usize).is_none_or(|&left| left)
    }
}
