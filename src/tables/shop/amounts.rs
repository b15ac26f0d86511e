//! A column of amounts in 1/10,000, most or all of which may be unknown.

const UNKNOWN: i64 = i64::MIN;

/// Amounts by row; takes no memory while none is known.
#[derive(Clone, Debug, Default)]
pub struct Amounts(Vec<i64>);

impl Amounts {
    /// The amount of a row.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> Option<i64> {
        self.0.get(row).copied().filter(|&amount| amount != UNKNOWN)
    }

    /// Sets the amount of a row.
    #[inline]
    pub fn set(&mut self, row: usize, amount: i64) {
        if row == self.0.len() {
            return self.0.push(amount);
        }
        if row > self.0.len() {
            self.0.resize(row + 1, UNKNOWN);
        }
        self.0[row] = amount;
    }

    /// Makes room for so many rows, unless no amount is known.
    pub fn reserve(&mut self, rows: usize) {
        if !self.0.is_empty() {
            self.0.reserve_exact(rows.saturating_sub(self.0.len()));
        }
    }

    /// Sets the amount of a row that has none yet: what is said first holds.
    #[inline]
    pub fn say(&mut self, row: usize, amount: Option<i64>) {
        let Some(amount) = amount else { return };
        if row == self.0.len() {
            self.0.push(amount);
        } else if self.get(row).is_none() {
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
        self.0.is_empty()
    }
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
}
