//! Shops with almost nothing: no lines, nobody, one customer, one day, several currencies.

use crate::shop::{baskets, buying};
use linger::metrics::goods::new_products::Verdict;
use linger::predict::season::SeasonWords;
use linger::predict::{
    DueOptions, Foretold, GoodsOptions, SeasonOptions, ValueOptions, due, goods, season, value,
};
use linger::tables::baskets::{BasketLines, Baskets, NO_WORD, NOBODY};
use linger::tables::buying::Buying;

/// Codes of the notices beside that on the two currencies.
fn codes(notices: &[linger::error::Notice]) -> Vec<&'static str> {
    notices.iter().map(|notice| notice.code).filter(|&code| code != "currenciesApart").collect()
}

#[test]
fn nothing_at_all() {
    let (shop, people) = (Baskets::default(), Buying::default());
    let products = goods(&shop, &GoodsOptions::default()).expect("goods");
    assert_eq!((products.orders, products.currency, products.rules.order_product.tested), (0, None, 0));
    assert_eq!(codes(&products.notices), ["noLines"]);
    let seasons = season(&shop, None, &SeasonOptions::default()).expect("season");
    assert_eq!((seasons.periods, seasons.forecast, seasons.peak), (0, None, None));
    assert_eq!(codes(&seasons.notices), ["noSeasonSeen"]);
    let list = due(&shop, &DueOptions::default()).expect("due");
    assert_eq!((list.replenish.total, list.next.total), (0, 0));
    assert_eq!(codes(&list.notices), ["noReplenishable", "nextNotTested"]);
    let report = value(&people, None, Foretold::default(), None, &ValueOptions::default()).expect("value");
    assert_eq!((report.customers, report.historic.mean, report.lost.share), (0, None, None));
    assert_eq!(codes(&report.notices), ["noCustomers"]);
}

#[test]
fn orders_without_lines_have_seasons_and_next_purchases() {
    let shop = Baskets { lines: BasketLines::default(), ..baskets() };
    let products = goods(&shop, &GoodsOptions::default()).expect("goods");
    assert_eq!((products.orders, codes(&products.notices)), (0, vec!["noLines"]));
    assert!(products.cycles.is_empty() && products.hits.rows.is_empty() && products.upgrade.slope.is_none());
    assert!(season(&shop, None, &SeasonOptions::default()).expect("season").forecast.is_some());
    let list = due(&shop, &DueOptions { ahead_days: 60, ..DueOptions::default() }).expect("due");
    assert!(list.next.total > 0 && list.cycles.is_empty());
}

#[test]
fn products_without_categories_say_so() {
    let mut shop = baskets();
    shop.products.category.iter_mut().for_each(|category| *category = NO_WORD);
    let products = goods(&shop, &GoodsOptions::default()).expect("goods");
    assert_eq!(codes(&products.notices), ["noCategories"]);
    assert!(products.rules.order_product.tested > 0 && products.rules.order_category.tested == 0);
    assert!(products.penetration.rows.is_empty() && products.cross.rate.share.is_none());
}

#[test]
fn orders_that_name_nobody_have_baskets_and_no_customers() {
    let mut shop = baskets();
    shop.orders.customer.iter_mut().for_each(|customer| *customer = NOBODY);
    let products = goods(&shop, &GoodsOptions::default()).expect("goods");
    assert!(products.rules.order_product.tested > 0);
    assert_eq!((products.rules.customer_product.baskets, products.upgrade.customers), (0, 0));
    let seasons = season(&shop, None, &SeasonOptions::default()).expect("season");
    assert_eq!((seasons.individual.eligible, seasons.pre_season.map(|list| list.total)), (0, Some(0)));
}

#[test]
fn everything_on_one_day() {
    let (mut shop, mut people) = (baskets(), buying());
    shop.orders.day.iter_mut().for_each(|day| *day = 19_000);
    (shop.as_of, shop.first_day, people.as_of, people.first_day) = (19_000, 19_000, 19_000, 19_000);
    people.orders.day.iter_mut().chain(&mut people.refunds.day).for_each(|day| *day = 19_000);
    let products = goods(&shop, &GoodsOptions::default()).expect("goods");
    assert_eq!((products.cross.transitions, products.cross.rate.n), (0, 0));
    assert!(products.cycles.iter().all(|cycle| cycle.any.returned == 0 && cycle.any.median.is_none()));
    assert!(products.new_products.rows.is_empty());
    let list = due(&shop, &DueOptions::default()).expect("due");
    assert_eq!((list.replenish.total, list.next.total), (0, 0));
    let report =
        value(&people, Some(&shop), Foretold::default(), None, &ValueOptions::default()).expect("value");
    assert!(report.cohorts.len() == 1 && report.cohorts[0].values.iter().all(Option::is_none));
    assert_eq!(report.lost.customers, 0);
}

