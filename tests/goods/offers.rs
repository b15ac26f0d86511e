//! What to offer whom, and what became of a campaign, against NumPy, statsmodels and SciPy (expected_offers.py).

use crate::shop::{baskets, expected, item, near, text};
use linger::metrics::goods::similar::{Method, Similar, Sums};
use linger::metrics::occasions::Occasions;
use linger::predict::{GoodsOptions, goods};
use linger::tables::baskets::Baskets;
use linger::time::format_day;
use serde_json::{Value, json};

fn found(shop: &Baskets, options: Value) -> Value {
    let options: GoodsOptions = serde_json::from_value(options).expect("options");
    serde_json::to_value(goods(shop, &options).expect("goods")).expect("JSON")
}

fn offers() -> Value {
    expected()["offers"].take()
}

fn array(value: &Value) -> &Vec<Value> {
    value.as_array().expect("rows")
}

/// The latest order first, customers of one day by their keys: what `expected_offers.py` sorts by too.
fn rule(offer: &Value) -> String {
    format!("{}>{}", item(&offer["from"]), item(&offer["to"]))
}

#[test]
fn companions_are_the_surest_rules_to_something_new() {
    let expected = &offers()["companions"];
    let page = found(&baskets(), json!({ "companions": { "limit": 40 } }));
    let page = &page["companions"];
    assert_eq!(page["total"], expected["total"]);
    for (row, wanted) in array(&page["rows"]).iter().zip(array(&expected["rows"])) {
        let mut own = vec![text(&row["key"]).to_owned()];
        own.extend(array(&row["offers"]).iter().map(rule));
        assert_eq!(json!(own), *wanted);
        assert!(array(&row["offers"]).iter().all(|offer| offer["evident"] == json!(true)));
    }
    // Every other product is sold out; what no file speaks of would count as in stock.
    let mut shop = baskets();
    let items = Occasions::new(&shop, shop.as_of).item_of;
    shop.products.stock = items.iter().map(|at| Some(if at % 2 == 0 { 10_000 } else { 0 })).collect();
    let stocked = found(&shop, json!({ "companions": { "limit": 500, "inStock": true } }));
    assert_eq!(stocked["companions"]["total"], expected["totalInStock"]);
    let keys: Vec<&str> = array(&stocked["hits"]["rows"]).iter().map(|row| item(&row["item"])).collect();
    assert!(!keys.is_empty());
    let sold: Vec<String> = Occasions::new(&shop, shop.as_of).items.into_iter().map(|one| one.key).collect();
    for offer in array(&stocked["companions"]["rows"]).iter().flat_map(|row| array(&row["offers"])) {
        let at = sold.iter().position(|key| key == item(&offer["to"])).expect("a product");
        assert_eq!(at % 2, 0, "{} is sold out", sold[at]);
    }
    let of_one = text(&array(&page["rows"])[3]["key"]);
    let own = found(&baskets(), json!({ "companions": { "key": of_one } }));
    assert_eq!((&own["companions"]["total"], &own["companions"]["rows"][0]), (&json!(1), &page["rows"][3]));
}

#[test]
fn lists_are_tried_on_what_came_later() {
    let expected = &offers()["recommendations"];
    let page = found(&baskets(), json!({ "recommendations": {}, "companions": { "limit": 0 } }));
    let (test, wanted) = (&page["recommendations"]["test"], &expected["test"]);
    assert_eq!(page["companions"]["test"], *test);
    let cut = i32::try_from(wanted["cutDay"].as_i64().expect("a day")).expect("a day");
    assert_eq!((text(&test["cut"]), &test["cases"]), (format_day(cut).as_str(), &wanted["cases"]));
    assert_eq!((&test["popular"]["count"], &test["popular"]["n"]), (&wanted["popular"], &wanted["cases"]));
    for (method, wanted) in array(&test["methods"]).iter().zip(array(&wanted["methods"])) {
        for key in ["method", "onlyThis", "onlyPopular", "passed"] {
            assert_eq!(method[key], wanted[key], "{key}");
        }
        assert_eq!(method["hits"]["count"], wanted["hits"]);
        ["p", "adjustedP"].iter().for_each(|key| near(&method[key], &wanted[key], key));
    }
    // Nothing beat best sellers, so nothing is recommended, and a sentence says so.
    assert_eq!((&page["recommendations"]["method"], &expected["method"]), (&Value::Null, &Value::Null));
    assert!(
        array(&page["recommendations"]["rows"]).is_empty()
            && array(&page["recommendations"]["items"]).is_empty()
    );
    assert!(array(&page["notices"]).iter().any(|notice| notice["code"] == "recommendationsNoBetter"));
}

