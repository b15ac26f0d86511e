//! Records → rows with meaning, written into tables. All mess is absorbed here.
//!
//! A platform is one file with a `detect` by header names; `intake` asks each in turn and falls back to
//! `generic`, which reads any file through a `mapping`. [`events`] does the same for files of events.

pub mod aliases;
#[cfg(feature = "sources")]
pub mod aliases_localised;
pub mod amounts;
pub mod dates;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod digest;
#[cfg(feature = "sessions")]
pub mod events;
#[cfg(feature = "orders")]
pub mod generic;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod header;
#[cfg(feature = "orders")]
pub mod intake;
pub mod keys;
pub mod layouts;
pub mod mapping;
#[cfg(feature = "sources")]
pub mod platforms;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod record;
#[cfg(feature = "sources")]
pub mod regions;
#[cfg(feature = "orders")]
pub mod shopify;
pub mod shopify_header;
pub mod signature;
#[cfg(feature = "orders")]
pub mod sink;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod status;
#[cfg(feature = "orders")]
pub mod told;
#[cfg(feature = "sources")]
pub mod utm;
