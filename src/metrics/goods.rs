//! Occasions → what is bought together, by how many, in which order, and what hits share. One family a file.

pub mod audience;
pub mod cross;
pub mod cycles;
pub mod hits;
pub mod new_products;
pub mod pairs;
pub mod penetration;
pub mod rules;
pub mod sales;
pub mod upgrade;
pub mod verdicts;

use super::{Definition, Unit, define};

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "goods.rules.support",
        Unit::Share,
        "Baskets with both things / baskets that are not empty; a thing counts once a basket.",
        "Agrawal, Imielinski and Swami 1993",
    ),
    define(
        "goods.rules.confidence",
        Unit::Share,
        "Baskets with both things / baskets with the first; the limits are Wilson's.",
        "Agrawal, Imielinski and Swami 1993",
    ),
    define(
        "goods.rules.lift",
        Unit::None,
        "Confidence / share of all baskets with the second thing; 1 where the two have nothing to do with each other.",
        "Brin, Motwani, Ullman and Tsur 1997",
    ),
    define(
        "goods.rules.leverage",
        Unit::Share,
        "Support less the product of the shares of baskets with each thing.",
        "Piatetsky-Shapiro 1991",
    ),
    define(
        "goods.rules.conviction",
        Unit::None,
        "(1 - share with the second thing) / (1 - confidence); unknown where the rule never fails.",
        "Brin, Motwani, Ullman and Tsur 1997",
    ),
    define(
        "goods.rules.p",
        Unit::Share,
        "Fisher's exact test, one-sided: chance of at least so many joint baskets if the two had nothing to do with each other.",
        "Fisher 1922",
    ),
    define(
        "goods.rules.adjustedP",
        Unit::Share,
        "p adjusted over all rules of the table, which have at least five joint baskets.",
        "Benjamini and Hochberg 1995",
    ),
    define(
        "goods.rules.without",
        Unit::Count,
        "Customers who bought the first thing and never the second.",
        "Own rule",
    ),
    define(
        "goods.penetration",
        Unit::Share,
        "Customers who bought the category in the period / customers with an order in the period.",
        "Own rule",
    ),
    define(
        "goods.cross.rate",
        Unit::Share,
        "Repeat buying days with a category that the customer had not bought before / repeat buying days that name a category.",
        "Own rule",
    ),
    define(
        "goods.cross.preferences.lift",
        Unit::None,
        "Share of buying days after one with the first category that hold the second / share of all repeat buying days that hold it.",
        "Own rule",
    ),
    define(
        "goods.cycles",
        Unit::Days,
        "Days from a customer's first purchase of the category by which a quarter, half and three quarters have bought again; who has not is open.",
        "Kaplan and Meier 1958",
    ),
    define(
        "goods.audience.due",
        Unit::None,
        "Last order + median days from a first purchase of the thing to the next order.",
        "Own rule",
    ),
    define(
        "goods.hits",
        Unit::Count,
        "The products that sold most units, the stated share of all that sold.",
        "Own rule",
    ),
    define(
        "goods.hits.traits.lift",
        Unit::None,
        "Share of hits with the trait / share of all products with it; Fisher's exact test, adjusted over the traits of at least five products.",
        "Own rule",
    ),
    define(
        "goods.newProducts.rate",
        Unit::None,
        "Orders with the product per 1,000 orders of the shop since its first sale, drawn towards its peers at the same age by a gamma prior.",
        "Gelman et al., Bayesian Data Analysis",
    ),
    define(
        "goods.newProducts.verdict",
        Unit::None,
        "Promote or drop where the chance of being wrong is at most the stated risk, else hold.",
        "Own rule",
    ),
    define(
        "goods.newProducts.backTest",
        Unit::Share,
        "The latest 200 products of which twice the days of a new one have passed, judged by what was known when they ceased to be new: of those to be promoted, share that sold more per order of the shop than the same peers in the next span of the same length; of those to be dropped, share that sold less than the stated part of it.",
        "Own rule",
    ),
    define(
        "goods.upgrade.slope",
        Unit::None,
        "Median over customers of the Theil-Sen slope of the price percentile in its category, per buying day.",
        "Theil 1950; Sen 1968",
    ),
    define(
        "goods.upgrade.p",
        Unit::Share,
        "Regional Kendall test over all customers, two-sided.",
        "Helsel and Frans 2006",
    ),
];
