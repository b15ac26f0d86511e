//! Google Analytics 4's BigQuery export as JSON: one event a record, parameters as a list of keys and typed values.
//!
//! Times are microseconds; amounts major units. GA4 counts engagement per event and not per page, so no dwell is read.

use super::fields::Fields;
use super::{Sink, web};
use crate::read::json::Value;
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Draft, Fact, Given, Kind, NO_NUMBER};
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// Whether a record looks like one of GA4's.
#[must_use]
pub fn detect(record: Value) -> bool {
    ["event_name", "event_timestamp", "user_pseudo_id"].iter().all(|key| record.member(key).is_some())
}

/// Adds the events of a record: one, or one a product of an add or removal.
#[allow(clippy::cast_possible_truncation)]
pub fn read(record: Value, sink: &mut Sink) {
    let fields = Fields::new(record);
    let name = fields.text("event_name", sink);
    let Some(micros) = fields.value("event_timestamp").and_then(Value::number) else {
        sink.say(EventVerdict::NoTime, b"event_timestamp");
        return;
    };
    let params = Params(fields.value("event_params"));
    let address = params.text("page_location");
    let (own, path) = web::split(&address);
    let kind = web::kind(&name);
    let category = member_text(fields.value("device"), "category");
    let mut draft = Draft {
        kind: Some(kind),
        time: (micros / 1000.0) as i64,
        visitor: fields.text("user_pseudo_id", sink),
        number: NO_NUMBER,
        path: Cow::Borrowed(path),
        template: Cow::Borrowed(if path.is_empty() { "" } else { web::template(path) }),
        device: web::device(&category),
        customer: fields.text("user_id", sink),
        country: member_text(fields.value("geo"), "country"),
        ..Draft::default()
    };
    if let Value::Object(bytes) = record {
        draft.content = xxh3_64(bytes);
    }
    if kind == Kind::Custom {
        draft.facts.push((Fact::Name, Given::Text(name.clone())));
    }
    if kind == Kind::View {
        touch(&params, own, &mut draft);
    }
    let commerce = fields.value("ecommerce");
    specifics(&params, &name, commerce, &mut draft);
    let items: Vec<Value> = fields.value("items").map(|items| items.elements().collect()).unwrap_or_default();
    if !matches!(kind, Kind::Product | Kind::Add | Kind::Remove) || items.is_empty() {
        sink.push(&draft);
        return;
    }
    for item in items.into_iter().take(200) {
        let mut own = draft.clone();
        product(item, &params.text("currency"), &mut own);
        sink.push(&own);
    }
}

fn touch<'a>(params: &Params<'a>, own: &str, draft: &mut Draft<'a>) {
    let named = [
        ("source", Fact::UtmSource),
        ("medium", Fact::UtmMedium),
        ("campaign", Fact::UtmCampaign),
        ("term", Fact::UtmTerm),
        ("content", Fact::UtmContent),
    ];
    for (key, fact) in named {
        let text = params.text(key);
        if !text.is_empty() && !text.starts_with('(') {
            draft.facts.push((fact, Given::Text(text)));
        }
    }
    let referrer = params.text("page_referrer");
    let class = web::source(web::split(&referrer).0, own);
    draft.facts.push((Fact::Source, Given::Text(Cow::Borrowed(class))));
}

#[allow(clippy::cast_possible_truncation)]
fn specifics<'a>(params: &Params<'a>, name: &str, commerce: Option<Value<'a>>, draft: &mut Draft<'a>) {
    let facts = &mut draft.facts;
    match draft.kind {
        Some(Kind::Search) => facts.push((Fact::Query, Given::Text(lowered(params.text("search_term"))))),
        Some(Kind::Step) => {
            let step = if name == "add_shipping_info" { "shipping" } else { "payment" };
            facts.push((Fact::Name, Given::Text(Cow::Borrowed(step))));
        }
        Some(Kind::Scroll) => {
            if let Some(percent) = params.number("percent_scrolled").filter(|p| (0.0..=100.0).contains(p)) {
                facts.push((Fact::Reach, Given::Number((percent * 100.0) as i64)));
            }
        }
        Some(Kind::Order | Kind::Checkout | Kind::Cart) => {
            let currency = params.text("currency");
            let revenue = commerce.and_then(|c| c.member("purchase_revenue")).and_then(Value::number);
            let total = params.number("value").or(revenue);
            if let Some(total) = total.and_then(|total| web::minor_units(total, &currency)) {
                facts.push((Fact::Total, Given::Number(total)));
            }
            if !currency.is_empty() {
                facts.push((Fact::Currency, Given::Text(currency)));
            }
            let order = params.text("transaction_id");
            if !order.is_empty() {
                facts.push((Fact::Order, Given::Text(order)));
            }
        }
        _ => {}
    }
}

#[allow(clippy::cast_possible_truncation)]
fn product<'a>(item: Value<'a>, currency: &str, draft: &mut Draft<'a>) {
    let named =
        [("item_id", Fact::Product), ("item_variant", Fact::Variant), ("item_category", Fact::Category)];
    for (key, fact) in named {
        let text = member_text(Some(item), key);
        if !text.is_empty() && text != "(not set)" {
            draft.facts.push((fact, Given::Text(text)));
        }
    }
    let number = |key: &str| item.member(key).and_then(Value::number);
    if let Some(price) = number("price").and_then(|price| web::minor_units(price, currency)) {
        draft.facts.push((Fact::Price, Given::Number(price)));
    }
    if let Some(quantity) = number("quantity").filter(|quantity| (0.0..1e9).contains(quantity)) {
        draft.facts.push((Fact::Quantity, Given::Number(quantity as i64)));
    }
}

fn lowered(text: Cow<'_, str>) -> Cow<'_, str> {
    Cow::Owned(text.trim().to_lowercase())
}

/// A text, or a number as it stands, of an object's member; empty without one.
fn member_text<'a>(object: Option<Value<'a>>, key: &str) -> Cow<'a, str> {
    match object.and_then(|object| object.member(key)) {
        Some(Value::Number(digits)) => String::from_utf8_lossy(digits),
        Some(value) => value.text().unwrap_or_default(),
        None => Cow::Borrowed(""),
    }
}

/// `event_params`: a list of `{key, value: {string_value, int_value, …}}`.
struct Params<'a>(Option<Value<'a>>);

impl<'a> Params<'a> {
    fn value(&self, key: &str) -> Option<Value<'a>> {
        let named = |param: &Value| param.member("key").and_then(Value::text).is_some_and(|name| name == key);
        let value = self.0?.elements().find(named)?.member("value")?;
        value.members().map(|(_, value)| value).find(|value| *value != Value::Null)
    }

    fn text(&self, key: &str) -> Cow<'a, str> {
        match self.value(key) {
            Some(Value::Number(digits)) => String::from_utf8_lossy(digits),
            value => value.and_then(Value::text).unwrap_or_default(),
        }
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.value(key)?.number()
    }
}