#[test]
fn similarities_are_those_of_numpy() {
    let shop = baskets();
    let made = Occasions::new(&shop, shop.as_of);
    let bought = made.customer_items();
    let mut sums = Sums::new(made.items.len());
    for (name, method) in [("cosine", Method::Cosine), ("lift", Method::Lift)] {
        let similar = Similar::new(&bought, made.items.len(), 5, method);
        for wanted in array(&offers()["recommendations"][name]["rows"]) {
            let customer = made.keys.iter().position(|key| key == text(&wanted[0])).expect("a customer");
            let own = similar.recommended(bought.get(customer), &|_| true, 3, &mut sums);
            assert_eq!(own.len() + 1, array(wanted).len());
            for ((at, score), wanted) in own.into_iter().zip(&array(wanted)[1..]) {
                assert_eq!(made.items[at as usize].key, text(&wanted[0]));
                near(&json!(score), &wanted[1], name);
            }
        }
    }
}

/// Ten kinds of things with four products each; a buyer keeps to one kind. Best sellers hit one kind, what is alike hits all.
fn kinds() -> Baskets {
    let source = baskets();
    let mut made =
        Baskets { currencies: source.currencies.clone(), as_of: 400, first_day: 0, ..Baskets::default() };
    for product in 0..40_u32 {
        made.words.push(format!("P{product:02}"));
        let products = &mut made.products;
        products.sku.push(product);
        for column in [&mut products.name, &mut products.category, &mut products.vendor, &mut products.tags] {
            column.push(u32::MAX);
        }
        products.stock.push(None);
    }
    for customer in 0..200_u32 {
        made.keys.push(format!("c{customer:03}"));
        for step in 0..4_u32 {
            let order = u32::try_from(made.orders.day.len()).expect("few");
            made.orders.customer.push(customer);
            made.orders.day.push(i32::try_from(100 * step + customer % 90).expect("a day"));
            made.orders.net.push(Some(10_000));
            made.orders.currency.push(0);
            crate::shop::say(&mut made.orders, [u32::MAX; 5]);
            made.lines.order.push(order);
            made.lines.product.push(customer % 10 * 4 + (customer / 10 + step) % 4);
            made.lines.units.push(Some(10_000));
            made.lines.amount.push(Some(10_000));
            made.lines.returned.push(None);
        }
    }
    made
}

#[test]
fn what_beats_best_sellers_is_shown() {
    let page =
        found(&kinds(), json!({ "recommendations": { "perCustomer": 5, "limit": 200 }, "limit": 100 }));
    let page = &page["recommendations"];
    assert_eq!((&page["method"], &page["test"]["methods"][0]["passed"]), (&json!("cosine"), &json!(true)));
    assert_eq!(page["test"]["methods"][0]["hits"]["share"], json!(1.0));
    // Who bought all four of a kind is left with nothing: by then that is everybody.
    assert_eq!((&page["total"], array(&page["items"]).len()), (&json!(0), 40));
    for links in array(&page["items"]) {
        let kind = |value: &Value| item(value)[1..].parse::<u32>().expect("a number") / 4;
        let own = kind(&links["item"]);
        assert_eq!(array(&links["links"]).len(), 3);
        // All twenty of a kind bought both: cosine 1.
        assert!(
            array(&links["links"])
                .iter()
                .all(|link| kind(&link["item"]) == own && link["score"] == json!(1.0))
        );
    }
}

