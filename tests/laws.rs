//! Laws of the whole path, over generated shops: what must not change the report does not.

#![allow(clippy::expect_used)]

use crate::support;
use linger::engine::Engine;
use linger::report::Options;
use linger::source::mapping::Mapping;
use proptest::prelude::*;
use serde_json::Value;

/// customer, day since 2023-01-01, cents.
type Order = (u8, u16, u32);

fn shop() -> impl Strategy<Value = Vec<Order>> {
    prop::collection::vec((0_u8..12, 0_u16..500, 0_u32..50_000), 1..60)
}

fn line(id: usize, (customer, day, cents): Order) -> String {
    let date = linger::time::format_day(linger::time::day_of(2023, 1, 1) + i32::from(day));
    format!("{id},c{customer},{date} 12:00:00,{}.{:02}\n", cents / 100, cents % 100)
}

fn csv(orders: impl Iterator<Item = (usize, Order)>) -> String {
    let mut text = "order id,customer id,order date,total\n".to_owned();
    orders.for_each(|(id, order)| text.push_str(&line(id, order)));
    text
}

fn report(engine: &mut Engine, options: &Options) -> Value {
    serde_json::to_value(engine.report(options).expect("a report")).expect("JSON")
}

/// The report without what names the files.
fn numbers(engine: &mut Engine) -> Value {
    let mut report = report(engine, &Options::default());
    for part in ["meta", "quality"] {
        report.as_object_mut().expect("an object").remove(part);
    }
    report
}

