//! Small shops for tests: files whose tables are put together by hand.

use super::links::Links;
use super::sales::Manner;
use super::{Kind, Loaded, NO_WORD, Part, Person, Tables, Word};
use crate::money::{Currency, SCALE};
use crate::tables::interner::{Interner, NOBODY};

/// A file of a shop.
pub struct ShopFile {
    pub source: &'static str,
    pub platform: &'static str,
    pub kind: Kind,
    pub tables: Tables,
    pub keys: Vec<Word>,
}

/// Files and their texts.
pub struct Shop {
    pub words: Interner,
    pub files: Vec<ShopFile>,
}

/// 2025-03-01 00:00 UTC.
pub const START: i64 = 1_740_787_200_000;

impl Shop {
    pub fn new() -> Self {
        Self { words: Interner::new(7), files: Vec::new() }
    }

    /// A file to which everything that follows is added.
    pub fn file(&mut self, source: &'static str, platform: &'static str, kind: Kind) -> &mut Self {
        let (tables, keys) = (Tables::default(), Vec::new());
        self.files.push(ShopFile { source, platform, kind, tables, keys });
        self
    }

    pub fn word(&mut self, text: &str) -> Word {
        if text.is_empty() { NO_WORD } else { self.words.intern(text.as_bytes()) }
    }

    pub fn tables(&mut self) -> &mut Tables {
        &mut self.files.last_mut().unwrap().tables
    }

    /// A person of the last file, written as `email=a@x phone=123 id=7 user=ann name=Ann_Smith`.
    pub fn person(&mut self, written: &str) -> u32 {
        let mut person = Person::NOBODY;
        let mut best = NO_WORD;
        for part in written.split(' ').filter(|part| !part.is_empty()) {
            let (what, text) = part.split_once('=').unwrap();
            let text = if what == "name" { text.replace('_', " ") } else { text.to_owned() };
            let word = self.words.intern(text.as_bytes());
            match what {
                "email" => person.email = word,
                "phone" => person.phone = word,
                "id" => person.customer_id = word,
                "user" => person.username = word,
                _ => person.name = word,
            }
            best = if best == NO_WORD { word } else { best };
        }
        if person == Person::NOBODY {
            return NOBODY;
        }
        let file = self.files.last_mut().unwrap();
        let number = file.tables.people.number(person);
        file.keys.resize(file.tables.people.all().len(), best);
        number
    }

    /// An order of the last file: its id, buyer as [`Shop::person`] has it, country, day after [`START`] and goods.
    pub fn order(&mut self, id: &str, buyer: &str, country: &str, day: i64, goods: i64) -> usize {
        let (id, country) = (self.word(id), self.word(country));
        let person = self.person(buyer);
        let tables = self.tables();
        let row = u32::try_from(tables.orders.len()).unwrap() + 2;
        let order = tables.orders.push(id, (row.into(), row.into()));
        tables.orders.time[order] = START + day * 86_400_000;
        tables.orders.anchor[order] = 0;
        tables.orders.person[order] = person;
        tables.orders.country.set(order, country);
        tables.orders.currency[order] = tables.currency(Currency::parse(b"EUR").unwrap());
        tables.orders.part_mut(Part::Goods).set(order, goods * SCALE);
        order
    }

    /// Who is one person; countries are ISO codes.
    pub fn links(&self, apart: &[(String, String)]) -> Links {
        let country = |word: &str| ["DE", "FR", "US"].into_iter().find(|code| *code == word);
        Links::new(&self.loaded(), &self.words, &country, apart, 3)
    }

    pub fn loaded(&self) -> Vec<Loaded<'_>> {
        (1_u32..).zip(&self.files).map(|(id, file)| file.loaded(id)).collect()
    }
}

impl ShopFile {
    fn loaded(&self, id: u32) -> Loaded<'_> {
        let tables = &self.tables;
        let others = tables.returns.len() + tables.feedback.len() + tables.checkouts.len();
        let rows = (tables.orders.len() + others).max(tables.people.all().len()) as u64;
        Loaded {
            id,
            name: self.source,
            source: self.source,
            platform: self.platform,
            kind: self.kind,
            records: rows,
            used: rows,
            manner: Manner::default(),
            tables,
            keys: &self.keys,
        }
    }
}
