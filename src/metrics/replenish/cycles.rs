//! Purchases of one product by one customer → how many days a unit lasts.
//!
//! The purchases of a product on one day are one, their units added up and what came back taken off. Each opens an interval to the
//! customer's next purchase of it, or to as-of. A product with enough ended intervals of which enough return is replenishable. A
//! quantity with enough ended intervals of its own has its own times; others are units × days per unit.

use super::returning::{Interval, Returning};
use crate::math::order::positions;
use crate::metrics::occasions::{Item, NONE, Occasions};
use crate::money::SCALE;
use crate::tables::baskets::{Baskets, NOBODY};
use crate::time::format_day;
use serde::Serialize;

/// A purchase of a product by a customer on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Product.
    pub item: u32,
    /// Customer.
    pub person: u32,
    /// Day.
    pub day: i32,
    /// Units in 1/10,000.
    pub units: i64,
}

/// Every purchase up to as-of, by product, customer and day. A line that says no units is one unit.
#[must_use]
pub fn purchases(baskets: &Baskets, occasions: &Occasions) -> Vec<Purchase> {
    let lines = &baskets.lines;
    let line = |at: usize| {
        let order = lines.order[at] as usize;
        let (person, day) = (*baskets.orders.customer.get(order)?, *baskets.orders.day.get(order)?);
        let units = lines.units[at].unwrap_or(SCALE).saturating_sub(lines.returned[at].unwrap_or(0));
        let item = *occasions.item_of.get(lines.product[at] as usize)?;
        let person = if person == NOBODY { NONE } else { *occasions.person_of.get(person as usize)? };
        (person != NONE && day <= baskets.as_of).then_some(Purchase { item, person, day, units })
    };
    let all: Vec<Purchase> = (0..lines.order.len()).filter_map(line).collect();
    let key = |at: usize| (all[at].item, all[at].person, all[at].day);
    let mut made: Vec<Purchase> = Vec::new();
    for at in positions(all.len(), &|a, b| key(a).cmp(&key(b))) {
        match made.last_mut().filter(|last| (last.item, last.person, last.day) == key(at)) {
            Some(last) => last.units = last.units.saturating_add(all[at].units),
            None => made.push(all[at]),
        }
    }
    made.retain(|purchase| purchase.units > 0);
    made
}

/// Days by which a tenth, half and nine tenths of those who return have returned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Times {
    /// A tenth.
    pub p10: f64,
    /// Half.
    pub median: f64,
    /// Nine tenths.
    pub p90: f64,
}

impl Times {
    fn of(returning: &Returning) -> Option<Self> {
        let time = |part| returning.time(part, 0.0);
        Some(Self { p10: time(0.1)?, median: time(0.5)?, p90: time(0.9)? })
    }

    /// For so many units.
    #[must_use]
    pub fn times(&self, units: f64) -> Self {
        Self { p10: self.p10 * units, median: self.median * units, p90: self.p90 * units }
    }
}

/// The cycle of a replenishable product.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReplenishCycle {
    /// The product.
    pub item: Item,
    /// Intervals that ended.
    pub closed: u64,
    /// Intervals still open.
    pub open: u64,
    /// Share of purchases followed by another.
    pub returns: f64,
    /// Days a unit lasts.
    pub per_unit: Times,
    /// Day of the last sale to anybody.
    pub last_sold: String,
    /// Whether it is no longer sold: see [`super::discontinued`].
    pub discontinued: bool,
    /// Quantities with times of their own.
    pub quantities: Vec<Quantity>,
    /// Returns by days per unit.
    #[serde(skip)]
    pub returning: Returning,
    /// Median days from a purchase to the next, whatever its quantity.
    #[serde(skip)]
    pub days: f64,
}

/// A quantity with times of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// Units.
    pub units: u64,
    /// Intervals that ended.
    pub closed: u64,
    /// Days it lasts.
    pub times: Times,
    /// Returns by days.
    #[serde(skip)]
    pub returning: Returning,
}

