//! The store's intervals as they stood at each of several days, in one pass over all orders.
//!
//! At a day t an interval is known as far as data up to t show it: closed if its next occasion is at or before
//! t, else open since its start. Counting closed ones by the first cut at or after their closing, once by length
//! and once by start, gives every cut's histograms by running sums.

use super::Options;
use super::definitions::Store;
use super::regularity::{self, Regularity};
use crate::metrics::gaps::days_between;
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use std::ops::Range;

/// Counts by cut.
#[derive(Debug)]
pub(super) struct Evidence {
    first_day: i32,
    /// Ascending; the last one is as-of.
    cuts: Vec<i32>,
    /// Days from first to as-of, both included.
    span: usize,
    /// Last occasions of customers by day: their intervals never close.
    never: Vec<u32>,
    /// `[cut × span + length]`: closed after the cut before and up to this one.
    closed: Vec<u32>,
    /// The same by day of start.
    ended: Vec<u32>,
    /// What D2 needs of customers of three gaps or more, as each cut adds to it.
    regularity: Vec<Regularity>,
}

impl Evidence {
    /// Counts all intervals. `cuts` ascend and end with as-of. What D2 needs is counted at every cut only if
    /// `regular_at_cuts`, else at as-of alone.
    pub fn new(histories: &Histories, occasions: &[u32], cuts: Vec<i32>, regular_at_cuts: bool) -> Self {
        let first_day = histories.first_day;
        let span = days_between(first_day, histories.as_of_day) + 1;
        let cut_of = cut_by_day(first_day, span, &cuts);
        let count = cuts.len();
        let mut evidence = Self {
            first_day,
            cuts,
            span,
            never: vec![0; span],
            closed: vec![0; span * count],
            ended: vec![0; span * count],
            regularity: Vec::new(),
        };
        let rows: Vec<usize> = cut_of.iter().map(|&cut| cut as usize * span).collect();
        for block in blocks(histories.customers()) {
            evidence.block(histories, block, &rows);
        }
        evidence.regularity = if regular_at_cuts {
            regularity::by_cut(histories, count, &cut_of)
        } else {
            let mut sums = vec![Regularity::default(); count - 1];
            sums.push(regularity::at_end(histories, occasions, &evidence.all_closed()));
            sums
        };
        evidence
    }

    #[inline(never)]
    fn block(&mut self, histories: &Histories, block: Range<usize>, rows: &[usize]) {
        for customer in block {
            let days = histories.orders.days(customer);
            let mut last = days_between(self.first_day, days[0]);
            for &day in &days[1..] {
                let day = days_between(self.first_day, day);
                if day != last {
                    self.closed[rows[day] + day - last] += 1;
                    self.ended[rows[day] + last] += 1;
                    last = day;
                }
            }
            self.never[last] += 1;
        }
    }

    /// The store's numbers at each cut.
    pub fn stores(&self, options: &Options) -> Vec<Store> {
        let starts = self.starts();
        let mut closed = vec![0_u64; self.span];
        let mut open_since = vec![0_u64; self.span];
        let mut regularity = Regularity::default();
        let mut from = 0;
        let mut store_at = |(cut, &day): (usize, &i32)| {
            let until = days_between(self.first_day, day) + 1;
            let part = cut * self.span..(cut + 1) * self.span;
            open_since[from..until].copy_from_slice(&starts[from..until]);
            from = until;
            closed.iter_mut().zip(&self.closed[part.clone()]).for_each(|(sum, &n)| *sum += u64::from(n));
            open_since.iter_mut().zip(&self.ended[part]).for_each(|(sum, &n)| *sum -= u64::from(n));
            regularity.add(self.regularity[cut]);
            let open: Vec<u64> = open_since[..until].iter().rev().copied().collect();
            Store::new(&closed[..until], &open, regularity.shape(), options)
        };
        self.cuts.iter().enumerate().map(&mut store_at).collect()
    }

    /// Closed intervals at as-of by length.
    fn all_closed(&self) -> Vec<u64> {
        let mut all = vec![0; self.span];
        for closed in self.closed.chunks_exact(self.span) {
            all.iter_mut().zip(closed).for_each(|(sum, &count)| *sum += u64::from(count));
        }
        all
    }

    /// Occasions by day: each opens an interval, which ends or never does.
    fn starts(&self) -> Vec<u64> {
        let mut starts: Vec<u64> = self.never.iter().map(|&count| u64::from(count)).collect();
        for ended in self.ended.chunks_exact(self.span) {
            starts.iter_mut().zip(ended).for_each(|(sum, &count)| *sum += u64::from(count));
        }
        starts
    }
}

/// The first cut at or after each day of the span.
#[allow(clippy::cast_possible_truncation)]
fn cut_by_day(first_day: i32, span: usize, cuts: &[i32]) -> Vec<u32> {
    let mut by_day = Vec::with_capacity(span);
    for (cut, &day) in cuts.iter().enumerate() {
        by_day.resize((days_between(first_day, day) + 1).min(span), cut as u32);
    }
    by_day
}
