//! Who buys next, when, and what it is worth: `tables::buying` and `tables::baskets` in, reports out.

mod currency;
pub mod due;
pub mod goods;
pub mod models;
mod notices;
pub mod predictions;
pub mod season;
pub mod value;

pub use due::{Due, DueOptions, due};
pub use goods::{Goods, GoodsOptions, goods};
pub use season::{Season, SeasonOptions, season};
pub use value::{ValueOptions, ValueReport, value};

use crate::math::order::map_of;
use crate::metrics::Definition;
use std::collections::BTreeMap;

/// Definitions by path.
fn defined(definitions: &'static [Definition]) -> BTreeMap<&'static str, &'static Definition> {
    map_of(definitions.iter().map(|definition| (definition.path, definition)))
}