/// The cycle of the product that `purchases`, by customer and day, are of; `None` where it is not replenishable.
#[must_use]
pub fn cycle(
    purchases: &[Purchase],
    item: &Item,
    as_of: i32,
    min_intervals: u64,
    min_return: f64,
) -> Option<ReplenishCycle> {
    let intervals = intervals(purchases, as_of);
    let per_unit: Vec<Interval> = intervals.iter().map(|one| (one.days / one.units(), one.ended)).collect();
    let returning = Returning::new(&per_unit);
    if returning.closed < min_intervals.max(1) || returning.returns() < min_return {
        return None;
    }
    let whole: Vec<Interval> = intervals.iter().map(|one| (one.days, one.ended)).collect();
    let last = purchases.iter().map(|one| one.day).max()?;
    Some(ReplenishCycle {
        days: Returning::new(&whole).time(0.5, 0.0)?,
        last_sold: format_day(last),
        discontinued: false,
        item: item.clone(),
        closed: returning.closed,
        open: returning.open,
        returns: returning.returns(),
        per_unit: Times::of(&returning)?,
        quantities: quantities(&intervals, min_intervals),
        returning,
    })
}

struct Lasted {
    units: i64,
    days: f64,
    ended: bool,
}

impl Lasted {
    #[allow(clippy::cast_precision_loss)]
    fn units(&self) -> f64 {
        self.units as f64 / SCALE as f64
    }
}

fn intervals(purchases: &[Purchase], as_of: i32) -> Vec<Lasted> {
    let mut made = Vec::new();
    for (at, one) in purchases.iter().enumerate() {
        let next = purchases.get(at + 1).filter(|next| next.person == one.person);
        let until = next.map_or(as_of, |next| next.day);
        let days = f64::from(until.saturating_sub(one.day).max(0));
        made.push(Lasted { units: one.units, days, ended: next.is_some() });
    }
    made
}

fn quantities(intervals: &[Lasted], min_intervals: u64) -> Vec<Quantity> {
    let mut whole: Vec<i64> =
        intervals.iter().map(|one| one.units).filter(|units| units % SCALE == 0).collect();
    whole.sort_unstable();
    whole.dedup();
    let of = |&units: &i64| {
        let own: Vec<Interval> =
            intervals.iter().filter(|one| one.units == units).map(|one| (one.days, one.ended)).collect();
        let returning = Returning::new(&own);
        let enough = returning.closed >= min_intervals.max(1);
        let times = if enough { Times::of(&returning) } else { None };
        Some(Quantity {
            units: u64::try_from(units / SCALE).ok()?,
            closed: returning.closed,
            times: times?,
            returning,
        })
    };
    whole.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bought(person: u32, day: i32, units: i64) -> Purchase {
        Purchase { item: 0, person, day, units: units * SCALE }
    }

    /// Six customers buy one unit every 20 days, twice over; one buys three units and returns after 57 days: 19 a unit, 1 of the 19
    /// watched so long, less than a tenth of those who return.
    #[test]
    fn days_per_unit_and_by_quantity() {
        let mut all = Vec::new();
        (0..6).for_each(|person| all.extend([0, 20, 40].map(|day| bought(person, day, 1))));
        all.extend([bought(6, 0, 3), bought(6, 57, 3)]);
        let item = Item { key: "tea".to_owned(), name: None };
        let found = cycle(&all, &item, 60, 10, 0.2).unwrap();
        assert_eq!((found.closed, found.open), (13, 7));
        assert_eq!(found.per_unit, Times { p10: 20.0, median: 20.0, p90: 20.0 });
        assert_eq!(found.quantities.len(), 1);
        assert_eq!(
            (found.quantities[0].units, found.quantities[0].closed, found.quantities[0].times.median),
            (1, 12, 20.0)
        );
        assert_eq!(found.per_unit.times(3.0).median.to_bits(), 60.0_f64.to_bits());
        assert!(cycle(&all, &item, 60, 14, 0.2).is_none() && cycle(&all, &item, 60, 10, 0.99).is_none());
    }
}
