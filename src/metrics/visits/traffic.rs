//! Visits: sessions, visitors, bounce, depth, stay, add-to-cart and conversion, in all and by device, channel,
//! landing template, country and campaign; how often visitors come.
//!
//! A session ends after an idle gap; a bounce is a session of one page view in which nothing was added, searched
//! or ordered and which stayed shorter than a limit. Stay is visible time where the source records it, else the
//! time from first to last activity. Units: sessions, shares with Wilson's interval, milliseconds. Source: the
//! idle gap of 30 minutes is that of Clarity and PostHog; Wilson 1927.

use super::{Definition, Rate, Spread, Unit, define, grouped, largest, real, share};
use crate::tables::events::Events;
use crate::tables::sessions::{Channel, Session, Sessions};
use crate::time::{Zone, weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Groups listed of each kind.
const GROUPS: usize = 50;
/// Depths told apart; the last holds all deeper ones.
const DEPTHS: usize = 10;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// A session of one page view shorter than this is a bounce, in ms.
    pub bounce_ms: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self { bounce_ms: 10_000 }
    }
}

/// The report's section on visits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Traffic {
    /// Sessions and visitors of all.
    #[serde(flatten)]
    pub all: Figures,
    /// Sessions by their page views: place 0 none, the last place as many or more.
    pub depths: Vec<u64>,
    /// Visitors with an order, of all visitors.
    pub buyers: Rate,
    /// Sessions with an add, of those that saw a product.
    pub product_add_to_cart: Rate,
    /// Sessions with an order, of those that began a checkout or ordered.
    pub completion: Rate,
    /// By device.
    pub devices: Vec<Group>,
    /// By channel.
    pub channels: Vec<Group>,
    /// By the template of the landing page.
    pub landings: Vec<Group>,
    /// By country.
    pub countries: Vec<Group>,
    /// By the campaign of the first touch.
    pub campaigns: Vec<Group>,
    /// How often visitors come.
    pub frequency: Frequency,
}

/// What is said of any set of sessions.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Sessions.
    pub sessions: u64,
    /// Distinct visitors.
    pub visitors: u64,
    /// Page views.
    pub page_views: u64,
    /// Bounces of sessions.
    pub bounce: Rate,
    /// Page views of a session on average.
    pub mean_depth: Option<f64>,
    /// Page views of a session.
    pub depth: Spread,
    /// Stay in ms.
    pub stay: Spread,
    /// Sessions with an add to the cart.
    pub add_to_cart: Rate,
    /// Sessions with an order.
    pub conversion: Rate,
    /// Sessions with fewer than two interactions, scrolling apart.
    pub few_interactions: Rate,
}

/// The same of one device, channel, template, …
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Its name; empty where it is not known.
    pub value: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// How often visitors come.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Frequency {
    /// Visitors by number of sessions: 1, 2, …, and as many or more at the last place.
    pub visitors: Vec<u64>,
    /// Sessions of a visitor and week, over the visitor's active weeks.
    pub per_active_week: Option<f64>,
    /// Mondays of the weeks (days since 1970), ascending.
    pub week: Vec<i32>,
    /// Sessions in each.
    pub sessions: Vec<u64>,
    /// Visitors in each.
    pub active: Vec<u64>,
}