/// Both lists ask what is in stock: of the forty products one is sold on without any, one is sold out, and of the others a sentence says
/// once that no file speaks of them.
#[test]
fn what_is_left_is_told_once() {
    let mut shop = kinds();
    (shop.products.stock[0], shop.products.stock[1]) = (Some(i64::MAX), Some(0));
    let unknown = |options: Value| {
        let page = found(&shop, options);
        let notices: Vec<Value> =
            array(&page["notices"]).iter().filter(|one| one["code"] == "stockUnknown").cloned().collect();
        (page, notices)
    };
    let asked = json!({ "inStock": true });
    let (page, notices) = unknown(json!({ "companions": asked, "recommendations": asked }));
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert_eq!(notices[0]["params"], json!({ "unknown": "38", "products": "40" }));
    assert_eq!(page["companions"]["test"], page["recommendations"]["test"]);
    let items = array(&page["recommendations"]["items"]);
    let linked: Vec<&str> =
        items.iter().flat_map(|one| array(&one["links"])).map(|link| item(&link["item"])).collect();
    assert!(linked.contains(&"P00") && !linked.contains(&"P01"));
    // One of the two is enough, and who does not ask is told nothing.
    assert_eq!(unknown(json!({ "companions": {}, "recommendations": asked })).1, notices);
    assert_eq!(unknown(json!({ "companions": asked, "recommendations": {} })).1, notices);
    let (page, notices) = unknown(json!({ "companions": {}, "recommendations": {} }));
    let items = array(&page["recommendations"]["items"]);
    let mut links = items.iter().flat_map(|one| array(&one["links"]));
    assert!(notices.is_empty() && links.any(|link| item(&link["item"]) == "P01"));
}

#[test]
fn who_is_due_by_what_the_last_order_held() {
    let expected = &offers()["node"];
    let page = found(&baskets(), json!({ "node": { "nearDays": 30, "limit": 60 } }));
    let page = &page["node"];
    assert_eq!(page["total"], expected["total"]);
    for (row, wanted) in array(&page["rows"]).iter().zip(array(&expected["rows"])) {
        assert_eq!((&row["key"], item(&row["from"])), (&wanted["key"], text(&wanted["from"])));
        assert_eq!((&row["returned"], &row["days"]), (&wanted["returned"], &wanted["days"]));
        let due = i32::try_from(wanted["dueDay"].as_i64().expect("a day")).expect("a day");
        assert_eq!(text(&row["due"]), format_day(due));
        assert_eq!(
            row["bundle"].as_object().map(|_| json!(rule(&row["bundle"]))).unwrap_or_default(),
            wanted["bundle"]
        );
    }
    for group in ["listed", "others"] {
        let counts = json!([page["test"][group]["count"], page["test"][group]["n"]]);
        assert_eq!(counts, expected[group]);
    }
    near(&page["test"]["p"], &expected["p"], "p");
    // By one product only: a part of the same list, or of those for whom another product spoke.
    let one = found(&baskets(), json!({ "node": { "nearDays": 30, "from": "TE-0", "limit": 500 } }));
    assert!(array(&one["node"]["rows"]).iter().all(|row| item(&row["from"]) == "TE-0"));
    let wrong =
        goods(&baskets(), &serde_json::from_value(json!({ "node": { "from": "none" } })).expect("options"));
    assert!(wrong.expect_err("no such product").to_string().contains("nothing sold is called \"none\""));
}

fn people(keys: &[&str]) -> Vec<Value> {
    keys.iter().map(|key| json!({ "key": key })).collect()
}

