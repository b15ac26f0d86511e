//! Search: what is asked for, how well the shop answers, and what nobody can find.
//!
//! A unique search is one term of one session within an hour. CTR: unique searches with a result clicked, of all;
//! zero results: unique searches that found nothing, of those with a known count; position: mean rank of the
//! results clicked, from 1. An add or order is credited to the last search of its session within 30 minutes.
//! Units: unique searches, shares with Wilson's interval. Source: the hour is Adobe Live Search's window.

use super::{Definition, Rate, Unit, define, largest, real};
use crate::math::order::distinct;
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::sessions::{Session, Sessions};
use crate::tables::words::NO_WORD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The same term again within this is the same search: 1 hour.
const SAME: i64 = 3_600_000;
/// Terms listed.
const TERMS: usize = 500;
/// Groups of unmet demand listed.
const DEMANDS: usize = 50;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Terms with fewer unique searches are not judged.
    pub min_searches: u64,
    /// An add or order is credited to a search at most so many minutes before it.
    pub credit_minutes: u32,
    /// A mean position above this asks for a better ranking.
    pub position: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_searches: 5, credit_minutes: 30, position: 4.0 }
    }
}

/// The report's section on search.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// All terms together.
    pub all: Figures,
    /// Sessions with a search, of all.
    pub sessions: Rate,
    /// By term, most asked for first.
    pub terms: Vec<Term>,
    /// Terms that find nothing or are not clicked, grouped by a word they share, most asked for first.
    pub unmet: Vec<Demand>,
}

/// What is said of any set of searches.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Unique searches: the demand.
    pub searches: u64,
    /// Result pages seen, repeats included.
    pub views: u64,
    /// Without a result, of those with a known count.
    pub zero_results: Rate,
    /// With a result clicked.
    pub clicked: Rate,
    /// Mean rank of the results clicked; `None` without clicks.
    pub mean_position: Option<f64>,
    /// Adds credited.
    pub adds: u64,
    /// With an add credited.
    pub added: Rate,
    /// With an order credited.
    pub ordered: Rate,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// What is wrong with it, surely: "noResult", "noClick", "noPurchase" (clicked more, bought less than others)
    /// or "lowRank".
    pub findings: Vec<&'static str>,
}

/// Demand that no product meets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Demand {
    /// The word they share.
    pub word: String,
    /// The terms, most asked for first.
    pub terms: Vec<String>,
    /// Unique searches of them.
    pub searches: u64,
}

/// One unique search.
#[derive(Clone, Debug)]
struct Asked {
    term: u32,
    start: i64,
    last: i64,
    views: u64,
    results: Option<i64>,
    positions: Vec<i64>,
    clicked: bool,
    adds: u64,
    orders: u64,
}

/// The searches of the sessions.
#[must_use]
pub fn search(events: &Events, sessions: &Sessions, options: &Options) -> Search {
    let asked: Vec<Asked> =
        sessions.rows.iter().flat_map(|session| asked(events, sessions, session, options)).collect();
    let mut by_term: BTreeMap<u32, Vec<&Asked>> = BTreeMap::new();
    asked.iter().for_each(|one| by_term.entry(one.term).or_default().push(one));
    let all = figures(&asked.iter().collect::<Vec<_>>());
    let terms: Vec<Term> = by_term
        .into_iter()
        .map(|(term, asked)| {
            let figures = figures(&asked);
            let findings = findings(&figures, &all, options);
            Term { term: events.words.text(term).to_owned(), figures, findings }
        })
        .collect();
    let terms = largest(terms, usize::MAX, &|term| term.figures.searches, &|term| &term.term);
    let unmet = unmet(&terms);
    let terms = terms.into_iter().take(TERMS).collect();
    Search { sessions: Rate::of(&sessions.rows, |session| session.searches > 0), all, terms, unmet }
}

