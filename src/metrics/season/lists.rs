//! Whom to write to before the season, and whom to wake outside it.
//!
//! A period is season where its index is at least 1.1, off-season where it is at most 0.9. Categories of the off-season: lift = share of
//! off-season orders with it / share of the orders of both, Fisher's exact test, one-sided, adjusted after Benjamini and Hochberg.

use super::cross::{CrossBuyers, cross_buyers};
use super::series::{Series, position};
use crate::math::binomial::benjamini_hochberg;
use crate::math::fisher::Together;
use crate::math::order::positions;
use crate::metrics::occasions::Occasions;
use crate::metrics::period::{Calendar, Grain};
use crate::metrics::real;
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::Serialize;

/// Fewest off-season orders with a category.
const LEAST: u64 = 5;

/// High-value customers to be written to before the peak.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PreSeason {
    /// The day.
    pub contact: String,
    /// Customers in all.
    pub total: u64,
    /// Highest value first.
    pub rows: Vec<Valued>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Valued {
    /// The customer.
    pub key: String,
    /// Predicted, or net sales to date.
    pub value: f64,
    /// Whether they bought in the season before.
    pub bought_in_season: bool,
    /// Last order.
    pub last_order: String,
}

/// The other part of the year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OffSeason {
    /// Positions of the season.
    pub season: Vec<usize>,
    /// Positions of the off-season.
    pub off: Vec<usize>,
    /// Customers who bought in both.
    pub cross_buyers: u64,
    /// Who they are, and what to offer each.
    pub cross: CrossBuyers,
    /// Surest first.
    pub categories: Vec<OffCategory>,
    /// Off-season stretches of the coming year.
    pub calendar: Vec<Stretch>,
    /// Dormant customers.
    pub total: u64,
    /// Those who bought off-season before first.
    pub rows: Vec<Dormant>,
}

/// A category of the off-season.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OffCategory {
    /// Its name.
    pub category: String,
    /// Share of off-season orders with it.
    pub off_share: f64,
    /// Share of season orders with it.
    pub season_share: f64,
    /// offShare / share of both.
    pub lift: f64,
    /// After Benjamini and Hochberg.
    pub adjusted_p: f64,
    /// Off-season orders with it.
    pub n: u64,
}

/// Days from, to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The day after it.
    #[serde(skip)]
    pub until: i32,
}

/// A dormant customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dormant {
    /// The customer.
    pub key: String,
    /// Last order.
    pub last_order: String,
    /// Off-season buying days.
    pub off_season_orders: u64,
    /// Buying days.
    pub orders: u64,
}

/// Which part of the year a day is in.
pub struct Year<'a> {
    /// Months or weeks.
    pub grain: Grain,
    /// Positions of the season.
    pub season: &'a [usize],
    /// Positions of the off-season.
    pub off: &'a [usize],
}

impl Year<'_> {
    fn position(&self, day: i32) -> usize {
        position(self.grain, Calendar::new(self.grain, day, day).start(0))
    }

    pub(super) fn in_season(&self, day: i32) -> bool {
        self.season.contains(&self.position(day))
    }

    pub(super) fn is_off(&self, day: i32) -> bool {
        self.off.contains(&self.position(day))
    }
}

/// The customers of the highest values, rounded up; `values` are parallel to the occasions' keys, NaN for unknown.
#[must_use]
pub fn pre_season(
    occasions: &Occasions,
    year: &Year,
    values: &[f64],
    top_share: f64,
    contact: i32,
    page: (usize, usize),
) -> PreSeason {
    let known: Vec<usize> = (0..values.len())
        .filter(|&at| values[at].is_finite() && !occasions.of_customer.get(at).is_empty())
        .collect();
    let order = positions(known.len(), &|a, b| values[known[b]].total_cmp(&values[known[a]]));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let total = libm::ceil(real(known.len() as u64) * top_share - 1e-9).max(0.0) as usize;
    let row = |&at: &usize| {
        let customer = known[at];
        Valued {
            key: occasions.keys[customer].clone(),
            value: values[customer],
            bought_in_season: occasions.days_of(customer).any(|day| year.in_season(day)),
            last_order: occasions.days_of(customer).next_back().map(format_day).unwrap_or_default(),
        }
    };
    let listed = order.iter().take(total).skip(page.0).take(page.1);
    PreSeason {
        contact: format_day(contact),
        total: total.min(known.len()) as u64,
        rows: listed.map(row).collect(),
    }
}

