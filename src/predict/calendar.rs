//! Events → a calendar that any calendar program opens (RFC 5545): day-long events. Lines end with CRLF and fold at 75 bytes; nothing in them
//! depends on when they are made.

/// Longest line in bytes, without its break.
const LINE: usize = 75;

/// An event of one day or more. Days are texts as of [`crate::time::format_day`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Tells it from all others.
    pub uid: String,
    /// First day.
    pub from: String,
    /// The day after the last one; `None` for one day.
    pub until: Option<String>,
    /// Title.
    pub title: String,
    /// What there is to know.
    pub text: String,
}

/// The events of a kind of calendar, made as of a day.
#[must_use]
pub fn calendar(kind: &str, as_of: &str, events: &[Event]) -> String {
    let mut text = String::new();
    let product = format!("PRODID:-//linger//{kind}//EN");
    ["BEGIN:VCALENDAR", "VERSION:2.0", &product, "CALSCALE:GREGORIAN"]
        .iter()
        .for_each(|line| fold(&mut text, line));
    events.iter().for_each(|event| write(&mut text, as_of, event));
    fold(&mut text, "END:VCALENDAR");
    text
}

fn write(text: &mut String, as_of: &str, event: &Event) {
    let compact = |day: &str| day.replace('-', "");
    fold(text, "BEGIN:VEVENT");
    fold(text, &format!("UID:{}", event.uid));
    fold(text, &format!("DTSTAMP:{}T000000Z", compact(as_of)));
    fold(text, &format!("DTSTART;VALUE=DATE:{}", compact(&event.from)));
    if let Some(until) = &event.until {
        fold(text, &format!("DTEND;VALUE=DATE:{}", compact(until)));
    }
    fold(text, &format!("SUMMARY:{}", escaped(&event.title)));
    fold(text, &format!("DESCRIPTION:{}", escaped(&event.text)));
    fold(text, "TRANSP:TRANSPARENT");
    fold(text, "END:VEVENT");
}

/// A text as a value: what has a meaning there is marked, and other control characters, which may not stand there, are left out.
fn escaped(text: &str) -> String {
    let mut made = String::new();
    for letter in text.chars() {
        match letter {
            '\n' => made.push_str("\\n"),
            ',' | ';' | '\\' => made.extend(['\\', letter]),
            '\t' => made.push(letter),
            _ if letter.is_control() => {}
            _ => made.push(letter),
        }
    }
    made
}

/// Writes a line, broken where it is too long and never inside a letter.
fn fold(text: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_at_75_bytes_and_escapes() {
        let mut text = String::new();
        fold(&mut text, &"订".repeat(30));
        assert_eq!(text, format!("{}\r\n {}\r\n", "订".repeat(25), "订".repeat(5)));
        assert_eq!(escaped("a, b; c\\d\r\ne\u{7}\tf"), "a\\, b\\; c\\\\d\\ne\tf");
    }
}