#[test]
fn a_campaign_against_those_held_out() {
    let shop = baskets();
    let made = Occasions::new(&shop, shop.as_of);
    let every =
        |from: usize| -> Vec<&str> { made.keys.iter().skip(from).step_by(3).map(String::as_str).collect() };
    let strangers: Vec<String> = (0..10).map(|at| format!("stranger{at}")).collect();
    let reached = [every(0), strangers.iter().map(String::as_str).collect()].concat();
    let (reached, holdout) = (people(&reached), people(&every(1)));
    let sent = format_day(shop.as_of - 60);
    let goal = json!({ "by": "category", "name": "tea" });
    let page = found(
        &shop,
        json!({ "campaign": { "people": reached, "holdout": holdout, "sent": sent, "goal": goal } }),
    );
    let (page, expected) = (&page["campaign"], &offers()["campaign"]);
    assert_eq!((&page["watched"], &page["both"], &page["later"]), (&json!(30), &json!(0), &json!(0)));
    for list in ["reached", "holdout"] {
        let (own, wanted) = (&page[list], &expected[list]);
        ["people", "known", "orders"]
            .iter()
            .for_each(|key| assert_eq!(own[key], wanted[key], "{list} {key}"));
        for (share, key) in [("before", "before"), ("buyers", "buyers"), ("goal", "goal")] {
            assert_eq!(own[share]["count"], wanted[key], "{list} {key}");
        }
        near(&own["netSales"], &wanted["netSales"], "net sales");
        ["low", "high"].iter().for_each(|key| near(&own["buyers"][key], &wanted[key], key));
    }
    let (own, wanted) = (&page["effect"], &expected["effect"]);
    ["difference", "low", "high", "p"].iter().for_each(|key| near(&own["buyers"][key], &wanted[key], key));
    for (at, key) in ["difference", "low", "high"].iter().enumerate() {
        near(&own["netSales"][key], &wanted["net"][at], key);
    }
    let mark = json!({ "by": "campaign", "name": "Summer" });
    let asked = json!({ "mark": mark, "people": reached, "sent": format_day(shop.as_of - 400), "days": 45 });
    let page = found(&shop, json!({ "campaign": asked }));
    let (own, wanted) = (&page["campaign"]["marked"], &expected["marked"]);
    for (key, theirs) in [
        ("orders", "orders"),
        ("customers", "customers"),
        ("newCustomers", "new"),
        ("unidentified", "unidentified"),
        ("reached", "reached"),
    ] {
        assert_eq!(own[key], wanted[theirs], "{key}");
    }
    assert_eq!(json!([own["again"]["count"], own["again"]["n"]]), json!([wanted["again"], wanted["over"]]));
    near(&own["netSales"], &wanted["netSales"], "net sales");
}

#[test]
fn lists_of_a_campaign_that_cannot_be() {
    let shop = baskets();
    let key = Occasions::new(&shop, shop.as_of).keys[0].clone();
    let asked = |campaign: Value| {
        let options: GoodsOptions = serde_json::from_value(json!({ "campaign": campaign })).expect("options");
        goods(&shop, &options).map(|made| serde_json::to_value(made).expect("JSON"))
    };
    let refused = |campaign: Value| asked(campaign).expect_err("refused").to_string();
    assert!(refused(json!({ "people": [{ "key": "a" }] })).contains("on which day"));
    assert!(refused(json!({ "people": [{ "key": "a", "sent": "1 May" }] })).contains("\"1 May\" is no day"));
    assert!(
        refused(json!({ "mark": { "by": "code", "name": "NONE" } })).contains("no order carries \"NONE\"")
    );
    assert!(refused(json!({ "days": 0 })).contains("at least 1"));
    // Twice on a list is once, on both lists is on none; what is sent after as-of waits, and three days have passed of thirty.
    let (late, near) = (format_day(shop.as_of + 1), format_day(shop.as_of - 2));
    let list = json!([{ "key": key }, { "key": key.to_uppercase() }, { "key": "x@y.z", "sent": late }, { "key": "both@y.z" }, { "key": "who@y.z" }, { "key": "Who@y.z " }]);
    let made =
        asked(json!({ "people": list, "holdout": [{ "key": "both@y.z" }], "sent": near })).expect("made");
    let page = &made["campaign"];
    assert_eq!((&page["watched"], &page["both"], &page["later"]), (&json!(3), &json!(1), &json!(1)));
    // Keys without an "@" are told apart by case, as those of the orders are.
    assert_eq!((&page["reached"]["people"], &page["holdout"]), (&json!(3), &Value::Null));
    let codes: Vec<&str> = array(&made["notices"]).iter().map(|notice| text(&notice["code"])).collect();
    for code in ["campaignBoth", "campaignLater", "campaignShort"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let marks = array(&page["marks"]);
    assert!(marks.iter().any(|mark| mark["by"] == "campaign" && mark["name"] == "summer"));
}
