//! The engine of sessions: files of events in; reports, pages of sessions and replays out.
//!
//! About ten coarse calls, beside those of orders in `engine`. Natively it is used as it is; in wasm
//! `wasm/visits.rs` converts at its edge.

pub mod heat;
pub mod options;
pub mod page;
pub mod people;
pub mod report;
pub mod wireframe;

pub use options::Options;
pub use page::{Replay, SessionPage, SessionQuery};
pub use report::Report;

use people::People;

use crate::error::{Error, ErrorKind};
use crate::math::order::distinct;
use crate::read::text::Decoders;
use crate::source::events::table::{EventMapping, EventMappingFound};
use crate::source::events::{EventFile, EventIntake, WORD_LIMIT};
use crate::tables::customers::Customers;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::identity::Identity;
use crate::tables::interner::NOBODY;
use crate::tables::ledger::Ledger;
use crate::tables::sessions::{Session, Sessions};
use crate::time::{Zone, format_instant};
use serde::Serialize;
use std::collections::BTreeMap;

/// Reads files of storefront events and answers questions about the visits.
///
/// ```
/// use linger::visits::{Options, Visits};
///
/// let mut visits = Visits::new(|_| None, 0);
/// let file = visits.open_file("events.ndjson", Default::default());
/// visits.push(file, br#"{"v":1,"e":"view","t":1704067200000,"vid":"ann","pid":"a","n":0,"p":"/","tpl":"index"}"#)?;
/// assert_eq!(visits.finish(file)?.events, 1);
/// assert_eq!(visits.report(&Options::default())?.traffic.all.sessions, 1);
/// # Ok::<(), linger::error::Error>(())
/// ```
pub struct Visits {
    decoders: Decoders,
    seed: u64,
    open: BTreeMap<u32, EventIntake>,
    next_handle: u32,
    files: Vec<Loaded>,
    events: Events,
    zone: Zone,
    /// Whom the orders know.
    customers: Customers,
    prepared: Option<Prepared>,
    /// Options of the latest report, to which pages and replays refer.
    latest: Options,
}

/// What is kept of a file beside its events.
#[derive(Clone, Debug)]
pub struct Loaded {
    name: String,
    source: &'static str,
    fingerprint: u128,
    bytes: u64,
    records: u64,
    events: u64,
    ledger: Ledger<EventVerdict>,
}

/// What a file gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileSummary {
    /// Its name.
    pub name: String,
    /// Its format: "linger", "ga4", "posthog", "rrweb" or "eventTable".
    pub source: &'static str,
    /// Its size.
    pub bytes: u64,
    /// xxh3-128 of its bytes, 32 hex digits.
    pub fingerprint: String,
    /// The same content was loaded before: nothing was added.
    pub duplicate: bool,
    /// Records met.
    pub records: u64,
    /// Events used.
    pub events: u64,
    /// First event, ISO 8601 UTC.
    pub first_event: Option<String>,
    /// Last event.
    pub last_event: Option<String>,
    /// How the columns of a table were read; `None` for other formats.
    pub mapping: Option<EventMappingFound>,
}

/// Sessions under one idle gap, and who the visitors are.
struct Prepared {
    idle_ms: i64,
    sessions: Sessions,
    identity: Identity,
    points: Option<heat::PointColumns>,
}

impl Prepared {
    fn people<'a>(&'a self, customers: &'a Customers) -> People<'a> {
        People { identity: &self.identity, customers }
    }
}

impl Visits {
    /// An engine without data. `decoders` makes the host's text decoders, the seed guards the tables of texts.
    #[must_use]
    pub fn new(decoders: Decoders, seed: u64) -> Self {
        Self {
            decoders,
            seed,
            open: BTreeMap::new(),
            next_handle: 1,
            files: Vec::new(),
            events: Events::new(seed, WORD_LIMIT),
            zone: Zone::utc(),
            customers: Customers::default(),
            prepared: None,
            latest: Options::default(),
        }
    }

    /// Begins a file and gives its handle. The mapping is for tables; other formats need none.
    pub fn open_file(&mut self, name: &str, mapping: EventMapping) -> u32 {
        let handle = self.next_handle;
        self.next_handle += 1;
        self.open.insert(handle, EventIntake::new(name, mapping, self.decoders, self.seed));
        handle
    }

    /// Reads a chunk of a file; chunks of any size give the same.
    ///
    /// # Errors
    ///
    /// No such file is open, the bytes are no text, or the columns of a table cannot be mapped; the file should
    /// then be abandoned.
    pub fn push(&mut self, handle: u32, chunk: &[u8]) -> Result<(), Error> {
        self.open.get_mut(&handle).ok_or(ErrorKind::UnknownFile)?.push(chunk)
    }

    /// The mapping of an open table as far as it is found.
    #[must_use]
    pub fn mapping(&self, handle: u32) -> Option<&EventMappingFound> {
        self.open.get(&handle).and_then(EventIntake::mapping)
    }

    /// Records met in an open file.
    #[must_use]
    pub fn records(&self, handle: u32) -> u64 {
        self.open.get(&handle).map_or(0, EventIntake::records)
    }

    /// Ends a file and adds it to the data.
    ///
    /// # Errors
    ///
    /// The file holds no event that can be used, or its columns cannot be mapped; it stays open for
    /// [`Visits::mapping`] until it is abandoned.
    pub fn finish(&mut self, handle: u32) -> Result<FileSummary, Error> {
        let file = self.open.get_mut(&handle).ok_or(ErrorKind::UnknownFile)?.finish()?;
        self.open.remove(&handle);
        let duplicate = self.files.iter().any(|known| known.fingerprint == file.fingerprint);
        let summary = summary(&file, duplicate);
        if !duplicate {
            self.add(file);
        }
        Ok(summary)
    }

