//! Purchases of whole data sets, and what the models say of them, for tests.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use linger::money::Currency;
use linger::predict::models::{ModelOptions, Modelling};
use linger::predict::predictions::{PredictionQuery, Predictions};
use linger::tables::buying::{Buying, Dated};
use linger::time::day_of;
use serde_json::Value;

pub type Rows = Vec<(i32, f64)>;

pub fn buying(as_of: i32, people: &[(String, Rows)]) -> Buying {
    let mut orders = Dated { starts: vec![0], ..Dated::default() };
    let mut keys = Vec::new();
    for (key, rows) in people {
        let known: Vec<_> = rows.iter().filter(|row| row.0 <= as_of).collect();
        if known.is_empty() {
            continue;
        }
        keys.push(key.clone());
        orders.day.extend(known.iter().map(|row| row.0));
        orders.net.extend(known.iter().map(|row| (row.1 * 10_000.0).round() as i64));
        orders.starts.push(orders.day.len() as u32);
    }
    orders.currency = vec![0; orders.day.len()];
    Buying {
        refunds: Dated { starts: vec![0; keys.len() + 1], ..Dated::default() },
        keys,
        currencies: vec![Currency::parse(b"USD").expect("a code")],
        first_day: orders.day.iter().copied().min().unwrap_or(as_of),
        orders,
        as_of,
    }
}

pub fn day(date: &str) -> i32 {
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    let part = |range: std::ops::Range<usize>| digits[range].parse::<i32>().expect("digits");
    day_of(part(0..4), part(4..6) as u32, part(6..8) as u32)
}

/// Rows of (key, date, amount), one customer after the other.
pub fn people<'a>(rows: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Vec<(String, Rows)> {
    let mut people: Vec<(String, Rows)> = Vec::new();
    for (key, date, amount) in rows {
        if people.last().is_none_or(|(last, _)| last != key) {
            people.push((key.to_owned(), Vec::new()));
        }
        let rows = &mut people.last_mut().expect("a customer").1;
        rows.push((day(date), amount.parse().expect("an amount")));
    }
    people
}

pub fn cdnow(as_of: &str) -> Buying {
    let text = include_str!("../data/cdnow/CDNOW_sample.txt");
    let cells = |line: &'static str| -> Vec<&'static str> { line.split_whitespace().collect() };
    let rows = text.lines().map(|line| (cells(line)[0], cells(line)[2], cells(line)[4]));
    buying(day(as_of), &people(rows))
}

pub fn grocery() -> Buying {
    let text = include_str!("../data/models/grocery.csv");
    let cells = |line: &'static str| -> Vec<&'static str> { line.split(',').collect() };
    let rows = text.lines().skip(1).map(|line| (cells(line)[0], cells(line)[1], cells(line)[2]));
    buying(day("2024-12-31"), &people(rows))
}

pub fn options(text: &str) -> ModelOptions {
    serde_json::from_str(text).expect("options")
}

pub fn run(buying: &Buying, text: &str) -> (Value, Predictions) {
    let work = Modelling::new(buying, options(text)).expect("options that are right");
    let (models, predictions) = work.finish(buying, None);
    (serde_json::to_value(models).expect("JSON"), predictions)
}

pub fn page(buying: &Buying, predictions: &Predictions, query: &str) -> Value {
    let query: PredictionQuery = serde_json::from_str(query).expect("a query");
    serde_json::to_value(predictions.page(buying, &query)).expect("JSON")
}

pub fn near(value: &Value, expected: f64, within: f64) {
    let found = value.as_f64().unwrap_or(f64::NAN);
    assert!((found - expected).abs() <= within, "{value} is not {expected}");
}

pub fn codes(notices: &Value) -> Vec<&str> {
    notices
        .as_array()
        .expect("notices")
        .iter()
        .map(|notice| notice["code"].as_str().expect("a code"))
        .collect()
}
