//! The bytes of one file → its tables: decoded, begun as `start` settles it, then record by record.

use super::File;
use super::options::FileOptions;
use super::settled::{keys, no_amounts, note_orders, span, undated};
use super::start::{HEAD, Start, start};
use super::summary::{MappingFound, TableSummary, field_qualities, ledger_lines};
use super::whence;
use crate::error::{Error, ErrorKind, Notice, Position, Severity};
use crate::money::{Currency, SCALE};
use crate::read::records::Records;
use crate::read::scan::Batch;
use crate::read::text::{Decoders, NoDecoder, Text};
use crate::source::dates::{DateOrder, Settled, turned};
use crate::source::platforms::row::Values;
use crate::source::platforms::{Is, Layout, Row, csat_survey};
use crate::source::record::Record;
use crate::source::signature::not_text;
use crate::tables::interner::Interner;
use crate::tables::ledger::Verdict;
use crate::tables::shop::{Feedback, FeedbackKind, Kind, NO_WORD, Tables};
use xxhash_rust::xxh3::Xxh3;

/// No room is made beforehand for a file that claims to be longer.
const LONGEST: u64 = 4 << 30;

/// Reads one file.
pub struct Intake {
    name: String,
    options: FileOptions,
    text: Text,
    first_bytes: Vec<u8>,
    bytes: u64,
    roomy: bool,
    hasher: Box<Xxh3>,
    stage: Stage,
}

enum Stage {
    Head(Vec<u8>),
    Reading(Box<Reading>),
    Failed,
}

struct Reading {
    scanner: Records,
    layout: Layout,
    values: Values,
    tables: Tables,
    mapping: MappingFound,
    quote: Option<u8>,
    /// Records up to and including the header.
    skip: u64,
    width: u32,
    records: u64,
}

impl Intake {
    /// A reader of the file `name`.
    ///
    /// # Errors
    ///
    /// The host has no decoder for a given encoding.
    pub fn new(name: &str, options: FileOptions, decoders: Decoders) -> Result<Self, Error> {
        let text = match options.encoding.as_deref() {
            Some(label) => Text::with_label(decoders, label).map_err(|error| undecodable(error, name))?,
            None => Text::new(decoders),
        };
        Ok(Self {
            name: name.to_owned(),
            options,
            text,
            first_bytes: Vec::new(),
            bytes: 0,
            roomy: false,
            hasher: Box::new(Xxh3::new()),
            stage: Stage::Head(Vec::new()),
        })
    }

    /// Records read so far.
    #[must_use]
    pub fn records(&self) -> u64 {
        match &self.stage {
            Stage::Reading(reading) => reading.records,
            _ => 0,
        }
    }

    /// The file that this one takes the place of.
    #[must_use]
    pub fn replaces(&self) -> Option<u32> {
        self.options.replaces
    }

    /// Reads a chunk of bytes.
    ///
    /// # Errors
    ///
    /// The bytes are no text, or the columns cannot be mapped.
    pub fn push(&mut self, chunk: &[u8], words: &mut Interner) -> Result<(), Error> {
        self.feed(chunk, false, words)
    }

    fn feed(&mut self, chunk: &[u8], last: bool, words: &mut Interner) -> Result<(), Error> {
        self.bytes += chunk.len() as u64;
        let room = 4096_usize.saturating_sub(self.first_bytes.len()).min(chunk.len());
        self.first_bytes.extend_from_slice(&chunk[..room]);
        let mut failure = None;
        let Self { stage, hasher, options, first_bytes, .. } = self;
        let fed = self.text.push(chunk, last, &mut |text| {
            hasher.update(text);
            if failure.is_none() {
                failure = advance(stage, text, options, first_bytes, words).err();
            }
        });
        fed.map_err(|error| undecodable(error, &self.name))?;
        self.make_room(words);
        failure.map_or(Ok(()), |error| Err(error.in_file(&self.name)))
    }

