//! The steps of every table of advertising: one row of a report, its days, and the lines that sum it up.

use super::{Is, Row};
use crate::tables::ledger::Verdict;
use crate::tables::shop::Spend;
use crate::time::{civil, day_of};

/// How lines begin that sum a report up.
const TOTALS: [&str; 11] = [
    "total",
    "gesamt",
    "insgesamt",
    "总计",
    "合计",
    "总和",
    "合計",
    "全体",
    "totaux",
    "totales",
    "grand total",
];

/// Adds a row of the channel, unless it sums others up or says nothing.
pub fn row(row: &mut Row, channel: &str) {
    if is_total(row) {
        let first = row.cell(0);
        return row.verdict(Verdict::Footer, &first);
    }
    row.values.amounts.named = None;
    let spend = Spend {
        days: days(row),
        channel: row.intern(channel.as_bytes()),
        campaign: row.word(Is::Campaign),
        group: row.word(Is::Group),
        ad: row.word(Is::Ad),
        cost: row.money(Is::Spend),
        impressions: row.number(Is::Impressions),
        clicks: row.number(Is::Clicks),
        conversions: row.number(Is::Conversions),
        value: row.money(Is::ConversionValue),
        currency: row.currency(),
    };
    if spend.cost.is_none() && spend.impressions.is_none() && spend.clicks.is_none() {
        return row.incomplete();
    }
    row.tables.spend.push(spend);
}

/// The row's own days; those of the whole report where it has none.
fn days(row: &mut Row) -> Option<(i32, i32)> {
    if !row.has(Is::Time) {
        return row.layout.period;
    }
    let from = row.day(Is::Time)?;
    let last = row.layout.header(Is::Time).map_or(from, |header| last_day(header, from));
    Some((from, row.day(Is::Until).filter(|&to| to >= from).unwrap_or(last)))
}

/// The last day of the week or month that begins on a day, where the header says that rows are of such.
fn last_day(header: &str, from: i32) -> i32 {
    const WEEKS: [&str; 6] = ["week", "周", "woche", "semaine", "semana", "週"];
    const MONTHS: [&str; 6] = ["month", "月", "monat", "mois", "mes", "月份"];
    let header = header.to_lowercase();
    if WEEKS.contains(&header.as_str()) {
        return from + 6;
    }
    if !MONTHS.contains(&header.as_str()) {
        return from;
    }
    let (year, month, _) = civil(from);
    let next = if month == 12 { day_of(year + 1, 1, 1) } else { day_of(year, month + 1, 1) };
    next - 1
}

/// A line that begins like a total, or that has no day, campaign, ad group or ad although the report has.
fn is_total(row: &Row) -> bool {
    const NAMES: [Is; 4] = [Is::Campaign, Is::Group, Is::Ad, Is::Channel];
    let first = row.cell(0);
    let begins = String::from_utf8_lossy(&first).trim().to_lowercase();
    let told = TOTALS.iter().any(|total| begins.strip_prefix(total).is_some_and(sums_up));
    let mut names = NAMES.into_iter().filter(|&is| row.has(is)).peekable();
    let nameless = names.peek().is_some() && names.all(|is| row.is_blank(is));
    told || nameless || row.has(Is::Time) && row.is_blank(Is::Time)
}

/// What follows the word: nothing, a colon with what is summed up, or "of 12 results".
fn sums_up(rest: &str) -> bool {
    let counted =
        rest.strip_prefix(" of ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    rest.is_empty() || counted || rest.trim_start().starts_with([':', '：'])
}
