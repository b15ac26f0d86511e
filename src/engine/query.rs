//! Which customers, in which order.

use super::Facts;
use crate::math::order::positions;
use crate::metrics::churn::{DefinitionId, Grade};
use crate::metrics::lifecycle::Stage;
use crate::metrics::rfm::segments::second_axis as second_axis_of;
use crate::time::civil;
use serde::Deserialize;
use std::cmp::Ordering;

/// Which customers to give, sorted how, and which page of them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CustomerQuery {
    /// What to sort by.
    pub sort: Sort,
    /// Against the natural direction of the sort or along it; `None` is along.
    pub descending: Option<bool>,
    /// Whom to leave out.
    pub filter: Filter,
    /// Customers to skip.
    pub offset: usize,
    /// Customers at most.
    pub limit: usize,
}

impl Default for CustomerQuery {
    fn default() -> Self {
        Self { sort: Sort::default(), descending: None, filter: Filter::default(), offset: 0, limit: 50 }
    }
}

impl CustomerQuery {
    pub(super) fn unpaged(&self) -> Self {
        Self { offset: 0, limit: usize::MAX, ..self.clone() }
    }

    /// The churned, first to win back first.
    pub(super) fn win_back() -> Self {
        let filter = Filter { stage: Some(vec![Stage::Churned]), ..Filter::default() };
        Self { sort: Sort::WinBack, filter, ..Self::default() }
    }
}

/// What customers are sorted by; ties by key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// Text order, ascending.
    Key,
    /// Most first.
    Orders,
    /// Latest first.
    #[default]
    LastOrder,
    /// Latest first.
    FirstOrder,
    /// Shortest first.
    RecencyDays,
    /// Most first.
    Frequency,
    /// Most first, in the first currency.
    Monetary,
    /// Most first, in the first currency.
    ValueAtStake,
    /// Latest of the chosen definition first: silence / limit.
    Lateness,
    /// First to win back first; those not churned last.
    WinBack,
    /// As segments are shown.
    Segment,
    /// As stages are lived.
    Stage,
}

/// Whom a query leaves in: those that pass every part given.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Filter {
    pub segment: Option<Vec<String>>,
    pub stage: Option<Vec<Stage>>,
    pub flagged: Option<bool>,
    /// Which definition `flagged` and `grade` mean; default the report's.
    pub definition: Option<DefinitionId>,
    pub grade: Option<Vec<Grade>>,
    pub r: Option<Vec<u8>>,
    pub f: Option<Vec<u8>>,
    pub m: Option<Vec<u8>>,
    /// The second axis of the grid.
    pub fm: Option<Vec<u8>>,
    /// Part of the key, case ignored.
    pub search: Option<String>,
    /// "2011-01": customers whose first order is in this month.
    pub cohort: Option<String>,
}

/// Customers that pass, sorted, as places in the histories.
pub(super) fn select(facts: &Facts, query: &CustomerQuery) -> Vec<u32> {
    let customers = u32::try_from(facts.histories().customers()).unwrap_or(u32::MAX);
    let search = query.filter.search.as_ref().map(|text| text.to_ascii_lowercase());
    let found: Vec<u32> =
        (0..customers).filter(|&c| passes(facts, &query.filter, search.as_deref(), c as usize)).collect();
    let backwards = query.descending.is_some_and(|descending| descending != descends(query.sort));
    let order = positions(found.len(), &|a, b| {
        let (a, b) = (found[a] as usize, found[b] as usize);
        let order = compare(facts, query.sort, a, b);
        (if backwards { order.reverse() } else { order }).then_with(|| facts.key(a).cmp(facts.key(b)))
    });
    order.into_iter().map(|at| found[at]).collect()
}

/// Whether the natural direction of a sort is from large to small.
fn descends(sort: Sort) -> bool {
    !matches!(sort, Sort::Key | Sort::RecencyDays | Sort::WinBack | Sort::Segment | Sort::Stage)
}

