//! The quality ledger of all files, with coverage, gaps, duplicates and drift.

use crate::math::order::sorted_by;
use crate::metrics::summary::Summary;
use crate::tables::dataset::Dataset;
use crate::tables::file::File;
use crate::tables::histories::Histories;
use crate::tables::ledger::Verdict;
use crate::time::format_day;
use serde::Serialize;

/// A change of a field's share of blanks that is worth showing.
const DRIFT: f64 = 0.05;

/// How good the data are.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Quality {
    /// 0..100: share of records used × share of orders with a customer.
    pub score: Option<f64>,
    /// Records of all files.
    pub records: u64,
    /// Records whose content is in an order or refund.
    pub used: u64,
    /// Verdicts, largest count first.
    pub ledger: Vec<Line>,
    /// Coverage of each field.
    pub fields: Vec<Coverage>,
    /// Days without orders.
    pub gaps: DayGaps,
    /// What came twice.
    pub duplicates: Duplicates,
    /// What changed against the file before of the same kind.
    pub drift: Vec<Drift>,
}

/// A verdict on records of one file, or on orders of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Stable code.
    pub code: &'static str,
    /// Whether the records still count.
    pub used: bool,
    /// How many.
    pub count: u64,
    /// In which file; empty for verdicts on all.
    pub file: String,
    /// Record of the first one.
    pub record: Option<u64>,
    /// Line of the first one.
    pub line: Option<u64>,
    /// The value seen first.
    pub sample: String,
    /// What it means.
    pub message: &'static str,
}

/// How a field's cells looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// File.
    pub file: String,
    /// Field, or the platform's column.
    pub field: String,
    /// Blank cells.
    pub blank: u64,
    /// Cells that could not be read.
    pub unreadable: u64,
    /// Records.
    pub records: u64,
}

/// Days inside the data without an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DayGaps {
    /// All of them.
    pub days: u64,
    /// The longest run.
    pub longest_days: u64,
    /// Its first day.
    pub longest_from: Option<String>,
}

/// What came twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicates {
    /// Files dropped again.
    pub files: u64,
    /// Orders met in an older state.
    pub orders: u64,
}

/// A change against the file before of the same kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drift {
    /// The file.
    pub file: String,
    /// The file before.
    pub against: String,
    /// The field.
    pub field: String,
    /// Share of blanks before.
    pub before: f64,
    /// Share of blanks now.
    pub after: f64,
}

/// The quality of the data under a selection.
#[must_use]
pub fn quality(data: &Dataset, histories: &Histories, summary: &Summary) -> Quality {
    let records: u64 = data.files().map(|file| file.records).sum();
    let unused: u64 = data.files().map(unused).sum();
    let used = records.saturating_sub(unused);
    Quality {
        score: score(records, used, summary),
        records,
        used,
        ledger: ledger(data, histories),
        fields: data.files().flat_map(coverage).collect(),
        gaps: day_gaps(histories),
        duplicates: duplicates(data),
        drift: drift(data),
    }
}

#[allow(clippy::cast_precision_loss)]
fn score(records: u64, used: u64, summary: &Summary) -> Option<f64> {
    if records == 0 || summary.orders == 0 {
        return None;
    }
    let identified = summary.identified.orders as f64 / summary.orders as f64;
    let score = 100.0 * used as f64 / records as f64 * identified;
    Some((score * 10.0).round() / 10.0)
}

/// Records of a file that are in no order: verdicts on lines above the header do not count as records.
fn unused(file: &File) -> u64 {
    let by_record = |verdict: Verdict| !matches!(verdict, Verdict::Preamble | Verdict::DuplicateOrder);
    file.ledger
        .entries()
        .filter(|(verdict, _)| !verdict.used() && by_record(*verdict))
        .map(|(_, entry)| entry.count)
        .sum()
}

fn ledger(data: &Dataset, histories: &Histories) -> Vec<Line> {
    let mut lines: Vec<Line> = data.files().flat_map(file_lines).collect();
    let left_out = histories.left_out;
    let on_orders = [
        (Verdict::DuplicateOrder, data.superseded()),
        (Verdict::AfterAsOf, left_out.after_as_of),
        (Verdict::ZeroValue, left_out.zero_value),
        (Verdict::RefundExcluded, left_out.refunds),
    ];
    for (verdict, count) in on_orders.into_iter().filter(|(_, count)| *count > 0) {
        lines.push(line(verdict, count, "", None, ""));
    }
    sorted_by(lines, &|a, b| b.count.cmp(&a.count).then(a.code.cmp(b.code)).then(a.file.cmp(&b.file)))
}

fn file_lines(file: &File) -> impl Iterator<Item = Line> {
    file.ledger
        .entries()
        .map(|(verdict, entry)| line(verdict, entry.count, &file.name, entry.first, &entry.sample))
}

fn line(verdict: Verdict, count: u64, file: &str, first: Option<(u64, u64)>, sample: &str) -> Line {
    Line {
        code: verdict.code(),
        used: verdict.used(),
        count,
        file: file.to_owned(),
        record: first.map(|(record, _)| record),
        line: first.map(|(_, line)| line),
        sample: sample.to_owned(),
        message: verdict.message(),
    }
}

fn coverage(file: &File) -> impl Iterator<Item = Coverage> {
    file.fields.iter().map(|quality| Coverage {
        file: file.name.clone(),
        field: quality.field.clone(),
        blank: quality.blank,
        unreadable: quality.unreadable,
        records: file.records,
    })
}

fn day_gaps(histories: &Histories) -> DayGaps {
    let daily = &histories.daily;
    let mut gaps = DayGaps::default();
    let (mut run, mut from) = (0_u64, daily.first_day);
    for (day, &orders) in (daily.first_day..).zip(&daily.orders) {
        if orders > 0 {
            run = 0;
            continue;
        }
        if run == 0 {
            from = day;
        }
        run += 1;
        gaps.days += 1;
        if run > gaps.longest_days {
            gaps.longest_days = run;
            gaps.longest_from = Some(format_day(from));
        }
    }
    gaps
}

fn duplicates(data: &Dataset) -> Duplicates {
    let inside: u64 = data.files().map(|file| file.ledger.count(Verdict::DuplicateOrder)).sum();
    Duplicates { files: data.duplicate_files(), orders: inside + data.superseded() }
}

fn drift(data: &Dataset) -> Vec<Drift> {
    let files: Vec<&File> = data.files().collect();
    let mut found = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let same_kind = |other: &&&File| (&other.source, other.source_key) == (&file.source, file.source_key);
        let Some(before) = files[..at].iter().rev().find(same_kind) else { continue };
        for field in &file.fields {
            let Some(old) = before.fields.iter().find(|other| other.field == field.field) else { continue };
            let (was, is) = (blank_share(old.blank, before), blank_share(field.blank, file));
            if (is - was).abs() >= DRIFT {
                found.push(Drift {
                    file: file.name.clone(),
                    against: before.name.clone(),
                    field: field.field.clone(),
                    before: was,
                    after: is,
                });
            }
        }
    }
    found
}

#[allow(clippy::cast_precision_loss)]
fn blank_share(blank: u64, file: &File) -> f64 {
    blank as f64 / file.records.max(1) as f64
}
