//! One record of a batch: the cells of wanted columns, and where the record stands.

use crate::read::field::{content, trim};
use crate::read::scan::Batch;
use std::borrow::Cow;

/// One record of a batch.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The text that the batch points into.
    pub text: &'a [u8],
    /// The batch.
    pub batch: &'a Batch,
    /// Index in the batch.
    pub index: usize,
    /// The quote of the dialect.
    pub quote: Option<u8>,
}

impl<'a> Record<'a> {
    /// The bytes of a wanted field as the file has them.
    #[must_use]
    #[inline]
    pub fn raw(&self, slot: usize) -> &'a [u8] {
        self.batch.raw(self.text, self.index, slot)
    }

    /// The trimmed content of a wanted field.
    #[must_use]
    #[inline]
    pub fn cell(&self, slot: usize) -> Cow<'a, [u8]> {
        match content(self.raw(slot), self.quote) {
            Cow::Borrowed(cell) => Cow::Borrowed(trim(cell)),
            Cow::Owned(cell) => Cow::Owned(trim(&cell).to_vec()),
        }
    }

    /// Whether a wanted field has no bytes at all.
    #[must_use]
    #[inline]
    pub fn is_empty(&self, slot: usize) -> bool {
        self.raw(slot).is_empty()
    }

    /// Record number and line, both one-based.
    #[must_use]
    pub fn position(&self) -> (u64, u64) {
        (self.batch.first_record + self.index as u64, self.batch.line(self.index))
    }
}
