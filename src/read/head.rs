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
    let mut found = Vec::new();
    let mut fields: Vec<Vec<u8>> = Vec::new();
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
        fields.push(text[start..at].to_vec());
        start = at + 1;
        state = Inside::FieldStart;
        if ends_record {
            if let Some(fields) = finished(std::mem::take(&mut fields), dialect) {
                found.push(HeadRecord { line: record_line, fields });
            }
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

/// The contents of raw fields; `None` for an empty line.
fn finished(mut raw: Vec<Vec<u8>>, dialect: Dialect) -> Option<Vec<Vec<u8>>> {
    if let Some(last) = raw.last_mut().filter(|last| last.last() == Some(&b'\r')) {
        last.pop();
    }
    if dialect.delimiter == b' ' {
        raw = spaced(&raw);
    }
    let empty = raw.len() == 1 && raw[0].is_empty();
    let contents = raw.iter().map(|field| field::content(field, dialect.quote).into_owned());
    (!empty).then(|| contents.collect())
}

/// Fields between runs of spaces: leading spaces delimit nothing, trailing ones an empty field.
fn spaced(raw: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut fields: Vec<Vec<u8>> = raw.iter().filter(|field| !field.is_empty()).cloned().collect();
    if raw.last().is_some_and(Vec::is_empty) {
        fields.push(Vec::new());
    }
    fields
}
