//! Due lists against statsmodels' curves (expected_due.py).

use crate::shop::{baskets, expected, item, near, text};
use linger::predict::due::calendar::calendar;
use linger::predict::{DueOptions, due};
use serde_json::{Value, json};

fn found() -> Value {
    let options = DueOptions { limit: 10_000, ..DueOptions::default() };
    serde_json::to_value(due(&baskets(), &options).expect("due")).expect("JSON")
}

fn times(found: &Value, expected: &Value) {
    ["p10", "median", "p90"].iter().for_each(|key| near(&found[key], &expected[key], key));
}

#[test]
fn cycles_of_products() {
    let (found, expected) = (found(), &expected()["due"]["replenish"]["cycles"]);
    let rows = found["cycles"].as_array().expect("rows");
    assert_eq!(rows.len(), expected.as_object().expect("products").len());
    for row in rows {
        let wanted = &expected[item(&row["item"])];
        ["closed", "open", "returns"].iter().for_each(|key| near(&row[key], &wanted[key], key));
        times(&row["perUnit"], &wanted["perUnit"]);
        let quantities = row["quantities"].as_array().expect("rows");
        assert_eq!(quantities.len(), wanted["quantities"].as_object().expect("quantities").len());
        for own in quantities {
            let wanted = &wanted["quantities"][own["units"].to_string()];
            assert_eq!(own["closed"], wanted["closed"]);
            times(&own["times"], &wanted["times"]);
        }
    }
}

#[test]
fn who_needs_what_when() {
    let (found, expected) = (&found()["replenish"], &expected()["due"]["replenish"]["rows"]);
    let wanted = expected.as_array().expect("rows");
    assert_eq!(found["total"].as_u64(), Some(wanted.len() as u64));
    for (row, wanted) in found["rows"].as_array().expect("rows").iter().zip(wanted) {
        let own = json!([
            row["due"],
            row["key"],
            row["item"]["key"],
            row["bought"],
            row["units"].as_f64().map(|units| units as u64),
            row["from"],
            row["to"],
            row["status"],
            row["basis"],
        ]);
        assert_eq!(&own, wanted);
    }
    let overdue = wanted.iter().filter(|row| row[7] == "overdue").count() as u64;
    assert_eq!(found["overdue"].as_u64(), Some(overdue));
}

#[test]
fn who_buys_next() {
    let (found, expected) = (&found()["next"], &expected()["due"]["next"]);
    assert_eq!(found["total"], expected["total"]);
    let rows = found["rows"].as_array().expect("rows");
    for (row, wanted) in rows.iter().zip(expected["rows"].as_array().expect("rows")) {
        assert_eq!(row["key"], wanted[0]);
        near(&row["probability"], &wanted[1], text(&row["key"]));
        assert_eq!((&row["due"], &row["from"], &row["to"]), (&wanted[2], &wanted[3], &wanted[4]));
    }
    let chances: Vec<f64> = rows.iter().filter_map(|row| row["probability"].as_f64()).collect();
    assert!(chances.is_sorted_by(|a, b| a >= b) && chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
}

#[test]
fn the_latest_days_tell_whether_it_is_shown() {
    let (found, expected) = (found(), &expected()["due"]["backTest"]);
    let test = &found["next"]["backTest"];
    assert_eq!(test["cut"], expected["cut"]);
    ["customers", "expected", "observed", "brier", "baseBrier"]
        .iter()
        .for_each(|key| near(&test[key], &expected[key], key));
    near(&test["categoryHits"]["count"], &expected["hits"], "hits");
    near(&test["categoryHits"]["n"], &expected["told"], "told");
    near(&test["baseHits"]["count"], &expected["baseHits"], "base hits");
    assert_eq!(test["passed"], json!(true));
    // As many hits as the favourite: the categories are not shown.
    assert_eq!(expected["hits"], expected["baseHits"]);
    assert!(found["next"]["rows"][0]["categories"].as_array().expect("rows").is_empty());
    let notices = found["notices"].as_array().expect("notices").iter();
    assert!(notices.clone().any(|notice| notice["code"] == "categoryNotBetter"));
}

#[test]
fn one_customer_and_pages() {
    let all = found();
    let key = text(&all["replenish"]["rows"][3]["key"]).to_owned();
    let own = due(&baskets(), &DueOptions { key: Some(key.clone()), ..DueOptions::default() }).expect("due");
    assert!(own.replenish.total > 0 && own.replenish.rows.iter().all(|row| row.key == key));
    assert_eq!(own.next.rows.len(), 1);
    let page = due(&baskets(), &DueOptions { offset: 2, limit: 3, ..DueOptions::default() }).expect("due");
    let page = serde_json::to_value(&page).expect("JSON");
    assert_eq!(page["replenish"]["rows"][0], all["replenish"]["rows"][2]);
    assert_eq!(page["replenish"]["rows"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_calendar_holds_every_row() {
    let found = due(&baskets(), &DueOptions { limit: 10_000, ..DueOptions::default() }).expect("due");
    let text = calendar(&found, "{item}: {count}");
    assert!(
        text.lines().all(|line| line.len() <= 75) && text.matches("\r\n").count() == text.lines().count()
    );
    let whole = text.replace("\r\n ", "");
    assert!(found.replenish.rows.iter().all(|row| whole.contains(&row.key)));
}
