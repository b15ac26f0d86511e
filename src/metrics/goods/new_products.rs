//! Quick test of new products: orders with the product per order of the shop since its first sale, against its peers at the same age.
//!
//! Peers are the products of its category (all products where fewer than five) whose first sale lies after the first days of the data
//! and that are at least as old. Of them a gamma prior by moments: mean m = Σ orders / Σ shop orders, variance = that of the peers'
//! rates less the Poisson part, at least m²/4, so that few peers that happen to agree weigh
//! no more than four sales. Posterior: gamma(a + orders, b + shop orders). Promote where
//! P(rate > m) ≥ 1 − risk, drop where P(rate < dropBelow · m) ≥ 1 − risk, else hold. How such verdicts did on earlier products: [`super::verdicts`].

use super::verdicts::{VerdictTest, verdict_test};
use crate::math::special::{gamma_p, gamma_quantile};
use crate::math::sum::Sum;
use crate::metrics::occasions::{Item, NONE, Occasions};
use crate::metrics::real;
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::Serialize;

/// Fewest peers.
const PEERS: usize = 5;
/// Rates are shown per so many orders.
const PER: f64 = 1_000.0;

/// Which products are new, and when a verdict falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// New for so many days.
    pub new_days: i32,
    /// Accepted chance of a wrong verdict.
    pub risk: f64,
    /// Part of the peers' mean under which a product is dropped.
    pub drop_below: f64,
}

/// New products.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewProducts {
    /// Accepted chance of a wrong verdict.
    pub risk: f64,
    /// By key.
    pub rows: Vec<NewProduct>,
    /// How verdicts on earlier products did.
    pub back_test: Option<VerdictTest>,
}

/// What becomes of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// It sells better than its peers.
    Promote,
    /// Too early, or as they do.
    Hold,
    /// It sells far worse.
    Drop,
}

/// One new product.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewProduct {
    /// The product.
    pub item: Item,
    /// Its category.
    pub category: Option<String>,
    /// First sale.
    pub first_sold: String,
    /// Days since then.
    pub age_days: i32,
    /// Orders with it.
    pub orders: u64,
    /// Orders of the shop since then.
    pub shop_orders: u64,
    /// Posterior mean per 1,000 orders of the shop.
    pub rate: Option<f64>,
    /// Lower end of its 90 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Peers' mean at this age.
    pub peer_rate: Option<f64>,
    /// Peers.
    pub peers: u64,
    /// Whether they are of the same category.
    pub same_category: bool,
    /// Chance that it sells better than its peers' mean.
    pub better: Option<f64>,
    /// Chance that it sells under `dropBelow` of it.
    pub worse: Option<f64>,
    /// `None` with too few peers.
    pub verdict: Option<Verdict>,
}

/// The products whose first sale lies at most `new_days` before as-of, but after as many days of data.
#[must_use]
pub fn new_products(baskets: &Baskets, occasions: &Occasions, options: &Options) -> NewProducts {
    let shop = Launches::new(baskets, occasions);
    let launched =
        |item: &usize| shop.first(*item).is_some_and(|first| first - baskets.first_day >= options.new_days);
    let candidates: Vec<usize> = (0..occasions.items.len()).filter(launched).collect();
    let is_new =
        |item: &&usize| shop.first(**item).is_some_and(|first| baskets.as_of - first <= options.new_days);
    let rows = candidates
        .iter()
        .filter(is_new)
        .filter_map(|&item| row(occasions, &shop, &candidates, item, options));
    NewProducts {
        risk: options.risk,
        rows: rows.collect(),
        back_test: verdict_test(occasions, &shop, &candidates, options),
    }
}

/// Days of orders, of the shop and of each product.
pub(super) struct Launches {
    /// The last of them that are known.
    pub as_of: i32,
    days: Vec<i32>,
    of_item: Vec<Vec<i32>>,
}

impl Launches {
    fn new(baskets: &Baskets, occasions: &Occasions) -> Self {
        let counts = |order: &usize| {
            baskets.orders.day[*order] <= baskets.as_of && !occasions.order_items.get(*order).is_empty()
        };
        let mut days = Vec::new();
        let mut of_item = vec![Vec::new(); occasions.items.len()];
        for order in (0..baskets.orders.day.len()).filter(counts) {
            let day = baskets.orders.day[order];
            days.push(day);
            occasions.order_items.get(order).iter().for_each(|&item| of_item[item as usize].push(day));
        }
        days.sort_unstable();
        of_item.iter_mut().for_each(|own| own.sort_unstable());
        Self { as_of: baskets.as_of, days, of_item }
    }

    pub fn first(&self, item: usize) -> Option<i32> {
        self.of_item[item].first().copied()
    }

    /// Orders with the product and of the shop from one age of the product to another, both included.
    pub fn between(&self, item: usize, from: i32, to: i32) -> Option<(u64, u64)> {
        let first = self.first(item)?;
        let count = |days: &[i32]| {
            let by = |age: i32| days.partition_point(|&day| day <= first.saturating_add(age));
            (by(to) - by(from - 1)) as u64
        };
        Some((count(&self.of_item[item]), count(&self.days)))
    }

