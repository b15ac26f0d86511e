//! Who the visitors of sessions are, by what the orders know of them.

use crate::tables::customers::Customers;
use crate::tables::events::Events;
use crate::tables::identity::{Identity, Person};
use crate::tables::sessions::Session;

/// Identity of the visitors with the customers of the orders.
#[derive(Clone, Copy, Debug)]
pub struct People<'a> {
    /// Who is who.
    pub identity: &'a Identity,
    /// Whom the orders know.
    pub customers: &'a Customers,
}

impl<'a> People<'a> {
    /// What the visitor of a session is called: the customer's key, the id in the events, or nothing.
    #[must_use]
    pub fn name(&self, events: &'a Events, session: &Session) -> &'a str {
        self.customers.name(events, self.person(session))
    }

    /// The id of the customer's segment.
    #[must_use]
    pub fn segment(&self, session: &Session) -> Option<&'a str> {
        self.customers.segment(self.person(session))
    }

    /// Whether the customer is flagged.
    #[must_use]
    pub fn flagged(&self, session: &Session) -> Option<bool> {
        self.customers.flagged(self.person(session))
    }

    fn person(&self, session: &Session) -> Person {
        self.identity.customer[session.visitor as usize]
    }
}
