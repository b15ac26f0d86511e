//! Scores 1..=5 from ranks, by selecting the four values at which the score steps.

/// Number of scores.
pub const SCORES: usize = 5;

/// Values are counted rather than selected if their range exceeds their number by at most this.
const COUNTED: usize = 4096;

/// The greatest value that still misses scores 2, 3, 4 and 5, ascending.
pub type Cuts<T> = [T; SCORES - 1];

/// Cuts for score = min(5, 1 + ⌊5 · #{strictly worse} / N⌋), larger being better. `None` for no values.
///
/// At least ⌈kN/5⌉ values are worse than v exactly when v exceeds the ⌈kN/5⌉-th smallest.
#[must_use]
pub fn share_cuts(values: impl Iterator<Item = i64> + Clone) -> Option<Cuts<i64>> {
    let (mut n, mut least, mut greatest) = (0, i64::MAX, i64::MIN);
    values.clone().for_each(|value| {
        n += 1;
        least = least.min(value);
        greatest = greatest.max(value);
    });
    let worse = |k: usize| (k * n).div_ceil(SCORES);
    let range = i128::from(greatest) - i128::from(least);
    match usize::try_from(range).ok().filter(|&range| n > 0 && range <= n + COUNTED) {
        Some(range) => Some(counted_cuts(values, least, range, worse)),
        None => cuts(&mut values.collect::<Vec<_>>(), worse),
    }
}

/// Cuts for SQL's `NTILE(5)`: tiles of N/5 values, the first N mod 5 one longer. Values must differ, so
/// pair them with a key. `None` for no values.
#[must_use]
pub fn tile_cuts<T: Copy + Ord>(values: &mut [T]) -> Option<Cuts<T>> {
    let (size, longer) = (values.len() / SCORES, values.len() % SCORES);
    cuts(values, |k| k * size + k.min(longer))
}

/// The score of a value: one more than the cuts below it.
#[must_use]
#[inline]
pub fn score<T: Copy + PartialOrd>(value: T, cuts: &Cuts<T>) -> u8 {
    1 + cuts.iter().map(|cut| u8::from(*cut < value)).sum::<u8>()
}

/// The `worse(k)`-th smallest values for k = 1..=4, by counting each value of `least..=least + range`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_possible_wrap)]
fn counted_cuts(
    values: impl Iterator<Item = i64>,
    least: i64,
    range: usize,
    worse: impl Fn(usize) -> usize,
) -> Cuts<i64> {
    let mut counts = vec![0_usize; range + 1];
    values.for_each(|value| counts[(value - least) as usize] += 1);
    let mut found = [least; SCORES - 1];
    let (mut at, mut below) = (0, counts[0]);
    for (k, cut) in found.iter_mut().enumerate() {
        while below < worse(k + 1) {
            at += 1;
            below += counts[at];
        }
        *cut = least + at as i64;
    }
    found
}

/// The `worse(k)`-th smallest values for k = 1..=4.
fn cuts<T: Copy + Ord>(values: &mut [T], worse: impl Fn(usize) -> usize) -> Option<Cuts<T>> {
    let mut found = [*values.first()?; SCORES - 1];
    let mut from = 0;
    for (k, cut) in found.iter_mut().enumerate() {
        let at = worse(k + 1) - 1;
        *cut = *values[from..].select_nth_unstable(at - from).1;
        from = at;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// FORMULAS: 1,1,1,1,1,1,2,2,3,9 score 1 1 1 1 1 1 4 4 5 5 by the share strictly below.
    #[test]
    fn equal_values_score_the_same() {
        let values = [1, 1, 1, 1, 1, 1, 2, 2, 3, 9];
        let cuts = share_cuts(values.into_iter()).unwrap();
        assert_eq!(values.map(|v| score(v, &cuts)), [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
    }

    /// `NTILE(5)` over seven rows gives tiles of 2, 2, 1, 1, 1; over three rows one each.
    #[test]
    fn tiles_are_those_of_sql() {
        let tiles = |n: u32| {
            let values: Vec<u32> = (0..n).collect();
            let cuts = tile_cuts(&mut values.clone()).unwrap();
            values.iter().map(|&v| score(v, &cuts)).collect::<Vec<_>>()
        };
        assert_eq!(tiles(7), [1, 1, 2, 2, 3, 4, 5]);
        assert_eq!(tiles(3), [1, 2, 3]);
        assert_eq!(tiles(10), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    proptest! {
        /// Counted for a narrow range, selected for a wide one.
        #[test]
        fn share_score_is_its_formula(
            values in prop::collection::vec(-20_i64..20, 1..60),
            factor in prop::sample::select(vec![1, 1000, i64::MAX / 20]),
        ) {
            let values: Vec<i64> = values.into_iter().map(|value| value * factor).collect();
            let cuts = share_cuts(values.iter().copied()).unwrap();
            for &v in &values {
                let worse = values.iter().filter(|&&u| u < v).count();
                let expected = (1 + 5 * worse / values.len()).min(5);
                prop_assert_eq!(usize::from(score(v, &cuts)), expected);
            }
        }
    }
}
