//! The text of an exchange rate → the number it says, exactly.

/// Significant digits that are kept; what lies beyond is rounded.
const DIGITS: u32 = 12;

/// A positive decimal number: `digits / 10^places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal {
    digits: i64,
    places: u32,
}

impl Decimal {
    /// One.
    pub const ONE: Self = Self { digits: 1, places: 0 };

    /// Reads a number with this decimal mark, `.` or `,`; the other one and blanks may part thousands. `None` for anything
    /// else, for 0, for more than 18 decimals before the last digit that counts, and beyond 10¹².
    ///
    /// ```
    /// use linger::tables::shop::Decimal;
    ///
    /// assert_eq!(Decimal::parse(b"1.0850", b'.'), Decimal::new(1085, 3));
    /// assert_eq!(Decimal::parse(b"17.042,5", b','), Decimal::new(170_425, 1));
    /// assert_eq!(Decimal::parse(b"N/A", b'.'), None);
    /// ```
    #[must_use]
    pub fn parse(text: &[u8], decimal: u8) -> Option<Self> {
        let (mut digits, mut places, mut after, mut cut) = (0_i64, 0, false, None);
        for &byte in text.trim_ascii() {
            match byte {
                b'0'..=b'9' if digits < 10_i64.pow(DIGITS - 1) => {
                    digits = digits * 10 + i64::from(byte - b'0');
                    places += u32::from(after);
                }
                b'0'..=b'9' if after => cut = cut.or(Some(byte)),
                _ if byte == decimal && !after => after = true,
                b'.' | b',' | b'\'' | b' ' if byte != decimal && !after => {}
                _ => return None,
            }
        }
        Self::new(digits + i64::from(cut.is_some_and(|digit| digit >= b'5')), places)
    }

    /// `digits / 10^places` in its shortest form; `None` unless it is positive and within range.
    #[must_use]
    pub fn new(mut digits: i64, mut places: u32) -> Option<Self> {
        while places > 0 && digits % 10 == 0 && digits != 0 {
            digits /= 10;
            places -= 1;
        }
        (digits > 0 && digits <= 10_i64.pow(DIGITS) && places <= 18).then_some(Self { digits, places })
    }

    /// Numerator and denominator.
    #[must_use]
    pub fn ratio(self) -> (i128, i128) {
        (i128::from(self.digits), 10_i128.pow(self.places))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<Decimal> {
        Decimal::parse(text.as_bytes(), b'.')
    }

    #[test]
    fn texts_are_read_exactly() {
        assert_eq!(parse("162.44").unwrap().ratio(), (16_244, 100));
        assert_eq!(parse(" 1.0000 ").unwrap(), Decimal::ONE);
        assert_eq!(parse("0.0000394").unwrap().ratio(), (394, 10_000_000));
        assert_eq!(parse("25,412.5").unwrap().ratio(), (254_125, 10));
    }

    #[test]
    fn what_is_no_rate_is_none() {
        for text in ["", "N/A", "0", "0.000", "-1.2", "1.2.3", "1e3", "."] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn twelve_digits_are_kept_and_the_last_is_rounded() {
        assert_eq!(parse("0.123456789012").unwrap().ratio(), (123_456_789_012, 1_000_000_000_000));
        assert_eq!(parse("1.234567890125").unwrap(), Decimal::new(123_456_789_013, 11).unwrap());
        assert_eq!(parse("123456789012.4").unwrap(), Decimal::new(123_456_789_012, 0).unwrap());
        assert_eq!(parse("12345678901234"), None);
    }
}
