//! Who stands where buyers of a thing usually order again, and what to offer them.
//!
//! A customer is there by a thing of the last order: due = the last order + the median days from a first purchase of the thing to
//! the next order (Kaplan–Meier), where at least [`RETURNED`] customers came back. Of several things of one order the one with most who came back counts.
//! The offer is the surest evident rule from anything the customer bought to something never bought.
//!
//! The list is tried on the latest days: made as of `near` days before as-of, did more of the listed customers order in these days than of all
//! others known then (Fisher's exact test, one-sided)?

use super::companions::{Companions, latest};
use super::cycles::{CycleTimes, after};
use super::rules::Rule;
use crate::math::fisher::Together;
use crate::metrics::estimate::Share;
use crate::metrics::occasions::{Item, Lists, Occasions};
use crate::time::format_day;
use serde::Serialize;

/// Fewest customers who came back for a usual time.
pub const RETURNED: u64 = 10;
/// Fewest listed customers for a trial.
const LISTED: u64 = 20;

/// One of those who stand there.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AtNode {
    /// The customer.
    pub key: String,
    /// What the last order held.
    pub from: Item,
    /// Last order.
    pub last_order: String,
    /// When buyers of it usually order again.
    pub due: String,
    /// Median days behind that.
    pub days: u32,
    /// Customers whose returns they rest on.
    pub returned: u64,
    /// What to offer; `None` where no evident rule leads to something new.
    pub bundle: Option<Rule>,
}

/// The list as it would have been made some days ago.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodeTest {
    /// The data were known up to this day.
    pub cut: String,
    /// Days after it.
    pub days: u32,
    /// Listed customers; of them ordered in these days.
    pub listed: Share,
    /// The others who had ordered by then.
    pub others: Share,
    /// Fisher's exact test, one-sided.
    pub p: f64,
    /// More of the listed, beyond chance.
    pub passed: bool,
}

/// Things of days and customers at one level.
#[derive(Clone, Copy)]
pub struct Held<'a> {
    /// Things of each buying day.
    pub days: &'a Lists,
    /// Customers of each thing.
    pub buyers: &'a Lists,
}

/// When customers are due by what their last order held.
pub struct Nodes {
    /// By customer: thing and due day.
    due: Vec<Option<(u32, i32)>>,
    cycles: Vec<CycleTimes>,
}

impl Nodes {
    /// As of a day; by one thing only where it is named.
    #[must_use]
    pub fn new(occasions: &Occasions, held: &Held, from: Option<u32>, as_of: i32) -> Self {
        let cycle = |thing: usize| after(occasions, held.days, held.buyers, thing, as_of, false);
        let cycles: Vec<CycleTimes> = (0..held.buyers.len()).map(cycle).collect();
        let due = (0..occasions.keys.len()).map(|customer| {
            let &last = occasions.of_customer.get(customer).last()?;
            let things = held.days.get(last as usize).iter().copied();
            let known = things.filter(|&thing| from.is_none_or(|from| from == thing)).filter_map(|thing| {
                let CycleTimes { returned, median, .. } = cycles[thing as usize];
                let days = i32::try_from(median?).ok()?;
                (returned >= RETURNED).then_some((returned, thing, days))
            });
            // The first of equal ones.
            let best = known.reduce(|best, one| if one.0 > best.0 { one } else { best })?;
            Some((best.1, occasions.day[last as usize].saturating_add(best.2)))
        });
        Self { due: due.collect(), cycles }
    }

    fn is_near(&self, customer: usize, as_of: i32, near: u32) -> bool {
        self.due[customer].is_some_and(|(_, due)| due.saturating_sub(as_of).unsigned_abs() <= near)
    }

    /// Those due at most `near` days from as-of, the latest order first: their number, and a page of them.
    #[must_use]
    pub fn page(
        &self,
        occasions: &Occasions,
        bought: &Lists,
        companions: &Companions,
        (as_of, near): (i32, u32),
        (offset, limit): (usize, usize),
        name: &dyn Fn(u32) -> Item,
    ) -> (u64, Vec<AtNode>) {
        let there = latest(occasions, None, &|customer| self.is_near(customer, as_of, near));
        let row = |&customer: &usize| {
            let (thing, due) = self.due[customer]?;
            let CycleTimes { returned, median, .. } = self.cycles[thing as usize];
            let best = companions.beside(bought.get(customer), &|_| true, 1).first().copied();
            Some(AtNode {
                key: occasions.keys[customer].clone(),
                from: name(thing),
                last_order: occasions.days_of(customer).next_back().map(format_day)?,
                due: format_day(due),
                days: median?,
                returned,
                bundle: best.and_then(|rank| companions.rule(rank, name)),
            })
        };
        (there.len() as u64, there.iter().skip(offset).take(limit).filter_map(row).collect())
    }

    /// Of the list as of `cut`, who ordered in the `days` after it, by what is known `later`; `None` where too few were listed.
    #[must_use]
    pub fn test(
        &self,
        before: &Occasions,
        later: &Occasions,
        cut: i32,
        days: u32,
        alpha: f64,
    ) -> Option<NodeTest> {
        let until = cut.saturating_add(i32::try_from(days).ok()?);
        let came = |customer: usize| later.days_of(customer).any(|day| day > cut && day <= until);
        let (mut listed, mut others) = ((0, 0), (0, 0));
        for customer in 0..before.keys.len() {
            if before.of_customer.get(customer).is_empty() {
                continue;
            }
            let group = if self.is_near(customer, cut, days) { &mut listed } else { &mut others };
            group.0 += u64::from(came(customer));
            group.1 += 1;
        }
        if listed.1 < LISTED || others.1 < LISTED {
            return None;
        }
        let table = Together {
            joint: listed.0,
            first: listed.1,
            second: listed.0 + others.0,
            all: listed.1 + others.1,
        };
        let p = table.upper_tail();
        Some(NodeTest {
            cut: format_day(cut),
            days,
            listed: Share::new(listed.0, listed.1),
            others: Share::new(others.0, others.1),
            p,
            passed: p <= alpha,
        })
    }
}
