//! Baskets in, the report on products out.

mod campaigns;
mod offers;
mod options;

pub use campaigns::Campaign;
pub use offers::{CompanionPage, NodePage, Recommendations};
pub use options::{Audience, CampaignQuery, GoodsOptions, Level, Mark, MarkBy, OfferQuery, Sent};

use super::currency::chosen;
use super::defined;
use super::truncation::Truncated;
use crate::error::{Error, ErrorKind, Notice, Severity};
use crate::metrics::Definition;
use crate::metrics::goods::audience::{Between, Member, members};
use crate::metrics::goods::cross::{CrossCategory, cross};
use crate::metrics::goods::cycles::{Cycle, cycles};
use crate::metrics::goods::hits::{Hits, hits};
use crate::metrics::goods::new_products::{self, NewProducts, new_products};
use crate::metrics::goods::pairs::ITEMS;
use crate::metrics::goods::penetration::{Penetration, penetration};
use crate::metrics::goods::rules::{self, Mined, Rule, Rules};
use crate::metrics::goods::sales::Sales;
use crate::metrics::goods::upgrade::{Upgrade, upgrade};
use crate::metrics::occasions::{Item, Lists, Occasions, number};
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is said of products.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Goods {
    /// Day of as-of.
    pub as_of: String,
    /// Currency of prices.
    pub currency: Option<String>,
    /// Orders with a line.
    pub orders: u64,
    /// Lines.
    pub lines: u64,
    /// Products sold.
    pub products: u64,
    /// Categories.
    pub categories: u64,
    /// Association rules.
    pub rules: RuleTables,
    /// By category and period.
    pub penetration: Penetration,
    /// What repeat buyers turn to.
    pub cross: CrossCategory,
    /// Days to the next purchase by category.
    pub cycles: Vec<Cycle>,
    /// The customers asked for.
    pub audience: Option<AudiencePage>,
    /// Best sellers and what they share.
    pub hits: Hits,
    /// Quick test of new products.
    pub new_products: NewProducts,
    /// Whether customers move to dearer goods.
    pub upgrade: Upgrade,
    /// Who stands where buyers usually order again, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodePage>,
    /// What to offer by the rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companions: Option<CompanionPage>,
    /// What to offer by what buyers have in common.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendations: Option<Recommendations>,
    /// What became of a campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<Campaign>,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What the numbers mean.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// Rules over each kind of basket.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleTables {
    /// Products in one order.
    pub order_product: Rules,
    /// Categories in one order.
    pub order_category: Rules,
    /// Products of one customer, ever.
    pub customer_product: Rules,
    /// Categories of one customer, ever.
    pub customer_category: Rules,
}

/// A page of customers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AudiencePage {
    /// What was bought.
    pub from: Item,
    /// What was not.
    pub to: Item,
    /// Customers in all.
    pub total: u64,
    /// The rule by customer, where it was tested.
    pub rule: Option<Rule>,
    /// The customers asked for.
    pub rows: Vec<Member>,
}

/// One level of things: what orders, days and customers hold of them.
struct Things<'a> {
    count: usize,
    orders: &'a Lists,
    days: &'a Lists,
    customers: Lists,
    buyers: Lists,
}

impl<'a> Things<'a> {
    fn of_products(occasions: &'a Occasions) -> Self {
        Self::new(
            occasions.items.len(),
            &occasions.order_items,
            &occasions.day_items,
            occasions.customer_items(),
        )
    }

    fn of_categories(occasions: &'a Occasions) -> Self {
        let customers = occasions.customer_categories();
        Self::new(
            occasions.categories.len(),
            &occasions.order_categories,
            &occasions.day_categories,
            customers,
        )
    }

    fn new(count: usize, orders: &'a Lists, days: &'a Lists, customers: Lists) -> Self {
        let buyers = customers.transposed(count);
        Self { count, orders, days, customers, buyers }
    }

    fn mined(&self, baskets: &Lists, options: rules::Options) -> Mined<'_> {
        Mined::new(baskets, self.count, &self.buyers, options)
    }
}

/// One level of things with its rules by customer and its names.
#[derive(Clone, Copy)]
struct At<'a> {
    things: &'a Things<'a>,
    mined: &'a Mined<'a>,
    name: &'a dyn Fn(u32) -> Item,
}

impl At<'_> {
    /// The thing with a key.
    fn called(&self, key: &str) -> Result<u32, Error> {
        (0..number(self.things.count)).find(|&at| (self.name)(at).key == key).ok_or_else(|| {
            let sentence = format!("nothing sold is called \"{key}\"; take a key from the rules");
            ErrorKind::Option(sentence).into()
        })
    }
}

/// What lists of customers are made of.
struct Shop<'a> {
    baskets: &'a Baskets,
    occasions: &'a Occasions,
    at: &'a dyn Fn(Level) -> At<'a>,
    rules: rules::Options,
}

/// What it means here that customers may have bought before the data.
const TRUNCATED: &str = "what looks like their first purchase of a category may be a later one, so days after a first purchase and categories that are new to a customer may be off.";

