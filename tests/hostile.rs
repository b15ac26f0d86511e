//! Bad input, and what a shop owner reads about it: `hostile.md` holds the sentences, these tests the cases.
//!
//! Each test gives what Linger said to [`Said::is`], which looks the case up in the table. Nothing may panic,
//! and what was loaded before a failure stays as it was.

#![allow(clippy::expect_used)]

use crate::support;
use linger::engine::Engine;
use linger::report::Options;
use linger::source::mapping::Mapping;
use serde_json::Value;

const TABLE: &str = include_str!("hostile.md");
const HEADER: &str = "order,customer,date,total\n";
const CHUNK: usize = 1 << 16;

/// What was said about a case: one sentence of an error, or the lines of the ledger.
struct Said(Vec<String>);

impl Said {
    fn is(&self, case: &str) {
        assert_eq!(self.0.join("<br>"), row(case), "the table's sentence for \"{case}\"");
    }
}

/// The last cell of a case's row.
fn row(case: &str) -> &'static str {
    let rows = TABLE.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let mut cells = rows.map(|row| row.splitn(3, " | ").collect::<Vec<_>>());
    cells.find(|cells| cells[0] == case).map_or("no such case", |cells| cells[2])
}

/// The error of a file, after seeing that an earlier file stays as it was.
fn refused(name: &str, bytes: &[u8]) -> Said {
    let mut engine = support::read(&format!("{HEADER}1,ann,2024-01-05,20.00\n"));
    let before = json(&mut engine);
    let handle = engine.open_file(name, Mapping::default(), None).expect("a handle");
    let pushed = bytes.chunks(CHUNK).try_for_each(|chunk| engine.push(handle, chunk));
    let error = pushed.and_then(|()| engine.finish(handle).map(|_| ())).expect_err("the file is refused");
    engine.abandon(handle);
    assert_eq!(json(&mut engine), before);
    Said(vec![error.to_string()])
}

fn loaded(bytes: &[u8]) -> Engine {
    let mut engine = support::engine();
    support::add(&mut engine, "shop.csv", bytes, &Mapping::default(), CHUNK).expect("the file can be read");
    engine
}

fn rows(rows: &str) -> Engine {
    loaded(format!("{HEADER}{rows}").as_bytes())
}

fn json(engine: &mut Engine) -> Value {
    serde_json::to_value(engine.report(&Options::default()).expect("a report")).expect("JSON")
}

fn ledger(engine: &mut Engine) -> Said {
    let report = engine.report(&Options::default()).expect("a report");
    let lines = report.quality.ledger.iter().map(|line| {
        let place = line.line.map_or(String::new(), |at| format!(", first on line {at}"));
        let sample = line.sample.replace(char::is_control, "�");
        let sample = if sample.is_empty() { String::new() } else { format!(" ({sample})") };
        format!("{} × {}{place}{sample}: {}", line.code, line.count, line.message)
    });
    let lines: Vec<String> = lines.collect();
    Said(if lines.is_empty() { vec!["No entry: every record counts.".to_owned()] } else { lines })
}

/// Orders and net sales.
fn totals(engine: &mut Engine) -> (u64, f64) {
    let report = json(engine);
    let summary = &report["summary"];
    (summary["orders"].as_u64().expect("orders"), summary["netSales"].as_f64().expect("net sales"))
}

#[test]
fn every_row_of_the_table_has_its_test() {
    let source = include_str!("hostile.rs");
    let tests: Vec<&str> = TABLE
        .lines()
        .filter(|line| line.starts_with("| "))
        .filter_map(|line| line.split(" | ").nth(1)?.strip_prefix("`hostile::")?.strip_suffix('`'))
        .collect();
    assert!(tests.len() > 20);
    for test in tests {
        assert!(source.contains(&format!("fn {test}()")), "no test {test}");
    }
}

#[test]
fn empty_file() {
    refused("shop.csv", b"").is("Empty file");
    refused("shop.csv", b"\n\r\n\n").is("Nothing but empty lines");
}

#[test]
fn header_only() {
    refused("shop.csv", HEADER.as_bytes()).is("Header only");
    let shopify =
        "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity\n";
    refused("orders_export.csv", shopify.as_bytes()).is("Header only, Shopify");
}

#[test]
fn binary() {
    let noise: Vec<u8> = (0_u32..200_000).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    refused("shop.csv", &noise).is("Binary");
}

