//! The digest of a visit in an order's note attributes: two laid out by hand in Python after the table in
//! `www/storefront/digest.js`, the first of them also in the script's own test.

#![allow(clippy::unwrap_used)]

use linger::engine::Engine;
use linger::source::mapping::Mapping;
use linger::tables::digests::BuyerVisit;

/// Twelve zero bytes, minute 1, 2 views, 3 products, 300 s, 4 sessions, 5 searches, 1 without result, 2 adds, 1 rage
/// click, 75 %, email, phone.
const SMALL: &str = "AQAAAAAAAAAAAAAAAAAAAAEAAgADASwEBQECAAEAAABLBAAr";
/// Visitor Az09_-Az09_-Az09, minute 29,600,000, counts up to their limits, referral, desktop.
const LARGE: &str = "AQM9Pf_gM9Pf_gM9PQHDqQD__wABABD_AAABAAACAwBkBgLk";
const HEADER: &str = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Cancelled at,Note Attributes";

/// Orders of a name, an e-mail, a time of cancelling and note attributes.
fn engine(rows: &[[&str; 4]]) -> Engine {
    let mut text = format!("{HEADER}\n");
    for [name, email, cancelled, notes] in rows {
        text += &format!(
            "{name},{email},paid,USD,10.00,0.00,0.00,10.00,2024-03-01 10:00:00 +0000,1,{cancelled},\"{notes}\"\n"
        );
    }
    let mut engine = Engine::new(|_| None, 0);
    let file = engine.open_file("orders.csv", Mapping::default(), None).unwrap();
    engine.push(file, text.as_bytes()).unwrap();
    engine.finish(file).unwrap();
    engine
}

#[test]
fn the_visit_before_an_order_comes_back() {
    let [gift, small, large] = [
        "gift: yes".to_owned(),
        format!("gift: yes\n_linger: {SMALL}\nsize: 3"),
        format!("_linger: {LARGE}"),
    ];
    let engine = engine(&[
        ["#1001", "Ann@Example.com", "", &small],
        ["#1002", "bo@example.com", "", &gift],
        ["#1003", "cy@example.com", "", &large],
        ["#1004", "di@example.com", "2024-03-02 10:00:00 +0000", &large],
    ]);
    let visits = engine.buyer_visits();
    let expected = BuyerVisit {
        order: "#1001".to_owned(),
        customer: "ann@example.com".to_owned(),
        visitor: "AAAAAAAAAAAAAAAA".to_owned(),
        start: 60_000,
        views: 2,
        products: 3,
        visible_seconds: 300,
        sessions: 4,
        searches: 5,
        zero_results: 1,
        adds: 2,
        removals: 0,
        rage: 1,
        dead: 0,
        form_errors: 0,
        script_errors: 0,
        reach: 75,
        source: "email",
        device: "phone",
    };
    assert_eq!(visits.len(), 2);
    assert_eq!(visits[0], expected);
    let large = &visits[1];
    assert_eq!((large.order.as_str(), large.visitor.as_str()), ("#1003", "Az09_-Az09_-Az09"));
    assert_eq!((large.start, large.views, large.sessions), (29_600_000 * 60_000, 65_535, 255));
    assert_eq!(
        (large.script_errors, large.reach, large.source, large.device),
        (0, 100, "referral", "desktop")
    );
}

#[test]
fn a_changed_digest_is_in_the_ledger_and_the_order_counts() {
    let changed = format!("_linger: {}", LARGE.replace("gM9", "hM9"));
    let cut = format!("_linger: {}", &SMALL[..40]);
    let foreign = "_linger: 你好".to_owned();
    let mut engine = engine(&[
        ["#1", "a@x.com", "", &changed],
        ["#2", "b@x.com", "", &cut],
        ["#3", "c@x.com", "", &foreign],
    ]);
    assert_eq!(engine.buyer_visits(), []);
    let report = engine.report(&Default::default()).unwrap();
    let ledger: Vec<_> =
        report.quality.ledger.iter().map(|line| (line.code, line.used, line.count)).collect();
    assert_eq!(ledger, [("damagedDigest", true, 3)]);
    assert_eq!(report.summary.orders, 3);
}

#[test]
fn orders_name_their_customers() {
    let engine = engine(&[
        ["#1001", "ann@example.com", "", ""],
        ["#1002", "bo@example.com", "2024-03-02 10:00:00 +0000", ""],
        ["#1003", "", "", ""],
    ]);
    let asked = ["1001", "#1001", "1002", "1003", "", "7"].map(str::to_owned);
    assert_eq!(engine.owners(&asked), ["ann@example.com", "ann@example.com", "", "", "", ""]);
}
