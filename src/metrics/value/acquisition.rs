//! Advertising → what a customer cost, and on which day of their life customers have paid it back.
//!
//! Blended CAC = advertising cost / all customers whose first order falls on a day that the cost covers, whoever brought them.
//! Paid CAC = cost of the advertising that names a group of customers / customers of these groups, each on the days that their
//! group's cost covers.

use super::accounts::Accounts;
use super::costs::Costs;
use super::cumulative::Cumulative;
use super::origins::Origins;
use crate::math::order::distinct;
use crate::math::sum::Sum;
use crate::metrics::real;
use serde::Serialize;

/// What all advertising cost and brought.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Acquisition {
    /// Cost.
    pub spend: f64,
    /// First day it covers.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Number of days that it covers; `None` where no row names a day, and all customers are held against it.
    pub days: Option<u64>,
    /// First orders on these days.
    pub new_customers: u64,
    /// Cost / new customers, whoever brought them.
    pub cac: Option<f64>,
    /// Age at which the mean cumulative value × margin of all customers reaches it.
    pub payback_day: Option<u32>,
    /// Customers of the groups that the advertising names; `None` where it names none.
    pub paid: Option<Paid>,
}

/// What the advertising that names a group of customers cost and brought.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Paid {
    /// Its cost on the days that it covers.
    pub spend: f64,
    /// First orders of the groups' customers on the days that each one's cost covers.
    pub new_customers: u64,
    /// Cost / these customers.
    pub cac: Option<f64>,
    /// Age at which the mean cumulative value × margin of the groups' customers reaches it.
    pub payback_day: Option<u32>,
}

/// All advertising against all customers; `None` without spend in the currency.
#[must_use]
pub fn acquisition(
    accounts: &Accounts,
    origins: &Origins,
    costs: &Costs,
    members: &[u32],
    margin: f64,
    least: u64,
) -> Option<Acquisition> {
    let cost = costs.all.as_ref()?;
    let cac = cost.cac(accounts, members);
    let days = cost.span();
    Some(Acquisition {
        spend: cost.major(),
        from: days.map(|days| crate::time::format_day(days.0)),
        to: days.map(|days| crate::time::format_day(days.1)),
        days: cost.days(),
        new_customers: cost.won(accounts, members),
        cac,
        payback_day: cac
            .and_then(|cac| Cumulative::new(accounts, members, u32::MAX).payback(cac, margin, least)),
        paid: paid(accounts, origins, costs, margin, least),
    })
}

fn paid(accounts: &Accounts, origins: &Origins, costs: &Costs, margin: f64, least: u64) -> Option<Paid> {
    let (mut spend, mut members, mut won) = (Vec::new(), Vec::new(), Vec::new());
    for (own, cost) in costs.once(origins, &[]) {
        spend.push(cost.held());
        members.extend_from_slice(own);
        won.extend(cost.of(accounts, own));
    }
    let (members, won): (Vec<u32>, Vec<u32>) = (distinct(members), distinct(won));
    let won = won.len() as u64;
    let spend = (!spend.is_empty()).then(|| spend.into_iter().collect::<Sum>().value())?;
    let cac = (won > 0).then(|| spend / real(won));
    let curve = Cumulative::new(accounts, &members, u32::MAX);
    Some(Paid {
        spend,
        new_customers: won,
        cac,
        payback_day: cac.and_then(|cac| curve.payback(cac, margin, least)),
    })
}
