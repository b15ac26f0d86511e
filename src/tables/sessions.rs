//! Events → sessions and page views: who came, when, how, and what they did.
//!
//! A session ends where a visitor is idle for longer than the gap; the recorder's own session ids are not asked,
//! so files of several recorders agree. Nothing depends on the order of rows: visitors stand in the order of
//! their keys, their events in the order of time.

use super::events::{Events, Fact, Kind, NO_NUMBER};
use super::interner::NOBODY;
use super::words::NO_WORD;
use crate::math::order::positions;
use std::collections::BTreeMap;

/// Where a session came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Channel {
    /// No referrer.
    Direct,
    /// A search engine.
    Search,
    /// A social network.
    Social,
    /// An e-mail.
    Email,
    /// An advertisement.
    Ads,
    /// Another site.
    Referral,
    /// The shop itself, after a pause.
    Internal,
    /// The source does not say.
    Unknown,
}

impl Channel {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Direct,
        Self::Search,
        Self::Social,
        Self::Email,
        Self::Ads,
        Self::Referral,
        Self::Internal,
        Self::Unknown,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Search => "search",
            Self::Social => "social",
            Self::Email => "email",
            Self::Ads => "ads",
            Self::Referral => "referral",
            Self::Internal => "internal",
            Self::Unknown => "unknown",
        }
    }

    /// The channel of a view: paid by its campaign medium or click id, else the class of its referrer.
    fn of(events: &Events, event: usize) -> Self {
        let medium = events.text(event, Fact::UtmMedium).to_ascii_lowercase();
        let paid = ["cpc", "ppc", "paid", "display", "banner", "affiliate"];
        if paid.iter().any(|word| medium.contains(word)) || events.word(event, Fact::ClickIds) != NO_WORD {
            return Self::Ads;
        }
        match medium.as_str() {
            "email" | "e-mail" | "newsletter" => return Self::Email,
            "social" | "social-network" => return Self::Social,
            "organic" => return Self::Search,
            _ => {}
        }
        let class = events.text(event, Fact::Source);
        Self::ALL.into_iter().find(|channel| channel.name() == class).unwrap_or(Self::Unknown)
    }
}

/// One session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Place of the visitor.
    pub visitor: u32,
    /// Its events in [`Sessions::order`].
    pub first: u32,
    /// Behind the last of them.
    pub end: u32,
    /// Its page views.
    pub first_view: u32,
    /// Behind the last of them.
    pub end_view: u32,
    /// First event, UTC ms.
    pub start: i64,
    /// Last activity, UTC ms.
    pub finish: i64,
    /// Visible ms; `None` where no dwell was recorded.
    pub visible: Option<i64>,
    /// Where from.
    pub channel: Channel,
    /// Word of the first device named.
    pub device: u32,
    /// Word of the first country named.
    pub country: u32,
    /// Word of the campaign of the first touch.
    pub campaign: u32,
    /// Word of the landing page's template.
    pub landing: u32,
    /// Clicks, adds, removals, searches, checkout steps, slot clicks.
    pub interactions: u32,
    /// Product views.
    pub products: u32,
    /// Adds to the cart.
    pub adds: u32,
    /// Searches.
    pub searches: u32,
    /// Checkouts begun.
    pub checkouts: u32,
    /// Orders.
    pub orders: u32,
}

impl Session {
    /// Page views.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.end_view - self.first_view
    }

    /// Visible time where it was recorded, else from first to last activity; ms.
    #[must_use]
    pub fn stay(&self) -> i64 {
        self.visible.unwrap_or(self.finish - self.start)
    }

    /// One page view, nothing done that leads on, and no longer than `longest` ms.
    #[must_use]
    pub fn bounced(&self, longest: i64) -> bool {
        self.depth() <= 1
            && self.adds + self.checkouts + self.orders + self.searches == 0
            && self.stay() < longest
    }
}

/// One page view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageView {
    /// Row of the view event.
    pub event: u32,
    /// UTC ms.
    pub time: i64,
    /// Word of the template.
    pub template: u32,
    /// Word of the path.
    pub path: u32,
    /// Visible ms; `None` where none was recorded.
    pub visible: Option<i64>,
    /// Deepest reach in 1/10,000; `None` where none was recorded.
    pub reach: Option<i64>,
    /// Reversals of scrolling.
    pub reversals: i64,
    /// Clicks.
    pub clicks: u32,
}

