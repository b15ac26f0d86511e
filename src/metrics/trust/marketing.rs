//! Spend, web analytics and codes → what advertising cost by channel and campaign, what analytics say, and what codes brought.
//!
//! Definitions: rows of one export that several files have count as often as the file that has them most. A sum is unknown where
//! no row says it. Codes are compared in any case; an order with several, parted by commas, counts for each. Orders and their
//! sales are those that count under the view, refunds taken off.

use crate::money::{Currency, major};
use crate::tables::interner::Interner;
use crate::tables::shop::{Loaded, NO_WORD, Spend, Word};
use crate::time::format_day;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many rows of one table of analytics, and so many codes, are listed.
const LISTED: usize = 500;

/// What advertising cost and brought.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarketingAudit {
    /// Spend by channel and campaign.
    pub channels: Vec<Channel>,
    /// Tables of web analytics.
    pub traffic: Vec<TrafficRow>,
    /// Codes of partners and of orders, most orders first.
    pub codes: Vec<CodeRow>,
}

/// A campaign of a channel in one currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Channel {
    /// Id of the export.
    pub source: &'static str,
    /// Channel.
    pub channel: String,
    /// Campaign.
    pub campaign: String,
    /// Currency of cost and value.
    pub currency: String,
    /// Spend, major units.
    pub cost: Option<f64>,
    /// Shown.
    pub impressions: Option<f64>,
    /// Clicks.
    pub clicks: Option<f64>,
    /// Conversions as the platform counts them.
    pub conversions: Option<f64>,
    /// Their value as the platform counts it, major units.
    pub value: Option<f64>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A row of web analytics.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrafficRow {
    /// Id of the export.
    pub source: &'static str,
    /// Title of the table.
    pub table: String,
    /// Value of its dimension.
    pub dimension: String,
    /// Metrics by name.
    pub metrics: BTreeMap<String, Option<f64>>,
    /// First day, where the report names its days.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// What a code brought.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeRow {
    /// The code.
    pub code: String,
    /// Whose it is; empty where no list of partners has it.
    pub partner: String,
    /// Orders with it.
    pub orders: u64,
    /// Their net sales.
    pub net_sales: Vec<Sum>,
    /// What the partner costs.
    pub cost: Option<f64>,
    /// Currency of the cost.
    pub currency: Option<String>,
}

/// An amount of one currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sum {
    /// The currency.
    pub currency: String,
    /// Major units.
    pub amount: f64,
}

/// What the files say. `worth` gives currency and net sales of an order, by its file's place and its number; `None` where it
/// does not count.
#[must_use]
pub fn marketing(
    files: &[Loaded],
    words: &Interner,
    worth: &dyn Fn(usize, usize) -> Option<(Currency, i64)>,
) -> MarketingAudit {
    MarketingAudit {
        channels: channels(files, words),
        traffic: traffic(files, words),
        codes: codes(files, words, worth),
    }
}

fn text(words: &Interner, word: Word) -> String {
    if word == NO_WORD { String::new() } else { String::from_utf8_lossy(words.key(word)).trim().to_owned() }
}

/// One row of spend, as it can be compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SpendKey {
    campaign: (&'static str, String, String, Currency),
    days: Option<(i32, i32)>,
    parts: (Word, Word),
    amounts: Amounts,
}

/// Cost, impressions, clicks, conversions and value.
type Amounts = [Option<i64>; 5];

fn spend_key(file: &Loaded, row: &Spend, words: &Interner) -> SpendKey {
    let currency = file.tables.currency_of(row.currency);
    SpendKey {
        campaign: (file.source, text(words, row.channel), text(words, row.campaign), currency),
        days: row.days,
        parts: (row.group, row.ad),
        amounts: [row.cost, row.impressions, row.clicks, row.conversions, row.value],
    }
}

/// Rows of spend with how often each counts.
fn spend_rows(files: &[Loaded], words: &Interner) -> BTreeMap<SpendKey, i64> {
    let mut rows: BTreeMap<SpendKey, i64> = BTreeMap::new();
    for file in files {
        let mut of_file: BTreeMap<SpendKey, i64> = BTreeMap::new();
        for row in &file.tables.spend {
            *of_file.entry(spend_key(file, row, words)).or_default() += 1;
        }
        for (row, times) in of_file {
            let known = rows.entry(row).or_default();
            *known = (*known).max(times);
        }
    }
    rows
}

/// A row of spend that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Channel.
    pub channel: String,
    /// Campaign.
    pub campaign: String,
    /// Ad; empty where the export names none.
    pub ad: String,
    /// First and last day.
    pub days: Option<(i32, i32)>,
    /// Currency of the cost.
    pub currency: Currency,
    /// In 1/10,000.
    pub cost: i64,
    /// Shown, clicked, converted, and what that is worth to the platform, in 1/10,000.
    pub seen: [Option<i64>; 4],
}

/// Rows that say a cost, each as often as it counts.
#[must_use]
pub fn spent(files: &[Loaded], words: &Interner) -> Vec<Spent> {
    let spent = |(row, times): (SpendKey, i64)| {
        let (_, channel, campaign, currency) = row.campaign;
        let ad = text(words, row.parts.1);
        let [cost, seen @ ..] = row.amounts.map(|amount| amount.map(|amount| amount * times));
        Some(Spent { channel, campaign, ad, days: row.days, currency, cost: cost?, seen })
    };
    spend_rows(files, words).into_iter().filter_map(spent).collect()
}

