//! Integer columns that stay half as wide for as long as their values allow.

/// `i64` values kept as `i32` multiples of `UNIT` until one does not fit; then all become `i64`.
///
/// Times are whole seconds and prices whole cents in nearly every export: ten million of them take 40 MB
/// instead of 80.
#[derive(Clone, Debug)]
pub struct Column<const UNIT: i64>(Values);

#[derive(Clone, Debug)]
enum Values {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

impl<const UNIT: i64> Column<UNIT> {
    /// An empty column.
    #[must_use]
    pub fn new() -> Self {
        Self(Values::Narrow(Vec::new()))
    }

    /// A column of `len` zeros.
    #[must_use]
    pub fn zeros(len: usize) -> Self {
        Self(Values::Narrow(vec![0; len]))
    }

    /// Number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
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
    #[inline(always)]
    pub fn get(&self, index: usize) -> i64 {
        match &self.0 {
            Values::Narrow(values) => i64::from(values[index]) * UNIT,
            Values::Wide(values) => values[index],
        }
    }

    /// Appends a value.
    #[inline(always)]
    pub fn push(&mut self, value: i64) {
        if let (Values::Narrow(values), Some(narrow)) = (&mut self.0, Self::narrowed(value)) {
            grow(values);
            values.push(narrow);
        } else {
            self.widen();
            if let Values::Wide(values) = &mut self.0 {
                grow(values);
                values.push(value);
            }
        }
    }

    /// Makes room for so many values more.
    pub fn reserve(&mut self, more: usize) {
        match &mut self.0 {
            Values::Narrow(values) => values.reserve_exact(more),
            Values::Wide(values) => values.reserve_exact(more),
        }
    }

    /// Replaces the value at `index`.
    #[inline(always)]
    pub fn set(&mut self, index: usize, value: i64) {
        if let (Values::Narrow(values), Some(narrow)) = (&mut self.0, Self::narrowed(value)) {
            values[index] = narrow;
        } else {
            self.widen();
            if let Values::Wide(values) = &mut self.0 {
                values[index] = value;
            }
        }
    }

    /// All values in order.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        (0..self.len()).map(|index| self.get(index))
    }

    #[inline(always)]
    fn narrowed(value: i64) -> Option<i32> {
        let quotient = value / UNIT;
        (quotient * UNIT == value).then_some(())?;
        i32::try_from(quotient).ok()
    }

    #[cold]
    fn widen(&mut self) {
        if let Values::Narrow(values) = &self.0 {
            self.0 = Values::Wide(values.iter().map(|&value| i64::from(value) * UNIT).collect());
        }
    }
}

impl<const UNIT: i64> Default for Column<UNIT> {
    fn default() -> Self {
        Self::new()
    }
}

/// A column that is zero so far and takes no memory until it is not.
#[derive(Clone, Debug, Default)]
pub struct Sparse<const UNIT: i64> {
    len: usize,
    column: Option<Column<UNIT>>,
}

impl<const UNIT: i64> Sparse<UNIT> {
    /// An empty column.
    #[must_use]
    pub fn new() -> Self {
        Self { len: 0, column: None }
    }

    /// The value at `index`.
    #[must_use]
    #[inline(always)]
    pub fn get(&self, index: usize) -> i64 {
        self.column.as_ref().map_or(0, |column| column.get(index))
    }

    /// Appends a value.
    #[inline(always)]
    pub fn push(&mut self, value: i64) {
        if self.column.is_some() || value != 0 {
            self.filled().push(value);
        }
        self.len += 1;
    }

    /// Adds to the value at `index`.
    pub fn add(&mut self, index: usize, value: i64) {
        if value != 0 {
            let sum = self.get(index).saturating_add(value);
            self.filled().set(index, sum);
        }
    }

    fn filled(&mut self) -> &mut Column<UNIT> {
        let len = self.len;
        self.column.get_or_insert_with(|| Column::zeros(len))
    }
}

/// A column of codes that takes no memory while all are the same.
#[derive(Clone, Debug)]
pub struct Codes {
    len: usize,
    same: u8,
    each: Option<Vec<u8>>,
}

impl Codes {
    /// An empty column.
    #[must_use]
    pub fn new() -> Self {
        Self { len: 0, same: 0, each: None }
    }

    /// The code at `index`.
    #[must_use]
    #[inline(always)]
    pub fn get(&self, index: usize) -> u8 {
        self.each.as_ref().map_or(self.same, |each| each[index])
    }

    /// The only code, if all are the same.
    #[must_use]
    pub fn uniform(&self) -> Option<u8> {
        self.each.is_none().then_some(self.same)
    }

    /// Appends a code.
    #[inline(always)]
    pub fn push(&mut self, code: u8) {
        if self.len == 0 {
            self.same = code;
        }
        match &mut self.each {
            Some(each) => {
                grow(each);
                each.push(code);
            }
            None if code != self.same => self.spread().push(code),
            None => {}
        }
        self.len += 1;
    }

    /// Replaces the code at `index`.
    pub fn set(&mut self, index: usize, code: u8) {
        if self.get(index) != code {
            self.spread()[index] = code;
        }
    }

    fn spread(&mut self) -> &mut Vec<u8> {
        let (same, len) = (self.same, self.len);
        self.each.get_or_insert_with(|| vec![same; len])
    }
}

impl Default for Codes {
    fn default() -> Self {
        Self::new()
    }
}

/// Grows a full vector by a half rather than a whole: memory in wasm is never given back.
#[inline(always)]
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
            let mut column = Column::<100>::new();
            values.iter().for_each(|&v| column.push(v));
            prop_assert_eq!(column.iter().collect::<Vec<_>>(), values.clone());
            if at < values.len() {
                column.set(at, value);
                prop_assert_eq!(column.get(at), value);
            }
        }
    }

    proptest! {
        #[test]
        fn sparse_and_codes_keep_every_value(values in prop::collection::vec(prop_oneof![3 => Just(0_u8), 1 => any::<u8>()], 1..40), at in any::<prop::sample::Index>()) {
            let (mut sparse, mut codes) = (Sparse::<100>::new(), Codes::new());
            for &value in &values {
                sparse.push(i64::from(value));
                codes.push(value);
            }
            for (index, &value) in values.iter().enumerate() {
                prop_assert_eq!((sparse.get(index), codes.get(index)), (i64::from(value), value));
            }
            let at = at.index(values.len());
            sparse.add(at, 5);
            codes.set(at, 9);
            prop_assert_eq!((sparse.get(at), codes.get(at)), (i64::from(values[at]) + 5, 9));
            prop_assert_eq!(codes.uniform().is_some(), values.iter().all(|&v| v == values[0]) && values[0] == 9 || codes.each.is_none());
        }
    }

    #[test]
    fn cents_stay_narrow_until_a_fraction_comes() {
        let mut column = Column::<100>::new();
        column.push(199_900);
        assert!(matches!(column.0, Values::Narrow(_)));
        column.push(5);
        assert!(matches!(column.0, Values::Wide(_)));
        assert_eq!(column.iter().collect::<Vec<_>>(), [199_900, 5]);
    }
}
