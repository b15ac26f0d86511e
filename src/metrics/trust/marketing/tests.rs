use super::*;
use crate::money::SCALE;
use crate::tables::shop::fixture::Shop;
use crate::tables::shop::{Code, Kind, Traffic};

fn spend(shop: &mut Shop, campaign: &str, day: i32, cost: Option<i64>, clicks: i64) {
    let (channel, campaign) = (shop.word("Google Ads"), shop.word(campaign));
    let tables = shop.tables();
    let currency = tables.currency(Currency::parse(b"USD").unwrap());
    tables.spend.push(Spend {
        days: Some((day, day)),
        channel,
        campaign,
        group: NO_WORD,
        ad: NO_WORD,
        currency,
        cost: cost.map(|cost| cost * SCALE),
        impressions: None,
        clicks: Some(clicks * SCALE),
        conversions: None,
        value: None,
    });
}

fn audit(shop: &Shop) -> MarketingAudit {
    let files = shop.loaded();
    let eur = Currency::parse(b"EUR").unwrap();
    let worth = |file: usize, order: usize| {
        let goods = files[file].tables.orders.part(crate::tables::shop::Part::Goods, order)?;
        (goods > 0).then_some((eur, goods))
    };
    marketing(&files, &shop.words, &worth)
}

#[test]
fn campaigns_add_up_and_overlapping_files_count_once() {
    let mut shop = Shop::new();
    shop.file("googleAds", "Google Ads", Kind::Spend);
    spend(&mut shop, "Brand", 20_000, Some(10), 5);
    spend(&mut shop, "Brand", 20_001, Some(20), 6);
    spend(&mut shop, "Brand", 20_001, Some(20), 6);
    spend(&mut shop, "Search", 20_001, None, 1);
    shop.file("googleAds", "Google Ads", Kind::Spend);
    spend(&mut shop, "Brand", 20_001, Some(20), 6);
    spend(&mut shop, "Brand", 20_002, Some(30), 7);
    let audit = audit(&shop);
    let [brand, search] = audit.channels.as_slice() else { panic!("{:?}", audit.channels) };
    assert_eq!((brand.cost, brand.clicks, brand.impressions), (Some(80.0), Some(24.0), None));
    assert_eq!((brand.from.as_deref(), brand.to.as_deref()), (Some("2024-10-04"), Some("2024-10-06")));
    assert_eq!((search.cost, search.clicks, search.currency.as_str()), (None, Some(1.0), "USD"));
}

#[test]
fn codes_are_joined_to_orders() {
    let mut shop = Shop::new();
    shop.file("partnerCodes", "", Kind::Codes);
    let (code, partner, unused) = (shop.word("LIA10"), shop.word("Lia"), shop.word("NOAH"));
    let currency = shop.tables().currency(Currency::parse(b"USD").unwrap());
    shop.tables().codes.push(Code { code, partner, cost: Some(50 * SCALE), currency });
    shop.tables().codes.push(Code { code: unused, partner, cost: None, currency });
    shop.file("shopifyOrders", "Shopify", Kind::Orders);
    for (at, (codes, goods)) in
        [("lia10", 10), ("LIA10, FREE", 20), ("", 5), ("LIA10", 0), ("free,free", 7)].into_iter().enumerate()
    {
        let order = shop.order(&format!("{at}"), "email=a@x", "", 0, goods);
        let word = shop.word(codes);
        shop.tables().orders.code.set(order, word);
    }
    let codes = audit(&shop).codes;
    let told: Vec<_> = codes
        .iter()
        .map(|row| {
            (
                row.code.as_str(),
                row.partner.as_str(),
                row.orders,
                row.net_sales.first().map(|sum| sum.amount),
                row.cost,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("LIA10", "Lia", 2, Some(30.0), Some(50.0)),
            ("FREE", "", 2, Some(27.0), None),
            ("NOAH", "Lia", 0, None, None)
        ]
    );
}

#[test]
fn tables_of_analytics_are_told_by_name() {
    let mut shop = Shop::new();
    shop.file("ga4", "GA4", Kind::Traffic);
    let [table, dimension, views, rate] = ["Pages", "/", "Views", "Rate"].map(|text| shop.word(text));
    let metrics = vec![(views, Some(12 * SCALE)), (rate, None)];
    shop.tables().traffic.push(Traffic { days: Some((20_000, 20_001)), table, dimension, metrics });
    let row = &audit(&shop).traffic[0];
    assert_eq!((row.table.as_str(), row.dimension.as_str()), ("Pages", "/"));
    assert_eq!((row.from.as_deref(), row.to.as_deref()), (Some("2024-10-04"), Some("2024-10-05")));
    assert_eq!(row.metrics, BTreeMap::from([("Views".into(), Some(12.0)), ("Rate".into(), None)]));
}
