//! Linger's own events as a table: the columns are the keys of the format, a record is one event.
//!
//! Each record is written as the object that the storefront script would have written and read as that, so both
//! ways give the same.

use super::{Sink, linger};
use crate::read::field::{content, trim};
use crate::read::json::Value;
use crate::read::scan::Batch;

/// Keys that a header must have to be Linger's own.
const NEEDED: [&str; 3] = ["e", "t", "vid"];

/// What the cells of a column hold.
#[derive(Clone, Copy)]
enum Cells {
    Plain,
    /// Numbers with spaces, commas or semicolons between them, with brackets around or without.
    Numbers,
    /// `true` or 1.
    Flags,
}

/// Turns records into events by the keys of their columns.
pub struct Keyed {
    quote: Option<u8>,
    /// The beginning of each column's member, as it is written.
    columns: Vec<(Vec<u8>, Cells)>,
    has_version: bool,
    object: Vec<u8>,
}

impl Keyed {
    /// A reader of a table with this header, where that is of Linger's own keys.
    #[must_use]
    pub fn detect(headers: &[String], quote: Option<u8>) -> Option<Self> {
        let has = |key: &str| headers.iter().any(|header| header == key);
        NEEDED.iter().all(|key| has(key)).then(|| Self {
            quote,
            columns: headers.iter().map(|key| column(key)).collect(),
            has_version: has("v"),
            object: Vec::new(),
        })
    }

    /// Number of columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Adds the event of a record.
    pub fn event(&mut self, text: &[u8], batch: &Batch, record: usize, sink: &mut Sink) {
        let Self { quote, columns, has_version, object } = self;
        object.clear();
        object.extend_from_slice(if *has_version { b"{" } else { br#"{"v":1"# });
        for (slot, (start, cells)) in columns.iter().enumerate() {
            let cell = content(batch.raw(text, record, slot), *quote);
            let trimmed = trim(&cell);
            if trimmed.is_empty() {
                continue;
            }
            if object.len() > 1 {
                object.push(b',');
            }
            object.extend_from_slice(start);
            match cells {
                Cells::Numbers => numbers(trimmed, object),
                Cells::Flags if trimmed.eq_ignore_ascii_case(b"true") => object.push(b'1'),
                _ if Value::Text(trimmed).number().is_some() => quoted(trimmed, object),
                _ => quoted(&cell, object),
            }
        }
        object.push(b'}');
        linger::read(Value::Object(object), sink);
    }
}

fn column(key: &str) -> (Vec<u8>, Cells) {
    let cells = match key {
        "ab" | "bd" => Cells::Numbers,
        "k" | "i" => Cells::Flags,
        _ => Cells::Plain,
    };
    let mut start = Vec::new();
    quoted(key.as_bytes(), &mut start);
    start.push(b':');
    (start, cells)
}

/// A text, from which numbers are read as well.
fn quoted(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for &byte in text {
        if matches!(byte, b'"' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b'"');
}

fn numbers(cell: &[u8], out: &mut Vec<u8>) {
    let inner = cell.strip_prefix(b"[").and_then(|cell| cell.strip_suffix(b"]")).unwrap_or(cell);
    let parts = inner.split(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b';'));
    out.push(b'[');
    for (at, part) in parts.filter(|part| !part.is_empty()).enumerate() {
        if at > 0 {
            out.push(b',');
        }
        quoted(part, out);
    }
    out.push(b']');
}
