//! Advertising → what a customer cost, and on which day of their life customers have paid it back.
//!
//! CAC = advertising cost / customers whose first order falls in the days the cost covers. The mean cumulative value at age d is
//! Σ over t ≤ d of (net sales at age t of customers at least t days old / number of those customers), so that young customers
//! count as far as they have been seen (Nelson 1988). Payback is the first age at which it × margin reaches the CAC.

use super::accounts::Accounts;
use super::origins::{Dimension, Origins, Path};
use crate::metrics::estimate::in_major;
use crate::metrics::occasions::word;
use crate::metrics::real;
use crate::tables::baskets::Baskets;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    /// First orders in these days.
    pub new_customers: u64,
    /// Cost / new customers.
    pub cac: Option<f64>,
    /// Age at which the mean cumulative value × margin reaches it.
    pub payback_day: Option<u32>,
}

/// Cost and the days it covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// In 1/10,000.
    pub amount: i128,
    /// First and last day; `None` where the export names none.
    pub days: Option<(i32, i32)>,
}

impl Cost {
    fn add(&mut self, amount: i64, day: i32) {
        self.amount += i128::from(amount);
        if day != i32::MIN {
            let (from, to) = self.days.unwrap_or((day, day));
            self.days = Some((from.min(day), to.max(day)));
        }
    }

    /// Major units.
    #[must_use]
    pub fn major(&self) -> f64 {
        in_major(self.amount)
    }

    /// New customers among `members` whose first order falls in the days.
    #[must_use]
    pub fn won(&self, accounts: &Accounts, members: &[u32]) -> u64 {
        let inside = |&&at: &&u32| {
            accounts.is_new(at as usize)
                && self.days.is_none_or(|(from, to)| (from..=to).contains(&accounts.first[at as usize]))
        };
        members.iter().filter(inside).count() as u64
    }

    /// Cost of each customer won.
    #[must_use]
    pub fn cac(&self, accounts: &Accounts, members: &[u32]) -> Option<f64> {
        let won = self.won(accounts, members);
        (won > 0).then(|| self.major() / real(won))
    }
}

/// Advertising cost by channel, campaign and creative; their names are compared in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// All of it.
    pub all: Option<Cost>,
    /// By the group that the advertising brought, its path in lower case.
    by_group: BTreeMap<(Dimension, Path), Cost>,
    /// Channels of the advertising, in lower case.
    channels: BTreeSet<String>,
}

impl Costs {
    /// The rows in a currency, each for the one group that it names: a campaign of another channel under the same name is another
    /// campaign. Where the advertising calls its channel by a name that no customer's has, a campaign of that name in one channel
    /// alone is taken to be it.
    #[must_use]
    pub fn new(baskets: &Baskets, currency: &str, origins: &Origins) -> Self {
        let known = PAID.map(|by| (by, by_name(origins, by)));
        let mut made = Self::default();
        let spend = &baskets.spend;
        for row in 0..spend.cost.len() {
            let code = baskets.currencies.get(usize::from(spend.currency[row]));
            if code.is_none_or(|code| code.code() != currency) {
                continue;
            }
            let (amount, day) = (spend.cost[row], spend.day[row]);
            made.all.get_or_insert_with(Cost::default).add(amount, day);
            let told = [spend.channel[row], spend.campaign[row], spend.creative[row]]
                .map(|name| word(baskets, Some(name)).as_deref().map(str::to_lowercase));
            made.channels.extend(told[0].clone());
            for (depth, (by, groups)) in known.iter().enumerate() {
                if let Some(path) = the_one(groups, &told[..=depth]) {
                    made.by_group.entry((*by, path.clone())).or_default().add(amount, day);
                }
            }
        }
        made
    }

    /// Channels that cost money and that no customer came from, in lower case.
    #[must_use]
    pub fn strangers(&self, origins: &Origins) -> Vec<&str> {
        let known = by_name(origins, Dimension::Channel);
        self.channels.iter().filter(|name| !known.contains_key(*name)).map(String::as_str).collect()
    }

    /// Cost of a group.
    #[must_use]
    pub fn of(&self, by: Dimension, path: &Path) -> Option<&Cost> {
        self.by_group.get(&(by, lower(path)))
    }
}

/// What advertising names, the general before the special.
const PAID: [Dimension; 3] = [Dimension::Channel, Dimension::Campaign, Dimension::Creative];

fn lower(path: &Path) -> Path {
    path.iter().map(|part| part.as_ref().map(|name| name.to_lowercase())).collect()
}

/// Paths of the groups of a dimension by the last part, in lower case.
fn by_name(origins: &Origins, by: Dimension) -> BTreeMap<String, BTreeSet<Path>> {
    let mut found: BTreeMap<String, BTreeSet<Path>> = BTreeMap::new();
    for path in origins.groups(by).map(|(path, _)| lower(path)) {
        if let Some(name) = path.last().cloned().flatten() {
            found.entry(name).or_default().insert(path);
        }
    }
    found
}

