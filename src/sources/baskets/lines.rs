//! Lines of the orders that count. They are those of the file that the order counts in; where that has none, of another file of
//! the same origin, the one of the highest rank, then of the smallest name.

use super::returned::Returns;
use super::{Placed, Places, converted};
use crate::sources::Sources;
use crate::sources::audit::origin;
use crate::tables::baskets::BasketLines;
use crate::tables::shop::{Loaded, NO_WORD, Word};
use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;
use std::collections::HashMap;

/// No file.
const NONE: usize = usize::MAX;

/// Lines by their order; `goods` has by file the place of each product.
pub fn lines(
    sources: &Sources,
    loaded: &[Loaded],
    placed: &[Placed],
    places: &Places,
    goods: &[Vec<u32>],
) -> BasketLines {
    let mut returns = Returns::new(loaded, sources.words());
    let mut columns = BasketLines::default();
    for (at, file, line) in rows(sources, loaded, placed, places) {
        let tables = &loaded[file].tables;
        let rows = &tables.lines;
        let product = tables.products.keys().get(rows.product[line] as usize);
        let place = goods[file].get(rows.product[line] as usize).copied().unwrap_or(NO_WORD);
        let (Some(product), false) = (product, place == NO_WORD) else { continue };
        let order = tables.orders.id[rows.order[line] as usize];
        let back = rows.returned.get(line).or_else(|| returns.take(file, order, product.sku));
        columns.order.push(u32::try_from(at).unwrap_or(NO_WORD));
        columns.product.push(place);
        columns.units.push(rows.units.get(line));
        columns.amount.push(rows.amount.get(line).and_then(|amount| converted(amount, placed[at].factor)));
        columns.returned.push(back);
    }
    columns
}

/// Place of the order, file and number of every line that counts, by the order.
fn rows(
    sources: &Sources,
    loaded: &[Loaded],
    placed: &[Placed],
    places: &Places,
) -> Vec<(usize, usize, usize)> {
    let mut teller = vec![NONE; placed.len()];
    for (file, table) in loaded.iter().enumerate() {
        for &order in &table.tables.lines.order {
            if let Some(at) = places.of(file, order as usize) {
                teller[at] = file;
            }
        }
    }
    let twins = Twins::new(sources, loaded, placed, &teller);
    for file in twins.files() {
        for &order in &loaded[file].tables.lines.order {
            match twins.find(file, loaded[file].tables.orders.id[order as usize]) {
                Some(at) if teller[at] == NONE => teller[at] = file,
                _ => {}
            }
        }
    }
    let mut rows = Vec::new();
    for (file, table) in loaded.iter().enumerate() {
        for (line, &order) in table.tables.lines.order.iter().enumerate() {
            let order = order as usize;
            let own = places.of(file, order);
            let at = own.or_else(|| twins.find(file, table.tables.orders.id[order]));
            rows.extend(at.filter(|&at| teller[at] == file).map(|at| (at, file, line)));
        }
    }
    rows.sort_by_key(|&(at, ..)| at);
    rows
}

/// Orders of which their own file has no line, by origin and id.
struct Twins {
    /// A number for the origin of each file, and the files' ranks and names.
    origins: Vec<(usize, Reverse<u8>, String)>,
    bare: HashMap<(usize, Word), usize, FxBuildHasher>,
}

impl Twins {
    fn new(sources: &Sources, loaded: &[Loaded], placed: &[Placed], teller: &[usize]) -> Self {
        let all: Vec<_> = sources.files().iter().map(origin).collect();
        let number = |name: &str| all.iter().position(|origin| origin.name == name).unwrap_or(NONE);
        let origins: Vec<_> = all
            .iter()
            .zip(loaded)
            .map(|(origin, file)| (number(&origin.name), Reverse(origin.rank), file.name.to_owned()))
            .collect();
        let file_of = |id: u32| loaded.iter().position(|file| file.id == id);
        let bare =
            placed.iter().enumerate().filter(|&(at, _)| teller[at] == NONE).filter_map(|(at, placed)| {
                let id = placed.sold.file.tables.orders.id[placed.sold.order];
                let origin = origins[file_of(placed.sold.file.id)?].0;
                (id != NO_WORD).then_some(((origin, id), at))
            });
        Self { bare: bare.collect(), origins }
    }

    /// Files in the order in which they are asked; none where no order needs them.
    fn files(&self) -> Vec<usize> {
        let mut files: Vec<usize> =
            if self.bare.is_empty() { Vec::new() } else { (0..self.origins.len()).collect() };
        files.sort_by_key(|&file| (&self.origins[file].1, &self.origins[file].2));
        files
    }

    fn find(&self, file: usize, id: Word) -> Option<usize> {
        self.bare.get(&(self.origins[file].0, id)).copied()
    }
}
