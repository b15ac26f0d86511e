//! Orders by country, and the hours at which each region buys, by its own clocks.
//!
//! Definitions: the country is the shipping address's, else the billing address's. The region's zone is the province's where a
//! large country spans several, else that of most of its people (IANA time zone database). Hours are of orders whose time has
//! one: a time without an offset is the shop's, a date has none. The three clocks show the same orders: by the shop's zone, by
//! the zone of each order's region, and by UTC. Refunds of a later day are taken off the country of their order.

use super::book::{Book, Sold};
use super::in_major;
use crate::money::Currency;
use crate::tables::interner::Interner;
use crate::tables::shop::sales::Policy;
use crate::tables::shop::{NO_WORD, Word};
use crate::time::{DAY_MS, Zone, weekday};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Hours of a week.
const WEEK: usize = 7 * 24;
/// So many words that are no country are listed.
const LISTED: usize = 100;

/// Where an order went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// IANA zone.
    pub zone: &'static str,
}

/// What is known of places.
pub struct Places<'a> {
    /// The place that the words of a country and a province name; `None` where they name none.
    pub of: &'a BTreeMap<(Word, Word), Option<Place>>,
    /// Tables of zones by name.
    pub zones: &'a BTreeMap<String, Zone>,
}

/// Orders by region.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegionAudit {
    /// Orders that count.
    pub orders: u64,
    /// Those with a country.
    pub known: u64,
    /// Countries, most orders first.
    pub countries: Vec<CountryLine>,
    /// Words that are no country, most orders first.
    pub unknown: Vec<UnknownWord>,
    /// By country, in its own time.
    pub hours: Option<Vec<Hours>>,
    /// Over all, by three clocks.
    pub clocks: Option<Clocks>,
}

/// A country's orders.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CountryLine {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Orders.
    pub orders: u64,
    /// People with a key.
    pub customers: usize,
    /// By currency.
    pub net_sales: Vec<CurrencyAmount>,
    /// Zones of its orders.
    pub zones: Vec<&'static str>,
}

/// An amount with its currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CurrencyAmount {
    /// Code.
    pub currency: String,
    /// In major units.
    pub amount: f64,
}

/// A word that is no country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// Its orders.
    pub orders: u64,
}

/// A country's week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// The zone of most of its orders; each order counts by its own.
    pub zone: &'static str,
    /// Orders with an hour.
    pub orders: u64,
    /// By weekday, Monday first, and hour.
    pub cells: Vec<u64>,
}

/// The same orders by three clocks, 7 × 24 each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clocks {
    /// The shop's.
    pub shop: Vec<u64>,
    /// The buyers' own.
    pub customer: Vec<u64>,
    /// UTC.
    pub utc: Vec<u64>,
}

#[derive(Default)]
struct Region {
    orders: u64,
    people: BTreeSet<Word>,
    net: BTreeMap<Currency, i64>,
    zones: BTreeMap<&'static str, u64>,
    hours: u64,
    cells: Vec<u64>,
}

/// Orders of the book by country.
#[must_use]
pub fn regions(book: &Book, words: &Interner, policy: Policy, places: &Places) -> RegionAudit {
    let mut regions: BTreeMap<&'static str, Region> = BTreeMap::new();
    let mut unknown: BTreeMap<Word, u64> = BTreeMap::new();
    let mut clocks = [vec![0; WEEK], vec![0; WEEK], vec![0; WEEK]];
    let mut orders = 0;
    for sold in book.counted() {
        orders += 1;
        let table = &sold.file.tables.orders;
        let (country, province) = (table.country.get(sold.order), table.region.get(sold.order));
        match places.of.get(&(country, province)).copied().flatten() {
            Some(place) => regions.entry(place.country).or_default().add(&sold, place, policy),
            None if country != NO_WORD => *unknown.entry(country).or_default() += 1,
            None => {}
        }
    }
    for back in book.refunds(policy) {
        let orders = &back.file.tables.orders;
        let Some(order) = orders.find(back.refund.order) else { continue };
        if let Some(place) =
            places.of.get(&(orders.country.get(order), orders.region.get(order))).copied().flatten()
        {
            let currency = back.file.tables.currency_of(back.refund.currency);
            *regions.entry(place.country).or_default().net.entry(currency).or_default() -= back.amount;
        }
    }
    for (sold, place) in placed(book, places) {
        let Some(cells) = cells(book, &sold, place, places) else { continue };
        cells.iter().zip(&mut clocks).for_each(|(&cell, clock)| clock[cell] += 1);
        regions.entry(place.country).or_default().hour(cells[1]);
    }
    let hours: Vec<Hours> = regions.iter().filter(|(_, region)| region.hours > 0).map(hours_of).collect();
    let [shop, customer, utc] = clocks;
    let any = !hours.is_empty();
    RegionAudit {
        orders,
        known: regions.values().map(|region| region.orders).sum(),
        hours: any.then(|| most_first(hours, |hours| hours.orders)),
        clocks: any.then_some(Clocks { shop, customer, utc }),
        countries: most_first(regions.into_iter().map(line).collect(), |line| line.orders),
        unknown: unknown_words(unknown, words),
    }
}

