//! Whose order, whose visit: what joins the orders with recorded visits.

use super::Engine;
use crate::tables::digests::BuyerVisit;
use crate::tables::interner::NOBODY;
use std::collections::BTreeMap;

impl Engine {
    /// The visits that led to orders, as the orders' note attributes tell them; in the order of the files.
    #[must_use]
    pub fn buyer_visits(&self) -> Vec<BuyerVisit> {
        let mut visits = Vec::new();
        for (file, standing) in self.data.standing() {
            for (at, digest) in file.orders.digests() {
                let at = *at as usize;
                if standing.state(at).is_some() {
                    let order = text(&file.orders.ids().get(at));
                    visits.push(BuyerVisit::new(order, self.owner(file.orders.customer(at)), digest));
                }
            }
        }
        visits
    }

    /// Keys of the customers of these orders; empty where no order or customer is known. A `#` before an id counts
    /// for nothing.
    #[must_use]
    pub fn owners(&self, orders: &[String]) -> Vec<String> {
        let mut found: BTreeMap<&[u8], u32> =
            orders.iter().map(|order| (bare(order.as_bytes()), NOBODY)).collect();
        found.remove(b"".as_slice());
        if found.is_empty() {
            return vec![String::new(); orders.len()];
        }
        for (file, standing) in self.data.standing() {
            for index in (0..file.orders.len()).filter(|&index| standing.state(index).is_some()) {
                if let Some(owner) = found.get_mut(bare(&file.orders.ids().get(index))) {
                    *owner = file.orders.customer(index);
                }
            }
        }
        let owner = |order: &String| found.get(bare(order.as_bytes())).copied().unwrap_or(NOBODY);
        orders.iter().map(|order| self.owner(owner(order))).collect()
    }

    fn owner(&self, customer: u32) -> String {
        if customer == NOBODY { String::new() } else { text(self.data.keys().key(customer)) }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn bare(id: &[u8]) -> &[u8] {
    id.strip_prefix(b"#").unwrap_or(id)
}
