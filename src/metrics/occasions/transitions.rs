//! Occasions → how often a buying day with one category is followed by one with another.

use crate::metrics::occasions::Occasions;
use crate::metrics::real;

/// Counts over consecutive buying days of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transitions {
    categories: usize,
    /// Both days name a category.
    pub all: u64,
    /// Of them those from each category.
    pub from: Vec<u64>,
    /// Of them those to each.
    pub to: Vec<u64>,
    joint: Vec<u32>,
}

impl Transitions {
    /// Of all customers.
    #[must_use]
    pub fn new(occasions: &Occasions) -> Self {
        let categories = occasions.categories.len();
        let mut made = Self {
            categories,
            all: 0,
            from: vec![0; categories],
            to: vec![0; categories],
            joint: vec![0; categories * categories],
        };
        for customer in occasions.of_customer.iter() {
            for pair in customer.windows(2) {
                let day = |at: usize| occasions.day_categories.get(pair[at] as usize);
                made.count(day(0), day(1));
            }
        }
        made
    }

    fn count(&mut self, before: &[u32], after: &[u32]) {
        if before.is_empty() || after.is_empty() {
            return;
        }
        self.all += 1;
        after.iter().for_each(|&to| self.to[to as usize] += 1);
        for &from in before {
            self.from[from as usize] += 1;
            after.iter().for_each(|&to| self.joint[from as usize * self.categories + to as usize] += 1);
        }
    }

    /// Transitions from one category to another.
    #[must_use]
    pub fn joint(&self, from: usize, to: usize) -> u64 {
        u64::from(self.joint[from * self.categories + to])
    }

    /// Chance that the next day holds a category after a day with `held`: the mean over these of (joint + k · base) / (n + k), where
    /// base is the category's share of all transitions and k = 10 counts as that many transitions like everybody's.
    #[must_use]
    pub fn chance(&self, held: &[u32], to: usize) -> f64 {
        const LIKE_EVERYBODY: f64 = 10.0;
        let base = real(self.to[to]) / real(self.all.max(1));
        if held.is_empty() {
            return base;
        }
        let one = |&from: &u32| {
            let joint = real(self.joint(from as usize, to));
            (joint + LIKE_EVERYBODY * base) / (real(self.from[from as usize]) + LIKE_EVERYBODY)
        };
        held.iter().map(one).sum::<f64>() / real(held.len() as u64)
    }

    /// The likeliest categories after a day with `held`, at most `limit`.
    #[must_use]
    pub fn likeliest(&self, held: &[u32], limit: usize) -> Vec<(usize, f64)> {
        let mut best: Vec<(usize, f64)> = Vec::new();
        for to in (0..self.categories).filter(|&to| self.to[to] > 0) {
            let chance = self.chance(held, to);
            let place = best.partition_point(|known| known.1 >= chance);
            if place < limit {
                best.insert(place, (to, chance));
                best.truncate(limit);
            }
        }
        best
    }
}
