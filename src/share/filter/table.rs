//! Tables, cleaned record by record: text in chunks of any size in, text out. Records are cut as the reader cuts them, also
//! where a quote never closes or a record is too long to be read.

use super::who::{Verdict, Who};
use super::{Column, Columns};
use crate::read::dialect::Dialect;
use crate::read::field::{content, trim};
use crate::read::head::{self, HeadRecord};
use crate::read::scan::{Scanner, State};
use crate::source::keys::{customer_key, phone_digits};
use crate::source::mapping::normal;
use crate::source::shopify_header::{Column as Shopify, columns};

/// As the reader's: a longer record is not read.
const LONGEST_RECORD: usize = 16 << 20;
/// As the reader's: after so many quotes that never close, quotes are data.
const PATIENCE: usize = 64;
/// A header stands within the first so many records.
const HEADER_WITHIN: usize = 40;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// The one note attribute that is read.
const DIGEST: &[u8] = b"_linger:";

/// Where a record says who.
enum Layout {
    Shopify(Box<[Option<usize>]>),
    Known {
        customer: Option<usize>,
        order: Option<usize>,
        read: Vec<usize>,
    },
    /// Anywhere.
    Unknown,
}

/// Cleans records of a table.
pub struct Table {
    scanner: Scanner,
    dialect: Dialect,
    state: State,
    /// The record that the last chunk broke off in.
    carry: Vec<u8>,
    /// In the middle of a record that is too long.
    passing: bool,
    unclosed: usize,
    started: bool,
    /// Records up to the header.
    skip: usize,
    layout: Layout,
    keep: bool,
    /// The order of the last record, and whether it went.
    last: (Vec<u8>, bool),
}

impl Table {
    /// Settles by the beginning of the text how it is read.
    pub fn new(look: &[u8], given: Option<&Columns>, keep: bool) -> Self {
        let look = look.strip_prefix(BYTE_ORDER_MARK).unwrap_or(look);
        let delimiter = given.and_then(|given| given.delimiter.as_ref()?.bytes().next());
        let dialect =
            delimiter.map_or_else(|| Dialect::detect(look), |byte| Dialect::with_delimiter(look, byte));
        let first = head::records(look, dialect, HEADER_WITHIN);
        let (layout, skip) = layout(&first, given);
        Self {
            scanner: Scanner::new(dialect, vec![]),
            dialect,
            state: State::START,
            carry: Vec::new(),
            passing: false,
            unclosed: 0,
            started: false,
            skip,
            layout,
            keep,
            last: (Vec::new(), false),
        }
    }

    pub fn push(&mut self, text: &[u8], who: &mut Who, out: &mut Vec<u8>) {
        let mut rest = text;
        if !self.started {
            self.started = true;
            if let Some(after) = text.strip_prefix(BYTE_ORDER_MARK) {
                out.extend_from_slice(BYTE_ORDER_MARK);
                rest = after;
            }
        }
        while !rest.is_empty() {
            let room = if self.passing { rest.len() } else { LONGEST_RECORD + 1 - self.carry.len() };
            let piece = &rest[..rest.len().min(room)];
            let end = self.scanner.record_end(piece, &mut self.state);
            let (taken, after) = rest.split_at(end.unwrap_or(piece.len()));
            rest = after;
            if self.passing {
                self.pass(taken, out);
            } else {
                self.carry.extend_from_slice(taken);
            }
            if end.is_some() {
                self.end_record(who, out);
            } else if self.carry.len() > LONGEST_RECORD {
                self.limit(who, out);
            }
        }
    }

    pub fn finish(&mut self, who: &mut Who, out: &mut Vec<u8>) {
        while self.state.in_quotes() && !self.carry.is_empty() {
            self.unclosed(who, out);
        }
        self.end_record(who, out);
    }

    fn end_record(&mut self, who: &mut Who, out: &mut Vec<u8>) {
        let carry = std::mem::take(&mut self.carry);
        if !carry.is_empty() {
            self.record(&carry, self.scanner.dialect(), who, out);
        }
        self.carry = carry;
        self.carry.clear();
        self.passing = false;
        self.state = State::START;
    }

    /// A record that is too long for the reader goes through, or out of what is kept.
    fn pass(&self, text: &[u8], out: &mut Vec<u8>) {
        if !self.keep {
            out.extend_from_slice(text);
        }
    }

    fn limit(&mut self, who: &mut Who, out: &mut Vec<u8>) {
        if self.state.in_quotes() {
            self.unclosed(who, out);
            return;
        }
        let carry = std::mem::take(&mut self.carry);
        self.pass(&carry, out);
        self.passing = true;
    }

    /// The first line of the carried text with its quotes as data, and the rest anew.
    fn unclosed(&mut self, who: &mut Who, out: &mut Vec<u8>) {
        let mut line = std::mem::take(&mut self.carry);
        let end = line.iter().position(|&byte| byte == self.dialect.newline).map_or(line.len(), |at| at + 1);
        let rest = line.split_off(end);
        self.unclosed += 1;
        self.record(&line, Dialect { quote: None, ..self.dialect }, who, out);
        if self.unclosed >= PATIENCE {
            self.scanner.ignore_quotes();
        }
        self.state = State::START;
        self.push(&rest, who, out);
    }

