//! Probability models of a shop, fitted, checked and chosen, in steps between which a host may stop.
//!
//! In: purchases and options. Out: the report's section `models`, and what is needed to predict each customer.

mod options;
mod section;
mod whom;
mod work;

pub use options::{ModelOptions, TimeUnit, Truncation};
pub use section::Models;
pub(super) use whom::first_known;
pub(super) use work::{LEAST_GAPS, LEAST_REPEATERS};
pub use work::{Modelling, Progress};
