//! Carts: what is added and not bought, what is compared, and where a full cart leads to no order.
//!
//! A group (country, device, channel or product) has the signal "high add-to-cart, very low conversion" where its
//! rate of adding surely lies above the shop's, and its rate of buying after an add surely below: the Wilson
//! limits must lie on the other side. Products: abandoned = added in a session without an order. Compared: two products
//! of one category viewed in turn in one session. Units: sessions. Source: Linger.

use super::{Definition, Rate, Unit, define, grouped, largest};
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::sessions::{Channel, Session, Sessions};
use crate::tables::words::NO_WORD;
use serde::Serialize;
use std::collections::BTreeMap;

/// Products and pairs listed.
const LISTED: usize = 200;

/// The report's section on carts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Carts {
    /// Sessions with an add, of all.
    pub added: Rate,
    /// Sessions with an order, of those with an add.
    pub bought: Rate,
    /// Groups where much is added and little bought.
    pub signals: Vec<Signal>,
    /// Products by how often they are added.
    pub products: Vec<Product>,
    /// Products viewed in turn.
    pub compared: Vec<Pair>,
}

/// A group where much is added and little bought.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signal {
    /// "country", "device", "channel" or "product".
    pub by: &'static str,
    /// Which.
    pub value: String,
    /// Sessions with an add, of the group's; for products, of those that saw it.
    pub added: Rate,
    /// Sessions with an order, of those with an add.
    pub bought: Rate,
}

/// What became of a product.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Product {
    /// Product id.
    pub product: String,
    /// Sessions that saw it.
    pub viewed: u64,
    /// Sessions that added it, of those that saw or added it.
    pub added: Rate,
    /// Sessions that removed it, of those that added it.
    pub removed: Rate,
    /// Sessions with an order, of those that added it.
    pub bought: Rate,
    /// Sessions that added it and left without an order.
    pub abandoned: u64,
}

/// Two products that are compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Sessions that went from one to the other.
    pub sessions: u64,
    /// Changes from one to the other.
    pub changes: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    met: u64,
    viewed: u64,
    added: u64,
    removed: u64,
    bought: u64,
}

/// The carts of the sessions.
#[must_use]
pub fn carts(events: &Events, sessions: &Sessions) -> Carts {
    let added = Rate::of(&sessions.rows, |session| session.adds > 0);
    let adders: Vec<&Session> = sessions.rows.iter().filter(|session| session.adds > 0).collect();
    let bought = Rate::of(&adders, |session| session.orders > 0);
    let tallies = products(events, sessions);
    let products: Vec<Product> = tallies.into_iter().map(|(id, tally)| product(events, id, tally)).collect();
    let products = largest(products, usize::MAX, &|product| product.added.part, &|product| &product.product);
    let mut signals = Vec::new();
    let word = |word: u32| events.words.text(word).to_owned();
    let channel = |number: u32| Channel::ALL[number as usize].name().to_owned();
    let kinds: [Grouping; 3] = [
        ("country", &|session| session.country, &word),
        ("device", &|session| session.device, &word),
        ("channel", &|session| session.channel as u32, &channel),
    ];
    for (by, key, text) in kinds {
        let groups: Vec<Signal> = grouped(&sessions.rows, key)
            .into_iter()
            .map(|(value, rows)| of_group(by, text(value), &rows))
            .collect();
        signals.extend(largest(groups, usize::MAX, &|group| group.added.part, &|group| &group.value));
    }
    signals.extend(products.iter().map(|product| Signal {
        by: "product",
        value: product.product.clone(),
        added: product.added,
        bought: product.bought,
    }));
    let product_rate = Rate::new(
        products.iter().map(|product| product.added.part).sum(),
        products.iter().map(|product| product.added.whole).sum(),
    );
    signals.retain(|signal| {
        let usual = if signal.by == "product" { product_rate } else { added };
        stands_out(signal, usual, bought)
    });
    let products = products.into_iter().take(LISTED).collect();
    Carts { added, bought, signals, products, compared: compared(events, sessions) }
}

fn of_group(by: &'static str, value: String, rows: &[&Session]) -> Signal {
    let adders: Vec<&&Session> = rows.iter().filter(|session| session.adds > 0).collect();
    let bought = Rate::of(&adders, |session| session.orders > 0);
    Signal { by, value, added: Rate::of(rows, |session| session.adds > 0), bought }
}

/// How sessions are told apart: name, number and text of the value.
type Grouping<'a> = (&'static str, &'a dyn Fn(&Session) -> u32, &'a dyn Fn(u32) -> String);

/// Surely added more and bought less.
fn stands_out(signal: &Signal, added: Rate, bought: Rate) -> bool {
    let more = signal.added.low.zip(added.share).is_some_and(|(low, usual)| low > usual);
    let less = signal.bought.high.zip(bought.share).is_some_and(|(high, usual)| high < usual);
    more && less
}

