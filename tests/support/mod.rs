//! What the tests of the whole path share: a decoder, zone tables, reading files into an engine, and comparing
//! a part of a report with a report.

#![allow(clippy::expect_used)]

#[cfg(feature = "predict")]
pub mod buyers;
#[cfg(feature = "predict")]
pub mod dice;
pub mod exports;

use chrono::{Offset, TimeZone};
use linger::engine::{Engine, FileSummary};
use linger::error::Error;
use linger::read::text::Decode;
use linger::source::mapping::Mapping;
use linger::time::Zone;
use serde_json::Value;

struct Decoder(encoding_rs::Decoder);

impl Decode for Decoder {
    fn decode(&mut self, bytes: &[u8], last: bool) -> String {
        let mut text = String::with_capacity(bytes.len() * 3 + 16);
        let _ = self.0.decode_to_string(bytes, &mut text, last);
        text
    }
}

fn decoder(label: &str) -> Option<Box<dyn Decode>> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(Box::new(Decoder(encoding.new_decoder())))
}

/// An engine that decodes with `encoding_rs`.
pub fn engine() -> Engine {
    Engine::new(decoder, 0)
}

/// Reads a file in chunks of `chunk` bytes.
pub fn add(
    engine: &mut Engine,
    name: &str,
    bytes: &[u8],
    mapping: &Mapping,
    chunk: usize,
) -> Result<FileSummary, Error> {
    let handle = engine.open_file(name, mapping.clone(), None)?;
    for chunk in bytes.chunks(chunk.max(1)) {
        engine.push(handle, chunk)?;
    }
    engine.finish(handle)
}

/// An engine with one text read.
pub fn read(text: &str) -> Engine {
    let mut engine = engine();
    add(&mut engine, "data.csv", text.as_bytes(), &Mapping::default(), 1 << 20)
        .expect("the text can be read");
    engine
}

/// The table of an IANA zone over the engine's data, from the time zone database.
pub fn zone_table(name: &str, engine: &Engine) -> Zone {
    const STEP: i64 = 1_800_000;
    let zone: chrono_tz::Tz = name.parse().expect("an IANA zone");
    let offset = |ms: i64| {
        let instant = chrono::DateTime::from_timestamp_millis(ms).expect("a date");
        zone.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
    };
    let (first, last) = engine.span().expect("data");
    let year = 366 * 86_400_000;
    let mut at = (first - year).div_euclid(STEP) * STEP;
    let (mut transitions, mut offsets) = (Vec::new(), vec![offset(at)]);
    while at < last + year {
        at += STEP;
        if Some(&offset(at)) != offsets.last() {
            transitions.push(at);
            offsets.push(offset(at));
        }
    }
    Zone::new(name, transitions, &offsets).expect("a table that fits")
}

/// Adds a line for each part of `expected` that `found` does not have.
pub fn compare(path: &str, expected: &Value, found: &Value, lines: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(object)) => {
            for (key, value) in expected {
                compare(&format!("{path}.{key}"), value, object.get(key).unwrap_or(&Value::Null), lines);
            }
        }
        (Value::Array(expected), Value::Array(array)) if expected.iter().all(Value::is_object) => {
            for value in expected {
                let fits = |candidate: &&Value| {
                    let mut differences = Vec::new();
                    compare("", value, candidate, &mut differences);
                    differences.is_empty()
                };
                if !array.iter().any(|candidate| fits(&candidate)) {
                    lines.push(format!("{path}: none of {array:?} is {value}"));
                }
            }
        }
        (Value::Array(expected), Value::Array(array)) if expected.len() == array.len() => {
            for (at, (expected, found)) in expected.iter().zip(array).enumerate() {
                compare(&format!("{path}[{at}]"), expected, found, lines);
            }
        }
        (Value::Number(expected), Value::Number(number)) => {
            let (a, b) = (expected.as_f64().unwrap_or(f64::NAN), number.as_f64().unwrap_or(f64::NAN));
            let iterated = path.ends_with("gapShape") || path.ends_with("medianLimitDays");
            if (a - b).abs() > if iterated { 1e-6 } else { 1e-9 } * a.abs().max(1.0) {
                lines.push(format!("{path}: expected {a}, found {b}"));
            }
        }
        _ if expected == found => {}
        _ => lines.push(format!("{path}: expected {expected}, found {found}")),
    }
}
