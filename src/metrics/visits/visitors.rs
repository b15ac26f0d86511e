//! Visitors about to be lost: carts left waiting, customers not seen for long, many hasty visits, browsing without
//! buying, interest that fades; and how likely a visitor comes back at all.
//!
//! As-of is the last event of the data. Return: time from a visit to the visitor's next, open ones included
//! (Kaplan–Meier, in days); for a visitor silent for s days P(return within h) = 1 − S(s + h) / S(s). Potential
//! churner: median stay, depth and interactions all at or below the chosen share of visitors, and an unlikely
//! return. Fading: interactions of a week over the recent weeks against the weeks before. Units: visitors, days,
//! shares with Wilson's interval. Source: Linger's rules D5 and D6; Kaplan and Meier 1958.

use super::{Definition, Rate, Unit, define, grouped, largest, real};
use crate::math::quantile::{median, quantile};
use crate::math::survival::Curve;
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::interner::NOBODY;
use crate::tables::sessions::{Channel, Session, Sessions};
use crate::tables::words::NO_WORD;
use crate::time::DAY_MS;
use serde::{Deserialize, Serialize};

/// Visitors listed of each signal.
const LISTED: usize = 200;
/// Products listed of a visitor.
const PRODUCTS: usize = 10;
const WEEK_MS: i64 = 7 * DAY_MS;

/// Thresholds, all of them to be changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Days after the last add with neither order nor visit.
    pub cart_days: u32,
    /// Days since a customer was seen.
    pub login_days: u32,
    /// Hasty visits: at least so many sessions.
    pub hasty_sessions: usize,
    /// Median stay up to this, in ms.
    pub hasty_ms: i64,
    /// Mean page views up to this.
    pub hasty_depth: f64,
    /// Percentile up to which stay, depth and interactions are low.
    pub low_percent: u32,
    /// Days in which a return counts.
    pub return_days: u32,
    /// A return less likely than this is unlikely.
    pub unlikely: f64,
    /// Recent weeks, and as many before them at least.
    pub recent_weeks: u32,
    /// Interest fades when recent weeks have at most this share of the interactions before.
    pub fading: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cart_days: 7,
            login_days: 30,
            hasty_sessions: 3,
            hasty_ms: 30_000,
            hasty_depth: 2.0,
            low_percent: 33,
            return_days: 14,
            unlikely: 0.2,
            recent_weeks: 4,
            fading: 0.5,
        }
    }
}

/// The report's section on visitors.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Visitors {
    /// Visitors whose last add is long ago, with no order and no visit after it, of those who added and did not buy since.
    pub cart_waiting: Rate,
    /// They, the longest waiting first.
    pub waiting: Vec<Waiting>,
    /// Customers seen logged in, or linked to a visit, but not lately, of all customers seen. `None` where no customer is known.
    pub not_seen: Option<Rate>,
    /// Visitors who saw products and never ordered, of those who saw products.
    pub browsed: Rate,
    /// They, with what they saw, the busiest first.
    pub browsers: Vec<Browser>,
    /// Many short and shallow visits, by channel.
    pub hasty: Vec<Hasty>,
    /// Potential churners, of the visitors whose chance to return the data can tell.
    pub potential_churners: Rate,
    /// They, with the values that decided, the least likely to return first.
    pub churners: Vec<Churner>,
    /// Visitors whose interactions fade, of those seen for long enough.
    pub fading: Rate,
    /// Share of visits followed by another within so many days: 1, 7, 30 and the option's. `None` beyond the data.
    pub returns: Vec<Return>,
}

/// A cart left waiting.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// Visitor id.
    pub visitor: String,
    /// Last add, UTC ms.
    pub added: i64,
    /// Days from then to as-of.
    pub days: i64,
    /// Products added in that session.
    pub products: Vec<String>,
}

/// A visitor who looks and does not buy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Browser {
    /// Visitor id.
    pub visitor: String,
    /// Sessions.
    pub sessions: u64,
    /// Product views.
    pub views: u64,
    /// Products seen, the latest first.
    pub products: Vec<String>,
}

