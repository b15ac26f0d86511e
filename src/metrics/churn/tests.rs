//! Flags, grades, money and months of churn against numbers worked by hand and slower reckonings.

use super::*;
use crate::metrics::fixture;
use crate::metrics::gaps::Gaps;
use crate::tables::histories::sample;
use crate::time::day_of;
use proptest::prelude::*;

type Orders = Vec<(usize, i32, i64)>;

fn churn_of(histories: &Histories, options: &Options) -> (Churn, Flags) {
    let scores = vec![3; histories.customers()];
    let occasions = Gaps::new(histories).occasions;
    let basis = Basis::new(histories, &occasions, options.definition == DefinitionId::D2);
    churn(histories, &occasions, &scores, &basis, options)
}

fn with(definition: DefinitionId) -> Options {
    Options { definition, ..Options::default() }
}

/// FORMULAS: orders on days 0, 20, 50 have m = 25 and L = 55: no flag at day 105, a flag at 106.
#[test]
fn flagged_one_day_after_the_limit() {
    let orders = [(0, 0, 1), (0, 20, 1), (0, 50, 1)];
    let flagged = |as_of| churn_of(&sample(as_of, &orders), &Options::default()).1;
    let (on_time, late) = (flagged(105), flagged(106));
    assert_eq!((on_time.silence[0], on_time.limit[0][0], on_time.cycle[0]), (55, 55.0, 25.0));
    assert_eq!((on_time.flagged[0][0], late.flagged[0][0]), (false, true));
    assert_eq!((on_time.grade[0][0], late.grade[0][0]), (0, 1));
}

/// One gap of 20 days closed and one of 100 open: S falls to ½ on day 20, so the restricted mean is
/// 20 + ½ · 80 = 60 and the naive mean 20. Shrunk: (2 · 60 + 20) / 3 and (2 · 20 + 20) / 3.
#[test]
fn a_single_gap_is_shrunk_to_the_store() {
    let histories = sample(120, &[(0, 0, 1), (0, 20, 1)]);
    let (section, flags) = churn_of(&histories, &Options::default());
    assert_eq!(section.store_cycle_days, Some(60.0));
    assert!((flags.cycle[0] - 140.0 / 3.0).abs() < 1e-12);
    let naive = Options { store_cycle: StoreCycle::Naive, ..Options::default() };
    let (section, flags) = churn_of(&histories, &naive);
    assert_eq!((section.store_cycle_days, flags.cycle[0]), (Some(20.0), 20.0));
}

#[test]
fn without_a_second_purchase_only_the_window_can_judge() {
    let (section, flags) = churn_of(&sample(400, &[(0, 0, 1), (1, 390, 1)]), &Options::default());
    let customers: Vec<u64> = section.definitions.iter().map(|definition| definition.customers).collect();
    let flagged: Vec<u64> = section.definitions.iter().map(|definition| definition.flagged).collect();
    assert_eq!((customers, flagged), (vec![0, 0, 2], vec![0, 0, 1]));
    assert!(flags.cycle[0].is_nan() && section.definitions[0].share.is_none());
    assert_eq!(section.store_cycle_days, None);
    assert_eq!(section.gap_shape, None);
    assert_eq!(section.disagreement[0].neither, 0);
}

/// Gaps 5, 10, 20 and 10, 10, 40: 3 ln(35/3) − ln 1000 = 0.462452 and 3 ln 20 − ln 4000 = 0.693147, so
/// ln k − ψ(k) = 0.192600 and k = 2.751353 (bisection in Python over an asymptotic series of ψ).
#[test]
fn gamma_shape_is_pooled() {
    let days = [(0, [0, 5, 15, 35]), (1, [0, 10, 20, 60])];
    let orders: Orders = days.iter().flat_map(|&(c, days)| days.map(|day| (c, day, 1))).collect();
    let (section, flags) = churn_of(&sample(70, &orders), &with(DefinitionId::D2));
    assert!((section.gap_shape.unwrap() - 2.751_353_466_530_653).abs() < 1e-7);
    let factor = crate::math::special::gamma_quantile(2.751_353_466_530_653, 0.95) / 2.751_353_466_530_653;
    assert!((flags.limit[1][0] - factor * 35.0 / 3.0).abs() < 1e-6);
}

