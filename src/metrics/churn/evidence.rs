//! The store's intervals as they stood at each of several days, in one pass over all orders.
//!
//! At a day t an interval is known as far as data up to t show it: closed if its next occasion is at or before
//! t, else open since its start. Counting closed ones by the first cut at or after their closing, once by length
//! and once by start, gives every cut's histograms by running sums.

use super::Options;
use super::definitions::{LOG_SCALE, OWN_TAIL, Regularity, Store};
use crate::metrics::gaps::days_between;
use crate::tables::histories::Histories;

/// Counts by cut.
pub(super) struct Evidence<'a> {
    first_day: i32,
    /// Ascending; the last one is as-of.
    cuts: &'a [i32],
    /// Days from first to as-of, both included.
    span: usize,
    /// Occasions by day.
    starts: Vec<u32>,
    /// `[cut × span + length]`: closed after the cut before and up to this one.
    closed: Vec<u32>,
    /// The same by day of start.
    ended: Vec<u32>,
    /// What customers of three gaps or more added by each cut.
    regularity: Vec<Regularity>,
}

impl<'a> Evidence<'a> {
    /// Counts all intervals. `cuts` ascend and end with as-of.
    pub fn new(histories: &Histories, cuts: &'a [i32]) -> Self {
        let first_day = histories.first_day;
        let span = days_between(first_day, histories.as_of_day) + 1;
        let mut evidence = Self {
            first_day,
            cuts,
            span,
            starts: vec![0; span],
            closed: vec![0; span * cuts.len()],
            ended: vec![0; span * cuts.len()],
            regularity: vec![Regularity::default(); cuts.len()],
        };
        let (cut_of, logs) = (cut_by_day(first_day, span, cuts), logarithms(span));
        for customer in 0..histories.customers() {
            evidence.add(histories.orders.days(customer), &cut_of, &logs);
        }
        evidence
    }

    fn add(&mut self, days: &[i32], cut_of: &[u32], logs: &[i64]) {
        let first = days_between(self.first_day, days[0]);
        let (mut last, mut gaps, mut log_sum) = (first, 0_u32, 0_i64);
        let mut cut = cut_of[first] as usize;
        let mut counted = Regularity::default();
        self.starts[first] += 1;
        for &day in &days[1..] {
            let day = days_between(self.first_day, day);
            if day == last {
                continue;
            }
            let closing = cut_of[day] as usize;
            if closing != cut {
                counted = self.count_regularity(cut, counted, gaps, last - first, log_sum, logs);
                cut = closing;
            }
            self.starts[day] += 1;
            self.closed[closing * self.span + day - last] += 1;
            self.ended[closing * self.span + last] += 1;
            log_sum += logs[day - last];
            gaps += 1;
            last = day;
        }
        self.count_regularity(cut, counted, gaps, last - first, log_sum, logs);
    }

    /// Adds to a cut what a customer's gaps up to it say beyond what was counted at earlier cuts.
    #[inline]
    fn count_regularity(
        &mut self,
        cut: usize,
        counted: Regularity,
        gaps: u32,
        days: usize,
        log_sum: i64,
        logs: &[i64],
    ) -> Regularity {
        if gaps < OWN_TAIL {
            return counted;
        }
        let n = i64::from(gaps);
        let spread = i128::from(n * (logs[days] - logs[gaps as usize]) - log_sum);
        let now = Regularity { gaps: n, spread };
        self.regularity[cut].add(now.less(counted));
        now
    }

    /// The store's numbers at each cut.
    pub fn stores(&self, options: &Options) -> Vec<Store> {
        let mut closed = vec![0_u64; self.span];
        let mut open_since = vec![0_u64; self.span];
        let mut regularity = Regularity::default();
        let mut from = 0;
        let mut store_at = |(cut, &day): (usize, &i32)| {
            let until = days_between(self.first_day, day) + 1;
            let part = cut * self.span..(cut + 1) * self.span;
            let started = open_since[from..until].iter_mut().zip(&self.starts[from..until]);
            started.for_each(|(open, &starts)| *open += u64::from(starts));
            from = until;
            closed.iter_mut().zip(&self.closed[part.clone()]).for_each(|(sum, &n)| *sum += u64::from(n));
            open_since.iter_mut().zip(&self.ended[part]).for_each(|(sum, &n)| *sum -= u64::from(n));
            regularity.add(self.regularity[cut]);
            let open: Vec<u64> = open_since[..until].iter().rev().copied().collect();
            Store::new(&closed[..until], &open, regularity, options)
        };
        self.cuts.iter().enumerate().map(&mut store_at).collect()
    }
}

/// The first cut at or after each day of the span.
#[allow(clippy::cast_possible_truncation)]
fn cut_by_day(first_day: i32, span: usize, cuts: &[i32]) -> Vec<u32> {
    let mut cut = 0;
    let mut by_day = Vec::with_capacity(span);
    for day in (0..span).map(|offset| i64::from(first_day) + offset as i64) {
        while i64::from(cuts[cut]) < day {
            cut += 1;
        }
        by_day.push(cut as u32);
    }
    by_day
}

/// ln d for d = 0..span in 1/[`LOG_SCALE`]; 0 for d = 0.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn logarithms(span: usize) -> Vec<i64> {
    (0..span).map(|day| (libm::log(day.max(1) as f64) * LOG_SCALE + 0.5) as i64).collect()
}
