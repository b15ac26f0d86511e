//! Keys of people in all files → who is one person, by evidence, and what was refused.
//!
//! Two keys belong to one person where one record has both, where two records name one order, checkout or browser, or, for
//! WooCommerce's orders that name no e-mail address, where one customer alone has the name. Shared keys link nobody; phones,
//! names, orders and browsers never join two accounts of one platform; a merge that was undone stays undone. The order of
//! files does not matter.

pub mod join;
pub mod keys;
pub mod phone;
pub mod references;
pub mod shared;

pub use join::{Edge, Refusal};
pub use keys::{Countries, KeyKind, Keys, PersonKeys};
pub use references::{Place, Table};

use super::{Kind, Loaded, NO_WORD};
use crate::tables::interner::{Interner, NOBODY};
use references::Together;
use std::collections::{BTreeMap, BTreeSet};

/// The platform whose order report names buyers only as its customers report does.
const NAMES_ONLY: &str = "WooCommerce";

/// A link that was not made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// Why.
    pub code: Refusal,
    /// By what it would have been made.
    pub kind: KeyKind,
    /// The keys; of a shared key itself and the first of those that share it.
    pub keys: Vec<String>,
    /// The key whose records it is about.
    pub key: Option<u32>,
    /// Records that have in common what is no key: a browser, an order.
    pub records: usize,
}

/// Who is one person over all files.
#[derive(Clone, Debug)]
pub struct Links {
    keys: Keys,
    shared: Vec<bool>,
    /// The person of each key, by the key that stands for it; [`NOBODY`] for shared keys that stand for nobody.
    person: Vec<u32>,
    people: Vec<Vec<PersonKeys>>,
    ids: Vec<u32>,
    /// Rows without a buyer of their own, and the person of the order, checkout or browser that they name.
    adopted: BTreeMap<Place, (u32, KeyKind)>,
    edges: Vec<Edge>,
    conflicts: Vec<Conflict>,
}

impl Links {
    /// Links the people of all files; the keys of each pair in `apart` stay in different people.
    #[must_use]
    pub fn new(
        files: &[Loaded],
        words: &Interner,
        countries: Countries,
        apart: &[(String, String)],
        seed: u64,
    ) -> Self {
        let mut keys = Keys::new(seed);
        let people: Vec<_> = files.iter().map(|file| keys.people(file, words, countries)).collect();
        let shared = shared::shared(files, &people, &keys);
        let mut conflicts = shared_keys(&people, &keys, &shared);
        let own = Own { files, people: &people, keys: &keys, shared: &shared };
        let mut edges = own.records();
        edges.extend(own.names(words));
        let together = own.limited(references::together(files, words), &mut conflicts);
        edges.extend(together.iter().flat_map(|together| own.edges(together)));
        edges.sort_unstable();
        edges.dedup();
        let apart: Vec<(u32, u32)> = apart
            .iter()
            .filter_map(|(a, b)| Some((keys.find(a)?, keys.find(b)?)))
            .filter(|(a, b)| a != b)
            .collect();
        let joined = join::join(&keys, &edges, &apart);
        conflicts.extend(joined.refused.iter().map(|(code, edge)| refused(&keys, *code, edge)));
        conflicts.sort_unstable();
        conflicts.dedup();
        let refused: BTreeSet<Edge> = joined.refused.iter().map(|(_, edge)| *edge).collect();
        edges.retain(|edge| !refused.contains(edge));
        let person = stand_ins(&keys, &shared, &joined.roots);
        let adopted = own.adopted(&together, &person);
        let ids = files.iter().map(|file| file.id).collect();
        Self { keys, shared, person, people, ids, adopted, edges, conflicts }
    }

    /// All keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The person of a key, by the number of the key that stands for it.
    #[must_use]
    pub fn person(&self, key: u32) -> Option<u32> {
        self.person.get(key as usize).copied().filter(|&person| person != NOBODY)
    }

    /// Whether many people share a key.
    #[must_use]
    pub fn is_shared(&self, key: u32) -> bool {
        self.shared.get(key as usize).copied().unwrap_or(false)
    }

    /// Place of a file among those that were linked.
    #[must_use]
    pub fn file(&self, id: u32) -> Option<usize> {
        self.ids.iter().position(|&known| known == id)
    }

