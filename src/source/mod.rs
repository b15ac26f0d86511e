//! Records → rows with meaning, written into tables. All mess is absorbed here.
//!
//! A platform is one file with a `detect` by header names; [`intake`] asks each in turn and falls back to
//! [`generic`], which reads any file through a [`mapping`].

pub mod aliases;
pub mod amounts;
pub mod dates;
pub mod generic;
pub mod intake;
pub mod layouts;
pub mod mapping;
pub mod shopify;
pub mod signature;
pub mod sink;
pub mod status;
