//! The orders of one file, as columns.

use super::blocks::blocks;
use super::column::{Codes, Column, Sparse, grow};
use super::digests::DigestBytes;
use super::interner::NOBODY;
use super::order_ids::{OrderIds, Reading};
pub use super::told::State;
use crate::money::Currency;
use std::ops::Range;

/// A row with meaning: an order, or one line of it. Amounts in 1/10,000, none negative.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Order id; `None` makes the row an order of its own.
    pub order: Option<&'a [u8]>,
    /// Customer number, or [`NOBODY`].
    pub customer: u32,
    /// Milliseconds, of what `anchor` says.
    pub time: i64,
    /// Code of the time's anchor: 0 instant, 1 wall time, 2 date.
    pub anchor: u8,
    /// Before discounts and refunds.
    pub gross: i64,
    /// Discount.
    pub discount: i64,
    /// Refund.
    pub refund: i64,
    /// Units, in 1/10,000.
    pub units: i64,
    /// Currency.
    pub currency: Currency,
    /// What becomes of it.
    pub state: State,
}

/// Orders in row order.
#[derive(Clone, Debug)]
pub struct Orders {
    ids: OrderIds,
    customer: Vec<u32>,
    time: Column<1000>,
    anchor: Codes,
    gross: Column<CENT>,
    discount: Sparse<CENT>,
    refund: Sparse<CENT>,
    units: Sparse<UNIT>,
    currency: Codes,
    currencies: Vec<Currency>,
    state: Codes,
    /// Digests of visits with the place of their order, ascending.
    digests: Vec<(u32, DigestBytes)>,
}

const CENT: i64 = 100;
const UNIT: i64 = 10_000;

impl Orders {
    /// No orders.
    #[must_use]
    pub fn new() -> Self {
        Self {
            ids: OrderIds::new(),
            customer: Vec::new(),
            time: Column::new(),
            anchor: Codes::new(),
            gross: Column::new(),
            discount: Sparse::new(),
            refund: Sparse::new(),
            units: Sparse::new(),
            currency: Codes::new(),
            currencies: Vec::new(),
            state: Codes::new(),
            digests: Vec::new(),
        }
    }

    /// Makes room for so many rows more in the columns that every row fills.
    pub fn reserve(&mut self, rows: usize) {
        self.customer.reserve_exact(rows);
        self.time.reserve(rows);
        self.gross.reserve(rows);
    }

