//! Small texts read as files, for the tests of platforms.

#![cfg(test)]

use crate::sources::{FileOptions, Sources, TableSummary, intake};
use crate::tables::shop::people::Attribute;
use crate::tables::shop::{NO_WORD, Tables, Word};

/// A file that was read.
pub struct Sample {
    sources: Sources,
    /// What was found in it.
    pub summary: TableSummary,
    /// Language of its header.
    pub language: Option<&'static str>,
}

/// Reads a text.
pub fn read(text: &str) -> Sample {
    read_bytes(text.as_bytes())
}

/// Reads bytes.
pub fn read_bytes(bytes: &[u8]) -> Sample {
    let mut sources = Sources::new(|label| panic!("no decoder for {label}"), 0);
    let handle = sources.open_file("file.csv", FileOptions::default()).unwrap();
    sources.push(handle, bytes).unwrap();
    let summary = sources.finish(handle).unwrap();
    let language = std::str::from_utf8(bytes).ok().and_then(|text| {
        intake::recognise(text.as_bytes(), &FileOptions::default(), |_| None).unwrap().language
    });
    Sample { sources, summary, language }
}

/// The error that reading a text ends in.
pub fn failure(text: &str) -> String {
    let mut sources = Sources::new(|_| None, 0);
    let handle = sources.open_file("file.csv", FileOptions::default()).unwrap();
    sources.push(handle, text.as_bytes()).unwrap();
    sources.finish(handle).unwrap_err().to_string()
}

/// The id of the export that a text is recognised as.
pub fn recognised(text: &str) -> &'static str {
    intake::recognise(text.as_bytes(), &FileOptions::default(), |_| None).unwrap().source
}

impl Sample {
    /// Its tables.
    pub fn tables(&self) -> &Tables {
        &self.sources.files()[0].tables
    }

    /// A word's text; "-" for none.
    pub fn text(&self, word: Word) -> String {
        if word == NO_WORD {
            return "-".to_owned();
        }
        String::from_utf8(self.sources.words().key(word).to_vec()).unwrap()
    }

    /// People as id, e-mail, phone, user name and name.
    pub fn people(&self) -> Vec<String> {
        let all = self.tables().people.all().iter();
        all.map(|person| {
            [person.customer_id, person.email, person.phone, person.username, person.name]
                .map(|word| self.text(word))
                .join(" ")
        })
        .collect()
    }

    /// Products with all that is said of them.
    pub fn products(&self) -> Vec<String> {
        let all = self.tables().catalogue.iter();
        all.map(|product| {
            let texts = [
                product.sku,
                product.handle,
                product.name,
                product.variant,
                product.category,
                product.vendor,
                product.barcode,
            ];
            let texts = texts.map(|word| self.text(word)).join("|");
            format!("{texts}|{:?}|{:?}", product.price, product.cost)
        })
        .collect()
    }

    /// Returns as order, SKU, time, units, reason and comment.
    pub fn returns(&self) -> Vec<String> {
        let all = self.tables().returns.iter();
        all.map(|row| {
            let [order, sku, reason, comment] =
                [row.order, row.sku, row.reason, row.comment].map(|word| self.text(word));
            format!("{order}|{sku}|{:?}|{}|{reason}|{comment}", row.time, row.units)
        })
        .collect()
    }

    fn of(&self, person: u32) -> impl Iterator<Item = &Attribute> {
        self.tables().people.attributes.iter().filter(move |attribute| attribute.person == person)
    }

    /// What is said of a person.
    pub fn attributes(&self, person: u32) -> Vec<String> {
        self.of(person).map(|said| format!("{:?} {}", said.what, self.text(said.value))).collect()
    }

    /// When it was said.
    pub fn attribute_times(&self, person: u32) -> Vec<i64> {
        self.of(person).map(|said| said.at).collect()
    }

    /// Codes and counts of its ledger.
    pub fn ledger(&self) -> Vec<(&'static str, u64)> {
        self.summary.ledger.iter().map(|line| (line.code, line.count)).collect()
    }
}
