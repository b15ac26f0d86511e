//! What the definitions say of each customer.

use super::Options;
use super::definitions::{DefinitionId, Own, Store};
use super::grade::grade;
use crate::metrics::spend;
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use std::ops::Range;
use std::sync::Arc;

/// Days of spend that are at stake.
const VALUE_DAYS: i32 = 365;

/// One place a customer; arrays of three by [`DefinitionId::ALL`].
#[derive(Clone, Debug)]
pub struct Flags {
    /// Limit in days; NaN where the definition cannot judge.
    pub limit: [Vec<f64>; 3],
    /// Whether the silence exceeds the limit.
    pub flagged: [Vec<bool>; 3],
    /// 0 not flagged, 1 low, 2 medium, 3 high.
    pub grade: [Vec<u8>; 3],
    /// Days from the last order to as-of.
    pub silence: Vec<i32>,
    /// Value at stake in 1/10,000: `at_stake[customer × currencies + currency]`, flagged or not.
    pub at_stake: Arc<Vec<i64>>,
    /// D1's m in days; NaN where it is unknown.
    pub cycle: Vec<f64>,
}

impl Flags {
    /// Judges every customer with the store's numbers at as-of.
    pub(super) fn new(
        histories: &Histories,
        occasions: &[u32],
        m_scores: &[u8],
        at_stake: &Arc<Vec<i64>>,
        store: &Store,
        options: &Options,
    ) -> Self {
        let mut flags = Self::empty(histories.customers(), Arc::clone(at_stake));
        for block in blocks(histories.customers()) {
            flags.judge_block(histories, block, occasions, m_scores, store, options);
        }
        flags
    }

    fn empty(customers: usize, at_stake: Arc<Vec<i64>>) -> Self {
        let column = || Vec::with_capacity(customers);
        Self {
            limit: [column(), column(), column()],
            flagged: std::array::from_fn(|_| Vec::with_capacity(customers)),
            grade: std::array::from_fn(|_| Vec::with_capacity(customers)),
            silence: Vec::with_capacity(customers),
            at_stake,
            cycle: column(),
        }
    }

    #[inline(never)]
    fn judge_block(
        &mut self,
        histories: &Histories,
        block: Range<usize>,
        occasions: &[u32],
        m_scores: &[u8],
        store: &Store,
        options: &Options,
    ) {
        for customer in block {
            let (first, last) = histories.span(customer);
            let own = Own { gaps: occasions[customer] - 1, days: last - first };
            let silence = histories.as_of_day - last;
            self.silence.push(silence);
            self.cycle.push(store.cycle_of(own));
            self.judge(
                silence,
                DefinitionId::ALL.map(|id| store.limit(id, own, options)),
                m_scores[customer],
            );
        }
    }

    #[inline]
    fn judge(&mut self, silence: i32, limits: [f64; 3], m_score: u8) {
        let flagged = limits.map(|limit| f64::from(silence) > limit);
        let definitions = flagged.iter().map(|&flagged| u8::from(flagged)).sum();
        for (at, &limit) in limits.iter().enumerate() {
            let code = if flagged[at] { grade(definitions, silence, limit, m_score).code() } else { 0 };
            self.limit[at].push(limit);
            self.flagged[at].push(flagged[at]);
            self.grade[at].push(code);
        }
    }
}

/// Net spend of each customer in the year up to the last order day, not below 0.
pub(super) fn at_stake(histories: &Histories) -> Vec<i64> {
    let mut amounts = vec![0; histories.customers() * histories.width()];
    for block in blocks(histories.customers()) {
        add_at_stake(histories, block, &mut amounts);
    }
    amounts
}

#[inline(never)]
fn add_at_stake(histories: &Histories, block: Range<usize>, amounts: &mut [i64]) {
    let width = histories.width();
    let places = amounts[block.start * width..block.end * width].chunks_exact_mut(width);
    for (customer, amounts) in block.zip(places) {
        let last = histories.span(customer).1;
        let from = last.saturating_sub(VALUE_DAYS - 1);
        spend::add_between(histories, customer, from, last, amounts);
        amounts.iter_mut().for_each(|amount| *amount = (*amount).max(0));
    }
}

/// Whether the chosen definition flagged a customer at an earlier day, with the orders and store of then.
#[inline]
pub(super) fn flagged_at(days: &[i32], occasions: u32, day: i32, store: &Store, options: &Options) -> bool {
    let (mut end, mut later) = (days.len(), 0);
    while end > 0 && days[end - 1] > day {
        later += u32::from(end == days.len() || days[end] != days[end - 1]);
        end -= 1;
    }
    if end == 0 {
        return false;
    }
    let (first, last) = (days[0], days[end - 1]);
    let own = Own { gaps: occasions - later - 1, days: last - first };
    f64::from(day - last) > store.limit(options.definition, own, options)
}
