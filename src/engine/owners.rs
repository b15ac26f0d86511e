//! Whose order, whose visit: what joins the orders with recorded visits.

use super::Engine;
use crate::tables::digests::{BuyerVisit, DigestBytes};
use crate::tables::interner::{Interner, NOBODY};
use std::borrow::Cow;

impl Engine {
    /// The visits that led to orders, as the orders' note attributes tell them; in the order of the files.
    #[must_use]
    pub fn buyer_visits(&self) -> Vec<BuyerVisit> {
        let mut visits = Vec::new();
        self.each_digest(&mut |order, customer, digest| {
            visits.push(BuyerVisit::new(order.to_owned(), customer.to_owned(), digest));
        });
        visits
    }

    /// Hands over order id, customer key and digest of every visit that led to an order.
    pub fn each_digest(&self, take: &mut dyn FnMut(&str, &str, &DigestBytes)) {
        for (file, standing) in self.data.standing() {
            for (at, digest) in file.orders.digests() {
                let at = *at as usize;
                if standing.state(at).is_some() {
                    let owner = self.owner(file.orders.customer(at));
                    take(&String::from_utf8_lossy(&file.orders.ids().get(at)), &owner, digest);
                }
            }
        }
    }

    /// Keys of the customers of these orders; empty where no order or customer is known. A `#` before an id counts
    /// for nothing.
    #[must_use]
    pub fn owners(&self, orders: &[String]) -> Vec<String> {
        let mut asked = Interner::new(0);
        let places: Vec<u32> = orders.iter().map(|order| asked.intern(bare(order.as_bytes()))).collect();
        let mut customers = vec![NOBODY; asked.len()];
        for (file, standing) in self.data.standing() {
            for index in (0..file.orders.len()).filter(|&index| standing.state(index).is_some()) {
                let id = file.orders.ids().get(index);
                if let Some(asked) = asked.find(bare(&id)).filter(|_| !id.is_empty()) {
                    customers[asked as usize] = file.orders.customer(index);
                }
            }
        }
        places.iter().map(|&place| self.owner(customers[place as usize]).into_owned()).collect()
    }

    fn owner(&self, customer: u32) -> Cow<'_, str> {
        if customer == NOBODY {
            Cow::Borrowed("")
        } else {
            String::from_utf8_lossy(self.data.keys().key(customer))
        }
    }
}

fn bare(id: &[u8]) -> &[u8] {
    id.strip_prefix(b"#").unwrap_or(id)
}
