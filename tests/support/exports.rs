//! Any export through the engine of sources, and what it holds of orders on to the orders' engine.

use linger::engine::{Engine, FileSummary};
use linger::error::Error;
use linger::source::told::Knows;
use linger::sources::{FileOptions, Sources, TableSummary, View};

/// An engine of sources that decodes with `encoding_rs`.
pub fn sources() -> Sources {
    Sources::new(super::decoder, 0)
}

/// Reads an export in chunks of `chunk` bytes.
pub fn add(
    sources: &mut Sources,
    name: &str,
    bytes: &[u8],
    options: FileOptions,
    chunk: usize,
) -> Result<TableSummary, Error> {
    let handle = sources.open_file(name, options)?;
    for chunk in bytes.chunks(chunk.max(1)) {
        sources.push(handle, chunk)?;
    }
    sources.finish(handle)
}

/// The orders of a file that was added, as the orders' engine is told them.
pub fn rows(sources: &Sources, id: u32, view: &View) -> Result<Vec<u8>, Error> {
    let (mut bytes, mut next) = (Vec::new(), Some(0));
    while let Some(from) = next {
        next = sources.rows(id, view, from, &mut bytes)?;
    }
    Ok(bytes)
}

/// What the orders' engine is told with them.
pub fn knows(sources: &Sources, table: &TableSummary) -> Result<Knows, Error> {
    let linger::sources::Knows { net_of_tax, discounts, units, rows } = sources.rows_know(table.id)?;
    Ok(Knows { origin: table.source.to_owned(), net_of_tax, discounts, units, rows })
}

/// Hands the orders of a file that was added to the orders' engine.
pub fn pass_on(sources: &Sources, table: &TableSummary, engine: &mut Engine) -> Result<FileSummary, Error> {
    let handle = engine.open_told(&table.name, knows(sources, table)?);
    engine.push(handle, &rows(sources, table.id, &View::default())?)?;
    engine.finish(handle)
}
