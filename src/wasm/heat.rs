//! The boundary of heatmaps: a question in, typed grids out.

use super::visits::Visits;
use super::{from_js, set, to_error, to_js};
use crate::metrics::heat::{AnchorGrid, Heatmap};
use crate::visits::heat::{HeatQuery, PageHeat};
use js_sys::{Array, Float32Array, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Visits {
    /// A page's heatmaps; grids are `Float32Array`s, row by row.
    ///
    /// # Errors
    ///
    /// A wrong query, or no event.
    pub fn heatmap(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        let query: HeatQuery = from_js(query)?;
        page(&self.visits.heatmap(&query).map_err(|error| to_error(&error))?)
    }
}

fn page(heat: &PageHeat) -> Result<JsValue, JsValue> {
    let anchors: Result<Array, JsValue> =
        heat.anchors.iter().map(|(name, grid)| anchor(name, grid)).collect();
    let (reach, attention) = (&heat.reach, &heat.attention);
    object([
        ("map", map(&heat.map)?),
        (
            "reach",
            object([
                ("share", floats(&reach.share)),
                ("visitors", reach.visitors.into()),
                ("withheld", reach.withheld.into()),
                ("marks", to_js(&reach.marks)?),
            ])?,
        ),
        (
            "attention",
            object([
                ("seconds", floats(&attention.seconds)),
                ("sessions", attention.sessions.into()),
                ("visitors", attention.visitors.into()),
                ("withheldSeconds", attention.withheld_seconds.into()),
            ])?,
        ),
        ("anchors", anchors?.into()),
    ])
}

fn map(map: &Heatmap) -> Result<JsValue, JsValue> {
    object([
        ("columns", map.columns.into()),
        ("rows", map.rows.into()),
        ("density", floats(&map.density)),
        ("n", map.n.into()),
        ("sessions", map.sessions.into()),
        ("visitors", map.visitors.into()),
        ("byAnchor", map.by_anchor.into()),
        ("byFallback", map.by_fallback.into()),
        ("anchorShare", to_js(&map.anchor_share())?),
        ("hidden", map.hidden.into()),
        ("outside", map.outside.into()),
        ("withheld", map.withheld.into()),
    ])
}

fn anchor(name: &str, grid: &AnchorGrid) -> Result<JsValue, JsValue> {
    object([
        ("anchor", JsValue::from_str(name)),
        ("n", grid.n.into()),
        ("sessions", grid.sessions.into()),
        ("visitors", grid.visitors.into()),
        ("withheld", grid.withheld.into()),
        ("cells", floats(&grid.cells)),
    ])
}

fn floats(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}

fn object<const N: usize>(fields: [(&str, JsValue); N]) -> Result<JsValue, JsValue> {
    let value: JsValue = Object::new().into();
    for (name, field) in fields {
        set(&value, name, &field)?;
    }
    Ok(value)
}
