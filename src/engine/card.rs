//! One customer: the row, the orders, and for each flag the numbers that decided.

use super::Facts;
use super::people::Page;
use crate::math::order::sorted_by;
use crate::metrics::churn::DefinitionId;
use crate::money::major;
use crate::tables::orders::State;
use crate::time::{DAY_MS, format_day, format_instant};
use serde::Serialize;
use std::collections::BTreeMap;

/// Orders shown at most.
const SHOWN: usize = 200;

/// One customer with the numbers that decided.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerCard {
    /// The customer's row; the boundary hands it over as a page of one.
    #[serde(skip)]
    pub row: Page,
    /// Newest first, at most 200.
    pub orders: Vec<CardOrder>,
    /// All of them.
    pub orders_total: usize,
    /// Days between buying occasions, oldest first.
    pub gaps: Vec<i32>,
    /// Their mean.
    pub mean_gap_days: Option<f64>,
    /// For each definition the numbers that went in.
    pub reasons: Vec<Reason>,
}

/// One order or refund.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardOrder {
    /// Id; empty for files without.
    pub id: String,
    /// Instant, wall time or date as the file has it.
    pub time: String,
    /// Net amount in major units.
    pub net: f64,
    /// Currency.
    pub currency: String,
    /// "order" or "refund".
    pub kind: &'static str,
    /// File.
    pub file: String,
}

/// Why a definition flags the customer or does not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// Definition.
    pub definition: DefinitionId,
    /// Its verdict.
    pub flagged: bool,
    /// A sentence.
    pub text: String,
    /// The numbers in it.
    pub params: BTreeMap<&'static str, f64>,
}

impl CustomerCard {
    pub(super) fn new(facts: &Facts, customer: usize) -> Self {
        let place = u32::try_from(customer).unwrap_or(u32::MAX);
        let orders = orders(facts, facts.histories().ids[customer]);
        let total = orders.len();
        let orders = sorted_by(orders, &|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let gaps = gaps(facts.histories().orders.days(customer));
        let days: i32 = gaps.iter().sum();
        let mean = (!gaps.is_empty()).then(|| f64::from(days) / gaps.len() as f64);
        Self {
            row: Page::new(facts, 1, &[place]),
            orders: orders.into_iter().take(SHOWN).map(|(_, order)| order).collect(),
            orders_total: total,
            reasons: DefinitionId::ALL
                .map(|definition| reason(facts, customer, definition, gaps.len()))
                .into(),
            gaps,
            mean_gap_days: mean,
        }
    }
}

fn gaps(days: &[i32]) -> Vec<i32> {
    days.windows(2).map(|pair| pair[1] - pair[0]).filter(|&gap| gap > 0).collect()
}

fn orders(facts: &Facts, id: u32) -> Vec<(i64, CardOrder)> {
    let mut found = Vec::new();
    for (file, standing) in facts.data.standing() {
        for index in (0..file.orders.len()).filter(|&index| file.orders.customer(index) == id) {
            let Some(state) = standing.state(index) else { continue };
            let (gross, discount, refund) = file.orders.amounts(index);
            let time = file.orders.time(index);
            let shown = match file.orders.anchor(index) {
                0 => format_instant(time),
                1 => format_instant(time).trim_end_matches('Z').to_owned(),
                _ => format_day(i32::try_from(time.div_euclid(DAY_MS)).unwrap_or(0)),
            };
            found.push((
                time,
                CardOrder {
                    id: String::from_utf8_lossy(&file.orders.ids().get(index)).into_owned(),
                    time: shown,
                    net: major(gross - discount - refund),
                    currency: file.orders.currency(index).code().to_owned(),
                    kind: if state == State::Refund { "refund" } else { "order" },
                    file: file.name.clone(),
                },
            ));
        }
    }
    found
}

fn reason(facts: &Facts, c: usize, definition: DefinitionId, gaps: usize) -> Reason {
    let flags = &facts.people.flags;
    let (silence, limit) = (flags.silence[c], flags.limit[definition.index()][c]);
    let (cycle, options) = (flags.cycle[c], &facts.options.churn);
    let flagged = flags.flagged[definition.index()][c];
    let verdict = if flagged { "more than" } else { "within" };
    let rule = match definition {
        DefinitionId::D1 => {
            let whose = if gaps >= 2 { "own mean gap" } else { "cycle, drawn towards the store's" };
            format!("{whose} {cycle:.1} days + {} days margin", options.margin_days)
        }
        DefinitionId::D2 => format!("{:.0} % of gaps like these are shorter", options.tail * 100.0),
        DefinitionId::D4 => "the same window for everybody".to_owned(),
    };
    let text = if limit.is_nan() {
        "Cannot be judged: the store has too few closed gaps for this definition.".to_owned()
    } else {
        format!("Silent for {silence} days, {verdict} the limit of {limit:.1} days ({rule}).")
    };
    let mut params = BTreeMap::from([("silenceDays", f64::from(silence)), ("gaps", gaps as f64)]);
    if !limit.is_nan() {
        params.insert("limitDays", limit);
    }
    if definition == DefinitionId::D1 && !cycle.is_nan() {
        params.insert("cycleDays", cycle);
        params.insert("marginDays", f64::from(options.margin_days));
    }
    Reason { definition, flagged, text, params }
}
