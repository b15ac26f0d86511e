//! Purchases for tests.

use super::beta_geometric::BetaGeometric;
use super::fitted::Model;
use super::occasions::{Customer, View, customers};
use crate::money::Currency;
use crate::tables::buying::{Buying, Dated};
use crate::time::day_of;

/// Customers with (day, net in major units) of their orders, ascending.
#[allow(clippy::cast_possible_truncation)]
pub fn buying(as_of: i32, people: &[(&str, &[(i32, f64)])]) -> Buying {
    let mut orders = Dated { starts: vec![0], ..Dated::default() };
    for (_, rows) in people {
        orders.day.extend(rows.iter().map(|row| row.0));
        orders.net.extend(rows.iter().map(|row| (row.1 * 10_000.0).round() as i64));
        orders.starts.push(orders.day.len() as u32);
    }
    orders.currency = vec![0; orders.day.len()];
    Buying {
        keys: people.iter().map(|(key, _)| (*key).to_owned()).collect(),
        currencies: vec![Currency::parse(b"USD").unwrap()],
        first_day: orders.day.iter().copied().min().unwrap_or(as_of),
        refunds: Dated { starts: vec![0; people.len() + 1], ..Dated::default() },
        orders,
        as_of,
    }
}

/// BG/NBD with the parameters of Fader, Hardie and Lee 2005 for CDNOW in weeks, with the digits that an independent program gives.
pub fn published() -> Model {
    let (r, alpha, a, b) = (0.242_593, 4.413_532, 0.792_886, 2.425_754);
    Model::BetaGeometric(BetaGeometric { r, alpha, a, b, modified: false })
}

/// CDNOW, one tenth, as its authors published it.
pub fn cdnow() -> Buying {
    let text = include_str!("../../../tests/data/cdnow/CDNOW_sample.txt");
    let mut people: Vec<(&str, Vec<(i32, f64)>)> = Vec::new();
    for line in text.lines() {
        let cells: Vec<_> = line.split_whitespace().collect();
        let &[key, _, date, _, amount] = cells.as_slice() else { panic!("{line}") };
        if people.last().is_none_or(|(last, _)| *last != key) {
            people.push((key, Vec::new()));
        }
        people.last_mut().unwrap().1.push((day(date), amount.parse().unwrap()));
    }
    let rows: Vec<(&str, &[(i32, f64)])> = people.iter().map(|(key, rows)| (*key, rows.as_slice())).collect();
    buying(day("19980630"), &rows)
}

/// "19970930" as days since 1970.
pub fn day(date: &str) -> i32 {
    let part = |range: std::ops::Range<usize>| date[range].parse::<i32>().unwrap();
    day_of(part(0..4), part(4..6) as u32, part(6..8) as u32)
}

/// CDNOW's customers on the day up to which it was fitted when published: 30 September 1997.
pub fn cdnow_calibration() -> Vec<Customer> {
    customers(&cdnow(), &View { cut: day("19970930"), currency: 0, not_before: i32::MIN })
}
