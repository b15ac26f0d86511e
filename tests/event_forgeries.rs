//! Forged files of events: what is wrong is named, costs no more than its limit, and the rest still counts.

#![allow(clippy::expect_used)]

use linger::metrics::heat::MOST_ANCHORS;
use linger::source::events::table::EventMapping;
use linger::visits::heat::HeatQuery;
use linger::visits::{Options, Report, Visits};

const TIME: u64 = 1_704_067_200_000;

fn loaded(text: &str) -> (Visits, Report) {
    let mut visits = Visits::new(|_| None, 1);
    let file = visits.open_file("forged", EventMapping::default());
    visits.push(file, text.as_bytes()).expect("text");
    visits.finish(file).expect("events");
    let report = visits.report(&Options::default()).expect("a report");
    (visits, report)
}

/// Code and sample of each ledger entry of one event with one member.
fn said(event: &str, key: &str, value: &str) -> Vec<(&'static str, String, u64)> {
    let text = format!("{{\"v\":1,\"e\":\"{event}\",\"t\":{TIME},\"vid\":\"x\",\"{key}\":{value}}}\n");
    let (_, report) = loaded(&text);
    assert_eq!(report.meta.events, 1, "{text}");
    report.quality.into_iter().map(|line| (line.code, line.sample, line.count)).collect()
}

/// Keys that hold texts, by event; "" is every event.
const TEXTS: [(&str, &[&str]); 15] = [
    ("", &["pid", "p", "tpl", "h", "d", "cid", "co"]),
    ("view", &["nav", "src", "ref", "us", "um", "uc", "ut", "ux", "ck"]),
    ("product", &["id", "cur", "cat"]),
    ("add", &["id", "var", "cur"]),
    ("remove", &["id", "var", "cur"]),
    ("cart", &["cur", "tok"]),
    ("checkout", &["cur", "tok"]),
    ("order", &["oid", "cur", "tok"]),
    ("search", &["q", "via"]),
    ("result", &["q", "h2"]),
    ("click", &["a", "ly", "tg"]),
    ("dead", &["a"]),
    ("slot", &["s", "act"]),
    ("ferr", &["a", "f"]),
    ("jerr", &["m", "at"]),
];

/// Keys that hold numbers.
const NUMBERS: [(&str, &[&str]); 15] = [
    ("", &["n", "w"]),
    ("view", &["vh", "dh"]),
    ("product", &["price"]),
    ("add", &["q", "price"]),
    ("remove", &["q", "price"]),
    ("cart", &["items", "total"]),
    ("checkout", &["items", "total"]),
    ("order", &["items", "total"]),
    ("search", &["res", "off"]),
    ("result", &["pos"]),
    ("click", &["x", "y", "px", "py"]),
    ("rage", &["c"]),
    ("scroll", &["mx", "rev"]),
    ("dwell", &["ms"]),
    ("vital", &["lcp", "inp", "ttfb", "cls"]),
];

