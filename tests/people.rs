//! One synthetic shop in several platforms' formats: who is linked, counted from the exports' own cells with a script of another
//! language, never by the code under test.

#![allow(clippy::expect_used)]

use crate::support::exports::{add, rows, sources};
use linger::metrics::trust::identity::{IdentityAudit, ReasonCode, identity};
use linger::sources::{FileOptions, Sources, View};
use linger::tables::shop::links::KeyKind;
use linger::tables::told::{Keys, State, Told};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn shop(exports: &[&str]) -> Sources {
    let mut all = sources();
    for export in exports {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shops/exports").join(export);
        for entry in fs::read_dir(folder).expect("the export") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                let bytes = fs::read(&path).expect("the file");
                add(&mut all, export, &bytes, FileOptions::default(), 1 << 20).expect("a known export");
            }
        }
    }
    all
}

fn audit(shop: &Sources) -> IdentityAudit {
    identity(&shop.loaded(), &shop.links(&[]), true)
}

/// The customer that each order is told with.
fn customers(shop: &Sources, file: usize) -> Vec<String> {
    let bytes = rows(shop, shop.files()[file].id, &View::default()).expect("rows");
    let mut rest = bytes.as_slice();
    let mut keys = Keys::default();
    let told = std::iter::from_fn(|| Told::read(&mut rest)).map(|told| (told.state, keys.of(&told)));
    let orders = told.filter(|(state, _)| *state != State::Refund);
    orders.map(|(_, key)| String::from_utf8_lossy(key).into_owned()).collect()
}

/// Of 200 orders 162 name a customer whose name is unique and who has an e-mail address, 47 of them different; 34 name one
/// without an address, or one of the two Anna Schmidts; 4 name nobody.
#[test]
fn names_of_woocommerce_find_their_addresses() {
    let shop = shop(&["wooAnalyticsOrders", "wooAnalyticsCustomers"]);
    let customers = customers(&shop, 0);
    let mails: Vec<&String> = customers.iter().filter(|key| key.contains('@')).collect();
    assert_eq!((mails.len(), mails.iter().collect::<BTreeSet<_>>().len()), (162, 47));
    assert_eq!(customers.iter().filter(|key| key.is_empty()).count(), 4);
    assert!(customers.contains(&"WooCommerce: Anna Schmidt".to_owned()));
}

/// Customer ids, addresses, phones and the names of buyers who have nothing else: 171 keys of 64 people.
#[test]
fn orders_and_customers_of_shopify_are_the_same_people() {
    let audit = audit(&shop(&["shopifyOrders-2024", "shopifyCustomers-2023"]));
    assert_eq!((audit.keys, audit.people), (171, 64));
    assert!(audit.conflicts.is_empty(), "{:?}", audit.conflicts);
    let orders = audit.sources.iter().find(|source| source.source == "shopifyOrders").expect("orders");
    assert_eq!((orders.records, orders.identified), (200, 196));
    let records = |kind: KeyKind| orders.keys.iter().find(|key| key.key == kind).map(|key| key.records);
    assert_eq!([KeyKind::Email, KeyKind::Phone, KeyKind::Name].map(records), [Some(175), Some(11), Some(10)]);
    assert_eq!(orders.matched, 186, "of the names none is in the customers' export");
    assert_eq!((orders.reasons[0].code, orders.reasons[0].records), (ReasonCode::Blank, 4));
}

/// 15 of 20 returns name an e-mail address, 5 an order whose buyer has none.
#[test]
fn returns_find_their_buyer_by_the_order() {
    let audit = audit(&shop(&["shopifyOrders-2024", "returns"]));
    let returns = audit.sources.iter().find(|source| source.source != "shopifyOrders").expect("returns");
    assert_eq!((returns.records, returns.identified), (20, 20));
    let records = |kind: KeyKind| returns.keys.iter().find(|key| key.key == kind).map(|key| key.records);
    assert_eq!([KeyKind::Email, KeyKind::Order].map(records), [Some(15), Some(5)]);
}

/// Every order of the file with a place for it is told under one person, whatever the order of files.
#[test]
fn the_order_of_files_does_not_matter() {
    let exports = ["shopifyOrders-2024", "shopifyCustomers-2023", "stripePayments", "etsyOrders", "returns"];
    let one = audit(&shop(&exports));
    let mut turned = exports;
    turned.reverse();
    let other = audit(&shop(&turned));
    assert_eq!(one, other);
    assert!(one.people <= one.keys);
}
