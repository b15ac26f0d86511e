//! Square cells over an area in pixels.

/// Most cells of a map; a larger page gets larger cells.
pub const MAX_CELLS: usize = 1 << 22;
/// Longest side of a page in pixels; what lies beyond is outside.
const LONGEST: f32 = 16_777_216.0;

/// What a place on the far edge may lie beyond it, in 2^-32 cells: its box's step is rounded up.
const EDGE: u64 = 1 << 16;

/// A grid of square cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// Cells in a row, 1..=65536.
    pub columns: usize,
    /// Rows, 1..=65536.
    pub rows: usize,
    /// Side of a cell in pixels.
    pub cell: f32,
}

impl Grid {
    /// The grid over an area in pixels; the cell grows until there are at most [`MAX_CELLS`].
    pub fn over(width: f32, height: f32, cell: f32) -> Self {
        let mut cell = if cell >= 1.0 { cell } else { 1.0 };
        loop {
            let (columns, rows) = (cells(width, cell), cells(height, cell));
            if columns <= 65_536 && rows <= 65_536 && columns * rows <= MAX_CELLS {
                return Self { columns, rows, cell };
            }
            cell *= 2.0;
        }
    }

    /// The packed cell of a position in 2^-32 cells, row in the high and column in the low half; the far edges belong
    /// to the last cells.
    #[inline]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn at(&self, [x, y]: [i64; 2]) -> Option<u32> {
        let inside = |place: i64, cells: usize| place as u64 <= ((cells as u64) << 32) + EDGE;
        let last = |place: i64, cells: usize| ((place >> 32) as u32).min(cells as u32 - 1);
        let is_inside = inside(x, self.columns) && inside(y, self.rows);
        is_inside.then(|| last(y, self.rows) << 16 | last(x, self.columns))
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.columns * self.rows
    }

    /// The place of a packed cell, row by row.
    #[inline]
    pub fn index(&self, at: u32) -> usize {
        (at >> 16) as usize * self.columns + (at & 0xFFFF) as usize
    }

    /// Cells twice as wide and high over the same area.
    pub fn parent(&self) -> Self {
        Self { columns: self.columns.div_ceil(2), rows: self.rows.div_ceil(2), cell: self.cell * 2.0 }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn cells(pixels: f32, cell: f32) -> usize {
    ((pixels.min(LONGEST) / cell).ceil() as usize).max(1)
}
