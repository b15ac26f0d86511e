//! Laws of the stream of rows: a Shopify export read by the engine of sources gives the same report as the file itself.

#![allow(clippy::expect_used)]

use crate::support;
use crate::support::exports;
use linger::engine::Engine;
use linger::report::Options;
use linger::source::mapping::Mapping;
use linger::sources::{FileOptions, Sources, TableSummary, View};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Parts of a report that speak of files, not of sales.
const OF_FILES: [&str; 3] = ["quality", "meta", "receipt"];

/// Golden cases of Shopify, whatever they hold.
fn folders() -> Vec<PathBuf> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let folders = fs::read_dir(golden).expect("cases").map(|entry| entry.expect("a case").path());
    let of_shopify =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("shopify-"));
    let mut found: Vec<PathBuf> = folders.filter(of_shopify).collect();
    found.sort();
    found
}

fn inputs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("a file").path());
    let mut inputs: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv"))
        .collect();
    inputs.sort();
    inputs
}

fn report(engine: &mut Engine, options: &Options) -> Value {
    let mut report = match engine.report(options) {
        Ok(report) => serde_json::to_value(report).expect("JSON"),
        Err(error) => json!({ "error": error.code() }),
    };
    for part in OF_FILES {
        report.as_object_mut().expect("an object").remove(part);
    }
    report
}

fn options(folder: &Path) -> Options {
    let text = fs::read_to_string(folder.join("options.json")).unwrap_or_else(|_| "{}".to_owned());
    let options: Value = serde_json::from_str(&text).expect("JSON");
    serde_json::from_value(options.get("report").cloned().unwrap_or(json!({}))).expect("options")
}

/// The reports of a case's orders, read directly and by rows; `None` where it holds other tables.
fn reports(folder: &Path) -> Option<[Value; 2]> {
    let (mut direct, mut by_rows) = (support::engine(), support::engine());
    let mut sources = exports::sources();
    for path in inputs(folder) {
        let bytes = fs::read(&path).expect("the input");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let table = exports::add(&mut sources, &name, &bytes, FileOptions::default(), 1 << 20).ok()?;
        if table.source != "shopifyOrders" {
            return None;
        }
        support::add(&mut direct, &name, &bytes, &Mapping::default(), 1 << 20).expect("a Shopify file");
        exports::pass_on(&sources, &table, &mut by_rows).expect("rows");
    }
    let options = options(folder);
    if options.zone != "UTC" {
        let table = support::zone_table(&options.zone, &direct);
        direct.set_zone(table.clone());
        by_rows.set_zone(table);
    }
    Some([report(&mut direct, &options), report(&mut by_rows, &options)])
}

#[test]
fn a_shopify_file_and_its_rows_give_the_same_report() {
    let mut compared = 0;
    for folder in folders() {
        let Some([direct, by_rows]) = reports(&folder) else { continue };
        let mut lines = Vec::new();
        support::compare("", &direct, &by_rows, &mut lines);
        assert!(lines.is_empty(), "{}:\n{}", folder.display(), lines.join("\n"));
        compared += 1;
    }
    assert!(compared >= 10, "only {compared} cases were compared");
}

/// Every export of the shop and every golden case that holds orders.
fn files() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = [tests.join("golden"), tests.join("data/shops/exports")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("cases"));
    let cases = entries.map(|entry| entry.expect("a case").path()).filter(|path| path.is_dir());
    let mut files: Vec<PathBuf> = cases
        .flat_map(|case| fs::read_dir(case).expect("the folder"))
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|end| end != "json" && end != "md"))
        .collect();
    files.sort();
    files
}

/// A file of which only the orders are read tells the same orders, and says the same of itself; read whole in its place, it is
/// the file that was read whole at once.
#[test]
fn a_lean_file_tells_what_the_whole_one_tells() {
    let mut compared = 0;
    for path in files() {
        let bytes = fs::read(&path).expect("the file");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (mut whole, mut lean) = (exports::sources(), exports::sources());
        let Ok(table) = exports::add(&mut whole, &name, &bytes, FileOptions::default(), 1 << 20) else {
            continue;
        };
        let options = FileOptions { lean: true, ..FileOptions::default() };
        let thin = exports::add(&mut lean, &name, &bytes, options, 999).expect("the same file");
        assert_eq!(thin.lean, table.kind.has_orders(), "{}", path.display());
        let rows = |sources: &Sources, id| exports::rows(sources, id, &View::default()).expect("rows");
        let told = rows(&whole, table.id);
        assert_eq!(rows(&lean, thin.id), told, "{}", path.display());
        let known = [whole.rows_know(table.id), lean.rows_know(thin.id)].map(|knows| knows.expect("a file"));
        assert_eq!(known[0], known[1], "{}", path.display());
        let same = |thin: TableSummary| TableSummary { lean: table.lean, ..thin } == table;
        assert!(same(thin.clone()), "{}:\n{thin:#?}\n{table:#?}", path.display());
        let replacing = FileOptions { replaces: Some(thin.id), ..FileOptions::default() };
        let again = exports::add(&mut lean, &name, &bytes, replacing, 1 << 20).expect("the same file");
        assert_eq!((&again, rows(&lean, again.id)), (&table, told), "{}", path.display());
        assert_eq!(lean.files().len(), 1);
        compared += usize::from(table.kind.has_orders());
    }
    assert!(compared > 60, "only {compared} files were compared");
}
