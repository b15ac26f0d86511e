use super::super::fixture::{add, read};
use super::super::options::Identity;
use super::super::{Sources, View};
use super::BasketOptions;
use crate::tables::baskets::{Baskets, NO_WORD, NOBODY};
use crate::time::{Zone, day_of};

const SHOPIFY: &str = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Discount Code,Discount Amount,Lineitem quantity,Lineitem price,Lineitem name,Lineitem sku,Vendor,Source,Billing Country,Shipping Country\n\
     #1,Ann@x.de,paid,2025-01-06 23:30:00 +0000,EUR,27,27,\"Hello, spring\",3,2,10,Mug,MUG-1,Clay,web,DE,DE\n\
     #1,Ann@x.de,,2025-01-06 23:30:00 +0000,,,,,,1,10,Spoon,,Clay,,,\n\
     #2,,paid,2025-01-07 10:00:00 +0000,EUR,20,20,,,2,10,Mug,mug-1,Clay,,,Germany\n\
     #3,bob@x.de,voided,2025-01-08 10:00:00 +0000,EUR,10,10,,,1,10,Mug,MUG-1,Clay,web,,DE\n\
     #4,ann@x.de,paid,2025-01-05 10:00:00 +0000,EUR,30,30,hello,,1,30,Pot,POT,Clay,pos,,Atlantis\n";

fn baskets(sources: &Sources, options: &str) -> Baskets {
    sources.baskets(&serde_json::from_str(options).unwrap()).unwrap()
}

fn word(baskets: &Baskets, word: u32) -> &str {
    if word == NO_WORD { "-" } else { &baskets.words[word as usize] }
}

/// Customer, day after 1 January 2025, net and words of every order.
fn orders(baskets: &Baskets) -> Vec<String> {
    let orders = &baskets.orders;
    let line = |at: usize| {
        let customer = match orders.customer[at] {
            NOBODY => "-",
            customer => &baskets.keys[customer as usize],
        };
        let net = orders.net[at].map_or("-".to_owned(), |net| (net as f64 / 1e4).to_string());
        let words = [orders.country[at], orders.channel[at], orders.code[at]].map(|at| word(baskets, at));
        let currency = baskets.currencies[usize::from(orders.currency[at])].code();
        format!("{customer} {} {net} {currency} {}", orders.day[at] - day_of(2025, 1, 1), words.join(" "))
    };
    (0..orders.day.len()).map(line).collect()
}

/// Order, product, units, amount and returned units of every line.
fn lines(baskets: &Baskets) -> Vec<String> {
    let lines = &baskets.lines;
    let number = |value: Option<i64>| value.map_or("-".to_owned(), |value| (value as f64 / 1e4).to_string());
    let line = |at: usize| {
        let product = lines.product[at] as usize;
        let sku = word(baskets, baskets.products.sku[product]);
        let name = word(baskets, baskets.products.name[product]);
        let [units, amount, returned] = [lines.units[at], lines.amount[at], lines.returned[at]].map(number);
        format!("{} {sku} {name} {units} {amount} {returned}", lines.order[at])
    };
    (0..lines.order.len()).map(line).collect()
}

