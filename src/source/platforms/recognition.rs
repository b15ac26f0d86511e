//! Every header as what it is: real ones by export, and tables of orders that no general table may take.

#![cfg(test)]

use super::header::{recognise, text_of};
use super::{Kind, PLATFORMS};
use crate::sources::{FileOptions, Sources, start};

/// Headers of exports, and the export each of them is.
const HEADERS: &[(&str, &str)] = &[
    ("amazonAllOrders", include_str!("../../../tests/data/shops/headers/amazon_all_orders.tsv")),
    ("amazonAllOrders", include_str!("../../../tests/data/shops/headers/amazon_all_orders_older29.tsv")),
    ("amazonFbaReturns", include_str!("../../../tests/data/shops/headers/amazon_fba_returns.tsv")),
    (
        "amazonFbaShipments",
        include_str!("../../../tests/data/shops/headers/amazon_fba_fulfilled_shipments.tsv"),
    ),
    (
        "amazonFbaShipments",
        include_str!("../../../tests/data/shops/headers/amazon_fba_fulfilled_shipments_jp.tsv"),
    ),
    ("amazonNewOrders", include_str!("../../../tests/data/shops/headers/amazon_new_orders_mfn.tsv")),
    ("amazonUnshipped", include_str!("../../../tests/data/shops/headers/amazon_unshipped_orders.tsv")),
    ("bigcommerceOrders", include_str!("../../../tests/data/shops/headers/bigcommerce_orders.csv")),
    ("contactLog", include_str!("../../../tests/data/shops/headers/contacts_COMPOSED.csv")),
    ("csatSurvey", include_str!("../../../tests/data/shops/headers/survey_csat_COMPOSED.csv")),
    ("ebayOrders", include_str!("../../../tests/data/shops/headers/ebay_orders_report_us51.csv")),
    ("ebayOrders", include_str!("../../../tests/data/shops/headers/ebay_orders_report_us80.csv")),
    ("ecbRates", include_str!("../../../tests/data/shops/headers/ecb_rates.csv")),
    ("etsyItems", include_str!("../../../tests/data/shops/headers/etsy_sold_order_items_29.csv")),
    ("etsyItems", include_str!("../../../tests/data/shops/headers/etsy_sold_order_items_32.csv")),
    ("etsyOrders", include_str!("../../../tests/data/shops/headers/etsy_sold_orders.csv")),
    ("ga4Report", include_str!("../../../tests/data/shops/headers/ga4_ui_pages_and_screens.csv")),
    ("genericReturns", include_str!("../../../tests/data/shops/headers/returns_COMPOSED.csv")),
    ("googleAds", include_str!("../../../tests/data/shops/headers/google_ads_campaign_report.csv")),
    ("googleAds", include_str!("../../../tests/data/shops/headers/google_ads_campaign_report_tab.tsv")),
    ("gorgiasTickets", include_str!("../../../tests/data/shops/headers/gorgias_tickets_PARTIAL.csv")),
    ("judgemeReviews", include_str!("../../../tests/data/shops/headers/judgeme_reviews.csv")),
    ("lazadaOrders", include_str!("../../../tests/data/shops/headers/lazada_orders.csv")),
    (
        "magentoCustomers",
        include_str!("../../../tests/data/shops/headers/magento2_customer_grid_PARTIAL.csv"),
    ),
    ("magentoOrders", include_str!("../../../tests/data/shops/headers/magento2_sales_order_grid.csv")),
    ("metaAds", include_str!("../../../tests/data/shops/headers/meta_ads_fr.csv")),
    ("metaAds", include_str!("../../../tests/data/shops/headers/meta_ads_manager.csv")),
    ("npsSurvey", include_str!("../../../tests/data/shops/headers/survey_nps_COMPOSED.csv")),
    ("partnerCodes", include_str!("../../../tests/data/shops/headers/codes_COMPOSED.csv")),
    ("paypalActivity", include_str!("../../../tests/data/shops/headers/paypal_activity_de.csv")),
    ("paypalActivity", include_str!("../../../tests/data/shops/headers/paypal_activity_full.csv")),
    ("shopeeOrders", include_str!("../../../tests/data/shops/headers/shopee_orders.csv")),
    ("shopeeOrders", include_str!("../../../tests/data/shops/headers/shopee_orders_tw.csv")),
    ("shopifyCheckouts", include_str!("../../../tests/data/shops/headers/shopify_checkouts_COMPOSED.csv")),
    ("shopifyCustomers", include_str!("../../../tests/data/shops/headers/shopify_customers_2023.csv")),
    ("shopifyCustomers", include_str!("../../../tests/data/shops/headers/shopify_customers_old.csv")),
    ("shopifyOrders", include_str!("../../../tests/data/shops/headers/shopify_orders_2012.csv")),
    ("shopifyOrders", include_str!("../../../tests/data/shops/headers/shopify_orders_2022.csv")),
    ("shopifyOrders", include_str!("../../../tests/data/shops/headers/shopify_orders_2024.csv")),
    ("shopifyProducts", include_str!("../../../tests/data/shops/headers/shopify_products.csv")),
    ("simpleRates", include_str!("../../../tests/data/shops/headers/rates_simple.csv")),
    ("stripePayments", include_str!("../../../tests/data/shops/headers/stripe_payments.csv")),
    ("taobaoOrders", include_str!("../../../tests/data/shops/headers/taobao_tmall_orders_gbk.csv")),
    ("tiktokOrders", include_str!("../../../tests/data/shops/headers/tiktok_shop_orders_sea.csv")),
    ("tiktokOrders", include_str!("../../../tests/data/shops/headers/tiktok_shop_orders_th.csv")),
    ("tiktokOrders", include_str!("../../../tests/data/shops/headers/tiktok_shop_orders_us_PARTIAL.csv")),
    ("wooAdvancedExport", include_str!("../../../tests/data/shops/headers/woo_advanced_export_PARTIAL.csv")),
    (
        "wooAnalyticsCustomers",
        include_str!("../../../tests/data/shops/headers/woocommerce_analytics_customers.csv"),
    ),
    (
        "wooAnalyticsOrders",
        include_str!("../../../tests/data/shops/headers/woocommerce_analytics_orders.csv"),
    ),
    ("zendeskTickets", include_str!("../../../tests/data/shops/headers/zendesk_tickets_PARTIAL.csv")),
    ("genericCustomers", "Email,First Name,Last Name,Country,Zip,Email,Zip,Phone,Phone"),
    ("genericCustomers", "Email,Phone Number,First Name,Last Name,City,State / Region,Country,Zip Code"),
    (
        "genericCustomers",
        "email,email,email,phone,phone,phone,madid,fn,ln,zip,ct,st,country,dob,doby,gen,age,uid,value",
    ),
    (
        "mailchimpAudience",
        "\"Email Address\",\"First Name\",\"Last Name\",\"MEMBER_RATING\",\"OPTIN_TIME\",\"OPTIN_IP\",\"CONFIRM_TIME\",\"CONFIRM_IP\",\"LATITUDE\",\"LONGITUDE\",\"GMTOFF\",\"DSTOFF\",\"TIMEZONE\",\"CC\",\"REGION\",\"LAST_CHANGED\",\"LEID\",\"EUID\",\"NOTES\"",
    ),
    ("genericSpend", "日期,渠道,广告系列,花费,展示次数,点击次数"),
    ("genericSpend", "Datum;Kanal;Kosten"),
    ("partnerCodes", "优惠码,达人,佣金"),
];

