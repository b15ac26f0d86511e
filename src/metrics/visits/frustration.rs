//! Frustration: rage clicks, dead clicks, quick returns, excessive scrolling, refused fields, failing scripts.
//!
//! Rage clicks are counted anew from the clicks under the thresholds asked for, and beside that as the recorder saw
//! them; steppers, arrows and keyboard clicks are exempt. Dead clicks, refused fields and script errors are what
//! the recorder saw: whether the page answered cannot be told afterwards. A quick return leads back to the page
//! before within the limit of visible time. Units: signals, and sessions with one as a share with Wilson's
//! interval. Source: PostHog's recorder for rage clicks; Clarity names the rest without numbers.

use super::{Definition, Rate, Unit, define, largest};
use crate::tables::events::{Events, Fact, Kind, Spot};
use crate::tables::sessions::{PageView, Session, Sessions};
use crate::tables::words::NO_WORD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Places listed of each signal.
const PLACES: usize = 50;

/// Thresholds, all of them to be changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Clicks of a rage click.
    pub rage_clicks: u32,
    /// Each less than so many ms after the one before.
    pub rage_ms: i64,
    /// Each less than so many px (across plus down) from the one before.
    pub rage_px: i32,
    /// Words in an anchor that exempt it: steppers and arrows are clicked repeatedly on purpose.
    pub exempt: Vec<String>,
    /// A return within so many visible ms is quick.
    pub back_ms: i64,
    /// More reversals of scrolling than this, without a click, are excessive.
    pub reversals: i64,
}

impl Default for Options {
    fn default() -> Self {
        let exempt =
            ["next", "prev", "arrow", "plus", "minus", "increase", "decrease", "quantity", "stepper"];
        Self {
            rage_clicks: 3,
            rage_ms: 1000,
            rage_px: 30,
            exempt: exempt.map(str::to_owned).to_vec(),
            back_ms: 10_000,
            reversals: 3,
        }
    }
}

/// The report's section on frustration.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Frustration {
    /// Sessions with any of the signals, the recorder's own rage clicks left out.
    pub any: Rate,
    /// Signal by signal, always all of them.
    pub signals: Vec<Signal>,
}

/// One kind of signal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Signal {
    /// "rage", "rageRecorded", "dead", "quickBack", "scrolling", "fieldError" or "scriptError".
    pub id: &'static str,
    /// How often.
    pub count: u64,
    /// Sessions with one.
    pub sessions: Rate,
    /// Sessions with an order, of those with one.
    pub conversion: Rate,
    /// Where, most often first.
    pub places: Vec<Place>,
}

/// Where a signal was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Template of the page.
    pub template: String,
    /// Anchor, field or message; empty for whole pages.
    pub target: String,
    /// How often.
    pub count: u64,
    /// Sessions.
    pub sessions: u64,
}

const IDS: [&str; 7] =
    ["rage", "rageRecorded", "dead", "quickBack", "scrolling", "fieldError", "scriptError"];
const RECORDED: usize = 1;

/// Signals of one kind on their way: by template and target, how often and in how many sessions.
#[derive(Clone, Debug, Default)]
struct Tally {
    places: BTreeMap<(u32, u32), (u64, u64, usize)>,
    sessions: u64,
    orders: u64,
    last: usize,
}

impl Tally {
    /// `session` counts from 1.
    fn add(&mut self, session: usize, row: &Session, place: (u32, u32)) {
        let entry = self.places.entry(place).or_default();
        entry.0 += 1;
        entry.1 += u64::from(entry.2 != session);
        entry.2 = session;
        if self.last != session {
            self.last = session;
            self.sessions += 1;
            self.orders += u64::from(row.orders > 0);
        }
    }
}

