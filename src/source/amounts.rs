//! Cells → exact amounts, with the currency that a sign or code in the cell names.
//!
//! A cell whose marks leave no choice is read by them: 1.234,56 and 12,5 have a decimal comma, 1,234.56 a
//! decimal point. Only a single mark before exactly three digits (1,234) depends on the column's style.

use crate::money::{Currency, SCALE};
use crate::read::field::trim;

/// Largest amount of a row, in 1/10,000: one thousand million. Beyond it a cell is a mistake.
pub const LARGEST: i64 = 1_000_000_000 * SCALE;

/// Why a cell gave no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAmount {
    /// Empty, or a dash for "none".
    Blank,
    /// Not a number.
    Unreadable,
    /// Larger than [`LARGEST`].
    OutOfRange,
}

/// Reads the amounts of a file.
#[derive(Clone, Debug, Default)]
pub struct Amounts {
    given: Option<u8>,
    points: u64,
    commas: u64,
    /// Cells with more than four decimals.
    pub rounded: u64,
    /// The currency named by the last cell that named one.
    pub named: Option<Currency>,
}

impl Amounts {
    /// A reader; `given` settles the decimal mark beforehand.
    #[must_use]
    pub fn new(given: Option<u8>) -> Self {
        Self { given, ..Self::default() }
    }

    /// The decimal mark for cells that leave a choice.
    #[must_use]
    pub fn decimal(&self) -> u8 {
        self.given.unwrap_or(if self.commas > self.points { b',' } else { b'.' })
    }

    /// Casts a vote for the decimal comma, as a file with semicolons does.
    pub fn lean_to_comma(&mut self) {
        self.commas += 1;
    }

    /// The amount of a cell, in 1/10,000.
    ///
    /// # Errors
    ///
    /// The cell is blank, not a number, or out of range.
    #[inline]
    pub fn parse(&mut self, cell: &[u8]) -> Result<i64, NoAmount> {
        self.bare(cell).map_or_else(|| self.decorated(trim(cell)), Ok)
    }

    /// The amount of a cell of nothing but digits and at most one decimal mark, as nearly all are.
    #[inline]
    pub fn bare(&mut self, cell: &[u8]) -> Option<i64> {
        let (amount, decimals) = plain(cell, self.given)?;
        self.points += u64::from(decimals && self.given.is_none());
        Some(amount)
    }

    fn decorated(&mut self, cell: &[u8]) -> Result<i64, NoAmount> {
        if matches!(cell, b"" | b"-" | b"--" | b"\xE2\x80\x93" | b"\xE2\x80\x94") {
            return Err(NoAmount::Blank);
        }
        let text = std::str::from_utf8(cell).map_err(|_| NoAmount::Unreadable)?;
        let text = text.strip_prefix('\'').unwrap_or(text);
        let (text, in_parentheses) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
            Some(inner) => (inner, true),
            None => (text, false),
        };
        let bare = self.without_currency(text);
        let (number, minus) = sign(&bare);
        let amount = self.number(number)?;
        Ok(if minus != in_parentheses { -amount } else { amount })
    }

    /// Drops spaces and a currency's sign or code, which it remembers.
    fn without_currency(&mut self, text: &str) -> String {
        let mut bare: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '\\')).collect();
        // Signs stand before or behind the number: the first character that is no part of one begins it.
        let named = bare.trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '\u{2212}')
        });
        let sign = SIGNS.iter().find(|(sign, _)| named.starts_with(sign));
        if let Some((sign, code)) = sign {
            self.named = Currency::parse(code.as_bytes());
            return bare.replacen(sign, "", 1);
        }
        let letters: String = bare.chars().filter(char::is_ascii_uppercase).collect();
        if let Some(currency) = Currency::parse(letters.as_bytes()) {
            self.named = Some(currency);
            bare.retain(|c| !c.is_ascii_uppercase());
        }
        bare
    }

    fn number(&mut self, text: &str) -> Result<i64, NoAmount> {
        if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
            let exponent: i32 = exponent.parse().map_err(|_| NoAmount::Unreadable)?;
            let (digits, decimals) = self.digits(mantissa)?;
            return self.scaled(&digits, i64::try_from(decimals).unwrap_or(i64::MAX) - i64::from(exponent));
        }
        let (digits, decimals) = self.digits(text)?;
        self.scaled(&digits, i64::try_from(decimals).unwrap_or(i64::MAX))
    }

    /// The digits without marks, and how many of them are decimals.
    fn digits(&mut self, text: &str) -> Result<(String, usize), NoAmount> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let only_marks = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        if digits.is_empty() || !only_marks {
            return Err(NoAmount::Unreadable);
        }
        Ok((digits, self.decimal_at(text).map_or(0, |at| text.len() - at - 1)))
    }

    /// Where the decimal mark stands, if the number has decimals.
    fn decimal_at(&mut self, text: &str) -> Option<usize> {
        let last = text.rfind(['.', ','])?;
        let mark = text.as_bytes()[last];
        let other = if mark == b'.' { b',' } else { b'.' };
        let times = text.bytes().filter(|&byte| byte == mark).count();
        if times > 1 {
            self.vote(other);
            return None;
        }
        let both = text.as_bytes().contains(&other);
        if self.given.is_none() && (both || text.len() - last - 1 != 3 || last == 0 || last > 3) {
            self.vote(mark);
            return Some(last);
        }
        (mark == self.decimal()).then_some(last)
    }

    fn vote(&mut self, decimal: u8) {
        let votes = if decimal == b',' { &mut self.commas } else { &mut self.points };
        *votes += 1;
    }

    /// `digits` × 10^−`decimals` in 1/10,000, half away from zero.
    fn scaled(&mut self, digits: &str, decimals: i64) -> Result<i64, NoAmount> {
        let digits = digits.trim_start_matches('0');
        let len = i64::try_from(digits.len()).unwrap_or(i64::MAX);
        if len - decimals > 10 {
            return Err(NoAmount::OutOfRange);
        }
        let keep = len - (decimals - 4).max(0);
        self.rounded += u64::from(decimals > 4 && digits.bytes().skip(index(keep)).any(|b| b != b'0'));
        let kept: i64 = digits.get(..index(keep)).unwrap_or("").parse().unwrap_or(0);
        let zeros = u32::try_from((4 - decimals).max(0)).unwrap_or(u32::MAX);
        let next = (keep >= 0).then(|| digits.as_bytes().get(index(keep))).flatten();
        let up = i64::from(decimals > 4 && next.is_some_and(|&digit| digit >= b'5'));
        let amount = 10_i64.checked_pow(zeros).and_then(|power| (kept + up).checked_mul(power));
        amount.filter(|amount| *amount <= LARGEST).ok_or(NoAmount::OutOfRange)
    }
}

