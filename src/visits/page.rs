//! Pages of sessions as columns, and the replay of one.

use super::people::People;
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::sessions::{Channel, PageView, Session, Sessions};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A pause this long before something is done is a hesitation: 10 s.
const HESITATION: i64 = 10_000;
/// Steps of a replay at most.
const STEPS: usize = 20_000;

/// Which sessions, in which order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SessionQuery {
    /// What they are sorted by.
    pub sort: SortBy,
    /// Largest or latest first.
    pub descending: bool,
    /// Only those with (or without) an order.
    pub ordered: Option<bool>,
    /// Rows passed over.
    pub offset: usize,
    /// Rows given.
    pub limit: usize,
}

impl Default for SessionQuery {
    fn default() -> Self {
        Self { sort: SortBy::Start, descending: true, ordered: None, offset: 0, limit: 50 }
    }
}

/// What sessions are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SortBy {
    /// First event.
    Start,
    /// Stay.
    Stay,
    /// Page views.
    Depth,
    /// Interactions.
    Interactions,
}

/// A page of sessions, columns of one length.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionPage {
    /// Sessions that pass the filter of the latest report and the query.
    pub total: usize,
    /// Number of the session, for a replay.
    pub session: Vec<u32>,
    /// Visitor id.
    pub visitor: Vec<String>,
    /// Key of the customer; empty where unknown.
    pub customer: Vec<String>,
    /// First event, UTC ms.
    pub start: Vec<i64>,
    /// Stay in ms.
    pub stay: Vec<i64>,
    /// Page views.
    pub depth: Vec<u32>,
    /// Interactions.
    pub interactions: Vec<u32>,
    /// Adds to the cart.
    pub adds: Vec<u32>,
    /// Orders.
    pub orders: Vec<u32>,
    /// Channel.
    pub channel: Vec<&'static str>,
    /// Device.
    pub device: Vec<String>,
    /// Country.
    pub country: Vec<String>,
    /// Template of the landing page.
    pub landing: Vec<String>,
}

/// A page of the sessions that `passes` lets through.
pub(super) fn page(
    events: &Events,
    sessions: &Sessions,
    people: &People,
    query: &SessionQuery,
    passes: impl Fn(&Session) -> bool,
) -> SessionPage {
    let fits = |session: &Session| {
        passes(session) && query.ordered.is_none_or(|ordered| ordered == (session.orders > 0))
    };
    let rows: Vec<u32> =
        (0..).zip(&sessions.rows).filter(|(_, session)| fits(session)).map(|(at, _)| at).collect();
    let of = |at: u32| &sessions.rows[at as usize];
    let rows = crate::math::order::sorted_by(rows, &|a, b| compare(of(*a), of(*b), query));
    let mut page = SessionPage { total: rows.len(), ..SessionPage::default() };
    for &at in rows.iter().skip(query.offset).take(query.limit) {
        page.push(events, sessions, people, at);
    }
    page
}

fn compare(a: &Session, b: &Session, query: &SessionQuery) -> Ordering {
    let order = match query.sort {
        SortBy::Start => a.start.cmp(&b.start),
        SortBy::Stay => a.stay().cmp(&b.stay()),
        SortBy::Depth => a.depth().cmp(&b.depth()),
        SortBy::Interactions => a.interactions.cmp(&b.interactions),
    };
    if query.descending { order.reverse() } else { order }
}

impl SessionPage {
    fn push(&mut self, events: &Events, sessions: &Sessions, people: &People, at: u32) {
        let session = &sessions.rows[at as usize];
        let visitor = session.visitor as usize;
        let word = |word: u32| events.words.text(word).to_owned();
        self.session.push(at);
        self.visitor.push(events.key(sessions.visitors[visitor]).to_owned());
        self.customer.push(people.name(events, session).to_owned());
        self.start.push(session.start);
        self.stay.push(session.stay());
        self.depth.push(session.depth());
        self.interactions.push(session.interactions);
        self.adds.push(session.adds);
        self.orders.push(session.orders);
        self.channel.push(Channel::ALL[session.channel as usize].name());
        self.device.push(word(session.device));
        self.country.push(word(session.country));
        self.landing.push(word(session.landing));
    }
}

