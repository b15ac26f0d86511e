//! Cells of fewer than `k` sessions are merged into the cell twice as wide and high, again and again.
//!
//! Such a parent holds only what its children could not show, and spreads it evenly over the area that they left
//! open: what is shown anywhere is of `k` sessions or more, and nothing is counted twice.
//!
//! Cells are counted in no order, which is slow where they do not fit the processor's cache: a level is worked band
//! by band of its rows.

use super::by_session;
use super::grid::Grid;

/// Rows of a band of the finest cells, as a power of two.
const BAND: u32 = 6;

/// Something that a session left in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark<W> {
    /// The packed cell.
    pub at: u32,
    /// Number of the session.
    pub session: u32,
    /// How much it counts.
    pub weight: W,
}

/// How much a mark counts: nothing to store for a point, a whole number for time.
pub trait Weight: Copy {
    /// A sum of whole numbers.
    type Sum: Copy + Default;

    /// Adds it to a sum.
    fn add_to(self, sum: &mut Self::Sum);

    /// A sum as a number.
    fn number(sum: Self::Sum) -> f64;
}

impl Weight for () {
    type Sum = u32;

    #[inline]
    fn add_to(self, sum: &mut u32) {
        *sum += 1;
    }

    #[inline]
    fn number(sum: u32) -> f64 {
        f64::from(sum)
    }
}

impl Weight for u32 {
    /// Exact to 2^53.
    type Sum = f64;

    #[inline]
    fn add_to(self, sum: &mut f64) {
        *sum += f64::from(self);
    }

    #[inline]
    fn number(sum: f64) -> f64 {
        sum
    }
}

/// Sum, last session and distinct sessions of a cell.
#[derive(Clone, Copy)]
struct Cell<S> {
    sum: S,
    last: u32,
    sessions: u32,
}

impl<S> Cell<S> {
    #[inline]
    fn add<W: Weight<Sum = S>>(&mut self, mark: &Mark<W>) {
        mark.weight.add_to(&mut self.sum);
        self.sessions += u32::from(self.last != mark.session);
        self.last = mark.session;
    }
}

/// Marks by the band of rows that they are in.
pub struct Bands<W> {
    /// Rows of a band.
    rows: usize,
    marks: Vec<Vec<Mark<W>>>,
}

impl<W: Weight> Bands<W> {
    /// No marks yet.
    pub fn new(grid: Grid) -> Self {
        Self { rows: 1 << BAND, marks: vec![Vec::new(); grid.rows.div_ceil(1 << BAND)] }
    }

    /// The marks of a grid.
    pub fn of(grid: Grid, marks: impl IntoIterator<Item = Mark<W>>) -> Self {
        let mut bands = Self::new(grid);
        marks.into_iter().for_each(|mark| bands.push(mark));
        bands
    }

    /// Makes room for a mark of each cell that is in the grid.
    pub fn reserve(&mut self, cells: &[u32]) {
        let mut counts = vec![0; self.marks.len() + 1];
        let beyond = self.marks.len();
        cells.iter().for_each(|&at| counts[((at >> (16 + BAND)) as usize).min(beyond)] += 1);
        self.marks.iter_mut().zip(counts).for_each(|(marks, count)| marks.reserve(count));
    }

    /// Adds a mark of a cell of the grid.
    #[inline]
    pub fn push(&mut self, mark: Mark<W>) {
        self.marks[(mark.at >> (16 + BAND)) as usize].push(mark);
    }

    /// The marks by bands of half as many rows; all together where a band had one row.
    fn parent(self) -> Self {
        if self.rows > 1 {
            return Self { rows: self.rows / 2, ..self };
        }
        Self { rows: usize::MAX, marks: vec![by_session(self.marks.into_iter().flatten().collect())] }
    }

    fn is_empty(&self) -> bool {
        self.marks.iter().all(Vec::is_empty)
    }

    fn sum(&self) -> f64 {
        let mut sum = W::Sum::default();
        self.marks.iter().flatten().for_each(|mark| mark.weight.add_to(&mut sum));
        W::number(sum)
    }
}

