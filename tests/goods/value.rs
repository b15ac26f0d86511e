//! Value in euros against plain sums, SciPy's intervals and a payback day found by counting (expected_value.py).

use crate::shop::{baskets, buying, expected, near, say, text};
use linger::metrics::models::holdout::{Split, Trial};
use linger::metrics::value::what_if::Scenario;
use linger::money::Currency;
use linger::predict::{Foretold, ValueOptions, value};
use linger::tables::baskets::{Baskets, NO_WORD};
use linger::tables::buying::{Buying, Dated};
use serde_json::{Value, json};

/// Predictions of the test: each customer's place among those who pay in euros, unknown for every seventh.
fn predicted() -> Vec<f64> {
    let buying = buying();
    let pays = |at: usize| buying.orders.range(at).any(|order| buying.orders.currency[order] == 0);
    let mut euros: Vec<usize> = (0..buying.keys.len()).filter(|&at| pays(at)).collect();
    euros.sort_by(|&a, &b| buying.keys[a].cmp(&buying.keys[b]));
    let mut made = vec![f64::NAN; buying.keys.len()];
    for (place, at) in (0_u32..).zip(euros) {
        made[at] = if place % 7 == 0 { f64::NAN } else { f64::from(place) };
    }
    made
}

fn found() -> Value {
    let options: ValueOptions = serde_json::from_value(json!({
        "margin": 0.4, "limit": 1000,
        "whatIf": { "retention": 0.05, "coupon": 0.1, "couponUse": 0.5 },
        "roas": "(netSales*margin + 10) / spend", "split": ["channel", "country"],
    }))
    .expect("options");
    let values = predicted();
    let foretold = Foretold { values: Some(&values), ahead: None };
    let report = value(&buying(), Some(&baskets()), foretold, None, &options).expect("value");
    serde_json::to_value(report).expect("JSON")
}

fn mean(found: &Value, expected: &Value, what: &str) {
    if expected.is_null() {
        assert!(found.is_null(), "{what}");
        return;
    }
    ["n", "mean", "low", "high"]
        .iter()
        .for_each(|key| near(&found[key], &expected[key], &format!("{what} {key}")));
}

#[test]
fn everybody() {
    let (found, expected) = (found(), &expected()["value"]);
    assert_eq!((text(&found["currency"]), &found["otherCurrencies"]), ("EUR", &json!(["JPY"])));
    near(&found["customers"], &expected["customers"], "customers");
    mean(&found["historic"], &expected["historic"], "historic");
    mean(&found["predicted"], &expected["predicted"], "predicted");
    for point in expected["curve"].as_array().expect("points") {
        let week = usize::try_from(point["week"].as_u64().expect("a week")).expect("a place");
        ["week", "value", "n", "low", "high"]
            .iter()
            .for_each(|key| near(&found["curve"][week][key], &point[key], key));
    }
    let codes: Vec<&str> =
        found["notices"].as_array().expect("notices").iter().map(|one| text(&one["code"])).collect();
    assert_eq!(codes, ["currenciesApart", "leftTruncated", "dominatedCohorts", "smallCohorts"]);
    for (at, list) in [(2, "dominated"), (3, "small")] {
        assert_eq!(found["notices"][at]["params"]["months"], expected[list]);
    }
    let above = |row: &Value| {
        row["historic"]["mean"].as_f64() <= Some(0.0)
            || row["historic"]["low"].as_f64() > Some(0.0)
            || row["customers"] == 1
    };
    assert!(found["cohorts"].as_array().expect("rows").iter().all(above));
}

#[test]
fn cohorts_at_equal_age() {
    let found = found();
    let wanted = expected()["value"]["cohorts"].clone();
    let (rows, wanted) =
        (found["cohorts"].as_array().expect("rows"), wanted.as_array().expect("rows").clone());
    assert_eq!(rows.len(), wanted.len());
    let mut compared = 0;
    for (row, wanted) in rows.iter().zip(&wanted) {
        let name = text(&row["cohort"]);
        assert_eq!(row["cohort"], wanted["cohort"]);
        mean(&row["historic"], &wanted["historic"], name);
        for age in 0..5 {
            mean(&row["values"][age], &wanted["values"][age], name);
            let (change, wanted) = (&row["changes"][age], &wanted["changes"][age]);
            assert_eq!(change.is_null(), wanted.is_null(), "{name} {age}");
            if !change.is_null() {
                compared += 1;
                ["difference", "low", "high"].iter().for_each(|key| near(&change[key], &wanted[key], key));
            }
        }
    }
    assert!(compared > 100);
}

fn rows_of<'a>(found: &'a Value, by: &str) -> &'a Vec<Value> {
    let groups = found["groups"].as_array().expect("groups").iter();
    groups
        .clone()
        .find(|group| group["by"] == by)
        .map(|group| group["rows"].as_array().expect("rows"))
        .expect("a group")
}