/// The voided order is none; orders stand by time, days are those of the zone, e-mail addresses are in small letters.
#[test]
fn orders_lines_and_products_of_a_shop() {
    let mut sources = read(SHOPIFY).sources;
    sources.set_zone(Zone::new("Europe/Berlin", Vec::new(), &[3600]).unwrap());
    let baskets = baskets(&sources, r#"{"zone":"Europe/Berlin"}"#);
    assert_eq!(
        orders(&baskets),
        ["ann@x.de 4 30 EUR Atlantis pos HELLO", "ann@x.de 6 27 EUR DE web HELLO", "- 6 20 EUR DE Shopify -"]
    );
    assert_eq!(
        lines(&baskets),
        ["0 POT Pot 1 30 -", "1 MUG-1 Mug 2 20 -", "1 - Spoon 1 10 -", "2 MUG-1 Mug 2 20 -"]
    );
    assert_eq!((baskets.as_of, baskets.first_day), (day_of(2025, 1, 7), day_of(2025, 1, 5)));
    let vendors = baskets.products.vendor.iter().map(|&vendor| word(&baskets, vendor));
    assert!(vendors.eq(["Clay"; 3]));
}

/// #1 was given back whole, #2 in part, #3 is a present worth nothing. They are of 2 to 4 January.
#[test]
fn refunds_and_orders_worth_nothing_are_left_out_as_the_report_leaves_them_out() {
    let text = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Refunded Amount,Lineitem quantity,Lineitem name,Lineitem price\n\
         #1,ann@x.de,refunded,2025-01-02 10:00:00 +0000,EUR,10,10,10,1,Mug,10\n\
         #2,bob@x.de,partially_refunded,2025-01-03 10:00:00 +0000,EUR,20,20,5,1,Pot,20\n\
         #3,cid@x.de,paid,2025-01-04 10:00:00 +0000,EUR,0,0,,1,Spoon,0\n";
    let sources = read(text).sources;
    let told = |options: &str| {
        let baskets = baskets(&sources, options);
        let names = lines(&baskets).into_iter().map(|line| line.split(' ').nth(2).unwrap_or("").to_owned());
        (baskets.first_day - day_of(2025, 1, 1), orders(&baskets).len(), names.collect::<Vec<_>>())
    };
    let words = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(told("{}"), (1, 3, words(&["Mug", "Pot", "Spoon"])));
    assert_eq!(told(r#"{"refunds":"exclude"}"#), (2, 2, words(&["Pot", "Spoon"])));
    assert_eq!(told(r#"{"zeroValue":"exclude"}"#), (1, 2, words(&["Mug", "Pot"])));
    assert_eq!(told(r#"{"refunds":"exclude","zeroValue":"exclude"}"#), (2, 1, words(&["Pot"])));
}

#[test]
fn as_of_leaves_later_orders_out_and_rules_give_categories() {
    let sources = read(SHOPIFY).sources;
    let baskets = baskets(
        &sources,
        r#"{"asOf":"2025-01-06T23:59:59.999Z","categories":[{"category":"Drinking","by":"nameContains","value":"mug"}]}"#,
    );
    assert_eq!((orders(&baskets).len(), baskets.as_of), (2, day_of(2025, 1, 6)));
    let categories = baskets.products.category.iter().map(|&category| word(&baskets, category));
    assert!(categories.eq(["Drinking", "-", "-"]), "MUG-1, POT, and what has no SKU");
}

const ITEMS: &str = "amazon-order-id\tpurchase-date\torder-status\titem-status\tproduct-name\tsku\tquantity\tcurrency\titem-price\tship-country\n\
     028-1\t2025-01-10T10:00:00+00:00\tShipped\tShipped\tPot\tA-POT\t1\tUSD\t25\tUS\n\
     028-1\t2025-01-10T10:00:00+00:00\tShipped\tShipped\tTray\tA-TRAY\t3\tUSD\t30\tUS\n";
const RETURNS: &str = "return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\tfulfillment-center-id\tdetailed-disposition\treason\tstatus\tlicense-plate-number\tcustomer-comments\n\
     2025-01-20T09:13:07+00:00\t028-1\tA-TRAY\tB0\tX0\tTray\t2\tLEJ1\tCUSTOMER_DAMAGED\tDEFECTIVE\tUnit returned to inventory\tLPN1\t\n";

const CATALOGUE: &str = "Handle,Title,Vendor,Product Category,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src\n\
     mug,Mug,Clay,,Cups,\"blue, gift\",Size,S,MUG-1,4,10,\n";

#[test]
fn catalogues_tell_categories_and_tags() {
    let mut sources = read(SHOPIFY).sources;
    add(&mut sources, CATALOGUE).unwrap();
    let baskets = baskets(&sources, "{}");
    let told = |column: &[u32]| column.iter().map(|&at| word(&baskets, at).to_owned()).collect::<Vec<_>>();
    assert_eq!(told(&baskets.products.sku), ["MUG-1", "POT", "-"]);
    assert_eq!(told(&baskets.products.category), ["Cups", "-", "-"]);
    assert_eq!(told(&baskets.products.tags), ["blue, gift", "-", "-"]);
    assert_eq!(baskets.products.stock, [Some(40_000), None, None]);
    // What lies in another place can be sold: the file that says most counts, in any order.
    for text in ["SKU,Title,Available\nPOT,Pot,0\n", "SKU,Title,Available\nMUG-1,Mug,0\n"] {
        add(&mut sources, text).unwrap();
    }
    assert_eq!(self::baskets(&sources, "{}").products.stock, [Some(40_000), Some(0), None]);
}

/// The shop sells the mug on without stock: that an inventory counts none of it, before or after, changes nothing.
#[test]
fn what_is_sold_on_without_stock_never_runs_out() {
    let master = "Handle,Title,Vendor,Type,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price\n\
         mug,Mug,,,X,MUG-1,shopify,-2,continue,1\npot,Pot,,,X,POT,shopify,-2,deny,1\n";
    let inventory = "SKU,Title,Available\nMUG-1,Mug,0\nPOT,Pot,0\n";
    for texts in [[master, inventory], [inventory, master]] {
        let mut sources = read(SHOPIFY).sources;
        texts.into_iter().for_each(|text| drop(add(&mut sources, text).unwrap()));
        let stock = baskets(&sources, "{}").products.stock;
        assert_eq!(
            stock.iter().map(|units| units.map(|units| units > 0)).collect::<Vec<_>>(),
            [Some(true), Some(false), None]
        );
    }
}

/// Two platforms sell a pot under one name: it is one product. Of an order in a file that returns speak of, what they do not
/// name did not come back; of the other file nothing is known.
#[test]
fn aliases_are_one_product_and_returns_are_found() {
    let mut sources = read(SHOPIFY).sources;
    add(&mut sources, ITEMS).unwrap();
    add(&mut sources, RETURNS).unwrap();
    let baskets = baskets(&sources, "{}");
    assert_eq!(orders(&baskets)[3], "- 9 55 USD US Amazon -");
    assert_eq!(lines(&baskets)[4..], ["3 A-POT Pot 1 25 0", "3 A-TRAY Tray 3 30 2"]);
    assert_eq!(lines(&baskets)[0], "0 A-POT Pot 1 30 -");
}

const RATES: &str = "Date,USD,JPY,\n2025-01-10,1.25,160,\n";

/// 55 USD at 1.25 are 44 EUR; the spoon and the mugs were in euros. 10 EUR for a week are 1.428571… a day, in whole 1/10,000
/// that add up; as-of is the fifth day of the week, and February lies after it.
#[test]
fn amounts_are_in_the_constant_currency_and_spend_is_spread() {
    let mut sources = read(SHOPIFY).sources;
    let days =
        "date,channel,campaign,spend,currency\n2025-01-10,Pinterest,,5,USD\n2025-02-10,Pinterest,,5,USD\n";
    let weeks = "Reporting starts,Reporting ends,Campaign name,Results,Amount spent (EUR),Impressions\n\
         2025-01-06,2025-01-12,Autumn,3,10,900\n";
    for text in [ITEMS, RATES, days, weeks] {
        add(&mut sources, text).unwrap();
    }
    let baskets = baskets(&sources, r#"{"view":{"constantCurrency":"EUR"}}"#);
    assert_eq!(orders(&baskets)[3], "- 9 44 EUR US Amazon -");
    assert_eq!(lines(&baskets)[4..], ["3 A-POT Pot 1 20 -", "3 A-TRAY Tray 3 24 -"]);
    let spend = &baskets.spend;
    let days = spend.day.iter().map(|day| day - day_of(2025, 1, 1));
    let costs: Vec<(i32, i64)> = days.zip(spend.cost.iter().copied()).collect();
    let week = [(5, 14_285), (6, 14_286), (7, 14_286), (8, 14_285), (9, 14_286)];
    assert_eq!((costs[0], &costs[1..]), ((9, 40_000), &week[..]));
    assert_eq!(word(&baskets, spend.campaign[1]), "Autumn");
    let shown: Vec<Option<i64>> = spend.seen.iter().step_by(4).copied().collect();
    assert_eq!((shown[0], spend.seen.len()), (None, 24));
    assert_eq!(shown[1..], [1_285_714, 1_285_714, 1_285_714, 1_285_715, 1_285_714].map(Some));
}

/// An order that two exports have is one order with one set of lines, in any order of files; #3 is voided in one of them.
#[test]
fn files_may_overlap_and_come_in_any_order() {
    let later = SHOPIFY.replace("#4", "#5").replace("voided", "paid");
    let told = |texts: [&str; 2]| {
        let mut sources = Sources::new(|_| None, 0);
        texts.iter().for_each(|text| _ = add(&mut sources, text).unwrap());
        let baskets = baskets(&sources, "{}");
        (orders(&baskets), lines(&baskets))
    };
    let (orders, lines) = told([SHOPIFY, &later]);
    assert_eq!((orders.len(), lines.len()), (4, 5));
    assert_eq!(told([&later, SHOPIFY]), (orders, lines));
}

/// A paid link of Facebook is what Meta's report of costs calls its channel; the order without one was made on the web.
#[test]
fn notes_name_campaign_and_creative() {
    let text = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,Source,Note Attributes\n\
         #1,ann@x.de,paid,2025-01-01 10:00:00 +0000,EUR,10,10,1,web,\"utm_source: facebook\nutm_medium: cpc\nutm_campaign: Spring\nutm_content: video-3\"\n\
         #2,bob@x.de,paid,2025-01-02 10:00:00 +0000,EUR,20,20,1,web,gift: yes\n";
    let baskets = baskets(&read(text).sources, "{}");
    let orders = &baskets.orders;
    let words = |at: usize| {
        [orders.channel[at], orders.campaign[at], orders.creative[at]].map(|at| word(&baskets, at))
    };
    assert_eq!([words(0), words(1)], [["Meta Ads", "Spring", "video-3"], ["web", "-", "-"]]);
}

/// Columns of the link's parts, and the page where the visit began, say it as the notes do; notes come first, then columns.
#[test]
fn columns_and_landing_pages_name_campaign_and_creative() {
    let words = |text: &str| {
        let baskets = baskets(&read(text).sources, "{}");
        let orders = &baskets.orders;
        let of = |at: usize| {
            let all = [orders.channel[at], orders.campaign[at], orders.creative[at]];
            all.map(|at| word(&baskets, at).to_owned()).join("/")
        };
        (0..orders.day.len()).map(of).collect::<Vec<_>>()
    };
    let shopify = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,Source,Note Attributes,Landing Site,UTM Source,utm_campaign\n\
         #1,a@x.de,paid,2025-01-01 10:00:00 +0000,EUR,10,10,1,web,,/?utm_source=google&utm_medium=cpc&utm_campaign=Winter%20sale&utm_content=text-1,,\n\
         #2,b@x.de,paid,2025-01-02 10:00:00 +0000,EUR,10,10,1,web,,/?utm_source=google,newsletter,May\n\
         #3,c@x.de,paid,2025-01-03 10:00:00 +0000,EUR,10,10,1,web,utm_source: tiktok,/?utm_source=google,newsletter,May\n\
         #4,d@x.de,paid,2025-01-04 10:00:00 +0000,EUR,10,10,1,web,,/products/mug,,\n";
    assert_eq!(
        words(shopify),
        ["Google Ads/Winter sale/text-1", "newsletter/May/-", "tiktok/-/-", "web/-/-"]
    );
    let woo = "order_id,order_number,order_date,status,shipping_total,tax_total,discount_total,order_total,refunded_total,order_currency,billing_email,item_name,item_quantity,item_total,meta:_wc_order_attribution_utm_source,meta:_wc_order_attribution_utm_medium,meta:_wc_order_attribution_utm_campaign\n\
         71,1001,2024-05-01 10:00:00,processing,0,0,0,57.00,0,USD,ann@example.com,Mug,2,57.00,ig,paid,Spring\n";
    assert_eq!(words(woo), ["Meta Ads/Spring/-"]);
    let generic = "order,customer,date,amount,currency,utm_source,utm_medium,utm_campaign,UTM Content\n\
         1,ann@x.de,2025-01-01,10,EUR,facebook,cpc,Spring,video-3\n\
         2,bob@x.de,2025-01-02,20,EUR,newsletter,,May,\n\
         3,cid@x.de,2025-01-03,20,EUR,,,,\n";
    assert_eq!(words(generic), ["Meta Ads/Spring/video-3", "newsletter/May/-", "-/-/-"]);
}

/// The key of a person who is linked is the one that rows name.
#[test]
fn customers_are_named_as_rows_name_them() {
    let text = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,Phone\n\
         #1,ann@x.de,paid,2025-01-01 10:00:00 +0000,EUR,10,10,1,+4930123456\n\
         #2,,paid,2025-01-02 10:00:00 +0000,EUR,20,20,1,+4930123456\n";
    let sources = read(text).sources;
    let keys = |identity| {
        let view = View { identity, ..View::default() };
        sources.baskets(&BasketOptions { view, ..BasketOptions::default() }).unwrap().keys
    };
    assert_eq!(keys(Identity::Auto), ["ann@x.de", "+4930123456"]);
    assert_eq!(keys(Identity::Linked), ["ann@x.de"]);
}
