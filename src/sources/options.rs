//! How a file is to be read, and how the tables are looked at.

use crate::error::{Error, ErrorKind};
use crate::money::Currency;
use crate::source::dates::Dates;
use crate::source::mapping::Mapping;
use crate::source::platforms::meaning::Meaning;
use crate::tables::shop::Kind;
use crate::tables::shop::sales::Policy;
use crate::time::DAY_MS;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a file is to be read; whatever is missing is found.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FileOptions {
    /// Columns of a table that no platform is known for.
    pub mapping: Mapping,
    /// What the file must hold; payments pass for orders.
    pub kind: Option<Kind>,
    /// WHATWG label.
    pub encoding: Option<String>,
    /// IANA zone of times without an offset; without it they are read in the report's zone.
    pub zone: Option<String>,
    /// Currency of a file that names none.
    pub currency: Option<String>,
    /// Meanings of status words.
    pub statuses: BTreeMap<String, Meaning>,
    /// Orders are read only as far as they are told to the orders' engine: without their lines, where they came from, and keys
    /// of people besides the one that names them.
    pub lean: bool,
    /// How long it is, where that is known: room for its orders is made at once.
    pub bytes: Option<u64>,
    /// The file that was read lean and is now read whole: it keeps its number.
    pub replaces: Option<u32>,
}

/// How keys become people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Identity {
    /// Linked where files of more than one source are loaded.
    #[default]
    Auto,
    /// Every key is a person.
    Keys,
    /// Keys that belong together are one person.
    Linked,
}

/// How the tables are looked at.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct View {
    /// How keys become people.
    pub identity: Identity,
    /// Pairs of keys that stay apart.
    pub apart: Vec<(String, String)>,
    /// What counts as sales.
    pub sales: Policy,
    /// Every amount in this currency.
    pub constant_currency: Option<String>,
    /// The day whose rates stand for all days.
    pub rates_of: Option<String>,
    /// Meanings of status words.
    pub statuses: BTreeMap<String, Meaning>,
}

impl View {
    /// The currency that every amount is put in, with the day whose rates stand for all days.
    ///
    /// # Errors
    ///
    /// The currency is no ISO code, or the day no date.
    pub fn constant(&self) -> Result<Option<(Currency, Option<i32>)>, Error> {
        let Some(code) = self.constant_currency.as_deref() else { return Ok(None) };
        let wrong = |option: &str, value: &str, like: &str| {
            ErrorKind::Option(format!("{option} \"{value}\" does not read; write it like {like}"))
        };
        let currency = Currency::parse(code.as_bytes()).filter(|&currency| currency != Currency::NONE);
        let currency = currency.ok_or_else(|| wrong("constantCurrency", code, "USD"))?;
        let day = |text: &str| day(text).ok_or_else(|| wrong("ratesOf", text, "2025-05-02"));
        Ok(Some((currency, self.rates_of.as_deref().map(day).transpose()?)))
    }
}

#[allow(clippy::cast_possible_truncation)]
fn day(text: &str) -> Option<i32> {
    let stamp = Dates::new(None).parse(text.as_bytes()).ok()?;
    Some(stamp.ms.div_euclid(DAY_MS) as i32)
}
