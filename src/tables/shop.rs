//! What one export says of a shop, as columns: orders with the parts of their totals, lines, people, refunds, and the tables
//! that hold no orders. Texts are words of one [`Interner`] that all files share; what a file does not say is unknown, never 0.

pub mod amounts;
pub mod decimal;
#[cfg(test)]
pub(crate) mod fixture;
pub mod kind;
pub mod lines;
pub mod links;
pub mod orders;
pub mod others;
pub mod people;
mod positions;
pub mod rates;
pub mod refunds;
pub mod sales;
pub mod words;

pub use amounts::Amounts;
pub use decimal::Decimal;
pub use kind::Kind;
pub use lines::{Lines, Products};
pub use orders::{Orders, Part, Standing};
pub use others::{Checkout, Code, Feedback, FeedbackKind, Product, Rate, Refund, Return, Spend, Traffic};
pub use people::{Absent, People, Person};
pub use rates::{Conversion, Factor, RateTable};
pub use words::Words;

use super::interner::NOBODY;
use super::ledger::Ledger;
use crate::money::Currency;

/// A text as a word of the interner; [`NO_WORD`] where there is none.
pub type Word = u32;
/// No text.
pub const NO_WORD: Word = NOBODY;

/// One file's tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Orders.
    pub orders: Orders,
    /// Lines of orders.
    pub lines: Lines,
    /// Products that lines name.
    pub products: Products,
    /// Buyers as the file names them.
    pub people: People,
    /// Refunds with a date of their own.
    pub refunds: Vec<Refund>,
    /// Abandoned checkouts.
    pub checkouts: Vec<Checkout>,
    /// Products of a product export.
    pub catalogue: Vec<Product>,
    /// Returned goods.
    pub returns: Vec<Return>,
    /// Advertising by day and campaign.
    pub spend: Vec<Spend>,
    /// Web analytics.
    pub traffic: Vec<Traffic>,
    /// Codes of partners.
    pub codes: Vec<Code>,
    /// Reviews, answers, tickets, contacts.
    pub feedback: Vec<Feedback>,
    /// Exchange rates.
    pub rates: Vec<Rate>,
    /// Currencies by their number in the tables.
    pub currencies: Vec<Currency>,
    /// Verdicts on records.
    pub ledger: Ledger,
}

/// A file among those that are loaded, as metrics see it.
#[derive(Clone, Copy, Debug)]
pub struct Loaded<'a> {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: &'a str,
    /// Id of the export.
    pub source: &'static str,
    /// Name of the platform.
    pub platform: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Records below the header.
    pub records: u64,
    /// Records that are used.
    pub used: u64,
    /// How the export writes orders.
    pub manner: sales::Manner,
    /// Its tables.
    pub tables: &'a Tables,
    /// The key of each of its people as the orders' engine knows it; [`NO_WORD`] for those that have none.
    pub keys: &'a [Word],
}

impl Tables {
    /// The number of a currency.
    pub fn currency(&mut self, currency: Currency) -> u8 {
        let at = self.currencies.iter().position(|&known| known == currency).unwrap_or_else(|| {
            self.currencies.push(currency);
            self.currencies.len() - 1
        });
        u8::try_from(at).unwrap_or(u8::MAX)
    }

    /// The currency with a number; "XXX" for none.
    #[must_use]
    pub fn currency_of(&self, number: u8) -> Currency {
        self.currencies.get(usize::from(number)).copied().unwrap_or(Currency::NONE)
    }
}
