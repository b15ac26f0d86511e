//! Churn: who is silent for longer than expected, what that is worth, and how many it were by month.
//!
//! A shop without contracts sees no one leave, so churn is a definition. Three stand side by side
//! (`definitions`); the chosen one gives grades, value at stake and the monthly rate. Value at stake: net
//! spend in the 365 days up to and including the customer's own last order day, refunds in that span deducted,
//! not below 0. Churn rate of a month: customers active at its start and flagged at its end / active at its
//! start, each with data up to that day only. Units: customers, money, days, shares.
//!
//! In: histories, occasions, monetary scores and options. Out: the report's section, and every customer's
//! flags.

mod definitions;
mod evidence;
mod flags;
mod grade;
mod months;
mod regularity;
mod tally;

pub use definitions::{DefinitionId, Own, Store, StoreCycle};
pub use flags::Flags;
pub use grade::Grade;

use super::period::{Calendar, Grain};
use super::{Definition, Unit, define, share};
use crate::math::intervals::wilson;
use crate::math::order::distinct;
use crate::money::Money;
use crate::tables::histories::Histories;
use evidence::Evidence;
use months::Ends;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tally::Tally;

/// Days that count as recent.
const RECENT_DAYS: i32 = 30;
/// Cells of the evidence by month; data over more than half a century keep their latest months.
const CELLS: usize = 1 << 23;

/// Options of churn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// The definition of headline numbers, stages and the monthly rate.
    pub definition: DefinitionId,
    /// D1: days past the own cycle.
    pub margin_days: u32,
    /// D1: the store's mean.
    pub store_cycle: StoreCycle,
    /// D4: days without an order.
    pub window_days: u32,
    /// D2: quantile of the gap distribution, between 0 and 1.
    pub tail: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            definition: DefinitionId::D1,
            margin_days: 30,
            store_cycle: StoreCycle::Restricted,
            window_days: 180,
            tail: 0.95,
        }
    }
}

/// The report's section on churn.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Churn {
    /// The definition chosen.
    pub definition: DefinitionId,
    /// All definitions.
    pub definitions: Vec<Judgement>,
    /// How they differ, each pair once.
    pub disagreement: Vec<Disagreement>,
    /// Flagged customers of the chosen definition.
    pub grades: Vec<Graded>,
    /// Of the customers the chosen definition flags.
    pub value_at_stake: Money,
    /// Ended months after the first.
    pub months: Vec<Month>,
    /// The last 30 days.
    pub recent: Recent,
    /// The store's mean interval in days that D1 uses; `None` before the first closed interval.
    pub store_cycle_days: Option<f64>,
    /// The store's tail in days that D2 uses; `None` if the curve stays above.
    pub store_tail_days: Option<f64>,
    /// Shape of the gamma gaps; `None` without a customer of three gaps.
    pub gap_shape: Option<f64>,
}

/// What one definition says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// The definition.
    pub id: DefinitionId,
    /// Customers flagged.
    pub flagged: u64,
    /// Of the customers it can judge, 0..1.
    pub share: Option<f64>,
    /// Wilson's lower 95 % limit.
    pub low: Option<f64>,
    /// Wilson's upper 95 % limit.
    pub high: Option<f64>,
    /// Customers it can judge.
    pub customers: u64,
    /// Of the flagged.
    pub value_at_stake: Money,
    /// Median limit in days of the customers it can judge.
    pub median_limit_days: Option<f64>,
}

/// Customers that both definitions can judge, by their flags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Disagreement {
    /// One definition.
    pub a: DefinitionId,
    /// The other.
    pub b: DefinitionId,
    /// Flagged by both.
    pub both: u64,
    /// Flagged by `a` alone.
    pub only_a: u64,
    /// Flagged by `b` alone.
    pub only_b: u64,
    /// Flagged by neither.
    pub neither: u64,
}

/// Flagged customers of one grade.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Graded {
    /// The grade.
    pub grade: Grade,
    /// Customers.
    pub customers: u64,
    /// Theirs.
    pub value_at_stake: Money,
}

