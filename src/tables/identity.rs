//! Visitors → people: which visitor ids are one person, and which customer that is.
//!
//! A hashed customer id seen in a visit names its visitor; visitors with one cart token or order id are one
//! person. Links are taken in a fixed order (customers, tokens, orders, each by text), joined by union-find, and
//! refused where they contradict: a visitor of two customers is a shared device, a key of too many visitors is no
//! person's, and two people who are known to be different customers are never joined.

use super::events::{Events, Fact};
use super::interner::NOBODY;
use crate::math::order::{distinct, positions};
use std::collections::BTreeMap;

/// A customer on more devices than this is a test account or a shop's till.
const CUSTOMER_VISITORS: usize = 50;
/// A cart or order in the hands of more visitors than this is shared.
const KEY_VISITORS: usize = 5;

/// Who is who.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Person of each visitor, by place among the visitors: the first visitor's place.
    pub person: Vec<u32>,
    /// Key of the customer of each visitor; [`NOBODY`] where unknown.
    pub customer: Vec<u32>,
    /// Links that were refused because they contradict others.
    pub conflicts: u64,
}

impl Identity {
    /// Joins the visitors, given by their keys in order.
    #[must_use]
    pub fn new(events: &Events, visitors: &[u32]) -> Self {
        let mut place = vec![NOBODY; events.keys.len()];
        for (at, &key) in (0..).zip(visitors) {
            place[key as usize] = at;
        }
        let mut union = Union::new(visitors.len());
        let customers = links(events, &place, |event| events.customer[event]);
        union.name(&customers);
        for fact in [Fact::Token, Fact::Order] {
            let keys = links(events, &place, |event| {
                events.fact(event, fact).and_then(|key| u32::try_from(key).ok()).unwrap_or(NOBODY)
            });
            union.join(&keys);
        }
        union.settled()
    }

    /// Number of people.
    #[must_use]
    pub fn people(&self) -> u64 {
        (0..).zip(&self.person).filter(|(at, person)| *at == **person).count() as u64
    }

    /// Visitors with a known customer.
    #[must_use]
    pub fn known(&self) -> u64 {
        self.customer.iter().filter(|&&customer| customer != NOBODY).count() as u64
    }
}

/// Keys, in the order of their texts, with the places of the visitors that have them.
fn links(events: &Events, place: &[u32], key: impl Fn(usize) -> u32) -> Vec<(u32, Vec<u32>)> {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for event in 0..events.len() {
        let (key, visitor) = (key(event), place[events.visitor[event] as usize]);
        if key != NOBODY && visitor != NOBODY {
            groups.entry(key).or_default().push(visitor);
        }
    }
    let groups: Vec<(u32, Vec<u32>)> =
        groups.into_iter().map(|(key, visitors)| (key, distinct(visitors))).collect();
    let order = positions(groups.len(), &|a, b| events.key(groups[a].0).cmp(events.key(groups[b].0)));
    let mut slots: Vec<Option<(u32, Vec<u32>)>> = groups.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| slots[at].take()).collect()
}

/// Visitors in sets, each with at most one customer.
struct Union {
    parent: Vec<u32>,
    customer: Vec<u32>,
    conflicts: u64,
}

impl Union {
    fn new(len: usize) -> Self {
        Self { parent: (0..).take(len).collect(), customer: vec![NOBODY; len], conflicts: 0 }
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
    fn name(&mut self, customers: &[(u32, Vec<u32>)]) {
        let mut count = vec![0_u32; self.parent.len()];
        customers.iter().flat_map(|(_, visitors)| visitors).for_each(|&at| count[at as usize] += 1);
        self.conflicts += count.iter().filter(|&&count| count > 1).count() as u64;
        for (customer, visitors) in customers {
            if visitors.len() > CUSTOMER_VISITORS {
                self.conflicts += 1;
                continue;
            }
            let own: Vec<u32> = visitors.iter().copied().filter(|&at| count[at as usize] == 1).collect();
            for &at in &own {
                self.customer[at as usize] = *customer;
                self.unite(own[0], at);
            }
        }
    }

    /// Joins the visitors of each key.
    fn join(&mut self, keys: &[(u32, Vec<u32>)]) {
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
        if one != NOBODY && other != NOBODY && one != other {
            self.conflicts += 1;
        } else if a != b {
            let (root, child) = (a.min(b), a.max(b));
            self.parent[child as usize] = root;
            self.customer[root as usize] = if one == NOBODY { other } else { one };
        }
    }

    fn settled(mut self) -> Identity {
        let person: Vec<u32> = (0..).take(self.parent.len()).map(|at| self.root(at)).collect();
        let customer = person.iter().map(|&root| self.customer[root as usize]).collect();
        Identity { person, customer, conflicts: self.conflicts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    fn identity(shop: &Shop) -> (Vec<u32>, Vec<String>, u64) {
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = Identity::new(&events, &sessions.visitors);
        let names = found.customer.iter().map(|&customer| events.key(customer).to_owned()).collect();
        (found.person, names, found.conflicts)
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