    /// The same of its first days, where they had ended on the day `by`.
    fn start(&self, item: usize, age: i32, by: i32) -> Option<(u64, u64)> {
        let ended = self.first(item)?.saturating_add(age) <= by;
        if ended { self.between(item, 0, age) } else { None }
    }
}

/// What a product's first days say beside those of its peers.
pub(super) struct Judged {
    /// Peers.
    pub peers: Vec<usize>,
    same_category: bool,
    started: (u64, u64),
    prior: Option<Prior>,
    /// Shape and rate of the posterior.
    after: Option<(f64, f64)>,
    /// Chance that it sells better than its peers' mean.
    pub better: Option<f64>,
    /// Chance that it sells under `dropBelow` of it.
    pub worse: Option<f64>,
}

impl Judged {
    /// By what was known on the day on which the product was so many days old.
    pub fn new(
        occasions: &Occasions,
        shop: &Launches,
        candidates: &[usize],
        (item, age): (usize, i32),
        options: &Options,
    ) -> Option<Self> {
        let by = shop.first(item)?.saturating_add(age);
        let started = shop.start(item, age, by)?;
        let category = occasions.category[item];
        let alike = |other: usize| category != NONE && occasions.category[other] == category;
        let older = |other: usize| other != item && shop.start(other, age, by).is_some();
        let all: Vec<usize> = candidates.iter().copied().filter(|&other| older(other)).collect();
        let own: Vec<usize> = all.iter().copied().filter(|&other| alike(other)).collect();
        let same_category = own.len() >= PEERS;
        let peers = if same_category { own } else { all };
        let starts: Vec<_> = peers.iter().filter_map(|&other| shop.start(other, age, by)).collect();
        let prior = (starts.len() >= PEERS).then(|| Prior::new(&starts));
        let after = prior.as_ref().map(|prior| (prior.shape + real(started.0), prior.rate + real(started.1)));
        let under = |part: f64| {
            after.zip(prior.as_ref()).map(|((shape, rate), prior)| gamma_p(shape, part * prior.mean * rate))
        };
        let (better, worse) = (under(1.0).map(|under| 1.0 - under), under(options.drop_below));
        Some(Self { peers, same_category, started, prior, after, better, worse })
    }

    /// `None` with too few peers.
    pub fn verdict(&self, risk: f64) -> Option<Verdict> {
        self.better.zip(self.worse).map(|(better, worse)| verdict(better, worse, risk))
    }
}

fn row(
    occasions: &Occasions,
    shop: &Launches,
    candidates: &[usize],
    item: usize,
    options: &Options,
) -> Option<NewProduct> {
    let first = shop.first(item)?;
    let age = shop.as_of - first;
    let judged = Judged::new(occasions, shop, candidates, (item, age), options)?;
    let after = judged.after;
    let end = |part| after.map(|(shape, rate)| PER * gamma_quantile(shape, part) / rate);
    Some(NewProduct {
        item: occasions.items[item].clone(),
        category: occasions.categories.get(occasions.category[item] as usize).cloned(),
        first_sold: format_day(first),
        age_days: age,
        orders: judged.started.0,
        shop_orders: judged.started.1,
        rate: after.map(|(shape, rate)| PER * shape / rate),
        low: end(0.05),
        high: end(0.95),
        peer_rate: judged.prior.as_ref().map(|prior| PER * prior.mean),
        peers: judged.peers.len() as u64,
        same_category: judged.same_category,
        better: judged.better,
        worse: judged.worse,
        verdict: judged.verdict(options.risk),
    })
}

fn verdict(better: f64, worse: f64, risk: f64) -> Verdict {
    if better >= 1.0 - risk {
        Verdict::Promote
    } else if worse >= 1.0 - risk {
        Verdict::Drop
    } else {
        Verdict::Hold
    }
}

/// What the peers say of a rate before it is seen.
struct Prior {
    mean: f64,
    shape: f64,
    rate: f64,
}

impl Prior {
    /// By moments; the starts of at least five peers, each with an order.
    fn new(starts: &[(u64, u64)]) -> Self {
        let total = |part: &dyn Fn(&(u64, u64)) -> u64| real(starts.iter().map(part).sum());
        let mean = total(&|start| start.0) / total(&|start| start.1);
        let mut rates: Vec<f64> = starts.iter().map(|start| real(start.0) / real(start.1)).collect();
        rates.sort_by(f64::total_cmp);
        let n = real(starts.len() as u64);
        let centre = rates.iter().copied().collect::<Sum>().value() / n;
        let spread =
            rates.iter().map(|rate| (rate - centre) * (rate - centre)).collect::<Sum>().value() / (n - 1.0);
        let mut noise: Vec<f64> = starts.iter().map(|start| mean / real(start.1)).collect();
        noise.sort_by(f64::total_cmp);
        let poisson = noise.into_iter().collect::<Sum>().value() / n;
        let variance = (spread - poisson).max(mean * mean / 4.0);
        Self { mean, shape: mean * mean / variance, rate: mean / variance }
    }
}
