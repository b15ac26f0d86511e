//! Rows → columnar tables and the views that metrics read.

#[cfg(any(feature = "sources", feature = "predict"))]
pub mod baskets;
pub mod blocks;
#[cfg(feature = "predict")]
pub mod buying;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod column;
#[cfg(feature = "sessions")]
pub mod customers;
#[cfg(feature = "orders")]
pub mod dataset;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod digests;
#[cfg(feature = "sessions")]
pub mod event_verdicts;
#[cfg(feature = "sessions")]
pub mod events;
#[cfg(feature = "orders")]
pub mod file;
#[cfg(feature = "orders")]
pub mod histories;
#[cfg(feature = "sessions")]
pub mod identity;
pub mod interner;
pub mod ledger;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod left_out;
#[cfg(feature = "orders")]
pub mod order_ids;
#[cfg(feature = "orders")]
pub mod orders;
pub mod places;
#[cfg(feature = "orders")]
pub mod scatter;
#[cfg(feature = "orders")]
pub mod select;
#[cfg(feature = "sessions")]
pub mod sessions;
#[cfg(feature = "sources")]
pub mod shop;
#[cfg(any(feature = "orders", feature = "sources"))]
pub mod told;
#[cfg(feature = "sessions")]
pub mod words;
