//! Heatmaps of the loaded visits: a page's template, a device and today's boxes in; density, grids by anchor,
//! scroll reach and attention out. The sessions are those of the latest report.

use super::{Visits, options};
use crate::error::{Error, ErrorKind};
use crate::math::order::positions;
use crate::metrics::heat::{
    AnchorGrid, Attention, BANDS, Filter, Heatmap, Layout, MapOptions, NO_ANCHOR, Points, Reach, Rect,
    ScrollViews, anchor_grids, attention, heatmap, reach,
};
use crate::tables::events::{Events, Kind};
use crate::tables::sessions::Sessions;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Device classes by number; 0 is any other.
const DEVICES: [&str; 4] = ["", "phone", "tablet", "desktop"];
/// Cells across and down an anchor's grid.
const ANCHOR_SIDE: u8 = 16;

/// What a heatmap is asked of.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct HeatQuery {
    /// Page template; `None` is all pages.
    pub template: Option<String>,
    /// "phone", "tablet" or "desktop"; `None` is all.
    pub device: Option<String>,
    /// Pointer positions instead of clicks.
    pub moves: bool,
    /// The layer that does not scroll.
    pub fixed: bool,
    /// Width of the page as it is now, px; of the viewport for the fixed layer.
    pub width: f32,
    /// Height of the page as it is now, px.
    pub height: f32,
    /// Left, top, width and height by anchor, px; width 0 is a hidden anchor.
    pub boxes: BTreeMap<String, [f32; 4]>,
    /// Side of a cell, px.
    pub cell: f32,
    /// Standard deviation of the blur, px.
    pub sigma: f32,
    /// Least number of sessions of a value that is shown.
    pub k: u32,
}

impl Default for HeatQuery {
    fn default() -> Self {
        let MapOptions { cell, sigma, k } = MapOptions::default();
        Self {
            template: None,
            device: None,
            moves: false,
            fixed: false,
            width: 0.0,
            height: 0.0,
            boxes: BTreeMap::new(),
            cell,
            sigma,
            k,
        }
    }
}

/// Points of all sessions, kept from one question to the next.
#[derive(Clone, Debug, Default)]
pub struct PointColumns {
    moves: bool,
    anchor: Vec<u32>,
    x: Vec<u16>,
    y: Vec<u16>,
    page_x: Vec<i32>,
    page_y: Vec<i32>,
    viewport: Vec<u16>,
    layer: Vec<u8>,
    device: Vec<u8>,
    template: Vec<u32>,
    session: Vec<u32>,
    visitor: Vec<u32>,
}

impl Visits {
    /// Where the points are on the page as it is now.
    ///
    /// # Errors
    ///
    /// A value is out of its range, or no event is loaded.
    pub fn heatmap(&mut self, query: &HeatQuery) -> Result<Heatmap, Error> {
        check(query)?;
        let options = MapOptions { cell: query.cell, sigma: query.sigma, k: query.k };
        self.of_points(query, |events, points, filter| {
            heatmap(&[points], filter, &layout(events, query), &options)
        })
    }

    /// Anchors with their selectors and the points in their boxes, most points first.
    ///
    /// # Errors
    ///
    /// An option is wrong, or no event is loaded.
    pub fn heat_anchors(&mut self, query: &HeatQuery) -> Result<Vec<(String, AnchorGrid)>, Error> {
        self.of_points(query, |events, points, filter| {
            let named = |grid: AnchorGrid| (events.words.text(grid.anchor).to_owned(), grid);
            anchor_grids(&points, filter, ANCHOR_SIDE, query.k).into_iter().map(named).collect()
        })
    }

    /// How far visitors scroll, and where visible time goes.
    ///
    /// # Errors
    ///
    /// An option is wrong, or no event is loaded.
    pub fn scroll(&mut self, query: &HeatQuery) -> Result<(Reach, Attention), Error> {
        let prepared = self.for_questions()?;
        let people = prepared.people(&self.customers);
        let sessions = self.latest.selected(&self.events, &people, &prepared.sessions);
        let views = Views::new(&self.events, &sessions, &page_filter(&self.events, query));
        let found = (reach(&views.scroll(), query.k), attention(&views.dwell(), query.k));
        self.prepared = Some(prepared);
        Ok(found)
    }