/// Values of the finest cells, and the sum withheld because even all that was left over came from fewer than `k`
/// sessions.
pub fn merged<W: Weight>(grid: Grid, mut bands: Bands<W>, k: u32) -> (Vec<f32>, f64) {
    bands.marks.iter_mut().for_each(|marks| *marks = by_session(std::mem::take(marks)));
    let mut values = vec![-1.0; grid.len()];
    let withheld = fill(grid, &mut values, bands, k);
    (values, withheld)
}

/// Gives the cells of a level their values, and the sum withheld. They come as the area that is open in each, in
/// finest cells below zero; the marks are those of open cells one level below.
fn fill<W: Weight>(grid: Grid, values: &mut [f32], mut bands: Bands<W>, k: u32) -> f64 {
    let cells = grid.columns * bands.rows.min(grid.rows);
    let starts = (0..).step_by(cells);
    for ((marks, values), start) in bands.marks.iter_mut().zip(values.chunks_mut(cells)).zip(starts) {
        let index = |mark: &Mark<W>| grid.index(mark.at) - start;
        settle(values, marks, k, index);
        keep_open(values, marks, index);
    }
    if grid.len() == 1 || bands.is_empty() {
        values.iter_mut().filter(|value| **value < 0.0).for_each(|value| *value = 0.0);
        return bands.sum();
    }
    let parent = grid.parent();
    let mut above = open_area(grid, values, parent);
    let withheld = fill(parent, &mut above, bands.parent(), k);
    spread(grid, values, parent, &above);
    withheld
}

/// Gives a value to each cell of `k` sessions or more.
#[allow(clippy::cast_possible_truncation)]
fn settle<W: Weight>(values: &mut [f32], marks: &[Mark<W>], k: u32, index: impl Fn(&Mark<W>) -> usize) {
    // No session has the last number.
    let mut cells = vec![Cell { sum: W::Sum::default(), last: u32::MAX, sessions: 0 }; values.len()];
    marks.iter().for_each(|mark| cells[index(mark)].add(mark));
    for (cell, value) in cells.iter().zip(values) {
        if cell.sessions >= k.max(1) {
            *value = (W::number(cell.sum) / f64::from(-*value)) as f32;
        }
    }
}

/// Forgets the marks of cells with a value; the others go to the parent cell.
fn keep_open<W: Copy>(values: &[f32], marks: &mut Vec<Mark<W>>, index: impl Fn(&Mark<W>) -> usize) {
    let mut kept = 0;
    for at in 0..marks.len() {
        let mark = marks[at];
        // Written always: which cells are open cannot be foretold.
        marks[kept] = Mark { at: (mark.at >> 17 << 16) | ((mark.at & 0xFFFF) >> 1), ..mark };
        kept += usize::from(values[index(&mark)] < 0.0);
    }
    marks.truncate(kept);
}

/// What is open in each parent.
fn open_area(grid: Grid, values: &[f32], parent: Grid) -> Vec<f32> {
    let mut above = vec![0.0; parent.len()];
    for (lines, above) in values.chunks(2 * grid.columns).zip(above.chunks_exact_mut(parent.columns)) {
        for line in lines.chunks_exact(grid.columns) {
            for (pair, above) in line.chunks(2).zip(&mut *above) {
                *above += pair.iter().filter(|value| **value < 0.0).sum::<f32>();
            }
        }
    }
    above
}

/// Open cells take the value of their parent.
fn spread(grid: Grid, values: &mut [f32], parent: Grid, above: &[f32]) {
    for (lines, above) in values.chunks_mut(2 * grid.columns).zip(above.chunks_exact(parent.columns)) {
        for line in lines.chunks_exact_mut(grid.columns) {
            for (pair, above) in line.chunks_mut(2).zip(above) {
                pair.iter_mut().filter(|value| **value < 0.0).for_each(|value| *value = *above);
            }
        }
    }
}
