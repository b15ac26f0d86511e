//! Events of Linger's own format as a table: a visit written both ways gives the same answers.

#![allow(clippy::expect_used)]

use linger::source::events::table::EventMapping;
use linger::visits::heat::HeatQuery;
use linger::visits::{Options, SessionQuery, Visits};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Every kind of event, by two visitors; texts with what tables and JSON escape.
fn events() -> Vec<Value> {
    let own = [
        json!({"e": "view", "nav": "load", "vh": 900, "dh": 4000, "src": "ads", "us": "a, \"b\"", "uc": "spring\\sale", "ck": "gclid,fbclid"}),
        json!({"e": "login", "cid": "00112233445566778899aabbccddeeff"}),
        json!({"e": "product", "id": "7", "price": 1299, "cur": "EUR", "cat": "lamps; large"}),
        json!({"e": "add", "id": "7", "var": "71", "q": 2, "price": 1299, "cur": "EUR"}),
        json!({"e": "remove", "id": "7", "var": "71", "q": 1, "price": 1299, "cur": "EUR"}),
        json!({"e": "cart", "items": 1, "total": 1299, "cur": "EUR", "tok": "0123456789abcdef"}),
        json!({"e": "search", "q": "5star 灯 \"x\"", "res": 0, "off": 0, "via": "page"}),
        json!({"e": "search", "q": "12", "res": null, "via": "suggest"}),
        json!({"e": "result", "q": "12", "pos": 3, "h2": "lamp"}),
        json!({"e": "click", "a": "[data-linger=\"hero\"]", "x": 16000, "y": 9000, "px": 500, "py": 80, "ly": "page", "tg": "button", "i": 1, "ab": [0, -20, 1000, 400]}),
        json!({"e": "click", "a": "", "x": 1, "y": 2, "px": 400, "py": 3000, "ly": "fixed", "tg": "a", "k": 1}),
        json!({"e": "move", "a": "#top", "x": 3, "y": 4}),
        json!({"e": "rage", "a": "#top", "c": 4}),
        json!({"e": "dead", "a": "#top"}),
        json!({"e": "slot", "s": "hero", "act": "click"}),
        json!({"e": "ferr", "a": "#form", "f": "email"}),
        json!({"e": "jerr", "m": "x is\nnot a function, is it", "at": "theme.js:12"}),
        json!({"e": "scroll", "mx": 0.62, "rev": 2}),
        json!({"e": "dwell", "ms": 42000, "bd": [20000, 1000, 0, 500]}),
        json!({"e": "vital", "lcp": 2400, "inp": 180, "ttfb": 300, "cls": 90}),
        json!({"e": "checkout", "items": 1, "total": 1299, "cur": "EUR", "tok": "0123456789abcdef"}),
        json!({"e": "step", "s": "contact", "tok": "0123456789abcdef"}),
        json!({"e": "order", "oid": "#1001", "items": 1, "total": 1299, "cur": "EUR", "tok": "0123456789abcdef"}),
        json!({"e": "back", "ms": 3000}),
    ];
    (0..2).flat_map(|visitor| (0..).zip(&own).map(move |(at, own)| event(visitor, at, own))).collect()
}

fn event(visitor: u64, at: u64, own: &Value) -> Value {
    let mut event = json!({
        "v": 1, "t": 1_704_067_200_000_u64 + visitor * 86_400_000 + at * 7_000, "vid": format!("visitor-{visitor}"),
        "sid": "s", "pid": format!("page{}", at / 9), "n": at, "p": "/en/products/lamp", "tpl": "product", "h": "lamp",
        "d": (["desktop", "phone"][usize::from(visitor > 0)]), "w": 1000, "co": "DE",
    });
    let all = event.as_object_mut().expect("an object");
    all.extend(own.as_object().expect("an object").clone());
    event
}

fn lines(events: &[Value]) -> String {
    events.iter().map(|event| format!("{event}\n")).collect()
}

/// The same as a table: one column a key.
fn table(events: &[Value], delimiter: &str, list: impl Fn(&[Value]) -> String) -> String {
    let mut keys: Vec<&String> =
        events.iter().flat_map(|event| event.as_object().expect("object").keys()).collect();
    keys.sort();
    keys.dedup();
    let cell = |event: &Map<String, Value>, key: &String| match event.get(key) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => format!("\"{}\"", text.replace('"', "\"\"")),
        Some(Value::Array(numbers)) => format!("\"{}\"", list(numbers)),
        Some(number) => number.to_string(),
    };
    let header = keys.iter().map(|key| (*key).clone()).collect::<Vec<_>>().join(delimiter);
    let rows = events.iter().map(|event| {
        let event = event.as_object().expect("object");
        keys.iter().map(|key| cell(event, key)).collect::<Vec<_>>().join(delimiter)
    });
    std::iter::once(header).chain(rows).map(|line| line + "\r\n").collect()
}

