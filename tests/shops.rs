//! One synthetic shop written out in every platform's format: each export gives the customers, orders and sales that the
//! shop has, as far as the format carries them. See tests/data/shops/README.md.

#![allow(clippy::expect_used)]

use crate::support;
use crate::support::exports;
use linger::report::Options;
use linger::sources::{FileOptions, Sources, TableSummary};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// An export of the shop.
struct Export {
    name: String,
    file: String,
    bytes: Vec<u8>,
    expected: Value,
}

impl Export {
    fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join("expected.json")).expect("expected.json");
        let expected: Value = serde_json::from_str(&text).expect("JSON");
        let file = expected["file"].as_str().expect("a file").to_owned();
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        Self { name, bytes: fs::read(folder.join(&file)).expect("the export"), file, expected }
    }

    fn has_orders(&self) -> bool {
        matches!(self.expected["kind"].as_str(), Some("orders" | "payments"))
    }
}

fn all() -> Vec<Export> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shops/exports");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).expect("exports").map(|entry| entry.expect("a folder").path()).collect();
    folders.sort();
    assert!(folders.len() > 50, "only {} exports found", folders.len());
    folders.iter().map(|folder| Export::read(folder)).collect()
}

/// Every export with what was found in it, read once.
fn read() -> &'static [(Export, Result<Value, String>)] {
    static READ: OnceLock<Vec<(Export, Result<Value, String>)>> = OnceLock::new();
    READ.get_or_init(|| {
        let with_found = |export: Export| {
            let found = found(&export, 1 << 20);
            (export, found)
        };
        all().into_iter().map(with_found).collect()
    })
}

/// What the two engines make of an export: numbers under the names of `expected.json`.
fn found(export: &Export, chunk: usize) -> Result<Value, String> {
    let mut sources = exports::sources();
    let table = exports::add(&mut sources, &export.file, &export.bytes, FileOptions::default(), chunk)
        .map_err(|error| format!("{} ({})", error, error.code()))?;
    let mut found = json!({
        "platform": table.source, "kind": table.kind, "records": table.records, "used": table.used,
    });
    if export.has_orders() {
        let numbers = sold(&sources, &table)?;
        found.as_object_mut().expect("an object").extend(numbers);
    }
    Ok(found)
}

type Numbers = serde_json::Map<String, Value>;

/// Numbers of the report on an export's orders.
fn sold(sources: &Sources, table: &TableSummary) -> Result<Numbers, String> {
    let mut engine = support::engine();
    exports::pass_on(sources, table, &mut engine).map_err(|error| error.to_string())?;
    let report = engine.report(&Options::default()).map_err(|error| error.to_string())?;
    let report = serde_json::to_value(report).expect("JSON");
    let summary = &report["summary"];
    let months = summary["periods"].as_array().expect("periods").iter();
    let months = months.filter(|month| month["orders"] != json!(0));
    let months: Numbers = months
        .map(|month| (month["period"].as_str().expect("a month").to_owned(), month["orders"].clone()))
        .collect();
    let mut numbers = Numbers::new();
    for name in ["orders", "customers", "units"] {
        numbers.insert(name.to_owned(), summary[name].clone());
    }
    for name in ["grossSales", "discounts", "refunds", "netSales"] {
        numbers.insert(name.to_owned(), json!(by_currency(&summary[name], &report["meta"]["currency"])));
    }
    let (net, refunds) = (&numbers["netSales"], &numbers["refunds"]);
    let amounts = net.as_object().expect("amounts").iter();
    let before: BTreeMap<&String, f64> = amounts
        .map(|(code, net)| (code, net.as_f64().unwrap_or(0.0) + refunds[code].as_f64().unwrap_or(0.0)))
        .collect();
    numbers.insert("beforeRefunds".to_owned(), json!(before));
    numbers.insert("ordersByMonth".to_owned(), Value::Object(months));
    Ok(numbers)
}

/// An amount by its currency; `*` where no currency is named.
fn by_currency(amount: &Value, currency: &Value) -> BTreeMap<String, f64> {
    if let Some(amounts) = amount.as_object() {
        return amounts.iter().map(|(code, amount)| (code.clone(), amount.as_f64().unwrap_or(0.0))).collect();
    }
    let code = currency.as_str().unwrap_or("*").to_owned();
    BTreeMap::from([(code, amount.as_f64().unwrap_or(0.0))])
}

