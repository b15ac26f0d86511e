//! Orders as the engine of sources tells them to the orders' engine, one after the other in bytes that both modules know.
//!
//! An order takes a byte of its state and anchor, its currency, its time, four amounts, its customer's number, the lengths of
//! its id and of its customer's key, and these two. Whole numbers are little-endian. Customers are numbered as they come; only
//! the first order of each has the key.

use super::interner::append;
use crate::money::Currency;

/// What becomes of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum State {
    /// It counts.
    Counted = 0,
    /// A row of its own that gives money back; not an order.
    Refund = 1,
    /// Cancelled.
    Cancelled = 2,
    /// Voided.
    Voided = 3,
    /// A test.
    Test = 4,
    /// Merged into another order.
    Merged = 5,
}

impl State {
    /// The state with a code.
    #[must_use]
    #[inline]
    pub fn of(code: u8) -> Self {
        match code {
            0 => Self::Counted,
            1 => Self::Refund,
            2 => Self::Cancelled,
            3 => Self::Voided,
            4 => Self::Test,
            _ => Self::Merged,
        }
    }
}

/// An order, or a refund with a day of its own; amounts in 1/10,000, none negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    /// Id; empty for none.
    pub order: &'a [u8],
    /// Number of the customer; [`NOBODY`](super::interner::NOBODY) for none.
    pub customer: u32,
    /// Key of the customer where no order before this one had the number, else empty.
    pub key: &'a [u8],
    /// Milliseconds of what `anchor` says.
    pub time: i64,
    /// 0 instant, 1 wall time, 2 date.
    pub anchor: u8,
    /// Before discounts and refunds.
    pub gross: i64,
    /// Taken off.
    pub discount: i64,
    /// Given back.
    pub refund: i64,
    /// Units.
    pub units: i64,
    /// Currency.
    pub currency: Currency,
    /// What becomes of it.
    pub state: State,
}

/// What stands before the two texts.
const FIXED: usize = 4 + 5 * 8 + 3 * 4;

impl<'a> Told<'a> {
    /// Appends the order to bytes.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        let mut fixed = [0; FIXED];
        fixed[0] = self.state as u8 | self.anchor << 4;
        fixed[1..4].copy_from_slice(&self.currency.letters());
        let numbers = [self.time, self.gross, self.discount, self.refund, self.units];
        for (at, number) in numbers.into_iter().enumerate() {
            fixed[4 + at * 8..][..8].copy_from_slice(&number.to_le_bytes());
        }
        let len = |text: &[u8]| u32::try_from(text.len()).unwrap_or(0);
        for (at, number) in [self.customer, len(self.order), len(self.key)].into_iter().enumerate() {
            fixed[44 + at * 4..][..4].copy_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&fixed);
        append(bytes, self.order);
        append(bytes, self.key);
    }

    /// Takes the first order off bytes; `None` where none is whole.
    pub fn read(bytes: &mut &'a [u8]) -> Option<Self> {
        let (fixed, rest) = bytes.split_first_chunk::<FIXED>()?;
        let number = |at: usize| fixed[at..].first_chunk().copied().map_or(0, i64::from_le_bytes);
        let small = |at: usize| fixed[at..].first_chunk().copied().map_or(0, u32::from_le_bytes);
        let (order, rest) = rest.split_at_checked(small(48) as usize)?;
        let (key, rest) = rest.split_at_checked(small(52) as usize)?;
        *bytes = rest;
        Some(Self {
            order,
            customer: small(44),
            key,
            time: number(4),
            anchor: fixed[0] >> 4,
            gross: number(12),
            discount: number(20),
            refund: number(28),
            units: number(36),
            currency: Currency::of_letters([fixed[1], fixed[2], fixed[3]]),
            state: State::of(fixed[0] & 15),
        })
    }
}

/// Keys of customers by their number, as orders bring them.
#[derive(Clone, Debug, Default)]
pub struct Keys<'a>(Vec<&'a [u8]>);

impl<'a> Keys<'a> {
    /// The key of an order's customer; empty for nobody. Orders have to come one after the other from the first.
    pub fn of(&mut self, told: &Told<'a>) -> &'a [u8] {
        if !told.key.is_empty() {
            self.0.push(told.key);
        }
        self.0.get(told.customer as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::interner::NOBODY;

    #[test]
    fn orders_come_back_as_they_were() {
        let first = Told {
            order: b"#1001",
            customer: 0,
            key: "Wei\u{df}, \"J.\"\n".as_bytes(),
            time: -86_400_001,
            anchor: 2,
            gross: 331_100,
            discount: 0,
            refund: i64::MAX,
            units: 10_000,
            currency: Currency::parse(b"JPY").unwrap(),
            state: State::Refund,
        };
        let second = Told {
            order: b"",
            customer: NOBODY,
            key: b"",
            currency: Currency::NONE,
            gross: 0,
            refund: 0,
            units: 0,
            state: State::Test,
            ..first
        };
        let mut bytes = Vec::new();
        [first, second].iter().for_each(|told| told.write(&mut bytes));
        let mut rest = bytes.as_slice();
        assert_eq!(
            [Told::read(&mut rest), Told::read(&mut rest), Told::read(&mut rest)],
            [Some(first), Some(second), None]
        );
        assert!((0..bytes.len()).all(|len| {
            let mut part = &bytes[..len];
            std::iter::from_fn(|| Told::read(&mut part)).count() < 2
        }));
    }
}
