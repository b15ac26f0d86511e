//! A column of amounts in 1/10,000, most or all of which may be unknown.

/// Amounts by row; takes no memory while none is known, and half as much while none is beyond ±214,748. Memory that is touched for
/// the first time costs the browser more than what is written there.
#[derive(Clone, Debug)]
pub struct Amounts(Values);

#[derive(Clone, Debug)]
enum Values {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

const UNKNOWN: i64 = i64::MIN;
const NARROW_UNKNOWN: i32 = i32::MIN;

impl Amounts {
    /// The amount of a row.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> Option<i64> {
        match &self.0 {
            Values::Narrow(values) => {
                values.get(row).filter(|&&amount| amount != NARROW_UNKNOWN).map(|&amount| i64::from(amount))
            }
            Values::Wide(values) => values.get(row).copied().filter(|&amount| amount != UNKNOWN),
        }
    }

    /// Sets the amount of a row.
    #[inline]
    pub fn set(&mut self, row: usize, amount: i64) {
        match (&mut self.0, narrowed(amount)) {
            (Values::Narrow(values), Some(amount)) => put(values, row, amount, NARROW_UNKNOWN),
            (Values::Wide(values), _) => put(values, row, amount, UNKNOWN),
            (Values::Narrow(_), None) => self.widen(row, amount),
        }
    }

    /// Makes room for so many rows, unless no amount is known.
    pub fn reserve(&mut self, rows: usize) {
        match &mut self.0 {
            Values::Narrow(values) if !values.is_empty() => make_room(values, rows),
            Values::Wide(values) => make_room(values, rows),
            Values::Narrow(_) => {}
        }
    }

    /// Sets the amount of a row that has none yet: what is said first holds.
    #[inline]
    pub fn say(&mut self, row: usize, amount: Option<i64>) {
        let Some(amount) = amount else { return };
        if self.get(row).is_none() {
            self.set(row, amount);
        }
    }

    /// Adds to the amount of a row.
    #[inline]
    pub fn add(&mut self, row: usize, amount: Option<i64>) {
        if let Some(amount) = amount {
            self.set(row, self.get(row).unwrap_or(0).saturating_add(amount));
        }
    }

    /// Whether no amount is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.0, Values::Narrow(values) if values.is_empty())
    }

    #[cold]
    fn widen(&mut self, row: usize, amount: i64) {
        let Values::Narrow(values) = &self.0 else { return };
        let mut wide = Vec::with_capacity(values.capacity());
        wide.extend(
            values.iter().map(|&value| if value == NARROW_UNKNOWN { UNKNOWN } else { i64::from(value) }),
        );
        put(&mut wide, row, amount, UNKNOWN);
        self.0 = Values::Wide(wide);
    }
}

impl Default for Amounts {
    fn default() -> Self {
        Self(Values::Narrow(Vec::new()))
    }
}

#[inline]
fn narrowed(amount: i64) -> Option<i32> {
    i32::try_from(amount).ok().filter(|&amount| amount != NARROW_UNKNOWN)
}

#[inline]
fn put<T: Copy>(values: &mut Vec<T>, row: usize, amount: T, unknown: T) {
    if row == values.len() {
        return values.push(amount);
    }
    if row > values.len() {
        values.resize(row + 1, unknown);
    }
    values[row] = amount;
}

fn make_room<T>(values: &mut Vec<T>, rows: usize) {
    values.reserve_exact(rows.saturating_sub(values.len()));
}

#[cfg(test)]
mod tests {
    use super::Amounts;

    #[test]
    fn unknown_is_not_zero() {
        let mut amounts = Amounts::default();
        amounts.say(2, None);
        assert!(amounts.is_empty());
        amounts.say(2, Some(0));
        amounts.say(2, Some(7));
        amounts.add(0, Some(5));
        amounts.add(0, Some(-2));
        assert_eq!([0, 1, 2, 3].map(|row| amounts.get(row)), [Some(3), None, Some(0), None]);
    }
    /// 214,748.3647 is the highest that fits 32 bits; the lowest number of 32 bits is an amount like others.
    #[test]
    fn large_amounts_find_room() {
        let mut amounts = Amounts::default();
        amounts.set(0, i64::from(i32::MAX));
        amounts.set(2, i64::from(i32::MIN));
        amounts.set(3, i64::from(i32::MAX) + 1);
        amounts.add(3, Some(1));
        amounts.reserve(9);
        let expected = [Some(2_147_483_647), None, Some(-2_147_483_648), Some(2_147_483_649), None];
        assert_eq!([0, 1, 2, 3, 4].map(|row| amounts.get(row)), expected);
    }
}
