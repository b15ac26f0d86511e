//! Occasions → what is bought together, by how many, in which order, and what hits share. One family a file.

pub mod audience;
pub mod campaign;
pub mod companions;
pub mod cross;
pub mod cycles;
pub mod hits;
pub mod new_products;
pub mod nodes;
pub mod pairs;
pub mod penetration;
pub mod rules;
pub mod sales;
pub mod similar;
pub mod tried;
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
        "goods.cross.matrix",
        Unit::Count,
        "Steps from a buying day with the category of the row to the customer's next one with that of the column; a day with several counts for each.",
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
        "goods.node.due",
        Unit::None,
        "Last order + median days from a first purchase of what it held to the next order (Kaplan-Meier, at least 10 who came back); of several things the one with most who came back.",
        "Own rule",
    ),
    define(
        "goods.node.test",
        Unit::Share,
        "The list as of so many days before as-of: share of those on it who ordered in these days, and of all others known then; Fisher's exact test, one-sided.",
        "Own rule",
    ),
    define(
        "goods.companions",
        Unit::None,
        "The surest evident rules by customer from anything bought to something never bought.",
        "Own rule",
    ),
    define(
        "goods.recommendations.score",
        Unit::None,
        "Sum over what was bought of the cosine, joint buyers / root of the product of buyers, or of the lift; pairs of at least five joint buyers.",
        "Sarwar, Karypis, Konstan and Riedl 2001",
    ),
    define(
        "goods.recommendations.test",
        Unit::Share,
        "Customers whose first buying day after four fifths of all held a product new to them that stood on their list of five, made from what was known before; against the best sellers by an exact sign test, adjusted over the methods.",
        "Own rule",
    ),
    define(
        "goods.campaign.buyers",
        Unit::Share,
        "Who ordered in the days watched from the day on which it was sent / everybody it was sent to; the limits are Wilson's.",
        "Own rule",
    ),
    define(
        "goods.campaign.effect",
        Unit::None,
        "Those reached less those held out; the share with Newcombe's interval and Fisher's exact test, net sales a person with Welch's interval.",
        "Newcombe 1998; Welch 1947",
    ),
    define(
        "goods.campaign.marked",
        Unit::Count,
        "Orders that carry the campaign's UTM mark or discount code, from the day of sending on where it is said.",
        "Own rule",
    ),
    define(
        "goods.hits",
        Unit::Count,
        "The products that sold most units, the stated share of all that sold.",
        "Own rule",
    ),
    define(
        "goods.hits.again",
        Unit::Share,
        "Customers who bought the product on two days or more / customers who bought it.",
        "Own rule",
    ),
    define(
        "goods.hits.returned",
        Unit::Share,
        "Units that came back / units of the orders whose files tell of returns.",
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
        "goods.newProducts.better",
        Unit::Share,
        "Chance that the product's rate is above its peers' mean at the same age, from the gamma distribution that prior and orders make.",
        "Gelman et al., Bayesian Data Analysis",
    ),
    define(
        "goods.newProducts.worse",
        Unit::Share,
        "Chance that the product's rate is under the stated part (half) of its peers' mean.",
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