/// One year: the index of that year, one season seen, and no forecast.
#[test]
fn one_season_is_not_forecast() {
    let mut shop = baskets();
    shop.first_day = shop.as_of - 500;
    let seasons = season(&shop, None, &SeasonOptions::default()).expect("season");
    assert_eq!((seasons.seasons, codes(&seasons.notices)), (1, vec!["oneSeason", "leftTruncatedSeason"]));
    assert!(seasons.forecast.is_none() && seasons.back_test.is_none());
    assert!(seasons.index.iter().all(|entry| entry.index.is_some() && entry.seasons == 1));
    assert!(seasons.peak.is_none() && seasons.pre_season.is_none() && seasons.off_season.is_none());
    let asked = SeasonOptions { calendar: Some(SeasonWords::default()), ..SeasonOptions::default() };
    assert_eq!(season(&shop, None, &asked).expect("season").calendar, None);
}

/// Yen and euros are never added up: each report is about one of them, and says which it leaves out.
#[test]
fn currencies_stay_apart() {
    let (shop, people) = (baskets(), buying());
    let of = |code: &str| {
        let options = ValueOptions { currency: Some(code.to_owned()), ..ValueOptions::default() };
        value(&people, Some(&shop), Foretold::default(), None, &options)
    };
    let (euros, yen) = (of("EUR").expect("value"), of("jpy").expect("value"));
    assert_eq!((euros.currency.as_deref(), yen.currency.as_deref()), (Some("EUR"), Some("JPY")));
    assert_eq!(
        (euros.other_currencies, yen.other_currencies),
        (vec!["JPY".to_owned()], vec!["EUR".to_owned()])
    );
    assert_eq!(euros.customers + yen.customers, people.keys.len() as u64);
    assert_eq!(yen.acquisition.map(|all| all.spend), Some(30.0 * 99_999.0));
    assert_eq!(of("USD").expect_err("no order is in it").code(), "unknownOption");
}

/// Advertising in dollars stands against nobody; a channel that no order names is told by name.
#[test]
fn advertising_without_customers_is_told() {
    let notices = |shop: &Baskets| {
        let report =
            value(&buying(), Some(shop), Foretold::default(), None, &ValueOptions::default()).expect("value");
        report.notices.iter().map(|notice| (notice.code, notice.message.clone())).collect::<Vec<_>>()
    };
    let mut shop = baskets();
    assert!(!notices(&shop).iter().any(|notice| notice.0.starts_with("spend")));
    shop.words.push("Billboards".to_owned());
    shop.spend.channel[7] = u32::try_from(shop.words.len() - 1).expect("few");
    assert!(
        notices(&shop)
            .iter()
            .any(|notice| notice.0 == "spendWithoutCustomers" && notice.1.contains("billboards."))
    );
    shop.spend.currency.iter_mut().for_each(|currency| *currency = 1);
    assert!(notices(&shop).iter().any(|notice| notice.0 == "spendInOtherCurrency"));
}

/// Lost is who has not ordered for exactly so many days, or longer.
#[test]
fn the_lost_are_counted_to_the_day() {
    let people = buying();
    let euros = |at: usize| people.orders.range(at).filter(|&order| people.orders.currency[order] == 0);
    let last = |at: usize| euros(at).map(|order| people.orders.day[order]).max();
    let silences: Vec<i32> = (0..people.keys.len()).filter_map(last).map(|day| people.as_of - day).collect();
    for &days in &silences[..5] {
        let lost_days = days.unsigned_abs();
        let options = ValueOptions { lost_days, currency: Some("EUR".to_owned()), ..ValueOptions::default() };
        let report = value(&people, None, Foretold::default(), None, &options).expect("value");
        assert_eq!(report.lost.customers, silences.iter().filter(|&&silence| silence >= days).count() as u64);
    }
}