    /// Writes a record with its line end, or leaves it out.
    fn record(&mut self, raw: &[u8], read_as: Dialect, who: &mut Who, out: &mut Vec<u8>) {
        let text = without_line_end(raw, self.dialect.newline);
        if text.is_empty() || self.skip > 0 {
            self.skip -= usize::from(!text.is_empty() && self.skip > 0);
            out.extend_from_slice(raw);
            return;
        }
        let spans = spans(text, read_as);
        let record = Cells { text, spans: &spans, quote: read_as.quote };
        let Some(mut cells) = self.cells(&record, who) else {
            who.dropped += 1;
            return;
        };
        who.corrected += u64::from(cells.iter().any(Option::is_some));
        if self.keep {
            self.blank(&record, &mut cells);
        }
        let quoted = read_as.quote != self.dialect.quote;
        if !quoted && cells.iter().all(Option::is_none) {
            out.extend_from_slice(raw);
            return;
        }
        let mut written = 0;
        for (&(start, end), cell) in spans.iter().zip(&cells) {
            out.extend_from_slice(&text[written..start]);
            match cell {
                Some(cell) => self.write(cell, out),
                // Read with quotes as data: so it must read again.
                None if quoted => self.write(&text[start..end], out),
                None => out.extend_from_slice(&text[start..end]),
            }
            written = end;
        }
        out.extend_from_slice(&raw[written..]);
    }

    fn write(&self, cell: &[u8], out: &mut Vec<u8>) {
        let Dialect { delimiter, quote, newline } = self.dialect;
        let special =
            |byte: &u8| *byte == delimiter || *byte == newline || *byte == b'\r' || Some(*byte) == quote;
        match quote {
            Some(quote) if cell.iter().any(special) => {
                out.push(quote);
                for &byte in cell {
                    out.extend(std::iter::repeat_n(byte, if byte == quote { 2 } else { 1 }));
                }
                out.push(quote);
            }
            Some(_) => out.extend_from_slice(cell),
            None => out.extend(cell.iter().map(|byte| if special(byte) { b'_' } else { *byte })),
        }
    }

    /// New texts of cells, `None` for the whole record where it goes.
    fn cells(&mut self, record: &Cells, who: &Who) -> Option<Vec<Option<Vec<u8>>>> {
        let mut cells = vec![None; record.spans.len()];
        if who.is_idle() {
            return Some(cells);
        }
        let anywhere =
            || (0..record.spans.len()).flat_map(|at| [(at, Kind::Key), (at, Kind::Phone)]).collect();
        let (order, named): (_, Vec<(usize, Kind)>) = match &self.layout {
            Layout::Shopify(columns) => (columns[Shopify::Name as usize], shopify_names(record, columns)),
            Layout::Known { customer: Some(customer), order, .. } => (*order, vec![(*customer, Kind::Key)]),
            Layout::Known { customer: None, order, .. } => (*order, anywhere()),
            Layout::Unknown => (None, anywhere()),
        };
        let order = order.map_or_else(Vec::new, |at| record.cell(at));
        let mut goes = false;
        let nameless = named.iter().all(|&(at, _)| customer_key(&record.cell(at)).is_none());
        for (at, kind) in named {
            let cell = record.cell(at);
            match if kind == Kind::Phone { who.of_phone(&cell) } else { who.of_key(&cell) } {
                Verdict::Stays => {}
                Verdict::Goes => goes = true,
                Verdict::Becomes(text) => cells[at] = Some(text),
            }
        }
        let beside = record.spans.len().saturating_sub(1);
        goes |= (0..beside).any(|at| who.erases_name(&record.cell(at), &record.cell(at + 1)));
        let follows = !order.is_empty() && order == self.last.0 && self.last.1;
        goes |= follows && (nameless || matches!(self.layout, Layout::Shopify(_)));
        self.last = (order, goes);
        (!goes).then_some(cells)
    }

    /// Empties what is not read, and what names somebody who is known by another column.
    fn blank(&self, record: &Cells, cells: &mut [Option<Vec<u8>>]) {
        let mut empty = |at: usize| {
            if let Some(cell) = cells.get_mut(at).filter(|_| !record.is_empty(at)) {
                *cell = Some(Vec::new());
            }
        };
        match &self.layout {
            Layout::Unknown => {}
            Layout::Known { read, .. } => {
                (0..record.spans.len()).filter(|at| !read.contains(at)).for_each(empty)
            }
            Layout::Shopify(columns) => {
                (0..record.spans.len()).filter(|at| !columns.contains(&Some(*at))).for_each(&mut empty);
                let named = shopify_names(record, columns);
                let known = named.iter().position(|&(at, kind)| record.names(at, kind));
                let spare = known.map_or(0, |at| at + 1);
                let all = SHOPIFY_NAMES.iter().filter_map(|&(column, _)| columns[column as usize]);
                let needed: Vec<usize> = named.iter().take(spare).map(|&(at, _)| at).collect();
                all.filter(|at| known.is_some() && !needed.contains(at)).for_each(&mut empty);
                if let Some(at) = columns[Shopify::NoteAttributes as usize].filter(|&at| !record.is_empty(at))
                {
                    let note = record.cell(at);
                    let digest = note.split(|&byte| byte == b'\n').find(|line| line.starts_with(DIGEST));
                    cells[at] = Some(digest.unwrap_or_default().to_vec());
                }
            }
        }
    }
}

