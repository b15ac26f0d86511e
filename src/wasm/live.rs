//! Live flags for the storefront: text in, text out, so that no converter travels along.

use super::{plain, to_error};
use crate::error::ErrorKind;
use crate::live;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The flags of a visitor's events (one JSON object a line) as a JSON array; `options` is a JSON object.
///
/// # Errors
///
/// An unknown or wrong option.
#[wasm_bindgen(js_name = liveFlags)]
pub fn live_flags(events: &str, options: &str) -> Result<String, JsValue> {
    let wrong = |error: serde_json::Error| to_error(&ErrorKind::Option(plain(&error)).into());
    let options = serde_json::from_str(options).map_err(wrong)?;
    serde_json::to_string(&live::flags(events, &options)).map_err(wrong)
}
