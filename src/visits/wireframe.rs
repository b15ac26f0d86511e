//! The outline of a page: the boxes of anchors that clicks were recorded with in, one typical box an anchor out.
//! The sessions are those of the latest report.

use super::Visits;
use super::heat::{HeatQuery, device_class, page_filter};
use crate::error::Error;
use crate::math::order::positions;
use crate::metrics::heat::{Filter, NO_ANCHOR};
use crate::tables::events::{Events, Fact};
use crate::tables::sessions::Sessions;
use serde::Serialize;
use std::cmp::Ordering;

/// Boxes that an outline shows; the anchors with fewest are counted only.
const BOXES: usize = 300;

/// A page as its visitors mostly saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wireframe {
    /// Median width of the viewports, px; `None` where none was recorded.
    pub width: Option<i64>,
    /// Median height of the documents, px; `None` where none was recorded.
    pub height: Option<i64>,
    /// Page views.
    pub views: u32,
    /// Typical boxes, the largest first.
    pub boxes: Vec<Frame>,
    /// Anchors left out because there are too many.
    pub omitted: u32,
}

/// The typical box of an anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// Its selector.
    pub anchor: String,
    /// Px from the left of a page of the typical width.
    pub left: i64,
    /// Px from the top.
    pub top: i64,
    /// Px.
    pub width: i64,
    /// Px.
    pub height: i64,
    /// Recorded boxes.
    pub n: u32,
}

/// An anchor, and the edges of one of its boxes.
type Recorded = (u32, [i64; 4]);

impl Visits {
    /// The outline of a page on a device.
    ///
    /// A box is as wide as it was recorded in its viewport, stretched to the typical width; left, top, width and
    /// height are then the medians over all boxes of the anchor, each by itself: of two in the middle the lower. So
    /// one odd layout moves nothing, and where the layout follows the width steadily the median is the layout
    /// of the median viewport. Boxes of the layer that does not scroll are not of the page and left out.
    ///
    /// # Errors
    ///
    /// No event is loaded.
    pub fn wireframe(&mut self, query: &HeatQuery) -> Result<Wireframe, Error> {
        let prepared = self.for_questions()?;
        let people = prepared.people(&self.customers);
        let sessions = self.latest.selected(&self.events, &people, &prepared.sessions);
        let filter = page_filter(&self.events, query);
        let found = wireframe(&self.events, &sessions, &filter);
        self.prepared = Some(prepared);
        Ok(found)
    }
}

#[allow(clippy::cast_possible_truncation)]
fn wireframe(events: &Events, sessions: &Sessions, filter: &Filter) -> Wireframe {
    let views = sessions.rows.iter().flat_map(|session| sessions.views(session));
    let views: Vec<usize> =
        views.map(|view| view.event as usize).filter(|&row| is_of(events, row, filter)).collect();
    let widths = views.iter().map(|&row| i64::from(events.width[row])).filter(|&width| width > 0);
    let width = median(widths.collect());
    let height = median(views.iter().filter_map(|&row| events.fact(row, Fact::DocumentHeight)).collect());
    let (boxes, omitted) = typical(events, &recorded(events, sessions, filter, width));
    Wireframe { width, height, views: views.len() as u32, boxes, omitted }
}

fn is_of(events: &Events, row: usize, filter: &Filter) -> bool {
    let device = || device_class(events.words.text(events.device[row]));
    filter.template.is_none_or(|template| template == events.template[row])
        && filter.device.is_none_or(|wanted| wanted == device())
}

/// The boxes of the page, stretched to its width.
fn recorded(events: &Events, sessions: &Sessions, filter: &Filter, width: Option<i64>) -> Vec<Recorded> {
    let rows = sessions.rows.iter().flat_map(|session| sessions.events(session));
    let boxed = |&row: &u32| {
        let row = row as usize;
        let at = events.spot(row)?;
        let (anchor, spot) = (events.spots.anchor[at], events.spots.spot[at]);
        let [left, top, across, down] = spot.frame?.map(i64::from);
        let viewport = i64::from(events.width[row]);
        let stretched = |px: i64| match width {
            Some(width) if viewport > 0 => (2 * px * width + viewport).div_euclid(2 * viewport),
            _ => px,
        };
        let is_shown = anchor != NO_ANCHOR && !spot.fixed && across > 0 && down > 0;
        (is_shown && is_of(events, row, filter))
            .then(|| (anchor, [stretched(left), top, stretched(across), down]))
    };
    rows.filter_map(boxed).collect()
}