    /// Answers from the points of the sessions that count; those of all sessions are kept for the next question.
    fn of_points<T>(
        &mut self,
        query: &HeatQuery,
        answer: impl FnOnce(&Events, Points, &Filter) -> T,
    ) -> Result<T, Error> {
        let mut prepared = self.for_questions()?;
        let is_all = self.latest.filter == options::Filter::default();
        let kept = prepared.points.take().filter(|points| points.moves == query.moves && is_all);
        let points = kept.unwrap_or_else(|| {
            let people = prepared.people(&self.customers);
            let sessions = self.latest.selected(&self.events, &people, &prepared.sessions);
            PointColumns::new(&self.events, &sessions, query.moves)
        });
        let found = answer(&self.events, points.points(), &page_filter(&self.events, query));
        prepared.points = is_all.then_some(points);
        self.prepared = Some(prepared);
        Ok(found)
    }
}

fn check(query: &HeatQuery) -> Result<(), Error> {
    let is_size = |pixels: f32| (1.0..=1_000_000.0).contains(&pixels);
    let wrong = if !is_size(query.width) || !is_size(query.height) {
        "width and height must be from 1 to 1000000"
    } else if !(1.0..=1000.0).contains(&query.cell) {
        "cell must be from 1 to 1000"
    } else if !(0.0..=1000.0).contains(&query.sigma) {
        "sigma must be from 0 to 1000"
    } else if query.boxes.values().flatten().any(|side| !side.is_finite()) {
        "boxes must be numbers"
    } else {
        return Ok(());
    };
    Err(ErrorKind::Option(wrong.to_owned()).into())
}

/// A template that no event names lets no point pass.
pub(super) fn page_filter(events: &Events, query: &HeatQuery) -> Filter {
    let template = query.template.as_ref().map(|name| events.words.find(name).unwrap_or(NO_ANCHOR - 1));
    let device = query.device.as_deref().map(device_class);
    Filter { template, device, layer: u8::from(query.fixed) }
}

/// Boxes by the number of their anchor; those that no point names are not needed.
fn layout(events: &Events, query: &HeatQuery) -> Layout {
    let mut boxes = Vec::new();
    for (anchor, &[left, top, width, height]) in &query.boxes {
        let Some(word) = events.words.find(anchor) else { continue };
        let word = word as usize;
        boxes.resize(boxes.len().max(word + 1), None);
        boxes[word] = Some(Rect { left, top, width, height });
    }
    Layout { width: query.width, height: query.height, boxes }
}

#[allow(clippy::cast_possible_truncation)]
pub(super) fn device_class(name: &str) -> u8 {
    DEVICES.iter().position(|&known| known == name).unwrap_or_default() as u8
}

impl PointColumns {
    fn new(events: &Events, sessions: &Sessions, moves: bool) -> Self {
        let kind = if moves { Kind::Move } else { Kind::Click };
        let mut columns = Self { moves, ..Self::default() };
        let spots = spots_by_event(events);
        for (number, session) in (0..).zip(&sessions.rows) {
            for &row in sessions.events(session) {
                let spot = spots[row as usize];
                if spot != NO_ANCHOR && events.kind[row as usize] == kind {
                    columns.push(events, row as usize, spot as usize);
                    columns.session.push(number);
                    columns.visitor.push(session.visitor);
                }
            }
        }
        columns
    }

    fn push(&mut self, events: &Events, row: usize, at: usize) {
        let spot = &events.spots.spot[at];
        self.anchor.push(events.spots.anchor[at]);
        self.x.push(spot.x);
        self.y.push(spot.y);
        self.page_x.push(spot.page_x);
        self.page_y.push(spot.page_y);
        self.viewport.push(events.width[row]);
        self.layer.push(u8::from(spot.fixed));
        self.device.push(device_class(events.words.text(events.device[row])));
        self.template.push(events.template[row]);
    }