/// Orders with a place.
fn placed<'a>(book: &'a Book<'a>, places: &'a Places) -> impl Iterator<Item = (Sold<'a>, Place)> {
    book.counted().filter_map(|sold| {
        let table = &sold.file.tables.orders;
        let place = places.of.get(&(table.country.get(sold.order), table.region.get(sold.order)))?;
        Some((sold, (*place)?))
    })
}

/// The hour of the week by the shop's, the buyer's and UTC's clock; `None` for a date, and where the zone's table is missing.
fn cells(book: &Book, sold: &Sold, place: Place, places: &Places) -> Option<[usize; 3]> {
    let own = places.zones.get(place.zone)?;
    (sold.anchor < 2).then(|| {
        let instant = book.clock.instant(sold.time, sold.anchor);
        [book.clock.zone.local(instant), own.local(instant), instant].map(hour_of_week)
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn hour_of_week(local: i64) -> usize {
    let day = local.div_euclid(DAY_MS) as i32;
    weekday(day) as usize * 24 + (local.rem_euclid(DAY_MS) / 3_600_000) as usize
}

impl Region {
    fn add(&mut self, sold: &Sold, place: Place, policy: Policy) {
        self.orders += 1;
        if sold.buyer != NO_WORD {
            self.people.insert(sold.buyer);
        }
        *self.net.entry(sold.currency()).or_default() += sold.net(policy).unwrap_or(0);
        *self.zones.entry(place.zone).or_default() += 1;
    }

    fn hour(&mut self, cell: usize) {
        self.cells.resize(WEEK, 0);
        self.cells[cell] += 1;
        self.hours += 1;
    }
}

fn hours_of((&country, region): (&&'static str, &Region)) -> Hours {
    let zone = region.zones.iter().rev().max_by_key(|(_, orders)| **orders).map_or("", |(zone, _)| *zone);
    Hours { country, zone, orders: region.hours, cells: region.cells.clone() }
}

fn line((country, region): (&'static str, Region)) -> CountryLine {
    let amount = |(currency, net): (Currency, i64)| CurrencyAmount {
        currency: currency.code().to_owned(),
        amount: in_major(net),
    };
    CountryLine {
        country,
        orders: region.orders,
        customers: region.people.len(),
        net_sales: region.net.into_iter().map(amount).collect(),
        zones: region.zones.into_keys().collect(),
    }
}

fn unknown_words(unknown: BTreeMap<Word, u64>, words: &Interner) -> Vec<UnknownWord> {
    let text = |word: Word| String::from_utf8_lossy(words.key(word)).into_owned();
    let mut lines: Vec<UnknownWord> =
        unknown.into_iter().map(|(word, orders)| UnknownWord { word: text(word), orders }).collect();
    lines.sort_by(|a, b| b.orders.cmp(&a.orders).then_with(|| a.word.cmp(&b.word)));
    lines.truncate(LISTED);
    lines
}

/// The largest first; equal ones keep their order.
fn most_first<T>(mut lines: Vec<T>, orders: impl Fn(&T) -> u64) -> Vec<T> {
    lines.sort_by_key(|line| std::cmp::Reverse(orders(line)));
    lines
}

#[cfg(test)]
mod tests {
    use super::super::book::tests::book;
    use super::*;
    use crate::tables::shop::Kind;
    use crate::tables::shop::fixture::{START, Shop};
    use crate::time::day_of;
    use chrono::{Offset, TimeZone, Utc};
    use chrono_tz::Tz;

    /// The table of a zone for the data's two years, hour by hour.
    fn zone(name: &str) -> Zone {
        let tz: Tz = name.parse().unwrap();
        let offset = |ms: i64| {
            tz.offset_from_utc_datetime(&Utc.timestamp_millis_opt(ms).unwrap().naive_utc())
                .fix()
                .local_minus_utc()
        };
        let (mut transitions, mut offsets) = (Vec::new(), vec![offset(START)]);
        for ms in (0..2 * 366 * 24).map(|hour| START + hour * 3_600_000) {
            if offset(ms) != *offsets.last().unwrap() {
                transitions.push(ms);
                offsets.push(offset(ms));
            }
        }
        Zone::new(name, transitions, &offsets).unwrap()
    }

    /// An order at an instant, in milliseconds after midnight UTC of a day.
    fn order(
        shop: &mut Shop,
        country: &str,
        (year, month, day): (i32, u32, u32),
        clock: (i64, i64),
    ) -> usize {
        let id = shop.tables().orders.len().to_string();
        let order = shop.order(&id, "email=a@x", country, 0, 10);
        let midnight = i64::from(day_of(year, month, day)) * DAY_MS;
        shop.tables().orders.time[order] = midnight + (clock.0 * 60 + clock.1) * 60_000;
        order
    }

    fn audit(shop: &Shop, shop_zone: &Zone) -> RegionAudit {
        let places = [("US", "America/New_York"), ("AU", "Australia/Sydney"), ("IN", "Asia/Kolkata")];
        let of = places.into_iter().filter_map(|(country, zone)| {
            Some(((shop.words.find(country.as_bytes())?, NO_WORD), Some(Place { country, zone })))
        });
        let zones = places.into_iter().map(|(_, name)| (name.to_owned(), zone(name))).collect();
        let files = shop.loaded();
        let places = Places { of: &of.collect(), zones: &zones };
        regions(&book(&files, shop_zone), &shop.words, Policy::default(), &places)
    }

    fn busy(cells: &[u64]) -> Vec<(usize, usize)> {
        let cells = cells.iter().enumerate().filter(|(_, orders)| **orders > 0);
        cells.map(|(cell, _)| (cell / 24, cell % 24)).collect()
    }

    /// Sunday 8 March 2026: New York's clocks go from 01:59 to 03:00 at 07:00 UTC.
    #[test]
    fn new_york_skips_an_hour() {
        for (clock, hour) in [((6, 59), 1), ((7, 1), 3)] {
            let mut shop = Shop::new();
            shop.file("a", "A", Kind::Orders);
            order(&mut shop, "US", (2026, 3, 8), clock);
            let found = audit(&shop, &Zone::utc());
            assert_eq!(busy(&found.hours.unwrap()[0].cells), [(6, hour)]);
        }
    }

    /// Sydney is eleven hours ahead in January and ten in July; Kolkata five and a half all year.
    #[test]
    fn three_clocks_show_the_same_order() {
        for (country, month, clock, local) in
            [("AU", 1, (14, 30), (4, 1)), ("AU", 7, (14, 30), (3, 0)), ("IN", 7, (18, 30), (3, 0))]
        {
            let mut shop = Shop::new();
            shop.file("a", "A", Kind::Orders);
            let day = if month == 1 { 8 } else { 1 };
            order(&mut shop, country, (2026, month, day), clock);
            let found = audit(&shop, &zone("America/New_York"));
            let clocks = found.clocks.unwrap();
            assert_eq!(busy(&clocks.customer), [local], "{country} {month}");
            let utc_day = if month == 1 { 3 } else { 2 };
            assert_eq!(busy(&clocks.utc), [(utc_day, usize::try_from(clock.0).unwrap())]);
            let behind = if month == 1 { 5 } else { 4 };
            assert_eq!(busy(&clocks.shop), [(utc_day, usize::try_from(clock.0).unwrap() - behind)]);
        }
    }

    #[test]
    fn dates_have_no_hours() {
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        let order = order(&mut shop, "US", (2026, 3, 8), (0, 0));
        shop.tables().orders.anchor[order] = 2;
        let found = audit(&shop, &Zone::utc());
        assert_eq!((found.hours, found.clocks, found.known), (None, None, 1));
    }

    /// A time without an offset is the shop's: 20:00 in New York is 01:00 UTC of the next day.
    #[test]
    fn wall_times_are_the_shops() {
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        let order = order(&mut shop, "US", (2026, 1, 8), (20, 0));
        shop.tables().orders.anchor[order] = 1;
        let clocks = audit(&shop, &zone("America/New_York")).clocks.unwrap();
        assert_eq!(
            [&clocks.shop, &clocks.customer, &clocks.utc].map(|clock| busy(clock)[0]),
            [(3, 20), (3, 20), (4, 1)]
        );
    }

    #[test]
    fn countries_unknown_words_and_people() {
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        for country in ["US", "IN", "US", "Atlantis", ""] {
            order(&mut shop, country, (2026, 3, 9), (12, 0));
        }
        let found = audit(&shop, &Zone::utc());
        assert_eq!((found.orders, found.known), (5, 3));
        let lines: Vec<_> = found
            .countries
            .iter()
            .map(|l| (l.country, l.orders, l.customers, l.net_sales[0].amount))
            .collect();
        assert_eq!(lines, [("US", 2, 1, 20.0), ("IN", 1, 1, 10.0)]);
        assert_eq!(found.unknown, [UnknownWord { word: "Atlantis".to_owned(), orders: 1 }]);
        assert_eq!(found.countries[0].zones, ["America/New_York"]);
    }
}
