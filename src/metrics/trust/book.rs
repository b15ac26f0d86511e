//! Orders of all files, each once: what the other metrics of this family count.
//!
//! An order that stands in several files of one origin counts in the newest: the file of the highest rank, then the one whose last
//! order is the latest, then the order that is furthest on (refunded, cancelled). Payments are orders only where no export of
//! orders is there. What lies after as-of is left out.

use crate::money::Currency;
use crate::tables::shop::orders::NO_TIME;
use crate::tables::shop::refunds::given_back;
use crate::tables::shop::sales::{Policy, Sales, sales_as};
use crate::tables::shop::{Kind, Loaded, NO_WORD, Part, Refund, Standing, Word};
use crate::time::{DAY_MS, Zone};
use std::collections::{BTreeMap, BTreeSet};

/// Where the ids of a file's orders come from, and which of such files says what an order is worth.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Files of one origin share their orders' ids.
    pub name: String,
    /// The highest is asked first.
    pub rank: u8,
}

/// How times are read.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The zone of days, and of times that name none.
    pub zone: &'a Zone,
    /// The last instant that counts.
    pub as_of: Option<i64>,
}

/// What a view says of each order, by its file's place and its own.
pub struct Reading<'a> {
    /// Whether it counts.
    pub standing: &'a dyn Fn(usize, usize) -> Standing,
    /// Its buyer's key, [`NO_WORD`] for none.
    pub buyer: &'a dyn Fn(usize, usize) -> Word,
    /// The zone of a file's times that name none, where the file has its own.
    pub zone: &'a dyn Fn(usize) -> Option<&'a Zone>,
}

/// Orders and dated refunds of all files.
pub struct Book<'a> {
    /// The files.
    pub files: &'a [Loaded<'a>],
    /// How their times are read.
    pub clock: Clock<'a>,
    /// Orders that stand in another file too, and count there.
    pub superseded: u64,
    /// Time of the last order of each file.
    last: Vec<Option<i64>>,
    entries: Vec<Entry>,
    refunds: Vec<(usize, usize, (i64, u8))>,
}

#[derive(Clone, Copy)]
struct Entry {
    file: usize,
    order: usize,
    when: (i64, u8),
    standing: Standing,
    buyer: Word,
}

/// Money given back on a day of its own.
#[derive(Clone, Copy)]
pub struct GivenBack<'a> {
    /// Its file.
    pub file: &'a Loaded<'a>,
    /// The refund.
    pub refund: &'a Refund,
    /// When, and the time's anchor.
    pub when: (i64, u8),
    /// What counts of it.
    pub amount: i64,
}

/// One order.
#[derive(Clone, Copy)]
pub struct Sold<'a> {
    /// Its file.
    pub file: &'a Loaded<'a>,
    /// Its number there.
    pub order: usize,
    /// When: milliseconds of what `anchor` says.
    pub time: i64,
    /// 0 instant, 1 wall time of the shop, 2 date.
    pub anchor: u8,
    /// Whether it counts.
    pub standing: Standing,
    /// Its buyer's key.
    pub buyer: Word,
}

impl Clock<'_> {
    /// The instant of a time with its anchor: 0 instant, 1 wall time, 2 date.
    #[must_use]
    pub fn instant(&self, time: i64, anchor: u8) -> i64 {
        if anchor == 0 { time } else { self.zone.instant(time) }
    }

    /// The local day of a time with its anchor.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn day(&self, time: i64, anchor: u8) -> i32 {
        let local = if anchor == 0 { self.zone.local(time) } else { time };
        local.div_euclid(DAY_MS) as i32
    }

    fn counts(&self, (time, anchor): (i64, u8)) -> bool {
        self.as_of.is_none_or(|as_of| self.instant(time, anchor) <= as_of)
    }
}

