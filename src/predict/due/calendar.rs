//! Due lists → a calendar that any calendar program opens (RFC 5545): one day-long event for each day and product.

use super::Due;
use crate::metrics::replenish::lists::Replenish;
use std::fmt::Write;

/// Longest line in bytes, without its break.
const LINE: usize = 75;

/// The listed rows as text. `summary` is the title of each event, with "{item}" and "{count}" filled in.
#[must_use]
pub fn calendar(due: &Due, summary: &str) -> String {
    let mut text = String::new();
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//linger//due//EN", "CALSCALE:GREGORIAN"]
        .iter()
        .for_each(|line| fold(&mut text, line));
    let mut rows: Vec<&Replenish> = due.replenish.rows.iter().collect();
    rows.sort_by(|a, b| (&a.due, &a.item, &a.key).cmp(&(&b.due, &b.item, &b.key)));
    for group in rows.chunk_by(|a, b| (&a.due, &a.item) == (&b.due, &b.item)) {
        event(&mut text, &due.as_of, group, summary);
    }
    fold(&mut text, "END:VCALENDAR");
    text
}

fn event(text: &mut String, as_of: &str, rows: &[&Replenish], summary: &str) {
    let item = &rows[0].item;
    let shown = item.name.as_deref().unwrap_or(&item.key);
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let title = summary.replace("{count}", &rows.len().to_string()).replace("{item}", shown);
    let compact = |day: &str| day.replace('-', "");
    let mut name = String::new();
    item.key.bytes().for_each(|byte| {
        let _ = write!(name, "{byte:02x}");
    });
    fold(text, "BEGIN:VEVENT");
    fold(text, &format!("UID:{}-{name}@linger", compact(&rows[0].due)));
    fold(text, &format!("DTSTAMP:{}T000000Z", compact(as_of)));
    fold(text, &format!("DTSTART;VALUE=DATE:{}", compact(&rows[0].due)));
    fold(text, &format!("SUMMARY:{}", escaped(&title)));
    fold(text, &format!("DESCRIPTION:{}", escaped(&keys.join("\n"))));
    fold(text, "END:VEVENT");
}

fn escaped(text: &str) -> String {
    let mut made = String::new();
    for letter in text.chars().filter(|letter| *letter != '\r') {
        match letter {
            '\n' => made.push_str("\\n"),
            ',' | ';' | '\\' => made.extend(['\\', letter]),
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
    use super::super::{DueOptions, due};
    use super::*;
    use crate::metrics::occasions::sample;

    #[test]
    fn folds_at_75_bytes_and_escapes() {
        let mut text = String::new();
        fold(&mut text, &"订".repeat(30));
        assert_eq!(text, format!("{}\r\n {}\r\n", "订".repeat(25), "订".repeat(5)));
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }

    /// Twelve customers buy tea every 20 days; all need it on day 60 (1970-03-02).
    #[test]
    fn one_event_a_day_and_product() {
        let keys: Vec<String> = (0..12).map(|at| format!("c{at:02}")).collect();
        let days = |key| [0, 20, 40].map(|day| (Some(key), day, 5, &["tea"][..]));
        let rows: Vec<_> = keys.iter().flat_map(|key| days(key.as_str())).collect();
        let found = due(&sample(45, &rows), &DueOptions::default()).unwrap();
        assert_eq!((found.replenish.total, found.replenish.rows[0].due.as_str()), (12, "1970-03-02"));
        let text = calendar(&found, "{item}: {count} customers");
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        assert!(
            text.contains("SUMMARY:tea: 12 customers\r\n")
                && text.contains("DTSTART;VALUE=DATE:19700302\r\n")
        );
        assert!(
            text.contains("DTSTAMP:19700215T000000Z\r\n") && text.replace("\r\n ", "").contains("c00\\nc01")
        );
    }
}
