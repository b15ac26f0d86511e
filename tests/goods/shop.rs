//! The invented shop of tests/data/goods as the tables that predictions are made from, and what is expected of it.

use linger::money::Currency;
use linger::tables::baskets::{BasketOrders, Baskets, NO_WORD, NOBODY};
use linger::tables::buying::{Buying, Dated};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// 1/10,000 in a cent.
const CENT: i64 = 100;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/goods").join(name);
    fs::read_to_string(path).expect("a file of the shop")
}

fn rows(name: &str) -> Vec<Vec<String>> {
    file(name).lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The numbers by public libraries.
pub fn expected() -> Value {
    serde_json::from_str(&file("expected.json")).expect("JSON")
}

/// A text.
pub fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Key of an item.
pub fn item(value: &Value) -> &str {
    text(&value["key"])
}

/// Two numbers, or two nulls.
pub fn near(found: &Value, expected: &Value, what: &str) {
    match (found.as_f64(), expected.as_f64()) {
        (Some(a), Some(b)) => {
            assert!((a - b).abs() <= 1e-8 * b.abs().max(1e-300), "{what}: {a} is not {b}");
        }
        _ => assert!(found.is_null() && expected.is_null(), "{what}: {found} is not {expected}"),
    }
}

fn place(known: &mut Vec<String>, text: &str) -> u32 {
    let at = known.iter().position(|known| known == text).unwrap_or_else(|| {
        known.push(text.to_owned());
        known.len() - 1
    });
    u32::try_from(at).expect("few")
}

fn word(words: &mut Vec<String>, text: &str) -> u32 {
    if text.is_empty() { NO_WORD } else { place(words, text) }
}

/// 1/10,000 of an amount as the file writes it: cents of EUR, whole yen.
fn amount(text: &str, currency: &str) -> i64 {
    let amount: i64 = text.parse().expect("an amount");
    amount * if currency == "EUR" { CENT } else { 100 * CENT }
}

fn currency(code: &str) -> u8 {
    u8::from(code == "JPY")
}

/// Orders, lines, products and advertising.
pub fn baskets() -> Baskets {
    let mut made = Baskets {
        currencies: ["EUR", "JPY"].iter().filter_map(|code| Currency::parse(code.as_bytes())).collect(),
        ..Baskets::default()
    };
    for row in rows("products.csv") {
        let [sku, name, category, vendor, tags] =
            [0, 1, 2, 3, 4].map(|at| word(&mut made.words, &row[at].replace(';', ",")));
        let products = &mut made.products;
        products.sku.push(sku);
        products.name.push(name);
        products.category.push(category);
        products.vendor.push(vendor);
        products.tags.push(tags);
        products.stock.push(None);
    }
    for row in rows("orders.csv") {
        add_order(&mut made, &row);
    }
    for row in rows("spend.csv") {
        made.spend.day.push(row[0].parse().expect("a day"));
        let [channel, campaign] = [1, 2].map(|at| word(&mut made.words, &row[at]));
        made.spend.channel.push(channel);
        made.spend.campaign.push(campaign);
        made.spend.creative.push(NO_WORD);
        made.spend.cost.push(amount(&row[4], &row[3]));
        made.spend.currency.push(currency(&row[3]));
    }
    made.as_of = made.orders.day.iter().copied().max().expect("orders");
    made.first_day = made.orders.day.iter().copied().min().expect("orders");
    made
}

fn add_order(made: &mut Baskets, row: &[String]) {
    let order = u32::try_from(made.orders.day.len()).expect("few");
    let customer = if row[0].is_empty() { NOBODY } else { place(&mut made.keys, &row[0]) };
    let words = [5, 6, 7, 8, 9].map(|at| word(&mut made.words, &row[at]));
    let orders = &mut made.orders;
    orders.customer.push(customer);
    orders.day.push(row[1].parse().expect("a day"));
    orders.currency.push(currency(&row[2]));
    orders.net.push(Some(amount(&row[3], &row[2])));
    say(orders, words);
    for line in row[10].split(' ') {
        let parts: Vec<&str> = line.split(':').collect();
        let number = |at: usize| parts[at].parse::<i64>().expect("a number");
        made.lines.order.push(order);
        made.lines.product.push(parts[0].parse().expect("a product"));
        made.lines.units.push(Some(number(1) * 10_000));
        made.lines.amount.push(Some(amount(parts[2], &row[2])));
        made.lines.returned.push(Some(number(3) * 10_000));
    }
}

/// Country, channel, campaign, creative and code of the order that comes next.
pub fn say(orders: &mut BasketOrders, words: [u32; 5]) {
    let columns = [
        &mut orders.country,
        &mut orders.channel,
        &mut orders.campaign,
        &mut orders.creative,
        &mut orders.code,
    ];
    columns.into_iter().zip(words).for_each(|(column, word)| column.push(word));
}

/// Day and net amount that a row of the file says, if any.
type Entry<'a> = dyn Fn(&[String]) -> Option<(i32, i64)> + 'a;

/// Who bought when and for how much; what came back is refunded a week later, on as-of at the latest.
pub fn buying() -> Buying {
    let baskets = baskets();
    let orders = rows("orders.csv");
    let dated = |entry: &Entry| {
        let mut made = Dated { starts: vec![0], ..Dated::default() };
        for key in &baskets.keys {
            let own = orders.iter().filter(|row| row[0] == *key);
            let mut entries: Vec<_> =
                own.filter_map(|row| entry(row).map(|(day, net)| (day, net, currency(&row[2])))).collect();
            entries.sort_unstable();
            for (day, net, currency) in entries {
                made.day.push(day);
                made.net.push(net);
                made.currency.push(currency);
            }
            made.starts.push(u32::try_from(made.day.len()).expect("few"));
        }
        made
    };
    let day = |row: &[String]| row[1].parse::<i32>().expect("a day");
    Buying {
        orders: dated(&|row| Some((day(row), amount(&row[3], &row[2])))),
        refunds: dated(&|row| {
            (row[4] != "0").then(|| ((day(row) + 7).min(baskets.as_of), -amount(&row[4], &row[2])))
        }),
        keys: baskets.keys.clone(),
        currencies: baskets.currencies.clone(),
        as_of: baskets.as_of,
        first_day: baskets.first_day,
    }
}
