//! Texts of events → small numbers, with a limit to how many are kept apart.
//!
//! Events are written by browsers of strangers. A file with a million made-up anchors must cost no more than
//! the limit: further values share the number [`OTHER`] and are counted by whoever asked.

use super::interner::Interner;

/// No text.
pub const NO_WORD: u32 = u32::MAX;
/// Stands for every value above the limit.
pub const OTHER: u32 = 0;
/// How [`OTHER`] reads.
pub const OTHER_TEXT: &str = "(other)";

/// A set of texts, each with a number.
#[derive(Clone, Debug)]
pub struct Words {
    interner: Interner,
    limit: usize,
}

impl Words {
    /// An empty set of at most `limit` texts.
    #[must_use]
    pub fn new(seed: u64, limit: usize) -> Self {
        let mut interner = Interner::new(seed);
        interner.intern(OTHER_TEXT.as_bytes());
        Self { interner, limit }
    }

    /// The number of a text; `None` where the set is full. The empty text is [`NO_WORD`].
    pub fn intern(&mut self, text: &str) -> Option<u32> {
        if text.is_empty() {
            return Some(NO_WORD);
        }
        if self.interner.len() > self.limit {
            return self.interner.find(text.as_bytes());
        }
        Some(self.interner.intern(text.as_bytes()))
    }

    /// The number of a known text.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        self.interner.find(text.as_bytes())
    }

    /// The text with a number; empty for [`NO_WORD`].
    #[must_use]
    pub fn text(&self, word: u32) -> &str {
        if word == NO_WORD {
            return "";
        }
        std::str::from_utf8(self.interner.key(word)).unwrap_or_default()
    }

    /// Numbers in use.
    #[must_use]
    pub fn len(&self) -> usize {
        self.interner.len()
    }

    /// Whether there is no text but the one that stands for all others.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_texts_share_one_number() {
        let mut words = Words::new(1, 2);
        assert_eq!(
            (words.intern("a"), words.intern("b"), words.intern("")),
            (Some(1), Some(2), Some(NO_WORD))
        );
        assert_eq!((words.intern("c"), words.intern("a")), (None, Some(1)));
        assert_eq!((words.text(2), words.text(OTHER), words.text(NO_WORD)), ("b", "(other)", ""));
        assert_eq!(words.len(), 3);
    }
}
