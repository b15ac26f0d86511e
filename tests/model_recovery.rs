//! Parameters that customers were simulated with are found again, and data that settle none are told as that.

#![allow(clippy::expect_used, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use crate::support::buyers::{Rows, buying, cdnow, codes, page, run};
use crate::support::dice::Dice;
use linger::metrics::models::beta_binomial::{self, Taken};
use linger::metrics::models::fitted::{Id, Model};
use linger::metrics::models::fitting::fit;
use linger::metrics::models::gamma_gamma::{self, Spending};
use linger::metrics::models::groups::Groups;
use linger::metrics::models::occasions::Customer;
use serde_json::Value;

/// A customer of (repeat purchases, last of them, age) in weeks, kept in hundredths of a day, so that rounding shows nowhere.
fn customer(repeats: u32, recency: f64, age: f64) -> Customer {
    let fine = |weeks: f64| (weeks * 700.0).round() as u32;
    Customer {
        at: 0,
        repeats,
        first: 0,
        recency: fine(recency),
        age: fine(age),
        value: None,
        one_currency: true,
    }
}

/// 6,000 customers of known parameters, observed for 52 to 104 weeks: the parameters are found again, time in hundredths of a day.
#[test]
fn simulated_parameters_are_recovered() {
    let mut dice = Dice::new(42);
    let (r, alpha, a, b) = (0.8, 6.0, 0.8, 2.5);
    let bg: Vec<Customer> = (0..6_000)
        .map(|_| {
            let (rate, leaving, age) = (dice.gamma(r, alpha), dice.beta(a, b), 52.0 + 52.0 * dice.uniform());
            let (mut repeats, mut last) = (0, 0.0);
            loop {
                let next = last + dice.wait(rate);
                if next > age {
                    break customer(repeats, last, age);
                }
                (repeats, last) = (repeats + 1, next);
                if dice.uniform() < leaving {
                    break customer(repeats, last, age);
                }
            }
        })
        .collect();
    let found = fit(Id::BgNbd, &Groups::new(&bg)).expect("a fit").model;
    let Model::BetaGeometric(found) = found else { panic!("another model") };
    let close =
        |value: f64, truth: f64, share: f64| assert!((value / truth - 1.0).abs() < share, "{found:?}");
    close(found.r, r, 0.08);
    close(found.r / found.alpha * 100.0, r / alpha, 0.06);
    close(found.dropout(), a / (a + b), 0.06);

    let (s, beta) = (0.7, 15.0);
    let pareto: Vec<Customer> = (0..6_000)
        .map(|_| {
            let (rate, leaving, age) =
                (dice.gamma(r, alpha), dice.gamma(s, beta), 52.0 + 52.0 * dice.uniform());
            let until = dice.wait(leaving).min(age);
            let (mut repeats, mut last) = (0, 0.0);
            loop {
                let next = last + dice.wait(rate);
                if next > until {
                    break customer(repeats, last, age);
                }
                (repeats, last) = (repeats + 1, next);
            }
        })
        .collect();
    let found = fit(Id::ParetoNbd, &Groups::new(&pareto)).expect("a fit").model;
    let Model::Pareto(found) = found else { panic!("another model") };
    let close =
        |value: f64, truth: f64, share: f64| assert!((value / truth - 1.0).abs() < share, "{found:?}");
    close(found.r, r, 0.08);
    close(found.r / found.alpha * 100.0, r / alpha, 0.06);
    close(found.s, s, 0.2);
    close(found.beta / 100.0, beta, 0.3);
}

