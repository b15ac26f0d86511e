//! The members of one JSON record by key, read as what they should be; what they are not is counted.

use super::Sink;
use crate::read::json::Value;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Fact, Given};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Counts: items, positions, milliseconds.
pub const COUNT: RangeInclusive<i64> = 0..=1_000_000_000;
/// Amounts in minor units: a thousand million of any currency.
pub const AMOUNT: RangeInclusive<i64> = 0..=1_000_000_000_000;
/// Pixels of a page.
pub const PIXEL: RangeInclusive<i64> = -1_000_000..=1_000_000;

/// A record's members.
#[derive(Debug)]
pub struct Fields<'a> {
    members: Vec<(&'a [u8], Value<'a>)>,
}

impl<'a> Fields<'a> {
    /// The members of an object.
    #[must_use]
    pub fn new(record: Value<'a>) -> Self {
        Self { members: record.members().collect() }
    }

    /// The value of a key, `null` being none.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<Value<'a>> {
        let found = self.members.iter().find(|(name, _)| *name == key.as_bytes());
        found.map(|(_, value)| *value).filter(|value| *value != Value::Null)
    }

    /// A text, or a number as it stands; empty without one.
    pub fn text(&self, key: &str, sink: &mut Sink) -> Cow<'a, str> {
        match self.value(key) {
            None => Cow::Borrowed(""),
            Some(Value::Number(digits)) => String::from_utf8_lossy(digits),
            Some(value) => value.text().unwrap_or_else(|| {
                sink.say(EventVerdict::WrongType, key.as_bytes());
                Cow::Borrowed("")
            }),
        }
    }

    /// A number in a range.
    pub fn number(&self, key: &str, range: RangeInclusive<f64>, sink: &mut Sink) -> Option<f64> {
        let value = self.value(key)?;
        let verdict = match value.number() {
            Some(number) if range.contains(&number) => return Some(number),
            None if !matches!(value, Value::Number(_)) => EventVerdict::WrongType,
            _ => EventVerdict::NumberOutOfRange,
        };
        sink.say(verdict, key.as_bytes());
        None
    }

    /// A whole number in a range, rounded where the file gives a fraction.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    pub fn whole(&self, key: &str, range: RangeInclusive<i64>, sink: &mut Sink) -> Option<i64> {
        let number = self.number(key, *range.start() as f64..=*range.end() as f64, sink)?;
        Some(number.round() as i64)
    }

    /// A true flag: `true` or a number that is not 0.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        self.value(key).and_then(Value::number).is_some_and(|number| number != 0.0)
    }

    /// Adds a text fact, if there is one.
    pub fn add_text(&self, key: &str, fact: Fact, facts: &mut Vec<(Fact, Given<'a>)>, sink: &mut Sink) {
        let text = self.text(key, sink);
        if !text.is_empty() {
            facts.push((fact, Given::Text(text)));
        }
    }

    /// Adds a whole number as a fact, if there is one.
    pub fn add_whole(
        &self,
        key: &str,
        fact: Fact,
        range: RangeInclusive<i64>,
        facts: &mut Vec<(Fact, Given<'a>)>,
        sink: &mut Sink,
    ) {
        if let Some(number) = self.whole(key, range, sink) {
            facts.push((fact, Given::Number(number)));
        }
    }
}
