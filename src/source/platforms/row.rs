//! One record as a platform's file sees it: cells by meaning; in `came_by`, `orders` and `people` the steps that most exports share.

mod came_by;
mod orders;
mod people;

use super::ga4::Section;
use super::header::Layout;
use super::is::{ALL, Is};
use super::meaning::Meaning;
use super::paypal_types::Class;
use crate::money::Currency;
use crate::source::amounts::{Amounts, NoAmount};
use crate::source::dates::{Anchor, DateOrder, Dates, NoTime, Stamp};
use crate::source::record::Record;
use crate::tables::interner::Interner;
use crate::tables::ledger::Verdict;
use crate::tables::shop::{NO_WORD, Tables, Word};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Readers of cells, for one file.
#[derive(Debug)]
pub struct Values {
    /// Reads the time of orders.
    pub dates: Dates,
    /// Reads all other times.
    pub other_dates: Dates,
    /// Reads money.
    pub amounts: Amounts,
    /// Reads counts, whose thousands marks may differ from money's.
    pub counts: Amounts,
    /// Meanings of status words that the seller gave, in lower case.
    pub statuses: BTreeMap<String, Meaning>,
    /// The seller says that all amounts are in this currency where the file names none.
    pub currency: Option<Currency>,
    /// Blank and unreadable cells by meaning.
    pub fields: Vec<[u64; 2]>,
    /// A time and an amount that could not be read.
    pub bad_samples: [String; 2],
    /// Room for a text that is put together.
    scratch: Vec<u8>,
    /// Only what is told to the orders' engine is read.
    pub lean: bool,
    /// Amounts have no decimals: a mark before three digits groups them.
    pub whole: bool,
    /// The table that records belong to, in files of several.
    pub section: Option<Section>,
    /// Whether the order of dates is settled beforehand.
    dates_settled: bool,
    /// Types of rows met so far, with their classes.
    pub met_types: Vec<(Vec<u8>, Class)>,
    /// Status words met so far, with their meanings and whether they are known.
    met_statuses: Vec<(Vec<u8>, Meaning, bool)>,
    /// The status met last: its cell, its word, and its meaning where that is known.
    last_status: (Vec<u8>, Word, Option<Meaning>),
    /// The currency met last: its cell, the one that an amount named, and its number.
    last_currency: Option<(Vec<u8>, Option<Currency>, u8)>,
}

impl Values {
    /// Readers for a file of which the order of dates and the decimal mark may be known.
    #[must_use]
    pub fn new(order: Option<DateOrder>, decimal: Option<u8>) -> Self {
        Self {
            dates: Dates::new(order),
            other_dates: Dates::new(order),
            amounts: Amounts::new(decimal),
            counts: Amounts::new(decimal),
            statuses: BTreeMap::new(),
            currency: None,
            scratch: Vec::new(),
            lean: false,
            fields: vec![[0; 2]; ALL.len()],
            bad_samples: [String::new(), String::new()],
            whole: false,
            section: None,
            dates_settled: order.is_some(),
            met_types: Vec::new(),
            met_statuses: Vec::new(),
            last_status: (Vec::new(), NO_WORD, None),
            last_currency: None,
        }
    }

    /// Settles the order of day and month as a cell shows it, unless it was settled before.
    pub fn settle_dates(&mut self, order: DateOrder) {
        if !self.dates_settled {
            self.dates_settled = true;
            self.dates = Dates::new(Some(order));
            self.other_dates = Dates::new(Some(order));
        }
    }

    /// A count or a percentage, in 1/10,000.
    ///
    /// # Errors
    ///
    /// The cell is blank, not a number, or out of range.
    pub fn number(&mut self, cell: &[u8]) -> Result<i64, NoAmount> {
        match cell.strip_suffix(b"%") {
            Some(percent) => self.counts.parse(percent).map(|number| number / 100),
            None => self.counts.parse(cell),
        }
    }
}

/// One record, and where its rows go.
pub struct Row<'a> {
    /// The record.
    pub record: Record<'a>,
    /// Where its columns are.
    pub layout: &'a Layout,
    /// Readers of its cells.
    pub values: &'a mut Values,
    /// The file's tables.
    pub tables: &'a mut Tables,
    /// Texts of all files.
    pub words: &'a mut Interner,
}

/// Place of blank cells in a column's counts.
pub(super) const BLANK: usize = 0;
/// Place of unreadable cells.
pub(super) const UNREADABLE: usize = 1;

impl<'a> Row<'a> {
    /// Whether the file has a column of this meaning.
    #[must_use]
    #[inline]
    pub fn has(&self, is: Is) -> bool {
        self.layout.slots[is as usize].is_some()
    }