/// The frustration of the sessions.
#[must_use]
pub fn frustration(events: &Events, sessions: &Sessions, options: &Options) -> Frustration {
    let exempt = exempt(events, options);
    let mut tallies: [Tally; IDS.len()] = Default::default();
    let mut any = 0;
    for (session, row) in (1..).zip(&sessions.rows) {
        for place in rage(events, sessions.events(row), options, &exempt) {
            tallies[0].add(session, row, place);
        }
        for &event in sessions.events(row) {
            if let Some((signal, place)) = recorded(events, event as usize) {
                tallies[signal].add(session, row, place);
            }
        }
        for (signal, view) in of_views(sessions.views(row), options) {
            tallies[signal].add(session, row, (view.template, NO_WORD));
        }
        let annoyed = tallies.iter().enumerate().any(|(at, tally)| at != RECORDED && tally.last == session);
        any += u64::from(annoyed);
    }
    let whole = sessions.rows.len() as u64;
    let signals = IDS.into_iter().zip(tallies).map(|(id, tally)| signal(events, id, tally, whole)).collect();
    Frustration { any: Rate::new(any, whole), signals }
}

fn signal(events: &Events, id: &'static str, tally: Tally, whole: u64) -> Signal {
    let (sessions, conversion) = (Rate::new(tally.sessions, whole), Rate::new(tally.orders, tally.sessions));
    let named: Vec<(String, Place)> = tally
        .places
        .into_iter()
        .map(|((template, target), (count, sessions, _))| {
            let (template, target) = (events.words.text(template), events.words.text(target));
            let place = Place { template: template.to_owned(), target: target.to_owned(), count, sessions };
            (format!("{template}\u{1f}{target}"), place)
        })
        .collect();
    let count = named.iter().map(|(_, place)| place.count).sum();
    let places = largest(named, PLACES, &|(_, place)| place.count, &|(text, _)| text);
    let places = places.into_iter().map(|(_, place)| place).collect();
    Signal { id, count, sessions, conversion, places }
}

/// Words of the anchors that may be clicked repeatedly.
fn exempt(events: &Events, options: &Options) -> Vec<bool> {
    let words = u32::try_from(events.words.len()).unwrap_or(u32::MAX);
    let marks: Vec<String> = options.exempt.iter().map(|mark| mark.to_ascii_lowercase()).collect();
    let mut anchors = vec![false; words as usize];
    events.spots.anchor.iter().filter(|&&anchor| anchor != NO_WORD).for_each(|&a| anchors[a as usize] = true);
    let is_exempt = |word: u32| {
        let text = events.words.text(word).to_ascii_lowercase();
        marks.iter().any(|mark| text.contains(mark.as_str()))
    };
    (0..words).zip(anchors).map(|(word, anchor)| anchor && is_exempt(word)).collect()
}

/// Rage clicks of a session by place: runs of clicks on one page view, each near the one before.
fn rage(events: &Events, rows: &[u32], options: &Options, exempt: &[bool]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut run: u32 = 0;
    let mut before: Option<(usize, Spot)> = None;
    for &row in rows.iter().filter(|&&row| events.kind[row as usize] == Kind::Click) {
        let event = row as usize;
        let Some(at) = events.spot(event) else { continue };
        let (spot, anchor) = (events.spots.spot[at], events.spots.anchor[at]);
        if spot.keyboard || (anchor != NO_WORD && exempt[anchor as usize]) {
            (run, before) = (0, None);
            continue;
        }
        let goes_on = before.is_some_and(|(last, other)| {
            events.page[last] == events.page[event]
                && events.time[event] - events.time[last] < options.rage_ms
                && spot.fixed == other.fixed
                && (spot.page_x - other.page_x).abs() + (spot.page_y - other.page_y).abs() < options.rage_px
        });
        run = if goes_on { run + 1 } else { 1 };
        if run == options.rage_clicks {
            found.push((events.template[event], anchor));
        }
        before = Some((event, spot));
    }
    found
}

/// What the recorder saw.
fn recorded(events: &Events, event: usize) -> Option<(usize, (u32, u32))> {
    let (signal, target) = match events.kind[event] {
        Kind::Rage => (RECORDED, Fact::Anchor),
        Kind::Dead => (2, Fact::Anchor),
        Kind::FieldError => (5, Fact::Name),
        Kind::ScriptError => (6, Fact::Message),
        _ => return None,
    };
    Some((signal, (events.template[event], events.word(event, target))))
}

