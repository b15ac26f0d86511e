//! Life-cycle stages, and whom to win back first.
//!
//! Each customer is in exactly one stage, by the first rule that holds: churned (flagged by the chosen
//! definition); dormant (silent beyond the own cycle, D1's m); new (first order within the last days, unless
//! excluded as left-truncated); else active. Potential customers, people without an order, are not in order
//! exports.
//!
//! Win-back rank, among the churned: score = former value × orders, both in the 365 days up to the own last
//! order day; ties by orders, then by key. Former value is the value at stake. With several currencies each
//! amount counts as its share of the churned customers' total in that currency.

use super::{Definition, Unit, define, real, share};
use crate::math::order::positions;
use crate::money::{Money, scaled};
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Days of activity before the last order.
const ACTIVITY_DAYS: i32 = 365;

/// Options of the life cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Days for which a customer is new.
    pub new_days: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { new_days: 30 }
    }
}

/// Where a customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// No order yet.
    Potential,
    /// First order within the last days.
    New,
    /// None of the others.
    Active,
    /// Silent beyond the own cycle.
    Dormant,
    /// Flagged by the chosen definition.
    Churned,
}

impl Stage {
    /// All stages, in the order of a life.
    pub const ALL: [Self; 5] = [Self::Potential, Self::New, Self::Active, Self::Dormant, Self::Churned];
}

/// What the stages take from churn, one place a customer.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Flagged by the chosen definition.
    pub flagged: &'a [bool],
    /// Days from the last order to as-of.
    pub silence: &'a [i32],
    /// D1's m in days; NaN where unknown.
    pub cycle: &'a [f64],
    /// Value at stake, by customer and currency.
    pub at_stake: &'a [i64],
    /// Net spend, by customer and currency.
    pub net: &'a [i64],
    /// Customers never counted as new: the left-truncated ones where they are excluded.
    pub never_new: Option<&'a [bool]>,
}

/// The report's section on the life cycle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lifecycle {
    /// Days for which a customer is new.
    pub new_days: u32,
    /// All five stages.
    pub stages: Vec<StageCount>,
    /// The churned.
    pub win_back: WinBack,
}

/// Customers in a stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StageCount {
    /// The stage.
    pub id: Stage,
    /// Customers.
    pub customers: u64,
    /// Of all customers, 0..1.
    pub share: f64,
    /// Their net sales.
    pub net_sales: Money,
}

/// Churned customers worth winning back.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WinBack {
    /// Churned customers.
    pub customers: u64,
    /// Their value at stake.
    pub former_value: Money,
    /// Share of it that the first fifth of the ranking holds, 0..1; `None` for several currencies or no value.
    pub top_fifth_share: Option<f64>,
}

/// Stage and rank of each customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stages {
    /// Index into [`Stage::ALL`].
    pub stage: Vec<u8>,
    /// Rank among the churned, 1 = first to win back; 0 for the others.
    pub win_back: Vec<u32>,
}

/// Stages of all customers, and the ranking of the churned.
#[must_use]
pub fn lifecycle(histories: &Histories, context: &Context, options: &Options) -> (Lifecycle, Stages) {
    let mut stage = Vec::with_capacity(histories.customers());
    for block in blocks(histories.customers()) {
        add_stages(histories, context, options, block, &mut stage);
    }
    let ranking = ranking(histories, context);
    let mut win_back = vec![0; stage.len()];
    (1..).zip(&ranking).for_each(|(rank, &customer)| win_back[customer as usize] = rank);
    let section = Lifecycle {
        new_days: options.new_days,
        stages: stages(histories, context, &stage),
        win_back: summary(histories, context, &ranking),
    };
    (section, Stages { stage, win_back })
}

#[inline(never)]
fn add_stages(
    histories: &Histories,
    context: &Context,
    options: &Options,
    block: Range<usize>,
    stage: &mut Vec<u8>,
) {
    stage.extend(block.map(|customer| stage_of(histories, context, options, customer) as u8));
}

fn stage_of(histories: &Histories, context: &Context, options: &Options, customer: usize) -> Stage {
    let age = i64::from(histories.as_of_day) - i64::from(histories.span(customer).0);
    if context.flagged[customer] {
        Stage::Churned
    } else if f64::from(context.silence[customer]) > context.cycle[customer] {
        Stage::Dormant
    } else if age < i64::from(options.new_days) && !context.never_new.is_some_and(|never| never[customer]) {
        Stage::New
    } else {
        Stage::Active
    }
}

