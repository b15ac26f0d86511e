//! Where a source puts its rows: orders, customer keys, the ledger, and what each field looked like.

use super::amounts::{Amounts, NoAmount};
use super::dates::{Dates, NoTime, Stamp};
use super::record::Record;
use crate::tables::ledger::{Ledger, Verdict};
use crate::tables::orders::Orders;

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
