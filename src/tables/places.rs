//! Numbers by words, or by keys that are numbers themselves: a table of small numbers that grows no further than it is filled.

use super::interner::NOBODY;

/// Numbers by position; most positions may be free.
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<u32>);

impl Places {
    /// The number at a position.
    #[must_use]
    #[inline(always)]
    pub fn get(&self, at: usize) -> Option<u32> {
        self.0.get(at).copied().filter(|&number| number != NOBODY)
    }

    /// Sets the number at a position.
    #[inline]
    pub fn set(&mut self, at: usize, number: u32) {
        if at >= self.0.len() {
            self.grow(at);
        }
        self.0[at] = number;
    }

    /// Makes room for as many positions more as `more` stands to `known`, but for no more than `most` in all.
    #[cfg(feature = "sources")]
    pub fn reserve(&mut self, more: usize, known: usize, most: usize) {
        let expected = self.0.len().saturating_mul(more) / known.max(1);
        self.0.reserve_exact(expected.min(most.saturating_sub(self.0.len())));
    }

    /// Positions are filled little by little: memory that is touched for the first time costs more than what is written there.
    #[cold]
    fn grow(&mut self, at: usize) {
        self.0.resize(at + at / 64 + 256, NOBODY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_free_until_they_are_set() {
        let mut places = Places::default();
        assert_eq!(places.get(0), None);
        places.set(5, 7);
        places.set(100_000, 8);
        places.set(5, 9);
        assert_eq!(
            [4, 5, 100_000, 100_001, 9_000_000].map(|at| places.get(at)),
            [None, Some(9), Some(8), None, None]
        );
    }
}
