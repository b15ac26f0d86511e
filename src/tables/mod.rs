//! Rows → columnar tables and the views that metrics read.

pub mod column;
pub mod histories;
pub mod interner;
pub mod order_ids;
