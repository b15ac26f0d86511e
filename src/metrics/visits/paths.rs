//! Paths: from which page people go where, which ways they take most, and where they leave.
//!
//! Pages are told apart by template; a reload or the same template twice in a row stays two steps. `(start)` and
//! `(exit)` stand before the first and after the last page. Units: page views and sessions. Source: a first-order
//! chain over pages; Sankey's links are those of the first steps.

use super::{Definition, Rate, Unit, define, grouped, largest};
use crate::tables::events::Events;
use crate::tables::sessions::{PageView, Session, Sessions};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Before the first page.
pub const START: &str = "(start)";
/// After the last page.
pub const EXIT: &str = "(exit)";
/// Stands after the last page of a session that went on to the checkout.
pub const CHECKOUT: &str = "(checkout)";
/// Its number among the templates.
const TO_CHECKOUT: u32 = u32::MAX;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Pages of a path that are looked at.
    pub length: usize,
    /// Paths, transitions and links listed.
    pub limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { length: 6, limit: 200 }
    }
}

/// The report's section on paths.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Paths {
    /// How often a page followed another, most often first.
    pub transitions: Vec<Transition>,
    /// The ways most taken.
    pub top: Vec<Path>,
    /// Where sessions end, by page.
    pub exits: Vec<Exit>,
    /// Links of the first steps, for a Sankey diagram.
    pub links: Vec<Link>,
}

/// A page after another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Transition {
    /// The page before.
    pub from: String,
    /// The page after.
    pub to: String,
    /// How often.
    pub count: u64,
}

/// A way through the shop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// Its pages; cut off after the length asked for.
    pub pages: Vec<String>,
    /// Sessions that took it, of all with a page view.
    pub sessions: Rate,
    /// Sessions with an order, of those that took it.
    pub conversion: Rate,
}

/// Sessions that end on a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exit {
    /// The page.
    pub page: String,
    /// Page views that were the last of their session, of its page views.
    pub exit: Rate,
}

/// A page after another at one place of the path.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// Place of `from`, counted from 0.
    pub step: usize,
    /// The page before.
    pub from: String,
    /// The page after.
    pub to: String,
    /// Sessions.
    pub count: u64,
}

/// The paths of the sessions.
#[must_use]
pub fn paths(events: &Events, sessions: &Sessions, options: &Options) -> Paths {
    let length = options.length.clamp(1, 20);
    let ways: Vec<(&Session, Vec<u32>)> = sessions
        .rows
        .iter()
        .filter(|session| session.depth() > 0)
        .map(|session| (session, sessions.views(session).iter().map(|view| view.template).collect()))
        .collect();
    let name = |page: Option<u32>, outside: &str| page.map_or(outside, |page| text(events, page)).to_owned();
    let mut pairs: BTreeMap<(Option<u32>, Option<u32>), u64> = BTreeMap::new();
    let mut steps: BTreeMap<(usize, u32, Option<u32>), u64> = BTreeMap::new();
    for (session, way) in &ways {
        let end = sessions.goes_on(events, session).then_some(TO_CHECKOUT);
        let mut before = None;
        for (step, &page) in way.iter().enumerate() {
            let after = way.get(step + 1).copied().or(end);
            *pairs.entry((before, Some(page))).or_default() += 1;
            if step < length {
                *steps.entry((step, page, after)).or_default() += 1;
            }
            before = Some(page);
        }
        *pairs.entry((before, end)).or_default() += 1;
    }
    let transitions = pairs
        .into_iter()
        .map(|((from, to), count)| Transition { from: name(from, START), to: name(to, EXIT), count })
        .collect();
    let links = steps
        .into_iter()
        .map(|((step, from, to), count)| Link { step, from: name(Some(from), ""), to: name(to, EXIT), count })
        .collect();
    Paths {
        transitions: ordered(transitions, options.limit, |t: &Transition| (t.count, &t.from, &t.to)),
        top: top(events, &ways, length, options.limit),
        exits: exits(events, sessions, &ways),
        links: ordered(links, options.limit, |link: &Link| (link.count, &link.from, &link.to)),
    }
}

fn text(events: &Events, page: u32) -> &str {
    if page == TO_CHECKOUT { CHECKOUT } else { events.words.text(page) }
}

