//! What is known of a customer at a cut, as numbers a regression can use. Nothing after the cut is looked at.

use super::super::real;
use crate::money::SCALE;
use crate::tables::buying::Buying;
use libm::{log, log1p};
use serde::Serialize;

/// Number of features.
pub const COUNT: usize = 9;
/// Gaps of the shop that a customer's own mean gap is shrunk by.
const SHRINKAGE: f64 = 2.0;
/// Days with an order that count as the latest ones, at most, and never more than half of them.
const LATEST: usize = 3;

/// The features, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Id {
    /// ln(1 + days since the last occasion).
    LogRecencyDays,
    /// ln(1 + occasions).
    LogOccasions,
    /// ln(1 + days since the first occasion).
    LogAgeDays,
    /// ln(1 + days since the last occasion / usual gap), the usual gap shrunk to the shop's by two gaps.
    Lateness,
    /// ln(1 + occasions in the days before the cut, as many as are foretold).
    RecentOccasions,
    /// ln(last gap / mean of those before); 0 with fewer than two gaps.
    GapTrend,
    /// ln(1 + mean net value of an order).
    LogMeanValue,
    /// ln(mean net value of the earlier days with an order / of the latest, up to three and at most half of them); 0 with fewer
    /// than two days, or where one of the two is not above 0. Refunds are left out: they do not say which order they are for.
    ValueFall,
    /// Refunds / orders' net value, 0..1.
    RefundShare,
}

impl Id {
    /// All of them.
    pub const ALL: [Self; COUNT] = [
        Self::LogRecencyDays,
        Self::LogOccasions,
        Self::LogAgeDays,
        Self::Lateness,
        Self::RecentOccasions,
        Self::GapTrend,
        Self::LogMeanValue,
        Self::ValueFall,
        Self::RefundShare,
    ];
}

/// Features of one customer, with the outcome where it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Position in [`Buying`].
    pub at: u32,
    /// Values in the order of [`Id::ALL`].
    pub values: [f64; COUNT],
    /// Nothing was bought in the days after the cut.
    pub lost: bool,
}

/// Everybody known at a cut, sorted by values, with the outcome after `days`.
#[must_use]
pub fn rows(buying: &Buying, cut: i32, days: i32, currency: u8) -> Vec<Row> {
    let usual = mean_gap(buying, cut);
    let customers = 0..u32::try_from(buying.customers()).unwrap_or(u32::MAX);
    let mut rows: Vec<Row> = customers
        .filter_map(|at| {
            let seen = Seen::new(buying, cut, at as usize)?;
            let all = buying.orders.days(at as usize);
            let next = all.partition_point(|&day| day <= cut);
            let lost = all.get(next).is_none_or(|&day| day > cut.saturating_add(days));
            Some(Row { at, values: seen.values(buying, currency, usual, days), lost })
        })
        .collect();
    rows.sort_unstable_by(|a, b| {
        let differing = a.values.iter().zip(&b.values).map(|(a, b)| a.total_cmp(b));
        differing.fold(a.lost.cmp(&b.lost), |order, next| order.then(next))
    });
    rows
}

/// Mean of all closed gaps; 0 without any.
fn mean_gap(buying: &Buying, cut: i32) -> f64 {
    let (mut total, mut gaps) = (0_i64, 0_u64);
    for customer in 0..buying.customers() {
        let known = buying.orders.days(customer).iter().take_while(|day| **day <= cut);
        let mut last = None;
        for &day in known {
            if let Some(before) = last.filter(|&before| before != day) {
                total += i64::from(day - before);
                gaps += 1;
            }
            last = Some(day);
        }
    }
    let total = u64::try_from(total).unwrap_or(0);
    if gaps == 0 { 0.0 } else { real(total) / real(gaps) }
}

/// A customer's occasions up to the cut.
struct Seen {
    customer: usize,
    occasions: Vec<i32>,
    cut: i32,
    known: usize,
}

impl Seen {
    fn new(buying: &Buying, cut: i32, customer: usize) -> Option<Self> {
        let days = buying.orders.days(customer);
        let known = days.partition_point(|&day| day <= cut);
        let occasions: Vec<i32> = days[..known].chunk_by(|a, b| a == b).map(|same| same[0]).collect();
        (!occasions.is_empty()).then_some(Self { customer, occasions, cut, known })
    }

    fn values(&self, buying: &Buying, currency: u8, usual: f64, days: i32) -> [f64; COUNT] {
        let (first, last) = (self.occasions[0], self.occasions[self.occasions.len() - 1]);
        let silence = f64::from(self.cut - last);
        let gaps = real(self.occasions.len() as u64 - 1);
        let own = (SHRINKAGE * usual + f64::from(last - first)) / (SHRINKAGE + gaps);
        let recent = self.occasions.iter().filter(|&&day| day > self.cut - days).count();
        let (spent, orders, refunded) = self.money(buying, currency);
        let mean = if orders > 0 { (spent / real(orders)).max(0.0) } else { 0.0 };
        [
            log1p(silence),
            log1p(gaps + 1.0),
            log1p(f64::from(self.cut - first)),
            log1p(silence / own.max(1.0)),
            log1p(real(recent as u64)),
            self.trend(),
            log1p(mean),
            self.value_fall(buying, currency),
            if spent > 0.0 { (refunded / spent).clamp(0.0, 1.0) } else { 0.0 },
        ]
    }

