//! The first records of a table → which one is the header.

use super::mapping;
use crate::math::order::sorted;
use crate::read::field::trim;
use crate::read::head::HeadRecord;

/// A header stands within the first so many records.
pub const HEADER_WITHIN: usize = 40;

/// A record's cells as text.
#[must_use]
pub fn texts(record: &HeadRecord) -> Vec<String> {
    record.fields.iter().map(|cell| String::from_utf8_lossy(trim(cell)).into_owned()).collect()
}

/// Which record is the header: the first one of full width that looks like one, or none.
#[must_use]
pub fn header_position(records: &[HeadRecord], given: Option<bool>) -> Option<usize> {
    let width = commonest_width(records);
    let full = |record: &HeadRecord| record.fields.len() + 1 >= width;
    let mut candidates = records.iter().take(HEADER_WITHIN).enumerate().filter(|(_, record)| full(record));
    match given {
        Some(false) => None,
        Some(true) => candidates.next().map(|(at, _)| at),
        None => candidates
            .take_while(|(_, record)| {
                record.fields.len() != width || mapping::looks_like_header(&record.fields)
            })
            .find(|(_, record)| mapping::looks_like_header(&record.fields))
            .map(|(at, _)| at),
    }
}

/// The number of fields that most records have.
#[must_use]
pub fn commonest_width(records: &[HeadRecord]) -> usize {
    let widths = sorted(records.iter().map(|record| record.fields.len()).collect());
    widths.chunk_by(|a, b| a == b).max_by_key(|run| (run.len(), run[0])).map_or(0, |run| run[0])
}
