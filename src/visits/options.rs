//! What a report on sessions can be asked for, with the defaults.

use super::people::People;
use crate::error::{Error, ErrorKind};
use crate::metrics::visits::{frustration, funnel, pages, paths, search, traffic, visitors};
use crate::tables::events::Events;
use crate::tables::sessions::{Channel, Session, Sessions};
use crate::time::Zone;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Options of a report on sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// IANA zone of days and weeks.
    pub zone: String,
    /// A pause longer than this ends a session, in minutes.
    pub idle_minutes: u32,
    /// Which sessions count.
    pub filter: Filter,
    /// Visits.
    pub traffic: traffic::Options,
    /// Pages and their anomalies.
    pub pages: pages::Options,
    /// Funnels, each by itself.
    pub funnels: Vec<funnel::Options>,
    /// Paths.
    pub paths: paths::Options,
    /// Search.
    pub search: search::Options,
    /// Thresholds of frustration.
    pub frustration: frustration::Options,
    /// Thresholds of visitors about to be lost.
    pub visitors: visitors::Options,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            zone: "UTC".to_owned(),
            idle_minutes: 30,
            filter: Filter::default(),
            traffic: traffic::Options::default(),
            pages: pages::Options::default(),
            funnels: vec![funnel::Options::purchase(), funnel::Options::registration()],
            paths: paths::Options::default(),
            search: search::Options::default(),
            frustration: frustration::Options::default(),
            visitors: visitors::Options::default(),
        }
    }
}

/// Sessions that count: those that have every value given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Filter {
    /// Device.
    pub device: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// Template of the landing page.
    pub landing: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Segment of the customer in the orders, by its id; visitors whom the orders do not know do not count.
    pub segment: Option<String>,
    /// Whether the customer is flagged in the orders; visitors whom the orders do not know do not count.
    pub flagged: Option<bool>,
    /// Sessions that begin at this instant or later, UTC ms.
    pub from: Option<i64>,
    /// Sessions that begin before this instant, UTC ms.
    pub until: Option<i64>,
}

impl Options {
    /// The idle gap in ms.
    #[must_use]
    pub fn idle_ms(&self) -> i64 {
        i64::from(self.idle_minutes) * 60_000
    }

    /// Refuses values that cannot be.
    ///
    /// # Errors
    ///
    /// A value is out of its range, or no table of the zone was given.
    pub fn check(&self, zone: &Zone) -> Result<(), Error> {
        let wrong = if self.zone != "UTC" && self.zone != zone.name() {
            Some(format!("the zone \"{}\" has no table of offsets", self.zone))
        } else if !(1..=1440).contains(&self.idle_minutes) {
            Some("idleMinutes must be from 1 to 1440".to_owned())
        } else if self.funnels.iter().any(|funnel| !(1..=funnel::STEPS).contains(&funnel.steps.len())) {
            Some(format!("a funnel has from 1 to {} steps", funnel::STEPS))
        } else if !(0.0..=1.0).contains(&self.pages.alpha) {
            Some("pages.alpha must be from 0 to 1".to_owned())
        } else if self.frustration.rage_clicks < 2 {
            Some("frustration.rageClicks must be at least 2".to_owned())
        } else {
            None
        };
        wrong.map_or(Ok(()), |sentence| Err(ErrorKind::Option(sentence).into()))
    }

    /// The sessions that count.
    #[must_use]
    pub fn selected<'a>(
        &self,
        events: &Events,
        people: &People,
        sessions: &'a Sessions,
    ) -> Cow<'a, Sessions> {
        if self.filter == Filter::default() {
            return Cow::Borrowed(sessions);
        }
        let mut selected = sessions.clone();
        selected.rows.retain(|session| self.filter.passes(events, people, session));
        Cow::Owned(selected)
    }
}

impl Filter {
    /// Whether a session counts.
    #[must_use]
    pub fn passes(&self, events: &Events, people: &People, session: &Session) -> bool {
        let is = |wanted: &Option<String>, word: u32| {
            wanted.as_ref().is_none_or(|wanted| events.words.text(word) == wanted)
        };
        let channel = Channel::ALL[session.channel as usize].name();
        is(&self.device, session.device)
            && is(&self.landing, session.landing)
            && is(&self.country, session.country)
            && self.channel.as_ref().is_none_or(|wanted| channel == wanted)
            && self.from.is_none_or(|from| session.start >= from)
            && self.until.is_none_or(|until| session.start < until)
            && self.segment.as_deref().is_none_or(|wanted| people.segment(session) == Some(wanted))
            && self.flagged.is_none_or(|wanted| people.flagged(session) == Some(wanted))
    }
}