fn stages(histories: &Histories, context: &Context, stage: &[u8]) -> Vec<StageCount> {
    let width = histories.width();
    let mut customers = [0_u64; 5];
    let mut net = vec![0_i64; 5 * width];
    for (&stage, amounts) in stage.iter().zip(context.net.chunks_exact(width)) {
        let stage = usize::from(stage);
        customers[stage] += 1;
        net[stage * width..].iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
    }
    let count = |id: Stage| {
        let at = id as usize;
        StageCount {
            id,
            customers: customers[at],
            share: share(customers[at], stage.len() as u64).unwrap_or(0.0),
            net_sales: histories.money(&net[at * width..(at + 1) * width]),
        }
    };
    Stage::ALL.map(count).to_vec()
}

/// A churned customer as ranked.
struct Candidate {
    score: u64,
    customer: u32,
    orders: u32,
}

/// Churned customers, the first to win back first: larger scores, then more orders, then the lower key.
fn ranking(histories: &Histories, context: &Context) -> Vec<u32> {
    let totals = former_value(histories, context);
    let churned = context.flagged.iter().filter(|&&flagged| flagged).count();
    let mut candidates = Vec::with_capacity(churned);
    for block in blocks(histories.customers()) {
        add_candidates(histories, context, &totals, block, &mut candidates);
    }
    let key = |candidate: &Candidate| histories.key_hashes[candidate.customer as usize];
    let ranked = positions(candidates.len(), &|a, b| {
        let (a, b): (&Candidate, &Candidate) = (&candidates[a], &candidates[b]);
        let by_score = b.score.cmp(&a.score).then_with(|| b.orders.cmp(&a.orders));
        by_score.then_with(|| key(a).cmp(&key(b)))
    });
    ranked.into_iter().map(|at| candidates[at].customer).collect()
}

#[inline(never)]
#[allow(clippy::cast_possible_truncation)]
fn add_candidates(
    histories: &Histories,
    context: &Context,
    totals: &[i64],
    block: Range<usize>,
    candidates: &mut Vec<Candidate>,
) {
    for customer in block.filter(|&customer| context.flagged[customer]) {
        let days = histories.orders.days(customer);
        let start = days[days.len() - 1].saturating_sub(ACTIVITY_DAYS);
        let orders = days.len() - days.partition_point(|&day| day <= start);
        let value = match &context.at_stake[customer * totals.len()..(customer + 1) * totals.len()] {
            [value] => value.unsigned_abs(),
            values => shares(values, totals),
        };
        let score = value.saturating_mul(orders as u64);
        candidates.push(Candidate { score, customer: customer as u32, orders: orders as u32 });
    }
}

/// Sum of each amount's share of its currency's total, in 1/10^12.
fn shares(values: &[i64], totals: &[i64]) -> u64 {
    let pairs = values.iter().zip(totals).filter(|(_, total)| **total > 0);
    pairs.map(|(&value, &total)| scaled(1_000_000_000_000, value, total).unsigned_abs()).sum()
}

fn former_value(histories: &Histories, context: &Context) -> Vec<i64> {
    let width = histories.width();
    let mut totals = vec![0; width];
    for (amounts, &flagged) in context.at_stake.chunks_exact(width).zip(context.flagged) {
        if flagged {
            totals.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
        }
    }
    totals
}

#[allow(clippy::cast_precision_loss)]
fn summary(histories: &Histories, context: &Context, ranking: &[u32]) -> WinBack {
    let totals = former_value(histories, context);
    let top = ranking.iter().take(ranking.len().div_ceil(5));
    let held = match totals.as_slice() {
        [total] if *total > 0 => {
            let held: i64 = top.map(|&customer| context.at_stake[customer as usize]).sum();
            Some(held as f64 / real(total.unsigned_abs()))
        }
        _ => None,
    };
    WinBack { customers: ranking.len() as u64, former_value: histories.money(&totals), top_fifth_share: held }
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "lifecycle.stages.customers",
        Unit::Count,
        "Customers in the stage, by the first rule that holds: churned = flagged by the chosen churn definition; dormant = silence longer than the own cycle (D1's m, without margin); new = first order within the last days (customers excluded as left-truncated are never new); active = the rest. Potential customers have no order yet.",
        "Own rule",
    ),
    define("lifecycle.stages.share", Unit::Share, "Customers in the stage / all customers.", "Own rule"),
    define(
        "lifecycle.stages.netSales",
        Unit::Money,
        "Net sales of the stage's customers over all their orders.",
        "Own rule",
    ),
    define(
        "lifecycle.winBack",
        Unit::None,
        "Churned customers ranked by score = former value × orders, both in the 365 days up to the own last order day; ties by orders, then by key. Top fifth share: former value of the first fifth / former value of all churned.",
        "Own rule",
    ),
];

#[cfg(test)]
mod tests;
