//! Numbers in, numbers out: quantiles, intervals, survival curves, special functions, exact-order sums.
//! Imports nothing of ours, and uses `libm` where results must be the same bits everywhere.

#[cfg(feature = "sessions")]
pub mod binomial;
pub mod intervals;
pub mod order;
pub mod quantile;
pub mod rank;
pub mod special;
pub mod sum;
pub mod survival;
