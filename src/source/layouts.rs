//! The layouts of dates and times, one cell at a time.

use chrono::NaiveDate;

/// A cell taken apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Parsed {
    /// An instant, UTC milliseconds.
    Instant(i64),
    /// A date whose parts are known, perhaps with a clock.
    Date {
        /// Year with century.
        year: i32,
        /// Month.
        month: u32,
        /// Day of the month.
        day: u32,
        /// Time of day, if the cell has one.
        clock: Option<Clock>,
    },
    /// Three numbers whose order the column has to settle.
    Numbers {
        /// As they stand.
        numbers: [u32; 3],
        /// Separated by dots, which only day-first countries do.
        dotted: bool,
        /// Time of day, if the cell has one.
        clock: Option<Clock>,
    },
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Milliseconds since midnight.
    pub ms: i64,
    /// Its offset from UTC, if the cell has one.
    pub zoned: Zoned,
}

/// An offset east of UTC; `None` for wall times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zoned {
    /// Milliseconds.
    pub offset_ms: Option<i64>,
}

/// The day of an existing date.
#[must_use]
pub fn checked_day(year: i32, month: u32, day: u32) -> Option<i32> {
    NaiveDate::from_ymd_opt(year, month, day).map(|date| date.to_epoch_days())
}

/// The day of `2024-05-01`.
#[inline]
pub fn iso_date(text: &[u8; 10]) -> Option<i32> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    checked_day(i32::try_from(year).ok()?, two(m1, m2)?, two(d1, d2)?)
}

/// Milliseconds of `" 09:58:12"` or `"T09:58:12"`.
#[inline]
pub fn fixed_clock(text: &[u8; 9]) -> Option<i64> {
    let &[b' ' | b'T', h1, h2, b':', m1, m2, b':', s1, s2] = text else { return None };
    clock_ms(two(h1, h2)?, two(m1, m2)?, two(s1, s2)?)
}

/// The offset `+0200`.
#[inline]
pub fn offset(sign: u8, [h1, h2, m1, m2]: [u8; 4]) -> Option<Zoned> {
    let (hours, minutes) = (two(h1, h2)?, two(m1, m2)?);
    let ms = i64::from(hours * 60 + minutes) * 60_000;
    let signed = if sign == b'-' { -ms } else { ms };
    (hours <= 18 && minutes < 60).then_some(Zoned { offset_ms: Some(signed) })
}

#[inline]
fn two(a: u8, b: u8) -> Option<u32> {
    let (a, b) = (a.wrapping_sub(b'0'), b.wrapping_sub(b'0'));
    (a < 10 && b < 10).then(|| u32::from(a) * 10 + u32::from(b))
}

#[inline]
fn clock_ms(hour: u32, minute: u32, second: u32) -> Option<i64> {
    let exists = hour < 24 && minute < 60 && second < 61;
    exists.then(|| i64::from(hour * 3600 + minute * 60 + second.min(59)) * 1000)
}

/// Takes a trimmed cell apart; `None` when no layout fits.
pub fn parse(cell: &[u8]) -> Option<Parsed> {
    #[cfg(feature = "sources")]
    if let Some(parsed) = usual(cell) {
        return Some(parsed);
    }
    in_general(cell)
}

fn in_general(cell: &[u8]) -> Option<Parsed> {
    if cell.iter().all(u8::is_ascii_digit) {
        return all_digits(cell);
    }
    let text = std::str::from_utf8(cell).ok()?;
    let text = text.strip_prefix('\'').unwrap_or(text);
    let mut rest = Rest(text);
    let date = rest.date()?;
    let clock = if rest.0.trim().is_empty() { None } else { Some(rest.clock()?) };
    Some(match date {
        DateParts::Known(year, month, day) => Parsed::Date { year, month, day, clock },
        DateParts::Open(numbers, dotted) => Parsed::Numbers { numbers, dotted, clock },
    })
}

/// The layouts that most exports of other platforms write besides `2024-05-01 09:58:12`, byte by byte: three numbers between equal marks or an
/// English date by name, perhaps with a clock. The layouts in general read these too, in six times as long.
#[cfg(feature = "sources")]
fn usual(cell: &[u8]) -> Option<Parsed> {
    if let Some(parsed) = two_digits_each(cell) {
        return Some(parsed);
    }
    let mut rest = cell;
    if cell.first()?.is_ascii_alphabetic() {
        return usual_name(rest);
    }
    let (a, digits) = number_of(&mut rest)?;
    let mark = one_of(&mut rest, b"/-.")?;
    let (b, _) = number_of(&mut rest)?;
    one_of(&mut rest, &[mark])?;
    let (c, last_digits) = number_of(&mut rest)?;
    let clock = usual_clock(rest)?;
    match (digits, last_digits) {
        (4, _) => Some(Parsed::Date { year: i32::try_from(a).ok()?, month: b, day: c, clock }),
        (_, 2 | 4) => Some(Parsed::Numbers { numbers: [a, b, c], dotted: mark == b'.', clock }),
        _ => None,
    }
}

