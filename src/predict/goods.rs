//! Baskets in, the report on products out.

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
use crate::metrics::goods::rules::{self, LEAST, Mined, Rule, Rules};
use crate::metrics::goods::sales::Sales;
use crate::metrics::goods::upgrade::{Upgrade, upgrade};
use crate::metrics::occasions::{Item, Lists, Occasions, number};
use crate::metrics::period::Grain;
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Options of the report on products. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GoodsOptions {
    /// ISO 4217 code of the amounts. Default: the currency of most orders.
    pub currency: Option<String>,
    /// Limit of the adjusted p.
    pub alpha: f64,
    /// Fewest joint baskets.
    pub min_joint: u32,
    /// Most rows of each table.
    pub limit: usize,
    /// Periods of the penetration.
    pub grain: Grain,
    /// Share of the products sold that are hits.
    pub hit_share: f64,
    /// New for so many days.
    pub new_days: u16,
    /// Accepted chance of a wrong verdict.
    pub risk: f64,
    /// Part of the peers' mean under which a product is dropped.
    pub drop_below: f64,
    /// Fewest buying days for a price trend.
    pub min_trend: usize,
    /// Customers of one rule who lack its other side.
    pub audience: Option<Audience>,
}

impl Default for GoodsOptions {
    fn default() -> Self {
        Self {
            currency: None,
            alpha: 0.05,
            min_joint: LEAST,
            limit: 200,
            grain: Grain::Month,
            hit_share: 0.2,
            new_days: 30,
            risk: 0.1,
            drop_below: 0.5,
            min_trend: 4,
            audience: None,
        }
    }
}

impl GoodsOptions {
    fn check(&self) -> Result<(), Error> {
        let inside = |value: f64| value > 0.0 && value < 1.0;
        if !(inside(self.alpha) && inside(self.risk) && inside(self.hit_share) && inside(self.drop_below)) {
            let sentence = "alpha, risk, hitShare and dropBelow lie between 0 and 1, for instance 0.05";
            return Err(ErrorKind::Option(sentence.to_owned()).into());
        }
        Ok(())
    }
}

/// Products or categories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Products.
    #[default]
    Product,
    /// Categories.
    Category,
}

/// Buyers of one thing who have not bought another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Audience {
    /// Products or categories.
    pub level: Level,
    /// Key of what was bought.
    pub from: String,
    /// Key of what was not.
    pub to: String,
    /// Due at most so many days from as-of.
    pub near_days: Option<u32>,
    /// Rows left out.
    pub offset: usize,
    /// Rows.
    pub limit: usize,
}

impl Default for Audience {
    fn default() -> Self {
        Self {
            level: Level::Product,
            from: String::new(),
            to: String::new(),
            near_days: None,
            offset: 0,
            limit: 50,
        }
    }
}

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
    let audience = options.audience.as_ref().map(|asked| match asked.level {
        Level::Product => audience(baskets, &occasions, &products, &by_product, &product, asked),
        Level::Category => audience(baskets, &occasions, &categories, &by_category, &category, asked),
    });
    let new = new_products::Options {
        new_days: i32::from(options.new_days),
        risk: options.risk,
        drop_below: options.drop_below,
    };
    let cycles = cycles(&occasions, baskets.as_of);
    let truncated =
        Truncated::of(&occasions, baskets.first_day, baskets.as_of).filter(|_| !cycles.is_empty());
    let truncated = truncated.map(|found| found.notice("leftTruncatedGoods", TRUNCATED));
    let notices = shown.notice().into_iter().chain(notices(&occasions, &tables)).chain(truncated).collect();
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
    things: &Things,
    mined: &Mined,
    name: &dyn Fn(u32) -> Item,
    asked: &Audience,
) -> Result<AudiencePage, Error> {
    let find = |key: &str| {
        (0..number(things.count)).find(|&at| name(at).key == key).ok_or_else(|| {
            let sentence = format!("nothing sold is called \"{key}\"; take a key from the rules");
            Error::from(ErrorKind::Option(sentence))
        })
    };
    let (from, to) = (find(&asked.from)?, find(&asked.to)?);
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
