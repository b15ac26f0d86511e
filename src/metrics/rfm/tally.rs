//! Customers and sales by segment and by cell of the grid.

use super::scores::{Scores, days_in_window};
use super::segments::{self, second_axis};
use super::{Cell, Map, Options, Segment, scores};
use crate::math::quantile::median;
use crate::metrics::{real, share};
use crate::money::{Money, scaled};
use crate::tables::histories::Histories;

/// Sums over a set of customers.
#[derive(Clone, Default)]
struct Part {
    customers: u64,
    /// In the window, by currency.
    orders: Vec<u64>,
    /// In the window, by currency.
    net: Vec<i64>,
    recencies: Vec<i32>,
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
        let part = Part { orders: vec![0; width], net: vec![0; width], ..Part::default() };
        let mut tally = Self {
            segments: vec![part.clone(); segments::ids(options.map).len()],
            cells: vec![part; 25],
            one_order: 0,
        };
        let after = scores::window_start(histories, options);
        for customer in (0..histories.customers()).filter(|&c| scores.frequency[c] > 0) {
            let net = &scores.monetary[customer * width..(customer + 1) * width];
            let segment = &mut tally.segments[usize::from(scores.segment[customer])];
            segment.add(net);
            segment.recencies.push(scores.recency[customer]);
            count_orders(histories, customer, after, &mut segment.orders);
            let second = second_axis(options.map, scores.f[customer], scores.m[customer]);
            let cell = usize::from(scores.r[customer] - 1) * 5 + usize::from(second - 1);
            tally.cells[cell].add(net);
            tally.one_order += u64::from(scores.frequency[customer] == 1);
        }
        tally
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

    pub(super) fn segments(mut self, histories: &Histories, map: Map) -> Vec<Segment> {
        let customers = self.customers();
        let net: i64 = self.segments.iter().map(|part| part.net[0]).sum();
        let total = (histories.width() == 1 && net > 0).then_some(net);
        let segment = |(id, part): (&'static str, &mut Part)| part.segment(id, histories, customers, total);
        segments::ids(map).iter().copied().zip(&mut self.segments).map(segment).collect()
    }
}

impl Part {
    fn add(&mut self, net: &[i64]) {
        self.customers += 1;
        self.net.iter_mut().zip(net).for_each(|(sum, amount)| *sum += amount);
    }

    fn segment(
        &mut self,
        id: &'static str,
        histories: &Histories,
        customers: u64,
        total: Option<i64>,
    ) -> Segment {
        let days: i64 = self.recencies.iter().map(|&days| i64::from(days)).sum();
        Segment {
            id,
            customers: self.customers,
            share: share(self.customers, customers).unwrap_or(0.0),
            orders: self.orders.iter().sum(),
            net_sales: histories.money(&self.net),
            sales_share: total.map(|total| ratio(self.net[0], total)),
            average_order_value: self.average_order_value(histories),
            recency_days: (self.customers > 0).then(|| ratio(days, 1) / real(self.customers)),
            median_recency_days: median(&mut self.recencies),
        }
    }

    #[allow(clippy::cast_possible_wrap)]
    fn average_order_value(&self, histories: &Histories) -> Option<Money> {
        let average = |(&net, &orders): (&i64, &u64)| scaled(net, 1, orders as i64);
        let averages: Vec<i64> = self.net.iter().zip(&self.orders).map(average).collect();
        (self.customers > 0).then(|| histories.money(&averages))
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
