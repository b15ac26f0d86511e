//! The boundary of sessions: files of events in, reports, pages of sessions and replays out.

use super::{MEMORY_LIMIT, from_js, memory, to_error, to_js};
use crate::error::ErrorKind;
use crate::time::Zone;
use crate::visits;
use js_sys::Float64Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// See `Visits` in the package's documentation.
#[wasm_bindgen]
pub struct Visits {
    pub(super) visits: visits::Visits,
}

#[wasm_bindgen]
impl Visits {
    /// An engine without data.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Visits {
        let mut seed = [0; 8];
        // Without randomness from the host the tables of texts are merely unguarded.
        let _ = getrandom::fill(&mut seed);
        Self { visits: visits::Visits::new(u64::from_le_bytes(seed)) }
    }

    /// Begins a file and gives its handle.
    #[wasm_bindgen(js_name = openFile)]
    pub fn open_file(&mut self, name: &str) -> u32 {
        self.visits.open_file(name)
    }

    /// Reads a chunk.
    ///
    /// # Errors
    ///
    /// No such file, or the memory limit is reached.
    pub fn push(&mut self, handle: u32, bytes: &[u8]) -> Result<(), JsValue> {
        if memory() > MEMORY_LIMIT {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            return Err(to_error(&ErrorKind::MemoryLimit(MEMORY_LIMIT as u64).into()));
        }
        self.visits.push(handle, bytes).map_err(|error| to_error(&error))
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
        self.visits.finish(handle).map_err(|error| to_error(&error)).and_then(|summary| to_js(&summary))
    }

    /// Forgets an open file.
    pub fn abandon(&mut self, handle: u32) {
        self.visits.abandon(handle);
    }

    /// First and last time in the data; empty without data.
    #[must_use]
    pub fn span(&self) -> Float64Array {
        let span = self.visits.span().map_or_else(Vec::new, |(first, last)| vec![first as f64, last as f64]);
        Float64Array::from(span.as_slice())
    }

    /// Sets the table of a zone: transitions in UTC milliseconds, offsets in seconds east, one more.
    ///
    /// # Errors
    ///
    /// The two do not fit.
    #[wasm_bindgen(js_name = setZone)]
    pub fn set_zone(&mut self, name: &str, transitions: &[f64], offsets: &[i32]) -> Result<(), JsValue> {
        #[allow(clippy::cast_possible_truncation)]
        let transitions = transitions.iter().map(|&ms| ms as i64).collect();
        let zone = Zone::new(name, transitions, offsets);
        let wrong =
            || to_error(&ErrorKind::Option(format!("the table of the zone \"{name}\" does not fit")).into());
        self.visits.set_zone(zone.ok_or_else(wrong)?);
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

    /// Bytes of memory in use by the module; it never shrinks.
    #[must_use]
    pub fn memory(&self) -> f64 {
        memory()
    }
}
