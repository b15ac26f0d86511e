//! What holds of the models whatever the data: units, order and limits.

#![allow(clippy::expect_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use crate::support::buyers::{Rows, buying, cdnow, codes, near, page, run};
use crate::support::dice::Dice;
use linger::metrics::models::beta_geometric::BetaGeometric;
use linger::metrics::models::fitted::{History, Id, Model};
use linger::metrics::models::fitting::fit;
use linger::metrics::models::flag::{Judged, ModelFlag, Rule};
use linger::metrics::models::groups::Groups;
use linger::metrics::models::occasions::{Customer, View, customers};
use linger::metrics::models::pareto::Pareto;
use proptest::prelude::*;
use serde_json::Value;

/// 8,000 customers who buy every 80 weeks on average, exactly as BG/NBD has it, for a year: four in five buy nothing in its
/// second half, so that both guesses are nearer by absolute error than the model that the data are of. It is used all the
/// same, its total is right within 15 %, and a notice tells why.
#[test]
fn a_true_model_is_not_refused_for_rare_purchases() {
    let mut dice = Dice::new(7);
    let shop: Vec<(String, Rows)> = (0..8_000)
        .map(|at| {
            let (mut day, rate, leaving) =
                (90.0 * dice.uniform(), dice.gamma(0.25, 20.0) / 7.0, dice.beta(0.8, 2.4));
            let mut rows = Vec::new();
            while day < 365.0 {
                rows.push((day as i32, 20.0));
                let stays = rows.len() == 1 || dice.uniform() >= leaving;
                day += if stays { dice.wait(rate) } else { f64::INFINITY };
            }
            (format!("c{at:04}"), rows)
        })
        .collect();
    let (models, _) = run(&buying(364, &shop), r#"{"candidates":["bgNbd"]}"#);
    let holdout = &models["holdout"];
    let (own, guesses) = (&holdout["candidates"][0], &holdout["baselines"]);
    assert!(holdout["observedSilent"].as_f64().is_some_and(|silent| silent > 0.75), "{holdout}");
    for guess in ["sameAsBefore", "nobodyReturns"] {
        assert!(own["mae"].as_f64() > guesses[guess]["mae"].as_f64(), "{guess}");
        assert!(own["rmse"].as_f64() < guesses[guess]["rmse"].as_f64(), "{guess}");
    }
    near(&own["ratio"], 1.0, 0.15);
    assert_eq!((&own["passed"], &models["chosen"]), (&true.into(), &"bgNbd".into()), "{}", own["reasons"]);
    assert!(codes(&models["notices"]).contains(&"judgedBySquares"));
}

/// Time in other units scales α and β and nothing else; ln L moves by x · ln(unit).
#[test]
fn time_units_scale_alpha_and_beta_alone() {
    let data = cdnow("19970930");
    let (weeks, _) = run(&data, "{}");
    let (days, _) = run(&data, r#"{"unit":"days"}"#);
    for (model, key, factor) in [
        ("bgNbd", "r", 1.0),
        ("bgNbd", "alpha", 7.0),
        ("bgNbd", "a", 1.0),
        ("bgNbd", "b", 1.0),
        ("mbgNbd", "alpha", 7.0),
        ("paretoNbd", "r", 1.0),
        ("paretoNbd", "alpha", 7.0),
        ("paretoNbd", "s", 1.0),
        ("paretoNbd", "beta", 7.0),
    ] {
        let expected = factor * weeks[model][key].as_f64().expect("a number");
        near(&days[model][key], expected, 1e-12 * expected.abs());
    }
    let expected = weeks["bgNbd"]["logLikelihood"].as_f64().expect("a number") - 2_457.0 * libm::log(7.0);
    near(&days["bgNbd"]["logLikelihood"], expected, 1e-6);

    let known = customers(&data, &View { cut: data.as_of, currency: 0, not_before: i32::MIN });
    let stretched = |by: u32| {
        let scaled =
            known.iter().map(|one| Customer { recency: by * one.recency, age: by * one.age, ..*one });
        Groups::new(&scaled.collect::<Vec<_>>())
    };
    for id in Id::ALL {
        let [one, other] = [1, 3].map(|by| fit(id, &stretched(by)).expect("a fit").model.parameters(1.0));
        for ((name, one), (_, other)) in one.into_iter().zip(other) {
            let factor = if ["alpha", "beta"].contains(&name) { 3.0 } else { 1.0 };
            assert!((other / (factor * one) - 1.0).abs() < 1e-4, "{id:?} {name}: {one} {other}");
        }
    }
}

/// The order of customers changes no bit.
#[test]
fn order_of_customers_shows_nowhere() {
    let people: Vec<(String, Rows)> = (0..600)
        .map(|n: i32| {
            (
                format!("c{n:03}"),
                (0..=n % 4).map(|k| (n % 90 + k * (20 + n % 17), 10.0 + f64::from(n % 13))).collect(),
            )
        })
        .collect();
    let mut backwards = people.clone();
    backwards.reverse();
    let text = r#"{"bootstrap":3,"churnDays":30}"#;
    let [one, other] = [people, backwards].map(|people| {
        let data = buying(400, &people);
        let (models, predictions) = run(&data, text);
        (models, page(&data, &predictions, r#"{"limit":600}"#))
    });
    assert_eq!(one, other);
}

/// Empty, one customer, one-time buyers, one day: no model, the reason in words, and a page all the same.
#[test]
fn limits() {
    let once = |n: i32| (format!("c{n}"), vec![(n % 200, 5.0)]);
    let crowd: Vec<_> = (0..300).map(once).collect();
    let today: Vec<_> = (0..300).map(|n| (format!("c{n}"), vec![(400, 5.0), (400, 6.0)])).collect();
    let alone = vec![("a".to_owned(), vec![(0, 5.0), (10, 5.0), (20, 5.0)])];
    for (people, code) in [
        (Vec::new(), "historyTooShort"),
        (alone, "tooFewRepeaters"),
        (crowd, "tooFewRepeaters"),
        (today, "historyTooShort"),
    ] {
        let data = buying(400, &people);
        let (models, predictions) = run(&data, "{}");
        assert_eq!((&models["chosen"], &models["holdout"]), (&Value::Null, &Value::Null));
        assert!(codes(&models["notices"]).contains(&code), "{}", models["notices"]);
        let page = page(&data, &predictions, "{}");
        assert_eq!(page["total"], people.len());
        assert_eq!(page["totals"]["value"], Value::Null);
    }
}

/// A customer who buys on 541 days in a row beside the rest of CDNOW leaves every number finite.
#[test]
fn huge_counts_stay_finite() {
    let mut data = cdnow("19980630");
    let start = data.first_day;
    data.keys.push("every day".to_owned());
    data.orders.day.extend((0..=540).map(|n| start + n));
    data.orders.net.extend((0..=540).map(|_| 4_000_000_000_000_i64));
    data.orders.currency.extend((0..=540).map(|_| 0));
    data.orders.starts.push(data.orders.day.len() as u32);
    data.refunds.starts.push(0);
    let (models, predictions) = run(&data, "{}");
    assert_ne!(models["bgNbd"], Value::Null);
    for expected in &predictions.expected {
        let all = [expected.purchases, expected.silent, expected.value, expected.at_stake, expected.alive];
        assert!(all.into_iter().flatten().all(f64::is_finite), "{expected:?}");
    }
}

fn models() -> impl Strategy<Value = Model> {
    let shape = || (-4.0..4.0_f64).prop_map(libm::exp);
    prop_oneof![
        (shape(), shape(), shape(), shape(), any::<bool>()).prop_map(|(r, alpha, a, b, modified)| {
            Model::BetaGeometric(BetaGeometric { r, alpha, a, b, modified })
        }),
        (shape(), shape(), shape(), shape()).prop_map(|(r, alpha, s, beta)| Model::Pareto(Pareto {
            r,
            alpha,
            s,
            beta
        })),
    ]
}

proptest! {
    /// Probabilities lie in 0..1; silence falls and expected purchases grow with the time looked ahead; what cannot have
    /// happened (a later purchase) makes nobody likelier to be there.
    #[test]
    fn laws(model in models(), x in 0_u32..400, recency in 0.0..1.0_f64, age in 0.1..300.0_f64, t in 0.1..200.0_f64) {
        let x = f64::from(x);
        let recency = if x > 0.0 { recency * age } else { 0.0 };
        let history = History { x, recency, age };
        let alive = model.alive(history);
        prop_assert!((0.0..=1.0).contains(&alive), "{alive}");
        let (now, later) = (model.silent(history, t), model.silent(history, 2.0 * t));
        prop_assert!(later <= now + 1e-12 && now <= 1.0 + 1e-12 && later >= -1e-12, "{now} {later}");
        prop_assert!(now >= 1.0 - alive - 1e-9);
        let (near, far) = (model.expected_if_alive(x, age, t), model.expected_if_alive(x, age, 2.0 * t));
        prop_assert!(near >= 0.0 && far >= near && far.is_finite(), "{near} {far}");
        let later = History { recency: 0.5 * (recency + age), ..history };
        prop_assert!(x == 0.0 || model.alive(later) >= alive - 1e-12);
        let soon = model.return_within(history, 0.1, 1e4);
        prop_assert!(soon.is_none_or(|soon| soon >= 0.0));
    }
}

proptest! {
    /// Risks add up to everybody, a higher threshold flags nobody anew, and D1's flags are counted whole.
    #[test]
    fn flags(
        everybody in prop::collection::vec((0.0..=1.0_f64, any::<bool>()), 1..60),
        threshold in 0.01..1.0_f64,
        more in 0.0..0.5_f64,
    ) {
        let judged: Vec<Judged> =
            everybody.iter().map(|&(silent, flag)| Judged { silent, by_cycle: Some(flag) }).collect();
        let flag = |threshold| ModelFlag::new(Id::BgNbd, Rule { days: 90, threshold }, &judged).expect("somebody");
        let (low, high) = (flag(threshold), flag(threshold + more));
        prop_assert!(high.flagged <= low.flagged);
        prop_assert_eq!(low.low + low.medium + low.high, low.n);
        prop_assert_eq!((low.low, low.medium, low.high), (high.low, high.medium, high.high));
        let told = low.agreement.expect("D1 was told");
        prop_assert_eq!((told.both + told.only_d3, told.neither + told.only_d1), (low.flagged, low.n - low.flagged));
        let by_cycle = everybody.iter().filter(|one| one.1).count() as u64;
        prop_assert_eq!(told.both + told.only_d1, by_cycle);
        prop_assert!((low.rate * low.n as f64 - low.flagged as f64).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever a shop's orders, there is an answer: probabilities in 0..1, numbers finite, and what is foretold in all is what
    /// is foretold of each.
    #[test]
    fn any_shop_gets_an_answer(
        orders in prop::collection::vec(prop::collection::vec((0_i32..300, -5.0..90.0_f64), 1..7), 1..260),
        days in prop::option::of(1_u32..320),
    ) {
        let people: Vec<(String, Rows)> = orders.into_iter().enumerate().map(|(at, mut rows)| {
            rows.sort_by_key(|row| row.0);
            (format!("c{at:03}"), rows)
        }).collect();
        let data = buying(300, &people);
        let held = days.map_or("null".to_owned(), |days| days.to_string());
        let text = format!(r#"{{"holdoutDays":{held},"churnDays":40,"opportunityDays":30,"bootstrap":1}}"#);
        let (models, predictions) = run(&data, &text);
        prop_assert_eq!(models["customers"].as_u64(), Some(people.len() as u64));
        for expected in &predictions.expected {
            let shares = [expected.alive, expected.silent, expected.silent_by_regression];
            prop_assert!(shares.into_iter().flatten().all(|share| (0.0..=1.0 + 1e-12).contains(&share)), "{:?}", expected);
            let numbers = [expected.purchases, expected.order_value, expected.value, expected.at_stake];
            prop_assert!(numbers.into_iter().flatten().all(|number| number.is_finite() && number >= 0.0), "{:?}", expected);
        }
        let page = page(&data, &predictions, r#"{"limit":1000,"sort":"nextDate"}"#);
        let rows = page["rows"].as_array().expect("rows");
        prop_assert_eq!(rows.len(), people.len());
        let each: f64 = rows.iter().filter_map(|row| row["expectedPurchases"].as_f64()).sum();
        let total = page["totals"]["expectedPurchases"].as_f64().unwrap_or(0.0);
        prop_assert!((each - total).abs() <= 1e-9 * total.max(1.0));
    }
}