fn asked(events: &Events, sessions: &Sessions, session: &Session, options: &Options) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for &row in sessions.events(session) {
        let event = row as usize;
        let (time, term) = (events.time[event], events.word(event, Fact::Query));
        match events.kind[event] {
            Kind::Search if term != NO_WORD => {
                let at = find(&asked, term, time).unwrap_or_else(|| {
                    asked.push(Asked::new(term, time));
                    asked.len() - 1
                });
                asked[at].last = time;
                asked[at].views += 1;
                asked[at].results = asked[at].results.max(events.fact(event, Fact::Results));
            }
            Kind::Result => {
                if let Some(at) = find(&asked, term, time) {
                    asked[at].clicked = true;
                    asked[at].positions.extend(events.fact(event, Fact::Position).filter(|rank| *rank > 0));
                }
            }
            kind @ (Kind::Add | Kind::Order) => {
                let from = time - i64::from(options.credit_minutes) * 60_000;
                let latest =
                    (0..asked.len()).max_by_key(|&at| asked[at].last).filter(|&at| asked[at].last >= from);
                if let Some(at) = latest {
                    asked[at].adds += u64::from(kind == Kind::Add);
                    asked[at].orders += u64::from(kind == Kind::Order);
                }
            }
            _ => {}
        }
    }
    asked
}

/// The unique search that a term at a time belongs to.
fn find(asked: &[Asked], term: u32, time: i64) -> Option<usize> {
    asked.iter().rposition(|one| one.term == term && time - one.start <= SAME)
}

impl Asked {
    fn new(term: u32, time: i64) -> Self {
        Self {
            term,
            start: time,
            last: time,
            views: 0,
            results: None,
            positions: Vec::new(),
            clicked: false,
            adds: 0,
            orders: 0,
        }
    }
}

fn figures(asked: &[&Asked]) -> Figures {
    let known: Vec<i64> = asked.iter().filter_map(|one| one.results).collect();
    let positions: Vec<i64> = asked.iter().flat_map(|one| one.positions.iter().copied()).collect();
    let sum: i64 = positions.iter().sum();
    #[allow(clippy::cast_precision_loss)]
    let mean_position = (!positions.is_empty()).then(|| sum as f64 / real(positions.len() as u64));
    Figures {
        searches: asked.len() as u64,
        views: asked.iter().map(|one| one.views).sum(),
        zero_results: Rate::of(&known, |results| *results == 0),
        clicked: Rate::of(asked, |one| one.clicked),
        mean_position,
        adds: asked.iter().map(|one| one.adds).sum(),
        added: Rate::of(asked, |one| one.adds > 0),
        ordered: Rate::of(asked, |one| one.orders > 0),
    }
}

/// Only what the intervals bear out.
fn findings(term: &Figures, all: &Figures, options: &Options) -> Vec<&'static str> {
    if term.searches < options.min_searches {
        return Vec::new();
    }
    let above = |a: Rate, b: Rate| a.low.zip(b.share).is_some_and(|(low, share)| low > share);
    let below = |a: Rate, b: Rate| a.high.zip(b.share).is_some_and(|(high, share)| high < share);
    let at_least = |a: Rate, b: Rate| a.share.zip(b.share).is_some_and(|(a, b)| a >= b);
    let no_result =
        above(term.zero_results, all.zero_results) || term.zero_results.low.is_some_and(|low| low > 0.5);
    let cases = [
        (no_result, "noResult"),
        (!no_result && below(term.clicked, all.clicked), "noClick"),
        (at_least(term.clicked, all.clicked) && below(term.ordered, all.ordered), "noPurchase"),
        (term.mean_position.is_some_and(|mean| mean > options.position), "lowRank"),
    ];
    cases.into_iter().filter(|(holds, _)| *holds).map(|(_, finding)| finding).collect()
}

