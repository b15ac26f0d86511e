//! Workbooks by other writers (`tests/data/sheets/make.py`) against lines written by hand.

#![allow(clippy::expect_used)]

use linger::error::Error;
use linger::sheets::Book;
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sheets");
    std::fs::read(folder.join(name)).expect("a fixture")
}

fn csv(book: &mut Book, at: usize) -> Result<String, Error> {
    book.read(at)?;
    let mut text = Vec::new();
    while let Some(chunk) = book.next_chunk()? {
        text.extend(chunk);
    }
    Ok(String::from_utf8(text).expect("UTF-8"))
}

fn sheets(book: &Book) -> Vec<(&str, bool)> {
    book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect()
}

fn code(bytes: Vec<u8>) -> &'static str {
    Book::open(bytes).map_or_else(|error| error.code(), |_| "no error")
}

const SHARED: &str = "\"Order report, June 2024\"

Order ID,Created,Day,Buyer,Amount,Paid,Note
583870900000000001,2024-06-01 13:30:05,2024-06-01,Ann,0.3,true,
583870900000000002,2024-06-02,2024-06-02,李雷,1234.5,false,\"two \"\"quoted\"\"
lines, and a comma\"
583870900000000000,2024-06-02 23:59:59,2024-06-02,\"Bob; Ltd\",-19.99,,
";

#[test]
fn shared_strings_dates_ids_and_titles() {
    let mut book = Book::open(bytes("shared.xlsx")).expect("a workbook");
    assert_eq!(sheets(&book), [("Orders", false), ("退款", false), ("Lists", true)]);
    assert_eq!(csv(&mut book, 0).expect("a sheet"), SHARED);
    let notices: Vec<String> =
        book.notices().iter().map(|notice| format!("{} {}", notice.code, notice.params["cell"])).collect();
    assert_eq!(notices, ["longNumbers A6", "errorCells G6"]);
    assert_eq!(csv(&mut book, 1).expect("a sheet"), "Order ID,Refund\n583870900000000001,5\n");
    assert!(book.notices().is_empty());
    assert_eq!(csv(&mut book, 2).expect("a sheet"), "do not edit\n");
    assert_eq!(csv(&mut book, 0).expect("the first once more"), SHARED);
}

#[test]
fn inline_strings_1904_and_formulas() {
    let mut book = Book::open(bytes("inline-1904.xlsx")).expect("a workbook");
    assert_eq!(
        csv(&mut book, 0).expect("a sheet"),
        "\n\n,id,created,total,waited\n,0001,2024-02-29 08:15:00,2.5,36:00:00\n\n,0002,,none,\n"
    );
}

#[test]
fn old_workbooks() {
    let mut book = Book::open(bytes("old.xls")).expect("a workbook");
    assert_eq!(sheets(&book), [("Orders", false), ("买家", false)]);
    assert_eq!(
        csv(&mut book, 0).expect("a sheet"),
        "Order ID,Created,Amount,Paid\nA-1,2023-12-31 23:59:58,19.9,true\n\nA-2,2024-01-01,1000000,\n"
    );
    assert_eq!(csv(&mut book, 1).expect("a sheet"), "买家\n韩梅梅\n");
}

#[test]
fn open_document() {
    let mut book = Book::open(bytes("open.ods")).expect("a workbook");
    assert_eq!(
        csv(&mut book, 0).expect("a sheet"),
        "id,created,total,at,paid\n583870900000000001,2024-06-01 13:30:05,0.3,08:05:00,true\n\n2,2024-06-02,-7,,false\n"
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(code(bytes("empty.xlsx")), "emptyWorkbook");
    assert_eq!(code(bytes("protected.xlsx")), "passwordProtected");
    assert_eq!(code(bytes("gbk.zip")), "damagedWorkbook");
    assert_eq!(code(b"id,total\n1,2\n".to_vec()), "damagedWorkbook");
    assert_eq!(code(Vec::new()), "damagedWorkbook");
}

#[test]
fn a_cut_workbook_is_damaged_wherever_it_is_cut() {
    for name in ["shared.xlsx", "inline-1904.xlsx", "old.xls", "open.ods"] {
        let whole = bytes(name);
        for part in 1..16 {
            let cut = whole[..whole.len() * part / 16].to_vec();
            let read = Book::open(cut).and_then(|mut book| csv(&mut book, 0));
            // An old workbook has its index at the end: cut before it, some parts can still be read.
            assert!(read.is_err() || name == "old.xls", "{name}, {part}/16");
        }
    }
}
