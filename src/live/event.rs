//! This visitor's events in a compact form → the few fields that the rules look at.
//!
//! One event a line, six fields between tabs: name, milliseconds since 1970 UTC, page view, page template, text
//! (product of `product`, term of `search`, anchor of `rage` and `dead`) and number (quantity of `add` and
//! `remove`, items of `cart` and `checkout`, results of `search`, visible milliseconds of `dwell`). The names are
//! those of the storefront's event format. A JSON reader would weigh more than all rules together.

/// Most events looked at: the latest.
pub const EVENTS_AT_MOST: usize = 20_000;

/// An event of this visitor; what it does not carry is empty.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// Name.
    pub e: &'a str,
    /// Milliseconds since 1970 UTC.
    pub t: i64,
    /// Page view.
    pub pid: &'a str,
    /// Page template.
    pub tpl: &'a str,
    /// Product, term or anchor.
    pub text: &'a str,
    /// Quantity, items, results or visible milliseconds.
    pub number: Option<u32>,
}

impl<'a> Event<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let e = next();
        let t = next().parse().ok()?;
        Some(Self { e, t, pid: next(), tpl: next(), text: next(), number: next().parse().ok() })
    }

    /// Items added or removed; one unless it says otherwise.
    pub fn quantity(&self) -> u32 {
        self.number.unwrap_or(1)
    }

    /// Visible milliseconds.
    pub fn ms(&self) -> u32 {
        self.number.unwrap_or(0)
    }
}

/// The latest events up to now, in order of time.
pub fn events(lines: &str, now: i64) -> Vec<Event<'_>> {
    let mut events: Vec<_> = lines.lines().rev().take(EVENTS_AT_MOST).filter_map(Event::parse).collect();
    events.retain(|event| !event.e.is_empty() && (0..=now).contains(&event.t));
    events.reverse();
    events.sort_by_key(|event| event.t);
    events
}
