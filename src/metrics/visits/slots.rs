//! Slots: how often banners and sections are seen, and who clicks them.
//!
//! Seen and clicked are what the recorder saw: at least half visible for a second, and a click inside. Units: events,
//! sessions, visitors; click rate = sessions with a click of those that saw the slot, with Wilson's interval.
//! Source: Linger.

use super::{Definition, Rate, Unit, define, largest};
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::sessions::Sessions;
use serde::Serialize;
use std::collections::BTreeMap;

/// Slots listed.
const SLOTS: usize = 200;

/// One slot.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Slot {
    /// Its name.
    pub slot: String,
    /// Times seen.
    pub seen: u64,
    /// Times clicked.
    pub clicks: u64,
    /// Visitors who clicked.
    pub click_visitors: u64,
    /// Sessions with a click, of those that saw it.
    pub click_rate: Rate,
    /// Its clicks, of all slots' clicks.
    pub click_share: Rate,
    /// Sessions with an order, of those with a click.
    pub conversion: Rate,
}

#[derive(Clone, Debug, Default)]
struct Tally {
    seen: u64,
    clicks: u64,
    seen_sessions: u64,
    click_sessions: u64,
    click_visitors: u64,
    orders: u64,
    last_visitor: Option<u32>,
}

/// The slots of the sessions, most often seen first.
#[must_use]
pub fn slots(events: &Events, sessions: &Sessions) -> Vec<Slot> {
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for row in &sessions.rows {
        let mut own: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for &event in sessions.events(row) {
            let event = event as usize;
            if events.kind[event] != Kind::Slot {
                continue;
            }
            let counts = own.entry(events.word(event, Fact::Slot)).or_default();
            match events.text(event, Fact::Act) {
                "seen" => counts.0 += 1,
                "click" => counts.1 += 1,
                _ => {}
            }
        }
        for (slot, (seen, clicks)) in own {
            let tally = tallies.entry(slot).or_default();
            tally.seen += seen;
            tally.clicks += clicks;
            // Who clicked has seen it, whatever the observer said.
            tally.seen_sessions += u64::from(seen + clicks > 0);
            if clicks > 0 {
                tally.click_sessions += 1;
                tally.orders += u64::from(row.orders > 0);
                tally.click_visitors += u64::from(tally.last_visitor != Some(row.visitor));
                tally.last_visitor = Some(row.visitor);
            }
        }
    }
    let all_clicks = tallies.values().map(|tally| tally.clicks).sum();
    let slots: Vec<Slot> = tallies
        .into_iter()
        .map(|(slot, tally)| Slot {
            slot: events.words.text(slot).to_owned(),
            seen: tally.seen,
            clicks: tally.clicks,
            click_visitors: tally.click_visitors,
            click_rate: Rate::new(tally.click_sessions, tally.seen_sessions),
            click_share: Rate::new(tally.clicks, all_clicks),
            conversion: Rate::new(tally.orders, tally.click_sessions),
        })
        .collect();
    largest(slots, SLOTS, &|slot| slot.seen + slot.clicks, &|slot| &slot.slot)
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("slots.seen", Unit::Count, "Times a slot was at least half visible for a second.", "Linger."),
    define("slots.clickRate", Unit::Share, "Sessions with a click on the slot, of those that saw or clicked it.", "Interval: Wilson 1927."),
    define("slots.clickShare", Unit::Share, "Clicks on the slot, of the clicks on all slots.", "Interval: Wilson 1927."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    #[test]
    fn by_hand() {
        let mut shop = Shop::new();
        let (seen, click) = (r#""s":"hero","act":"seen""#, r#""s":"hero","act":"click""#);
        shop.visitor("ann")
            .at(0)
            .event("slot", seen)
            .event("slot", click)
            .event("slot", click)
            .event("order", "");
        shop.at(90).event("slot", seen).event("slot", click).event("slot", r#""s":"menu","act":"click""#);
        shop.visitor("bob").at(0).event("slot", seen);
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = slots(&events, &sessions);
        assert_eq!(
            (found[0].slot.as_str(), found[0].seen, found[0].clicks, found[0].click_visitors),
            ("hero", 3, 3, 1)
        );
        assert_eq!((found[0].click_rate.part, found[0].click_rate.whole), (2, 3));
        assert_eq!((found[0].click_share.share, found[0].conversion.part), (Some(0.75), 1));
    }
}
