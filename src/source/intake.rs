//! The bytes of one file → its tables: encoding, dialect, header, platform or mapping, then row by row.

mod start;

use super::amounts::Amounts;
use super::dates::{DateOrder, Dates, Settled, turned};
use super::generic::Generic;
use super::mapping::{self, FIELDS, Mapping};
use super::shopify::Shopify;
use super::sink::Sink;
use super::told::{self, Knows};
use crate::error::{Error, ErrorKind, Notice, Position, Severity};
use crate::read::records::Records;
use crate::read::scan::Batch;
use crate::read::text::{Decoders, NoDecoder, Text};
use crate::tables::file::{FieldQuality, File};
use crate::tables::interner::Interner;
use crate::tables::ledger::Verdict;
use crate::tables::orders::Twins;
use serde::Serialize;
use start::{Start, found};
use std::borrow::Cow;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Text by which dialect, header and mapping are judged.
const HEAD: usize = 256 << 10;
/// The mapping that a file was read with, and what it was chosen from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MappingFound {
    /// Field to header text, or "column 3" without a header.
    pub fields: BTreeMap<&'static str, String>,
    /// 0..1; 1 for a known platform or a mapping given.
    pub confidence: f64,
    /// Whether a person should look at it.
    pub needs_review: bool,
    /// Whether the file has a header.
    pub header: bool,
    /// Header texts.
    pub headers: Vec<String>,
    /// The first records as text, at most 5.
    pub samples: Vec<Vec<String>>,
    /// The delimiter.
    pub delimiter: String,
    /// Order of day and month, where the question arose.
    pub date_order: Option<DateOrder>,
    /// Decimal mark.
    pub decimal: char,
}

/// What a file became.
#[derive(Debug)]
pub struct Outcome {
    /// Its tables.
    pub file: File,
    /// How it was read.
    pub mapping: MappingFound,
    /// What to tell about it.
    pub notices: Vec<Notice>,
}

/// Reads one file.
pub struct Intake {
    name: String,
    given: Mapping,
    text: Text,
    /// The first bytes as they came.
    first_bytes: Vec<u8>,
    bytes: u64,
    hasher: Box<Xxh3>,
    stage: Stage,
    mapping: Option<MappingFound>,
}

enum Stage {
    Head(Vec<u8>),
    Reading(Box<Reading>),
    Told(Box<(Knows, Vec<u32>, Sink)>),
    Failed,
}

struct Reading {
    records: Records,
    source: Source,
    sink: Sink,
    quote: Option<u8>,
    /// Records up to and including the header.
    skip: u64,
}

enum Source {
    Shopify(Shopify),
    Generic(Generic),
}

impl Source {
    fn id(&self) -> &'static str {
        match self {
            Self::Shopify(_) => "shopifyOrders",
            Self::Generic(_) => "generic",
        }
    }

    fn wanted(&self) -> Vec<u32> {
        match self {
            Self::Shopify(source) => source.wanted(),
            Self::Generic(source) => source.wanted(),
        }
    }

    fn dates(&self) -> &Dates {
        match self {
            Self::Shopify(source) => source.dates(),
            Self::Generic(source) => source.dates(),
        }
    }

    fn amounts(&self) -> &Amounts {
        match self {
            Self::Shopify(source) => source.amounts(),
            Self::Generic(source) => source.amounts(),
        }
    }

    fn twins(&self) -> Twins {
        match self {
            Self::Shopify(_) => Twins::Newest,
            Self::Generic(_) => Twins::Add,
        }
    }

    /// Sales without tax and shipping are known.
    fn net_of_tax(&self) -> bool {
        matches!(self, Self::Shopify(_))
    }

    fn field_names(&self) -> Vec<&'static str> {
        match self {
            Self::Shopify(_) => Shopify::FIELDS.to_vec(),
            Self::Generic(_) => FIELDS.iter().map(|field| field.name()).collect(),
        }
    }
}

