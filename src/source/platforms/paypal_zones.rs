//! Names of zones as PayPal writes them → offsets, and what daylight saving says of the order of day and month.

use crate::source::dates::DateOrder;

/// When a zone's name is in use: months by their numbers, or all year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// March to November.
    SummerOfAmerica,
    /// November to March.
    WinterOfAmerica,
    /// March to October.
    SummerOfEurope,
    /// October to March.
    WinterOfEurope,
    AllYear,
}

/// Names, offsets and when they are in use.
const ZONES: [(&str, &str, Use); 31] = [
    ("PDT", "-0700", Use::SummerOfAmerica),
    ("PST", "-0800", Use::WinterOfAmerica),
    ("MDT", "-0600", Use::SummerOfAmerica),
    ("MST", "-0700", Use::AllYear),
    ("CDT", "-0500", Use::SummerOfAmerica),
    ("CST", "-0600", Use::AllYear),
    ("EDT", "-0400", Use::SummerOfAmerica),
    ("EST", "-0500", Use::WinterOfAmerica),
    ("AKDT", "-0800", Use::SummerOfAmerica),
    ("AKST", "-0900", Use::WinterOfAmerica),
    ("HST", "-1000", Use::AllYear),
    ("CEST", "+0200", Use::SummerOfEurope),
    ("MESZ", "+0200", Use::SummerOfEurope),
    ("CET", "+0100", Use::WinterOfEurope),
    ("MEZ", "+0100", Use::WinterOfEurope),
    ("EEST", "+0300", Use::SummerOfEurope),
    ("EET", "+0200", Use::WinterOfEurope),
    ("BST", "+0100", Use::SummerOfEurope),
    ("WEST", "+0100", Use::SummerOfEurope),
    ("WET", "+0000", Use::WinterOfEurope),
    ("GMT", "+0000", Use::AllYear),
    ("UTC", "+0000", Use::AllYear),
    ("HKT", "+0800", Use::AllYear),
    ("SGT", "+0800", Use::AllYear),
    ("MYT", "+0800", Use::AllYear),
    ("PHT", "+0800", Use::AllYear),
    ("JST", "+0900", Use::AllYear),
    ("KST", "+0900", Use::AllYear),
    ("AEST", "+1000", Use::AllYear),
    ("AEDT", "+1100", Use::AllYear),
    ("BRT", "-0300", Use::AllYear),
];

fn zone(name: &[u8]) -> Option<(&'static str, Use)> {
    let found = ZONES.iter().find(|(known, ..)| name.eq_ignore_ascii_case(known.as_bytes()));
    found.map(|&(_, offset, when)| (offset, when))
}

/// The offset of a zone's name; offsets as they are (`GMT+08:00`), and nothing for names of places.
#[must_use]
pub fn offset(name: &[u8]) -> &[u8] {
    let numeric = [&b"GMT"[..], b"UTC", b"+", b"-"].iter().any(|start| name.starts_with(start));
    match zone(name) {
        Some((offset, _)) => offset.as_bytes(),
        None if numeric && name.iter().any(u8::is_ascii_digit) => name,
        None => b"",
    }
}

/// The order of day and month in a date like `10/09/2026`, where the zone's name is out of use in the month of one reading
/// only: PDT in November is a date of the eleventh.
#[must_use]
pub fn speaks_for(date: &[u8], name: &[u8]) -> Option<DateOrder> {
    let (_, when) = zone(name)?;
    let mut parts = date.split(|byte| matches!(byte, b'/' | b'-' | b'.'));
    let mut number = || std::str::from_utf8(parts.next()?).ok()?.parse::<u32>().ok();
    let (a, b) = (number()?, number()?);
    if !(1..=12).contains(&a) || !(1..=12).contains(&b) {
        return None;
    }
    match (is_used(when, a), is_used(when, b)) {
        (true, false) => Some(DateOrder::Mdy),
        (false, true) => Some(DateOrder::Dmy),
        _ => None,
    }
}

fn is_used(when: Use, month: u32) -> bool {
    match when {
        Use::SummerOfAmerica => (3..=11).contains(&month),
        Use::WinterOfAmerica => !(4..=10).contains(&month),
        Use::SummerOfEurope => (3..=10).contains(&month),
        Use::WinterOfEurope => !(4..=9).contains(&month),
        Use::AllYear => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_names() {
        let cases = [
            ("PDT", "-0700"),
            ("MESZ", "+0200"),
            ("GMT+08:00", "GMT+08:00"),
            ("Europe/Berlin", ""),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(offset(name.as_bytes()), expected.as_bytes(), "{name}");
        }
    }

    #[test]
    fn a_name_out_of_use_settles_a_date() {
        assert_eq!(speaks_for(b"12/09/2026", b"PDT"), Some(DateOrder::Dmy));
        assert_eq!(speaks_for(b"09/12/2026", b"PDT"), Some(DateOrder::Mdy));
        assert_eq!(speaks_for(b"10/09/2026", b"PDT"), None);
        assert_eq!(speaks_for(b"07/01/2026", b"CET"), Some(DateOrder::Dmy));
        assert_eq!(speaks_for(b"07/21/2026", b"PST"), None);
    }
}