    fn points(&self) -> Points<'_> {
        Points {
            anchor: &self.anchor,
            x: &self.x,
            y: &self.y,
            page_x: &self.page_x,
            page_y: &self.page_y,
            viewport: &self.viewport,
            layer: &self.layer,
            device: &self.device,
            template: &self.template,
            session: &self.session,
            visitor: &self.visitor,
        }
    }
}

/// Numbers of spots by row of the event; [`NO_ANCHOR`] for events without.
fn spots_by_event(events: &Events) -> Vec<u32> {
    let mut spots = vec![NO_ANCHOR; events.len()];
    (0..).zip(&events.spots.event).for_each(|(spot, &row)| spots[row as usize] = spot);
    spots
}

/// Page views with a reach, and page views with visible time by band.
#[derive(Default)]
struct Views {
    reach_visitor: Vec<u32>,
    reach: Vec<f32>,
    session: Vec<u32>,
    visitor: Vec<u32>,
    dwell: Vec<u32>,
}

impl Views {
    #[allow(clippy::cast_precision_loss)]
    fn new(events: &Events, sessions: &Sessions, filter: &Filter) -> Self {
        let bands = last_bands(events);
        let mut views = Self::default();
        for (number, session) in (0..).zip(&sessions.rows) {
            for view in sessions.views(session) {
                let row = view.event as usize;
                let device = device_class(events.words.text(events.device[row]));
                let is_page = filter.template.is_none_or(|template| template == view.template);
                if !is_page || filter.device.is_some_and(|wanted| wanted != device) {
                    continue;
                }
                if let Some(reach) = view.reach {
                    views.reach_visitor.push(session.visitor);
                    views.reach.push(reach as f32 / 10_000.0);
                }
                if let Some(bands) = bands.get(&events.page[row]) {
                    views.session.push(number);
                    views.visitor.push(session.visitor);
                    views.dwell.extend_from_slice(*bands);
                }
            }
        }
        views
    }

    fn scroll(&self) -> ScrollViews<'_> {
        ScrollViews { visitor: &self.reach_visitor, reach: &self.reach, ..ScrollViews::default() }
    }

    fn dwell(&self) -> ScrollViews<'_> {
        let (session, visitor, dwell) = (&self.session, &self.visitor, &self.dwell);
        ScrollViews { session, visitor, dwell, ..ScrollViews::default() }
    }
}

