//! The bytes of one file → its tables: encoding, dialect, header, export or mapping, then record by record.

use super::File;
use super::gives::gives;
use super::options::FileOptions;
use super::settled::{keys, no_amounts, note_orders, span, undated};
use super::summary::{MappingFound, Recognised, TableSummary, field_qualities, ledger_lines};
use super::whence;
use crate::error::{Error, ErrorKind, Notice, Position, Severity};
use crate::math::order::sorted;
use crate::money::{Currency, SCALE};
use crate::read::dialect::Dialect;
use crate::read::field::trim;
use crate::read::head::{self, HeadRecord};
use crate::read::records::Records;
use crate::read::scan::Batch;
use crate::read::text::{Decoders, NoDecoder, Text};
use crate::source::aliases::aliases;
use crate::source::aliases_localised;
use crate::source::dates::{DateOrder, Dates, NoTime, Settled, turned};
use crate::source::header::{HEADER_WITHIN, commonest_width, header_position, texts};
use crate::source::mapping::{self, FIELDS, Mapping};
use crate::source::platforms::paypal_zones::speaks_for;
use crate::source::platforms::row::Values;
use crate::source::platforms::{self, Is, Layout, Row, csat_survey, generic};
use crate::source::record::Record;
use crate::source::signature::not_text;
use crate::tables::interner::Interner;
use crate::tables::ledger::Verdict;
use crate::tables::shop::{Feedback, FeedbackKind, Kind, Tables};
use std::borrow::Cow;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::Xxh3;

/// Text by which dialect, header and mapping are judged.
const HEAD: usize = 256 << 10;
/// Records looked at for a header and for samples.
const LOOK: usize = 200;
/// Below this a person is asked to look at the mapping.
const SURE: f64 = 0.75;

/// Reads one file.
pub struct Intake {
    name: String,
    options: FileOptions,
    text: Text,
    first_bytes: Vec<u8>,
    bytes: u64,
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
        failure.map_or(Ok(()), |error| Err(error.in_file(&self.name)))
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

/// What a table is, by its first bytes, without reading it.
///
/// # Errors
///
/// It is no text, empty, or the host cannot decode it.
pub fn recognise(head: &[u8], options: &FileOptions, decoders: Decoders) -> Result<Recognised, Error> {
    if let Some(what) = not_text(&head[..head.len().min(4096)]) {
        return Err(ErrorKind::NotText(what).into());
    }
    let unknown = |error: NoDecoder| Error::new(ErrorKind::UnknownEncoding(error.0));
    let mut text = match options.encoding.as_deref() {
        Some(label) => Text::with_label(decoders, label).map_err(unknown)?,
        None => Text::new(decoders),
    };
    let mut decoded = Vec::new();
    text.push(head, true, &mut |part| decoded.extend_from_slice(part)).map_err(unknown)?;
    let start = start(&decoded, options)?;
    let platform = start.layout.platform;
    Ok(Recognised {
        source: platform.id,
        platform: platform.name,
        kind: platform.kind,
        confidence: start.mapping.confidence,
        language: start.layout.language,
        missing: start.missing,
        gives: gives(&start.layout, &start.mapping.samples),
        direct: platform.id == "shopifyOrders"
            || (platform.id == "generic" && start.layout.language.is_none()),
        mapping: start.mapping,
    })
}

/// What the head of a file settles.
struct Start {
    dialect: Dialect,
    layout: Layout,
    values: Values,
    mapping: MappingFound,
    missing: Vec<&'static str>,
    header_at: Option<usize>,
    width: usize,
    first: HeadRecord,
}

fn start(head: &[u8], options: &FileOptions) -> Result<Start, Error> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = &head[..head.len().min(HEAD)];
    let given = &options.mapping;
    let dialect = given.delimiter_byte().map_or_else(
        || Dialect::detect(&uncommented(head)),
        |delimiter| Dialect::with_delimiter(head, delimiter),
    );
    let records = head::records(head, dialect, LOOK);
    let first = records.first().cloned().ok_or(ErrorKind::EmptyFile)?;
    let known = if given.names_columns() { None } else { known(&records) };
    let (layout, header_at, confidence, missing) = match known {
        Some((layout, at)) => (layout, Some(at), 1.0, Vec::new()),
        None => mapped(&records, given)?,
    };
    let reading = &layout.platform.reading;
    let dialect = if reading.quotes { dialect } else { Dialect { quote: None, ..dialect } };
    let data = &records[header_at.map_or(0, |at| at + 1)..];
    let order = given.date_order.or(reading.dates).or_else(|| order_of_language(&layout, data));
    let mut values = Values::new(order, given.decimal_byte().or(reading.decimal));
    values.statuses =
        options.statuses.iter().map(|(word, &meaning)| (word.trim().to_lowercase(), meaning)).collect();
    values.currency = options.currency.as_deref().and_then(|code| Currency::parse(code.as_bytes()));
    if dialect.delimiter == b';' {
        values.amounts.lean_to_comma();
    }
    vote(&mut values, &layout, data);
    settle_zoned(&mut values, &layout, data);
    let width = header_at.map_or_else(|| commonest_width(&records), |_| layout.headers.len());
    let mapping = MappingFound {
        fields: fields(&layout),
        confidence,
        needs_review: confidence < SURE,
        header: header_at.is_some(),
        headers: layout.headers.clone(),
        samples: data.iter().take(5).map(texts).collect(),
        delimiter: char::from(dialect.delimiter).to_string(),
        date_order: None,
        decimal: '.',
    };
    Ok(Start { dialect, layout, values, mapping, missing, header_at, width, first })
}

