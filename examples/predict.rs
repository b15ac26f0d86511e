//! Prints what the module of predictions says of order exports as canonical JSON (RFC 8785): models, a page of customers, value,
//! next purchases, products and season.
//!
//! `cargo run --example predict -- orders.csv [--mapping '{…}'] [--options '{"asOf":"2025-06-30"}'] [--models '{…}'] [--query '{…}']`

use linger::engine::{CustomerQuery, Engine};
use linger::metrics::churn::DefinitionId;
use linger::predict::models::{ModelOptions, Modelling};
use linger::predict::predictions::PredictionQuery;
use linger::predict::worth::predicted;
use linger::predict::{DueOptions, GoodsOptions, SeasonOptions, ValueOptions, due, goods, season, value};
use linger::report::Options;
use linger::source::mapping::Mapping;
use linger::sources::baskets::BasketOptions;
use linger::sources::{FileOptions, Sources};
use linger::tables::buying::{Buying, Dated};
use linger::tables::histories::Entries;
use std::collections::BTreeMap;
use std::error::Error;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

struct Arguments {
    files: Vec<String>,
    mapping: Mapping,
    options: Options,
    models: ModelOptions,
    query: PredictionQuery,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut found = Arguments {
        files: Vec::new(),
        mapping: Mapping::default(),
        options: Options::default(),
        models: ModelOptions::default(),
        query: PredictionQuery::default(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut json = || arguments.next().ok_or_else(|| format!("{argument} needs JSON"));
        match argument.as_str() {
            "--mapping" => found.mapping = serde_json::from_str(&json()?)?,
            "--options" => found.options = serde_json::from_str(&json()?)?,
            "--models" => found.models = serde_json::from_str(&json()?)?,
            "--query" => found.query = serde_json::from_str(&json()?)?,
            _ => found.files.push(argument),
        }
    }
    Ok(found)
}

fn dated(entries: &Entries) -> Dated {
    Dated {
        starts: entries.starts().to_vec(),
        day: entries.all_days().to_vec(),
        net: (0..entries.len()).map(|at| entries.net(at)).collect(),
        currency: (0..entries.len()).filter_map(|at| u8::try_from(entries.currency(at)).ok()).collect(),
    }
}

/// What the latest report counts, as the host copies it from one module to the other.
fn buying(engine: &mut Engine) -> Result<Buying, linger::error::Error> {
    let told = engine.purchases()?;
    Ok(Buying {
        currencies: told.histories.currencies.clone(),
        orders: dated(&told.histories.orders),
        refunds: dated(&told.histories.refunds),
        as_of: told.histories.as_of_day,
        first_day: told.histories.first_day,
        keys: told.keys,
    })
}

/// Whether the latest report flags each of these customers.
fn flags(
    engine: &mut Engine,
    keys: &[String],
    definition: DefinitionId,
) -> Result<Vec<bool>, linger::error::Error> {
    let page = engine.customers(&CustomerQuery { limit: usize::MAX, ..CustomerQuery::default() })?;
    let of_row = page.flagged.chunks(DefinitionId::ALL.len());
    let at = DefinitionId::ALL.iter().position(|&known| known == definition).unwrap_or_default();
    let flagged: BTreeMap<&str, bool> =
        page.key.iter().map(String::as_str).zip(of_row.map(|flags| flags[at] == 1)).collect();
    Ok(keys.iter().map(|key| flagged.get(key.as_str()).copied().unwrap_or_default()).collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { files, mapping, options, models, query } = arguments()?;
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
    let as_of = engine.report(&options)?.meta.as_of.clone();
    let buying = buying(&mut engine)?;
    let by_cycle = flags(&mut engine, &buying.keys, DefinitionId::D1)?;
    let flags = flags(&mut engine, &buying.keys, options.churn.definition)?;
    let baskets = sources.baskets(&BasketOptions { as_of: Some(as_of), ..BasketOptions::default() })?;
    let made = Modelling::new(&buying, models)?.finish(&buying, Some(&by_cycle));
    let values = predicted(&buying, &made, None);
    let worth = values.as_deref();
    let (models, predictions) = made;
    let told = serde_json::json!({
        "predictions": predictions.page(&buying, &query),
        "value": value(&buying, Some(&baskets), worth, Some(&flags), &ValueOptions::default())?,
        "due": due(&baskets, &DueOptions::default())?,
        "goods": goods(&baskets, &GoodsOptions::default())?,
        "season": season(&baskets, worth.map(|values| (buying.keys.as_slice(), values)), &SeasonOptions::default())?,
        "models": models,
    });
    println!("{}", serde_json_canonicalizer::to_string(&told)?);
    Ok(())
}
