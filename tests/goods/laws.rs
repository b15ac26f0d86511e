//! What must hold whatever the shop: the order of rows does not matter, amounts scale, chances are chances.

use crate::shop::{baskets, buying};
use linger::predict::{
    DueOptions, Foretold, GoodsOptions, SeasonOptions, ValueOptions, due, goods, season, value,
};
use linger::tables::baskets::{BasketLines, BasketOrders, BasketProducts, Baskets, NO_WORD, NOBODY};
use linger::tables::buying::{Buying, Dated};
use proptest::prelude::*;
use serde_json::Value;

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("JSON")
}

/// All reports on a shop.
fn reports(baskets: &Baskets, buying: &Buying) -> [Value; 4] {
    let asked = serde_json::json!({ "limit": 1_000, "node": { "nearDays": 30 }, "companions": {}, "recommendations": {} });
    let limited: GoodsOptions = serde_json::from_value(asked).expect("options");
    [
        json(&goods(baskets, &limited).expect("goods")),
        json(&due(baskets, &DueOptions::default()).expect("due")),
        json(&season(baskets, None, &SeasonOptions::default()).expect("season")),
        json(
            &value(buying, Some(baskets), Foretold::default(), None, &ValueOptions::default())
                .expect("value"),
        ),
    ]
}

fn permuted<T: Clone>(column: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|&at| column[at].clone()).collect()
}

/// Where each old position went.
fn places(order: &[usize]) -> Vec<u32> {
    let mut made = vec![0; order.len()];
    for (to, &from) in (0_u32..).zip(order) {
        made[from] = to;
    }
    made
}

/// The same shop with customers, words, products, orders and lines in another order.
fn shuffled(shop: &Baskets, step: usize) -> Baskets {
    let order = |len: usize| {
        let mut order: Vec<usize> = (0..len).collect();
        order.sort_by_key(|at| (at * step % 1009, *at));
        order
    };
    let (keys, words) = (order(shop.keys.len()), order(shop.words.len()));
    let (orders, products, lines) =
        (order(shop.orders.day.len()), order(shop.products.sku.len()), order(shop.lines.order.len()));
    let [key_to, word_to, order_to, product_to] =
        [&keys, &words, &orders, &products].map(|order| places(order));
    let word = |column: &[u32], order: &[usize]| -> Vec<u32> {
        permuted(column, order)
            .into_iter()
            .map(|at| if at == NO_WORD { at } else { word_to[at as usize] })
            .collect()
    };
    let old = &shop.orders;
    let customer = permuted(&old.customer, &orders);
    Baskets {
        keys: permuted(&shop.keys, &keys),
        words: permuted(&shop.words, &words),
        orders: BasketOrders {
            customer: customer
                .into_iter()
                .map(|at| if at == NOBODY { at } else { key_to[at as usize] })
                .collect(),
            day: permuted(&old.day, &orders),
            net: permuted(&old.net, &orders),
            currency: permuted(&old.currency, &orders),
            country: word(&old.country, &orders),
            channel: word(&old.channel, &orders),
            campaign: word(&old.campaign, &orders),
            creative: word(&old.creative, &orders),
            code: word(&old.code, &orders),
        },
        lines: BasketLines {
            order: permuted(&shop.lines.order, &lines).into_iter().map(|at| order_to[at as usize]).collect(),
            product: permuted(&shop.lines.product, &lines)
                .into_iter()
                .map(|at| product_to[at as usize])
                .collect(),
            units: permuted(&shop.lines.units, &lines),
            amount: permuted(&shop.lines.amount, &lines),
            returned: permuted(&shop.lines.returned, &lines),
        },
        products: BasketProducts {
            sku: word(&shop.products.sku, &products),
            name: word(&shop.products.name, &products),
            category: word(&shop.products.category, &products),
            vendor: word(&shop.products.vendor, &products),
            tags: word(&shop.products.tags, &products),
            stock: permuted(&shop.products.stock, &products),
        },
        spend: {
            let mut spend = shop.spend.clone();
            for column in [&mut spend.channel, &mut spend.campaign, &mut spend.creative] {
                column.iter_mut().filter(|at| **at != NO_WORD).for_each(|at| *at = word_to[*at as usize]);
            }
            spend
        },
        ..shop.clone()
    }
}

/// The same people in another order.
fn reordered(buying: &Buying, order: &[usize]) -> Buying {
    let dated = |old: &Dated| {
        let mut made = Dated { starts: vec![0], ..Dated::default() };
        for &customer in order {
            let range = old.range(customer);
            made.day.extend(&old.day[range.clone()]);
            made.net.extend(&old.net[range.clone()]);
            made.currency.extend(&old.currency[range]);
            made.starts.push(u32::try_from(made.day.len()).expect("few"));
        }
        made
    };
    Buying {
        keys: permuted(&buying.keys, order),
        orders: dated(&buying.orders),
        refunds: dated(&buying.refunds),
        ..buying.clone()
    }
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let (shop, people) = (baskets(), buying());
    let before = reports(&shop, &people);
    for step in [7, 389] {
        let mut order: Vec<usize> = (0..people.keys.len()).collect();
        order.sort_by_key(|at| (at * step % 211, *at));
        let after = reports(&shuffled(&shop, step), &reordered(&people, &order));
        before.iter().zip(&after).for_each(|(a, b)| assert_eq!(a, b));
    }
}

