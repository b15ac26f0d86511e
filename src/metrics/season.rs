//! Orders by week or month → index of the year, forecast and its peak; whose own season comes, and who buys outside it.

pub mod forecast;
pub mod index;
pub mod individual;
pub mod lists;
pub mod series;

use super::{Definition, Unit, define};

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "season.index",
        Unit::None,
        "Mean over the seasons of a period's value / centred mean of the year around it; with one season value / mean of the year.",
        "Ratio to moving average, Macaulay 1931",
    ),
    define(
        "season.forecast",
        Unit::None,
        "By the method that did best on the last season: regression on turns of the year, the season before, or the plain mean.",
        "Harvey 1993",
    ),
    define(
        "season.backTest.methods.mae",
        Unit::None,
        "Mean absolute error on the last season, of which the method knew nothing.",
        "Own rule",
    ),
    define(
        "season.individual.concentration",
        Unit::None,
        "Resultant length of the buying days on the circle of the year, 1 where all fall on one day. A season from 0.7 on, with five days or more, where Rayleigh's test, adjusted over all customers tested, is at most 0.05.",
        "Mardia and Jupp 2000; Wilkie 1983; Benjamini and Hochberg 1995",
    ),
    define(
        "season.offSeason.categories.lift",
        Unit::None,
        "Share of off-season orders with the category / share of season and off-season orders with it.",
        "Own rule",
    ),
];