    /// Once the first chunk has shown how many orders a byte holds, makes room for those of the whole file.
    fn make_room(&mut self, words: &mut Interner) {
        let (Stage::Reading(reading), Some(all)) = (&mut self.stage, self.options.bytes) else { return };
        if self.roomy || self.bytes == 0 || all > LONGEST {
            return;
        }
        self.roomy = true;
        let orders = &mut reading.tables.orders;
        let expected = orders.len() as u64 * all / self.bytes;
        let expected = usize::try_from(expected + expected / 64).unwrap_or(0);
        if let Some(&id) = orders.id.last().filter(|&&id| id != NO_WORD) {
            let like = words.key(id).to_vec();
            words.reserve(expected.saturating_sub(orders.len()), &like);
        }
        orders.reserve(expected);
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// It holds nothing that can be used, or its dates stay ambiguous.
    pub fn finish(&mut self, words: &mut Interner) -> Result<File, Error> {
        self.feed(b"", true, words)?;
        let name = self.name.clone();
        self.settle(words).map_err(|error| error.in_file(&name))
    }

    fn settle(&mut self, words: &mut Interner) -> Result<File, Error> {
        if let Stage::Head(head) = &mut self.stage {
            let head = std::mem::take(head);
            self.stage = Stage::Reading(Box::new(begin(&head, &self.options, &self.first_bytes, words)?));
        }
        let Stage::Reading(mut reading) = std::mem::replace(&mut self.stage, Stage::Failed) else {
            return Err(ErrorKind::EmptyFile.into());
        };
        reading.finish(words);
        let mut notices = reading.settle_dates()?;
        if reading.tables_are_empty() {
            return Err(reading.nothing_read());
        }
        reading.settle_currency(&mut notices);
        notices.extend(no_amounts(&reading.tables));
        reading.say_base(&mut notices);
        reading.settle_scale();
        let Reading { layout, values, mut tables, mut mapping, records, .. } = *reading;
        tables.ledger.add_many(
            Verdict::Undecodable,
            self.text.undecodable(),
            None,
            self.text.label().as_bytes(),
        );
        tables.ledger.add_many(Verdict::AmountRounded, values.amounts.rounded, None, b"");
        mapping.decimal = char::from(values.amounts.decimal());
        let keys = keys(&tables, &layout, words);
        note_orders(&mut tables, &layout, &keys, words);
        let ledger = ledger_lines(&tables.ledger, &self.name);
        let unused: u64 =
            ledger.iter().filter(|line| !line.used && line.code != "preamble").map(|line| line.count).sum();
        let summary = TableSummary {
            kind: layout.platform.kind,
            id: 0,
            name: self.name.clone(),
            source: layout.platform.id,
            platform: layout.platform.name,
            origin: layout.platform.reading.origin.unwrap_or(layout.platform.id),
            bytes: self.bytes,
            encoding: self.text.label().to_owned(),
            fingerprint: format!("{:032x}", self.hasher.digest128()),
            duplicate: false,
            records,
            used: records.saturating_sub(unused),
            orders: tables.orders.len() as u64,
            lean: values.lean,
            span: span(&tables),
            mapping,
            notices,
            ledger,
            fields: field_qualities(&layout, &values),
        };
        Ok(File {
            id: 0,
            name: self.name.clone(),
            platform: layout.platform,
            zone: self.options.zone.clone(),
            statuses: values.statuses,
            tables,
            keys,
            summary,
        })
    }
}

fn undecodable(error: NoDecoder, name: &str) -> Error {
    Error::new(ErrorKind::UnknownEncoding(error.0)).in_file(name)
}

fn advance(
    stage: &mut Stage,
    text: &[u8],
    options: &FileOptions,
    first_bytes: &[u8],
    words: &mut Interner,
) -> Result<(), Error> {
    match stage {
        Stage::Head(head) => {
            let room = HEAD.saturating_sub(head.len()).min(text.len());
            head.extend_from_slice(&text[..room]);
            if head.len() < HEAD {
                return Ok(());
            }
            let head = std::mem::take(head);
            *stage = Stage::Failed;
            *stage = Stage::Reading(Box::new(begin(&head, options, first_bytes, words)?));
            advance(stage, &text[room..], options, first_bytes, words)
        }
        Stage::Reading(reading) => {
            reading.push(text, words);
            Ok(())
        }
        Stage::Failed => Ok(()),
    }
}

fn begin(
    head: &[u8],
    options: &FileOptions,
    first_bytes: &[u8],
    words: &mut Interner,
) -> Result<Reading, Error> {
    if let Some(what) = not_text(first_bytes) {
        return Err(ErrorKind::NotText(what).into());
    }
    let begun = start(head, options)?;
    let found = begun.layout.platform;
    let fits = |wanted: Kind| found.kind == wanted || (found.kind.has_orders() && wanted == Kind::Orders);
    if let Some(wanted) = options.kind.filter(|&wanted| !fits(wanted)) {
        return Err(whence::wrong_kind(found, wanted).into());
    }
    let Start { dialect, layout, mut values, mapping, missing, header_at, width, first } = begun;
    if !missing.is_empty() {
        return Err(if mapping.samples.is_empty() {
            ErrorKind::HeaderOnly
        } else {
            ErrorKind::UnmappedColumns(missing)
        }
        .into());
    }
    values.lean = options.lean && found.kind.has_orders();
    let mut tables = Tables::default();
    let preamble = header_at.unwrap_or(0) as u64;
    tables.ledger.add_many(Verdict::Preamble, preamble, Some((1, first.line)), &first.fields.join(&b' '));
    let mut reading = Reading {
        scanner: Records::new(dialect, layout.wanted.clone()),
        layout,
        values,
        tables,
        mapping,
        quote: dialect.quote,
        skip: header_at.map_or(0, |at| at as u64 + 1),
        width: u32::try_from(width).unwrap_or(u32::MAX),
        records: 0,
    };
    reading.push(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head), words);
    Ok(reading)
}

