//! Points by anchor: how many, of how many people, and where in the anchor's own box.

use super::grid::Grid;
use super::merge::{Bands, Mark, merged};
use super::{Filter, NO_ANCHOR, Points, distinct_of};
use crate::math::order::{positions, sorted_by};

/// Points of one anchor.
#[derive(Clone, Debug, PartialEq)]
pub struct AnchorGrid {
    /// Number of the anchor.
    pub anchor: u32,
    /// Points.
    pub n: u32,
    /// Distinct sessions, at least `k`.
    pub sessions: u32,
    /// Distinct visitors.
    pub visitors: u32,
    /// Points a cell of the anchor's box, row by row; `side` × `side`.
    pub cells: Vec<f32>,
    /// Points not in the cells because what was left over came from fewer than `k` sessions.
    pub withheld: u32,
}

/// Most anchors of an answer: a page has hundreds, a forged file has as many as it likes.
pub const MOST_ANCHORS: usize = 2_000;

/// Each anchor's grid of `side` × `side` cells, most points first, at most [`MOST_ANCHORS`]; anchors of fewer than `k`
/// sessions are left out.
#[must_use]
pub fn anchor_grids(points: &Points, filter: &Filter, side: u8, k: u32) -> Vec<AnchorGrid> {
    let mut rows = positions(points.len(), &|a, b| points.anchor[a].cmp(&points.anchor[b]));
    rows.retain(|&row| points.anchor[row] != NO_ANCHOR && filter.passes(points, row));
    let anchors: Vec<_> = rows.chunk_by(|&a, &b| points.anchor[a] == points.anchor[b]).collect();
    sorted_by(anchors, &|a, b| b.len().cmp(&a.len()))
        .into_iter()
        .map(|rows| anchor_grid(points, rows, side, k))
        .filter(|grid| grid.sessions >= k)
        .take(MOST_ANCHORS)
        .collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn anchor_grid(points: &Points, rows: &[usize], side: u8, k: u32) -> AnchorGrid {
    let side = u32::from(side.max(1));
    let grid = Grid { columns: side as usize, rows: side as usize, cell: 1.0 };
    let cell = |place: u16| ((u32::from(place) * side) >> 15).min(side - 1);
    let marks = rows.iter().map(|&row| Mark {
        at: cell(points.y[row]) << 16 | cell(points.x[row]),
        session: points.session[row],
        weight: (),
    });
    let (cells, withheld) = merged(grid, Bands::of(grid, marks), k);
    let distinct = |column: &[u32]| distinct_of(&rows.iter().map(|&row| column[row]).collect::<Vec<_>>());
    AnchorGrid {
        anchor: points.anchor[rows[0]],
        n: rows.len() as u32,
        sessions: distinct(points.session),
        visitors: distinct(points.visitor),
        cells,
        withheld: withheld as u32,
    }
}
