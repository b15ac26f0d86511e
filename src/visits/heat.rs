//! Heatmaps of the loaded visits: a page's template, a device and today's boxes in; density, scroll reach, attention
//! and grids by anchor out.

use super::{Options, Visits, options};
use crate::error::{Error, ErrorKind};
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
    /// A pause longer than this ends a session, in minutes.
    pub idle_minutes: u32,
    /// Which sessions count.
    pub filter: options::Filter,
}

impl Default for HeatQuery {
    fn default() -> Self {
        let MapOptions { cell, sigma, k } = MapOptions::default();
        let Options { idle_minutes, filter, .. } = Options::default();
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
            idle_minutes,
            filter,
        }
    }
}

/// A page's maps.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHeat {
    /// Where the points are on the page as it is now.
    pub map: Heatmap,
    /// How far visitors scroll.
    pub reach: Reach,
    /// Where visible time goes.
    pub attention: Attention,
    /// Anchors with their selectors, most points first.
    pub anchors: Vec<(String, AnchorGrid)>,
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
    /// The maps of a page.
    ///
    /// # Errors
    ///
    /// A value is out of its range, or no event is loaded.
    pub fn heatmap(&mut self, query: &HeatQuery) -> Result<PageHeat, Error> {
        let idle_minutes = query.idle_minutes;
        let options = Options { idle_minutes, filter: query.filter.clone(), ..Options::default() };
        options.check(&self.zone)?;
        check(query)?;
        if self.events.is_empty() {
            return Err(ErrorKind::NoEvents("").into());
        }
        let mut prepared = self.prepare(options.idle_ms());
        let kept = prepared.points.take().filter(|points| points.moves == query.moves);
        let sessions = options.selected(&self.events, &prepared.sessions);
        let is_all = query.filter == options::Filter::default();
        let points = match kept {
            Some(points) if is_all => points,
            _ => PointColumns::new(&self.events, &sessions, query.moves),
        };
        let heat = page_heat(&self.events, &sessions, &points, query);
        prepared.points = is_all.then_some(points);
        self.prepared = Some(prepared);
        Ok(heat)
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

fn page_heat(events: &Events, sessions: &Sessions, points: &PointColumns, query: &HeatQuery) -> PageHeat {
    let template = query.template.as_ref().map(|name| events.words.find(name).unwrap_or(NO_ANCHOR - 1));
    let device = query.device.as_deref().map(device_class);
    let filter = Filter { template, device, layer: u8::from(query.fixed) };
    let points = points.points();
    let options = MapOptions { cell: query.cell, sigma: query.sigma, k: query.k };
    let views = Views::new(events, sessions, &filter);
    let named = |grid: AnchorGrid| (events.words.text(grid.anchor).to_owned(), grid);
    PageHeat {
        map: heatmap(&[points], &filter, &layout(events, query), &options),
        reach: reach(&views.scroll(), query.k),
        attention: attention(&views.dwell(), query.k),
        anchors: anchor_grids(&points, &filter, ANCHOR_SIDE, query.k).into_iter().map(named).collect(),
    }
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
fn device_class(name: &str) -> u8 {
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
    let mut rows: Vec<_> = events.band_event.iter().zip(&events.bands).collect();
    rows.sort_by_key(|(row, _)| (events.time[**row as usize], events.number[**row as usize]));
    rows.into_iter().map(|(&row, bands)| (events.page[row as usize], bands)).collect()
}
