//! Rows → columnar tables and the views that metrics read.

pub mod blocks;
pub mod column;
pub mod dataset;
pub mod file;
pub mod histories;
pub mod interner;
pub mod ledger;
pub mod order_ids;
pub mod orders;
pub mod scatter;
pub mod select;
