//! A text read as a file, for the tests of platforms: what it was recognised as, its rows, and its ledger.

use super::{FileOptions, Sources, TableSummary, View};
use crate::error::Error;
use crate::money::{Currency, major};
use crate::tables::told::{Keys, State, Told};
use crate::time::format_instant;

/// What a text became.
pub struct Found {
    /// The engine that holds it.
    pub sources: Sources,
    /// Its summary.
    pub summary: TableSummary,
    /// Its rows for the orders' engine, one a line.
    pub rows: Vec<String>,
    /// Codes of its ledger with their counts, those of ragged lines left out.
    pub ledger: Vec<(&'static str, u64)>,
}

/// Reads a text in two chunks.
pub fn read(text: &str) -> Found {
    try_read(text).unwrap()
}

/// The same, where it may fail.
pub fn try_read(text: &str) -> Result<Found, Error> {
    let mut sources = Sources::new(|_| None, 0);
    let summary = add(&mut sources, text)?;
    let rows = rows(&sources, summary.id);
    let lines = summary.ledger.iter().filter(|line| line.code != "ragged");
    let ledger = lines.map(|line| (line.code, line.count)).collect();
    Ok(Found { sources, summary, rows, ledger })
}

/// Adds one more text.
pub fn add(sources: &mut Sources, text: &str) -> Result<TableSummary, Error> {
    let file = sources.open_file("data.csv", FileOptions::default())?;
    let (first, second) = text.as_bytes().split_at(text.len() / 2);
    sources.push(file, first)?;
    sources.push(file, second)?;
    sources.finish(file)
}

/// All rows of a file.
pub fn rows(sources: &Sources, id: u32) -> Vec<String> {
    rows_under(sources, id, &View::default())
}

/// The same under a view.
pub fn rows_under(sources: &Sources, id: u32, view: &View) -> Vec<String> {
    let mut bytes = Vec::new();
    assert_eq!(sources.rows(id, view, 0, &mut bytes).unwrap(), None);
    let mut rest = bytes.as_slice();
    let mut keys = Keys::default();
    let lines =
        std::iter::from_fn(|| Told::read(&mut rest)).map(|told| line(&told, keys.of(&told))).collect();
    assert!(rest.is_empty());
    lines
}

/// Order, customer, time, net, discount, refund, units, status, currency; what is 0 is left out but for the net. The net of a
/// refund with a day of its own is negative.
fn line(told: &Told, customer: &[u8]) -> String {
    let text = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let some = |amount: i64| if amount == 0 { String::new() } else { major(amount).to_string() };
    let is_refund = told.state == State::Refund;
    let net = if is_refund { -told.refund } else { told.gross - told.discount };
    let status = match told.state {
        State::Cancelled => "cancelled",
        State::Voided => "voided",
        State::Test => "test",
        _ => "",
    };
    let currency = if told.currency == Currency::NONE { "" } else { told.currency.code() };
    let refund = if is_refund { String::new() } else { some(told.refund) };
    [
        text(told.order),
        text(customer),
        time(told),
        major(net).to_string(),
        some(told.discount),
        refund,
        some(told.units),
        status.to_owned(),
        currency.to_owned(),
    ]
    .join(",")
}

/// `2025-03-01 10:00:00 +0000`, without the offset for wall times, without the clock for dates.
fn time(told: &Told) -> String {
    let text = format_instant(told.time).replace('T', " ").replace('Z', "");
    let text = text.strip_suffix(".000").unwrap_or(&text);
    match told.anchor {
        0 => format!("{text} +0000"),
        1 => text.to_owned(),
        _ => text[..10].to_owned(),
    }
}
