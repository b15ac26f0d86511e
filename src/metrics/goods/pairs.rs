//! How often two things lie in one basket.
//!
//! Only things in at least `least` baskets are counted, and of those the [`ITEMS`] most frequent: a triangle of counts, so that
//! time and memory are bounded whatever the baskets hold.

use crate::math::order::positions;
use crate::metrics::occasions::{Lists, NONE, number};

/// So many things are paired at most.
pub const ITEMS: usize = 2_000;

/// Counts of pairs.
pub struct Pairs {
    /// Things that were paired, ascending.
    pub items: Vec<u32>,
    /// Things frequent enough, also those beyond [`ITEMS`].
    pub frequent: usize,
    /// Baskets with each thing of `items`.
    pub baskets_with: Vec<u32>,
    /// Baskets that are not empty.
    pub baskets: u64,
    counts: Vec<u32>,
}

impl Pairs {
    /// Counts the pairs of things below `things` in `baskets`, each of which holds a thing once.
    #[must_use]
    pub fn new(baskets: &Lists, things: usize, least: u32) -> Self {
        let mut frequency = vec![0_u32; things];
        let mut filled = 0;
        for basket in baskets.iter() {
            filled += u64::from(!basket.is_empty());
            basket.iter().for_each(|&thing| frequency[thing as usize] += 1);
        }
        let mut items: Vec<u32> =
            (0..number(things)).filter(|&thing| frequency[thing as usize] >= least).collect();
        let frequent = items.len();
        if frequent > ITEMS {
            let often = |at: usize| frequency[items[at] as usize];
            let order = positions(frequent, &|a, b| often(b).cmp(&often(a)));
            items = order[..ITEMS].iter().map(|&at| items[at]).collect();
            items.sort_unstable();
        }
        let baskets_with = items.iter().map(|&thing| frequency[thing as usize]).collect();
        let counts = triangle(baskets, things, &items);
        Self { items, frequent, baskets_with, baskets: filled, counts }
    }

    /// Baskets with the things at two different places of `items`.
    #[must_use]
    pub fn joint(&self, a: usize, b: usize) -> u32 {
        self.counts[cell(a.min(b), a.max(b))]
    }

    /// Every pair of places with at least `least` joint baskets.
    pub fn at_least(&self, least: u32) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
        (1..self.items.len()).flat_map(move |high| {
            (0..high).filter_map(move |low| {
                let joint = self.counts[cell(low, high)];
                (joint >= least).then_some((low, high, joint))
            })
        })
    }
}

fn triangle(baskets: &Lists, things: usize, items: &[u32]) -> Vec<u32> {
    let mut place = vec![NONE; things];
    (0..).zip(items).for_each(|(at, &thing)| place[thing as usize] = at);
    let mut counts = vec![0; items.len() * items.len().saturating_sub(1) / 2];
    let mut held: Vec<usize> = Vec::new();
    for basket in baskets.iter() {
        held.clear();
        held.extend(
            basket.iter().map(|&thing| place[thing as usize]).filter(|&at| at != NONE).map(|at| at as usize),
        );
        for (at, &high) in held.iter().enumerate() {
            held[..at].iter().for_each(|&low| counts[cell(low, high)] += 1);
        }
    }
    counts
}

/// Place of a pair, `low` < `high`.
fn cell(low: usize, high: usize) -> usize {
    high * (high - 1) / 2 + low
}
