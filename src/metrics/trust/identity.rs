//! Tables and links → how many records have a person, by which keys, and why others have none.
//!
//! Definitions: a record is an order, or a row of another table that can name a buyer; it is identified where it has a key
//! that is its own, or names an order, checkout or browser that is one person's. `rate` is the share of all records.
//! A record is matched where another export knows its person too.

use crate::math::order::distinct;
use crate::tables::interner::NOBODY;
use crate::tables::shop::links::{Conflict, Edge, KeyKind, Links, Place, Refusal, Table};
use crate::tables::shop::{Absent, Kind, Loaded};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many merges and conflicts are listed.
const LISTED: usize = 200;

/// Who is known, and how.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentityAudit {
    /// Keys that stand for somebody.
    pub keys: usize,
    /// People that they are.
    pub people: usize,
    /// Whether the view in force links.
    pub linked: bool,
    /// By export.
    pub sources: Vec<SourceRate>,
    /// People of several keys, most keys first.
    pub merges: Vec<Merge>,
    /// Links that were refused.
    pub conflicts: Vec<ConflictLine>,
}

/// Records of one export.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceRate {
    /// Id of the export.
    pub source: &'static str,
    /// Name of the platform.
    pub platform: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Orders, or rows of other tables.
    pub records: u64,
    /// Those with a person.
    pub identified: u64,
    /// Those whose person is also known from another export.
    pub matched: u64,
    /// Identified, of all; `None` without records.
    pub rate: Option<f64>,
    /// By key; one record may have several.
    pub keys: Vec<KeyRate>,
    /// Why the others have no person.
    pub reasons: Vec<Reason>,
}

/// Records with one kind of key.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyRate {
    /// The kind.
    pub key: KeyKind,
    /// Records that have it.
    pub records: u64,
    /// The same, of all.
    pub rate: Option<f64>,
    /// Those whose person is also known from another export.
    pub matched: u64,
    /// Different people among them.
    pub people: usize,
}

/// Records without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Why.
    pub code: ReasonCode,
    /// How many.
    pub records: u64,
}

/// Why a record has no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ReasonCode {
    /// The export names no buyer at all.
    NoBuyerColumn,
    /// The platform hides the buyer.
    Masked,
    /// Guests and counters.
    Blank,
    /// Neither an e-mail address nor a phone number.
    Unreadable,
    /// One key of many people.
    SharedKey,
}

/// A person of several keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merge {
    /// The key that stands for the person.
    pub person: String,
    /// All of them, that one first.
    pub keys: Vec<String>,
    /// Why they are one.
    pub evidence: Vec<Evidence>,
}

/// Two keys that belong together, and by what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    /// By what.
    pub key: KeyKind,
    /// A key.
    pub a: String,
    /// Another key.
    pub b: String,
    /// Id of the export that says so.
    pub source: &'static str,
}

/// Links that were refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConflictLine {
    /// Why.
    pub code: Refusal,
    /// By what they would have been made.
    pub key: KeyKind,
    /// Records that have this key.
    pub records: u64,
    /// The keys.
    pub keys: Vec<String>,
}

/// Who is known in the files; `linked` says whether the view in force links.
#[must_use]
pub fn identity(files: &[Loaded], links: &Links, linked: bool) -> IdentityAudit {
    let known = Known::new(files, links);
    let mut of_key = vec![0; links.keys().len()];
    let mut sources: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        if let Some(rows) = rows(file) {
            let tally = sources.entry((file.platform, file.source)).or_insert_with(|| Tally::new(file));
            tally.file(at, file, &rows, links, &known, &mut of_key);
        }
    }
    let numbers = 0..u32::try_from(links.keys().len()).unwrap_or(NOBODY);
    let mut people: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for key in numbers {
        if let Some(person) = links.person(key) {
            people.entry(person).or_default().push(key);
        }
    }
    IdentityAudit {
        keys: people.values().map(Vec::len).sum(),
        people: people.len(),
        linked,
        sources: sources.into_values().map(Tally::rate).collect(),
        merges: merges(&people, links),
        conflicts: conflicts(links, &of_key),
    }
}

