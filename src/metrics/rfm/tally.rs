//! Customers and sales by segment and by cell of the grid.

use super::scores::{Scores, days_in_window};
use super::segments::{self, second_axis};
use super::{Cell, Map, Options, Segment, scores};
use crate::math::quantile::median_of_counts;
use crate::metrics::{real, share};
use crate::money::Money;
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use std::ops::Range;

/// Sums over a set of customers.
#[derive(Clone, Default)]
struct Part {
    customers: u64,
    /// In the window, by currency.
    orders: Vec<u64>,
    /// In the window, by currency.
    net: Vec<i64>,
    /// By recency in days; of segments only.
    recencies: Vec<u32>,
}

/// Sums by segment and by cell.
pub(super) struct Tally {
    segments: Vec<Part>,
    cells: Vec<Part>,
    one_order: u64,
}

impl Tally {
    pub(super) fn new(histories: &Histories, scores: &Scores, options: &Options) -> Self {
        let width = histories.width();
        let cell = Part { orders: vec![0; width], net: vec![0; width], ..Part::default() };
        let longest = scores.recency.iter().copied().max().unwrap_or(0);
        let recencies = vec![0; usize::try_from(longest).unwrap_or(0) + 1];
        let segment = Part { recencies, ..cell.clone() };
        let mut tally = Self {
            segments: vec![segment; segments::ids(options.map).len()],
            cells: vec![cell; 25],
            one_order: 0,
        };
        for block in blocks(histories.customers()) {
            tally.block(histories, scores, options, block);
        }
        tally
    }

    #[inline(never)]
    fn block(&mut self, histories: &Histories, scores: &Scores, options: &Options, block: Range<usize>) {
        let width = histories.width();
        let after = scores::window_start(histories, options);
        for customer in block.filter(|&customer| scores.frequency[customer] > 0) {
            let net = &scores.monetary[customer * width..(customer + 1) * width];
            let segment = &mut self.segments[usize::from(scores.segment[customer])];
            segment.add(net);
            segment.recencies[usize::try_from(scores.recency[customer]).unwrap_or(0)] += 1;
            count_orders(histories, customer, after, &mut segment.orders);
            let second = second_axis(options.map, scores.f[customer], scores.m[customer]);
            let cell = usize::from(scores.r[customer] - 1) * 5 + usize::from(second - 1);
            self.cells[cell].add(net);
            self.one_order += u64::from(scores.frequency[customer] == 1);
        }
    }

    pub(super) fn customers(&self) -> u64 {
        self.segments.iter().map(|part| part.customers).sum()
    }

    pub(super) fn one_order_share(&self) -> f64 {
        share(self.one_order, self.customers()).unwrap_or(0.0)
    }

    pub(super) fn grid(&self, histories: &Histories) -> Vec<Cell> {
        let scores = (1..=5).flat_map(|r| (1..=5).map(move |fm| (r, fm)));
        let cell = |((r, fm), part): ((u8, u8), &Part)| Cell {
            r,
            fm,
            customers: part.customers,
            net_sales: histories.money(&part.net),
        };
        scores.zip(&self.cells).map(cell).collect()
    }

    pub(super) fn segments(&self, histories: &Histories, map: Map) -> Vec<Segment> {
        let customers = self.customers();
        let net: i64 = self.segments.iter().map(|part| part.net[0]).sum();
        let total = (histories.width() == 1 && net > 0).then_some(net);
        let segment = |(id, part): (&'static str, &Part)| part.segment(id, histories, customers, total);
        segments::ids(map).iter().copied().zip(&self.segments).map(segment).collect()
    }
}

impl Part {
    fn add(&mut self, net: &[i64]) {
        self.customers += 1;
        self.net.iter_mut().zip(net).for_each(|(sum, amount)| *sum += amount);
    }

    fn segment(
        &self,
        id: &'static str,
        histories: &Histories,
        customers: u64,
        total: Option<i64>,
    ) -> Segment {
        let days: u64 = (0..).zip(&self.recencies).map(|(days, &n): (u64, _)| days * u64::from(n)).sum();
        Segment {
            id,
            customers: self.customers,
            share: share(self.customers, customers).unwrap_or(0.0),
            orders: self.orders.iter().sum(),
            net_sales: histories.money(&self.net),
            sales_share: total.map(|total| ratio(self.net[0], total)),
            average_order_value: self.average_order_value(histories),
            recency_days: (self.customers > 0).then(|| real(days) / real(self.customers)),
            median_recency_days: median_of_counts(&self.recencies),
        }
    }

    fn average_order_value(&self, histories: &Histories) -> Option<Money> {
        (self.customers > 0).then(|| histories.mean_money(&self.net, &self.orders))
    }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}

fn count_orders(histories: &Histories, customer: usize, after: Option<i32>, orders: &mut [u64]) {
    let inside = days_in_window(histories, customer, after).len();
    if histories.width() == 1 {
        orders[0] += inside as u64;
        return;
    }
    let end = histories.orders.range(customer).end;
    (end - inside..end).for_each(|at| orders[histories.orders.currency(at)] += 1);
}
