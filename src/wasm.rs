//! The boundary: convert, call, convert. This room alone says `wasm_bindgen`.
//!
//! Each wasm module carries one part: [`orders`], [`visits`] with [`heat`], [`live`], [`share`], [`sheets`],
//! [`sources`] or [`predict`]. Types and documentation for users are in
//! `wasm/types.ts` and `wasm/visits-types.ts`.

// Flags go over the boundary as text and need no converter.
#![cfg_attr(not(any(feature = "orders", feature = "sessions")), allow(dead_code))]

#[cfg(feature = "sessions")]
mod heat;
#[cfg(feature = "live")]
mod live;
#[cfg(feature = "orders")]
mod orders;
#[cfg(feature = "predict")]
mod predict;
#[cfg(feature = "share")]
mod share;
#[cfg(feature = "sheets")]
mod sheets;
#[cfg(feature = "sources")]
mod sources;
#[cfg(feature = "sessions")]
mod visits;

use crate::error::{Error, ErrorKind};
use crate::read::text::Decode;
use crate::time::Zone;
use js_sys::{Array, Float64Array, JsString, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// Default of `memoryLimit`: 3 GiB.
const MEMORY_LIMIT: f64 = 3.0 * 1_073_741_824.0;
const PAGE_BYTES: u64 = 65_536;

/// What an engine is opened with.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Settings {
    memory_limit: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { memory_limit: MEMORY_LIMIT }
    }
}

impl Settings {
    /// Refuses to read on beyond the limit.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn check(&self) -> Result<(), JsValue> {
        let limit = ErrorKind::MemoryLimit(self.memory_limit as u64);
        if memory() > self.memory_limit { Err(to_error(&limit.into())) } else { Ok(()) }
    }
}

/// Bytes of memory in use by the module; it never shrinks.
fn memory() -> f64 {
    (core::arch::wasm32::memory_size(0) as u64 * PAGE_BYTES) as f64
}

/// The host's `TextDecoder`.
struct HostDecoder(web_sys::TextDecoder);

impl Decode for HostDecoder {
    fn decode(&mut self, bytes: &[u8], last: bool) -> String {
        // Node 20 reads windows-1252 as Latin-1 unless it streams, so the end is a flush of its own.
        let options = web_sys::TextDecodeOptions::new();
        options.set_stream(true);
        let mut text = self.0.decode_with_u8_array_and_options(bytes, &options).unwrap_or_default();
        if last {
            text.push_str(&self.0.decode().unwrap_or_default());
        }
        text
    }
}

fn host_decoder(label: &str) -> Option<Box<dyn Decode>> {
    let decoder = web_sys::TextDecoder::new_with_label(label).ok()?;
    Some(Box::new(HostDecoder(decoder)))
}

/// First and last time, or nothing.
fn span_array(span: Option<(i64, i64)>) -> Float64Array {
    let span = span.map_or_else(Vec::new, |(first, last)| vec![first as f64, last as f64]);
    Float64Array::from(span.as_slice())
}

/// The zone of a table that the host made.
#[allow(clippy::cast_possible_truncation)]
fn zone(name: &str, transitions: &[f64], offsets: &[i32]) -> Result<Zone, JsValue> {
    let transitions = transitions.iter().map(|&ms| ms as i64).collect();
    let wrong =
        || to_error(&ErrorKind::Option(format!("the table of the zone \"{name}\" does not fit")).into());
    Zone::new(name, transitions, offsets).ok_or_else(wrong)
}

/// Options by way of JSON: serde-wasm-bindgen does not refuse unknown keys of structs.
fn from_js<T: DeserializeOwned + Default>(value: JsValue) -> Result<T, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    let wrong = |error: &str| to_error(&ErrorKind::Option(error.to_owned()).into());
    let text = js_sys::JSON::stringify(&value).map_err(|_| wrong("options must be a plain object"))?;
    serde_json::from_str(&String::from(text)).map_err(|error| wrong(&plain(&error)))
}

/// The parser's sentence without its position, which means nothing to who wrote an object.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(position.as_str()).unwrap_or(&text).to_owned()
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?)
}

fn to_error(error: &Error) -> JsValue {
    let value: JsValue = js_sys::Error::new(&error.to_string()).into();
    let mut fields = vec![("code", JsValue::from_str(error.code()))];
    if let Some(file) = error.file() {
        fields.push(("file", JsValue::from_str(file)));
    }
    if let Some(position) = error.position() {
        fields.push(("record", JsValue::from_f64(position.record as f64)));
        fields.push(("line", JsValue::from_f64(position.line as f64)));
    }
    if let ErrorKind::UnmappedColumns(missing) = error.kind() {
        fields.push(("missing", strings(missing.iter().copied()).into()));
    }
    for (name, field) in fields {
        // Setting a property of a new Error does not fail.
        let _ = set(&value, name, &field);
    }
    value
}

fn set(object: &JsValue, name: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &JsString::from(name), value).map(|_| ())
}

fn strings<'a>(texts: impl Iterator<Item = &'a str>) -> Array {
    texts.map(JsValue::from_str).collect()
}
