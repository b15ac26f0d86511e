//! The boundary of spreadsheets: the bytes of a workbook in, CSV of its sheets in chunks out.

use super::{to_error, to_js};
use crate::sheets;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A workbook that is open.
#[wasm_bindgen]
pub struct Book(sheets::Book);

#[wasm_bindgen]
impl Book {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// It cannot be read, or has no filled cell.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Book, JsValue> {
        sheets::Book::open(bytes).map(Self).map_err(|error| to_error(&error))
    }

    /// The filled sheets: `{ name, hidden }[]`.
    ///
    /// # Errors
    ///
    /// None.
    pub fn sheets(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.sheets())
    }

    /// Turns to a sheet by its place among them.
    ///
    /// # Errors
    ///
    /// No such sheet, or it cannot be read.
    pub fn read(&mut self, at: u32) -> Result<(), JsValue> {
        self.0.read(at as usize).map_err(|error| to_error(&error))
    }

    /// The next chunk of the sheet's CSV, until there is none.
    ///
    /// # Errors
    ///
    /// The sheet is damaged or unpacks too far.
    pub fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        let chunk = self.0.next_chunk().map_err(|error| to_error(&error))?;
        Ok(chunk.map(|bytes| Uint8Array::from(bytes.as_slice())))
    }

    /// What a person should know of the sheet that was read.
    ///
    /// # Errors
    ///
    /// None.
    pub fn notices(&self) -> Result<JsValue, JsValue> {
        to_js(&self.0.notices())
    }
}