/// 8,000 customers of MBG/NBD, of whom 0.9 / 3.3 leave after the first purchase already.
#[test]
fn modified_parameters_are_recovered() {
    let mut dice = Dice::new(11);
    let (r, alpha, a, b) = (0.9, 7.0, 0.9, 2.4);
    let people: Vec<Customer> = (0..8_000)
        .map(|_| {
            let (rate, leaving, age) = (dice.gamma(r, alpha), dice.beta(a, b), 52.0 + 52.0 * dice.uniform());
            let (mut repeats, mut last) = (0, 0.0);
            while dice.uniform() >= leaving {
                let next = last + dice.wait(rate);
                if next > age {
                    break;
                }
                (repeats, last) = (repeats + 1, next);
            }
            customer(repeats, last, age)
        })
        .collect();
    let found = fit(Id::MbgNbd, &Groups::new(&people)).expect("a fit").model;
    let Model::BetaGeometric(found) = found else { panic!("another model") };
    let close =
        |value: f64, truth: f64, share: f64| assert!((value / truth - 1.0).abs() < share, "{found:?}");
    assert!(found.modified);
    close(found.r, r, 0.1);
    close(found.r / found.alpha * 100.0, r / alpha, 0.06);
    close(found.a, a, 0.15);
    close(found.dropout(), a / (a + b), 0.05);
}

/// 6,000 customers with one to eight repeat orders, each worth Gamma(4, ν) with ν ~ Gamma(5, 60): the mean order is 4 × 60 / 4 = 60.
#[test]
fn order_values_are_recovered() {
    let mut dice = Dice::new(12);
    let (p, q, v) = (4.0, 5.0, 60.0);
    let people: Vec<Customer> = (0..6_000)
        .map(|at| {
            let (repeats, rate) = (1 + at % 8, dice.gamma(q, v));
            let total: f64 = (0..repeats).map(|_| dice.gamma(p, rate)).sum();
            Customer { value: Some(total / f64::from(repeats)), ..customer(repeats, 20.0, 40.0) }
        })
        .collect();
    let spending = Spending::new(&people);
    let (found, log_likelihood) = gamma_gamma::fit(&spending).expect("a fit");
    let close =
        |value: f64, truth: f64, share: f64| assert!((value / truth - 1.0).abs() < share, "{found:?}");
    close(found.mean().expect("a mean"), 60.0, 0.02);
    close(found.q, q, 0.1);
    close(found.p, p, 0.2);
    // Twice the difference is of χ² with three degrees of freedom: 11.34 is passed once in a hundred.
    let truth = -6_000.0 * gamma_gamma::objective(&spending, &[p, q, v].map(libm::log)).0;
    assert!((0.0..11.34 / 2.0).contains(&(log_likelihood - truth)), "{log_likelihood} {truth}");
}

/// 20,000 customers with twelve boxes each: 1.2 / 1.95 take a box while they are there, 0.7 / 3.5 leave before one.
#[test]
fn buying_at_opportunities_is_recovered() {
    let mut dice = Dice::new(13);
    let (alpha, beta, gamma, delta) = (1.2, 0.75, 0.7, 2.8);
    let opportunities = 12;
    let people: Vec<Taken> = (0..20_000)
        .map(|_| {
            let (buying, leaving) = (dice.beta(alpha, beta), dice.beta(gamma, delta));
            let mut one = Taken { taken: 0, last: 0, opportunities, weight: 1.0 };
            for at in 1..=opportunities {
                if dice.uniform() < leaving {
                    break;
                }
                if dice.uniform() < buying {
                    (one.taken, one.last) = (one.taken + 1, at);
                }
            }
            one
        })
        .collect();
    let (found, _) = beta_binomial::fit(&people).expect("a fit");
    let close =
        |value: f64, truth: f64, share: f64| assert!((value / truth - 1.0).abs() < share, "{found:?}");
    close(found.alpha / (found.alpha + found.beta), alpha / (alpha + beta), 0.03);
    close(found.gamma / (found.gamma + found.delta), gamma / (gamma + delta), 0.05);
    close(found.alpha, alpha, 0.15);
    close(found.gamma, gamma, 0.15);
}

