//! Small texts read as files, for the tests of platforms.

#![cfg(test)]

use crate::read::text::Decode;
use crate::sources::{FileOptions, Sources, TableSummary, start};
use crate::tables::shop::people::Attribute;
use crate::tables::shop::{NO_WORD, Tables, Word};
use crate::time::format_day;

/// A file that was read.
pub struct Sample {
    sources: Sources,
    /// What was found in it.
    pub summary: TableSummary,
    /// Language of its header.
    pub language: Option<&'static str>,
}

/// UTF-16 with its low bytes first, as browsers decode it.
struct Utf16(Vec<u8>);

impl Decode for Utf16 {
    fn decode(&mut self, bytes: &[u8], _last: bool) -> String {
        self.0.extend_from_slice(bytes);
        let whole: Vec<u8> = self.0.drain(..bytes.len() / 2 * 2).collect();
        let units = whole.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(Result::unwrap).collect();
        text.trim_start_matches('\u{feff}').to_owned()
    }
}

/// Reads a text.
pub fn read(text: &str) -> Sample {
    read_bytes(text.as_bytes())
}

/// Reads bytes.
pub fn read_bytes(bytes: &[u8]) -> Sample {
    let mut sources = Sources::new(
        |label| (label == "utf-16le").then(|| Box::new(Utf16(Vec::new())) as Box<dyn Decode>),
        0,
    );
    let handle = sources.open_file("file.csv", FileOptions::default()).unwrap();
    sources.push(handle, bytes).unwrap();
    let summary = sources.finish(handle).unwrap();
    let language = std::str::from_utf8(bytes).ok().and_then(|text| {
        start::recognise(text.as_bytes(), &FileOptions::default(), |_| None).unwrap().language
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
    start::recognise(text.as_bytes(), &FileOptions::default(), |_| None).unwrap().source
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

    /// Units left of each product.
    pub fn stock(&self) -> Vec<Option<i64>> {
        self.tables().catalogue.iter().map(|product| product.stock).collect()
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

    /// Advertising as days, channel, campaign, group, ad, currency and numbers.
    pub fn spend(&self) -> Vec<String> {
        let tables = self.tables();
        let shown = |number: Option<i64>| number.map_or("-".to_owned(), |number| number.to_string());
        let all = tables.spend.iter().map(|row| {
            let days = row.days.map(|(from, to)| format!("{} {}", format_day(from), format_day(to)));
            let texts = [row.channel, row.campaign, row.group, row.ad].map(|word| self.text(word)).join("|");
            let numbers = [row.cost, row.impressions, row.clicks, row.conversions, row.value].map(shown);
            let currency = tables.currency_of(row.currency);
            format!("{}|{texts}|{}|{}", days.unwrap_or_default(), currency.code(), numbers.join(" "))
        });
        all.collect()
    }

    /// Web analytics as table, dimension, metrics and days.
    pub fn traffic(&self) -> Vec<String> {
        let all = self.tables().traffic.iter().map(|row| {
            let metrics = row.metrics.iter().map(|&(name, number)| {
                format!("{} {}", self.text(name), number.map_or("-".to_owned(), |number| number.to_string()))
            });
            let metrics: Vec<String> = metrics.collect();
            let days = row.days.map(|(from, to)| format!("{} {}", format_day(from), format_day(to)));
            let days = days.unwrap_or_default();
            format!("{}|{}|{}|{days}", self.text(row.table), self.text(row.dimension), metrics.join(", "))
        });
        all.collect()
    }

    /// Feedback as kind, id, score, text, product, order, times, status, channel and reason; what is missing is left out.
    pub fn feedback(&self) -> Vec<String> {
        let all = self.tables().feedback.iter().map(|row| {
            let words = [
                ("id", row.id),
                ("text", row.text),
                ("product", row.product),
                ("order", row.order),
                ("status", row.status),
                ("channel", row.channel),
                ("reason", row.reason),
            ];
            let words = words.into_iter().filter(|&(_, word)| word != NO_WORD);
            let words = words.map(|(name, word)| format!("{name}={}", self.text(word)));
            let numbers = [
                ("score", row.score),
                ("time", row.time),
                ("answered", row.answered),
                ("solved", row.solved),
            ];
            let numbers =
                numbers.into_iter().filter_map(|(name, number)| Some(format!("{name}={}", number?)));
            let said: Vec<String> = words.chain(numbers).collect();
            format!("{:?} {}", row.kind, said.join(" "))
        });
        all.collect()
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
