//! Purchases → when customers need a product again, and when they buy next and what.

pub mod back_test;
pub mod cycles;
pub mod date_test;
pub mod discontinued;
pub mod lists;
pub mod next;
pub mod returning;

use super::{Definition, Unit, define};

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "due.cycles.returns",
        Unit::Share,
        "Share of purchases of the product that are followed by another of the same customer, as far as five intervals were watched.",
        "Kaplan and Meier 1958",
    ),
    define(
        "due.cycles.perUnit",
        Unit::Days,
        "Days per unit by which a tenth, half and nine tenths of those who return have returned.",
        "Own rule on the product-limit curve",
    ),
    define(
        "due.cycles.discontinued",
        Unit::None,
        "Nobody has bought the product for longer than twice the median days from a customer's purchase of it to the next, and for longer than between any two sales of it before.",
        "Own rule",
    ),
    define(
        "due.replenish.due",
        Unit::None,
        "Latest purchase + median days of its quantity; where the quantity has too few intervals of its own, units × days per unit.",
        "Own rule",
    ),
    define(
        "due.replenish.backTest",
        Unit::Share,
        "Share of the purchases on the list of some days ago that came again since, against the same share of all others; Fisher's exact test, one-sided. Shown only where p is at most 0.05 and the chances of the listed purchases add up to what came, within 25 %.",
        "Own rule",
    ),
    define(
        "due.next.probability",
        Unit::Share,
        "Chance of a purchase within the days asked for, given the silence so far, on the curve of customers with as many buying days, in the customer's own pace.",
        "Own rule on the product-limit curve",
    ),
    define(
        "due.next.rows.due",
        Unit::None,
        "Day by which half have bought of those who return after such a silence, and the days by which a tenth and nine tenths have (80 % interval), on the curve of the chance as far as 30 intervals were watched. Not told where fewer than 30 returns after such a silence are known: each end of the interval has to leave three returns outside.",
        "Own rule on the product-limit curve",
    ),
    define(
        "due.next.dates.within",
        Unit::Share,
        "Made from the older half of the data (the younger is a year at most): share that bought within their interval, of those who had a date and bought by the as-of date; expected is what the curve gives to the days until then. Dates are shown where 30 or more bought and the share is at most 10 percentage points short of what was expected.",
        "Own rule",
    ),
    define(
        "due.next.categories",
        Unit::Share,
        "Chance that the next purchase holds the category, from what followed the categories of the last one.",
        "Own rule",
    ),
    define(
        "due.next.backTest.brier",
        Unit::None,
        "Mean squared difference of chance and outcome on the latest days, which the chances did not know.",
        "Brier 1950",
    ),
];