impl Intake {
    /// A reader of the file `name`.
    ///
    /// # Errors
    ///
    /// The host has no decoder for a given `encoding`.
    pub fn new(
        name: &str,
        given: Mapping,
        encoding: Option<&str>,
        decoders: Decoders,
    ) -> Result<Self, Error> {
        let text = match encoding {
            Some(label) => Text::with_label(decoders, label).map_err(|error| undecodable(error, name))?,
            None => Text::new(decoders),
        };
        Ok(Self {
            name: name.to_owned(),
            given,
            text,
            first_bytes: Vec::new(),
            bytes: 0,
            hasher: Box::new(Xxh3::new()),
            stage: Stage::Head(Vec::new()),
            mapping: None,
        })
    }

    /// A reader of orders that another module tells.
    #[must_use]
    pub fn told(name: &str, knows: Knows, decoders: Decoders) -> Self {
        let mut sink = Sink::default();
        sink.orders.reserve(knows.rows);
        Self {
            name: name.to_owned(),
            given: Mapping::default(),
            text: Text::new(decoders),
            first_bytes: Vec::new(),
            bytes: 0,
            hasher: Box::new(Xxh3::new()),
            stage: Stage::Told(Box::new((knows, Vec::new(), sink))),
            mapping: None,
        }
    }

    /// Records read so far.
    #[must_use]
    pub fn records(&self) -> u64 {
        match &self.stage {
            Stage::Reading(reading) => reading.sink.records,
            Stage::Told(told) => told.2.records,
            _ => 0,
        }
    }

    /// The mapping as far as it is found; of use when reading failed.
    #[must_use]
    pub fn mapping(&self) -> Option<&MappingFound> {
        self.mapping.as_ref()
    }

    /// Reads a chunk of bytes.
    ///
    /// # Errors
    ///
    /// The bytes are no text, or the columns cannot be mapped.
    pub fn push(&mut self, chunk: &[u8], keys: &mut Interner) -> Result<(), Error> {
        self.feed(chunk, false, keys)
    }

    fn feed(&mut self, chunk: &[u8], last: bool, keys: &mut Interner) -> Result<(), Error> {
        self.bytes += chunk.len() as u64;
        if let Stage::Told(told) = &mut self.stage {
            let (_, customers, sink) = &mut **told;
            self.hasher.update(chunk);
            told::read(chunk, customers, keys, sink);
            return Ok(());
        }
        let room = 4096_usize.saturating_sub(self.first_bytes.len()).min(chunk.len());
        self.first_bytes.extend_from_slice(&chunk[..room]);
        let mut failure = None;
        let (stage, hasher) = (&mut self.stage, &mut self.hasher);
        let start = Start { given: &self.given, first_bytes: &self.first_bytes, mapping: &mut self.mapping };
        let mut start = start;
        let fed = self.text.push(chunk, last, &mut |text| {
            hasher.update(text);
            if failure.is_none() {
                failure = advance(stage, text, &mut start, keys).err();
            }
        });
        fed.map_err(|error| undecodable(error, &self.name))?;
        failure.map_or(Ok(()), |error| Err(error.in_file(&self.name)))
    }

    /// Ends the file: settles what the whole column had to settle and merges what belongs together.
    ///
    /// # Errors
    ///
    /// The file holds nothing that can be used, or its dates stay ambiguous.
    pub fn finish(&mut self, keys: &mut Interner) -> Result<Outcome, Error> {
        self.feed(b"", true, keys)?;
        let name = self.name.clone();
        self.settle(keys).map_err(|error| error.in_file(&name))
    }

    fn settle(&mut self, keys: &mut Interner) -> Result<Outcome, Error> {
        if let Stage::Head(head) = &mut self.stage {
            let head = std::mem::take(head);
            let mut start =
                Start { given: &self.given, first_bytes: &self.first_bytes, mapping: &mut self.mapping };
            self.stage = start.reading(&head, keys)?;
        }
        match std::mem::replace(&mut self.stage, Stage::Failed) {
            Stage::Reading(reading) => self.settle_reading(*reading, keys),
            Stage::Told(told) => self.settle_told(*told),
            Stage::Head(_) | Stage::Failed => Err(ErrorKind::EmptyFile.into()),
        }
    }