impl Reading {
    fn push(&mut self, text: &[u8], words: &mut Interner) {
        let Self { scanner, layout, values, tables, quote, skip, width, records, .. } = self;
        let mut cut =
            Cut { layout, values, tables, words, quote: *quote, skip: *skip, width: *width, records };
        scanner.push(text, &mut |text, batch| cut.read(text, batch));
    }

    fn finish(&mut self, words: &mut Interner) {
        let Self { scanner, layout, values, tables, quote, skip, width, records, .. } = self;
        let mut cut =
            Cut { layout, values, tables, words, quote: *quote, skip: *skip, width: *width, records };
        scanner.finish(&mut |text, batch| cut.read(text, batch));
        let mends = scanner.mends().clone();
        self.tables.ledger.add_many(Verdict::UnclosedQuote, mends.unclosed.0, mends.unclosed.1, b"\"");
        self.records += mends.too_long.0;
        self.tables.ledger.add_many(Verdict::TooLong, mends.too_long.0, mends.too_long.1, b"");
    }

    /// Turns dates round where the whole column says so.
    fn settle_dates(&mut self) -> Result<Vec<Notice>, Error> {
        match self.values.dates.settle() {
            Settled::Unasked => Ok(Vec::new()),
            Settled::Open(sample) if !self.layout.platform.kind.needs_time() => {
                self.tables.forget_times();
                Ok(vec![undated(&sample)])
            }
            Settled::Open(sample) => Err(ErrorKind::AmbiguousDates(sample).into()),
            Settled::As { order, turn, against } => {
                if turn {
                    self.tables.map_times(turned);
                }
                self.tables.ledger.add_many(Verdict::DateOrder, against, None, b"");
                self.mapping.date_order = Some(order);
                Ok(vec![order_notice(order)])
            }
        }
    }

    /// Rows that name no currency have the one that all others have.
    fn settle_currency(&mut self, notices: &mut Vec<Notice>) {
        let named: Vec<Currency> =
            self.tables.currencies.iter().copied().filter(|&currency| currency != Currency::NONE).collect();
        let [only] = named.as_slice() else { return };
        if let Some(none) = self.tables.currencies.iter_mut().find(|currency| **currency == Currency::NONE) {
            *none = *only;
            let code = only.code().to_owned();
            let message = format!("Rows that name no currency were taken to be in {code} like the others.");
            notices.push(Notice::new("currencyAssumed", Severity::Info, message, &[("currency", code)]));
        }
    }

