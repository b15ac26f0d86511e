//! Buyers of one thing who have not bought another, and when each usually buys again.
//!
//! Due = the last order + the median days from a first purchase of the thing to the next purchase of anything.

use crate::metrics::occasions::{Lists, Occasions};
use crate::time::format_day;
use serde::Serialize;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// The customer.
    pub key: String,
    /// Last day on which the thing was bought.
    pub bought: String,
    /// Last order.
    pub last_order: String,
    /// Expected next order; `None` where too few come back to say.
    pub due: Option<String>,
}

/// Which two things, at products' or categories' level.
pub struct Between<'a> {
    /// Things of each buying day.
    pub held: &'a Lists,
    /// Customers of each thing.
    pub buyers: &'a Lists,
    /// The thing bought.
    pub from: usize,
    /// The thing not bought.
    pub to: usize,
}

/// Their number, and those of them from `offset` on; with `near`, only those due at most so many days from as-of.
#[must_use]
pub fn members(
    occasions: &Occasions,
    between: &Between,
    as_of: i32,
    near: Option<u32>,
    (offset, limit): (usize, usize),
) -> (u64, Vec<Member>) {
    let Between { held, buyers, from, to } = between;
    let median = super::cycles::after(occasions, held, buyers, *from, as_of, false).median;
    let days = median.and_then(|days| i32::try_from(days).ok());
    let due = |last: i32| days.map(|days| last.saturating_add(days));
    let is_near = |last: i32| {
        near.is_none_or(|near| due(last).is_some_and(|due| due.saturating_sub(as_of).unsigned_abs() <= near))
    };
    let other = buyers.get(*to);
    let last_order = |customer: u32| occasions.days_of(customer as usize).next_back().unwrap_or(as_of);
    let lacking = buyers.get(*from).iter().copied().filter(|customer| other.binary_search(customer).is_err());
    let found: Vec<u32> = lacking.filter(|&customer| is_near(last_order(customer))).collect();
    let row = |&customer: &u32| Member {
        key: occasions.keys[customer as usize].clone(),
        bought: format_day(last_bought(occasions, held, customer, *from).unwrap_or(as_of)),
        last_order: format_day(last_order(customer)),
        due: due(last_order(customer)).map(format_day),
    };
    (found.len() as u64, found.iter().skip(offset).take(limit).map(row).collect())
}

fn last_bought(occasions: &Occasions, held: &Lists, customer: u32, thing: usize) -> Option<i32> {
    let days = occasions.of_customer.get(customer as usize);
    let holds = |day: &&u32| held.get(**day as usize).iter().any(|&known| known as usize == thing);
    days.iter().rev().find(holds).map(|&day| occasions.day[day as usize])
}
