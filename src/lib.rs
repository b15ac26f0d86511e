//! Linger reads order exports and says who is about to leave.
//!
//! Data only moves to the right: bytes → `read` → records → `source` → rows written into `tables` →
//! `metrics` → `report` → `engine` → wasm. ARCHITECTURE.md says what each room is for.

pub mod engine;
pub mod error;
#[cfg(feature = "live")]
pub mod live;
pub mod math;
pub mod metrics;
pub mod money;
pub mod read;
pub mod report;
pub mod source;
pub mod tables;
pub mod time;
#[cfg(target_arch = "wasm32")]
mod wasm;
