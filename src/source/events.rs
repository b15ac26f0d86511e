//! The bytes of one file of events → its table: the format is found, each record becomes a draft, the draft a row.
//!
//! Chunks of any size give the same. Nothing in a record stops the reading: what cannot be used is counted.

pub mod fields;
pub mod ga4;
pub mod keyed;
pub mod linger;
pub mod posthog;
pub mod row;
pub mod rrweb;
pub mod table;
pub mod web;

use crate::error::{Error, ErrorKind};
use crate::read::json::Value;
use crate::read::ndjson::{Record, Records};
use crate::read::text::Decoders;
use crate::source::signature::not_text;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Draft, Events, TIMES};
use crate::tables::ledger::Ledger;
use rrweb::Rrweb;
use table::{EventMapping, EventMappingFound, Table};
use xxhash_rust::xxh3::Xxh3;

/// At most so many distinct texts of a data set are kept apart.
pub const WORD_LIMIT: usize = 250_000;

/// First bytes by which the way of reading is settled.
const START: usize = 4096;

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
    /// How the columns of a table were read.
    pub mapping: Option<EventMappingFound>,
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

/// How the records of a JSON file are read.
#[derive(Clone, Debug)]
enum Format {
    Linger,
    Ga4,
    PostHog,
    Rrweb(Rrweb),
}

impl Format {
    /// The first format that a record can be of.
    fn detect(record: Value) -> Option<Self> {
        if linger::detect(record) {
            Some(Self::Linger)
        } else if ga4::detect(record) {
            Some(Self::Ga4)
        } else if posthog::detect(record) {
            Some(Self::PostHog)
        } else {
            rrweb::detect(record).then(|| Self::Rrweb(Rrweb::default()))
        }
    }

    fn id(&self) -> &'static str {
        match self {
            Self::Linger => "linger",
            Self::Ga4 => "ga4",
            Self::PostHog => "posthog",
            Self::Rrweb(_) => "rrweb",
        }
    }

    fn read(&mut self, file: &str, record: Value, sink: &mut Sink) {
        match self {
            Self::Linger => linger::read(record, sink),
            Self::Ga4 => ga4::read(record, sink),
            Self::PostHog => posthog::read(record, sink),
            Self::Rrweb(rrweb) => rrweb.read(file, record, sink),
        }
    }
}

/// Reads a file of JSON records.
#[derive(Debug, Default)]
struct Json {
    records: Records,
    format: Option<Format>,
}

impl Json {
    fn push(&mut self, file: &str, chunk: &[u8], sink: &mut Sink) {
        let Self { records, format } = self;
        records.push(chunk, &mut |record| read(file, record, format, sink));
    }

    fn finish(&mut self, file: &str, sink: &mut Sink) {
        let Self { records, format } = self;
        records.finish(&mut |record| read(file, record, format, sink));
    }
}

/// Which way a file is read: as JSON where it begins with an array or a line of it with an object.
enum Stage {
    Start,
    Json(Box<Json>),
    Table(Box<Table>),
}

/// Reads one file.
pub struct EventIntake {
    name: String,
    bytes: u64,
    first_bytes: Vec<u8>,
    hasher: Box<Xxh3>,
    stage: Stage,
    /// What a table's columns are read by.
    given: (EventMapping, Decoders),
    sink: Sink,
}

impl EventIntake {
    /// A reader of the file `name`. The mapping is for tables; the seed guards the file's tables of texts.
    #[must_use]
    pub fn new(name: &str, mapping: EventMapping, decoders: Decoders, seed: u64) -> Self {
        Self {
            name: name.to_owned(),
            bytes: 0,
            first_bytes: Vec::new(),
            hasher: Box::new(Xxh3::new()),
            stage: Stage::Start,
            given: (mapping, decoders),
            sink: Sink { events: Events::new(seed, WORD_LIMIT), ledger: Ledger::default(), at: (0, 0) },
        }
    }

