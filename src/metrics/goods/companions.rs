//! What to offer each customer beside what was bought: the surest evident rules that lead from it to something never bought.

use super::rules::{Mined, Rule};
use crate::math::order::positions;
use crate::metrics::occasions::{Item, Lists, Occasions};
use crate::time::format_day;
use serde::Serialize;

/// A customer with what to offer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Offered {
    /// The customer.
    pub key: String,
    /// Last order.
    pub last_order: String,
    /// One rule an offer, surest first.
    pub offers: Vec<Rule>,
}

/// The evident rules by what was bought.
pub struct Companions<'a> {
    mined: &'a Mined<'a>,
    /// Where each leads, and its place, surest first.
    rules: Vec<(u32, usize)>,
    /// Ranks in `rules` of each thing.
    of_thing: Lists,
}

impl<'a> Companions<'a> {
    /// The rules of `mined` over `things` kinds.
    #[must_use]
    pub fn new(mined: &'a Mined<'a>, things: usize) -> Self {
        let evident = mined.evident();
        let of_thing = Lists::grouped(things, &|each| {
            (0..).zip(&evident).for_each(|(rank, &(from, ..))| each(from, rank));
        });
        Self { mined, rules: evident.into_iter().map(|(_, to, place)| (to, place)).collect(), of_thing }
    }

    /// What goes best with `bought`, which ascends: at most `most` things, each by its
    /// surest rule, as ranks.
    #[must_use]
    pub fn beside(&self, bought: &[u32], allowed: &dyn Fn(u32) -> bool, most: usize) -> Vec<u32> {
        let mut ranks: Vec<u32> = Vec::new();
        bought.iter().for_each(|&thing| ranks.extend_from_slice(self.of_thing.get(thing as usize)));
        ranks.sort_unstable();
        let mut told: Vec<u32> = Vec::new();
        let mut chosen = Vec::new();
        for rank in ranks {
            let to = self.leads_to(rank);
            if chosen.len() < most && bought.binary_search(&to).is_err() && !told.contains(&to) && allowed(to)
            {
                told.push(to);
                chosen.push(rank);
            }
        }
        chosen
    }

    /// The thing that a rule leads to.
    #[must_use]
    pub fn leads_to(&self, rank: u32) -> u32 {
        self.rules[rank as usize].0
    }

    /// The rule of a rank.
    #[must_use]
    pub fn rule(&self, rank: u32, name: &dyn Fn(u32) -> Item) -> Option<Rule> {
        self.mined.rule(self.rules[rank as usize].1, name)
    }
}

/// Which customers, and how much is offered to each.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// One customer only.
    pub key: Option<&'a str>,
    /// Offers for each.
    pub most: usize,
    /// Customers left out, and given.
    pub page: (usize, usize),
    /// Things that may be offered.
    pub allowed: &'a dyn Fn(u32) -> bool,
}

/// Customers who have something to be offered, the latest order first: their number, and those asked for.
#[must_use]
pub fn offered(
    occasions: &Occasions,
    bought: &Lists,
    companions: &Companions,
    wanted: &Wanted,
    name: &dyn Fn(u32) -> Item,
) -> (u64, Vec<Offered>) {
    let some = |customer: usize| !companions.beside(bought.get(customer), wanted.allowed, 1).is_empty();
    let customers = latest(occasions, wanted.key, &some);
    let offers = |customer: usize| {
        let ranks = companions.beside(bought.get(customer), wanted.allowed, wanted.most);
        ranks.into_iter().filter_map(|rank| companions.rule(rank, name)).collect()
    };
    let row = |&customer: &usize| Offered {
        key: occasions.keys[customer].clone(),
        last_order: occasions.days_of(customer).next_back().map(format_day).unwrap_or_default(),
        offers: offers(customer),
    };
    let (offset, limit) = wanted.page;
    (customers.len() as u64, customers.iter().skip(offset).take(limit).map(row).collect())
}

/// The customers of whom something holds, the latest order first; with a key that one only.
#[must_use]
pub fn latest(occasions: &Occasions, key: Option<&str>, holds: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let last = |customer: usize| occasions.days_of(customer).next_back();
    let mut order = positions(occasions.keys.len(), &|a, b| last(b).cmp(&last(a)));
    order.retain(|&customer| key.is_none_or(|key| occasions.keys[customer] == key) && holds(customer));
    order
}