/// A product's group is known by its SKU and shown by its title, as products.csv has them; no other group has a title.
#[test]
fn products_have_their_titles() {
    let (found, shop) = (found(), baskets());
    let word = |at: u32| shop.words[at as usize].as_str();
    let products: Vec<(&str, &str)> = (shop.products.sku.iter().zip(&shop.products.name))
        .filter(|&(&sku, _)| sku != NO_WORD)
        .map(|(&sku, &name)| (word(sku), word(name)))
        .collect();
    let rows = rows_of(&found, "product");
    assert!(rows.len() > 20);
    for row in rows.iter().filter(|row| row["name"] != row["title"]) {
        assert!(products.contains(&(text(&row["name"]), text(&row["title"]))), "{row}");
    }
    assert!(rows.iter().any(|row| row["name"] == "TE-0" && row["title"] == "tea 0"));
    assert!(rows_of(&found, "category").iter().all(|row| row["title"].is_null()));
}

#[test]
fn channels_against_what_they_cost() {
    let (found, expected) = (found(), &expected()["value"]["channels"]);
    let rows = rows_of(&found, "channel");
    assert_eq!(rows.len(), expected["rows"].as_object().expect("rows").len());
    for row in rows {
        let name = text(&row["name"]);
        let wanted = &expected["rows"][name];
        assert!(row["pooledTo"].is_null());
        assert_eq!(row["newCustomers"], wanted["new"]);
        mean(&row["historic"], &wanted["historic"], name);
        (0..5).for_each(|age| mean(&row["values"][age], &wanted["values"][age], name));
        near(&row["repeat"]["count"], &wanted["repeat"], "repeat");
        ["customers", "spend", "cac", "paybackDay"].iter().for_each(|key| near(&row[key], &wanted[key], key));
        for point in wanted["curve"].as_array().expect("points") {
            let week = usize::try_from(point["week"].as_u64().expect("a week")).expect("a place");
            ["week", "value", "n", "low", "high"]
                .iter()
                .for_each(|key| near(&row["curve"][week][key], &point[key], key));
        }
    }
    let unknown = found["groups"].as_array().expect("groups").iter().find(|group| group["by"] == "channel");
    assert_eq!(unknown.expect("a group")["unknown"], expected["unknown"]);
}

/// A campaign "brand" runs in two channels, each with a cost of its own.
#[test]
fn campaigns_against_what_they_cost() {
    let (found, expected) = (found(), &expected()["value"]["campaigns"]);
    let rows = rows_of(&found, "campaign");
    let wanted = expected.as_array().expect("campaigns");
    assert_eq!(rows.len(), wanted.len());
    for wanted in wanted {
        let is_it = |row: &&Value| {
            row["name"] == wanted["campaign"] && row["parent"].as_str().unwrap_or("") == wanted["channel"]
        };
        let row = rows.iter().find(is_it).expect("the campaign");
        ["customers", "spend"].iter().for_each(|key| near(&row[key], &wanted[key], key));
        if row["pooledTo"].is_null() {
            near(&row["cac"], &wanted["cac"], "cac");
        }
    }
    assert_eq!(wanted.iter().filter(|one| one["campaign"] == "brand" && !one["spend"].is_null()).count(), 2);
}

#[test]
fn first_categories() {
    let (found, expected) = (found(), &expected()["value"]["categories"]);
    let rows = rows_of(&found, "category");
    assert_eq!(rows.len(), 5);
    for row in rows {
        let wanted = &expected[text(&row["name"])];
        near(&row["customers"], &wanted["customers"], "customers");
        mean(&row["historic"], &wanted["historic"], text(&row["name"]));
    }
}

/// A creative with few customers shows its campaign's numbers, a small campaign its channel's.
#[test]
fn small_groups_show_what_they_are_part_of() {
    let found = found();
    let small = |by: &str| {
        let rows = rows_of(&found, by).iter();
        rows.filter(|row| row["customers"].as_u64() < Some(30)).cloned().collect::<Vec<Value>>()
    };
    let creatives = small("creative");
    assert!(!creatives.is_empty());
    // A campaign of the name may stand in two channels.
    for row in creatives {
        let is_above = |campaign: &&Value| {
            let numbers = ["historic", "cac", "curve"].iter().all(|key| row[*key] == campaign[*key]);
            let shown =
                if campaign["pooledTo"].is_null() { &campaign["name"] } else { &campaign["pooledTo"] };
            campaign["name"] == row["parent"] && numbers && row["pooledTo"] == *shown
        };
        assert!(rows_of(&found, "campaign").iter().any(|campaign| is_above(&campaign)), "{}", row["name"]);
    }
    let products = small("product");
    assert!(products.iter().any(|row| row["pooledTo"] == row["parent"] && !row["parent"].is_null()));
    let loose = products.iter().find(|row| row["name"] == "loose item").expect("the item");
    assert_eq!((&loose["pooledTo"], &loose["historic"]), (&json!(""), &found["historic"]));
}

