//! Where each order's first record stands, kept as what differs from one record and one line an order: such files take no memory.

use crate::tables::column::Sparse;

/// One-based record and line of each order's first record.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    len: usize,
    /// Of the first order.
    first: (i64, i64),
    records: Sparse<1>,
    lines: Sparse<1>,
}

impl Positions {
    /// Appends the position of the next order.
    #[inline]
    pub fn push(&mut self, (record, line): (u64, u64)) {
        let (record, line) = (signed(record), signed(line));
        if self.len == 0 {
            self.first = (record, line);
        }
        let expected = self.expected(self.len);
        self.records.push(record - expected.0);
        self.lines.push(line - expected.1 - (record - expected.0));
        self.len += 1;
    }

    /// The position of an order.
    #[must_use]
    pub fn get(&self, order: usize) -> Option<(u64, u64)> {
        if order >= self.len {
            return None;
        }
        let (record, line) = self.expected(order);
        let skipped = self.records.get(order);
        let unsigned = |value: i64| u64::try_from(value).unwrap_or(0);
        Some((unsigned(record + skipped), unsigned(line + skipped + self.lines.get(order))))
    }

    fn expected(&self, order: usize) -> (i64, i64) {
        let order = signed(order as u64);
        (self.first.0 + order, self.first.1 + order)
    }
}

fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_come_back_as_they_were() {
        let given = [(2, 2), (3, 3), (4, 4), (7, 9), (8, 10), (9, 31)];
        let mut positions = Positions::default();
        given.iter().for_each(|&position| positions.push(position));
        assert_eq!((0..6).filter_map(|order| positions.get(order)).collect::<Vec<_>>(), given);
        assert_eq!(positions.get(6), None);
    }
}
