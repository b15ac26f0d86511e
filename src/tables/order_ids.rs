//! Order ids of one file, and which of them stand twice.

use super::column::{Column, grow};
use crate::math::order::sorted;
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// Ids in row order. Ids like `#1001` are kept as numbers behind one prefix for as long as all fit.
#[derive(Clone, Debug)]
pub struct OrderIds {
    form: Form,
    /// Every id so far rose, or fell, as a number or as text: then none stands twice.
    rising: bool,
    falling: bool,
}

#[derive(Clone, Debug)]
enum Form {
    Absent(usize),
    Numbered { prefix: Vec<u8>, numbers: Column<1> },
    Text { bytes: Vec<u8>, ends: Vec<u32> },
}

impl OrderIds {
    /// No ids yet.
    #[must_use]
    pub fn new() -> Self {
        Self { form: Form::Absent(0), rising: true, falling: true }
    }

    /// Number of orders.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.form {
            Form::Absent(len) => *len,
            Form::Numbered { numbers, .. } => numbers.len(),
            Form::Text { ends, .. } => ends.len(),
        }
    }

    /// Whether there is no order.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the orders have no ids.
    #[must_use]
    pub fn absent(&self) -> bool {
        matches!(self.form, Form::Absent(_))
    }

    /// The id at `index`; empty for orders without one.
    #[must_use]
    pub fn get(&self, index: usize) -> Cow<'_, [u8]> {
        match &self.form {
            Form::Absent(_) => Cow::Borrowed(b""),
            Form::Numbered { prefix, numbers } => {
                let mut id = prefix.clone();
                id.extend_from_slice(numbers.get(index).to_string().as_bytes());
                Cow::Owned(id)
            }
            Form::Text { bytes, ends } => Cow::Borrowed(text_at(bytes, ends, index)),
        }
    }

    /// An id taken apart as far as this column has use for it.
    #[must_use]
    #[inline]
    pub fn reading<'i>(&self, id: &'i [u8]) -> Reading<'i> {
        let number = match &self.form {
            Form::Numbered { prefix, .. } => number(id, prefix.len()).filter(|_| id.starts_with(prefix)),
            Form::Absent(_) | Form::Text { .. } => None,
        };
        Reading { id, number }
    }

    /// Whether the last id is this one.
    #[must_use]
    #[inline]
    pub fn last_is(&self, reading: Reading) -> bool {
        match &self.form {
            Form::Absent(_) => false,
            Form::Numbered { numbers, .. } => {
                reading.number.is_some_and(|value| value == numbers.get(numbers.len() - 1))
            }
            Form::Text { bytes, ends } => {
                ends.len().checked_sub(1).is_some_and(|at| text_at(bytes, ends, at) == reading.id)
            }
        }
    }

    /// Appends an order without an id.
    pub fn push_none(&mut self) {
        match &mut self.form {
            Form::Absent(len) => *len += 1,
            _ => self.push_other(b""),
        }
    }

    /// Appends an id.
    #[inline]
    pub fn push(&mut self, reading: Reading) {
        match (&mut self.form, reading.number) {
            (Form::Numbered { numbers, .. }, Some(value)) => {
                let last = numbers.get(numbers.len() - 1);
                self.rising &= value > last;
                self.falling &= value < last;
                numbers.push(value);
            }
            _ => self.push_other(reading.id),
        }
    }

    fn push_other(&mut self, id: &[u8]) {
        let prefix = id.len() - id.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        if let (Form::Absent(0), Some(value)) = (&self.form, number(id, prefix)) {
            let mut numbers = Column::new();
            numbers.push(value);
            self.form = Form::Numbered { prefix: id[..prefix].to_vec(), numbers };
            return;
        }
        let (mut bytes, mut ends) = self.take_text();
        if let Some(at) = ends.len().checked_sub(1) {
            let last = text_at(&bytes, &ends, at);
            self.rising &= *id > *last;
            self.falling &= *id < *last;
        }
        bytes.extend_from_slice(id);
        grow(&mut ends);
        ends.push(end_of(&bytes));
        self.form = Form::Text { bytes, ends };
    }

    fn take_text(&mut self) -> (Vec<u8>, Vec<u32>) {
        if let Form::Text { bytes, ends } = &mut self.form {
            return (std::mem::take(bytes), std::mem::take(ends));
        }
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for index in 0..self.len() {
            bytes.extend_from_slice(&self.get(index));
            ends.push(end_of(&bytes));
        }
        // Numbers that rise need not rise as text.
        self.rising &= ends.is_empty();
        self.falling &= ends.is_empty();
        (bytes, ends)
    }

    /// Pairs (later, first) of positions with the same id among the positions that `keep` admits; orders
    /// without an id have no twin.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn twins(&self, keep: impl Fn(usize) -> bool) -> Vec<(u32, u32)> {
        if self.absent() || self.rising || self.falling || !self.numbers_repeat(&keep) {
            return Vec::new();
        }
        let keys: Vec<(u64, u32)> = (0..self.len())
            .filter(|&index| keep(index) && !self.is_blank(index))
            .map(|index| (self.hash(index), index as u32))
            .collect();
        let keys = sorted(keys);
        let mut twins = Vec::new();
        for run in keys.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            for (at, later) in run.iter().enumerate() {
                let same = |first: &&(u64, u32)| self.get(first.1 as usize) == self.get(later.1 as usize);
                if let Some(first) = run[..at].iter().find(same) {
                    twins.push((later.1, first.1));
                }
            }
        }
        sorted(twins)
    }

    /// Whether two columns of numbers certainly share no id, because their ranges or prefixes differ.
    #[must_use]
    pub fn apart_from(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.range(), other.range()) else { return false };
        a.0 != b.0 || a.2 < b.1 || b.2 < a.1
    }

    /// Whether the order at `index` has no id.
    #[must_use]
    pub fn is_blank(&self, index: usize) -> bool {
        match &self.form {
            Form::Absent(_) => true,
            Form::Numbered { .. } => false,
            Form::Text { bytes, ends } => text_at(bytes, ends, index).is_empty(),
        }
    }

    /// Lowest and highest number, where ids are numbers.
    #[must_use]
    pub fn numbers(&self) -> Option<(i64, i64)> {
        self.range().map(|(_, low, high)| (low, high))
    }

    /// Whether the number at `index` is none between two others.
    #[must_use]
    pub fn is_beyond(&self, index: usize, numbers: Option<(i64, i64)>) -> bool {
        let (Form::Numbered { numbers: own, .. }, Some((low, high))) = (&self.form, numbers) else {
            return false;
        };
        !(low..=high).contains(&own.get(index))
    }

    fn range(&self) -> Option<(&[u8], i64, i64)> {
        let Form::Numbered { prefix, numbers } = &self.form else { return None };
        Some((prefix, numbers.iter().min()?, numbers.iter().max()?))
    }

    /// A hash of the id at `index`, the same in every file.
    #[must_use]
    pub fn hash(&self, index: usize) -> u64 {
        xxh3_64(&self.get(index))
    }

    /// Whether some number stands twice among the positions that `keep` admits; text may always repeat.
    fn numbers_repeat(&self, keep: impl Fn(usize) -> bool) -> bool {
        let Form::Numbered { numbers, .. } = &self.form else { return true };
        let (Some(low), Some(high)) = (numbers.iter().min(), numbers.iter().max()) else { return false };
        let range = usize::try_from(high - low).unwrap_or(usize::MAX);
        if range / 64 > numbers.len() {
            return true;
        }
        let mut seen = vec![0_u64; range / 64 + 1];
        numbers.iter().enumerate().filter(|&(index, _)| keep(index)).any(|(_, value)| {
            let at = usize::try_from(value - low).unwrap_or(0);
            let bit = 1 << (at % 64);
            let again = seen[at / 64] & bit != 0;
            seen[at / 64] |= bit;
            again
        })
    }
}

