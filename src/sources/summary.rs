//! What a table is and what was found in it.

use crate::error::Notice;
use crate::source::dates::DateOrder;
use crate::source::platforms::is::ALL;
use crate::source::platforms::row::Values;
use crate::source::platforms::{Kind, Layout};
use crate::tables::ledger::Ledger;
use serde::Serialize;
use std::collections::BTreeMap;

/// The mapping that a table was read with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MappingFound {
    /// Meaning to header text.
    pub fields: BTreeMap<&'static str, String>,
    /// 0..1.
    pub confidence: f64,
    /// Whether a person should look at it.
    pub needs_review: bool,
    /// Whether the table has a header.
    pub header: bool,
    /// Header texts.
    pub headers: Vec<String>,
    /// The first records as text, at most 5.
    pub samples: Vec<Vec<String>>,
    /// The delimiter.
    pub delimiter: String,
    /// Order of day and month, where the question arose.
    pub date_order: Option<DateOrder>,
    /// Decimal mark.
    pub decimal: char,
}

/// What a table is, before it is read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recognised {
    /// Id of the export.
    pub source: &'static str,
    /// Name of the platform.
    pub platform: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// 0..1.
    pub confidence: f64,
    /// Language of the header where it is not English.
    pub language: Option<&'static str>,
    /// How it would be read.
    pub mapping: MappingFound,
    /// Fields without which it cannot be read.
    pub missing: Vec<&'static str>,
    /// What it has what is needed for.
    pub gives: Vec<Gives>,
    /// The orders' engine reads the file itself.
    pub direct: bool,
}

/// Whether a table has what a part of the report needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gives {
    /// The part.
    pub capability: &'static str,
    /// Whether it has.
    pub ok: bool,
    /// Columns that are missing.
    pub needs: Vec<&'static str>,
}

/// A verdict on records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerLine {
    /// Stable code.
    pub code: &'static str,
    /// Whether the records still count.
    pub used: bool,
    /// How many.
    pub count: u64,
    /// In which file.
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

/// How a column's cells looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldQuality {
    /// The column's header.
    pub field: String,
    /// Blank cells.
    pub blank: u64,
    /// Cells that could not be read.
    pub unreadable: u64,
}

/// What was found in a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableSummary {
    /// What it holds.
    pub kind: Kind,
    /// For [`super::Sources::remove`].
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Id of the export.
    pub source: &'static str,
    /// Name of the platform.
    pub platform: &'static str,
    /// The space of its order ids: files of one origin may hold the same orders.
    pub origin: &'static str,
    /// Its size.
    pub bytes: u64,
    /// WHATWG label.
    pub encoding: String,
    /// xxh3-128 of the decoded text.
    pub fingerprint: String,
    /// The same content is loaded already.
    pub duplicate: bool,
    /// Records below the header.
    pub records: u64,
    /// Records that are used.
    pub used: u64,
    /// Orders, whether they count or not.
    pub orders: u64,
    /// Only what is told to the orders' engine was read.
    pub lean: bool,
    /// First and last day.
    pub span: Option<[String; 2]>,
    /// How it was read.
    pub mapping: MappingFound,
    /// What to tell about it.
    pub notices: Vec<Notice>,
    /// Verdicts on its records.
    pub ledger: Vec<LedgerLine>,
    /// How its columns looked.
    pub fields: Vec<FieldQuality>,
}

/// A ledger as lines, in the order of verdicts.
#[must_use]
pub fn ledger_lines(ledger: &Ledger, file: &str) -> Vec<LedgerLine> {
    let line =
        |(verdict, entry): (crate::tables::ledger::Verdict, &crate::tables::ledger::Entry)| LedgerLine {
            code: verdict.code(),
            used: verdict.used(),
            count: entry.count,
            file: file.to_owned(),
            record: entry.first.map(|(record, _)| record),
            line: entry.first.map(|(_, line)| line),
            sample: entry.sample.clone(),
            message: verdict.message(),
        };
    ledger.entries().map(line).collect()
}

/// How the columns of a layout looked.
#[must_use]
pub fn field_qualities(layout: &Layout, values: &Values) -> Vec<FieldQuality> {
    let known = ALL.iter().filter_map(|&is| Some((layout.header(is)?, values.fields[is as usize])));
    known
        .map(|(header, [blank, unreadable])| FieldQuality { field: header.to_owned(), blank, unreadable })
        .collect()
}