/// Ten times the money: ten times the value, and nothing else of products, seasons and due days changes.
#[test]
fn amounts_scale() {
    let (mut shop, mut people) = (baskets(), buying());
    let before = reports(&shop, &people);
    shop.orders.net.iter_mut().flatten().for_each(|net| *net *= 8);
    shop.lines.amount.iter_mut().flatten().for_each(|amount| *amount *= 8);
    shop.spend.cost.iter_mut().for_each(|cost| *cost *= 8);
    people.orders.net.iter_mut().chain(&mut people.refunds.net).for_each(|net| *net *= 8);
    let after = reports(&shop, &people);
    assert_eq!((&before[0], &before[1]), (&after[0], &after[1]));
    let (before, after) = (&before[3], &after[3]);
    let scaled = |path: &str| {
        let (a, b) =
            (before.pointer(path).and_then(Value::as_f64), after.pointer(path).and_then(Value::as_f64));
        let (a, b) = (a.expect("a number"), b.expect("a number"));
        assert!((8.0 * a - b).abs() <= 1e-9 * b.abs(), "{path}: {a} {b}");
    };
    [
        "/historic/mean",
        "/historic/high",
        "/cohorts/3/values/1/low",
        "/groups/0/rows/0/curve/9/value",
        "/acquisition/cac",
        "/lost/sunk",
    ]
    .iter()
    .for_each(|path| scaled(path));
    assert_eq!(before["acquisition"]["paybackDay"], after["acquisition"]["paybackDay"]);
}

/// A small shop: customer, day, products below 6 of categories below 3.
fn small() -> impl Strategy<Value = Vec<(u8, u16, Vec<u8>)>> {
    prop::collection::vec((0_u8..12, 0_u16..900, prop::collection::vec(0_u8..6, 0..4)), 0..80)
}

fn shop_of(rows: &[(u8, u16, Vec<u8>)]) -> (Baskets, Buying) {
    let full = baskets();
    let mut made = Baskets {
        words: ["p0", "p1", "p2", "p3", "p4", "p5", "red", "blue"].map(str::to_owned).to_vec(),
        currencies: full.currencies.clone(),
        keys: (0..11).map(|at| format!("k{at}")).collect(),
        as_of: 900,
        ..Baskets::default()
    };
    for product in 0..6 {
        made.products.sku.push(product);
        made.products.stock.push(None);
        made.products.category.push(if product == 5 { NO_WORD } else { 6 + product % 2 });
        [&mut made.products.name, &mut made.products.vendor, &mut made.products.tags]
            .into_iter()
            .for_each(|column| column.push(NO_WORD));
    }
    let mut entries: Vec<Vec<i32>> = vec![Vec::new(); 11];
    for (order, (customer, day, products)) in (0_u32..).zip(rows) {
        let orders = &mut made.orders;
        let known = usize::from(*customer) < 11;
        orders.customer.push(if known { u32::from(*customer) } else { NOBODY });
        orders.day.push(i32::from(*day));
        orders.net.push(Some(i64::from(*day) * 1_000));
        orders.currency.push(0);
        [
            &mut orders.country,
            &mut orders.channel,
            &mut orders.campaign,
            &mut orders.creative,
            &mut orders.code,
        ]
        .into_iter()
        .for_each(|column| column.push(NO_WORD));
        if known {
            entries[usize::from(*customer)].push(i32::from(*day));
        }
        for product in products {
            made.lines.order.push(order);
            made.lines.product.push(u32::from(*product));
            made.lines.units.push(None);
            made.lines.amount.push(Some(10_000 + i64::from(*product)));
            made.lines.returned.push(None);
        }
    }
    made.first_day = made.orders.day.iter().copied().min().unwrap_or(0);
    let mut orders = Dated { starts: vec![0], ..Dated::default() };
    for own in &mut entries {
        own.sort_unstable();
        orders.day.extend(own.iter());
        orders.net.extend(own.iter().map(|day| i64::from(*day) * 1_000));
        orders.currency.extend(own.iter().map(|_| 0));
        orders.starts.push(u32::try_from(orders.day.len()).expect("few"));
    }
    let refunds = Dated { starts: vec![0; 12], ..Dated::default() };
    let people = Buying {
        keys: made.keys.clone(),
        currencies: made.currencies.clone(),
        orders,
        refunds,
        as_of: 900,
        first_day: made.first_day,
    };
    (made, people)
}

/// Every share, chance and p of a report.
fn chances<'a>(value: &'a Value, found: &mut Vec<(&'a str, f64)>) {
    const NAMES: [&str; 12] = [
        "p",
        "adjustedP",
        "support",
        "confidence",
        "share",
        "base",
        "probability",
        "better",
        "worse",
        "returns",
        "concentration",
        "offShare",
    ];
    match value {
        Value::Object(map) => map.iter().for_each(|(name, inner)| match inner.as_f64() {
            Some(number) if NAMES.contains(&name.as_str()) => found.push((name, number)),
            _ => chances(inner, found),
        }),
        Value::Array(rows) => rows.iter().for_each(|row| chances(row, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn chances_are_chances_and_rules_have_five_baskets(rows in small()) {
        let (shop, people) = shop_of(&rows);
        let reports = reports(&shop, &people);
        for report in &reports {
            let mut found = Vec::new();
            chances(report, &mut found);
            for (name, number) in found {
                prop_assert!((-1e-12..=1.0 + 1e-12).contains(&number), "{name} {number}");
            }
        }
        for table in ["orderProduct", "orderCategory", "customerProduct", "customerCategory"] {
            for rule in reports[0]["rules"][table]["rows"].as_array().expect("rows") {
                prop_assert!(rule["joint"].as_u64() >= Some(5));
                prop_assert!(rule["confidence"].as_f64() >= rule["support"].as_f64());
                let p = |name: &str| rule[name].as_f64().expect("a chance");
                prop_assert!(p("adjustedP") >= p("p") - 1e-12);
            }
        }
        let mut order: Vec<usize> = (0..people.keys.len()).collect();
        order.reverse();
        prop_assert_eq!(&reports, &self::reports(&shuffled(&shop, 13), &reordered(&people, &order)));
    }
}