/// `05/01/2024` or `05/01/24`, without a clock.
#[cfg(feature = "sources")]
#[inline]
fn two_digits_each(cell: &[u8]) -> Option<Parsed> {
    let (&[a, b, mark, c, d, other, e, f], last) = cell.split_first_chunk::<8>()?;
    if mark != other || !matches!(mark, b'/' | b'-' | b'.') {
        return None;
    }
    let pair = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then_some(u32::from(tens) * 10 + u32::from(ones))
    };
    let (first, second, third) = (pair(a, b)?, pair(c, d)?, pair(e, f)?);
    let year = match last {
        [] => third,
        &[g, h] => third * 100 + pair(g, h)?,
        _ => return None,
    };
    Some(Parsed::Numbers { numbers: [first, second, year], dotted: mark == b'.', clock: None })
}

/// `Sep 3, 2024`, perhaps with a clock.
#[cfg(feature = "sources")]
fn usual_name(cell: &[u8]) -> Option<Parsed> {
    let (name, mut rest) = cell.split_first_chunk::<3>()?;
    let month = short_month(name)?;
    one_of(&mut rest, b" ")?;
    let (day, _) = number_of(&mut rest)?;
    one_of(&mut rest, b",")?;
    one_of(&mut rest, b" ")?;
    let (year, digits) = number_of(&mut rest)?;
    let clock = usual_clock(rest)?;
    // A year below 100 in four digits is one of two digits to the layouts in general.
    let year = i32::try_from(year).ok().filter(|&year| digits == 4 && year >= 100)?;
    Some(Parsed::Date { year, month, day, clock })
}

