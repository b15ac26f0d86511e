//! A visitor's events as visits, the last of which may be going on.

use super::LiveOptions;
use super::event::Event;
use std::collections::BTreeMap;

const MINUTE: i64 = 60_000;
pub const DAY: i64 = 86_400_000;

/// One visit.
pub struct Visit {
    pub start: i64,
    pub end: i64,
    /// Numbers of its events, from..to.
    pub events: std::ops::Range<usize>,
}

/// All that is known of this visitor.
pub struct Visitor<'a> {
    pub events: Vec<Event<'a>>,
    /// Visits that are over, earliest first.
    pub past: Vec<Visit>,
    /// The visit going on now.
    pub current: Option<Visit>,
}

impl<'a> Visitor<'a> {
    /// Cuts the events, which stand in order of time, into visits.
    pub fn new(events: Vec<Event<'a>>, options: &LiveOptions) -> Self {
        let idle = i64::from(options.idle_minutes) * MINUTE;
        let mut past: Vec<Visit> = Vec::new();
        for (number, event) in events.iter().enumerate() {
            match past.last_mut() {
                Some(visit) if event.t - visit.end <= idle => {
                    (visit.end, visit.events.end) = (event.t, number + 1);
                }
                _ => past.push(Visit { start: event.t, end: event.t, events: number..number + 1 }),
            }
        }
        let current = past.pop_if(|visit| options.now - visit.end <= idle);
        Self { events, past, current }
    }

    /// Events of the visit going on.
    pub fn now(&self) -> &[Event<'a>] {
        self.current.as_ref().map_or(&[], |visit| self.of(visit))
    }

    /// Events of a visit.
    pub fn of(&self, visit: &Visit) -> &[Event<'a>] {
        &self.events[visit.events.clone()]
    }

    /// Events of the last days.
    pub fn since(&self, time: i64) -> &[Event<'a>] {
        &self.events[self.events.partition_point(|event| event.t < time)..]
    }

    /// Whether an order came after a time.
    pub fn ordered_since(&self, time: i64) -> bool {
        self.since(time).iter().any(|event| event.e == "order")
    }

    /// Items in the cart as far as the events tell, and the time of the last addition.
    pub fn cart(&self) -> (u32, i64) {
        let (mut items, mut since) = (0_u32, 0);
        for event in &self.events {
            let before = items;
            match event.e {
                "add" => items = items.saturating_add(event.quantity()),
                "remove" => items = items.saturating_sub(event.quantity()),
                "cart" | "checkout" => items = event.number.unwrap_or(items),
                "order" => items = 0,
                _ => {}
            }
            if event.e == "add" || (before == 0 && items > 0) {
                since = event.t;
            }
        }
        (items, since)
    }
}

/// Visible milliseconds by page view: the last word of each.
pub fn dwell<'a>(events: impl Iterator<Item = &'a Event<'a>>) -> u64 {
    let pages: BTreeMap<&str, u32> =
        events.filter(|event| event.e == "dwell").map(|event| (event.pid, event.ms())).collect();
    pages.values().map(|&ms| u64::from(ms)).sum()
}

/// Whole seconds.
pub fn seconds(ms: u64) -> u32 {
    u32::try_from(ms / 1000).unwrap_or(u32::MAX)
}

/// Whole days.
pub fn days(ms: i64) -> u32 {
    u32::try_from(ms / DAY).unwrap_or(0)
}

/// A number of things as evidence.
pub fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// Lower median; `None` of nothing.
pub fn median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}