/// Each page view's last word on where its visible time went.
fn last_bands(events: &Events) -> BTreeMap<u32, &[u32; BANDS]> {
    let row = |at: usize| events.band_event[at] as usize;
    let place = |at: usize| (events.time[row(at)], events.number[row(at)]);
    let order = positions(events.bands.len(), &|a, b| place(a).cmp(&place(b)));
    order.into_iter().map(|at| (events.page[row(at)], &events.bands[at])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two visitors: clicks in a box, one on the phone, one in the fixed layer; reach and attention of the second.
    const EVENTS: &str = r##"{"v":1,"e":"view","t":1700000000000,"vid":"a","pid":"1","n":0,"p":"/","tpl":"index","d":"desktop","w":1000}
{"v":1,"e":"click","t":1700000001000,"vid":"a","pid":"1","n":1,"p":"/","tpl":"index","d":"desktop","w":1000,"a":"#top","x":0,"y":0}
{"v":1,"e":"click","t":1700000002000,"vid":"a","pid":"1","n":2,"p":"/","tpl":"index","d":"desktop","w":1000,"a":"","px":500,"py":150}
{"v":1,"e":"click","t":1700000003000,"vid":"a","pid":"1","n":3,"p":"/","tpl":"index","d":"phone","w":400,"a":"#top","x":0,"y":0}
{"v":1,"e":"click","t":1700000004000,"vid":"a","pid":"1","n":4,"p":"/","tpl":"index","d":"desktop","w":1000,"a":"#bar","x":0,"y":0,"ly":"fixed"}
{"v":1,"e":"view","t":1700000000000,"vid":"b","pid":"2","n":0,"p":"/","tpl":"index","d":"desktop","w":1000}
{"v":1,"e":"click","t":1700000001000,"vid":"b","pid":"2","n":1,"p":"/","tpl":"index","d":"desktop","w":1000,"a":"#top","x":32767,"y":32767}
{"v":1,"e":"move","t":1700000001500,"vid":"b","pid":"2","n":2,"p":"/","tpl":"index","d":"desktop","w":1000,"a":"#top","x":0,"y":0}
{"v":1,"e":"scroll","t":1700000002000,"vid":"b","pid":"2","n":3,"p":"/","tpl":"index","d":"desktop","w":1000,"mx":0.5,"rev":0}
{"v":1,"e":"dwell","t":1700000002000,"vid":"b","pid":"2","n":4,"p":"/","tpl":"index","d":"desktop","w":1000,"ms":4000,"bd":[1000,3000]}
"##;

    fn loaded() -> Visits {
        let mut visits = Visits::new(|_| None, 0);
        let file = visits.open_file("events.ndjson", Default::default());
        visits.push(file, EVENTS.as_bytes()).unwrap();
        visits.finish(file).unwrap();
        visits
    }

    fn query() -> HeatQuery {
        HeatQuery {
            template: Some("index".to_owned()),
            device: Some("desktop".to_owned()),
            width: 500.0,
            height: 200.0,
            boxes: BTreeMap::from([("#top".to_owned(), [100.0, 0.0, 200.0, 100.0])]),
            cell: 100.0,
            sigma: 0.0,
            k: 1,
            ..HeatQuery::default()
        }
    }

    #[test]
    fn clicks_of_a_page_and_device_on_the_boxes_of_today() {
        let mut visits = loaded();
        let map = visits.heatmap(&query()).unwrap();
        assert_eq!((map.columns, map.rows), (5, 2));
        // The corner of the box is at 300, 100; the fall-back click at half of 500 px.
        assert_eq!(map.density, [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]);
        assert_eq!((map.n, map.sessions, map.visitors, map.by_anchor, map.by_fallback), (3, 2, 2, 2, 1));
        let phone = HeatQuery { device: Some("phone".to_owned()), ..query() };
        assert_eq!(visits.heatmap(&phone).unwrap().n, 1);
        assert_eq!(visits.heatmap(&HeatQuery { moves: true, ..query() }).unwrap().n, 1);
        assert_eq!(visits.heatmap(&HeatQuery { fixed: true, ..query() }).unwrap().outside, 0);
        let nowhere = HeatQuery { template: Some("blog".to_owned()), ..query() };
        assert_eq!(visits.heatmap(&nowhere).unwrap().n, 0);
        assert_eq!(visits.heatmap(&query()).unwrap(), map);
    }

    #[test]
    fn anchors_reach_and_attention_of_the_page() {
        let mut visits = loaded();
        let anchors = visits.heat_anchors(&query()).unwrap();
        let found: Vec<_> =
            anchors.iter().map(|(name, grid)| (name.as_str(), grid.n, grid.visitors)).collect();
        assert_eq!(found, [("#top", 2, 2)]);
        let (reach, attention) = visits.scroll(&query()).unwrap();
        assert_eq!((reach.visitors, reach.share[10], reach.share[11]), (1, 1.0, 0.0));
        assert_eq!((attention.seconds[0], attention.seconds[1], attention.sessions), (1.0, 3.0, 1));
    }

    #[test]
    fn sizes_that_cannot_be_are_refused() {
        let mut visits = loaded();
        for wrong in [
            HeatQuery { width: 0.0, ..query() },
            HeatQuery { height: f32::INFINITY, ..query() },
            HeatQuery { cell: f32::NAN, ..query() },
            HeatQuery { sigma: -1.0, ..query() },
            HeatQuery { boxes: BTreeMap::from([("#top".to_owned(), [f32::NAN; 4])]), ..query() },
        ] {
            assert_eq!(visits.heatmap(&wrong).unwrap_err().code(), "unknownOption");
        }
    }
}
