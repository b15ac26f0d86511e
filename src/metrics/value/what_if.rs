//! What a change of retention, margin or coupon would do to a year's profit, from the seller's own numbers.
//!
//! The last year (or the later half of a shorter history) against the year before it, which goes back to the beginning of the data
//! where less than a month is left over: its customers are then the very ones whom models know when they are checked. Retained: customers of the earlier year
//! who bought in the later one. Scenario: retained × (1 + r), at most everybody; each further retained customer brings what a
//! retained one brings; those who came back after longer, and the new ones, stay as they are; net sales S; profit = S × margin − S × coupon × its use, and net sales shown = S × (1 − coupon × use).

use super::accounts::Accounts;
use crate::metrics::estimate::{Moments, Share, in_major};
use crate::metrics::real;
use crate::time::format_day;
use serde::{Deserialize, Serialize};

/// Days of a year.
const YEAR: i32 = 365;
/// Shorter than this a half of the history says nothing.
const LEAST: i32 = 30;

/// What is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Scenario {
    /// Margin of net sales.
    pub margin: Option<f64>,
    /// Retention × (1 + this).
    pub retention: f64,
    /// Discount of a coupon, 0..1.
    pub coupon: f64,
    /// Share of orders that use it.
    pub coupon_use: f64,
}

/// The year and what the scenario makes of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIf {
    /// First day of the later year.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// First day of the earlier year.
    pub earlier_from: String,
    /// Its last day.
    pub earlier_to: String,
    /// Customers of the earlier year who bought in the later one.
    pub retention: Share,
    /// Net sales of a retained customer in the year.
    pub per_retained: Option<f64>,
    /// Net sales of a new customer in the year.
    pub per_new: Option<f64>,
    /// Customers whose first order falls in the year.
    pub new_customers: u64,
    /// Customers who bought in the later year and before the earlier one, but not in it.
    pub returned: u64,
    /// Net sales of such a customer in the year.
    pub per_returned: Option<f64>,
    /// Customers who bought in the year: retained, returned, new.
    pub buyers: u64,
    /// Net sales of all customers in the year.
    pub net_sales: f64,
    /// Margin that profit is made with.
    pub margin: f64,
    /// Net sales × margin.
    pub profit: f64,
    /// With the change.
    pub scenario: Outcome,
}

/// The year with the change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// Retained customers.
    pub retained: f64,
    /// Net sales after coupons.
    pub net_sales: f64,
    /// Profit.
    pub profit: f64,
    /// Against the profit without the change.
    pub change: f64,
    /// Of that profit.
    pub change_share: Option<f64>,
}

/// `None` where the history is too short for two periods of 30 days.
#[must_use]
pub fn what_if(
    accounts: &Accounts,
    first_day: i32,
    margin: Option<f64>,
    scenario: &Scenario,
) -> Option<WhatIf> {
    let length = YEAR.min(accounts.as_of.saturating_sub(first_day).saturating_add(1) / 2);
    if length < LEAST {
        return None;
    }
    let (from, to) = (accounts.as_of - length + 1, accounts.as_of);
    let left_over = from - length - first_day;
    let earlier_from = if left_over < LEAST { first_day } else { from - length };
    let (mut earlier, mut all) = (0, 0_i128);
    let [mut kept, mut new, mut returned] = [Moments::default(); 3];
    for at in 0..accounts.len() {
        let net = accounts.between(at, from, to);
        all += i128::from(net);
        if accounts.first[at] >= from {
            new.add(net);
        }
        if bought(accounts, at, earlier_from, from - 1) {
            earlier += 1;
            if accounts.last[at] >= from {
                kept.add(net);
            }
        } else if accounts.first[at] < from && accounts.last[at] >= from {
            returned.add(net);
        }
    }
    let margin = scenario.margin.or(margin).unwrap_or(1.0);
    let net_sales = in_major(all);
    Some(WhatIf {
        from: format_day(from),
        to: format_day(to),
        earlier_from: format_day(earlier_from),
        earlier_to: format_day(from - 1),
        retention: Share::new(kept.n, earlier),
        per_retained: kept.mean().mean,
        per_new: new.mean().mean,
        new_customers: new.n,
        returned: returned.n,
        per_returned: returned.mean().mean,
        buyers: kept.n + new.n + returned.n,
        net_sales,
        margin,
        profit: net_sales * margin,
        scenario: outcome(&kept, earlier, net_sales, margin, scenario),
    })
}

