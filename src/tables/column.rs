//! Integer columns that stay half as wide for as long as their values allow.

/// `i64` values kept as `i32` multiples of a unit until one does not fit; then all become `i64`.
///
/// Times are whole seconds and prices whole cents in nearly every export: ten million of them take 40 MB
/// instead of 80.
#[derive(Clone, Debug)]
pub struct Column {
    unit: i64,
    values: Values,
}

#[derive(Clone, Debug)]
enum Values {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

impl Column {
    /// An empty column whose values are mostly multiples of `unit`.
    #[must_use]
    pub fn new(unit: i64) -> Self {
        Self { unit, values: Values::Narrow(Vec::new()) }
    }

    /// A column of `len` zeros.
    #[must_use]
    pub fn zeros(unit: i64, len: usize) -> Self {
        Self { unit, values: Values::Narrow(vec![0; len]) }
    }

    /// Number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.values {
            Values::Narrow(values) => values.len(),
            Values::Wide(values) => values.len(),
        }
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at `index`.
    #[must_use]
    #[inline]
    pub fn get(&self, index: usize) -> i64 {
        match &self.values {
            Values::Narrow(values) => i64::from(values[index]) * self.unit,
            Values::Wide(values) => values[index],
        }
    }

    /// Appends a value.
    #[inline]
    pub fn push(&mut self, value: i64) {
        if let Values::Narrow(values) = &mut self.values {
            if let Some(narrow) = narrowed(value, self.unit) {
                grow(values);
                values.push(narrow);
                return;
            }
            self.widen();
        }
        if let Values::Wide(values) = &mut self.values {
            grow(values);
            values.push(value);
        }
    }

    /// Replaces the value at `index`.
    #[inline]
    pub fn set(&mut self, index: usize, value: i64) {
        if let Values::Narrow(values) = &mut self.values {
            if let Some(narrow) = narrowed(value, self.unit) {
                values[index] = narrow;
                return;
            }
            self.widen();
        }
        if let Values::Wide(values) = &mut self.values {
            values[index] = value;
        }
    }

    /// All values in order.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        (0..self.len()).map(|index| self.get(index))
    }

    #[cold]
    fn widen(&mut self) {
        if let Values::Narrow(values) = &self.values {
            let wide = values.iter().map(|&value| i64::from(value) * self.unit).collect();
            self.values = Values::Wide(wide);
        }
    }
}

#[inline]
fn narrowed(value: i64, unit: i64) -> Option<i32> {
    let quotient = value / unit;
    (quotient * unit == value).then_some(())?;
    i32::try_from(quotient).ok()
}

/// Grows a full vector by a half rather than a whole: memory in wasm is never given back.
#[inline]
pub(crate) fn grow<T>(values: &mut Vec<T>) {
    if values.len() == values.capacity() {
        values.reserve_exact((values.len() / 2).max(1024));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keeps_every_value(values in prop::collection::vec(prop_oneof![any::<i64>(), (-1000_i64..1000).prop_map(|v| v * 100)], 0..50), at in 0_usize..50, value in any::<i64>()) {
            let mut column = Column::new(100);
            values.iter().for_each(|&v| column.push(v));
            prop_assert_eq!(column.iter().collect::<Vec<_>>(), values.clone());
            if at < values.len() {
                column.set(at, value);
                prop_assert_eq!(column.get(at), value);
            }
        }
    }

    #[test]
    fn cents_stay_narrow_until_a_fraction_comes() {
        let mut column = Column::new(100);
        column.push(199_900);
        assert!(matches!(column.values, Values::Narrow(_)));
        column.push(5);
        assert!(matches!(column.values, Values::Wide(_)));
        assert_eq!(column.iter().collect::<Vec<_>>(), [199_900, 5]);
    }
}
