//! Buying occasions and the intervals they open: each occasion (a local day with orders) opens one, closed by
//! the customer's next occasion or still open at as-of. Counted by length, so that every statistic of them is
//! exact and does not depend on the order of customers.

use crate::math::order::positions;
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use std::ops::Range;

/// Groups of customers for the jackknife.
const GROUPS: usize = 64;
/// Up to so many customers, groups are dealt out evenly; above, chance makes them even.
const DEALT: usize = GROUPS * GROUPS;
/// Cells of the histograms by group, so that data over centuries stay small.
const CELLS: usize = 1 << 22;

/// Occasions by customer and intervals by length in days.
#[derive(Clone, Debug)]
pub struct Gaps {
    /// Days with an order, of each customer.
    pub occasions: Vec<u32>,
    /// Closed intervals by length.
    pub closed: Vec<u64>,
    /// Open intervals by length so far, one a customer.
    pub open: Vec<u64>,
    groups: Vec<Group>,
}

/// The intervals of one random group of customers.
#[derive(Clone, Debug)]
pub struct Group {
    /// Closed intervals by length.
    pub closed: Vec<u32>,
    /// Open intervals by length so far.
    pub open: Vec<u32>,
}

impl Gaps {
    /// Counts all intervals in one pass.
    #[must_use]
    pub fn new(histories: &Histories) -> Self {
        let lengths = days_between(histories.first_day, histories.as_of_day) + 1;
        let assignment = Assignment::new(histories, lengths);
        let empty = Group { closed: vec![0; lengths], open: vec![0; lengths] };
        let mut groups = vec![empty; assignment.groups];
        let mut occasions = Vec::with_capacity(histories.customers());
        for block in blocks(histories.customers()) {
            count(histories, block, &assignment, &mut groups, &mut occasions);
        }
        let closed = total(&groups, lengths, |group| &group.closed);
        let open = total(&groups, lengths, |group| &group.open);
        Self { occasions, closed, open, groups }
    }

    /// The same intervals by group of customers.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Number of closed intervals.
    #[must_use]
    pub fn closed_count(&self) -> u64 {
        self.closed.iter().sum()
    }

    /// Mean length of closed intervals, which is too short: long ones are still open. `None` without any.
    #[must_use]
    pub fn naive_mean(&self) -> Option<f64> {
        naive_mean(&self.closed)
    }
}

/// Mean length of the intervals counted by length; `None` without any.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn naive_mean(by_length: &[u64]) -> Option<f64> {
    let count: u64 = by_length.iter().sum();
    let days: u64 = (0..).zip(by_length).map(|(length, &n): (u64, _)| length * n).sum();
    (count > 0).then(|| days as f64 / count as f64)
}

/// Days from one day to a later one, 0 if it is not later.
#[must_use]
#[inline]
#[allow(clippy::cast_sign_loss)]
pub fn days_between(from: i32, to: i32) -> usize {
    to.wrapping_sub(from).max(0) as usize
}

/// Adds the intervals of a block of customers to their groups, and their numbers of occasions.
#[inline(never)]
fn count(
    histories: &Histories,
    block: Range<usize>,
    assignment: &Assignment,
    groups: &mut [Group],
    occasions: &mut Vec<u32>,
) {
    for customer in block {
        let group = &mut groups[assignment.group(histories, customer)];
        occasions.push(count_one(histories.orders.days(customer), histories.as_of_day, group));
    }
}

/// Adds one customer's intervals to a group and gives the number of occasions.
#[inline]
fn count_one(days: &[i32], as_of_day: i32, group: &mut Group) -> u32 {
    let mut last = days[0];
    let mut occasions = 1;
    for &day in &days[1..] {
        if day != last {
            group.closed[days_between(last, day)] += 1;
            occasions += 1;
            last = day;
        }
    }
    group.open[days_between(last, as_of_day)] += 1;
    occasions
}

fn total(groups: &[Group], lengths: usize, column: impl Fn(&Group) -> &Vec<u32>) -> Vec<u64> {
    let mut sum = vec![0; lengths];
    for group in groups {
        sum.iter_mut().zip(column(group)).for_each(|(sum, &count)| *sum += u64::from(count));
    }
    sum
}

/// Which group a customer is in: by its key alone.
struct Assignment {
    groups: usize,
    dealt: Option<Vec<u8>>,
}

impl Assignment {
    fn new(histories: &Histories, lengths: usize) -> Self {
        let customers = histories.customers();
        let groups = GROUPS.min(CELLS / lengths).max(8).min(customers.max(1));
        let dealt = (customers <= DEALT).then(|| deal(&histories.key_hashes, groups));
        Self { groups, dealt }
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation)]
    fn group(&self, histories: &Histories, customer: usize) -> usize {
        match &self.dealt {
            Some(dealt) => usize::from(dealt[customer]),
            None => (((histories.key_hashes[customer] >> 32) * self.groups as u64) >> 32) as usize,
        }
    }
}

/// Deals customers out to the groups in the order of their key hashes.
#[allow(clippy::cast_possible_truncation)]
fn deal(key_hashes: &[u64], groups: usize) -> Vec<u8> {
    let order = positions(key_hashes.len(), &|a, b| key_hashes[a].cmp(&key_hashes[b]));
    let mut dealt = vec![0; key_hashes.len()];
    order.iter().enumerate().for_each(|(rank, &customer)| dealt[customer] = (rank % groups) as u8);
    dealt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::histories::sample;

    #[test]
    fn orders_of_one_day_are_one_occasion() {
        let gaps = Gaps::new(&sample(100, &[(0, 0, 1), (0, 20, 1), (0, 20, 1), (0, 50, 1), (1, 90, 1)]));
        assert_eq!(gaps.occasions, [3, 1]);
        let found = |counts: &[u64]| {
            (0..).zip(counts).filter(|c| *c.1 > 0).map(|c: (usize, &u64)| (c.0, *c.1)).collect::<Vec<_>>()
        };
        assert_eq!(found(&gaps.closed), [(20, 1), (30, 1)]);
        assert_eq!(found(&gaps.open), [(10, 1), (50, 1)]);
        assert_eq!((gaps.closed_count(), gaps.naive_mean()), (2, Some(25.0)));
        assert_eq!(gaps.groups().len(), 2);
    }

    #[test]
    fn few_customers_are_dealt_out_evenly() {
        let orders: Vec<_> = (0..640).map(|customer| (customer, 3, 1)).collect();
        let gaps = Gaps::new(&sample(5, &orders));
        assert!(gaps.groups().len() == 64 && gaps.groups().iter().all(|group| group.open[2] == 10));
    }

    #[test]
    fn many_customers_fall_where_their_key_says() {
        let orders: Vec<_> = (0..6400).map(|customer| (customer, 3, 1)).collect();
        let gaps = Gaps::new(&sample(5, &orders));
        assert_eq!(gaps.groups().iter().map(|group| group.open[2]).sum::<u32>(), 6400);
        assert!(gaps.groups().iter().all(|group| group.open[2] > 50));
    }
}
