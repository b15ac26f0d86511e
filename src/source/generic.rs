//! Files of no known platform, read through a mapping: one order a row, or one line of an order.
//!
//! A total-like amount is what was paid: the discount comes on top for gross sales. Quantity × unit price is
//! gross: the discount comes off. A negative row is a refund at its own date.

use super::amounts::Amounts;
use super::dates::Dates;
use super::keys::customer_key;
use super::mapping::{Assignment, FIELDS, Field};
use super::record::Record;
use super::sink::Sink;
use super::status::{Status, Statuses};
use crate::math::order::distinct;
use crate::money::{Currency, SCALE, scaled};
use crate::read::field::content;
use crate::read::scan::Batch;
use crate::tables::interner::{Interner, NOBODY, Word};
use crate::tables::ledger::Verdict;
use crate::tables::orders::{Row, State};

/// Reads a mapped file.
#[derive(Debug)]
pub struct Generic {
    /// Columns, ascending.
    wanted: Vec<u32>,
    slots: [Option<usize>; FIELDS.len()],
    width: u32,
    dates: Dates,
    amounts: Amounts,
    counts: Amounts,
    statuses: Statuses,
    words: Vec<Word>,
    customers: Vec<u32>,
}

/// Fields that the default report has no use for; they are not read.
const UNREAD: [Field; 3] = [Field::Product, Field::Country, Field::Channel];

impl Generic {
    /// A reader; `width` is the number of fields of a whole record.
    #[must_use]
    pub fn new(found: &Assignment, width: usize, dates: Dates, amounts: Amounts) -> Self {
        let used = |field: &Field| {
            let idle = *field == Field::UnitPrice && found.column(Field::Amount).is_some();
            !UNREAD.contains(field) && !idle
        };
        let pairs = FIELDS.into_iter().filter(used);
        let columns: Vec<(Field, usize)> =
            pairs.filter_map(|field| Some((field, found.column(field)?))).collect();
        let wanted =
            distinct(columns.iter().map(|(_, column)| u32::try_from(*column).unwrap_or(u32::MAX)).collect());
        let mut slots = [None; FIELDS.len()];
        for (field, column) in columns {
            slots[field as usize] = wanted.iter().position(|&w| w as usize == column);
        }
        let width = u32::try_from(width).unwrap_or(u32::MAX);
        let counts = amounts.clone();
        Self {
            wanted,
            slots,
            width,
            dates,
            amounts,
            counts,
            statuses: Statuses::default(),
            words: Vec::new(),
            customers: Vec::new(),
        }
    }

    /// Columns to mark, ascending.
    #[must_use]
    pub fn wanted(&self) -> Vec<u32> {
        self.wanted.clone()
    }

    /// The column of times.
    #[must_use]
    pub fn dates(&self) -> &Dates {
        &self.dates
    }

    /// The columns of amounts.
    #[must_use]
    pub fn amounts(&self) -> &Amounts {
        &self.amounts
    }

    fn slot(&self, field: Field) -> Option<usize> {
        self.slots[field as usize]
    }

    /// Turns the records of a batch from `first` on into rows.
    pub fn read(
        &mut self,
        text: &[u8],
        batch: &Batch,
        quote: Option<u8>,
        first: usize,
        keys: &mut Interner,
        sink: &mut Sink,
    ) {
        self.intern(text, batch, quote, first, keys);
        for index in first..batch.len() {
            let record = Record { text, batch, index, quote };
            sink.records += 1;
            if batch.fields(index) != self.width {
                self.ragged(&record, sink);
            }
            self.row(&record, self.customers[index], sink);
        }
    }

    /// Numbers for the batch's customers. All words first, so that the look-ups overlap.
    fn intern(&mut self, text: &[u8], batch: &Batch, quote: Option<u8>, first: usize, keys: &mut Interner) {
        self.words.clear();
        self.customers.clear();
        self.customers.resize(batch.len(), NOBODY);
        let Some(slot) = self.slot(Field::Customer) else { return };
        self.words.resize(batch.len(), 0);
        for index in first..batch.len() {
            let cell = batch.raw(text, index, slot);
            self.words[index] = if is_plain_key(cell) { keys.word(cell) } else { 0 };
        }
        for index in first..batch.len() {
            let cell = batch.raw(text, index, slot);
            self.customers[index] = if self.words[index] != 0 {
                keys.intern_word(self.words[index], cell)
            } else {
                customer_key(&content(cell, quote)).map_or(NOBODY, |key| keys.intern(&key))
            };
        }
    }

