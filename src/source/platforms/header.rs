//! A header's texts → which export it is, and the place of each column.

use super::is::{ALL, Is};
use super::period::period;
use super::{PLATFORMS, Platform, words};
use crate::math::order::distinct;
use crate::money::Currency;
use crate::source::aliases::aliases;
use crate::source::mapping::Field;
use std::collections::BTreeMap;

/// So many columns are read of tables that follow each other.
const SECTION_WIDTH: usize = 64;

/// Where the columns of a table are.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The export.
    pub platform: &'static Platform,
    /// Columns to read, ascending.
    pub wanted: Vec<u32>,
    /// Place of each meaning's column among the wanted ones.
    pub slots: Vec<Option<usize>>,
    /// All header texts.
    pub headers: Vec<String>,
    /// Lines above the header.
    pub above: Vec<String>,
    /// First and last day that they name.
    pub period: Option<(i32, i32)>,
    /// Columns that are read without a meaning: place among the wanted ones, and header.
    pub extra: Vec<(usize, String)>,
    /// The currency that a header names: `Amount spent (EGP)`.
    pub currency: Option<Currency>,
    /// Language of the header where it is not English.
    pub language: Option<&'static str>,
}

/// An export that a header fits.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its columns.
    pub layout: Layout,
    /// How many of them are known.
    pub matched: usize,
}

impl Layout {
    /// The layout of columns that are known by their place in the header.
    #[must_use]
    pub fn new(platform: &'static Platform, columns: &[(Is, usize)], headers: Vec<String>) -> Self {
        let reading = &platform.reading;
        let width = if reading.sections { SECTION_WIDTH } else { headers.len() };
        let empty = String::new();
        let header = |column: usize| headers.get(column).unwrap_or(&empty);
        let others = (0..width).filter(|&column| (reading.also)(column, header(column)));
        let all = columns.iter().map(|&(_, column)| column).chain(others.clone());
        let wanted = distinct(all.map(|column| u32::try_from(column).unwrap_or(u32::MAX)).collect());
        let slot = |column: usize| wanted.iter().position(|&wanted| wanted as usize == column);
        let mut slots = vec![None; ALL.len()];
        for &(is, column) in columns {
            slots[is as usize] = slot(column);
        }
        let extra = others.filter_map(|column| Some((slot(column)?, header(column).clone()))).collect();
        let above = Vec::new();
        Self { platform, wanted, slots, headers, above, period: None, extra, currency: None, language: None }
    }

    /// The header text of a meaning.
    #[must_use]
    pub fn header(&self, is: Is) -> Option<&str> {
        let column = self.wanted[self.slots[is as usize]?] as usize;
        self.headers.get(column).map(String::as_str)
    }

    /// Meaning to header text, for people.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<&'static str, String> {
        ALL.iter().filter_map(|&is| Some((is.name(), self.header(is)?.to_owned()))).collect()
    }
}

/// The export that a header below some lines fits best: the one of which it has the most columns, among those whose header
/// is anybody's or among all others.
#[must_use]
pub fn recognise(headers: &[String], above: &[String], general: bool) -> Option<Found> {
    let heading = Heading::new(headers, above);
    let asked = PLATFORMS.iter().filter(|platform| platform.reading.general == general);
    let fits = asked.filter_map(|platform| heading.fit(platform));
    fits.reduce(|best, other| if other.matched > best.matched { other } else { best })
}

/// A header: its texts made comparable, with the place of the first column of each, and the lines above it.
pub struct Heading<'a> {
    /// Texts as they stand.
    pub headers: &'a [String],
    /// Lines above.
    pub above: &'a [String],
    places: BTreeMap<String, usize>,
    /// First and last character of each, ascending: most texts that are not there differ in one of them.
    ends: Vec<Option<(char, char)>>,
}

impl<'a> Heading<'a> {
    fn new(headers: &'a [String], above: &'a [String]) -> Self {
        let mut places = BTreeMap::new();
        for (at, text) in headers.iter().enumerate() {
            let whole = comparable(text);
            let bare = without_currency(text).map(|(bare, _)| comparable(bare));
            for text in [Some(whole), bare].into_iter().flatten().filter(|text| !text.is_empty()) {
                places.entry(text).or_insert(at);
            }
        }
        let ends = distinct(places.keys().map(|text| ends(text)).collect());
        Self { headers, above, places, ends }
    }