/// Nothing, or ` 9:58`, ` 09:58:12`, ` 9:58:12 PM` to the end.
#[cfg(feature = "sources")]
fn usual_clock(mut rest: &[u8]) -> Option<Option<Clock>> {
    if rest.is_empty() {
        return Some(None);
    }
    one_of(&mut rest, b" ")?;
    while one_of(&mut rest, b" ").is_some() {}
    let (hour, _) = number_of(&mut rest)?;
    one_of(&mut rest, b":")?;
    let (minute, _) = number_of(&mut rest)?;
    let second = match one_of(&mut rest, b":") {
        Some(_) => number_of(&mut rest)?.0,
        None => 0,
    };
    let hour = match rest {
        b"" => hour,
        b" AM" if (1..=12).contains(&hour) => hour % 12,
        b" PM" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    let ms = clock_ms(hour, minute, second)?;
    Some(Some(Clock { ms, zoned: Zoned { offset_ms: None } }))
}

/// A number of at most four digits, and how many it has.
#[cfg(feature = "sources")]
fn number_of(rest: &mut &[u8]) -> Option<(u32, usize)> {
    let (mut number, mut len) = (0, 0);
    while let Some(digit) = rest.get(len).map(|byte| byte.wrapping_sub(b'0')).filter(|&digit| digit < 10) {
        number = number * 10 + u32::from(digit);
        len += 1;
        if len > 4 {
            return None;
        }
    }
    *rest = &rest[len..];
    (len > 0).then_some((number, len))
}

#[cfg(feature = "sources")]
fn one_of(rest: &mut &[u8], marks: &[u8]) -> Option<u8> {
    let (&first, others) = rest.split_first().filter(|(first, _)| marks.contains(first))?;
    *rest = others;
    Some(first)
}

/// `20240501`, `202405010958`, `20240501095812`, or seconds or milliseconds since 1970.
fn all_digits(cell: &[u8]) -> Option<Parsed> {
    let number: i64 = std::str::from_utf8(cell).ok()?.parse().ok()?;
    let compact = |number: i64, clock: Option<i64>| {
        let part = |divisor: i64, modulus: i64| u32::try_from(number / divisor % modulus).ok();
        let clock = clock.map(|ms| Clock { ms, zoned: Zoned { offset_ms: None } });
        let (year, month, day) = (i32::try_from(number / 10_000).ok()?, part(100, 100)?, part(1, 100)?);
        Some(Parsed::Date { year, month, day, clock })
    };
    let clock = |number: i64| {
        let part = |divisor: i64| u32::try_from(number / divisor % 100).ok();
        clock_ms(part(10_000)?, part(100)?, part(1)?)
    };
    match cell.len() {
        8 => compact(number, None),
        10 => Some(Parsed::Instant(number * 1000)),
        12 => compact(number / 10_000, Some(clock(number % 10_000 * 100)?)),
        13 => Some(Parsed::Instant(number)),
        14 => compact(number / 1_000_000, Some(clock(number % 1_000_000)?)),
        _ => None,
    }
}

enum DateParts {
    Known(i32, u32, u32),
    Open([u32; 3], bool),
}

/// The part of a cell that is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn number(&mut self) -> Option<(u32, usize)> {
        let len = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(len);
        let number = digits.parse().ok().filter(|_| len <= 9)?;
        self.0 = rest;
        Some((number, len))
    }

    fn word(&mut self) -> &'a str {
        let len = self.0.find(|c: char| !c.is_alphabetic()).unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(len);
        self.0 = rest;
        word
    }

    /// Skips any of `marks`; the first one skipped.
    fn skip(&mut self, marks: &[char]) -> Option<char> {
        let first = self.0.chars().next().filter(|c| marks.contains(c));
        self.0 = self.0.trim_start_matches(marks);
        first
    }

    fn expect(&mut self, marks: &[char]) -> Option<char> {
        let found = self.0.chars().next().filter(|c| marks.contains(c))?;
        self.0 = &self.0[found.len_utf8()..];
        Some(found)
    }

    fn date(&mut self) -> Option<DateParts> {
        if self.0.starts_with(|c: char| c.is_ascii_digit()) {
            self.date_by_number()
        } else {
            self.date_by_name()
        }
    }

    fn date_by_number(&mut self) -> Option<DateParts> {
        let (a, digits) = self.number()?;
        let mark = self.skip(&['/', '-', '.', ' ', '年'])?;
        if self.0.starts_with(char::is_alphabetic) {
            let month = month(self.word())?;
            self.skip(&['-', ' ', '.', ',', '/']);
            let (c, _) = self.number()?;
            return Some(known(c, month, a));
        }
        let (b, _) = self.number()?;
        if mark == ' ' || self.expect(&['/', '-', '.', '月']).is_none() {
            return None;
        }
        let (c, last_digits) = self.number()?;
        self.skip(&['日']);
        if digits == 4 {
            return Some(DateParts::Known(i32::try_from(a).ok()?, b, c));
        }
        let year_fits = last_digits == 4 || last_digits == 2;
        year_fits.then_some(DateParts::Open([a, b, c], mark == '.'))
    }

    /// `Jul-21-25`, `July 21, 2025`, `Monday, July 21, 2025`.
    fn date_by_name(&mut self) -> Option<DateParts> {
        let mut name = self.word();
        if month(name).is_none() {
            self.skip(&[',', '.', ' ']);
            if self.0.starts_with(|c: char| c.is_ascii_digit()) {
                return self.date_by_number();
            }
            name = self.word();
        }
        let month = month(name)?;
        self.skip(&['-', ' ', '.', '/']);
        let (day, _) = self.number()?;
        self.skip(&['-', ' ', ',', '.', '/'])?;
        let (year, _) = self.number()?;
        Some(known(year, month, day))
    }

    fn clock(&mut self) -> Option<Clock> {
        self.skip(&[' ', 'T', 't', ',', '\u{a0}', '\u{202f}']);
        let mut half = self.half();
        self.skip(&[' ']);
        let (hour, _) = self.number()?;
        self.expect(&[':', '时', '點', '点', '.'])?;
        let (minute, _) = self.number()?;
        let second = match self.expect(&[':', '分', '.']) {
            Some(_) if self.0.starts_with(|c: char| c.is_ascii_digit()) => self.number()?.0,
            _ => 0,
        };
        self.skip(&['秒']);
        let fraction = self.expect(&['.', ',']).map_or(Some(0), |_| self.milliseconds())?;
        self.skip(&[' ', '\u{a0}', '\u{202f}']);
        half = half.or_else(|| self.half());
        self.skip(&[' ']);
        let zoned = self.zone()?;
        let hour = match half {
            Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
            Some(_) if hour > 12 => hour,
            Some(_) => return None,
            None => hour,
        };
        Some(Clock { ms: clock_ms(hour, minute, second)? + fraction, zoned })
    }

    /// Morning (`false`) or afternoon.
    fn half(&mut self) -> Option<bool> {
        const HALVES: [(&str, bool); 10] = [
            ("am", false),
            ("pm", true),
            ("AM", false),
            ("PM", true),
            ("a.m.", false),
            ("p.m.", true),
            ("上午", false),
            ("下午", true),
            ("午前", false),
            ("午後", true),
        ];
        let (mark, afternoon) = HALVES.iter().find(|(mark, _)| self.0.starts_with(mark))?;
        self.0 = &self.0[mark.len()..];
        Some(*afternoon)
    }

    fn milliseconds(&mut self) -> Option<i64> {
        let len = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(len);
        self.0 = rest;
        let padded: String = digits.chars().chain("000".chars()).take(3).collect();
        padded.parse().ok().filter(|_| len > 0)
    }

    /// What follows the clock: nothing, an offset, or a zone's usual letters.
    fn zone(&mut self) -> Option<Zoned> {
        const HOURS: [(&str, i64); 12] = [
            ("Z", 0),
            ("UTC", 0),
            ("GMT", 0),
            ("PST", -8),
            ("PDT", -7),
            ("MST", -7),
            ("MDT", -6),
            ("EST", -5),
            ("EDT", -4),
            ("CET", 1),
            ("CEST", 2),
            ("JST", 9),
        ];
        let text = self.0.trim();
        if text.is_empty() {
            return Some(Zoned { offset_ms: None });
        }
        if let Some((_, hours)) = HOURS.iter().find(|(letters, _)| text.eq_ignore_ascii_case(letters)) {
            return Some(Zoned { offset_ms: Some(hours * 3_600_000) });
        }
        let text = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text);
        let sign = *text.as_bytes().first().filter(|sign| matches!(sign, b'+' | b'-'))?;
        let digits: Vec<u8> = text.bytes().skip(1).filter(|byte| *byte != b':').collect();
        match digits.as_slice() {
            [h] => offset(sign, [b'0', *h, b'0', b'0']),
            [h1, h2] => offset(sign, [*h1, *h2, b'0', b'0']),
            [h1, h2, m1, m2] => offset(sign, [*h1, *h2, *m1, *m2]),
            _ => None,
        }
    }
}

