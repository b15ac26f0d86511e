//! Value by where customers came from, each group at equal age and with what it cost.
//!
//! A group under the least number of customers shows the numbers of what it is part of (creative → campaign → channel,
//! product → category), and in the end those of all customers.

use super::accounts::Accounts;
use super::ahead::{Ahead, Carried, carried};
use super::costs::{Cost, Costs};
use super::cumulative::{Cumulative, Point};
use super::formula::Formula;
use super::measures::Measures;
use super::origins::{Dimension, Origins, Path, everybody};
use crate::math::order::{distinct, positions};
use crate::metrics::estimate::{Mean, Moments, Share};
use crate::time::civil;
use serde::Serialize;

/// Customers by what their first day says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueGroups {
    /// Of what.
    pub by: Dimension,
    /// Customers whose first day does not say.
    pub unknown: u64,
    /// Most customers first.
    pub rows: Vec<ValueGroup>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueGroup {
    /// Its name; of a product its SKU.
    pub name: String,
    /// Name of a product.
    pub title: Option<String>,
    /// What it is part of.
    pub parent: Option<String>,
    /// Customers of its own.
    pub customers: u64,
    /// Of them by month of the first order, one a cohort of the report.
    pub new_customers: Vec<u64>,
    /// Whose numbers follow, where it is too small: "" is everybody.
    pub pooled_to: Option<String>,
    /// Net sales per customer to date.
    pub historic: Mean,
    /// Predicted further net sales per customer.
    pub predicted: Option<Mean>,
    /// Customers with a second buying day.
    pub repeat: Share,
    /// One an age, over the customers who are that old; `None` where nobody is.
    pub values: Vec<Option<Mean>>,
    /// Advertising cost of its own.
    pub spend: Option<f64>,
    /// Cost / customers won on the days it covers.
    pub cac: Option<f64>,
    /// Age at which it is paid back.
    pub payback_day: Option<u32>,
    /// The seller's own formula over the customers won on the days that the cost covers.
    pub roas: Option<f64>,
    /// Mean cumulative net sales by age.
    pub curve: Vec<Point>,
    /// The same carried on by what a model expects; `None` without a model that passed, and where all customers are too few.
    pub carried: Option<Vec<Carried>>,
}

/// What groups are made from.
pub struct Sources<'a> {
    /// Customers' amounts.
    pub accounts: &'a Accounts,
    /// Where they came from.
    pub origins: &'a Origins,
    /// Advertising.
    pub costs: &'a Costs,
    /// Predicted value, parallel to the table of customers.
    pub predicted: Option<&'a [f64]>,
    /// What a model expects of each by age.
    pub ahead: Option<&'a Ahead>,
    /// What is measured of groups.
    pub measures: &'a Measures<'a>,
    /// The seller's own formula.
    pub roas: Option<&'a Formula>,
    /// Months of the cohorts.
    pub months: &'a [(i32, u32)],
    /// Ages at which customers are compared.
    pub ages: &'a [u32],
    /// Part of net sales that pays for advertising.
    pub margin: f64,
    /// Fewest customers of a group of its own.
    pub min_n: u64,
    /// Most groups a dimension.
    pub limit: usize,
}

/// The groups of every dimension that says something; `all` is the curve of everybody.
#[must_use]
pub fn groups(sources: &Sources, all: &Curve) -> Vec<ValueGroups> {
    Dimension::ALL.into_iter().filter_map(|by| of_dimension(sources, by, all)).collect()
}

fn of_dimension(sources: &Sources, by: Dimension, all: &Curve) -> Option<ValueGroups> {
    let groups: Vec<(&Path, &[u32])> = sources.origins.groups(by).collect();
    let mut known = vec![false; sources.accounts.len()];
    groups.iter().flat_map(|group| group.1).for_each(|&at| known[at as usize] = true);
    let order = positions(groups.len(), &|a, b| groups[b].1.len().cmp(&groups[a].1.len()));
    let mut curves = Curves::from([(by, Vec::new(), all.clone())]);
    let row = |at: usize| row(sources, by, groups[at], &mut curves);
    let rows: Vec<_> = order.into_iter().take(sources.limit).map(row).collect();
    let unknown = known.iter().filter(|known| !**known).count() as u64;
    (!rows.is_empty()).then_some(ValueGroups { by, unknown, rows })
}

/// The curves of a group, with the weeks and what they are carried on to.
#[derive(Clone)]
pub struct Curve {
    /// By day.
    pub days: Cumulative,
    /// By week.
    pub points: Vec<Point>,
    /// Beyond what was seen.
    pub carried: Option<Vec<Carried>>,
}

