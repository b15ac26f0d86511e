//! All files together: the customers' keys, and which of two states of an order counts.

use super::file::File;
use super::interner::Interner;
use super::orders::{Orders, State};
use crate::math::order::sorted;

/// Files and the customers they share.
#[derive(Clone, Debug)]
pub struct Dataset {
    files: Vec<Loaded>,
    keys: Interner,
    next_id: u32,
    duplicate_files: u64,
}

#[derive(Clone, Debug)]
struct Loaded {
    file: File,
    /// Orders of which another file has a newer state; empty while there is none.
    superseded: Vec<bool>,
}

impl Dataset {
    /// No files. The seed guards the table of keys.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { files: Vec::new(), keys: Interner::new(seed), next_id: 1, duplicate_files: 0 }
    }

    /// Customers' keys.
    #[must_use]
    pub fn keys(&self) -> &Interner {
        &self.keys
    }

    /// Customers' keys, for a reader.
    pub fn keys_mut(&mut self) -> &mut Interner {
        &mut self.keys
    }

    /// The files, in the order they were added.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().map(|loaded| &loaded.file)
    }

    /// Files that were dropped again.
    #[must_use]
    pub fn duplicate_files(&self) -> u64 {
        self.duplicate_files
    }

    /// Orders that another file holds in a newer state.
    #[must_use]
    pub fn superseded(&self) -> u64 {
        self.files.iter().map(Loaded::superseded_count).sum()
    }

    /// The same, of one file.
    #[must_use]
    pub fn superseded_in(&self, id: u32) -> u64 {
        self.files.iter().filter(|loaded| loaded.file.id == id).map(Loaded::superseded_count).sum()
    }

    /// Adds a file; `Err` gives the id of a file with the same content, which stays alone.
    ///
    /// # Errors
    ///
    /// The same content is loaded already.
    pub fn add(&mut self, mut file: File) -> Result<u32, u32> {
        let same = self.files.iter().find(|loaded| loaded.file.fingerprint == file.fingerprint);
        if let Some(same) = same {
            self.duplicate_files += 1;
            return Err(same.file.id);
        }
        file.id = self.next_id;
        self.next_id += 1;
        self.files.push(Loaded { file, superseded: Vec::new() });
        let last = self.files.len() - 1;
        (0..last).for_each(|other| self.supersede(other, last));
        Ok(self.next_id - 1)
    }

    /// Forgets a file; whether there was one.
    pub fn remove(&mut self, id: u32) -> bool {
        let before = self.files.len();
        self.files.retain(|loaded| loaded.file.id != id);
        for loaded in &mut self.files {
            loaded.superseded = Vec::new();
        }
        for later in 1..self.files.len() {
            (0..later).for_each(|other| self.supersede(other, later));
        }
        self.files.len() < before
    }

    /// Marks the older state of every order that two files share.
    fn supersede(&mut self, a: usize, b: usize) {
        let (first, second) = (&self.files[a].file, &self.files[b].file);
        if (&first.source, first.source_key) != (&second.source, second.source_key) {
            return;
        }
        let newest = first.span.map(|span| span.1).cmp(&second.span.map(|span| span.1));
        let losers: Vec<(usize, usize)> = shared(&first.orders, &second.orders)
            .into_iter()
            .map(|(at_first, at_second)| {
                let further = first.orders.advance(at_first).cmp(&second.orders.advance(at_second));
                if newest.then(further).is_lt() { (a, at_first) } else { (b, at_second) }
            })
            .collect();
        for (loser, at) in losers {
            let loaded = &mut self.files[loser];
            if loaded.superseded.is_empty() {
                loaded.superseded = vec![false; loaded.file.orders.len()];
            }
            loaded.superseded[at] = true;
        }
    }

    /// Hands over every file with a test of which of its rows stand.
    pub fn standing(&self) -> impl Iterator<Item = (&File, Standing<'_>)> {
        self.files.iter().map(|loaded| {
            (&loaded.file, Standing { orders: &loaded.file.orders, superseded: &loaded.superseded })
        })
    }
}

impl Loaded {
    fn superseded_count(&self) -> u64 {
        self.superseded.iter().filter(|&&superseded| superseded).count() as u64
    }
}

/// Which rows of a file stand: neither merged, nor superseded, nor cancelled, voided or a test.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    orders: &'a Orders,
    superseded: &'a [bool],
}

impl Standing<'_> {
    /// The state of a row that stands: an order or a refund.
    #[must_use]
    #[inline(always)]
    pub fn state(&self, index: usize) -> Option<State> {
        let state = self.orders.state(index);
        let stands = matches!(state, State::Counted | State::Refund)
            && !self.superseded.get(index).copied().unwrap_or(false);
        stands.then_some(state)
    }
}

/// Positions of the orders that two tables share.
fn shared(a: &Orders, b: &Orders) -> Vec<(usize, usize)> {
    if a.ids().absent() || b.ids().absent() || a.ids().apart_from(b.ids()) {
        return Vec::new();
    }
    let live = |orders: &Orders, index: usize, numbers: Option<(i64, i64)>| {
        !matches!(orders.state(index), State::Merged | State::Refund)
            && !orders.ids().is_blank(index)
            && !orders.ids().is_beyond(index, numbers)
    };
    let (of_a, of_b) = (a.ids().numbers(), b.ids().numbers());
    let known = sorted(
        (0..a.len())
            .filter(|&index| live(a, index, of_b))
            .map(|index| (a.ids().hash(index), index))
            .collect(),
    );
    let mut pairs = Vec::new();
    for index in (0..b.len()).filter(|&index| live(b, index, of_a)) {
        let hash = b.ids().hash(index);
        let from = known.partition_point(|(other, _)| *other < hash);
        let candidates = known[from..].iter().take_while(|(other, _)| *other == hash);
        let twin = candidates.map(|(_, at)| *at).find(|&at| a.ids().get(at) == b.ids().get(index));
        pairs.extend(twin.map(|at| (at, index)));
    }
    pairs
}
