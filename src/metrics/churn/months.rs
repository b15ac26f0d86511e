//! Churn by month: who was active at its start and flagged at its end, with data only up to each end.
//!
//! Between two occasions of a customer only the silence grows. So a customer is a few stretches of month ends,
//! active from one occasion until a silence passes the limit, and most occasions come before it can.

use super::Options;
use super::definitions::{DefinitionId, OWN_TAIL, Own, Store};
use crate::metrics::period::Calendar;
use crate::tables::blocks::blocks;
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

/// Walks every customer's occasions once. Most gaps are too short for any limit, which a glance can tell.
pub(super) fn count(histories: &Histories, ends: &Ends, options: &Options) -> Counts {
    let mut walk = Walk::new(ends, options);
    let safe = safe_silence(ends.stores, options);
    let margin = i64::from(options.margin_days);
    let factor = least(ends.stores, |store| store.factor);
    for block in blocks(histories.customers()) {
        match options.definition {
            DefinitionId::D1 => walk.block(histories, block, |own, gap| match own.gaps {
                0 => gap > safe,
                1 => i64::from(gap) > margin,
                gaps => (i64::from(gap) - margin) * i64::from(gaps) > i64::from(own.days),
            }),
            DefinitionId::D2 => walk.block(histories, block, |own, gap| {
                if own.gaps < OWN_TAIL {
                    gap > safe
                } else {
                    f64::from(gap) * f64::from(own.gaps) >= f64::from(own.days) * factor * 0.999
                }
            }),
            DefinitionId::D4 => walk.block(histories, block, |_, gap| gap > safe),
        }
    }
    walk.counts()
}

struct Walk<'a> {
    ends: &'a Ends<'a>,
    options: &'a Options,
    /// For limits that are the store's alone: the latest last order that each month end flags.
    latest: Vec<i32>,
    /// Whether these ascend, so that a flag stays until the next order.
    ascending: bool,
    /// Active customers, as changes from one month's end to the next.
    active: Vec<i64>,
    flagged: Vec<u64>,
}

/// The month ends from which on a customer is active; `None` while flagged.
type Stretch = Option<usize>;

impl<'a> Walk<'a> {
    fn new(ends: &'a Ends<'a>, options: &'a Options) -> Self {
        let months = ends.days.len();
        let latest = latest_flagged(ends, options);
        let ascending = latest.is_sorted();
        Self { ends, options, latest, ascending, active: vec![0; months + 1], flagged: vec![0; months] }
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

    /// `doubtful` says of a customer's gaps so far and the next whether a month end within it may flag.
    #[inline(never)]
    fn block(&mut self, histories: &Histories, block: Range<usize>, doubtful: impl Fn(Own, i32) -> bool) {
        for customer in block {
            self.customer(histories.orders.days(customer), &doubtful);
        }
    }

    #[inline]
    fn customer(&mut self, days: &[i32], doubtful: impl Fn(Own, i32) -> bool) {
        let mut own = Own { gaps: 0, days: 0 };
        let mut last = days[0];
        let mut stretch = Some(self.month(last));
        for &day in &days[1..] {
            let gap = day - last;
            if gap == 0 {
                continue;
            }
            if doubtful(own, gap) {
                stretch = self.judge(stretch, own, last, self.month(day));
            }
            own = Own { gaps: own.gaps + 1, days: own.days + gap };
            last = day;
        }
        stretch = self.judge(stretch, own, last, self.flagged.len());
        self.close(stretch, self.flagged.len());
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
            return self.judge_by_store(stretch, last, from, to);
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

    /// The limit is the store's at each month end.
    fn judge_by_store(&mut self, stretch: Stretch, last: i32, from: usize, to: usize) -> Stretch {
        if !self.ascending {
            return self.judge_by_month(stretch, from, to, |walk, month| last <= walk.latest[month]);
        }
        let flip = from + self.latest[from..to].partition_point(|&latest| latest < last);
        if flip == to {
            return stretch.or(Some(from));
        }
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

/// A silence in days within every limit that is the store's alone.
#[allow(clippy::cast_possible_truncation)]
fn safe_silence(stores: &[Store], options: &Options) -> i32 {
    let none = Own { gaps: 0, days: 0 };
    least(stores, |store| Some(store.limit(options.definition, none, options))) as i32
}

/// The least of a number of the stores; infinite where none has it.
fn least(stores: &[Store], number: impl Fn(&Store) -> Option<f64>) -> f64 {
    let numbers = stores.iter().filter_map(number);
    numbers.fold(f64::INFINITY, |least, number| if number < least { number } else { least })
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
