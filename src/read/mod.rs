//! Bytes → records. Never fails on content: it always finds a parse.
//!
//! `encoding` finds how the bytes are text, `text` turns them into UTF-8, `dialect` finds delimiter and
//! line ends, `blocks` classifies 64 bytes at a time, `scan` walks a text and marks the wanted fields, and
//! `records` does so over chunks of any size. `ndjson` cuts JSON into records, `json` reads one.

pub mod blocks;
pub mod dialect;
pub mod encoding;
pub mod field;
#[cfg(feature = "sources")]
pub mod gbk;
pub mod head;
#[cfg(any(feature = "sessions", feature = "share"))]
pub mod json;
#[cfg(any(feature = "sessions", feature = "share"))]
pub mod ndjson;
pub mod records;
pub mod scan;
pub mod text;
