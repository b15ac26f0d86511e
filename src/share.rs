//! Reports for others: a report and the people behind it in, a report that tells of nobody out.
//!
//! [`suppress`] decides on tables, [`protect`] on the report, [`people`] says who is behind a cell. Knows nothing of the
//! engines: the host brings their answers, as columns and JSON.

pub mod cube;
pub mod filter;
pub mod guard;
pub mod people;
pub mod protect;
pub mod slicer;
pub mod spans;
pub mod suppress;
pub mod visits;

use cube::Cube;
use guard::Suppressed;
use people::Ledger;
use protect::{Protected, Source};
use serde::Serialize;
use serde_json::Value;

/// What may be shown to others.
#[derive(Clone, Debug, Serialize)]
pub struct Shared {
    /// The report, `null` where it must not tell.
    pub report: Value,
    /// Cells that are not told, by table.
    pub suppressed: Vec<Suppressed>,
    /// Customers by several dimensions.
    pub cube: Option<Cube>,
}

/// Makes a report fit for others: no group of fewer than `k` customers, and none that follows. `k` is at least 2.
#[must_use]
pub fn share(report: Value, source: &Source, k: u32) -> Shared {
    let k = k.max(2);
    let segments = segment_ids(&report);
    let Protected { report, suppressed, margins } = protect::protect(report, source, k);
    let ledger = Ledger::new(&source.purchases, source.customers.len(), source.currencies.len());
    let many = source.customers.len() >= k as usize;
    let cube = many.then(|| cube::cube(&source.customers, &ledger, &segments, &margins, k)).flatten();
    Shared { report, suppressed, cube }
}

/// A report as it is, for who may see everybody, with a cube of all cells.
#[must_use]
pub fn reveal(report: Value, source: &Source) -> Shared {
    let segments = segment_ids(&report);
    let margins = protect::everything(&report, source, segments.len());
    let ledger = Ledger::new(&source.purchases, source.customers.len(), source.currencies.len());
    let cube = cube::cube(&source.customers, &ledger, &segments, &margins, 0);
    Shared { report, suppressed: vec![], cube }
}

fn segment_ids(report: &Value) -> Vec<String> {
    let segments = report.pointer("/rfm/segments").and_then(Value::as_array);
    let ids = segments.map(|all| all.iter().filter_map(|one| Some(one["id"].as_str()?.to_owned())).collect());
    ids.unwrap_or_default()
}