/// Largest counts first, equal ones by their texts.
fn ordered<T>(rows: Vec<T>, limit: usize, key: impl Fn(&T) -> (u64, &String, &String)) -> Vec<T> {
    let mut rows = crate::math::order::sorted_by(rows, &|a, b| {
        let ((more, from, to), (less, other, onward)) = (key(a), key(b));
        less.cmp(&more).then_with(|| from.cmp(other)).then_with(|| to.cmp(onward))
    });
    rows.truncate(limit);
    rows
}

fn top(events: &Events, ways: &[(&Session, Vec<u32>)], length: usize, limit: usize) -> Vec<Path> {
    let mut counts: BTreeMap<&[u32], (u64, u64)> = BTreeMap::new();
    for (session, way) in ways {
        let entry = counts.entry(&way[..way.len().min(length)]).or_default();
        entry.0 += 1;
        entry.1 += u64::from(session.orders > 0);
    }
    let found: Vec<(String, Path)> = counts
        .into_iter()
        .map(|(way, (sessions, orders))| {
            let pages: Vec<String> = way.iter().map(|&page| events.words.text(page).to_owned()).collect();
            let joined = pages.join("\u{1f}");
            let sessions_rate = Rate::new(sessions, ways.len() as u64);
            (joined, Path { pages, sessions: sessions_rate, conversion: Rate::new(orders, sessions) })
        })
        .collect();
    let first = largest(found, limit, &|(_, path)| path.sessions.part, &|(joined, _)| joined);
    first.into_iter().map(|(_, path)| path).collect()
}

fn exits(events: &Events, sessions: &Sessions, ways: &[(&Session, Vec<u32>)]) -> Vec<Exit> {
    let views: Vec<(&PageView, bool)> = ways
        .iter()
        .flat_map(|(session, way)| {
            let last = (!sessions.goes_on(events, session)).then(|| way.len() - 1);
            sessions.views(session).iter().enumerate().map(move |(at, view)| (view, Some(at) == last))
        })
        .collect();
    let pages: Vec<Exit> = grouped(&views, &|(view, _)| view.template)
        .into_iter()
        .map(|(page, views)| Exit {
            page: events.words.text(page).to_owned(),
            exit: Rate::of(&views, |(_, last)| *last),
        })
        .collect();
    largest(pages, usize::MAX, &|page| page.exit.part, &|page| &page.page)
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("paths.transitions", Unit::Count, "How often a page of one template was followed by one of another; (start) and (exit) stand for outside, (checkout) for a session that went on there.", "First-order chain."),
    define("paths.top", Unit::Count, "Sessions by the templates of their first pages, in order.", "Linger."),
    define("paths.exits", Unit::Share, "Page views that were the last of their session and did not lead on to the checkout, of all page views of the template.", "Interval: Wilson 1927."),
    define("paths.links", Unit::Count, "Sessions that went from one template to another at each of the first steps.", "Sankey."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    /// Twice index > product, once with an order, which is no exit; once index alone.
    #[test]
    fn by_hand() {
        let mut shop = Shop::new();
        for visitor in ["a", "b", "c"] {
            shop.visitor(visitor).at(0).page(&format!("{visitor}1"), "index", "");
            if visitor != "c" {
                shop.at(1).page(&format!("{visitor}2"), "product", "");
            }
            if visitor == "a" {
                shop.event("order", "");
            }
        }
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = paths(&events, &sessions, &Options::default());
        let transitions: Vec<_> =
            found.transitions.iter().map(|t| (t.from.as_str(), t.to.as_str(), t.count)).collect();
        let expected = [
            ("(start)", "index", 3),
            ("index", "product", 2),
            ("index", "(exit)", 1),
            ("product", "(checkout)", 1),
            ("product", "(exit)", 1),
        ];
        assert_eq!(transitions, expected);
        assert_eq!(found.top[0].pages, ["index", "product"]);
        assert_eq!((found.top[0].sessions.part, found.top[0].conversion.share), (2, Some(0.5)));
        let exits: Vec<_> =
            found.exits.iter().map(|e| (e.page.as_str(), e.exit.part, e.exit.whole)).collect();
        assert_eq!(exits, [("index", 1, 3), ("product", 1, 2)]);
        let links: Vec<_> =
            found.links.iter().map(|l| (l.step, l.from.as_str(), l.to.as_str(), l.count)).collect();
        let expected = [
            (0, "index", "product", 2),
            (0, "index", "(exit)", 1),
            (1, "product", "(checkout)", 1),
            (1, "product", "(exit)", 1),
        ];
        assert_eq!(links, expected);
    }
}
