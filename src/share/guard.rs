//! A report whose numbers can be blanked: its JSON and a choice of cells in, the same JSON with `null`s and a count of
//! them out.

use super::people::{MoneyBacking, whole};
use serde::Serialize;
use serde_json::Value;

/// Cells of one table that are not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suppressed {
    /// The table's place in the report, as in "rfm.segments".
    pub table: String,
    /// Cells that are not told.
    pub cells: u32,
    /// Cells that the report has.
    pub of: u32,
}

/// A report on its way to strangers.
#[derive(Clone, Debug)]
pub struct Guard {
    /// The report.
    pub report: Value,
    /// Least customers in a group.
    pub k: u32,
    /// Codes of the currencies that amounts are in.
    pub currencies: Vec<String>,
    tables: Vec<Suppressed>,
}

impl Guard {
    /// Begins with everything told.
    #[must_use]
    pub fn new(report: Value, k: u32, currencies: Vec<String>) -> Self {
        Self { report, k, currencies, tables: vec![] }
    }

    /// A number of the report as a whole one; 0 where there is none.
    #[must_use]
    pub fn count(&self, path: &str) -> i64 {
        self.number(path).map_or(0, |value| {
            #[allow(clippy::cast_possible_truncation)]
            let whole = value.round() as i64;
            whole
        })
    }

    /// A number of the report.
    #[must_use]
    pub fn number(&self, path: &str) -> Option<f64> {
        self.report.pointer(path)?.as_f64()
    }

    /// A text of the report.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        self.report.pointer(path).and_then(Value::as_str).unwrap_or_default()
    }

    /// Entries of a list; 0 where there is none.
    #[must_use]
    pub fn len(&self, path: &str) -> usize {
        self.report.pointer(path).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// An amount in ten-thousandths, by currency.
    #[must_use]
    pub fn money(&self, path: &str) -> Vec<i64> {
        let amount = self.report.pointer(path);
        let of = |code: &String| {
            let one =
                amount.and_then(|amount| if amount.is_object() { amount.get(code) } else { Some(amount) });
            whole(one.and_then(Value::as_f64).unwrap_or(0.0))
        };
        self.currencies.iter().map(of).collect()
    }

    /// Tells a cell or blanks it; of a cell with several numbers each is blanked.
    pub fn tell(&mut self, table: &str, path: &str, told: bool) {
        let Some(value) = self.report.pointer_mut(path).filter(|value| !value.is_null()) else { return };
        match value {
            _ if told => {}
            Value::Object(numbers) => numbers.values_mut().for_each(|number| *number = Value::Null),
            number => *number = Value::Null,
        }
        self.note(table, u32::from(!told), 1);
    }

    /// Tells an amount or blanks it, currency by currency.
    pub fn tell_money(&mut self, table: &str, path: &str, told: &dyn Fn(usize) -> bool) {
        if self.report.pointer(path).is_some_and(Value::is_object) {
            for currency in 0..self.currencies.len() {
                let one = format!("{path}/{}", self.currencies[currency]);
                self.tell(table, &one, told(currency));
            }
        } else {
            self.tell(table, path, told(0));
        }
    }

    /// Whether each currency's amount may stand by itself.
    #[must_use]
    pub fn safe(&self, money: &[MoneyBacking], currency: usize) -> bool {
        money.get(currency).is_none_or(|money| money.is_safe(self.k))
    }

    /// Whether so many people may be told of.
    #[must_use]
    pub fn is_group(&self, people: i64) -> bool {
        people == 0 || people >= i64::from(self.k)
    }

    /// Whether a part of a whole, and with it the rest, may be told.
    #[must_use]
    pub fn is_split(&self, part: i64, whole: i64) -> bool {
        self.is_group(part) && self.is_group(whole - part)
    }

    /// Replaces a value, without counting it.
    pub fn put(&mut self, path: &str, value: Value) {
        if let Some(place) = self.report.pointer_mut(path) {
            *place = value;
        }
    }

    /// Counts cells of a table.
    pub fn note(&mut self, table: &str, cells: u32, of: u32) {
        match self.tables.iter_mut().find(|entry| entry.table == table) {
            Some(entry) => {
                entry.cells += cells;
                entry.of += of;
            }
            None => self.tables.push(Suppressed { table: table.to_owned(), cells, of }),
        }
    }

    /// Whether a cell of a table is not told.
    #[must_use]
    pub fn hides(&self, table: &str) -> bool {
        self.tables.iter().any(|entry| entry.table == table && entry.cells > 0)
    }

    /// The report, and what it does not tell.
    #[must_use]
    pub fn finish(self) -> (Value, Vec<Suppressed>) {
        (self.report, self.tables)
    }
}
