//! Who bought when and for how much, in one currency → what customers are worth: by cohort, by where they came from, by what
//! won them, and what the lost ones cost.

pub mod accounts;
pub mod acquisition;
pub mod ahead;
pub mod cohorts;
pub mod costs;
pub mod cumulative;
pub mod formula;
pub mod groups;
pub mod lost;
pub mod measures;
pub mod origins;
pub mod past;
pub mod split;
pub mod what_if;

use super::{Definition, Unit, define};

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "value.historic",
        Unit::Money,
        "Net sales per customer to date, refunds taken off at their own day; mean with the interval of its logarithm.",
        "Own rule",
    ),
    define(
        "value.predicted",
        Unit::Money,
        "Mean predicted further value of the customers that have a prediction: expected net sales within the horizon, discounted and times the margin where they are set.",
        "Own rule",
    ),
    define(
        "value.cohorts.values",
        Unit::Money,
        "Net sales per customer of the month in the first days of life; unknown until everybody of the month is so old.",
        "Own rule",
    ),
    define(
        "value.cohorts.changes",
        Unit::Money,
        "Mean at an age less that of the cohort before it, with the interval for unequal variances.",
        "Welch 1947",
    ),
    define(
        "value.groups.values",
        Unit::Money,
        "Net sales per customer in the first days of life, over the customers who are so old.",
        "Own rule",
    ),
    define(
        "value.groups.curve",
        Unit::Money,
        "Sum over ages of net sales at that age / customers at least so old, with the interval for customers seen for different times.",
        "Nelson 1988; Lawless & Nadeau 1995",
    ),
    define(
        "value.curve",
        Unit::Money,
        "Sum over ages of net sales at that age / customers at least so old, with the interval for customers seen for different times.",
        "Nelson 1988; Lawless & Nadeau 1995",
    ),
    define(
        "value.carried",
        Unit::Money,
        "Mean over the customers of net sales by that age; of those younger, of net sales to date and of what the model that passed the check expects until that age: orders × order value, without discount and margin. The interval holds the spread among customers and chance of their coming orders; the model's parameters are taken as known.",
        "Own rule",
    ),
    define(
        "value.groups.newCustomers",
        Unit::Count,
        "Customers of the group by the month of their first order.",
        "Own rule",
    ),
    define(
        "value.groups.repeat",
        Unit::Share,
        "Customers of the group with a second buying day by as-of / all its customers, however young; Wilson's 95 % interval. Young groups had less time to buy again: values at the same age compare better.",
        "Own rule; Wilson 1927",
    ),
    define(
        "value.groups.cac",
        Unit::Money,
        "Advertising cost of the group / its customers whose first order falls on a day that the cost covers: the days of its rows, and those up to the next row where a list has one a week or month; a longer gap is not covered.",
        "Own rule",
    ),
    define(
        "value.acquisition.cac",
        Unit::Money,
        "Blended: all advertising cost / all customers whose first order falls on a day that the cost covers, whoever brought them. A row covers its day, or the days up to the next row where a list has one a week or month; a longer gap is not covered.",
        "Own rule",
    ),
    define(
        "value.acquisition.paid.cac",
        Unit::Money,
        "Cost of the advertising whose channel or campaign an order names / customers whose first order names it, each on the days that the group's cost covers.",
        "Own rule",
    ),
    define(
        "value.groups.paybackDay",
        Unit::Days,
        "First age at which the mean cumulative net sales × margin reach the acquisition cost.",
        "Own rule",
    ),
    define(
        "value.roas",
        Unit::None,
        "The seller's formula, over the customers whose first order falls on a day that the cost covers: cost, new customers, net sales to date and of their first day, orders to date, predicted further value, margin, and what the advertising export counts.",
        "Own rule",
    ),
    define(
        "value.split.roi",
        Unit::None,
        "(Net sales to date × margin − cost) / cost of the customers won on the days that a cost covers. They bear the cost of their channel, campaign or creative in equal parts, so that a country or product costs what brought its customers. The interval is that of the mean net sales.",
        "Own rule",
    ),
    define(
        "value.lost.remaining",
        Unit::Money,
        "Lost customers × mean predicted further value of a customer who is not lost.",
        "Own rule",
    ),
    define(
        "value.lost.sunk",
        Unit::Money,
        "Sum over lost customers of the acquisition cost of their channel, of their campaign where no channel has one.",
        "Own rule",
    ),
    define(
        "value.whatIf.retention",
        Unit::Share,
        "Customers of the earlier span (a year, or half of a shorter history) who bought in the later one; customers who bought only before it are not counted.",
        "Own rule",
    ),
    define(
        "value.whatIf.scenario.profit",
        Unit::Money,
        "Net sales of the later span with retained customers × (1 + change), each further one bringing what a retained one brings, × (margin - coupon × its use); those of new customers and of ones who came back after longer stay as they are.",
        "Own rule",
    ),
];