/// Rows of a file that can name a buyer, with their people; `None` where such a file names nobody.
fn rows(file: &Loaded) -> Option<(Option<Table>, Vec<u32>)> {
    let tables = file.tables;
    Some(match file.kind {
        Kind::Orders | Kind::Payments => (Some(Table::Orders), tables.orders.person.clone()),
        Kind::Checkouts => (Some(Table::Checkouts), tables.checkouts.iter().map(|row| row.person).collect()),
        Kind::Returns => (Some(Table::Returns), tables.returns.iter().map(|row| row.person).collect()),
        Kind::Feedback => (Some(Table::Feedback), tables.feedback.iter().map(|row| row.person).collect()),
        Kind::Customers => {
            let nobody = usize::try_from(tables.people.absent.iter().sum::<u64>()).unwrap_or(usize::MAX);
            let people = 0..u32::try_from(tables.people.all().len()).unwrap_or(NOBODY);
            (None, people.chain(std::iter::repeat_n(NOBODY, nobody)).collect())
        }
        Kind::Products | Kind::Spend | Kind::Traffic | Kind::Codes | Kind::Rates => return None,
    })
}

/// Exports that know each person.
struct Known(Vec<Option<(&'static str, bool)>>);

impl Known {
    fn new(files: &[Loaded], links: &Links) -> Self {
        let mut known: Vec<Option<(&'static str, bool)>> = vec![None; links.keys().len()];
        for (at, file) in files.iter().enumerate() {
            for number in 0..u32::try_from(file.tables.people.all().len()).unwrap_or(NOBODY) {
                let Some(person) = links.of_person(at, number) else { continue };
                let first = known[person as usize].get_or_insert((file.source, false));
                first.1 |= first.0 != file.source;
            }
        }
        Self(known)
    }

    /// Whether another export than this one knows a person.
    fn elsewhere(&self, person: u32, source: &str) -> bool {
        self.0[person as usize].is_some_and(|(first, several)| several || first != source)
    }
}

struct Tally {
    rate: SourceRate,
    people: BTreeMap<KeyKind, (u64, u64, Vec<u32>)>,
    reasons: BTreeMap<ReasonCode, u64>,
}

impl Tally {
    fn new(file: &Loaded) -> Self {
        let (source, platform, kind) = (file.source, file.platform, file.kind);
        let (records, identified, matched, rate) = (0, 0, 0, None);
        let (keys, reasons) = (Vec::new(), Vec::new());
        Self {
            rate: SourceRate { source, platform, kind, records, identified, matched, rate, keys, reasons },
            people: BTreeMap::new(),
            reasons: BTreeMap::new(),
        }
    }

    fn file(
        &mut self,
        at: usize,
        file: &Loaded,
        (table, people): &(Option<Table>, Vec<u32>),
        links: &Links,
        known: &Known,
        of_key: &mut [u64],
    ) {
        let mut nameless = 0;
        for (row, &number) in (0_u32..).zip(people) {
            self.rate.records += 1;
            let keys = links.keys_of(at, number);
            let place = table.map(|table| Place { file: at, table, row });
            let person =
                place.map_or_else(|| links.of_person(at, number), |place| links.of_row(place, number));
            keys.into_iter().flat_map(|keys| keys.all()).for_each(|(_, key)| of_key[key as usize] += 1);
            let Some(person) = person else {
                let shared = keys.is_some_and(|keys| keys.all().next().is_some());
                match (shared, number == NOBODY, table) {
                    (true, ..) => self.reason(ReasonCode::SharedKey, 1),
                    (_, false, _) => self.reason(ReasonCode::Unreadable, 1),
                    (_, _, Some(Table::Orders)) => {
                        self.reason(reason(file.tables.orders.absent[row as usize]), 1);
                    }
                    _ => nameless += 1,
                }
                continue;
            };
            let elsewhere = known.elsewhere(person, file.source);
            self.rate.identified += 1;
            self.rate.matched += u64::from(elsewhere);
            let own = keys.into_iter().flat_map(|keys| keys.all());
            let own = own.filter(|&(_, key)| links.person(key) == Some(person)).map(|(kind, _)| kind);
            let adopted = place.and_then(|place| links.adopted_by(place));
            for kind in own.chain(adopted) {
                let (records, matched, people) = self.people.entry(kind).or_default();
                *records += 1;
                *matched += u64::from(elsewhere);
                people.push(person);
            }
        }
        self.nameless(file, nameless);
    }

    /// Spreads rows that name nobody over what was counted while they were read.
    fn nameless(&mut self, file: &Loaded, mut rows: u64) {
        for why in [Absent::NoColumn, Absent::Masked, Absent::Unreadable] {
            let some = file.tables.people.absent[why as usize].min(rows);
            self.reason(reason(why), some);
            rows -= some;
        }
        self.reason(ReasonCode::Blank, rows);
    }

    fn reason(&mut self, code: ReasonCode, records: u64) {
        if records > 0 {
            *self.reasons.entry(code).or_default() += records;
        }
    }

    fn rate(self) -> SourceRate {
        let all = self.rate.records;
        let key = |(key, (records, matched, people)): (KeyKind, (u64, u64, Vec<u32>))| KeyRate {
            key,
            records,
            rate: share(records, all),
            matched,
            people: distinct(people).len(),
        };
        let keys = self.people.into_iter().map(key).collect();
        let reasons = self.reasons.into_iter().map(|(code, records)| Reason { code, records }).collect();
        SourceRate { rate: share(self.rate.identified, all), keys, reasons, ..self.rate }
    }
}

fn reason(absent: Absent) -> ReasonCode {
    match absent {
        Absent::Blank => ReasonCode::Blank,
        Absent::Masked => ReasonCode::Masked,
        Absent::Unreadable => ReasonCode::Unreadable,
        Absent::NoColumn => ReasonCode::NoBuyerColumn,
    }
}

#[allow(clippy::cast_precision_loss)]
fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

/// People of several keys: most keys first, then by the key that stands for them.
fn merges(people: &BTreeMap<u32, Vec<u32>>, links: &Links) -> Vec<Merge> {
    let keys = links.keys();
    let mut several: Vec<(&u32, &Vec<u32>)> = people.iter().filter(|(_, of)| of.len() > 1).collect();
    several.sort_unstable_by_key(|&(&person, of)| (std::cmp::Reverse(of.len()), keys.text(person)));
    several.truncate(LISTED);
    let mut edges: BTreeMap<u32, Vec<Edge>> =
        several.iter().map(|(person, _)| (**person, Vec::new())).collect();
    for edge in links.edges() {
        if let Some(of) = links.person(edge.a).and_then(|person| edges.get_mut(&person)) {
            of.push(*edge);
        }
    }
    several.into_iter().map(|(&person, of)| merge(person, of, &edges[&person], links)).collect()
}

/// How the keys of one person became one.
fn merge(person: u32, of: &[u32], edges: &[Edge], links: &Links) -> Merge {
    let keys = links.keys();
    let mut of: Vec<u32> = of.to_vec();
    of.sort_unstable_by_key(|&key| (keys.kind(key).standing(), keys.text(key)));
    Merge {
        person: keys.string(person),
        keys: of.into_iter().map(|key| keys.string(key)).collect(),
        evidence: evidence(edges, links),
    }
}

/// Why keys are one, in words.
#[must_use]
pub fn evidence(edges: &[Edge], links: &Links) -> Vec<Evidence> {
    let keys = links.keys();
    let mut evidence: Vec<Evidence> = edges
        .iter()
        .map(|edge| {
            let [a, b] = [edge.a, edge.b].map(|key| keys.string(key));
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            Evidence { key: edge.kind, a, b, source: edge.source }
        })
        .collect();
    evidence.sort_unstable();
    evidence.dedup();
    evidence
}

fn conflicts(links: &Links, of_key: &[u64]) -> Vec<ConflictLine> {
    let line = |conflict: &Conflict| ConflictLine {
        code: conflict.code,
        key: conflict.kind,
        records: conflict.key.map_or(conflict.records as u64, |key| of_key[key as usize]),
        keys: conflict.keys.clone(),
    };
    let mut lines: Vec<ConflictLine> = links.conflicts().iter().map(line).collect();
    lines.sort_by_key(|line| (line.code, std::cmp::Reverse(line.records)));
    lines.truncate(LISTED);
    lines
}

#[cfg(test)]
mod tests;
