//! Orders by week or month → index of the year, forecast and its peak; whose own season comes, and who buys outside it.

pub mod cross;
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
        "season.seasons",
        Unit::Count,
        "Whole years of the periods that the data hold from the first day to the last. What repeats shows from the second one on: with one, no peak is foretold, nobody is to be contacted for it, and no part of the year counts as off-season.",
        "Own rule",
    ),
    define(
        "season.peak",
        Unit::None,
        "The coming period with the highest forecast, of the season that begins after the as-of date; none with under two seasons or where the plain mean forecast the last season best.",
        "Own rule",
    ),
    define(
        "season.peak.contact",
        Unit::None,
        "First day of the peak less the days that are set, not before the as-of date.",
        "Own rule",
    ),
    define(
        "season.preSeason.value",
        Unit::Money,
        "Predicted value of the customer within the horizon where a model passed its check, else net sales to date; the share of customers that is set, of the highest values, is listed.",
        "Own rule",
    ),
    define(
        "season.offSeason.total",
        Unit::Count,
        "Customers without an order for the days that are set, or more; those with most off-season buying days first.",
        "Own rule",
    ),
    define(
        "season.offSeason.cross.offer",
        Unit::None,
        "Of the categories that off-season buyers of one that the customer buys off-season also buy there (Fisher's exact test, one-sided, adjusted over all pairs of five customers or more, at 5 %), the one with the greatest share that this customer has not bought there.",
        "Fisher 1922; Benjamini and Hochberg 1995",
    ),
    define(
        "season.offSeason.categories.lift",
        Unit::None,
        "Share of off-season orders with the category / share of season and off-season orders with it.",
        "Own rule",
    ),
];
