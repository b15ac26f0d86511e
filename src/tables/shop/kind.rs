//! What a table of an export holds.

use serde::{Deserialize, Serialize};

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

    /// Whether its rows are of no use without their time.
    #[must_use]
    pub fn needs_time(self) -> bool {
        !matches!(self, Self::Customers | Self::Products | Self::Codes)
    }

    /// What a record must have so that it can be used.
    #[must_use]
    pub fn needs(self) -> &'static str {
        match self {
            Self::Orders | Self::Payments => "a time and an amount",
            Self::Customers => "an e-mail address, a phone number, an id or a name",
            Self::Products => "a SKU or a name",
            Self::Checkouts => "an id, a total or a customer",
            Self::Returns => "an order or a SKU",
            Self::Spend => "a cost, clicks or impressions",
            Self::Traffic => "a metric",
            Self::Codes => "a code",
            Self::Feedback => "a score, a text or an id",
            Self::Rates => "a day and a rate",
        }
    }
}