fn outcome(kept: &Moments, earlier: u64, net_sales: f64, margin: f64, scenario: &Scenario) -> Outcome {
    let retained = (real(kept.n) * (1.0 + scenario.retention)).clamp(0.0, real(earlier));
    let sales = net_sales + (retained - real(kept.n)) * kept.mean().mean.unwrap_or(0.0);
    let given = scenario.coupon * scenario.coupon_use;
    let (profit, before) = (sales * (margin - given), net_sales * margin);
    Outcome {
        retained,
        net_sales: sales * (1.0 - given),
        profit,
        change: profit - before,
        change_share: (before > 0.0).then(|| (profit - before) / before),
    }
}

fn bought(accounts: &Accounts, at: usize, from: i32, to: i32) -> bool {
    let first = i64::from(accounts.first[at]);
    let days = i64::from(from)..=i64::from(to);
    accounts.order_ages(at).iter().any(|&age| days.contains(&(first + i64::from(age))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::value::accounts::sample;

    /// 100 days each: ann and bob bought in the earlier half, ann (60) again in the later, cid (40) is new there.
    /// Retention 1 of 2; + 50 %: 1.5 retained, sales 100 + 0.5 × 60 = 130; margin .4, coupon 10 % on half the orders: 130 × .35.
    #[test]
    fn worked_example() {
        let rows = [("ann", 0, 10, 0), ("ann", 150, 60, 0), ("bob", 20, 30, 0), ("cid", 199, 40, 0)];
        let accounts = Accounts::new(&sample(199, &rows), 0);
        let scenario = Scenario { margin: None, retention: 0.5, coupon: 0.1, coupon_use: 0.5 };
        let found = what_if(&accounts, 0, Some(0.4), &scenario).unwrap();
        assert_eq!((found.retention.count, found.retention.n, found.new_customers), (1, 2, 1));
        assert_eq!((found.per_retained, found.per_new, found.net_sales), (Some(60.0), Some(40.0), 100.0));
        assert!(
            (found.scenario.retained - 1.5).abs() < 1e-12 && (found.scenario.profit - 45.5).abs() < 1e-12
        );
        assert!(
            (found.scenario.net_sales - 123.5).abs() < 1e-12 && (found.scenario.change - 5.5).abs() < 1e-12
        );
        let everybody = Scenario { retention: 9.0, ..Scenario::default() };
        let found = what_if(&accounts, 0, None, &everybody).unwrap();
        assert_eq!((found.scenario.retained, found.scenario.net_sales), (2.0, 160.0));
        assert!(what_if(&accounts, 150, None, &scenario).is_none());
    }

    /// Data of 732 days: the later year begins on day 367, and the earlier one on day 2 but for the two days left over. With 42 days
    /// left over it has 365 days: customers of days 42 to 365.
    #[test]
    fn few_days_left_over_belong_to_the_earlier_year() {
        let names: Vec<String> = (0..366).map(|at| format!("c{at:03}")).collect();
        let mut rows: Vec<(&str, i32, i64, u8)> =
            names.iter().zip(0..).map(|(name, day)| (name.as_str(), day, 10, 0)).collect();
        rows.extend([("c000", 731, 10, 0), ("new", 731, 10, 0)]);
        let people = sample(731, &rows);
        let found =
            what_if(&Accounts::new(&people, 0), people.first_day, None, &Scenario::default()).unwrap();
        assert_eq!((found.retention.count, found.retention.n, found.new_customers), (1, 366, 1));
        assert_eq!(
            [found.earlier_from, found.earlier_to, found.from],
            ["1970-01-01", "1971-01-02", "1971-01-03"]
        );
        let later = sample(771, &rows);
        let found = what_if(&Accounts::new(&later, 0), 0, None, &Scenario::default()).unwrap();
        assert_eq!((found.earlier_from.as_str(), found.retention.n), ("1970-02-12", 324));
        assert_eq!((found.retention.count, found.returned, found.new_customers, found.buyers), (0, 1, 1, 2));
        assert_eq!(
            (found.per_returned, found.net_sales),
            (Some(10.0), 20.0),
            "c000 of day 0 came back on day 731"
        );
    }
}
