//! Heatmaps of the seller's own pages: points on anchors and today's boxes of those anchors in, density grids,
//! grids by anchor, scroll reach and attention out.
//!
//! A point is kept where it was inside its anchor's box and placed again on the box as it is now; without a box
//! it falls back to its pixels on the page. Every value that leaves is of `k` sessions or more: cells of fewer
//! are merged into the cell twice as wide and high around them, as often as it takes.

mod anchors;
mod blur;
mod grid;
mod merge;
mod place;
mod points;
mod scroll;
#[cfg(test)]
mod tests;

pub use anchors::{AnchorGrid, MOST_ANCHORS, anchor_grids};
pub use grid::MAX_CELLS;
pub use place::{Layout, Rect};
pub use points::{Filter, NO_ANCHOR, Points};
pub use scroll::{Attention, BANDS, Reach, ScrollViews, attention, reach};

use crate::math::order::positions;
use grid::Grid;
use merge::{Mark, merged};
use place::Placing;

/// How a map is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapOptions {
    /// Side of a cell in pixels.
    pub cell: f32,
    /// Standard deviation of the blur in pixels; 0 leaves the cells as they are.
    pub sigma: f32,
    /// Least number of sessions of a value that is shown; 0 and 1 show every cell.
    pub k: u32,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self { cell: 4.0, sigma: 20.0, k: 5 }
    }
}

/// Density of points over a page of today's layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Heatmap {
    /// Cells in a row.
    pub columns: usize,
    /// Rows of cells.
    pub rows: usize,
    /// Points a cell, row by row from the top.
    pub density: Vec<f32>,
    /// Points on the map or withheld.
    pub n: u32,
    /// Distinct sessions of those.
    pub sessions: u32,
    /// Distinct visitors of those.
    pub visitors: u32,
    /// Points placed inside their anchor's box.
    pub by_anchor: u32,
    /// Points placed by their pixels on the page.
    pub by_fallback: u32,
    /// Points left out because their anchor is hidden today.
    pub hidden: u32,
    /// Points left out because they lie outside the page as it is today.
    pub outside: u32,
    /// Points not shown because all that could not be shown by themselves came from fewer than `k` sessions.
    pub withheld: u32,
}

impl Heatmap {
    /// Share of the placed points that their anchor placed; `None` without points.
    #[must_use]
    pub fn anchor_share(&self) -> Option<f64> {
        (self.n > 0).then(|| f64::from(self.by_anchor) / f64::from(self.n))
    }
}

/// The density of the points that pass the filter; neither their order nor how they are split into parts matters.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn heatmap(parts: &[Points], filter: &Filter, layout: &Layout, options: &MapOptions) -> Heatmap {
    let grid = Grid::over(layout.width, layout.height, options.cell);
    let mut placing = Placing::new(layout, grid);
    parts.iter().for_each(|points| placing.place(points, filter));
    let (placed, tally) = placing.finish();
    let n = tally.by_anchor + tally.by_fallback;
    let (cells, withheld) = merged(grid, placed, options.k);
    Heatmap {
        columns: grid.columns,
        rows: grid.rows,
        density: blur::gaussian(cells, grid, options.sigma / grid.cell),
        n,
        sessions: tally.sessions,
        visitors: tally.visitors,
        by_anchor: tally.by_anchor,
        by_fallback: tally.by_fallback,
        hidden: tally.hidden,
        outside: tally.outside,
        withheld: withheld as u32,
    }
}

/// Number of distinct values in grouped input.
fn distinct(grouped: impl Iterator<Item = u32>) -> u32 {
    let mut last = None;
    let mut count = 0;
    for value in grouped {
        count += u32::from(last != Some(value));
        last = Some(value);
    }
    count
}

/// Points grouped by session, which counting distinct sessions of a cell takes.
fn by_session<W: Copy>(marks: Vec<Mark<W>>) -> Vec<Mark<W>> {
    if marks.is_sorted_by_key(|mark| mark.session) {
        return marks;
    }
    let place = |at: usize| (marks[at].session, marks[at].at);
    let order = positions(marks.len(), &|a, b| place(a).cmp(&place(b)));
    order.into_iter().map(|at| marks[at]).collect()
}

/// Distinct values of a column in any order.
fn distinct_of(values: &[u32]) -> u32 {
    if values.is_sorted() {
        return distinct(values.iter().copied());
    }
    let order = positions(values.len(), &|a, b| values[a].cmp(&values[b]));
    distinct(order.into_iter().map(|at| values[at]))
}
