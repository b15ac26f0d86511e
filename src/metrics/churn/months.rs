//! Churn by month: who was active at its start and flagged at its end, with data only up to each end.
//!
//! Between two occasions of a customer only the silence grows. So a customer is a few stretches of month ends,
//! active from one occasion until a silence passes the limit, and most occasions come before it can.

use super::Options;
use super::definitions::{DefinitionId, Own, Store};
use crate::metrics::blocks;
use crate::metrics::period::Calendar;
use crate::tables::histories::Histories;
use std::ops::Range;

/// Month ends that are looked back on.
pub(super) struct Ends<'a> {
    /// Calendar months from the first to the as-of day.
    pub calendar: &'a Calendar,
    /// First month used.
    pub base: usize,
    /// Last days of the months from `base` on that have ended at as-of.
    pub days: &'a [i32],
    /// The store at each.
    pub stores: &'a [Store],
}

/// Customers at each month's end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Not flagged.
    pub active: Vec<u64>,
    /// Flagged, and active at the end before.
    pub flagged: Vec<u64>,
}

/// Walks every customer's occasions once.
pub(super) fn count(histories: &Histories, ends: &Ends, options: &Options) -> Counts {
    let mut walk = Walk::new(ends, options);
    for block in blocks(histories.customers()) {
        walk.block(histories, block);
    }
    walk.counts()
}

struct Walk<'a> {
    ends: &'a Ends<'a>,
    options: &'a Options,
    /// A silence that no store of any month end lets flag, for customers of so many gaps: 0, 1, 2, or more.
    safe: [i32; 4],
    /// For limits that are the store's alone: the latest last order that each month end flags.
    latest: Vec<i32>,
    /// Active customers, as changes from one month's end to the next.
    active: Vec<i64>,
    flagged: Vec<u64>,
}

/// The month ends from which on a customer is active; `None` while flagged.
type Stretch = Option<usize>;

impl<'a> Walk<'a> {
    fn new(ends: &'a Ends<'a>, options: &'a Options) -> Self {
        let months = ends.days.len();
        let safe = safe_silences(ends.stores, options);
        let latest = latest_flagged(ends, options);
        Self { ends, options, safe, latest, active: vec![0; months + 1], flagged: vec![0; months] }
    }

    fn counts(self) -> Counts {
        let mut running = 0;
        let months = self.flagged.len();
        let active = self.active.iter().take(months).map(|change| {
            running += change;
            running.unsigned_abs()
        });
        Counts { active: active.collect(), flagged: self.flagged }
    }

    #[inline(never)]
    fn block(&mut self, histories: &Histories, block: Range<usize>) {
        for customer in block {
            self.customer(histories.orders.days(customer));
        }
    }

    #[inline]
    fn customer(&mut self, days: &[i32]) {
        let mut own = Own { gaps: 0, days: 0 };
        let mut last = days[0];
        let mut stretch = Some(self.month(last));
        for &day in &days[1..] {
            let gap = day - last;
            if gap > self.safe[own.gaps.min(3) as usize] && !self.is_within_own(own, gap) {
                stretch = self.judge(stretch, own, last, self.month(day));
            }
            own.gaps += u32::from(gap > 0);
            own.days += gap;
            last = day;
        }
        stretch = self.judge(stretch, own, last, self.flagged.len());
        self.close(stretch, self.flagged.len());
    }

    /// Whether D1's limit, settled by the own gaps, is at least this gap: gap ≤ days / gaps + margin.
    #[inline]
    fn is_within_own(&self, own: Own, gap: i32) -> bool {
        let beyond = i64::from(gap) - i64::from(self.options.margin_days);
        self.options.definition == DefinitionId::D1
            && own.decides(DefinitionId::D1)
            && beyond * i64::from(own.gaps) <= i64::from(own.days)
    }

