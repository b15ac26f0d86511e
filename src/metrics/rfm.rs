//! Recency, frequency, monetary: whom a shop's orders come from.
//!
//! For each customer at as-of: R = days since the last order; F = orders, or days with an order; M = net
//! spend. Each is scored 1..5, and the scores give a segment. With a window only its orders and refunds count,
//! and customers without an order in it are left out.
//!
//! In: histories and options. Out: the report's section, and every customer's scores.

pub mod scores;
pub mod segments;
mod tally;

pub use scores::Scores;

use crate::money::Money;
use crate::tables::histories::Histories;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Definition, Unit, define};

/// How values become scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// min(5, 1 + ⌊5 · #{strictly worse} / N⌋).
    #[default]
    Share,
    /// Type-7 edges at 20, 40, 60 and 80 %.
    Quantile,
    /// SQL's `NTILE(5)`, ties broken by key.
    Ntile,
    /// Frequency by the bins 1, 2, 3–4, 5–9, 10+, the rest like `share`.
    Fixed,
}

/// Which segments the scores make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Map {
    /// R × the mean of F and M.
    #[default]
    Eleven,
    /// R × F.
    Ten,
    /// Each of R, F, M high or low.
    Eight,
}

/// What frequency counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Frequency {
    /// Orders.
    #[default]
    Orders,
    /// Days with an order.
    Days,
}

/// What `eight` splits high from low at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Split {
    /// The mean.
    #[default]
    Mean,
    /// The median.
    Median,
}

/// Options of RFM.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// How values become scores.
    pub method: Method,
    /// Which segments the scores make.
    pub map: Map,
    /// Only orders of the last so many days up to as-of count; all for `None`.
    pub window_days: Option<u32>,
    /// What frequency counts.
    pub frequency: Frequency,
    /// What `eight` splits high from low at.
    pub split: Split,
}

/// Edges of the monetary scores, by currency where there are several.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum MonetaryEdges {
    /// In major units.
    Single([Option<f64>; 4]),
    /// In major units, by currency code.
    ByCurrency(BTreeMap<String, [Option<f64>; 4]>),
}

/// Where scores step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Edges {
    /// Days.
    pub recency: [Option<f64>; 4],
    /// Orders or days.
    pub frequency: [Option<f64>; 4],
    /// Major units.
    pub monetary: MonetaryEdges,
}

/// The limits of `eight`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// Days; high is below.
    pub recency: f64,
    /// Orders or days; high is above.
    pub frequency: f64,
    /// Net spend; high is above.
    pub monetary: Money,
}

/// Which score the grid's second axis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Axis {
    /// The mean of F and M, halves up.
    Fm,
    /// F.
    F,
}

/// A cell of the grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// Recency score, 1..=5.
    pub r: u8,
    /// Score on the second axis, 1..=5.
    pub fm: u8,
    /// Customers.
    pub customers: u64,
    /// Net spend in the window.
    pub net_sales: Money,
}

/// A segment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// Id in the map.
    pub id: &'static str,
    /// Customers.
    pub customers: u64,
    /// Of the customers scored, 0..1.
    pub share: f64,
    /// Orders in the window.
    pub orders: u64,
    /// Net spend in the window.
    pub net_sales: Money,
    /// Of the net spend of the customers scored, 0..1; `None` for several currencies or no net spend.
    pub sales_share: Option<f64>,
    /// Net spend an order; `None` without orders.
    pub average_order_value: Option<Money>,
    /// Mean recency in days; `None` for an empty segment.
    pub recency_days: Option<f64>,
    /// Median recency in days; `None` for an empty segment.
    pub median_recency_days: Option<f64>,
}

/// The report's section on RFM.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rfm {
    /// How values became scores.
    pub method: Method,
    /// Which segments the scores make.
    pub map: Map,
    /// Length of the window in days; `None` for all orders.
    pub window_days: Option<u32>,
    /// What frequency counts.
    pub frequency: Frequency,
    /// Customers scored: those with an order in the window.
    pub customers: u64,
    /// Where scores step.
    pub edges: Edges,
    /// The limits of `eight`; `None` for the other maps.
    pub split: Option<Limits>,
    /// Which score the grid's second axis is.
    pub axis: Axis,
    /// 25 cells, R 1..5 × second axis 1..5.
    pub grid: Vec<Cell>,
    /// All segments of the map, empty ones too.
    pub segments: Vec<Segment>,
    /// Share of scored customers with F = 1, 0..1.
    pub one_order_share: f64,
}

