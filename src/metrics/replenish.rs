//! Purchases → when customers need a product again, and when they buy next and what.

pub mod back_test;
pub mod cycles;
pub mod lists;
pub mod next;
pub mod returning;