    /// Place of the first month end at or after a day; the number of ends where there is none.
    #[inline]
    fn month(&self, day: i32) -> usize {
        self.ends.calendar.period(day).saturating_sub(self.ends.base).min(self.flagged.len())
    }

    /// Judges the month ends from the occasion on day `last` up to `to`, which the next occasion precedes.
    fn judge(&mut self, stretch: Stretch, own: Own, last: i32, to: usize) -> Stretch {
        let from = self.month(last);
        if from == to {
            return stretch;
        }
        let definition = self.options.definition;
        if own.decides(definition) {
            return self.judge_at_once(stretch, own, last, from, to);
        }
        if own.leaves_to_store(definition) {
            return self.judge_by_month(stretch, from, to, |walk, month| last <= walk.latest[month]);
        }
        self.judge_by_month(stretch, from, to, |walk, month| {
            let limit = walk.ends.stores[month].limit(definition, own, walk.options);
            f64::from(walk.ends.days[month] - last) > limit
        })
    }

    /// The limit stays the same: active up to the first end beyond it, flagged from there to `to`.
    #[allow(clippy::cast_possible_truncation)]
    fn judge_at_once(&mut self, stretch: Stretch, own: Own, last: i32, from: usize, to: usize) -> Stretch {
        let limit = Store::default().limit(self.options.definition, own, self.options);
        if f64::from(self.ends.days[to - 1] - last) <= limit {
            return stretch;
        }
        let flip = self.month(last + limit as i32 + 1).max(from);
        self.close(stretch, flip);
        Some(to)
    }

    /// The limit changes with the store's numbers.
    #[inline]
    fn judge_by_month(
        &mut self,
        mut stretch: Stretch,
        from: usize,
        to: usize,
        flagged: impl Fn(&Self, usize) -> bool,
    ) -> Stretch {
        for month in from..to {
            if flagged(self, month) {
                self.close(stretch, month);
                stretch = None;
            } else if stretch.is_none() {
                stretch = Some(month);
            }
        }
        stretch.or(Some(to))
    }

    /// Ends an active stretch before month end `at`, where the customer is flagged if that end exists.
    #[inline]
    fn close(&mut self, stretch: Stretch, at: usize) {
        let Some(from) = stretch.filter(|&from| from < at) else { return };
        self.active[from] += 1;
        self.active[at] -= 1;
        if let Some(flagged) = self.flagged.get_mut(at) {
            *flagged += 1;
        }
    }
}

/// For customers of 0, 1, 2 and more gaps, a silence in days within every limit.
#[allow(clippy::cast_possible_truncation)]
fn safe_silences(stores: &[Store], options: &Options) -> [i32; 4] {
    let least = |limit: &dyn Fn(&Store) -> Option<f64>| {
        let limits = stores.iter().filter_map(limit);
        limits.fold(f64::from(i32::MAX), |least, limit| if limit < least { limit } else { least }) as i32
    };
    let margin = i32::try_from(options.margin_days).unwrap_or(i32::MAX);
    match options.definition {
        DefinitionId::D1 => [least(&|store| store.cycle).saturating_add(margin), margin, margin, margin],
        DefinitionId::D2 => {
            let tail = least(&|store| store.tail);
            [tail, tail, tail, 0]
        }
        DefinitionId::D4 => [i32::try_from(options.window_days).unwrap_or(i32::MAX); 4],
    }
}

/// The latest last order that each month end flags where the limit is the store's alone.
#[allow(clippy::cast_possible_truncation)]
fn latest_flagged(ends: &Ends, options: &Options) -> Vec<i32> {
    let none = Own { gaps: 0, days: 0 };
    let latest = |(&end, store): (&i32, &Store)| {
        let limit = store.limit(options.definition, none, options);
        if limit.is_nan() { i32::MIN } else { end.saturating_sub(1).saturating_sub(limit as i32) }
    };
    ends.days.iter().zip(ends.stores).map(latest).collect()
}
