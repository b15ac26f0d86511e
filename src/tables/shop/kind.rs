//! What a table of an export holds.

use serde::Serialize;

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Orders of a shop.
    Orders,
    /// Payments: orders only where no order export is there.
    Payments,
    /// Customers.
    Customers,
    /// Products.
    Products,
    /// Abandoned checkouts.
    Checkouts,
    /// Returned goods.
    Returns,
    /// Advertising.
    Spend,
    /// Web analytics.
    Traffic,
    /// Codes of partners.
    Codes,
    /// Reviews, answers, tickets, contacts.
    Feedback,
    /// Exchange rates.
    Rates,
}

impl Kind {
    /// Whether its rows become orders of the report.
    #[must_use]
    pub fn has_orders(self) -> bool {
        matches!(self, Self::Orders | Self::Payments)
    }
}
