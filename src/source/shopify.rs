//! Shopify's orders export: one row a line item, order fields on the order's first row only.
//!
//! Columns are found by name, so every version of the header reads the same. Net sales follow from the
//! subtotal (after discounts): without the taxes where Total = Subtotal + Shipping says that they are inside.
//! Refunds are known as one amount an order; the goods' part of it is taken to come first, with its tax.

use super::amounts::Amounts;
use super::dates::Dates;
use super::digest::{Noted, noted};
use super::keys::{customer_key, phone_digits};
use super::mapping::normal;
use super::record::Record;
use super::shopify_header::{COLUMNS, Column, columns};
use super::sink::Sink;
use super::status::{Status, Statuses};
use crate::math::order::distinct;
use crate::money::{Currency, scaled};
use crate::read::scan::Batch;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::ledger::Verdict;
use crate::tables::orders::{Orders, Row, State};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Place of each column among the wanted ones.
#[derive(Clone, Copy, Debug)]
struct Slots([Option<usize>; COLUMNS.len()]);

impl Slots {
    /// The trimmed cell; empty where the file lacks the column.
    #[inline]
    fn cell<'a>(self, record: &Record<'a>, column: Column) -> Cow<'a, [u8]> {
        self.0[column as usize].map_or(Cow::Borrowed(b""), |slot| record.cell(slot))
    }

    /// Whether the cell is empty, or nothing but quotes and spaces.
    #[inline]
    fn is_blank(self, record: &Record, column: Column) -> bool {
        self.0[column as usize].is_none_or(|slot| record.is_empty(slot) || record.cell(slot).is_empty())
    }
}

/// Reads a Shopify orders export.
#[derive(Debug)]
pub struct Shopify {
    wanted: Vec<u32>,
    slots: Slots,
    width: u32,
    dates: Dates,
    amounts: Amounts,
    statuses: Statuses,
}

impl Shopify {
    /// Names of the columns it reads, in the order of their statistics.
    pub const FIELDS: [&'static str; COLUMNS.len()] = COLUMNS;

    /// A reader if the header is that of a Shopify orders export.
    #[must_use]
    pub fn detect(headers: &[String], dates: Dates, amounts: Amounts) -> Option<Self> {
        let columns = columns(headers)?;
        let wanted =
            distinct(columns.iter().flatten().map(|&at| u32::try_from(at).unwrap_or(u32::MAX)).collect());
        let slots = Slots(columns.map(|column| wanted.iter().position(|&at| Some(at as usize) == column)));
        let width = u32::try_from(headers.len()).unwrap_or(u32::MAX);
        Some(Self { wanted, slots, width, dates, amounts, statuses: Statuses::default() })
    }

    /// Which column means what, as far as the file has it.
    #[must_use]
    pub fn meanings(headers: &[String]) -> BTreeMap<&'static str, String> {
        const MEANINGS: [(&str, Column); 9] = [
            ("order", Column::Name),
            ("customer", Column::Email),
            ("time", Column::CreatedAt),
            ("amount", Column::Subtotal),
            ("quantity", Column::Quantity),
            ("currency", Column::Currency),
            ("status", Column::FinancialStatus),
            ("discount", Column::Discount),
            ("refund", Column::Refunded),
        ];
        let header = |column: Column| headers.iter().find(|h| normal(h) == normal(COLUMNS[column as usize]));
        let mut found = BTreeMap::new();
        for (field, column) in MEANINGS {
            if let Some(header) = header(column) {
                found.insert(field, header.clone());
            }
        }
        found
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
        for index in first..batch.len() {
            let record = Record { text, batch, index, quote };
            sink.records += 1;
            if batch.fields(index) != self.width {
                let fields = format!("{} fields", batch.fields(index));
                sink.ledger.add(Verdict::Ragged, record.position(), fields.as_bytes());
            }
            self.record(&record, keys, sink);
        }
    }

    fn record(&mut self, record: &Record, keys: &mut Interner, sink: &mut Sink) {
        let name = self.slots.cell(record, Column::Name);
        let has_order_fields = [Column::Total, Column::Subtotal, Column::FinancialStatus]
            .iter()
            .any(|&column| !self.slots.is_blank(record, column));
        let units = sink.optional_amount(
            &mut self.amounts,
            &self.slots.cell(record, Column::Quantity),
            Column::Quantity as usize,
        );
        if !has_order_fields {
            if sink.orders.last_is(&name) {
                sink.orders.add_units(units);
                let state = sink.orders.state(sink.orders.len() - 1);
                note_excluded(state, record, &name, sink);
            } else {
                sink.ledger.add(Verdict::OrphanLine, record.position(), &name);
            }
            return;
        }
        let Some(stamp) = sink.time(
            &mut self.dates,
            &self.slots.cell(record, Column::CreatedAt),
            record,
            Column::CreatedAt as usize,
        ) else {
            return;
        };
        let Some(goods) = self.goods(record, sink) else { return };
        let row = Row {
            order: Some(&name).map(|id| id.as_ref()).filter(|id| !id.is_empty()),
            customer: self.customer(record, keys, sink),
            time: stamp.ms,
            anchor: stamp.anchor as u8,
            gross: goods.net + goods.discount,
            discount: goods.discount,
            refund: goods.refund,
            units,
            currency: Currency::parse(&self.slots.cell(record, Column::Currency)).unwrap_or(Currency::NONE),
            state: self.state(record, sink),
        };
        note_excluded(row.state, record, &name, sink);
        push(&mut sink.orders, &row);
        self.note_visit(record, sink);
    }