/// The text without its lines of comments, where it begins with one: their words would be taken for fields.
fn uncommented(head: &[u8]) -> Cow<'_, [u8]> {
    if !head.starts_with(b"#") {
        return Cow::Borrowed(head);
    }
    let lines = head.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.starts_with(b"#"));
    Cow::Owned(lines.flatten().copied().collect())
}

/// Meaning to header text; of a table of no known platform by the names that mappings have.
fn fields(layout: &Layout) -> BTreeMap<&'static str, String> {
    if layout.platform.id != generic::PLATFORM.id {
        return layout.fields();
    }
    FIELDS
        .into_iter()
        .filter_map(|field| Some((field.name(), layout.header(generic::is(field))?.to_owned())))
        .collect()
}

/// The header of a known export among the first records.
fn known(records: &[HeadRecord]) -> Option<(Layout, usize)> {
    let all: Vec<Vec<String>> = records.iter().take(HEADER_WITHIN).map(header_texts).collect();
    let lines: Vec<String> = all.iter().map(|fields| fields.join(",")).collect();
    let best = |general: bool| {
        let candidates = all.iter().enumerate().filter(|(_, fields)| fields.len() > 1);
        let found = candidates
            .filter_map(|(at, fields)| Some((platforms::recognise(fields, &lines[..at], general)?, at)));
        found.reduce(|best, other| if other.0.matched > best.0.matched { other } else { best })
    };
    best(false).or_else(|| best(true)).map(|(found, at)| (found.layout, at))
}

/// The texts of a header, also of one that was pasted with commas above records with tabs.
fn header_texts(record: &HeadRecord) -> Vec<String> {
    let texts = texts(record);
    match texts.as_slice() {
        [only] if only.contains(',') => only.split(',').map(|text| text.trim().to_owned()).collect(),
        _ => texts,
    }
}