/// One session, event by event: what a player shows on the wireframe.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replay {
    /// Number of the session.
    pub session: u32,
    /// First event, UTC ms.
    pub start: i64,
    /// Ms from the first event to the last.
    pub length: i64,
    /// Device.
    pub device: String,
    /// Channel.
    pub channel: &'static str,
    /// Its page views.
    pub views: Vec<View>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// Steps left out because there are too many.
    pub omitted: u64,
}

/// A page view of a replay.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// Ms from the start of the session.
    pub at: i64,
    /// Template.
    pub template: String,
    /// Path.
    pub path: String,
    /// Viewport width in px; 0 unknown.
    pub width: u16,
    /// Viewport height in px.
    pub viewport_height: Option<i64>,
    /// Document height in px.
    pub document_height: Option<i64>,
    /// Visible ms.
    pub visible: Option<i64>,
    /// Deepest reach, 0..1.
    pub reach: Option<f64>,
}

/// One event of a replay.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Ms from the start of the session.
    pub at: i64,
    /// Name of the event.
    pub event: String,
    /// Place of its page view; `None` before the first.
    pub view: Option<usize>,
    /// What it was about: product, term, slot, field, message or name.
    pub about: String,
    /// Anchor's selector of a click or move.
    pub anchor: String,
    /// Across and down the anchor's box, 0..1.
    pub inside: Option<[f64; 2]>,
    /// Pixels from the left and top of the page, or of the viewport in the fixed layer.
    pub pixel: Option<[i32; 2]>,
    /// In the fixed layer.
    pub fixed: bool,
    /// Left, top, width and height of the anchor's box in page px.
    pub frame: Option<[i32; 4]>,
    /// "hesitation", "error" or "frustration".
    pub mark: Option<&'static str>,
}

/// The replay of a session.
pub(super) fn replay(events: &Events, sessions: &Sessions, number: u32) -> Option<Replay> {
    let session = sessions.rows.get(number as usize)?;
    let rows = sessions.events(session);
    let views = sessions.views(session);
    let mut steps = Vec::new();
    let mut before = session.start;
    for &row in rows.iter().take(STEPS) {
        let event = row as usize;
        steps.push(step(events, session, views, event, before));
        before = events.time[event];
    }
    let last = rows.iter().map(|&row| events.time[row as usize]).max().unwrap_or(session.start);
    Some(Replay {
        session: number,
        start: session.start,
        length: last - session.start,
        device: events.words.text(session.device).to_owned(),
        channel: Channel::ALL[session.channel as usize].name(),
        views: views.iter().map(|view| view_of(events, session, view)).collect(),
        omitted: (rows.len() - steps.len()) as u64,
        steps,
    })
}

#[allow(clippy::cast_precision_loss)]
fn view_of(events: &Events, session: &Session, view: &PageView) -> View {
    let event = view.event as usize;
    View {
        at: view.time - session.start,
        template: events.words.text(view.template).to_owned(),
        path: events.words.text(view.path).to_owned(),
        width: events.width[event],
        viewport_height: events.fact(event, Fact::ViewportHeight),
        document_height: events.fact(event, Fact::DocumentHeight),
        visible: view.visible,
        reach: view.reach.map(|reach| reach as f64 / 10_000.0),
    }
}

fn step(events: &Events, session: &Session, views: &[PageView], event: usize, before: i64) -> Step {
    const SIDE: f64 = 32_767.0;
    let kind = events.kind[event];
    let time = events.time[event];
    let own = views.iter().position(|view| events.page[view.event as usize] == events.page[event]);
    let latest = views.partition_point(|view| view.time <= time).checked_sub(1);
    let place = events.spot(event);
    let spot = place.map(|at| events.spots.spot[at]);
    let anchor = place
        .map_or_else(|| events.text(event, Fact::Anchor), |at| events.words.text(events.spots.anchor[at]));
    Step {
        at: time - session.start,
        event: if kind == Kind::Custom { events.text(event, Fact::Name) } else { kind.name() }.to_owned(),
        view: own.or(latest),
        about: about(events, event).to_owned(),
        anchor: anchor.to_owned(),
        inside: spot.map(|spot| [f64::from(spot.x) / SIDE, f64::from(spot.y) / SIDE]),
        pixel: spot.map(|spot| [spot.page_x, spot.page_y]),
        fixed: spot.is_some_and(|spot| spot.fixed),
        frame: spot.and_then(|spot| spot.frame),
        mark: mark(kind, time - before),
    }
}

