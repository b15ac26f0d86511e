//! The boundary of heatmaps: a question in, typed grids out.

use super::visits::Visits;
use super::{from_js, set, to_error, to_js};
use crate::metrics::heat::{AnchorGrid, Attention, Heatmap, Reach};
use crate::visits::heat::HeatQuery;
use js_sys::{Array, Float32Array, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Visits {
    /// Where the points are; the density is a `Float32Array`, row by row.
    ///
    /// # Errors
    ///
    /// A wrong query, or no event.
    pub fn heatmap(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        let query: HeatQuery = from_js(query)?;
        map(&self.visits.heatmap(&query).map_err(|error| to_error(&error))?)
    }

    /// Anchors with the points in their boxes.
    ///
    /// # Errors
    ///
    /// A wrong query, or no event.
    #[wasm_bindgen(js_name = heatAnchors)]
    pub fn heat_anchors(&mut self, query: JsValue) -> Result<Array, JsValue> {
        let query: HeatQuery = from_js(query)?;
        let anchors = self.visits.heat_anchors(&query).map_err(|error| to_error(&error))?;
        anchors.iter().map(|(name, grid)| anchor(name, grid)).collect()
    }

    /// Scroll reach and attention by bands of the document's height.
    ///
    /// # Errors
    ///
    /// A wrong query, or no event.
    pub fn scroll(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        let query: HeatQuery = from_js(query)?;
        let (reach, attention) = self.visits.scroll(&query).map_err(|error| to_error(&error))?;
        object([("reach", reach_object(&reach)?), ("attention", attention_object(&attention)?)])
    }

    /// Typical boxes of the anchors of a page.
    ///
    /// # Errors
    ///
    /// A wrong query, or no event.
    pub fn wireframe(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        let query: HeatQuery = from_js(query)?;
        to_js(&self.visits.wireframe(&query).map_err(|error| to_error(&error))?)
    }
}

fn reach_object(reach: &Reach) -> Result<JsValue, JsValue> {
    object([
        ("share", floats(&reach.share)),
        ("visitors", reach.visitors.into()),
        ("withheld", reach.withheld.into()),
        ("marks", to_js(&reach.marks)?),
    ])
}

fn attention_object(attention: &Attention) -> Result<JsValue, JsValue> {
    object([
        ("seconds", floats(&attention.seconds)),
        ("sessions", attention.sessions.into()),
        ("visitors", attention.visitors.into()),
        ("withheldSeconds", attention.withheld_seconds.into()),
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
