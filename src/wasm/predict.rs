//! The boundary of predictions: who bought when and what was in the orders in, as typed columns; predictions out. See
//! `predict-types.ts`, `value-types.ts`, `due-types.ts`, `goods-types.ts` and `season-types.ts`.
//!
//! Work is begun, done in steps until 1, and taken; between two steps the host may tell its progress or abandon it.

mod columns;

use super::{from_js, to_error, to_js};
use crate::error::{Error, ErrorKind};
use crate::predict::history::Past;
use crate::predict::models::{ModelOptions, Modelling, Models};
use crate::predict::predictions::{PredictionQuery, Predictions};
use crate::predict::worth::{ahead, predicted};
use crate::predict::{
    DueOptions, Foretold, GoodsOptions, History, HistoryOptions, SeasonOptions, ValueOptions, due, goods,
    season, value,
};
use crate::tables::baskets::Baskets;
use crate::tables::buying::Buying;
use columns::{baskets, buying};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use xxhash_rust::xxh3::Xxh3;

/// Predicts from the tables that it was given last.
#[wasm_bindgen]
#[derive(Default)]
pub struct Predictor {
    buying: Buying,
    /// Whether each customer of `buying` is flagged as lost, by the definition of the report's headlines.
    flags: Option<Vec<bool>>,
    /// The same by D1.
    by_cycle: Option<Vec<bool>>,
    baskets: Baskets,
    work: Option<Work>,
    made: Option<(Models, Predictions)>,
}

/// What was begun.
enum Work {
    Models(Box<Modelling>),
    Value(ValueOptions),
    Due(DueOptions),
    Goods(Box<GoodsOptions>),
    Season(SeasonOptions),
    History(Box<History>),
}

#[wasm_bindgen]
impl Predictor {
    /// A predictor without tables.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes `{ key, currencies, orders, refunds, asOf, firstDay }` as `Engine.purchases` gives it, with local days of as-of
    /// and of the first order; forgets the models of what it had.
    ///
    /// # Errors
    ///
    /// The columns do not fit together.
    #[wasm_bindgen(js_name = setBuying)]
    pub fn set_buying(&mut self, columns: &JsValue) -> Result<(), JsValue> {
        self.buying = buying(columns)?;
        (self.flags, self.by_cycle, self.work, self.made) = (None, None, None, None);
        Ok(())
    }

    /// Takes 1 for each customer who is flagged as lost, in the order of their keys: by the definition of the report's
    /// headlines, and by D1.
    ///
    /// # Errors
    ///
    /// There are more or fewer of them than customers.
    #[wasm_bindgen(js_name = setFlags)]
    pub fn set_flags(&mut self, chosen: &[u8], by_cycle: &[u8]) -> Result<(), JsValue> {
        if [chosen, by_cycle].iter().any(|flags| flags.len() != self.buying.customers()) {
            return Err(columns::misfit("flags"));
        }
        let [chosen, by_cycle] =
            [chosen, by_cycle].map(|flags| flags.iter().map(|&flag| flag == 1).collect());
        (self.flags, self.by_cycle) = (Some(chosen), Some(by_cycle));
        Ok(())
    }

    /// Takes what `Sources.baskets` gives.
    ///
    /// # Errors
    ///
    /// The columns do not fit together.
    #[wasm_bindgen(js_name = setBaskets)]
    pub fn set_baskets(&mut self, columns: &JsValue) -> Result<(), JsValue> {
        self.baskets = baskets(columns)?;
        Ok(())
    }

    /// Begins the work of "models", "value", "due", "goods", "season" or "history"; the last is of the models that were made.
    ///
    /// # Errors
    ///
    /// An option is unknown or cannot be, or there are no models to look back with.
    pub fn begin(&mut self, what: &str, options: JsValue) -> Result<(), JsValue> {
        self.work = Some(match what {
            "models" => {
                let options: ModelOptions = from_js(options)?;
                self.made = None;
                let modelling = Modelling::new(&self.buying, options).map_err(|error| to_error(&error))?;
                Work::Models(Box::new(modelling))
            }
            "value" => Work::Value(from_js(options)?),
            "due" => Work::Due(from_js(options)?),
            "goods" => Work::Goods(Box::new(from_js(options)?)),
            "history" => {
                let options: HistoryOptions = from_js(options)?;
                let history = History::new(&self.buying, &self.made()?.0, &options);
                Work::History(Box::new(history.map_err(|error| to_error(&error))?))
            }
            _ => Work::Season(from_js(options)?),
        });
        Ok(())
    }

