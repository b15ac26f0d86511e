//! What one report leaves for the next: histories under a selection, and each section for as long as the options
//! that it depends on stay the same. So a slider of one section costs that section alone.

use super::options::{Options, Truncation};
use crate::error::Error;
use crate::metrics::gaps::Gaps;
use crate::metrics::period::Grain;
use crate::metrics::repurchase::{Repurchase, repurchase};
use crate::metrics::rfm::{Rfm, Scores};
use crate::metrics::summary::Summary;
use crate::metrics::truncation::left_truncated;
use crate::metrics::{churn, cohorts, rfm, spend};
use crate::tables::dataset::Dataset;
use crate::tables::histories::Histories;
use crate::tables::select::{Selection, histories};
use std::sync::Arc;

/// Everything that is known before the options of single metrics are.
#[derive(Debug)]
pub struct Prepared {
    /// What it was prepared for.
    pub selection: Selection,
    /// Purchase histories.
    pub histories: Histories,
    /// Their intervals.
    pub gaps: Gaps,
    /// Time to the next purchase.
    pub repurchase: Arc<Repurchase>,
    /// First order perhaps before the data begins, one place a customer.
    pub left_truncated: Arc<Vec<bool>>,
    /// Net spend of each customer, by currency, in 1/10,000.
    pub net: Vec<i64>,
    /// Sections of the last report.
    pub(super) kept: Sections,
}

impl Prepared {
    /// Prepares the data under a selection.
    ///
    /// # Errors
    ///
    /// No order counts under the selection.
    pub fn new(data: &Dataset, selection: Selection) -> Result<Self, Error> {
        let histories = histories(data, &selection)?;
        let gaps = Gaps::new(&histories);
        let repurchase = Arc::new(repurchase(&gaps));
        let left_truncated = Arc::new(left_truncated(&histories, repurchase.median_days));
        let net = spend::net(&histories, None);
        let kept = Sections::default();
        Ok(Self { selection, histories, gaps, repurchase, left_truncated, net, kept })
    }
}

/// Sections with the options they were made for.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub summary: Kept<(Grain, Truncation), Arc<Summary>>,
    pub rfm: Kept<rfm::Options, (Arc<Rfm>, Arc<Scores>)>,
    pub cohorts: Kept<(cohorts::Options, Truncation), Arc<cohorts::Cohorts>>,
    /// By whether the definition looks at single customers' regularity month by month.
    pub churn: Kept<bool, churn::Basis>,
}

impl Sections {
    /// What churn's sliders do not touch.
    pub fn churn_basis(&mut self, histories: &Histories, gaps: &Gaps, options: &Options) -> &churn::Basis {
        let by_month = options.churn.definition == churn::DefinitionId::D2;
        self.churn.get(by_month, || churn::Basis::new(histories, &gaps.occasions, by_month))
    }
}

/// The last value of a computation, with what it was made from.
#[derive(Debug)]
pub(super) struct Kept<K, V>(Option<(K, V)>);

impl<K: PartialEq, V> Kept<K, V> {
    /// The value for `key`, made anew unless it is the last one's.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        if self.0.as_ref().is_none_or(|(known, _)| *known != key) {
            self.0 = None;
        }
        &self.0.get_or_insert_with(|| (key, make())).1
    }
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn is_made_once_for_a_key() {
        let mut kept = Kept::default();
        assert_eq!(*kept.get(1, || "one"), "one");
        assert_eq!(*kept.get(1, || "again"), "one");
        assert_eq!(*kept.get(2, || "two"), "two");
        assert_eq!(*kept.get(1, || "anew"), "anew");
    }
}