fn known(year: u32, month: u32, day: u32) -> DateParts {
    let year = if year >= 100 {
        year
    } else if year < 70 {
        year + 2000
    } else {
        year + 1900
    };
    DateParts::Known(i32::try_from(year).unwrap_or(0), month, day)
}

/// A month by the first three letters of its English name.
#[cfg(feature = "sources")]
pub fn short_month(name: &[u8; 3]) -> Option<u32> {
    const MONTHS: &[u8; 36] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let name = name.to_ascii_lowercase();
    (1..).zip(MONTHS.chunks_exact(3)).find(|(_, month)| *month == name).map(|(number, _)| number)
}

/// An English month, whole or shortened to at least three letters.
fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_ascii_lowercase();
    let at =
        MONTHS.iter().position(|month| name.len() >= 3 && (month.starts_with(&name) || name == "sept"))?;
    let at = if name == "sept" { 8 } else { at };
    u32::try_from(at + 1).ok()
}

#[cfg(all(test, feature = "sources"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is read the fast way is read the same by the layouts in general.
        #[test]
        fn usual_layouts_are_read_alike(cell in "([0-9]{1,5}[-/.][0-9]{1,2}[-/.][0-9]{1,5}|(Sep|may|Foo) [0-9]{1,2}, [0-9]{2,4})( {1,2}[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2})?( [AP]M)?)?") {
            let bytes = cell.as_bytes();
            if let Some(parsed) = usual(bytes) {
                prop_assert_eq!(Some(parsed), in_general(bytes));
            }
        }
    }

    #[test]
    fn usual_layouts_are_known() {
        let cells = [
            "2024-05-01",
            "5/1/2024",
            "31.12.24",
            "2024/5/1 9:05",
            "12/31/2024  01:02:03",
            "2024-05-01 9:05:00",
            "Sep 3, 2024 1:27:58 PM",
        ];
        assert!(cells.iter().all(|cell| usual(cell.as_bytes()).is_some()));
        let others = [
            "2024-05/01",
            "1714557492",
            "5/1/2024 9:05 pm",
            "5/1/2024 24:00",
            "Sept 3, 2024",
            "Sep 3, 0024",
            "",
        ];
        assert!(others.iter().all(|cell| usual(cell.as_bytes()).is_none()));
    }
}
