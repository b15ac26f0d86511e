//! A file's orders and refunds → rows of CSV that the orders' engine reads through [`mapping`].
//!
//! Columns: order, customer, time, net, discount, refund, units, status, currency. A refund with a day of its own is a row
//! with a negative amount. The customer is the file's own key, or under links the key that stands for the person. Of files whose order ids are of one origin only that of the highest rank writes an order, and
//! names its buyer by the others where it knows none.

use super::File;
use super::options::View;
use crate::money::SCALE;
use crate::source::mapping::{Column, Mapping};
use crate::source::platforms::meaning::meaning;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::shop::links::{Links, Place, Table};
use crate::tables::shop::orders::NO_TIME;
use crate::tables::shop::sales::{Sales, sales};
use crate::tables::shop::{NO_WORD, Standing, Word};
use crate::time::{DAY_MS, civil};
use std::io::Write;

/// So many bytes are written at a time.
const PIECE: usize = 1 << 20;

/// A piece of a stream of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// UTF-8 CSV without a header.
    pub bytes: Vec<u8>,
    /// Where the next piece begins; `None` at the end.
    pub next: Option<usize>,
}

/// How the orders' engine reads the rows.
#[must_use]
pub fn mapping() -> Mapping {
    let column = |at| Some(Column::Index(at));
    Mapping {
        order: column(0),
        customer: column(1),
        time: column(2),
        amount: column(3),
        discount: column(4),
        refund: column(5),
        quantity: column(6),
        status: column(7),
        currency: column(8),
        header: Some(false),
        delimiter: Some(",".to_owned()),
        decimal: Some(".".to_owned()),
        ..Mapping::default()
    }
}

/// Rows from the item `from` on: orders first, then refunds. `siblings` are the other files of the same origin; `links` say
/// who is one person, where keys are not people.
#[must_use]
pub fn rows(
    file: &File,
    siblings: &[&File],
    links: Option<&Links>,
    words: &Interner,
    view: &View,
    from: usize,
) -> Rows {
    let mut writer = Writer { file, siblings, links, words, view, bytes: Vec::with_capacity(PIECE + 512) };
    let orders = file.tables.orders.len();
    let all = orders + file.tables.refunds.len();
    let mut at = from;
    while at < all && writer.bytes.len() < PIECE {
        if at < orders {
            writer.order(at);
        } else {
            writer.refund(at - orders);
        }
        at += 1;
    }
    Rows { bytes: writer.bytes, next: (at < all).then_some(at) }
}

struct Writer<'a> {
    file: &'a File,
    siblings: &'a [&'a File],
    links: Option<&'a Links>,
    words: &'a Interner,
    view: &'a View,
    bytes: Vec<u8>,
}

impl<'a> Writer<'a> {
    fn order(&mut self, order: usize) {
        let tables = &self.file.tables;
        let orders = &tables.orders;
        let manner = self.file.loaded().manner;
        let Some(Sales { gross, discount, refund }) = sales(orders, order, manner, self.view.sales) else {
            return;
        };
        if orders.anchor[order] == NO_TIME || self.is_written_elsewhere(orders.id[order]) {
            return;
        }
        self.text(orders.id[order]);
        self.buyer(order);
        self.time(orders.time[order], orders.anchor[order]);
        self.amount(gross - discount);
        self.some(discount);
        self.some(refund);
        self.some(orders.units.get(order).unwrap_or(0));
        let status = match self.standing(order) {
            Standing::Cancelled => "cancelled",
            Standing::Voided => "voided",
            Standing::Test => "test",
            Standing::Counts | Standing::Refunded => "",
        };
        self.bytes.extend_from_slice(status.as_bytes());
        self.end(orders.currency[order]);
    }

    /// Whether a file of higher rank has the order too.
    fn is_written_elsewhere(&self, id: Word) -> bool {
        let rank = self.file.platform.reading.rank;
        let above = self.siblings.iter().filter(|other| other.platform.reading.rank > rank);
        above.into_iter().any(|other| other.tables.orders.find(id).is_some())
    }

    /// The buyer of an order, by another file of the same origin where this one names none.
    fn buyer(&mut self, order: usize) {
        let id = self.file.tables.orders.id[order];
        let own = self.key(self.file, order);
        let mut others =
            self.siblings.iter().filter_map(|other| Some((other, other.tables.orders.find(id)?)));
        let key = own.or_else(|| others.find_map(|(other, order)| self.key(other, order)));
        self.cell(key.unwrap_or_default());
    }