/// Options that each touch other sections.
const OPTIONS: [&str; 7] = [
    "{}",
    r#"{"churn":{"marginDays":3}}"#,
    r#"{"churn":{"definition":"D2","tail":0.8}}"#,
    r#"{"rfm":{"method":"ntile","map":"eight"}}"#,
    r#"{"cohorts":{"grain":"week","mode":"rolling"}}"#,
    r#"{"truncation":"exclude"}"#,
    r#"{"lifecycle":{"newDays":1},"zeroValue":"exclude"}"#,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_rows_does_not_matter(shop in shop(), seed in any::<u64>()) {
        let rows: Vec<(usize, Order)> = shop.into_iter().enumerate().collect();
        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|(id, _)| (*id as u64).wrapping_add(1).wrapping_mul(seed | 1));
        let mut a = support::read(&csv(rows.into_iter()));
        let mut b = support::read(&csv(shuffled.into_iter()));
        prop_assert_eq!(numbers(&mut a), numbers(&mut b));
    }

    #[test]
    fn two_files_equal_the_whole(shop in shop(), cut in any::<prop::sample::Index>()) {
        let rows: Vec<(usize, Order)> = shop.into_iter().enumerate().collect();
        let cut = cut.index(rows.len());
        let mut whole = support::read(&csv(rows.iter().copied()));
        let mut parts = support::engine();
        for part in [&rows[..cut], &rows[cut..]].into_iter().filter(|part| !part.is_empty()) {
            let text = csv(part.iter().copied());
            support::add(&mut parts, "part.csv", text.as_bytes(), &Mapping::default(), 64).expect("a part");
        }
        prop_assert_eq!(numbers(&mut whole), numbers(&mut parts));
    }

    #[test]
    fn a_file_twice_and_an_overlap_add_nothing(shop in shop(), from in any::<prop::sample::Index>()) {
        let rows: Vec<(usize, Order)> = shop.into_iter().enumerate().collect();
        let text = csv(rows.iter().copied());
        let overlap = csv(rows[from.index(rows.len())..].iter().copied());
        let mut once = support::read(&text);
        let mut again = support::read(&text);
        support::add(&mut again, "again.csv", text.as_bytes(), &Mapping::default(), 1000).expect("again");
        support::add(&mut again, "overlap.csv", overlap.as_bytes(), &Mapping::default(), 1000).expect("overlap");
        prop_assert_eq!(numbers(&mut once), numbers(&mut again));
    }

    #[test]
    fn totals_add_up(shop in shop()) {
        let mut engine = support::read(&csv(shop.iter().copied().enumerate()));
        let report = report(&mut engine, &Options::default());
        let cents: u64 = shop.iter().map(|order| u64::from(order.2)).sum();
        let net = report["summary"]["netSales"].as_f64().expect("a number");
        prop_assert!((net - cents as f64 / 100.0).abs() < 1e-6);
        prop_assert_eq!(report["summary"]["orders"].as_u64(), Some(shop.len() as u64));
        let mut customers: Vec<u8> = shop.iter().map(|order| order.0).collect();
        customers.sort_unstable();
        customers.dedup();
        let count = Some(customers.len() as u64);
        prop_assert_eq!(report["summary"]["customers"].as_u64(), count);
        for (section, list, key) in [("rfm", "segments", "customers"), ("lifecycle", "stages", "customers"), ("cohorts", "rows", "size")] {
            let sum: u64 = report[section][list].as_array().expect("a list").iter().filter_map(|row| row[key].as_u64()).sum();
            prop_assert_eq!(Some(sum), count, "{}", section);
        }
        let by_period: u64 = report["summary"]["periods"].as_array().expect("a list").iter().filter_map(|row| row["orders"].as_u64()).sum();
        prop_assert_eq!(by_period, shop.len() as u64);
        let by_hour: u64 = report["rhythm"]["orders"].as_array().expect("a list").iter().flat_map(|day| day.as_array().expect("hours")).filter_map(Value::as_u64).sum();
        prop_assert_eq!(by_hour, shop.len() as u64);
    }

    #[test]
    fn scaling_money_scales_sales_and_no_score(shop in shop()) {
        let mut once = support::read(&csv(shop.iter().copied().enumerate()));
        let mut tenfold = support::read(&csv(shop.iter().map(|o| (o.0, o.1, o.2 * 10)).enumerate()));
        let (a, b) = (report(&mut once, &Options::default()), report(&mut tenfold, &Options::default()));
        let net = |report: &Value| report["summary"]["netSales"].as_f64().expect("a number");
        prop_assert!((net(&b) - 10.0 * net(&a)).abs() < 1e-6);
        let cells = |report: &Value| -> Vec<Value> {
            report["rfm"]["grid"].as_array().expect("a grid").iter().map(|cell| cell["customers"].clone()).collect()
        };
        prop_assert_eq!(cells(&a), cells(&b));
    }

    #[test]
    fn any_chunking_gives_the_same_bytes(shop in shop(), chunk in 1_usize..200) {
        let text = csv(shop.iter().copied().enumerate());
        let (mut whole, mut cut) = (support::engine(), support::engine());
        support::add(&mut whole, "a.csv", text.as_bytes(), &Mapping::default(), usize::MAX).expect("whole");
        support::add(&mut cut, "a.csv", text.as_bytes(), &Mapping::default(), chunk).expect("cut");
        let bytes = |engine: &mut Engine| {
            serde_json_canonicalizer::to_string(engine.report(&Options::default()).expect("a report")).expect("JSON")
        };
        prop_assert_eq!(bytes(&mut whole), bytes(&mut cut));
    }

    #[test]
    fn a_report_does_not_remember_other_options(shop in shop(), picks in prop::collection::vec(0_usize..7, 1..8)) {
        let text = csv(shop.iter().copied().enumerate());
        let mut engine = support::read(&text);
        for pick in picks {
            let options: Options = serde_json::from_str(OPTIONS[pick]).expect("options");
            let (used, fresh) = (report(&mut engine, &options), report(&mut support::read(&text), &options));
            prop_assert_eq!(used, fresh, "{}", OPTIONS[pick]);
        }
    }

    #[test]
    fn an_earlier_as_of_equals_a_shorter_file(shop in shop(), day in 0_u16..500) {
        let before: Vec<(usize, Order)> = shop.iter().copied().enumerate().filter(|(_, order)| order.1 <= day).collect();
        prop_assume!(!before.is_empty());
        let as_of = linger::time::format_day(linger::time::day_of(2023, 1, 1) + i32::from(day));
        let options = Options { as_of: Some(as_of), ..Options::default() };
        let mut all = support::read(&csv(shop.iter().copied().enumerate()));
        let mut short = support::read(&csv(before.into_iter()));
        let (all, short) = (report(&mut all, &options), report(&mut short, &options));
        for section in ["summary", "rfm", "churn", "repurchase", "cohorts", "rhythm", "lifecycle"] {
            prop_assert_eq!(&all[section], &short[section], "{}", section);
        }
    }
}
