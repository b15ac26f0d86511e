//! Match rate: how many visitors and orders are linked to a known customer, and how many people the visitors are.
//!
//! Links are customer ids, cart notes, cart tokens and order ids; contradictions are refused and counted. Units: visitors,
//! orders, people; shares with Wilson's interval. Source: Linger.

use super::{Definition, Rate, Unit, define};
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::identity::{Identity, Person};
use crate::tables::sessions::Sessions;
use serde::Serialize;

/// The report's section on identity.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Matching {
    /// People that the visitors are.
    pub people: u64,
    /// Visitors with a known customer, of all.
    pub visitors: Rate,
    /// Visitors that are customers of the orders, of all.
    pub matched: Rate,
    /// Visitors that a customer id led to a customer of the orders.
    pub by_customer: u64,
    /// Visitors that a cart's note led there.
    pub by_cart_note: u64,
    /// Visitors that an order id led there.
    pub by_order: u64,
    /// Orders in the events whose visitor has a known customer, of all.
    pub orders: Rate,
    /// Orders in the events that carry an order id, of all: these can be joined with order exports.
    pub order_ids: Rate,
    /// Links that were refused because they contradict others.
    pub conflicts: u64,
}

/// How well visitors are matched. Filters do not apply: links run through all visits.
#[must_use]
pub fn matching(events: &Events, sessions: &Sessions, identity: &Identity) -> Matching {
    let orders: Vec<(bool, bool)> = sessions
        .rows
        .iter()
        .flat_map(|session| sessions.events(session).iter().map(move |&row| (session.visitor, row as usize)))
        .filter(|&(_, event)| events.kind[event] == Kind::Order)
        .map(|(visitor, event)| {
            let known = identity.customer[visitor as usize] != Person::Unknown;
            (known, events.fact(event, Fact::Order).is_some())
        })
        .collect();
    Matching {
        people: identity.people(),
        visitors: Rate::new(identity.known(), identity.customer.len() as u64),
        matched: Rate::new(identity.matched(), identity.customer.len() as u64),
        by_customer: identity.found.by_customer,
        by_cart_note: identity.found.by_cart_note,
        by_order: identity.found.by_order,
        orders: Rate::of(&orders, |order| order.0),
        order_ids: Rate::of(&orders, |order| order.1),
        conflicts: identity.conflicts,
    }
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("identity.people", Unit::Count, "Visitors joined by customer id, cart token and order id, each group counted once.", "Linger."),
    define("identity.visitors", Unit::Share, "Visitors linked to a customer, of all: the match rate.", "Interval: Wilson 1927."),
    define("identity.matched", Unit::Share, "Visitors found among the customers of the orders: by customer id, plain or hashed with the shop's secret, by the visitor id in a cart's note, or by an order id.", "Interval: Wilson 1927."),
    define("identity.byCustomer", Unit::Count, "Visitors whose customer id leads to a customer of the orders, before contradictions are refused.", "Linger."),
    define("identity.byCartNote", Unit::Count, "Visitors whose id stands in the note of an order, before contradictions are refused.", "Linger."),
    define("identity.byOrder", Unit::Count, "Visitors with an order id that the orders know, before contradictions are refused.", "Linger."),
    define("identity.orders", Unit::Share, "Orders in the events whose visitor is linked to a customer.", "Interval: Wilson 1927."),
    define("identity.orderIds", Unit::Share, "Orders in the events with an order id, which joins them with order exports.", "Interval: Wilson 1927."),
    define("identity.conflicts", Unit::Count, "Links refused: a visitor of two customers, a key of too many visitors, two customers with one cart.", "Linger."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};
    use crate::tables::customers::Customers;

    #[test]
    fn by_hand() {
        let mut shop = Shop::new();
        shop.visitor("a").event("login", r#""cid":"x""#).event("order", r#""oid":"1""#);
        shop.visitor("b").event("order", "").visitor("c").event("view", "");
        let (events, sessions) = shop.read(30 * MINUTE);
        let found =
            matching(&events, &sessions, &Identity::new(&events, &sessions.visitors, &Customers::default()));
        assert_eq!((found.people, found.visitors.part, found.visitors.whole), (3, 1, 3));
        assert_eq!((found.orders.part, found.orders.whole, found.order_ids.part), (1, 2, 1));
    }
}
