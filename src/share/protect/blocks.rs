//! Runs of cohorts that may be told together: sizes by period in, thin cohorts and safe boundaries out.
//!
//! Sizes add up to the customers in many ways: by quarter, by "all cohorts old enough". Two such sums differ by a run of
//! cohorts, so the hidden ones in any run between two told boundaries must be nobody or a group.

use crate::share::spans::{Spans, quarter};

/// Cohorts told together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// "2011-Q1", or "2011-Q1–2011-Q3" where quarters had to be joined.
    pub label: String,
    /// First period.
    pub first: usize,
    /// Last period.
    pub last: usize,
}

/// Cohorts by period, after those left out of cohorts.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// Periods whose new customers are not told.
    pub hidden: Vec<bool>,
    /// Whether the number of those left out of cohorts is not told.
    pub excluded_hidden: bool,
    /// Whether a sum may end with a period.
    pub boundary: Vec<bool>,
    /// Whether a sum may begin with the first period.
    pub front: bool,
    /// By quarter, joined where they must be.
    pub quarters: Vec<Block>,
    spans: Spans,
}

impl Blocks {
    /// `sizes` are new customers by period, `excluded` the customers that count in no cohort.
    #[must_use]
    pub fn new(sizes: &[u32], excluded: u32, spans: &Spans, k: u32) -> Self {
        let all: Vec<u32> = [excluded].into_iter().chain(sizes.iter().copied()).collect();
        let hidden = hidden(&all, k);
        let ends = boundaries(&all, &hidden, k);
        let mut blocks = Self {
            excluded_hidden: hidden[0],
            hidden: hidden[1..].to_vec(),
            front: ends[0],
            boundary: ends[1..].to_vec(),
            quarters: vec![],
            spans: spans.clone(),
        };
        blocks.quarters = blocks.by_quarter();
        blocks
    }

    /// The block of a first order's day.
    #[must_use]
    pub fn of(&self, day: i32) -> Option<usize> {
        let period = self.spans.of(day);
        self.quarters.iter().position(|block| (block.first..=block.last).contains(&period))
    }

    /// The smallest runs between safe boundaries; what is left out of cohorts may be part of the first.
    #[must_use]
    pub fn runs(&self) -> Vec<usize> {
        let mut run = 0;
        let mut runs = Vec::with_capacity(self.hidden.len());
        for &ends in &self.boundary {
            runs.push(run);
            run += usize::from(ends);
        }
        runs
    }

    fn by_quarter(&self) -> Vec<Block> {
        let name = |period: usize| quarter(self.spans.days(period).0 + 3);
        let mut blocks = Vec::new();
        let mut first = 0;
        for period in 0..self.hidden.len() {
            let last = period + 1 == self.hidden.len();
            if last || (self.boundary[period] && name(period) != name(period + 1)) {
                let (from, to) = (name(first), name(period));
                let label = if from == to { from } else { format!("{from}–{to}") };
                blocks.push(Block { label, first, last: period });
                first = period + 1;
            }
        }
        blocks
    }
}

/// Thin sizes, and the smallest other ones until those hidden are a group together.
fn hidden(sizes: &[u32], k: u32) -> Vec<bool> {
    let mut hidden: Vec<bool> = sizes.iter().map(|&size| size > 0 && size < k).collect();
    loop {
        let sum: u32 = sizes.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(size, _)| size).sum();
        if sum == 0 || sum >= k {
            return hidden;
        }
        let open = (0..sizes.len()).filter(|&at| !hidden[at] && sizes[at] > 0);
        let Some(next) = open.min_by_key(|&at| sizes[at]) else { return hidden };
        hidden[next] = true;
    }
}

/// Whether what lies since the boundary before, and what is left after, hides nobody or a group.
fn boundaries(sizes: &[u32], hidden: &[bool], k: u32) -> Vec<bool> {
    let told = |sum: u32| sum == 0 || sum >= k;
    let silent = |at: usize| if hidden[at] { sizes[at] } else { 0 };
    let mut left: u32 = (0..sizes.len()).map(silent).sum();
    let mut since = 0;
    (0..sizes.len())
        .map(|at| {
            since += silent(at);
            left -= silent(at);
            let ends = told(since) && told(left);
            since = if ends { 0 } else { since };
            ends
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(sizes: &[u32]) -> Blocks {
        let spans = Spans::new(
            ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07"]
                .into_iter()
                .take(sizes.len()),
        );
        Blocks::new(sizes, 0, &spans, 5)
    }

    /// 3 alone is thin and takes the smallest other, 6, with it. Between them no sum may end: 3 would follow.
    #[test]
    fn a_thin_cohort_takes_the_smallest_other_and_the_boundaries_between() {
        let found = blocks(&[10, 3, 9, 6]);
        assert_eq!(found.hidden, [false, true, false, true]);
        assert_eq!(found.boundary, [true, false, false, true]);
    }

    /// January to March hide 3 and the second quarter hides 4: neither alone is a group, so the quarters are joined.
    #[test]
    fn quarters_are_joined_until_they_hide_a_group() {
        let found = blocks(&[10, 3, 10, 10, 4, 10, 10]);
        assert_eq!(
            found.quarters.iter().map(|block| block.label.as_str()).collect::<Vec<_>>(),
            ["2024-Q1–2024-Q2", "2024-Q3"]
        );
        assert_eq!(found.runs(), [0, 1, 1, 1, 1, 2, 3]);
    }
}