/// One box an anchor, the largest first; and how many anchors are left out.
#[allow(clippy::cast_possible_truncation)]
fn typical(events: &Events, recorded: &[Recorded]) -> (Vec<Frame>, u32) {
    let rows = positions(recorded.len(), &|a, b| recorded[a].0.cmp(&recorded[b].0));
    let frames: Vec<Frame> = rows
        .chunk_by(|&a, &b| recorded[a].0 == recorded[b].0)
        .map(|rows| {
            let [left, top, width, height] = [0, 1, 2, 3].map(|edge| {
                median(rows.iter().map(|&row| recorded[row].1[edge]).collect()).unwrap_or_default()
            });
            let anchor = events.words.text(recorded[rows[0]].0).to_owned();
            Frame { anchor, left, top, width, height, n: rows.len() as u32 }
        })
        .collect();
    let omitted = frames.len().saturating_sub(BOXES) as u32;
    (largest_first(most_recorded(frames)), omitted)
}

/// Numbers of words depend on the order of the files: ties go by the text, here and below.
fn most_recorded(frames: Vec<Frame>) -> Vec<Frame> {
    ordered(frames, &|a, b| b.n.cmp(&a.n).then_with(|| a.anchor.cmp(&b.anchor)))
}

fn largest_first(frames: Vec<Frame>) -> Vec<Frame> {
    let area = |frame: &Frame| frame.width.saturating_mul(frame.height);
    ordered(frames, &|a, b| area(b).cmp(&area(a)).then_with(|| a.anchor.cmp(&b.anchor)))
}

/// The first so many.
fn ordered(frames: Vec<Frame>, compare: &dyn Fn(&Frame, &Frame) -> Ordering) -> Vec<Frame> {
    let order = positions(frames.len(), &|a, b| compare(&frames[a], &frames[b]));
    order.into_iter().take(BOXES).map(|at| frames[at].clone()).collect()
}

