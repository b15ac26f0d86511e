//! Status words → what they mean under a view, and which orders stand how by them.

use super::File;
use super::options::View;
use crate::metrics::trust::book::Book;
use crate::source::platforms::meaning::{Meaning, meaning};
use crate::tables::interner::Interner;
use crate::tables::shop::{NO_WORD, Standing, Word};
use serde::Serialize;
use std::collections::BTreeMap;

/// A status word of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusWord {
    /// Id of the export.
    pub source: &'static str,
    /// The word as the export writes it.
    pub word: String,
    /// What it means.
    pub meaning: Meaning,
    /// `false`: nobody knows it; its orders count.
    pub known: bool,
    /// Orders that have it.
    pub orders: u64,
}

/// Meanings that a seller gave, by words in lower case.
pub type Meanings = BTreeMap<String, Meaning>;

/// The same meanings, whatever case and blanks their words were written with.
#[must_use]
pub fn lowered(given: &Meanings) -> Meanings {
    given.iter().map(|(word, &meaning)| (word.trim().to_lowercase(), meaning)).collect()
}

/// How orders of one file stand whose words the view reads otherwise than the file was read.
#[derive(Clone, Debug, Default)]
pub struct Standings(BTreeMap<Word, [Standing; 2]>);

impl Standings {
    /// The words of a file that the view gives another meaning.
    #[must_use]
    pub fn new(file: &File, words: &Interner, view: &View) -> Self {
        if view.statuses.is_empty() {
            return Self::default();
        }
        let own = lowered(&view.statuses);
        let used = crate::math::order::distinct(file.tables.orders.status.clone());
        let read = used.into_iter().filter(|&word| word != NO_WORD).filter_map(|word| {
            let text = String::from_utf8_lossy(words.key(word));
            let &given = own.get(&text.trim().to_lowercase())?;
            Some((word, [meaning(&text, &file.statuses).0.standing(), given.standing()]))
        });
        Self(read.collect())
    }

    /// How an order stands. One that is cancelled or a test by another column than its word stays so.
    #[must_use]
    pub fn of(&self, file: &File, order: usize) -> Standing {
        let orders = &file.tables.orders;
        let standing = orders.standing[order];
        match self.0.get(&orders.status[order]) {
            Some(&[read, given]) if read == standing => given,
            _ => standing,
        }
    }
}

/// Every status word of the book's orders, by export, the commonest first.
#[must_use]
pub fn statuses(book: &Book, files: &[File], words: &Interner, view: &View) -> Vec<StatusWord> {
    let mut counts: BTreeMap<(&'static str, Word), (u32, u64)> = BTreeMap::new();
    for sold in book.orders() {
        let word = sold.file.tables.orders.status[sold.order];
        if word != NO_WORD {
            counts.entry((sold.file.source, word)).or_insert((sold.file.id, 0)).1 += 1;
        }
    }
    let own = lowered(&view.statuses);
    let line = |((source, word), (id, orders))| {
        let text = String::from_utf8_lossy(words.key(word));
        let read = files.iter().find(|file| file.id == id).map(|file| &file.statuses);
        let given = own.get(&text.trim().to_lowercase()).map(|&meaning| (meaning, true));
        let (meaning, known) = given.unwrap_or_else(|| meaning(&text, read.unwrap_or(&own)));
        StatusWord { source, word: text.into_owned(), meaning, known, orders }
    };
    let mut lines: Vec<StatusWord> = counts.into_iter().map(line).collect();
    lines.sort_by(|a, b| {
        (a.source, std::cmp::Reverse(a.orders), &a.word).cmp(&(
            b.source,
            std::cmp::Reverse(b.orders),
            &b.word,
        ))
    });
    lines
}
