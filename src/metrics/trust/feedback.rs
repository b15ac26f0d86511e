//! Reviews, answers, tickets, contacts and returns → what customers say, with how sure it is.
//!
//! Definitions: reviews are those with 1 to 5 stars, bad ones have 1 or 2. CSAT is the share of answers 4 and 5 of those from 1
//! to 5, with Wilson's 95 % interval. NPS = 100 (p − d), p the share of answers 9 and 10, d of 0 to 6, of those from 0 to 10;
//! its standard error is 100 √((p + d − (p − d)²) / n) (cybaea.net, NPS confidence intervals). A ticket is open where nothing
//! says that it was solved, in exports that say so of any. First response: hours from a ticket's beginning to its first answer,
//! median and 90th percentile (type 7). One id of one export counts once, however many files have it.

use crate::math::intervals::wilson;
use crate::math::quantile::{median, quantile};
use crate::money::{SCALE, major};
use crate::tables::interner::Interner;
use crate::tables::shop::links::{Links, Place, Table};
use crate::tables::shop::{Feedback, FeedbackKind, Loaded, NO_WORD, Word};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

const HOUR_MS: f64 = 3_600_000.0;

/// What customers say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedbackAudit {
    /// Reviews.
    pub reviews: Reviews,
    /// Satisfaction.
    pub csat: Csat,
    /// Net promoter score.
    pub nps: Nps,
    /// Tickets.
    pub tickets: Tickets,
    /// Returned goods.
    pub returns: Returns,
    /// Mails, chats, calls, comments.
    pub contacts: u64,
    /// Rows that one person's key or order stands in.
    pub linked: u64,
}

/// Reviews with stars.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reviews {
    /// How many.
    pub count: u64,
    /// Of 1 or 2 stars.
    pub bad: u64,
    /// Mean stars; `None` without reviews.
    pub mean: Option<f64>,
}

/// Answers from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Csat {
    /// How many.
    pub n: u64,
    /// Share of 4 and 5.
    pub share: Option<f64>,
    /// Lower limit of its 95 % interval.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

/// Answers from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Nps {
    /// How many.
    pub n: u64,
    /// −100..100.
    pub score: Option<f64>,
    /// Its standard error.
    pub error: Option<f64>,
}

/// Tickets.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tickets {
    /// How many.
    pub count: u64,
    /// Not solved.
    pub open: u64,
    /// Median hours to the first answer.
    pub first_response_hours: Option<f64>,
    /// 90th percentile of the same.
    pub p90_hours: Option<f64>,
}

/// Returned goods.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Returns {
    /// Rows of returns.
    pub rows: u64,
    /// Their units.
    pub units: f64,
    /// By reason, most units first.
    pub reasons: Vec<ReturnReason>,
}

/// Units that came back for a reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReturnReason {
    /// As the export words it.
    pub reason: String,
    /// Units.
    pub units: f64,
}

/// What the files say.
#[must_use]
pub fn feedback(files: &[Loaded], words: &Interner, links: &Links) -> FeedbackAudit {
    let mut told = Told::default();
    let mut returned = Returned::default();
    let mut linked = 0;
    for (at, file) in files.iter().enumerate() {
        let solves = file.tables.feedback.iter().any(|row| row.solved.is_some() || is_closed(row, words));
        for (row, feedback) in (0_u32..).zip(&file.tables.feedback) {
            if told.add(file.source, feedback, solves, words) {
                let place = Place { file: at, table: Table::Feedback, row };
                linked += u64::from(links.of_row(place, feedback.person).is_some());
            }
        }
        file.tables.returns.iter().for_each(|back| returned.add(back.units, back.reason, words));
    }
    FeedbackAudit {
        reviews: told.reviews(),
        csat: told.csat(),
        nps: told.nps(),
        tickets: told.tickets,
        returns: returned.returns(),
        contacts: told.contacts,
        linked,
    }
    .with_hours(told.hours)
}

impl FeedbackAudit {
    fn with_hours(mut self, mut hours: Vec<f64>) -> Self {
        self.tickets.p90_hours = quantile(&mut hours, 9, 10);
        self.tickets.first_response_hours = median(&mut hours);
        self
    }
}

/// What says that a ticket is done, in lower case.
const CLOSED: [&str; 22] = [
    "closed",
    "solved",
    "resolved",
    "done",
    "complete",
    "completed",
    "finished",
    "archived",
    "已解决",
    "已关闭",
    "已完成",
    "geschlossen",
    "gelöst",
    "erledigt",
    "résolu",
    "fermé",
    "clos",
    "resuelto",
    "cerrado",
    "解決済み",
    "完了",
    "クローズ",
];

