//! How far visitors scroll and where their visible time goes, by bands of the document's height.

use super::distinct_of;
use super::grid::Grid;
use super::merge::{Bands, Mark, merged};
use crate::math::order::sorted_by;

/// Bands of a document's height, 5 % each.
pub const BANDS: usize = 20;

/// Page views as typed columns, each with its last word on scroll and dwell; all of one page and device.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScrollViews<'a> {
    /// Number of the session.
    pub session: &'a [u32],
    /// Number of the visitor.
    pub visitor: &'a [u32],
    /// Deepest reach, 0..=1 of the document's height.
    pub reach: &'a [f32],
    /// Visible milliseconds by band, [`BANDS`] a page view.
    pub dwell: &'a [u32],
}

/// Share of visitors who scrolled so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    /// By twentieths of the document's height, 0 first and 1 last; empty below `k` visitors.
    pub share: Vec<f32>,
    /// Visitors.
    pub visitors: u32,
    /// Visitors left out because too few of them stopped where they did.
    pub withheld: u32,
    /// How far three quarters, half and a quarter of the visitors get, 0..=1 of the height.
    pub marks: [Option<f32>; 3],
}

/// Visible time by band.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attention {
    /// Mean visible seconds a session, by band from the top; empty below `k` sessions.
    pub seconds: Vec<f32>,
    /// Sessions.
    pub sessions: u32,
    /// Distinct visitors.
    pub visitors: u32,
    /// Visible seconds left out because they came from fewer than `k` sessions.
    pub withheld_seconds: f64,
}

/// Scroll reach: each visitor counts once, by the deepest of its page views. Bands where fewer than `k` visitors
/// stopped are merged with their neighbours.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
pub fn reach(views: &ScrollViews, k: u32) -> Reach {
    let stops: Vec<_> = views.visitor.iter().zip(views.reach).map(|(&v, &r)| (v, step(r))).collect();
    let mut stops = sorted_by(stops, &|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    stops.dedup_by_key(|stop| stop.0);
    let visitors = stops.len() as u32;
    let marks = stops.iter().map(|&(session, row)| Mark { at: row << 16, session, weight: () });
    let grid = strip(BANDS + 1);
    let (stopped, withheld) = merged(grid, Bands::of(grid, marks), k);
    let shown = f64::from(visitors) - withheld;
    if shown <= 0.0 {
        return Reach { visitors, withheld: withheld as u32, ..Reach::default() };
    }
    let mut beyond = 0.0;
    let mut share: Vec<f32> = stopped
        .iter()
        .rev()
        .map(|&stopped| {
            beyond += f64::from(stopped);
            (beyond / shown) as f32
        })
        .collect();
    share.reverse();
    let marks = [0.75, 0.5, 0.25].map(|level| mark(&share, level));
    Reach { share, visitors, withheld: withheld as u32, marks }
}

/// Attention: visible time of all page views by band. Bands seen by fewer than `k` sessions are merged with their
/// neighbours.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn attention(views: &ScrollViews, k: u32) -> Attention {
    let grid = strip(BANDS);
    let mut marks = Bands::of(grid, []);
    for (&session, bands) in views.session.iter().zip(views.dwell.chunks_exact(BANDS)) {
        let seen = (0..).zip(bands).filter(|(_, ms)| **ms > 0);
        seen.for_each(|(row, &weight): (u32, _)| marks.push(Mark { at: row << 16, session, weight }));
    }
    let (sessions, visitors) = (distinct_of(views.session), distinct_of(views.visitor));
    let (ms, withheld) = merged(grid, marks, k);
    let enough = sessions >= k.max(1);
    let mean = |ms: &f32| (f64::from(*ms) / 1000.0 / f64::from(sessions)) as f32;
    let seconds = if enough { ms.iter().map(mean).collect() } else { Vec::new() };
    Attention { seconds, sessions, visitors, withheld_seconds: withheld / 1000.0 }
}

fn strip(rows: usize) -> Grid {
    Grid { columns: 1, rows, cell: 1.0 }
}

/// Twentieths of the height that a reach has passed.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn step(reach: f32) -> u32 {
    // A reach of 0.15 is the third twentieth although its float lies below.
    ((reach.clamp(0.0, 1.0) * BANDS as f32 + 1e-4) as u32).min(BANDS as u32)
}

/// Where the falling shares cross a level, between two steps in a straight line.
#[allow(clippy::cast_precision_loss)]
fn mark(share: &[f32], level: f32) -> Option<f32> {
    let after = share.iter().position(|&share| share < level).unwrap_or(share.len());
    let before = after.checked_sub(1)?;
    let part = share.get(after).map_or(0.0, |&low| (share[before] - level) / (share[before] - low));
    Some((before as f32 + part) / BANDS as f32)
}
