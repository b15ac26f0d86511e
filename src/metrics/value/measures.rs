//! What can be measured of the customers whom advertising brought, by name, for formulas that a seller writes.

use super::accounts::Accounts;
use super::formula::Formula;
use crate::math::sum::Sum;
use crate::metrics::estimate::in_major;
use crate::metrics::real;
use serde::Serialize;

/// Names of the metrics, in the order of [`Measures::all`].
pub const NAMES: [&str; 11] = [
    "spend",
    "newCustomers",
    "netSales",
    "firstSales",
    "orders",
    "further",
    "margin",
    "impressions",
    "clicks",
    "conversions",
    "adValue",
];

/// What advertising cost, and what its export counts beside; each unknown where no row says it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Borne {
    /// Cost in major units.
    pub spend: f64,
    /// Shown, clicked, converted, and what conversions are worth to it.
    pub seen: [Option<f64>; 4],
}

impl Borne {
    /// The part of each of so many.
    #[must_use]
    pub fn over(&self, customers: usize) -> Self {
        let of = real(customers.max(1) as u64);
        Self { spend: self.spend / of, seen: self.seen.map(|sum| sum.map(|sum| sum / of)) }
    }

    /// Both together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let both = |at: usize| match (self.seen[at], other.seen[at]) {
            (Some(one), Some(two)) => Some(one + two),
            (one, two) => one.or(two),
        };
        Self { spend: self.spend + other.spend, seen: [0, 1, 2, 3].map(both) }
    }

    /// What some customers bear together.
    #[must_use]
    pub fn sum(borne: &[Option<Self>], members: &[u32]) -> Self {
        let of: Vec<Self> =
            members.iter().filter_map(|&at| borne.get(at as usize).copied().flatten()).collect();
        let seen = |column: usize| {
            let known: Vec<f64> = of.iter().filter_map(|one| one.seen[column]).collect();
            (!known.is_empty()).then(|| known.into_iter().collect::<Sum>().value())
        };
        Self { spend: of.iter().map(|one| one.spend).collect::<Sum>().value(), seen: [0, 1, 2, 3].map(seen) }
    }
}

/// A formula and its number over all advertising.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Roas {
    /// As a person reads it.
    pub formula: String,
    /// Metrics that it uses.
    pub uses: Vec<&'static str>,
    /// Of these, those that are not known.
    pub unknown: Vec<&'static str>,
    /// Over all advertising, and all customers whose first order falls on its days.
    pub value: Option<f64>,
    /// These customers.
    pub new_customers: u64,
}

/// What is known of customers.
pub struct Measures<'a> {
    /// Their amounts.
    pub accounts: &'a Accounts,
    /// Predicted further value, parallel to the table of customers.
    pub predicted: Option<&'a [f64]>,
    /// The option.
    pub margin: Option<f64>,
}

impl Measures<'_> {
    /// Each metric over customers whom advertising brought, in the order of [`NAMES`].
    #[must_use]
    pub fn all(&self, won: &[u32], borne: &Borne) -> [Option<f64>; 11] {
        let total = |of: &dyn Fn(usize) -> i128| won.iter().map(|&at| of(at as usize)).sum::<i128>();
        let accounts = self.accounts;
        let orders: u64 = won.iter().map(|&at| accounts.order_ages(at as usize).len() as u64).sum();
        let [impressions, clicks, conversions, value] = borne.seen;
        [
            Some(borne.spend),
            Some(real(won.len() as u64)),
            Some(in_major(total(&|at| i128::from(accounts.total(at))))),
            Some(in_major(total(&|at| i128::from(accounts.until(at, 0))))),
            Some(real(orders)),
            self.further(won),
            self.margin,
            impressions,
            clicks,
            conversions,
            value,
        ]
    }

    /// A formula over them.
    #[must_use]
    pub fn value(&self, formula: &Formula, won: &[u32], borne: &Borne) -> Option<f64> {
        let all = self.all(won, borne);
        formula.value(&|at| all[at])
    }

    /// A formula over all advertising.
    #[must_use]
    pub fn roas(&self, formula: &Formula, won: &[u32], borne: &Borne) -> Roas {
        let all = self.all(won, borne);
        let uses = formula.uses();
        Roas {
            formula: formula.text.clone(),
            unknown: uses.iter().filter(|&&at| all[at].is_none()).map(|&at| NAMES[at]).collect(),
            uses: uses.into_iter().map(|at| NAMES[at]).collect(),
            value: formula.value(&|at| all[at]),
            new_customers: won.len() as u64,
        }
    }

    /// Predicted further value of all of them; `None` where it is not known of one.
    fn further(&self, won: &[u32]) -> Option<f64> {
        let predicted = self.predicted?;
        let of = |&at: &u32| {
            predicted.get(self.accounts.customer[at as usize]).copied().filter(|value| value.is_finite())
        };
        let known: Option<Vec<f64>> = won.iter().map(of).collect();
        known.map(|known| known.into_iter().collect::<Sum>().value())
    }
}