fn products(events: &Events, sessions: &Sessions) -> BTreeMap<u32, Tally> {
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for row in &sessions.rows {
        let mut own: BTreeMap<u32, [bool; 3]> = BTreeMap::new();
        for &event in sessions.events(row) {
            let event = event as usize;
            let place = match events.kind[event] {
                Kind::Product => 0,
                Kind::Add => 1,
                Kind::Remove => 2,
                _ => continue,
            };
            let product = events.word(event, Fact::Product);
            if product != NO_WORD {
                own.entry(product).or_default()[place] = true;
            }
        }
        for (product, [viewed, added, removed]) in own {
            let tally = tallies.entry(product).or_default();
            tally.met += u64::from(viewed || added);
            tally.viewed += u64::from(viewed);
            tally.added += u64::from(added);
            tally.removed += u64::from(added && removed);
            tally.bought += u64::from(added && row.orders > 0);
        }
    }
    tallies
}

fn product(events: &Events, id: u32, tally: Tally) -> Product {
    Product {
        product: events.words.text(id).to_owned(),
        viewed: tally.viewed,
        added: Rate::new(tally.added, tally.met),
        removed: Rate::new(tally.removed, tally.added),
        bought: Rate::new(tally.bought, tally.added),
        abandoned: tally.added - tally.bought,
    }
}

fn compared(events: &Events, sessions: &Sessions) -> Vec<Pair> {
    let mut pairs: BTreeMap<(u32, u32), (u64, u64, usize)> = BTreeMap::new();
    for (session, row) in (1..).zip(&sessions.rows) {
        let mut last: Option<(u32, u32)> = None;
        for &event in
            sessions.events(row).iter().filter(|&&event| events.kind[event as usize] == Kind::Product)
        {
            let event = event as usize;
            let seen = (events.word(event, Fact::Product), events.word(event, Fact::Category));
            let before = last.replace(seen).filter(|(product, category)| {
                *category != NO_WORD && *category == seen.1 && *product != seen.0
            });
            if let Some((other, _)) = before {
                let pair = pairs.entry((other.min(seen.0), other.max(seen.0))).or_default();
                pair.0 += u64::from(pair.2 != session);
                pair.1 += 1;
                pair.2 = session;
            }
        }
    }
    let pairs: Vec<(String, Pair)> = pairs
        .into_iter()
        .map(|((a, b), (sessions, changes, _))| {
            let mut names = [events.words.text(a).to_owned(), events.words.text(b).to_owned()];
            if names[1] < names[0] {
                names.swap(0, 1);
            }
            let [a, b] = names;
            (format!("{a}\u{1f}{b}"), Pair { a, b, sessions, changes })
        })
        .collect();
    let pairs = largest(pairs, LISTED, &|(_, pair)| pair.changes, &|(text, _)| text);
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("carts.added", Unit::Share, "Sessions with an add to the cart, of all.", "Interval: Wilson 1927."),
    define("carts.bought", Unit::Share, "Sessions with an order, of those with an add.", "Interval: Wilson 1927."),
    define("carts.signals", Unit::None, "Countries, devices, channels and products with surely more adds and surely fewer orders after an add than the shop as a whole.", "Wilson 1927."),
    define("carts.products.abandoned", Unit::Count, "Sessions that added the product and ended without an order.", "Linger."),
    define("carts.compared", Unit::Count, "Pairs of products of one category that were viewed one after the other in one session.", "Linger."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    /// 100 sessions from DE add and never buy; of 300 from FR 60 add and buy.
    #[test]
    fn much_added_little_bought() {
        let mut shop = Shop::new();
        for visitor in 0..400 {
            let german = visitor < 100;
            let country = if german { r#""co":"DE""# } else { r#""co":"FR""# };
            shop.visitor(&format!("v{visitor}")).at(0).page(&format!("p{visitor}"), "product", country);
            shop.event("product", r#""id":"lamp""#);
            if german || visitor < 160 {
                shop.event("add", r#""id":"lamp""#);
            }
            if !german && visitor < 160 {
                shop.event("order", "");
            }
        }
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = carts(&events, &sessions);
        let signals: Vec<_> = found.signals.iter().map(|s| (s.by, s.value.as_str(), s.bought.part)).collect();
        assert_eq!(signals, [("country", "DE", 0)]);
        assert_eq!((found.products[0].abandoned, found.products[0].viewed), (100, 400));
        assert_eq!((found.bought.part, found.bought.whole), (60, 160));
    }

    #[test]
    fn compared_and_removed() {
        let mut shop = Shop::new();
        shop.visitor("ann").at(0);
        for id in ["b", "a", "b", "x"] {
            let category = if id == "x" { "rug" } else { "lamp" };
            shop.event("product", &format!(r#""id":"{id}","cat":"{category}""#));
        }
        shop.event("add", r#""id":"a""#).event("remove", r#""id":"a""#);
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = carts(&events, &sessions);
        let pair = Pair { a: "a".to_owned(), b: "b".to_owned(), sessions: 1, changes: 2 };
        assert_eq!(found.compared, [pair]);
        assert_eq!((found.products[0].product.as_str(), found.products[0].removed.part), ("a", 1));
    }
}