fn passes(facts: &Facts, filter: &Filter, search: Option<&str>, c: usize) -> bool {
    let people = facts.people;
    let definition = filter.definition.unwrap_or(facts.options.churn.definition).index();
    let scores = &people.scores;
    let among =
        |allowed: &Option<Vec<u8>>, score: u8| allowed.as_ref().is_none_or(|set| set.contains(&score));
    let segment = || scores.segment_id(facts.options.rfm.map, c);
    let grade = people.flags.grade[definition][c];
    filter.segment.as_ref().is_none_or(|set| set.iter().any(|id| id == segment()))
        && filter.stage.as_ref().is_none_or(|set| set.contains(&stage(facts, c)))
        && filter.flagged.is_none_or(|wanted| people.flags.flagged[definition][c] == wanted)
        && filter.grade.as_ref().is_none_or(|set| set.iter().any(|&wanted| wanted.code() == grade))
        && among(&filter.r, scores.r[c])
        && among(&filter.f, scores.f[c])
        && among(&filter.m, scores.m[c])
        && among(&filter.fm, second_axis(facts, c))
        && search.is_none_or(|text| holds(facts.key(c), text.as_bytes()))
        && filter.cohort.as_ref().is_none_or(|cohort| in_cohort(facts, c, cohort))
}

/// Whether a key holds the bytes of a lower-case text, ASCII case ignored. The library's search of texts would weigh
/// 2 KB in the wasm.
fn holds(key: &[u8], text: &[u8]) -> bool {
    text.is_empty() || key.windows(text.len()).any(|part| part.eq_ignore_ascii_case(text))
}

pub(super) fn stage(facts: &Facts, c: usize) -> Stage {
    Stage::ALL[usize::from(facts.people.stages.stage[c])]
}

/// The column of the grid that a customer stands in.
fn second_axis(facts: &Facts, c: usize) -> u8 {
    let scores = &facts.people.scores;
    second_axis_of(facts.options.rfm.map, scores.f[c], scores.m[c])
}

fn in_cohort(facts: &Facts, c: usize, cohort: &str) -> bool {
    let day = facts.histories().span(c).0;
    if cohort.contains('W') {
        let calendar = crate::metrics::period::Calendar::new(crate::metrics::period::Grain::Week, day, day);
        return calendar.id(0) == cohort;
    }
    let (year, month, _) = civil(day);
    format!("{year:04}-{month:02}") == cohort
}

fn compare(facts: &Facts, sort: Sort, a: usize, b: usize) -> Ordering {
    let people = facts.people;
    let width = facts.histories().width();
    let orders = |c: usize| facts.histories().orders.range(c).len();
    let lateness = |c: usize| {
        let flags = &people.flags;
        let limit = flags.limit[facts.options.churn.definition.index()][c];
        if limit.is_nan() { -1.0 } else { f64::from(flags.silence[c]) / limit.max(1.0) }
    };
    let rank = |c: usize| people.stages.win_back[c].wrapping_sub(1);
    match sort {
        Sort::Key => Ordering::Equal,
        Sort::Orders => orders(b).cmp(&orders(a)),
        Sort::LastOrder => facts.histories().span(b).1.cmp(&facts.histories().span(a).1),
        Sort::FirstOrder => facts.histories().span(b).0.cmp(&facts.histories().span(a).0),
        Sort::RecencyDays => people.scores.recency[a].cmp(&people.scores.recency[b]),
        Sort::Frequency => people.scores.frequency[b].cmp(&people.scores.frequency[a]),
        Sort::Monetary => people.scores.monetary[b * width].cmp(&people.scores.monetary[a * width]),
        Sort::ValueAtStake => people.flags.at_stake[b * width].cmp(&people.flags.at_stake[a * width]),
        Sort::Lateness => lateness(b).total_cmp(&lateness(a)),
        Sort::WinBack => rank(a).cmp(&rank(b)),
        Sort::Segment => people.scores.segment[a].cmp(&people.scores.segment[b]),
        Sort::Stage => people.stages.stage[a].cmp(&people.stages.stage[b]),
    }
}
