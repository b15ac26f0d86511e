//! What only a whole file can say: the keys of its people, verdicts on its orders, and the days that it speaks of.

use crate::error::{Notice, Severity};
use crate::source::platforms::{Is, Layout};
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::ledger::Verdict;
use crate::tables::shop::people::UNDATED;
use crate::tables::shop::sales::{Manner, goods};
use crate::tables::shop::{NO_WORD, Standing, Tables, Word};
use crate::time::{DAY_MS, format_day};

/// Verdicts on orders that do not count, or count for nobody, at the place of their first record.
pub fn note_orders(tables: &mut Tables, layout: &Layout, keys: &[Word], words: &Interner) {
    let Tables { orders, people, ledger, .. } = tables;
    let identified = !layout.platform.reading.keys.is_empty();
    let priced = orders.has_amounts();
    let reading = &layout.platform.reading;
    let manner = Manner { lines_discounted: reading.lines_discounted, tax_inside: reading.tax_inside };
    for order in 0..orders.len() {
        let place = || orders.place.get(order).unwrap_or_default();
        let why = match orders.standing[order] {
            Standing::Cancelled => Some(Verdict::Cancelled),
            Standing::Voided => Some(Verdict::Voided),
            Standing::Test => Some(Verdict::Test),
            Standing::Counts | Standing::Refunded => {
                (priced && goods(orders, order, manner).is_none()).then_some(Verdict::NoAmount)
            }
        };
        if let Some(why) = why {
            let id = orders.id[order];
            ledger.add(why, place(), if id == NO_WORD { b"" } else { words.key(id) });
        }
        let person = orders.person[order] as usize;
        match (keys.get(person).filter(|&&key| key != NO_WORD), people.all().get(person)) {
            (Some(&key), Some(person)) if key == person.phone => {
                ledger.add(Verdict::KeyedByPhone, place(), b"")
            }
            (Some(&key), Some(person)) if key == person.name => {
                ledger.add(Verdict::KeyedByName, place(), b"")
            }
            (None, _) if identified => ledger.add(Verdict::NoCustomer, place(), b""),
            _ => {}
        }
    }
}

/// The key under which the orders' engine knows each person of a file.
#[must_use]
pub fn keys(tables: &Tables, layout: &Layout, words: &mut Interner) -> Vec<Word> {
    let reading = &layout.platform.reading;
    let people = tables.people.all();
    let mut keys = Vec::with_capacity(people.len());
    let scope = [layout.platform.name.as_bytes(), b": "].concat();
    let mut text = Vec::new();
    for person in people {
        let known = reading.keys.iter().find_map(|is| {
            let word = match is {
                Is::Email => person.email,
                Is::Phone => person.phone,
                Is::CustomerId => person.customer_id,
                Is::Username => person.username,
                _ => person.name,
            };
            (word != NO_WORD).then_some((*is, word))
        });
        keys.push(match known {
            None => NOBODY,
            Some((Is::Email | Is::Phone, word)) => word,
            Some((_, word)) if !reading.scoped => word,
            Some((_, word)) => {
                text.clone_from(&scope);
                text.extend_from_slice(words.key(word));
                words.intern(&text)
            }
        });
    }
    keys
}

/// First and last day of what the tables hold.
#[allow(clippy::cast_possible_truncation)]
#[must_use]
pub fn span(tables: &Tables) -> Option<[String; 2]> {
    let days = tables.days();
    let (first, last) = days.fold((i32::MAX, i32::MIN), |(first, last), day| (first.min(day), last.max(day)));
    (first <= last).then(|| [format_day(first), format_day(last)])
}

impl Tables {
    /// Puts every time through a function; times of refunds and of other tables too.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn map_times(&mut self, turn: fn(i64) -> i64) {
        let Self { orders, refunds, people, checkouts, returns, spend, feedback, rates, .. } = self;
        orders.time.iter_mut().for_each(|time| *time = turn(*time));
        refunds.iter_mut().for_each(|refund| refund.time = turn(refund.time));
        let others = checkouts.iter_mut().map(|row| &mut row.time);
        let others = others.chain(returns.iter_mut().map(|row| &mut row.time));
        let others = others
            .chain(feedback.iter_mut().flat_map(|row| [&mut row.time, &mut row.answered, &mut row.solved]));
        others.flatten().for_each(|time| *time = turn(*time));
        let known = people.attributes.iter_mut().filter(|attribute| attribute.at != UNDATED);
        known.for_each(|attribute| attribute.at = turn(attribute.at));
        let days = spend.iter_mut().filter_map(|row| row.days.as_mut()).flat_map(|(from, to)| [from, to]);
        let days = days.chain(rates.iter_mut().map(|rate| &mut rate.day));
        days.for_each(|day| *day = turn(i64::from(*day) * DAY_MS).div_euclid(DAY_MS) as i32);
    }

    /// Leaves out times that can be read both ways, where the rows are of use without.
    pub(super) fn forget_times(&mut self) {
        self.people.attributes.iter_mut().for_each(|attribute| attribute.at = UNDATED);
    }

    /// Days of everything that has one; of orders the first and the last.
    #[allow(clippy::cast_possible_truncation)]
    fn days(&self) -> impl Iterator<Item = i32> + '_ {
        let ends = [self.orders.time.iter().copied().min(), self.orders.time.iter().copied().max()];
        let times = ends.into_iter().flatten();
        let times = times.chain(self.refunds.iter().map(|refund| refund.time));
        let times = times.chain(self.checkouts.iter().filter_map(|row| row.time));
        let times = times.chain(self.returns.iter().filter_map(|row| row.time));
        let times = times.chain(self.feedback.iter().filter_map(|row| row.time));
        let days = times.map(|ms| ms.div_euclid(DAY_MS) as i32);
        let ranges = self.spend.iter().map(|row| row.days).chain(self.traffic.iter().map(|row| row.days));
        let days = days.chain(ranges.flatten().flat_map(|(from, to)| [from, to]));
        days.chain(self.rates.iter().map(|rate| rate.day))
    }
}

/// An export of orders in which no amount stands.
#[must_use]
pub fn no_amounts(tables: &Tables) -> Option<Notice> {
    (!tables.orders.is_empty() && !tables.orders.has_amounts()).then(|| {
        let message = "This export has no amounts: its orders and customers count, but their sales are unknown and are added as 0. Add an export of the same orders with prices.";
        Notice::new("noAmounts", Severity::Warning, message.to_owned(), &[])
    })
}

/// What to tell about dates that stayed ambiguous and are left out.
#[must_use]
pub fn undated(sample: &str) -> Notice {
    let message = format!(
        "Dates like {sample} can be read as day/month or as month/day; the table was read without them."
    );
    Notice::new("datesLeftOut", Severity::Warning, message, &[("sample", sample.to_owned())])
}
