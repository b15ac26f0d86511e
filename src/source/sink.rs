//! Where a source puts its rows: orders, customer keys, the ledger, and what each field looked like.

use super::amounts::{Amounts, NoAmount};
use super::dates::{Dates, NoTime, Stamp};
use crate::read::field::{content, trim};
use crate::read::scan::Batch;
use crate::tables::ledger::{Ledger, Verdict};
use crate::tables::orders::Orders;
use std::borrow::Cow;

/// How a field's cells looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldStats {
    /// Blank cells.
    pub blank: u64,
    /// Cells that could not be read.
    pub unreadable: u64,
}

/// What one file gives.
#[derive(Debug, Default)]
pub struct Sink {
    /// Orders so far.
    pub orders: Orders,
    /// Verdicts so far.
    pub ledger: Ledger,
    /// By field, in the order of the source's own list.
    pub fields: Vec<FieldStats>,
    /// Records used or not, without the header and what is above it.
    pub records: u64,
    /// A value of the time and the amount column that could not be read, for messages.
    pub bad_samples: [String; 2],
}

/// One record of a batch.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The text that the batch points into.
    pub text: &'a [u8],
    /// The batch.
    pub batch: &'a Batch,
    /// Index in the batch.
    pub index: usize,
    /// The quote of the dialect.
    pub quote: Option<u8>,
}

impl<'a> Record<'a> {
    /// The trimmed content of a wanted field.
    #[must_use]
    #[inline]
    pub fn cell(&self, slot: usize) -> Cow<'a, [u8]> {
        match content(self.batch.raw(self.text, self.index, slot), self.quote) {
            Cow::Borrowed(cell) => Cow::Borrowed(trim(cell)),
            Cow::Owned(cell) => Cow::Owned(trim(&cell).to_vec()),
        }
    }

    /// Whether a wanted field has no bytes at all.
    #[must_use]
    #[inline]
    pub fn is_empty(&self, slot: usize) -> bool {
        self.batch.raw(self.text, self.index, slot).is_empty()
    }

    /// Record number and line, both one-based.
    #[must_use]
    pub fn position(&self) -> (u64, u64) {
        (self.batch.first_record + self.index as u64, self.batch.line(self.index))
    }
}

impl Sink {
    /// An empty sink for a source with so many fields.
    #[must_use]
    pub fn new(fields: usize) -> Self {
        Self { fields: vec![FieldStats::default(); fields], ..Self::default() }
    }

    /// The time of a cell, or its verdict in the ledger.
    #[inline]
    pub fn time(&mut self, dates: &mut Dates, cell: &[u8], record: &Record, stats: usize) -> Option<Stamp> {
        let failure = match dates.parse(cell) {
            Ok(stamp) => return Some(stamp),
            Err(failure) => failure,
        };
        let verdict = match failure {
            NoTime::Blank => Verdict::NoTime,
            NoTime::Unreadable => Verdict::BadTime,
            NoTime::OutOfRange => Verdict::TimeOutOfRange,
        };
        self.unreadable(verdict, failure == NoTime::Blank, cell, record, stats);
        remember(&mut self.bad_samples[0], cell);
        None
    }

    /// The amount of a cell, or its verdict in the ledger.
    #[inline]
    pub fn amount(
        &mut self,
        amounts: &mut Amounts,
        cell: &[u8],
        record: &Record,
        stats: usize,
    ) -> Option<i64> {
        let failure = match amounts.parse(cell) {
            Ok(amount) => return Some(amount),
            Err(failure) => failure,
        };
        let verdict = match failure {
            NoAmount::Blank => Verdict::NoAmount,
            NoAmount::Unreadable => Verdict::BadAmount,
            NoAmount::OutOfRange => Verdict::AmountOutOfRange,
        };
        self.unreadable(verdict, failure == NoAmount::Blank, cell, record, stats);
        remember(&mut self.bad_samples[1], cell);
        None
    }

    /// An amount that may be missing: 0 when blank, 0 and counted when unreadable.
    pub fn optional_amount(&mut self, amounts: &mut Amounts, cell: &[u8], stats: usize) -> i64 {
        match amounts.parse(cell) {
            Ok(amount) => amount,
            Err(NoAmount::Blank) => {
                self.fields[stats].blank += 1;
                0
            }
            Err(_) => {
                self.fields[stats].unreadable += 1;
                0
            }
        }
    }

    #[cold]
    fn unreadable(&mut self, verdict: Verdict, blank: bool, cell: &[u8], record: &Record, stats: usize) {
        self.ledger.add(verdict, record.position(), cell);
        let field = &mut self.fields[stats];
        if blank {
            field.blank += 1;
        } else {
            field.unreadable += 1;
        }
    }
}

fn remember(sample: &mut String, cell: &[u8]) {
    if sample.is_empty() {
        *sample = String::from_utf8_lossy(cell).chars().take(40).collect();
    }
}

/// A customer key as it is kept: e-mail addresses in lower case, no apostrophe guard, bytes that are no UTF-8
/// replaced as everywhere the key is shown; `None` for nobody.
#[must_use]
pub fn customer_key(cell: &[u8]) -> Option<Cow<'_, [u8]>> {
    let cell = trim(cell.strip_prefix(b"'").unwrap_or(cell));
    if cell.len() <= 5 && NOBODY_WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word)) {
        return None;
    }
    let shouting = cell.contains(&b'@') && cell.iter().any(u8::is_ascii_uppercase);
    let key = if shouting { Cow::Owned(cell.to_ascii_lowercase()) } else { Cow::Borrowed(cell) };
    let readable = key.is_ascii() || std::str::from_utf8(&key).is_ok();
    Some(if readable { key } else { Cow::Owned(String::from_utf8_lossy(&key).into_owned().into_bytes()) })
}

const NOBODY_WORDS: [&[u8]; 8] = [b"", b"-", b"null", b"none", b"nan", b"n/a", b"na", b"guest"];

#[cfg(test)]
mod tests {
    use super::customer_key;

    #[test]
    fn keys_are_kept_as_they_are_shown() {
        let cases: [(&[u8], Option<&str>); 6] = [
            (b" Ann@Example.COM ", Some("ann@example.com")),
            (b"'C-17", Some("C-17")),
            (b"guest", None),
            (b"", None),
            ("张三".as_bytes(), Some("张三")),
            (b"\xE5\xBC\xA0\xD7\xE4\xB8\x89", Some("张\u{fffd}三")),
        ];
        for (cell, expected) in cases {
            assert_eq!(customer_key(cell).as_deref(), expected.map(str::as_bytes));
        }
    }
}
