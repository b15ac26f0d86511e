//! Baskets → typed columns, as the module of predictions takes them: amounts are whole numbers of 1/10,000, NaN where unknown.

use super::super::{set, strings};
use crate::money::Currency;
use crate::tables::baskets::Baskets;
use js_sys::{Float64Array, Int32Array, Object, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

/// The columns.
pub fn columns(baskets: &Baskets) -> Result<JsValue, JsValue> {
    let Baskets { orders, lines, products, spend, .. } = baskets;
    let cost: Vec<Option<i64>> = spend.cost.iter().copied().map(Some).collect();
    object(&[
        ("keys", strings(baskets.keys.iter().map(String::as_str)).into()),
        ("words", strings(baskets.words.iter().map(String::as_str)).into()),
        ("currencies", strings(baskets.currencies.iter().map(Currency::code)).into()),
        ("asOf", baskets.as_of.into()),
        ("firstDay", baskets.first_day.into()),
        (
            "orders",
            object(&[
                ("customer", places(&orders.customer)),
                ("day", days(&orders.day)),
                ("net", amounts(&orders.net)),
                ("currency", bytes(&orders.currency)),
                ("country", places(&orders.country)),
                ("channel", places(&orders.channel)),
                ("campaign", places(&orders.campaign)),
                ("creative", places(&orders.creative)),
                ("code", places(&orders.code)),
            ])?,
        ),
        (
            "lines",
            object(&[
                ("order", places(&lines.order)),
                ("product", places(&lines.product)),
                ("units", amounts(&lines.units)),
                ("amount", amounts(&lines.amount)),
                ("returned", amounts(&lines.returned)),
            ])?,
        ),
        (
            "products",
            object(&[
                ("sku", places(&products.sku)),
                ("name", places(&products.name)),
                ("category", places(&products.category)),
                ("vendor", places(&products.vendor)),
                ("tags", places(&products.tags)),
                ("stock", amounts(&products.stock)),
            ])?,
        ),
        (
            "spend",
            object(&[
                ("day", days(&spend.day)),
                ("channel", places(&spend.channel)),
                ("campaign", places(&spend.campaign)),
                ("creative", places(&spend.creative)),
                ("cost", amounts(&cost)),
                ("currency", bytes(&spend.currency)),
                ("seen", amounts(&spend.seen)),
            ])?,
        ),
    ])
}

fn object(members: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object: JsValue = Object::new().into();
    members.iter().try_for_each(|(name, value)| set(&object, name, value))?;
    Ok(object)
}

fn places(column: &[u32]) -> JsValue {
    Uint32Array::from(column).into()
}

fn days(column: &[i32]) -> JsValue {
    Int32Array::from(column).into()
}

fn bytes(column: &[u8]) -> JsValue {
    Uint8Array::from(column).into()
}

fn amounts(column: &[Option<i64>]) -> JsValue {
    let numbers: Vec<f64> =
        column.iter().map(|amount| amount.map_or(f64::NAN, |amount| amount as f64)).collect();
    Float64Array::from(numbers.as_slice()).into()
}
