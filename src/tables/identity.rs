//! Visitors → people: which visitor ids are one person, and which customer that is.
//!
//! Customers of the orders name their visitors first: by (hashed) customer id, by the visitor id in a cart's note, by an
//! order id. Then a customer id that no order knows does. Visitors with one cart token or order id are one person.
//! Links are taken in a fixed order, joined by union-find, and refused where they contradict: a visitor of two
//! customers is a shared device, a key of too many visitors is no person's, and two people who are known to be
//! different customers are never joined.

use super::customers::{Customers, Known};
use super::events::{Events, Fact};
use super::interner::NOBODY;
use crate::math::order::{distinct, positions};
use std::collections::BTreeMap;

/// A customer on more devices than this is a test account or a shop's till.
const CUSTOMER_VISITORS: usize = 50;
/// A cart or order in the hands of more visitors than this is shared.
const KEY_VISITORS: usize = 5;

/// Whom a visitor is known as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Person {
    /// Nobody.
    #[default]
    Unknown,
    /// A customer of the orders, by place among [`Customers::keys`].
    Customer(u32),
    /// A customer of whom the orders say nothing, by its key in the events.
    Stranger(u32),
}

/// Visitors that each kind of link leads to a customer of the orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// A customer id, plain or hashed.
    pub by_customer: u64,
    /// The visitor id in a cart's note.
    pub by_cart_note: u64,
    /// An order id.
    pub by_order: u64,
}

/// Who is who.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Person of each visitor, by place among the visitors: the first visitor's place.
    pub person: Vec<u32>,
    /// Whom each visitor is known as.
    pub customer: Vec<Person>,
    /// How customers of the orders were found.
    pub found: Found,
    /// Links that were refused because they contradict others.
    pub conflicts: u64,
}

/// A key with the places of the visitors that have it.
type Link = (u32, Vec<u32>);

impl Identity {
    /// Joins the visitors, given by their keys in order.
    #[must_use]
    pub fn new(events: &Events, visitors: &[u32], customers: &Customers) -> Self {
        let mut place = vec![NOBODY; events.keys.len()];
        for (at, &key) in (0..).zip(visitors) {
            place[key as usize] = at;
        }
        let known = Known::new(customers, events);
        let of_event = |key: &dyn Fn(usize) -> u32| -> Vec<(u32, u32)> {
            let pairs = (0..events.len()).map(|event| (key(event), place[events.visitor[event] as usize]));
            pairs.filter(|&(key, visitor)| key != NOBODY && visitor != NOBODY).collect()
        };
        let fact = |event: usize, fact: Fact| {
            events.fact(event, fact).and_then(|key| u32::try_from(key).ok()).unwrap_or(NOBODY)
        };
        let by_customer = of_event(&|event| known.customer(events.customer[event]));
        let by_order = of_event(&|event| known.order(fact(event, Fact::Order)));
        let by_note = known.visitors.iter().map(|&(key, of)| (of, place[key as usize]));
        let by_note: Vec<_> = by_note.filter(|&(_, visitor)| visitor != NOBODY).collect();
        let of_key = |key: u32| customers.keys[key as usize].as_str();
        let found = Found {
            by_customer: visitors_of(&by_customer),
            by_cart_note: visitors_of(&by_note),
            by_order: visitors_of(&by_order),
        };
        let mut union = Union::new(visitors.len());
        union.name(&links([by_customer, by_note, by_order].concat(), &of_key));
        let of_event_key = |key: u32| events.key(key);
        let strangers = of_event(&|event| known.stranger(events.customer[event]));
        union.name_strangers(&links(strangers, &of_event_key));
        for of in [Fact::Token, Fact::Order] {
            union.join(&links(of_event(&|event| fact(event, of)), &of_event_key));
        }
        Self { found, ..union.settled() }
    }

    /// Number of people.
    #[must_use]
    pub fn people(&self) -> u64 {
        (0..).zip(&self.person).filter(|(at, person)| *at == **person).count() as u64
    }

    /// Visitors with a known customer.
    #[must_use]
    pub fn known(&self) -> u64 {
        self.customer.iter().filter(|&&customer| customer != Person::Unknown).count() as u64
    }

    /// Visitors that are customers of the orders.
    #[must_use]
    pub fn matched(&self) -> u64 {
        self.customer.iter().filter(|customer| matches!(customer, Person::Customer(_))).count() as u64
    }
}

