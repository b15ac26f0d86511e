//! What becomes of refunds and of orders worth nothing → whether an order is left out. One rule for reports and for baskets.

use serde::{Deserialize, Serialize};

/// What becomes of refunds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Refunds {
    /// Deducted at their own date; a fully refunded order stays an order.
    #[default]
    Net,
    /// Refund rows and fully refunded orders are left out.
    Exclude,
}

/// What becomes of orders worth nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ZeroValue {
    /// They count.
    #[default]
    Keep,
    /// They are left out.
    Exclude,
}

/// The option that leaves an order out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excluded {
    /// That of refunds.
    Refund,
    /// That of orders worth nothing.
    Zero,
}

/// Which option leaves out an order of some worth after discounts, of which `refund` was given back.
#[inline]
#[must_use]
pub fn excluded(refunds: Refunds, zero_value: ZeroValue, worth: i64, refund: i64) -> Option<Excluded> {
    if refunds == Refunds::Exclude && refund >= worth && refund > 0 {
        return Some(Excluded::Refund);
    }
    (zero_value == ZeroValue::Exclude && worth == 0).then_some(Excluded::Zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out() {
        let of = |refunds, zero, worth, refund| excluded(refunds, zero, worth, refund);
        assert_eq!(of(Refunds::Net, ZeroValue::Keep, 0, 0), None);
        assert_eq!(of(Refunds::Exclude, ZeroValue::Keep, 10, 9), None);
        assert_eq!(of(Refunds::Exclude, ZeroValue::Keep, 10, 10), Some(Excluded::Refund));
        assert_eq!(of(Refunds::Exclude, ZeroValue::Exclude, 0, 0), Some(Excluded::Zero));
        assert_eq!(of(Refunds::Net, ZeroValue::Exclude, 10, 10), None);
    }
}