/// The one group that advertising can mean by what it tells; `None` where it tells too little, or what contradicts several.
fn the_one<'a>(groups: &'a BTreeMap<String, BTreeSet<Path>>, told: &[Option<String>]) -> Option<&'a Path> {
    let named = groups.get(told.last()?.as_ref()?)?;
    let agrees = |path: &&Path| {
        path.iter().zip(told).all(|(known, told)| known.is_none() || told.is_none() || known == told)
    };
    let mut fitting = named.iter().filter(agrees);
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Some(one),
        (None, _) if named.len() == 1 => named.first(),
        _ => None,
    }
}

/// Mean cumulative net sales by age.
#[derive(Clone, Debug, PartialEq)]
pub struct Cumulative {
    /// By day of age, from 0.
    pub value: Vec<f64>,
    /// Customers at least so old.
    pub n: Vec<u64>,
}

impl Cumulative {
    /// Of some customers, up to `days` of age at most and as far as one of them was seen.
    #[must_use]
    pub fn new(accounts: &Accounts, members: &[u32], days: u32) -> Self {
        let oldest = members.iter().map(|&at| accounts.age(at as usize)).max();
        let Some(last) = oldest.map(|age| age.min(days) as usize) else {
            return Self { value: Vec::new(), n: Vec::new() };
        };
        let mut brought = vec![0_i128; last + 1];
        let mut leaving = vec![0_u64; last + 1];
        for &at in members {
            leaving[(accounts.age(at as usize) as usize).min(last)] += 1;
            for &(age, net) in accounts.amounts(at as usize) {
                if let Some(sum) = brought.get_mut(age as usize) {
                    *sum += i128::from(net);
                }
            }
        }
        let mut n = members.len() as u64;
        let (mut value, mut counts, mut mean) = (Vec::new(), Vec::new(), 0.0);
        for (sum, left) in brought.into_iter().zip(leaving) {
            mean += in_major(sum) / real(n);
            value.push(mean);
            counts.push(n);
            n -= left;
        }
        Self { value, n: counts }
    }

    /// The first age at which value × margin reaches a cost, while at least `least` customers are that old.
    #[must_use]
    pub fn payback(&self, cost: f64, margin: f64, least: u64) -> Option<u32> {
        let enough = self.n.iter().take_while(|&&n| n >= least).count();
        let day = self.value[..enough].iter().position(|value| value * margin >= cost)?;
        u32::try_from(day).ok()
    }
}

/// All advertising against all customers; `None` without spend in the currency.
#[must_use]
pub fn acquisition(
    accounts: &Accounts,
    costs: &Costs,
    members: &[u32],
    margin: f64,
    least: u64,
) -> Option<Acquisition> {
    let cost = costs.all?;
    let cac = cost.cac(accounts, members);
    let curve = Cumulative::new(accounts, members, u32::MAX);
    Some(Acquisition {
        spend: cost.major(),
        from: cost.days.map(|days| crate::time::format_day(days.0)),
        to: cost.days.map(|days| crate::time::format_day(days.1)),
        new_customers: cost.won(accounts, members),
        cac,
        payback_day: cac.and_then(|cac| curve.payback(cac, margin, least)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::value::accounts::sample;

    /// "sale" runs in two channels, "spring" in one, under a name of the channel that no order has.
    #[test]
    fn advertising_is_of_one_group() {
        let part = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let path = |channel: &str, campaign: &str| vec![part(channel), part(campaign)];
        let named = |campaign: &str, paths: &[Path]| (campaign.to_owned(), paths.iter().cloned().collect());
        let groups = BTreeMap::from([
            named("sale", &[path("google", "sale"), path("meta", "sale")]),
            named("spring", &[path("google", "spring")]),
        ]);
        let meant = |channel: &str, campaign: &str| the_one(&groups, &path(channel, campaign)).cloned();
        assert_eq!(meant("meta", "sale"), Some(path("meta", "sale")));
        assert_eq!(meant("google ads", "spring"), Some(path("google", "spring")));
        assert_eq!([meant("", "sale"), meant("google ads", "sale"), meant("meta", "")], [None, None, None]);
    }

    /// ann: 10 on day 0, 30 on day 20, seen for 40 days; bob: 20 on day 30, seen for 10.
    /// Ages 0..10: 15; from age 11 ann alone; age 20: 15 + 30/1 = 45.
    #[test]
    fn young_customers_count_as_far_as_they_were_seen() {
        let accounts =
            Accounts::new(&sample(40, &[("ann", 0, 10, 0), ("ann", 20, 30, 0), ("bob", 30, 20, 0)]), 0);
        let curve = Cumulative::new(&accounts, &[0, 1], 100);
        assert_eq!(
            (curve.value.len(), curve.value[10], curve.value[19], curve.value[20]),
            (41, 15.0, 15.0, 45.0)
        );
        assert_eq!((curve.n[10], curve.n[11]), (2, 1));
        assert_eq!(curve.payback(7.5, 0.5, 2), Some(0));
        assert_eq!((curve.payback(8.0, 0.5, 1), curve.payback(8.0, 0.5, 2)), (Some(20), None));
        assert_eq!(Cumulative::new(&accounts, &[], 9).value.len(), 0);
    }
}
