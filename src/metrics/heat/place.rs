//! Points of then → cells of the page as it is now.

use super::grid::Grid;
use super::merge::{Bands, Mark};
use super::{Filter, Points, distinct_of};

/// Largest coordinate inside an anchor's box.
const BOX: i64 = 32_767;
/// A cell in the unit of factors.
const ONE: f64 = 4_294_967_296.0;
/// Cells from the page's corner that any box keeps to.
const FARTHEST: f64 = 536_870_912.0;

/// Cell of a point that is not on the map; a grid of so many cells would be too large.
pub const NOWHERE: u32 = u32::MAX;

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
    pub sessions: u32,
    pub visitors: u32,
}

/// Where an anchor's points go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Anchor,
    Fallback,
    Hidden,
}

/// A box as factors: cell = start + step × place, all in 2^-32 cells.
#[derive(Clone, Copy)]
struct Spot {
    way: Way,
    start: [i64; 2],
    step: [i64; 2],
}

impl Spot {
    const ABSENT: Self = Self { way: Way::Fallback, start: [0; 2], step: [0; 2] };

    fn new(rect: Option<Rect>, cell: f32) -> Self {
        match rect {
            None => Self::ABSENT,
            Some(Rect { left, top, width, height }) if width > 0.0 && height > 0.0 => Self {
                way: Way::Anchor,
                start: [left, top].map(|from| fixed(from, cell)),
                // Not below the exact step: the far edge of a box is not short of itself.
                step: [width, height].map(|side| fixed(side, cell) / BOX + 1),
            },
            Some(_) => Self { way: Way::Hidden, ..Self::ABSENT },
        }
    }

    #[inline]
    fn position(&self, x: u16, y: u16) -> [i64; 2] {
        [self.start[0] + i64::from(x) * self.step[0], self.start[1] + i64::from(y) * self.step[1]]
    }
}

/// Pixels in 2^-32 cells; what is farther than any page stays as far.
#[allow(clippy::cast_possible_truncation)]
fn fixed(pixels: f32, cell: f32) -> i64 {
    let cells = f64::from(pixels) / f64::from(cell);
    (cells.clamp(-FARTHEST, FARTHEST) * ONE) as i64
}

/// Places points, part by part.
pub struct Placing {
    grid: Grid,
    page_width: f32,
    spots: Vec<Spot>,
    placed: Bands<()>,
    sessions: Vec<u32>,
    visitors: Vec<u32>,
    tally: Tally,
}

impl Placing {
    /// Nothing placed yet.
    pub fn new(layout: &Layout, grid: Grid) -> Self {
        let spots = layout.boxes.iter().map(|&rect| Spot::new(rect, grid.cell)).collect();
        Self {
            grid,
            page_width: layout.width,
            spots,
            placed: Bands::new(grid),
            sessions: Vec::new(),
            visitors: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Places those that pass the filter.
    pub fn place(&mut self, points: &Points, filter: &Filter) {
        let points = points.even();
        let cells = self.cells(&points, filter);
        self.placed.reserve(&cells);
        let mut last = None;
        for ((&at, &session), &visitor) in cells.iter().zip(points.session).zip(points.visitor) {
            if at == NOWHERE {
                continue;
            }
            self.placed.push(Mark { at, session, weight: () });
            if last != Some(session) {
                self.sessions.push(session);
                self.visitors.push(visitor);
                last = Some(session);
            }
        }
    }

    /// The cells of all points. Places are found first and marked then: one loop of both is slower.
    fn cells(&mut self, points: &Points, filter: &Filter) -> Vec<u32> {
        let mut tally = self.tally;
        let mut cells = vec![NOWHERE; points.len()];
        for (row, cell) in cells.iter_mut().enumerate() {
            if !filter.passes(points, row) {
                continue;
            }
            let spot = self.spots.get(points.anchor[row] as usize).unwrap_or(&Spot::ABSENT);
            let (at, way) = match spot.way {
                Way::Anchor => {
                    let position = spot.position(points.x[row], points.y[row]);
                    (self.grid.at(position), &mut tally.by_anchor)
                }
                Way::Fallback => {
                    let position = fallback(points, row, self.page_width);
                    let position = position.map(|pixels| fixed(pixels, self.grid.cell));
                    (self.grid.at(position), &mut tally.by_fallback)
                }
                Way::Hidden => {
                    tally.hidden += 1;
                    continue;
                }
            };
            *cell = at.unwrap_or(NOWHERE);
            *at.as_ref().map_or(&mut tally.outside, |_| way) += 1;
        }
        self.tally = tally;
        cells
    }

    /// The points, and how they were placed.
    pub fn finish(mut self) -> (Bands<()>, Tally) {
        self.tally.sessions = distinct_of(&self.sessions);
        self.tally.visitors = distinct_of(&self.visitors);
        (self.placed, self.tally)
    }
}

/// Pixels on the page of then, stretched to the width of now.
#[allow(clippy::cast_precision_loss)]
fn fallback(points: &Points, row: usize, page_width: f32) -> [f32; 2] {
    let viewport = f32::from(points.viewport[row]);
    let stretch = if viewport > 0.0 { page_width / viewport } else { 1.0 };
    [points.page_x[row] as f32 * stretch, points.page_y[row] as f32]
}
