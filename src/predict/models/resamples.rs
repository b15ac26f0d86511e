//! Resampled customers: their parameters, and what these expect of everybody.

use super::options::{ModelOptions, TimeUnit};
use crate::metrics::models::bootstrap::{Draw, Resampling};
use crate::metrics::models::fitted::Model;
use crate::metrics::models::occasions::{Customer, View};
use crate::metrics::models::order_values::OrderValues;
use crate::predict::predictions::{Basis, Predictions, Totals};
use crate::tables::buying::Buying;
use std::collections::BTreeMap;

/// The resamples made so far.
#[derive(Debug)]
pub(super) struct Resamples {
    chosen: Model,
    resampling: Resampling,
    draws: Vec<Draw>,
    totals: Vec<Totals>,
}

impl Resamples {
    /// None yet, of the customers that a model was fitted to.
    pub fn new(customers: &[Customer], chosen: Model, values: Option<OrderValues>, seed: u32) -> Self {
        let resampling = Resampling::new(customers, chosen, values, seed);
        Self { chosen, resampling, draws: Vec::new(), totals: Vec::new() }
    }

    /// Parameters of the next resample, and what they expect of everybody.
    pub fn next(&mut self, buying: &Buying, view: &View, options: &ModelOptions) {
        let Some(draw) = self.resampling.draw() else { return };
        let basis = Basis {
            model: Some(draw.model),
            spending: draw.spending,
            churn: None,
            draws: Vec::new(),
            totals: Vec::new(),
            view: View { not_before: i32::MIN, ..*view },
        };
        self.totals.push(Predictions::new(buying, basis, options.clone()).of_everybody());
        self.draws.push(draw);
    }

    /// Parameters, and totals.
    pub fn taken(self) -> (Vec<Draw>, Vec<Totals>) {
        (self.draws, self.totals)
    }

    /// The middle 95 % of the resamples' parameters; `None` without any.
    pub fn intervals(&self, unit: TimeUnit) -> Option<BTreeMap<String, [f64; 2]>> {
        if self.draws.is_empty() {
            return None;
        }
        let mut found = BTreeMap::new();
        for (place, (name, _)) in self.chosen.parameters(1.0).into_iter().enumerate() {
            let values = self.draws.iter().map(|draw| draw.model.parameters(unit.weeks())[place].1);
            let name = format!("{}.{name}", self.chosen.id().name());
            found.extend(Draw::interval(values).map(|interval| (name, interval)));
        }
        for (place, name) in ["p", "q", "v"].into_iter().enumerate() {
            let values = self.draws.iter().filter_map(|draw| match draw.spending? {
                OrderValues::GammaGamma(model) => Some([model.p, model.q, model.v][place]),
                OrderValues::Mean(_) => None,
            });
            let name = format!("gammaGamma.{name}");
            found.extend(Draw::interval(values).map(|interval| (name, interval)));
        }
        Some(found)
    }
}