/// Hasty visitors of a channel and landing template.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hasty {
    /// Channel of their first visit.
    pub channel: &'static str,
    /// Template of their first landing page.
    pub landing: String,
    /// Visitors with many short and shallow visits, of all who came first this way.
    pub visitors: Rate,
}

/// A potential churner.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Churner {
    /// Visitor id.
    pub visitor: String,
    /// Median stay in ms.
    pub stay: f64,
    /// Mean page views.
    pub depth: f64,
    /// Mean interactions.
    pub interactions: f64,
    /// Days since the last visit.
    pub silent_days: i64,
    /// P(return within the option's days).
    pub return_probability: f64,
}

/// Visits followed by another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Return {
    /// Within so many days.
    pub days: u32,
    /// Share.
    pub share: Option<f64>,
}

/// What is known of one visitor.
struct Own<'a> {
    visitor: &'a str,
    sessions: &'a [Session],
    stay: f64,
    depth: f64,
    interactions: f64,
}

/// The visitors of the sessions.
#[must_use]
pub fn visitors(events: &Events, sessions: &Sessions, options: &Options) -> Visitors {
    let as_of = sessions.rows.iter().map(|session| session.finish).max().unwrap_or(0);
    let own: Vec<Own> = sessions.by_visitor().map(|rows| Own::new(events, sessions, rows)).collect();
    let curve = returns(&own, as_of);
    let (cart_waiting, waiting) = waiting(events, sessions, &own, as_of, options);
    let (browsed, browsers) = browsers(events, sessions, &own);
    let (potential_churners, churners) = churners(&own, &curve, as_of, options);
    let within = |days: u32| Return { days, share: (days <= curve.horizon).then(|| 1.0 - curve.at(days)) };
    let mut days = vec![1, 7, 30, options.return_days];
    days = crate::math::order::distinct(days);
    Visitors {
        cart_waiting,
        waiting,
        not_seen: not_seen(events, sessions, as_of, options),
        browsed,
        browsers,
        hasty: hasty(events, &own, options),
        potential_churners,
        churners,
        fading: fading(&own, as_of, options),
        returns: days.into_iter().map(within).collect(),
    }
}

impl<'a> Own<'a> {
    fn new(events: &'a Events, sessions: &Sessions, rows: &'a [Session]) -> Self {
        let key = sessions.visitors[rows[0].visitor as usize];
        let mean = |value: &dyn Fn(&Session) -> u32| {
            real(rows.iter().map(|row| u64::from(value(row))).sum()) / real(rows.len() as u64)
        };
        let mut stays: Vec<i64> = rows.iter().map(Session::stay).collect();
        Self {
            visitor: events.key(key),
            sessions: rows,
            stay: median(&mut stays).unwrap_or(0.0),
            depth: mean(&Session::depth),
            interactions: mean(&|row| row.interactions),
        }
    }

    fn last(&self) -> i64 {
        self.sessions.iter().map(|session| session.finish).max().unwrap_or(0)
    }
}

/// Days from each visit to the visitor's next; the last one is open until as-of.
#[allow(clippy::cast_sign_loss, clippy::cast_possible_truncation)]
fn returns(own: &[Own], as_of: i64) -> Curve {
    let days = |from: i64, to: i64| ((to - from).max(0) / DAY_MS) as usize;
    let length = 1 + own.iter().map(|one| days(one.sessions[0].start, as_of)).max().unwrap_or(0);
    let (mut closed, mut open) = (vec![0; length], vec![0; length]);
    for one in own {
        for pair in one.sessions.windows(2) {
            closed[days(pair[0].start, pair[1].start)] += 1;
        }
        if let Some(last) = one.sessions.last() {
            open[days(last.start, as_of)] += 1;
        }
    }
    Curve::new(&closed, &open)
}

