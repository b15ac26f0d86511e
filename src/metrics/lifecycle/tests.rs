//! Stages and ranks against cases worked by hand, and their laws.

use super::*;
use crate::metrics::{fixture, spend};
use crate::tables::histories::sample;
use proptest::prelude::*;

/// Six customers at day 1000: 0 and 1 churned, 2 dormant, 3 new, 4 too near the start to be new, 5 active.
fn shop() -> (Lifecycle, Stages) {
    let orders = [
        (0, 100, 90_000),
        (0, 700, 30_000),
        (1, 500, 10_000),
        (1, 600, 10_000),
        (1, 700, 10_000),
        (2, 950, 50_000),
        (3, 990, 20_000),
        (4, 990, 20_000),
        (5, 800, 10_000),
        (5, 999, 10_000),
    ];
    let histories = sample(1000, &orders);
    let context = Context {
        flagged: &[true, true, false, false, false, false],
        silence: &[300, 300, 50, 10, 10, 1],
        cycle: &[60.0, 60.0, 40.0, 60.0, 60.0, f64::NAN],
        at_stake: &[30_000, 30_000, 50_000, 20_000, 20_000, 20_000],
        net: &spend::net(&histories, None),
        never_new: Some(&[false, false, false, false, true, false]),
    };
    lifecycle(&histories, &context, &Options::default())
}

#[test]
fn every_customer_is_in_the_first_stage_that_fits() {
    let (section, stages) = shop();
    assert_eq!(stages.stage, [4, 4, 3, 1, 2, 2]);
    let customers: Vec<u64> = section.stages.iter().map(|stage| stage.customers).collect();
    assert_eq!(customers, [0, 1, 2, 1, 2]);
    assert_eq!(section.stages[4].net_sales.single(), Some(15.0));
}

/// Former value 3.00 each; one order in the last year against three: 3.00 × 3 comes first.
#[test]
fn win_back_ranks_value_times_activity() {
    let (section, stages) = shop();
    assert_eq!(stages.win_back, [2, 1, 0, 0, 0, 0]);
    assert_eq!(section.win_back.customers, 2);
    assert_eq!(section.win_back.former_value.single(), Some(6.0));
    assert_eq!(section.win_back.top_fifth_share, Some(0.5));
}

#[test]
fn first_order_exactly_new_days_ago_is_no_longer_new() {
    let histories = sample(30, &[(0, 0, 1), (1, 1, 1)]);
    let context = Context {
        flagged: &[false; 2],
        silence: &[30, 29],
        cycle: &[99.0; 2],
        at_stake: &[1; 2],
        net: &[1; 2],
        never_new: None,
    };
    let (section, stages) = lifecycle(&histories, &context, &Options::default());
    assert_eq!(stages.stage, [2, 1]);
    assert_eq!(section.win_back.top_fifth_share, None);
}

/// Churned spent 40.00 EUR in all: 10 and 30; and 2,000 JPY, all by customer 2. Shares 0.25, 0.75 and 1, one
/// order each; with equal shares more orders come first.
#[test]
fn currencies_are_compared_by_their_shares() {
    let orders = [(0, 5, 0, 100_000), (1, 5, 0, 300_000), (2, 5, 1, 20_000_000)];
    let histories = fixture::histories(30, &["EUR", "JPY"], &orders, &[]);
    let net = spend::net(&histories, None);
    let context = Context {
        flagged: &[true; 3],
        silence: &[25; 3],
        cycle: &[9.0; 3],
        at_stake: &net,
        net: &net,
        never_new: None,
    };
    let (section, stages) = lifecycle(&histories, &context, &Options::default());
    assert_eq!(stages.win_back, [3, 2, 1]);
    assert_eq!(section.win_back.top_fifth_share, None);
}

proptest! {
    /// Stages partition the customers, and ranks count the churned from 1.
    #[test]
    fn stages_and_ranks_add_up(
        orders in prop::collection::vec((0_usize..12, 0_i32..300, 1_i64..90_000), 1..60),
        window_days in 1_u32..200,
    ) {
        let mut orders = orders;
        orders.extend((0..12).map(|customer| (customer, 20 * customer as i32, 5_000)));
        let histories = sample(300, &orders);
        let silence: Vec<i32> = (0..12).map(|c| 300 - histories.span(c).1).collect();
        let flagged: Vec<bool> = silence.iter().map(|&days| days as u32 > window_days).collect();
        let net = spend::net(&histories, None);
        let context = Context {
            flagged: &flagged,
            silence: &silence,
            cycle: &[40.0; 12],
            at_stake: &net,
            net: &net,
            never_new: None,
        };
        let (section, stages) = lifecycle(&histories, &context, &Options::default());
        prop_assert_eq!(section.stages.iter().map(|stage| stage.customers).sum::<u64>(), 12);
        let mut ranks: Vec<u32> = stages.win_back.iter().copied().filter(|&rank| rank > 0).collect();
        ranks.sort_unstable();
        prop_assert_eq!(ranks, (1..=section.win_back.customers as u32).collect::<Vec<_>>());
        let sales: f64 = section.stages.iter().filter_map(|stage| stage.net_sales.single()).sum();
        prop_assert!((sales - net.iter().sum::<i64>() as f64 / 1e4).abs() < 1e-6);
    }
}
