//! Records that name the same order, checkout or browser → groups of places that belong to one person.

use super::keys::KeyKind;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::shop::{Kind, Loaded, NO_WORD, Word};
use crate::time::DAY_MS;
use std::collections::BTreeMap;

/// A table of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Orders, payments too.
    Orders,
    /// Abandoned checkouts.
    Checkouts,
    /// Returned goods.
    Returns,
    /// Reviews, answers, tickets, contacts.
    Feedback,
}

/// A row of a table of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's place among the loaded ones.
    pub file: usize,
    /// The table.
    pub table: Table,
    /// The row.
    pub row: u32,
}

/// Places of one person, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// By what.
    pub kind: KeyKind,
    /// Two places or more.
    pub places: Vec<Place>,
    /// What they have in common, as text.
    pub what: String,
}

/// Everything that names the same order, checkout or browser.
#[must_use]
pub fn together(files: &[Loaded], words: &Interner) -> Vec<Together> {
    let mut all = by_order(files, words);
    all.extend(by_token(files, words));
    all.extend(by_visitor(files));
    all
}

fn row(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NOBODY)
}

/// An order id without the mark before it and the guards around it: `#3001` and `3001` are one.
#[must_use]
pub fn bare(id: &[u8]) -> &[u8] {
    let id = id.trim_ascii();
    id.strip_prefix(b"'").unwrap_or(id).strip_prefix(b"#").unwrap_or(id)
}

/// A row of another table that names an order.
struct Named {
    place: Place,
    order: u32,
}

/// Platforms of which order exports are loaded, with how many.
fn order_files(files: &[Loaded]) -> BTreeMap<&'static str, usize> {
    let mut count = BTreeMap::new();
    for file in files.iter().filter(|file| file.kind == Kind::Orders) {
        *count.entry(file.platform).or_insert(0) += 1;
    }
    count
}

fn by_order(files: &[Loaded], words: &Interner) -> Vec<Together> {
    let platforms = order_files(files);
    let mut ids = Interner::new(0);
    let named = named(files, words, &mut ids);
    for file in files.iter().filter(|file| file.kind == Kind::Orders && platforms[file.platform] > 1) {
        for &id in file.tables.orders.id.iter().filter(|&&id| id != NO_WORD) {
            ids.intern(bare(words.key(id)));
        }
    }
    if ids.is_empty() {
        return Vec::new();
    }
    let orders = same_orders(files, words, &ids);
    let mut groups: Vec<Vec<Place>> = orders.iter().map(|order| order.places.clone()).collect();
    for named in &named {
        let own = files[named.place.file].platform;
        let scope = platforms.contains_key(own).then_some(own);
        let first = orders.partition_point(|order| order.id < named.order);
        let fits = orders[first..].iter().take_while(|order| order.id == named.order);
        let mut fits =
            fits.enumerate().filter(|(_, order)| scope.is_none_or(|platform| order.platform == platform));
        if let (Some((at, _)), None) = (fits.next(), fits.next()) {
            groups[first + at].push(named.place);
        }
    }
    let text = |id: u32| String::from_utf8_lossy(ids.key(id)).into_owned();
    let known = orders.iter().zip(groups).filter(|(_, places)| places.len() > 1);
    known.map(|(order, places)| Together { kind: KeyKind::Order, places, what: text(order.id) }).collect()
}

/// Rows of payments, returns and feedback that name an order.
fn named(files: &[Loaded], words: &Interner, ids: &mut Interner) -> Vec<Named> {
    let mut named = Vec::new();
    for (file, loaded) in files.iter().enumerate() {
        let tables = loaded.tables;
        let mut add = |table: Table, orders: &mut dyn Iterator<Item = Word>| {
            for (at, id) in orders.enumerate().filter(|&(_, id)| id != NO_WORD) {
                let order = ids.intern(bare(words.key(id)));
                named.push(Named { place: Place { file, table, row: row(at) }, order });
            }
        };
        if loaded.kind == Kind::Payments {
            // The shop's order stands in metadata or an invoice number; without it the payment's own id may be the order's.
            let own = tables.orders.id.iter().enumerate().map(|(at, &id)| (tables.orders.token.get(at), id));
            add(Table::Orders, &mut own.map(|(token, id)| if token == NO_WORD { id } else { token }));
        }
        add(Table::Returns, &mut tables.returns.iter().map(|returned| returned.order));
        add(Table::Feedback, &mut tables.feedback.iter().map(|feedback| feedback.order));
    }
    named
}

