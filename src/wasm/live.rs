//! Live flags for the storefront: text in, text out, so that no converter travels along.

use crate::live::{Flag, LiveOptions, flags};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The flags of a visitor's events, one a line; events, options and flags are lines as `live` describes them.
///
/// # Errors
///
/// An unknown or wrong option.
#[wasm_bindgen(js_name = liveFlags)]
pub fn live_flags(events: &str, options: &str) -> Result<String, JsValue> {
    let options = LiveOptions::parse(options).map_err(|sentence| js_sys::Error::new(&sentence))?;
    Ok(flags(events, &options).iter().map(Flag::line).collect::<Vec<_>>().join("\n"))
}
