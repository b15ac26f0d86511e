//! Linger reads order exports and says who is about to leave.

pub mod error;
pub mod math;
pub mod metrics;
pub mod money;
pub mod read;
pub mod source;
pub mod tables;
pub mod time;
