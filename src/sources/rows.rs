//! A file's orders and refunds → [`Told`] orders for the orders' engine.
//!
//! Of files whose order ids are of one origin only that of the highest rank tells an order, and names its buyer by the others
//! where it knows none. The customer is the file's own key, or under links the one that stands for the person. With a constant
//! currency every amount is converted at the rate of its order's day, that is the day of its time as the file states it; what
//! has no rate is left out, and the audit counts it.

use super::File;
use super::options::View;
use super::statuses::Standings;
use super::telling::Telling;
use crate::money::Currency;
use crate::source::platforms::generic;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::places::Places;
use crate::tables::shop::orders::NO_TIME;
use crate::tables::shop::refunds::given_back;
use crate::tables::shop::sales::{Sales, sales_as};
use crate::tables::shop::{Factor, NO_WORD, Part, Standing, Word};
use crate::tables::told::{State, Told};
use serde::Serialize;

/// Anchors of times, as orders have them.
const INSTANT: u8 = 0;
const WALL: u8 = 1;
/// So many bytes are written at a time.
const PIECE: usize = 1 << 18;

/// What the rows of a file know. What no order of the file says is unknown, not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Knows {
    /// Tax and shipping are left out of the amounts.
    pub net_of_tax: bool,
    /// Discounts.
    pub discounts: bool,
    /// Units.
    pub units: bool,
    /// How many rows there are at most: orders and refunds.
    pub rows: usize,
}

/// What the rows of a file know.
#[must_use]
pub fn knows(file: &File) -> Knows {
    let orders = &file.tables.orders;
    let parts = [Part::Goods, Part::Tax, Part::Shipping];
    let apart = parts.iter().any(|&part| orders.says(part)) || !orders.line_amount.is_empty();
    Knows {
        // Of a table of no known platform nobody says what its amounts hold.
        net_of_tax: apart && file.platform.id != generic::PLATFORM.id,
        discounts: orders.says(Part::Discount) || !orders.line_discount.is_empty(),
        units: !orders.units.is_empty(),
        rows: orders.len() + file.tables.refunds.len(),
    }
}

/// What all pieces of a file's rows need.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// What counts of each refund with a day of its own.
    given_back: Vec<i64>,
    standings: Standings,
    customers: Customers,
}

/// Numbers of the customers that were told, by the number of their key.
#[derive(Clone, Debug, Default)]
struct Customers {
    numbers: Places,
    told: u32,
}

impl Customers {
    /// The number of a customer, and the key where it is told for the first time.
    fn name<'a>(&mut self, key: Option<u32>, telling: &Telling<'a>) -> (u32, &'a [u8]) {
        let Some(key) = key else { return (NOBODY, b"") };
        if let Some(number) = self.numbers.get(key as usize) {
            return (number, b"");
        }
        let number = self.told;
        self.numbers.set(key as usize, number);
        self.told += 1;
        (number, telling.text(key))
    }
}

impl Prepared {
    /// What the rows of a file under a view need.
    #[must_use]
    pub fn new(file: &File, words: &Interner, view: &View) -> Self {
        Self {
            given_back: given_back(&file.tables, file.loaded().manner, view.sales),
            standings: Standings::new(file, words, view),
            customers: Customers::default(),
        }
    }
}

/// Appends a piece of whole [`Told`] orders to bytes, from the item `from` on: orders first, then refunds. Where the next piece
/// begins; `None` at the end.
pub fn rows(
    file: &File,
    telling: &Telling,
    prepared: &mut Prepared,
    from: usize,
    bytes: &mut Vec<u8>,
) -> Option<usize> {
    let enough = bytes.len() + PIECE;
    bytes.reserve(PIECE + 4096);
    let mut writer = Writer { file, telling: *telling, prepared, bytes };
    let orders = file.tables.orders.len();
    let all = orders + file.tables.refunds.len();
    let mut at = from;
    while at < all && writer.bytes.len() < enough {
        if at < orders {
            writer.order(at);
        } else {
            writer.refund(at - orders);
        }
        at += 1;
    }
    (at < all).then_some(at)
}

struct Writer<'a> {
    file: &'a File,
    telling: Telling<'a>,
    prepared: &'a mut Prepared,
    bytes: &'a mut Vec<u8>,
}

impl Writer<'_> {
    fn order(&mut self, order: usize) {
        let tables = &self.file.tables;
        let orders = &tables.orders;
        let manner = self.file.loaded().manner;
        let standing = self.prepared.standings.of(self.file, order);
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
        let state = match standing {
            Standing::Counts | Standing::Refunded => State::Counted,
            Standing::Cancelled => State::Cancelled,
            Standing::Voided => State::Voided,
            Standing::Test => State::Test,
        };
        let customer = self.telling.buyer(self.file, order);
        let units = orders.units.get(order).unwrap_or(0);
        let (gross, when) = (net + discount, (orders.time[order], orders.anchor[order]));
        self.tell(orders.id[order], customer, when, currency, [gross, discount, refund, units], state);
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
        let counted = self.prepared.given_back.get(at).copied().unwrap_or(refund.amount);
        let currency = tables.currency_of(refund.currency);
        let Some([amount]) = self.converted([counted], currency, refund.rate_time(&tables.orders)) else {
            return;
        };
        let customer = self.telling.payee(self.file, at);
        let when = (refund.time, refund.anchor);
        self.tell(refund.order, customer, when, currency, [0, 0, amount, 0], State::Refund);
    }

    fn tell(
        &mut self,
        id: Word,
        customer: Option<u32>,
        (ms, anchor): (i64, u8),
        currency: Currency,
        [gross, discount, refund, units]: [i64; 4],
        state: State,
    ) {
        let order = if id == NO_WORD { b"" } else { self.telling.words.key(id) };
        let (time, anchor) = match self.telling.zone {
            Some(zone) if anchor == WALL => (zone.instant(ms), INSTANT),
            _ => (ms, anchor),
        };
        let currency = self.telling.into.map_or(currency, |into| into.to);
        let (customer, key) = self.prepared.customers.name(customer, &self.telling);
        let told =
            Told { order, customer, key, time, anchor, gross, discount, refund, units, currency, state };
        told.write(self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use crate::money::Currency;
    use crate::sources::fixture::rows_under;
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
        rows_under(&sources, id, &view).join("\n")
    }

    /// 100 EUR × 1.1343; 10,000 JPY × 1.1343 / 164.2 = 69.0803; no rate for the pound.
    #[test]
    fn amounts_are_in_the_constant_currency() {
        let view = View { constant_currency: Some("usd".to_owned()), ..View::default() };
        let expected =
            "1,,2025-05-02 10:00:00 +0000,113.43,11.34,,1,,USD\n2,,2025-05-03 10:00:00 +0000,69.08,,,1,,USD";
        assert_eq!(rows(view), expected);
    }

    /// On 1 May a euro is two dollars, and 160 yen.
    #[test]
    fn one_day_may_stand_for_all() {
        let (currency, day) = (Some("USD".to_owned()), Some("2025-05-01".to_owned()));
        let view = View { constant_currency: currency, rates_of: day, ..View::default() };
        let expected =
            "1,,2025-05-02 10:00:00 +0000,200,20,,1,,USD\n2,,2025-05-03 10:00:00 +0000,125,,,1,,USD";
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