fn is_closed(feedback: &Feedback, words: &Interner) -> bool {
    feedback.status != NO_WORD && {
        let status = String::from_utf8_lossy(words.key(feedback.status)).trim().to_lowercase();
        CLOSED.contains(&status.as_str())
    }
}

struct Told {
    met: BTreeSet<(&'static str, FeedbackKind, Word)>,
    /// Reviews by whole stars, their sum in 1/10,000.
    reviews: (u64, u64, i64),
    /// Answers, satisfied ones.
    csat: (u64, u64),
    /// Answers, promoters, detractors.
    nps: (u64, u64, u64),
    tickets: Tickets,
    hours: Vec<f64>,
    contacts: u64,
}

impl Default for Told {
    fn default() -> Self {
        let tickets = Tickets { count: 0, open: 0, first_response_hours: None, p90_hours: None };
        Self {
            met: BTreeSet::new(),
            reviews: (0, 0, 0),
            csat: (0, 0),
            nps: (0, 0, 0),
            tickets,
            hours: Vec::new(),
            contacts: 0,
        }
    }
}

impl Told {
    /// Counts a row unless it is known; `solves` says whether its file tells solved tickets from others.
    fn add(&mut self, source: &'static str, row: &Feedback, solves: bool, words: &Interner) -> bool {
        if row.id != NO_WORD && !self.met.insert((source, row.kind, row.id)) {
            return false;
        }
        let within =
            |from: i64, to: i64| row.score.filter(|score| (from * SCALE..=to * SCALE).contains(score));
        match row.kind {
            FeedbackKind::Review => {
                if let Some(stars) = within(1, 5) {
                    self.reviews.0 += 1;
                    self.reviews.1 += u64::from(stars <= 2 * SCALE);
                    self.reviews.2 += stars;
                }
            }
            FeedbackKind::Csat => {
                if let Some(answer) = within(1, 5) {
                    self.csat.0 += 1;
                    self.csat.1 += u64::from(answer >= 4 * SCALE);
                }
            }
            FeedbackKind::Nps => {
                if let Some(answer) = within(0, 10) {
                    self.nps.0 += 1;
                    self.nps.1 += u64::from(answer >= 9 * SCALE);
                    self.nps.2 += u64::from(answer <= 6 * SCALE);
                }
            }
            FeedbackKind::Ticket => self.ticket(row, solves, words),
            FeedbackKind::Contact => self.contacts += 1,
        }
        true
    }

    #[allow(clippy::cast_precision_loss)]
    fn ticket(&mut self, row: &Feedback, solves: bool, words: &Interner) {
        self.tickets.count += 1;
        self.tickets.open += u64::from(solves && row.solved.is_none() && !is_closed(row, words));
        if let (Some(begun), Some(answered)) = (row.time, row.answered)
            && answered >= begun
        {
            self.hours.push((answered - begun) as f64 / HOUR_MS);
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn reviews(&self) -> Reviews {
        let (count, bad, stars) = self.reviews;
        Reviews { count, bad, mean: (count > 0).then(|| major(stars) / count as f64) }
    }

    #[allow(clippy::cast_precision_loss)]
    fn csat(&self) -> Csat {
        let (n, satisfied) = self.csat;
        let interval = wilson(satisfied, n);
        Csat {
            n,
            share: (n > 0).then(|| satisfied as f64 / n as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn nps(&self) -> Nps {
        let (n, promoters, detractors) = self.nps;
        if n == 0 {
            return Nps { n, score: None, error: None };
        }
        let (p, d) = (promoters as f64 / n as f64, detractors as f64 / n as f64);
        let variance = (p + d - (p - d) * (p - d)).max(0.0) / n as f64;
        Nps { n, score: Some(100.0 * (p - d)), error: Some(100.0 * variance.sqrt()) }
    }
}

#[derive(Default)]
struct Returned {
    rows: u64,
    units: i64,
    /// By reason in lower case: as it is written, and units.
    reasons: BTreeMap<String, (String, i64)>,
}

impl Returned {
    fn add(&mut self, units: i64, reason: Word, words: &Interner) {
        self.rows += 1;
        self.units += units;
        if reason == NO_WORD {
            return;
        }
        let written = String::from_utf8_lossy(words.key(reason)).trim().to_owned();
        let known = self.reasons.entry(written.to_lowercase()).or_insert_with(|| (written.clone(), 0));
        known.1 += units;
        // Of several writings the smallest, so that the order of files does not matter.
        if written < known.0 {
            known.0 = written;
        }
    }

    fn returns(self) -> Returns {
        let mut reasons: Vec<(String, i64)> = self.reasons.into_values().collect();
        reasons.sort_by_key(|(_, units)| Reverse(*units));
        let reason = |(reason, units)| ReturnReason { reason, units: major(units) };
        Returns {
            rows: self.rows,
            units: major(self.units),
            reasons: reasons.into_iter().map(reason).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
