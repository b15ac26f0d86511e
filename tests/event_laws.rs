//! Laws of events: chunking, order of lines, parts of a file and other seeds change nothing; hostile input is counted.

#![allow(clippy::expect_used)]

use linger::source::events::EventIntake;
use linger::source::events::table::EventMapping;
use linger::visits::{Options, SessionQuery, Visits};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Visitor, second, kind and a number for details.
type Event = (u8, u32, u8, u8);

const KINDS: [&str; 16] = [
    "view", "view", "view", "product", "add", "remove", "checkout", "order", "search", "result", "click",
    "dwell", "scroll", "slot", "vital", "rage",
];
const TEMPLATES: [&str; 4] = ["index", "product", "cart", "search"];

fn line(at: usize, (visitor, second, kind, detail): Event) -> String {
    let kind = KINDS[usize::from(kind) % KINDS.len()];
    let page = second / 40;
    json!({
        "v": 1, "e": kind, "t": 1_704_067_200_000_u64 + u64::from(second) * 1000, "vid": format!("v{}", visitor % 6),
        "pid": format!("p{page}"), "n": at, "tpl": TEMPLATES[(page % 4) as usize], "p": format!("/{}", page % 7),
        "d": (["phone", "desktop"][usize::from(visitor % 2)]), "id": format!("i{}", detail % 3), "cat": "lamps",
        "q": format!("term {}", detail % 4), "res": detail % 2, "pos": detail % 5 + 1, "ms": u32::from(detail) * 100,
        "mx": f64::from(detail) / 255.0, "rev": detail % 6, "s": format!("slot{}", detail % 2),
        "act": (["seen", "click"][usize::from(detail % 2)]), "a": format!("#a{}", detail % 3), "px": detail, "py": 5,
        "lcp": u32::from(detail) * 20, "cid": if detail % 7 == 0 { format!("c{}", detail % 3) } else { String::new() },
        "tok": if detail % 5 == 0 { format!("t{}", detail % 2) } else { String::new() },
        "src": (["direct", "ads", "search"][usize::from(detail % 3)]), "us": format!("s{}", detail % 2),
    })
    .to_string()
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec((any::<u8>(), 0_u32..20_000, any::<u8>(), any::<u8>()), 1..80)
        .prop_map(|events| events.into_iter().enumerate().map(|(at, event)| line(at, event)).collect())
}

fn report_of(files: &[Vec<&[u8]>], seed: u64) -> Value {
    let mut visits = Visits::new(|_| None, seed);
    for chunks in files {
        let file = visits.open_file("events", EventMapping::default());
        for chunk in chunks {
            visits.push(file, chunk).expect("text");
        }
        visits.finish(file).expect("events");
    }
    let mut value =
        serde_json::to_value(visits.report(&Options::default()).expect("a report")).expect("json");
    let page = visits.sessions(&SessionQuery::default()).expect("sessions");
    value["page"] = serde_json::to_value(page).expect("json");
    value["replay"] = serde_json::to_value(visits.replay(0).expect("a replay")).expect("json");
    value["meta"] = Value::Null;
    value["quality"] = Value::Null;
    value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_chunks_parts_and_seed_change_nothing(lines in lines(), shuffle in any::<u64>(), cuts in prop::collection::vec(any::<usize>(), 0..6), seed in any::<u64>()) {
        let text = lines.join("\n");
        let whole = report_of(&[vec![text.as_bytes()]], 1);
        let mut chunks = Vec::new();
        let mut from = 0;
        let mut ends: Vec<usize> = cuts.iter().map(|cut| cut % (text.len() + 1)).collect();
        ends.sort_unstable();
        for end in ends {
            chunks.push(&text.as_bytes()[from..end]);
            from = end;
        }
        chunks.push(&text.as_bytes()[from..]);
        prop_assert_eq!(&whole, &report_of(&[chunks], seed));
        let mut shuffled = lines.clone();
        shuffled.sort_by_key(|line| xx(line, shuffle));
        let shuffled_text = shuffled.join("\n");
        prop_assert_eq!(&whole, &report_of(&[vec![shuffled_text.as_bytes()]], 2));
        let half = shuffled.len() / 2;
        if half > 0 {
            let (a, b) = (shuffled[..half].join("\n"), shuffled[half..].join("\n"));
            prop_assert_eq!(&whole, &report_of(&[vec![a.as_bytes()], vec![b.as_bytes()]], 3));
        }
        // A sender that tries twice changes nothing either.
        let twice = format!("{text}\n{text}");
        prop_assert_eq!(&whole, &report_of(&[vec![twice.as_bytes()]], 4));
    }

    #[test]
    fn forged_lines_never_stop_the_reading(junk in prop::collection::vec(forged(), 0..30)) {
        let mut text = junk.join("\n");
        text.push('\n');
        text.push_str(&line(0, (1, 1, 0, 1)));
        let mut visits = Visits::new(|_| None, 9);
        let file = visits.open_file("events.ndjson", EventMapping::default());
        let read = visits.push(file, text.as_bytes()).and_then(|()| visits.finish(file));
        if read.is_ok() {
            prop_assert!(visits.report(&Options::default()).is_ok());
        }
    }
}