fn waiting(
    events: &Events,
    sessions: &Sessions,
    own: &[Own],
    as_of: i64,
    options: &Options,
) -> (Rate, Vec<Waiting>) {
    let limit = i64::from(options.cart_days) * DAY_MS;
    let mut found = Vec::new();
    let mut unbought = 0;
    for one in own {
        let Some(at) = one.sessions.iter().rposition(|session| session.adds > 0) else { continue };
        let session = &one.sessions[at];
        let events_of = |kind: Kind| {
            sessions
                .events(session)
                .iter()
                .map(|&row| row as usize)
                .filter(move |&row| events.kind[row] == kind)
        };
        let Some(added) = events_of(Kind::Add).map(|row| events.time[row]).max() else { continue };
        let ordered = events_of(Kind::Order).any(|row| events.time[row] >= added);
        if ordered || one.sessions[at + 1..].iter().any(|session| session.orders > 0) {
            continue;
        }
        unbought += 1;
        if at + 1 == one.sessions.len() && as_of - added >= limit {
            let products = texts(events, events_of(Kind::Add).map(|row| events.word(row, Fact::Product)));
            let days = (as_of - added) / DAY_MS;
            found.push(Waiting { visitor: one.visitor.to_owned(), added, days, products });
        }
    }
    let rate = Rate::new(found.len() as u64, unbought);
    (rate, largest(found, LISTED, &|one| one.days.unsigned_abs(), &|one| &one.visitor))
}

/// Distinct texts in the order met.
fn texts(events: &Events, words: impl Iterator<Item = u32>) -> Vec<String> {
    let mut seen = Vec::new();
    for word in words.filter(|&word| word != NO_WORD) {
        if !seen.contains(&word) && seen.len() < PRODUCTS {
            seen.push(word);
        }
    }
    seen.into_iter().map(|word| events.words.text(word).to_owned()).collect()
}

fn not_seen(events: &Events, sessions: &Sessions, as_of: i64, options: &Options) -> Option<Rate> {
    let mut last_seen = vec![i64::MIN; events.keys.len()];
    for &row in sessions.rows.iter().flat_map(|session| sessions.events(session)) {
        let customer = events.customer[row as usize];
        if customer != NOBODY {
            let seen = &mut last_seen[customer as usize];
            *seen = (*seen).max(events.time[row as usize]);
        }
    }
    let seen: Vec<i64> = last_seen.into_iter().filter(|&time| time != i64::MIN).collect();
    let limit = i64::from(options.login_days) * DAY_MS;
    (!seen.is_empty()).then(|| Rate::of(&seen, |&time| as_of - time >= limit))
}

fn browsers(events: &Events, sessions: &Sessions, own: &[Own]) -> (Rate, Vec<Browser>) {
    let seen: Vec<&Own> =
        own.iter().filter(|one| one.sessions.iter().any(|session| session.products > 0)).collect();
    let buys = |one: &&Own| one.sessions.iter().any(|session| session.orders > 0);
    let rate = Rate::of(&seen, |one| !buys(one));
    let listed: Vec<Browser> = seen
        .into_iter()
        .filter(|one| !buys(one))
        .map(|one| {
            let rows = one.sessions.iter().rev().flat_map(|session| sessions.events(session).iter().rev());
            let viewed = rows.map(|&row| row as usize).filter(|&row| events.kind[row] == Kind::Product);
            Browser {
                visitor: one.visitor.to_owned(),
                sessions: one.sessions.len() as u64,
                views: one.sessions.iter().map(|session| u64::from(session.products)).sum(),
                products: texts(events, viewed.map(|row| events.word(row, Fact::Product))),
            }
        })
        .collect();
    (rate, largest(listed, LISTED, &|one| one.views, &|one| &one.visitor))
}

fn hasty(events: &Events, own: &[Own], options: &Options) -> Vec<Hasty> {
    let test = |one: &&Own| {
        one.sessions.len() >= options.hasty_sessions
            && one.stay <= f64::from(i32::try_from(options.hasty_ms).unwrap_or(i32::MAX))
            && one.depth <= options.hasty_depth
    };
    let mut found = Vec::new();
    for (channel, ways) in grouped(own, &|one| one.sessions[0].channel as u32) {
        for (landing, ways) in grouped(&ways, &|one| one.sessions[0].landing) {
            let visitors = Rate::of(&ways, |one| test(one));
            let channel = Channel::ALL[channel as usize].name();
            let landing = events.words.text(landing).to_owned();
            found.push((format!("{channel}\u{1f}{landing}"), Hasty { channel, landing, visitors }));
        }
    }
    found.retain(|(_, hasty)| hasty.visitors.part > 0);
    let found = largest(found, LISTED, &|(_, hasty)| hasty.visitors.part, &|(text, _)| text);
    found.into_iter().map(|(_, hasty)| hasty).collect()
}