    /// Forgets an open file.
    pub fn abandon(&mut self, handle: u32) {
        self.open.remove(&handle);
    }

    fn add(&mut self, file: EventFile) {
        let mut ledger = file.ledger;
        let events = file.events.len() as u64;
        let lost = if self.files.is_empty() {
            self.events = file.events;
            0
        } else {
            self.events.append(&file.events)
        };
        ledger.add_many(EventVerdict::TooManyValues, lost, None, b"");
        self.files.push(Loaded {
            name: file.name,
            source: file.source,
            fingerprint: file.fingerprint,
            bytes: file.bytes,
            records: file.records,
            events,
            ledger,
        });
        self.prepared = None;
    }

    /// Order ids that the events name, each once: their owners come back in [`Visits::set_customers`].
    #[must_use]
    pub fn order_ids(&self) -> Vec<&str> {
        let orders = (0..self.events.len()).filter(|&event| self.events.kind[event] == Kind::Order);
        let keys = orders.filter_map(|event| u32::try_from(self.events.fact(event, Fact::Order)?).ok());
        distinct(keys.collect()).into_iter().map(|key| self.events.key(key)).collect()
    }

    /// Whether any event names a customer.
    #[must_use]
    pub fn has_customer_ids(&self) -> bool {
        self.events.customer.iter().any(|&customer| customer != NOBODY)
    }

    /// Tells whom the orders know; what was told before is forgotten.
    ///
    /// # Errors
    ///
    /// The columns do not fit together.
    pub fn set_customers(&mut self, customers: Customers) -> Result<(), Error> {
        if !customers.fit() {
            return Err(ErrorKind::Option("the columns of customers do not fit together".to_owned()).into());
        }
        self.customers = customers;
        if let Some(prepared) = &mut self.prepared {
            prepared.identity = Identity::new(&self.events, &prepared.sessions.visitors, &self.customers);
        }
        Ok(())
    }

    /// First and last time in the data, for which the host makes the zone's table.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        self.events.span()
    }

    /// Sets the table of the zone that reports will name.
    pub fn set_zone(&mut self, zone: Zone) {
        self.zone = zone;
    }

    /// The report under the options.
    ///
    /// # Errors
    ///
    /// An option is wrong, or no event is loaded.
    pub fn report(&mut self, options: &Options) -> Result<Report, Error> {
        options.check(&self.zone)?;
        if self.events.is_empty() {
            return Err(ErrorKind::NoEvents("").into());
        }
        let prepared = self.prepare(options.idle_ms());
        let utc = Zone::utc();
        let zone = if options.zone == utc.name() { &utc } else { &self.zone };
        let people = prepared.people(&self.customers);
        let sessions = options.selected(&self.events, &people, &prepared.sessions);
        let report = report::report(&self.events, (&prepared, &sessions), &self.files, zone, options);
        drop(sessions);
        self.prepared = Some(prepared);
        self.latest = options.clone();
        Ok(report)
    }

    /// A page of the sessions that pass the filter of the latest report.
    ///
    /// # Errors
    ///
    /// No event is loaded.
    pub fn sessions(&mut self, query: &SessionQuery) -> Result<SessionPage, Error> {
        let prepared = self.for_questions()?;
        let people = prepared.people(&self.customers);
        let passes = |session: &Session| self.latest.filter.passes(&self.events, &people, session);
        let page = page::page(&self.events, &prepared.sessions, &people, query, passes);
        self.prepared = Some(prepared);
        Ok(page)
    }

    /// One session, event by event. Numbers are those of [`Visits::sessions`] and hold until a file is added or
    /// another idle gap is asked for.
    ///
    /// # Errors
    ///
    /// No session has this number, or no event is loaded.
    pub fn replay(&mut self, session: u32) -> Result<Replay, Error> {
        let prepared = self.for_questions()?;
        let replay = page::replay(&self.events, &prepared.sessions, session);
        self.prepared = Some(prepared);
        replay.ok_or_else(|| ErrorKind::UnknownSession(session).into())
    }

    fn for_questions(&mut self) -> Result<Prepared, Error> {
        if self.events.is_empty() {
            return Err(ErrorKind::NoEvents("").into());
        }
        Ok(self.prepare(self.latest.idle_ms()))
    }

    fn prepare(&mut self, idle_ms: i64) -> Prepared {
        match self.prepared.take() {
            Some(prepared) if prepared.idle_ms == idle_ms => prepared,
            _ => {
                let sessions = Sessions::new(&self.events, idle_ms);
                let identity = Identity::new(&self.events, &sessions.visitors, &self.customers);
                Prepared { idle_ms, sessions, identity, points: None }
            }
        }
    }
}

fn summary(file: &EventFile, duplicate: bool) -> FileSummary {
    let span = file.events.span();
    FileSummary {
        name: file.name.clone(),
        source: file.source,
        bytes: file.bytes,
        fingerprint: format!("{:032x}", file.fingerprint),
        duplicate,
        records: file.records,
        events: file.events.len() as u64,
        first_event: span.map(|span| format_instant(span.0)),
        last_event: span.map(|span| format_instant(span.1)),
        mapping: file.mapping.clone(),
    }
}