/// Quick returns and excessive scrolling.
fn of_views<'a>(views: &'a [PageView], options: &Options) -> Vec<(usize, &'a PageView)> {
    let quick = views.windows(3).filter(|three| {
        let stay = three[1].visible.unwrap_or(three[2].time - three[1].time);
        let returns = three[0].path != NO_WORD && three[0].path == three[2].path;
        returns && three[1].path != three[0].path && stay <= options.back_ms
    });
    let restless = views.iter().filter(|view| view.reversals > options.reversals && view.clicks == 0);
    quick.map(|three| (3, &three[1])).chain(restless.map(|view| (4, view))).collect()
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("frustration.any", Unit::Share, "Sessions with any signal, of all; the recorder's own rage clicks are not counted twice.", "Interval: Wilson 1927."),
    define("frustration.signals.count", Unit::Count, "Signals under the thresholds of the options: rage = clicks on one page view, each within rageMs and ragePx of the one before, exempt anchors and the keyboard left out; quick back = return to the page before within backMs; scrolling = more reversals than the limit and no click.", "PostHog's recorder; Clarity."),
    define("frustration.signals.sessions", Unit::Share, "Sessions with the signal, of all.", "Interval: Wilson 1927."),
    define("frustration.signals.conversion", Unit::Share, "Sessions with an order, of those with the signal.", "Interval: Wilson 1927."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    fn click(shop: &mut Shop, ms: i64, x: i32, anchor: &str, rest: &str) {
        shop.at_ms(ms).event("click", &format!(r#""a":"{anchor}","px":{x},"py":500,"i":1{rest}"#));
    }

    fn found(shop: &Shop, options: &Options) -> Vec<u64> {
        let (events, sessions) = shop.read(30 * MINUTE);
        frustration(&events, &sessions, options).signals.iter().map(|signal| signal.count).collect()
    }

    /// PostHog's rule: three clicks, each under 30 px and 1000 ms from the one before.
    #[test]
    fn rage_is_counted_under_the_thresholds() {
        let rage = |gap: i64, step: i32, anchor: &str, rest: &str| {
            let mut shop = Shop::new();
            shop.visitor("ann").at(0).page("a", "product", "");
            (0..3).for_each(|n| click(&mut shop, i64::from(n) * gap, 100 + n * step, anchor, rest));
            found(&shop, &Options::default())[0]
        };
        assert_eq!(
            (rage(999, 29, "#buy", ""), rage(1000, 29, "#buy", ""), rage(999, 30, "#buy", "")),
            (1, 0, 0)
        );
        assert_eq!((rage(500, 0, ".slider-Next", ""), rage(500, 0, "#buy", r#","k":1"#)), (0, 0));
        let mut shop = Shop::new();
        shop.visitor("ann").at(0).page("a", "product", "");
        (0..2).for_each(|n| click(&mut shop, i64::from(n) * 400, 100, "#buy", ""));
        assert_eq!(found(&shop, &Options { rage_clicks: 2, ..Options::default() })[0], 1);
        (2..9).for_each(|n| click(&mut shop, i64::from(n) * 400, 100, "#buy", ""));
        assert_eq!(found(&shop, &Options::default())[0], 1);
    }

    #[test]
    fn other_signals_by_hand() {
        let mut shop = Shop::new();
        shop.visitor("ann").at(0).page("a", "index", "").event("rage", r##""a":"#x","c":4"##);
        shop.event("dead", r##""a":"#x""##).event("dead", r##""a":"#x""##);
        shop.at(1).page("b", "product", "").event("dwell", r#""ms":9000"#).at(2).page("a", "index", "");
        shop.event("scroll", r#""mx":1,"rev":4"#).event("ferr", r#""f":"email""#);
        shop.event("jerr", r#""m":"x is undefined""#).event("order", "");
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = frustration(&events, &sessions, &Options::default());
        let counts: Vec<u64> = found.signals.iter().map(|signal| signal.count).collect();
        assert_eq!(counts, [0, 1, 2, 1, 1, 1, 1]);
        let dead = Place { template: "index".to_owned(), target: "#x".to_owned(), count: 2, sessions: 1 };
        assert_eq!(found.signals[2].places, [dead]);
        assert_eq!((found.any.part, found.signals[2].conversion.part), (1, 1));
    }
}
