//! Season against statsmodels and SciPy (expected_season.py).

use crate::shop::{baskets, expected, near, say, text};
use linger::metrics::period::Grain;
use linger::metrics::season::forecast::Method;
use linger::money::Currency;
use linger::predict::season::SeasonWords;
use linger::predict::{SeasonOptions, season};
use linger::tables::baskets::{Baskets, NO_WORD, NOBODY};
use linger::time::day_of;
use serde_json::{Value, json};

fn found(grain: Grain) -> Value {
    let options = SeasonOptions { grain, limit: 10_000, ..SeasonOptions::default() };
    serde_json::to_value(season(&baskets(), None, &options).expect("season")).expect("JSON")
}

fn compare(found: &Value, expected: &Value) {
    assert_eq!(found["seasons"], expected["seasons"]);
    assert_eq!(found["series"][0]["start"], expected["first"]);
    let values: Vec<&Value> =
        found["series"].as_array().expect("rows").iter().map(|row| &row["value"]).collect();
    assert_eq!(json!(values), expected["values"]);
    for entry in found["index"].as_array().expect("rows") {
        let wanted = &expected["index"][entry["position"].to_string()];
        near(&entry["index"], &wanted[0], "index");
        assert_eq!(entry["seasons"], wanted[1]);
    }
    for tried in found["backTest"]["methods"].as_array().expect("rows") {
        let wanted = &expected["backTest"][text(&tried["method"])];
        near(&tried["mae"], &wanted["mae"], "mae");
        assert!(
            (tried["bias"].as_f64().expect("a number") - wanted["bias"].as_f64().expect("a number")).abs()
                < 1e-6
        );
    }
    assert_eq!(found["backTest"]["winner"], expected["winner"]);
    assert_eq!(
        (&found["forecast"]["harmonics"], &found["forecast"]["trend"]),
        (&expected["harmonics"], &expected["trend"])
    );
    let rows = found["forecast"]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), expected["forecast"].as_array().expect("rows").len());
    for (row, wanted) in rows.iter().zip(expected["forecast"].as_array().expect("rows")) {
        assert_eq!(row["start"], wanted[0]);
        ["value", "low", "high"]
            .iter()
            .zip(1..)
            .for_each(|(key, at): (_, usize)| near(&row[key], &wanted[at], key));
    }
    assert_eq!(text(&found["peak"]["start"]), text(&expected["peak"]));
}

#[test]
fn by_month() {
    compare(&found(Grain::Month), &expected()["season"]["month"]);
}

#[test]
fn by_week() {
    compare(&found(Grain::Week), &expected()["season"]["week"]);
}

/// One order more, of which nothing else is known.
fn order(made: &mut Baskets, customer: u32, day: i32) {
    let orders = &mut made.orders;
    orders.customer.push(customer);
    orders.day.push(day);
    orders.net.push(None);
    orders.currency.push(0);
    say(orders, [NO_WORD; 5]);
}

/// One order on the 15th for each of the values.
fn monthly(values: &Value) -> Baskets {
    let mut made =
        Baskets { currencies: Currency::parse(b"EUR").into_iter().collect(), ..Baskets::default() };
    for (month, value) in (0..).zip(values.as_array().expect("values")) {
        for _ in 0..value.as_f64().map_or(0, |value| value as u64) {
            order(&mut made, NOBODY, day_of(2020 + month / 12, month.unsigned_abs() % 12 + 1, 15));
        }
    }
    (made.first_day, made.as_of) = (day_of(2020, 1, 1), day_of(2023, 12, 31));
    made
}

#[test]
fn a_wave_on_a_line_is_found_by_regression() {
    let wanted = &expected()["season"]["smooth"];
    let report = season(&monthly(&wanted["values"]), None, &SeasonOptions::default()).expect("season");
    let found = serde_json::to_value(report).expect("JSON");
    assert_eq!(wanted["winner"], "harmonic");
    compare(&found, wanted);
}

