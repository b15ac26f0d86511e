//! How regular the gaps of customers are, for D2: sums that settle the shape of gamma gaps.

use super::definitions::OWN_TAIL;
use crate::math::special::gamma_shape;
use crate::metrics::gaps::days_between;
use crate::tables::blocks::blocks;
use crate::tables::histories::Histories;
use std::ops::Range;

/// Units of a natural logarithm: whole numbers add up to the same in any order.
const LOG_SCALE: f64 = 4_294_967_296.0;
/// Shape of gaps that are all but equal; above it the quantile hardly moves.
const MAX_SHAPE: f64 = 1000.0;

/// Sums over customers of three gaps or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Regularity {
    /// Number of gaps.
    gaps: i64,
    /// Σ n ln(mean gap) − Σ ln gap over customers, in 1/[`LOG_SCALE`].
    spread: i128,
}

impl Regularity {
    /// Adds another sum.
    pub fn add(&mut self, other: Self) {
        self.gaps += other.gaps;
        self.spread += other.spread;
    }

    fn less(self, other: Self) -> Self {
        Self { gaps: self.gaps - other.gaps, spread: self.spread - other.spread }
    }

    /// The shape of most likely gamma gaps, each customer's mean profiled out:
    /// ln k − ψ(k) = Σ n (ln mean − mean ln gap) / Σ n. At most 1000; `None` without a customer of three gaps.
    #[allow(clippy::cast_precision_loss)]
    pub fn shape(self) -> Option<f64> {
        if self.gaps == 0 {
            return None;
        }
        let spread = self.spread as f64 / LOG_SCALE / self.gaps as f64;
        Some(if spread <= 0.5 / MAX_SHAPE { MAX_SHAPE } else { gamma_shape(spread).min(MAX_SHAPE) })
    }
}

/// The sums at as-of, from each customer's occasions and all closed intervals by length: Σ ln gap over everybody
/// is known by length, and customers of one or two gaps are taken away again.
#[allow(clippy::cast_possible_wrap)]
pub(super) fn at_end(histories: &Histories, occasions: &[u32], closed: &[u64]) -> Regularity {
    let logs = logarithms(closed.len());
    let mut walk = Ends { logs: &logs, regularity: Regularity::default() };
    let all: i128 = closed.iter().zip(&logs).map(|(&n, &log)| i128::from(n) * i128::from(log)).sum();
    walk.regularity.spread = -all;
    for block in blocks(histories.customers()) {
        walk.block(histories, block, occasions);
    }
    walk.regularity
}

struct Ends<'a> {
    logs: &'a [i64],
    regularity: Regularity,
}

impl Ends<'_> {
    #[inline(never)]
    fn block(&mut self, histories: &Histories, block: Range<usize>, occasions: &[u32]) {
        let mut sum = 0_i128;
        for customer in block {
            let gaps = occasions[customer] - 1;
            if gaps >= OWN_TAIL {
                let (first, last) = histories.span(customer);
                let mean = self.logs[days_between(first, last)] - self.logs[gaps as usize];
                sum += i128::from(i64::from(gaps) * mean);
                self.regularity.gaps += i64::from(gaps);
            } else if gaps > 0 {
                sum += i128::from(self.logs_of(histories.orders.days(customer)));
            }
        }
        self.regularity.spread += sum;
    }

    /// Σ ln gap of one customer.
    fn logs_of(&self, days: &[i32]) -> i64 {
        days.windows(2).map(|pair| self.logs[days_between(pair[0], pair[1])]).sum()
    }
}

/// What each cut adds to the sums: customers as data up to the cut show them, less what was added before.
/// `cut_of` gives the first cut at or after each day, counted from the first.
pub(super) fn by_cut(histories: &Histories, cuts: usize, cut_of: &[u32]) -> Vec<Regularity> {
    let logs = logarithms(cut_of.len());
    let mut walk =
        Walk { first_day: histories.first_day, cut_of, logs: &logs, sums: vec![Regularity::default(); cuts] };
    for block in blocks(histories.customers()) {
        walk.block(histories, block);
    }
    walk.sums
}

struct Walk<'a> {
    first_day: i32,
    cut_of: &'a [u32],
    logs: &'a [i64],
    sums: Vec<Regularity>,
}

impl Walk<'_> {
    #[inline(never)]
    fn block(&mut self, histories: &Histories, block: Range<usize>) {
        for customer in block {
            let days = histories.orders.days(customer);
            if days.len() > OWN_TAIL as usize {
                self.customer(days);
            }
        }
    }

    #[inline]
    fn customer(&mut self, days: &[i32]) {
        let first = days_between(self.first_day, days[0]);
        let (mut last, mut gaps, mut log_sum) = (first, 0_u32, 0_i64);
        let mut cut = self.cut_of[first];
        let mut counted = Regularity::default();
        for &day in &days[1..] {
            let day = days_between(self.first_day, day);
            if day == last {
                continue;
            }
            if self.cut_of[day] != cut {
                counted = self.count(cut, counted, gaps, last - first, log_sum);
                cut = self.cut_of[day];
            }
            log_sum += self.logs[day - last];
            gaps += 1;
            last = day;
        }
        self.count(cut, counted, gaps, last - first, log_sum);
    }

    /// Adds to a cut what a customer's gaps up to it say beyond what was counted at earlier cuts.
    #[inline]
    fn count(&mut self, cut: u32, counted: Regularity, gaps: u32, days: usize, log_sum: i64) -> Regularity {
        if gaps < OWN_TAIL {
            return counted;
        }
        let n = i64::from(gaps);
        let spread = i128::from(n * (self.logs[days] - self.logs[gaps as usize]) - log_sum);
        let now = Regularity { gaps: n, spread };
        self.sums[cut as usize].add(now.less(counted));
        now
    }
}

/// ln d for d = 0..span in 1/[`LOG_SCALE`]; 0 for d = 0.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn logarithms(span: usize) -> Vec<i64> {
    (0..span).map(|day| (libm::log(day.max(1) as f64) * LOG_SCALE + 0.5) as i64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_gaps_have_the_greatest_shape() {
        assert_eq!(Regularity { gaps: 9, spread: 0 }.shape(), Some(1000.0));
        assert_eq!(Regularity::default().shape(), None);
    }
}