    fn ragged(&self, record: &Record, sink: &mut Sink) {
        let trailing = record.batch.fields(record.index) == self.width + 1;
        let dialect_spaces = record.quote.is_none();
        if !(trailing && dialect_spaces) {
            let fields = record.batch.fields(record.index).to_string();
            sink.ledger.add(Verdict::Ragged, record.position(), format!("{fields} fields").as_bytes());
        }
    }

    #[inline]
    fn row(&mut self, record: &Record, customer: u32, sink: &mut Sink) {
        let Some(time_slot) = self.slot(Field::Time) else { return };
        let raw = record.batch.raw(record.text, record.index, time_slot);
        let Some(stamp) =
            sink.time(&mut self.dates, &content(raw, record.quote), record, Field::Time as usize)
        else {
            return;
        };
        self.amounts.named = None;
        let units = self.units(record, sink);
        let Some(amount) = self.amount(record, units, sink) else { return };
        let discount = self.optional(record, Field::Discount, sink).abs();
        let refund = self.optional(record, Field::Refund, sink).abs();
        let (state, refunded) = self.status(record, sink);
        if customer == NOBODY {
            sink.fields[Field::Customer as usize].blank += 1;
            sink.ledger.add(Verdict::NoCustomer, record.position(), b"");
        }
        let paid = self.slot(Field::Amount).is_some();
        let (gross, discount, refund, state) = if amount < 0 {
            (0, 0, -amount, if state == State::Counted { State::Refund } else { state })
        } else {
            let gross = if paid { amount + discount } else { amount };
            let discount = discount.min(gross);
            let net = gross - discount;
            (gross, discount, if refunded && refund == 0 { net } else { refund }, state)
        };
        let order = self.slot(Field::Order).map(|slot| record.cell(slot));
        let row = Row {
            order: order.as_deref().filter(|id| !id.is_empty()),
            customer,
            time: stamp.ms,
            anchor: stamp.anchor as u8,
            gross,
            discount,
            refund,
            units: if state == State::Refund { 0 } else { units.unwrap_or(0) },
            currency: self.currency(record),
            state,
        };
        sink.orders.push(&row);
    }

    fn units(&mut self, record: &Record, sink: &mut Sink) -> Option<i64> {
        let slot = self.slot(Field::Quantity)?;
        Some(sink.optional_amount(&mut self.counts, &record.cell(slot), Field::Quantity as usize))
    }

    #[inline]
    fn amount(&mut self, record: &Record, units: Option<i64>, sink: &mut Sink) -> Option<i64> {
        if let Some(slot) = self.slot(Field::Amount) {
            let raw = record.batch.raw(record.text, record.index, slot);
            return sink.amount(
                &mut self.amounts,
                &content(raw, record.quote),
                record,
                Field::Amount as usize,
            );
        }
        let slot = self.slot(Field::UnitPrice)?;
        let price = sink.amount(&mut self.amounts, &record.cell(slot), record, Field::UnitPrice as usize)?;
        Some(units.map_or(price, |units| scaled(price, units, SCALE)))
    }

    fn optional(&mut self, record: &Record, field: Field, sink: &mut Sink) -> i64 {
        self.slot(field)
            .map_or(0, |slot| sink.optional_amount(&mut self.amounts, &record.cell(slot), field as usize))
    }

    fn status(&mut self, record: &Record, sink: &mut Sink) -> (State, bool) {
        let Some(slot) = self.slot(Field::Status) else { return (State::Counted, false) };
        let word = record.cell(slot);
        match self.statuses.read(&word) {
            Status::Counts => (State::Counted, false),
            Status::Cancelled => (excluded(State::Cancelled, Verdict::Cancelled, record, &word, sink), false),
            Status::Voided => (excluded(State::Voided, Verdict::Voided, record, &word, sink), false),
            Status::Test => (excluded(State::Test, Verdict::Test, record, &word, sink), false),
            Status::Refunded => (State::Counted, true),
            Status::Unknown => {
                sink.ledger.add(Verdict::UnknownStatus, record.position(), &word);
                (State::Counted, false)
            }
        }
    }

    fn currency(&self, record: &Record) -> Currency {
        let named = self.slot(Field::Currency).and_then(|slot| Currency::parse(&record.cell(slot)));
        named.or(self.amounts.named).unwrap_or(Currency::NONE)
    }
}

fn excluded(state: State, verdict: Verdict, record: &Record, word: &[u8], sink: &mut Sink) -> State {
    sink.ledger.add(verdict, record.position(), word);
    state
}

/// A key that needs no cleaning: letters, digits, hyphens and underscores with a digit among them.
#[inline]
fn is_plain_key(cell: &[u8]) -> bool {
    let mut digit = false;
    let clean = cell.iter().all(|byte| {
        digit |= byte.is_ascii_digit();
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
    });
    clean && digit
}