#[test]
fn image_renamed() {
    refused("shop.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01").is("PNG image named .csv");
    refused("shop.csv", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0").is("JPEG image named .csv");
    refused("shop.csv", b"PK\x03\x04\x14\0\x06\0\x08\0").is("Excel workbook named .csv");
}

#[test]
fn ten_thousand_columns() {
    let names: Vec<String> = (0..10_000).map(|column| format!("extra {column}")).collect();
    let header = format!("order,customer,date,total,{}\n", names.join(","));
    let row = |id: u32| format!("{id},ann,2024-01-0{id},20.00{}\n", ",x".repeat(10_000));
    let mut engine = loaded(format!("{header}{}{}", row(1), row(2)).as_bytes());
    assert_eq!(totals(&mut engine), (2, 40.0));
    ledger(&mut engine).is("10,000 columns");
    refused("shop.csv", format!("{}\n{}\n", names.join(","), ["x"; 10_000].join(",")).as_bytes())
        .is("10,000 columns, none of them known");
}

#[test]
fn nul_byte() {
    let mut engine = rows("1,an\0n,2024-01-05,20.00\n2,bob,2024-01-\u{0}6,10.00\n3,bob,2024-01-07,5.00\n");
    assert_eq!(totals(&mut engine), (2, 25.0));
    ledger(&mut engine).is("A NUL byte");
}

#[test]
fn unclosed_quote() {
    let mut engine = rows("1,ann,2024-01-05,20.00\n2,\"bob,2024-01-06,10.00\n3,cid,2024-01-07,5.00\n");
    assert_eq!(totals(&mut engine), (3, 35.0));
    ledger(&mut engine).is("Unclosed quote");
}

#[test]
fn no_customer_column() {
    refused("shop.csv", b"order,date,total\n1,2024-01-05,20.00\n").is("No customer column");
}

#[test]
fn no_dates() {
    refused("shop.csv", b"order,customer,total\n1,ann,20.00\n").is("No date column");
    let given = Mapping { time: serde_json::from_str("\"date\"").expect("a column"), ..Mapping::default() };
    let text = format!("{HEADER}1,ann,soon,20.00\n2,bob,later,10.00\n");
    let error = support::add(&mut support::engine(), "shop.csv", text.as_bytes(), &given, CHUNK);
    Said(vec![error.expect_err("no dates").to_string()]).is("Dates that are none");
}

#[test]
fn neither_dates_nor_amounts() {
    let text = format!("{HEADER}1,ann,2024-01-05,\n2,bob,2024-01-06,-\n3,cid,,1.00\n");
    let given =
        Mapping { amount: serde_json::from_str("\"total\"").expect("a column"), ..Mapping::default() };
    let error = support::add(&mut support::engine(), "shop.csv", text.as_bytes(), &given, CHUNK);
    Said(vec![error.expect_err("no amounts").to_string()]).is("No amounts, and one date missing");
}

#[test]
fn ambiguous_dates() {
    refused("shop.csv", format!("{HEADER}1,ann,03/04/2024,20.00\n2,bob,05/06/2024,1.00\n").as_bytes())
        .is("Dates that read both ways");
}

#[test]
fn dates_out_of_range() {
    let mut engine = rows("1,ann,1900-01-01,20.00\n2,ann,2024-01-05,10.00\n3,bob,2150-06-01 10:00:00,5.00\n");
    assert_eq!(totals(&mut engine), (1, 10.0));
    ledger(&mut engine).is("Dates in 1900 and 2150");
    refused("shop.csv", format!("{HEADER}1,ann,1900-01-01,20.00\n2,bob,2150-01-01,1.00\n").as_bytes())
        .is("No date but in 1900 and 2150");
}

#[test]
fn amounts_out_of_range() {
    let mut engine = rows("1,ann,2024-01-05,1e30\n2,bob,2024-01-06,-1E30\n3,cid,2024-01-07,5.00\n");
    assert_eq!(totals(&mut engine), (1, 5.0));
    ledger(&mut engine).is("Amounts of 1e30");
    let digits = "9".repeat(31);
    refused("shop.csv", format!("{HEADER}1,ann,2024-01-05,{digits}\n2,bob,2024-01-06,1e30\n").as_bytes())
        .is("No amount but 1e30");
}

#[test]
fn largest_amounts_add_up() {
    let mut engine = loaded(
        format!(
            "{HEADER}{}",
            (0..2_000).map(|id| format!("{id},ann,2024-01-05,1000000000\n")).collect::<String>()
        )
        .as_bytes(),
    );
    assert_eq!(totals(&mut engine), (2_000, 2e12));
    ledger(&mut engine).is("2,000 orders of a thousand million");
}

#[test]
fn negative_everything() {
    let mut engine = rows("1,ann,2024-01-05,-20.00\n2,bob,2024-01-06,-10.00\n");
    let error = engine.report(&Options::default()).expect_err("nothing was bought");
    Said(vec![error.to_string()]).is("Negative everything");
}

#[test]
fn one_customer() {
    let mut engine = rows("1,ann,2024-01-05,20.00\n2,ann,2024-02-05,10.00\n3,ann,2024-03-05,30.00\n");
    assert_eq!(totals(&mut engine), (3, 60.0));
    let report = json(&mut engine);
    // Nobody is strictly worse than the only customer, so each score is 1.
    assert_eq!(report["rfm"]["grid"][0]["customers"], 1);
    assert_eq!(report["summary"]["repeatPurchaseRate"]["value"], 1.0);
    ledger(&mut engine).is("All orders by one customer");
}

#[test]
fn one_order() {
    let mut engine = rows("1,ann,2024-01-05,20.00\n");
    assert_eq!(totals(&mut engine), (1, 20.0));
    let report = json(&mut engine);
    assert!(report["repurchase"]["medianDays"].is_null());
    assert!(report["churn"]["storeCycleDays"].is_null());
    ledger(&mut engine).is("One order");
}

#[test]
fn many_customers() {
    let row = |id: u32| {
        format!("{id},customer-{},2024-{:02}-{:02},{}.50\n", id % 300_000, id % 12 + 1, id % 28 + 1, id % 90)
    };
    let text = format!("{HEADER}{}", (0..330_000).map(row).collect::<String>());
    let mut engine = loaded(text.as_bytes());
    let report = json(&mut engine);
    assert_eq!(report["summary"]["customers"], 300_000);
    // 30,000 ids come twice, 300,000 apart: the same month and another day, 300,000 = 12 × 25,000 = 28 × 10,714 + 8.
    assert_eq!(report["summary"]["repeatPurchaseRate"]["repeaters"], 30_000);
    ledger(&mut engine).is("Many customers");
}

#[test]
fn duplicates() {
    let text = format!("{HEADER}1,ann,2024-01-05,20.00\n2,bob,2024-01-06,10.00\n");
    let mut engine = loaded(text.as_bytes());
    let again = support::add(&mut engine, "again.csv", text.as_bytes(), &Mapping::default(), CHUNK);
    assert!(again.expect("the same file").duplicate);
    let overlap = format!("{HEADER}2,bob,2024-01-06,12.00\n3,bob,2024-01-08,1.00\n");
    support::add(&mut engine, "overlap.csv", overlap.as_bytes(), &Mapping::default(), CHUNK)
        .expect("overlap");
    assert_eq!(totals(&mut engine), (3, 33.0));
    let report = json(&mut engine);
    assert_eq!(report["quality"]["duplicates"]["files"], 1);
    assert_eq!(report["quality"]["duplicates"]["orders"], 1);
    ledger(&mut engine).is("The same file twice, and an overlap");
}

#[test]
fn second_file_after_a_failed_one() {
    let mut engine = rows("1,ann,2024-01-05,20.00\n");
    support::add(&mut engine, "image.csv", b"GIF89a\x01\0", &Mapping::default(), 3).expect_err("an image");
    let text = format!("{HEADER}2,bob,2024-01-06,10.00\n");
    support::add(&mut engine, "next.csv", text.as_bytes(), &Mapping::default(), CHUNK)
        .expect("the next file");
    assert_eq!(totals(&mut engine), (2, 30.0));
    ledger(&mut engine).is("A file after a failed one");
}

#[test]
fn two_files_at_once() {
    let mut engine = support::engine();
    let first = engine.open_file("first.csv", Mapping::default(), None).expect("a handle");
    let second = engine.open_file("second.csv", Mapping::default(), None).expect("a handle");
    let texts = [
        format!("{HEADER}1,ann,2024-01-05,20.00\n3,bob,2024-02-05,3.00\n"),
        format!("{HEADER}2,bob,2024-01-06,10.00\n4,ann,2024-02-06,4.00\n"),
    ];
    for (a, b) in texts[0].as_bytes().chunks(5).zip(texts[1].as_bytes().chunks(5)) {
        engine.push(first, a).expect("first");
        engine.push(second, b).expect("second");
    }
    engine.finish(second).expect("second");
    engine.finish(first).expect("first");
    assert_eq!(totals(&mut engine), (4, 37.0));
    assert_eq!(json(&mut engine)["summary"]["customers"], 2);
    ledger(&mut engine).is("A second file while the first is read");
}

#[test]
fn abandoned_half_way() {
    let mut engine = rows("1,ann,2024-01-05,20.00\n");
    let before = json(&mut engine);
    let handle = engine.open_file("half.csv", Mapping::default(), None).expect("a handle");
    let text = format!("{HEADER}{}", "2,bob,2024-01-06,10.00\n".repeat(20_000));
    engine.push(handle, text.as_bytes()).expect("half of it");
    assert!(engine.records(handle) > 0);
    engine.abandon(handle);
    assert_eq!(json(&mut engine), before);
    let error = engine.push(handle, b"more").expect_err("it is gone");
    Said(vec![error.to_string()]).is("Abandoned half-way, then pushed to");
}

#[test]
fn ragged_rows() {
    let mut engine = rows("1,ann,2024-01-05,20.00,what,is,this\n2\n3,bob,2024-01-07,5.00\n");
    assert_eq!(totals(&mut engine), (2, 25.0));
    ledger(&mut engine).is("Rows of other lengths");
}

#[test]
fn undecodable_bytes() {
    let mut text = HEADER.as_bytes().to_vec();
    text.extend("1,zoë,2024-01-05,20.00\n".repeat(50).bytes());
    text.extend_from_slice(b"2,zo\xEB,2024-01-06,10.00\n");
    let mut engine = loaded(&text);
    ledger(&mut engine).is("Bytes that do not decode");
}
