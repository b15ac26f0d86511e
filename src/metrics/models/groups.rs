//! Customers of equal history put together: a likelihood needs each history once.

use super::super::real;
use super::occasions::Customer;

/// Days in a week: what the models count time in.
const WEEK: f64 = 7.0;

/// One history and how many customers have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Repeat occasions (x).
    pub repeats: u32,
    /// Days from the first occasion to the last.
    pub recency: u32,
    /// Days from the first occasion to the cut.
    pub age: u32,
    /// Customers.
    pub weight: f64,
}

impl Group {
    /// t_x in weeks.
    #[must_use]
    pub fn recency_weeks(&self) -> f64 {
        weeks(self.recency)
    }

    /// T in weeks.
    #[must_use]
    pub fn age_weeks(&self) -> f64 {
        weeks(self.age)
    }
}

/// Days as weeks.
#[must_use]
pub fn weeks(days: u32) -> f64 {
    f64::from(days) / WEEK
}

/// Histories, ascending by frequency, age and recency, so that the order of customers shows nowhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// The histories.
    pub all: Vec<Group>,
    /// Customers.
    pub customers: f64,
    /// The longest age, in days.
    pub longest: u32,
}

impl Groups {
    /// Groups customers by what the models know of them.
    #[must_use]
    pub fn new(customers: &[Customer]) -> Self {
        let history = |customer: &Customer| (customer.repeats, customer.age, customer.recency);
        let mut histories: Vec<_> = customers.iter().map(history).collect();
        histories.sort_unstable();
        let same = histories.chunk_by(|a, b| a == b);
        Self::weighted(same.map(|same| {
            let (repeats, age, recency) = same[0];
            Group { repeats, recency, age, weight: real(same.len() as u64) }
        }))
    }

    /// Histories that are sorted already, with their weights.
    #[must_use]
    pub fn weighted(groups: impl Iterator<Item = Group>) -> Self {
        let all: Vec<_> = groups.filter(|group| group.weight > 0.0).collect();
        let customers = all.iter().fold(0.0, |sum, group| sum + group.weight);
        let longest = all.iter().map(|group| group.age).max().unwrap_or(0);
        Self { all, customers, longest }
    }

    /// Every so manieth history, so that about `size` are left; `None` where there are no more anyway.
    #[must_use]
    pub fn sample(&self, size: usize) -> Option<Self> {
        let every = self.all.len() / size;
        (every > 1).then(|| Self::weighted(self.all.iter().skip(every / 2).step_by(every).copied()))
    }

    /// Histories of one frequency after the other: the frequency, its customers, its histories.
    pub fn runs(&self) -> impl Iterator<Item = (f64, f64, &[Group])> {
        self.all.chunk_by(|a, b| a.repeats == b.repeats).map(|run| {
            let customers = run.iter().fold(0.0, |sum, group| sum + group.weight);
            (f64::from(run[0].repeats), customers, run)
        })
    }

    /// Customers with a repeat occasion.
    #[must_use]
    pub fn repeaters(&self) -> f64 {
        self.runs().fold(0.0, |sum, (x, weight, _)| if x > 0.0 { sum + weight } else { sum })
    }

    /// Repeat occasions of all customers.
    #[must_use]
    pub fn occasions(&self) -> f64 {
        self.runs().fold(0.0, |sum, (x, weight, _)| sum + x * weight)
    }

    /// Mean age in weeks; 0 for nobody.
    #[must_use]
    pub fn mean_age(&self) -> f64 {
        let total = self.all.iter().fold(0.0, |sum, group| sum + group.age_weeks() * group.weight);
        if self.customers > 0.0 { total / self.customers } else { 0.0 }
    }
}