/// Scores customers and counts segments. `key_ranks` is each customer's place in the order of keys, which
/// breaks `ntile`'s ties; without it the key hashes do.
#[must_use]
pub fn rfm(histories: &Histories, key_ranks: Option<&[u32]>, options: &Options) -> (Rfm, Scores) {
    let mut scores = Scores::measured(histories, options);
    let edges = scores::score(&mut scores, histories, key_ranks, options.method);
    let split = segments_of(&mut scores, histories, options);
    let tally = tally::Tally::new(histories, &scores, options);
    let section = Rfm {
        method: options.method,
        map: options.map,
        window_days: options.window_days,
        frequency: options.frequency,
        customers: tally.customers(),
        edges,
        split,
        axis: if options.map == Map::Ten { Axis::F } else { Axis::Fm },
        grid: tally.grid(histories),
        one_order_share: tally.one_order_share(),
        segments: tally.segments(histories, options.map),
    };
    (section, scores)
}

/// Fills in the segment of each customer and gives the limits of `eight`.
fn segments_of(scores: &mut Scores, histories: &Histories, options: &Options) -> Option<Limits> {
    if options.map == Map::Eight {
        return Some(scores::split(scores, histories, options.split));
    }
    for customer in 0..scores.r.len() {
        if scores.r[customer] > 0 {
            let second = segments::second_axis(options.map, scores.f[customer], scores.m[customer]);
            scores.segment[customer] = segments::of_cell(options.map, scores.r[customer], second);
        }
    }
    None
}

const SHARE_SOURCE: &str = "Rank-based score with ties kept together, own rule";

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "rfm.customers",
        Unit::Count,
        "Customers scored: those with at least one counted order in the window. R = days from the last order to as-of, F = orders (or days with an order) in the window, M = net spend in the window.",
        "Hughes, Strategic Database Marketing",
    ),
    define(
        "rfm.edges",
        Unit::None,
        "Share: score = min(5, 1 + floor(5 × number strictly worse / N)), so equal values score the same; the edges are the lowest values (recency: highest) that score 2, 3, 4 and 5. Quantile: type-7 quantiles at 20, 40, 60 and 80 %, F and M = 1 + edges strictly below the value, R = 5 − edges strictly below it. Ntile: SQL's NTILE(5), ties by customer key. Fixed: F by 1, 2, 3–4, 5–9, 10 and more.",
        SHARE_SOURCE,
    ),
    define(
        "rfm.split",
        Unit::None,
        "High is above the mean (or median) of F and M, and below that of R; the three letters are R, F, M.",
        "Eight-class RFM, help.aliyun.com 273067",
    ),
    define(
        "rfm.grid",
        Unit::Count,
        "Customers by recency score and second score: the mean of the F and M scores, halves up (F alone in the ten-segment map).",
        "Own rule",
    ),
    define(
        "rfm.segments.customers",
        Unit::Count,
        "Customers whose scores fall in the segment. Every scored customer is in exactly one.",
        "CleverTap's ten segments by R × F; eleven with Lost split off",
    ),
    define("rfm.segments.share", Unit::Share, "Customers of the segment / customers scored.", "Own rule"),
    define(
        "rfm.segments.orders",
        Unit::Count,
        "Counted orders of the segment's customers in the window.",
        "Own rule",
    ),
    define(
        "rfm.segments.netSales",
        Unit::Money,
        "Net spend of the segment's customers in the window, refunds deducted at their own day.",
        "Own rule",
    ),
    define(
        "rfm.segments.salesShare",
        Unit::Share,
        "Net spend of the segment / net spend of all scored customers.",
        "Own rule",
    ),
    define(
        "rfm.segments.averageOrderValue",
        Unit::Money,
        "Net spend of the segment / its orders.",
        "Own rule",
    ),
    define(
        "rfm.segments.recencyDays",
        Unit::Days,
        "Mean of the days from each customer's last order to as-of.",
        "Own rule",
    ),
    define(
        "rfm.segments.medianRecencyDays",
        Unit::Days,
        "Median of the days from each customer's last order to as-of.",
        "Own rule",
    ),
    define(
        "rfm.oneOrderShare",
        Unit::Share,
        "Customers with F = 1 / customers scored. Above 0.8 the frequency score hardly tells customers apart.",
        "Own rule",
    ),
];

#[cfg(test)]
mod tests;