    /// The trimmed cell, without the apostrophe that guards against formulas; empty where the file lacks the column.
    #[must_use]
    #[inline]
    pub fn text(&self, is: Is) -> Cow<'a, [u8]> {
        let Some(slot) = self.layout.slots[is as usize] else { return Cow::Borrowed(b"") };
        let raw = self.record.raw(slot);
        if is_bare(raw) {
            return Cow::Borrowed(raw);
        }
        match self.record.cell(slot) {
            Cow::Borrowed(cell) => Cow::Borrowed(unguarded(cell)),
            Cow::Owned(cell) => Cow::Owned(unguarded(&cell).to_vec()),
        }
    }

    /// The cell as a word; [`NO_WORD`] where it is blank.
    #[inline]
    pub fn word(&mut self, is: Is) -> Word {
        let cell = self.text(is);
        self.intern(&cell)
    }

    /// A text as a word; [`NO_WORD`] where it is blank.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> Word {
        if text.is_empty() { NO_WORD } else { self.words.intern(text) }
    }

    /// Whether the cell is blank.
    #[must_use]
    #[inline]
    pub fn is_blank(&self, is: Is) -> bool {
        self.layout.slots[is as usize]
            .is_none_or(|slot| self.record.is_empty(slot) || self.text(is).is_empty())
    }

    /// The amount of a cell; `None` where it is blank, absent or, counted, unreadable.
    #[inline]
    pub fn amount(&mut self, is: Is) -> Option<i64> {
        let slot = self.layout.slots[is as usize]?;
        let raw = self.record.raw(slot);
        let Some(first) = raw.first() else { return self.known(is, Err(NoAmount::Blank), raw) };
        if !self.values.whole {
            let number = if first.is_ascii_digit() { raw } else { self.signed(unguarded(raw)) };
            if let Some(amount) = self.values.amounts.bare(number) {
                return Some(amount);
            }
        }
        let cell = self.record.cell(slot);
        let read = if self.values.whole
            && let Some(digits) = grouped(&cell)
        {
            self.values.amounts.parse(&digits)
        } else {
            let cell = self.signed(&cell);
            self.values.amounts.parse(cell)
        };
        self.known(is, read, &cell)
    }

    /// The number after one of the three commonest signs, which name their currency; other cells as they are.
    #[inline]
    fn signed<'c>(&mut self, cell: &'c [u8]) -> &'c [u8] {
        let (rest, code) = match cell {
            [b'$', rest @ ..] => (rest, b"USD"),
            [0xC2, 0xA3, rest @ ..] => (rest, b"GBP"),
            [0xE2, 0x82, 0xAC, rest @ ..] => (rest, b"EUR"),
            _ => return cell,
        };
        if !rest.first().is_some_and(u8::is_ascii_digit) {
            return cell;
        }
        self.values.amounts.named = Currency::parse(code);
        rest
    }

    /// A count or quantity, in 1/10,000.
    #[inline]
    pub fn count(&mut self, is: Is) -> Option<i64> {
        let slot = self.layout.slots[is as usize]?;
        let raw = self.record.raw(slot);
        if raw.is_empty() {
            return self.known(is, Err(NoAmount::Blank), raw);
        }
        if let Some(count) = self.values.counts.bare(unguarded(raw)) {
            return Some(count);
        }
        let cell = self.record.cell(slot);
        let read = self.values.counts.parse(&cell);
        self.known(is, read, &cell)
    }

    fn known(&mut self, is: Is, read: Result<i64, NoAmount>, cell: &[u8]) -> Option<i64> {
        match read {
            Ok(amount) => Some(amount),
            Err(NoAmount::Blank) => {
                self.values.fields[is as usize][BLANK] += 1;
                None
            }
            Err(failure) => {
                self.values.fields[is as usize][UNREADABLE] += 1;
                let range = failure == NoAmount::OutOfRange;
                self.verdict(if range { Verdict::AmountOutOfRange } else { Verdict::BadAmount }, cell);
                remember(&mut self.values.bad_samples[1], cell);
                None
            }
        }
    }

    /// The time of the row, or its verdict in the ledger.
    #[inline]
    pub fn time(&mut self, is: Is) -> Option<Stamp> {
        let cell = self.text(is);
        self.time_of(is, &cell)
    }

    /// The same of a text that was put together, as of a date and a clock.
    pub fn time_of(&mut self, is: Is, cell: &[u8]) -> Option<Stamp> {
        let verdict = match self.values.dates.parse(cell) {
            Ok(stamp) => return Some(self.placed(stamp)),
            Err(NoTime::Blank) => Verdict::NoTime,
            Err(NoTime::Unreadable) => Verdict::BadTime,
            Err(NoTime::OutOfRange) => Verdict::TimeOutOfRange,
        };
        self.values.fields[is as usize][usize::from(verdict != Verdict::NoTime)] += 1;
        remember(&mut self.values.bad_samples[0], cell);
        self.verdict(verdict, cell);
        None
    }

    /// A wall time of a platform that writes UTC is an instant.
    #[inline]
    fn placed(&self, stamp: Stamp) -> Stamp {
        let utc = stamp.anchor == Anchor::Wall && self.layout.platform.reading.utc;
        if utc { Stamp { anchor: Anchor::Instant, ..stamp } } else { stamp }
    }

    /// A time that may be missing: unreadable ones are counted with their column.
    pub fn other_time(&mut self, is: Is) -> Option<Stamp> {
        let cell = self.text(is);
        match self.values.other_dates.parse(&cell) {
            Ok(stamp) => Some(self.placed(stamp)),
            Err(failure) => {
                self.values.fields[is as usize][usize::from(failure != NoTime::Blank)] += 1;
                None
            }
        }
    }

    /// Counts a verdict on this record.
    pub fn verdict(&mut self, verdict: Verdict, sample: &[u8]) {
        self.tables.ledger.add(verdict, self.record.position(), sample);
    }

    /// The currency that the row names, the file's header or the seller; the number of "none" otherwise.
    pub fn currency(&mut self) -> u8 {
        let cell = self.text(Is::Currency);
        let signed = self.values.amounts.named;
        match &self.values.last_currency {
            Some((last, sign, number)) if *last == *cell && *sign == signed => *number,
            _ => {
                let number = self.currency_of(&cell);
                self.values.last_currency = Some((cell.into_owned(), signed, number));
                number
            }
        }
    }

    fn currency_of(&mut self, cell: &[u8]) -> u8 {
        // The same sign stands for yuan and yen.
        let yen = |named: Currency| if named.code() == "CNY" { Currency::parse(b"JPY") } else { Some(named) };
        let signed = self.values.amounts.named;
        let signed = if self.layout.language == Some("ja") { signed.and_then(yen) } else { signed };
        let named = Currency::parse(cell).or(signed).or(self.layout.currency);
        let usual =
            || self.layout.platform.reading.currency.and_then(|code| Currency::parse(code.as_bytes()));
        let currency = named.or(self.values.currency).or_else(usual).unwrap_or(Currency::NONE);
        self.tables.currency(currency)
    }

    /// Lets the sign in an amount say the currency of this row, in files that have no column for it.
    pub fn named_by(&mut self, is: Is) {
        if let Some(slot) = self.layout.slots[is as usize].filter(|_| !self.has(Is::Currency)) {
            self.values.amounts.named = None;
            let bare = |cell: &[u8]| matches!(cell, [b'0'..=b'9', .., b'0'..=b'9'] | [b'0'..=b'9']);
            if bare(self.record.raw(slot)) {
                return;
            }
            let cell = self.record.cell(slot);
            let cell = unguarded(&cell);
            let cell = cell.strip_prefix(b"-").unwrap_or(cell);
            if bare(cell) {
                return;
            }
            let number = self.signed(cell);
            if number.len() == cell.len() {
                // What cannot be read names no currency.
                let _ = self.values.amounts.parse(number);
            }
        }
    }

    /// Whether a cell that holds an id on every row of the table holds none here: such rows end or sum up the file.
    #[inline]
    pub fn is_footer(&mut self, is: Is) -> bool {
        let cell = self.text(is);
        if cell.first().is_some_and(u8::is_ascii_digit) {
            return false;
        }
        let footer = !cell.iter().any(u8::is_ascii_digit);
        if footer {
            self.verdict(Verdict::Footer, &cell);
        }
        footer
    }
}

/// Without the apostrophe that guards against formulas.
#[inline]
fn unguarded(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"'").unwrap_or(cell)
}

/// Whether a raw field is its own trimmed content, as all are that begin and end with a letter or digit.
#[inline]
fn is_bare(raw: &[u8]) -> bool {
    let (Some(first), Some(last)) = (raw.first(), raw.last()) else { return true };
    (b'('..0x80).contains(first) && (b'!'..0x80).contains(last)
}

/// A cell without the marks that group its digits by three, where it has such marks and no others.
fn grouped(cell: &[u8]) -> Option<Vec<u8>> {
    let mark = *cell.iter().find(|byte| matches!(byte, b'.' | b','))?;
    let mut groups = cell.split(|&byte| byte == mark);
    let first = groups.next()?;
    let triple = |group: &[u8]| group.len() == 3 && group.iter().all(u8::is_ascii_digit);
    groups
        .all(triple)
        .then(|| cell.iter().copied().filter(|&byte| byte != mark).collect())
        .filter(|_| !first.is_empty())
}

fn remember(sample: &mut String, cell: &[u8]) {
    if sample.is_empty() {
        *sample = String::from_utf8_lossy(cell).chars().take(40).collect();
    }
}
