//! The boundary of sharing: a report as JSON text and columns of the people behind it in, the guarded report as JSON text
//! out. See `share-types.ts`.

use super::{from_js, host_decoder, to_error};
use crate::error::ErrorKind;
use crate::share::cube::Cube;
use crate::share::filter;
use crate::share::people::{Customers, Purchases};
use crate::share::protect::Source;
use crate::share::slicer::slice;
use crate::share::{reveal, share, visits};
use js_sys::{Float64Array, Int32Array, JsString, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A report fit for others; with `k` 0 everything is told.
///
/// # Errors
///
/// The report is no JSON, or `k` is 1.
#[wasm_bindgen(js_name = shareReport)]
pub fn share_report(report: &str, people: &JsValue, k: u32) -> Result<String, JsValue> {
    if k == 1 {
        return Err(wrong("k must be a whole number of at least 2"));
    }
    let report = serde_json::from_str(report).map_err(|_| wrong("the report is not JSON"))?;
    let source = source(people)?;
    let shared = if k == 0 { reveal(report, &source) } else { share(report, &source, k) };
    serde_json::to_string(&shared).map_err(|_| wrong("the report cannot be written"))
}

/// A report on visits fit for others: `{ visits, suppressed }`, without visits where fewer than `k` visitors came.
///
/// # Errors
///
/// The report is no JSON.
#[wasm_bindgen(js_name = shareVisits)]
pub fn share_visits(report: &str, k: u32) -> Result<String, JsValue> {
    let report = serde_json::from_str(report).map_err(|_| wrong("the report on visits is not JSON"))?;
    let (visits, suppressed) = visits::protect(report, k);
    let told = serde_json::json!({ "visits": visits, "suppressed": suppressed });
    serde_json::to_string(&told).map_err(|_| wrong("the report on visits cannot be written"))
}

fn wrong(sentence: &str) -> JsValue {
    to_error(&ErrorKind::Option(sentence.to_owned()).into())
}

fn source(people: &JsValue) -> Result<Source, JsValue> {
    let column = |name: &str| Reflect::get(people, &JsString::from(name));
    let bytes = |name: &str| Ok::<_, JsValue>(Uint8Array::new(&column(name)?).to_vec());
    let places = |name: &str| Ok::<_, JsValue>(Uint32Array::new(&column(name)?).to_vec());
    let days = |name: &str| Ok::<_, JsValue>(Int32Array::new(&column(name)?).to_vec());
    let numbers = |name: &str| Ok::<_, JsValue>(Float64Array::new(&column(name)?).to_vec());
    let customers = Customers {
        segment: bytes("segment")?,
        stage: bytes("stage")?,
        r: bytes("r")?,
        f: bytes("f")?,
        m: bytes("m")?,
        recency_days: days("recencyDays")?,
        orders: places("orders")?,
        frequency: places("frequency")?,
        flagged: bytes("flagged")?,
        limit_days: numbers("limitDays")?,
        grade: bytes("grade")?,
        monetary: numbers("monetary")?,
        value_at_stake: numbers("valueAtStake")?,
        left_truncated: bytes("leftTruncated")?,
    };
    let purchases = Purchases {
        customer: places("customer")?,
        day: days("day")?,
        net: numbers("net")?,
        currency: bytes("currency")?,
        refund: bytes("refund")?,
    };
    let currencies =
        js_sys::Array::from(&column("currencies")?).iter().filter_map(|code| code.as_string()).collect();
    let as_of_given = column("asOfGiven")?.is_truthy();
    let source = Source { customers, purchases, currencies, as_of_given };
    if source.fits() { Ok(source) } else { Err(wrong("the columns of customers do not fit together")) }
}

/// Slices of a shared report's cube.
#[wasm_bindgen]
pub struct Slicer {
    cube: Cube,
    k: u32,
}

#[wasm_bindgen]
impl Slicer {
    /// Takes the cube as JSON text.
    ///
    /// # Errors
    ///
    /// It is none.
    #[wasm_bindgen(constructor)]
    pub fn new(cube: &str, k: u32) -> Result<Slicer, JsValue> {
        let cube =
            serde_json::from_str(cube).map_err(|_| wrong("this is not the cube of a shared report"))?;
        Ok(Self { cube, k })
    }

    /// Rows of a slice, both as JSON text.
    ///
    /// # Errors
    ///
    /// An unknown dimension.
    pub fn rows(&self, query: &str) -> Result<String, JsValue> {
        let query = serde_json::from_str(query).map_err(|error| wrong(&super::plain(&error)))?;
        serde_json::to_string(&slice(&self.cube, &query, self.k))
            .map_err(|_| wrong("the slice cannot be written"))
    }
}

/// Cleans one file on its way in or into storage.
#[wasm_bindgen]
pub struct Filter(filter::Filter);

#[wasm_bindgen]
impl Filter {
    /// A filter for one file.
    ///
    /// # Errors
    ///
    /// An unknown option or encoding.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Filter, JsValue> {
        let filter = filter::Filter::new(from_js(options)?, host_decoder);
        filter.map(Self).map_err(|error| to_error(&error))
    }

    /// Takes a chunk and gives what can be given of it.
    ///
    /// # Errors
    ///
    /// An encoding that the host cannot decode.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Uint8Array, JsValue> {
        let out = self.0.push(bytes).map_err(|error| to_error(&error))?;
        Ok(Uint8Array::from(out.as_slice()))
    }

    /// Gives the rest.
    ///
    /// # Errors
    ///
    /// As `push`.
    pub fn finish(&mut self) -> Result<Uint8Array, JsValue> {
        let out = self.0.finish().map_err(|error| to_error(&error))?;
        Ok(Uint8Array::from(out.as_slice()))
    }

    /// Records left out so far.
    #[must_use]
    pub fn dropped(&self) -> f64 {
        self.0.dropped() as f64
    }

    /// Records with a corrected key so far.
    #[must_use]
    pub fn corrected(&self) -> f64 {
        self.0.corrected() as f64
    }
}
