//! Probability models of a shop, fitted, checked and chosen, in steps between which a host may stop.
//!
//! In: purchases and options. Out: the report's section `models`, and what is needed to predict each customer.

mod newcomers;
mod options;
mod resamples;
mod section;
mod steps;
mod values;
mod whom;
mod work;

pub use options::{ModelOptions, TimeUnit, Truncation};
pub use section::{Models, ValueSource};
pub use steps::Progress;
pub(super) use whom::first_known;
pub use work::Modelling;
pub(super) use work::{LEAST_GAPS, LEAST_REPEATERS};