/// Sessions of one data set under one idle gap.
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    /// Rows of events, by visitor, then time; repeated events are left out.
    pub order: Vec<u32>,
    /// The sessions, by visitor, then time.
    pub rows: Vec<Session>,
    /// Their page views.
    pub views: Vec<PageView>,
    /// The visitors' keys, by place.
    pub visitors: Vec<u32>,
    /// Events left out because they came twice.
    pub repeated: u64,
}

impl Sessions {
    /// Cuts the events into sessions that end after `idle` ms without activity.
    #[must_use]
    pub fn new(events: &Events, idle: i64) -> Self {
        let (visitors, mut by_visitor) = visitors(events);
        let mut sessions = Self { visitors, ..Self::default() };
        for (place, rows) in (0..).zip(&mut by_visitor) {
            in_time(events, rows);
            let before = rows.len();
            rows.dedup_by(|a, b| repeats(events, *a as usize, *b as usize));
            sessions.repeated += (before - rows.len()) as u64;
            sessions.cut(events, place, rows, idle);
        }
        sessions
    }

    /// Rows of the events of a session, in the order of time.
    #[must_use]
    pub fn events(&self, session: &Session) -> &[u32] {
        &self.order[session.first as usize..session.end as usize]
    }

    /// Page views of a session.
    #[must_use]
    pub fn views(&self, session: &Session) -> &[PageView] {
        &self.views[session.first_view as usize..session.end_view as usize]
    }

    /// Whether a session went on from its last page to the checkout, which is no page of the shop, or ordered there.
    #[must_use]
    pub fn goes_on(&self, events: &Events, session: &Session) -> bool {
        let Some(last) = self.views(session).last() else { return false };
        self.events(session).iter().any(|&row| {
            let goes = matches!(events.kind[row as usize], Kind::Checkout | Kind::Step | Kind::Order);
            goes && events.time[row as usize] >= last.time
        })
    }

    /// Distinct visitors of the sessions.
    #[must_use]
    pub fn visitor_count(&self) -> u64 {
        self.rows.chunk_by(|a, b| a.visitor == b.visitor).count() as u64
    }

    /// Sessions of each visitor.
    pub fn by_visitor(&self) -> impl Iterator<Item = &[Session]> {
        self.rows.chunk_by(|a, b| a.visitor == b.visitor)
    }

    fn cut(&mut self, events: &Events, visitor: u32, rows: &[u32], idle: i64) {
        let mut from = 0;
        let Some(&first) = rows.first() else { return };
        let mut active = events.time[first as usize];
        for (at, &row) in rows.iter().enumerate() {
            if passive(events.kind[row as usize]) {
                continue;
            }
            let time = events.time[row as usize];
            if time - active > idle {
                self.close(events, visitor, &rows[from..at]);
                from = at;
            }
            active = time;
        }
        self.close(events, visitor, &rows[from..]);
    }

    #[allow(clippy::cast_possible_truncation)]
    fn close(&mut self, events: &Events, visitor: u32, rows: &[u32]) {
        let Some(&first) = rows.first() else { return };
        let from = self.order.len() as u32;
        self.order.extend_from_slice(rows);
        let start = events.time[first as usize];
        let mut session = Session {
            visitor,
            first: from,
            end: self.order.len() as u32,
            first_view: self.views.len() as u32,
            end_view: self.views.len() as u32,
            start,
            finish: start,
            visible: None,
            channel: Channel::Unknown,
            device: NO_WORD,
            country: NO_WORD,
            campaign: NO_WORD,
            landing: NO_WORD,
            interactions: 0,
            products: 0,
            adds: 0,
            searches: 0,
            checkouts: 0,
            orders: 0,
        };
        rows.iter().for_each(|&row| session.count(events, row as usize));
        self.views.extend(page_views(events, rows));
        session.end_view = self.views.len() as u32;
        let views = &self.views[session.first_view as usize..];
        session.visible = views.iter().filter_map(|view| view.visible).reduce(|a, b| a + b);
        session.landing = views.first().map_or(NO_WORD, |view| view.template);
        self.rows.push(session);
    }
}

