//! Live flags: one visitor's own events in, what they say about leaving out.
//!
//! The events are lines of the storefront's format, as the visitor's browser keeps them; `now` is an option, as
//! the core has no clock. Each rule is a file of `live/`, looks at the same [`Visitor`] and gives at most one flag.

mod basket;
mod browsing;
mod event;
mod friction;
mod options;
#[cfg(test)]
mod tests;
mod visitor;
mod visits;

pub use event::EVENTS_AT_MOST;
pub use options::LiveOptions;

use serde::Serialize;
use visitor::Visitor;

/// A flag raised for this visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// Stable name of the rule.
    pub id: &'static str,
    /// Stable name of what the shop might do.
    pub action: &'static str,
    /// The numbers that raised it.
    pub evidence: Evidence,
}

/// What raised a flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Evidence {
    /// Clicks in this visit.
    Clicks {
        /// Bursts of rage clicks.
        rage: u32,
        /// Clicks without effect.
        dead: u32,
        /// Anchor of the last of them.
        anchor: String,
    },
    /// Searches of this visit.
    Search {
        /// The last term without a result.
        term: String,
        /// Distinct terms without a result.
        searches: u32,
    },
    /// Time at the cart in this visit.
    Hesitation {
        /// Visible seconds on the cart page.
        seconds: u32,
        /// Views of the cart page.
        views: u32,
    },
    /// A cart left behind.
    Cart {
        /// Whole days since the last addition.
        days: u32,
        /// Items in it.
        items: u32,
    },
    /// A gap between visits.
    Return {
        /// Whole days since the visit before.
        days: u32,
        /// Usual whole days between visits: the median.
        usual_days: u32,
        /// Visits it is the median of, this one left out.
        visits: u32,
    },
    /// Visits of the last days.
    Visits {
        /// Visits, this one left out.
        visits: u32,
        /// Median visible seconds of a visit.
        seconds: u32,
        /// Median pages of a visit.
        pages: u32,
    },
    /// Products looked at in the last days.
    Products {
        /// Distinct products.
        products: u32,
        /// Views of them.
        views: u32,
        /// The product viewed most, of equals the latest.
        product: String,
    },
}

/// The flags that the events raise, the most pressing first. Lines that are not events are passed over.
///
/// ```
/// use linger::live::{LiveOptions, flags};
///
/// let events = r#"{"v":1,"e":"search","t":1000,"q":"teapot","res":0}"#;
/// let flags = flags(events, &LiveOptions { now: 2000, ..LiveOptions::default() });
/// assert_eq!((flags[0].id, flags[0].action), ("search-without-result", "suggest-alternatives"));
/// ```
#[must_use]
pub fn flags(ndjson: &str, options: &LiveOptions) -> Vec<Flag> {
    let visitor = Visitor::new(event::events(ndjson, options.now), options);
    let rules = [
        friction::frustrated_clicks,
        friction::search_without_result,
        basket::cart_hesitation,
        basket::cart_waiting,
        visits::returning_after_cycle,
        visits::frequent_short_visits,
        browsing::browsed_not_bought,
    ];
    rules.iter().filter_map(|rule| rule(&visitor, options)).collect()
}
