//! The boundary of order exports: files in, reports, pages of people and downloads out.

use super::{Settings, from_js, host_decoder, set, span_array, strings, to_error, to_js, zone};
use crate::engine::{self, CustomerQuery, Page};
use crate::error::Error;
use crate::metrics::churn::DefinitionId;
use crate::metrics::lifecycle::Stage;
use crate::money::{Currency, major};
use crate::report::Options;
use crate::source::mapping::Mapping;
use crate::source::told::Knows;
use crate::tables::histories::Entries;
use js_sys::{Array, Float64Array, Int32Array, Object, Uint8Array, Uint32Array};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct FileOptions {
    mapping: Mapping,
    encoding: Option<String>,
}

/// See `Engine` in the package's documentation.
#[wasm_bindgen]
pub struct Engine {
    engine: engine::Engine,
    settings: Settings,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without data.
    ///
    /// # Errors
    ///
    /// An unknown setting.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: JsValue) -> Result<Engine, JsValue> {
        let settings: Settings = from_js(settings)?;
        let mut seed = [0; 8];
        // Without randomness from the host the table of keys is merely unguarded.
        let _ = getrandom::fill(&mut seed);
        let engine = engine::Engine::new(host_decoder, u64::from_le_bytes(seed));
        Ok(Self { engine, settings })
    }

    /// Begins a file and gives its handle.
    ///
    /// # Errors
    ///
    /// An unknown option or encoding.
    #[wasm_bindgen(js_name = openFile)]
    pub fn open_file(&mut self, name: &str, options: JsValue) -> Result<u32, JsValue> {
        let FileOptions { mapping, encoding } = from_js(options)?;
        self.engine.open_file(name, mapping, encoding.as_deref()).map_err(|error| to_error(&error))
    }

    /// Begins orders that the module of sources tells of a file of the export `origin`, and gives their handle.
    #[wasm_bindgen(js_name = openTold)]
    pub fn open_told(
        &mut self,
        name: &str,
        origin: String,
        net_of_tax: bool,
        discounts: bool,
        units: bool,
        rows: usize,
    ) -> u32 {
        self.engine.open_told(name, Knows { origin, net_of_tax, discounts, units, rows })
    }

    /// Reads a chunk.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or the memory limit is reached.
    pub fn push(&mut self, handle: u32, bytes: &[u8]) -> Result<(), JsValue> {
        self.settings.check()?;
        self.engine.push(handle, bytes).map_err(|error| self.file_error(handle, &error))
    }

    /// Records read of an open file.
    #[must_use]
    pub fn records(&self, handle: u32) -> f64 {
        self.engine.records(handle) as f64
    }

    /// Ends a file.
    ///
    /// # Errors
    ///
    /// The file holds nothing that can be used.
    pub fn finish(&mut self, handle: u32) -> Result<JsValue, JsValue> {
        let summary = self.engine.finish(handle);
        summary.map_err(|error| self.file_error(handle, &error)).and_then(|summary| to_js(&summary))
    }

    /// Forgets an open file.
    pub fn abandon(&mut self, handle: u32) {
        self.engine.abandon(handle);
    }

    /// Forgets an added file.
    ///
    /// # Errors
    ///
    /// No such file.
    pub fn remove(&mut self, id: u32) -> Result<(), JsValue> {
        self.engine.remove(id).map_err(|error| to_error(&error))
    }

    /// First and last time in the data; empty without data.
    #[must_use]
    pub fn span(&self) -> Float64Array {
        span_array(self.engine.span())
    }

    /// Sets the table of a zone: transitions in UTC milliseconds, offsets in seconds east, one more.
    ///
    /// # Errors
    ///
    /// The two do not fit.
    #[wasm_bindgen(js_name = setZone)]
    pub fn set_zone(&mut self, name: &str, transitions: &[f64], offsets: &[i32]) -> Result<(), JsValue> {
        self.engine.set_zone(zone(name, transitions, offsets)?);
        Ok(())
    }

    /// The report.
    ///
    /// # Errors
    ///
    /// A wrong option, or no order.
    pub fn report(&mut self, options: JsValue) -> Result<JsValue, JsValue> {
        let options: Options = from_js(options)?;
        to_js(self.engine.report(&options).map_err(|error| to_error(&error))?)
    }

    /// A page of customers as typed columns.
    ///
    /// # Errors
    ///
    /// A wrong query, or no order.
    pub fn customers(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        let query: CustomerQuery = from_js(query)?;
        page(&self.engine.customers(&query).map_err(|error| to_error(&error))?)
    }

    /// One customer; `row` is a page of one.
    ///
    /// # Errors
    ///
    /// No such customer.
    pub fn customer(&mut self, key: &str) -> Result<JsValue, JsValue> {
        let card = self.engine.customer(key).map_err(|error| to_error(&error))?;
        let value = to_js(&card)?;
        set(&value, "row", &page(&card.row)?)?;
        Ok(value)
    }

    /// Orders and refunds of identified customers under the latest report, as typed columns.
    ///
    /// # Errors
    ///
    /// No order.
    pub fn purchases(&mut self) -> Result<JsValue, JsValue> {
        let purchases = self.engine.purchases().map_err(|error| to_error(&error))?;
        let currencies = purchases.histories.currencies.iter().map(Currency::code);
        let [orders, refunds] = purchases.entries().map(entries);
        object(&[
            ("key", strings(purchases.keys.iter().map(String::as_str)).into()),
            ("currencies", strings(currencies).into()),
            ("orders", orders?),
            ("refunds", refunds?),
        ])
    }

    /// A table as CSV.
    ///
    /// # Errors
    ///
    /// No such table, or no order.
    pub fn download(&mut self, table: &str, query: JsValue) -> Result<Uint8Array, JsValue> {
        let query: CustomerQuery = from_js(query)?;
        let bytes = self.engine.download(table, &query).map_err(|error| to_error(&error))?;
        Ok(Uint8Array::from(bytes.as_slice()))
    }

    /// Order id, customer key and the bytes of every digest of a visit that led to an order.
    ///
    /// # Errors
    ///
    /// The host's memory is full.
    pub fn digests(&self) -> Result<JsValue, JsValue> {
        let (orders, customers, mut bytes) = (Array::new(), Array::new(), Vec::new());
        self.engine.each_digest(&mut |order, customer, digest| {
            orders.push(&order.into());
            customers.push(&customer.into());
            bytes.extend_from_slice(digest);
        });
        object(&[
            ("order", orders.into()),
            ("customer", customers.into()),
            ("bytes", Uint8Array::from(bytes.as_slice()).into()),
        ])
    }

    /// Keys of the customers of these orders.
    #[must_use]
    pub fn owners(&self, orders: &Array) -> Array {
        let orders: Vec<String> = orders.iter().map(|order| order.as_string().unwrap_or_default()).collect();
        strings(self.engine.owners(&orders).iter().map(String::as_str))
    }

    /// Bytes of memory in use by the engine; it never shrinks.
    #[must_use]
    pub fn memory(&self) -> f64 {
        super::memory()
    }

    fn file_error(&self, handle: u32, error: &Error) -> JsValue {
        let value = to_error(error);
        if let Some(mapping) = self.engine.mapping(handle).and_then(|mapping| to_js(mapping).ok()) {
            // The error itself matters more than what could not be attached to it.
            let _ = set(&value, "mapping", &mapping);
        }
        value
    }
}

