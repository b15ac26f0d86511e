//! Small shops for worked examples: events written as the storefront script writes them, read as any file is.

use super::table::EventMapping;
use super::{EventFile, EventIntake};
use crate::tables::events::Events;
use crate::tables::sessions::Sessions;

/// Milliseconds of a minute.
pub const MINUTE: i64 = 60_000;
/// Minute 0: 2024-01-01T00:00Z, a Monday.
pub const START: i64 = 1_704_067_200_000;

/// Writes events of one visitor and page after the other.
#[derive(Debug, Default)]
pub struct Shop {
    lines: Vec<String>,
    visitor: String,
    page: String,
    template: String,
    /// Of the next event.
    pub time: i64,
    number: u32,
}

impl Shop {
    /// An empty shop at minute 0.
    pub fn new() -> Self {
        Self { time: START, ..Self::default() }
    }

    /// Goes to a minute.
    pub fn at(&mut self, minute: i64) -> &mut Self {
        self.at_ms(minute * MINUTE)
    }

    /// Goes to so many milliseconds after the start.
    pub fn at_ms(&mut self, ms: i64) -> &mut Self {
        self.time = START + ms;
        self
    }

    /// The following events are this visitor's.
    pub fn visitor(&mut self, visitor: &str) -> &mut Self {
        visitor.clone_into(&mut self.visitor);
        self
    }

    /// A page view; `rest` are further members, with a comma between them.
    pub fn page(&mut self, page: &str, template: &str, rest: &str) -> &mut Self {
        page.clone_into(&mut self.page);
        template.clone_into(&mut self.template);
        self.event("view", rest)
    }

    /// An event on the page.
    pub fn event(&mut self, kind: &str, rest: &str) -> &mut Self {
        let Self { visitor, page, template, time, number, .. } = self;
        let comma = if rest.is_empty() { "" } else { "," };
        self.lines.push(format!(
            r#"{{"v":1,"e":"{kind}","t":{time},"vid":"{visitor}","pid":"{page}","n":{number},"tpl":"{template}","p":"/{page}"{comma}{rest}}}"#
        ));
        self.number += 1;
        self
    }

    /// The file.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Its events and sessions.
    pub fn read(&self, idle: i64) -> (Events, Sessions) {
        let file = read("shop.ndjson", self.text().as_bytes());
        let sessions = Sessions::new(&file.events, idle);
        (file.events, sessions)
    }
}

/// A file of events.
pub fn read(name: &str, bytes: &[u8]) -> EventFile {
    let mut intake = EventIntake::new(name, EventMapping::default(), |_| None, 1);
    intake.push(bytes).expect("text");
    intake.finish().expect("events")
}
