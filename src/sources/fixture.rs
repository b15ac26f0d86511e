//! A text read as a file, for the tests of platforms: what it was recognised as, its rows, and its ledger.

use super::{FileOptions, Sources, TableSummary, View};
use crate::error::Error;

/// What a text became.
pub struct Found {
    /// The engine that holds it.
    pub sources: Sources,
    /// Its summary.
    pub summary: TableSummary,
    /// Its rows for the orders' engine, one a line.
    pub rows: Vec<String>,
    /// Codes of its ledger with their counts, those of ragged lines left out.
    pub ledger: Vec<(&'static str, u64)>,
}

/// Reads a text in two chunks.
pub fn read(text: &str) -> Found {
    try_read(text).unwrap()
}

/// The same, where it may fail.
pub fn try_read(text: &str) -> Result<Found, Error> {
    let mut sources = Sources::new(|_| None, 0);
    let summary = add(&mut sources, text)?;
    let rows = rows(&sources, summary.id);
    let lines = summary.ledger.iter().filter(|line| line.code != "ragged");
    let ledger = lines.map(|line| (line.code, line.count)).collect();
    Ok(Found { sources, summary, rows, ledger })
}

/// Adds one more text.
pub fn add(sources: &mut Sources, text: &str) -> Result<TableSummary, Error> {
    let file = sources.open_file("data.csv", FileOptions::default())?;
    let (first, second) = text.as_bytes().split_at(text.len() / 2);
    sources.push(file, first)?;
    sources.push(file, second)?;
    sources.finish(file)
}

/// All rows of a file.
pub fn rows(sources: &Sources, id: u32) -> Vec<String> {
    let rows = sources.rows(id, &View::default(), 0).unwrap();
    assert_eq!(rows.next, None);
    String::from_utf8(rows.bytes).unwrap().lines().map(str::to_owned).collect()
}
