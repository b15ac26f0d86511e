//! The bytes of one file of events → its table: the format is found, each record becomes a draft, the draft a row.
//!
//! Chunks of any size give the same. Nothing in a record stops the reading: what cannot be used is counted.

pub mod fields;
pub mod linger;

use crate::error::{Error, ErrorKind};
use crate::read::json::Value;
use crate::read::ndjson::{Record, Records};
use crate::source::signature::not_text;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Draft, Events, TIMES};
use crate::tables::ledger::Ledger;
use xxhash_rust::xxh3::Xxh3;

/// At most so many distinct texts of a data set are kept apart.
pub const WORD_LIMIT: usize = 250_000;

/// A file of events that was read.
#[derive(Clone, Debug)]
pub struct EventFile {
    /// Name as it was dropped.
    pub name: String,
    /// Format: "linger", "ga4", "posthog", "rrweb" or "eventTable".
    pub source: &'static str,
    /// Bytes as they came.
    pub bytes: u64,
    /// xxh3-128 of the bytes.
    pub fingerprint: u128,
    /// Records met.
    pub records: u64,
    /// Its events.
    pub events: Events,
    /// Its verdicts.
    pub ledger: Ledger<EventVerdict>,
}

/// Where events and verdicts of one file go.
#[derive(Debug)]
pub struct Sink {
    /// Events so far.
    pub events: Events,
    /// Verdicts so far.
    pub ledger: Ledger<EventVerdict>,
    /// Record and line of the record that is read.
    pub at: (u64, u64),
}

impl Sink {
    /// Counts a verdict on the record that is read.
    pub fn say(&mut self, verdict: EventVerdict, sample: &[u8]) {
        self.ledger.add(verdict, self.at, sample);
    }

    /// Adds the event of a draft, if its time and visitor can be.
    pub fn push(&mut self, draft: &Draft) {
        if !TIMES.contains(&draft.time) {
            self.say(EventVerdict::TimeOutOfRange, draft.time.to_string().as_bytes());
        } else if draft.visitor.is_empty() {
            self.say(EventVerdict::NoVisitor, b"");
        } else {
            self.events.push(draft, self.at, &mut self.ledger);
        }
    }
}

/// How the records of a file are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Linger,
}

impl Format {
    /// The first format that a record can be of.
    fn detect(record: Value) -> Option<Self> {
        linger::detect(record).then_some(Self::Linger)
    }

    fn id(self) -> &'static str {
        match self {
            Self::Linger => "linger",
        }
    }

    fn read(self, record: Value, sink: &mut Sink) {
        match self {
            Self::Linger => linger::read(record, sink),
        }
    }
}

/// Reads one file.
pub struct EventIntake {
    name: String,
    bytes: u64,
    first_bytes: Vec<u8>,
    hasher: Box<Xxh3>,
    records: Records,
    format: Option<Format>,
    sink: Sink,
}

impl EventIntake {
    /// A reader of the file `name`. The seed guards its tables of texts.
    #[must_use]
    pub fn new(name: &str, seed: u64) -> Self {
        Self {
            name: name.to_owned(),
            bytes: 0,
            first_bytes: Vec::new(),
            hasher: Box::new(Xxh3::new()),
            records: Records::default(),
            format: None,
            sink: Sink { events: Events::new(seed, WORD_LIMIT), ledger: Ledger::default(), at: (0, 0) },
        }
    }

    /// Records met so far.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records.count()
    }

    /// Reads a chunk.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        let room = 4096_usize.saturating_sub(self.first_bytes.len()).min(chunk.len());
        self.first_bytes.extend_from_slice(&chunk[..room]);
        self.hasher.update(chunk);
        let Self { records, format, sink, .. } = self;
        records.push(chunk, &mut |record| read(record, format, sink));
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// The file is empty, is no text, or holds no event.
    pub fn finish(mut self) -> Result<EventFile, Error> {
        let Self { records, format, sink, .. } = &mut self;
        records.finish(&mut |record| read(record, format, sink));
        let kind = if let Some(what) = not_text(&self.first_bytes) {
            Some(ErrorKind::NotText(what))
        } else {
            self.sink.events.is_empty().then(|| ErrorKind::NoEvents(self.reason()))
        };
        if let Some(kind) = kind {
            return Err(Error::new(kind).in_file(&self.name));
        }
        Ok(EventFile {
            name: self.name,
            source: self.format.map_or("", Format::id),
            bytes: self.bytes,
            fingerprint: self.hasher.digest128(),
            records: self.records.count(),
            events: self.sink.events,
            ledger: self.sink.ledger,
        })
    }

    /// The commonest verdict, said as the reason why nothing was read.
    fn reason(&self) -> &'static str {
        let commonest = self.sink.ledger.entries().max_by_key(|(_, entry)| entry.count);
        commonest.map_or("", |(verdict, _)| verdict.message())
    }
}

fn read(record: Record, format: &mut Option<Format>, sink: &mut Sink) {
    sink.at = (record.number, record.line);
    if record.bytes.is_empty() {
        sink.say(EventVerdict::TooLong, b"");
        return;
    }
    let Some(value) = Value::parse(record.bytes).filter(|value| matches!(value, Value::Object(_))) else {
        sink.say(EventVerdict::NotAnObject, record.bytes);
        return;
    };
    if format.is_none() {
        *format = Format::detect(value);
    }
    match format {
        Some(format) => format.read(value, sink),
        None => sink.say(EventVerdict::UnknownEvent, record.bytes),
    }
}

#[cfg(test)]
pub mod fixture;
