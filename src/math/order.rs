//! Sorting that is not on a hot path, through one instance of the library's sort: each further instance would
//! add kilobytes to the wasm.

use std::cmp::Ordering;

/// The positions 0..`len` in the order that `compare` gives; equal ones keep theirs.
#[must_use]
pub fn positions(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..len).collect();
    positions.sort_by(|&a, &b| compare(a, b));
    positions
}

/// The values in the order that `compare` gives; equal ones keep theirs.
#[must_use]
pub fn sorted_by<T>(values: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = positions(values.len(), &|a, b| compare(&values[a], &values[b]));
    let mut slots: Vec<Option<T>> = values.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| slots[at].take()).collect()
}

/// The values ascending.
#[must_use]
pub fn sorted<T: Ord>(values: Vec<T>) -> Vec<T> {
    sorted_by(values, &T::cmp)
}

/// The values ascending, each once.
#[must_use]
pub fn distinct<T: Ord>(values: Vec<T>) -> Vec<T> {
    let mut values = sorted(values);
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_like_the_library(values in prop::collection::vec((0_u8..6, any::<u8>()), 0..50)) {
            let mut expected = values.clone();
            expected.sort_by_key(|pair| pair.0);
            prop_assert_eq!(sorted_by(values.clone(), &|a, b| a.0.cmp(&b.0)), expected);
            let mut once: Vec<u8> = values.iter().map(|pair| pair.0).collect();
            let found = distinct(once.clone());
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(found, once);
        }
    }
}