/// The notice of a code, and the models.
fn told(code: &str, as_of: i32, people: &[(String, Rows)]) -> (bool, Value) {
    let (models, _) = run(&buying(as_of, people), r#"{"candidates":["bgNbd"]}"#);
    (codes(&models["notices"]).contains(&code), models)
}

/// Everybody buys at random at one and the same rate and may leave: rates do not differ, so no shape of theirs is the best.
#[test]
fn customers_who_are_alike_settle_no_shape() {
    let mut dice = Dice::new(14);
    let shop: Vec<(String, Rows)> = (0..1_500)
        .map(|at| {
            let (mut day, leaving) = (60.0 * dice.uniform(), dice.beta(0.8, 2.4));
            let mut rows = Vec::new();
            while day < 400.0 {
                rows.push((day as i32, 20.0));
                // Half of each gap is certain: more regular than any mixture of random buyers.
                day += 15.0 + dice.wait(1.0 / 15.0);
                if rows.len() > 1 && dice.uniform() < leaving {
                    break;
                }
            }
            (format!("c{at:04}"), rows)
        })
        .collect();
    let (found, models) = told("boundary", 399, &shop);
    assert!(found && models["bgNbd"].is_null(), "{}", models["notices"]);
    assert_eq!(models["chosen"], Value::Null);
}

/// Rates differ, nobody leaves: BG/NBD would call everybody alive for certain.
#[test]
fn a_shop_that_nobody_leaves_has_no_dropout() {
    let mut dice = Dice::new(15);
    let shop: Vec<(String, Rows)> = (0..1_500)
        .map(|at| {
            let (mut day, rate) = (60.0 * dice.uniform(), dice.gamma(2.0, 40.0));
            let mut rows = Vec::new();
            while day < 400.0 {
                rows.push((day as i32, 20.0));
                day += dice.wait(rate).max(1.0);
            }
            (format!("c{at:04}"), rows)
        })
        .collect();
    let (found, models) = told("noDropout", 399, &shop);
    assert!(found && models["bgNbd"].is_null(), "{}", models["notices"]);
}

/// One-time buyers alone settle nothing.
#[test]
fn nobody_who_came_again_cannot_be_fitted() {
    let once: Vec<(String, Rows)> = (0..300).map(|n| (format!("c{n:03}"), vec![(n % 200, 5.0)])).collect();
    let (found, models) = told("notFitted", 399, &once);
    assert!(found && models["bgNbd"].is_null() && codes(&models["notices"]).contains(&"noOrderValues"));
}

/// CDNOW's purchases at other prices: with scales that differ as Gamma(0.7, ·) no mean is finite, so nobody has a value; with prices that
/// follow the number of orders a sentence warns.
#[test]
fn order_values_without_a_mean_or_that_follow_frequency() {
    let priced = |price: &mut dyn FnMut(usize) -> f64| {
        let mut data = cdnow("19980630");
        for customer in 0..data.customers() {
            for row in data.orders.range(customer) {
                data.orders.net[row] = (10_000.0 * price(customer)).round() as i64;
            }
        }
        let (models, predictions) = run(&data, r#"{"candidates":["bgNbd"]}"#);
        let row = page(&data, &predictions, r#"{"limit":1}"#)["rows"][0].clone();
        (models, row)
    };
    let mut dice = Dice::new(16);
    let rates: Vec<f64> =
        (0..cdnow("19980630").customers()).map(|_| dice.gamma(0.7, 10.0).max(1e-3)).collect();
    let (models, row) = priced(&mut |customer| dice.gamma(4.0, rates[customer]).max(0.01));
    assert!(
        codes(&models["notices"]).contains(&"noMeanOrderValue"),
        "{} {}",
        models["gammaGamma"],
        models["notices"]
    );
    assert!(
        models["gammaGamma"]["q"].as_f64().is_some_and(|q| q < 1.0) && models["orderValue"]["mean"].is_null()
    );
    assert!(row["expectedPurchases"].is_number() && row["value"].is_null(), "{row}");

    let data = cdnow("19980630");
    let mut dice = Dice::new(17);
    let orders: Vec<f64> =
        (0..data.customers()).map(|customer| data.orders.range(customer).len() as f64).collect();
    let (models, row) = priced(&mut |customer| (5.0 + 3.0 * orders[customer]) * dice.gamma(9.0, 9.0));
    assert!(codes(&models["notices"]).contains(&"valueFollowsFrequency"), "{}", models["notices"]);
    assert!(models["gammaGamma"]["correlation"].as_f64().is_some_and(|correlation| correlation > 0.3));
    assert!(row["value"].is_number());
}