/// Churn in a calendar month.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Month {
    /// "2011-01".
    pub month: String,
    /// Customers active at its start.
    pub active: u64,
    /// Of these, flagged at its end.
    pub flagged: u64,
    /// flagged / active, 0..1; `None` without active customers.
    pub rate: Option<f64>,
    /// Wilson's lower 95 % limit.
    pub low: Option<f64>,
    /// Wilson's upper 95 % limit.
    pub high: Option<f64>,
}

/// What changed in the last days, under the chosen definition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recent {
    /// Length of the span in days.
    pub days: i32,
    /// Customers flagged now and not before.
    pub newly_flagged: u64,
    /// Their value at stake.
    pub newly_at_stake: Money,
    /// Customers flagged before who have ordered since.
    pub returned: u64,
}

/// What the numbers of [`Options`] do not touch: worth keeping while sliders move.
#[derive(Debug)]
pub struct Basis {
    calendar: Calendar,
    timeline: Timeline,
    evidence: Evidence,
    at_stake: Arc<Vec<i64>>,
}

impl Basis {
    /// Looks at all intervals. `occasions` holds each customer's days with an order; `by_month` tells whether D2
    /// will be chosen, which looks at customers' regularity at each month's end.
    #[must_use]
    pub fn new(histories: &Histories, occasions: &[u32], by_month: bool) -> Self {
        let calendar = Calendar::new(Grain::Month, histories.first_day, histories.as_of_day);
        let timeline = Timeline::new(histories, &calendar);
        let evidence = Evidence::new(histories, occasions, timeline.cuts.clone(), by_month);
        Self { calendar, timeline, evidence, at_stake: Arc::new(flags::at_stake(histories)) }
    }
}

/// Judges every customer. `occasions` holds each one's days with an order, `m_scores` the monetary score (0 for
/// none).
#[must_use]
pub fn churn(
    histories: &Histories,
    occasions: &[u32],
    m_scores: &[u8],
    basis: &Basis,
    options: &Options,
) -> (Churn, Flags) {
    let Basis { calendar, timeline, evidence, at_stake } = basis;
    let stores = evidence.stores(options);
    let now = stores.last().copied().unwrap_or_default();
    let flags = Flags::new(histories, occasions, m_scores, at_stake, &now, options);
    let tally = Tally::new(histories, occasions, &flags, timeline.earlier(&stores), options);
    let section = Churn {
        definition: options.definition,
        definitions: tally.judgements(histories, &flags),
        disagreement: tally.disagreement(),
        grades: tally.grades(histories),
        value_at_stake: tally.value_at_stake(histories, options.definition),
        months: months(histories, timeline, calendar, &stores, options),
        recent: tally.recent(histories),
        store_cycle_days: now.cycle,
        store_tail_days: now.tail,
        gap_shape: now.shape,
    };
    (section, flags)
}

/// The days that are looked back on.
#[derive(Debug)]
struct Timeline {
    /// First month of the series.
    base: usize,
    /// Last days of ended months from `base` on.
    ends: Vec<i32>,
    /// The day before the recent span.
    earlier: i32,
    /// All of these and as-of, ascending.
    cuts: Vec<i32>,
}

impl Timeline {
    fn new(histories: &Histories, calendar: &Calendar) -> Self {
        let span = super::gaps::days_between(histories.first_day, histories.as_of_day) + 1;
        let base = calendar.len().saturating_sub((CELLS / span).max(12));
        let ended = |month: &usize| calendar.end(*month) <= histories.as_of_day;
        let ends: Vec<i32> = (base..calendar.len()).filter(ended).map(|month| calendar.end(month)).collect();
        let earlier = histories.as_of_day.saturating_sub(RECENT_DAYS);
        let mut cuts = ends.clone();
        cuts.push(histories.as_of_day);
        cuts.extend((earlier >= histories.first_day).then_some(earlier));
        Self { base, ends, earlier, cuts: distinct(cuts) }
    }

