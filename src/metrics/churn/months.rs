//! Churn by month: who was active at its start and flagged at its end, with data only up to each end.

use super::Options;
use super::definitions::{DefinitionId, Store, is_own_cycle};
use crate::metrics::period::Calendar;
use crate::tables::histories::Histories;

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

/// Walks every customer's occasions once. From one occasion to the next only the silence grows, so each such
/// run of months is judged with the gaps known at its start.
pub(super) fn count(histories: &Histories, ends: &Ends, options: &Options) -> Counts {
    let mut walk = Walk::new(ends, options);
    for customer in 0..histories.customers() {
        walk.customer(histories.orders.days(customer));
    }
    walk.counts()
}

struct Walk<'a> {
    ends: &'a Ends<'a>,
    options: &'a Options,
    /// Active customers, as changes from one month's end to the next.
    active: Vec<i64>,
    flagged: Vec<u64>,
}

/// A customer between two occasions.
struct Run {
    last: i32,
    gaps: u32,
    days: i32,
    was_active: bool,
}

impl<'a> Walk<'a> {
    fn new(ends: &'a Ends<'a>, options: &'a Options) -> Self {
        let months = ends.days.len();
        Self { ends, options, active: vec![0; months + 1], flagged: vec![0; months] }
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

    fn customer(&mut self, days: &[i32]) {
        let mut run = Run { last: days[0], gaps: 0, days: 0, was_active: false };
        let mut month = self.month(days[0]);
        for &day in &days[1..] {
            if day == run.last {
                continue;
            }
            let next = self.month(day);
            if next != month {
                self.run(&mut run, month, next);
                month = next;
            }
            run.days += day - run.last;
            run.gaps += 1;
            run.last = day;
        }
        self.run(&mut run, month, self.flagged.len());
    }

    /// Place of the first month end at or after a day; the number of ends where there is none.
    #[inline]
    fn month(&self, day: i32) -> usize {
        self.ends.calendar.period(day).saturating_sub(self.ends.base).min(self.flagged.len())
    }

    /// Judges the month ends `from..to`.
    #[inline]
    fn run(&mut self, run: &mut Run, from: usize, to: usize) {
        if from == to {
            return;
        }
        let constant = match self.options.definition {
            DefinitionId::D1 => is_own_cycle(run.gaps),
            DefinitionId::D2 => false,
            DefinitionId::D4 => true,
        };
        if constant {
            self.run_to_limit(run, from, to);
        } else {
            self.run_by_month(run, from, to);
        }
    }

    /// The limit stays the same: active up to the first end beyond it, flagged from there.
    #[allow(clippy::cast_possible_truncation)]
    fn run_to_limit(&mut self, run: &mut Run, from: usize, to: usize) {
        let definition = self.options.definition;
        let limit = Store::default().limit(definition, run.gaps, run.days, self.options);
        let beyond = i64::from(run.last) + limit as i64 + 1;
        let as_of = *self.ends.days.last().unwrap_or(&run.last);
        let flip = if beyond > i64::from(as_of) { to } else { self.month(beyond as i32).clamp(from, to) };
        self.active[from] += 1;
        self.active[flip] -= 1;
        if flip < to && (flip > from || run.was_active) {
            self.flagged[flip] += 1;
        }
        run.was_active = flip == to;
    }

    /// The limit changes with the store's numbers.
    fn run_by_month(&mut self, run: &mut Run, from: usize, to: usize) {
        for month in from..to {
            let limit =
                self.ends.stores[month].limit(self.options.definition, run.gaps, run.days, self.options);
            let flagged = f64::from(self.ends.days[month] - run.last) > limit;
            self.active[month] += i64::from(!flagged);
            self.active[month + 1] -= i64::from(!flagged);
            self.flagged[month] += u64::from(run.was_active && flagged);
            run.was_active = !flagged;
        }
    }
}
