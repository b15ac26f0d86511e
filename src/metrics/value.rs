//! Who bought when and for how much, in one currency → what customers are worth: by cohort, by where they came from, by what
//! won them, and what the lost ones cost.

pub mod accounts;
pub mod acquisition;
pub mod cohorts;
pub mod groups;
pub mod lost;
pub mod origins;
pub mod past;
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
        "Sum over ages of net sales at that age / customers at least so old.",
        "Nelson 1988",
    ),
    define(
        "value.groups.cac",
        Unit::Money,
        "Advertising cost / customers whose first order falls in the days that it covers.",
        "Own rule",
    ),
    define(
        "value.groups.paybackDay",
        Unit::Days,
        "First age at which the mean cumulative net sales × margin reach the acquisition cost.",
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
        "Customers of the earlier year who bought in the later one.",
        "Own rule",
    ),
    define(
        "value.whatIf.scenario.profit",
        Unit::Money,
        "Net sales with retained customers × (1 + change), each further one bringing what a retained one brings, × (margin - coupon × its use).",
        "Own rule",
    ),
];
