//! Customers by what is known of them at their first order.

use super::super::work::LEAST_REPEATERS;
use super::{Check, Refusal};
use crate::math::order::sorted_by;
use crate::math::quantile::quantile;
use crate::metrics::models::fitted::{History, Model};
use crate::metrics::models::groups::{Groups, weeks};
use crate::metrics::models::holdout::{Split, count};
use crate::metrics::models::occasions::{Customer, View, customers, occasions};
use crate::money::SCALE;
use crate::tables::buying::Buying;
use crate::time::civil;
use serde::Serialize;

/// Thirds by the value of the first day with an order.
const THIRDS: [&str; 3] = ["low", "middle", "high"];

/// What a group is by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum By {
    /// Everybody.
    All,
    /// Calendar quarter of the first order.
    Quarter,
    /// Net value of the first day with an order.
    FirstValue,
}

/// Some customers, at the cut and at the end.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub by: By,
    pub name: String,
    pub first_value: Option<[f64; 2]>,
    /// Histories at the cut.
    pub older: Groups,
    /// Occasions after the cut of those known then.
    observed: u64,
    /// Histories at the end.
    pub all: Groups,
}

impl Group {
    fn new(buying: &Buying, split: Split, members: &[(Customer, Option<Customer>)]) -> Self {
        let known: Vec<Customer> = members.iter().filter_map(|member| member.1).collect();
        let after = |customer: &Customer| {
            let days = buying.orders.days(customer.at as usize);
            let [from, to] = [split.cut, split.end].map(|day| days.partition_point(|&other| other <= day));
            u64::from(occasions(&days[from..to]))
        };
        Self {
            by: By::All,
            name: String::new(),
            first_value: None,
            observed: known.iter().map(after).sum(),
            older: Groups::new(&known),
            all: Groups::new(&members.iter().map(|member| member.0).collect::<Vec<_>>()),
        }
    }

    pub fn customers(&self) -> u64 {
        count(self.all.customers)
    }

    pub fn repeaters(&self) -> u64 {
        count(self.all.repeaters())
    }

    /// Why nothing is tried.
    pub fn refusal(&self, days: u32, least: f64) -> Option<Refusal> {
        if count(self.older.repeaters()) < LEAST_REPEATERS {
            return Some(Refusal::FewRepeaters);
        }
        (f64::from(self.all.longest) < least * f64::from(days)).then_some(Refusal::TooShort)
    }

    /// What a model fitted to the older part foretells of the younger one, beside what came.
    pub fn check(&self, model: &Model, split: Split) -> Check {
        let span = weeks(split.days());
        let expected = self.older.all.iter().fold(0.0, |sum, group| {
            let (recency, age) = (group.recency_weeks(), group.age_weeks());
            sum + group.weight * model.expected(History { x: f64::from(group.repeats), recency, age }, span)
        });
        Check { customers: count(self.older.customers), expected, observed: self.observed }
    }
}

/// Everybody, then quarters in their order, then thirds by the first value where these differ.
pub(super) fn of(buying: &Buying, view: &View, split: Split) -> Vec<Group> {
    let known = customers(buying, &View { cut: split.cut, ..*view });
    let mut at_cut = vec![None; buying.customers()];
    known.iter().for_each(|customer| at_cut[customer.at as usize] = Some(*customer));
    let everybody: Vec<(Customer, Option<Customer>)> =
        customers(buying, view).into_iter().map(|one| (one, at_cut[one.at as usize])).collect();
    let mut found = vec![Group::new(buying, split, &everybody)];
    found.extend(quarters(buying, split, &everybody));
    found.extend(thirds(buying, view, split, &everybody));
    found
}

fn quarters(buying: &Buying, split: Split, everybody: &[(Customer, Option<Customer>)]) -> Vec<Group> {
    let quarter = |day: i32| {
        let (year, month, _) = civil(day);
        (year, month.div_ceil(3))
    };
    let sorted = sorted_by(everybody.to_vec(), &|a, b| (a.0.first, a.0.at).cmp(&(b.0.first, b.0.at)));
    let chunks = sorted.chunk_by(|a, b| quarter(a.0.first) == quarter(b.0.first));
    chunks
        .map(|members| {
            let (year, part) = quarter(members[0].0.first);
            let name = format!("{year:04}-Q{part}");
            Group { by: By::Quarter, name, ..Group::new(buying, split, members) }
        })
        .collect()
}

