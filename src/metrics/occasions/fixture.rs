//! Small shops for tests.

use super::number;
use crate::money::{Currency, SCALE};
use crate::tables::baskets::{Baskets, NO_WORD, NOBODY};

/// Rows for tests: customer, day, net in major units, and the products "SKU" or "SKU/category".
pub fn sample(as_of: i32, rows: &[(Option<&str>, i32, i64, &[&str])]) -> Baskets {
    let mut baskets =
        Baskets { as_of, first_day: rows.iter().map(|row| row.1).min().unwrap_or(0), ..Baskets::default() };
    baskets.currencies = vec![Currency::parse(b"EUR").unwrap()];
    for &(customer, day, net, products) in rows {
        let customer = customer.map_or(NOBODY, |key| place(&mut baskets.keys, key));
        let order = number(baskets.orders.day.len());
        let orders = &mut baskets.orders;
        orders.customer.push(customer);
        orders.day.push(day);
        orders.net.push(Some(net * SCALE));
        orders.currency.push(0);
        for column in [
            &mut orders.country,
            &mut orders.channel,
            &mut orders.campaign,
            &mut orders.creative,
            &mut orders.code,
        ] {
            column.push(NO_WORD);
        }
        for product in products {
            let product = sample_product(&mut baskets, product);
            baskets.lines.order.push(order);
            baskets.lines.product.push(product);
            baskets.lines.units.push(Some(SCALE));
            baskets.lines.amount.push(Some(net * SCALE));
            baskets.lines.returned.push(None);
        }
    }
    baskets
}

fn sample_product(baskets: &mut Baskets, text: &str) -> u32 {
    let (sku, category) = text.split_once('/').unwrap_or((text, ""));
    let sku = place(&mut baskets.words, sku);
    if let Some(at) = baskets.products.sku.iter().position(|&known| known == sku) {
        return number(at);
    }
    let category = if category.is_empty() { NO_WORD } else { place(&mut baskets.words, category) };
    let products = &mut baskets.products;
    products.sku.push(sku);
    products.category.push(category);
    for column in [&mut products.name, &mut products.vendor, &mut products.tags] {
        column.push(NO_WORD);
    }
    products.stock.push(None);
    number(products.sku.len() - 1)
}

/// The place of a word, which is added where it is new.
fn place(words: &mut Vec<String>, text: &str) -> u32 {
    let at = words.iter().position(|known| known == text).unwrap_or_else(|| {
        words.push(text.to_owned());
        words.len() - 1
    });
    number(at)
}
