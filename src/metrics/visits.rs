//! Sessions → numbers: one family a file, one shape each, none importing another.
//!
//! What they share stands here: [`Rate`], a share with its interval, and [`Spread`], the middle of a column.

pub mod carts;
pub mod frustration;
pub mod funnel;
pub mod identity;
pub mod pages;
pub mod paths;
pub mod search;
pub mod slots;
pub mod traffic;
pub mod visitors;
pub mod vitals;

use super::{Definition, Unit, define, real, share};
use crate::math::intervals::wilson;
use crate::math::order::positions;
use crate::math::quantile::quantile;
use serde::Serialize;
use std::collections::BTreeMap;

/// A share with its numerator, denominator and Wilson's 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rate {
    /// Numerator.
    pub part: u64,
    /// Denominator.
    pub whole: u64,
    /// 0..1; `None` where the denominator is 0.
    pub share: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

impl Rate {
    /// `part` of `whole`.
    #[must_use]
    pub fn new(part: u64, whole: u64) -> Self {
        let limits = wilson(part, whole);
        Self {
            part,
            whole,
            share: share(part, whole),
            low: limits.map(|limits| limits.low),
            high: limits.map(|limits| limits.high),
        }
    }

    /// How many of the items pass a test.
    #[must_use]
    pub fn of<T>(items: &[T], test: impl Fn(&T) -> bool) -> Self {
        Self::new(items.iter().filter(|item| test(item)).count() as u64, items.len() as u64)
    }
}

/// Quartiles of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spread {
    /// Values.
    pub n: u64,
    /// Lower quartile (type 7).
    pub p25: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Upper quartile.
    pub p75: Option<f64>,
}

impl Spread {
    /// The quartiles of the values, which are reordered.
    #[must_use]
    pub fn new(values: &mut [i64]) -> Self {
        Self {
            n: values.len() as u64,
            p25: quantile(values, 1, 4),
            median: quantile(values, 2, 4),
            p75: quantile(values, 3, 4),
        }
    }
}

/// Rows by the number of a text, in the order of the numbers.
fn grouped<'a, T>(rows: &'a [T], key: &dyn Fn(&T) -> u32) -> BTreeMap<u32, Vec<&'a T>> {
    let mut groups: BTreeMap<u32, Vec<&T>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(row)).or_default().push(row);
    }
    groups
}

/// The rows with the largest counts, equal ones by text; at most `limit`.
fn largest<T>(rows: Vec<T>, limit: usize, count: &dyn Fn(&T) -> u64, text: &dyn Fn(&T) -> &str) -> Vec<T> {
    let order = positions(rows.len(), &|a, b| {
        count(&rows[b]).cmp(&count(&rows[a])).then_with(|| text(&rows[a]).cmp(text(&rows[b])))
    });
    let mut slots: Vec<Option<T>> = rows.into_iter().map(Some).collect();
    order.into_iter().take(limit).filter_map(|at| slots[at].take()).collect()
}

/// The definitions of all metrics of sessions.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    [
        traffic::DEFINITIONS,
        pages::DEFINITIONS,
        funnel::DEFINITIONS,
        paths::DEFINITIONS,
        search::DEFINITIONS,
        frustration::DEFINITIONS,
        slots::DEFINITIONS,
        vitals::DEFINITIONS,
        carts::DEFINITIONS,
        visitors::DEFINITIONS,
        identity::DEFINITIONS,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_definition_has_its_own_path_and_is_a_sentence() {
        let paths: BTreeSet<_> = definitions().map(|definition| definition.path).collect();
        assert_eq!(paths.len(), definitions().count());
        for definition in definitions() {
            assert!(definition.text.ends_with('.') && !definition.source.is_empty(), "{}", definition.path);
        }
    }
}