/// Twelve months of 90 and 110 in turn, then twelve of 150 but for a March of 450: that year, the plain mean of the first (100) is off by
/// (11 × 50 + 350) / 12 = 75, and no forecast by season by less. March / the mean of the year around it = 450 / (1930 / 12) = 2.80. The forecast
/// is flat, and the sentence says why.
#[test]
fn a_peak_that_the_forecast_leaves_out_is_explained() {
    let of = |month: u32| match month {
        14 => 450,
        12.. => 150,
        _ if month.is_multiple_of(2) => 90,
        _ => 110,
    };
    let mut shop = monthly(&json!((0..24_u32).map(of).collect::<Vec<u32>>()));
    shop.as_of = day_of(2021, 12, 31);
    let found = season(&shop, None, &SeasonOptions::default()).expect("season");
    assert_eq!((found.back_test.map(|test| test.winner), found.peak), (Some(Method::Mean), None));
    let about = found.notices.iter().filter(|notice| ["noSeason", "seasonNotUsed"].contains(&notice.code));
    assert_eq!(
        about.map(|notice| notice.message.as_str()).collect::<Vec<_>>(),
        [
            "March stands at 280 % of an average month (seen in one year), but the forecast does not follow it: tried on the last year, the best forecast by season was off by 75.0 a month and the plain mean by 75.0. What happened there may not happen again."
        ]
    );
}

