//! A grid → its Gaussian blur, mirrored at the edges so that nothing is lost.
//!
//! The kernel ends at three standard deviations and sums to 1; the two directions are blurred one after the other,
//! thirty-two cells at a time, in one fixed order of additions.

use super::grid::Grid;
use wide::f32x4;

/// Cells of one step.
const STEP: usize = 32;
/// Largest standard deviation in cells.
const MAX_SIGMA: f32 = 256.0;

/// The blurred grid; `sigma` in cells, 0 gives the grid itself.
pub fn gaussian(values: Vec<f32>, grid: Grid, sigma: f32) -> Vec<f32> {
    let taps = kernel(sigma);
    if taps.len() == 1 {
        return values;
    }
    let mut blurred = vec![0.0; values.len()];
    down(&values, &mut blurred, grid, &taps);
    let mut values = values;
    across(&blurred, &mut values, grid, &taps);
    values
}

/// Weights by distance: half of the middle one, then both sides' alike.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn kernel(sigma: f32) -> Vec<f32> {
    let sigma = f64::from(sigma.clamp(0.0, MAX_SIGMA));
    let radius = (3.0 * sigma).ceil() as usize;
    let half: Vec<f64> = (0..=radius)
        .map(|distance| {
            let z = distance as f64 / sigma;
            if distance == 0 { 1.0 } else { libm::exp(-z * z / 2.0) }
        })
        .collect();
    let sum: f64 = half[0] + 2.0 * half[1..].iter().sum::<f64>();
    let mut taps: Vec<f32> = half.iter().map(|weight| (weight / sum) as f32).collect();
    // The middle is met twice.
    taps[0] /= 2.0;
    taps
}

/// Mirrors a position into `0..length`: −1 is 0, `length` is `length − 1`.
#[allow(clippy::cast_sign_loss)]
fn mirrored(position: isize, length: usize) -> usize {
    let period = 2 * length.cast_signed();
    let folded = position.rem_euclid(period);
    folded.min(period - 1 - folded) as usize
}

/// Blurs the columns.
fn down(values: &[f32], blurred: &mut [f32], grid: Grid, taps: &[f32]) {
    let line = |row: isize| {
        let start = mirrored(row, grid.rows) * grid.columns;
        &values[start..start + grid.columns]
    };
    for (row, out) in (0..).zip(blurred.chunks_exact_mut(grid.columns)) {
        let pairs: Vec<_> = (0..)
            .zip(taps)
            .map(|(distance, &tap)| (line(row - distance), line(row + distance), tap))
            .collect();
        convolve(out, &pairs);
    }
}

/// Blurs the rows: each is copied between its mirrored ends, so that a neighbour is the same line further along.
fn across(values: &[f32], blurred: &mut [f32], grid: Grid, taps: &[f32]) {
    let radius = taps.len() - 1;
    let mut wide = vec![0.0; grid.columns + 2 * radius];
    for (line, out) in values.chunks_exact(grid.columns).zip(blurred.chunks_exact_mut(grid.columns)) {
        wide[radius..radius + grid.columns].copy_from_slice(line);
        for distance in 1..=radius {
            let past = distance.cast_signed();
            wide[radius - distance] = line[mirrored(-past, grid.columns)];
            wide[radius + grid.columns + distance - 1] =
                line[mirrored(grid.columns.cast_signed() + past - 1, grid.columns)];
        }
        let pairs: Vec<_> = (0..)
            .zip(taps)
            .map(|(distance, &tap)| (&wide[radius - distance..], &wide[radius + distance..], tap))
            .collect();
        convolve(out, &pairs);
    }
}

/// `out[i]` = the sum over pairs of neighbour lines of (one + other) × tap; the middle line is its own neighbour.
fn convolve(out: &mut [f32], pairs: &[(&[f32], &[f32], f32)]) {
    let (steps, rest) = out.as_chunks_mut::<STEP>();
    let whole = steps.len() * STEP;
    for (start, out) in (0..).step_by(STEP).zip(steps) {
        let mut sums = [f32x4::ZERO; STEP / 4];
        for &(one, other, tap) in pairs {
            let near = one[start..].first_chunk().zip(other[start..].first_chunk());
            near.into_iter().for_each(|(one, other)| add(&mut sums, one, other, tap));
        }
        out.as_chunks_mut().0.iter_mut().zip(sums).for_each(|(out, sum)| *out = sum.to_array());
    }
    for (at, out) in (whole..).zip(rest) {
        *out = pairs.iter().fold(0.0, |sum, &(one, other, tap)| sum + tap * (one[at] + other[at]));
    }
}

/// Written out: a loop here is not unrolled where size counts, and takes three times as long.
#[inline]
fn add(sums: &mut [f32x4; STEP / 4], one: &[f32; STEP], other: &[f32; STEP], tap: f32) {
    let tap = f32x4::new([tap, tap, tap, tap]);
    let (one, other) = (one.as_chunks().0, other.as_chunks().0);
    let part = |at: usize| tap * (f32x4::new(one[at]) + f32x4::new(other[at]));
    sums[0] += part(0);
    sums[1] += part(1);
    sums[2] += part(2);
    sums[3] += part(3);
    sums[4] += part(4);
    sums[5] += part(5);
    sums[6] += part(6);
    sums[7] += part(7);
}
