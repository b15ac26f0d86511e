//! Histories → numbers: one family a file, one shape each. A metric imports tables, money, time and math,
//! the views `gaps`, `period` and `spend` of histories and `occasions` of baskets, never another metric: what it needs of one
//! comes in as a plain argument.

use serde::Serialize;

#[cfg(feature = "orders")]
pub mod churn;
#[cfg(feature = "predict")]
pub mod churn_model;
#[cfg(feature = "orders")]
pub mod cohorts;
#[cfg(feature = "predict")]
pub mod estimate;
#[cfg(feature = "orders")]
#[cfg(test)]
mod fixture;
#[cfg(feature = "orders")]
pub mod gaps;
#[cfg(feature = "predict")]
pub mod goods;
#[cfg(feature = "sessions")]
pub mod heat;
#[cfg(feature = "orders")]
pub mod lifecycle;
#[cfg(feature = "predict")]
pub mod models;
#[cfg(feature = "predict")]
pub mod occasions;
#[cfg(any(feature = "orders", feature = "predict"))]
pub mod period;
#[cfg(feature = "predict")]
pub mod replenish;
#[cfg(feature = "orders")]
pub mod repurchase;
#[cfg(feature = "orders")]
pub mod rfm;
#[cfg(feature = "orders")]
pub mod rhythm;
#[cfg(feature = "predict")]
pub mod season;
#[cfg(feature = "orders")]
pub mod spend;
#[cfg(feature = "orders")]
pub mod summary;
#[cfg(feature = "orders")]
pub mod truncation;
#[cfg(feature = "sources")]
pub mod trust;
#[cfg(feature = "predict")]
pub mod value;
#[cfg(feature = "sessions")]
pub mod visits;

/// What kind of number a definition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Whole things.
    Count,
    /// Amounts in major units of a currency.
    Money,
    /// 0..1.
    Share,
    /// Days.
    Days,
    /// Milliseconds.
    #[cfg(feature = "sessions")]
    Milliseconds,
    /// 1..5.
    Score,
    /// Neither.
    None,
}

/// What a number of the report means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    /// Where the number is in the report, for instance "churn.valueAtStake".
    #[serde(skip)]
    pub path: &'static str,
    /// A sentence with the formula.
    pub text: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Where the definition comes from.
    pub source: &'static str,
}

/// Shorthand for the tables of definitions.
#[cfg(any(feature = "orders", feature = "sessions", feature = "predict"))]
const fn define(path: &'static str, unit: Unit, text: &'static str, source: &'static str) -> Definition {
    Definition { path, text, unit, source }
}

/// The definitions of all metrics of orders.
#[cfg(feature = "orders")]
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    [
        summary::DEFINITIONS,
        rfm::DEFINITIONS,
        churn::DEFINITIONS,
        repurchase::DEFINITIONS,
        cohorts::DEFINITIONS,
        rhythm::DEFINITIONS,
        lifecycle::DEFINITIONS,
    ]
    .into_iter()
    .flatten()
}

/// A count as a real number; counts stay far below 2^53.
#[allow(clippy::cast_precision_loss)]
fn real(count: u64) -> f64 {
    count as f64
}

/// `part / whole`; `None` for nothing.
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| real(part) / real(whole))
}

#[cfg(feature = "orders")]
#[cfg(test)]
mod tests {
    use super::definitions;
    use std::collections::BTreeSet;

    #[test]
    fn each_definition_has_its_own_path_and_is_a_sentence() {
        let paths: BTreeSet<_> = definitions().map(|definition| definition.path).collect();
        assert_eq!(paths.len(), definitions().count());
        let sections = ["summary", "rfm", "churn", "repurchase", "cohorts", "rhythm", "lifecycle"];
        for definition in definitions() {
            let section = definition.path.split('.').next().unwrap();
            assert!(sections.contains(&section), "{}", definition.path);
            assert!(definition.text.ends_with('.') && !definition.source.is_empty(), "{}", definition.path);
        }
    }

    #[test]
    fn a_definition_is_text_unit_and_source() {
        let json = serde_json::to_value(definitions().next().unwrap()).unwrap();
        let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["source", "text", "unit"]);
        assert_eq!(json["unit"], "count");
    }
}