/// The report on products.
///
/// # Errors
///
/// An option that cannot be, or an audience of things that nobody bought.
pub fn goods(baskets: &Baskets, options: &GoodsOptions) -> Result<Goods, Error> {
    options.check()?;
    let shown = chosen(&baskets.currencies, &baskets.orders.currency, options.currency.as_deref())?;
    let occasions = Occasions::new(baskets, baskets.as_of);
    let sales = Sales::new(baskets, &occasions, shown.index);
    let (products, categories) = (Things::of_products(&occasions), Things::of_categories(&occasions));
    let product = |item: u32| occasions.items[item as usize].clone();
    let category = |at: u32| occasions.category_item(at);
    let rules_of =
        rules::Options { alpha: options.alpha, min_joint: options.min_joint, limit: options.limit };
    let by_product = products.mined(&products.customers, rules_of);
    let by_category = categories.mined(&categories.customers, rules_of);
    let tables = RuleTables {
        order_product: products.mined(products.orders, rules_of).listed(&product),
        order_category: categories.mined(categories.orders, rules_of).listed(&category),
        customer_product: by_product.listed(&product),
        customer_category: by_category.listed(&category),
    };
    let at = |level: Level| match level {
        Level::Product => At { things: &products, mined: &by_product, name: &product },
        Level::Category => At { things: &categories, mined: &by_category, name: &category },
    };
    let audience =
        options.audience.as_ref().map(|asked| audience(baskets, &occasions, at(asked.level), asked));
    let new = new_products::Options {
        new_days: i32::from(options.new_days),
        risk: options.risk,
        drop_below: options.drop_below,
    };
    let cycles = cycles(&occasions, baskets.as_of);
    let mut said = Vec::new();
    let shop = Shop { baskets, occasions: &occasions, at: &at, rules: rules_of };
    let node = options.node.as_ref().map(|asked| offers::node(&shop, asked));
    let (companions, recommendations) = offers::offers(&shop, options, &mut said);
    let campaign =
        options.campaign.as_ref().map(|asked| campaigns::campaign(&shop, shown.index, asked, &mut said));
    let truncated =
        Truncated::of(&occasions, baskets.first_day, baskets.as_of).filter(|_| !cycles.is_empty());
    let truncated = truncated.map(|found| found.notice("leftTruncatedGoods", TRUNCATED));
    let notices =
        shown.notice().into_iter().chain(notices(&occasions, &tables)).chain(truncated).chain(said).collect();
    Ok(Goods {
        definitions: defined(crate::metrics::goods::DEFINITIONS),
        as_of: format_day(baskets.as_of),
        currency: shown.code,
        orders: occasions.order_items.iter().filter(|held| !held.is_empty()).count() as u64,
        lines: baskets.lines.order.len() as u64,
        products: sales.sold.iter().filter(|sold| sold.units > 0).count() as u64,
        categories: occasions.categories.len() as u64,
        penetration: penetration(&occasions, options.grain, baskets.as_of),
        cross: cross(&occasions, options.alpha, options.min_joint, options.limit),
        cycles,
        audience: audience.transpose()?,
        node: node.transpose()?,
        companions,
        recommendations,
        campaign: campaign.transpose()?,
        hits: hits(baskets, &occasions, &sales, options.hit_share, options.alpha, options.limit),
        new_products: new_products(baskets, &occasions, &new),
        upgrade: upgrade(&occasions, &sales, options.min_trend, options.limit),
        rules: tables,
        notices,
    })
}

fn audience(
    baskets: &Baskets,
    occasions: &Occasions,
    at: At,
    asked: &Audience,
) -> Result<AudiencePage, Error> {
    let At { things, mined, name } = at;
    let (from, to) = (at.called(&asked.from)?, at.called(&asked.to)?);
    let between = Between { held: things.days, buyers: &things.buyers, from: from as usize, to: to as usize };
    let (total, rows) =
        members(occasions, &between, baskets.as_of, asked.near_days, (asked.offset, asked.limit));
    Ok(AudiencePage { from: name(from), to: name(to), total, rule: mined.between(from, to, name), rows })
}

fn notices(occasions: &Occasions, tables: &RuleTables) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut say = |code, message: String, params: &[(&'static str, String)]| {
        notices.push(Notice::new(code, Severity::Info, message, params));
    };
    if occasions.order_items.iter().all(<[u32]>::is_empty) {
        let message = "The exports name no products, so nothing can be said of what is bought together.";
        say("noLines", message.to_owned(), &[]);
    } else if occasions.categories.is_empty() {
        let message =
            "No product has a category. Give rules that name categories, by SKU, name, type or vendor.";
        say("noCategories", message.to_owned(), &[]);
    }
    if tables.order_product.items as usize == ITEMS || tables.customer_product.items as usize == ITEMS {
        let message = format!("Rules between products are counted for the {ITEMS} most frequent ones.");
        say("itemsLimited", message, &[("items", ITEMS.to_string())]);
    }
    notices
}