    /// The keys of a file's person.
    #[must_use]
    pub fn keys_of(&self, file: usize, person: u32) -> Option<&PersonKeys> {
        self.people.get(file)?.get(person as usize)
    }

    /// Who a file's person is.
    #[must_use]
    pub fn of_person(&self, file: usize, person: u32) -> Option<u32> {
        self.person(own_key(self.keys_of(file, person)?, &self.shared)?)
    }

    /// Whose a row is: its own buyer's, or the one of the order, checkout or browser that it names.
    #[must_use]
    pub fn of_row(&self, place: Place, person: u32) -> Option<u32> {
        self.of_person(place.file, person).or_else(|| self.adopted.get(&place).map(|&(person, _)| person))
    }

    /// By what a row without a buyer of its own is somebody's.
    #[must_use]
    pub fn adopted_by(&self, place: Place) -> Option<KeyKind> {
        self.adopted.get(&place).map(|&(_, kind)| kind)
    }

    /// Links that were made, with where they are from.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Links that were not made.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}

/// The key of a record that stands for it: the best that is its own.
fn own_key(keys: &PersonKeys, shared: &[bool]) -> Option<u32> {
    keys.all().find(|&(kind, key)| kind == KeyKind::Email || !shared[key as usize]).map(|(_, key)| key)
}

/// What records say of their own people.
struct Own<'a> {
    files: &'a [Loaded<'a>],
    people: &'a [Vec<PersonKeys>],
    keys: &'a Keys,
    shared: &'a [bool],
}

impl Own<'_> {
    /// Keys that stand in one record.
    fn records(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (file, people) in self.files.iter().zip(self.people) {
            for person in people {
                let mut linking = person.all().filter(|&(_, key)| !self.shared[key as usize]);
                let Some((_, a)) = linking.next() else { continue };
                edges.extend(linking.map(|(kind, b)| Edge { a, b, kind, source: file.source }));
            }
        }
        edges
    }

    /// Orders that name a buyer as exactly one customer of the same platform is named.
    fn names(&self, words: &Interner) -> Vec<Edge> {
        let ours = || self.files.iter().zip(self.people).filter(|(file, _)| file.platform == NAMES_ONLY);
        let mut customers: BTreeMap<String, Option<u32>> = BTreeMap::new();
        for (file, people) in ours().filter(|(file, _)| file.kind == Kind::Customers) {
            for (person, keys) in file.tables.people.all().iter().zip(people) {
                let key = own_key(keys, self.shared).filter(|&key| self.keys.kind(key) != KeyKind::Name);
                if let (Some(key), false) = (key, person.name == NO_WORD) {
                    let known = customers.entry(shared::name(words.key(person.name))).or_insert(Some(key));
                    *known = known.filter(|&known| known == key);
                }
            }
        }
        let mut edges = Vec::new();
        for (file, people) in ours() {
            for (person, keys) in file.tables.people.all().iter().zip(people) {
                let Some(a) = keys.of(KeyKind::Name) else { continue };
                let named = customers.get(&shared::name(words.key(person.name)));
                edges.extend(named.copied().flatten().map(|b| Edge {
                    a,
                    b,
                    kind: KeyKind::Name,
                    source: file.source,
                }));
            }
        }
        edges
    }

    /// The key that stands for the buyer of a row.
    fn key(&self, place: Place) -> Option<u32> {
        let tables = self.files[place.file].tables;
        let row = place.row as usize;
        let person = match place.table {
            Table::Orders => tables.orders.person.get(row).copied(),
            Table::Checkouts => tables.checkouts.get(row).map(|checkout| checkout.person),
            Table::Returns => tables.returns.get(row).map(|returned| returned.person),
            Table::Feedback => tables.feedback.get(row).map(|feedback| feedback.person),
        };
        own_key(self.people[place.file].get(person? as usize)?, self.shared)
    }

    /// The keys of buyers of places, each once, by their texts.
    fn distinct(&self, together: &Together) -> Vec<u32> {
        let mut keys: Vec<u32> = together.places.iter().filter_map(|&place| self.key(place)).collect();
        keys.sort_unstable_by_key(|&key| self.keys.text(key));
        keys.dedup();
        keys
    }

    /// Places without those that more people share than one person has e-mail addresses.
    fn limited(&self, together: Vec<Together>, conflicts: &mut Vec<Conflict>) -> Vec<Together> {
        let mut kept = Vec::with_capacity(together.len());
        for together in together {
            let keys = self.distinct(&together);
            let is_email = |key: &&u32| self.keys.kind(**key) == KeyKind::Email;
            if keys.iter().filter(is_email).count() <= shared::MOST_EMAILS {
                kept.push(together);
                continue;
            }
            let first = keys.iter().take(shared::MOST_EMAILS).map(|&key| self.keys.string(key));
            let keys = std::iter::once(together.what).chain(first).collect();
            let records = together.places.len();
            let (code, kind) = (Refusal::SharedKey, together.kind);
            conflicts.push(Conflict { code, kind, keys, key: None, records });
        }
        kept
    }

    /// The buyers of places, each with the first by its text.
    fn edges(&self, together: &Together) -> Vec<Edge> {
        let keys = self.distinct(together);
        let Some(&a) = keys.first() else { return Vec::new() };
        let others = together.places.iter().filter_map(|&place| {
            let b = self.key(place).filter(|&b| b != a)?;
            Some(Edge { a, b, kind: together.kind, source: self.files[place.file].source })
        });
        others.collect()
    }

    /// Rows without a buyer whose order, checkout or browser is one person's.
    fn adopted(&self, together: &[Together], person: &[u32]) -> BTreeMap<Place, (u32, KeyKind)> {
        let mut adopted = BTreeMap::new();
        for together in together {
            let people: BTreeSet<u32> =
                self.distinct(together).iter().map(|&key| person[key as usize]).collect();
            let mut people = people.into_iter().filter(|&person| person != NOBODY);
            let (Some(one), None) = (people.next(), people.next()) else { continue };
            for &place in together.places.iter().filter(|&&place| self.key(place).is_none()) {
                adopted.entry(place).or_insert((one, together.kind));
            }
        }
        adopted
    }
}