impl<'a> Book<'a> {
    /// The book of files with the origins of their orders.
    #[must_use]
    pub fn new(files: &'a [Loaded<'a>], origins: &[Origin], reading: &Reading, clock: Clock<'a>) -> Self {
        let sold = files.iter().any(|file| file.kind == Kind::Orders && !file.tables.orders.is_empty());
        let wanted = if sold { Kind::Orders } else { Kind::Payments };
        let last = files.iter().map(last_time).collect();
        let mut book = Self { files, clock, superseded: 0, last, entries: Vec::new(), refunds: Vec::new() };
        let mut known = BTreeSet::new();
        for (at, file) in files.iter().enumerate().filter(|(_, file)| file.kind == wanted) {
            let same = |other: &usize| *other != at && origins[*other].name == origins[at].name;
            let twins: Vec<usize> =
                (0..files.len()).filter(same).filter(|&other| files[other].kind == wanted).collect();
            for order in 0..file.tables.orders.len() {
                book.add(at, order, &twins, origins, reading);
            }
            for (refund, row) in file.tables.refunds.iter().enumerate() {
                let new = row.id == NO_WORD || known.insert((&origins[at].name, row.id));
                let told =
                    |&twin: &usize| origins[twin].rank > origins[at].rank && says_refund(&files[twin], row);
                let when = placed(row.time, row.anchor, (reading.zone)(at));
                if new && !twins.iter().any(told) && clock.counts(when) {
                    book.refunds.push((at, refund, when));
                }
            }
        }
        book
    }

    fn add(&mut self, file: usize, order: usize, twins: &[usize], origins: &[Origin], reading: &Reading) {
        let orders = &self.files[file].tables.orders;
        let when = placed(orders.time[order], orders.anchor[order], (reading.zone)(file));
        if when.1 == NO_TIME || !self.clock.counts(when) {
            return;
        }
        let state = |file: usize, order: usize| {
            let refund = self.files[file].tables.orders.part(Part::Refund, order);
            let further = ((reading.standing)(file, order) as u8, refund);
            (origins[file].rank, self.last[file], further, std::cmp::Reverse((self.files[file].name, file)))
        };
        let id = orders.id[order];
        let others = twins.iter().filter_map(|&twin| Some((twin, self.files[twin].tables.orders.find(id)?)));
        let others: Vec<(usize, usize)> = if id == NO_WORD { Vec::new() } else { others.collect() };
        if others.iter().any(|&(twin, there)| state(twin, there) > state(file, order)) {
            self.superseded += 1;
            return;
        }
        let own = (reading.buyer)(file, order);
        let named =
            others.iter().map(|&(twin, there)| (reading.buyer)(twin, there)).find(|&key| key != NO_WORD);
        let buyer = if own == NO_WORD { named.unwrap_or(NO_WORD) } else { own };
        let standing = (reading.standing)(file, order);
        self.entries.push(Entry { file, order, when, standing, buyer });
    }

    /// Every order once, whether it counts or not.
    pub fn orders(&self) -> impl Iterator<Item = Sold<'a>> + '_ {
        self.entries.iter().map(|&Entry { file, order, when: (time, anchor), standing, buyer }| Sold {
            file: &self.files[file],
            order,
            time,
            anchor,
            standing,
            buyer,
        })
    }

    /// Orders that count and have an amount, unless their whole file has none.
    pub fn counted(&self) -> impl Iterator<Item = Sold<'a>> + '_ {
        let told =
            |sold: &Sold| sold.net(Policy::default()).is_some() || !sold.file.tables.orders.has_amounts();
        self.orders().filter(move |sold| sold.counts() && told(sold))
    }

    /// Refunds with a day of their own, each once.
    #[must_use]
    pub fn refunds(&self, policy: Policy) -> Vec<GivenBack<'a>> {
        let counted: Vec<Vec<i64>> =
            self.files.iter().map(|file| given_back(file.tables, file.manner, policy)).collect();
        let line = |&(file, refund, when): &(usize, usize, (i64, u8))| GivenBack {
            file: &self.files[file],
            refund: &self.files[file].tables.refunds[refund],
            when,
            amount: counted[file][refund],
        };
        self.refunds.iter().map(line).collect()
    }

    /// Currency and net sales of every order that counts, by its file's place and its number.
    pub fn worth(&self, policy: Policy) -> impl Fn(usize, usize) -> Option<(Currency, i64)> + '_ {
        let counts = |entry: &&Entry| matches!(entry.standing, Standing::Counts | Standing::Refunded);
        let counted: BTreeMap<(usize, usize), Entry> =
            self.entries.iter().filter(counts).map(|entry| ((entry.file, entry.order), *entry)).collect();
        move |file, order| {
            let entry = counted.get(&(file, order))?;
            let file = &self.files[file];
            let orders = &file.tables.orders;
            let sales = sales_as(orders, order, entry.standing, file.manner, policy)?;
            Some((file.tables.currency_of(orders.currency[order]), sales.net()))
        }
    }
}

/// A time with its anchor; a wall time of a file that names its zone is an instant.
fn placed(time: i64, anchor: u8, zone: Option<&Zone>) -> (i64, u8) {
    match zone {
        Some(zone) if anchor == 1 => (zone.instant(time), 0),
        _ => (time, anchor),
    }
}

/// Whether a file says what was given back of a refund's order.
fn says_refund(file: &Loaded, refund: &Refund) -> bool {
    let orders = &file.tables.orders;
    orders.find(refund.order).is_some_and(|order| orders.part(Part::Refund, order).is_some())
}