impl Session {
    fn count(&mut self, events: &Events, event: usize) {
        let kind = events.kind[event];
        if !passive(kind) {
            self.finish = self.finish.max(events.time[event]);
        }
        for (mine, theirs) in
            [(&mut self.device, events.device[event]), (&mut self.country, events.country[event])]
        {
            if *mine == NO_WORD {
                *mine = theirs;
            }
        }
        match kind {
            Kind::View => self.touch(events, event),
            Kind::Product => self.products += 1,
            Kind::Add => self.adds += 1,
            Kind::Search => self.searches += 1,
            Kind::Checkout => self.checkouts += 1,
            Kind::Order => self.orders += 1,
            _ => {}
        }
        let slot_click = kind == Kind::Slot && events.text(event, Fact::Act) == "click";
        let acts =
            matches!(kind, Kind::Click | Kind::Add | Kind::Remove | Kind::Search | Kind::Result | Kind::Step);
        self.interactions += u32::from(acts || slot_click);
    }

    /// The first touch that is not the shop itself names the channel.
    fn touch(&mut self, events: &Events, event: usize) {
        if matches!(self.channel, Channel::Unknown | Channel::Internal) {
            let channel = Channel::of(events, event);
            if channel != Channel::Unknown {
                self.channel = channel;
            }
        }
        if self.campaign == NO_WORD {
            self.campaign = events.word(event, Fact::UtmCampaign);
        }
    }
}

/// Written when a page is left, perhaps hours after anyone looked: opens and prolongs no session.
fn passive(kind: Kind) -> bool {
    matches!(kind, Kind::Scroll | Kind::Dwell | Kind::Vital)
}

/// The visitors' keys in order, and the rows of each.
fn visitors(events: &Events) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); events.keys.len()];
    for (row, &visitor) in (0..).zip(&events.visitor) {
        rows[visitor as usize].push(row);
    }
    let keys: Vec<u32> = (0..).zip(&rows).filter(|(_, rows)| !rows.is_empty()).map(|(key, _)| key).collect();
    let order = positions(keys.len(), &|a, b| events.keys.key(keys[a]).cmp(events.keys.key(keys[b])));
    let keys: Vec<u32> = order.into_iter().map(|at| keys[at]).collect();
    let rows = keys.iter().map(|&key| std::mem::take(&mut rows[key as usize])).collect();
    (keys, rows)
}

fn place_in_time(events: &Events, row: usize) -> (i64, u32, Kind, u64) {
    (events.time[row], events.number[row], events.kind[row], events.content[row])
}

/// Puts the rows of a visitor in order; most recorders write them so.
fn in_time(events: &Events, rows: &mut Vec<u32>) {
    let place = |row: u32| place_in_time(events, row as usize);
    if !rows.is_sorted_by_key(|&row| place(row)) {
        let order = positions(rows.len(), &|a, b| place(rows[a]).cmp(&place(rows[b])));
        *rows = order.into_iter().map(|at| rows[at]).collect();
    }
}

/// The same record again: only numbered events can be told from real repetition.
fn repeats(events: &Events, a: usize, b: usize) -> bool {
    events.number[a] != NO_NUMBER && place_in_time(events, a) == place_in_time(events, b)
}

/// The page views of a session; what belongs to a page is found by its id, else it is the latest view's.
fn page_views(events: &Events, rows: &[u32]) -> Vec<PageView> {
    let mut views: Vec<PageView> = Vec::new();
    let mut by_page = BTreeMap::new();
    for &row in rows {
        let event = row as usize;
        if events.kind[event] != Kind::View {
            continue;
        }
        by_page.insert(events.page[event], views.len());
        views.push(PageView {
            event: row,
            time: events.time[event],
            template: events.template[event],
            path: events.path[event],
            visible: None,
            reach: None,
            reversals: 0,
            clicks: 0,
        });
    }
    let mut latest = 0;
    for &row in rows {
        let event = row as usize;
        if events.kind[event] == Kind::View {
            latest = views.partition_point(|view| view.time <= events.time[event]).saturating_sub(1);
        }
        let page = events.page[event];
        let own = if page == NOBODY { Some(latest) } else { by_page.get(&page).copied() };
        if let Some(view) = own.and_then(|at| views.get_mut(at)) {
            attach(events, event, view);
        }
    }
    views
}

/// Visible time and reach are written again as they grow: the largest counts.
fn attach(events: &Events, event: usize, view: &mut PageView) {
    match events.kind[event] {
        Kind::Dwell => view.visible = view.visible.max(events.fact(event, Fact::Visible)),
        Kind::Scroll => {
            view.reach = view.reach.max(events.fact(event, Fact::Reach));
            view.reversals = view.reversals.max(events.fact(event, Fact::Reversals).unwrap_or(0));
        }
        Kind::Click => view.clicks += 1,
        _ => {}
    }
}
