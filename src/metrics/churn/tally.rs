//! Counts and values of flagged customers, in one pass over everybody.

use super::definitions::{DefinitionId, Store};
use super::flags::{Flags, flagged_at};
use super::grade::Grade;
use super::{Disagreement, Graded, Judgement, Options, RECENT_DAYS, Recent};
use crate::math::intervals::wilson;
use crate::math::quantile::median;
use crate::metrics::share;
use crate::money::Money;
use crate::tables::blocks::blocks;
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

/// What the definitions say of a customer, as a place in [`Tally::kinds`].
#[derive(Clone, Copy)]
struct Kind(usize);

impl Kind {
    /// Flags of three definitions, judgements of the two that may not be able to, grade of the chosen one.
    const COUNT: usize = 8 * 4 * 4;

    #[inline]
    fn new(flagged: [bool; 3], judged: [bool; 2], grade: u8) -> Self {
        let bits = [flagged[0], flagged[1], flagged[2], judged[0], judged[1]];
        let place = bits.iter().fold(0, |place, &bit| 2 * place + usize::from(bit));
        Self(4 * place + usize::from(grade))
    }

    fn flagged(self, definition: usize) -> bool {
        self.0 >> (6 - definition) & 1 == 1
    }

    fn judged(self, definition: usize) -> bool {
        definition == 2 || self.0 >> (3 - definition) & 1 == 1
    }

    fn grade(self) -> usize {
        self.0 & 3
    }
}

/// Sums over all customers.
pub(super) struct Tally<'a> {
    options: &'a Options,
    /// The store before the recent span, with that day.
    earlier: Option<(i32, Store)>,
    kinds: Vec<Part>,
    newly: Part,
    returned: u64,
}

impl<'a> Tally<'a> {
    pub fn new(
        histories: &Histories,
        occasions: &[u32],
        flags: &Flags,
        earlier: Option<(i32, Store)>,
        options: &'a Options,
    ) -> Self {
        let part = Part { customers: 0, at_stake: vec![0; histories.width()] };
        let kinds = vec![part.clone(); Kind::COUNT];
        let mut tally = Self { options, earlier, kinds, newly: part, returned: 0 };
        for block in blocks(histories.customers()) {
            tally.block(histories, block, occasions, flags);
        }
        tally
    }

    #[inline(never)]
    fn block(&mut self, histories: &Histories, block: Range<usize>, occasions: &[u32], flags: &Flags) {
        let width = histories.width();
        let chosen = self.options.definition.index();
        for customer in block {
            let at_stake = &flags.at_stake[customer * width..(customer + 1) * width];
            let flagged = [0, 1, 2].map(|at| flags.flagged[at][customer]);
            let judged = [0, 1].map(|at: usize| !flags.limit[at][customer].is_nan());
            let kind = Kind::new(flagged, judged, flags.grade[chosen][customer]);
            self.kinds[kind.0].add(at_stake);
            let ordered = flags.silence[customer] < RECENT_DAYS;
            if flagged[chosen] || ordered {
                let before = self.was_flagged(histories.orders.days(customer), occasions[customer]);
                self.returned += u64::from(before && ordered);
                if flagged[chosen] && !before {
                    self.newly.add(at_stake);
                }
            }
        }
    }

    /// Whether the chosen definition flagged a customer before the recent span.
    #[inline]
    fn was_flagged(&self, days: &[i32], occasions: u32) -> bool {
        let Some((day, store)) = &self.earlier else { return false };
        flagged_at(days, occasions, *day, store, self.options)
    }

    /// Sum over the kinds that count.
    fn part(&self, counts: impl Fn(Kind) -> bool) -> Part {
        let mut sum = Part { customers: 0, at_stake: vec![0; self.newly.at_stake.len()] };
        for (_, part) in self.kinds.iter().enumerate().filter(|(place, _)| counts(Kind(*place))) {
            sum.customers += part.customers;
            sum.at_stake.iter_mut().zip(&part.at_stake).for_each(|(sum, amount)| *sum += amount);
        }
        sum
    }

    pub fn judgements(&self, histories: &Histories, flags: &Flags) -> Vec<Judgement> {
        let judgement = |id: DefinitionId| {
            let mut limits = flags.limit[id.index()].clone();
            limits.retain(|limit| !limit.is_nan());
            let (customers, part) = (limits.len() as u64, self.part(|kind| kind.flagged(id.index())));
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
        let pair = |(a, b)| {
            let count = |in_a, in_b| {
                let judged = |kind: Kind| kind.judged(a) && kind.judged(b);
                self.part(|kind| judged(kind) && kind.flagged(a) == in_a && kind.flagged(b) == in_b).customers
            };
            Disagreement {
                a: DefinitionId::ALL[a],
                b: DefinitionId::ALL[b],
                both: count(true, true),
                only_a: count(true, false),
                only_b: count(false, true),
                neither: count(false, false),
            }
        };
        PAIRS.into_iter().map(pair).collect()
    }

    pub fn grades(&self, histories: &Histories) -> Vec<Graded> {
        let graded = |grade: Grade| {
            let part = self.part(|kind| kind.grade() == usize::from(grade.code()));
            Graded { grade, customers: part.customers, value_at_stake: histories.money(&part.at_stake) }
        };
        Grade::ALL.map(graded).to_vec()
    }

    pub fn value_at_stake(&self, histories: &Histories, definition: DefinitionId) -> Money {
        histories.money(&self.part(|kind| kind.flagged(definition.index())).at_stake)
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
