//! Return on advertising over any combination of what first orders say: channel, campaign, creative, country, product.
//!
//! Each row of the advertising belongs to the most special group that it brought of those that the combination names (channel, where
//! it names none of them), and the customers of that group whose first order falls on a day that its cost covers bear it in equal
//! parts; so the cost of a country or product is that of the advertising that brought its customers. Return = (their net sales to
//! date × margin − cost) / cost; its interval is that of their mean net sales, the cost being known. Cells of fewer customers than
//! the least number are put together, the last part of the combination first. A customer of several first products stands in the
//! cell of each, and beside a product only with the category of that product.

use super::accounts::Accounts;
use super::costs::{Cost, Costs};
use super::formula::Formula;
use super::measures::{Borne, Measures};
use super::origins::{Dimension, Origins, Path};
use crate::math::order::{distinct, sorted_by};
use crate::metrics::estimate::Moments;
use crate::metrics::real;
use serde::Serialize;
use std::collections::BTreeMap;

/// Dimensions that can be combined.
pub const MOST: usize = 4;

/// Return by combination.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Split {
    /// Of what.
    pub by: Vec<Dimension>,
    /// Highest cost first.
    pub rows: Vec<Cell>,
    /// Customers who bear a cost.
    pub new_customers: u64,
    /// What they bear.
    pub spend: f64,
    /// Cost that nobody bears: of advertising that no order names, and of days without a new customer of its group.
    pub unborne: f64,
}

/// One combination, or several small ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// A name of each dimension, `None` where the first order does not say; fewer than dimensions where cells were put together.
    pub names: Vec<Option<String>>,
    /// Names of products beside their SKU.
    pub titles: Vec<Option<String>>,
    /// Customers who bear a cost.
    pub new_customers: u64,
    /// What they bear.
    pub spend: f64,
    /// Their net sales to date.
    pub net_sales: f64,
    /// (net sales × margin − cost) / cost.
    pub roi: Option<f64>,
    /// Lower 95 % limit.
    pub low: Option<f64>,
    /// Upper 95 % limit.
    pub high: Option<f64>,
    /// The seller's own formula.
    pub roas: Option<f64>,
}

/// What a split is made of.
pub struct Given<'a> {
    /// Customers' amounts.
    pub accounts: &'a Accounts,
    /// Where they came from.
    pub origins: &'a Origins,
    /// Advertising.
    pub costs: &'a Costs,
    /// What is measured of groups of customers.
    pub measures: &'a Measures<'a>,
    /// The seller's own formula.
    pub roas: Option<&'a Formula>,
    /// Fewest customers of a cell.
    pub min_n: u64,
}

/// Cost beyond what is borne, to the 1/10,000 that amounts are told in.
fn unborne(costs: &Costs, borne: f64) -> f64 {
    let all = costs.all.as_ref().map_or(0.0, Cost::major);
    ((all - borne).max(0.0) * 1e4).round() / 1e4
}

/// Names of a cell, as far as they are told apart.
type Names = Path;

/// What one customer's first day says of a dimension: of each path its last parts.
type Said<'a> = Vec<&'a [Option<String>]>;

/// The dimensions to be combined with the places of what their paths name; of a category beside a product its path speaks too.
fn places(by: &[Dimension]) -> Vec<(Dimension, Vec<usize>)> {
    let place = |of: Dimension| by.iter().position(|&by| by == of);
    let category = place(Dimension::Product).and(place(Dimension::Category));
    let of = |(at, &by): (usize, &Dimension)| match category {
        Some(place) if place == at => None,
        Some(place) if by == Dimension::Product => Some((by, vec![place, at])),
        _ => Some((by, vec![at])),
    };
    by.iter().enumerate().filter_map(of).collect()
}