type Mapped = (Layout, Option<usize>, f64, Vec<&'static str>);

/// The columns of a table that no platform is known for.
fn mapped(records: &[HeadRecord], given: &Mapping) -> Result<Mapped, Error> {
    let header_at = header_position(records, given.header);
    let headers = header_at.map(|at| texts(&records[at])).unwrap_or_default();
    let data = &records[header_at.map_or(0, |at| at + 1)..];
    let samples: Vec<Vec<Vec<u8>>> = data.iter().map(|record| record.fields.clone()).collect();
    let assigned = mapping::assign(given, &headers, &samples)?;
    let columns: Vec<(Is, usize)> =
        FIELDS.into_iter().filter_map(|field| Some((generic::is(field), assigned.column(field)?))).collect();
    let width = samples.iter().map(Vec::len).chain([headers.len()]).max().unwrap_or(0);
    let label = |column: usize| match headers.get(column) {
        Some(header) if !header.is_empty() => header.clone(),
        _ => format!("column {}", column + 1),
    };
    let labels = (0..width).map(label).collect();
    let mut layout = Layout::new(&generic::PLATFORM, &columns, labels);
    let languages = FIELDS.into_iter().filter_map(|field| {
        let header = headers.get(assigned.column(field)?)?;
        // A word that English and Chinese headers have too tells no language.
        if aliases(field).contains(&mapping::normal(header).as_str()) {
            return None;
        }
        aliases_localised::fit(field, header).map(|(_, language)| language)
    });
    let languages: Vec<&str> = sorted(languages.collect());
    let commonest = languages.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
    layout.language = commonest.map(|run| run[0]);
    Ok((layout, header_at, assigned.confidence, assigned.missing()))
}

/// Lets the samples say which decimal mark the file has, before the first record is read.
fn vote(values: &mut Values, layout: &Layout, data: &[HeadRecord]) {
    const MONEY: [Is; 15] = [
        Is::Total,
        Is::Subtotal,
        Is::LineTotal,
        Is::LineNet,
        Is::UnitPrice,
        Is::Shipping,
        Is::Tax,
        Is::Discount,
        Is::Refund,
        Is::Spend,
        Is::Price,
        Is::TotalSpent,
        Is::Cost,
        Is::ConversionValue,
        Is::Rate,
    ];
    for slot in MONEY.iter().filter_map(|&is| layout.slots[is as usize]) {
        let column = layout.wanted[slot] as usize;
        for cell in data.iter().filter_map(|record| record.fields.get(column)) {
            // What cannot be read casts no vote.
            let _ = values.amounts.parse(cell);
        }
    }
    values.amounts.rounded = 0;
    values.amounts.named = None;
    if values.amounts.decimal() == b',' {
        values.counts.lean_to_comma();
    }
}

/// Day first where the header's language writes so and no sample says otherwise.
fn order_of_language(layout: &Layout, data: &[HeadRecord]) -> Option<DateOrder> {
    let slot =
        layout.slots[Is::Time as usize].filter(|_| matches!(layout.language, Some("de" | "es" | "fr")))?;
    let column = layout.wanted[slot] as usize;
    let mut dates = Dates::new(Some(DateOrder::Dmy));
    let mut cells = data.iter().filter_map(|record| record.fields.get(column));
    cells.all(|cell| dates.parse(cell) != Err(NoTime::Unreadable)).then_some(DateOrder::Dmy)
}

/// Instants cannot be turned round once they are read: in tables with a column of zones the first records settle the order
/// of day and month.
fn settle_zoned(values: &mut Values, layout: &Layout, data: &[HeadRecord]) {
    let column = |is: Is| Some(layout.wanted[layout.slots[is as usize]?] as usize);
    let Some((time, zone)) = column(Is::Time).zip(column(Is::Zone)) else { return };
    let cell = |record: &HeadRecord, column: usize| {
        record.fields.get(column).map(|cell| trim(cell).to_vec()).unwrap_or_default()
    };
    let mut dates = Dates::new(None);
    for record in data {
        // What cannot be read casts no vote.
        let _ = dates.parse(&cell(record, time));
    }
    let by_zone = || data.iter().find_map(|record| speaks_for(&cell(record, time), &cell(record, zone)));
    let order = match dates.settle() {
        Settled::As { order, .. } => Some(order),
        Settled::Open(_) => by_zone(),
        Settled::Unasked => None,
    };
    if let Some(order) = order {
        values.settle_dates(order);
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
    let Start { dialect, layout, values, mapping, missing, header_at, width, first } = begun;
    if !missing.is_empty() {
        return Err(if mapping.samples.is_empty() {
            ErrorKind::HeaderOnly
        } else {
            ErrorKind::UnmappedColumns(missing)
        }
        .into());
    }
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
