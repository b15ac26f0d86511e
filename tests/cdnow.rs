//! CDNOW, 1/10 sample, against `tests/data/cdnow/expected.json`, which `expected.py` computes without any of
//! Linger's code.

#![allow(clippy::expect_used)]

use crate::support;
use linger::report::Options;
use linger::source::mapping::{Column, Mapping};
use serde_json::Value;

#[test]
fn every_run_agrees_with_the_independent_computation() {
    let mapping = Mapping {
        customer: Some(Column::Index(0)),
        time: Some(Column::Index(2)),
        quantity: Some(Column::Index(3)),
        amount: Some(Column::Index(4)),
        header: Some(false),
        ..Mapping::default()
    };
    let mut engine = support::engine();
    let text = include_bytes!("data/cdnow/CDNOW_sample.txt");
    let summary = support::add(&mut engine, "CDNOW_sample.txt", text, &mapping, 4096).expect("the sample");
    assert_eq!((summary.records, summary.customers), (6_919, 2_357));
    let expected: Value = serde_json::from_str(include_str!("data/cdnow/expected.json")).expect("JSON");
    let runs = expected["runs"].as_array().expect("runs");
    assert!(runs.len() > 10);
    let mut lines = Vec::new();
    for run in runs {
        let options: Options = serde_json::from_value(run["options"].clone()).expect("options");
        let report = serde_json::to_value(engine.report(&options).expect("a report")).expect("JSON");
        let mut differences = Vec::new();
        support::compare("", &run["report"], &report, &mut differences);
        lines.extend(differences.into_iter().map(|line| format!("{}{line}", run["name"])));
    }
    assert!(lines.is_empty(), "{} differences:\n{}", lines.len(), lines[..lines.len().min(20)].join("\n"));
}
