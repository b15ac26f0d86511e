//! One person over all tables: keys, the golden record, everything that happened, and totals beside the platforms' own.
//!
//! The golden record takes of each attribute what was said last; of equal times customers' exports win over orders, orders over
//! checkouts, checkouts over feedback. What else was said is kept beside it. An order of several exports is told once, by the
//! export that rows take it from; payments are orders only where no export of orders is loaded.

mod golden;
mod story;

pub use golden::{GoldenAttribute, Other, PersonAttribute, Stated};
pub use story::{EventKind, TimelineEntry};

use super::options::View;
use super::telling::Telling;
use super::{File, Sources};
use crate::metrics::trust::identity::{Evidence, evidence};
use crate::money::Currency;
use crate::tables::shop::links::{Edge, KeyKind, Links, Table};
use crate::tables::shop::{Kind, People};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The 360° card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonCard {
    /// The key that stands for the person.
    pub person: String,
    /// Every key, with the exports that name it.
    pub keys: Vec<PersonKey>,
    /// The golden record.
    pub attributes: Vec<GoldenAttribute>,
    /// Why the keys are one person.
    pub merges: Vec<Evidence>,
    /// Everything known, newest first, at most 500.
    pub timeline: Vec<TimelineEntry>,
    /// Orders that count.
    pub orders: u64,
    /// What they are worth, refunds taken off.
    pub net_sales: Vec<Amount>,
    /// The platforms' own lifetime totals.
    pub stated: Vec<Stated>,
}

/// A key of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonKey {
    /// What it is.
    pub key: KeyKind,
    /// Its text.
    pub value: String,
    /// Ids of the exports that name it.
    pub sources: Vec<&'static str>,
}

/// An amount in major units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// Its currency.
    #[serde(serialize_with = "code")]
    pub currency: Currency,
    /// Major units.
    pub amount: f64,
}

fn code<S: serde::Serializer>(currency: &Currency, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(currency.code())
}

/// One file, and which of its rows are the person's.
pub(crate) struct Own<'a> {
    file: &'a File,
    telling: Telling<'a>,
    /// The key that stands for the person.
    person: &'a [u8],
    /// Numbers of the file's people who are the person, ascending.
    people: Vec<u32>,
}

impl Own<'_> {
    fn is(&self, table: Table, row: usize, person: u32) -> bool {
        self.telling
            .key(self.file, table, row, person)
            .is_some_and(|key| self.telling.text(key) == self.person)
    }

    /// The text of a word; `None` for none.
    fn text(&self, word: u32) -> Option<String> {
        (word != crate::tables::shop::NO_WORD)
            .then(|| String::from_utf8_lossy(self.telling.words.key(word)).into_owned())
    }

    fn all_people(&self) -> &People {
        &self.file.tables.people
    }
}

impl Sources {
    /// Everything known of the person with a key, under a view; `None` where no file names the key.
    #[must_use]
    pub fn person(&self, key: &str, view: &View) -> Option<PersonCard> {
        let links = self.links(&view.apart);
        let linked = self.is_linked(view);
        let person = if linked { self.stands_for(key, &links)? } else { self.known_key(key)? };
        let siblings: Vec<Vec<&File>> = self.files.iter().map(|file| self.siblings(file)).collect();
        let in_force = linked.then_some(&*links);
        let files: Vec<Own> = self
            .files
            .iter()
            .zip(&siblings)
            .map(|(file, siblings)| {
                let zone = file.zone.as_ref().and_then(|zone| self.zones.get(zone));
                let telling =
                    Telling { siblings, links: in_force, zone, words: &self.words, view, into: None };
                let mut own = Own { file, telling, person: &person, people: Vec::new() };
                let all = 0..u32::try_from(file.tables.people.all().len()).unwrap_or(u32::MAX);
                own.people = all.filter(|&number| own.is(Table::Orders, usize::MAX, number)).collect();
                own
            })
            .collect();
        let story = story::story(&files, !self.files.iter().any(|file| file.platform.kind == Kind::Orders));
        let (keys, edges) = evidence_of(&files, &links);
        Some(PersonCard {
            person: String::from_utf8_lossy(&person).into_owned(),
            keys,
            attributes: golden::attributes(&files),
            merges: if linked { evidence(&edges, &links) } else { Vec::new() },
            timeline: story.timeline,
            orders: story.orders,
            net_sales: story.net_sales,
            stated: golden::stated(&files),
        })
    }

    /// The key that stands for whoever has a key, written as links or as a file's own rows write it.
    fn stands_for(&self, key: &str, links: &Links) -> Option<Vec<u8>> {
        let known = links.keys().find(key).and_then(|key| links.person(key));
        let person = known.or_else(|| {
            let word = self.words.find(key.as_bytes())?;
            self.files.iter().find_map(|file| {
                let number = file.keys.iter().position(|&own| own == word)?;
                links.of_person(links.file(file.id)?, u32::try_from(number).ok()?)
            })
        });
        person.map(|person| links.keys().text(person).to_vec())
    }

    /// A key as the files' own rows write it.
    fn known_key(&self, key: &str) -> Option<Vec<u8>> {
        let lower = key.trim().to_ascii_lowercase();
        let known = |text: &str| {
            let word = self.words.find(text.as_bytes())?;
            self.files.iter().any(|file| file.keys.contains(&word)).then(|| text.as_bytes().to_vec())
        };
        known(key).or_else(|| known(&lower))
    }
}

/// Keys of the person's records with the exports that name them, and what links them.
fn evidence_of(files: &[Own], links: &Links) -> (Vec<PersonKey>, Vec<Edge>) {
    let mut sources: BTreeMap<u32, BTreeSet<&'static str>> = BTreeMap::new();
    for own in files {
        let Some(at) = links.file(own.file.id) else { continue };
        let people = own.people.iter().filter_map(|&number| links.keys_of(at, number));
        for (_, key) in people.flat_map(|keys| keys.all()).filter(|&(_, key)| !links.is_shared(key)) {
            sources.entry(key).or_default().insert(own.file.platform.id);
        }
    }
    let edges = links.edges().iter().filter(|edge| sources.contains_key(&edge.a)).copied().collect();
    let keys = links.keys();
    let mut known: Vec<(u32, BTreeSet<&'static str>)> = sources.into_iter().collect();
    known.sort_unstable_by_key(|(key, _)| (keys.kind(*key).standing(), keys.text(*key)));
    let known = known.into_iter().map(|(key, sources)| PersonKey {
        key: keys.kind(key),
        value: keys.string(key),
        sources: sources.into_iter().collect(),
    });
    (known.collect(), edges)
}

#[cfg(test)]
mod tests;
