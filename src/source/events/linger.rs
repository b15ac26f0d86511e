//! Linger's own events, version 1: what the storefront script writes.

use super::Sink;
use super::fields::{AMOUNT, COUNT, Fields, PIXEL};
use crate::read::json::Value;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{BANDS, Draft, Fact, Given, Kind, NO_NUMBER, Spot};
use std::borrow::Cow;
use std::ops::RangeInclusive;
use xxhash_rust::xxh3::xxh3_64;

/// The version of the format that is read.
const VERSION: f64 = 1.0;
/// A text fact of a kind, or a number and its range.
type Reading = (&'static str, Fact, Option<RangeInclusive<i64>>);

/// Whether a record looks like one of Linger's.
#[must_use]
pub fn detect(record: Value) -> bool {
    ["v", "e", "t"].iter().all(|key| record.member(key).is_some())
}

/// Adds the event of a record.
pub fn read(record: Value, sink: &mut Sink) {
    let fields = Fields::new(record);
    if fields.value("v").and_then(Value::number) != Some(VERSION) {
        sink.say(EventVerdict::UnknownVersion, b"v");
        return;
    }
    let name = fields.text("e", sink);
    let Some(kind) = Kind::parse(&name).filter(|kind| *kind != Kind::Custom) else {
        sink.say(EventVerdict::UnknownEvent, name.as_bytes());
        return;
    };
    if fields.value("t").and_then(Value::number).is_none() {
        sink.say(EventVerdict::NoTime, b"t");
        return;
    }
    let Some(time) = fields.whole("t", 0..=i64::MAX / 2048, sink) else { return };
    let mut draft = Draft { kind: Some(kind), time, ..Draft::default() };
    common(&fields, &mut draft, sink);
    if let Value::Object(bytes) = record {
        draft.content = xxh3_64(bytes);
    }
    for (key, fact, range) in readings(kind) {
        match range {
            None => fields.add_text(key, *fact, &mut draft.facts, sink),
            Some(range) => fields.add_whole(key, *fact, range.clone(), &mut draft.facts, sink),
        }
    }
    match kind {
        Kind::Click | Kind::Move => spot(&fields, &mut draft, sink),
        Kind::Scroll => reach(&fields, &mut draft, sink),
        Kind::Dwell => draft.bands = bands(&fields, sink),
        _ => {}
    }
    sink.push(&draft);
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn common<'a>(fields: &Fields<'a>, draft: &mut Draft<'a>, sink: &mut Sink) {
    draft.visitor = fields.text("vid", sink);
    if draft.visitor.is_empty() {
        let session = fields.text("sid", sink);
        if !session.is_empty() {
            sink.say(EventVerdict::KeyedBySession, session.as_bytes());
            draft.visitor = Cow::Owned(format!("session {session}"));
        }
    }
    draft.page = fields.text("pid", sink);
    draft.number = fields.whole("n", COUNT, sink).map_or(NO_NUMBER, |number| number as u32);
    draft.path = fields.text("p", sink);
    draft.template = fields.text("tpl", sink);
    draft.handle = fields.text("h", sink);
    draft.device = fields.text("d", sink);
    draft.width = fields.whole("w", 0..=65_535, sink).map_or(0, |width| width as u16);
    draft.customer = fields.text("cid", sink);
    draft.country = fields.text("co", sink);
}

/// What a kind has of its own.
#[rustfmt::skip]
fn readings(kind: Kind) -> &'static [Reading] {
    const CART: [Reading; 4] = [
        ("items", Fact::Items, Some(COUNT)), ("total", Fact::Total, Some(AMOUNT)), ("cur", Fact::Currency, None),
        ("tok", Fact::Token, None),
    ];
    const ORDER: [Reading; 5] = [
        ("oid", Fact::Order, None), ("total", Fact::Total, Some(AMOUNT)), ("cur", Fact::Currency, None),
        ("items", Fact::Items, Some(COUNT)), ("tok", Fact::Token, None),
    ];
    const LINE: [Reading; 5] = [
        ("id", Fact::Product, None), ("var", Fact::Variant, None), ("q", Fact::Quantity, Some(COUNT)),
        ("price", Fact::Price, Some(AMOUNT)), ("cur", Fact::Currency, None),
    ];
    match kind {
        Kind::View => const { &[
            ("src", Fact::Source, None), ("ref", Fact::Referrer, None), ("us", Fact::UtmSource, None),
            ("um", Fact::UtmMedium, None), ("uc", Fact::UtmCampaign, None), ("ut", Fact::UtmTerm, None),
            ("ux", Fact::UtmContent, None), ("ck", Fact::ClickIds, None), ("nav", Fact::Navigation, None),
            ("vh", Fact::ViewportHeight, Some(COUNT)), ("dh", Fact::DocumentHeight, Some(COUNT)),
        ] },
        Kind::Product => const { &[
            ("id", Fact::Product, None), ("price", Fact::Price, Some(AMOUNT)), ("cur", Fact::Currency, None),
            ("cat", Fact::Category, None),
        ] },
        Kind::Add | Kind::Remove => const { &LINE },
        Kind::Cart | Kind::Checkout => const { &CART },
        Kind::Order => const { &ORDER },
        Kind::Step => const { &[("s", Fact::Name, None)] },
        Kind::Search => const { &[
            ("q", Fact::Query, None), ("res", Fact::Results, Some(COUNT)), ("off", Fact::Offset, Some(COUNT)),
            ("via", Fact::Via, None),
        ] },
        Kind::Result => const { &[
            ("q", Fact::Query, None), ("pos", Fact::Position, Some(COUNT)), ("h2", Fact::Product, None),
        ] },
        Kind::Rage => const { &[("a", Fact::Anchor, None), ("c", Fact::Count, Some(COUNT))] },
        Kind::Dead => const { &[("a", Fact::Anchor, None)] },
        Kind::Dwell | Kind::Back => const { &[("ms", Fact::Visible, Some(COUNT))] },
        Kind::Scroll => const { &[("rev", Fact::Reversals, Some(COUNT))] },
        Kind::Slot => const { &[("s", Fact::Slot, None), ("act", Fact::Act, None)] },
        Kind::FieldError => const { &[("a", Fact::Anchor, None), ("f", Fact::Name, None)] },
        Kind::ScriptError => const { &[("m", Fact::Message, None), ("at", Fact::At, None)] },
        Kind::Vital => const { &[
            ("lcp", Fact::Lcp, Some(COUNT)), ("inp", Fact::Inp, Some(COUNT)), ("ttfb", Fact::Ttfb, Some(COUNT)),
            ("cls", Fact::Cls, Some(COUNT)),
        ] },
        Kind::Login | Kind::Click | Kind::Move | Kind::Custom => &[],
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn spot<'a>(fields: &Fields<'a>, draft: &mut Draft<'a>, sink: &mut Sink) {
    let mut inside = |key| fields.whole(key, 0..=32_767, sink).unwrap_or(0) as u16;
    let (x, y) = (inside("x"), inside("y"));
    let mut pixel = |key| fields.whole(key, PIXEL, sink).unwrap_or(0) as i32;
    let (page_x, page_y) = (pixel("px"), pixel("py"));
    let fixed = fields.text("ly", sink) == "fixed";
    let (keyboard, interactive) = (fields.flag("k"), fields.flag("i"));
    let frame = fields.value("ab").and_then(|value| whole_numbers(value, PIXEL));
    if frame.is_none() && fields.value("ab").is_some() {
        sink.say(EventVerdict::WrongType, b"ab");
    }
    let frame = frame.map(|frame: [i64; 4]| frame.map(|edge| edge as i32));
    let spot = Spot { x, y, page_x, page_y, fixed, keyboard, interactive, frame };
    draft.spot = Some((spot, fields.text("a", sink), fields.text("tg", sink)));
}

#[allow(clippy::cast_possible_truncation)]
fn reach(fields: &Fields, draft: &mut Draft, sink: &mut Sink) {
    if let Some(share) = fields.number("mx", 0.0..=1.0, sink) {
        draft.facts.push((Fact::Reach, Given::Number((share * 10_000.0).round() as i64)));
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn bands(fields: &Fields, sink: &mut Sink) -> Option<[u32; BANDS]> {
    let value = fields.value("bd")?;
    let mut bands = [0; BANDS];
    let mut count = 0;
    for element in value.elements() {
        let ms = element.number().filter(|ms| (0.0..=1e9).contains(ms));
        let (Some(band), Some(ms)) = (bands.get_mut(count), ms) else {
            sink.say(EventVerdict::WrongType, b"bd");
            return None;
        };
        *band = ms as u32;
        count += 1;
    }
    (count > 0).then_some(bands)
}

/// Exactly N whole numbers in a range.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn whole_numbers<const N: usize>(value: Value, range: RangeInclusive<i64>) -> Option<[i64; N]> {
    let bounds = *range.start() as f64..=*range.end() as f64;
    let numbers: Vec<i64> = value
        .elements()
        .take(N + 1)
        .map_while(|element| element.number().filter(|number| bounds.contains(number)))
        .map(|number| number.round() as i64)
        .collect();
    numbers.try_into().ok()
}
