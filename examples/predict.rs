//! Prints what the module of predictions says of order exports as canonical JSON (RFC 8785): models, a page of customers, value,
//! next purchases, products, season and the months looked back on.
//!
//! Tables without orders (products, advertising) come with `--table`; `--asked` has options of `value`, `due`, `goods` and `season`.
//!
//! `cargo run --example predict -- orders.csv [--table products.csv] [--mapping '{…}'] [--options '{"asOf":"2025-06-30"}'] [--models '{…}'] [--query '{…}'] [--asked '{"goods":{…}}']`

mod host;

use host::{buying, flags, history};
use linger::engine::Engine;
use linger::metrics::churn::DefinitionId;
use linger::predict::models::{ModelOptions, Modelling};
use linger::predict::predictions::PredictionQuery;
use linger::predict::worth::{ahead, predicted};
use linger::predict::{
    DueOptions, Foretold, GoodsOptions, HistoryOptions, SeasonOptions, ValueOptions, due, goods, season,
    value,
};
use linger::report::Options;
use linger::source::mapping::Mapping;
use linger::sources::baskets::BasketOptions;
use linger::sources::{FileOptions, Sources};
use serde::Deserialize;
use std::error::Error;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

struct Arguments {
    files: Vec<String>,
    mapping: Mapping,
    options: Options,
    models: ModelOptions,
    query: PredictionQuery,
    tables: Vec<String>,
    asked: Asked,
}

/// Options of the reports beside the models.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    value: ValueOptions,
    due: DueOptions,
    goods: GoodsOptions,
    season: SeasonOptions,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut found = Arguments {
        files: Vec::new(),
        mapping: Mapping::default(),
        options: Options::default(),
        models: ModelOptions::default(),
        query: PredictionQuery::default(),
        tables: Vec::new(),
        asked: Asked::default(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut json = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--mapping" => found.mapping = serde_json::from_str(&json()?)?,
            "--options" => found.options = serde_json::from_str(&json()?)?,
            "--models" => found.models = serde_json::from_str(&json()?)?,
            "--asked" => found.asked = serde_json::from_str(&json()?)?,
            "--table" => found.tables.push(json()?),
            "--query" => found.query = serde_json::from_str(&json()?)?,
            _ => found.files.push(argument),
        }
    }
    Ok(found)
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { files, mapping, options, models, query, tables, asked } = arguments()?;
    let (mut engine, mut sources) = (Engine::new(|_| None, 0), Sources::new(|_| None, 0));
    for path in files {
        let name = std::path::Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let handle = engine.open_file(&name, mapping.clone(), None)?;
        let details =
            sources.open_file(&name, FileOptions { mapping: mapping.clone(), ..FileOptions::default() })?;
        for chunk in std::fs::read(&path)?.chunks(CHUNK) {
            engine.push(handle, chunk)?;
            sources.push(details, chunk)?;
        }
        engine.finish(handle)?;
        sources.finish(details)?;
    }
    for path in tables {
        let details = sources.open_file(&path, FileOptions::default())?;
        std::fs::read(&path)?.chunks(CHUNK).try_for_each(|chunk| sources.push(details, chunk))?;
        sources.finish(details)?;
    }
    let as_of = engine.report(&options)?.meta.as_of.clone();
    let buying = buying(&mut engine)?;
    let by_cycle = flags(&mut engine, &buying.keys, DefinitionId::D1)?;
    let flags = flags(&mut engine, &buying.keys, options.churn.definition)?;
    let baskets = sources.baskets(&BasketOptions { as_of: Some(as_of), ..BasketOptions::default() })?;
    let made = Modelling::new(&buying, models)?.finish(&buying, Some(&by_cycle));
    let values = predicted(&buying, &made, None);
    let worth = values.as_deref();
    let ahead = ahead(&buying, &made, None);
    let foretold = Foretold { values: worth, ahead };
    let (models, predictions) = &made;
    let history = history(&mut engine, &options, models, &HistoryOptions::default())?;
    let told = serde_json::json!({
        "history": history,
        "predictions": predictions.page(&buying, &query),
        "value": value(&buying, Some(&baskets), foretold, Some(&flags), &asked.value)?,
        "due": due(&baskets, &asked.due)?,
        "goods": goods(&baskets, &asked.goods)?,
        "season": season(&baskets, worth.map(|values| (buying.keys.as_slice(), values)), &asked.season)?,
        "models": models,
    });
    println!("{}", serde_json_canonicalizer::to_string(&told)?);
    Ok(())
}
