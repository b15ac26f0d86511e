//! Lists of customers with what to offer each.

use super::options::{Level, OfferQuery};
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

pub(super) fn companions(shop: &Shop, asked: &OfferQuery, said: &mut Vec<Notice>) -> CompanionPage {
    let At { things, mined, name } = (shop.at)(Level::Product);
    let companions = Companions::new(mined, things.count);
    let stock = Stock::new(shop, asked.in_stock, said);
    let wanted = Wanted {
        key: asked.key.as_deref(),
        most: asked.per_customer,
        page: (asked.offset, asked.limit),
        allowed: &|item| stock.has(item),
    };
    let (total, rows) = offered(shop.occasions, &things.customers, &companions, &wanted, name);
    CompanionPage { total, test: tried(shop.baskets, shop.occasions, shop.rules), rows }
}

pub(super) fn recommendations(
    shop: &Shop,
    asked: &OfferQuery,
    limit: usize,
    said: &mut Vec<Notice>,
) -> Recommendations {
    let test = tried(shop.baskets, shop.occasions, shop.rules);
    let Some(method) = test.as_ref().and_then(Tried::best) else {
        said.push(refused(test.as_ref()));
        return Recommendations { test, method: None, items: Vec::new(), total: 0, rows: Vec::new() };
    };
    let At { things, name: item, .. } = (shop.at)(Level::Product);
    let (things, bought) = (things.count, &things.customers);
    let similar = Similar::new(bought, things, shop.rules.min_joint, method);
    let stock = Stock::new(shop, asked.in_stock, said);
    let allowed = |item: u32| stock.has(item);
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

/// Which products may be offered.
struct Stock(Option<Vec<bool>>);

impl Stock {
    /// All where stock is not asked for; else all but those of which files say that none is left.
    fn new(shop: &Shop, asked: bool, said: &mut Vec<Notice>) -> Self {
        if !asked {
            return Self(None);
        }
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
        Self(Some(left))
    }

    fn has(&self, item: u32) -> bool {
        self.0.as_ref().is_none_or(|left| left[item as usize])
    }
}