    fn settle_reading(&mut self, mut reading: Reading, keys: &mut Interner) -> Result<Outcome, Error> {
        reading.finish(keys);
        let Some(mapping) = &mut self.mapping else { return Err(ErrorKind::EmptyFile.into()) };
        let notices = reading.settle(mapping)?;
        let mapping = mapping.clone();
        let label = self.text.label().as_bytes();
        reading.sink.ledger.add_many(Verdict::Undecodable, self.text.undecodable(), None, label);
        let merged = reading.sink.orders.merge_twins(reading.source.twins());
        if reading.source.twins() == Twins::Newest {
            reading.sink.ledger.add_many(Verdict::DuplicateOrder, merged, None, b"");
        }
        let is_known = reading.source.net_of_tax();
        let headers = xxh3_64(mapping.headers.join("\u{1f}").as_bytes());
        let about = About {
            source_key: if is_known { 0 } else { headers },
            source: Cow::Borrowed(reading.source.id()),
            has_units: mapping.fields.contains_key("quantity"),
            has_discounts: mapping.fields.contains_key("discount"),
            net_of_tax: is_known,
            fields: reading.field_qualities(&mapping),
        };
        Ok(Outcome { file: self.file(about, reading.sink), mapping, notices })
    }

    fn settle_told(&self, (knows, _, mut sink): (Knows, Vec<u32>, Sink)) -> Result<Outcome, Error> {
        if sink.orders.is_empty() {
            return Err(ErrorKind::EmptyFile.into());
        }
        let notices = assume_currency(&mut sink).into_iter().collect();
        sink.orders.merge_twins(Twins::Add);
        let about = About {
            source_key: 0,
            source: Cow::Owned(knows.origin),
            has_units: knows.units,
            has_discounts: knows.discounts,
            net_of_tax: knows.net_of_tax,
            fields: Vec::new(),
        };
        let mapping = found(Vec::new(), &[], BTreeMap::new(), 1.0, false);
        Ok(Outcome { file: self.file(about, sink), mapping, notices })
    }

    fn file(&self, about: About, sink: Sink) -> File {
        let About { source_key, source, has_units, has_discounts, net_of_tax, fields } = about;
        File {
            id: 0,
            name: self.name.clone(),
            source_key,
            source,
            fingerprint: self.hasher.digest128(),
            bytes: self.bytes,
            encoding: self.text.label().to_owned(),
            records: sink.records,
            span: sink.orders.span(),
            has_units,
            has_discounts,
            fields,
            net_of_tax,
            orders: sink.orders,
            ledger: sink.ledger,
        }
    }
}

/// What a file's source says of the whole of it.
struct About {
    source_key: u64,
    source: Cow<'static, str>,
    has_units: bool,
    has_discounts: bool,
    net_of_tax: bool,
    fields: Vec<FieldQuality>,
}

/// Takes rows without a currency to be in the one that all others name.
fn assume_currency(sink: &mut Sink) -> Option<Notice> {
    let code = sink.orders.assume_currency()?.code().to_owned();
    let message = format!("Rows that name no currency were taken to be in {code} like the others.");
    Some(Notice::new("currencyAssumed", Severity::Info, message, &[("currency", code)]))
}

fn undecodable(error: NoDecoder, name: &str) -> Error {
    Error::new(ErrorKind::UnknownEncoding(error.0)).in_file(name)
}

fn advance(stage: &mut Stage, text: &[u8], start: &mut Start, keys: &mut Interner) -> Result<(), Error> {
    match stage {
        Stage::Head(head) => {
            let room = HEAD.saturating_sub(head.len()).min(text.len());
            head.extend_from_slice(&text[..room]);
            if head.len() < HEAD {
                return Ok(());
            }
            let head = std::mem::take(head);
            *stage = Stage::Failed;
            *stage = start.reading(&head, keys)?;
            advance(stage, &text[room..], start, keys)
        }
        Stage::Reading(reading) => {
            reading.push(text, keys);
            Ok(())
        }
        Stage::Told(_) | Stage::Failed => Ok(()),
    }
}

impl Reading {
    fn push(&mut self, text: &[u8], keys: &mut Interner) {
        let Self { records, source, sink, quote, skip } = self;
        records.push(text, &mut |text, batch| read(source, text, batch, *quote, *skip, keys, sink));
    }

