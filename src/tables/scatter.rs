//! Rows in file order → rows by customer.
//!
//! Writing each row straight to its customer's place would miss the cache and the address translation nearly
//! every time. So rows are gathered, sorted roughly by customer, and written stretch by stretch.

use super::blocks::blocks;
use super::column::Column;
use super::histories::Entries;
use std::ops::Range;

/// Rows gathered before they are written: a few megabytes.
const GATHERED: usize = 1 << 19;
/// Stretches of customers.
const STRETCHES: usize = 256;

/// A row and the place of its customer.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Place of the customer.
    pub person: u32,
    /// Local day.
    pub day: i32,
    /// Net amount, in 1/10,000.
    pub net: i64,
    /// Which of the currencies.
    pub currency: usize,
}

/// Puts rows in file order into rows by customer.
#[derive(Debug)]
pub struct Scatter {
    starts: Vec<u32>,
    next: Vec<u32>,
    /// Bits of a customer's place within a stretch.
    shift: u32,
    gathered: Vec<Placed>,
    sorted: Vec<Placed>,
    days: Vec<i32>,
    net: Column<100>,
    currency: Option<Vec<u8>>,
}

impl Scatter {
    /// Room for rows whose counts by customer run up to `starts`.
    #[must_use]
    pub fn new(starts: &[u32], currencies: usize) -> Self {
        let len = starts.last().copied().unwrap_or(0) as usize;
        let people = starts.len() - 1;
        let shift = usize::BITS - (people / STRETCHES).leading_zeros();
        Self {
            next: starts[..people].to_vec(),
            starts: starts.to_vec(),
            shift,
            gathered: Vec::new(),
            sorted: Vec::new(),
            days: vec![0; len],
            net: Column::zeros(len),
            currency: (currencies > 1).then(|| vec![0; len]),
        }
    }

    /// Takes a row.
    #[inline]
    pub fn put(&mut self, row: Placed) {
        self.gathered.push(row);
        if self.gathered.len() == GATHERED {
            self.write_gathered();
        }
    }

    /// The rows, each customer's ascending by day.
    #[must_use]
    pub fn finish(mut self) -> Entries {
        self.write_gathered();
        for block in blocks(self.next.len()) {
            self.sort_block(block);
        }
        Entries::new(self.starts, self.days, self.net, self.currency)
    }

    /// Sorts the gathered rows by stretch, keeping their order within one, and writes them.
    fn write_gathered(&mut self) {
        let mut gathered = std::mem::take(&mut self.gathered);
        let mut sorted = std::mem::take(&mut self.sorted);
        sorted.resize(gathered.len(), Placed { person: 0, day: 0, net: 0, currency: 0 });
        let mut ends = [0_usize; STRETCHES];
        gathered.chunks(2048).for_each(|rows| self.count(rows, &mut ends));
        let mut from = 0;
        for end in &mut ends {
            from += std::mem::replace(end, from);
        }
        gathered.chunks(2048).for_each(|rows| self.deal(rows, &mut ends, &mut sorted));
        sorted.chunks(2048).for_each(|rows| self.write(rows));
        gathered.clear();
        (self.gathered, self.sorted) = (gathered, sorted);
    }

    #[inline]
    fn stretch(&self, row: &Placed) -> usize {
        (row.person >> self.shift) as usize
    }

    #[inline(never)]
    fn count(&self, rows: &[Placed], counts: &mut [usize; STRETCHES]) {
        rows.iter().for_each(|row| counts[self.stretch(row)] += 1);
    }

    #[inline(never)]
    fn deal(&self, rows: &[Placed], next: &mut [usize; STRETCHES], sorted: &mut [Placed]) {
        for row in rows {
            let at = &mut next[self.stretch(row)];
            sorted[*at] = *row;
            *at += 1;
        }
    }

    #[inline(never)]
    fn write(&mut self, rows: &[Placed]) {
        for row in rows {
            let next = &mut self.next[row.person as usize];
            let at = *next as usize;
            *next += 1;
            self.days[at] = row.day;
            self.net.set(at, row.net);
            if let Some(column) = &mut self.currency {
                column[at] = u8::try_from(row.currency).unwrap_or(u8::MAX);
            }
        }
    }

    #[inline(never)]
    fn sort_block(&mut self, block: Range<usize>) {
        for person in block {
            let range = self.starts[person] as usize..self.starts[person + 1] as usize;
            if !self.days[range.clone()].is_sorted() {
                self.sort(range);
            }
        }
    }

    fn sort(&mut self, range: Range<usize>) {
        let currency = |column: &Option<Vec<u8>>, at: usize| column.as_ref().map_or(0, |column| column[at]);
        let mut rows: Vec<(i32, u8, i64)> =
            range.clone().map(|at| (self.days[at], currency(&self.currency, at), self.net.get(at))).collect();
        rows.sort_unstable();
        for (at, (day, code, net)) in range.zip(rows) {
            self.days[at] = day;
            self.net.set(at, net);
            if let Some(column) = &mut self.currency {
                column[at] = code;
            }
        }
    }
}
