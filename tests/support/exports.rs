//! Any export through the engine of sources, and what it holds of orders on to the orders' engine.

use linger::engine::{Engine, FileSummary};
use linger::error::Error;
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

/// The rows of a file that was added, as one text.
pub fn rows(sources: &Sources, id: u32, view: &View) -> Result<Vec<u8>, Error> {
    let (mut bytes, mut next) = (Vec::new(), Some(0));
    while let Some(from) = next {
        let piece = sources.rows(id, view, from)?;
        bytes.extend(piece.bytes);
        next = piece.next;
    }
    Ok(bytes)
}

/// Hands the orders of a file that was added to the orders' engine.
pub fn pass_on(sources: &Sources, table: &TableSummary, engine: &mut Engine) -> Result<FileSummary, Error> {
    let handle = {
        let (mapping, net_of_tax) = sources.rows_mapping(table.id)?;
        engine.open_rows(&table.name, mapping, table.source.to_owned(), net_of_tax)?
    };
    engine.push(handle, &rows(sources, table.id, &View::default())?)?;
    engine.finish(handle)
}
