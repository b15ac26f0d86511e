//! Options in, report out: the only room that sees all metrics.

pub mod capabilities;
pub mod meta;
pub mod options;
pub mod quality;

pub use options::Options;

use crate::error::Error;
use crate::math::order::positions;
use crate::metrics::gaps::Gaps;
use crate::metrics::lifecycle::Stages;
use crate::metrics::period::Calendar;
use crate::metrics::rfm::{Method, Scores};
use crate::metrics::truncation::left_truncated;
use crate::metrics::{
    Definition, churn, cohorts, definitions, lifecycle, repurchase, rfm, rhythm, spend, summary,
};
use crate::tables::dataset::Dataset;
use crate::tables::histories::Histories;
use crate::tables::select::{Selection, histories};
use capabilities::Capability;
use meta::Meta;
use options::Truncation;
use quality::Quality;
use serde::Serialize;
use std::collections::BTreeMap;

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
    pub summary: summary::Summary,
    /// Recency, frequency, monetary.
    pub rfm: Option<rfm::Rfm>,
    /// Churn.
    pub churn: Option<churn::Churn>,
    /// Time to the next purchase.
    pub repurchase: Option<repurchase::Repurchase>,
    /// Cohorts.
    pub cohorts: Option<cohorts::Cohorts>,
    /// Weekday and hour.
    pub rhythm: Option<rhythm::Rhythm>,
    /// Life-cycle stages.
    pub lifecycle: Option<lifecycle::Lifecycle>,
    /// Meaning of each number by its path.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// The part of a report that options of metrics do not touch.
#[derive(Debug)]
pub struct Prepared {
    /// What it was prepared for.
    pub selection: Selection,
    /// Purchase histories.
    pub histories: Histories,
    /// Their intervals.
    pub gaps: Gaps,
}

impl Prepared {
    /// Histories and intervals of the data under a selection.
    ///
    /// # Errors
    ///
    /// No order counts under the selection.
    pub fn new(data: &Dataset, selection: Selection) -> Result<Self, Error> {
        let histories = histories(data, &selection)?;
        let gaps = Gaps::new(&histories);
        Ok(Self { selection, histories, gaps })
    }
}

/// What the report found about each customer, one place a customer.
#[derive(Clone, Debug)]
pub struct People {
    /// RFM values and scores.
    pub scores: Scores,
    /// Churn flags with the numbers that decided.
    pub flags: churn::Flags,
    /// Stages and win-back ranks.
    pub stages: Stages,
    /// First order perhaps before the data begins.
    pub left_truncated: Vec<bool>,
}

/// The report on prepared histories, and what it found about each customer.
#[must_use]
pub fn report(data: &Dataset, prepared: &Prepared, options: &Options) -> (Report, People) {
    let Prepared { selection, histories, gaps } = prepared;
    let calendar = Calendar::new(options.cohorts.grain, histories.daily.first_day, histories.as_of_day);
    let repurchase = repurchase::repurchase(gaps);
    let median_gap = repurchase.median_days;
    let left_truncated = left_truncated(histories, median_gap);
    let left_out = (options.truncation == Truncation::Exclude).then_some(left_truncated.as_slice());
    let context =
        summary::Context { calendar: &calendar, occasions: &gaps.occasions, median_gap, never_new: left_out };
    let summary = summary::summary(histories, &context);
    let ranks = (options.rfm.method == Method::Ntile).then(|| key_ranks(data, histories));
    let (rfm, scores) = rfm::rfm(histories, ranks.as_deref(), &options.rfm);
    let (churn, flags) = churn::churn(histories, &gaps.occasions, &scores.m, &options.churn);
    let cohorts = cohorts::cohorts(histories, &calendar, left_out, &options.cohorts);
    let stage_context = lifecycle::Context {
        flagged: &flags.flagged[options.churn.definition.index()],
        silence: &flags.silence,
        cycle: &flags.cycle,
        at_stake: &flags.at_stake,
        net: &spend::net(histories, None),
        never_new: left_out,
    };
    let (lifecycle, stages) = lifecycle::lifecycle(histories, &stage_context, &options.lifecycle);
    let rhythm = rhythm::rhythm(histories, selection.zone.name());
    let people = histories.customers() > 0;
    let report = Report {
        meta: meta::meta(data, prepared, options, &left_truncated, &rfm),
        capabilities: capabilities::capabilities(data, people, rhythm.is_some()),
        quality: quality::quality(data, histories, &summary),
        summary,
        rfm: people.then_some(rfm),
        churn: people.then_some(churn),
        repurchase: people.then_some(repurchase),
        cohorts: people.then_some(cohorts),
        rhythm,
        lifecycle: people.then_some(lifecycle),
        definitions: definitions_by_path(),
    };
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