/// The key that stands for each key's person: an e-mail address, else a phone, else the platform's own; of several the
/// smallest text.
fn stand_ins(keys: &Keys, shared: &[bool], roots: &[u32]) -> Vec<u32> {
    let order = |key: u32| (keys.kind(key).standing(), keys.text(key));
    let counts = |key: u32| !shared[key as usize] || keys.kind(key) == KeyKind::Email;
    let mut best = vec![NOBODY; roots.len()];
    for (key, &root) in (0_u32..).zip(roots).filter(|&(key, _)| counts(key)) {
        let known = &mut best[root as usize];
        if *known == NOBODY || order(key) < order(*known) {
            *known = key;
        }
    }
    let person = |(key, &root): (u32, &u32)| if counts(key) { best[root as usize] } else { NOBODY };
    (0_u32..).zip(roots).map(person).collect()
}

/// Shared keys with some of those that share them.
fn shared_keys(people: &[Vec<PersonKeys>], keys: &Keys, shared: &[bool]) -> Vec<Conflict> {
    let mut sharing: BTreeMap<u32, BTreeSet<&[u8]>> = BTreeMap::new();
    for person in people.iter().flatten() {
        for (kind, key) in person.all().filter(|&(_, key)| shared[key as usize]) {
            let by = if kind == KeyKind::Email { KeyKind::Phone } else { KeyKind::Email };
            sharing.entry(key).or_default().extend(person.of(by).map(|other| keys.text(other)));
        }
    }
    let conflict = |(key, others): (u32, BTreeSet<&[u8]>)| {
        let some = others.into_iter().take(shared::MOST_EMAILS);
        let texts = std::iter::once(keys.text(key)).chain(some);
        Conflict {
            code: Refusal::SharedKey,
            kind: keys.kind(key),
            keys: texts.map(|text| String::from_utf8_lossy(text).into_owned()).collect(),
            key: Some(key),
            records: 0,
        }
    };
    sharing.into_iter().map(conflict).collect()
}

fn refused(keys: &Keys, code: Refusal, edge: &Edge) -> Conflict {
    let mut texts = [keys.string(edge.a), keys.string(edge.b)];
    texts.sort_unstable();
    let key = [edge.a, edge.b].into_iter().find(|&key| keys.kind(key) == edge.kind);
    Conflict { code, kind: edge.kind, keys: texts.to_vec(), key, records: 0 }
}

#[cfg(test)]
mod tests;