#[test]
fn flags_of_the_lost_come_with_the_call() {
    let people = buying();
    let flags: Vec<bool> = (0..people.keys.len()).map(|at| at < 10).collect();
    let options = ValueOptions { currency: Some("EUR".to_owned()), ..ValueOptions::default() };
    let report = value(&people, None, Foretold::default(), Some(&flags), &options).expect("value");
    let in_euros =
        (0..10).filter(|&at| people.orders.range(at).any(|order| people.orders.currency[order] == 0)).count();
    assert_eq!(report.lost.customers, in_euros as u64);
    assert!(report.groups.is_empty() && report.acquisition.is_none());
}

#[test]
fn wrong_options_are_refused_by_name() {
    let wrong = GoodsOptions { alpha: 1.5, ..GoodsOptions::default() };
    assert!(goods(&baskets(), &wrong).expect_err("alpha").to_string().contains("alpha"));
    let wrong = ValueOptions { margin: Some(40.0), ..ValueOptions::default() };
    assert!(
        value(&buying(), None, Foretold::default(), None, &wrong)
            .expect_err("margin")
            .to_string()
            .contains("margin")
    );
    let wrong = SeasonOptions { top_share: 0.0, ..SeasonOptions::default() };
    assert!(season(&baskets(), None, &wrong).is_err());
    assert!(due(&baskets(), &DueOptions { min_return: 2.0, ..DueOptions::default() }).is_err());
    assert!(serde_json::from_str::<GoodsOptions>(r#"{"minjoint":5}"#).is_err());
}

/// A product in every order of the latest days sells better than its peers; one that sold once where they sold often does not.
#[test]
fn new_products_are_promoted_or_dropped() {
    let judged = |first_day_only: bool| {
        let mut shop = baskets();
        let sku = shop.words.iter().position(|word| word == "NEW-2").expect("a word");
        let product = shop.products.sku.iter().position(|&at| at as usize == sku).expect("a product");
        let product = u32::try_from(product).expect("few");
        let lines = shop.lines.order.iter().zip(&shop.lines.product).filter(|line| *line.1 == product);
        let launch = lines.map(|line| shop.orders.day[*line.0 as usize]).min().expect("a sale");
        let other = (product + 5) % 30;
        shop.lines.product.iter_mut().filter(|at| **at == product).for_each(|at| *at = other);
        let since: Vec<usize> =
            (0..shop.orders.day.len()).filter(|&order| shop.orders.day[order] >= launch).collect();
        let first = since.iter().copied().find(|&order| shop.orders.day[order] == launch);
        let orders = if first_day_only { first.into_iter().collect() } else { since };
        for order in orders {
            let line = shop.lines.order.iter().position(|&at| at as usize == order).expect("a line");
            shop.lines.product[line] = product;
        }
        let options = GoodsOptions { drop_below: 0.9, risk: 0.4, ..GoodsOptions::default() };
        let rows = goods(&shop, &options).expect("goods").new_products.rows;
        let row = rows.iter().find(|row| row.item.key == "NEW-2").expect("a row").clone();
        (row.verdict, row.better.expect("peers"), row.worse.expect("peers"))
    };
    let (promoted, dropped) = (judged(false), judged(true));
    assert_eq!(
        (promoted.0, dropped.0),
        (Some(Verdict::Promote), Some(Verdict::Drop)),
        "{promoted:?} {dropped:?}"
    );
    assert!(promoted.1 > 0.99 && dropped.2 >= 0.6 && dropped.1 < 0.3, "{promoted:?} {dropped:?}");
}

#[test]
fn an_audience_has_its_rule_and_its_pages() {
    let ask = |near, offset| {
        let audience = serde_json::json!({
            "level": "category", "from": "tea", "to": "pots", "nearDays": near, "offset": offset, "limit": 4,
        });
        let options = GoodsOptions {
            audience: serde_json::from_value(audience).expect("options"),
            ..GoodsOptions::default()
        };
        goods(&baskets(), &options).expect("goods").audience.expect("a page")
    };
    let (all, near) = (ask(None, 0), ask(Some(7), 0));
    let rule = all.rule.clone().expect("a rule");
    assert_eq!((all.total, all.rows.len()), (rule.without, 4));
    assert!(near.total < all.total && near.total > 0);
    assert_eq!(ask(None, 3).rows[0], all.rows[3]);
    let unknown = serde_json::json!({ "from": "tea", "to": "nothing" });
    let options = GoodsOptions {
        audience: serde_json::from_value(unknown).expect("options"),
        ..GoodsOptions::default()
    };
    assert!(goods(&baskets(), &options).expect_err("no such thing").to_string().contains("tea"));
}