/// Orders of no known platform: no table of another kind may take them.
const ORDERS: &[&str] = &[
    "order_id,customer_id,order_date,amount,currency",
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
    "Order ID,SKU,Product,Category,Price,Quantity,Date,Email",
    "订单号,下单时间,客户,实付金额,订单状态",
    "订单编号,商品编码,商品名称,分类,单价,数量,下单时间,手机号",
    "date,customer,total,discount code,partner",
    "Date,Email,Name,Channel,Amount",
    "date,email,product,rating,total",
    "created_at,email,phone,name,subtotal",
    "Order number,Created,Status,Subject,Total",
    "date,currency,exchange rate,amount,customer",
    "Bestellnummer;Datum;Kunde;Kanal;Kosten;Gesamt;order total",
    "Name,Email,Financial Status,Paid at,Total,Created at,Lineitem quantity",
];

fn texts(line: &str) -> Vec<String> {
    let line = line.lines().next().unwrap_or_default();
    let delimiter = ['\t', ';', ','].into_iter().max_by_key(|mark| line.matches(*mark).count()).unwrap();
    line.split(delimiter).map(|text| text.trim_matches('"').to_owned()).collect()
}

fn recognised(line: &str) -> Option<&'static super::Platform> {
    let headers = texts(line);
    let found = recognise(&headers, &[], false).or_else(|| recognise(&headers, &[], true));
    found.map(|found| found.layout.platform)
}