/// Distinct visitors of the pairs.
fn visitors_of(pairs: &[(u32, u32)]) -> u64 {
    distinct(pairs.iter().map(|(_, visitor)| *visitor).collect()).len() as u64
}

/// Keys, in the order of their texts, with the places of the visitors that have them.
fn links<'a>(pairs: Vec<(u32, u32)>, text: &dyn Fn(u32) -> &'a str) -> Vec<Link> {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (key, visitor) in pairs {
        groups.entry(key).or_default().push(visitor);
    }
    let groups: Vec<Link> = groups.into_iter().map(|(key, visitors)| (key, distinct(visitors))).collect();
    let order = positions(groups.len(), &|a, b| text(groups[a].0).cmp(text(groups[b].0)));
    let mut slots: Vec<Option<Link>> = groups.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| slots[at].take()).collect()
}

/// Visitors in sets, each with at most one customer.
struct Union {
    parent: Vec<u32>,
    customer: Vec<Person>,
    conflicts: u64,
}

impl Union {
    fn new(len: usize) -> Self {
        Self { parent: (0..).take(len).collect(), customer: vec![Person::Unknown; len], conflicts: 0 }
    }

    fn root(&mut self, at: u32) -> u32 {
        let mut root = at;
        while self.parent[root as usize] != root {
            root = self.parent[root as usize];
        }
        let mut next = at;
        while next != root {
            next = std::mem::replace(&mut self.parent[next as usize], root);
        }
        root
    }

    /// Gives visitors their customer, unless a visitor has several or a customer too many visitors.
    fn name(&mut self, customers: &[Link]) {
        let count = self.shares(customers);
        for (customer, visitors) in customers {
            if visitors.len() > CUSTOMER_VISITORS {
                self.conflicts += 1;
                continue;
            }
            let own: Vec<u32> = visitors.iter().copied().filter(|&at| count[at as usize] == 1).collect();
            for &at in &own {
                self.customer[at as usize] = Person::Customer(*customer);
                self.unite(own[0], at);
            }
        }
    }

    /// The same for customer ids that no order knows. Such an id and a customer of the orders may be one person: it
    /// names only visitors that nothing else names.
    fn name_strangers(&mut self, strangers: &[Link]) {
        let count = self.shares(strangers);
        for (stranger, visitors) in strangers {
            if visitors.len() > CUSTOMER_VISITORS {
                self.conflicts += 1;
                continue;
            }
            let own: Vec<u32> = visitors.iter().copied().filter(|&at| count[at as usize] == 1).collect();
            for &at in &own {
                self.unite(own[0], at);
            }
            if let Some(&first) = own.first() {
                let root = self.root(first) as usize;
                if self.customer[root] == Person::Unknown {
                    self.customer[root] = Person::Stranger(*stranger);
                }
            }
        }
    }

    /// In how many links each visitor is; more than one contradict each other.
    fn shares(&mut self, links: &[Link]) -> Vec<u32> {
        let mut count = vec![0_u32; self.parent.len()];
        links.iter().flat_map(|(_, visitors)| visitors).for_each(|&at| count[at as usize] += 1);
        self.conflicts += count.iter().filter(|&&count| count > 1).count() as u64;
        count
    }

    /// Joins the visitors of each key.
    fn join(&mut self, keys: &[Link]) {
        for (_, visitors) in keys {
            if visitors.len() > KEY_VISITORS {
                self.conflicts += 1;
                continue;
            }
            for &at in &visitors[1..] {
                self.unite(visitors[0], at);
            }
        }
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let (one, other) = (self.customer[a as usize], self.customer[b as usize]);
        if one != Person::Unknown && other != Person::Unknown && one != other {
            self.conflicts += 1;
        } else if a != b {
            let (root, child) = (a.min(b), a.max(b));
            self.parent[child as usize] = root;
            self.customer[root as usize] = if one == Person::Unknown { other } else { one };
        }
    }

