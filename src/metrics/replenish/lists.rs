//! Cycles of products → which customers need which product on which day.
//!
//! A customer's latest purchase of a replenishable product is due after the median days of its quantity; the interval goes from
//! the day by which a tenth of those who return have returned to the day by which nine tenths have.
//!
//! The list is tried on the latest days: made from the data before them, did more of the listed purchases come again than of
//! all others (Fisher's exact test, one-sided, at 5 %), and did about as many come as its chances add up to?

use super::cycles::{Purchase, ReplenishCycle, Times, cycle};
use super::discontinued::SaleDays;
use crate::math::calibration::{Tenth, groups};
use crate::math::fisher::Together;
use crate::math::sum::Sum;
use crate::metrics::estimate::{Refusal, Share, refusal};
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
    /// Chance of the purchase within the days asked for, given the silence so far.
    pub probability: Option<f64>,
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
    /// Chance of the next purchase within the days asked for.
    pub probability: Option<f64>,
    /// What the days come from.
    pub basis: Basis,
    /// Ended intervals behind them.
    pub closed: u64,
}

impl Planned {
    /// When a purchase is due by a cycle, and with which chance in the days after `as_of`.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn new(purchase: &Purchase, cycle: &ReplenishCycle, as_of: i32, ahead_days: i32) -> Self {
        let own = cycle.quantities.iter().find(|own| {
            i64::try_from(own.units).is_ok_and(|units| units.saturating_mul(SCALE) == purchase.units)
        });
        let units = purchase.units as f64 / SCALE as f64;
        let silence = f64::from(as_of.saturating_sub(purchase.day).max(0));
        let ahead = f64::from(ahead_days);
        let (times, basis, closed, probability) = match own {
            Some(own) => (own.times, Basis::Quantity, own.closed, own.returning.chance(silence, ahead)),
            None => {
                let chance = cycle.returning.chance(silence / units, ahead / units);
                (cycle.per_unit.times(units), Basis::PerUnit, cycle.closed, chance)
            }
        };
        let Times { p10, median, p90 } = times;
        let after = |days: f64| purchase.day.saturating_add(whole(days));
        Self {
            purchase: *purchase,
            due: after(median),
            from: after(p10),
            to: after(p90),
            probability,
            basis,
            closed,
        }
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
            probability: self.probability,
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

/// What is asked of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Due at most so many days after as-of.
    pub ahead_days: i32,
    /// Due at most so many days before it.
    pub late_days: i32,
    /// Fewest ended intervals for a cycle.
    pub min_intervals: u64,
    /// Least share of purchases that are followed by another.
    pub min_return: f64,
}

impl Wanted {
    fn lists(&self, row: &Planned, as_of: i32) -> bool {
        (as_of.saturating_sub(self.late_days)..=as_of.saturating_add(self.ahead_days)).contains(&row.due)
    }
}

/// What lists are made of: purchases by product, customer and day, and when each product was sold to anybody.
#[derive(Clone, Copy, Debug)]
pub struct Sales<'a> {
    /// Purchases.
    pub bought: &'a [Purchase],
    /// Products.
    pub items: &'a [Item],
    /// Days on which they were sold.
    pub sold: &'a SaleDays,
}

/// Cycles and purchases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Of the replenishable products, discontinued ones among them.
    pub cycles: Vec<ReplenishCycle>,
    /// Listed purchases.
    pub listed: Vec<Planned>,
    /// Purchases that would be listed, were their product not discontinued.
    pub discontinued: Vec<Planned>,
}

/// Cycles of the replenishable products, and their listed purchases.
#[must_use]
pub fn plan(sales: Sales, as_of: i32, wanted: &Wanted) -> Plan {
    let mut plan = whole_plan(sales, as_of, wanted);
    plan.listed.retain(|row| wanted.lists(row, as_of));
    plan.discontinued.retain(|row| wanted.lists(row, as_of));
    plan
}

