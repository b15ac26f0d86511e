//! A page of customers as typed columns.

use super::Facts;
use crate::metrics::churn::DefinitionId;
use crate::money::major;
use crate::time::DAY_MS;

/// Rows of customers, one column a value. Amounts are in major units, row by row for each currency; values by
/// definition are row by row for D1, D2, D4.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Page {
    /// Customers that pass the filter, on this page or not.
    pub total: usize,
    /// Days have no hours: dates, not instants.
    pub date_only: bool,
    pub currencies: Vec<String>,
    /// Ids that `segment` counts.
    pub segments: Vec<&'static str>,
    pub key: Vec<String>,
    pub orders: Vec<u32>,
    /// Local midnight of the first and last order's day, milliseconds.
    pub first_order: Vec<f64>,
    pub last_order: Vec<f64>,
    pub recency_days: Vec<i32>,
    pub frequency: Vec<u32>,
    pub monetary: Vec<f64>,
    pub r: Vec<u8>,
    pub f: Vec<u8>,
    pub m: Vec<u8>,
    pub segment: Vec<u8>,
    pub stage: Vec<u8>,
    pub silence_days: Vec<i32>,
    /// NaN where the definition cannot judge.
    pub limit_days: Vec<f64>,
    pub flagged: Vec<u8>,
    /// 0 none, 1 low, 2 medium, 3 high.
    pub grade: Vec<u8>,
    pub value_at_stake: Vec<f64>,
    /// 0 for those not churned.
    pub win_back: Vec<u32>,
    pub left_truncated: Vec<u8>,
}

impl Page {
    pub(super) fn new(facts: &Facts, total: usize, rows: &[u32]) -> Self {
        let mut segments = crate::metrics::rfm::segments::ids(facts.options.rfm.map).to_vec();
        segments.push(crate::metrics::rfm::segments::PROSPECT);
        let mut page = Self {
            total,
            date_only: facts.date_only(),
            currencies: facts
                .histories()
                .currencies
                .iter()
                .map(|currency| currency.code().to_owned())
                .collect(),
            segments,
            ..Self::default()
        };
        rows.iter().for_each(|&row| page.push(facts, row as usize));
        page
    }

    fn push(&mut self, facts: &Facts, c: usize) {
        let (histories, people) = (facts.histories(), facts.people);
        let (first, last) = histories.span(c);
        let midnight = |day: i32| f64::from(day) * DAY_MS as f64;
        let amounts = c * histories.width()..(c + 1) * histories.width();
        self.key.push(String::from_utf8_lossy(facts.key(c)).into_owned());
        self.orders.push(u32::try_from(histories.orders.range(c).len()).unwrap_or(u32::MAX));
        self.first_order.push(midnight(first));
        self.last_order.push(midnight(last));
        self.recency_days.push(people.scores.recency[c]);
        self.frequency.push(people.scores.frequency[c]);
        self.monetary.extend(people.scores.monetary[amounts.clone()].iter().map(|&amount| major(amount)));
        self.r.push(people.scores.r[c]);
        self.f.push(people.scores.f[c]);
        self.m.push(people.scores.m[c]);
        let outside = u8::try_from(self.segments.len() - 1).unwrap_or(u8::MAX);
        self.segment.push(people.scores.segment[c].min(outside));
        self.stage.push(people.stages.stage[c]);
        self.silence_days.push(people.flags.silence[c]);
        for definition in DefinitionId::ALL.map(DefinitionId::index) {
            self.limit_days.push(people.flags.limit[definition][c]);
            self.flagged.push(u8::from(people.flags.flagged[definition][c]));
            self.grade.push(people.flags.grade[definition][c]);
        }
        self.value_at_stake.extend(people.flags.at_stake[amounts].iter().map(|&amount| major(amount)));
        self.win_back.push(people.stages.win_back[c]);
        self.left_truncated.push(u8::from(people.left_truncated[c]));
    }
}
