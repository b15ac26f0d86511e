//! A record of a mapped table → its event. Without an event column every record is a page view.

use super::table::FIELDS;
use super::{Sink, web};
use crate::read::field::{content, trim};
use crate::read::scan::Batch;
use crate::source::amounts::Amounts;
use crate::source::dates::{DateOrder, Dates, NoTime};
use crate::tables::event_verdicts::EventVerdict;
use crate::tables::events::{Draft, Fact, Given, Kind, NO_NUMBER};
use std::borrow::Cow;
use xxhash_rust::xxh3::Xxh3;

/// Turns the records of a mapped table into events.
pub struct Row {
    quote: Option<u8>,
    /// Place of each field among the wanted columns.
    slots: [Option<usize>; FIELDS.len()],
    /// What its dates are read by.
    pub dates: Dates,
    amounts: Amounts,
}

impl Row {
    /// A reader of cells whose fields stand in `slots` of the wanted columns.
    #[must_use]
    pub fn new(quote: Option<u8>, slots: [Option<usize>; FIELDS.len()], order: Option<DateOrder>) -> Self {
        Self { quote, slots, dates: Dates::new(order), amounts: Amounts::new(None) }
    }

    /// Adds the event of a record.
    pub fn event(&mut self, text: &[u8], batch: &Batch, record: usize, sink: &mut Sink) {
        let (slots, quote) = (self.slots, self.quote);
        let cell = |field: &str| {
            let at = FIELDS.iter().position(|(name, _)| *name == field);
            let raw = at.and_then(|at| slots[at]).map_or(&b""[..], |slot| batch.raw(text, record, slot));
            text_of(content(raw, quote))
        };
        let stamp = cell("time");
        let Ok(time) = time(&mut self.dates, stamp.as_bytes()) else {
            sink.say(EventVerdict::NoTime, stamp.as_bytes());
            return;
        };
        let (name, page) = (cell("event"), cell("page"));
        let (host, path) = web::split(&page);
        let kind = if name.is_empty() { Kind::View } else { web::kind(&name) };
        let template = cell("template");
        let known = if path.is_empty() { "" } else { web::template(path) };
        let device = cell("device");
        let mut draft = Draft {
            kind: Some(kind),
            time,
            visitor: cell("visitor"),
            number: NO_NUMBER,
            path: Cow::Borrowed(path),
            template: if template.is_empty() { Cow::Borrowed(known) } else { template },
            device: web::device(&device),
            customer: cell("customer"),
            country: cell("country"),
            ..Draft::default()
        };
        let mut hasher = Xxh3::new();
        for slot in 0..slots.iter().flatten().count() {
            hasher.update(batch.raw(text, record, slot));
            hasher.update(b"\x1f");
        }
        draft.content = hasher.digest();
        let named = [("product", Fact::Product), ("category", Fact::Category), ("order", Fact::Order)];
        for (field, fact) in named {
            let text = cell(field);
            if !text.is_empty() {
                draft.facts.push((fact, Given::Text(text)));
            }
        }
        let referrer = cell("referrer");
        match kind {
            Kind::View if slots[15].is_some() => {
                let from = web::split(&referrer).0;
                let class = web::source(if from.is_empty() { &referrer } else { from }, host);
                draft.facts.push((Fact::Source, Given::Text(Cow::Borrowed(class))));
            }
            Kind::Search => {
                let query = cell("query").trim().to_lowercase();
                draft.facts.push((Fact::Query, Given::Text(Cow::Owned(query))));
            }
            Kind::Custom => {
                sink.say(EventVerdict::OwnEvent, name.as_bytes());
                draft.facts.push((Fact::Name, Given::Text(name.clone())));
            }
            _ => {}
        }
        self.numbers(kind, &cell("value"), cell("currency"), &cell("quantity"), &mut draft);
        sink.push(&draft);
    }

    /// Value is the order's total, or the price of one.
    #[allow(clippy::cast_precision_loss)]
    fn numbers<'a>(
        &mut self,
        kind: Kind,
        value: &str,
        currency: Cow<'a, str>,
        quantity: &str,
        draft: &mut Draft<'a>,
    ) {
        let fact = match kind {
            Kind::Order | Kind::Checkout | Kind::Cart => Fact::Total,
            Kind::Product | Kind::Add | Kind::Remove => Fact::Price,
            _ => return,
        };
        let amount = self.amounts.parse(value.as_bytes()).ok();
        let minor = amount.and_then(|amount| web::minor_units(crate::money::major(amount), &currency));
        draft.facts.extend(minor.map(|minor| (fact, Given::Number(minor))));
        let units = quantity.parse::<u32>().ok();
        draft.facts.extend(units.map(|units| (Fact::Quantity, Given::Number(i64::from(units)))));
        if !currency.is_empty() {
            draft.facts.push((Fact::Currency, Given::Text(currency)));
        }
    }
}

/// A time in any layout, or seconds, milliseconds or microseconds since 1970 by the number of digits.
pub fn time(dates: &mut Dates, cell: &[u8]) -> Result<i64, NoTime> {
    let cell = trim(cell);
    if cell.iter().all(u8::is_ascii_digit) {
        let number = std::str::from_utf8(cell).ok().and_then(|digits| digits.parse::<i64>().ok());
        match (cell.len(), number) {
            (10, Some(seconds)) => return Ok(seconds * 1000),
            (13, Some(ms)) => return Ok(ms),
            (16, Some(micros)) => return Ok(micros / 1000),
            _ => {}
        }
    }
    dates.parse(cell).map(|stamp| stamp.ms)
}

fn text_of(cell: Cow<'_, [u8]>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(cell) => String::from_utf8_lossy(trim(cell)),
        Cow::Owned(cell) => Cow::Owned(String::from_utf8_lossy(trim(&cell)).into_owned()),
    }
}