    /// The digest of the visit, where the shop's script left one in the cart.
    fn note_visit(&self, record: &Record, sink: &mut Sink) {
        if self.slots.is_blank(record, Column::NoteAttributes) {
            return;
        }
        match noted(&self.slots.cell(record, Column::NoteAttributes)) {
            Noted::Nothing => {}
            Noted::Digest(digest) => sink.orders.add_digest(digest),
            Noted::Damaged => sink.ledger.add(Verdict::DamagedDigest, record.position(), b""),
        }
    }

    /// What the goods of an order come to; `None` when it has no readable amount.
    fn goods(&mut self, record: &Record, sink: &mut Sink) -> Option<Goods> {
        let subtotal = self.slots.cell(record, Column::Subtotal);
        let (column, cell) = if subtotal.is_empty() {
            (Column::Total, self.slots.cell(record, Column::Total))
        } else {
            (Column::Subtotal, subtotal)
        };
        let subtotal = sink.amount(&mut self.amounts, &cell, record, column as usize)?;
        let slots = self.slots;
        let mut optional = |column: Column| {
            let cell = slots.cell(record, column);
            sink.optional_amount(&mut self.amounts, &cell, column as usize)
        };
        let (shipping, taxes, duties) =
            (optional(Column::Shipping), optional(Column::Taxes), optional(Column::Duties));
        let (total, refunded, discount) =
            (optional(Column::Total), optional(Column::Refunded), optional(Column::Discount));
        let inside = taxes > 0
            && column == Column::Subtotal
            && (total - subtotal - shipping - duties).abs() * 2 < taxes;
        let net = (if inside { subtotal - taxes } else { subtotal }).max(0);
        let paid_for_goods = if inside || column == Column::Total { subtotal } else { subtotal + taxes };
        let refund = scaled(refunded, net, paid_for_goods).clamp(0, net);
        Some(Goods { net, discount: discount.max(0), refund })
    }

    fn customer(&self, record: &Record, keys: &mut Interner, sink: &mut Sink) -> u32 {
        if let Some(email) = customer_key(&self.slots.cell(record, Column::Email)) {
            return keys.intern(&email);
        }
        sink.fields[Column::Email as usize].blank += 1;
        for column in [Column::Phone, Column::BillingPhone] {
            if let Some(phone) = phone_digits(&self.slots.cell(record, column)) {
                sink.ledger.add(Verdict::KeyedByPhone, record.position(), b"");
                return keys.intern(&phone);
            }
        }
        if let Some(name) = customer_key(&self.slots.cell(record, Column::BillingName)) {
            sink.ledger.add(Verdict::KeyedByName, record.position(), b"");
            return keys.intern(&name);
        }
        sink.ledger.add(Verdict::NoCustomer, record.position(), b"");
        NOBODY
    }

    fn state(&mut self, record: &Record, sink: &mut Sink) -> State {
        let method = self.slots.cell(record, Column::PaymentMethod);
        if method.windows(5).any(|word| word.eq_ignore_ascii_case(b"bogus")) {
            return State::Test;
        }
        if !self.slots.cell(record, Column::CancelledAt).is_empty() {
            return State::Cancelled;
        }
        let word = self.slots.cell(record, Column::FinancialStatus);
        match self.statuses.read(&word) {
            Status::Voided => State::Voided,
            Status::Unknown => {
                sink.ledger.add(Verdict::UnknownStatus, record.position(), &word);
                State::Counted
            }
            _ => State::Counted,
        }
    }
}

/// Records of orders that do not count are in the ledger, each of them.
fn note_excluded(state: State, record: &Record, name: &[u8], sink: &mut Sink) {
    let verdict = match state {
        State::Cancelled => Verdict::Cancelled,
        State::Voided => Verdict::Voided,
        State::Test => Verdict::Test,
        State::Counted | State::Refund | State::Merged => return,
    };
    sink.ledger.add(verdict, record.position(), name);
}

struct Goods {
    net: i64,
    discount: i64,
    refund: i64,
}

/// An order met again right below itself is the same order, not more of it.
fn push(orders: &mut Orders, row: &Row) {
    let repeated = row.order.is_some_and(|id| orders.last_is(id));
    if repeated {
        orders.add_units(row.units);
    } else {
        orders.push(row);
    }
}