/// Groups of failing terms by a shared word; a term stands in the group of its commonest word.
fn unmet(terms: &[Term]) -> Vec<Demand> {
    let fails = |term: &&Term| term.findings.iter().any(|finding| matches!(*finding, "noResult" | "noClick"));
    let failing: Vec<&Term> = terms.iter().filter(fails).collect();
    let mut weight: BTreeMap<&str, u64> = BTreeMap::new();
    for term in &failing {
        distinct(term.term.split_whitespace().collect())
            .into_iter()
            .for_each(|word| *weight.entry(word).or_default() += term.figures.searches);
    }
    let mut groups: BTreeMap<&str, (Vec<String>, u64)> = BTreeMap::new();
    for term in failing {
        let words = term.term.split_whitespace();
        let Some(word) = words.max_by(|a, b| weight[a].cmp(&weight[b]).then_with(|| b.cmp(a))) else {
            continue;
        };
        let group = groups.entry(word).or_default();
        group.0.push(term.term.clone());
        group.1 += term.figures.searches;
    }
    let demands: Vec<Demand> = groups
        .into_iter()
        .map(|(word, (terms, searches))| Demand { word: word.to_owned(), terms, searches })
        .collect();
    largest(demands, DEMANDS, &|demand| demand.searches, &|demand| &demand.word)
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("search.searches", Unit::Count, "Unique searches: one term of one session within an hour. The strength of demand.", "Window of Adobe Live Search."),
    define("search.zeroResults", Unit::Share, "Unique searches that found nothing, of those with a known count.", "Interval: Wilson 1927."),
    define("search.clicked", Unit::Share, "Unique searches with at least one result clicked (CTR).", "Interval: Wilson 1927."),
    define("search.meanPosition", Unit::None, "Mean rank of the results clicked, from 1, the offset of the page added.", "Linger."),
    define("search.ordered", Unit::Share, "Unique searches with an order credited: the last search of the session within the credit window.", "Interval: Wilson 1927."),
    define("search.unmet", Unit::Count, "Terms that surely find nothing or are surely clicked less than others, grouped by a word they share.", "Linger."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    #[test]
    fn unique_searches_credit_and_position() {
        let mut shop = Shop::new();
        let lamp = r#""q":"lamp","res":12"#;
        shop.visitor("ann")
            .at(0)
            .event("search", lamp)
            .at(1)
            .event("search", r#""q":"lamp","res":12,"off":10"#);
        shop.event("result", r#""q":"lamp","pos":11"#).event("result", r#""q":"lamp","pos":2"#);
        shop.at(20).event("add", r#""id":"1""#).at(25).event("search", r#""q":"rug","res":0"#);
        shop.at(50).event("search", lamp).at(61).event("search", lamp).at(66).event("order", "");
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = search(&events, &sessions, &Options::default());
        let terms: Vec<_> =
            found.terms.iter().map(|t| (t.term.as_str(), t.figures.searches, t.figures.views)).collect();
        assert_eq!(terms, [("lamp", 2, 4), ("rug", 1, 1)]);
        let lamp = &found.terms[0].figures;
        assert_eq!((lamp.mean_position, lamp.clicked.part, lamp.adds), (Some(6.5), 1, 1));
        assert_eq!((lamp.ordered.part, found.all.zero_results.part, found.all.zero_results.whole), (1, 1, 3));
    }

    /// Ten searches each: "blue lamp" and "red lamp" find nothing, "vase" is clicked every time.
    #[test]
    fn unmet_demand_is_grouped_by_word() {
        let mut shop = Shop::new();
        for visitor in 0..10 {
            shop.visitor(&format!("v{visitor}")).at(0);
            shop.event("search", r#""q":"blue lamp","res":0"#).event("search", r#""q":"red lamp","res":0"#);
            shop.event("search", r#""q":"vase","res":3"#).event("result", r#""q":"vase","pos":5"#);
        }
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = search(&events, &sessions, &Options::default());
        let demand = Demand {
            word: "lamp".to_owned(),
            terms: vec!["blue lamp".to_owned(), "red lamp".to_owned()],
            searches: 20,
        };
        assert_eq!(found.unmet, [demand]);
        assert_eq!(found.terms[2].findings, ["lowRank"]);
    }
}
