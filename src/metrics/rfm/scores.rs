//! Values and scores of every customer.

use super::segments::{self, OUTSIDE, PROSPECT};
use super::{Edges, Frequency, Limits, Map, Method, MonetaryEdges, Options, Split};
use crate::math::quantile::quantile;
use crate::math::rank::{self, Cuts};
use crate::metrics::spend;
use crate::money::{Money, SCALE};
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use std::borrow::Cow;
use std::ops::Range;

/// Lowest frequencies of the fixed bins 2, 3–4, 5–9 and 10+, less one.
const FIXED: Cuts<i64> = [1, 2, 4, 9];

/// One place a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
    /// Recency score, 1..=5; 0 outside the window.
    pub r: Vec<u8>,
    /// Frequency score, 1..=5; 0 outside the window.
    pub f: Vec<u8>,
    /// Monetary score, 1..=5; 0 outside the window.
    pub m: Vec<u8>,
    /// Days from the last order to as-of, also outside the window.
    pub recency: Vec<i32>,
    /// Orders, or days with an order, in the window.
    pub frequency: Vec<u32>,
    /// Net spend in the window in 1/10,000: `monetary[customer × currencies + currency]`.
    pub monetary: Vec<i64>,
    /// Segment as an index into the map's ids, [`OUTSIDE`] outside the window.
    pub segment: Vec<u8>,
    /// The currency M is scored in: that of most orders in the window; empty with one currency.
    pub(super) main: Vec<u8>,
}

impl Scores {
    /// Recency, frequency and monetary values, not yet scored.
    pub(super) fn measured(histories: &Histories, options: &Options) -> Self {
        let customers = histories.customers();
        let after = window_start(histories, options);
        Self {
            r: vec![0; customers],
            f: vec![0; customers],
            m: vec![0; customers],
            recency: (0..customers).map(|c| histories.as_of_day - histories.span(c).1).collect(),
            frequency: frequencies(histories, after, options.frequency),
            monetary: spend::net(histories, after),
            segment: vec![OUTSIDE; customers],
            main: main_currencies(histories, after),
        }
    }

    /// The id of a customer's segment, "prospect" outside the window.
    #[must_use]
    pub fn segment_id(&self, map: Map, customer: usize) -> &'static str {
        segments::ids(map).get(usize::from(self.segment[customer])).copied().unwrap_or(PROSPECT)
    }

    /// The currency a customer's M is scored in.
    pub(super) fn currency(&self, customer: usize) -> usize {
        self.main.get(customer).map_or(0, |&currency| usize::from(currency))
    }

    /// Customers with an order in the window.
    fn inside(&self) -> Vec<u32> {
        let mut inside = Vec::with_capacity(self.frequency.len());
        inside.extend((0_u32..).zip(&self.frequency).filter(|(_, f)| **f > 0).map(|(customer, _)| customer));
        inside
    }

    /// Those of them whose M is in one currency.
    fn spending_in<'a>(&self, inside: &'a [u32], currency: usize) -> Cow<'a, [u32]> {
        if self.main.is_empty() {
            return Cow::Borrowed(inside);
        }
        inside.iter().copied().filter(|&c| self.currency(c as usize) == currency).collect()
    }
}

/// The last day before the window; `None` without one.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn window_start(histories: &Histories, options: &Options) -> Option<i32> {
    let days = i64::from(options.window_days?);
    Some((i64::from(histories.as_of_day) - days).max(i64::from(i32::MIN)) as i32)
}

/// The days of a customer's orders in the window.
#[inline]
pub(super) fn days_in_window(histories: &Histories, customer: usize, after: Option<i32>) -> &[i32] {
    let days = histories.orders.days(customer);
    match after {
        None => days,
        Some(start) => &days[days.partition_point(|&day| day <= start)..],
    }
}

#[allow(clippy::cast_possible_truncation)]
fn frequencies(histories: &Histories, after: Option<i32>, frequency: Frequency) -> Vec<u32> {
    let count = |days: &[i32]| match frequency {
        Frequency::Orders => days.len() as u32,
        Frequency::Days => days.chunk_by(|a, b| a == b).count() as u32,
    };
    (0..histories.customers()).map(|c| count(days_in_window(histories, c, after))).collect()
}

