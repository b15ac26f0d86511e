//! A file's orders and refunds → rows of CSV that the orders' engine reads through [`mapping`].
//!
//! Columns: order, customer, time, net, discount, refund, units, status, currency. A refund with a day of its own is a row
//! with a negative amount. Of files whose order ids are of one origin only that of the highest rank writes an order, and
//! names its buyer by the others where it knows none. The customer is the file's own key, or under links the one that stands
//! for the person. With a constant currency every amount is converted at the rate of its order's day, that is the day of its
//! time as the file states it; what has no rate is left out, and the audit counts it.

use super::File;
use super::statuses::Standings;
use super::telling::Telling;
use crate::money::{Currency, SCALE};
use crate::source::mapping::{Column, Mapping};
use crate::tables::shop::orders::NO_TIME;
use crate::tables::shop::refunds::given_back;
use crate::tables::shop::sales::{Sales, sales_as};
use crate::tables::shop::{Factor, NO_WORD, Part, Standing, Word};
use crate::time::{DAY_MS, civil};
use std::io::Write;

/// Anchors of times, as orders have them.
const INSTANT: u8 = 0;
const WALL: u8 = 1;
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

/// How the orders' engine reads a file's rows. What no order of the file says is no column: unknown is not zero.
#[must_use]
pub fn mapping(file: &File) -> Mapping {
    let orders = &file.tables.orders;
    let column = |at| Some(Column::Index(at));
    let known = |at, known: bool| column(at).filter(|_| known);
    Mapping {
        order: column(0),
        customer: column(1),
        time: column(2),
        amount: column(3),
        discount: known(4, orders.says(Part::Discount) || !orders.line_discount.is_empty()),
        refund: column(5),
        quantity: known(6, !orders.units.is_empty()),
        status: column(7),
        currency: column(8),
        header: Some(false),
        delimiter: Some(",".to_owned()),
        decimal: Some(".".to_owned()),
        ..Mapping::default()
    }
}

/// Rows from the item `from` on: orders first, then refunds.
#[must_use]
pub fn rows(file: &File, telling: &Telling, from: usize) -> Rows {
    let given_back = given_back(&file.tables, file.loaded().manner, telling.view.sales);
    let standings = Standings::new(file, telling.words, telling.view);
    let bytes = Vec::with_capacity(PIECE + 512);
    let mut writer = Writer { file, telling: *telling, given_back, standings, bytes };
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
    telling: Telling<'a>,
    /// What counts of each refund.
    given_back: Vec<i64>,
    standings: Standings,
    bytes: Vec<u8>,
}

