//! What was in the orders: every order that counts once, with where it came from, and its lines with their products. Texts are
//! words by number; what an export does not say is [`NO_WORD`], never an empty text.

use crate::money::Currency;

/// No text.
pub const NO_WORD: u32 = u32::MAX;
/// Nobody is named.
pub const NOBODY: u32 = u32::MAX;

/// Orders in any order; every column has one entry an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasketOrders {
    /// Position among [`Baskets::keys`], or [`NOBODY`].
    pub customer: Vec<u32>,
    /// Local day, days since 1970-01-01.
    pub day: Vec<i32>,
    /// Net sales in 1/10,000 of its currency; `None` where the export says no amount.
    pub net: Vec<Option<i64>>,
    /// Position in [`Baskets::currencies`].
    pub currency: Vec<u8>,
    /// Country.
    pub country: Vec<u32>,
    /// Sales channel.
    pub channel: Vec<u32>,
    /// Campaign (UTM).
    pub campaign: Vec<u32>,
    /// Creative (UTM content).
    pub creative: Vec<u32>,
    /// First discount code.
    pub code: Vec<u32>,
}

/// Lines of orders; every column has one entry a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasketLines {
    /// Position of the order.
    pub order: Vec<u32>,
    /// Position of the product.
    pub product: Vec<u32>,
    /// Units in 1/10,000; `None` where none are said.
    pub units: Vec<Option<i64>>,
    /// Price of all units before discounts, in 1/10,000 of the order's currency; `None` where none is said.
    pub amount: Vec<Option<i64>>,
    /// Units that came back, in 1/10,000; `None` where the export does not say.
    pub returned: Vec<Option<i64>>,
}

/// Products, each SKU once (aliases joined), else each name with its variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasketProducts {
    /// Stock keeping unit.
    pub sku: Vec<u32>,
    /// Name.
    pub name: Vec<u32>,
    /// Category by the seller's rules, else by the export.
    pub category: Vec<u32>,
    /// Vendor or brand.
    pub vendor: Vec<u32>,
    /// Tags of the catalogue, parted by commas.
    pub tags: Vec<u32>,
    /// Units left, in 1/10,000; `None` where no file says it, `i64::MAX` where it is sold on without any.
    pub stock: Vec<Option<i64>>,
}

/// Money spent to win customers: one row a day, channel and campaign as the advertising export states them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasketSpend {
    /// Local day, or [`i32::MIN`] where the export names none.
    pub day: Vec<i32>,
    /// Channel.
    pub channel: Vec<u32>,
    /// Campaign.
    pub campaign: Vec<u32>,
    /// Creative or ad.
    pub creative: Vec<u32>,
    /// Spent, in 1/10,000 of its currency.
    pub cost: Vec<i64>,
    /// Position in [`Baskets::currencies`].
    pub currency: Vec<u8>,
    /// Four numbers a row, which the advertising export counts beside: shown, clicked, converted, and what conversions are worth to
    /// it, each in 1/10,000 (the last of the currency); `None` where it does not say.
    pub seen: Vec<Option<i64>>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baskets {
    /// Key of each customer, as the orders' engine knows it.
    pub keys: Vec<String>,
    /// The words.
    pub words: Vec<String>,
    /// Currencies by their number.
    pub currencies: Vec<Currency>,
    /// Orders.
    pub orders: BasketOrders,
    /// Lines.
    pub lines: BasketLines,
    /// Products.
    pub products: BasketProducts,
    /// Advertising.
    pub spend: BasketSpend,
    /// Local day of as-of.
    pub as_of: i32,
    /// Local day of the first order.
    pub first_day: i32,
}