/// Each customer's currency of most orders, ties by code.
#[allow(clippy::cast_possible_truncation)]
fn main_currencies(histories: &Histories, after: Option<i32>) -> Vec<u8> {
    let width = histories.width();
    if width == 1 {
        return Vec::new();
    }
    let mut counts = vec![0_u32; width];
    let main = |customer: usize| {
        counts.fill(0);
        let range = histories.orders.range(customer);
        let inside = days_in_window(histories, customer, after).len();
        (range.end - inside..range.end).for_each(|at| counts[histories.orders.currency(at)] += 1);
        let rank = |&c: &usize| (counts[c], std::cmp::Reverse(histories.currencies[c]));
        (0..width).max_by_key(rank).unwrap_or(0) as u8
    };
    (0..histories.customers()).map(main).collect()
}

/// Scores all customers in the window and gives the edges.
pub(super) fn score(
    scores: &mut Scores,
    histories: &Histories,
    key_ranks: Option<&[u32]>,
    method: Method,
) -> Edges {
    let key = |customer: usize| {
        key_ranks.map_or_else(|| histories.key_hashes[customer], |ranks| u64::from(ranks[customer]))
    };
    let inside = scores.inside();
    let recency = score_recency(scores, &inside, method, &key);
    let frequencies = &scores.frequency;
    let frequency = Values { customers: &inside, of: |customer| i64::from(frequencies[customer]) };
    let scale = if method == Method::Fixed { Scale::Cuts(FIXED) } else { frequency.rising(method, &key) };
    let frequency = frequency.apply(&scale, &mut scores.f);
    let mut monetary = Vec::new();
    for currency in 0..histories.width() {
        let spending = scores.spending_in(&inside, currency);
        let amounts = &scores.monetary;
        let spending =
            Values { customers: &spending, of: |customer| amounts[customer * histories.width() + currency] };
        let edges = spending.apply(&spending.rising(method, &key), &mut scores.m);
        monetary.push(edges.map(|edge| edge.map(|edge| edge / real(SCALE))));
    }
    Edges { recency, frequency, monetary: monetary_edges(histories, &monetary) }
}

/// Smaller is better: quantiles count from the other side, the other methods score the negated days.
fn score_recency(
    scores: &mut Scores,
    inside: &[u32],
    method: Method,
    key: &dyn Fn(usize) -> u64,
) -> [Option<f64>; 4] {
    let days = &scores.recency;
    if method == Method::Quantile {
        let recency = Values { customers: inside, of: |customer| i64::from(days[customer]) };
        return recency.apply(&recency.falling(), &mut scores.r);
    }
    let recency = Values { customers: inside, of: |customer| -i64::from(days[customer]) };
    let edges = recency.apply(&recency.rising(method, key), &mut scores.r);
    edges.map(|edge| edge.map(|edge| 0.0 - edge))
}

fn monetary_edges(histories: &Histories, edges: &[[Option<f64>; 4]]) -> MonetaryEdges {
    match edges {
        [only] => MonetaryEdges::Single(*only),
        _ => {
            let codes = histories.currencies.iter().map(|currency| currency.code().to_owned());
            MonetaryEdges::ByCurrency(codes.zip(edges.iter().copied()).collect())
        }
    }
}

/// How one value becomes a score.
enum Scale<'a> {
    /// Greatest values that miss 2, 3, 4, 5.
    Cuts(Cuts<i64>),
    /// The same of values made different by their keys.
    Keyed(Cuts<(i64, u64)>, &'a dyn Fn(usize) -> u64),
    /// Score 1 + edges strictly below.
    Rising([f64; 4]),
    /// Score 5 − edges strictly below.
    Falling([f64; 4]),
    /// Nobody to score.
    Nobody,
}

impl Scale<'_> {
    #[inline]
    fn score(&self, customer: usize, value: i64) -> u8 {
        match self {
            Self::Cuts(cuts) => rank::score(value, cuts),
            Self::Keyed(cuts, key) => rank::score((value, key(customer)), cuts),
            Self::Rising(edges) => rank::score(real(value), edges),
            Self::Falling(edges) => 6 - rank::score(real(value), edges),
            Self::Nobody => 0,
        }
    }
}

/// A number of each of some customers.
struct Values<'a, F> {
    customers: &'a [u32],
    of: F,
}

