//! Cells of fewer than `k` sessions are merged into the cell twice as wide and high, again and again.
//!
//! Such a parent holds only what its children could not show, and spreads it evenly over the area that they left
//! open: what is shown anywhere is of `k` sessions or more, and nothing is counted twice.

/// Most cells of a map; a larger page gets larger cells.
pub const MAX_CELLS: usize = 1 << 22;
/// Longest side of a page in pixels; what lies beyond is outside.
const LONGEST: f32 = 16_777_216.0;
/// Marks a cell whose value is not its own.
const OPEN: f32 = -1.0;

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

    /// The packed cell of a position in cells; the far edges belong to the last cells.
    #[inline]
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn at(&self, [x, y]: [f32; 2]) -> Option<u32> {
        let inside = x >= 0.0 && y >= 0.0 && x <= self.columns as f32 && y <= self.rows as f32;
        let column = (x as u32).min(self.columns as u32 - 1);
        let row = (y as u32).min(self.rows as u32 - 1);
        inside.then_some(row << 16 | column)
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.columns * self.rows
    }

    #[inline]
    fn index(&self, at: u32) -> usize {
        (at >> 16) as usize * self.columns + (at & 0xFFFF) as usize
    }

    fn parent(&self) -> Self {
        Self { columns: self.columns.div_ceil(2), rows: self.rows.div_ceil(2), cell: self.cell * 2.0 }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn cells(pixels: f32, cell: f32) -> usize {
    ((pixels.min(LONGEST) / cell).ceil() as usize).max(1)
}

/// Something that a session left in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark<W> {
    /// The cell: column in the low and row in the high half.
    pub at: u32,
    /// Number of the session.
    pub session: u32,
    /// How much it counts.
    pub weight: W,
}

/// How much a mark counts: nothing to store for a point, a whole number for time.
pub trait Weight: Copy {
    /// The amount.
    fn amount(self) -> f64;
}

impl Weight for () {
    #[inline]
    fn amount(self) -> f64 {
        1.0
    }
}

impl Weight for u32 {
    #[inline]
    fn amount(self) -> f64 {
        f64::from(self)
    }
}

/// Sum of whole numbers, exact to 2^53; last session and distinct sessions of a cell.
#[derive(Clone, Copy)]
struct Cell {
    sum: f64,
    last: u32,
    sessions: u32,
}

impl Cell {
    /// No session has the last number.
    const EMPTY: Self = Self { sum: 0.0, last: u32::MAX, sessions: 0 };

    #[inline]
    fn add<W: Weight>(&mut self, mark: &Mark<W>) {
        self.sum += mark.weight.amount();
        self.sessions += u32::from(self.last != mark.session);
        self.last = mark.session;
    }
}

/// One level: the cells' own values or [`OPEN`], and the area still open in each.
struct Level {
    grid: Grid,
    values: Vec<f32>,
    open: Vec<u32>,
}

/// Values of the finest cells, and the sum withheld because even all that was left over came from fewer than `k`
/// sessions. Marks come grouped by session.
pub fn merged<W: Weight>(grid: Grid, mut marks: Vec<Mark<W>>, k: u32) -> (Vec<f32>, f64) {
    let mut levels: Vec<Level> = Vec::new();
    let mut at = grid;
    loop {
        let cells = tally(at, levels.last(), &mut marks);
        levels.push(settle(at, levels.last(), &cells, k));
        let open = levels.last().is_some_and(|level| level.open.iter().any(|&area| area > 0));
        if at.len() == 1 || !open {
            let withheld = if open { cells[0].sum } else { 0.0 };
            return (spread(&levels), withheld);
        }
        at = at.parent();
    }
}

/// Counts the marks whose cell one level below is open, and forgets the others.
fn tally<W: Weight>(grid: Grid, below: Option<&Level>, marks: &mut Vec<Mark<W>>) -> Vec<Cell> {
    let mut cells = vec![Cell::EMPTY; grid.len()];
    let Some(below) = below else {
        marks.iter().for_each(|mark| cells[grid.index(mark.at)].add(mark));
        return cells;
    };
    marks.retain_mut(|mark| {
        let open = below.open[below.grid.index(mark.at)] > 0;
        if open {
            mark.at = (mark.at >> 17 << 16) | ((mark.at & 0xFFFF) >> 1);
            cells[grid.index(mark.at)].add(mark);
        }
        open
    });
    cells
}

/// Which cells of a level show a value of their own.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn settle(grid: Grid, below: Option<&Level>, cells: &[Cell], k: u32) -> Level {
    let mut open = below.map_or_else(|| vec![1; grid.len()], |below| open_area(grid, below));
    let mut values = vec![OPEN; grid.len()];
    for ((cell, open), value) in cells.iter().zip(&mut open).zip(&mut values) {
        if cell.sessions >= k.max(1) {
            *value = (cell.sum / f64::from(*open)) as f32;
            *open = 0;
        }
    }
    Level { grid, values, open }
}

/// Open finest cells inside each cell.
fn open_area(grid: Grid, below: &Level) -> Vec<u32> {
    let mut open = vec![0; grid.len()];
    for (row, areas) in below.open.chunks_exact(below.grid.columns).enumerate() {
        let parents = &mut open[row / 2 * grid.columns..];
        areas.iter().enumerate().for_each(|(column, area)| parents[column / 2] += area);
    }
    open
}

/// From the whole down: a cell without a value of its own shows its parent's.
fn spread(levels: &[Level]) -> Vec<f32> {
    let mut above: Option<(Grid, Vec<f32>)> = None;
    for level in levels.iter().rev() {
        let mut values = level.values.clone();
        for (row, line) in values.chunks_exact_mut(level.grid.columns).enumerate() {
            for (column, value) in line.iter_mut().enumerate().filter(|(_, value)| **value < 0.0) {
                let parent = above.as_ref().map(|(grid, values)| values[row / 2 * grid.columns + column / 2]);
                *value = parent.unwrap_or_default();
            }
        }
        above = Some((level.grid, values));
    }
    above.map(|(_, values)| values).unwrap_or_default()
}
