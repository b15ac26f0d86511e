//! Probability models of buying without a contract, checked before they are used.
//!
//! In: histories of occasions. Out: most likely parameters, what they foretell, and how a held-out part bears it out.

pub mod action;
pub mod beta_binomial;
pub mod beta_geometric;
pub mod bootstrap;
mod definitions;
pub mod fitted;
pub mod fitting;
#[cfg(test)]
pub(crate) mod fixture;
pub mod flag;
pub mod foretold;
pub mod gamma_gamma;
pub mod groups;
pub mod holdout;
pub mod life;
pub mod occasions;
pub mod order_values;
pub mod pareto;
pub mod precision;
pub mod regularity;
pub mod value;
pub mod verdict;

pub use definitions::DEFINITIONS;