fn about(events: &Events, event: usize) -> &str {
    let facts = [Fact::Product, Fact::Query, Fact::Slot, Fact::Name, Fact::Message];
    facts.into_iter().map(|fact| events.text(event, fact)).find(|text| !text.is_empty()).unwrap_or_default()
}

fn mark(kind: Kind, pause: i64) -> Option<&'static str> {
    match kind {
        Kind::FieldError | Kind::ScriptError => Some("error"),
        Kind::Rage | Kind::Dead | Kind::Back => Some("frustration"),
        Kind::Click | Kind::Add | Kind::Checkout | Kind::Step | Kind::Order | Kind::Result
            if pause >= HESITATION =>
        {
            Some("hesitation")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};
    use crate::tables::customers::Customers;
    use crate::tables::identity::Identity;

    fn shop() -> (Events, Sessions) {
        let mut shop = Shop::new();
        shop.visitor("ann").at(0).page("a", "product", r#""vh":800,"dh":3000"#);
        shop.at_ms(12_000)
            .event("click", r##""a":"#buy","x":16384,"y":0,"px":10,"py":20,"ab":[0,20,100,40],"i":1"##);
        shop.at_ms(13_000).event("ferr", r#""f":"size""#).event("add", r#""id":"lamp""#);
        shop.visitor("bob").at(5).page("b", "index", "").event("order", "");
        shop.read(30 * MINUTE)
    }

    #[test]
    fn a_replay_tells_what_where_and_when() {
        let (events, sessions) = shop();
        let found = replay(&events, &sessions, 0).unwrap();
        assert_eq!((found.length, found.views[0].viewport_height, found.omitted), (13_000, Some(800), 0));
        let steps: Vec<_> =
            found.steps.iter().map(|s| (s.at, s.event.as_str(), s.about.as_str(), s.mark)).collect();
        let expected = [
            (0, "view", "", None),
            (12_000, "click", "", Some("hesitation")),
            (13_000, "ferr", "size", Some("error")),
            (13_000, "add", "lamp", None),
        ];
        assert_eq!(steps, expected);
        let click = &found.steps[1];
        assert_eq!(
            (click.anchor.as_str(), click.frame, click.pixel),
            ("#buy", Some([0, 20, 100, 40]), Some([10, 20]))
        );
        assert!((click.inside.unwrap()[0] - 0.5).abs() < 1e-4);
        assert_eq!(replay(&events, &sessions, 2), None);
    }

    #[test]
    fn a_result_is_told_by_the_product_that_was_clicked() {
        let mut shop = Shop::new();
        shop.visitor("ann").event("result", r#""q":"lamp","pos":2,"h2":"brass-lamp""#);
        let (events, sessions) = shop.read(30 * MINUTE);
        assert_eq!(replay(&events, &sessions, 0).unwrap().steps[0].about, "brass-lamp");
    }

    #[test]
    fn pages_are_sorted_and_filtered() {
        let (events, sessions) = shop();
        let customers = Customers::default();
        let identity = Identity::new(&events, &sessions.visitors, &customers);
        let people = People { identity: &identity, customers: &customers };
        let page = |query: SessionQuery| page(&events, &sessions, &people, &query, |_| true);
        assert_eq!(page(SessionQuery::default()).visitor, ["bob", "ann"]);
        let ordered = page(SessionQuery { ordered: Some(true), ..SessionQuery::default() });
        assert_eq!((ordered.total, ordered.session), (1, vec![1]));
        let second = page(SessionQuery { offset: 1, limit: 1, ..SessionQuery::default() });
        assert_eq!((second.total, second.visitor, second.adds), (2, vec!["ann".to_owned()], vec![1]));
    }
}
