//! The first records of a text, byte by byte: what dialect, header and mapping are judged by.
//!
//! Also the twin that the scanner is tested against.

use super::dialect::Dialect;
use super::field;

/// A record with all its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadRecord {
    /// One-based line on which it begins.
    pub line: u64,
    /// Contents of the fields.
    pub fields: Vec<Vec<u8>>,
}

/// At most `limit` records of a text, empty lines left out. A last record without a line end counts.
#[must_use]
pub fn records(text: &[u8], dialect: Dialect, limit: usize) -> Vec<HeadRecord> {
    let content = |field: &&[u8]| field::content(field, dialect.quote).into_owned();
    let record =
        |(line, raw): (u64, Vec<&[u8]>)| HeadRecord { line, fields: raw.iter().map(content).collect() };
    raw(text, dialect, limit).into_iter().map(record).collect()
}

/// How many fields each of these records has.
#[must_use]
pub fn widths(text: &[u8], dialect: Dialect, limit: usize) -> Vec<usize> {
    raw(text, dialect, limit).iter().map(|(_, fields)| fields.len()).collect()
}

/// The raw fields of records, with the line on which each begins.
fn raw(text: &[u8], dialect: Dialect, limit: usize) -> Vec<(u64, Vec<&[u8]>)> {
    let mut found: Vec<(u64, Vec<&[u8]>)> = Vec::new();
    let mut fields: Vec<&[u8]> = Vec::new();
    let (mut start, mut line, mut record_line) = (0, 1, 1);
    let mut state = Inside::FieldStart;
    for at in 0..=text.len() {
        if found.len() == limit {
            return found;
        }
        let byte = text.get(at).copied();
        line += u64::from(byte == Some(dialect.newline));
        let ends_record = byte.is_none() || (byte == Some(dialect.newline) && state != Inside::Quotes);
        let ends_field = ends_record || (byte == Some(dialect.delimiter) && state != Inside::Quotes);
        if !ends_field {
            state = state.after(byte.unwrap_or_default(), dialect.quote);
            continue;
        }
        fields.push(&text[start..at]);
        start = at + 1;
        state = Inside::FieldStart;
        if ends_record {
            let width = fields.len();
            let whole = std::mem::replace(&mut fields, Vec::with_capacity(width));
            found.extend(finished(whole, dialect).map(|fields| (record_line, fields)));
            record_line = line;
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    FieldStart,
    Plain,
    Quotes,
    AfterQuote,
}

impl Inside {
    fn after(self, byte: u8, quote: Option<u8>) -> Self {
        match (self, Some(byte) == quote) {
            (Self::Quotes, true) => Self::AfterQuote,
            (Self::Quotes, false) | (Self::FieldStart | Self::AfterQuote, true) => Self::Quotes,
            _ => Self::Plain,
        }
    }
}

/// The raw fields of a line; `None` for an empty one.
fn finished(mut fields: Vec<&[u8]>, dialect: Dialect) -> Option<Vec<&[u8]>> {
    if let Some(last) = fields.last_mut() {
        *last = last.strip_suffix(b"\r").unwrap_or(last);
    }
    if dialect.delimiter == b' ' {
        fields = spaced(&fields);
    }
    let empty = fields.len() == 1 && fields[0].is_empty();
    (!empty).then_some(fields)
}

/// Fields between runs of spaces: leading spaces delimit nothing, trailing ones an empty field.
fn spaced<'a>(raw: &[&'a [u8]]) -> Vec<&'a [u8]> {
    let mut fields: Vec<&[u8]> = raw.iter().copied().filter(|field| !field.is_empty()).collect();
    if raw.last().is_some_and(|last| last.is_empty()) {
        fields.push(b"");
    }
    fields
}
