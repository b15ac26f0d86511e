//! Files cleaned on their way in or into storage: bytes of an export in, UTF-8 bytes of the same kind out, without the
//! records of erased people, with corrected keys, and, to keep a file, without what Linger does not read.
//!
//! A person is erased by a tombstone: the SHA-256 of `salt:key`, so that the list of the erased names nobody. The key is
//! looked for as the reader makes it (case of addresses, guards and spaces do not matter). What is not touched stays byte
//! for byte as it was, decoded to UTF-8. Any chunking gives the same bytes.

mod events;
mod table;
mod who;

use crate::error::{Error, ErrorKind};
use crate::read::text::{Decoders, NoDecoder, Text};
use events::{Events, is_json};
use serde::Deserialize;
use table::Table;
use who::Who;

/// Text that shows what a file is.
const HEAD: usize = 256 << 10;

/// Whom to leave out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Drop {
    /// Secret that the hashes were made with.
    pub salt: String,
    /// SHA-256 of `salt:key` in hex, 64 digits.
    pub hashes: Vec<String>,
}

/// One key that stands for another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The key as it is known.
    pub from: String,
    /// What to write in its place.
    pub to: String,
}

/// Where a table that no one knows says who, by header text or zero-based index.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Columns {
    /// The customer.
    pub customer: Option<Column>,
    /// The order, by which lines without a customer follow one that has.
    pub order: Option<Column>,
    /// All columns that are read; the others are blanked with `keep`. Without any the table is a known platform's, or each
    /// cell may name a person.
    pub read: Vec<Column>,
    /// Whether the first record is data.
    pub headless: bool,
    /// What stands between fields; found when not given.
    pub delimiter: Option<String>,
    /// The platform whose name stands before keys of its own, as in "eBay: ann99": cells have them without it.
    pub platform: Option<String>,
}

/// A column by header text or by zero-based index.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Column {
    /// Zero-based.
    Index(usize),
    /// Header text.
    Name(String),
}

/// What a filter does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Whom to leave out.
    pub drop: Drop,
    /// Keys to write anew.
    pub correct: Vec<Correction>,
    /// Blank what Linger does not read.
    pub keep: bool,
    /// Of tables that are no known platform's; without them every cell may name a person.
    pub columns: Option<Columns>,
    /// The text's encoding; found when not given.
    pub encoding: Option<String>,
}

/// Cleans one file.
pub struct Filter {
    text: Text,
    head: Vec<u8>,
    body: Option<Body>,
    who: Who,
    keep: bool,
    columns: Option<Columns>,
}

enum Body {
    Table(Box<Table>),
    Events(Box<Events>),
}

impl Filter {
    /// A filter for one file.
    ///
    /// # Errors
    ///
    /// A hash that is none, or an encoding that the host cannot decode.
    pub fn new(options: Options, decoders: Decoders) -> Result<Self, Error> {
        let text = match options.encoding.as_deref() {
            Some(label) => Text::with_label(decoders, label).map_err(unknown)?,
            None => Text::new(decoders),
        };
        let platform = options.columns.as_ref().and_then(|columns| columns.platform.as_deref());
        let who = Who::new(&options.drop, &options.correct, platform)?;
        Ok(Self { text, head: Vec::new(), body: None, who, keep: options.keep, columns: options.columns })
    }

    /// Records left out so far.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.who.dropped
    }

    /// Records with a corrected key so far.
    #[must_use]
    pub fn corrected(&self) -> u64 {
        self.who.corrected
    }

    /// Takes a chunk and gives what can be given of it.
    ///
    /// # Errors
    ///
    /// An encoding that the host cannot decode.
    pub fn push(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Error> {
        self.feed(chunk, false)
    }

    /// Gives the rest.
    ///
    /// # Errors
    ///
    /// As `push`.
    pub fn finish(&mut self) -> Result<Vec<u8>, Error> {
        let mut out = self.feed(b"", true)?;
        if self.body.is_none() {
            self.begin(&mut out);
        }
        match &mut self.body {
            Some(Body::Table(table)) => table.finish(&mut self.who, &mut out),
            Some(Body::Events(events)) => events.finish(&mut self.who, &mut out),
            None => {}
        }
        Ok(out)
    }

    fn feed(&mut self, chunk: &[u8], last: bool) -> Result<Vec<u8>, Error> {
        let mut decoded = Vec::new();
        self.text.push(chunk, last, &mut |text| decoded.extend_from_slice(text)).map_err(unknown)?;
        let mut out = Vec::new();
        match &mut self.body {
            Some(body) => body.push(&decoded, &mut self.who, &mut out),
            None => {
                self.head.extend_from_slice(&decoded);
                if self.head.len() >= HEAD {
                    self.begin(&mut out);
                }
            }
        }
        Ok(out)
    }

    /// Sees what the file is and cleans its beginning. Only so much is looked at as every chunking has by then.
    fn begin(&mut self, out: &mut Vec<u8>) {
        let head = std::mem::take(&mut self.head);
        let look = &head[..head.len().min(HEAD)];
        let mut body = if is_json(look) {
            Body::Events(Box::new(Events::new(self.keep)))
        } else {
            Body::Table(Box::new(Table::new(look, self.columns.as_ref(), self.keep)))
        };
        body.push(&head, &mut self.who, out);
        self.body = Some(body);
    }
}

impl Body {
    fn push(&mut self, text: &[u8], who: &mut Who, out: &mut Vec<u8>) {
        match self {
            Self::Table(table) => table.push(text, who, out),
            Self::Events(events) => events.push(text, who, out),
        }
    }
}

fn unknown(error: NoDecoder) -> Error {
    ErrorKind::UnknownEncoding(error.0).into()
}

#[cfg(test)]
mod tests;