/// One order of a platform, as one export or several have it.
struct SameOrder {
    id: u32,
    platform: &'static str,
    places: Vec<Place>,
}

/// Orders with these ids, by id and platform. Orders of one platform with one id are the same only where their times agree:
/// two shops may both have a first order.
fn same_orders(files: &[Loaded], words: &Interner, ids: &Interner) -> Vec<SameOrder> {
    let mut found = Vec::new();
    for (at, file) in files.iter().enumerate().filter(|(_, file)| file.kind == Kind::Orders) {
        let orders = &file.tables.orders;
        for order in (0..orders.len()).filter(|&order| orders.id[order] != NO_WORD) {
            if let Some(id) = ids.find(bare(words.key(orders.id[order]))) {
                found.push((id, file.platform, orders.time[order], orders.anchor[order], at, row(order)));
            }
        }
    }
    found.sort_unstable();
    let mut same: Vec<SameOrder> = Vec::new();
    let mut first = (0, 0);
    for (id, platform, time, anchor, file, row) in found {
        let place = Place { file, table: Table::Orders, row };
        match same.last_mut().filter(|last| last.id == id && last.platform == platform) {
            Some(last) if agree(first, (time, anchor)) => last.places.push(place),
            _ => {
                first = (time, anchor);
                same.push(SameOrder { id, platform, places: vec![place] });
            }
        }
    }
    same
}

/// Whether two times of different exports can be one: they differ by a zone's offset, or one of them is a date.
fn agree(one: (i64, u8), other: (i64, u8)) -> bool {
    const QUARTER_MS: i64 = 900_000;
    let apart = (one.0 - other.0).abs();
    if one.1 == 2 || other.1 == 2 {
        return apart < DAY_MS + DAY_MS / 2;
    }
    apart <= 14 * 4 * QUARTER_MS && apart % QUARTER_MS == 0
}

fn by_token(files: &[Loaded], words: &Interner) -> Vec<Together> {
    let mut checkouts: BTreeMap<(&str, Word), Vec<Place>> = BTreeMap::new();
    for (file, loaded) in files.iter().enumerate() {
        for (at, checkout) in loaded.tables.checkouts.iter().enumerate() {
            let tokens = if checkout.token == NO_WORD { checkout.id } else { checkout.token };
            if tokens != NO_WORD {
                let place = Place { file, table: Table::Checkouts, row: row(at) };
                checkouts.entry((loaded.platform, tokens)).or_default().push(place);
            }
        }
    }
    let mut ordered: BTreeMap<(&str, Word), Vec<Place>> = BTreeMap::new();
    for (file, loaded) in files.iter().enumerate().filter(|_| !checkouts.is_empty()) {
        for (at, token) in loaded.tables.orders.token.said() {
            if checkouts.contains_key(&(loaded.platform, token)) {
                let place = Place { file, table: Table::Orders, row: row(at) };
                ordered.entry((loaded.platform, token)).or_default().push(place);
            }
        }
    }
    let both = ordered.into_iter().map(|(token, mut places)| {
        places.extend(checkouts.get(&token).into_iter().flatten());
        let what = String::from_utf8_lossy(words.key(token.1)).into_owned();
        Together { kind: KeyKind::Checkout, places, what }
    });
    both.collect()
}

/// Orders with a visit of one browser.
fn by_visitor(files: &[Loaded]) -> Vec<Together> {
    let mut visitors: BTreeMap<[u8; 12], Vec<Place>> = BTreeMap::new();
    for (file, loaded) in files.iter().enumerate() {
        for (order, digest) in &loaded.tables.orders.digests {
            let mut visitor = [0; 12];
            visitor.copy_from_slice(&digest[1..13]);
            let place = Place { file, table: Table::Orders, row: *order };
            visitors.entry(visitor).or_default().push(place);
        }
    }
    let several = visitors.into_iter().filter(|(_, places)| places.len() > 1);
    several
        .map(|(visitor, places)| {
            let what = visitor.iter().map(|byte| format!("{byte:02x}")).collect();
            Together { kind: KeyKind::Visitor, places, what }
        })
        .collect()
}
