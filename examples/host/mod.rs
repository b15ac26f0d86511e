//! The host's part of predictions, natively: what the engine of orders tells the module of predictions.

use linger::engine::{CustomerQuery, Engine};
use linger::error::Error;
use linger::metrics::churn::DefinitionId;
use linger::metrics::value::past::Told;
use linger::predict::history::Past;
use linger::predict::models::Models;
use linger::predict::{History, HistoryOptions, HistoryReport};
use linger::report::Options;
use linger::tables::buying::{Buying, Dated};
use linger::tables::histories::Entries;
use linger::time::format_day;
use std::collections::BTreeMap;

fn dated(entries: &Entries) -> Dated {
    Dated {
        starts: entries.starts().to_vec(),
        day: entries.all_days().to_vec(),
        net: (0..entries.len()).map(|at| entries.net(at)).collect(),
        currency: (0..entries.len()).filter_map(|at| u8::try_from(entries.currency(at)).ok()).collect(),
    }
}

/// What the latest report counts, as the host copies it from one module to the other.
pub fn buying(engine: &mut Engine) -> Result<Buying, Error> {
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
pub fn flags(engine: &mut Engine, keys: &[String], definition: DefinitionId) -> Result<Vec<bool>, Error> {
    let page = engine.customers(&CustomerQuery { limit: usize::MAX, ..CustomerQuery::default() })?;
    let of_row = page.flagged.chunks(DefinitionId::ALL.len());
    let at = DefinitionId::ALL.iter().position(|&known| known == definition).unwrap_or_default();
    let flagged: BTreeMap<&str, bool> =
        page.key.iter().map(String::as_str).zip(of_row.map(|flags| flags[at] == 1)).collect();
    Ok(keys.iter().map(|key| flagged.get(key.as_str()).copied().unwrap_or_default()).collect())
}

/// What the report of a day counts, and whom the definition of its headlines flags.
fn past(engine: &mut Engine, options: &Options, as_of: String) -> Result<Past, Error> {
    let churn = engine.report(&Options { as_of: Some(as_of), ..options.clone() })?.churn.clone();
    let definition = options.churn.definition;
    let judgements = churn.iter().flat_map(|churn| &churn.definitions);
    let judged = judgements.filter(|one| one.id == definition).map(|one| one.customers).sum();
    let buying = buying(engine)?;
    let flags = flags(engine, &buying.keys, definition)?;
    Ok(Past { buying, told: Told { definition: format!("{definition:?}"), judged }, flags })
}

/// Months looked back on, from a report under these options.
pub fn history(
    engine: &mut Engine,
    options: &Options,
    models: &Models,
    months: &HistoryOptions,
) -> Result<HistoryReport, Error> {
    let (as_of, as_of_date) = {
        let meta = &engine.report(options)?.meta;
        (meta.as_of.clone(), meta.as_of_date.clone())
    };
    let now = buying(engine)?;
    let mut history = History::new(&now, models, months)?;
    while let Some(day) = history.next_day() {
        let date = format_day(day);
        let date = if date == as_of_date { as_of.clone() } else { date };
        history.tell(past(engine, options, date)?);
        while history.is_at_work() {
            history.step();
        }
    }
    engine.report(options)?;
    Ok(history.finish())
}
