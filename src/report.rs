//! Options in, report out: the only room that sees all metrics.

pub mod capabilities;
pub mod meta;
pub mod options;
pub mod prepared;
pub mod quality;

pub use options::Options;
pub use prepared::Prepared;

use crate::math::order::positions;
use crate::metrics::lifecycle::Stages;
use crate::metrics::period::Calendar;
use crate::metrics::rfm::{Method, Scores};
use crate::metrics::{Definition, churn, cohorts, definitions, lifecycle, repurchase, rfm, rhythm, summary};
use crate::tables::dataset::Dataset;
use crate::tables::histories::Histories;
use capabilities::Capability;
use meta::Meta;
use options::Truncation;
use quality::Quality;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything Linger says about the data. Sections that the data cannot support are `None`, with the reason
/// among the capabilities.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// What was reported on, and how.
    pub meta: Meta,
    /// What each section needs and why it is off when it is.
    pub capabilities: Vec<Capability>,
    /// The quality ledger.
    pub quality: Quality,
    /// Totals.
    pub summary: Arc<summary::Summary>,
    /// Recency, frequency, monetary.
    pub rfm: Option<Arc<rfm::Rfm>>,
    /// Churn.
    pub churn: Option<churn::Churn>,
    /// Time to the next purchase.
    pub repurchase: Option<Arc<repurchase::Repurchase>>,
    /// Cohorts.
    pub cohorts: Option<Arc<cohorts::Cohorts>>,
    /// Weekday and hour.
    pub rhythm: Option<rhythm::Rhythm>,
    /// Life-cycle stages.
    pub lifecycle: Option<lifecycle::Lifecycle>,
    /// Meaning of each number by its path.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// What the report found about each customer, one place a customer.
#[derive(Clone, Debug)]
pub struct People {
    /// RFM values and scores.
    pub scores: Arc<Scores>,
    /// Churn flags with the numbers that decided.
    pub flags: churn::Flags,
    /// Stages and win-back ranks.
    pub stages: Stages,
    /// First order perhaps before the data begins.
    pub left_truncated: Arc<Vec<bool>>,
}

/// The report on prepared histories, and what it found about each customer.
#[must_use]
pub fn report(data: &Dataset, prepared: &mut Prepared, options: &Options) -> (Report, People) {
    let mut kept = std::mem::take(&mut prepared.kept);
    let Prepared { selection, histories, gaps, repurchase, left_truncated, net, .. } = &*prepared;
    let truncation = options.truncation;
    let left_out = (truncation == Truncation::Exclude).then_some(left_truncated.as_slice());
    let calendar = Calendar::new(options.cohorts.grain, histories.daily.first_day, histories.as_of_day);
    let summary = kept.summary.get((options.cohorts.grain, truncation), || {
        let median_gap = repurchase.median_days;
        let occasions = &gaps.occasions;
        let context = summary::Context { calendar: &calendar, occasions, median_gap, never_new: left_out };
        Arc::new(summary::summary(histories, &context))
    });
    let (rfm, scores) = kept.rfm.get(options.rfm.clone(), || {
        let ranks = (options.rfm.method == Method::Ntile).then(|| key_ranks(data, histories));
        let (rfm, scores) = rfm::rfm(histories, ranks.as_deref(), &options.rfm);
        (Arc::new(rfm), Arc::new(scores))
    });
    let (rfm, scores) = (Arc::clone(rfm), Arc::clone(scores));
    let cohorts = kept.cohorts.get((options.cohorts.clone(), truncation), || {
        Arc::new(cohorts::cohorts(histories, &calendar, left_out, &options.cohorts))
    });
    let (summary, cohorts) = (Arc::clone(summary), Arc::clone(cohorts));
    let basis = kept.churn_basis(histories, gaps, options);
    let (churn, flags) = churn::churn(histories, &gaps.occasions, &scores.m, basis, &options.churn);
    let stage_context = lifecycle::Context {
        flagged: &flags.flagged[options.churn.definition.index()],
        silence: &flags.silence,
        cycle: &flags.cycle,
        at_stake: &flags.at_stake,
        net,
        never_new: left_out,
    };
    let (lifecycle, stages) = lifecycle::lifecycle(histories, &stage_context, &options.lifecycle);
    let rhythm = rhythm::rhythm(histories, selection.zone.name());
    let people = histories.customers() > 0;
    let report = Report {
        meta: meta::meta(data, prepared, options, &rfm),
        capabilities: capabilities::capabilities(data, people, rhythm.is_some()),
        quality: quality::quality(data, histories, &summary),
        summary,
        rfm: people.then_some(rfm),
        churn: people.then_some(churn),
        repurchase: people.then(|| Arc::clone(repurchase)),
        cohorts: people.then_some(cohorts),
        rhythm,
        lifecycle: people.then_some(lifecycle),
        definitions: definitions_by_path(),
    };
    let left_truncated = Arc::clone(left_truncated);
    prepared.kept = kept;
    (report, People { scores, flags, stages, left_truncated })
}

fn definitions_by_path() -> BTreeMap<&'static str, &'static Definition> {
    let mut by_path = BTreeMap::new();
    for definition in definitions() {
        by_path.insert(definition.path, definition);
    }
    by_path
}

/// Each customer's place when keys are sorted as text.
fn key_ranks(data: &Dataset, histories: &Histories) -> Vec<u32> {
    let key = |customer: usize| data.keys().key(histories.ids[customer]);
    let order = positions(histories.customers(), &|a, b| key(a).cmp(key(b)));
    let mut ranks = vec![0; order.len()];
    for (rank, customer) in (0..).zip(order) {
        ranks[customer] = rank;
    }
    ranks
}