/// How a cell names a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Key,
    Phone,
}

/// The first that says something is the key.
const SHOPIFY_NAMES: [(Shopify, Kind); 4] = [
    (Shopify::Email, Kind::Key),
    (Shopify::Phone, Kind::Phone),
    (Shopify::BillingPhone, Kind::Phone),
    (Shopify::BillingName, Kind::Key),
];

/// The cells of a Shopify record that name its customer: a name only where nothing better does, for people share names.
fn shopify_names(record: &Cells, columns: &[Option<usize>]) -> Vec<(usize, Kind)> {
    let mut named = Vec::new();
    for (column, kind) in SHOPIFY_NAMES {
        let known = named.iter().any(|&(at, kind)| record.names(at, kind));
        let Some(at) = columns[column as usize].filter(|_| column != Shopify::BillingName || !known) else {
            continue;
        };
        named.push((at, kind));
    }
    named
}

/// A record's fields.
struct Cells<'a> {
    text: &'a [u8],
    spans: &'a [(usize, usize)],
    quote: Option<u8>,
}

impl Cells<'_> {
    fn is_empty(&self, at: usize) -> bool {
        self.spans.get(at).is_none_or(|(start, end)| start == end)
    }

    fn cell(&self, at: usize) -> Vec<u8> {
        let raw = self.spans.get(at).map_or(&b""[..], |&(start, end)| &self.text[start..end]);
        trim(&content(raw, self.quote)).to_vec()
    }

    fn names(&self, at: usize, kind: Kind) -> bool {
        let cell = self.cell(at);
        if kind == Kind::Phone { phone_digits(&cell).is_some() } else { customer_key(&cell).is_some() }
    }
}

fn without_line_end(raw: &[u8], newline: u8) -> &[u8] {
    let line = raw.strip_suffix(&[newline]).unwrap_or(raw);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Where the fields of one record stand, quotes included.
fn spans(text: &[u8], dialect: Dialect) -> Vec<(usize, usize)> {
    let (mut spans, mut start) = (Vec::new(), 0);
    let (mut inside, mut closed) = (false, false);
    for (at, &byte) in text.iter().enumerate() {
        let quote = Some(byte) == dialect.quote;
        if byte == dialect.delimiter && !inside {
            spans.push((start, at));
            start = at + 1;
            closed = false;
        } else if inside {
            (inside, closed) = (!quote, quote);
        } else {
            inside = quote && (at == start || closed);
            closed = false;
        }
    }
    spans.push((start, text.len()));
    if dialect.delimiter == b' ' {
        let last = spans.len() - 1;
        let kept = spans.iter().enumerate().filter(|(at, (start, end))| start != end || *at == last);
        return kept.map(|(_, span)| *span).collect();
    }
    spans
}

/// What the table is, and the records up to its header.
fn layout(first: &[HeadRecord], given: Option<&Columns>) -> (Layout, usize) {
    let Some(given) = given.filter(|given| !given.read.is_empty()) else {
        let shopify =
            first.iter().enumerate().find_map(|(at, record)| Some((columns(&texts(record))?, at + 1)));
        return shopify
            .map_or((Layout::Unknown, 0), |(columns, skip)| (Layout::Shopify(Box::new(columns)), skip));
    };
    let named = [&given.customer, &given.order].into_iter().flatten().chain(&given.read);
    let wanted: Vec<&str> = named
        .filter_map(|column| match column {
            Column::Name(name) => Some(name.as_str()),
            Column::Index(_) => None,
        })
        .collect();
    let holds = |headers: &[String]| wanted.iter().all(|name| place(headers, name).is_some());
    let header =
        first.iter().map(texts).position(|headers| !given.headless && !wanted.is_empty() && holds(&headers));
    let headers = header.and_then(|at| first.get(at)).map(texts).unwrap_or_default();
    let find = |column: &Column| match column {
        Column::Index(at) => Some(*at),
        Column::Name(name) => place(&headers, name),
    };
    let customer = given.customer.as_ref().and_then(find);
    if customer.is_none() && given.customer.is_some() {
        return (Layout::Unknown, 0);
    }
    let order = given.order.as_ref().and_then(find);
    let mut read: Vec<usize> = given.read.iter().filter_map(find).collect();
    read.extend(customer.into_iter().chain(order));
    (Layout::Known { customer, order, read }, header.map_or(0, |at| at + 1))
}

fn place(headers: &[String], name: &str) -> Option<usize> {
    headers
        .iter()
        .position(|header| header == name)
        .or_else(|| headers.iter().position(|header| normal(header) == normal(name)))
}

fn texts(record: &HeadRecord) -> Vec<String> {
    record.fields.iter().map(|cell| String::from_utf8_lossy(trim(cell)).into_owned()).collect()
}
