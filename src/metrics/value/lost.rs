//! What left with the customers who are lost: their further value, and the advertising that won them.
//!
//! Lost value = lost customers × mean predicted further value of a customer who is not lost. Sunk cost = for each lost customer
//! the CAC of the channel that brought them, of the campaign where no channel has one.

use super::accounts::Accounts;
use super::costs::Costs;
use super::origins::{Dimension, Origins, everybody};
use crate::math::sum::Sum;
use crate::metrics::{real, share};
use serde::Serialize;

/// How customers were found to be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    /// By flags that came with the call.
    Flags,
    /// No order for a number of days.
    Silence,
}

/// What left.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LostValue {
    /// How they were found.
    pub basis: Basis,
    /// Lost customers.
    pub customers: u64,
    /// Of all customers.
    pub share: Option<f64>,
    /// Their net sales to date.
    pub historic: Option<f64>,
    /// Further value that a customer who stayed would have.
    pub remaining: Option<f64>,
    /// Advertising that won them.
    pub sunk: Option<f64>,
    /// Of them with a CAC.
    pub sunk_customers: u64,
}

/// The lost among the customers of the accounts.
#[must_use]
pub fn lost(
    accounts: &Accounts,
    origins: &Origins,
    costs: &Costs,
    predicted: Option<&[f64]>,
    flags: Option<&[bool]>,
    lost_days: u32,
) -> LostValue {
    let is_lost = |at: usize| match flags {
        Some(flags) => flags.get(accounts.customer[at]).copied().unwrap_or(false),
        None => i64::from(accounts.as_of) - i64::from(accounts.last[at]) >= i64::from(lost_days),
    };
    let (gone, here): (Vec<u32>, Vec<u32>) =
        everybody(accounts.len()).into_iter().partition(|&at| is_lost(at as usize));
    let staying = accounts.predicted(&here, predicted).and_then(|mean| mean.mean);
    let sunk = sunk(accounts, origins, costs, &gone);
    let n = gone.len() as u64;
    LostValue {
        basis: if flags.is_some() { Basis::Flags } else { Basis::Silence },
        customers: n,
        share: share(n, accounts.len() as u64),
        historic: (!accounts.is_empty()).then(|| accounts.historic(&gone).total()),
        remaining: staying.map(|value| value * real(n)),
        sunk: (!sunk.is_empty()).then(|| sunk.iter().copied().collect::<Sum>().value()),
        sunk_customers: sunk.len() as u64,
    }
}

/// The CAC of each lost customer that has one.
fn sunk(accounts: &Accounts, origins: &Origins, costs: &Costs, gone: &[u32]) -> Vec<f64> {
    let mut paid: Vec<Option<f64>> = vec![None; accounts.len()];
    for by in [Dimension::Campaign, Dimension::Channel] {
        for (path, members) in origins.groups(by) {
            let Some(cac) = costs.of(by, path).and_then(|cost| cost.cac(accounts, members)) else { continue };
            members.iter().for_each(|&at| paid[at as usize] = Some(cac));
        }
    }
    gone.iter().filter_map(|&at| paid[at as usize]).collect()
}
