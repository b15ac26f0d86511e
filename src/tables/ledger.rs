//! The quality ledger: every record that was not used, or used with a reservation, by verdict.

use std::collections::BTreeMap;

/// What was found about a record or an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// A line above the header.
    Preamble,
    /// No time.
    NoTime,
    /// A time that cannot be read.
    BadTime,
    /// A time outside 1980 to 2099.
    TimeOutOfRange,
    /// No amount.
    NoAmount,
    /// An amount that cannot be read.
    BadAmount,
    /// An amount beyond a thousand million.
    AmountOutOfRange,
    /// A line item whose order's own row is missing.
    OrphanLine,
    /// Longer than 16 MB.
    TooLong,
    /// Cancelled.
    Cancelled,
    /// Voided.
    Voided,
    /// A test order.
    Test,
    /// The same order id again, older or equal.
    DuplicateOrder,
    /// After the as-of instant.
    AfterAsOf,
    /// Amount zero, left out by option.
    ZeroValue,
    /// Refund rows and fully refunded orders, left out by option.
    RefundExcluded,
    /// A line that ends or sums up the file.
    #[cfg(feature = "sources")]
    Footer,
    /// A second header row, which describes the columns.
    #[cfg(feature = "sources")]
    Description,
    /// A row that moved no money for an order.
    #[cfg(feature = "sources")]
    NotASale,
    /// A record without what its table is about.
    #[cfg(feature = "sources")]
    Incomplete,
    /// Another number of fields than the header.
    Ragged,
    /// A quote that never closes, read as data.
    UnclosedQuote,
    /// Bytes that do not decode.
    Undecodable,
    /// No customer: counted as unidentified.
    NoCustomer,
    /// No e-mail; the phone number is the key.
    KeyedByPhone,
    /// Neither e-mail nor phone; the billing name is the key.
    KeyedByName,
    /// More than four decimals, rounded.
    AmountRounded,
    /// A status word nobody knows; the order counts.
    UnknownStatus,
    /// A date that contradicts the column's order of day and month.
    DateOrder,
    /// A digest of a visit that was cut or changed on its way.
    DamagedDigest,
}

impl Verdict {
    /// A stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.text().0
    }

    /// Whether the record still counts.
    #[must_use]
    pub fn used(self) -> bool {
        self >= Self::Ragged
    }

    /// Whether it is about a time or an amount that is missing or cannot be read.
    #[cfg(feature = "sources")]
    #[must_use]
    pub fn of_cells(self) -> bool {
        (Self::NoTime..=Self::AmountOutOfRange).contains(&self)
    }

    /// What it means and what to do, as a sentence.
    #[must_use]
    pub fn message(self) -> &'static str {
        self.text().1
    }

    fn text(self) -> (&'static str, &'static str) {
        match self {
            Self::Preamble => ("preamble", "Lines above the header; they hold no orders."),
            Self::NoTime => {
                ("noTime", "The record has no time, so it cannot be placed. Export with the order date.")
            }
            Self::BadTime => ("badTime", "The time cannot be read. Check the column chosen for the time."),
            Self::TimeOutOfRange => {
                ("timeOutOfRange", "The time lies outside 1980 to 2099 and must be a mistake.")
            }
            Self::NoAmount => {
                ("noAmount", "The record has no amount. Such rows are often unpaid or cancelled.")
            }
            Self::BadAmount => (
                "badAmount",
                "The amount cannot be read as a number. Check the column chosen for the amount.",
            ),
            Self::AmountOutOfRange => {
                ("amountOutOfRange", "The amount is larger than a thousand million and must be a mistake.")
            }
            Self::OrphanLine => (
                "orphanLine",
                "A line item whose order row is not in the file. Export again with a longer date range.",
            ),
            Self::TooLong => (
                "recordTooLong",
                "The record is longer than 16 MB and was left out. A quote may be missing in it.",
            ),
            Self::Cancelled => ("cancelled", "The order was cancelled; cancelled orders do not count."),
            Self::Voided => ("voided", "The payment was voided; voided orders do not count."),
            Self::Test => ("testOrder", "A test order; test orders do not count."),
            Self::DuplicateOrder => {
                ("duplicateOrder", "The same order id was met before; the newest state counts once.")
            }
            Self::AfterAsOf => ("afterAsOf", "The order is later than the as-of date of the report."),
            Self::ZeroValue => {
                ("zeroValue", "The order is worth nothing and is left out by the option zeroValue.")
            }
            Self::RefundExcluded => {
                ("refundExcluded", "A refund, or an order refunded in full, left out by the option refunds.")
            }
            #[cfg(feature = "sources")]
            Self::Footer => ("footer", "A line that ends or sums up the file; it holds no order."),
            #[cfg(feature = "sources")]
            Self::Description => {
                ("description", "A second header row, which describes the columns; it holds no order.")
            }
            #[cfg(feature = "sources")]
            Self::NotASale => (
                "notASale",
                "The row moved no money for an order: a hold, a conversion, a payout, a failed payment or a purchase of your own.",
            ),
            #[cfg(feature = "sources")]
            Self::Incomplete => (
                "incomplete",
                "The record lacks what its table is about, such as an e-mail address, a code or a rate.",
            ),
            Self::Ragged => (
                "ragged",
                "The record has another number of fields than the header; missing ones were read as empty.",
            ),
            Self::UnclosedQuote => {
                ("unclosedQuote", "A quotation mark opens and never closes; it was read as text.")
            }
            Self::Undecodable => (
                "undecodable",
                "Bytes that are not valid in the file's encoding. If names look wrong, choose the encoding.",
            ),
            Self::NoCustomer => {
                ("noCustomer", "The order names no customer. It counts in sales but not for any person.")
            }
            Self::KeyedByPhone => {
                ("keyedByPhone", "The order has no e-mail; the phone number stands for the customer.")
            }
            Self::KeyedByName => (
                "keyedByName",
                "The order has neither e-mail nor phone; the billing name stands for the customer.",
            ),
            Self::AmountRounded => {
                ("amountRounded", "The amount has more than four decimals and was rounded.")
            }
            Self::UnknownStatus => {
                ("unknownStatus", "A status word that Linger does not know; the order counts.")
            }
            Self::DateOrder => {
                ("dateOrder", "A date that only reads the other way round than the rest of its column.")
            }
            Self::DamagedDigest => (
                "damagedDigest",
                "The note attribute _linger was cut or changed, perhaps by another app; the order counts.",
            ),
        }
    }
}

