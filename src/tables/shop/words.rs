//! A column of texts, most or all of which may be missing.

use super::{NO_WORD, Word};

/// Words by row; takes no memory while none is said.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<Word>);

impl Words {
    /// The word of a row; [`NO_WORD`] where it has none.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> Word {
        self.0.get(row).copied().unwrap_or(NO_WORD)
    }

    /// Sets the word of a row.
    #[inline]
    pub fn set(&mut self, row: usize, word: Word) {
        if row >= self.0.len() {
            if word == NO_WORD {
                return;
            }
            self.0.resize(row + 1, NO_WORD);
        }
        self.0[row] = word;
    }

    /// Rows that have a word, with it.
    pub fn said(&self) -> impl Iterator<Item = (usize, Word)> + '_ {
        self.0.iter().copied().enumerate().filter(|&(_, word)| word != NO_WORD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_word_take_no_memory() {
        let mut words = Words::default();
        words.set(5, NO_WORD);
        assert!(words.0.is_empty());
        words.set(2, 7);
        words.set(1, 4);
        words.set(2, NO_WORD);
        assert_eq!([0, 1, 2, 3].map(|row| words.get(row)), [NO_WORD, 4, NO_WORD, NO_WORD]);
        assert_eq!(words.said().collect::<Vec<_>>(), [(1, 4)]);
    }
}
