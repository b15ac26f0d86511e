//! Linger reads order exports and storefront sessions and says who is about to leave.
//!
//! Data only moves to the right: bytes → `read` → records → `source` → rows written into `tables` →
//! `metrics` → `report` → `engine` → wasm. ARCHITECTURE.md says what each room is for.

#[cfg(feature = "orders")]
pub mod engine;
pub mod error;
#[cfg(feature = "live")]
pub mod live;
pub mod math;
#[cfg(any(feature = "orders", feature = "sessions", feature = "sources", feature = "predict"))]
pub mod metrics;
pub mod money;
#[cfg(feature = "predict")]
pub mod predict;
pub mod read;
#[cfg(feature = "orders")]
pub mod report;
#[cfg(feature = "share")]
pub mod share;
#[cfg(feature = "sheets")]
pub mod sheets;
pub mod source;
#[cfg(feature = "sources")]
pub mod sources;
pub mod tables;
pub mod time;
#[cfg(feature = "sessions")]
pub mod visits;
#[cfg(target_arch = "wasm32")]
mod wasm;
