//! Files dropped where orders were meant: each is recognised for what it is, or refused with a sentence that says what to do.

#![allow(clippy::expect_used)]

use crate::support;
use crate::support::exports;
use linger::error::Error;
use linger::source::platforms::Kind;
use linger::sources::{FileOptions, TableSummary, View};
use std::fs;
use std::path::Path;

/// What the engine of sources makes of a file, and how many bytes of rows it has for the orders' engine.
fn add(name: &str, bytes: &[u8]) -> Result<(TableSummary, usize), Error> {
    let mut sources = exports::sources();
    let table = exports::add(&mut sources, name, bytes, FileOptions::default(), 1 << 20)?;
    let rows = exports::rows(&sources, table.id, &View::default()).expect("rows");
    Ok((table, rows.len()))
}

fn shop(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shops/exports").join(path))
        .expect("an export")
}

/// That a file is read as a table of this kind, and no order comes out of it.
fn holds_no_orders(name: &str, bytes: &[u8], kind: Kind) {
    let (table, rows) = add(name, bytes).expect("a table");
    assert_eq!((table.kind, rows), (kind, 0), "{name} as {}", table.source);
    assert!(table.used > 0, "{name}");
}

/// That both engines refuse a file with this code, in a sentence with these words.
fn refused(name: &str, bytes: &[u8], code: &str, words: &str) {
    let direct = support::add(&mut support::engine(), name, bytes, &Default::default(), 1 << 20);
    for error in [add(name, bytes).err(), direct.err()] {
        let error = error.expect("an error");
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn tables_of_another_kind_are_no_orders() {
    holds_no_orders("orders.csv", &shop("shopifyCustomers-2023/customers_export.csv"), Kind::Customers);
    holds_no_orders(
        "orders.csv",
        &shop("wooAnalyticsCustomers/wc-customers-report-export.csv"),
        Kind::Customers,
    );
    holds_no_orders("orders.csv", &shop("shopifyProducts/products_export.csv"), Kind::Products);
    holds_no_orders("orders.csv", &shop("shopifyCheckouts/checkouts_export.csv"), Kind::Checkouts);
    holds_no_orders("orders.csv", &shop("ga4Pages/Pages_and_screens.csv"), Kind::Traffic);
    holds_no_orders("orders.csv", &shop("googleAds/Campaign report.csv"), Kind::Spend);
    holds_no_orders("orders.csv", &shop("amazonFbaReturns/returns.txt"), Kind::Returns);
    holds_no_orders("orders.csv", &shop("rates-ecb/eurofxref-hist.csv"), Kind::Rates);
}

#[test]
fn audiences_are_people_without_orders() {
    let mailchimp = "\"Email Address\",\"First Name\",\"Last Name\",\"MEMBER_RATING\",\"OPTIN_TIME\",\"OPTIN_IP\",\"CONFIRM_TIME\",\"CONFIRM_IP\",\"LATITUDE\",\"LONGITUDE\",\"GMTOFF\",\"DSTOFF\",\"TIMEZONE\",\"CC\",\"REGION\",\"LAST_CHANGED\",\"LEID\",\"EUID\",\"NOTES\"\n\
        ann@example.com,Ann,Lee,2,,,\"2018-04-13 10:57:02\",203.0.113.7,,,,,,,,\"2018-04-13 10:57:02\",123,ab12,\n";
    let google = "Email,First Name,Last Name,Country,Zip,Email,Zip,Phone,Phone\n\
        ann@example.com,ann,lee,us,94016,,,1-800-888-8888,\nbo@example.com,bo,ek,no,0150,,,,\n";
    let meta = "email,phone,fn,ln,country,value\nann@example.com,16505551234,ann,lee,us,12.50\nbo@example.com,4791234567,bo,ek,no,13.50\n";
    for audience in [mailchimp, google, meta] {
        holds_no_orders("audience.csv", audience.as_bytes(), Kind::Customers);
    }
}

#[test]
fn what_is_no_table_is_named() {
    refused("orders.csv", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", "notText", "a PDF document");
    refused("orders.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "notText", "a PNG image");
    let page = "\n<!DOCTYPE html>\n<html lang=\"en\"><head><title>Log in</title></head>\n<body><form action=\"/login\"></form></body></html>\n";
    refused("orders.csv", page.as_bytes(), "notText", "a web page (HTML)");
}

#[test]
fn files_without_records_say_so() {
    for nothing in ["", "\u{feff}", "\n\n\n"] {
        refused("orders.csv", nothing.as_bytes(), "emptyFile", "Export the orders again");
    }
    let headers = [
        "order,customer,date,total\n",
        "Name,Email,Financial Status,Created at,Total,Subtotal,Lineitem quantity\n",
    ];
    for header in headers {
        refused("orders.csv", header.as_bytes(), "headerOnly", "longer date range");
    }
    for folder in
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shops/headers")).expect("headers")
    {
        let path = folder.expect("a header").path();
        let header = fs::read(&path).expect("a header");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let error = add(&name, &header).expect_err("a header alone is refused");
        assert_eq!(error.code(), "headerOnly", "{error}");
    }
}