impl<F: Fn(usize) -> i64> Values<'_, F> {
    fn iter(&self) -> impl Iterator<Item = i64> + Clone {
        self.customers.iter().map(|&customer| (self.of)(customer as usize))
    }

    /// A scale on which larger is better.
    fn rising<'k>(&self, method: Method, key: &'k dyn Fn(usize) -> u64) -> Scale<'k> {
        match method {
            Method::Share | Method::Fixed => rank::share_cuts(self.iter()).map_or(Scale::Nobody, Scale::Cuts),
            Method::Ntile => {
                let keys = self.customers.iter().map(|&customer| key(customer as usize));
                let mut keyed: Vec<_> = self.iter().zip(keys).collect();
                rank::tile_cuts(&mut keyed).map_or(Scale::Nobody, |cuts| Scale::Keyed(cuts, key))
            }
            Method::Quantile => type_7(self.iter()).map_or(Scale::Nobody, Scale::Rising),
        }
    }

    /// A quantile scale on which smaller is better.
    fn falling<'k>(&self) -> Scale<'k> {
        type_7(self.iter()).map_or(Scale::Nobody, Scale::Falling)
    }

    /// Writes the scores and gives the edges: the quantiles, or the lowest value of each score 2..=5.
    fn apply(&self, scale: &Scale, scores: &mut [u8]) -> [Option<f64>; 4] {
        let mut lowest = [None; 6];
        for block in blocks(self.customers.len()) {
            self.apply_block(scale, block, scores, &mut lowest);
        }
        match scale {
            Scale::Rising(edges) | Scale::Falling(edges) => edges.map(Some),
            _ => [2, 3, 4, 5].map(|score: usize| lowest[score].map(real)),
        }
    }

    #[inline(never)]
    fn apply_block(
        &self,
        scale: &Scale,
        block: Range<usize>,
        scores: &mut [u8],
        lowest: &mut [Option<i64>; 6],
    ) {
        for &customer in &self.customers[block] {
            let value = (self.of)(customer as usize);
            let score = scale.score(customer as usize, value);
            scores[customer as usize] = score;
            let low = &mut lowest[usize::from(score)];
            if low.is_none_or(|low| value < low) {
                *low = Some(value);
            }
        }
    }
}

fn type_7(values: impl Iterator<Item = i64>) -> Option<[f64; 4]> {
    let mut values: Vec<i64> = values.collect();
    let mut edge = |k| quantile(&mut values, k, 5);
    Some([edge(1)?, edge(2)?, edge(3)?, edge(4)?])
}

#[allow(clippy::cast_precision_loss)]
fn real(value: i64) -> f64 {
    value as f64
}

/// Fills in the segments of `eight` and gives its limits.
pub(super) fn split(scores: &mut Scores, histories: &Histories, split: Split) -> Limits {
    let inside = scores.inside();
    let width = histories.width();
    let limit = |customers: &[u32], value: &dyn Fn(usize) -> i64| {
        Limit::new(customers.iter().map(|&customer| value(customer as usize)), split)
    };
    let recency = limit(&inside, &|customer| i64::from(scores.recency[customer]));
    let frequency = limit(&inside, &|customer| i64::from(scores.frequency[customer]));
    let in_currency = |currency| {
        let spending = scores.spending_in(&inside, currency);
        limit(&spending, &|customer| scores.monetary[customer * width + currency])
    };
    let monetary: Vec<_> = (0..width).map(in_currency).collect();
    for customer in inside.iter().map(|&customer| customer as usize) {
        let currency = scores.currency(customer);
        scores.segment[customer] = segments::of_levels(
            recency.above(i64::from(scores.recency[customer])),
            frequency.below(i64::from(scores.frequency[customer])),
            monetary[currency].below(scores.monetary[customer * width + currency]),
        );
    }
    let amounts = monetary.iter().map(|limit| limit.value() / SCALE as f64).collect();
    Limits {
        recency: recency.value(),
        frequency: frequency.value(),
        monetary: Money::in_major_units(&histories.currencies, amounts),
    }
}

/// A mean or median, kept as a fraction so that comparisons are exact.
struct Limit {
    numerator: i128,
    denominator: i128,
}

impl Limit {
    fn new(values: impl Iterator<Item = i64>, split: Split) -> Self {
        let mut values: Vec<i64> = values.collect();
        match split {
            Split::Mean => {
                let total = values.iter().map(|&v| i128::from(v)).sum();
                Self { numerator: total, denominator: (values.len() as i128).max(1) }
            }
            Split::Median => Self { numerator: doubled_median(&mut values), denominator: 2 },
        }
    }

    fn below(&self, value: i64) -> bool {
        i128::from(value) * self.denominator > self.numerator
    }

    fn above(&self, value: i64) -> bool {
        i128::from(value) * self.denominator < self.numerator
    }

    #[allow(clippy::cast_precision_loss)]
    fn value(&self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// Twice the median, 0 for no values.
fn doubled_median(values: &mut [i64]) -> i128 {
    let Some(last) = values.len().checked_sub(1) else { return 0 };
    let (_, &mut low, rest) = values.select_nth_unstable(last / 2);
    let high = if last % 2 == 0 { low } else { rest.iter().copied().min().unwrap_or(low) };
    i128::from(low) + i128::from(high)
}
