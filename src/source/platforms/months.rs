//! Names of months in German, French, Spanish and Italian → English ones, which the reader of dates knows.

use crate::source::layouts::short_month;
use std::borrow::Cow;

/// Beginnings of names that English does not share, in lower case, with the English month.
const MONTHS: [(&str, &str); 39] = [
    ("jän", "jan"),
    ("janv", "jan"),
    ("ene", "jan"),
    ("gen", "jan"),
    ("fév", "feb"),
    ("fev", "feb"),
    ("febb", "feb"),
    ("febre", "feb"),
    ("mär", "mar"),
    ("mrz", "mar"),
    ("mars", "mar"),
    ("marz", "mar"),
    ("avr", "apr"),
    ("abr", "apr"),
    ("aprile", "apr"),
    ("mai", "may"),
    ("mag", "may"),
    ("mayo", "may"),
    ("juin", "jun"),
    ("juni", "jun"),
    ("giu", "jun"),
    ("juil", "jul"),
    ("juli", "jul"),
    ("lug", "jul"),
    ("aoû", "aug"),
    ("aout", "aug"),
    ("ago", "aug"),
    ("set", "sep"),
    ("septi", "sep"),
    ("septembr", "sep"),
    ("okt", "oct"),
    ("ott", "oct"),
    ("octu", "oct"),
    ("dez", "dec"),
    ("déc", "dec"),
    ("dic", "dec"),
    ("novi", "nov"),
    ("novembr", "nov"),
    ("octobr", "oct"),
];

/// A cell with the name of its month in English; the cell itself where it names none of another language.
#[must_use]
pub fn in_english(cell: &[u8]) -> Cow<'_, [u8]> {
    if is_english(cell) {
        return Cow::Borrowed(cell);
    }
    let Ok(text) = std::str::from_utf8(cell) else { return Cow::Borrowed(cell) };
    let Some(start) = text.find(char::is_alphabetic) else { return Cow::Borrowed(cell) };
    let rest = &text[start..];
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let name = rest[..end].to_lowercase();
    match MONTHS.iter().find(|(beginning, _)| name.starts_with(beginning)) {
        Some((_, month)) => Cow::Owned([&text[..start], month, &rest[end..]].concat().into_bytes()),
        None => Cow::Borrowed(cell),
    }
}

/// Whether a cell begins with the first three letters of an English month and no more.
fn is_english(cell: &[u8]) -> bool {
    let Some((name, rest)) = cell.split_first_chunk::<3>() else { return false };
    rest.first() == Some(&b' ') && short_month(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::in_english;

    #[test]
    fn names_of_four_languages() {
        let cases = [
            ("10-Dez-25", "10-dec-25"),
            ("21-Okt-25", "21-oct-25"),
            ("03-déc.-25", "03-dec.-25"),
            ("5 janv. 2024, 10:00:00", "5 jan. 2024, 10:00:00"),
            ("12 sept 2024", "12 sept 2024"),
            ("1 marzo 2024", "1 mar 2024"),
            ("Jul-21-25", "Jul-21-25"),
            ("Sep 3, 2024 1:05:09 AM", "Sep 3, 2024 1:05:09 AM"),
            ("2024-05-01 10:00:00", "2024-05-01 10:00:00"),
        ];
        for (cell, expected) in cases {
            assert_eq!(String::from_utf8_lossy(&in_english(cell.as_bytes())), expected);
        }
    }
}