fn spaced(numbers: &[Value]) -> String {
    numbers.iter().map(Value::to_string).collect::<Vec<_>>().join(" ")
}

fn loaded(text: &str, chunk: usize) -> Visits {
    let mut visits = Visits::new(|_| None, 1);
    let file = visits.open_file("events", EventMapping::default());
    text.as_bytes().chunks(chunk).for_each(|chunk| visits.push(file, chunk).expect("text"));
    let summary = visits.finish(file).expect("events");
    assert_eq!((summary.source, summary.mapping), ("linger", None));
    visits
}

/// Report, sessions, replays, heatmaps of clicks, moves and the fixed layer, anchors, scroll.
fn answers(visits: &mut Visits) -> Value {
    let mut all = serde_json::to_value(visits.report(&Options::default()).expect("report")).expect("json");
    all["meta"]["files"] = Value::Null;
    let page = visits.sessions(&SessionQuery::default()).expect("sessions");
    all["sessions"] = serde_json::to_value(page).expect("json");
    for session in 0..2 {
        all[format!("replay {session}")] =
            serde_json::to_value(visits.replay(session).expect("session")).expect("json");
    }
    for (moves, fixed) in [(false, false), (true, false), (false, true)] {
        let boxes = BTreeMap::from([("[data-linger=\"hero\"]".to_owned(), [0.0, 0.0, 300.0, 200.0])]);
        let query =
            HeatQuery { moves, fixed, width: 1000.0, height: 4000.0, k: 1, boxes, ..HeatQuery::default() };
        all[format!("heat {moves} {fixed}")] = format!("{:?}", visits.heatmap(&query)).into();
        all[format!("anchors {moves} {fixed}")] = format!("{:?}", visits.heat_anchors(&query)).into();
        all[format!("scroll {moves} {fixed}")] = format!("{:?}", visits.scroll(&query)).into();
    }
    all
}

#[test]
fn a_table_of_lingers_keys_says_the_same_as_lines() {
    let events = events();
    let expected = answers(&mut loaded(&lines(&events), 1 << 20));
    assert_eq!((&expected["quality"], &expected["meta"]["events"]), (&json!([]), &json!(48)));
    let json = |numbers: &[Value]| Value::Array(numbers.to_vec()).to_string();
    let semicolons = |numbers: &[Value]| spaced(numbers).replace(' ', ";");
    for text in [table(&events, ",", spaced), table(&events, ";", json), table(&events, "\t", semicolons)] {
        for chunk in [1 << 20, 97] {
            assert_eq!(answers(&mut loaded(&text, chunk)), expected);
        }
    }
}

#[test]
fn flags_as_words_and_no_version_are_read() {
    let text = "e,t,vid,pid,n,tpl,a,px,py,k,i\n\
        view,1704067200000,ann,p,0,index,,,,,\n\
        click,1704067201000,ann,p,1,index,#a,1,2,TRUE,false\n";
    let lines = r##"{"v":1,"e":"view","t":1704067200000,"vid":"ann","pid":"p","n":0,"tpl":"index"}
{"v":1,"e":"click","t":1704067201000,"vid":"ann","pid":"p","n":1,"tpl":"index","a":"#a","px":1,"py":2,"k":true}
"##;
    let replay = |text: &str| {
        loaded(text, 1 << 20).replay(0).map(|replay| serde_json::to_value(replay).expect("json"))
    };
    assert_eq!(replay(text).expect("a session"), replay(lines).expect("a session"));
}

/// What is wrong in a cell is named like the same in a line; the other records still count.
#[test]
fn wrong_cells_are_in_the_ledger() {
    let text = "v,e,t,vid,w,bd\n\
        1,view,1704067200000,ann,1000,\n\
        2,view,1704067201000,ann,1000,\n\
        1,glance,1704067202000,ann,1000,\n\
        1,view,yesterday,ann,1000,\n\
        1,view,1704067203000,,1000,\n\
        1,dwell,1704067204000,ann,wide,one two\n\
        1,view,1704067205000,ann,70000,,more\n";
    let mut visits = loaded(text, 1 << 20);
    let report = visits.report(&Options::default()).expect("report");
    let found: Vec<_> = report.quality.iter().map(|line| (line.code, line.count, line.record)).collect();
    let expected = [
        ("unknownVersion", 1, Some(3)),
        ("unknownEvent", 1, Some(4)),
        ("noTime", 1, Some(5)),
        ("noVisitor", 1, Some(6)),
        ("ragged", 1, Some(8)),
        ("wrongType", 2, Some(7)),
        ("numberOutOfRange", 1, Some(8)),
    ];
    assert_eq!(found, expected);
    assert_eq!(report.meta.events, 3);
}