fn whole_plan(sales: Sales, as_of: i32, wanted: &Wanted) -> Plan {
    let mut plan = Plan::default();
    for group in sales.bought.chunk_by(|a, b| a.item == b.item) {
        let item = group[0].item;
        let named = &sales.items[item as usize];
        let Some(mut found) = cycle(group, named, as_of, wanted.min_intervals, wanted.min_return) else {
            continue;
        };
        found.discontinued = sales.sold.discontinued(item, found.days, as_of);
        if let Some(last) = sales.sold.last(item, as_of) {
            found.last_sold = format_day(last);
        }
        let rows = latest(group).map(|purchase| Planned::new(purchase, &found, as_of, wanted.ahead_days));
        let list = if found.discontinued { &mut plan.discontinued } else { &mut plan.listed };
        list.extend(rows);
        plan.cycles.push(found);
    }
    plan
}

/// The purchases that nothing of the same product and customer follows.
fn latest(purchases: &[Purchase]) -> impl Iterator<Item = &Purchase> + '_ {
    purchases.iter().enumerate().filter_map(|(at, one)| {
        let next = purchases.get(at + 1);
        next.is_none_or(|next| (next.item, next.person) != (one.item, one.person)).then_some(one)
    })
}

/// How the list of some days ago did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListTest {
    /// The data were known up to this day.
    pub cut: String,
    /// Sum of the chances of the listed purchases.
    pub expected: f64,
    /// Listed purchases; those that came again by as-of.
    pub listed: Share,
    /// Other latest purchases of the same products; those that came.
    pub others: Share,
    /// Chance of so many among the listed if the list said nothing.
    pub p: f64,
    /// Whether that is at most 5 %, and `expected` came near what came.
    pub passed: bool,
    /// Why not.
    pub reason: Option<Refusal>,
    /// Listed purchases that had a chance, by it, in up to ten groups of twenty or more, with the share that came again.
    pub calibration: Vec<Tenth>,
}

/// The list made `ahead_days` ago against what came; `None` with under 20 listed purchases or under 5 that came again.
#[must_use]
pub fn list_test(sales: Sales, as_of: i32, wanted: &Wanted) -> Option<ListTest> {
    const LISTED: u64 = 20;
    const CAME: u64 = 5;
    let cut = as_of.saturating_sub(wanted.ahead_days);
    let bought = sales.bought;
    let known: Vec<Purchase> = bought.iter().copied().filter(|one| one.day <= cut).collect();
    let key = |one: &Purchase| (one.item, one.person, one.day);
    let (mut counts, mut expected, mut pairs) = ([[0_u64; 2]; 2], Sum::default(), Vec::new());
    for row in whole_plan(Sales { bought: &known, ..sales }, cut, wanted).listed {
        let next = bought.partition_point(|one| key(one) <= key(&row.purchase));
        let same = |one: &&Purchase| (one.item, one.person) == (row.purchase.item, row.purchase.person);
        let came = bought.get(next).filter(same).is_some();
        let of = &mut counts[usize::from(wanted.lists(&row, cut))];
        of[1] += 1;
        of[0] += u64::from(came);
        if wanted.lists(&row, cut) {
            expected.add(row.probability.unwrap_or(0.0));
            pairs.extend(row.probability.map(|chance| (chance, f64::from(u8::from(came)), 1.0)));
        }
    }
    let [others, listed] = counts.map(|[came, n]| Share::new(came, n));
    let (came, all) = (listed.count + others.count, listed.n + others.n);
    let p = Together { joint: listed.count, first: listed.n, second: came, all }.upper_tail();
    let enough = listed.n >= LISTED && came >= CAME;
    let reason = refusal(p <= 0.05, expected.value(), listed.count);
    enough.then(|| ListTest {
        cut: format_day(cut),
        expected: expected.value(),
        listed,
        others,
        p,
        passed: reason.is_none(),
        reason,
        calibration: groups(pairs),
    })
}
