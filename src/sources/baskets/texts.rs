//! Words of the sources → the texts, customers and currencies of baskets, each once, in order of appearance.

use crate::money::Currency;
use crate::source::keys::customer_key;
use crate::source::regions::Regions;
use crate::tables::baskets::{NO_WORD, NOBODY};
use crate::tables::interner::Interner;
use crate::tables::shop::Word;
use crate::tables::shop::links::Links;
use std::collections::BTreeMap;

/// Not worked out yet.
const UNKNOWN: u32 = u32::MAX - 1;

/// What a word of the sources is said of; each has a text of its own for it.
#[derive(Clone, Copy)]
enum Of {
    Country,
    Code,
    Itself,
}

/// The texts so far.
pub struct Texts<'a> {
    sources: &'a Interner,
    links: Option<&'a Links>,
    regions: Regions,
    known: BTreeMap<String, u32>,
    named: BTreeMap<String, u32>,
    /// By word, what each [`Of`] is.
    said: [Vec<u32>; 3],
    /// By word, or key under `links`, the customer.
    customers: Vec<u32>,
    /// Texts by their number.
    pub words: Vec<String>,
    /// Keys of customers by their number.
    pub keys: Vec<String>,
    /// Currencies by their number.
    pub currencies: Vec<Currency>,
}

impl<'a> Texts<'a> {
    /// No texts. Under `links` buyers are numbers of their keys, else words.
    pub fn new(sources: &'a Interner, links: Option<&'a Links>) -> Self {
        Self {
            sources,
            links,
            regions: Regions::new(),
            known: BTreeMap::new(),
            named: BTreeMap::new(),
            said: Default::default(),
            customers: Vec::new(),
            words: Vec::new(),
            keys: Vec::new(),
            currencies: Vec::new(),
        }
    }

    /// The number of a text; [`NO_WORD`] for an empty one.
    pub fn text(&mut self, text: &str) -> u32 {
        let text = text.trim();
        if text.is_empty() { NO_WORD } else { numbered(&mut self.known, &mut self.words, text) }
    }

    /// The number of the customer whom a buyer's word names.
    pub fn customer(&mut self, buyer: Word) -> u32 {
        if buyer == crate::tables::shop::NO_WORD {
            return NOBODY;
        }
        let known = at(&mut self.customers, buyer);
        if known != UNKNOWN {
            return known;
        }
        let key = self.links.map_or_else(|| self.sources.key(buyer), |links| links.keys().text(buyer));
        let customer = customer_key(key)
            .map_or(NOBODY, |key| numbered(&mut self.named, &mut self.keys, &String::from_utf8_lossy(&key)));
        self.customers[buyer as usize] = customer;
        customer
    }

    /// The number of a currency.
    pub fn currency(&mut self, currency: Currency) -> u8 {
        let at = self.currencies.iter().position(|&known| known == currency).unwrap_or_else(|| {
            self.currencies.push(currency);
            self.currencies.len() - 1
        });
        u8::try_from(at).unwrap_or(u8::MAX)
    }

    /// A country's code; what is no country's name stays as it is.
    pub fn country(&mut self, word: Word) -> u32 {
        self.of(Of::Country, word, |texts, name| match texts.regions.country(name) {
            Some(country) => texts.regions.code(country).to_owned(),
            None => name.to_owned(),
        })
    }

    /// The first channel that is named, else the platform.
    pub fn channel(&mut self, mut words: impl Iterator<Item = Word>, platform: &str) -> u32 {
        match words.find(|&word| word != crate::tables::shop::NO_WORD) {
            Some(word) => self.written(word),
            None => self.text(platform),
        }
    }

    /// A word as it is written.
    pub fn written(&mut self, word: Word) -> u32 {
        self.of(Of::Itself, word, |_, text| text.to_owned())
    }

    /// The first of the codes of a cell, in capitals.
    pub fn code(&mut self, word: Word) -> u32 {
        self.of(Of::Code, word, |_, codes| codes.split(',').next().unwrap_or_default().to_ascii_uppercase())
    }

    fn of(&mut self, of: Of, word: Word, told: fn(&Self, &str) -> String) -> u32 {
        if word == crate::tables::shop::NO_WORD {
            return NO_WORD;
        }
        let known = at(&mut self.said[of as usize], word);
        if known != UNKNOWN {
            return known;
        }
        let text = told(self, &String::from_utf8_lossy(self.sources.key(word)));
        let number = self.text(&text);
        self.said[of as usize][word as usize] = number;
        number
    }
}

fn at(column: &mut Vec<u32>, word: Word) -> u32 {
    let at = word as usize;
    if at >= column.len() {
        column.resize((at + 1).next_power_of_two(), UNKNOWN);
    }
    column[at]
}

fn numbered(known: &mut BTreeMap<String, u32>, texts: &mut Vec<String>, text: &str) -> u32 {
    if let Some(&number) = known.get(text) {
        return number;
    }
    let number = u32::try_from(texts.len()).unwrap_or(NO_WORD);
    known.insert(text.to_owned(), number);
    texts.push(text.to_owned());
    number
}