    fn settled(mut self) -> Identity {
        let person: Vec<u32> = (0..).take(self.parent.len()).map(|at| self.root(at)).collect();
        let customer = person.iter().map(|&root| self.customer[root as usize]).collect();
        Identity { person, customer, conflicts: self.conflicts, found: Found::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    fn identity(shop: &Shop) -> (Vec<u32>, Vec<String>, u64) {
        let found = identity_with(shop, &Customers::default());
        (found.0, found.1, found.2.conflicts)
    }

    /// Persons, names and the rest.
    fn identity_with(shop: &Shop, customers: &Customers) -> (Vec<u32>, Vec<String>, Identity) {
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = Identity::new(&events, &sessions.visitors, customers);
        let names = found.customer.iter().map(|&of| customers.name(&events, of).to_owned()).collect();
        (found.person.clone(), names, found)
    }

    /// Ann, by a hash of Python's hashlib.sha256(b"salt:ann@example.com"), and Bo, of whom a note and an order tell.
    fn customers(salt: &str) -> Customers {
        Customers {
            keys: vec!["bo@example.com".to_owned(), "ann@example.com".to_owned()],
            segments: vec!["vip".to_owned(), "new".to_owned()],
            segment: vec![1, 0],
            flagged: vec![0, 1],
            visitors: vec![("b".to_owned(), 0)],
            orders: vec![("1001".to_owned(), 0)],
            salt: salt.to_owned(),
        }
    }

    const ANN: &str = "9f5a452be677a949c05f908a5536f652";

    #[test]
    fn customers_of_the_orders_are_found_by_hash_note_and_order() {
        let mut shop = Shop::new();
        shop.visitor("a").event("login", &format!(r#""cid":"{ANN}""#)).visitor("b").event("view", "");
        shop.visitor("c").event("order", r#""oid":"1001""#).visitor("d").event("login", r#""cid":"x""#);
        let (person, names, found) = identity_with(&shop, &customers("salt"));
        assert_eq!(names, ["ann@example.com", "bo@example.com", "bo@example.com", "x"]);
        assert_eq!((person, found.conflicts, found.known(), found.matched()), (vec![0, 1, 1, 3], 0, 4, 3));
        assert_eq!(found.found, Found { by_customer: 1, by_cart_note: 1, by_order: 1 });
    }

    #[test]
    fn without_the_secret_a_hash_is_a_stranger_and_contradicts_nothing() {
        let mut shop = Shop::new();
        shop.visitor("b").event("login", r#""cid":"h""#).visitor("e").event("login", r#""cid":"h""#);
        shop.visitor("a").event("login", &format!(r#""cid":"{ANN}""#));
        let (_, names, found) = identity_with(&shop, &customers("another"));
        assert_eq!(names, [ANN, "bo@example.com", "bo@example.com"]);
        assert_eq!((found.conflicts, found.matched()), (0, 2));
    }

    #[test]
    fn a_device_of_two_customers_is_nobody() {
        let mut shop = Shop::new();
        shop.visitor("b").event("login", r#""cid":"ann@example.com""#);
        let (_, names, found) = identity_with(&shop, &customers(""));
        assert_eq!((names, found.conflicts), (vec![String::new()], 1));
    }

    /// a and b are customer x; c ordered with b's cart; d is nobody.
    #[test]
    fn customers_carts_and_orders_join() {
        let mut shop = Shop::new();
        shop.visitor("a").event("login", r#""cid":"x""#).visitor("b").event("login", r#""cid":"x""#);
        shop.event("checkout", r#""tok":"t1""#).visitor("c").event("order", r#""tok":"t1","oid":"7""#);
        shop.visitor("d").event("view", "");
        let expected = (vec![0, 0, 0, 3], ["x", "x", "x", ""].map(str::to_owned).to_vec(), 0);
        assert_eq!(identity(&shop), expected);
    }

    /// a is x, b is y, and they share a cart; c was seen as x and as y.
    #[test]
    fn contradictions_are_refused() {
        let mut shop = Shop::new();
        for (visitor, customer) in [("a", "x"), ("b", "y"), ("c", "x"), ("c", "y")] {
            shop.visitor(visitor).event("login", &format!(r#""cid":"{customer}""#));
        }
        shop.visitor("a").event("cart", r#""tok":"t""#).visitor("b").event("cart", r#""tok":"t""#);
        let expected = (vec![0, 1, 2], ["x", "y", ""].map(str::to_owned).to_vec(), 2);
        assert_eq!(identity(&shop), expected);
    }

    #[test]
    fn a_cart_of_everyone_joins_nobody() {
        let mut shop = Shop::new();
        for visitor in 0..6 {
            shop.visitor(&format!("v{visitor}")).event("cart", r#""tok":"t""#);
        }
        let (person, _, conflicts) = identity(&shop);
        assert_eq!((person, conflicts), ((0..6).collect(), 1));
    }
}