fn xx(line: &str, shuffle: u64) -> u64 {
    line.bytes().fold(shuffle | 1, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

/// A line of the right shape with any value in any place.
fn forged() -> impl Strategy<Value = String> {
    const KEYS: [&str; 17] = [
        "v", "e", "t", "vid", "pid", "n", "w", "x", "y", "px", "ab", "bd", "mx", "ms", "q", "price", "total",
    ];
    let value = prop_oneof![
        Just("1e400".to_owned()),
        Just("-9223372036854775809".to_owned()),
        Just("1704067200000".to_owned()),
        Just("{\"a\":[[[[1]]]]}".to_owned()),
        Just("[1,\"x\",null]".to_owned()),
        Just("\"<script>alert(1)</script>\"".to_owned()),
        Just("null".to_owned()),
        Just("true".to_owned()),
        "[0-9eE.+-]{1,20}",
        any::<String>().prop_map(|text| json!(text).to_string()),
    ];
    let kind = prop::sample::select(&KINDS[..]);
    (prop::collection::vec((prop::sample::select(&KEYS[..]), value), 0..6), kind).prop_map(
        |(members, kind)| {
            let members: String = members.iter().map(|(key, value)| format!(",\"{key}\":{value}")).collect();
            format!(r#"{{"v":1,"e":"{kind}","t":1704067200000,"vid":"x"{members}}}"#)
        },
    )
}

fn ledger(text: &str) -> (usize, Vec<(&'static str, u64)>) {
    let mut intake = EventIntake::new("events", EventMapping::default(), |_| None, 1);
    intake.push(text.as_bytes()).expect("text");
    let file = intake.finish().expect("events");
    let verdicts = file.ledger.entries().map(|(verdict, entry)| (verdict.code(), entry.count)).collect();
    (file.events.len(), verdicts)
}

#[test]
fn hostile_lines_are_counted() {
    let good = line(0, (1, 1, 0, 1));
    let event = |rest: &str| format!(r#"{{"v":1,"e":"click","t":1704067200000,"vid":"x"{rest}}}"#);
    let cases = [
        (r#"{"v":1,"e":"view""#.to_owned(), 0, "notAnObject"),
        ("not json".to_owned(), 0, "notAnObject"),
        (r#"{"v":2,"e":"view","t":1704067200000,"vid":"x"}"#.to_owned(), 0, "unknownVersion"),
        (r#"{"v":1,"e":"teleport","t":1704067200000,"vid":"x"}"#.to_owned(), 0, "unknownEvent"),
        (r#"{"v":1,"e":"view","t":{},"vid":"x"}"#.to_owned(), 0, "noTime"),
        (r#"{"v":1,"e":"view","t":1e300,"vid":"x"}"#.to_owned(), 0, "numberOutOfRange"),
        (r#"{"v":1,"e":"view","t":7,"vid":"x"}"#.to_owned(), 0, "timeOutOfRange"),
        (r#"{"v":1,"e":"view","t":1704067200000}"#.to_owned(), 0, "noVisitor"),
        (r#"{"v":1,"e":"view","t":1704067200000,"sid":"s"}"#.to_owned(), 1, "keyedBySession"),
        (event(r#","x":99999999999999999999"#), 1, "numberOutOfRange"),
        (event(r#","a":{"deep":[[[[[[]]]]]]}"#), 1, "wrongType"),
        (event(r#","ab":[1,2,3]"#), 1, "wrongType"),
        (event(&format!(r#","a":"{}""#, "é".repeat(500))), 1, "shortened"),
        (event(&format!(r#","a":{}1{}"#, "[".repeat(100_000), "]".repeat(100_000))), 1, "wrongType"),
        (event(&format!(r#","a":"{}""#, "x".repeat(5 << 20))), 0, "recordTooLong"),
    ];
    for (bad, used, code) in cases {
        let (events, verdicts) = ledger(&format!("{good}\n{bad}\n{good}\n"));
        let shown: String = bad.chars().take(80).collect();
        assert_eq!((events, verdicts), (2 + used, vec![(code, 1)]), "{shown}");
    }
}

/// A million anchors: at most 250,000 are kept apart, the rest is one value, and the ledger says so.
#[test]
fn a_million_anchors_cost_no_more_than_the_limit() {
    let mut intake = EventIntake::new("events", EventMapping::default(), |_| None, 1);
    for anchor in 0..1_000_000 {
        let line =
            format!("{{\"v\":1,\"e\":\"click\",\"t\":1704067200000,\"vid\":\"x\",\"a\":\"#{anchor}\"}}\n");
        intake.push(line.as_bytes()).expect("text");
    }
    let file = intake.finish().expect("events");
    assert_eq!(file.events.len(), 1_000_000);
    assert_eq!(file.events.words.len(), 250_001);
    let verdicts: Vec<_> =
        file.ledger.entries().map(|(verdict, entry)| (verdict.code(), entry.count)).collect();
    assert_eq!(verdicts, [("tooManyValues", 750_000)]);
}

/// What strangers write comes out as they wrote it, as text: whoever shows it escapes it.
#[test]
fn scripts_stay_text() {
    let script = "<script>alert(1)</script>";
    let text = json!({ "v": 1, "e": "search", "t": 1_704_067_200_000_u64, "vid": script, "q": script, "tpl": script })
        .to_string();
    let report = report_of(&[vec![text.as_bytes()]], 1);
    assert_eq!(report["search"]["terms"][0]["term"], script);
    assert_eq!(report["page"]["visitor"][0], script);
}

#[test]
fn empty_and_foreign_files_say_what_to_do() {
    let read = |bytes: &[u8]| {
        let mut visits = Visits::new(|_| None, 1);
        let file = visits.open_file("f", EventMapping::default());
        visits.push(file, bytes).and_then(|()| visits.finish(file)).expect_err("an error").to_string()
    };
    assert!(
        read(b"{\"a\":1}\n")
            .contains("No storefront event that can be used is loaded. Most often: An event that")
    );
    assert!(read(b"PK\x03\x04abc").contains("not a text export"));
    let mut visits = Visits::new(|_| None, 1);
    assert_eq!(visits.report(&Options::default()).expect_err("no data").code(), "noEvents");
    assert_eq!(visits.replay(0).expect_err("no data").code(), "noEvents");
}