#[test]
fn advertising_and_the_lost() {
    let (found, expected) = (found(), &expected()["value"]);
    let (acquisition, wanted) = (&found["acquisition"], &expected["acquisition"]);
    for key in ["spend", "days", "newCustomers", "cac", "paybackDay"] {
        near(&acquisition[key], &wanted[key], key);
    }
    for key in ["spend", "newCustomers", "cac", "paybackDay"] {
        near(&acquisition["paid"][key], &wanted["paid"][key], key);
    }
    assert_eq!([&acquisition["from"], &acquisition["to"]], [&wanted["from"], &wanted["to"]]);
    assert!(acquisition["paid"]["newCustomers"].as_u64() < acquisition["newCustomers"].as_u64());
    for key in ["customers", "share", "historic", "sunk", "sunkCustomers", "remaining"] {
        near(&found["lost"][key], &expected["lost"][key], key);
    }
}

/// Data of two years and two days: the check of the models and the what-if figures rest on the same customers.
#[test]
fn two_years_have_one_number_of_earlier_customers() {
    let day: Vec<i32> = (0..732).map(|at| at * 7 % 732).collect();
    let orders = Dated {
        starts: (0..=732).collect(),
        net: vec![10_0000; day.len()],
        currency: vec![0; day.len()],
        day,
    };
    let keys = (0..732).map(|at| format!("c{at}")).collect();
    let refunds = Dated { starts: vec![0; 733], ..Dated::default() };
    let shop = Buying { keys, currencies: buying().currencies, orders, refunds, as_of: 731, first_day: 0 };
    let split = Split::new(&shop, None).expect("a cut");
    let known = Trial::new(&shop, split, i32::MIN).groups.customers;
    let options = ValueOptions { what_if: Some(Scenario::default()), ..ValueOptions::default() };
    let found =
        value(&shop, None, Foretold::default(), None, &options).expect("value").what_if.expect("what-if");
    assert_eq!((found.retention.n, known), (367, 367.0));
}

#[test]
fn what_if_from_the_sellers_own_year() {
    let (found, expected) = (&found()["whatIf"], &expected()["value"]["whatIf"]);
    near(&found["retention"]["count"], &expected["retained"], "retained");
    near(&found["retention"]["n"], &expected["earlier"], "earlier");
    for key in
        ["perRetained", "perNew", "newCustomers", "returned", "perReturned", "buyers", "netSales", "profit"]
    {
        near(&found[key], &expected[key], key);
    }
    for key in ["retained", "netSales", "profit", "change", "changeShare"] {
        near(&found["scenario"][key], &expected["scenario"][key], key);
    }
}

#[test]
fn return_by_channel_and_country() {
    let (found, expected) = (&found()["split"], &expected()["value"]["split"]);
    ["newCustomers", "spend", "unborne"].iter().for_each(|key| near(&found[key], &expected[key], key));
    let (rows, wanted) =
        (found["rows"].as_array().expect("rows"), expected["rows"].as_array().expect("rows"));
    assert_eq!(rows.len(), wanted.len());
    for (row, wanted) in rows.iter().zip(wanted) {
        assert_eq!(row["names"], wanted["names"]);
        for key in ["newCustomers", "spend", "netSales", "roi", "low", "high", "roas"] {
            near(&row[key], &wanted[key], key);
        }
    }
    assert!(rows.iter().any(|row| row["names"].as_array().is_some_and(|names| names.len() < 2)));
}

#[test]
fn a_formula_of_the_sellers_own() {
    let (found, expected) = (found(), &expected()["value"]["roas"]);
    assert_eq!(found["roas"]["formula"], "(netSales × margin + 10) ÷ spend");
    assert_eq!(found["roas"]["uses"], json!(["spend", "netSales", "margin"]));
    near(&found["roas"]["value"], &expected["all"], "all");
    for row in rows_of(&found, "channel") {
        near(&row["roas"], &expected["channels"][text(&row["name"])], "a channel");
    }
    let asked = |options: Value| {
        let options: ValueOptions = serde_json::from_value(options).expect("options");
        value(&buying(), Some(&baskets()), Foretold::default(), None, &options)
    };
    let unknown =
        asked(json!({ "roas": "netSales * margin / clicks" })).expect("value").roas.expect("a cost");
    assert_eq!((unknown.value, unknown.unknown), (None, vec!["margin", "clicks"]));
    let sentence = |options| asked(options).expect_err("an option").to_string();
    assert!(sentence(json!({ "roas": "netSales / profit" })).contains("character 12: no metric is called"));
    assert!(sentence(json!({ "split": ["country", "country"] })).contains("different dimensions"));
}