    /// Whether a column has this text.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.place(text).is_some()
    }

    /// Whether a column has one of these texts, which may have their language before them.
    #[must_use]
    pub fn any(&self, aliases: &[&'static str]) -> bool {
        aliases.iter().any(|alias| self.has(text_of(alias)))
    }

    /// Whether a column numbers orders.
    #[must_use]
    pub fn numbers_orders(&self) -> bool {
        self.names(Field::Order) || self.any(words::ORDER)
    }

    /// Whether columns say what was sold: an amount, a price or a quantity.
    #[must_use]
    pub fn says_sales(&self) -> bool {
        [Field::Amount, Field::UnitPrice, Field::Quantity].iter().any(|&field| self.names(field))
    }

    /// Whether a column is called what shops call a field of their orders.
    #[must_use]
    pub fn names(&self, field: Field) -> bool {
        aliases(field).iter().any(|alias| self.places.contains_key(*alias))
    }

    fn place(&self, alias: &str) -> Option<usize> {
        self.ends.binary_search(&ends(alias)).ok()?;
        self.places.get(&comparable(alias)).copied()
    }

    fn fit(&self, platform: &'static Platform) -> Option<Found> {
        let needed = |is: &Is| platform.columns.iter().any(|(known, texts)| known == is && self.any(texts));
        let marked = || platform.marks.is_empty() || platform.marks.iter().any(|mark| self.has(mark));
        if !platform.needs.iter().all(needed) || !marked() || !(platform.reading.fits)(self) {
            return None;
        }
        let mut columns = Vec::new();
        let mut languages: BTreeMap<&'static str, usize> = BTreeMap::new();
        for &(is, aliases) in platform.columns {
            let found = aliases.iter().find_map(|alias| {
                let (language, text) = split(alias);
                Some((language, self.place(text)?))
            });
            if let Some((language, at)) = found {
                columns.push((is, at));
                *languages.entry(language).or_default() += 1;
            }
        }
        let matched = columns.len();
        let mut layout = Layout::new(platform, &columns, self.headers.to_vec());
        layout.above = self.above.to_vec();
        layout.period = period(self.above);
        layout.currency =
            self.headers.iter().find_map(|text| without_currency(text)).map(|(_, currency)| currency);
        layout.language = languages
            .into_iter()
            .filter(|(language, count)| !language.is_empty() && count * 3 >= matched)
            .max_by_key(|&(_, count)| count)
            .map(|(language, _)| language);
        Some(Found { layout, matched })
    }
}

/// An alias without its language.
#[must_use]
pub fn text_of(alias: &'static str) -> &'static str {
    split(alias).1
}

/// An alias's language, empty for English, and its text.
fn split(alias: &'static str) -> (&'static str, &'static str) {
    match alias.split_once(':') {
        Some((language, text)) if language.len() == 2 => (language, text),
        _ => ("", alias),
    }
}

/// A header without its last brackets where they hold a currency code.
fn without_currency(text: &str) -> Option<(&str, Currency)> {
    let (bare, rest) = text.trim().rsplit_once(['(', '（'])?;
    let code = rest.strip_suffix([')', '）'])?;
    let upper = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    Some((bare, Currency::parse(code.as_bytes()).filter(|_| upper)?))
}

/// Letters and digits in lower case; marks that tell headers apart stay: `#`, `%`.
#[must_use]
pub fn comparable(text: &str) -> String {
    text.chars().filter(is_compared).flat_map(char::to_lowercase).collect()
}

/// First and last character of a text that is made comparable.
fn ends(text: &str) -> Option<(char, char)> {
    let first = text.chars().find(is_compared)?.to_lowercase().next()?;
    let last = text.chars().rfind(is_compared)?.to_lowercase().last()?;
    Some((first, last))
}

fn is_compared(c: &char) -> bool {
    c.is_alphanumeric() || matches!(c, '#' | '%')
}