fn channels(files: &[Loaded], words: &Interner) -> Vec<Channel> {
    let rows = spend_rows(files, words);
    let mut sums: BTreeMap<_, (Amounts, Option<(i32, i32)>)> = BTreeMap::new();
    for (row, times) in rows {
        let (amounts, days) = sums.entry(row.campaign).or_default();
        for (sum, amount) in amounts.iter_mut().zip(row.amounts) {
            *sum = amount.map_or(*sum, |amount| Some(sum.unwrap_or(0) + amount * times));
        }
        let hull = |(first, last): (i32, i32), (from, to): (i32, i32)| (first.min(from), last.max(to));
        *days = days.map_or(row.days, |known| Some(row.days.map_or(known, |new| hull(known, new))));
    }
    let mut channels: Vec<Channel> = sums
        .into_iter()
        .map(|((source, channel, campaign, currency), (amounts, days))| {
            let [cost, impressions, clicks, conversions, value] = amounts.map(|amount| amount.map(major));
            let currency =
                if currency == Currency::NONE { String::new() } else { currency.code().to_owned() };
            let (from, to) = (days.map(|days| format_day(days.0)), days.map(|days| format_day(days.1)));
            Channel {
                source,
                channel,
                campaign,
                currency,
                cost,
                impressions,
                clicks,
                conversions,
                value,
                from,
                to,
            }
        })
        .collect();
    channels.sort_by(|one, other| other.cost.unwrap_or(0.0).total_cmp(&one.cost.unwrap_or(0.0)));
    channels
}

fn traffic(files: &[Loaded], words: &Interner) -> Vec<TrafficRow> {
    let mut told: BTreeMap<(&'static str, Word), usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for file in files {
        for row in &file.tables.traffic {
            let told = told.entry((file.source, row.table)).or_default();
            *told += 1;
            if *told > LISTED {
                continue;
            }
            let metric = |&(name, value): &(Word, Option<i64>)| (text(words, name), value.map(major));
            rows.push(TrafficRow {
                source: file.source,
                table: text(words, row.table),
                dimension: text(words, row.dimension),
                metrics: row.metrics.iter().map(metric).collect(),
                from: row.days.map(|days| format_day(days.0)),
                to: row.days.map(|days| format_day(days.1)),
            });
        }
    }
    rows
}

#[derive(Default)]
struct Brought {
    written: String,
    partner: String,
    orders: u64,
    net: BTreeMap<Currency, i64>,
    cost: Option<(Currency, i64)>,
}

impl Brought {
    /// Of several writings the smallest, so that the order of files does not matter.
    fn written(&mut self, code: &str) {
        if self.written.is_empty() || code < self.written.as_str() {
            code.clone_into(&mut self.written);
        }
    }
}

fn codes(
    files: &[Loaded],
    words: &Interner,
    worth: &dyn Fn(usize, usize) -> Option<(Currency, i64)>,
) -> Vec<CodeRow> {
    let mut codes: BTreeMap<String, Brought> = BTreeMap::new();
    for file in files {
        for row in file.tables.codes.iter().filter(|row| row.code != NO_WORD) {
            let code = text(words, row.code);
            let known = codes.entry(code.to_lowercase()).or_default();
            known.written(&code);
            let partner = text(words, row.partner);
            if known.partner.is_empty() || !partner.is_empty() && partner < known.partner {
                known.partner = partner;
            }
            let cost = row.cost.map(|cost| (file.tables.currency_of(row.currency), cost));
            known.cost = known.cost.max(cost);
        }
    }
    let mut of_word: BTreeMap<Word, Vec<String>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        for (order, word) in file.tables.orders.code.said() {
            let Some((currency, net)) = worth(at, order) else { continue };
            let named = of_word.entry(word).or_insert_with(|| named(&text(words, word), &mut codes));
            for code in named.iter() {
                let Some(known) = codes.get_mut(code) else { continue };
                known.orders += 1;
                *known.net.entry(currency).or_default() += net;
            }
        }
    }
    let mut codes: Vec<Brought> = codes.into_values().collect();
    codes.sort_by_key(|code| Reverse((code.orders, !code.partner.is_empty())));
    codes.truncate(LISTED);
    codes.into_iter().map(row).collect()
}

/// The different codes of a cell, each known from now on.
fn named(cell: &str, codes: &mut BTreeMap<String, Brought>) -> Vec<String> {
    let written = cell.split(',').map(str::trim).filter(|code| !code.is_empty());
    let mut named = BTreeSet::new();
    for code in written {
        codes.entry(code.to_lowercase()).or_default().written(code);
        named.insert(code.to_lowercase());
    }
    named.into_iter().collect()
}

fn row(code: Brought) -> CodeRow {
    let sum = |(currency, amount): (Currency, i64)| Sum {
        currency: currency.code().to_owned(),
        amount: major(amount),
    };
    CodeRow {
        code: code.written,
        partner: code.partner,
        orders: code.orders,
        net_sales: code.net.into_iter().map(sum).collect(),
        cost: code.cost.map(|(_, cost)| major(cost)),
        currency: code
            .cost
            .filter(|(currency, _)| *currency != Currency::NONE)
            .map(|(currency, _)| currency.code().to_owned()),
    }
}

#[cfg(test)]
mod tests;