    /// Answers on a scale that their header leaves open are of the one that the highest and lowest show.
    fn settle_scale(&mut self) {
        if self.layout.platform.id != "csatSurvey" || !csat_survey::is_open(&self.layout) {
            return;
        }
        let beyond = |row: &Feedback| row.score.is_some_and(|score| !(SCALE..=5 * SCALE).contains(&score));
        if self.tables.feedback.iter().any(beyond) {
            self.tables.feedback.iter_mut().for_each(|row| row.kind = FeedbackKind::Nps);
        }
    }

    /// Rates without a base column are per one euro.
    fn say_base(&self, notices: &mut Vec<Notice>) {
        let platform = self.layout.platform;
        if platform.id == "simpleRates" && self.layout.slots[Is::Base as usize].is_none() {
            let message = "The table names no base currency: its rates were read as units for one euro.";
            notices.push(Notice::new("baseAssumed", Severity::Warning, message.to_owned(), &[]));
        }
    }

    fn tables_are_empty(&self) -> bool {
        let Tables {
            orders,
            refunds,
            people,
            checkouts,
            catalogue,
            returns,
            spend,
            traffic,
            codes,
            feedback,
            rates,
            ..
        } = &self.tables;
        let others =
            checkouts.len() + catalogue.len() + returns.len() + spend.len() + traffic.len() + codes.len();
        orders.len() + refunds.len() + people.all().len() + others + feedback.len() + rates.len() == 0
    }

    /// What most records lack, with the place of the first one.
    fn nothing_read(&self) -> Error {
        if self.records == 0 {
            return ErrorKind::HeaderOnly.into();
        }
        let kind = self.layout.platform.kind;
        if !kind.has_orders() && !self.tables.ledger.entries().any(|(verdict, _)| verdict.of_cells()) {
            let (code, needs) = (self.layout.platform.id, kind.needs());
            return ErrorKind::NothingUsable(code, needs).into();
        }
        let times = [Verdict::NoTime, Verdict::BadTime, Verdict::TimeOutOfRange];
        let amounts = [Verdict::NoAmount, Verdict::BadAmount, Verdict::AmountOutOfRange];
        let count =
            |of: [Verdict; 3]| of.iter().map(|&verdict| self.tables.ledger.count(verdict)).sum::<u64>();
        let [time, amount] = self.values.bad_samples.clone();
        let (kind, verdicts) = if count(times) >= count(amounts) {
            (ErrorKind::NoDates(time), times)
        } else {
            (ErrorKind::NoAmounts(amount), amounts)
        };
        let first = self.tables.ledger.entries().filter(|(verdict, _)| verdicts.contains(verdict));
        match first.filter_map(|(_, entry)| entry.first).min() {
            Some((record, line)) => Error::new(kind).at(Position { record, line }),
            None => kind.into(),
        }
    }
}

/// A batch's records one by one.
struct Cut<'a> {
    layout: &'a Layout,
    values: &'a mut Values,
    tables: &'a mut Tables,
    words: &'a mut Interner,
    quote: Option<u8>,
    skip: u64,
    width: u32,
    records: &'a mut u64,
}

impl Cut<'_> {
    fn read(&mut self, text: &[u8], batch: &Batch) {
        let before = batch.first_record - 1;
        let first = usize::try_from(self.skip.saturating_sub(before)).unwrap_or(usize::MAX).min(batch.len());
        for index in first..batch.len() {
            let record = Record { text, batch, index, quote: self.quote };
            *self.records += 1;
            if batch.fields(index) != self.width && !self.layout.platform.reading.sections {
                let fields = format!("{} fields", batch.fields(index));
                self.tables.ledger.add(Verdict::Ragged, record.position(), fields.as_bytes());
            }
            let Self { layout, values, tables, words, .. } = self;
            (layout.platform.row)(&mut Row { record, layout, values, tables, words });
        }
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
