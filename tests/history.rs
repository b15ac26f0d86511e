//! Months looked back on, over the engine of orders and the module of predictions: CDNOW against an independent computation, and what
//! holds whatever the data.

#![allow(clippy::expect_used)]

use crate::host;
use crate::support;
use linger::engine::Engine;
use linger::metrics::churn::DefinitionId;
use linger::metrics::models::fitted::Id;
use linger::predict::models::{ModelOptions, Modelling, Models};
use linger::predict::predictions::Predictions;
use linger::predict::worth::predicted;
use linger::predict::{Foretold, HistoryOptions, ValueOptions, value};
use linger::report::Options;
use linger::source::mapping::{Column, Mapping};
use serde_json::Value;

const CDNOW: &str = include_str!("data/cdnow/CDNOW_sample.txt");

/// CDNOW's lines of which a test wants the date, as an export.
fn cdnow(wanted: impl Fn(&str) -> bool) -> Engine {
    let index = |at| Some(Column::Index(at));
    let mapping = Mapping {
        customer: index(0),
        time: index(2),
        quantity: index(3),
        amount: index(4),
        header: Some(false),
        ..Mapping::default()
    };
    let date = |line: &&str| line.split_whitespace().nth(2).is_some_and(&wanted);
    let text: String = CDNOW.lines().filter(date).flat_map(|line| [line, "\n"]).collect();
    let mut engine = support::engine();
    support::add(&mut engine, "CDNOW_sample.txt", text.as_bytes(), &mapping, 65_536).expect("a sample");
    engine
}

fn as_of(date: &str) -> Options {
    Options { as_of: Some(date.to_owned()), ..Options::default() }
}

fn models(engine: &mut Engine, options: &Options) -> (Models, Predictions) {
    models_of(engine, options, &Id::ALL)
}

fn models_of(engine: &mut Engine, options: &Options, candidates: &[Id]) -> (Models, Predictions) {
    engine.report(options).expect("a report");
    let buying = host::buying(engine).expect("purchases");
    let asked = ModelOptions { candidates: candidates.to_vec(), ..ModelOptions::default() };
    Modelling::new(&buying, asked).expect("options").finish(&buying, None)
}

fn months(engine: &mut Engine, options: &Options, models: &Models, months: u32) -> Vec<Value> {
    let told = host::history(engine, options, models, &HistoryOptions { months }).expect("a history");
    let told = serde_json::to_value(told).expect("JSON");
    told["months"].as_array().expect("months").clone()
}

fn near(value: &Value, expected: &Value, within: f64) {
    let (value, expected) = (value.as_f64().expect("a number"), expected.as_f64().expect("a number"));
    assert!((value - expected).abs() <= within * expected.abs().max(1.0), "{value} is not {expected}");
}

/// `tests/data/history/expected.py`: flags in exact fractions, the model in closed form with another optimiser.
#[test]
fn months_of_cdnow_agree_with_the_independent_computation() {
    let mut engine = cdnow(|_| true);
    let (made, _) = models(&mut engine, &Options::default());
    assert_eq!(made.chosen.map(|model| model.name()), Some("paretoNbd"));
    let found = months(&mut engine, &Options::default(), &made, 36);
    let expected: Value = serde_json::from_str(include_str!("data/history/expected.json")).expect("JSON");
    let expected = expected["months"].as_array().expect("months");
    assert_eq!((found.len(), expected.len()), (18, 18));
    let mut fits = 0;
    for (month, expected) in found.iter().zip(expected) {
        for same in ["month", "asOf", "customers"] {
            assert_eq!(month[same], expected[same]);
        }
        for same in ["definition", "judged", "flagged"] {
            assert_eq!(month["churn"][same], expected["churn"][same], "{}", month["month"]);
        }
        for same in ["rate", "low", "high"] {
            near(&month["churn"][same], &expected["churn"][same], 1e-9);
        }
        near(&month["value"]["historic"]["mean"], &expected["historic"], 1e-9);
        if let Some(fit) = expected.get("fit") {
            fits += 1;
            assert_eq!(month["value"]["predicted"]["n"], fit["n"], "{}", month["month"]);
            near(&month["value"]["predicted"]["mean"], &fit["predicted"], 1e-4);
            near(&month["value"]["lost"], &fit["lost"], 1e-4);
        }
    }
    assert_eq!(fits, 3);
}

/// The data begin on 1 January 1997; foretelling 365 days needs 183 of them, and 100 customers who came again.
#[test]
fn months_too_short_say_so_and_are_not_0() {
    let mut engine = cdnow(|_| true);
    let (made, _) = models(&mut engine, &Options::default());
    let found = months(&mut engine, &Options::default(), &made, 36);
    let known = |month: &Value| !month["value"]["predicted"].is_null();
    let first = found.iter().find(|month| known(month)).expect("a month");
    assert_eq!(first["month"], "1997-07");
    for month in found.iter().filter(|month| !known(month)) {
        assert!(month["value"]["lost"].is_null());
        assert_eq!(month["reasons"].as_array().map(Vec::len), Some(1), "{month}");
    }
    assert_eq!(found[0]["reasons"][0]["code"], "historyFewRepeaters");
    assert_eq!(found[1]["reasons"][0]["code"], "historyShort");
    assert_eq!(found[1]["reasons"][0]["params"]["needed"], "183");
}

/// A month of the history is what the report says whose as-of is its last day, with the same kind of model.
#[test]
fn a_month_is_the_report_as_of_its_end() {
    let mut engine = cdnow(|_| true);
    let (made, _) = models_of(&mut engine, &Options::default(), &[Id::ParetoNbd]);
    let found = months(&mut engine, &Options::default(), &made, 12);
    for month in [&found[8], &found[11]] {
        let then = as_of(month["asOf"].as_str().expect("a date"));
        let then_made = models_of(&mut engine, &then, &[Id::ParetoNbd]);
        let churn = engine.report(&then).expect("a report").churn.clone().expect("churn");
        let judged = churn.definitions.iter().find(|one| one.id == DefinitionId::D1).expect("D1");
        assert_eq!(month["churn"]["flagged"], judged.flagged);
        assert_eq!(month["churn"]["rate"].as_f64(), judged.share);
        assert_eq!(month["churn"]["low"].as_f64(), judged.low);
        assert_eq!(then_made.0.chosen, made.chosen);
        let buying = host::buying(&mut engine).expect("purchases");
        let flags = host::flags(&mut engine, &buying.keys, DefinitionId::D1).expect("flags");
        let values = predicted(&buying, &then_made, None);
        let foretold = Foretold { values: values.as_deref(), ahead: None };
        let report = value(&buying, None, foretold, Some(&flags), &ValueOptions::default()).expect("value");
        let report = serde_json::to_value(report).expect("JSON");
        assert_eq!(month["value"]["historic"], report["historic"]);
        assert_eq!(month["value"]["predicted"], report["predicted"]);
        assert_eq!(month["value"]["lost"], report["lost"]["remaining"]);
    }
}

/// Orders from April 1998 on change no month before, while the same kind of model is used.
#[test]
fn later_orders_change_no_earlier_month() {
    let mut whole = cdnow(|_| true);
    let (made, _) = models(&mut whole, &Options::default());
    let all = months(&mut whole, &Options::default(), &made, 36);
    let mut part = cdnow(|date| date < "19980401");
    let (mut earlier, _) = models(&mut part, &as_of("1998-03-31"));
    earlier.chosen = made.chosen;
    let told = months(&mut part, &as_of("1998-03-31"), &earlier, 36);
    assert_eq!(told.len(), 15);
    assert_eq!(told[..], all[..15]);
}
