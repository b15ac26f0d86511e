//! Exact money: `i64` in 1/10,000 of a currency's major unit. Currencies are never added up.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// Units of an amount in one major unit of its currency.
pub const SCALE: i64 = 10_000;

/// An ISO 4217 code in upper case. `XXX`, the standard's "no currency", stands where a source names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// No currency named.
    pub const NONE: Self = Self(*b"XXX");

    /// The currency of a three-letter code in any case; `None` for anything else.
    #[must_use]
    pub fn parse(code: &[u8]) -> Option<Self> {
        let code: [u8; 3] = code.try_into().ok()?;
        code.iter().all(u8::is_ascii_alphabetic).then(|| Self(code.map(|b| b.to_ascii_uppercase())))
    }

    /// The three letters of the code.
    #[must_use]
    pub fn letters(self) -> [u8; 3] {
        self.0
    }

    /// The currency of three letters that [`Currency::letters`] gave.
    #[must_use]
    pub fn of_letters(letters: [u8; 3]) -> Self {
        Self(letters)
    }

    /// The code, for instance "EUR".
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the decimal mark in prices: 0 for JPY, 3 for KWD, 2 for most (ISO 4217).
    #[must_use]
    pub fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

/// An amount for a report: a number in major units with one currency, a record by code with several.
#[derive(Clone, Debug, PartialEq)]
pub struct Money(Vec<(Currency, f64)>);

impl Money {
    /// Pairs each currency with its amount, in 1/10,000.
    #[must_use]
    pub fn new(currencies: &[Currency], amounts: &[i64]) -> Self {
        Self(currencies.iter().copied().zip(amounts.iter().map(|&amount| major(amount))).collect())
    }

    /// Pairs each currency with a mean, `sum / count` of a sum in 1/10,000; 0 where nothing is counted.
    #[must_use]
    pub fn mean(currencies: &[Currency], sums: &[i64], counts: &[u64]) -> Self {
        #[allow(clippy::cast_precision_loss)]
        let mean = |(&sum, &count): (&i64, &u64)| {
            if count == 0 { 0.0 } else { sum as f64 / (SCALE as f64 * count as f64) }
        };
        Self(currencies.iter().copied().zip(sums.iter().zip(counts).map(mean)).collect())
    }

    /// Pairs each currency with its amount, in major units.
    #[must_use]
    pub fn in_major_units(currencies: &[Currency], amounts: Vec<f64>) -> Self {
        Self(currencies.iter().copied().zip(amounts).collect())
    }

    /// The amounts in major units, in the order of their currencies.
    pub fn amounts(&self) -> impl Iterator<Item = f64> + '_ {
        self.0.iter().map(|(_, amount)| *amount)
    }

    /// The only amount in major units; `None` with several currencies.
    #[must_use]
    pub fn single(&self) -> Option<f64> {
        match self.0.as_slice() {
            [(_, amount)] => Some(*amount),
            _ => None,
        }
    }
}

/// An amount in major units, correctly rounded.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn major(amount: i64) -> f64 {
    amount as f64 / SCALE as f64
}

/// `amount × numerator / denominator`, half away from zero; 0 for a zero denominator.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn scaled(amount: i64, numerator: i64, denominator: i64) -> i64 {
    if denominator == 0 || amount == 0 {
        return 0;
    }
    let product = i128::from(amount) * i128::from(numerator);
    let divisor = i128::from(denominator);
    let half = divisor.abs() / 2;
    let signed_half = if (product < 0) == (divisor < 0) { half } else { -half };
    let rounded = (product + signed_half * divisor.signum()) / divisor;
    rounded.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(amount) = self.single() {
            return serializer.serialize_f64(amount);
        }
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (currency, amount) in &self.0 {
            map.serialize_entry(currency.code(), amount)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_currency_is_a_number_and_two_are_a_record() {
        let eur = Currency::parse(b"eur").unwrap();
        let jpy = Currency::parse(b"JPY").unwrap();
        let one = Money::new(&[eur], &[125_000]);
        let two = Money::new(&[eur, jpy], &[125_000, 9_800_000]);
        assert_eq!(serde_json::to_string(&one).unwrap(), "12.5");
        assert_eq!(serde_json::to_string(&two).unwrap(), r#"{"EUR":12.5,"JPY":980.0}"#);
    }

    #[test]
    fn scaling_rounds_half_away_from_zero() {
        assert_eq!(scaled(5, 1, 2), 3);
        assert_eq!(scaled(-5, 1, 2), -3);
        assert_eq!(scaled(5, 1, -2), -3);
        assert_eq!(scaled(7, 1, 3), 2);
        assert_eq!(scaled(1, 0, 0), 0);
    }

    #[test]
    fn exponents_follow_iso_4217() {
        let exponent = |code: &str| Currency::parse(code.as_bytes()).unwrap().exponent();
        assert_eq!(["USD", "JPY", "KWD", "CLF"].map(exponent), [2, 0, 3, 4]);
    }
}
