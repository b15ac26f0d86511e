//! Tables of returned goods → units that came back of each line. A file of which any order is named by a return is covered: what
//! is not named there did not come back. Elsewhere it is unknown.

use crate::tables::interner::Interner;
use crate::tables::shop::links::references::bare;
use crate::tables::shop::{Loaded, NO_WORD, Word};
use std::collections::{BTreeMap, BTreeSet};

/// Units that are left to be found.
pub struct Returns {
    covered: Vec<bool>,
    units: BTreeMap<(Word, Word), i64>,
}

impl Returns {
    /// Returns of all files; an order is named with or without the mark before its id.
    pub fn new(loaded: &[Loaded], words: &Interner) -> Self {
        let mut returns = Self { covered: vec![false; loaded.len()], units: BTreeMap::new() };
        for row in loaded.iter().flat_map(|file| &file.tables.returns).filter(|row| row.order != NO_WORD) {
            let id = bare(words.key(row.order));
            let named = [Some(row.order), words.find(id), words.find(&[b"#", id].concat())];
            for order in named.into_iter().flatten().collect::<BTreeSet<Word>>() {
                *returns.units.entry((order, row.sku)).or_default() += row.units;
                for (covered, file) in returns.covered.iter_mut().zip(loaded) {
                    *covered |= file.tables.orders.find(order).is_some();
                }
            }
        }
        returns
    }

    /// Units that came back of an order's goods, told once; `None` where the files do not say.
    pub fn take(&mut self, file: usize, order: Word, sku: Word) -> Option<i64> {
        self.covered[file].then(|| self.units.remove(&(order, sku)).unwrap_or(0))
    }
}