    /// Records met so far.
    #[must_use]
    pub fn records(&self) -> u64 {
        match &self.stage {
            Stage::Start => 0,
            Stage::Json(json) => json.records.count(),
            Stage::Table(table) => table.records(),
        }
    }

    /// The mapping of a table as far as it is found.
    #[must_use]
    pub fn mapping(&self) -> Option<&EventMappingFound> {
        match &self.stage {
            Stage::Table(table) => table.mapping(),
            _ => None,
        }
    }

    /// Reads a chunk.
    ///
    /// # Errors
    ///
    /// The bytes are no text, or the columns of a table cannot be mapped.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Error> {
        self.bytes += chunk.len() as u64;
        self.hasher.update(chunk);
        if matches!(self.stage, Stage::Start) {
            self.first_bytes.extend_from_slice(chunk);
            return if self.first_bytes.len() < START { Ok(()) } else { self.begin() };
        }
        self.feed(chunk)
    }

    /// Settles the way of reading by the first bytes, and reads them.
    fn begin(&mut self) -> Result<(), Error> {
        if let Some(what) = not_text(&self.first_bytes) {
            return Err(Error::new(ErrorKind::NotText(what)).in_file(&self.name));
        }
        let text = self.first_bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.first_bytes);
        let json = text.trim_ascii_start().first() == Some(&b'[')
            || text.split(|&byte| byte == b'\n').any(|line| line.trim_ascii_start().first() == Some(&b'{'));
        self.stage = if json {
            Stage::Json(Box::default())
        } else {
            let (mapping, decoders) = self.given.clone();
            Stage::Table(Box::new(Table::new(mapping, decoders)))
        };
        let first = std::mem::take(&mut self.first_bytes);
        self.feed(&first)
    }

    fn feed(&mut self, chunk: &[u8]) -> Result<(), Error> {
        let fed = match &mut self.stage {
            Stage::Start => Ok(()),
            Stage::Json(json) => {
                json.push(&self.name, chunk, &mut self.sink);
                Ok(())
            }
            Stage::Table(table) => table.push(chunk, false, &mut self.sink),
        };
        fed.map_err(|error| error.in_file(&self.name))
    }

    /// Ends the file. It stays for [`EventIntake::mapping`] where that fails.
    ///
    /// # Errors
    ///
    /// The file is no text, its columns cannot be mapped, or it holds no event.
    pub fn finish(&mut self) -> Result<EventFile, Error> {
        if matches!(self.stage, Stage::Start) {
            self.begin()?;
        }
        let ended = match &mut self.stage {
            Stage::Start => Ok(()),
            Stage::Json(json) => {
                json.finish(&self.name, &mut self.sink);
                Ok(())
            }
            Stage::Table(table) => table.push(b"", true, &mut self.sink),
        };
        ended.map_err(|error| error.in_file(&self.name))?;
        if self.sink.events.is_empty() {
            return Err(Error::new(ErrorKind::NoEvents(self.reason())).in_file(&self.name));
        }
        let source = match &self.stage {
            Stage::Json(json) => json.format.as_ref().map_or("", Format::id),
            Stage::Table(table) if table.is_keyed() => "linger",
            _ => "eventTable",
        };
        let records = self.records();
        Ok(EventFile {
            name: self.name.clone(),
            source,
            bytes: self.bytes,
            fingerprint: self.hasher.digest128(),
            records,
            mapping: self.mapping().cloned(),
            events: std::mem::replace(&mut self.sink.events, Events::new(0, 0)),
            ledger: std::mem::take(&mut self.sink.ledger),
        })
    }

    /// The commonest verdict, said as the reason why nothing was read.
    fn reason(&self) -> &'static str {
        let commonest = self.sink.ledger.entries().max_by_key(|(_, entry)| entry.count);
        commonest.map_or("", |(verdict, _)| verdict.message())
    }
}

fn read(file: &str, record: Record, format: &mut Option<Format>, sink: &mut Sink) {
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
        Some(format) => format.read(file, value, sink),
        None => sink.say(EventVerdict::UnknownEvent, record.bytes),
    }
}

#[cfg(test)]
pub mod fixture;