fn index(at: i64) -> usize {
    usize::try_from(at.max(0)).unwrap_or(usize::MAX)
}

/// `-1234.56`: digits, at most one mark and two decimals, four where the mark is given; with whether there are decimals.
#[inline]
fn plain(cell: &[u8], given: Option<u8>) -> Option<(i64, bool)> {
    let (minus, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    if digits.is_empty() || digits.len() > 12 {
        return None;
    }
    let mark = given.unwrap_or(b'.');
    if let [whole @ .., point, tenths, hundredths] = digits
        && *point == mark
    {
        let mut value = 0_i64;
        for byte in whole {
            let digit = byte.wrapping_sub(b'0');
            if digit >= 10 {
                return None;
            }
            value = value * 10 + i64::from(digit);
        }
        let (tenths, hundredths) = (tenths.wrapping_sub(b'0'), hundredths.wrapping_sub(b'0'));
        if tenths >= 10 || hundredths >= 10 {
            return None;
        }
        let cents = value * 100 + i64::from(tenths * 10 + hundredths);
        let amount = Some(cents * 100).filter(|amount| *amount <= LARGEST)?;
        return Some((if minus { -amount } else { amount }, true));
    }
    let (mut value, mut places) = (0_i64, None);
    for (at, byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            value = value * 10 + i64::from(digit);
        } else if *byte == mark && places.is_none() {
            places = Some(digits.len() - at - 1);
        } else {
            return None;
        }
    }
    let scale = match places {
        None => 10_000,
        Some(1) => 1000,
        Some(2) => 100,
        Some(3) if given.is_some() => 10,
        Some(4) if given.is_some() => 1,
        _ => return None,
    };
    // Twelve digits and four places are far from the end of the range.
    let amount = Some(value * scale).filter(|amount| *amount <= LARGEST)?;
    Some((if minus { -amount } else { amount }, places.is_some()))
}

/// The number without a leading or trailing sign, and whether it is negative.
fn sign(text: &str) -> (&str, bool) {
    for minus in ["-", "\u{2212}"] {
        if let Some(rest) = text.strip_prefix(minus).or_else(|| text.strip_suffix(minus)) {
            return (rest, true);
        }
    }
    (text.strip_prefix('+').unwrap_or(text), false)
}

