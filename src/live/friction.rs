//! What goes wrong in the visit that is going on.

use super::visitor::{Visitor, count};
use super::{Evidence, Flag, LiveOptions};
use std::collections::BTreeSet;

/// Rage clicks or clicks without effect.
pub fn frustrated_clicks(visitor: &Visitor, options: &LiveOptions) -> Option<Flag> {
    let clicks = |name: &'static str| visitor.now().iter().filter(move |event| event.e == name);
    let (rage, dead) = (count(clicks("rage").count()), count(clicks("dead").count()));
    let enough = |found: u32, least: u32| found >= least.max(1);
    let raised = enough(rage, options.rage_clicks) || enough(dead, options.dead_clicks);
    let last = visitor.now().iter().rfind(|event| event.e == "rage" || event.e == "dead")?;
    raised.then(|| Flag {
        id: "frustrated-clicks",
        action: "offer-help",
        evidence: Evidence::Clicks { rage, dead, anchor: last.text.to_owned() },
    })
}

/// Searches without a result, and nothing found since the last of them.
pub fn search_without_result(visitor: &Visitor, options: &LiveOptions) -> Option<Flag> {
    let events = visitor.now();
    let empty = |event: &super::event::Event| event.e == "search" && event.number == Some(0);
    let last = events.iter().rposition(empty)?;
    let found = |name: &str| events[last..].iter().any(|event| event.e == name);
    let terms: BTreeSet<_> = events.iter().filter(|event| empty(event)).map(|event| event.text).collect();
    let raised = count(terms.len()) >= options.empty_searches && !found("result") && !found("add");
    raised.then(|| Flag {
        id: "search-without-result",
        action: "suggest-alternatives",
        evidence: Evidence::Search { term: events[last].text.to_owned(), searches: count(terms.len()) },
    })
}
