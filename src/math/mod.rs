//! Numbers in, numbers out: quantiles, intervals, survival curves, special functions, exact-order sums.
//! Imports nothing of ours, and uses `libm` where results must be the same bits everywhere.

#[cfg(any(feature = "sessions", feature = "predict"))]
pub mod binomial;
#[cfg(feature = "predict")]
pub mod calibration;
#[cfg(feature = "predict")]
pub mod circular;
#[cfg(feature = "predict")]
pub mod fisher;
#[cfg(feature = "predict")]
pub mod hypergeometric;
pub mod intervals;
#[cfg(feature = "predict")]
pub mod least_squares;
#[cfg(feature = "predict")]
pub mod linear;
#[cfg(feature = "predict")]
pub mod optimum;
pub mod order;
#[cfg(feature = "predict")]
pub mod quadrature;
pub mod quantile;
#[cfg(feature = "predict")]
pub mod random;
pub mod rank;
pub mod special;
pub mod sum;
pub mod survival;