impl Curve {
    /// Of some customers.
    #[must_use]
    pub fn new(sources: &Sources, members: &[u32]) -> Self {
        let days = Cumulative::new(sources.accounts, members, u32::MAX);
        let points = days.weekly(sources.accounts, members);
        let enough = members.len() as u64 >= sources.min_n;
        let carried = sources.ahead.filter(|_| enough).map(|ahead| carried(sources.accounts, members, ahead));
        Self { days, points, carried }
    }
}

/// Curves that several small groups show.
type Curves = Vec<(Dimension, Path, Curve)>;

fn row(sources: &Sources, by: Dimension, (path, own): (&Path, &[u32]), curves: &mut Curves) -> ValueGroup {
    let (pooled, members) = pool(sources, by, path, own);
    let everyone;
    let (shown_by, shown_path, members) = match (&pooled, members) {
        (_, Some((by, path, members))) => (by, path, members),
        (_, None) => {
            everyone = everybody(sources.accounts.len());
            (by, Vec::new(), everyone.as_slice())
        }
    };
    let accounts = sources.accounts;
    let cost = if shown_path.is_empty() {
        sources.costs.all.as_ref()
    } else {
        sources.costs.of(shown_by, &shown_path)
    };
    let cac = cost.and_then(|cost| cost.cac(accounts, members));
    let known = curves.iter().position(|(by, path, _)| *by == shown_by && *path == shown_path);
    let place = known.unwrap_or_else(|| {
        curves.push((shown_by, shown_path.clone(), Curve::new(sources, members)));
        curves.len() - 1
    });
    let curve = curves[place].2.clone();
    let mature = |&age: &u32| Some(accounts.at_age(members, age)).filter(|moments| moments.n > 0);
    let again = members.iter().filter(|&&at| accounts.occasions[at as usize] > 1).count() as u64;
    let name = path.last().cloned().flatten().unwrap_or_default();
    ValueGroup {
        title: sources.origins.title(by, &name).map(str::to_owned),
        name,
        parent: path.len().checked_sub(2).and_then(|at| path[at].clone()),
        customers: own.len() as u64,
        new_customers: by_month(sources, own),
        pooled_to: pooled,
        historic: accounts.historic(members).mean(),
        predicted: accounts.predicted(members, sources.predicted),
        repeat: Share::new(again, members.len() as u64),
        values: sources.ages.iter().map(|age| mature(age).as_ref().map(Moments::mean)).collect(),
        spend: sources.costs.of(by, path).map(Cost::major),
        cac,
        payback_day: cac.and_then(|cac| curve.days.payback(cac, sources.margin, sources.min_n)),
        roas: sources.roas.zip(cost).and_then(|(formula, cost)| {
            sources.measures.value(formula, &cost.of(accounts, members), &cost.borne())
        }),
        curve: curve.points,
        carried: curve.carried,
    }
}

/// Customers by cohort of the report, oldest first.
fn by_month(sources: &Sources, own: &[u32]) -> Vec<u64> {
    let mut counts = vec![0; sources.months.len()];
    for &at in own.iter().filter(|&&at| sources.accounts.is_new(at as usize)) {
        if let Ok(cohort) = sources.months.binary_search(&month(sources.accounts.first[at as usize])) {
            counts[cohort] += 1;
        }
    }
    counts
}

fn month(day: i32) -> (i32, u32) {
    let (year, month, _) = civil(day);
    (year, month)
}

/// The months in which somebody first bought, ascending: those of the cohorts.
#[must_use]
pub fn months(accounts: &Accounts) -> Vec<(i32, u32)> {
    let new = accounts.first.iter().enumerate().filter(|(at, _)| accounts.is_new(*at));
    distinct(new.map(|(_, &first)| month(first)).collect())
}

/// Name, dimension, path and customers of what a group's numbers come from.
type Pooled<'a> = (Option<String>, Option<(Dimension, Path, &'a [u32])>);

fn pool<'a>(sources: &Sources<'a>, by: Dimension, path: &Path, own: &'a [u32]) -> Pooled<'a> {
    if own.len() as u64 >= sources.min_n {
        return (None, Some((by, path.clone(), own)));
    }
    let (mut by, mut path) = (by, path.clone());
    while let Some(above) = by.parent() {
        path.pop();
        by = above;
        let members = sources.origins.members(by, &path);
        if members.len() as u64 >= sources.min_n {
            return (path.last().cloned().flatten(), Some((by, path, members)));
        }
    }
    (Some(String::new()), None)
}