/// The visits of the sessions.
#[must_use]
pub fn traffic(events: &Events, sessions: &Sessions, zone: &Zone, options: &Options) -> Traffic {
    let rows: Vec<&Session> = sessions.rows.iter().collect();
    let by = |key: &dyn Fn(&Session) -> u32, text: &dyn Fn(u32) -> String| by(sessions, options, key, text);
    let word = |word: u32| events.words.text(word).to_owned();
    let channel = |number: u32| Channel::ALL[number as usize].name().to_owned();
    let visitors: Vec<&[Session]> = sessions.by_visitor().collect();
    let adding = |test: &dyn Fn(&Session) -> bool, of: &dyn Fn(&Session) -> bool| {
        let whole: Vec<&&Session> = rows.iter().filter(|session| of(session)).collect();
        Rate::of(&whole, |session| test(session))
    };
    Traffic {
        all: figures(&rows, options),
        depths: depths(&rows),
        buyers: Rate::of(&visitors, |own| own.iter().any(|session| session.orders > 0)),
        product_add_to_cart: adding(&|session| session.adds > 0, &|session| session.products > 0),
        completion: adding(&|s| s.orders > 0, &|s| s.checkouts + s.orders > 0),
        devices: by(&|session| session.device, &word),
        channels: by(&|session| session.channel as u32, &channel),
        landings: by(&|session| session.landing, &word),
        countries: by(&|session| session.country, &word),
        campaigns: by(&|session| session.campaign, &word),
        frequency: frequency(sessions, zone),
    }
}

fn figures(rows: &[&Session], options: &Options) -> Figures {
    let sessions = rows.len() as u64;
    let mut depth: Vec<i64> = rows.iter().map(|session| i64::from(session.depth())).collect();
    let mut stay: Vec<i64> = rows.iter().map(|session| session.stay()).collect();
    let page_views = rows.iter().map(|session| u64::from(session.depth())).sum();
    Figures {
        sessions,
        visitors: rows.chunk_by(|a, b| a.visitor == b.visitor).count() as u64,
        page_views,
        bounce: Rate::of(rows, |session| session.bounced(options.bounce_ms)),
        mean_depth: share(page_views, sessions),
        depth: Spread::new(&mut depth),
        stay: Spread::new(&mut stay),
        add_to_cart: Rate::of(rows, |session| session.adds > 0),
        conversion: Rate::of(rows, |session| session.orders > 0),
        few_interactions: Rate::of(rows, |session| session.interactions < 2),
    }
}

fn by(
    sessions: &Sessions,
    options: &Options,
    key: &dyn Fn(&Session) -> u32,
    text: &dyn Fn(u32) -> String,
) -> Vec<Group> {
    let groups: Vec<Group> = grouped(&sessions.rows, key)
        .into_iter()
        .map(|(value, rows)| Group { value: text(value), figures: figures(&rows, options) })
        .collect();
    largest(groups, GROUPS, &|group| group.figures.sessions, &|group| &group.value)
}

fn depths(rows: &[&Session]) -> Vec<u64> {
    let mut depths = vec![0; DEPTHS + 1];
    rows.iter().for_each(|session| depths[(session.depth() as usize).min(DEPTHS)] += 1);
    depths
}