    /// Number of rows, merged and not counted ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customer.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customer.is_empty()
    }

    /// Adds a row: to the last order if it has the same id, else as a new one. Refund rows stand alone.
    #[inline]
    pub fn push(&mut self, row: &Row) {
        let id = row.order.map(|id| self.ids.reading(id));
        let known = id.is_some_and(|id| self.ids.last_is(id));
        if known && row.state != State::Refund && self.takes_lines(self.len() - 1) {
            self.add_line(self.len() - 1, row);
        } else {
            self.push_order(row, id);
        }
    }

    /// Whether a line with the id of this row belongs to it.
    fn takes_lines(&self, index: usize) -> bool {
        !matches!(self.state(index), State::Refund | State::Merged)
    }

    #[inline]
    fn push_order(&mut self, row: &Row, id: Option<Reading>) {
        match id {
            Some(id) => self.ids.push(id),
            None => self.ids.push_none(),
        }
        grow(&mut self.customer);
        self.customer.push(row.customer);
        self.time.push(row.time);
        self.anchor.push(row.anchor);
        self.gross.push(row.gross);
        self.discount.push(row.discount);
        self.refund.push(row.refund);
        self.units.push(row.units);
        let currency = self.currency_code(row.currency);
        self.currency.push(currency);
        self.state.push(row.state as u8);
    }

    /// Adds a line's amounts to the order at `index`; the earliest time and the first customer stay.
    fn add_line(&mut self, index: usize, row: &Row) {
        self.gross.set(index, self.gross.get(index).saturating_add(row.gross));
        self.discount.add(index, row.discount);
        self.refund.add(index, row.refund);
        self.units.add(index, row.units);
        if row.time < self.time.get(index) {
            self.time.set(index, row.time);
        }
        if self.customer[index] == NOBODY {
            self.customer[index] = row.customer;
        }
        if row.state as u8 > self.state.get(index) {
            self.state.set(index, row.state as u8);
        }
    }

    /// Adds the rows of a later part of the same file, whose customers have the numbers that `customer` gives.
    pub fn append(&mut self, later: &Self, customer: &dyn Fn(u32) -> u32) {
        let mut digests = later.digests.iter().peekable();
        for index in (0..later.len()).filter(|&index| later.state(index) != State::Merged) {
            let id = later.ids.get(index);
            let row = later.row(index);
            self.push(&Row {
                order: Some(id.as_ref()).filter(|id| !id.is_empty()),
                customer: if row.customer == NOBODY { NOBODY } else { customer(row.customer) },
                ..row
            });
            while let Some((at, digest)) = digests.next_if(|(at, _)| *at as usize <= index) {
                if *at as usize == index {
                    self.add_digest(*digest);
                }
            }
        }
    }

    /// Notes the visit that led to the last order.
    pub fn add_digest(&mut self, digest: DigestBytes) {
        let Some(last) = u32::try_from(self.len()).ok().and_then(|len| len.checked_sub(1)) else { return };
        if self.digests.last().is_none_or(|(order, _)| *order != last) {
            self.digests.push((last, digest));
        }
    }

    /// Digests of visits with the place of their order, ascending.
    #[must_use]
    pub fn digests(&self) -> &[(u32, DigestBytes)] {
        &self.digests
    }

    /// Adds units to the last order.
    pub fn add_units(&mut self, units: i64) {
        self.units.add(self.len() - 1, units);
    }

    fn currency_code(&mut self, currency: Currency) -> u8 {
        let known = self.currencies.iter().position(|&other| other == currency);
        let code = known.unwrap_or_else(|| {
            if self.currencies.len() < usize::from(u8::MAX) {
                self.currencies.push(currency);
            }
            self.currencies.len() - 1
        });
        u8::try_from(code).unwrap_or(u8::MAX)
    }

    /// Takes rows that name no currency to be in the only one that others name, if there is only one; that
    /// currency.
    pub fn assume_currency(&mut self) -> Option<Currency> {
        let named = match self.currencies[..] {
            [Currency::NONE, named] | [named, Currency::NONE] => named,
            _ => return None,
        };
        self.currencies = vec![named];
        self.currency = Codes::new();
        (0..self.len()).for_each(|_| self.currency.push(0));
        Some(named)
    }

    /// Turns every time by `turn`.
    pub fn map_times(&mut self, turn: impl Fn(i64) -> i64) {
        for index in 0..self.len() {
            self.time.set(index, turn(self.time.get(index)));
        }
    }

    /// Merges rows of one order that stand apart, by `policy`; how many were merged.
    pub fn merge_twins(&mut self, policy: Twins) -> u64 {
        let twins = self.ids.twins(|index| self.takes_lines(index));
        for &(later, first) in &twins {
            let (later, first) = (later as usize, first as usize);
            match policy {
                Twins::Add => {
                    let row = self.row(later);
                    self.add_line(first, &Row { order: None, ..row });
                }
                Twins::Newest if self.advance(later) > self.advance(first) => self.replace(first, later),
                Twins::Newest => {}
            }
            self.state.set(later, State::Merged as u8);
        }
        twins.len() as u64
    }

    /// How far an order has come: states and refunds only ever grow.
    #[must_use]
    pub fn advance(&self, index: usize) -> (u8, i64) {
        (self.state.get(index), self.refund.get(index))
    }

    fn replace(&mut self, index: usize, with: usize) {
        let row = self.row(with);
        self.state.set(index, row.state as u8);
        self.refund.add(index, row.refund - self.refund.get(index));
    }

    /// The row at `index`, without its id.
    #[must_use]
    #[inline]
    pub fn row(&self, index: usize) -> Row<'static> {
        Row {
            order: None,
            customer: self.customer[index],
            time: self.time.get(index),
            anchor: self.anchor.get(index),
            gross: self.gross.get(index),
            discount: self.discount.get(index),
            refund: self.refund.get(index),
            units: self.units.get(index),
            currency: self.currency(index),
            state: self.state(index),
        }
    }

    /// Whether the last order has this id.
    #[must_use]
    pub fn last_is(&self, id: &[u8]) -> bool {
        self.ids.last_is(self.ids.reading(id))
    }

    /// Ids.
    #[must_use]
    pub fn ids(&self) -> &OrderIds {
        &self.ids
    }

    /// Customer number, or [`NOBODY`].
    #[must_use]
    #[inline]
    pub fn customer(&self, index: usize) -> u32 {
        self.customer[index]
    }

    /// Time in milliseconds, of what [`Orders::anchor`] says.
    #[must_use]
    #[inline]
    pub fn time(&self, index: usize) -> i64 {
        self.time.get(index)
    }

    /// Code of the time's anchor: 0 instant, 1 wall time, 2 date.
    #[must_use]
    #[inline]
    pub fn anchor(&self, index: usize) -> u8 {
        self.anchor.get(index)
    }

    /// First and last time of the orders that count.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        let mut span = (i64::MAX, i64::MIN);
        blocks(self.len()).for_each(|block| self.widen_span(block, &mut span));
        (span.0 <= span.1).then_some(span)
    }

    #[inline(never)]
    fn widen_span(&self, block: Range<usize>, span: &mut (i64, i64)) {
        for index in block.filter(|&index| self.state(index) == State::Counted) {
            let time = self.time.get(index);
            *span = (span.0.min(time), span.1.max(time));
        }
    }

    /// The anchor of all times, if it is one.
    #[must_use]
    pub fn uniform_anchor(&self) -> Option<u8> {
        self.anchor.uniform()
    }

    /// What becomes of the order.
    #[must_use]
    #[inline]
    pub fn state(&self, index: usize) -> State {
        State::of(self.state.get(index))
    }

    /// Marks an order as merged into another.
    pub fn set_merged(&mut self, index: usize) {
        self.state.set(index, State::Merged as u8);
    }

    /// Gross, discount and refund.
    #[must_use]
    #[inline]
    pub fn amounts(&self, index: usize) -> (i64, i64, i64) {
        (self.gross.get(index), self.discount.get(index), self.refund.get(index))
    }

    /// Units, in 1/10,000.
    #[must_use]
    #[inline]
    pub fn units(&self, index: usize) -> i64 {
        self.units.get(index)
    }

    /// Currency.
    #[must_use]
    #[inline]
    pub fn currency(&self, index: usize) -> Currency {
        self.currencies[usize::from(self.currency.get(index))]
    }

    /// All currencies, in order of appearance.
    #[must_use]
    pub fn currencies(&self) -> &[Currency] {
        &self.currencies
    }

    /// Position of the order's currency in [`Orders::currencies`].
    #[must_use]
    #[inline]
    pub fn currency_at(&self, index: usize) -> usize {
        usize::from(self.currency.get(index))
    }
}

impl Default for Orders {
    fn default() -> Self {
        Self::new()
    }
}

/// What rows of one order that stand apart mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twins {
    /// Lines of the order: amounts add up.
    Add,
    /// The whole order again: the newest state wins.
    Newest,
}
