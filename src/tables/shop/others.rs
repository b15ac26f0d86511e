//! Rows of the tables that hold no orders, and refunds with a date of their own.
//!
//! Times are milliseconds, UTC or on the wall; amounts are in 1/10,000 of the currency with the number `currency`.

use super::{Decimal, Orders, Word};
use crate::money::Currency;

/// Money given back on a day of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// The order that it belongs to, where the file says it.
    pub order: Word,
    /// Id of the refund itself, so that two files do not count it twice.
    pub id: Word,
    /// When.
    pub time: i64,
    /// Anchor of the time, as of orders.
    pub anchor: u8,
    /// Positive.
    pub amount: i64,
    /// Currency's number.
    pub currency: u8,
    /// Number among the file's people.
    pub person: u32,
}

impl Refund {
    /// The time whose rate converts it: its order's, so that what is given back in full comes to 0; its own where the order is
    /// not in the file.
    #[must_use]
    pub fn rate_time(&self, orders: &Orders) -> i64 {
        orders.find(self.order).map_or(self.time, |order| orders.time[order])
    }
}

/// An abandoned checkout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    /// Its id.
    pub id: Word,
    /// Token that an order may carry too.
    pub token: Word,
    /// When.
    pub time: Option<i64>,
    /// Number among the file's people.
    pub person: u32,
    /// Total.
    pub total: Option<i64>,
    /// Currency's number.
    pub currency: u8,
    /// An order came of it.
    pub recovered: bool,
}

/// A product of a product export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Stock keeping unit.
    pub sku: Word,
    /// The platform's own id or handle, shared by variants.
    pub handle: Word,
    /// Name.
    pub name: Word,
    /// Variant.
    pub variant: Word,
    /// Category or type.
    pub category: Word,
    /// Vendor or brand.
    pub vendor: Word,
    /// Tags, parted by commas.
    pub tags: Word,
    /// EAN, UPC, ISBN.
    pub barcode: Word,
    /// Price.
    pub price: Option<i64>,
    /// Cost.
    pub cost: Option<i64>,
    /// Units left, in 1/10,000; `None` where that is not said, `i64::MAX` where it is sold on without any.
    pub stock: Option<i64>,
}

/// Goods that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The order.
    pub order: Word,
    /// Stock keeping unit.
    pub sku: Word,
    /// When.
    pub time: Option<i64>,
    /// Units, in 1/10,000.
    pub units: i64,
    /// Reason as the export words it.
    pub reason: Word,
    /// Number among the file's people.
    pub person: u32,
    /// What the buyer wrote.
    pub comment: Word,
}

/// Advertising: one row of a campaign report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spend {
    /// First and last day (days since 1970-01-01); `None` where the report says none.
    pub days: Option<(i32, i32)>,
    /// "Google Ads", "Meta Ads" or as the file says.
    pub channel: Word,
    /// Campaign.
    pub campaign: Word,
    /// Ad group or ad set.
    pub group: Word,
    /// Ad.
    pub ad: Word,
    /// Currency's number.
    pub currency: u8,
    /// Spend.
    pub cost: Option<i64>,
    /// Shown.
    pub impressions: Option<i64>,
    /// Clicks.
    pub clicks: Option<i64>,
    /// Conversions, in 1/10,000: they may be fractions.
    pub conversions: Option<i64>,
    /// Value of conversions.
    pub value: Option<i64>,
}

/// Web analytics: one row of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// Title of the table.
    pub table: Word,
    /// Value of its dimension: a page, a channel, a day.
    pub dimension: Word,
    /// Metrics by name, in 1/10,000.
    pub metrics: Vec<(Word, Option<i64>)>,
    /// First and last day (days since 1970-01-01); `None` where the report says none.
    pub days: Option<(i32, i32)>,
}

/// A code of an affiliate or creator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code as buyers type it.
    pub code: Word,
    /// Whose it is.
    pub partner: Word,
    /// What the partner costs.
    pub cost: Option<i64>,
    /// Currency's number.
    pub currency: u8,
}

/// What a row of feedback is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedbackKind {
    /// A review with stars.
    Review,
    /// A ticket.
    Ticket,
    /// An answer from 1 to 5.
    Csat,
    /// An answer from 0 to 10.
    Nps,
    /// A contact: mail, chat, call, comment.
    Contact,
}

/// A review, answer, ticket or contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// What it is.
    pub kind: FeedbackKind,
    /// Its id.
    pub id: Word,
    /// When it came.
    pub time: Option<i64>,
    /// Number among the file's people.
    pub person: u32,
    /// The order it is about.
    pub order: Word,
    /// Stock keeping unit or product.
    pub product: Word,
    /// Stars, or the answer; in 1/10,000.
    pub score: Option<i64>,
    /// What was written.
    pub text: Word,
    /// Channel.
    pub channel: Word,
    /// Status word.
    pub status: Word,
    /// First answer.
    pub answered: Option<i64>,
    /// Solved.
    pub solved: Option<i64>,
    /// Reason or topic.
    pub reason: Word,
}

/// What one unit of `base` costs in `currency` on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Days since 1970-01-01.
    pub day: i32,
    /// The one unit.
    pub base: Currency,
    /// Counted in this.
    pub currency: Currency,
    /// Units of `currency` for one of `base`.
    pub rate: Decimal,
}
