//! The invented shop of tests/data/goods: every number against public libraries (expected.py), laws over rows in any order, limits.

#![cfg(feature = "predict")]
#![allow(clippy::expect_used, clippy::panic)]

mod dates;
mod due;
mod laws;
mod limits;
mod offers;
mod products;
mod season;
mod shop;
mod value;
