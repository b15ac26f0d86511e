//! Customers as the orders know them, for the visits: keys, groups, and how the events' ids lead to them.
//!
//! The host copies them from the engine of orders. A hashed customer id in the events is the first 32 hex digits of
//! SHA-256 of the shop's secret, a colon and the key; it is recognised when the secret is given.

use super::events::Events;
use super::identity::Person;
use super::interner::NOBODY;
use serde::Deserialize;
use sha2::{Digest, Sha256};

const HEX: &[u8; 16] = b"0123456789abcdef";
/// Bytes of the hash that the events carry.
const HASH: usize = 16;

/// Customers of the orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Customers {
    /// Keys, each once.
    pub keys: Vec<String>,
    /// Segment of each, by place among `segments`.
    pub segment: Vec<u8>,
    /// Ids of the segments.
    pub segments: Vec<String>,
    /// 1 for those that the report's definition of churn flags.
    pub flagged: Vec<u8>,
    /// Visitor ids of cart notes, with the place of their customer.
    pub visitors: Vec<(String, u32)>,
    /// Order ids of the events, with the place of their customer.
    pub orders: Vec<(String, u32)>,
    /// The shop's secret for hashed customer ids; empty without.
    pub salt: String,
}

impl Customers {
    /// Whether the columns fit together.
    #[must_use]
    pub fn fit(&self) -> bool {
        let len = self.keys.len();
        self.segment.len() == len
            && self.flagged.len() == len
            && self.segment.iter().all(|&segment| usize::from(segment) < self.segments.len())
            && self.visitors.iter().chain(&self.orders).all(|(_, place)| (*place as usize) < len)
    }

    /// What a person is called: the customer's key, the id in the events, or nothing.
    #[must_use]
    pub fn name<'a>(&'a self, events: &'a Events, person: Person) -> &'a str {
        match person {
            Person::Unknown => "",
            Person::Customer(place) => &self.keys[place as usize],
            Person::Stranger(key) => events.key(key),
        }
    }

    /// The id of a customer's segment.
    #[must_use]
    pub fn segment(&self, person: Person) -> Option<&str> {
        let Person::Customer(place) = person else { return None };
        Some(&self.segments[usize::from(self.segment[place as usize])])
    }

    /// Whether a customer is flagged.
    #[must_use]
    pub fn flagged(&self, person: Person) -> Option<bool> {
        let Person::Customer(place) = person else { return None };
        Some(self.flagged[place as usize] == 1)
    }
}

/// Which customers the keys of the events mean.
pub(super) struct Known {
    /// Place of the customer by key of a customer id.
    customer: Vec<u32>,
    /// The same by key of an order id.
    order: Vec<u32>,
    /// Keys of visitors with the place of their customer.
    pub visitors: Vec<(u32, u32)>,
}

impl Known {
    pub fn new(customers: &Customers, events: &Events) -> Self {
        let nobody = vec![NOBODY; events.keys.len()];
        let mut known = Self { customer: nobody.clone(), order: nobody, visitors: Vec::new() };
        for (place, key) in (0..).zip(&customers.keys) {
            let hash = (!customers.salt.is_empty()).then(|| hash(&customers.salt, key));
            let ids = [events.keys.find(key.as_bytes()), hash.and_then(|hash| events.keys.find(&hash))];
            ids.into_iter().flatten().for_each(|id| known.customer[id as usize] = place);
        }
        for (order, place) in &customers.orders {
            if let Some(id) = events.keys.find(order.as_bytes()) {
                known.order[id as usize] = *place;
            }
        }
        let visitor =
            |(visitor, place): &(String, u32)| Some((events.keys.find(visitor.as_bytes())?, *place));
        known.visitors = customers.visitors.iter().filter_map(visitor).collect();
        known
    }

    /// The customer that a customer id means, or [`NOBODY`].
    pub fn customer(&self, key: u32) -> u32 {
        self.customer.get(key as usize).copied().unwrap_or(NOBODY)
    }

    /// The customer of an order id, or [`NOBODY`].
    pub fn order(&self, key: u32) -> u32 {
        self.order.get(key as usize).copied().unwrap_or(NOBODY)
    }

    /// A customer id that no order knows, or [`NOBODY`].
    pub fn stranger(&self, key: u32) -> u32 {
        if self.customer(key) == NOBODY { key } else { NOBODY }
    }
}

fn hash(salt: &str, key: &str) -> [u8; 2 * HASH] {
    let digest = Sha256::new().chain_update(salt).chain_update(":").chain_update(key).finalize();
    let mut hex = [0; 2 * HASH];
    for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
        pair.copy_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
    }
    hex
}