    fn finish(&mut self, keys: &mut Interner) {
        let Self { records, source, sink, quote, skip } = self;
        records.finish(&mut |text, batch| read(source, text, batch, *quote, *skip, keys, sink));
        let mends = records.mends().clone();
        sink.ledger.add_many(Verdict::UnclosedQuote, mends.unclosed.0, mends.unclosed.1, b"\"");
        sink.records += mends.too_long.0;
        sink.ledger.add_many(Verdict::TooLong, mends.too_long.0, mends.too_long.1, b"");
        sink.ledger.add_many(Verdict::AmountRounded, source.amounts().rounded, None, b"");
    }

    /// What only the whole file could say.
    fn settle(&mut self, mapping: &mut MappingFound) -> Result<Vec<Notice>, Error> {
        let mut notices = Vec::new();
        if self.sink.orders.is_empty() {
            return Err(self.nothing_read());
        }
        mapping.decimal = char::from(self.source.amounts().decimal());
        match self.source.dates().settle() {
            Settled::Unasked => {}
            Settled::Open(sample) => return Err(ErrorKind::AmbiguousDates(sample).into()),
            Settled::As { order, turn, against } => {
                if turn {
                    self.sink.orders.map_times(turned);
                }
                self.sink.ledger.add_many(Verdict::DateOrder, against, None, b"");
                mapping.date_order = Some(order);
                notices.push(order_notice(order));
            }
        }
        notices.extend(assume_currency(&mut self.sink));
        if mapping.needs_review {
            let message = "The columns were recognised with some doubt. Please check the mapping.".to_owned();
            notices.push(Notice::new("mappingUnsure", Severity::Warning, message, &[]));
        }
        Ok(notices)
    }

    /// What most records lack, with the place of the first one.
    fn nothing_read(&self) -> Error {
        let [time, amount] = &self.sink.bad_samples;
        let ledger = &self.sink.ledger;
        if self.sink.records == 0 {
            return ErrorKind::HeaderOnly.into();
        }
        let times = [Verdict::NoTime, Verdict::BadTime, Verdict::TimeOutOfRange];
        let amounts = [Verdict::NoAmount, Verdict::BadAmount, Verdict::AmountOutOfRange];
        let count = |of: [Verdict; 3]| of.iter().map(|&verdict| ledger.count(verdict)).sum::<u64>();
        let (kind, verdicts) = if count(times) > count(amounts) {
            (ErrorKind::NoDates(time.clone()), times)
        } else {
            (ErrorKind::NoAmounts(amount.clone()), amounts)
        };
        let first = ledger.entries().filter(|(verdict, _)| verdicts.contains(verdict));
        match first.filter_map(|(_, entry)| entry.first).min() {
            Some((record, line)) => Error::new(kind).at(Position { record, line }),
            None => kind.into(),
        }
    }

    fn field_qualities(&self, mapping: &MappingFound) -> Vec<FieldQuality> {
        let names = self.source.field_names();
        let generic = matches!(self.source, Source::Generic(_));
        let known = names.iter().zip(&self.sink.fields).filter(|(name, _)| {
            if generic {
                mapping.fields.contains_key(*name)
            } else {
                mapping.headers.iter().any(|h| mapping::normal(h) == mapping::normal(name))
            }
        });
        known
            .map(|(name, stats)| FieldQuality {
                field: (*name).to_owned(),
                blank: stats.blank,
                unreadable: stats.unreadable,
            })
            .collect()
    }
}

fn read(
    source: &mut Source,
    text: &[u8],
    batch: &Batch,
    quote: Option<u8>,
    skip: u64,
    keys: &mut Interner,
    sink: &mut Sink,
) {
    let before = batch.first_record - 1;
    let first = usize::try_from(skip.saturating_sub(before)).unwrap_or(usize::MAX).min(batch.len());
    match source {
        Source::Shopify(source) => source.read(text, batch, quote, first, keys, sink),
        Source::Generic(source) => source.read(text, batch, quote, first, keys, sink),
    }
}

fn order_notice(order: DateOrder) -> Notice {
    let (code, example) = match order {
        DateOrder::Dmy => ("dmy", "day/month/year"),
        DateOrder::Mdy => ("mdy", "month/day/year"),
        DateOrder::Ymd => ("ymd", "year/month/day"),
    };
    let message = format!("Dates were read as {example}, which the whole column settles.");
    Notice::new("dateOrder", Severity::Info, message, &[("order", code.to_owned())])
}