fn thirds(
    buying: &Buying,
    view: &View,
    split: Split,
    everybody: &[(Customer, Option<Customer>)],
) -> Vec<Group> {
    let valued: Vec<(f64, (Customer, Option<Customer>))> = everybody
        .iter()
        .filter_map(|member| Some((first_value(buying, view.currency, &member.0)?, *member)))
        .collect();
    let mut values: Vec<f64> = valued.iter().map(|one| one.0).collect();
    let bounds = [quantile(&mut values, 1, 3), quantile(&mut values, 2, 3)];
    let [Some(low), Some(high)] = bounds else { return Vec::new() };
    let third = |value: f64| usize::from(value > low) + usize::from(value > high);
    let members = |place: usize| valued.iter().filter(move |one| third(one.0) == place);
    if (0..THIRDS.len()).any(|place| members(place).next().is_none()) {
        return Vec::new();
    }
    let group = |(place, name): (usize, &str)| {
        let range = members(place).fold([f64::INFINITY, f64::NEG_INFINITY], |[least, most], one| {
            [least.min(one.0), most.max(one.0)]
        });
        let people: Vec<_> = members(place).map(|one| one.1).collect();
        let (name, first_value) = (name.to_owned(), Some(range));
        Group { by: By::FirstValue, name, first_value, ..Group::new(buying, split, &people) }
    };
    THIRDS.into_iter().enumerate().map(group).collect()
}

/// Net value of the orders of a customer's first day; `None` where one of them was paid in another currency.
#[allow(clippy::cast_precision_loss)]
fn first_value(buying: &Buying, currency: u8, customer: &Customer) -> Option<f64> {
    let orders = &buying.orders;
    let first = orders.range(customer.at as usize).take_while(|&row| orders.day[row] == customer.first);
    let mut total = 0_i128;
    for row in first {
        if orders.currency[row] != currency {
            return None;
        }
        total += i128::from(orders.net[row]);
    }
    Some(total as f64 / SCALE as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fixture::{buying, day};

    /// Three quarters of a year, two orders on the first day, and one customer who paid in another currency.
    #[test]
    fn by_quarter_and_first_value() {
        let at = |text: &str| day(text);
        let mut data = buying(
            at("20240930"),
            &[
                ("a", &[(at("20240101"), 10.0), (at("20240101"), 5.0), (at("20240301"), 99.0)]),
                ("b", &[(at("20240331"), 40.0)]),
                ("c", &[(at("20240401"), 20.0), (at("20240901"), 1.0)]),
                ("d", &[(at("20240815"), 7.0)]),
            ],
        );
        data.orders.currency[6] = 1;
        let view = View { cut: data.as_of, currency: 0, not_before: i32::MIN };
        let split = Split { cut: at("20240630"), end: data.as_of };
        let found = of(&data, &view, split);
        let told: Vec<(By, &str, u64, u64, f64)> = found
            .iter()
            .map(|group| {
                (group.by, group.name.as_str(), group.customers(), group.observed, group.older.customers)
            })
            .collect();
        assert_eq!(
            told,
            [
                (By::All, "", 4, 1, 3.0),
                (By::Quarter, "2024-Q1", 2, 0, 2.0),
                (By::Quarter, "2024-Q2", 1, 1, 1.0),
                (By::Quarter, "2024-Q3", 1, 0, 0.0),
                (By::FirstValue, "low", 1, 0, 1.0),
                (By::FirstValue, "middle", 1, 1, 1.0),
                (By::FirstValue, "high", 1, 0, 1.0),
            ]
        );
        let values: Vec<_> = found[4..].iter().map(|group| group.first_value).collect();
        assert_eq!(values, [[15.0, 15.0], [20.0, 20.0], [40.0, 40.0]].map(Some));
        assert_eq!(found[0].refusal(365, 0.5), Some(Refusal::FewRepeaters));
    }
}
