//! What can be asked of products.

use crate::error::{Error, ErrorKind};
use crate::metrics::goods::rules::LEAST;
use crate::metrics::period::Grain;
use serde::{Deserialize, Serialize};

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
    /// Customers who stand where buyers of their last order usually order again.
    pub node: Option<OfferQuery>,
    /// What to offer each customer by the rules.
    pub companions: Option<OfferQuery>,
    /// What to offer each customer by what buyers have in common.
    pub recommendations: Option<OfferQuery>,
    /// What became of a campaign.
    pub campaign: Option<CampaignQuery>,
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
            node: None,
            companions: None,
            recommendations: None,
            campaign: None,
        }
    }
}

impl GoodsOptions {
    /// Refuses shares beyond 0 to 1.
    pub(super) fn check(&self) -> Result<(), Error> {
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

/// A list of customers with what to offer each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OfferQuery {
    /// Products or categories, of who is due.
    pub level: Level,
    /// Of who is due: only by this thing. Default: whatever the last order held.
    pub from: Option<String>,
    /// Of who is due: at most so many days from as-of.
    pub near_days: u32,
    /// One customer only.
    pub key: Option<String>,
    /// Offers for each customer.
    pub per_customer: usize,
    /// Leaves out products of which the products' files say that none is left.
    pub in_stock: bool,
    /// Rows left out.
    pub offset: usize,
    /// Rows.
    pub limit: usize,
}

impl Default for OfferQuery {
    fn default() -> Self {
        Self {
            level: Level::Product,
            from: None,
            near_days: 7,
            key: None,
            per_customer: 3,
            in_stock: false,
            offset: 0,
            limit: 50,
        }
    }
}

/// A campaign by its mark, by the people who were reached, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CampaignQuery {
    /// What its orders carry.
    pub mark: Option<Mark>,
    /// Who was reached.
    pub people: Vec<Sent>,
    /// Who was held out.
    pub holdout: Vec<Sent>,
    /// Day on which it was sent to those of whom nothing else is said.
    pub sent: Option<String>,
    /// Watched for so many days.
    pub days: u16,
    /// What was to be sold.
    pub goal: Option<Mark>,
}

impl Default for CampaignQuery {
    fn default() -> Self {
        Self { mark: None, people: Vec::new(), holdout: Vec::new(), sent: None, days: 30, goal: None }
    }
}

/// What the orders of a campaign carry, or what it was to sell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mark {
    /// Where it stands.
    pub by: MarkBy,
    /// What stands there.
    pub name: String,
}

/// Where a mark stands; products and categories are goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MarkBy {
    /// UTM campaign.
    Campaign,
    /// UTM content.
    Creative,
    /// Sales channel.
    Channel,
    /// First discount code.
    Code,
    /// Key of a product.
    Product,
    /// A category.
    Category,
}

/// Somebody on a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Sent {
    /// The customer.
    pub key: String,
    /// Day, where it differs.
    pub sent: Option<String>,
}
