//! Tables of returned goods → units that came back of each line. A file of which any order is named by a return is covered: what
//! is not named there did not come back. Elsewhere it is unknown.

use super::Places;
use super::lines::Line;
use crate::tables::interner::Interner;
use crate::tables::shop::links::references::bare;
use crate::tables::shop::{Loaded, NO_WORD};

/// Says of lines that say nothing themselves what returns say; an order is named with or without the mark before its id.
pub fn take_back(
    returned: &mut [Option<i64>],
    loaded: &[Loaded],
    words: &Interner,
    places: &Places,
    (starts, rows): (&[usize], &[Line]),
) {
    let mut covered = vec![false; loaded.len()];
    let mut found: Vec<(usize, i64)> = Vec::new();
    for row in loaded.iter().flat_map(|file| &file.tables.returns).filter(|row| row.order != NO_WORD) {
        let id = bare(words.key(row.order));
        let same = [Some(row.order), words.find(id), words.find(&[b"#", id].concat())];
        for (file, table) in loaded.iter().enumerate() {
            let Some(order) = same.iter().flatten().find_map(|&id| table.tables.orders.find(id)) else {
                continue;
            };
            covered[file] = true;
            let Some(at) = places.of(file, order) else { continue };
            let sku = |line: &Line| {
                let tables = loaded[line.file].tables;
                tables.products.keys()[tables.lines.product[line.line] as usize].sku
            };
            let line = (starts[at]..starts[at + 1])
                .find(|&line| rows[line].file == file && sku(&rows[line]) == row.sku);
            found.extend(line.map(|line| (line, row.units)));
        }
    }
    let silent: Vec<bool> = returned.iter().map(Option::is_none).collect();
    for (returned, line) in returned.iter_mut().zip(rows).filter(|(returned, _)| returned.is_none()) {
        *returned = covered[line.file].then_some(0);
    }
    for (line, units) in found.into_iter().filter(|&(line, _)| silent[line]) {
        returned[line] = returned[line].map(|before| before + units);
    }
}
