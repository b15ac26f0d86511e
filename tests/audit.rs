//! The audit of one synthetic shop written out in every platform's format: it counts what the shop has, parts come to totals, words
//! and countries are known, and what it says in a constant currency is what the report says. See tests/data/shops/README.md.

#![allow(clippy::expect_used)]

use crate::support;
use crate::support::exports;
use linger::report::Options;
use linger::sources::{AuditOptions, FileOptions, Sources, TableSummary, View};
use linger::time::{day_of, format_day};
use serde_json::Value;
use std::fs;
use std::path::Path;

const FOLDER: &str = "tests/data/shops/exports";

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(name)
}

fn expected(name: &str) -> Value {
    let text = fs::read_to_string(folder(name).join("expected.json")).expect("expected.json");
    serde_json::from_str(&text).expect("JSON")
}

fn add(sources: &mut Sources, name: &str) -> TableSummary {
    let file = expected(name)["file"].as_str().expect("a file").to_owned();
    let bytes = fs::read(folder(name).join(&file)).expect("the export");
    exports::add(sources, &file, &bytes, FileOptions::default(), 1 << 20).expect("it reads")
}

/// Names of the exports that hold orders.
fn sold() -> Vec<String> {
    let entries = fs::read_dir(folder("")).expect("exports");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a folder").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| matches!(expected(name)["kind"].as_str(), Some("orders" | "payments")));
    names.sort();
    assert!(names.len() > 20, "only {} exports of orders found", names.len());
    names
}

fn audit(sources: &Sources, view: View) -> Value {
    let options = AuditOptions { view, ..AuditOptions::default() };
    serde_json::to_value(sources.audit(&options).expect("an audit")).expect("JSON")
}

fn alone(name: &str) -> Value {
    let mut sources = exports::sources();
    add(&mut sources, name);
    audit(&sources, View::default())
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6 * b.abs().max(1.0)
}

#[test]
fn orders_and_net_sales_are_the_shops() {
    let mut wrong = Vec::new();
    for name in sold() {
        let (audit, expected) = (alone(&name), expected(&name));
        let currencies = audit["currencies"]["currencies"].as_array().expect("currencies").clone();
        let orders: u64 = currencies.iter().filter_map(|line| line["orders"].as_u64()).sum();
        if expected["orders"].as_u64().is_some_and(|all| all != orders) {
            wrong.push(format!("{name}: {orders} orders, not {}", expected["orders"]));
        }
        let Some(sales) = expected["netSales"].as_object() else { continue };
        for (code, net) in sales {
            let is_it = |line: &&Value| code == "*" || line["currency"] == *code;
            let found = currencies.iter().find(is_it).map(|line| line["netSales"].clone());
            let found = found.as_ref().and_then(Value::as_f64);
            if !found.is_some_and(|found| near(found, net.as_f64().expect("a number"))) {
                wrong.push(format!("{name}: {code} {found:?}, not {net}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The shop's totals are right, so a difference is the reader's or the audit's fault.
#[test]
fn parts_come_to_the_total() {
    let mut wrong = Vec::new();
    let mut checked = Vec::new();
    for name in sold() {
        for line in alone(&name)["reconciliation"].as_array().expect("lines") {
            if line["differ"].as_u64() != Some(0) {
                wrong.push(format!(
                    "{name}: {} of {} differ, {}",
                    line["differ"], line["orders"], line["ledger"][0]
                ));
            }
            if line["agree"].as_u64() > Some(0) {
                checked.push(name.clone());
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    checked.dedup();
    assert!(checked.len() >= 10, "only {checked:?} could be checked");
}

#[test]
fn words_and_countries_are_known() {
    let mut unknown = Vec::new();
    for name in sold() {
        let audit = alone(&name);
        let words = audit["statuses"].as_array().expect("words").iter().filter(|word| word["known"] == false);
        unknown.extend(words.map(|word| format!("{name}: {}", word["word"])));
        let countries = audit["regions"]["unknown"].as_array().expect("words").iter();
        unknown.extend(countries.map(|word| format!("{name}: {}", word["word"])));
    }
    assert_eq!(unknown, Vec::<String>::new());
}

/// A rate of every day of the shop for each of its currencies, none of which stays as it is.
fn rates() -> String {
    let days = (0..450).map(|day| (day, format_day(day_of(2024, 8, 25) + day)));
    let lines = days.flat_map(|(day, date)| {
        let milli = 1000 + day % 37 * 3;
        let of = [
            ("USD", 1.08),
            ("JPY", 160.5),
            ("KWD", 0.331),
            ("CNY", 7.8),
            ("GBP", 0.85),
            ("THB", 38.4),
            ("TWD", 34.9),
        ];
        of.map(|(code, rate)| format!("{date},{code},{:.5}\n", rate * f64::from(milli) / 1000.0))
    });
    std::iter::once("date,currency,rate\n".to_owned()).chain(lines).collect()
}

/// What the orders' engine counts in a constant currency is what the audit says of it.
#[test]
fn report_and_audit_agree_in_a_constant_currency() {
    let mut compared = 0;
    for name in sold() {
        let mut sources = exports::sources();
        let table = add(&mut sources, &name);
        exports::add(&mut sources, "rates.csv", rates().as_bytes(), FileOptions::default(), 1 << 20)
            .expect("rates");
        for (rates_of, column) in [(None, "netSales"), (Some("2025-03-03".to_owned()), "constant")] {
            let view = View { constant_currency: Some("EUR".to_owned()), rates_of, ..View::default() };
            let rows = exports::rows(&sources, table.id, &view).expect("rows");
            if rows.is_empty() {
                continue;
            }
            let mut engine = support::engine();
            let knows = exports::knows(&sources, &table).expect("a file");
            let handle = engine.open_told(&table.name, knows);
            engine.push(handle, &rows).expect("rows");
            engine.finish(handle).expect("orders");
            let report =
                serde_json::to_value(engine.report(&Options::default()).expect("a report")).expect("JSON");
            let effect = audit(&sources, view)["currencies"]["effect"].clone();
            assert_eq!(effect["leftOut"], 0, "{name}");
            let months = effect["months"].as_array().expect("months").iter();
            let sum: f64 = months.filter_map(|month| month[column].as_f64()).sum();
            let net = report["summary"]["netSales"].as_f64().expect("one currency");
            assert!(near(net, sum), "{name} {column}: {net} in the report, {sum} in the audit");
            compared += 1;
        }
    }
    assert!(compared > 30, "only {compared} were compared");
}