fn last_time(file: &Loaded) -> Option<i64> {
    let orders = &file.tables.orders;
    let times = orders.time.iter().zip(&orders.anchor).filter(|(_, anchor)| **anchor != NO_TIME);
    times.map(|(time, _)| *time).max()
}

impl Sold<'_> {
    /// Whether it counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.standing, Standing::Counts | Standing::Refunded)
    }

    /// Its currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.file.tables.currency_of(self.file.tables.orders.currency[self.order])
    }

    /// A part of its total.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<i64> {
        self.file.tables.orders.part(part, self.order)
    }

    /// Sales; `None` where no amount is known.
    #[must_use]
    pub fn sales(&self, policy: Policy) -> Option<Sales> {
        sales_as(&self.file.tables.orders, self.order, self.standing, self.file.manner, policy)
    }

    /// Net sales; `None` where no amount is known.
    #[must_use]
    pub fn net(&self, policy: Policy) -> Option<i64> {
        self.net_as(self.standing, policy)
    }

    /// The same if it stood otherwise.
    #[must_use]
    pub fn net_as(&self, standing: Standing, policy: Policy) -> Option<i64> {
        let orders = &self.file.tables.orders;
        Some(sales_as(orders, self.order, standing, self.file.manner, policy)?.net())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::tables::shop::fixture::Shop;

    /// The book of a shop, its sources the origins, in UTC.
    pub fn book<'a>(files: &'a [Loaded<'a>], zone: &'a Zone) -> Book<'a> {
        let origin = |file: &Loaded| Origin { name: file.source.to_owned(), rank: 0 };
        let origins: Vec<Origin> = files.iter().map(origin).collect();
        let standing = |file: usize, order: usize| files[file].tables.orders.standing[order];
        let buyer = |file: usize, order: usize| {
            let person = files[file].tables.orders.person[order];
            files[file].keys.get(person as usize).copied().unwrap_or(NO_WORD)
        };
        let reading = Reading { standing: &standing, buyer: &buyer, zone: &|_| None };
        Book::new(files, &origins, &reading, Clock { zone, as_of: None })
    }

    fn shop(turned: bool) -> Shop {
        let mut shop = Shop::new();
        let old = |shop: &mut Shop| {
            shop.file("a", "A", Kind::Orders);
            shop.order("1", "email=x@x", "", 0, 10);
            shop.order("2", "email=x@x", "", 1, 20);
        };
        let new = |shop: &mut Shop| {
            shop.file("a", "A", Kind::Orders);
            shop.order("2", "", "", 1, 25);
            shop.order("3", "", "", 2, 40);
        };
        if turned {
            new(&mut shop);
            old(&mut shop);
        } else {
            old(&mut shop);
            new(&mut shop);
        }
        shop
    }

    /// Order 2 stands in both files and counts as the newer one has it, with the buyer whom the older one names.
    #[test]
    fn an_order_counts_once_in_any_order_of_files() {
        let utc = Zone::utc();
        for turned in [false, true] {
            let shop = shop(turned);
            let files = shop.loaded();
            let book = book(&files, &utc);
            let net: i64 = book.counted().filter_map(|order| order.net(Policy::default())).sum();
            assert_eq!((net, book.superseded, book.counted().count()), (750_000, 1, 3), "{turned}");
            assert_eq!(book.counted().filter(|order| order.buyer != NO_WORD).count(), 2);
        }
    }

    #[test]
    fn payments_count_where_no_orders_are() {
        let utc = Zone::utc();
        let mut shop = Shop::new();
        shop.file("p", "P", Kind::Payments).order("1", "", "", 0, 10);
        assert_eq!(book(&shop.loaded(), &utc).counted().count(), 1);
        shop.file("a", "A", Kind::Orders).order("7", "", "", 0, 10);
        shop.order("8", "", "", 0, 10);
        assert_eq!(book(&shop.loaded(), &utc).counted().count(), 2);
    }

    #[test]
    fn as_of_is_the_last_instant() {
        let utc = Zone::utc();
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        (0..3).for_each(|day| _ = shop.order(&day.to_string(), "", "", day, 1));
        let files = shop.loaded();
        let reading = Reading { standing: &|_, _| Standing::Counts, buyer: &|_, _| NO_WORD, zone: &|_| None };
        let as_of = Some(crate::tables::shop::fixture::START + DAY_MS);
        let origins = [Origin { name: "a".to_owned(), rank: 0 }];
        let book = Book::new(&files, &origins, &reading, Clock { zone: &utc, as_of });
        assert_eq!(book.orders().count(), 2);
    }
}
