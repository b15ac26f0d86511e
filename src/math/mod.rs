//! Numbers in, numbers out: quantiles, intervals, survival curves, special functions, exact-order sums.
//! Imports nothing of ours, and uses `libm` where results must be the same bits everywhere.

#[cfg(any(feature = "sessions", feature = "predict"))]
pub mod binomial;
#[cfg(feature = "predict")]
pub mod circular;
#[cfg(feature = "predict")]
pub mod fisher;
pub mod intervals;
#[cfg(feature = "predict")]
pub mod least_squares;
pub mod order;
pub mod quantile;
pub mod rank;
pub mod special;
pub mod sum;
pub mod survival;