#[allow(clippy::cast_possible_truncation)]
fn frequency(sessions: &Sessions, zone: &Zone) -> Frequency {
    let mut visitors = vec![0; DEPTHS];
    let mut weeks: BTreeMap<i32, (u64, u64)> = BTreeMap::new();
    for own in sessions.by_visitor() {
        visitors[own.len().min(DEPTHS) - 1] += 1;
        let mut last = None;
        for session in own {
            let day = zone.local(session.start).div_euclid(crate::time::DAY_MS) as i32;
            let monday = day - weekday(day) as i32;
            let week = weeks.entry(monday).or_default();
            week.0 += 1;
            week.1 += u64::from(last != Some(monday));
            last = Some(monday);
        }
    }
    let active: u64 = weeks.values().map(|week| week.1).sum();
    Frequency {
        visitors,
        per_active_week: (active > 0).then(|| real(sessions.rows.len() as u64) / real(active)),
        week: weeks.keys().copied().collect(),
        sessions: weeks.values().map(|week| week.0).collect(),
        active: weeks.values().map(|week| week.1).collect(),
    }
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("traffic.sessions", Unit::Count, "Sessions: a visitor's events without a pause longer than the idle gap.", "Clarity, PostHog: 30 minutes."),
    define("traffic.visitors", Unit::Count, "Distinct visitor ids with a session.", "Linger."),
    define("traffic.pageViews", Unit::Count, "Page views, reloads and views within the page included.", "Linger."),
    define("traffic.bounce", Unit::Share, "Sessions of one page view, shorter than the limit, in which nothing was added, searched or ordered, of all sessions.", "Linger; interval: Wilson 1927."),
    define("traffic.depth", Unit::Count, "Page views of a session.", "Linger."),
    define("traffic.stay", Unit::Milliseconds, "Visible time of a session where recorded, else the time from its first to its last activity.", "Linger."),
    define("traffic.addToCart", Unit::Share, "Sessions with at least one add to the cart, of all sessions.", "Interval: Wilson 1927."),
    define("traffic.productAddToCart", Unit::Share, "Sessions with at least one add to the cart, of the sessions that saw a product.", "Interval: Wilson 1927."),
    define("traffic.conversion", Unit::Share, "Sessions with at least one order, of all sessions.", "Interval: Wilson 1927."),
    define("traffic.buyers", Unit::Share, "Visitors with at least one order, of all visitors.", "Interval: Wilson 1927."),
    define("traffic.completion", Unit::Share, "Sessions with an order, of the sessions in which a checkout began or an order was made.", "Interval: Wilson 1927."),
    define("traffic.fewInteractions", Unit::Share, "Sessions with fewer than two clicks, adds, removals, searches or checkout steps, of all sessions; scrolling does not count.", "Linger."),
    define("traffic.frequency", Unit::Count, "Visitors by their number of sessions, and sessions and visitors by week (from Monday).", "Linger."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    /// Ann: two pages, an add and an order by phone from an ad; an hour later one short page. Bob: one page for
    /// a minute from search.
    fn shop() -> Shop {
        let mut shop = Shop::new();
        shop.at(0).visitor("ann").page("a1", "index", r#""d":"phone","src":"direct","um":"cpc","uc":"may""#);
        shop.at(1).page("a2", "product", r#""d":"phone""#);
        shop.event("product", r#""id":"p1""#).event("add", r#""id":"p1","q":1"#);
        shop.event("checkout", "").event("order", r#""oid":"1""#);
        shop.at(90).page("a3", "index", r#""d":"phone","src":"internal""#);
        shop.at(0).visitor("bob").page("b1", "index", r#""d":"desktop","src":"search""#);
        shop.at(1).event("dwell", r#""ms":60000"#);
        shop
    }

    #[test]
    fn sessions_by_hand() {
        let (events, sessions) = shop().read(30 * MINUTE);
        let found = traffic(&events, &sessions, &Zone::utc(), &Options::default());
        assert_eq!((found.all.sessions, found.all.visitors, found.all.page_views), (3, 2, 4));
        assert_eq!((found.all.bounce.part, found.all.conversion.part, found.buyers.whole), (1, 1, 2));
        assert_eq!((found.product_add_to_cart.part, found.product_add_to_cart.whole), (1, 1));
        assert_eq!((found.completion.part, found.completion.whole), (1, 1));
        assert_eq!(found.depths[1..3], [2, 1]);
        // Ann 60 s, 0 s; Bob 60 s visible.
        assert_eq!((found.all.stay.median, found.all.mean_depth), (Some(60_000.0), Some(4.0 / 3.0)));
        let devices: Vec<_> = found.devices.iter().map(|g| (g.value.as_str(), g.figures.sessions)).collect();
        assert_eq!(devices, [("phone", 2), ("desktop", 1)]);
        let channels: Vec<_> = found.channels.iter().map(|g| g.value.as_str()).collect();
        assert_eq!(channels, ["ads", "internal", "search"]);
        assert_eq!(
            (&found.frequency.visitors[..2], found.frequency.per_active_week),
            (&[1, 1][..], Some(1.5))
        );
    }

    #[test]
    fn the_gap_cuts_only_when_it_is_passed() {
        let (_, whole) = shop().read(89 * MINUTE);
        assert_eq!(whole.rows.len(), 2);
        let (_, cut) = shop().read(89 * MINUTE - 1);
        assert_eq!(cut.rows.len(), 3);
    }
}
