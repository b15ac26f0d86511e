//! Prints the report on order exports as canonical JSON (RFC 8785); with `--share K` as it may be shown to others.
//!
//! `cargo run --example report -- orders.csv more.csv [--options '{"zone":"Asia/Shanghai"}'] [--mapping '{…}'] [--share 5]`

mod people;

use chrono::{Offset, TimeZone};
use linger::engine::Engine;
use linger::read::text::Decode;
use linger::report::Options;
use linger::share::share;
use linger::source::mapping::Mapping;
use linger::time::Zone;
use std::error::Error;

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

/// The table of an IANA zone over a span, from the time zone database.
fn zone_table(name: &str, (first, last): (i64, i64)) -> Option<Zone> {
    const HOUR: i64 = 3_600_000;
    let zone: chrono_tz::Tz = name.parse().ok()?;
    let offset = |ms: i64| {
        let instant = chrono::DateTime::from_timestamp_millis(ms)?;
        Some(zone.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc())
    };
    let year = 366 * 24 * HOUR;
    let from = (first - year).div_euclid(HOUR) * HOUR;
    let (mut transitions, mut offsets) = (Vec::new(), vec![offset(from)?]);
    let mut at = from;
    while at < last + year {
        at += HOUR / 2;
        let now = offset(at)?;
        if Some(&now) != offsets.last() {
            transitions.push(at);
            offsets.push(now);
        }
    }
    Zone::new(name, transitions, &offsets)
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut options, mut mapping) = (Vec::new(), Options::default(), Mapping::default());
    let mut least = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--options" => options = serde_json::from_str(&arguments.next().ok_or("--options needs JSON")?)?,
            "--mapping" => mapping = serde_json::from_str(&arguments.next().ok_or("--mapping needs JSON")?)?,
            "--share" => least = Some(arguments.next().ok_or("--share needs a number")?.parse()?),
            _ => files.push(argument),
        }
    }
    let mut engine = Engine::new(decoder, 0);
    for path in files {
        let name = std::path::Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned());
        let handle = engine.open_file(&name.unwrap_or_default(), mapping.clone(), None)?;
        for chunk in std::fs::read(&path)?.chunks(4 << 20) {
            engine.push(handle, chunk)?;
        }
        engine.finish(handle)?;
    }
    if let Some(span) = engine.span().filter(|_| options.zone != "UTC") {
        engine.set_zone(zone_table(&options.zone, span).ok_or("unknown time zone")?);
    }
    let report = engine.report(&options)?;
    let Some(k) = least else {
        println!("{}", serde_json_canonicalizer::to_string(report)?);
        return Ok(());
    };
    let report = serde_json::to_value(report)?;
    let source = people::source(&mut engine, options.as_of.is_some())?;
    println!("{}", serde_json_canonicalizer::to_string(&share(report, &source, k))?);
    Ok(())
}