#[test]
fn every_header_is_recognised_as_what_it_is() {
    let found = |header: &str| recognised(header).map(|platform| platform.id);
    let wrong = HEADERS.iter().filter(|(expected, header)| found(header) != Some(expected));
    let wrong: Vec<String> =
        wrong.map(|(expected, header)| format!("{expected}, not {:?}: {header}", found(header))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn orders_are_taken_by_no_other_table() {
    let other = |header: &str| recognised(header).filter(|platform| !platform.kind.has_orders());
    let taken = ORDERS.iter().filter_map(|header| Some(format!("{}: {header}", other(header)?.id)));
    let taken: Vec<String> = taken.collect();
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}

#[test]
fn exports_differ_by_their_ids_and_general_ones_hold_no_orders() {
    let mut ids: Vec<&str> = PLATFORMS.iter().map(|platform| platform.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), PLATFORMS.len());
    let general = PLATFORMS.iter().filter(|platform| platform.reading.general);
    assert!(general.clone().count() > 5 && general.clone().all(|platform| platform.kind != Kind::Orders));
}

/// Every golden case whose report comes of orders is read as orders here too.
#[test]
fn golden_cases_of_orders_are_taken_by_no_other_table() {
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut asked = 0;
    for case in std::fs::read_dir(golden).unwrap().map(|case| case.unwrap().path()) {
        let expected = std::fs::read_to_string(case.join("expected.json")).unwrap_or_default();
        let input = std::fs::read(case.join("input.csv")).unwrap_or_default();
        if !expected.contains("\"report\"") || expected.contains("\"kind\"") {
            continue;
        }
        let Ok(found) = start::recognise(&input, &FileOptions::default(), |_| None) else { continue };
        asked += 1;
        assert!(found.kind.has_orders(), "{}: {}", case.display(), found.source);
    }
    assert!(asked > 40, "{asked}");
}

/// Whatever stands below a header: it is read, or refused with a sentence.
#[test]
fn no_cell_of_any_export_stops_the_reader() {
    const CELLS: [&str; 18] = [
        "",
        "#",
        "-",
        "--",
        "'",
        "\"",
        "0",
        "-1",
        "9e99",
        "99999999999999999999",
        "12%",
        "1,5",
        "2026-02-30",
        "20260101",
        "31/12/1899",
        "Total: x",
        "a@b",
        "\u{fffd}\u{feff}é",
    ];
    for (at, platform) in PLATFORMS.iter().enumerate() {
        let columns = platform.columns.iter().map(|(_, aliases)| text_of(aliases[0]));
        let header: Vec<&str> = columns.chain(platform.marks.iter().copied()).collect();
        let mut text = header.join("\t");
        for record in 0..60 {
            let cells = (0..header.len() + record % 3)
                .map(|column| CELLS[(record * 7 + column * 5 + at) % CELLS.len()]);
            text.push('\n');
            text.push_str(&cells.collect::<Vec<_>>().join("\t"));
        }
        let mut sources = Sources::new(|_| None, 0);
        let file = sources.open_file("file.tsv", FileOptions::default()).unwrap();
        let read = sources.push(file, text.as_bytes()).and_then(|()| sources.finish(file));
        match read {
            Ok(summary) => assert!(summary.used <= summary.records, "{}", platform.id),
            Err(error) => assert!(error.to_string().len() > 20, "{}", platform.id),
        }
    }
}