fn churners(own: &[Own], curve: &Curve, as_of: i64, options: &Options) -> (Rate, Vec<Churner>) {
    let low = |value: &dyn Fn(&Own) -> f64| {
        let mut values: Vec<f64> = own.iter().map(value).collect();
        quantile(&mut values, options.low_percent.min(100) as usize, 100).unwrap_or(0.0)
    };
    let limits = [low(&|one| one.stay), low(&|one| one.depth), low(&|one| one.interactions)];
    let found: Vec<Churner> = own
        .iter()
        .filter(|one| one.stay <= limits[0] && one.depth <= limits[1] && one.interactions <= limits[2])
        .filter_map(|one| {
            let silent_days = (as_of - one.last()) / DAY_MS;
            Some(Churner {
                visitor: one.visitor.to_owned(),
                stay: one.stay,
                depth: one.depth,
                interactions: one.interactions,
                silent_days,
                return_probability: comes_back(curve, silent_days, options.return_days)?,
            })
        })
        .filter(|one| one.return_probability < options.unlikely)
        .collect();
    let judged = own.iter().filter(|one| {
        let silent_days = (as_of - one.last()) / DAY_MS;
        comes_back(curve, silent_days, options.return_days).is_some()
    });
    let rate = Rate::new(found.len() as u64, judged.count() as u64);
    let order = crate::math::order::sorted_by(found, &|a, b| {
        a.return_probability
            .total_cmp(&b.return_probability)
            .then(b.silent_days.cmp(&a.silent_days))
            .then_with(|| a.visitor.cmp(&b.visitor))
    });
    (rate, order.into_iter().take(LISTED).collect())
}

/// P(return within `days` | silent for `silent` days); `None` where nobody was observed for so long.
fn comes_back(curve: &Curve, silent: i64, days: u32) -> Option<f64> {
    let silent = u32::try_from(silent).ok()?;
    let until = silent.saturating_add(days);
    let still = curve.at(silent);
    (still > 0.0 && until <= curve.horizon).then(|| 1.0 - curve.at(until) / still)
}

