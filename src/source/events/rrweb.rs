//! rrweb recordings: clicks, moves and scrolls of one visit; snapshots and mutations of the page are passed over.
//!
//! A recording names nobody: the file stands for the visitor. Clicks carry viewport positions, to which the last
//! scroll of the document is added; the address comes from the recording's own meta events, in the order of the file.

use super::fields::Fields;
use super::{Sink, web};
use crate::read::json::Value;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Draft, Fact, Given, Kind, NO_NUMBER, Spot};
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

const FULL_SNAPSHOT: i64 = 2;
const INCREMENTAL: i64 = 3;
const META: i64 = 4;
const MOUSE_MOVE: i64 = 1;
const MOUSE_INTERACTION: i64 = 2;
const SCROLL: i64 = 3;
const CLICK: i64 = 2;
/// The document's own node.
const DOCUMENT: i64 = 1;
/// Positions read of one move.
const POSITIONS: usize = 50;

/// What earlier records of the file said.
#[derive(Clone, Debug, Default)]
pub struct Rrweb {
    path: String,
    width: i64,
    page: u64,
    scroll: (i64, i64),
}

/// Whether a record looks like one of rrweb's.
#[must_use]
pub fn detect(record: Value) -> bool {
    let number = |key: &str| record.member(key).is_some_and(|value| matches!(value, Value::Number(_)));
    number("type") && number("timestamp") && record.member("data").is_some()
}

impl Rrweb {
    /// Adds the events of a record.
    pub fn read(&mut self, recording: &str, record: Value, sink: &mut Sink) {
        let fields = Fields::new(record);
        let time = fields.whole("timestamp", 0..=i64::MAX / 2048, sink).unwrap_or(-1);
        let kind = fields.whole("type", 0..=100, sink).unwrap_or(-1);
        let data = Fields::new(fields.value("data").unwrap_or(Value::Null));
        let content = if let Value::Object(bytes) = record { xxh3_64(bytes) } else { 0 };
        match kind {
            META => {
                let address = data.text("href", sink);
                web::split(&address).1.clone_into(&mut self.path);
                self.width = data.whole("width", 0..=65_535, sink).unwrap_or(0);
                self.scroll = (0, 0);
                self.page += 1;
                self.push(Kind::View, recording, time, content, None, sink);
            }
            FULL_SNAPSHOT => {
                let offset = Fields::new(data.value("initialOffset").unwrap_or(Value::Null));
                self.scroll = (position(&offset, "left"), position(&offset, "top"));
            }
            INCREMENTAL => self.incremental(recording, time, content, &data, sink),
            _ => sink.say(EventVerdict::UnknownEvent, b"type"),
        }
    }

    fn incremental(&mut self, recording: &str, time: i64, content: u64, data: &Fields, sink: &mut Sink) {
        let (x, y) = (position(data, "x"), position(data, "y"));
        let number = |key: &str| data.value(key).and_then(Value::number).unwrap_or(-1.0);
        let is = |key: &str, wanted: i64| (number(key) - wanted as f64).abs() < 0.5;
        if is("source", MOUSE_INTERACTION) && is("type", CLICK) {
            self.push(Kind::Click, recording, time, content, Some((x, y)), sink);
        } else if is("source", SCROLL) && is("id", DOCUMENT) {
            self.scroll = (x, y);
        } else if is("source", MOUSE_MOVE) {
            let positions = data.value("positions").map(|list| list.elements().collect::<Vec<_>>());
            for (at, place) in positions.unwrap_or_default().into_iter().take(POSITIONS).enumerate() {
                let place = Fields::new(place);
                let (x, y) = (position(&place, "x"), position(&place, "y"));
                let later = position(&place, "timeOffset").clamp(-10_000, 0);
                self.push(Kind::Move, recording, time + later, content ^ at as u64, Some((x, y)), sink);
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn push(
        &self,
        kind: Kind,
        recording: &str,
        time: i64,
        content: u64,
        at: Option<(i64, i64)>,
        sink: &mut Sink,
    ) {
        let spot = at.map(|(x, y)| {
            let (page_x, page_y) = ((x + self.scroll.0) as i32, (y + self.scroll.1) as i32);
            (Spot { page_x, page_y, ..Spot::default() }, Cow::Borrowed(""), Cow::Borrowed(""))
        });
        let facts = if kind == Kind::View {
            vec![(Fact::Source, Given::Text(Cow::Borrowed("unknown")))]
        } else {
            Vec::new()
        };
        sink.push(&Draft {
            kind: Some(kind),
            time,
            visitor: Cow::Owned(format!("recording {recording}")),
            page: Cow::Owned(self.page.to_string()),
            number: NO_NUMBER,
            path: Cow::Borrowed(&self.path),
            template: Cow::Borrowed(if self.path.is_empty() { "" } else { web::template(&self.path) }),
            device: Cow::Borrowed(web::device_of_width(self.width)),
            width: self.width as u16,
            facts,
            spot,
            content,
            ..Draft::default()
        });
    }
}

/// A position in pixels; 0 without one.
#[allow(clippy::cast_possible_truncation)]
fn position(fields: &Fields, key: &str) -> i64 {
    let number = fields.value(key).and_then(Value::number);
    number.filter(|number| number.abs() <= 1e6).map_or(0, |number| number.round() as i64)
}
