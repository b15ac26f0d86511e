//! PostHog's event export: one event a record, with a name, the person's id and a bag of properties.

use super::fields::Fields;
use super::{Sink, web};
use crate::read::json::Value;
use crate::source::dates::Dates;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Draft, Fact, Given, Kind, NO_NUMBER};
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// Properties that are facts as they stand.
const TEXTS: [(&str, Fact); 10] = [
    ("utm_source", Fact::UtmSource),
    ("utm_medium", Fact::UtmMedium),
    ("utm_campaign", Fact::UtmCampaign),
    ("utm_term", Fact::UtmTerm),
    ("utm_content", Fact::UtmContent),
    ("product_id", Fact::Product),
    ("category", Fact::Category),
    ("currency", Fact::Currency),
    ("order_id", Fact::Order),
    ("$exception_message", Fact::Message),
];
/// The same of vitals, in ms; CLS by a thousand.
const VITALS: [(&str, Fact, f64); 3] = [
    ("$web_vitals_LCP_value", Fact::Lcp, 1.0),
    ("$web_vitals_INP_value", Fact::Inp, 1.0),
    ("$web_vitals_CLS_value", Fact::Cls, 1000.0),
];

/// Whether a record looks like one of PostHog's.
#[must_use]
pub fn detect(record: Value) -> bool {
    ["event", "distinct_id", "properties"].iter().all(|key| record.member(key).is_some())
}

/// Adds the event of a record, and of the end of a page view what is said of that.
pub fn read(record: Value, sink: &mut Sink) {
    let fields = Fields::new(record);
    let properties = nested(fields.value("properties"));
    let own = Fields::new(properties.as_ref().map_or(Value::Null, |text| parsed(text)));
    let name = fields.text("event", sink);
    let stamp = fields.text("timestamp", sink);
    let Ok(time) = Dates::new(None).parse(stamp.as_bytes()) else {
        sink.say(EventVerdict::NoTime, stamp.as_bytes());
        return;
    };
    let kind = if name == "$pageleave" { Kind::Dwell } else { web::kind(&name) };
    let address = own.text("$current_url", sink);
    let (host, mut path) = web::split(&address);
    let pathname = own.text("$pathname", sink);
    if path.is_empty() {
        path = &pathname;
    }
    let width =
        own.value("$viewport_width").and_then(Value::number).filter(|width| (0.0..65_536.0).contains(width));
    let device = own.text("$device_type", sink);
    let mut draft = Draft {
        kind: Some(kind),
        time: time.ms,
        visitor: first(own.text("$device_id", sink), fields.text("distinct_id", sink)),
        page: own.text("$pageview_id", sink),
        number: NO_NUMBER,
        path: Cow::Borrowed(path),
        template: Cow::Borrowed(if path.is_empty() { "" } else { web::template(path) }),
        device: web::device(&device),
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        width: width.unwrap_or(0.0) as u16,
        customer: own.text("$user_id", sink),
        country: own.text("$geoip_country_code", sink),
        content: xxh3_64(stamp.as_bytes())
            ^ xxh3_64(name.as_bytes()).rotate_left(1)
            ^ xxh3_64(path.as_bytes()),
        ..Draft::default()
    };
    if kind == Kind::Custom {
        draft.facts.push((Fact::Name, Given::Text(name.clone())));
    }
    TEXTS.iter().for_each(|(key, fact)| own.add_text(key, *fact, &mut draft.facts, sink));
    numbers(&own, host, &mut draft, sink);
    sink.push(&draft);
}

#[allow(clippy::cast_possible_truncation)]
fn numbers<'a>(own: &Fields<'a>, host: &str, draft: &mut Draft<'a>, sink: &mut Sink) {
    let currency = own.text("currency", sink);
    let amount = |key: &str| own.value(key).and_then(Value::number);
    let total = amount("revenue").or_else(|| amount("total")).or_else(|| amount("value"));
    let minor = |amount: Option<f64>| amount.and_then(|amount| web::minor_units(amount, &currency));
    let mut push = |fact: Fact, number: Option<i64>| {
        draft.facts.extend(number.map(|number| (fact, Given::Number(number))));
    };
    let whole = |number: f64| (0.0..1e9).contains(&number).then_some(number.round() as i64);
    match draft.kind {
        Some(Kind::Order | Kind::Checkout | Kind::Cart) => push(Fact::Total, minor(total)),
        Some(Kind::Product | Kind::Add | Kind::Remove) => {
            push(Fact::Price, minor(amount("price")));
            push(Fact::Quantity, amount("quantity").and_then(whole));
        }
        Some(Kind::Vital) => {
            for (key, fact, scale) in VITALS {
                push(fact, amount(key).and_then(|value| whole(value * scale)));
            }
        }
        Some(Kind::Dwell) => {
            push(
                Fact::Visible,
                amount("$prev_pageview_duration").and_then(|seconds| whole(seconds * 1000.0)),
            );
        }
        Some(Kind::Search) => push(Fact::Results, amount("results").and_then(whole)),
        _ => {}
    }
    match draft.kind {
        Some(Kind::View) => {
            let referrer = own.text("$referring_domain", sink);
            let class = web::source(&referrer, host);
            draft.facts.push((Fact::Source, Given::Text(Cow::Borrowed(class))));
        }
        Some(Kind::Search) => {
            let query = first(own.text("query", sink), own.text("search_term", sink));
            draft.facts.push((Fact::Query, Given::Text(Cow::Owned(query.trim().to_lowercase()))));
        }
        _ => {}
    }
}

fn first<'a>(a: Cow<'a, str>, b: Cow<'a, str>) -> Cow<'a, str> {
    if a.is_empty() { b } else { a }
}

/// Properties stand as an object, or as a text that holds one.
fn nested(value: Option<Value<'_>>) -> Option<Cow<'_, [u8]>> {
    match value? {
        Value::Object(bytes) => Some(Cow::Borrowed(bytes)),
        value => value.text().map(|text| Cow::Owned(text.into_owned().into_bytes())),
    }
}

fn parsed(text: &[u8]) -> Value<'_> {
    Value::parse(text).unwrap_or(Value::Null)
}