/// How often a verdict fell, and where first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Records or orders.
    pub count: u64,
    /// One-based record and line of the first; `None` for verdicts on orders.
    pub first: Option<(u64, u64)>,
    /// The value seen first, at most 80 characters.
    pub sample: String,
}

/// Verdicts of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger<V: Ord = Verdict> {
    entries: BTreeMap<V, Entry>,
}

impl<V: Ord> Default for Ledger<V> {
    fn default() -> Self {
        Self { entries: BTreeMap::new() }
    }
}

impl<V: Ord + Copy> Ledger<V> {
    /// Counts a verdict on the record at `first` (record, line), with the value that led to it.
    pub fn add(&mut self, verdict: V, first: (u64, u64), sample: &[u8]) {
        self.add_many(verdict, 1, Some(first), sample);
    }

    /// Counts a verdict on several records or orders.
    pub fn add_many(&mut self, verdict: V, count: u64, first: Option<(u64, u64)>, sample: &[u8]) {
        if count == 0 {
            return;
        }
        let entry = self.entries.entry(verdict).or_insert_with(|| Entry {
            count: 0,
            first,
            sample: shortened(sample),
        });
        entry.count += count;
    }

    /// Adds the verdicts of a later part of the same file, which begins after so many records and lines.
    pub fn append(&mut self, later: &Self, (records, lines): (u64, u64)) {
        for (verdict, entry) in later.entries() {
            let first = entry.first.map(|(record, line)| (record + records, line + lines));
            self.add_many(verdict, entry.count, first, entry.sample.as_bytes());
        }
    }

    /// Every verdict that fell.
    pub fn entries(&self) -> impl Iterator<Item = (V, &Entry)> {
        self.entries.iter().map(|(verdict, entry)| (*verdict, entry))
    }

    /// How often a verdict fell.
    #[must_use]
    pub fn count(&self, verdict: V) -> u64 {
        self.entries.get(&verdict).map_or(0, |entry| entry.count)
    }
}

fn shortened(sample: &[u8]) -> String {
    String::from_utf8_lossy(sample).chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_first_position_and_counts_on() {
        let mut ledger = Ledger::default();
        ledger.add(Verdict::BadTime, (3, 4), b"soon");
        ledger.add(Verdict::BadTime, (5, 9), b"later");
        ledger.add_many(Verdict::Ragged, 0, None, b"");
        let entries: Vec<_> = ledger.entries().collect();
        assert_eq!(
            entries,
            [(Verdict::BadTime, &Entry { count: 2, first: Some((3, 4)), sample: "soon".to_owned() })]
        );
        assert!(Verdict::Ragged.used() && !Verdict::RefundExcluded.used());
    }
}