/// Of two in the middle the lower.
fn median(values: Vec<i64>) -> Option<i64> {
    let order = positions(values.len(), &|a, b| values[a].cmp(&values[b]));
    order.get(values.len().saturating_sub(1) / 2).map(|&at| values[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visits::Options;
    use crate::visits::options::Filter as Sessions;

    const VIEW: &str = r#""e":"view","tpl":"product""#;

    /// One page view each, `own` in the place of its event; visitors and page views have the number of their line.
    fn loaded(lines: &[String]) -> Visits {
        let mut visits = Visits::new(|_| None, 0);
        let file = visits.open_file("events.ndjson", Default::default());
        let line = |(number, own): (usize, &String)| {
            format!(
                "{{\"v\":1,\"t\":{},\"vid\":\"v{number}\",\"pid\":\"p{number}\",\"p\":\"/\",{own}}}\n",
                1_704_067_200_000 + number
            )
        };
        let text: String = lines.iter().enumerate().map(line).collect();
        visits.push(file, text.as_bytes()).unwrap();
        visits.finish(file).unwrap();
        visits
    }

    fn view(device: &str, width: u32, height: u32) -> String {
        format!(r#"{VIEW},"d":"{device}","w":{width},"dh":{height}"#)
    }

    fn click(device: &str, width: u32, anchor: &str, edges: [i32; 4]) -> String {
        format!(
            r#""e":"click","tpl":"product","d":"{device}","w":{width},"a":"{anchor}","x":0,"y":0,"ab":{edges:?}"#
        )
    }

    fn frame(anchor: &str, [left, top, width, height]: [i64; 4], n: u32) -> Frame {
        Frame { anchor: anchor.to_owned(), left, top, width, height, n }
    }

    fn of(template: &str, device: Option<&str>) -> HeatQuery {
        HeatQuery {
            template: Some(template.to_owned()),
            device: device.map(str::to_owned),
            ..HeatQuery::default()
        }
    }

    /// Viewports 320, 400 and 480 wide: the median is 400. Stretched to it, lefts are 20·400/320 = 25, 30 and
    /// 12·400/480 = 10 (median 25), widths 160·400/320 = 200, 220 and 360·400/480 = 300 (median 220).
    #[test]
    fn a_box_is_the_median_of_each_edge_on_a_page_of_the_median_width() {
        let phones = [
            view("phone", 320, 2000),
            view("phone", 400, 3000),
            view("phone", 480, 9000),
            view("desktop", 1440, 1500),
            click("phone", 320, "#buy", [20, 700, 160, 40]),
            click("phone", 400, "#buy", [30, 500, 220, 44]),
            click("phone", 480, "#buy", [12, 600, 360, 60]),
            click("desktop", 1440, "#buy", [900, 100, 300, 50]),
        ];
        let mut visits = loaded(&phones);
        let phone = visits.wireframe(&of("product", Some("phone"))).unwrap();
        assert_eq!((phone.width, phone.height, phone.views, phone.omitted), (Some(400), Some(3000), 3, 0));
        assert_eq!(phone.boxes, [frame("#buy", [25, 600, 220, 44], 3)]);
        let desktop = visits.wireframe(&of("product", Some("desktop"))).unwrap();
        assert_eq!(desktop.boxes, [frame("#buy", [900, 100, 300, 50], 1)]);
        // Of 320, 400, 480 and 1440 the lower middle is 400.
        assert_eq!(visits.wireframe(&of("product", None)).unwrap().width, Some(400));
        assert_eq!(visits.wireframe(&of("blog", None)).unwrap(), Wireframe::default());
        visits
            .report(&Options {
                filter: Sessions { device: Some("desktop".to_owned()), ..Sessions::default() },
                ..Options::default()
            })
            .unwrap();
        assert_eq!(visits.wireframe(&of("product", None)).unwrap().views, 1);
    }

    #[test]
    fn large_boxes_come_first_and_what_is_no_box_of_the_page_is_left_out() {
        let fixed = format!(r#"{},"ly":"fixed""#, click("phone", 400, "#bar", [0, 0, 400, 60]));
        let mut visits = loaded(&[
            view("phone", 400, 2000),
            click("phone", 400, "#small", [0, 0, 10, 10]),
            click("phone", 400, "#large", [0, 0, 400, 900]),
            click("phone", 400, "#flat", [0, 0, 400, 0]),
            click("phone", 400, "", [0, 0, 50, 50]),
            fixed,
        ]);
        let found = visits.wireframe(&HeatQuery::default()).unwrap();
        assert_eq!(found.boxes, [frame("#large", [0, 0, 400, 900], 1), frame("#small", [0, 0, 10, 10], 1)]);
    }

    #[test]
    fn anchors_beyond_the_limit_are_counted_those_with_fewest_boxes_first() {
        let anchor = |number: usize| click("phone", 400, &format!("#a{number:03}"), [0, 0, 10, 10]);
        let mut lines: Vec<String> = (0..302).map(anchor).collect();
        lines.push(anchor(301));
        let found = loaded(&lines).wireframe(&HeatQuery::default()).unwrap();
        assert_eq!((found.width, found.boxes.len(), found.omitted), (None, 300, 2));
        // The last has two boxes and stays; of those with one the last two by name go.
        let names: Vec<_> = found.boxes.iter().map(|frame| frame.anchor.as_str()).collect();
        assert_eq!((names[298], names[299]), ("#a298", "#a301"));
    }

    #[test]
    fn huge_boxes_stay_numbers() {
        let mut visits =
            loaded(&[view("phone", 1, 1), click("phone", 1, "#x", [i32::MIN, i32::MIN, i32::MAX, i32::MAX])]);
        assert!(visits.wireframe(&HeatQuery::default()).unwrap().boxes.len() <= 1);
    }
}
