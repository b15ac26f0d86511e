//! Cycles of products → which customers need which product on which day.
//!
//! A customer's latest purchase of a replenishable product is due after the median days of its quantity; the interval goes from
//! the day by which a tenth of those who return have returned to the day by which nine tenths have.

use super::cycles::{Purchase, ReplenishCycle, Times};
use crate::metrics::occasions::Item;
use crate::money::SCALE;
use crate::time::format_day;
use serde::Serialize;

/// Where as-of stands in the interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Before it.
    Early,
    /// In it.
    Due,
    /// After it.
    Overdue,
}

/// What the days come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    /// The intervals of this very quantity.
    Quantity,
    /// Units × days per unit.
    PerUnit,
}

/// A customer who needs a product.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Replenish {
    /// The customer.
    pub key: String,
    /// The product.
    pub item: Item,
    /// Day of the latest purchase of it.
    pub bought: String,
    /// Units then.
    pub units: f64,
    /// Expected day.
    pub due: String,
    /// Early end of the interval.
    pub from: String,
    /// Late end.
    pub to: String,
    /// Where as-of stands.
    pub status: Status,
    /// What the days come from.
    pub basis: Basis,
    /// Ended intervals behind them.
    pub closed: u64,
}

/// A latest purchase and when it is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Planned {
    /// The purchase.
    pub purchase: Purchase,
    /// Expected day.
    pub due: i32,
    /// Early end.
    pub from: i32,
    /// Late end.
    pub to: i32,
    /// What the days come from.
    pub basis: Basis,
    /// Ended intervals behind them.
    pub closed: u64,
}

impl Planned {
    /// When a purchase is due by a cycle.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn new(purchase: &Purchase, cycle: &ReplenishCycle) -> Self {
        let own = cycle.quantities.iter().find(|own| {
            i64::try_from(own.units).is_ok_and(|units| units.saturating_mul(SCALE) == purchase.units)
        });
        let units = purchase.units as f64 / SCALE as f64;
        let (times, basis, closed) = match own {
            Some(own) => (own.times, Basis::Quantity, own.closed),
            None => (cycle.per_unit.times(units), Basis::PerUnit, cycle.closed),
        };
        let Times { p10, median, p90 } = times;
        let after = |days: f64| purchase.day.saturating_add(whole(days));
        Self { purchase: *purchase, due: after(median), from: after(p10), to: after(p90), basis, closed }
    }

    /// Where a day stands in the interval.
    #[must_use]
    pub fn status(&self, day: i32) -> Status {
        if day < self.from {
            Status::Early
        } else if day > self.to {
            Status::Overdue
        } else {
            Status::Due
        }
    }

    /// As it is shown.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn row(&self, key: &str, item: &Item, as_of: i32) -> Replenish {
        Replenish {
            key: key.to_owned(),
            item: item.clone(),
            bought: format_day(self.purchase.day),
            units: self.purchase.units as f64 / SCALE as f64,
            due: format_day(self.due),
            from: format_day(self.from),
            to: format_day(self.to),
            status: self.status(as_of),
            basis: self.basis,
            closed: self.closed,
        }
    }
}

/// Days rounded to whole ones; a century at most.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn whole(days: f64) -> i32 {
    libm::round(days.clamp(0.0, 36_525.0)) as i32
}

/// The purchases that nothing of the same product and customer follows; `purchases` are by product, customer and day.
pub fn latest(purchases: &[Purchase]) -> impl Iterator<Item = &Purchase> + '_ {
    purchases.iter().enumerate().filter_map(|(at, one)| {
        let next = purchases.get(at + 1);
        next.is_none_or(|next| (next.item, next.person) != (one.item, one.person)).then_some(one)
    })
}
