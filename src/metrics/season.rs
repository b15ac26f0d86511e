//! Orders by week or month → index of the year, forecast and its peak; whose own season comes, and who buys outside it.

pub mod forecast;
pub mod index;
pub mod individual;
pub mod lists;
pub mod series;
