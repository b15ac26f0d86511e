//! What a report was made of: files, options, as-of, currencies, receipt, warnings.

use super::Prepared;
use super::options::Options;
use crate::error::{Notice, Severity};
use crate::math::order::sorted;
use crate::metrics::rfm::{Method, Rfm};
use crate::money::Currency;
use crate::tables::dataset::Dataset;
use crate::tables::histories::Histories;
use crate::time::{format_day, format_instant};
use serde::Serialize;
use std::borrow::Cow;
use xxhash_rust::xxh3::Xxh3;

/// Below this many customers a result is an anecdote.
const SMALL: usize = 30;
/// Above this share of one-order customers frequency tells nobody apart.
const ONE_ORDER: f64 = 0.8;

/// What a report was made of.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// Version of Linger.
    pub version: &'static str,
    /// xxh3-128 over the files' fingerprints, the options and the version.
    pub receipt: String,
    /// Instant, ISO 8601 UTC.
    pub as_of: String,
    /// The same as a local date.
    pub as_of_date: String,
    /// IANA zone.
    pub zone: String,
    /// The currency amounts are in; `None` when they are by currency.
    pub currency: Option<String>,
    /// All currencies in the data, most orders first.
    pub currencies: Vec<CurrencyUse>,
    /// First counted order.
    pub first_order: String,
    /// Last counted order.
    pub last_order: String,
    /// Options with defaults filled in.
    pub options: Options,
    /// Files in the order they were added.
    pub files: Vec<FileUse>,
    /// Some times carried no offset and were read in the zone.
    pub naive_times: bool,
    /// Net sales exclude tax and shipping; `None` when the files differ.
    pub net_of_tax_and_shipping: Option<bool>,
    /// What to know before relying on the numbers.
    pub notices: Vec<Notice>,
}

/// A currency in the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyUse {
    /// ISO 4217.
    pub code: String,
    /// Digits after the decimal mark.
    pub exponent: u32,
    /// Counted orders in it.
    pub orders: u64,
}

/// A file that went in.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileUse {
    /// Its name.
    pub name: String,
    /// Its platform.
    pub source: Cow<'static, str>,
    /// xxh3-128 of the decoded text.
    pub fingerprint: String,
    /// Its size.
    pub bytes: u64,
    /// Its rows, orders and refunds.
    pub orders: usize,
}

/// Describes a report.
#[must_use]
pub fn meta(data: &Dataset, prepared: &Prepared, options: &Options, rfm: &Rfm) -> Meta {
    let Prepared { selection, histories, .. } = prepared;
    let options = Options { as_of: Some(format_instant(histories.as_of)), ..options.clone() };
    let currency = (histories.width() == 1).then(|| histories.currencies[0].code().to_owned());
    Meta {
        version: env!("CARGO_PKG_VERSION"),
        receipt: receipt(data, &options),
        as_of: format_instant(histories.as_of),
        as_of_date: format_day(histories.as_of_day),
        zone: selection.zone.name().to_owned(),
        currency,
        currencies: currencies(histories),
        first_order: format_instant(histories.first_order),
        last_order: format_instant(histories.last_order),
        options,
        files: data.files().map(file_use).collect(),
        naive_times: data.files().any(|file| file.orders.uniform_anchor() != Some(0)),
        net_of_tax_and_shipping: net_of_tax(data),
        notices: notices(data, histories, &prepared.left_truncated, rfm),
    }
}

fn file_use(file: &crate::tables::file::File) -> FileUse {
    FileUse {
        name: file.name.clone(),
        source: file.source.clone(),
        fingerprint: format!("{:032x}", file.fingerprint),
        bytes: file.bytes,
        orders: file.orders.len(),
    }
}

/// The same files and options give the same receipt, in whatever order the files came.
fn receipt(data: &Dataset, options: &Options) -> String {
    let fingerprints = sorted(data.files().map(|file| file.fingerprint).collect());
    let mut hasher = Xxh3::new();
    fingerprints.iter().for_each(|fingerprint| hasher.update(&fingerprint.to_le_bytes()));
    hasher.update(serde_json::to_string(options).unwrap_or_default().as_bytes());
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    format!("{:032x}", hasher.digest128())
}

fn currencies(histories: &Histories) -> Vec<CurrencyUse> {
    let described = |(currency, orders): &(Currency, u64)| CurrencyUse {
        code: currency.code().to_owned(),
        exponent: currency.exponent(),
        orders: *orders,
    };
    histories.all_currencies.iter().map(described).collect()
}

fn net_of_tax(data: &Dataset) -> Option<bool> {
    let mut kinds = data.files().map(|file| file.net_of_tax);
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
}

fn notices(data: &Dataset, histories: &Histories, left_truncated: &[bool], rfm: &Rfm) -> Vec<Notice> {
    let customers = histories.customers();
    let marked = left_truncated.iter().filter(|&&marked| marked).count();
    let mut notices = Vec::new();
    let mut say = |code, severity, message: String, params: &[(&'static str, String)]| {
        notices.push(Notice::new(code, severity, message, params));
    };
    if customers == 0 {
        say(
            "noIdentified",
            Severity::Warning,
            "No order names its customer, so nothing can be said about people. Totals and rhythm still hold."
                .to_owned(),
            &[],
        );
    } else if customers < SMALL {
        let message = format!("Only {customers} customers: shares and rates are uncertain.");
        say("fewCustomers", Severity::Warning, message, &[("customers", customers.to_string())]);
    }
    if histories.width() > 1 {
        let codes: Vec<&str> = histories.currencies.iter().map(Currency::code).collect();
        let codes = codes.join(", ");
        let message = format!(
            "The orders are in several currencies ({codes}). They are shown apart and never added up."
        );
        say("severalCurrencies", Severity::Info, message, &[("currencies", codes.clone())]);
    }
    if marked > 0 {
        let first = format_day(histories.first_day);
        let message = format!(
            "The data begin on {first}: {marked} of {customers} customers first ordered so soon after that they may be older customers. They are marked, and count as new unless truncation is \"exclude\"."
        );
        say(
            "shortHistory",
            Severity::Warning,
            message,
            &[("first", first.clone()), ("marked", marked.to_string()), ("customers", customers.to_string())],
        );
    }
    if customers > 0 && rfm.one_order_share > ONE_ORDER && rfm.method != Method::Fixed {
        let message = "Most customers have ordered once, so frequency tells few of them apart. The method \"fixed\" scores it by the bins 1, 2, 3–4, 5–9 and 10+.".to_owned();
        say(
            "oneOrderDominates",
            Severity::Info,
            message,
            &[("share", format!("{:.3}", rfm.one_order_share))],
        );
    }
    if overlap_without_ids(data) {
        let message = "Two files without order ids cover the same dates. If they hold the same orders, these count twice; remove one of the files.".to_owned();
        say("overlapWithoutIds", Severity::Warning, message, &[]);
    }
    notices
}

/// Two files of one kind without order ids share a stretch of time.
fn overlap_without_ids(data: &Dataset) -> bool {
    let spans: Vec<(u64, (i64, i64))> = data
        .files()
        .filter(|file| file.orders.ids().absent())
        .filter_map(|file| Some((file.source_key, file.span?)))
        .collect();
    spans.iter().enumerate().any(|(at, (key, span))| {
        spans[..at].iter().any(|(other, (first, last))| other == key && span.0 <= *last && *first <= span.1)
    })
}