/// 1.00 on day 0, 2.00 on day 36, 4.00 on day 400, back 0.50 on day 390, 9.00 after the last order: the year up
/// to day 400 begins on day 36.
#[test]
fn value_at_stake_is_a_year_of_net_spend() {
    let orders = [(0, 0, 0, 10_000), (0, 36, 0, 20_000), (0, 400, 0, 40_000), (1, 10, 0, 5_000)];
    let refunds = [(0, 390, 0, -5_000), (0, 401, 0, -90_000), (1, 10, 0, -6_000)];
    let histories = fixture::histories(900, &["EUR"], &orders, &refunds);
    let (section, flags) = churn_of(&histories, &with(DefinitionId::D4));
    assert_eq!(*flags.at_stake, [55_000, 0]);
    assert_eq!(section.value_at_stake.single(), Some(5.5));
}

#[test]
fn currencies_stay_apart() {
    let orders = [(0, 0, 0, 10_000), (0, 3, 1, 20_000), (1, 3, 1, 5_000)];
    let histories = fixture::histories(900, &["EUR", "JPY"], &orders, &[]);
    let (section, flags) = churn_of(&histories, &with(DefinitionId::D4));
    assert_eq!(*flags.at_stake, [10_000, 20_000, 0, 5_000]);
    let text = serde_json::to_string(&section.value_at_stake).unwrap();
    assert_eq!(text, r#"{"EUR":1.0,"JPY":2.5}"#);
}

/// Window 30, as-of day 100. At day 70: 0 and 1 were flagged (silent 40, 60), 2 not (silent 30). Since then 1
/// bought again and 2 fell silent.
#[test]
fn recent_changes() {
    let orders = [(0, 30, 10_000), (1, 10, 10_000), (1, 95, 10_000), (2, 40, 30_000), (3, 99, 10_000)];
    let options = Options { window_days: 30, ..with(DefinitionId::D4) };
    let recent = churn_of(&sample(100, &orders), &options).0.recent;
    assert_eq!((recent.newly_flagged, recent.returned), (1, 1));
    assert_eq!(recent.newly_at_stake.single(), Some(3.0));
}

/// Window 40 days. Customer 0 buys on 1 January, customer 1 on 1 January and 20 March, customer 2 on 25 January.
/// End of January: nobody flagged. February: 0 and 1 (59 days), not 2 (35). March: 2 (66); 1 is back. April: 1
/// (41).
#[test]
fn monthly_series_by_hand() {
    let day = |month, day| day_of(2023, month, day);
    let orders = [(0, day(1, 1), 1), (1, day(1, 1), 1), (1, day(3, 20), 1), (2, day(1, 25), 1)];
    let options = Options { window_days: 40, ..with(DefinitionId::D4) };
    let months = churn_of(&sample(day(5, 3), &orders), &options).0.months;
    let found: Vec<_> = months.iter().map(|m| (m.month.as_str(), m.active, m.flagged)).collect();
    assert_eq!(found, [("2023-02", 3, 2), ("2023-03", 1, 1), ("2023-04", 1, 1)]);
    assert_eq!((months[0].rate, months[0].low.is_some()), (Some(2.0 / 3.0), true));
}

/// The shop above with two customers of 1700 and 1701: three centuries keep their latest months, and these
/// count the same.
#[test]
fn centuries_keep_their_latest_months() {
    let day = |month, day| day_of(2023, month, day);
    let recent = [(0, day(1, 1), 1), (1, day(1, 1), 1), (1, day(3, 20), 1), (2, day(1, 25), 1)];
    let old = [(3, day_of(1700, 1, 1), 1), (4, day_of(1701, 1, 1), 1)];
    let orders: Orders = recent.into_iter().chain(old).collect();
    let options = Options { window_days: 40, ..with(DefinitionId::D4) };
    let months = churn_of(&sample(day(5, 3), &orders), &options).0.months;
    assert!((12..323 * 12).contains(&months.len()), "{}", months.len());
    let last: Vec<_> = months[months.len() - 3..].iter().map(|m| (m.active, m.flagged)).collect();
    assert_eq!(last, [(3, 2), (1, 1), (1, 1)]);
}

/// The state of each customer with a first order up to `day`, reckoned from orders up to then alone.
fn states(orders: &Orders, day: i32, options: &Options) -> Vec<Option<bool>> {
    let known: Vec<usize> = (0..8).filter(|&c| orders.iter().any(|o| o.0 == c && o.1 <= day)).collect();
    let place = |customer| known.iter().position(|&known| known == customer);
    let then: Orders = orders
        .iter()
        .filter(|order| order.1 <= day)
        .filter_map(|&(customer, day, net)| Some((place(customer)?, day, net)))
        .collect();
    let flags = churn_of(&sample(day, &then), options).1;
    (0..8).map(|customer| Some(flags.flagged[options.definition.index()][place(customer)?])).collect()
}

fn some_orders() -> impl Strategy<Value = Orders> {
    let start = day_of(2022, 1, 3);
    prop::collection::vec((0_usize..8, 0_i32..420, 1_i64..90_000), 1..70).prop_map(move |orders| {
        let mut orders: Orders = orders.into_iter().map(|(c, day, net)| (c, start + day, net)).collect();
        orders.extend((0..8).map(|customer| (customer, start + 40 * customer as i32, 5_000)));
        orders
    })
}

fn some_options() -> impl Strategy<Value = Options> {
    let definition = prop::sample::select(DefinitionId::ALL.to_vec());
    let cycle = prop::sample::select(vec![StoreCycle::Restricted, StoreCycle::Naive]);
    (definition, 0_u32..40, cycle, 5_u32..120, 0.5..0.99).prop_map(
        |(definition, margin_days, store_cycle, window_days, tail)| Options {
            definition,
            margin_days,
            store_cycle,
            window_days,
            tail,
        },
    )
}

proptest! {
    /// Each month of the series equals two separate reports, as of its start and its end.
    #[test]
    fn months_see_only_their_own_past(orders in some_orders(), options in some_options()) {
        let as_of = day_of(2023, 3, 10);
        let months = churn_of(&sample(as_of, &orders), &options).0.months;
        let first = orders.iter().map(|order| order.1).min().unwrap();
        let calendar = Calendar::new(Grain::Month, first, as_of);
        prop_assert_eq!(months.len(), calendar.len() - 2);
        for (at, month) in (1..).zip(&months) {
            let before = states(&orders, calendar.end(at - 1), &options);
            let after = states(&orders, calendar.end(at), &options);
            let active = before.iter().filter(|&&flagged| flagged == Some(false)).count() as u64;
            let left = before.iter().zip(&after).filter(|s| *s == (&Some(false), &Some(true))).count() as u64;
            prop_assert_eq!((&month.month, month.active, month.flagged), (&calendar.id(at), active, left));
        }
    }

    /// The last 30 days equal two separate reports, and grades and pairs add up.
    #[test]
    fn recent_and_totals_agree(orders in some_orders(), options in some_options()) {
        let as_of = day_of(2023, 3, 10);
        let (section, flags) = churn_of(&sample(as_of, &orders), &options);
        let before = states(&orders, as_of - 30, &options);
        let flagged = &flags.flagged[options.definition.index()];
        let newly = before.iter().zip(flagged).filter(|s| *s.0 != Some(true) && *s.1).count() as u64;
        let since = |c: usize| orders.iter().any(|order| order.0 == c && order.1 > as_of - 30);
        let returned = (0..8).filter(|&c| before[c] == Some(true) && since(c)).count() as u64;
        prop_assert_eq!((section.recent.newly_flagged, section.recent.returned), (newly, returned));
        let graded: u64 = section.grades.iter().map(|grade| grade.customers).sum();
        prop_assert_eq!(graded, section.definitions[options.definition.index()].flagged);
        for pair in &section.disagreement {
            let judged = |id: DefinitionId| section.definitions[id.index()].customers;
            let total = pair.both + pair.only_a + pair.only_b + pair.neither;
            prop_assert_eq!(total, judged(pair.a).min(judged(pair.b)));
        }
    }

    /// The shape is summed up in two ways, by cut for D2 and at the end for the others.
    #[test]
    fn one_shape(orders in some_orders()) {
        let histories = sample(day_of(2023, 3, 10), &orders);
        let shape = |definition| churn_of(&histories, &with(definition)).0.gap_shape;
        prop_assert_eq!(shape(DefinitionId::D1), shape(DefinitionId::D2));
    }

    /// The order of customers changes nothing.
    #[test]
    fn customers_in_any_order(orders in some_orders(), options in some_options()) {
        let reversed: Orders = orders.iter().map(|&(c, day, net)| (7 - c, day, net)).collect();
        let as_of = day_of(2023, 3, 10);
        prop_assert_eq!(
            churn_of(&sample(as_of, &orders), &options).0,
            churn_of(&sample(as_of, &reversed), &options).0
        );
    }
}
