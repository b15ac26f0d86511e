//! What happened with one person → a time line, and what their orders are worth.

use super::{Amount, Own};
use crate::money::{Currency, major};
use crate::sources::audit::origin;
use crate::sources::statuses::Standings;
use crate::tables::shop::links::Table;
use crate::tables::shop::orders::NO_TIME;
use crate::tables::shop::people::{AttributeKind, UNDATED};
use crate::tables::shop::refunds::given_back;
use crate::tables::shop::sales::{Sales, sales_as};
use crate::tables::shop::{FeedbackKind, Kind, NO_WORD, Part, Standing, Word};
use crate::time::{DAY_MS, format_day, format_instant};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So much is told.
const TOLD: usize = 500;
/// A text is told up to here.
const LETTERS: usize = 300;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub enum EventKind {
    Order,
    Refund,
    Checkout,
    Return,
    Feedback,
    SignUp,
    Contact,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineEntry {
    /// When: an instant ends in Z, a time on the wall does not; a date stands alone.
    pub at: Option<String>,
    /// What.
    pub kind: EventKind,
    /// Id of the export that says so.
    pub source: &'static str,
    /// Its id there; empty where it has none.
    pub id: String,
    /// Major units.
    pub amount: Option<f64>,
    /// Their currency.
    pub currency: Option<String>,
    /// Stars, or the answer of a survey.
    pub score: Option<f64>,
    /// Products, reason or what was written.
    pub text: String,
}

/// A time line with totals.
#[derive(Default)]
pub struct Story {
    pub timeline: Vec<TimelineEntry>,
    pub orders: u64,
    pub net_sales: Vec<Amount>,
}

#[derive(Default)]
struct Teller {
    entries: Vec<(i64, TimelineEntry)>,
    orders: u64,
    net: BTreeMap<Currency, i64>,
    /// Ids of refunds with their origin, so that two files do not count one twice.
    refunds: BTreeSet<(String, Word)>,
}

/// Everything that the person's rows tell; `payments` says whether payments are orders.
pub fn story(files: &[Own], payments: bool) -> Story {
    let mut teller = Teller::default();
    let counts = |own: &&Own| {
        let kind = own.file.platform.kind;
        kind == Kind::Orders || kind == Kind::Payments && payments
    };
    let selling: Vec<&Own> = files.iter().filter(counts).collect();
    for (own, orders) in selling.iter().zip(newest(&selling)) {
        teller.orders(own, &orders);
        teller.refunds(own);
    }
    for own in files {
        teller.checkouts(own);
        teller.returns(own);
        teller.feedback(own);
        teller.sign_ups(own);
    }
    let key = |(at, entry): &(i64, TimelineEntry)| (Reverse(*at), entry.kind, entry.source, entry.id.clone());
    teller.entries.sort_by_cached_key(key);
    teller.entries.truncate(TOLD);
    let net = teller.net.into_iter();
    Story {
        timeline: teller.entries.into_iter().map(|(_, entry)| entry).collect(),
        orders: teller.orders,
        net_sales: net.map(|(currency, amount)| Amount { currency, amount: major(amount) }).collect(),
    }
}

/// The person's orders of each file. One that stands in several files of one origin is told by the newest: the one whose last
/// order is the latest, then the one in which it is furthest on.
fn newest(files: &[&Own]) -> Vec<BTreeSet<usize>> {
    let mut best: BTreeMap<(String, Word), _> = BTreeMap::new();
    let mut mine = vec![BTreeSet::new(); files.len()];
    for (at, own) in files.iter().enumerate() {
        let orders = &own.file.tables.orders;
        let (origin, last) = (origin(own.file).name, orders.time.iter().max());
        for order in (0..orders.len()).filter(|&order| is_told(own, order)) {
            if orders.id[order] == NO_WORD {
                mine[at].insert(order);
                continue;
            }
            let further = (orders.standing[order] as u8, orders.part(Part::Refund, order));
            let state = (last, further, Reverse((own.file.name.as_str(), at)), order);
            let known = best.entry((origin.clone(), orders.id[order])).or_insert(state);
            *known = state.max(*known);
        }
    }
    for (_, _, Reverse((_, at)), order) in best.into_values() {
        mine[at].insert(order);
    }
    mine
}

/// Whether an order is the person's, and this file's to tell.
fn is_told(own: &Own, order: usize) -> bool {
    let orders = &own.file.tables.orders;
    own.telling.buyer(own.file, order).is_some_and(|key| own.telling.text(key) == own.person)
        && orders.anchor[order] != NO_TIME
        && !own.telling.is_written_elsewhere(own.file, orders.id[order])
}

impl Teller {
    fn tell(
        &mut self,
        own: &Own,
        at: Option<(i64, u8)>,
        kind: EventKind,
        id: Word,
        text: String,
    ) -> &mut TimelineEntry {
        let (ms, anchor) = match (at.unwrap_or((UNDATED, NO_TIME)), own.telling.zone) {
            ((ms, 1), Some(zone)) if ms.rem_euclid(DAY_MS) != 0 => (zone.instant(ms), 0),
            (at, _) => at,
        };
        let entry = TimelineEntry {
            at: moment(ms, anchor),
            kind,
            source: own.file.platform.id,
            id: own.text(id).unwrap_or_default(),
            amount: None,
            currency: None,
            score: None,
            text: text.chars().take(LETTERS).collect(),
        };
        self.entries.push((ms, entry));
        let last = self.entries.len() - 1;
        &mut self.entries[last].1
    }

    fn orders(&mut self, own: &Own, mine: &BTreeSet<usize>) {
        let (tables, telling) = (&own.file.tables, &own.telling);
        let orders = &tables.orders;
        let products = products(own, mine);
        let standings = Standings::new(own.file, telling.words, telling.view);
        for &order in mine {
            let standing = standings.of(own.file, order);
            let worth = sales_as(orders, order, standing, own.file.loaded().manner, telling.view.sales);
            let counts = matches!(standing, Standing::Counts | Standing::Refunded);
            let currency = tables.currency_of(orders.currency[order]);
            let at = Some((orders.time[order], orders.anchor[order]));
            let text = products.get(&order).cloned().unwrap_or_default();
            let entry = self.tell(own, at, EventKind::Order, orders.id[order], text);
            let Some(Sales { gross, discount, refund }) = worth else { continue };
            priced(entry, gross - discount, currency);
            if counts {
                self.orders += 1;
                *self.net.entry(currency).or_default() += gross - discount - refund;
            }
            if counts && refund > 0 {
                let entry = self.tell(own, at, EventKind::Refund, orders.id[order], String::new());
                priced(entry, refund, currency);
            }
        }
    }

    fn refunds(&mut self, own: &Own) {
        let tables = &own.file.tables;
        let counted = given_back(tables, own.file.loaded().manner, own.telling.view.sales);
        for (at, (refund, amount)) in tables.refunds.iter().zip(counted).enumerate() {
            let known = own.telling.is_given_back_elsewhere(own.file, refund.order)
                || refund.id != NO_WORD && !self.refunds.insert((origin(own.file).name, refund.id));
            if !known
                && own.telling.payee(own.file, at).is_some_and(|key| own.telling.text(key) == own.person)
            {
                let currency = tables.currency_of(refund.currency);
                let when = Some((refund.time, refund.anchor));
                priced(
                    self.tell(own, when, EventKind::Refund, refund.order, String::new()),
                    amount,
                    currency,
                );
                *self.net.entry(currency).or_default() -= amount;
            }
        }
    }

    fn checkouts(&mut self, own: &Own) {
        for (row, checkout) in own.file.tables.checkouts.iter().enumerate() {
            if own.is(Table::Checkouts, row, checkout.person) {
                let at = checkout.time.map(|ms| (ms, 1));
                let entry = self.tell(own, at, EventKind::Checkout, checkout.id, String::new());
                if let Some(total) = checkout.total {
                    priced(entry, total, own.file.tables.currency_of(checkout.currency));
                }
            }
        }
    }

    fn returns(&mut self, own: &Own) {
        for (row, returned) in own.file.tables.returns.iter().enumerate() {
            if own.is(Table::Returns, row, returned.person) {
                let said = [returned.sku, returned.reason, returned.comment];
                let text = joined(own, &said);
                self.tell(own, returned.time.map(|ms| (ms, 1)), EventKind::Return, returned.order, text);
            }
        }
    }

    fn feedback(&mut self, own: &Own) {
        for (row, feedback) in own.file.tables.feedback.iter().enumerate() {
            if own.is(Table::Feedback, row, feedback.person) {
                let kind = match feedback.kind {
                    FeedbackKind::Contact | FeedbackKind::Ticket => EventKind::Contact,
                    FeedbackKind::Review | FeedbackKind::Csat | FeedbackKind::Nps => EventKind::Feedback,
                };
                let text = joined(own, &[feedback.product, feedback.reason, feedback.text]);
                let id = if feedback.id == NO_WORD { feedback.order } else { feedback.id };
                let entry = self.tell(own, feedback.time.map(|ms| (ms, 1)), kind, id, text);
                entry.score = feedback.score.map(major);
            }
        }
    }

    fn sign_ups(&mut self, own: &Own) {
        let since = own.all_people().attributes.iter().filter(|said| {
            said.what == AttributeKind::CustomerSince
                && said.at != UNDATED
                && own.people.binary_search(&said.person).is_ok()
        });
        for said in since {
            self.tell(own, Some((said.at, 1)), EventKind::SignUp, NO_WORD, String::new());
        }
    }
}

fn priced(entry: &mut TimelineEntry, amount: i64, currency: Currency) {
    entry.amount = Some(major(amount));
    entry.currency = (currency != Currency::NONE).then(|| currency.code().to_owned());
}

fn joined(own: &Own, words: &[Word]) -> String {
    words.iter().filter_map(|&word| own.text(word)).collect::<Vec<_>>().join(" · ")
}

/// What each order holds: units and names.
fn products(own: &Own, orders: &BTreeSet<usize>) -> BTreeMap<usize, String> {
    let (lines, keys) = (&own.file.tables.lines, own.file.tables.products.keys());
    let mut products: BTreeMap<usize, String> = BTreeMap::new();
    for line in 0..lines.len() {
        let order = lines.order[line] as usize;
        let (true, Some(key)) = (orders.contains(&order), keys.get(lines.product[line] as usize)) else {
            continue;
        };
        let Some(name) = own.text(key.name).or_else(|| own.text(key.sku)) else { continue };
        let text = products.entry(order).or_default();
        if !text.is_empty() {
            text.push_str(", ");
        }
        match lines.units.get(line).map(major) {
            Some(units) if units != 1.0 => text.push_str(&format!("{units} × {name}")),
            _ => text.push_str(&name),
        }
    }
    products
}

/// A time as people read it; `None` where it is unknown.
#[allow(clippy::cast_possible_truncation)]
fn moment(ms: i64, anchor: u8) -> Option<String> {
    match anchor {
        _ if ms == UNDATED => None,
        0 => Some(format_instant(ms)),
        1 if ms.rem_euclid(DAY_MS) != 0 => Some(format_instant(ms).trim_end_matches('Z').to_owned()),
        _ => Some(format_day(ms.div_euclid(DAY_MS) as i32)),
    }
}
