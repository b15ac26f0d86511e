//! Cells that a row can do without, and what tables say that hold no orders: unreadable cells are counted with their column.

use super::is::Is;
use super::row::{BLANK, Row, UNREADABLE};
use crate::source::amounts::NoAmount;
use crate::source::dates::NoTime;
use crate::tables::interner::NOBODY;
use crate::tables::ledger::Verdict;
use crate::tables::shop::people::{Attribute, AttributeKind, UNDATED};
use crate::tables::shop::{NO_WORD, Word};
use crate::time::DAY_MS;
use std::borrow::Cow;

impl<'a> Row<'a> {
    /// A time of a table whose rows are of use without it, read as all times of the file are.
    pub fn moment(&mut self, is: Is) -> Option<i64> {
        let cell = self.text(is);
        match self.values.dates.parse(&cell) {
            Ok(stamp) => Some(stamp.ms),
            Err(failure) => {
                self.count_cell(is, failure == NoTime::Blank);
                None
            }
        }
    }

    /// The day of such a time, as days since 1970-01-01.
    #[allow(clippy::cast_possible_truncation)]
    pub fn day(&mut self, is: Is) -> Option<i32> {
        self.moment(is).map(|ms| ms.div_euclid(DAY_MS) as i32)
    }

    /// Money that the row can do without; unreadable cells are counted with their column.
    pub fn money(&mut self, is: Is) -> Option<i64> {
        let cell = self.text(is);
        let read = self.values.amounts.parse(&cell);
        read.inspect_err(|&failure| self.count_cell(is, failure == NoAmount::Blank)).ok()
    }

    /// A number that the row can do without; percentages are shares.
    pub fn number(&mut self, is: Is) -> Option<i64> {
        let cell = self.text(is);
        let read = self.values.number(&cell);
        read.inspect_err(|&failure| self.count_cell(is, failure == NoAmount::Blank)).ok()
    }

    fn count_cell(&mut self, is: Is, blank: bool) {
        if self.has(is) {
            self.values.fields[is as usize][if blank { BLANK } else { UNREADABLE }] += 1;
        }
    }

    /// The trimmed cell of a column that has no meaning, by its place among the wanted ones.
    #[must_use]
    pub fn cell(&self, slot: usize) -> Cow<'a, [u8]> {
        self.record.cell(slot)
    }

    /// What the person of this row is said to be at a time.
    pub fn attribute(&mut self, person: u32, what: AttributeKind, value: Word, at: Option<i64>) {
        if person != NOBODY && value != NO_WORD {
            let at = at.unwrap_or(UNDATED);
            self.tables.people.attributes.push(Attribute { person, what, value, at });
        }
    }

    /// Counts the record as one without what its table is about.
    pub fn incomplete(&mut self) {
        let sample = self.cell(0);
        self.verdict(Verdict::Incomplete, &sample);
    }
}
