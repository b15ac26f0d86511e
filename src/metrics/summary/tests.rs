//! Totals, rates and periods against numbers worked by hand.

use super::*;
use crate::metrics::fixture;
use crate::metrics::gaps::Gaps;
use crate::metrics::period::Grain;
use crate::tables::histories::sample;
use crate::time::day_of;

fn summary_of(histories: &Histories, median_gap: Option<u32>, never_new: Option<&[bool]>) -> Summary {
    let calendar = Calendar::new(Grain::Month, histories.first_day, histories.as_of_day);
    let gaps = Gaps::new(histories);
    let context = Context { calendar: &calendar, occasions: &gaps.occasions, median_gap, never_new };
    summary(histories, &context)
}

/// Three customers; the second comes back after a month, the third buys twice on one day.
fn shop() -> Histories {
    let day = |month, day| day_of(2024, month, day);
    sample(
        day(3, 15),
        &[
            (0, day(1, 10), 100_000),
            (1, day(1, 31), 200_000),
            (1, day(3, 1), 300_000),
            (2, day(3, 10), 50_000),
            (2, day(3, 10), 50_000),
        ],
    )
}

#[test]
fn totals_and_repeat_rate() {
    let mut histories = shop();
    histories.unidentified = Totals {
        orders: 5,
        orders_by_currency: vec![5],
        units: Some(35_000),
        gross: vec![90_000],
        discounts: Some(vec![10_000]),
        refunds: vec![5_000],
        net: vec![75_000],
    };
    let summary = summary_of(&histories, Some(20), None);
    assert_eq!((summary.customers, summary.orders, summary.units), (3, 10, Some(3.5)));
    assert_eq!(summary.gross_sales.single(), Some(79.0));
    assert_eq!(summary.discounts.map(|money| money.single()), Some(Some(1.0)));
    assert_eq!((summary.refunds.single(), summary.net_sales.single()), (Some(0.5), Some(77.5)));
    assert_eq!(summary.average_order_value.and_then(|money| money.single()), Some(7.75));
    let rate = summary.repeat_purchase_rate;
    assert_eq!((rate.repeaters, rate.customers), (1, 3));
    assert!((rate.value.unwrap() - 1.0 / 3.0).abs() < 1e-15);
    assert!(rate.low.unwrap() < 1.0 / 3.0 && rate.high.unwrap() > 1.0 / 3.0);
    assert_eq!(rate.young_share, Some(1.0 / 3.0));
}

#[test]
fn periods_have_no_holes() {
    let periods = summary_of(&shop(), None, None).periods;
    let ids: Vec<_> = periods.iter().map(|period| period.period.as_str()).collect();
    assert_eq!(ids, ["2024-01", "2024-02", "2024-03"]);
    let counts = |p: &Period| [p.orders, p.customers, p.new_customers, p.returning_customers];
    let counts: Vec<_> = periods.iter().map(counts).collect();
    assert_eq!(counts, [[2, 2, 2, 0], [0, 0, 0, 0], [3, 2, 1, 1]]);
    assert_eq!(periods[2].net_sales.single(), Some(40.0));
    let complete: Vec<_> = periods.iter().map(|period| period.complete).collect();
    assert_eq!(complete, [false, true, false]);
}

#[test]
fn left_truncated_customers_are_not_new_when_excluded() {
    let never_new = [true, false, false];
    let january = summary_of(&shop(), None, Some(&never_new)).periods.swap_remove(0);
    assert_eq!((january.new_customers, january.returning_customers), (1, 1));
}

/// As-of 15 March: the last 30 days begin on 15 February, the 30 before on 16 January.
#[test]
fn recent_days_against_those_before() {
    let recent = summary_of(&shop(), None, None).recent;
    assert_eq!((recent.orders, recent.new_customers), ([3, 1], [1, 1]));
    assert_eq!(recent.net_sales.map(|money| money.single()), [Some(40.0), Some(20.0)]);
}

/// Two orders in EUR, 3.00 and 5.00 with 1.00 paid back; one in JPY, 900.
#[test]
fn each_currency_has_its_own_average() {
    let orders = [(0, 1, 0, 30_000), (0, 2, 0, 50_000), (1, 2, 1, 9_000_000)];
    let histories = fixture::histories(40, &["EUR", "JPY"], &orders, &[(0, 3, 0, -10_000)]);
    let summary = summary_of(&histories, None, None);
    let json = |money: &Money| serde_json::to_string(money).unwrap();
    assert_eq!(json(&summary.average_order_value.unwrap()), r#"{"EUR":3.5,"JPY":900.0}"#);
    assert_eq!(json(&summary.periods[0].net_sales), r#"{"EUR":7.0,"JPY":900.0}"#);
    assert_eq!(summary.recent.orders, [0, 3]);
}

#[test]
fn nothing_at_all() {
    let summary = summary_of(&sample(10, &[]), None, None);
    assert_eq!((summary.customers, summary.repeat_purchase_rate.value), (0, None));
    assert_eq!((summary.average_order_value, summary.units), (None, None));
}
