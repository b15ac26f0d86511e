//! Lines of the storefront's event format → the few fields that the rules look at.

use serde::Deserialize;

/// Most events looked at: the latest.
pub const EVENTS_AT_MOST: usize = 20_000;

/// An event of this visitor; what it does not carry is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Name.
    pub e: String,
    /// Milliseconds since 1970 UTC.
    pub t: i64,
    /// Page view.
    pub pid: String,
    /// Page template.
    pub tpl: String,
    /// Product.
    pub id: String,
    /// Anchor.
    pub a: String,
    /// Search term.
    pub q: Term,
    /// Results of a search.
    pub res: Option<i64>,
    /// Items in the cart.
    pub items: Option<u32>,
    /// Visible milliseconds.
    pub ms: u32,
}

/// `q` is a search term, or the quantity of an addition.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Term {
    /// Of a search.
    Text(String),
    /// Of an addition or removal.
    Quantity(u32),
}

impl Default for Term {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Event {
    /// The search term.
    pub fn term(&self) -> &str {
        match &self.q {
            Term::Text(term) => term,
            Term::Quantity(_) => "",
        }
    }

    /// Items added or removed; one unless it says otherwise.
    pub fn quantity(&self) -> u32 {
        match self.q {
            Term::Quantity(quantity) => quantity,
            Term::Text(_) => 1,
        }
    }
}

/// The latest events up to now, in order of time.
pub fn events(ndjson: &str, now: i64) -> Vec<Event> {
    let lines = ndjson.lines().rev().take(EVENTS_AT_MOST);
    let mut events: Vec<Event> = lines.filter_map(|line| serde_json::from_str(line).ok()).collect();
    events.retain(|event| !event.e.is_empty() && (0..=now).contains(&event.t));
    events.reverse();
    events.sort_by_key(|event| event.t);
    events
}
