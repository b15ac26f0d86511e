//! Long loops in blocks.
//!
//! An engine of WebAssembly compiles a function well only between calls of it: one loop over everything would
//! run slow to its end. Loops over rows or customers therefore call a function that is never inlined, once a
//! block.

use std::ops::Range;

/// 0..`len` in blocks of a few thousand.
pub fn blocks(len: usize) -> impl Iterator<Item = Range<usize>> {
    const BLOCK: usize = 2048;
    (0..len).step_by(BLOCK).map(move |start| start..len.min(start + BLOCK))
}
