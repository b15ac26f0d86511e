//! Typed columns of the host → the tables that predictions are made from. Columns that do not fit together are refused, so that
//! nothing behind the boundary reads past an end.

use super::super::to_error;
use crate::error::ErrorKind;
use crate::money::{Currency, SCALE};
use crate::tables::baskets::{
    BasketLines, BasketOrders, BasketProducts, BasketSpend, Baskets, NO_WORD, NOBODY,
};
use crate::tables::buying::{Buying, Dated};
use js_sys::{Array, Float64Array, Int32Array, JsString, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

/// Who bought when.
pub fn buying(columns: &JsValue) -> Result<Buying, JsValue> {
    let from = Columns(columns.clone());
    let keys = from.texts("key")?;
    let currencies = from.currencies("currencies")?;
    let [orders, refunds] = ["orders", "refunds"].map(|name| dated(&from.inside(name)?));
    let buying = Buying {
        orders: orders?,
        refunds: refunds?,
        as_of: from.day("asOf")?,
        first_day: from.day("firstDay")?,
        keys,
        currencies,
    };
    let entries = [&buying.orders, &buying.refunds];
    let fits = entries.iter().all(|dated| fits(dated, buying.keys.len(), buying.currencies.len()));
    if fits { Ok(buying) } else { Err(misfit("customers")) }
}

fn dated(from: &Columns) -> Result<Dated, JsValue> {
    #[allow(clippy::cast_possible_truncation)]
    let exact = |major: &f64| (major * SCALE as f64).round() as i64;
    let net = from.numbers("net")?.iter().map(exact).collect();
    Ok(Dated {
        starts: from.places("start")?,
        day: from.days("day")?,
        net,
        currency: from.bytes("currency")?,
    })
}

fn fits(dated: &Dated, customers: usize, currencies: usize) -> bool {
    let rows = dated.day.len();
    let starts = &dated.starts;
    starts.len() == customers + 1
        && starts.first() == Some(&0)
        && starts.last().is_some_and(|&end| end as usize == rows)
        && starts.is_sorted()
        && dated.net.len() == rows
        && dated.currency.len() == rows
        && dated.currency.iter().all(|&currency| usize::from(currency) < currencies)
}

/// What was in the orders.
pub fn baskets(columns: &JsValue) -> Result<Baskets, JsValue> {
    let from = Columns(columns.clone());
    let baskets = Baskets {
        keys: from.texts("keys")?,
        words: from.texts("words")?,
        currencies: from.currencies("currencies")?,
        orders: orders(&from.inside("orders")?)?,
        lines: lines(&from.inside("lines")?)?,
        products: products(&from.inside("products")?)?,
        spend: spend(&from.inside("spend")?)?,
        as_of: from.day("asOf")?,
        first_day: from.day("firstDay")?,
    };
    if fit(&baskets) { Ok(baskets) } else { Err(misfit("orders")) }
}

fn orders(from: &Columns) -> Result<BasketOrders, JsValue> {
    Ok(BasketOrders {
        customer: from.places("customer")?,
        day: from.days("day")?,
        net: from.amounts("net")?,
        currency: from.bytes("currency")?,
        country: from.places("country")?,
        channel: from.places("channel")?,
        campaign: from.places("campaign")?,
        creative: from.places("creative")?,
        code: from.places("code")?,
    })
}

fn lines(from: &Columns) -> Result<BasketLines, JsValue> {
    Ok(BasketLines {
        order: from.places("order")?,
        product: from.places("product")?,
        units: from.amounts("units")?,
        amount: from.amounts("amount")?,
        returned: from.amounts("returned")?,
    })
}

fn products(from: &Columns) -> Result<BasketProducts, JsValue> {
    Ok(BasketProducts {
        sku: from.places("sku")?,
        name: from.places("name")?,
        category: from.places("category")?,
        vendor: from.places("vendor")?,
        tags: from.places("tags")?,
        stock: from.amounts("stock")?,
    })
}

fn spend(from: &Columns) -> Result<BasketSpend, JsValue> {
    Ok(BasketSpend {
        day: from.days("day")?,
        channel: from.places("channel")?,
        campaign: from.places("campaign")?,
        creative: from.places("creative")?,
        cost: from.amounts("cost")?.into_iter().map(Option::unwrap_or_default).collect(),
        currency: from.bytes("currency")?,
        seen: from.amounts("seen")?,
    })
}

fn fit(baskets: &Baskets) -> bool {
    let Baskets { keys, words, currencies, orders, lines, products, spend, .. } = baskets;
    let below = |column: &[u32], rows: usize, end: usize, none: Option<u32>| {
        column.len() == rows && column.iter().all(|&at| (at as usize) < end || Some(at) == none)
    };
    let texts = |columns: &[&[u32]], rows: usize| {
        columns.iter().all(|column| below(column, rows, words.len(), Some(NO_WORD)))
    };
    let money = |column: &[u8], rows: usize| {
        column.len() == rows && column.iter().all(|&at| usize::from(at) < currencies.len())
    };
    let (sold, rows, goods, days) =
        (orders.day.len(), lines.order.len(), products.sku.len(), spend.day.len());
    let BasketOrders { country, channel, campaign, creative, code, .. } = orders;
    let BasketProducts { sku, name, category, vendor, tags, stock } = products;
    below(&orders.customer, sold, keys.len(), Some(NOBODY))
        && orders.net.len() == sold
        && money(&orders.currency, sold)
        && texts(&[country, channel, campaign, creative, code], sold)
        && below(&lines.order, rows, sold, None)
        && below(&lines.product, rows, goods, None)
        && [&lines.units, &lines.amount, &lines.returned].iter().all(|column| column.len() == rows)
        && texts(&[sku, name, category, vendor, tags], goods)
        && stock.len() == goods
        && texts(&[&spend.channel, &spend.campaign, &spend.creative], days)
        && spend.cost.len() == days
        && spend.seen.len() == 4 * days
        && money(&spend.currency, days)
}

/// Columns that cannot be of one table.
pub fn misfit(what: &str) -> JsValue {
    to_error(&ErrorKind::Option(format!("the columns of {what} do not fit together")).into())
}

/// An object of columns.
struct Columns(JsValue);

impl Columns {
    fn value(&self, name: &str) -> Result<JsValue, JsValue> {
        Reflect::get(&self.0, &JsString::from(name))
    }

    fn inside(&self, name: &str) -> Result<Self, JsValue> {
        self.value(name).map(Self)
    }

    #[allow(clippy::cast_possible_truncation)]
    fn day(&self, name: &str) -> Result<i32, JsValue> {
        self.value(name)?.as_f64().map(|day| day as i32).ok_or_else(|| misfit("days"))
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, JsValue> {
        Ok(Array::from(&self.value(name)?).iter().filter_map(|text| text.as_string()).collect())
    }

    fn currencies(&self, name: &str) -> Result<Vec<Currency>, JsValue> {
        let code = |code: &String| Currency::parse(code.as_bytes()).unwrap_or(Currency::NONE);
        Ok(self.texts(name)?.iter().map(code).collect())
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, JsValue> {
        Ok(Uint8Array::new(&self.value(name)?).to_vec())
    }

    fn places(&self, name: &str) -> Result<Vec<u32>, JsValue> {
        Ok(Uint32Array::new(&self.value(name)?).to_vec())
    }

    fn days(&self, name: &str) -> Result<Vec<i32>, JsValue> {
        Ok(Int32Array::new(&self.value(name)?).to_vec())
    }

    fn numbers(&self, name: &str) -> Result<Vec<f64>, JsValue> {
        Ok(Float64Array::new(&self.value(name)?).to_vec())
    }

    /// Whole numbers of 1/10,000; `None` for NaN.
    #[allow(clippy::cast_possible_truncation)]
    fn amounts(&self, name: &str) -> Result<Vec<Option<i64>>, JsValue> {
        let amount = |&amount: &f64| (!amount.is_nan()).then_some(amount as i64);
        Ok(self.numbers(name)?.iter().map(amount).collect())
    }
}
