//! Scores, edges and segments against numbers worked by hand, and their laws.

use super::*;
use crate::metrics::fixture;
use crate::tables::histories::sample;
use proptest::prelude::*;

fn options(method: Method, map: Map) -> Options {
    Options { method, map, ..Options::default() }
}

/// Ten customers with one order each, of 1, 1, 1, 1, 1, 1, 2, 2, 3, 9, all on one day.
fn ten() -> Histories {
    let amounts = [1, 1, 1, 1, 1, 1, 2, 2, 3, 9];
    let orders: Vec<_> = amounts.iter().enumerate().map(|(c, &amount)| (c, 50, amount * 10_000)).collect();
    sample(60, &orders)
}

/// FORMULAS, section 1.1.
#[test]
fn ties_by_each_method() {
    let scored = |method| rfm(&ten(), Some(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), &options(method, Map::Eleven));
    let (share, scores) = scored(Method::Share);
    assert_eq!(scores.m, [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
    assert_eq!(share.edges.monetary, MonetaryEdges::Single([None, None, Some(2.0), Some(3.0)]));
    let (quantile, scores) = scored(Method::Quantile);
    assert_eq!(scores.m, [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
    let MonetaryEdges::Single(edges) = quantile.edges.monetary else { panic!("one currency") };
    assert!(edges.iter().flatten().zip([1.0, 1.0, 1.4, 2.2]).all(|(a, b)| (a - b).abs() < 1e-12));
    assert_eq!(scored(Method::Ntile).1.m, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
}

/// Recencies 0..=9: type-7 edges 1.8, 3.6, 5.4, 7.2, and R = 5 − edges strictly below. By share the highest
/// recencies that score 2, 3, 4, 5 are 7, 5, 3, 1.
#[test]
fn recency_counts_from_the_other_side() {
    let histories = sample(9, &(0..10).map(|c| (c, 9 - c as i32, 10_000)).collect::<Vec<_>>());
    let (section, scores) = rfm(&histories, None, &options(Method::Quantile, Map::Eleven));
    assert_eq!(scores.r, [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    let near = |(edge, expected): (&Option<f64>, f64)| (edge.unwrap() - expected).abs() < 1e-12;
    assert!(section.edges.recency.iter().zip([1.8, 3.6, 5.4, 7.2]).all(near));
    let (section, scores) = rfm(&histories, None, &options(Method::Share, Map::Eleven));
    assert_eq!(scores.r, [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    assert_eq!(section.edges.recency, [7.0, 5.0, 3.0, 1.0].map(Some));
}

#[test]
fn fixed_bins_of_frequency() {
    let counts = [1, 2, 3, 4, 5, 9, 10, 30];
    let orders = counts.iter().enumerate().flat_map(|(c, &n)| (0..n).map(move |day| (c, day, 10_000)));
    let (section, scores) =
        rfm(&sample(40, &orders.collect::<Vec<_>>()), None, &options(Method::Fixed, Map::Ten));
    assert_eq!(scores.f, [1, 2, 3, 3, 4, 4, 5, 5]);
    assert_eq!(section.edges.frequency, [2.0, 3.0, 5.0, 10.0].map(Some));
    assert_eq!(section.axis, Axis::F);
}

/// The newest last order, most orders and most money.
#[test]
fn the_best_of_ten_scores_555() {
    for method in [Method::Share, Method::Quantile, Method::Ntile] {
        let orders = (0..10).flat_map(|c: usize| {
            let (n, day) = (c as i32 + 1, 10 * c as i32);
            (0..n).map(move |order| (c, day + order % 2, 10_000 * i64::from(n)))
        });
        let (section, scores) =
            rfm(&sample(100, &orders.collect::<Vec<_>>()), None, &options(method, Map::Eleven));
        assert_eq!((scores.r[9], scores.f[9], scores.m[9]), (5, 5, 5), "{method:?}");
        assert_eq!((scores.r[0], scores.f[0], scores.m[0]), (1, 1, 1), "{method:?}");
        assert_eq!(scores.segment_id(Map::Eleven, 9), "champions");
        assert_eq!(section.segments[0].id, "champions");
        assert!(section.segments[0].customers >= 1);
    }
}

/// Window of 10 days to day 100 begins on day 91: customer 1 is outside, customer 0 keeps one order of two.
#[test]
fn only_the_window_counts() {
    let orders = [(0, 90, 0, 50_000), (0, 91, 0, 20_000), (1, 90, 0, 90_000)];
    let refunds = [(0, 95, 0, -5_000), (0, 90, 0, -7_000)];
    let histories = fixture::histories(100, &["EUR"], &orders, &refunds);
    let (section, scores) = rfm(&histories, None, &Options { window_days: Some(10), ..Options::default() });
    assert_eq!((section.customers, section.one_order_share), (1, 1.0));
    assert_eq!(
        (scores.frequency.as_slice(), scores.monetary.as_slice()),
        ([1, 0].as_slice(), [15_000, 0].as_slice())
    );
    assert_eq!((scores.r[1], scores.f[1], scores.m[1]), (0, 0, 0));
    assert_eq!(scores.segment_id(Map::Eleven, 1), "prospect");
}

#[test]
fn days_merge_the_orders_of_a_day() {
    let histories = sample(9, &[(0, 1, 1), (0, 1, 1), (0, 2, 1)]);
    let frequency = |frequency| rfm(&histories, None, &Options { frequency, ..Options::default() });
    assert_eq!(frequency(Frequency::Orders).1.frequency, [3]);
    let (section, scores) = frequency(Frequency::Days);
    assert_eq!(scores.frequency, [2]);
    assert_eq!(section.segments.iter().map(|segment| segment.orders).sum::<u64>(), 3);
}

/// Three customers of (R, F, M) = (0, 3, 9.00), (10, 1, 2.00), (50, 2, 1.00): means 20, 2, 4; medians 10, 2, 2.
#[test]
fn eight_splits_at_mean_or_median() {
    let orders =
        [(0, 48, 30_000), (0, 49, 30_000), (0, 50, 30_000), (1, 40, 20_000), (2, 0, 5_000), (2, 0, 5_000)];
    let split = |split| {
        let options = Options { map: Map::Eight, split, ..Options::default() };
        let (section, scores) = rfm(&sample(50, &orders), None, &options);
        let limits = section.split.unwrap();
        let ids = [0, 1, 2].map(|customer| scores.segment_id(Map::Eight, customer));
        (ids, limits.recency, limits.frequency, limits.monetary.single())
    };
    assert_eq!(split(Split::Mean), (["hhh", "hll", "lll"], 20.0, 2.0, Some(4.0)));
    assert_eq!(split(Split::Median), (["hhh", "lll", "lll"], 10.0, 2.0, Some(2.0)));
}

/// Customers 0 and 1 buy mostly in EUR, 2 and 3 in JPY (3 by the tie of one order each, EUR coming first: no).
#[test]
fn money_is_scored_within_the_main_currency() {
    let orders = [
        (0, 1, 0, 10_000),
        (1, 1, 0, 20_000),
        (1, 2, 1, 90_000_000),
        (1, 3, 0, 10_000),
        (2, 1, 1, 10_000_000),
        (3, 1, 1, 50_000_000),
        (3, 2, 1, 50_000_000),
        (3, 3, 0, 10_000),
    ];
    let histories = fixture::histories(10, &["EUR", "JPY"], &orders, &[]);
    let (section, scores) = rfm(&histories, None, &Options::default());
    assert_eq!(scores.m, [1, 3, 1, 3]);
    assert_eq!(scores.monetary[2..4], [30_000, 90_000_000]);
    let edges = serde_json::to_string(&section.edges.monetary).unwrap();
    assert_eq!(edges, r#"{"EUR":[null,3.0,null,null],"JPY":[null,10000.0,null,null]}"#);
    assert!(section.segments.iter().all(|segment| segment.sales_share.is_none()));
}

#[test]
fn a_tie_of_currencies_goes_by_code() {
    let orders = [(0, 1, 0, 10_000), (0, 2, 1, 20_000)];
    let histories = fixture::histories(10, &["JPY", "EUR"], &orders, &[]);
    let scores = rfm(&histories, None, &Options::default()).1;
    assert_eq!(scores.currency(0), 1);
}

#[test]
fn segments_in_numbers() {
    let (section, _) = rfm(&ten(), None, &options(Method::Share, Map::Eleven));
    let segment = |id| section.segments.iter().find(|segment| segment.id == id).unwrap().clone();
    // All last orders fall on one day, so R is 1; F is 1: FM is 1 for M = 1, and 3 for M = 4 and 5.
    let (lost, risk) = (segment("lost"), segment("atRisk"));
    assert_eq!((lost.customers, lost.net_sales.single(), lost.sales_share), (6, Some(6.0), Some(6.0 / 22.0)));
    assert_eq!((risk.customers, risk.orders, risk.share), (4, 4, 0.4));
    assert_eq!(risk.average_order_value.and_then(|money| money.single()), Some(4.0));
    assert_eq!((risk.recency_days, risk.median_recency_days), (Some(10.0), Some(10.0)));
    assert_eq!(segment("champions").average_order_value, None);
    assert_eq!(section.grid[0].customers, 6);
}

#[test]
fn options_name_unknown_keys() {
    let error = serde_json::from_str::<Options>(r#"{"windowdays":3}"#).unwrap_err().to_string();
    assert!(error.contains("windowdays"), "{error}");
    let options: Options = serde_json::from_str(r#"{"method":"ntile","windowDays":90}"#).unwrap();
    assert_eq!((options.method, options.window_days, options.map), (Method::Ntile, Some(90), Map::Eleven));
}

fn some_orders() -> impl Strategy<Value = Vec<(usize, i32, i64)>> {
    prop::collection::vec((0_usize..15, 0_i32..300, -20_000_i64..90_000), 1..80).prop_map(|mut orders| {
        orders.extend((0..15).map(|customer| (customer, 7 * customer as i32, 10_000)));
        orders
    })
}

fn some_options() -> impl Strategy<Value = Options> {
    (
        prop::sample::select(vec![Method::Share, Method::Quantile, Method::Ntile, Method::Fixed]),
        prop::sample::select(vec![Map::Eleven, Map::Ten, Map::Eight]),
        prop::option::of(1_u32..400),
        prop::sample::select(vec![Frequency::Orders, Frequency::Days]),
        prop::sample::select(vec![Split::Mean, Split::Median]),
    )
        .prop_map(|(method, map, window_days, frequency, split)| Options {
            method,
            map,
            window_days,
            frequency,
            split,
        })
}

proptest! {
    /// Every customer in the window is in exactly one segment and one cell, and sums agree.
    #[test]
    fn segments_partition_customers(orders in some_orders(), options in some_options()) {
        let histories = sample(310, &orders);
        let (section, scores) = rfm(&histories, None, &options);
        let inside = scores.frequency.iter().filter(|&&frequency| frequency > 0).count() as u64;
        prop_assert_eq!(section.customers, inside);
        prop_assert_eq!(section.segments.iter().map(|segment| segment.customers).sum::<u64>(), inside);
        prop_assert_eq!(section.grid.iter().map(|cell| cell.customers).sum::<u64>(), inside);
        let net: f64 = section.segments.iter().filter_map(|segment| segment.net_sales.single()).sum();
        let cells: f64 = section.grid.iter().filter_map(|cell| cell.net_sales.single()).sum();
        prop_assert!((net - cells).abs() < 1e-6);
        for customer in 0..15 {
            let outside = scores.frequency[customer] == 0;
            prop_assert_eq!(scores.segment[customer] == segments::OUTSIDE, outside);
            prop_assert_eq!(scores.r[customer] == 0, outside);
            prop_assert!(scores.f[customer] <= 5 && scores.m[customer] <= 5);
        }
    }

    /// Doubling all money doubles sales and changes no score; a later calendar changes nothing.
    #[test]
    fn scores_keep_under_scale_and_shift(orders in some_orders(), options in some_options()) {
        let (section, scores) = rfm(&sample(310, &orders), None, &options);
        let changed: Vec<_> = orders.iter().map(|&(c, day, net)| (c, day + 1000, 2 * net)).collect();
        let (doubled, same) = rfm(&sample(1310, &changed), None, &options);
        prop_assert_eq!((&scores.r, &scores.f, &scores.m), (&same.r, &same.f, &same.m));
        prop_assert_eq!(&scores.segment, &same.segment);
        for (a, b) in section.segments.iter().zip(&doubled.segments) {
            prop_assert_eq!(a.net_sales.single().map(|net| 2.0 * net), b.net_sales.single());
        }
    }

    /// A constant added to everybody's spend changes no score by share.
    #[test]
    fn a_constant_changes_no_score(orders in some_orders(), constant in 1_i64..1_000_000) {
        let raised: Vec<_> =
            orders.iter().cloned().chain((0..15).map(|customer| (customer, 0, constant))).collect();
        let same_days: Vec<_> =
            orders.iter().cloned().chain((0..15).map(|customer| (customer, 0, 0))).collect();
        let (a, b) = (sample(310, &same_days), sample(310, &raised));
        prop_assert_eq!(
            rfm(&a, None, &Options::default()).1.m,
            rfm(&b, None, &Options::default()).1.m
        );
    }

    /// The order of customers changes nothing, ties included.
    #[test]
    fn customers_in_any_order(orders in some_orders(), options in some_options()) {
        let reversed: Vec<_> = orders.iter().map(|&(c, day, net)| (14 - c, day, net)).collect();
        let ranks: Vec<u32> = (0..15).collect();
        let back: Vec<u32> = (0..15).rev().collect();
        prop_assert_eq!(
            rfm(&sample(310, &orders), Some(&ranks), &options).0,
            rfm(&sample(310, &reversed), Some(&back), &options).0
        );
    }
}
