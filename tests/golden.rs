//! Whole exports against numbers worked out by hand: one folder a case, see tests/golden/README.md.

#![allow(clippy::expect_used)]

use crate::support;
use crate::support::exports;
use linger::engine::{CustomerQuery, Engine};
use linger::error::Error;
use linger::report::Options;
use linger::source::mapping::Mapping;
use linger::sources::{FileOptions, Sources};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_case_holds() {
    let mut folders: Vec<PathBuf> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"))
        .expect("tests/golden")
        .map(|entry| entry.expect("a folder").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 60, "only {} cases found", folders.len());
    let failures: Vec<String> = folders.iter().flat_map(|folder| failures(folder)).collect();
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), folders.len(), failures.join("\n"));
}

fn failures(folder: &Path) -> Vec<String> {
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    [1 << 20, 7]
        .into_iter()
        .flat_map(|chunk| differences(folder, chunk))
        .map(|line| format!("{name}: {line}"))
        .collect()
}

fn differences(folder: &Path, chunk: usize) -> Vec<String> {
    let options = json_file(&folder.join("options.json")).unwrap_or_else(|| json!({}));
    let expected = json_file(&folder.join("expected.json")).expect("expected.json");
    let found = outcome(folder, &options, &expected, chunk);
    let mut lines = Vec::new();
    support::compare("", &expected, &found, &mut lines);
    lines
}

fn json_file(path: &Path) -> Option<Value> {
    let text = fs::read_to_string(path).ok()?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// What `expected` asks for, as far as Linger has it.
fn outcome(folder: &Path, options: &Value, expected: &Value, chunk: usize) -> Value {
    let mapping: Mapping =
        serde_json::from_value(options.get("mapping").cloned().unwrap_or(json!({}))).expect("a mapping");
    let report: Options =
        serde_json::from_value(options.get("report").cloned().unwrap_or(json!({}))).expect("options");
    let (mut engine, mut sources) = (support::engine(), exports::sources());
    let mut summary = Value::Null;
    for path in inputs(folder) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("the input");
        match add(&mut engine, &mut sources, &name, &bytes, &mapping, chunk) {
            Ok(found) => summary = found,
            Err(error) => return json!({ "error": error_json(&error) }),
        }
    }
    if expected.get("report").is_none() && expected.get("error").is_none() {
        return json!({ "summary": summary });
    }
    if report.zone != "UTC" {
        let table = support::zone_table(&report.zone, &engine);
        engine.set_zone(table);
    }
    let customers = expected.get("customers").is_some().then(|| customers(&mut engine, &report));
    match engine.report(&report) {
        Ok(found) => {
            let found = serde_json::to_value(found).expect("JSON");
            json!({ "summary": summary, "rhythm": rhythm_cells(&found["rhythm"]), "report": found, "customers": customers })
        }
        Err(error) => json!({ "summary": summary, "error": error_json(&error) }),
    }
}

/// Adds a file as the package does: what the orders' engine reads itself goes straight to it, every other export through
/// the engine of sources. The summary of an export with orders is that of its rows with what the export itself says.
fn add(
    engine: &mut Engine,
    sources: &mut Sources,
    name: &str,
    bytes: &[u8],
    mapping: &Mapping,
    chunk: usize,
) -> Result<Value, Error> {
    let options = FileOptions { mapping: mapping.clone(), ..FileOptions::default() };
    let table = match exports::add(sources, name, bytes, options, chunk) {
        Ok(table) if !matches!(table.source, "shopifyOrders" | "generic") => table,
        _ => {
            return Ok(
                serde_json::to_value(support::add(engine, name, bytes, mapping, chunk)?).expect("JSON")
            );
        }
    };
    let own = serde_json::to_value(&table).expect("JSON");
    if !table.kind.has_orders() {
        return Ok(own);
    }
    let mut summary = serde_json::to_value(exports::pass_on(sources, &table, engine)?).expect("JSON");
    for key in ["source", "platform", "kind", "records", "used", "encoding", "mapping", "ledger", "notices"] {
        summary[key] = own[key].clone();
    }
    Ok(summary)
}

/// The cells of the rhythm's two tables.
fn rhythm_cells(rhythm: &Value) -> Value {
    let cell = |weekday: usize, hour: usize| json!({ "weekday": weekday, "hour": hour, "orders": rhythm["orders"][weekday][hour], "netSales": rhythm["netSales"][weekday][hour] });
    (0..168).map(|at| cell(at / 24, at % 24)).collect()
}

fn inputs(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("input")))
        .collect();
    paths.sort();
    paths
}

fn error_json(error: &Error) -> Value {
    let mut value = json!({ "code": error.code(), "message": error.to_string(), "file": error.file() });
    if let linger::error::ErrorKind::UnmappedColumns(missing) = error.kind() {
        value["missing"] = json!(missing);
    }
    if let Some(position) = error.position() {
        value["record"] = json!(position.record);
        value["line"] = json!(position.line);
    }
    value
}

/// All customers as rows, as the package makes them of the columns.
fn customers(engine: &mut Engine, options: &Options) -> Value {
    engine.report(options).expect("a report");
    let query = CustomerQuery { limit: usize::MAX, ..CustomerQuery::default() };
    let page = engine.customers(&query).expect("customers");
    let stages = ["potential", "new", "active", "dormant", "churned"];
    let grades = [json!(null), json!("low"), json!("medium"), json!("high")];
    let width = page.currencies.len();
    let money = |column: &[f64], row: usize| match column[row * width..(row + 1) * width] {
        [amount] => json!(amount),
        ref amounts => page
            .currencies
            .iter()
            .cloned()
            .zip(amounts.iter().map(|&a| json!(a)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    };
    let day = |ms: f64| linger::time::format_day((ms / 86_400_000.0) as i32);
    let rows: Vec<Value> = (0..page.key.len())
        .map(|row| {
            let churn: Vec<Value> = (0..3)
                .map(|at| {
                    let limit = page.limit_days[row * 3 + at];
                    json!({
                        "definition": (["D1", "D2", "D4"][at]),
                        "flagged": page.flagged[row * 3 + at] == 1,
                        "silenceDays": page.silence_days[row],
                        "limitDays": if limit.is_nan() { Value::Null } else { json!(limit) },
                        "grade": grades[page.grade[row * 3 + at] as usize],
                    })
                })
                .collect();
            json!({
                "key": page.key[row], "orders": page.orders[row],
                "firstOrder": day(page.first_order[row]), "lastOrder": day(page.last_order[row]),
                "recencyDays": page.recency_days[row], "frequency": page.frequency[row], "monetary": money(&page.monetary, row),
                "r": page.r[row], "f": page.f[row], "m": page.m[row],
                "segment": page.segments[page.segment[row] as usize], "stage": stages[page.stage[row] as usize],
                "churn": churn, "valueAtStake": money(&page.value_at_stake, row),
                "winBack": if page.win_back[row] == 0 { Value::Null } else { json!(page.win_back[row]) },
                "leftTruncated": page.left_truncated[row] == 1,
            })
        })
        .collect();
    json!({ "total": page.total, "rows": rows })
}