    /// Last day of the month that a history is to be told of before its next step; nothing where it needs none.
    #[wasm_bindgen(js_name = pastDay)]
    #[must_use]
    pub fn past_day(&self) -> Option<i32> {
        match &self.work {
            Some(Work::History(history)) if !history.is_at_work() => history.next_day(),
            _ => None,
        }
    }

    /// Takes what the report of that day counts: columns as `setBuying` does, its definition of churn with the number of
    /// customers that it can judge, and 1 for each customer whom it flags.
    ///
    /// # Errors
    ///
    /// The columns do not fit together.
    #[wasm_bindgen(js_name = tellPast)]
    pub fn tell_past(&mut self, columns: &JsValue, told: JsValue, flags: &[u8]) -> Result<(), JsValue> {
        let past = Past {
            buying: buying(columns)?,
            told: from_js(told)?,
            flags: flags.iter().map(|&flag| flag == 1).collect(),
        };
        if past.flags.len() != past.buying.customers() {
            return Err(columns::misfit("flags"));
        }
        if let Some(Work::History(history)) = &mut self.work {
            history.tell(past);
        }
        Ok(())
    }

    /// Does a piece of the work and gives the share that is done.
    pub fn step(&mut self) -> f64 {
        match &mut self.work {
            Some(Work::Models(modelling)) => {
                let progress = modelling.step(&self.buying);
                if progress.finished() { 1.0 } else { f64::from(progress.done) / f64::from(progress.of) }
            }
            Some(Work::History(history)) => history.step(),
            _ => 1.0,
        }
    }

    /// What the work made.
    ///
    /// # Errors
    ///
    /// An option cannot be, or nothing was begun.
    pub fn take(&mut self) -> Result<JsValue, JsValue> {
        let told = |error: Error| to_error(&error);
        let made = self.made.as_ref();
        let values = |currency: &Option<String>| predicted(&self.buying, made?, currency.as_deref());
        match self.work.take() {
            None => Err(told(ErrorKind::Option("nothing was begun".to_owned()).into())),
            Some(Work::Models(modelling)) => {
                let (models, _) = self.made.insert(modelling.finish(&self.buying, self.by_cycle.as_deref()));
                to_js(models)
            }
            Some(Work::Value(options)) => {
                let (values, flags) = (values(&options.currency), self.flags.as_deref());
                let ahead = made.and_then(|made| ahead(&self.buying, made, options.currency.as_deref()));
                let foretold = Foretold { values: values.as_deref(), ahead };
                let report = value(&self.buying, Some(&self.baskets), foretold, flags, &options);
                to_js(&report.map_err(told)?)
            }
            Some(Work::Due(options)) => to_js(&due(&self.baskets, &options).map_err(told)?),
            Some(Work::History(history)) => to_js(&history.finish()),
            Some(Work::Goods(options)) => to_js(&goods(&self.baskets, &options).map_err(told)?),
            Some(Work::Season(options)) => {
                let values = values(&options.currency);
                let told_of = values.as_deref().map(|values| (self.buying.keys.as_slice(), values));
                to_js(&season(&self.baskets, told_of, &options).map_err(told)?)
            }
        }
    }

    /// Forgets the work that was begun.
    pub fn abandon(&mut self) {
        self.work = None;
    }

    /// A page of customers by the models that were made last.
    ///
    /// # Errors
    ///
    /// An option is unknown, or there are no models.
    pub fn predictions(&self, query: JsValue) -> Result<JsValue, JsValue> {
        let query: PredictionQuery = from_js(query)?;
        let (_, predictions) = self.made()?;
        to_js(&predictions.page(&self.buying, &query))
    }

    /// What is expected of one customer; `null` for those whom the models do not count.
    ///
    /// # Errors
    ///
    /// There are no models.
    pub fn prediction(&self, key: &str) -> Result<JsValue, JsValue> {
        let (_, predictions) = self.made()?;
        to_js(&predictions.of(&self.buying, key))
    }

    /// The receipt of a report that has these models too: xxh3-128 over its own and the models' options.
    ///
    /// # Errors
    ///
    /// There are no models.
    pub fn receipt(&self, receipt: &str) -> Result<String, JsValue> {
        let (models, _) = self.made()?;
        let mut digest = Xxh3::new();
        digest.update(receipt.as_bytes());
        digest.update(&serde_json::to_vec(&models.options).unwrap_or_default());
        Ok(format!("{:032x}", digest.digest128()))
    }

    fn made(&self) -> Result<&(Models, Predictions), JsValue> {
        self.made
            .as_ref()
            .ok_or_else(|| to_error(&ErrorKind::Option("no models were made".to_owned()).into()))
    }
}
