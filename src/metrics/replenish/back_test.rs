//! Next purchases as they would have been expected some days ago, against what came.

use super::next::NextModel;
use crate::math::calibration::{Tenth, tenths};
use crate::metrics::estimate::{Refusal, Share, refusal};
use crate::metrics::occasions::{Occasions, number};
use crate::metrics::{real, share};
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::Serialize;

/// Fewest customers and buyers that a test may rest on.
const CUSTOMERS: u64 = 100;
const BUYERS: u64 = 10;

/// Expected and observed purchases in the latest days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NextBackTest {
    /// The data were known up to this day.
    pub cut: String,
    /// Customers with a chance.
    pub customers: u64,
    /// Sum of the chances.
    pub expected: f64,
    /// Customers who bought.
    pub observed: u64,
    /// Mean squared error of the chances.
    pub brier: f64,
    /// Of giving everybody the share that bought in the days before the cut.
    pub base_brier: f64,
    /// Customers in tenths by their chance, with the share that bought.
    pub calibration: Vec<Tenth>,
    /// First purchases that hold the category named first.
    pub category_hits: Share,
    /// First purchases that hold the shop's most bought category.
    pub base_hits: Share,
    /// Whether the chances beat the base, and their sum came near what came.
    pub passed: bool,
    /// Why not.
    pub reason: Option<Refusal>,
}

/// The test over the latest `ahead` days; `None` under 100 customers or 10 buyers.
#[must_use]
pub fn back_test(baskets: &Baskets, ahead: i32) -> Option<NextBackTest> {
    let cut = baskets.as_of - ahead;
    let known = Occasions::new(baskets, cut);
    let model = NextModel::new(&known, cut)?;
    let later = Occasions::new(baskets, baskets.as_of);
    let base = base_share(&known, cut, ahead)?;
    let favourite = model.transitions.likeliest(&[], 1).first().map(|best| best.0);
    let (mut n, mut observed, mut expected) = (0_u64, 0_u64, 0.0);
    let (mut error, mut base_error) = (0.0, 0.0);
    let (mut told, mut hits, mut base_hits) = (0_u64, 0_u64, 0_u64);
    let mut pairs = Vec::new();
    for customer in 0..known.keys.len() {
        let Some(chance) = model.outlook(&known, customer).map(|one| one.chance(ahead)) else {
            continue;
        };
        let first = first_after(&later, customer, cut);
        let came = if first.is_some() { 1.0 } else { 0.0 };
        n += 1;
        observed += u64::from(first.is_some());
        expected += chance;
        error += (chance - came) * (chance - came);
        base_error += (base - came) * (base - came);
        pairs.push((chance, came, 1.0));
        let held = first.map(|day| later.day_categories.get(day)).filter(|held| !held.is_empty());
        if let Some(held) = held {
            let last = known.of_customer.get(customer).last().copied().unwrap_or(0) as usize;
            let best =
                model.transitions.likeliest(known.day_categories.get(last), 1).first().map(|best| best.0);
            let holds = |category: Option<usize>| category.is_some_and(|at| held.contains(&number(at)));
            told += 1;
            hits += u64::from(holds(best));
            base_hits += u64::from(holds(favourite));
        }
    }
    if n < CUSTOMERS || observed < BUYERS {
        return None;
    }
    let (brier, base_brier) = (error / real(n), base_error / real(n));
    let reason = refusal(brier < base_brier, expected, observed);
    Some(NextBackTest {
        cut: format_day(cut),
        customers: n,
        expected,
        observed,
        brier,
        base_brier,
        calibration: tenths(pairs),
        category_hits: Share::new(hits, told),
        base_hits: Share::new(base_hits, told),
        passed: reason.is_none(),
        reason,
    })
}

/// Share of the customers known before the days before the cut who bought in them.
fn base_share(known: &Occasions, cut: i32, ahead: i32) -> Option<f64> {
    let before = |customer: &usize| known.days_of(*customer).next().is_some_and(|day| day <= cut - ahead);
    let customers: Vec<usize> = (0..known.keys.len()).filter(before).collect();
    let came = |customer: &&usize| known.days_of(**customer).next_back().is_some_and(|day| day > cut - ahead);
    share(customers.iter().filter(came).count() as u64, customers.len() as u64)
}

/// The first buying day after a day, as a position.
pub(super) fn first_after(occasions: &Occasions, customer: usize, day: i32) -> Option<usize> {
    occasions.of_customer.get(customer).iter().map(|&at| at as usize).find(|&at| occasions.day[at] > day)
}