    /// Who bought an order of a file.
    fn key(&self, file: &File, order: usize) -> Option<&'a [u8]> {
        self.key_of(file, file.tables.orders.person[order], Some(order))
    }

    /// The key of a file's person, under links of whoever the order is known to be of.
    fn key_of(&self, file: &File, person: u32, order: Option<usize>) -> Option<&'a [u8]> {
        let (words, links) = (self.words, self.links);
        let Some(links) = links else {
            let key = file.keys.get(person as usize).copied().filter(|&key| key != NO_WORD);
            return key.map(|key| words.key(key));
        };
        let row = order.and_then(|order| u32::try_from(order).ok()).unwrap_or(NOBODY);
        let place = Place { file: links.file(file.id)?, table: Table::Orders, row };
        links.of_row(place, person).map(|key| links.keys().text(key))
    }

    /// Whether an order counts, by the meaning that the view gives its word where it gives one.
    fn standing(&self, order: usize) -> Standing {
        let orders = &self.file.tables.orders;
        let word = orders.status[order];
        if word == NO_WORD || self.view.statuses.is_empty() {
            return orders.standing[order];
        }
        let word = String::from_utf8_lossy(self.words.key(word)).trim().to_lowercase();
        let own = self.view.statuses.contains_key(&word);
        if own { meaning(&word, &self.view.statuses).0.standing() } else { orders.standing[order] }
    }

    fn refund(&mut self, at: usize) {
        let refund = &self.file.tables.refunds[at];
        self.text(refund.order);
        let order = self.file.tables.orders.find(refund.order);
        self.cell(self.key_of(self.file, refund.person, order).unwrap_or_default());
        self.time(refund.time, refund.anchor);
        self.amount(-refund.amount);
        self.bytes.extend_from_slice(b",,,");
        self.end(refund.currency);
    }

    fn end(&mut self, currency: u8) {
        self.bytes.push(b',');
        let currency = self.file.tables.currency_of(currency);
        if currency != crate::money::Currency::NONE {
            self.bytes.extend_from_slice(currency.code().as_bytes());
        }
        self.bytes.push(b'\n');
    }

    fn text(&mut self, word: Word) {
        let words = self.words;
        self.cell(if word == NO_WORD { b"" } else { words.key(word) });
    }

    /// A cell of text, quoted where it must be.
    fn cell(&mut self, text: &[u8]) {
        if text.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            self.bytes.push(b'"');
            for &byte in text {
                self.bytes.extend(std::iter::repeat_n(byte, if byte == b'"' { 2 } else { 1 }));
            }
            self.bytes.push(b'"');
        } else {
            self.bytes.extend_from_slice(text);
        }
        self.bytes.push(b',');
    }

    #[allow(clippy::cast_possible_truncation)]
    fn time(&mut self, ms: i64, anchor: u8) {
        let (year, month, day) = civil(ms.div_euclid(DAY_MS) as i32);
        let of_day = ms.rem_euclid(DAY_MS);
        put(&mut self.bytes, i64::from(year), 4);
        self.bytes.push(b'-');
        put(&mut self.bytes, i64::from(month), 2);
        self.bytes.push(b'-');
        put(&mut self.bytes, i64::from(day), 2);
        if anchor != 2 {
            for (mark, part) in
                [(b' ', of_day / 3_600_000), (b':', of_day / 60_000 % 60), (b':', of_day / 1000 % 60)]
            {
                self.bytes.push(mark);
                put(&mut self.bytes, part, 2);
            }
            if of_day % 1000 != 0 {
                self.bytes.push(b'.');
                put(&mut self.bytes, of_day % 1000, 3);
            }
        }
        self.bytes.extend_from_slice(if anchor == 0 { b" +0000," } else { b"," });
    }

    /// An amount that is left out when it is 0.
    fn some(&mut self, amount: i64) {
        if amount == 0 {
            self.bytes.push(b',');
        } else {
            self.amount(amount);
        }
    }

    /// 1/10,000 as a decimal number without needless zeros.
    fn amount(&mut self, amount: i64) {
        let (whole, mut rest) = (amount.unsigned_abs() / SCALE as u64, amount.unsigned_abs() % SCALE as u64);
        let sign = if amount < 0 { "-" } else { "" };
        // Writing to a vector does not fail.
        let _ = write!(self.bytes, "{sign}{whole}");
        if rest > 0 {
            let mut digits = 4;
            while rest % 10 == 0 {
                rest /= 10;
                digits -= 1;
            }
            self.bytes.push(b'.');
            put(&mut self.bytes, rest as i64, digits);
        }
        self.bytes.push(b',');
    }
}

/// A number with leading zeros.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn put(bytes: &mut Vec<u8>, mut number: i64, digits: usize) {
    let start = bytes.len();
    bytes.resize(start + digits, b'0');
    for place in bytes[start..].iter_mut().rev() {
        *place = b'0' + (number % 10) as u8;
        number /= 10;
    }
}
