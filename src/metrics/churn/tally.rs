//! Counts and values of flagged customers, in one pass over everybody.

use super::definitions::{DefinitionId, Store};
use super::flags::{Flags, flagged_at};
use super::grade::Grade;
use super::{Disagreement, Graded, Judgement, Options, RECENT_DAYS, Recent};
use crate::math::intervals::wilson;
use crate::math::quantile::median;
use crate::metrics::{blocks, share};
use crate::money::Money;
use crate::tables::histories::Histories;
use std::ops::Range;

/// Pairs of definitions, by their places.
const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

/// Customers and their value at stake, by currency.
#[derive(Clone)]
struct Part {
    customers: u64,
    at_stake: Vec<i64>,
}

impl Part {
    #[inline]
    fn add(&mut self, at_stake: &[i64]) {
        self.customers += 1;
        self.at_stake.iter_mut().zip(at_stake).for_each(|(sum, amount)| *sum += amount);
    }
}

/// Sums over all customers.
pub(super) struct Tally<'a> {
    options: &'a Options,
    /// The store before the recent span, with that day.
    earlier: Option<(i32, Store)>,
    flagged: [Part; 3],
    /// Of the chosen definition.
    grades: [Part; 3],
    newly: Part,
    returned: u64,
    /// By pair: flagged by neither, by the second alone, by the first alone, by both.
    pairs: [[u64; 4]; 3],
}

impl<'a> Tally<'a> {
    pub fn new(
        histories: &Histories,
        occasions: &[u32],
        flags: &Flags,
        earlier: Option<(i32, Store)>,
        options: &'a Options,
    ) -> Self {
        let part = || Part { customers: 0, at_stake: vec![0; histories.width()] };
        let mut tally = Self {
            options,
            earlier,
            flagged: [part(), part(), part()],
            grades: [part(), part(), part()],
            newly: part(),
            returned: 0,
            pairs: [[0; 4]; 3],
        };
        for block in blocks(histories.customers()) {
            tally.block(histories, block, occasions, flags);
        }
        tally
    }

    #[inline(never)]
    fn block(&mut self, histories: &Histories, block: Range<usize>, occasions: &[u32], flags: &Flags) {
        let width = histories.width();
        for customer in block {
            let at_stake = &flags.at_stake[customer * width..(customer + 1) * width];
            let flagged = [0, 1, 2].map(|at| flags.flagged[at][customer]);
            for at in (0..3).filter(|&at| flagged[at]) {
                self.flagged[at].add(at_stake);
            }
            self.count_pairs(flagged, [0, 1, 2].map(|at: usize| !flags.limit[at][customer].is_nan()));
            let chosen = self.options.definition.index();
            if let Some(grade) = usize::from(flags.grade[chosen][customer]).checked_sub(1) {
                self.grades[grade].add(at_stake);
            }
            let days = histories.orders.days(customer);
            self.count_recent(days, occasions[customer], flags.silence[customer], flagged[chosen], at_stake);
        }
    }

    #[inline]
    fn count_pairs(&mut self, flagged: [bool; 3], judged: [bool; 3]) {
        for (counts, (a, b)) in self.pairs.iter_mut().zip(PAIRS) {
            let place = 2 * usize::from(flagged[a]) + usize::from(flagged[b]);
            counts[place] += u64::from(judged[a] && judged[b]);
        }
    }

    /// Compares now with the day before the recent span; only a flag or a recent order can make a difference.
    #[inline]
    fn count_recent(&mut self, days: &[i32], occasions: u32, silence: i32, flagged: bool, at_stake: &[i64]) {
        let ordered = silence < RECENT_DAYS;
        if !flagged && !ordered {
            return;
        }
        let before =
            self.earlier.is_some_and(|(day, store)| flagged_at(days, occasions, day, &store, self.options));
        self.returned += u64::from(before && ordered);
        if flagged && !before {
            self.newly.add(at_stake);
        }
    }

    pub fn judgements(&self, histories: &Histories, flags: &Flags) -> Vec<Judgement> {
        let judgement = |id: DefinitionId| {
            let mut limits = flags.limit[id.index()].clone();
            limits.retain(|limit| !limit.is_nan());
            let (customers, part) = (limits.len() as u64, &self.flagged[id.index()]);
            let interval = wilson(part.customers, customers);
            Judgement {
                id,
                flagged: part.customers,
                share: share(part.customers, customers),
                low: interval.map(|interval| interval.low),
                high: interval.map(|interval| interval.high),
                customers,
                value_at_stake: histories.money(&part.at_stake),
                median_limit_days: median(&mut limits),
            }
        };
        DefinitionId::ALL.map(judgement).to_vec()
    }

    pub fn disagreement(&self) -> Vec<Disagreement> {
        let pair = |((a, b), [neither, only_b, only_a, both]): ((usize, usize), [u64; 4])| {
            let ids = DefinitionId::ALL;
            Disagreement { a: ids[a], b: ids[b], both, only_a, only_b, neither }
        };
        PAIRS.into_iter().zip(self.pairs).map(pair).collect()
    }

    pub fn grades(&self, histories: &Histories) -> Vec<Graded> {
        let graded = |(grade, part): (Grade, &Part)| Graded {
            grade,
            customers: part.customers,
            value_at_stake: histories.money(&part.at_stake),
        };
        Grade::ALL.into_iter().zip(&self.grades).map(graded).collect()
    }

    pub fn value_at_stake(&self, histories: &Histories, definition: DefinitionId) -> Money {
        histories.money(&self.flagged[definition.index()].at_stake)
    }

    pub fn recent(&self, histories: &Histories) -> Recent {
        Recent {
            days: RECENT_DAYS,
            newly_flagged: self.newly.customers,
            newly_at_stake: histories.money(&self.newly.at_stake),
            returned: self.returned,
        }
    }
}