impl Writer<'_> {
    fn order(&mut self, order: usize) {
        let tables = &self.file.tables;
        let orders = &tables.orders;
        let manner = self.file.loaded().manner;
        let standing = self.standings.of(self.file, order);
        let sales = sales_as(orders, order, standing, manner, self.telling.view.sales);
        let unknown = || (!orders.has_amounts()).then(Sales::default);
        let Some(Sales { gross, discount, refund }) = sales.or_else(unknown) else { return };
        if orders.anchor[order] == NO_TIME || self.telling.is_written_elsewhere(self.file, orders.id[order]) {
            return;
        }
        let currency = tables.currency_of(orders.currency[order]);
        let Some([net, discount, refund]) =
            self.converted([gross - discount, discount, refund], currency, orders.time[order])
        else {
            return;
        };
        self.text(orders.id[order]);
        self.cell(self.telling.buyer(self.file, order).unwrap_or_default());
        self.time(orders.time[order], orders.anchor[order]);
        self.amount(net);
        self.some(discount);
        self.some(refund);
        self.some(orders.units.get(order).unwrap_or(0));
        let status = match standing {
            Standing::Cancelled => "cancelled",
            Standing::Voided => "voided",
            Standing::Test => "test",
            Standing::Counts | Standing::Refunded => "",
        };
        self.bytes.extend_from_slice(status.as_bytes());
        self.end(currency);
    }

    /// Amounts in the view's currency; `None` where there is no rate.
    fn converted<const N: usize>(&self, amounts: [i64; N], from: Currency, time: i64) -> Option<[i64; N]> {
        let Some(into) = self.telling.into else { return Some(amounts) };
        let factor: Factor = into.at(from, time)?;
        let mut converted = amounts;
        for amount in &mut converted {
            *amount = factor.convert(*amount)?;
        }
        Some(converted)
    }

    /// A refund with a day of its own, unless a file of higher rank says what was given back of its order.
    fn refund(&mut self, at: usize) {
        let tables = &self.file.tables;
        let refund = &tables.refunds[at];
        if self.telling.is_given_back_elsewhere(self.file, refund.order) {
            return;
        }
        let counted = self.given_back.get(at).copied().unwrap_or(refund.amount);
        let currency = tables.currency_of(refund.currency);
        let Some([amount]) = self.converted([counted], currency, refund.rate_time(&tables.orders)) else {
            return;
        };
        self.text(refund.order);
        self.cell(self.telling.payee(self.file, at).unwrap_or_default());
        self.time(refund.time, refund.anchor);
        self.amount(-amount);
        self.bytes.extend_from_slice(b",,,");
        self.end(currency);
    }

    fn end(&mut self, currency: Currency) {
        self.bytes.push(b',');
        let currency = self.telling.into.map_or(currency, |into| into.to);
        if currency != Currency::NONE {
            self.bytes.extend_from_slice(currency.code().as_bytes());
        }
        self.bytes.push(b'\n');
    }

    fn text(&mut self, word: Word) {
        self.cell(if word == NO_WORD { b"" } else { self.telling.words.key(word) });
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
        let (ms, anchor) = match self.telling.zone {
            Some(zone) if anchor == WALL => (zone.instant(ms), INSTANT),
            _ => (ms, anchor),
        };
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

#[cfg(test)]
mod tests {
    use crate::money::Currency;
    use crate::sources::{FileOptions, Sources, View};
    use crate::tables::shop::{Decimal, Rate, RateTable};
    use crate::time::day_of;

    const FILE: &str = "amazon-order-id\tpurchase-date\torder-status\titem-status\tquantity\tcurrency\titem-price\titem-promotion-discount\n\
        1\t2025-05-02T10:00:00+00:00\tShipped\tShipped\t1\tEUR\t110\t10\n\
        2\t2025-05-03T10:00:00+00:00\tShipped\tShipped\t1\tJPY\t10000\t\n\
        3\t2025-05-03T10:00:00+00:00\tShipped\tShipped\t1\tGBP\t50\t\n";

    fn rows(view: View) -> String {
        let mut sources = Sources::new(|_| None, 0);
        let file = sources.open_file("orders.txt", FileOptions::default()).unwrap();
        sources.push(file, FILE.as_bytes()).unwrap();
        let id = sources.finish(file).unwrap().id;
        let rate = |day, currency: &[u8], text: &[u8]| Rate {
            day: day_of(2025, 5, day),
            base: Currency::parse(b"EUR").unwrap(),
            currency: Currency::parse(currency).unwrap(),
            rate: Decimal::parse(text, b'.').unwrap(),
        };
        let rates = [
            rate(1, b"USD", b"2"),
            rate(1, b"JPY", b"160"),
            rate(2, b"USD", b"1.1343"),
            rate(2, b"JPY", b"164.2"),
        ];
        sources.rates = RateTable::new([rates.as_slice()].into_iter());
        String::from_utf8(sources.rows(id, &view, 0).unwrap().bytes).unwrap()
    }

    /// 100 EUR × 1.1343; 10,000 JPY × 1.1343 / 164.2 = 69.0803; no rate for the pound.
    #[test]
    fn amounts_are_in_the_constant_currency() {
        let view = View { constant_currency: Some("usd".to_owned()), ..View::default() };
        let expected = "1,,2025-05-02 10:00:00 +0000,113.43,11.34,,1,,USD\n2,,2025-05-03 10:00:00 +0000,69.08,,,1,,USD\n";
        assert_eq!(rows(view), expected);
    }

    /// On 1 May a euro is two dollars, and 160 yen.
    #[test]
    fn one_day_may_stand_for_all() {
        let (currency, day) = (Some("USD".to_owned()), Some("2025-05-01".to_owned()));
        let view = View { constant_currency: currency, rates_of: day, ..View::default() };
        let expected =
            "1,,2025-05-02 10:00:00 +0000,200,20,,1,,USD\n2,,2025-05-03 10:00:00 +0000,125,,,1,,USD\n";
        assert_eq!(rows(view), expected);
    }

    #[test]
    fn a_currency_that_is_none_is_refused() {
        let view = |code: &str| View { constant_currency: Some(code.to_owned()), ..View::default() };
        assert!(view("dollars").constant().is_err() && view("XXX").constant().is_err());
        let day = Some("soon".to_owned());
        assert!(View { rates_of: day, ..view("USD") }.constant().is_err());
    }
}