/// Signs before which a longer one is tried. A bare $ is read as USD, ¥ as CNY.
const SIGNS: [(&str, &str); 24] = [
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("R$", "BRL"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("RM", "MYR"),
    ("Rp", "IDR"),
    ("zł", "PLN"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("￥", "CNY"),
    ("¥", "CNY"),
    ("元", "CNY"),
    ("円", "JPY"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₱", "PHP"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str) -> Result<i64, NoAmount> {
        Amounts::new(None).parse(cell.as_bytes())
    }

    #[test]
    fn writings_of_amounts() {
        let cases = [
            ("34.98", 349_800),
            ("0", 0),
            ("-5", -50_000),
            ("1234.5", 12_345_000),
            ("12.3456", 123_456),
            ("1,234.56", 12_345_600),
            ("1.234,56", 12_345_600),
            ("12,5", 125_000),
            ("1,234", 12_340_000),
            ("1,234,567", 12_345_670_000),
            ("1.234.567", 12_345_670_000),
            ("1 234,50", 12_345_000),
            ("1\u{a0}234,50 €", 12_345_000),
            ("1'234.50", 12_345_000),
            ("(12.50)", -125_000),
            ("-$45.99", -459_900),
            ("$-45.99", -459_900),
            ("US$ 1,000", 10_000_000),
            ("EUR 12.00", 120_000),
            ("12.00-", -120_000),
            ("\u{2212}3.00", -30_000),
            ("+7", 70_000),
            ("1.5E+2", 1_500_000),
            ("25.299999", 253_000),
            ("0.00005", 1),
            (".5", 5000),
            ("￥99.00", 990_000),
            ("'12.00", 120_000),
            ("1,23,456.50", 1_234_565_000),
            ("1000000000", 10_000_000_000_000),
        ];
        for (cell, expected) in cases {
            assert_eq!(read(cell), Ok(expected), "{cell}");
        }
    }

    #[test]
    fn what_is_no_amount() {
        use NoAmount::{Blank, OutOfRange, Unreadable};
        let cases = [
            ("", Blank),
            (" ", Blank),
            ("--", Blank),
            ("—", Blank),
            ("free", Unreadable),
            ("12abc", Unreadable),
            ("1e30", OutOfRange),
            ("1000000000.01", OutOfRange),
            ("99999999999999999999", OutOfRange),
            ("12%", Unreadable),
            ("=1+1", Unreadable),
            ("1e99999999999", Unreadable),
            ("()", Unreadable),
        ];
        for (cell, expected) in cases {
            assert_eq!(read(cell), Err(expected), "{cell}");
        }
    }

    #[test]
    fn the_column_settles_one_mark_before_three_digits() {
        let mut amounts = Amounts::new(None);
        assert_eq!(amounts.parse(b"12,50"), Ok(125_000));
        assert_eq!(amounts.parse(b"1,234"), Ok(12_340));
        assert_eq!(amounts.parse(b"1.234"), Ok(12_340_000));
        let mut given = Amounts::new(Some(b','));
        assert_eq!(given.parse(b"1.234"), Ok(12_340_000));
        assert_eq!(given.parse(b"1,234"), Ok(12_340));
    }

    #[test]
    fn signs_and_codes_name_the_currency() {
        let mut amounts = Amounts::new(None);
        let mut named = |cell: &str| {
            amounts.named = None;
            amounts.parse(cell.as_bytes()).unwrap();
            amounts.named.map(|currency| currency.code().to_owned())
        };
        assert_eq!(named("€ 5"), Some("EUR".to_owned()));
        assert_eq!(named("5,00 PLN"), Some("PLN".to_owned()));
        assert_eq!(named("HK$5"), Some("HKD".to_owned()));
        assert_eq!(named("5"), None);
    }

    proptest! {
        #[test]
        fn any_writing_of_a_number_reads_the_same(cents in -99_999_999_i64..99_999_999, style in 0..4) {
            let (whole, rest) = ((cents / 100).abs(), (cents % 100).abs());
            let minus = if cents < 0 { "-" } else { "" };
            let grouped = |mark: &str| {
                let digits = whole.to_string();
                let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).unwrap()).collect();
                groups.join(mark)
            };
            let cell = match style {
                0 => format!("{minus}{whole}.{rest:02}"),
                1 => format!("{minus}{}.{rest:02}", grouped(",")),
                2 => format!("{minus}{},{rest:02}", grouped(".")),
                _ => format!("{minus}€{},{rest:02}", grouped("\u{202f}")),
            };
            prop_assert_eq!(read(&cell), Ok(cents * 100), "{}", cell);
        }

        #[test]
        fn nothing_makes_it_panic(cell in prop::collection::vec(any::<u8>(), 0..24)) {
            let _ = Amounts::new(None).parse(&cell);
        }
    }
}
