//! What every export says of one person → one value for each attribute, with where it is from.

use super::Own;
use crate::money::Currency;
use crate::tables::interner::NOBODY;
use crate::tables::shop::links::Table;
use crate::tables::shop::people::{AttributeKind, UNDATED};
use crate::tables::shop::{Kind, NO_WORD, Word};
use crate::time::{DAY_MS, format_day};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An attribute of the golden record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub enum PersonAttribute {
    Name,
    Country,
    Region,
    City,
    Language,
    Company,
    Tags,
    Consent,
    CustomerSince,
    Birthday,
}

/// The value that holds, and what else was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GoldenAttribute {
    /// Which attribute.
    pub attribute: PersonAttribute,
    /// What holds.
    pub value: String,
    /// Id of the export that says it.
    pub source: &'static str,
    /// The day on which it was said.
    pub as_of: Option<String>,
    /// What else was said, newest first.
    pub others: Vec<Other>,
}

/// Another value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Other {
    /// The value.
    pub value: String,
    /// Id of the export that says it.
    pub source: &'static str,
}

/// What a platform says that a customer bought in all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stated {
    /// Id of the export.
    pub source: &'static str,
    /// Orders.
    pub orders: Option<f64>,
    /// Spend in major units.
    pub spent: Option<f64>,
    /// Its currency, where the file names only one.
    pub currency: Option<String>,
}

/// When something was said, by which kind of export; the greatest holds.
type Weight = (i64, Reverse<u8>);

fn attribute(what: AttributeKind) -> Option<PersonAttribute> {
    Some(match what {
        AttributeKind::Name => PersonAttribute::Name,
        AttributeKind::Country => PersonAttribute::Country,
        AttributeKind::Region => PersonAttribute::Region,
        AttributeKind::City => PersonAttribute::City,
        AttributeKind::Language => PersonAttribute::Language,
        AttributeKind::Company => PersonAttribute::Company,
        AttributeKind::Tags => PersonAttribute::Tags,
        AttributeKind::Consent => PersonAttribute::Consent,
        AttributeKind::CustomerSince => PersonAttribute::CustomerSince,
        AttributeKind::Birthday => PersonAttribute::Birthday,
        AttributeKind::TotalOrders | AttributeKind::TotalSpent => return None,
    })
}

fn priority(kind: Kind) -> u8 {
    match kind {
        Kind::Customers => 0,
        Kind::Orders => 1,
        Kind::Payments => 2,
        Kind::Checkouts => 3,
        _ => 4,
    }
}

/// Everything that was said of each attribute, by value and export, with the last time it was.
#[derive(Default)]
struct Said(BTreeMap<PersonAttribute, BTreeMap<(String, &'static str), Weight>>);

impl Said {
    fn add(&mut self, own: &Own, attribute: PersonAttribute, value: Word, at: i64) {
        let Some(value) = own.text(value) else { return };
        let value = value.trim().to_owned();
        if value.is_empty() {
            return;
        }
        let weight = (at, Reverse(priority(own.file.platform.kind)));
        let values = self.0.entry(attribute).or_default();
        let known = values.entry((value, own.file.platform.id)).or_insert(weight);
        *known = (*known).max(weight);
    }
}

/// The golden record.
pub fn attributes(files: &[Own]) -> Vec<GoldenAttribute> {
    let mut said = Said::default();
    for own in files {
        of_people(own, &mut said);
        of_orders(own, &mut said);
        of_other_rows(own, &mut said);
    }
    said.0.into_iter().filter_map(|(attribute, values)| golden(attribute, values)).collect()
}

fn of_people(own: &Own, said: &mut Said) {
    let mine = |number: u32| own.people.binary_search(&number).is_ok();
    for said_of in own.all_people().attributes.iter().filter(|said| mine(said.person)) {
        if let Some(attribute) = attribute(said_of.what) {
            said.add(own, attribute, said_of.value, said_of.at);
        }
    }
}

fn of_orders(own: &Own, said: &mut Said) {
    let orders = &own.file.tables.orders;
    for order in 0..orders.len() {
        let person = orders.person[order];
        if !own.is(Table::Orders, order, person) {
            continue;
        }
        let at = orders.time[order];
        said.add(own, PersonAttribute::Country, orders.country.get(order), at);
        said.add(own, PersonAttribute::Region, orders.region.get(order), at);
        of_buyer(own, said, person, at);
    }
}

fn of_other_rows(own: &Own, said: &mut Said) {
    let tables = &own.file.tables;
    let checkouts = tables.checkouts.iter().map(|row| (Table::Checkouts, row.person, row.time));
    let returns = tables.returns.iter().map(|row| (Table::Returns, row.person, row.time));
    let feedback = tables.feedback.iter().map(|row| (Table::Feedback, row.person, row.time));
    for (table, person, at) in checkouts.chain(returns).chain(feedback).filter(|row| row.1 != NOBODY) {
        if own.is(table, usize::MAX, person) {
            of_buyer(own, said, person, at.unwrap_or(UNDATED));
        }
    }
}

fn of_buyer(own: &Own, said: &mut Said, person: u32, at: i64) {
    let name = own.all_people().all().get(person as usize).map_or(NO_WORD, |person| person.name);
    said.add(own, PersonAttribute::Name, name, at);
}

fn golden(
    attribute: PersonAttribute,
    values: BTreeMap<(String, &'static str), Weight>,
) -> Option<GoldenAttribute> {
    let mut values: Vec<((String, &'static str), Weight)> = values.into_iter().collect();
    // What was said last comes first; values are in the order of their texts already.
    values.sort_by_key(|&(_, weight)| Reverse(weight));
    let mut values = values.into_iter();
    let ((value, source), (at, _)) = values.next()?;
    let mut met = BTreeSet::from([value.to_lowercase()]);
    let others = values.filter(|((other, _), _)| met.insert(other.to_lowercase()));
    let others = others.map(|((value, source), _)| Other { value, source }).collect();
    Some(GoldenAttribute { attribute, value, source, as_of: day(at), others })
}

/// The day of a time; `None` where it is unknown.
#[allow(clippy::cast_possible_truncation)]
pub fn day(at: i64) -> Option<String> {
    (at != UNDATED).then(|| format_day(at.div_euclid(DAY_MS) as i32))
}

/// Totals as platforms state them, one line an export.
pub fn stated(files: &[Own]) -> Vec<Stated> {
    let mut stated = Vec::new();
    for own in files {
        let said = |what: AttributeKind| {
            let of = own
                .all_people()
                .attributes
                .iter()
                .filter(|said| said.what == what && own.people.binary_search(&said.person).is_ok());
            let totals = of.filter_map(|said| own.text(said.value)?.parse::<f64>().ok());
            totals.reduce(|sum, total| sum + total)
        };
        let (orders, spent) = (said(AttributeKind::TotalOrders), said(AttributeKind::TotalSpent));
        if orders.is_some() || spent.is_some() {
            let currency = match own.file.tables.currencies.as_slice() {
                [only] if *only != Currency::NONE => Some(only.code().to_owned()),
                _ => None,
            };
            stated.push(Stated { source: own.file.platform.id, orders, spent, currency });
        }
    }
    stated
}
