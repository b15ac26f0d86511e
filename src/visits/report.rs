//! Sessions and options → the report: the only place that sees all metrics of sessions.

use super::{Loaded, Options, Prepared};
use crate::math::order::map_of;
use crate::metrics::Definition;
use crate::metrics::visits::{
    carts, definitions, frustration, funnel, identity, pages, paths, search, slots, traffic, visitors, vitals,
};
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::Events;
use crate::tables::sessions::Sessions;
use crate::time::{Zone, format_instant};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that is said of the visits.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// What it was made of.
    pub meta: Meta,
    /// Records that were not used, or used with a reservation.
    pub quality: Vec<LedgerLine>,
    /// Visits.
    pub traffic: traffic::Traffic,
    /// Pages.
    pub pages: pages::Pages,
    /// Funnels, in the order of the options.
    pub funnels: Vec<funnel::Funnel>,
    /// Paths.
    pub paths: paths::Paths,
    /// Search; `None` where nobody searched.
    pub search: Option<search::Search>,
    /// Frustration.
    pub frustration: frustration::Frustration,
    /// Slots; `None` where none was recorded.
    pub slots: Option<Vec<slots::Slot>>,
    /// Web vitals; `None` where none was recorded.
    pub vitals: Option<Vec<vitals::Vitals>>,
    /// Carts.
    pub carts: carts::Carts,
    /// Visitors about to be lost.
    pub visitors: visitors::Visitors,
    /// How well visitors are matched with customers.
    pub identity: identity::Matching,
    /// What each number means, by its path.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// What a report was made of.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// Version of Linger.
    pub version: &'static str,
    /// First event, ISO 8601 UTC.
    pub first_event: Option<String>,
    /// Last event.
    pub last_event: Option<String>,
    /// Events used, repeated ones left out.
    pub events: u64,
    /// Options with defaults filled in.
    pub options: Options,
    /// Files in the order they were added.
    pub files: Vec<FileUse>,
}

/// A file that went in.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileUse {
    /// Its name.
    pub name: String,
    /// Its format.
    pub source: &'static str,
    /// xxh3-128 of its bytes.
    pub fingerprint: String,
    /// Its size.
    pub bytes: u64,
    /// Records met.
    pub records: u64,
    /// Events used.
    pub events: u64,
}

/// How often a verdict fell in a file, and where first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerLine {
    /// Stable code.
    pub code: &'static str,
    /// What it means and what to do.
    pub message: &'static str,
    /// Whether the record still counts.
    pub used: bool,
    /// Records or events.
    pub count: u64,
    /// File.
    pub file: String,
    /// One-based record of the first one.
    pub record: Option<u64>,
    /// Its line.
    pub line: Option<u64>,
    /// The value seen first, at most 80 characters.
    pub sample: String,
}

/// Computes the report.
pub(super) fn report(
    events: &Events,
    (all, sessions): (&Prepared, &Sessions),
    files: &[Loaded],
    zone: &Zone,
    options: &Options,
) -> Report {
    let span = events.span();
    Report {
        meta: Meta {
            version: env!("CARGO_PKG_VERSION"),
            first_event: span.map(|span| format_instant(span.0)),
            last_event: span.map(|span| format_instant(span.1)),
            events: sessions.order.len() as u64,
            options: options.clone(),
            files: files.iter().map(file_use).collect(),
        },
        quality: quality(files, sessions.repeated),
        traffic: traffic::traffic(events, sessions, zone, &options.traffic),
        pages: pages::pages(events, sessions, zone, options.traffic.bounce_ms, &options.pages),
        funnels: options.funnels.iter().map(|one| funnel::funnel(events, sessions, one)).collect(),
        paths: paths::paths(events, sessions, &options.paths),
        search: Some(search::search(events, sessions, &options.search))
            .filter(|found| found.all.searches > 0),
        frustration: frustration::frustration(events, sessions, &options.frustration),
        slots: Some(slots::slots(events, sessions)).filter(|found| !found.is_empty()),
        vitals: Some(vitals::vitals(events, sessions)).filter(|found| !found.is_empty()),
        carts: carts::carts(events, sessions),
        visitors: visitors::visitors(events, sessions, &options.visitors),
        identity: identity::matching(events, &all.sessions, &all.identity),
        definitions: map_of(definitions().map(|definition| (definition.path, definition))),
    }
}

fn file_use(file: &Loaded) -> FileUse {
    FileUse {
        name: file.name.clone(),
        source: file.source,
        fingerprint: format!("{:032x}", file.fingerprint),
        bytes: file.bytes,
        records: file.records,
        events: file.events,
    }
}

fn quality(files: &[Loaded], repeated: u64) -> Vec<LedgerLine> {
    let mut lines = Vec::new();
    for file in files {
        lines.extend(file.ledger.entries().map(|(verdict, entry)| LedgerLine {
            count: entry.count,
            file: file.name.clone(),
            record: entry.first.map(|first| first.0),
            line: entry.first.map(|first| first.1),
            sample: entry.sample.clone(),
            ..verdict_line(verdict)
        }));
    }
    if repeated > 0 {
        lines.push(LedgerLine { count: repeated, ..verdict_line(EventVerdict::Repeated) });
    }
    lines
}

fn verdict_line(verdict: EventVerdict) -> LedgerLine {
    LedgerLine {
        code: verdict.code(),
        message: verdict.message(),
        used: verdict.used(),
        count: 0,
        file: String::new(),
        record: None,
        line: None,
        sample: String::new(),
    }
}
