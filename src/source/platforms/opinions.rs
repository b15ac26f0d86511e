//! The steps of every table of feedback: reviews, tickets, answers to surveys, contacts.

use super::{Is, Row};
use crate::money::SCALE;
use crate::tables::interner::NOBODY;
use crate::tables::shop::{Feedback, FeedbackKind, NO_WORD};

/// Adds a row that has a score, a text or an id; a contact may also just name somebody.
pub fn row(row: &mut Row, kind: FeedbackKind) {
    let (text, time) = (text(row), row.moment(Is::Time));
    let feedback = Feedback {
        kind,
        id: row.word(Is::Item),
        time,
        person: row.person(),
        order: row.word(Is::Order),
        product: product(row),
        score: row.number(Is::Score),
        text: row.intern(&text),
        channel: row.word(Is::Channel),
        status: row.word(Is::Status),
        answered: later(row, Is::AnsweredAt, time),
        solved: later(row, Is::SolvedAt, time),
        reason: row.word(Is::Reason),
    };
    let says = feedback.score.is_some() || feedback.text != NO_WORD || feedback.id != NO_WORD;
    let with = kind == FeedbackKind::Contact && feedback.person != NOBODY;
    if !says && !with {
        row.incomplete();
    } else {
        row.tables.feedback.push(feedback);
    }
}

/// A row of which only the score counts, within its scale.
pub fn answer(row: &mut Row, kind: FeedbackKind, scale: std::ops::RangeInclusive<i64>) {
    let score = row.number(Is::Score);
    if score.is_some_and(|score| scale.contains(&(score / SCALE))) {
        self::row(row, kind);
    } else {
        row.incomplete();
    }
}

/// Title and text, one below the other.
fn text(row: &Row) -> Vec<u8> {
    let said = [row.text(Is::Subject), row.text(Is::Text)];
    let said: Vec<&[u8]> = said.iter().map(AsRef::as_ref).filter(|text| !text.is_empty()).collect();
    said.join(&b'\n')
}

/// The best that the row says of its product.
fn product(row: &mut Row) -> crate::tables::shop::Word {
    let said = [Is::Sku, Is::Product, Is::Handle].into_iter().find(|&is| !row.is_blank(is));
    said.map_or(NO_WORD, |is| row.word(is))
}

/// A later time: as such, or as a duration whose unit the header names.
fn later(row: &mut Row, is: Is, start: Option<i64>) -> Option<i64> {
    let header = row.layout.header(is)?.to_lowercase();
    match unit(&header) {
        None => row.moment(is),
        Some(ms) => {
            let count = row.number(is)?;
            start.map(|start| start.saturating_add(count.saturating_mul(ms) / SCALE))
        }
    }
}

/// Milliseconds of the unit that a header names.
fn unit(header: &str) -> Option<i64> {
    const UNITS: [(&[&str], i64); 3] = [
        (&["minute", "(min", "分钟", "minuten"], 60_000),
        (&["hour", "(h)", "(hrs", "小时", "stunden", "heures", "horas"], 3_600_000),
        (&["second", "(s)", "(sec", "秒", "sekunden", "secondes", "segundos"], 1000),
    ];
    UNITS.iter().find(|(words, _)| words.iter().any(|word| header.contains(word))).map(|&(_, ms)| ms)
}