    fn trend(&self) -> f64 {
        let gaps: Vec<f64> = self.occasions.windows(2).map(|pair| f64::from(pair[1] - pair[0])).collect();
        let Some((last, before)) = gaps.split_last().filter(|(_, before)| !before.is_empty()) else {
            return 0.0;
        };
        log(last * real(before.len() as u64) / before.iter().fold(0.0, |sum, gap| sum + gap))
    }

    /// By how much the latest days with an order were worth less than those before.
    #[allow(clippy::cast_precision_loss)]
    fn value_fall(&self, buying: &Buying, currency: u8) -> f64 {
        let orders = &buying.orders;
        let start = orders.range(self.customer).start;
        let known: Vec<usize> =
            (start..start + self.known).filter(|&row| orders.currency[row] == currency).collect();
        let of_day = |rows: &[usize]| rows.iter().map(|&row| i128::from(orders.net[row])).sum::<i128>();
        let worth: Vec<i128> = known.chunk_by(|&a, &b| orders.day[a] == orders.day[b]).map(of_day).collect();
        let (before, latest) = worth.split_at(worth.len() - LATEST.min(worth.len() / 2));
        let mean = |days: &[i128]| days.iter().sum::<i128>() as f64 / real(days.len() as u64);
        if latest.is_empty() {
            return 0.0;
        }
        let (before, latest) = (mean(before), mean(latest));
        if before > 0.0 && latest > 0.0 { log(before / latest) } else { 0.0 }
    }

    /// Net value of orders, their number, and refunds, in a currency.
    #[allow(clippy::cast_precision_loss)]
    fn money(&self, buying: &Buying, currency: u8) -> (f64, u64, f64) {
        let orders = &buying.orders;
        let start = orders.range(self.customer).start;
        let of_currency = (start..start + self.known).filter(|&row| orders.currency[row] == currency);
        let (spent, count) =
            of_currency.fold((0_i128, 0), |(sum, count), row| (sum + i128::from(orders.net[row]), count + 1));
        let refunds = &buying.refunds;
        let seen = |row: &usize| refunds.day[*row] <= self.cut && refunds.currency[*row] == currency;
        let refunded: i128 =
            refunds.range(self.customer).filter(seen).map(|row| -i128::from(refunds.net[row])).sum();
        (spent as f64 / SCALE as f64, count, refunded as f64 / SCALE as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::buying::Dated;

    /// Orders on days 0, 10, 10 and 40 of 20, 10, 10 and 20, a refund of 6 on day 45, the next order on day 80; the cut
    /// is day 50. Silence 10; three occasions; gaps 10 and 30, mean 20 also of the shop: usual (2·20 + 40) / 4 = 20.
    #[test]
    fn by_hand() {
        let orders = Dated {
            starts: vec![0, 5],
            day: vec![0, 10, 10, 40, 80],
            net: vec![200_000, 100_000, 100_000, 200_000, 1],
            currency: vec![0; 5],
        };
        let refunds = Dated { starts: vec![0, 1], day: vec![45], net: vec![-60_000], currency: vec![0] };
        let buying = Buying { keys: vec!["a".to_owned()], orders, refunds, as_of: 100, ..Buying::default() };
        let row = rows(&buying, 50, 30, 0)[0];
        let expected =
            [log1p(10.0), log1p(3.0), log1p(50.0), log1p(0.5), log1p(1.0), log(3.0), log1p(15.0), 0.0, 0.1];
        for (value, expected) in row.values.iter().zip(expected) {
            assert!((value - expected).abs() < 1e-12, "{:?}", row.values);
        }
        assert!(!row.lost && rows(&buying, 50, 29, 0)[0].lost);
        assert!(rows(&buying, -1, 30, 0).is_empty());
    }

    /// Days worth 40, 60 (twice 30), 20, and 900 after the cut, in euros one of 7: of three days the latest is one, 20 against a
    /// mean of 50. With 40, 60, 80, 60 | 30, 20, 10 the latest are three, 20 against 60. A gift at the end, or one day, says nothing.
    #[test]
    fn falling_values_by_hand() {
        let fall = |rows: &[(i32, i64, u8)], cut| {
            let orders = Dated {
                starts: vec![0, u32::try_from(rows.len()).unwrap()],
                day: rows.iter().map(|row| row.0).collect(),
                net: rows.iter().map(|row| row.1 * 10_000).collect(),
                currency: rows.iter().map(|row| row.2).collect(),
            };
            let refunds = Dated { starts: vec![0, 0], ..Dated::default() };
            let data =
                Buying { keys: vec!["a".to_owned()], orders, refunds, as_of: 100, ..Buying::default() };
            rows_of(&data, cut)
        };
        let three = [(0, 40, 0), (5, 30, 0), (5, 30, 0), (7, 7, 1), (20, 20, 0), (90, 900, 0)];
        assert!((fall(&three, 50) - log(2.5)).abs() < 1e-12);
        let seven: Vec<(i32, i64, u8)> =
            (0..).zip([40, 60, 80, 60, 30, 20, 10]).map(|(day, net)| (day, net, 0)).collect();
        assert!((fall(&seven, 50) - log(3.0)).abs() < 1e-12);
        assert_eq!([fall(&[(0, 40, 0), (9, 0, 0)], 50), fall(&[(0, 40, 0)], 50)], [0.0, 0.0]);
    }

    fn rows_of(data: &Buying, cut: i32) -> f64 {
        let place = Id::ALL.iter().position(|id| *id == Id::ValueFall).unwrap();
        rows(data, cut, 30, 0)[0].values[place]
    }
}
