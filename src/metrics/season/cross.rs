//! Customers who buy in season and off-season, and what to offer each of them off-season.
//!
//! What a customer bought on off-season days is one basket of categories. Over all customers with one: who buys A off-season also buys B,
//! tested by Fisher's exact test, one-sided, adjusted after Benjamini and Hochberg over all pairs that five customers or more hold. A
//! customer is offered, of the categories that go with one of their basket with evidence (5 %) and are not in it, the one that the
//! greatest share of the buyers of that one bought.

use super::lists::Year;
use crate::math::binomial::benjamini_hochberg;
use crate::math::fisher::Together;
use crate::math::order::positions;
use crate::metrics::occasions::{Occasions, number};
use crate::metrics::real;
use crate::time::format_day;
use serde::Serialize;
use std::cmp::Reverse;

/// Fewest customers with both of a pair.
const LEAST: u32 = 5;
/// Adjusted p up to which a pair is evident.
const ALPHA: f64 = 0.05;
/// Most categories that are paired: those of most customers.
const PAIRED: usize = 1_000;
/// So many categories of a customer are named.
const NAMED: usize = 3;

/// Who buys in both parts of the year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CrossBuyers {
    /// Pairs of categories that were tested, both directions.
    pub tested: u64,
    /// Of them with evidence.
    pub evident: u64,
    /// Those who bought on most off-season days first.
    pub rows: Vec<CrossBuyer>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CrossBuyer {
    /// The customer.
    pub key: String,
    /// Last order.
    pub last_order: String,
    /// Buying days in season.
    pub season_orders: u64,
    /// Buying days off-season.
    pub off_season_orders: u64,
    /// Categories bought off-season, most days first.
    pub bought: Vec<String>,
    /// What to offer off-season.
    pub offer: Option<Offer>,
}

/// A category that goes with one that the customer buys off-season.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// The category.
    pub category: String,
    /// With which one it goes.
    pub from: String,
    /// Customers who bought both off-season.
    pub joint: u64,
    /// Customers who bought `from` off-season.
    pub n: u64,
    /// joint / n.
    pub share: f64,
    /// share / share of all off-season customers with the category.
    pub lift: f64,
    /// After Benjamini and Hochberg.
    pub adjusted_p: f64,
}

/// Those who have both, `page` of them.
#[must_use]
pub fn cross_buyers(occasions: &Occasions, year: &Year, page: (usize, usize)) -> CrossBuyers {
    let baskets: Vec<Vec<(u32, u64)>> =
        (0..occasions.keys.len()).map(|customer| basket(occasions, year, customer)).collect();
    let rules = Rules::new(&baskets, occasions.categories.len());
    let days = |customer: usize, counts: &dyn Fn(i32) -> bool| {
        occasions.days_of(customer).filter(|&day| counts(day)).count() as u64
    };
    let found: Vec<(usize, u64, u64)> = (0..occasions.keys.len())
        .map(|one| (one, days(one, &|day| year.in_season(day)), days(one, &|day| year.is_off(day))))
        .filter(|&(_, season, off)| season > 0 && off > 0)
        .collect();
    let last = |customer: usize| occasions.days_of(customer).next_back().unwrap_or(0);
    let rank = |at: usize| (Reverse(found[at].2), Reverse(last(found[at].0)));
    let order = positions(found.len(), &|a, b| rank(a).cmp(&rank(b)));
    let name = |category: u32| occasions.categories[category as usize].clone();
    let row = |&at: &usize| {
        let (customer, season_orders, off_season_orders) = found[at];
        let held = &baskets[customer];
        let most = positions(held.len(), &|a, b| held[b].1.cmp(&held[a].1));
        CrossBuyer {
            key: occasions.keys[customer].clone(),
            last_order: format_day(last(customer)),
            season_orders,
            off_season_orders,
            bought: most.into_iter().take(NAMED).map(|at| name(held[at].0)).collect(),
            offer: rules.best(held, &name),
        }
    };
    CrossBuyers {
        tested: rules.tested,
        evident: rules.evident.len() as u64,
        rows: order.iter().skip(page.0).take(page.1).map(row).collect(),
    }
}

/// Categories that a customer bought off-season, ascending, with the days.
fn basket(occasions: &Occasions, year: &Year, customer: usize) -> Vec<(u32, u64)> {
    let days = occasions.of_customer.get(customer).iter().map(|&at| at as usize);
    let mut all: Vec<u32> = days
        .filter(|&at| year.is_off(occasions.day[at]))
        .flat_map(|at| occasions.day_categories.get(at))
        .copied()
        .collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect()
}

/// Who buys `from` off-season also buys `to`.
struct Rule {
    from: u32,
    to: u32,
    joint: u64,
    adjusted_p: f64,
}

/// Rules over off-season baskets.
struct Rules {
    all: u64,
    held: Vec<u64>,
    tested: u64,
    evident: Vec<Rule>,
}

impl Rules {
    fn new(baskets: &[Vec<(u32, u64)>], categories: usize) -> Self {
        let all = baskets.iter().filter(|basket| !basket.is_empty()).count() as u64;
        let mut held = vec![0_u64; categories];
        baskets.iter().flatten().for_each(|&(category, _)| held[category as usize] += 1);
        let mut paired = positions(categories, &|a, b| held[b].cmp(&held[a]));
        paired.retain(|&at| held[at] >= u64::from(LEAST));
        paired.truncate(PAIRED);
        paired.sort_unstable();
        let place = |category: u32| paired.binary_search(&(category as usize)).ok();
        let mut joint = vec![0_u32; paired.len() * paired.len()];
        for basket in baskets {
            let places: Vec<usize> = basket.iter().filter_map(|&(category, _)| place(category)).collect();
            for &from in &places {
                places.iter().filter(|&&to| to != from).for_each(|&to| joint[from * paired.len() + to] += 1);
            }
        }
        let pairs: Vec<usize> = (0..joint.len()).filter(|&at| joint[at] >= LEAST).collect();
        let of = |at: usize| (paired[at / paired.len()], paired[at % paired.len()], u64::from(joint[at]));
        let tail = |&at: &usize| {
            let (from, to, joint) = of(at);
            Together { joint, first: held[from], second: held[to], all }.upper_tail()
        };
        let adjusted = benjamini_hochberg(&pairs.iter().map(tail).collect::<Vec<f64>>());
        let evident =
            pairs.iter().zip(&adjusted).filter(|pair| *pair.1 <= ALPHA).map(|(&at, &adjusted_p)| {
                let (from, to, joint) = of(at);
                Rule { from: number(from), to: number(to), joint, adjusted_p }
            });
        Self { all, tested: pairs.len() as u64, evident: evident.collect(), held }
    }

    fn share(&self, rule: &Rule) -> f64 {
        real(rule.joint) / real(self.held[rule.from as usize])
    }

    /// The best offer for a basket; at a tie the first by name.
    fn best(&self, basket: &[(u32, u64)], name: &dyn Fn(u32) -> String) -> Option<Offer> {
        let holds = |category: u32| basket.binary_search_by_key(&category, |held| held.0).is_ok();
        let fits = self.evident.iter().filter(|rule| holds(rule.from) && !holds(rule.to));
        let rule = fits.reduce(|best, next| if self.share(next) > self.share(best) { next } else { best })?;
        let (share, to) = (self.share(rule), self.held[rule.to as usize]);
        Some(Offer {
            category: name(rule.to),
            from: name(rule.from),
            joint: rule.joint,
            n: self.held[rule.from as usize],
            share,
            lift: share / (real(to) / real(self.all)),
            adjusted_p: rule.adjusted_p,
        })
    }
}