impl Given<'_> {
    /// Splits by several dimensions.
    #[must_use]
    pub fn split(&self, by: &[Dimension]) -> Split {
        let borne = self.costs.borne(self.accounts, self.origins, by);
        let won: Vec<u32> =
            (0..).zip(&borne).filter(|(_, borne)| borne.is_some()).map(|(at, _)| at).collect();
        let rows: Vec<Cell> = self
            .pooled(self.cells(by, &won), by.len())
            .into_iter()
            .map(|(names, members)| self.cell(by, names, &members, &borne))
            .collect();
        let spend = Borne::sum(&borne, &won).spend;
        Split {
            by: by.to_vec(),
            rows: sorted_by(rows, &|one, other| {
                other.spend.total_cmp(&one.spend).then_with(|| one.names.cmp(&other.names))
            }),
            new_customers: won.len() as u64,
            spend,
            unborne: unborne(self.costs, spend),
        }
    }

    /// Every combination with its customers.
    fn cells(&self, by: &[Dimension], won: &[u32]) -> BTreeMap<Names, Vec<u32>> {
        let said: Vec<(Vec<usize>, Vec<Said>)> = places(by)
            .into_iter()
            .map(|(by, places)| {
                let names = self.names(by, places.len());
                (places, names)
            })
            .collect();
        let mut cells: BTreeMap<Names, Vec<u32>> = BTreeMap::new();
        for &at in won {
            let mut paths: Vec<Names> = vec![vec![None; by.len()]];
            for (places, names) in &said {
                let own = &names[at as usize];
                if own.is_empty() {
                    continue;
                }
                let with = |path: &Names, names: &[Option<String>]| {
                    let mut path = path.clone();
                    places.iter().zip(names).for_each(|(&place, name)| path[place].clone_from(name));
                    path
                };
                paths = paths.iter().flat_map(|path| own.iter().map(|names| with(path, names))).collect();
            }
            for path in paths {
                cells.entry(path).or_default().push(at);
            }
        }
        cells
    }

    /// What each customer's first day says of a dimension: the last `parts` of its paths.
    fn names(&self, by: Dimension, parts: usize) -> Vec<Said<'_>> {
        let mut names: Vec<Said> = vec![Vec::new(); self.accounts.len()];
        for (path, members) in self.origins.groups(by) {
            let Some(name) = path.len().checked_sub(parts).and_then(|from| path.get(from..)) else {
                continue;
            };
            for &at in members {
                let own = &mut names[at as usize];
                if !own.contains(&name) {
                    own.push(name);
                }
            }
        }
        names
    }

    /// Small cells put together, those that differ in the last part first.
    fn pooled(&self, mut cells: BTreeMap<Names, Vec<u32>>, dimensions: usize) -> BTreeMap<Names, Vec<u32>> {
        for length in (0..dimensions).rev() {
            let mut made: BTreeMap<Names, Vec<u32>> = BTreeMap::new();
            for (mut names, members) in cells {
                if (members.len() as u64) < self.min_n {
                    names.truncate(length);
                }
                made.entry(names).or_default().extend(members);
            }
            // A customer of several products may come twice.
            made.values_mut().for_each(|members| *members = distinct(std::mem::take(members)));
            cells = made;
        }
        cells
    }

    fn cell(&self, by: &[Dimension], names: Names, members: &[u32], borne: &[Option<Borne>]) -> Cell {
        let sum = Borne::sum(borne, members);
        let sales: Moments = self.accounts.historic(members);
        let margin = self.measures.margin.unwrap_or(1.0);
        let roi = |sales: f64| (sum.spend > 0.0).then(|| (sales * margin - sum.spend) / sum.spend);
        let mean = sales.mean();
        let limit = |limit: Option<f64>| roi(limit? * real(sales.n));
        let title = |(at, name): (usize, &Option<String>)| {
            self.origins.title(by[at], name.as_deref()?).map(str::to_owned)
        };
        Cell {
            titles: names.iter().enumerate().map(title).collect(),
            new_customers: members.len() as u64,
            spend: sum.spend,
            net_sales: sales.total(),
            roi: roi(sales.total()),
            low: limit(mean.low),
            high: limit(mean.high),
            roas: self.roas.and_then(|formula| self.measures.value(formula, members, &sum)),
            names,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fixture::buying;
    use crate::metrics::occasions::{Occasions, sample};

    /// Ann first buys tea, a drink, and soap, of the bath; bob a thing without a category; cy's order names nothing.
    #[test]
    fn a_product_stands_beside_its_own_category() {
        let baskets = sample(
            9,
            &[
                (Some("ann"), 1, 20, ["tea/drinks", "soap/bath"].as_slice()),
                (Some("bob"), 1, 20, &["thing"]),
                (Some("cy"), 1, 20, &[]),
            ],
        );
        let keys = ["ann", "bob", "cy"];
        let accounts = Accounts::new(&buying(9, &keys.map(|key| (key, [(1, 20.0)].as_slice()))), 0);
        let origins = Origins::new(&baskets, &Occasions::new(&baskets, 9), &keys, "EUR");
        let costs = Costs::default();
        let measures = Measures { accounts: &accounts, predicted: None, margin: None };
        let given = Given {
            accounts: &accounts,
            origins: &origins,
            costs: &costs,
            measures: &measures,
            roas: None,
            min_n: 1,
        };
        let told = |by: &[Dimension]| -> Vec<(String, Vec<u32>)> {
            let cells = given.cells(by, &[0, 1, 2]).into_iter();
            let shown = |names: Names| {
                names.into_iter().map(|name| name.unwrap_or("-".into())).collect::<Vec<_>>().join(" ")
            };
            cells.map(|(names, members)| (shown(names), members)).collect()
        };
        let cell = |names: &str, at: u32| (names.to_owned(), vec![at]);
        let (category, country, product) = (Dimension::Category, Dimension::Country, Dimension::Product);
        assert_eq!(
            told(&[category, product]),
            [cell("- -", 2), cell("- thing", 1), cell("bath soap", 0), cell("drinks tea", 0)]
        );
        assert_eq!(
            told(&[product, country, category]),
            [cell("- - -", 2), cell("soap - bath", 0), cell("tea - drinks", 0), cell("thing - -", 1)]
        );
        // One alone says what it said.
        assert_eq!(told(&[category]), [("-".to_owned(), vec![1, 2]), cell("bath", 0), cell("drinks", 0)]);
        assert_eq!(told(&[product, country])[1..], [cell("soap -", 0), cell("tea -", 0), cell("thing -", 1)]);
    }
}
