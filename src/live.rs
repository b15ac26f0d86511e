//! Live flags: one visitor's own events in, what they say about leaving out.
//!
//! The events are those of the storefront's format, as the visitor's browser keeps them, in the compact form that
//! `live/event.rs` describes; `now` is an option, as the core has no clock. Each rule is a file of `live/`, looks at the same `Visitor` and gives at most one flag.

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

use visitor::Visitor;

/// A flag raised for this visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Stable name of the rule.
    pub id: &'static str,
    /// Stable name of what the shop might do.
    pub action: &'static str,
    /// The numbers that raised it.
    pub evidence: Evidence,
}

/// What raised a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
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
/// let flags = flags("search\t1000\tp1\tsearch\tteapot\t0", &LiveOptions { now: 2000, ..LiveOptions::default() });
/// assert_eq!((flags[0].id, flags[0].action), ("search-without-result", "suggest-alternatives"));
/// ```
#[must_use]
pub fn flags(events: &str, options: &LiveOptions) -> Vec<Flag> {
    let visitor = Visitor::new(event::events(events, options.now), options);
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

impl Flag {
    /// The flag as fields between tabs: id, action, then name and value of each piece of evidence.
    #[must_use]
    pub fn line(&self) -> String {
        let mut fields = vec![self.id.to_owned(), self.action.to_owned()];
        for (name, value) in self.evidence.fields() {
            fields.extend([name.to_owned(), value]);
        }
        fields.join("\t")
    }
}

impl Evidence {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let number = |value: &u32| value.to_string();
        match self {
            Self::Clicks { rage, dead, anchor } => {
                vec![("rage", number(rage)), ("dead", number(dead)), ("anchor", anchor.clone())]
            }
            Self::Search { term, searches } => vec![("term", term.clone()), ("searches", number(searches))],
            Self::Hesitation { seconds, views } => {
                vec![("seconds", number(seconds)), ("views", number(views))]
            }
            Self::Cart { days, items } => vec![("days", number(days)), ("items", number(items))],
            Self::Return { days, usual_days, visits } => {
                vec![("days", number(days)), ("usualDays", number(usual_days)), ("visits", number(visits))]
            }
            Self::Visits { visits, seconds, pages } => {
                vec![("visits", number(visits)), ("seconds", number(seconds)), ("pages", number(pages))]
            }
            Self::Products { products, views, product } => {
                vec![("products", number(products)), ("views", number(views)), ("product", product.clone())]
            }
        }
    }
}