    /// The store before the recent span, with that day; `None` if there was none yet.
    fn earlier(&self, stores: &[Store]) -> Option<(i32, Store)> {
        let cut = self.cuts.binary_search(&self.earlier).ok()?;
        Some((self.earlier, stores[cut]))
    }
}

/// The months after the first: before that nobody could be active.
fn months(
    histories: &Histories,
    timeline: &Timeline,
    calendar: &Calendar,
    stores: &[Store],
    options: &Options,
) -> Vec<Month> {
    let at_ends: Vec<Store> =
        timeline.ends.iter().filter_map(|end| Some(stores[timeline.cuts.binary_search(end).ok()?])).collect();
    let ends = Ends { calendar, base: timeline.base, days: &timeline.ends, stores: &at_ends };
    let counts = months::count(histories, &ends, options);
    let month = |at: usize| {
        let (active, flagged) = (counts.active[at - 1], counts.flagged[at]);
        let interval = wilson(flagged, active);
        Month {
            month: calendar.id(timeline.base + at),
            active,
            flagged,
            rate: share(flagged, active),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    };
    (1..timeline.ends.len()).map(month).collect()
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "churn.definitions.flagged",
        Unit::Count,
        "Customers whose silence (days from the last order to as-of) exceeds their limit. D1: m + margin, m = the own mean gap with two gaps or more, else (2 × store mean + sum of gaps) / (2 + gaps). D2: with three gaps or more the tail quantile of a gamma distribution with the own mean gap and the pooled shape, else the first day on which S falls to 1 − tail. D4: a fixed number of days.",
        "Own rules; D1 after the trade's rule for fast-moving goods, D2 after the gamma model of interpurchase times (Herniter 1971)",
    ),
    define(
        "churn.definitions.share",
        Unit::Share,
        "Flagged customers / customers the definition can judge, with Wilson's 95 % interval.",
        "Wilson 1927",
    ),
    define(
        "churn.definitions.medianLimitDays",
        Unit::Days,
        "Median of the limits of the customers the definition can judge.",
        "Own rule",
    ),
    define(
        "churn.disagreement",
        Unit::Count,
        "Customers whom both definitions can judge, by which of the two flags them.",
        "Own rule",
    ),
    define(
        "churn.grades",
        Unit::Count,
        "Points = other definitions that flag (0–2) + lateness (silence / limit up to 1.5: 0, up to 3: 1, above: 2) + value (M score 1–2: 0, 3: 1, 4–5: 2). Low up to 1 point, medium 2–3, high from 4.",
        "Own rule",
    ),
    define(
        "churn.valueAtStake",
        Unit::Money,
        "Net spend of each flagged customer in the 365 days up to and including the own last order day, refunds in that span deducted, not below 0; summed.",
        "Own rule",
    ),
    define(
        "churn.months.rate",
        Unit::Share,
        "Customers active at the month's start and flagged at its end / customers active at its start; active = ordered before and not flagged. Each state uses data up to that day only. Wilson's 95 % interval.",
        "Own rule; Wilson 1927",
    ),
    define(
        "churn.recent",
        Unit::Count,
        "Newly flagged: flagged at as-of and not 30 days before, with the data of then. Returned: flagged 30 days before and ordered since.",
        "Own rule",
    ),
    define(
        "churn.storeCycleDays",
        Unit::Days,
        "The store's mean interval between buying occasions that D1 uses: the area under the Kaplan–Meier curve up to the longest interval seen, or the mean of closed intervals by option.",
        "Kaplan and Meier 1958",
    ),
    define(
        "churn.storeTailDays",
        Unit::Days,
        "The first day t with S(t) ≤ 1 − tail, S being the Kaplan–Meier curve of intervals.",
        "Kaplan and Meier 1958",
    ),
    define(
        "churn.gapShape",
        Unit::None,
        "Shape k of the gamma distribution of gaps over customers of three gaps or more: ln k − ψ(k) = Σ n (ln mean − mean ln gap) / Σ n. 1 is purchases at random, more is more regular.",
        "Maximum likelihood with each customer's mean profiled out",
    ),
];

#[cfg(test)]
mod tests;
