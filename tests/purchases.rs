//! Orders and refunds of identified customers, laid out by hand; amounts in 1/10,000.

#![allow(clippy::unwrap_used)]

use linger::engine::Engine;
use linger::source::mapping::Mapping;

/// Day 19783 is 2024-03-01.
const EXPORT: &str = "order id,customer id,order date,amount,currency
1,ann,2024-03-01,10.50,EUR
2,bo,2024-03-02,20,USD
3,ann,2024-03-05,7.25,EUR
4,,2024-03-06,99,EUR
5,ann,2024-03-07,-3,EUR
";

#[test]
fn each_order_and_refund_is_an_entry_of_its_customer() {
    let mut engine = Engine::new(|_| None, 0);
    let file = engine.open_file("orders.csv", Mapping::default(), None).unwrap();
    engine.push(file, EXPORT.as_bytes()).unwrap();
    engine.finish(file).unwrap();
    let purchases = engine.purchases().unwrap();
    let mut entries = Vec::new();
    for (kind, column) in ["order", "refund"].iter().zip(purchases.entries()) {
        for (customer, key) in purchases.keys.iter().enumerate() {
            for at in column.range(customer) {
                let currency = purchases.histories.currencies[column.currency(at)].code();
                entries.push(format!("{key} {} {} {currency} {kind}", column.day(at), column.net(at)));
            }
        }
    }
    entries.sort();
    let expected = [
        "ann 19783 105000 EUR order",
        "ann 19787 72500 EUR order",
        "ann 19789 -30000 EUR refund",
        "bo 19784 200000 USD order",
    ];
    assert_eq!(entries, expected);
}

#[test]
fn without_orders_there_is_nothing_to_tell() {
    let error = Engine::new(|_| None, 0).purchases().unwrap_err();
    assert_eq!(error.code(), "noOrders");
}
