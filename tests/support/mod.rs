//! What the tests of the whole path share: a decoder, zone tables, and reading files into an engine.

#![allow(dead_code, clippy::expect_used)]

use chrono::{Offset, TimeZone};
use linger::engine::{Engine, FileSummary};
use linger::error::Error;
use linger::read::text::Decode;
use linger::source::mapping::Mapping;
use linger::time::Zone;

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
