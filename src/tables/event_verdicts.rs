//! What can be found about an event: the words of the ledger of a file of events.

/// What was found about a record or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventVerdict {
    /// No JSON object, or one that breaks off.
    NotAnObject,
    /// Longer than 4 MB.
    TooLong,
    /// A later version of the format.
    UnknownVersion,
    /// A kind of event that nothing is computed from.
    UnknownEvent,
    /// No time, or one that cannot be read.
    NoTime,
    /// A time outside 1980 to 2099.
    TimeOutOfRange,
    /// Nothing says whose event it is.
    NoVisitor,
    /// The same event again: a sender that tried twice.
    Repeated,
    /// Another number of fields than the header.
    Ragged,
    /// A field of another type than the format says; the field was left out.
    WrongType,
    /// A number that cannot be; the field was left out.
    NumberOutOfRange,
    /// A text longer than the format allows, shortened.
    Shortened,
    /// More distinct values of a field than are kept apart.
    TooManyValues,
    /// No visitor id; the session id stands for the visitor.
    KeyedBySession,
    /// A name of the file's own.
    OwnEvent,
}

impl EventVerdict {
    /// A stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.text().0
    }

    /// Whether the event still counts.
    #[must_use]
    pub fn used(self) -> bool {
        self >= Self::Ragged
    }

    /// What it means and what to do, as a sentence.
    #[must_use]
    pub fn message(self) -> &'static str {
        self.text().1
    }

    fn text(self) -> (&'static str, &'static str) {
        match self {
            Self::NotAnObject => {
                ("notAnObject", "The line is no JSON object. The file may have been cut off or edited.")
            }
            Self::TooLong => ("recordTooLong", "The record is longer than 4 MB and was left out."),
            Self::UnknownVersion => {
                ("unknownVersion", "The event is of a later format version. Use a newer Linger to read it.")
            }
            Self::UnknownEvent => {
                ("unknownEvent", "An event that Linger has no use for, such as a page's snapshot.")
            }
            Self::NoTime => ("noTime", "The event has no time that can be read, so it cannot be placed."),
            Self::TimeOutOfRange => {
                ("timeOutOfRange", "The time lies outside 1980 to 2099 and must be a mistake.")
            }
            Self::NoVisitor => {
                ("noVisitor", "The event names neither visitor nor session, so it belongs to no visit.")
            }
            Self::Repeated => ("repeated", "The same event was met before, as when sending is tried twice."),
            Self::Ragged => {
                ("ragged", "The record has another number of fields than the header; missing ones are empty.")
            }
            Self::WrongType => {
                ("wrongType", "A field holds another type than the format says; the field was left out.")
            }
            Self::NumberOutOfRange => {
                ("numberOutOfRange", "A number is beyond what can be; the field was left out.")
            }
            Self::Shortened => ("shortened", "A text is longer than the format allows and was shortened."),
            Self::TooManyValues => (
                "tooManyValues",
                "A field has more distinct values than are kept apart; further ones count as \"(other)\".",
            ),
            Self::OwnEvent => (
                "ownEvent",
                "An event whose name Linger does not know: it counts as activity in its session and for funnels by its name, not as a page view, search, add or order.",
            ),
            Self::KeyedBySession => {
                ("keyedBySession", "The event has no visitor id; its session stands for the visitor.")
            }
        }
    }
}
