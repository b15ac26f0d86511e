//! Prints what files of events say as canonical JSON (RFC 8785): the report, and heatmaps where they are asked for.
//!
//! `cargo run --example visits -- events.ndjson more.csv [--options '{"idleMinutes":20}'] [--heatmap '{"width":390,"height":2000}']`

use linger::metrics::heat::Heatmap;
use linger::visits::heat::HeatQuery;
use linger::visits::{Options, Visits};
use serde_json::{Value, json};
use std::error::Error;
use std::path::Path;

fn map(map: &Heatmap) -> Value {
    json!({
        "columns": map.columns, "rows": map.rows, "density": map.density, "n": map.n, "sessions": map.sessions,
        "visitors": map.visitors, "byAnchor": map.by_anchor, "byFallback": map.by_fallback,
        "anchorShare": map.anchor_share(), "hidden": map.hidden, "outside": map.outside, "withheld": map.withheld,
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut options, mut queries) = (Vec::new(), Options::default(), Vec::<HeatQuery>::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut json = || arguments.next().ok_or(format!("{argument} needs JSON"));
        match argument.as_str() {
            "--options" => options = serde_json::from_str(&json()?)?,
            "--heatmap" => queries.push(serde_json::from_str(&json()?)?),
            _ => files.push(argument),
        }
    }
    let mut visits = Visits::new(|_| None, 0);
    for path in files {
        let name = Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned());
        let handle = visits.open_file(&name.unwrap_or_default(), Default::default());
        for chunk in std::fs::read(&path)?.chunks(4 << 20) {
            visits.push(handle, chunk)?;
        }
        visits.finish(handle)?;
    }
    let report = serde_json::to_value(visits.report(&options)?)?;
    let heatmaps: Vec<_> = queries
        .iter()
        .map(|query| visits.heatmap(query).map(|found| map(&found)))
        .collect::<Result<_, _>>()?;
    println!("{}", serde_json_canonicalizer::to_string(&json!({ "report": report, "heatmaps": heatmaps }))?);
    Ok(())
}