/// Two channels with a campaign "sale" each, two customers of each campaign, who cost 100 and 300: 50 and 150 a customer, 400 when all
/// of them are lost.
#[test]
fn a_campaign_of_another_channel_is_another_campaign() {
    let words = ["google", "meta", "sale"].map(str::to_owned).to_vec();
    let keys: Vec<String> = ["ann", "bob", "cy", "di"].map(str::to_owned).to_vec();
    let mut made = Baskets { keys: keys.clone(), words, ..Baskets::default() };
    made.currencies = Currency::parse(b"EUR").into_iter().collect();
    for (customer, channel) in [(0, 0), (1, 0), (2, 1), (3, 1)] {
        let orders = &mut made.orders;
        orders.customer.push(customer);
        orders.day.push(10);
        orders.net.push(Some(200_000));
        orders.currency.push(0);
        say(orders, [NO_WORD, channel, 2, NO_WORD, NO_WORD]);
    }
    for (channel, cost) in [(0, 100), (1, 300)] {
        let spend = &mut made.spend;
        spend.day.push(10);
        spend.channel.push(channel);
        spend.campaign.push(2);
        spend.creative.push(NO_WORD);
        spend.cost.push(cost * 10_000);
        spend.currency.push(0);
    }
    (made.as_of, made.first_day) = (400, 10);
    let orders =
        Dated { starts: vec![0, 1, 2, 3, 4], day: vec![10; 4], net: vec![200_000; 4], currency: vec![0; 4] };
    let refunds = Dated { starts: vec![0; 5], ..Dated::default() };
    let buying =
        Buying { keys, currencies: made.currencies.clone(), orders, refunds, as_of: 400, first_day: 10 };
    let options: ValueOptions = serde_json::from_value(json!({ "minN": 1 })).expect("options");
    let report = value(&buying, Some(&made), Foretold::default(), Some(&[true; 4]), &options).expect("value");
    let found = serde_json::to_value(report).expect("JSON");
    let campaigns = found["groups"].as_array().expect("groups").iter().find(|one| one["by"] == "campaign");
    let mut told: Vec<_> = campaigns.expect("campaigns")["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (text(&row["parent"]), row["spend"].as_f64(), row["cac"].as_f64()))
        .collect();
    told.sort_unstable_by_key(|row| row.0);
    assert_eq!(told, [("google", Some(100.0), Some(50.0)), ("meta", Some(300.0), Some(150.0))]);
    assert_eq!((&found["lost"]["sunk"], &found["lost"]["sunkCustomers"]), (&json!(400.0), &json!(4)));
}

/// A customer a day for 120 days, each back after 60, and 100 a day for advertising: a customer costs 100, and costs it too where those
/// of the first 60 days may be no new ones and are left out, for the cost of their days is left out with them.
#[test]
fn customers_that_are_left_out_leave_their_cost_out() {
    let keys: Vec<String> = (0..120).map(|at| format!("c{at:03}")).collect();
    let mut made = Baskets { keys: keys.clone(), words: vec!["google".to_owned()], ..Baskets::default() };
    made.currencies = Currency::parse(b"EUR").into_iter().collect();
    for day in 0..120 {
        let spend = &mut made.spend;
        spend.day.push(day);
        spend.channel.push(0);
        spend.campaign.push(NO_WORD);
        spend.creative.push(NO_WORD);
        spend.cost.push(100 * 10_000);
        spend.currency.push(0);
    }
    (made.as_of, made.first_day) = (400, 0);
    let orders = Dated {
        starts: (0..=120).map(|at| 2 * at).collect(),
        day: (0..120).flat_map(|day| [day, day + 60]).collect(),
        net: vec![200_000; 240],
        currency: vec![0; 240],
    };
    let refunds = Dated { starts: vec![0; 121], ..Dated::default() };
    let buying =
        Buying { keys, currencies: made.currencies.clone(), orders, refunds, as_of: 400, first_day: 0 };
    let told = |truncation: &str| {
        let options: ValueOptions =
            serde_json::from_value(json!({ "truncation": truncation })).expect("options");
        let report = value(&buying, Some(&made), Foretold::default(), None, &options).expect("value");
        let found = report.acquisition.expect("advertising");
        (found.spend, found.days, found.new_customers, found.cac)
    };
    assert_eq!(told("mark"), (12_000.0, Some(120), 120, Some(100.0)));
    assert_eq!(told("exclude"), (5_900.0, Some(59), 59, Some(100.0)));
}
