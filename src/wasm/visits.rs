//! The boundary of sessions: files of events in, reports, pages of sessions and replays out.

use super::{Settings, from_js, host_decoder, memory, set, span_array, strings, to_error, to_js, zone};
use crate::error::Error;
use crate::source::events::table::EventMapping;
use crate::tables::customers::Customers;
use crate::visits;
use js_sys::{Array, Float64Array};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct FileOptions {
    mapping: EventMapping,
}

/// See `Visits` in the package's documentation.
#[wasm_bindgen]
pub struct Visits {
    pub(super) visits: visits::Visits,
    settings: Settings,
}

#[wasm_bindgen]
impl Visits {
    /// An engine without data.
    ///
    /// # Errors
    ///
    /// An unknown setting.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: JsValue) -> Result<Visits, JsValue> {
        let settings: Settings = from_js(settings)?;
        let mut seed = [0; 8];
        // Without randomness from the host the tables of texts are merely unguarded.
        let _ = getrandom::fill(&mut seed);
        let visits = visits::Visits::new(host_decoder, u64::from_le_bytes(seed));
        Ok(Self { visits, settings })
    }

    /// Begins a file and gives its handle.
    ///
    /// # Errors
    ///
    /// An unknown option.
    #[wasm_bindgen(js_name = openFile)]
    pub fn open_file(&mut self, name: &str, options: JsValue) -> Result<u32, JsValue> {
        let options: FileOptions = from_js(options)?;
        Ok(self.visits.open_file(name, options.mapping))
    }

    /// Reads a chunk.
    ///
    /// # Errors
    ///
    /// No such file, or the memory limit is reached.
    pub fn push(&mut self, handle: u32, bytes: &[u8]) -> Result<(), JsValue> {
        self.settings.check()?;
        self.visits.push(handle, bytes).map_err(|error| self.file_error(handle, &error))
    }

    /// Records met in an open file.
    #[must_use]
    pub fn records(&self, handle: u32) -> f64 {
        self.visits.records(handle) as f64
    }

    /// Ends a file.
    ///
    /// # Errors
    ///
    /// The file holds no event that can be used.
    pub fn finish(&mut self, handle: u32) -> Result<JsValue, JsValue> {
        let summary = self.visits.finish(handle);
        summary.map_err(|error| self.file_error(handle, &error)).and_then(|summary| to_js(&summary))
    }

    /// Forgets an open file.
    pub fn abandon(&mut self, handle: u32) {
        self.visits.abandon(handle);
    }

    /// First and last time in the data; empty without data.
    #[must_use]
    pub fn span(&self) -> Float64Array {
        span_array(self.visits.span())
    }

    /// Order ids that the events name.
    #[must_use]
    #[wasm_bindgen(js_name = orderIds)]
    pub fn order_ids(&self) -> Array {
        strings(self.visits.order_ids().into_iter())
    }

    /// Whether any event names a customer.
    #[must_use]
    #[wasm_bindgen(js_name = hasCustomerIds)]
    pub fn has_customer_ids(&self) -> bool {
        self.visits.has_customer_ids()
    }

    /// Tells whom the orders know.
    ///
    /// # Errors
    ///
    /// The columns do not fit together.
    #[wasm_bindgen(js_name = setCustomers)]
    pub fn set_customers(&mut self, customers: JsValue) -> Result<(), JsValue> {
        let customers: Customers = from_js(customers)?;
        self.visits.set_customers(customers).map_err(|error| to_error(&error))
    }

    /// Sets the table of a zone: transitions in UTC milliseconds, offsets in seconds east, one more.
    ///
    /// # Errors
    ///
    /// The two do not fit.
    #[wasm_bindgen(js_name = setZone)]
    pub fn set_zone(&mut self, name: &str, transitions: &[f64], offsets: &[i32]) -> Result<(), JsValue> {
        self.visits.set_zone(zone(name, transitions, offsets)?);
        Ok(())
    }

    /// The report.
    ///
    /// # Errors
    ///
    /// A wrong option, or no event.
    pub fn report(&mut self, options: JsValue) -> Result<JsValue, JsValue> {
        let options: visits::Options = from_js(options)?;
        to_js(&self.visits.report(&options).map_err(|error| to_error(&error))?)
    }

    /// A page of sessions as columns.
    ///
    /// # Errors
    ///
    /// A wrong query, or no event.
    pub fn sessions(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        let query: visits::SessionQuery = from_js(query)?;
        to_js(&self.visits.sessions(&query).map_err(|error| to_error(&error))?)
    }

    /// One session, event by event.
    ///
    /// # Errors
    ///
    /// No such session, or no event.
    pub fn replay(&mut self, session: u32) -> Result<JsValue, JsValue> {
        to_js(&self.visits.replay(session).map_err(|error| to_error(&error))?)
    }

    /// Bytes of memory in use by the module; it never shrinks.
    #[must_use]
    pub fn memory(&self) -> f64 {
        memory()
    }

    fn file_error(&self, handle: u32, error: &Error) -> JsValue {
        let value = to_error(error);
        if let Some(mapping) = self.visits.mapping(handle).and_then(|mapping| to_js(mapping).ok()) {
            // The error itself matters more than what could not be attached to it.
            let _ = set(&value, "mapping", &mapping);
        }
        value
    }
}
