//! Value by month of the first order, at equal age.
//!
//! The value at age a is the mean net sales per customer in the first a days, refunds at their own day. It is known once
//! everybody who could be in the month is that old (the month's last day + a ≤ as-of), and compared with the cohort before it
//! at the same age (Welch's interval for the difference of means).

use super::accounts::Accounts;
use crate::metrics::estimate::{Difference, Mean, Moments};
use crate::metrics::occasions::{Lists, number};
use crate::metrics::period::{Calendar, Grain};
use serde::Serialize;

/// Customers of one month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueCohort {
    /// "2024-05".
    pub cohort: String,
    /// Customers.
    pub customers: u64,
    /// Net sales per customer to date.
    pub historic: Mean,
    /// Predicted further net sales per customer.
    pub predicted: Option<Mean>,
    /// One an age.
    pub values: Vec<Option<Mean>>,
    /// Against the cohort before, one an age.
    pub changes: Vec<Option<Difference>>,
    /// Whether one of several customers brought more than half of the net sales to date.
    #[serde(skip)]
    pub dominated: bool,
}

/// The cohorts that have a customer, oldest first.
#[must_use]
pub fn cohorts(accounts: &Accounts, ages: &[u32], predicted: Option<&[f64]>) -> Vec<ValueCohort> {
    let new = || (0..).zip(&accounts.first).filter(|&(at, _)| accounts.is_new(at));
    let Some(&earliest) = new().map(|(_, first)| first).min() else { return Vec::new() };
    let months = Calendar::new(Grain::Month, earliest, accounts.as_of);
    let members = Lists::grouped(months.len(), &|each| {
        for (at, &first) in new() {
            each(number(months.period(first)), number(at));
        }
    });
    let mut before: Vec<Option<Moments>> = vec![None; ages.len()];
    let mut rows = Vec::new();
    for (month, members) in members.iter().enumerate().filter(|(_, members)| !members.is_empty()) {
        let old = |age: u32| i64::from(months.end(month)) + i64::from(age) <= i64::from(accounts.as_of);
        let values: Vec<_> =
            ages.iter().map(|&age| old(age).then(|| accounts.at_age(members, age))).collect();
        let change = |(now, before): (&Option<Moments>, &Option<Moments>)| {
            Difference::new(now.as_ref()?, before.as_ref()?)
        };
        rows.push(ValueCohort {
            cohort: months.id(month),
            customers: members.len() as u64,
            historic: accounts.historic(members).mean(),
            predicted: accounts.predicted(members, predicted),
            values: values.iter().map(|value| value.as_ref().map(Moments::mean)).collect(),
            changes: values.iter().zip(&before).map(change).collect(),
            dominated: members.len() > 2 && accounts.dominated(members),
        });
        before = values;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::value::accounts::sample;
    use crate::time::day_of;

    /// Of 90, 30 and 30 one brought more than half of 150; of 70, 40 and 30 exactly half.
    #[test]
    fn one_customer_who_brought_most() {
        let of = |values: [i64; 3]| {
            let rows = [("ann", 0, values[0], 0), ("bob", 1, values[1], 0), ("cid", 2, values[2], 0)];
            cohorts(&Accounts::new(&sample(9, &rows), 0), &[], None)[0].dominated
        };
        assert!(of([90, 30, 30]) && !of([70, 40, 30]));
    }

    /// Who first bought by day 40 may be no new customer: of January and February the rest of February is left.
    #[test]
    fn customers_from_before_the_data_can_be_left_out() {
        let day = |month, of_month| day_of(2024, month, of_month);
        let rows = [
            ("ann", day(1, 1), 50, 0),
            ("bob", day(2, 9), 20, 0),
            ("cid", day(2, 10), 90, 0),
            ("bob", day(2, 20), 1, 0),
        ];
        let accounts = Accounts::new(&sample(day(3, 30), &rows), 0).new_after(day(2, 9));
        let found = cohorts(&accounts, &[30], None);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].cohort.as_str(), found[0].customers, found[0].historic.mean),
            ("2024-02", 1, Some(90.0))
        );
        assert_eq!((accounts.len(), accounts.is_new(1), accounts.is_new(2)), (3, false, true));
    }

    /// January: ann 50 at once and 30 after 31 days, bob 20 and 5 back; February: cid 90, dan 70.
    #[test]
    fn equal_age_and_maturity() {
        let day = |month, of_month| day_of(2024, month, of_month);
        let rows = [
            ("ann", day(1, 1), 50, 0),
            ("ann", day(2, 1), 30, 0),
            ("bob", day(1, 10), 20, 0),
            ("bob", day(1, 12), -5, 0),
            ("cid", day(2, 2), 90, 0),
            ("dan", day(2, 3), 70, 0),
        ];
        let found = cohorts(
            &Accounts::new(&sample(day(3, 30), &rows), 0),
            &[30, 31, 60],
            Some(&[1.0, 3.0, f64::NAN, 4.0]),
        );
        let (january, february) = (&found[0], &found[1]);
        assert_eq!(
            (january.cohort.as_str(), january.customers, january.historic.mean),
            ("2024-01", 2, Some(47.5))
        );
        let means = |row: &ValueCohort| {
            row.values.iter().map(|value| value.and_then(|mean| mean.mean)).collect::<Vec<_>>()
        };
        assert_eq!(means(january), [Some(32.5), Some(47.5), None]);
        assert_eq!(means(february), [Some(80.0), None, None]);
        assert_eq!(february.changes[0].map(|change| change.difference), Some(47.5));
        assert_eq!((january.changes[0], february.changes[1]), (None, None));
        assert!(!january.dominated && !february.dominated, "one of two always brings half or more");
        assert_eq!(february.predicted.map(|mean| (mean.n, mean.mean)), Some((1, Some(4.0))));
    }
}
