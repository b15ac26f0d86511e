//! Linger reads order exports and says who is about to leave.

pub mod math;
pub mod metrics;
pub mod money;
pub mod tables;
pub mod time;