/// Adds a line for each number that the export carries and that was found otherwise.
fn compare(name: &str, expected: &Value, found: &Value, lines: &mut Vec<String>) {
    let carried = expected["carries"].as_array().cloned().unwrap_or_default();
    let carried = carried.iter().map(|name| name.as_str().expect("a name"));
    let told = ["platform", "kind", "records", "used"].into_iter().filter(|key| expected.get(key).is_some());
    for key in carried.chain(told) {
        if !same(&expected[key], &found[key]) {
            lines.push(format!("{name}: {key} is {}, expected {}", found[key], expected[key]));
        }
    }
}

/// Numbers agree to a hundred-thousandth; a format without a currency agrees with the only one that was found.
fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) if expected.contains_key("*") => {
            found.len() == 1 && found.values().all(|amount| same(&expected["*"], amount))
        }
        (Value::Object(expected), Value::Object(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .all(|(code, amount)| found.get(code).is_some_and(|found| same(amount, found)))
        }
        (Value::Number(expected), Value::Number(found)) => {
            let (a, b) = (expected.as_f64().unwrap_or(f64::NAN), found.as_f64().unwrap_or(f64::NAN));
            (a - b).abs() < 1e-5
        }
        _ => expected == found,
    }
}

#[test]
fn every_export_gives_the_shop_as_far_as_it_carries_it() {
    let mut lines = Vec::new();
    for (export, found) in read() {
        match found {
            Ok(found) => compare(&export.name, &export.expected, found, &mut lines),
            Err(error) => lines.push(format!("{}: {error}", export.name)),
        }
    }
    assert!(lines.is_empty(), "{} differences:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn chunks_of_any_size_give_the_same() {
    for (export, whole) in read() {
        assert_eq!(whole, &found(export, 7), "{}", export.name);
    }
}

/// Exports of the same orders agree in every number that both carry, whatever the platform.
#[test]
fn platforms_agree_with_each_other() {
    let mut groups: BTreeMap<&str, Vec<(&Export, &Value)>> = BTreeMap::new();
    for (export, found) in read() {
        if let (Some(set), Ok(found)) = (export.expected["set"].as_str(), found) {
            groups.entry(set).or_default().push((export, found));
        }
    }
    let mut compared = 0;
    for group in groups.values() {
        for (at, (a, numbers)) in group.iter().enumerate() {
            for (b, others) in &group[at + 1..] {
                for key in shared(&a.expected, &b.expected) {
                    compared += 1;
                    let (one, other) = (plain(&numbers[&key]), plain(&others[&key]));
                    assert!(same(&one, &other), "{key}: {} says {one}, {} says {other}", a.name, b.name);
                }
            }
        }
    }
    assert!(compared > 60, "only {compared} numbers were compared");
}

/// Names of numbers that both carry; customers only where both know people by the same key.
fn shared(a: &Value, b: &Value) -> Vec<String> {
    let names = |of: &Value| -> Vec<String> { serde_json::from_value(of["carries"].clone()).expect("names") };
    let others = names(b);
    let keys = a["key"] == b["key"];
    names(a).into_iter().filter(|name| others.contains(name) && (keys || name != "customers")).collect()
}

/// An amount without its currency where there is only one.
fn plain(value: &Value) -> Value {
    let only =
        value.as_object().filter(|amounts| amounts.len() == 1).and_then(|amounts| amounts.values().next());
    only.filter(|amount| amount.is_f64()).cloned().unwrap_or_else(|| value.clone())
}

/// By law the rows taken from a Shopify export give the report that the export itself gives.
#[test]
fn rows_of_a_shopify_export_give_its_own_report() {
    for (export, _) in read().iter().filter(|(export, _)| export.expected["platform"] == "shopifyOrders") {
        let mut direct = support::engine();
        support::add(
            &mut direct,
            &export.file,
            &export.bytes,
            &linger::source::mapping::Mapping::default(),
            1 << 20,
        )
        .expect("a Shopify export");
        let mut sources = exports::sources();
        let table = exports::add(&mut sources, &export.file, &export.bytes, FileOptions::default(), 1 << 20)
            .expect("a Shopify export");
        let mut through = support::engine();
        exports::pass_on(&sources, &table, &mut through).expect("rows");
        let [direct, through] = [direct, through].map(|mut engine| {
            serde_json::to_value(engine.report(&Options::default()).expect("a report")).expect("JSON")
        });
        for section in ["summary", "rfm", "churn", "repurchase", "cohorts", "rhythm", "lifecycle"] {
            assert_eq!(direct[section], through[section], "{} {section}", export.name);
        }
    }
}