impl Default for OrderIds {
    fn default() -> Self {
        Self::new()
    }
}

fn text_at<'a>(bytes: &'a [u8], ends: &[u32], index: usize) -> &'a [u8] {
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &bytes[start..ends[index] as usize]
}

fn end_of(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// The number behind a prefix; `None` where it would not be written back the same.
#[inline]
fn number(id: &[u8], prefix: usize) -> Option<i64> {
    let digits = id.get(prefix..)?;
    if digits.is_empty() || digits.len() > 18 || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    digits
        .iter()
        .try_fold(0_i64, |value, &byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))
}

/// An id taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'i> {
    id: &'i [u8],
    /// Its number, if it is one behind the column's prefix.
    number: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keeps_ids_and_finds_twins(ids in prop::collection::vec("(#|A-|)(0|[1-9][0-9]{0,2}|0[0-9]|x)", 0..60)) {
            let mut column = OrderIds::new();
            for id in &ids {
                prop_assert_eq!(column.last_is(column.reading(id.as_bytes())), !column.is_empty() && ids[column.len() - 1] == *id);
                column.push(column.reading(id.as_bytes()));
            }
            let mut expected = Vec::new();
            for (later, id) in ids.iter().enumerate() {
                prop_assert_eq!(column.get(later).into_owned(), id.as_bytes());
                if let Some(first) = ids[..later].iter().position(|other| other == id) {
                    expected.push((later as u32, first as u32));
                }
            }
            prop_assert_eq!(column.twins(|_| true), expected);
        }
    }

    #[test]
    fn numbers_take_no_text() {
        let mut ids = OrderIds::new();
        ["#1001", "#1002", "#1003"].iter().for_each(|id| ids.push(ids.reading(id.as_bytes())));
        assert!(matches!(ids.form, Form::Numbered { .. }));
        ids.push(ids.reading(b"POS-7"));
        assert_eq!(ids.get(0).as_ref(), b"#1001");
        assert_eq!(ids.get(3).as_ref(), b"POS-7");
    }
}
