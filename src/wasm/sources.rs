//! The boundary of sources: every export in; rows for the orders' engine and what can be said of the tables out.

mod baskets;

use super::{Settings, from_js, host_decoder, set, span_array, strings, to_error, to_js, zone};
use crate::error::ErrorKind;
use crate::sources::baskets::BasketOptions;
use crate::sources::{self, AuditOptions, FileOptions, View};
use js_sys::WebAssembly::Memory;
use js_sys::{Float64Array, Object, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// See `Linger.audit` in the package's documentation.
#[wasm_bindgen]
pub struct Sources {
    sources: sources::Sources,
    settings: Settings,
    /// The piece of rows that was told last.
    piece: Vec<u8>,
}

#[wasm_bindgen]
impl Sources {
    /// An engine without files.
    ///
    /// # Errors
    ///
    /// An unknown setting.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: JsValue) -> Result<Sources, JsValue> {
        let settings: Settings = from_js(settings)?;
        let mut seed = [0; 8];
        // Without randomness from the host the table of texts is merely unguarded.
        let _ = getrandom::fill(&mut seed);
        Ok(Self {
            sources: sources::Sources::new(host_decoder, u64::from_le_bytes(seed)),
            settings,
            piece: Vec::new(),
        })
    }

    /// What a table is, by its beginning.
    ///
    /// # Errors
    ///
    /// It is no text, empty, or an option is unknown.
    pub fn recognise(&self, head: &[u8], options: JsValue) -> Result<JsValue, JsValue> {
        let options: FileOptions = from_js(options)?;
        to_js(&self.sources.recognise(head, &options).map_err(|error| to_error(&error))?)
    }

    /// Begins a file and gives its handle.
    ///
    /// # Errors
    ///
    /// An unknown option or encoding.
    #[wasm_bindgen(js_name = openFile)]
    pub fn open_file(&mut self, name: &str, options: JsValue) -> Result<u32, JsValue> {
        let options: FileOptions = from_js(options)?;
        self.sources.open_file(name, options).map_err(|error| to_error(&error))
    }

    /// Reads a chunk.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or the memory limit is reached.
    pub fn push(&mut self, handle: u32, bytes: &[u8]) -> Result<(), JsValue> {
        self.settings.check()?;
        self.sources.push(handle, bytes).map_err(|error| to_error(&error))
    }

    /// Records read of an open file.
    #[must_use]
    pub fn records(&self, handle: u32) -> f64 {
        self.sources.records(handle) as f64
    }

    /// Ends a file.
    ///
    /// # Errors
    ///
    /// It holds nothing that can be used.
    pub fn finish(&mut self, handle: u32) -> Result<JsValue, JsValue> {
        to_js(&self.sources.finish(handle).map_err(|error| to_error(&error))?)
    }

    /// Forgets an open file.
    pub fn abandon(&mut self, handle: u32) {
        self.sources.abandon(handle);
    }

    /// Forgets an added file.
    ///
    /// # Errors
    ///
    /// No such file.
    pub fn remove(&mut self, id: u32) -> Result<(), JsValue> {
        self.sources.remove(id).map_err(|error| to_error(&error))
    }

    /// A piece of a file's rows for the orders' engine: `{ bytes, next }`. The bytes lie in the module's own memory and hold until
    /// it is called again: copies for the host would cost more than what is in them.
    ///
    /// # Errors
    ///
    /// No such file, or an unknown option.
    pub fn rows(&mut self, id: u32, view: JsValue, from: u32) -> Result<JsValue, JsValue> {
        let view: View = from_js(view)?;
        self.piece.clear();
        let next = self.sources.rows(id, &view, from as usize, &mut self.piece);
        let next = next.map_err(|error| to_error(&error))?;
        let memory: Memory = wasm_bindgen::memory().unchecked_into();
        let (at, len) = (self.piece.as_ptr() as usize as u32, self.piece.len() as u32);
        let piece: JsValue = Object::new().into();
        set(&piece, "next", &next.map_or(JsValue::NULL, |next| JsValue::from_f64(next as f64)))?;
        let bytes = Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), at, len);
        set(&piece, "bytes", &bytes)?;
        // Memory that grew in between has left the bytes behind.
        if bytes.length() != len {
            set(&piece, "bytes", &Uint8Array::from(self.piece.as_slice()).into())?;
        }
        Ok(piece)
    }

    /// What the rows of a file know, for the orders' engine: `{ netOfTax, discounts, units, rows }`.
    ///
    /// # Errors
    ///
    /// No such file.
    #[wasm_bindgen(js_name = rowsKnow)]
    pub fn rows_know(&self, id: u32) -> Result<JsValue, JsValue> {
        to_js(&self.sources.rows_know(id).map_err(|error| to_error(&error))?)
    }

    /// What the rows under a view depend on besides their file, as a digest.
    ///
    /// # Errors
    ///
    /// An unknown option.
    #[wasm_bindgen(js_name = viewId)]
    pub fn view_id(&mut self, view: JsValue) -> Result<String, JsValue> {
        let view: View = from_js(view)?;
        Ok(self.sources.view_id(&view))
    }

    /// First and last time in the data; empty without data.
    #[must_use]
    pub fn span(&self) -> Float64Array {
        span_array(self.sources.span())
    }

    /// Sets the table of a zone, as the orders' engine has it.
    ///
    /// # Errors
    ///
    /// The two do not fit.
    #[wasm_bindgen(js_name = setZone)]
    pub fn set_zone(&mut self, name: &str, transitions: &[f64], offsets: &[i32]) -> Result<(), JsValue> {
        self.sources.set_zone(zone(name, transitions, offsets)?);
        Ok(())
    }

    /// Names of the zones whose tables an audit needs.
    #[must_use]
    #[wasm_bindgen(js_name = zonesNeeded)]
    pub fn zones_needed(&self) -> js_sys::Array {
        strings(self.sources.zones_needed().iter().map(String::as_str))
    }

    /// One person over all tables.
    ///
    /// # Errors
    ///
    /// An option is unknown, or nobody has the key.
    pub fn person(&self, key: &str, view: JsValue) -> Result<JsValue, JsValue> {
        let view: View = from_js(view)?;
        let person = self.sources.person(key, &view);
        to_js(&person.ok_or_else(|| to_error(&ErrorKind::UnknownCustomer(key.to_owned()).into()))?)
    }

    /// How far the files can be trusted.
    ///
    /// # Errors
    ///
    /// An option is unknown or does not read, or the zone's table was not set.
    pub fn audit(&self, options: JsValue) -> Result<JsValue, JsValue> {
        let options: AuditOptions = from_js(options)?;
        to_js(&self.sources.audit(&options).map_err(|error| to_error(&error))?)
    }

    /// What was in the orders, under the options of a report, as typed columns.
    ///
    /// # Errors
    ///
    /// An option is unknown or does not read, or the zone's table was not set.
    pub fn baskets(&self, options: JsValue) -> Result<JsValue, JsValue> {
        let options: BasketOptions = from_js(options)?;
        baskets::columns(&self.sources.baskets(&options).map_err(|error| to_error(&error))?)
    }
}