#[test]
fn seasons_of_their_own() {
    let expected = &expected()["season"]["individual"];
    let mut shop = baskets();
    for (key, days) in expected["planted"].as_object().expect("customers") {
        let customer = u32::try_from(shop.keys.len()).expect("few");
        shop.keys.push(key.clone());
        days.as_array().expect("days").iter().for_each(|day| {
            order(&mut shop, customer, i32::try_from(day.as_i64().expect("a day")).expect("a day"))
        });
    }
    let found = serde_json::to_value(season(&shop, None, &SeasonOptions::default()).expect("season"));
    let found = &found.expect("JSON")["individual"];
    assert_eq!(found["eligible"], expected["eligible"]);
    let own = &self::found(Grain::Month)["individual"];
    ["eligible", "total"].iter().for_each(|key| assert_eq!(own[key], expected["without"][key], "{key}"));
    let rows = found["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), expected["rows"].as_object().expect("rows").len());
    for row in rows {
        let wanted = &expected["rows"][text(&row["key"])];
        assert_eq!((&row["orders"], &row["years"]), (&wanted[0], &wanted[1]));
        near(&row["concentration"], &wanted[2], "concentration");
        near(&row["adjustedP"], &wanted[4], "p");
        let date: Vec<i32> = text(&row["next"]).split('-').filter_map(|part| part.parse().ok()).collect();
        let day = day_of(date[0], date[1].unsigned_abs(), date[2].unsigned_abs());
        let part = f64::from(day - day_of(date[0], 1, 1)) / 365.0;
        let apart = (part - wanted[3].as_f64().expect("a part")).abs();
        assert!(apart.min(1.0 - apart) < 1.6 / 365.0, "{row} {wanted}");
    }
}

#[test]
fn outside_the_season() {
    let (found, expected) = (&found(Grain::Month)["offSeason"], &expected()["season"]["offSeason"]);
    ["season", "off", "crossBuyers"].iter().for_each(|key| assert_eq!(found[key], expected[key], "{key}"));
    assert_eq!(found["total"], expected["dormant"]);
    let rows = found["categories"].as_array().expect("rows");
    for wanted in expected["categories"].as_array().expect("rows") {
        let row = rows.iter().find(|row| row["category"] == wanted["category"]).expect("a category");
        ["n", "lift", "adjustedP"].iter().for_each(|key| near(&row[key], &wanted[key], key));
    }
    let calendar = found["calendar"].as_array().expect("stretches");
    assert_eq!(
        calendar,
        &[
            json!({ "from": "2024-07-01", "to": "2024-09-30" }),
            json!({ "from": "2025-04-01", "to": "2025-06-30" })
        ]
    );
}

/// 136 customers bought in both parts of the year; for 81 of them a category goes, with evidence, with one that they buy off-season.
#[test]
fn who_buys_in_both_parts_of_the_year_and_what_to_offer() {
    let expected = expected()["season"]["offSeason"]["cross"].clone();
    let options = SeasonOptions { limit: 10_000, ..SeasonOptions::default() };
    let off = season(&baskets(), None, &options).expect("season").off_season.expect("a part of the year");
    let found = serde_json::to_value(&off.cross).expect("JSON");
    assert_eq!((&found["tested"], &found["evident"]), (&expected["tested"], &expected["evident"]));
    let rows = found["rows"].as_array().expect("rows");
    assert_eq!((rows.len(), expected["rows"].as_object().map(|rows| rows.len())), (136, Some(136)));
    assert_eq!(rows.len() as u64, off.cross_buyers);
    for row in rows {
        let wanted = &expected["rows"][text(&row["key"])];
        assert_eq!((&row["seasonOrders"], &row["offSeasonOrders"]), (&wanted["season"], &wanted["off"]));
        assert_eq!(row["bought"], wanted["bought"]);
        let offer = &row["offer"];
        if offer.is_null() {
            assert!(wanted["offer"].is_null(), "{row}");
            continue;
        }
        assert_eq!((&offer["from"], &offer["category"]), (&wanted["offer"][0], &wanted["offer"][1]));
        let numbers = ["joint", "n", "share", "lift", "adjustedP"];
        numbers
            .iter()
            .zip(2..)
            .for_each(|(key, at): (_, usize)| near(&offer[key], &wanted["offer"][at], key));
    }
    assert_eq!(rows.iter().filter(|row| !row["offer"].is_null()).count(), 81);
    let nobody = season(&baskets(), None, &SeasonOptions { limit: 0, ..options }).expect("season").off_season;
    assert!(nobody.is_some_and(|off| off.cross.rows.is_empty()));
}

/// The coming off-seasons as events from the first day to the day after the last (RFC 5545, 3.6.1), with the dormant counted.
#[test]
fn the_off_season_is_a_calendar() {
    let words = SeasonWords { title: "Wake {count}".to_owned(), text: "Offer {categories}".to_owned() };
    let options = SeasonOptions { calendar: Some(words), ..SeasonOptions::default() };
    let found = season(&baskets(), None, &options).expect("season");
    let (text, off) = (found.calendar.expect("a calendar"), found.off_season.expect("a part of the year"));
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 2);
    for line in [
        "UID:20240701-off-season@linger",
        "DTSTART;VALUE=DATE:20240701",
        "DTEND;VALUE=DATE:20241001",
        "DTSTART;VALUE=DATE:20250401",
        "DTEND;VALUE=DATE:20250701",
        "DTSTAMP:20240630T000000Z",
        &format!("SUMMARY:Wake {}", off.total),
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
    }
    assert!(season(&baskets(), None, &SeasonOptions::default()).expect("season").calendar.is_none());
}

#[test]
fn the_best_customers_are_written_to_before_the_peak() {
    let report = season(&baskets(), None, &SeasonOptions::default()).expect("season");
    let (list, peak) = (report.pre_season.expect("a list"), report.peak.expect("a peak"));
    assert_eq!((list.contact.as_str(), peak.start.as_str()), ("2024-11-10", "2024-12-01"));
    assert!(list.rows.is_sorted_by(|a, b| a.value >= b.value) && list.rows.len() == 50);
    let keys = baskets().keys;
    let values: Vec<f64> = (0..keys.len()).map(|at| if at == 5 { 9.0 } else { f64::NAN }).collect();
    let predicted = season(&baskets(), Some((&keys, &values)), &SeasonOptions::default()).expect("season");
    let list = predicted.pre_season.expect("a list");
    assert_eq!((list.total, list.rows[0].key.as_str()), (1, keys[5].as_str()));
}
