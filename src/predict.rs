//! Who buys next, when, and what it is worth: `tables::buying` and `tables::baskets` in, reports out.

mod calendar;
mod currency;
pub mod due;
pub mod goods;
pub mod history;
pub mod models;
mod notices;
pub mod predictions;
pub mod season;
mod truncation;
pub mod value;
pub mod worth;

pub use due::{Due, DueOptions, due};
pub use goods::{Goods, GoodsOptions, goods};
pub use history::{History, HistoryOptions, HistoryReport};
pub use season::{Season, SeasonOptions, season};
pub use value::{Foretold, ValueOptions, ValueReport, value};

use crate::math::order::map_of;
use crate::metrics::Definition;
use std::collections::BTreeMap;

/// Definitions by path.
fn defined(definitions: &'static [Definition]) -> BTreeMap<&'static str, &'static Definition> {
    map_of(definitions.iter().map(|definition| (definition.path, definition)))
}

#[cfg(test)]
mod tests {
    use crate::metrics::{goods, replenish, season, value};

    #[test]
    fn each_definition_has_its_own_path_and_is_a_sentence() {
        let tables = [
            ("goods.", goods::DEFINITIONS),
            ("due.", replenish::DEFINITIONS),
            ("season.", season::DEFINITIONS),
            ("value.", value::DEFINITIONS),
            ("history.", value::past::DEFINITIONS),
        ];
        for (section, definitions) in tables {
            assert_eq!(super::defined(definitions).len(), definitions.len());
            for definition in definitions {
                assert!(definition.path.starts_with(section), "{}", definition.path);
                assert!(
                    definition.text.ends_with('.') && !definition.source.is_empty(),
                    "{}",
                    definition.path
                );
            }
        }
    }
}
