//! Lines of the orders that count. They are those of the file that the order counts in; where that has none, of another file of
//! the same origin, the one of the highest rank, then of the smallest name.

use super::returned::take_back;
use super::{Placed, Places, converted};
use crate::sources::Sources;
use crate::sources::audit::origin;
use crate::tables::baskets::BasketLines;
use crate::tables::shop::{Loaded, NO_WORD};
use std::cmp::Reverse;

/// No file.
const NONE: usize = usize::MAX;

/// A line that counts.
#[derive(Clone, Copy, Default)]
pub struct Line {
    /// Place of the file.
    pub file: usize,
    /// Its number there.
    pub line: usize,
}

/// Lines by their order; `goods` has by file the place of each product.
pub fn lines(
    sources: &Sources,
    loaded: &[Loaded],
    placed: &[Placed],
    mut places: Places,
    goods: &[Vec<u32>],
) -> BasketLines {
    let teller = tellers(sources, loaded, placed, &mut places);
    let (starts, rows) = by_order(loaded, &places, &teller, goods);
    let mut columns = BasketLines::default();
    for (at, placed) in placed.iter().enumerate() {
        for &Line { file, line } in &rows[starts[at]..starts[at + 1]] {
            let lines = &loaded[file].tables.lines;
            let amount = lines.amount.get(line).and_then(|amount| converted(amount, placed.factor));
            columns.order.push(u32::try_from(at).unwrap_or(NO_WORD));
            columns.product.push(goods[file][lines.product[line] as usize]);
            columns.units.push(lines.units.get(line));
            columns.amount.push(amount);
            columns.returned.push(lines.returned.get(line));
        }
    }
    take_back(&mut columns.returned, loaded, sources.words(), &places, (&starts, &rows));
    columns
}

/// The file whose lines each order has. Orders that have none in their own file get places in the others of its origin.
fn tellers(sources: &Sources, loaded: &[Loaded], placed: &[Placed], places: &mut Places) -> Vec<usize> {
    let origins: Vec<_> = sources.files().iter().map(origin).collect();
    let rank = |file: usize| (Reverse(origins[file].rank), loaded[file].name);
    let mut teller = vec![NONE; placed.len()];
    let mut tell = |places: &Places| {
        for (file, table) in loaded.iter().enumerate() {
            for at in table.tables.lines.order.iter().filter_map(|&order| places.of(file, order as usize)) {
                if teller[at] == NONE || rank(file) < rank(teller[at]) {
                    teller[at] = file;
                }
            }
        }
        teller.clone()
    };
    let own = tell(places);
    let mut twins = false;
    for (at, Placed { sold, .. }) in placed.iter().enumerate().filter(|&(at, _)| own[at] == NONE) {
        let Some(here) = loaded.iter().position(|file| file.id == sold.file.id) else { continue };
        let id = sold.file.tables.orders.id[sold.order];
        for (file, table) in loaded.iter().enumerate() {
            let same = file != here && origins[file].name == origins[here].name;
            if let Some(order) = table.tables.orders.find(id).filter(|_| same && id != NO_WORD) {
                places.put(file, order, at);
                twins = true;
            }
        }
    }
    if twins { tell(places) } else { own }
}

/// Where the lines of each order begin, and all lines in the order of their orders.
fn by_order(
    loaded: &[Loaded],
    places: &Places,
    teller: &[usize],
    goods: &[Vec<u32>],
) -> (Vec<usize>, Vec<Line>) {
    let each = |put: &mut dyn FnMut(usize, Line)| {
        for (file, table) in loaded.iter().enumerate() {
            let lines = &table.tables.lines;
            for (line, (&order, &product)) in lines.order.iter().zip(&lines.product).enumerate() {
                let named = goods[file].get(product as usize).is_some_and(|&place| place != NO_WORD);
                if let Some(at) = places.of(file, order as usize).filter(|&at| named && teller[at] == file) {
                    put(at, Line { file, line });
                }
            }
        }
    };
    let mut starts = vec![0; teller.len() + 1];
    each(&mut |at, _| starts[at + 1] += 1);
    for at in 0..teller.len() {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut rows = vec![Line::default(); starts[teller.len()]];
    each(&mut |at, line| {
        rows[next[at]] = line;
        next[at] += 1;
    });
    (starts, rows)
}
