//! Who buys next, when, and what it is worth: `tables::buying` and `tables::baskets` in, reports out.

pub mod models;
mod notices;
pub mod predictions;
pub mod worth;