/// What lies outside the season.
#[must_use]
pub fn off_season(
    baskets: &Baskets,
    occasions: &Occasions,
    series: &Series,
    year: &Year,
    dormant_days: i32,
    page: (usize, usize),
) -> OffSeason {
    let both = |customer: &usize| {
        occasions.days_of(*customer).any(|day| year.in_season(day))
            && occasions.days_of(*customer).any(|day| year.is_off(day))
    };
    let silent = |customer: &usize| {
        occasions.days_of(*customer).next_back().is_some_and(|last| baskets.as_of - last >= dormant_days)
    };
    let off_days =
        |customer: usize| occasions.days_of(customer).filter(|&day| year.is_off(day)).count() as u64;
    let last = |customer: usize| occasions.days_of(customer).next_back().unwrap_or(baskets.as_of);
    let dormant: Vec<(usize, u64)> =
        (0..occasions.keys.len()).filter(silent).map(|customer| (customer, off_days(customer))).collect();
    let order = positions(dormant.len(), &|a, b| {
        let rank = |at: usize| (std::cmp::Reverse(dormant[at].1), std::cmp::Reverse(last(dormant[at].0)));
        rank(a).cmp(&rank(b))
    });
    let row = |&at: &usize| Dormant {
        key: occasions.keys[dormant[at].0].clone(),
        last_order: format_day(last(dormant[at].0)),
        off_season_orders: dormant[at].1,
        orders: occasions.of_customer.get(dormant[at].0).len() as u64,
    };
    OffSeason {
        season: year.season.to_vec(),
        off: year.off.to_vec(),
        cross_buyers: (0..occasions.keys.len()).filter(both).count() as u64,
        cross: cross_buyers(occasions, year, page),
        categories: categories(baskets, occasions, year),
        calendar: stretches(series, year),
        total: dormant.len() as u64,
        rows: order.iter().skip(page.0).take(page.1).map(row).collect(),
    }
}

fn categories(baskets: &Baskets, occasions: &Occasions, year: &Year) -> Vec<OffCategory> {
    let (mut off, mut season) =
        (vec![0_u64; occasions.categories.len()], vec![0_u64; occasions.categories.len()]);
    let (mut off_orders, mut season_orders) = (0_u64, 0_u64);
    for (order, held) in occasions.order_categories.iter().enumerate() {
        let day = baskets.orders.day[order];
        let (counts, orders) = match (year.is_off(day), year.in_season(day)) {
            _ if held.is_empty() => continue,
            (true, _) => (&mut off, &mut off_orders),
            (_, true) => (&mut season, &mut season_orders),
            _ => continue,
        };
        *orders += 1;
        held.iter().for_each(|&category| counts[category as usize] += 1);
    }
    let all = off_orders + season_orders;
    let known: Vec<usize> = (0..off.len()).filter(|&at| off[at] >= LEAST).collect();
    let tail = |&at: &usize| {
        Together { joint: off[at], first: off[at] + season[at], second: off_orders, all }.upper_tail()
    };
    let p: Vec<f64> = known.iter().map(tail).collect();
    let adjusted = benjamini_hochberg(&p);
    let row = |at: usize| {
        let category = known[at];
        let off_share = real(off[category]) / real(off_orders);
        OffCategory {
            category: occasions.categories[category].clone(),
            off_share,
            season_share: real(season[category]) / real(season_orders.max(1)),
            lift: off_share / (real(off[category] + season[category]) / real(all)),
            adjusted_p: adjusted[at],
            n: off[category],
        }
    };
    let order =
        positions(known.len(), &|a, b| adjusted[a].total_cmp(&adjusted[b]).then(p[a].total_cmp(&p[b])));
    order.into_iter().map(row).collect()
}

/// The off-season periods among the coming season's, joined where they touch.
fn stretches(series: &Series, year: &Year) -> Vec<Stretch> {
    let starts = series.following(super::series::season(series.grain) + 1);
    let mut made: Vec<(i32, i32)> = Vec::new();
    for pair in starts.windows(2) {
        if !year.off.contains(&position(year.grain, pair[0])) {
            continue;
        }
        match made.last_mut().filter(|last| last.1 == pair[0] - 1) {
            Some(last) => last.1 = pair[1] - 1,
            None => made.push((pair[0], pair[1] - 1)),
        }
    }
    made.into_iter()
        .map(|(from, to)| Stretch { from: format_day(from), to: format_day(to), until: to + 1 })
        .collect()
}