fn object(members: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object: JsValue = Object::new().into();
    members.iter().try_for_each(|(name, value)| set(&object, name, value))?;
    Ok(object)
}

/// Positions where each customer's entries start, and one more; days; amounts in major units; currencies.
fn entries(entries: &Entries) -> Result<JsValue, JsValue> {
    let net: Vec<f64> = (0..entries.len()).map(|position| major(entries.net(position))).collect();
    let currency: Vec<u8> = (0..entries.len()).map(|position| entries.currency(position) as u8).collect();
    object(&[
        ("start", Uint32Array::from(entries.starts()).into()),
        ("day", Int32Array::from(entries.all_days()).into()),
        ("net", Float64Array::from(net.as_slice()).into()),
        ("currency", Uint8Array::from(currency.as_slice()).into()),
    ])
}

fn page(page: &Page) -> Result<JsValue, JsValue> {
    let columns = object(&[
        ("key", strings(page.key.iter().map(String::as_str)).into()),
        ("orders", Uint32Array::from(page.orders.as_slice()).into()),
        ("firstOrder", Float64Array::from(page.first_order.as_slice()).into()),
        ("lastOrder", Float64Array::from(page.last_order.as_slice()).into()),
        ("recencyDays", Int32Array::from(page.recency_days.as_slice()).into()),
        ("frequency", Uint32Array::from(page.frequency.as_slice()).into()),
        ("monetary", Float64Array::from(page.monetary.as_slice()).into()),
        ("r", Uint8Array::from(page.r.as_slice()).into()),
        ("f", Uint8Array::from(page.f.as_slice()).into()),
        ("m", Uint8Array::from(page.m.as_slice()).into()),
        ("segment", Uint8Array::from(page.segment.as_slice()).into()),
        ("stage", Uint8Array::from(page.stage.as_slice()).into()),
        ("silenceDays", Int32Array::from(page.silence_days.as_slice()).into()),
        ("limitDays", Float64Array::from(page.limit_days.as_slice()).into()),
        ("flagged", Uint8Array::from(page.flagged.as_slice()).into()),
        ("grade", Uint8Array::from(page.grade.as_slice()).into()),
        ("valueAtStake", Float64Array::from(page.value_at_stake.as_slice()).into()),
        ("winBack", Uint32Array::from(page.win_back.as_slice()).into()),
        ("leftTruncated", Uint8Array::from(page.left_truncated.as_slice()).into()),
    ])?;
    object(&[
        ("total", JsValue::from_f64(page.total as f64)),
        ("dateOnly", JsValue::from_bool(page.date_only)),
        ("currencies", strings(page.currencies.iter().map(String::as_str)).into()),
        ("segments", strings(page.segments.iter().copied()).into()),
        ("stages", to_js(&Stage::ALL)?),
        ("definitions", to_js(&DefinitionId::ALL)?),
        ("columns", columns),
    ])
}
