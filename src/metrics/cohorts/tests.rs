//! The triangle against the golden sets and its laws.

use super::*;
use crate::metrics::fixture;
use crate::tables::histories::sample;
use crate::time::day_of;
use proptest::prelude::*;

fn month(number: i32) -> i32 {
    day_of(2011 + number.div_euclid(12), number.rem_euclid(12).unsigned_abs() + 1, 7)
}

fn cohorts_of(histories: &Histories, grain: Grain, mode: Mode) -> Cohorts {
    let calendar = Calendar::new(grain, histories.first_day, histories.as_of_day);
    cohorts(histories, &calendar, None, &Options { grain, mode })
}

/// FORMULAS, section 5: active sets {0,1,2}, {0,3}, {0}, {0,1,3}, {0,2}; as-of the end of month 3.
fn golden() -> Histories {
    let sets: [&[i32]; 5] = [&[0, 1, 2], &[0, 3], &[0], &[0, 1, 3], &[0, 2]];
    let orders = sets.iter().enumerate().flat_map(|(c, set)| set.iter().map(move |&k| (c, month(k), 10_000)));
    sample(day_of(2011, 4, 30), &orders.collect::<Vec<_>>())
}

fn near(shares: &[Option<f64>], expected: &[f64]) {
    let same = |(a, b): (&Option<f64>, &f64)| a.is_some_and(|a| (a - b).abs() < 1e-12);
    assert!(shares.len() == expected.len() && shares.iter().zip(expected).all(same), "{shares:?}");
}

#[test]
fn classic_and_rolling() {
    let classic = cohorts_of(&golden(), Grain::Month, Mode::Classic).rows.swap_remove(0);
    assert_eq!((classic.cohort.as_str(), classic.size), ("2011-01", 5));
    near(&classic.share, &[1.0, 0.4, 0.4, 0.4]);
    assert_eq!(classic.orders, [5, 2, 2, 2].map(Some));
    let values: Vec<_> = classic.cumulative_value.iter().flatten().map(Money::single).collect();
    assert_eq!(values, [1.0, 1.4, 1.8, 2.2].map(Some));
    let rolling = cohorts_of(&golden(), Grain::Month, Mode::Rolling);
    near(&rolling.rows[0].share, &[1.0, 0.8, 0.8, 0.4]);
    assert_eq!(rolling.average[1].customers, 5);
}

#[test]
fn a_period_that_has_not_ended_is_unknown() {
    let mut histories = golden();
    histories.as_of_day -= 1;
    let row = cohorts_of(&histories, Grain::Month, Mode::Classic).rows.swap_remove(0);
    assert_eq!(row.active, [Some(5), Some(2), Some(2), None]);
    assert!(row.net_sales[3].is_none() && row.cumulative_value[3].is_none());
    assert_eq!(cohorts_of(&histories, Grain::Month, Mode::Classic).average.len(), 3);
    let young = sample(day_of(2011, 1, 20), &[(0, month(0), 1), (1, month(0), 1)]);
    let row = cohorts_of(&young, Grain::Month, Mode::Classic).rows.swap_remove(0);
    assert_eq!((row.active, row.orders), (vec![Some(2)], vec![None]));
}

#[test]
fn weeks_and_customers_left_out() {
    let histories = golden();
    let calendar = Calendar::new(Grain::Week, histories.first_day, histories.as_of_day);
    let left_out = [true, false, false, false, false];
    let options = Options { grain: Grain::Week, mode: Mode::Classic };
    let cohorts = cohorts(&histories, &calendar, Some(&left_out), &options);
    assert_eq!((cohorts.excluded, cohorts.rows[0].size), (1, 4));
    assert_eq!(cohorts.rows[0].cohort, "2011-W01");
}

/// 1900 to 2011 has more than 600 months: the old cohort is left out, the new ones stay as they are.
#[test]
fn the_latest_600_periods_are_kept() {
    let as_of_day = golden().as_of_day;
    let old = sample(as_of_day, &[(0, day_of(1900, 1, 1), 1), (1, month(0), 1), (1, month(2), 1)]);
    let rows = cohorts_of(&old, Grain::Month, Mode::Classic).rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].cohort.as_str(), rows[0].active.clone()),
        ("2011-01", [1, 0, 1, 0].map(Some).to_vec())
    );
}

/// One order of 2.00 in month 0, 0.50 of it paid back in month 2; and 1.00 in another currency.
#[test]
fn refunds_count_in_their_own_period() {
    let orders = [(0, month(0), 0, 20_000), (0, month(1), 1, 10_000)];
    let refunds = [(0, month(2), 0, -5_000)];
    let histories = fixture::histories(day_of(2011, 3, 31), &["EUR", "USD"], &orders, &refunds);
    let row = cohorts_of(&histories, Grain::Month, Mode::Classic).rows.swap_remove(0);
    let json = |values: &Vec<Option<Money>>| serde_json::to_string(values).unwrap();
    let net = r#"[{"EUR":2.0,"USD":0.0},{"EUR":0.0,"USD":1.0},{"EUR":-0.5,"USD":0.0}]"#;
    assert_eq!(json(&row.net_sales), net);
    let value = r#"[{"EUR":2.0,"USD":0.0},{"EUR":2.0,"USD":1.0},{"EUR":1.5,"USD":1.0}]"#;
    assert_eq!(json(&row.cumulative_value), value);
}

proptest! {
    #[test]
    fn classic_is_at_most_rolling_and_sizes_add_up(
        orders in prop::collection::vec((0_usize..8, 0_i32..400, -500_i64..5000), 1..60)
    ) {
        let mut orders = orders;
        (0..8).for_each(|customer| orders.push((customer, 399, 100)));
        let histories = sample(430, &orders);
        let classic = cohorts_of(&histories, Grain::Month, Mode::Classic);
        let rolling = cohorts_of(&histories, Grain::Month, Mode::Rolling);
        prop_assert_eq!(classic.rows.iter().map(|row| row.size).sum::<u64>(), 8);
        for (a, b) in classic.rows.iter().zip(&rolling.rows) {
            prop_assert!(a.active.iter().zip(&b.active).all(|(a, b)| a <= b));
            prop_assert!(b.active.iter().flatten().is_sorted_by(|a, b| a >= b));
            prop_assert_eq!(&a.net_sales, &b.net_sales);
        }
    }
}