fn fading(own: &[Own], as_of: i64, options: &Options) -> Rate {
    let recent_from = as_of - i64::from(options.recent_weeks) * WEEK_MS;
    let weeks = |ms: i64| real(ms.unsigned_abs()) / real(WEEK_MS.unsigned_abs());
    let long: Vec<&Own> = own
        .iter()
        .filter(|one| weeks(recent_from - one.sessions[0].start) >= f64::from(options.recent_weeks))
        .filter(|one| one.sessions[0].start < recent_from)
        .collect();
    Rate::of(&long, |one| {
        let sum = |recent: bool| {
            let part = one.sessions.iter().filter(|session| (session.start > recent_from) == recent);
            real(part.map(|session| u64::from(session.interactions)).sum())
        };
        let before = sum(false) / weeks(recent_from - one.sessions[0].start);
        before > 0.0 && sum(true) / f64::from(options.recent_weeks.max(1)) <= options.fading * before
    })
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("visitors.cartWaiting", Unit::Share, "Visitors whose last add is at least cartDays ago with no order and no visit after it, of those who have not bought since their last add.", "Linger, rule D5."),
    define("visitors.notSeen", Unit::Share, "Customers last seen logged in or linked to a visit at least loginDays ago, of all customers seen.", "Linger, rule D6."),
    define("visitors.browsed", Unit::Share, "Visitors who saw products and never ordered, of those who saw products.", "Linger."),
    define("visitors.hasty", Unit::Share, "Visitors with many sessions, a short median stay and few pages, of all who came first by the channel and page.", "Linger."),
    define("visitors.potentialChurners", Unit::Share, "Visitors whose stay, depth and interactions are all at or below the percentile and whose return is unlikely, of those whose chance to return the data can tell.", "Linger."),
    define("visitors.fading", Unit::Share, "Visitors whose interactions of a week fell to the option's share of what they were, of those seen for as many weeks before.", "Linger."),
    define("visitors.returns", Unit::Share, "Visits followed by another of the same visitor within so many days, open intervals included.", "Kaplan and Meier 1958."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    const DAY: i64 = 24 * 60;

    fn found(shop: &Shop, options: &Options) -> Visitors {
        let (events, sessions) = shop.read(30 * MINUTE);
        visitors(&events, &sessions, options)
    }

    /// Ann left a cart 8 days ago, Bob 6, Cid came back since, Dan bought.
    #[test]
    fn carts_wait() {
        let mut shop = Shop::new();
        for (visitor, day) in [("ann", 2), ("bob", 4), ("cid", 1), ("dan", 1)] {
            shop.visitor(visitor)
                .at(day * DAY)
                .event("product", r#""id":"lamp""#)
                .event("add", r#""id":"lamp""#);
        }
        shop.visitor("dan").at(DAY + 1).event("order", "");
        shop.visitor("cid").at(9 * DAY).page("c", "index", "");
        shop.visitor("eve").at(10 * DAY).page("e", "index", "");
        let found = found(&shop, &Options::default());
        assert_eq!((found.cart_waiting.part, found.cart_waiting.whole), (1, 3));
        assert_eq!((found.waiting[0].visitor.as_str(), found.waiting[0].days), ("ann", 8));
        assert_eq!(found.waiting[0].products, ["lamp"]);
        assert_eq!((found.browsed.part, found.browsed.whole, found.not_seen), (3, 4, None));
        assert_eq!((found.browsers.len(), found.browsers[0].visitor.as_str()), (3, "ann"));
    }

    /// Four visitors: two return after 3 days, two never in 10. S falls to 1/2 ... with each return opening an
    /// interval of 7 days: at risk on day 3 are 6 (2 + 2 + 2), two close: S = 2/3.
    #[test]
    fn returns_count_open_intervals() {
        let mut shop = Shop::new();
        for visitor in ["a", "b", "c", "d"] {
            shop.visitor(visitor).at(0).page(&format!("{visitor}1"), "index", "");
            if visitor < "c" {
                shop.at(3 * DAY).page(&format!("{visitor}2"), "index", "");
            }
        }
        shop.visitor("z").at(10 * DAY).page("z", "index", r#""cid":"cust""#);
        let found = found(&shop, &Options::default());
        let shares: Vec<_> = found.returns.iter().map(|one| (one.days, one.share)).collect();
        assert_eq!(shares, [(1, Some(0.0)), (7, Some(1.0 - 4.0 / 6.0)), (14, None), (30, None)]);
        assert_eq!(found.not_seen.map(|rate| (rate.part, rate.whole)), Some((0, 1)));
    }

    #[test]
    fn hasty_fading_and_potential_churners() {
        let mut shop = Shop::new();
        shop.visitor("ann");
        for day in 50..53 {
            shop.at(day * DAY).page(&format!("a{day}"), "index", r#""src":"ads""#);
        }
        shop.visitor("eve").at(0).page("e", "index", "");
        shop.visitor("bob");
        for week in 0..12 {
            shop.at(week * 7 * DAY).page(&format!("b{week}"), "index", r#""src":"email""#);
            (0..if week < 8 { 4 } else { 1 }).for_each(|_| {
                shop.event("click", r#""a":"x""#);
            });
            shop.at(week * 7 * DAY + 10).page(&format!("c{week}"), "product", "");
        }
        let found = found(&shop, &Options { low_percent: 50, ..Options::default() });
        let hasty: Vec<_> = found.hasty.iter().map(|one| (one.channel, one.visitors.part)).collect();
        assert_eq!(hasty, [("ads", 1)]);
        assert_eq!((found.fading.part, found.fading.whole), (1, 2));
        // Ann has been silent for 25 days; no visit was followed by another after so long. Eve has been silent for 77,
        // longer than anyone was observed: of her chance nothing is known.
        assert_eq!((found.potential_churners.part, found.potential_churners.whole), (1, 2));
        assert_eq!((found.churners.len(), found.churners[0].visitor.as_str()), (1, "ann"));
        assert_eq!((found.churners[0].silent_days, found.churners[0].return_probability), (25, 0.0));
    }
}
