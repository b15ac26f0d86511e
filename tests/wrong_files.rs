//! Files dropped where orders were meant: each is recognised for what it is, or refused with a sentence that says what to do.

#![allow(clippy::expect_used)]

mod support;

use linger::error::Error;
use linger::sources::{FileOptions, TableSummary, View};
use support::exports;

fn add(name: &str, bytes: &[u8]) -> Result<(TableSummary, Vec<u8>), Error> {
    let mut sources = exports::sources();
    let table = exports::add(&mut sources, name, bytes, FileOptions::default(), 1 << 20)?;
    let rows = exports::rows(&sources, table.id, &View::default()).expect("rows");
    Ok((table, rows))
}

/// The code and the sentence of the error that a file is refused with.
fn refused(name: &str, bytes: &[u8]) -> (String, String) {
    match add(name, bytes) {
        Ok((table, _)) => panic!("{name} was read as {}", table.source),
        Err(error) => (error.code().to_owned(), error.to_string()),
    }
}

#[test]
fn show() {
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("login.csv", b"<!DOCTYPE html>\n<html lang=\"en\"><head><title>Log in</title></head>\n<body><form action=\"/login\" method=\"post\"><input name=\"email\"></form></body></html>\n".to_vec()),
        ("login2.csv", b"\n  <html>\n<head><title>Log in, please</title></head>\n<body>a,b,c</body></html>\n".to_vec()),
        ("empty.csv", vec![]),
        ("blank.csv", b"\n\n \n".to_vec()),
        ("bom.csv", b"\xEF\xBB\xBF".to_vec()),
        ("h1.csv", b"Name,Email,Financial Status,Created at,Total,Subtotal,Lineitem quantity\n".to_vec()),
        ("h2.csv", b"order,customer,date,total\n".to_vec()),
        ("h3.txt", b"amazon-order-id\tpurchase-date\torder-status\titem-status\tquantity\tcurrency\titem-price\n".to_vec()),
        ("mail.csv", b"\"Email Address\",\"First Name\",\"Last Name\",\"MEMBER_RATING\",\"OPTIN_TIME\",\"OPTIN_IP\",\"CONFIRM_TIME\",\"CONFIRM_IP\",\"LATITUDE\",\"LONGITUDE\",\"GMTOFF\",\"DSTOFF\",\"TIMEZONE\",\"CC\",\"REGION\",\"LAST_CHANGED\",\"LEID\",\"EUID\",\"NOTES\"\nann@example.com,Ann,Lee,2,,,2018-04-13 10:57:02,1.1.1.1,,,,,,,,2018-04-13 10:57:02,123,ab12,\n".to_vec()),
        ("gcm.csv", b"Email,First Name,Last Name,Country,Zip,Email,Zip,Phone,Phone\ntest@gmail.com,john,smith,us,94016,,,1-800-888-8888,\n".to_vec()),
        ("meta.csv", b"email,phone,fn,ln,country,value\nann@example.com,16505551234,ann,lee,us,12.50\nbo@example.com,16505551235,bo,ek,us,13.50\n".to_vec()),
        ("x.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj".to_vec()),
        ("x.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("cust.csv", std::fs::read("tests/data/shops/exports/shopifyCustomers-2023/customers_export.csv").unwrap()),
        ("ga4.csv", std::fs::read("tests/data/shops/exports/ga4Pages/Pages_and_screens.csv").unwrap()),
    ];
    for (name, bytes) in cases {
        match add(name, &bytes) {
            Ok((t, r)) => {
                println!("{name}: {} {:?} records {} rows {}", t.source, t.kind, t.records, r.len())
            }
            Err(e) => println!("{name}: {} {e}", e.code()),
        }
        let mut engine = support::engine();
        match support::add(&mut engine, name, &bytes, &Default::default(), 1 << 20) {
            Ok(t) => println!("   orders: {:?}", t.orders),
            Err(e) => println!("   orders: {} {e}", e.code()),
        }
    }
    let _ = refused;
}
