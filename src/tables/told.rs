//! Orders as the engine of sources tells them to the orders' engine, one after the other in bytes that both modules know.
//!
//! An order takes a byte of its state and anchor, one that says which of the five amounts follow, the time, those amounts, its
//! currency, and its id and its customer's key behind their lengths. Whole numbers are little-endian.

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
    /// Key of the customer; empty for nobody.
    pub customer: &'a [u8],
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

const AMOUNTS: usize = 4;

impl<'a> Told<'a> {
    /// Appends the order to bytes.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        let amounts = [self.gross, self.discount, self.refund, self.units];
        let known = (0..AMOUNTS).filter(|&at| amounts[at] != 0).fold(0, |known, at| known | 1 << at);
        bytes.extend_from_slice(&[self.state as u8 | self.anchor << 4, known]);
        bytes.extend_from_slice(&self.time.to_le_bytes());
        for amount in amounts.into_iter().filter(|&amount| amount != 0) {
            bytes.extend_from_slice(&amount.to_le_bytes());
        }
        let mut code = [0; 3];
        code.copy_from_slice(self.currency.code().as_bytes());
        bytes.extend_from_slice(&code);
        for text in [self.order, self.customer] {
            bytes.extend_from_slice(&u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
            bytes.extend_from_slice(text);
        }
    }

    /// Takes the first order off bytes; `None` where none is whole.
    pub fn read(bytes: &mut &'a [u8]) -> Option<Self> {
        let [how, known] = take::<2>(bytes)?;
        let time = i64::from_le_bytes(take(bytes)?);
        let mut amounts = [0; AMOUNTS];
        for (at, amount) in amounts.iter_mut().enumerate() {
            if known & 1 << at != 0 {
                *amount = i64::from_le_bytes(take(bytes)?);
            }
        }
        let [gross, discount, refund, units] = amounts;
        let currency = Currency::parse(&take::<3>(bytes)?).unwrap_or(Currency::NONE);
        let (order, customer) = (text(bytes)?, text(bytes)?);
        let (state, anchor) = (State::of(how & 15), how >> 4);
        Some(Self { order, customer, time, anchor, gross, discount, refund, units, currency, state })
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

fn text<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = u32::from_le_bytes(take(bytes)?) as usize;
    let (text, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_come_back_as_they_were() {
        let first = Told {
            order: b"#1001",
            customer: "Wei\u{df}, \"J.\"\n".as_bytes(),
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
            customer: b"",
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