fn each(keys: &[(&'static str, &'static [&'static str])], mut test: impl FnMut(&str, &str)) {
    for &(event, keys) in keys {
        keys.iter().for_each(|key| test(if event.is_empty() { "view" } else { event }, key));
    }
}

#[test]
fn a_wrong_type_in_any_field_is_named_and_the_event_counts() {
    each(&TEXTS, |event, key| {
        for value in ["{\"a\":1}", "[1,2]", "true"] {
            assert_eq!(said(event, key, value), [("wrongType", key.to_owned(), 1)], "{event} {key} {value}");
        }
        assert_eq!(said(event, key, "null"), [], "{event} {key}");
    });
    each(&NUMBERS, |event, key| {
        for value in ["{\"a\":1}", "[1]", "\"many\"", "\"\""] {
            assert_eq!(said(event, key, value), [("wrongType", key.to_owned(), 1)], "{event} {key} {value}");
        }
        assert_eq!(said(event, key, "null"), [], "{event} {key}");
    });
    for (event, key) in [("click", "ab"), ("dwell", "bd")] {
        for value in
            ["[1,\"x\"]", "[[1],[2],[3],[4]]", "[1e300,0,0,0]", &format!("[{}1]", "1,".repeat(1_000_000))]
        {
            let found = said(event, key, value);
            assert_eq!(found, [("wrongType", key.to_owned(), 1)], "{event} {key}");
        }
    }
}

#[test]
fn huge_numbers_in_any_field_are_named_and_the_event_counts() {
    each(&NUMBERS, |event, key| {
        for value in ["1e308", "-1e308", "1e999", "-99999999999999999999", &"9".repeat(5_000)] {
            let found = said(event, key, value);
            assert_eq!(found, [("numberOutOfRange", key.to_owned(), 1)], "{event} {key} {value}");
        }
    });
}

/// Ten thousand levels as a record, in any field, and around the records.
#[test]
fn deep_nesting_is_named_and_costs_no_stack() {
    let good = format!("{{\"v\":1,\"e\":\"view\",\"t\":{TIME},\"vid\":\"x\"}}");
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        let (_, report) = loaded(&format!("{good}\n{deep}\n"));
        let codes: Vec<_> = report.quality.iter().map(|line| (line.code, line.count)).collect();
        let expected = if open == "[" { "notAnObject" } else { "unknownVersion" };
        assert_eq!((codes, report.meta.events), (vec![(expected, 1)], 1));
        each(&TEXTS, |event, key| assert_eq!(said(event, key, &deep)[0].0, "wrongType"));
        each(&NUMBERS, |event, key| assert_eq!(said(event, key, &deep)[0].0, "wrongType"));
        let unknown = format!("{{\"v\":1,\"e\":\"view\",\"t\":{TIME},\"vid\":\"x\",\"zz\":{deep}}}");
        let (_, report) = loaded(&format!("[{unknown},{deep},{good}]"));
        assert_eq!((report.quality.len(), report.meta.events), (1, 2));
    }
}

/// Texts are cut, members beyond those of the format are passed over.
#[test]
fn endless_texts_and_members_are_cut() {
    let long = "y".repeat(100_000);
    each(&TEXTS, |event, key| {
        let found = said(event, key, &format!("\"{long}\""));
        assert!(
            found.iter().all(|(code, sample, _)| *code == "shortened" && sample.chars().count() <= 80),
            "{key}"
        );
    });
    let members: String = (0..200_000).map(|at| format!(",\"m{at}\":{at}")).collect();
    let text = format!("{{\"v\":1,\"e\":\"view\",\"t\":{TIME},\"vid\":\"x\"{members}}}\n");
    assert_eq!(loaded(&text).1.meta.events, 1);
}

/// Any number of anchors gives an answer of at most so many, those with most points first; the map has all points.
#[test]
fn forged_anchors_give_an_answer_of_limited_size() {
    const ANCHORS: u32 = 40_000;
    let click = |anchor: u32, n: u32| {
        format!(
            "{{\"v\":1,\"e\":\"click\",\"t\":{TIME},\"vid\":\"x\",\"n\":{n},\"a\":\"#f{anchor}\",\"px\":1,\"py\":1}}\n"
        )
    };
    let mut text: String = (0..ANCHORS).map(|anchor| click(anchor, anchor)).collect();
    text.extend((0..3).map(|at| click(ANCHORS - 1, ANCHORS + at)));
    let (mut visits, _) = loaded(&text);
    let query = HeatQuery { width: 100.0, height: 100.0, k: 1, ..HeatQuery::default() };
    let anchors = visits.heat_anchors(&query).expect("anchors");
    assert_eq!((anchors.len(), anchors[0].0.as_str(), anchors[0].1.n), (MOST_ANCHORS, "#f39999", 4));
    assert_eq!(visits.heatmap(&query).expect("a map").n, ANCHORS + 3);
}
