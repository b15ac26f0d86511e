//! Points of then → cells of the page as it is now.

use super::merge::{Grid, Mark};
use super::{Filter, NO_ANCHOR, Points, by_session, distinct_of};

/// Largest coordinate inside an anchor's box.
const BOX: f32 = 32_767.0;

/// An anchor's box in pixels of the page, of the viewport in the fixed layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// From the left of the page.
    pub left: f32,
    /// From the top of the page.
    pub top: f32,
    /// Width; 0 is a hidden anchor.
    pub width: f32,
    /// Height; 0 is a hidden anchor.
    pub height: f32,
}

/// The page as it is now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Width of the page in pixels, of the viewport in the fixed layer.
    pub width: f32,
    /// Height of the page in pixels, of the viewport in the fixed layer.
    pub height: f32,
    /// Boxes by number of the anchor; `None` where the page has no such anchor.
    pub boxes: Vec<Option<Rect>>,
}

/// How the points came to their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub by_anchor: u32,
    pub by_fallback: u32,
    pub hidden: u32,
    pub outside: u32,
    pub visitors: u32,
}

/// A box as factors: cell = start + step × place.
#[derive(Clone, Copy)]
enum Spot {
    Absent,
    Hidden,
    Box { start: [f32; 2], step: [f32; 2] },
}

impl Spot {
    fn new(rect: Option<Rect>, cell: f32) -> Self {
        match rect {
            None => Self::Absent,
            Some(Rect { left, top, width, height }) if width > 0.0 && height > 0.0 => Self::Box {
                start: [left / cell, top / cell],
                step: [width / (cell * BOX), height / (cell * BOX)],
            },
            Some(_) => Self::Hidden,
        }
    }
}

/// Places points, part by part.
pub struct Placing {
    grid: Grid,
    page_width: f32,
    spots: Vec<Spot>,
    placed: Vec<Mark<()>>,
    visitors: Vec<u32>,
    tally: Tally,
}

impl Placing {
    /// Nothing placed yet.
    pub fn new(layout: &Layout, grid: Grid, points: usize) -> Self {
        let spots = layout.boxes.iter().map(|&rect| Spot::new(rect, grid.cell)).collect();
        let (placed, visitors) = (Vec::with_capacity(points), Vec::new());
        Self { grid, page_width: layout.width, spots, placed, visitors, tally: Tally::default() }
    }

    /// Places those that pass the filter.
    pub fn place(&mut self, points: &Points, filter: &Filter) {
        let mut last = None;
        for row in 0..points.len() {
            if !filter.passes(points, row) {
                continue;
            }
            let Some(at) = self.cell_of(points, row) else { continue };
            let session = points.session[row];
            self.placed.push(Mark { at, session, weight: () });
            if last != Some(session) {
                self.visitors.push(points.visitor[row]);
                last = Some(session);
            }
        }
    }

    /// The points grouped by session, and how they were placed.
    pub fn finish(mut self) -> (Vec<Mark<()>>, Tally) {
        self.tally.visitors = distinct_of(&self.visitors);
        (by_session(self.placed), self.tally)
    }

    #[inline]
    fn cell_of(&mut self, points: &Points, row: usize) -> Option<u32> {
        let anchor = points.anchor[row];
        let spot = self.spots.get(anchor as usize).copied().unwrap_or(Spot::Absent);
        let (position, way) = match spot {
            Spot::Box { start, step } => {
                let x = start[0] + f32::from(points.x[row]) * step[0];
                let y = start[1] + f32::from(points.y[row]) * step[1];
                ([x, y], &mut self.tally.by_anchor)
            }
            Spot::Hidden if anchor != NO_ANCHOR => {
                self.tally.hidden += 1;
                return None;
            }
            _ => (fallback(points, row, self.page_width, self.grid.cell), &mut self.tally.by_fallback),
        };
        let at = self.grid.at(position);
        *at.as_ref().map_or(&mut self.tally.outside, |_| way) += 1;
        at
    }
}

/// Pixels on the page of then, stretched to the width of now, in cells.
#[allow(clippy::cast_precision_loss)]
fn fallback(points: &Points, row: usize, page_width: f32, cell: f32) -> [f32; 2] {
    let viewport = f32::from(points.viewport[row]);
    let stretch = if viewport > 0.0 { page_width / viewport } else { 1.0 };
    [points.page_x[row] as f32 * stretch / cell, points.page_y[row] as f32 / cell]
}
