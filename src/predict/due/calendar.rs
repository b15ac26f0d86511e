//! Due lists → calendars: one day-long event for each day and thing, whoever is due in its text.

use super::{NextPurchase, Replenish};
use crate::math::order::positions;
use crate::predict::calendar::Event;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Words of a calendar. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarWords {
    /// Title of an event: "{item}" and "{count}" are filled in.
    pub title: String,
    /// Stands for the item where it is not known what is bought next.
    pub anything: String,
}

impl Default for CalendarWords {
    fn default() -> Self {
        Self { title: "{item}: {count} due".to_owned(), anything: "Next order".to_owned() }
    }
}

/// The rows of both lists as calendars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Calendars {
    /// Who needs which product.
    pub replenish: String,
    /// Who buys next; customers without a day are left out.
    pub next: String,
}

/// Who is due on a day for a thing.
#[derive(Clone, Copy)]
struct Entry<'a> {
    day: &'a str,
    /// Names the thing in the event's identity.
    thing: &'a str,
    shown: &'a str,
    key: &'a str,
}

/// Both calendars of the rows given.
#[must_use]
pub fn calendars(
    as_of: &str,
    replenish: &[Replenish],
    next: &[NextPurchase],
    words: &CalendarWords,
) -> Calendars {
    let needed = replenish.iter().map(|row| Entry {
        day: &row.due,
        thing: &row.item.key,
        shown: row.item.name.as_deref().unwrap_or(&row.item.key),
        key: &row.key,
    });
    let bought = next.iter().filter_map(|row| {
        let thing = row.categories.first().map(|likely| likely.category.as_str());
        let shown = thing.unwrap_or(&words.anything);
        Some(Entry { day: row.due.as_deref()?, thing: thing.unwrap_or(""), shown, key: &row.key })
    });
    Calendars {
        replenish: calendar("replenish", as_of, &needed.collect::<Vec<_>>(), &words.title),
        next: calendar("next", as_of, &bought.collect::<Vec<_>>(), &words.title),
    }
}

fn calendar(list: &str, as_of: &str, entries: &[Entry], title: &str) -> String {
    let key = |at: usize| (entries[at].day, entries[at].thing, entries[at].key);
    let order = positions(entries.len(), &|a, b| key(a).cmp(&key(b)));
    let sorted: Vec<Entry> = order.into_iter().map(|at| entries[at]).collect();
    let groups = sorted.chunk_by(|a, b| (a.day, a.thing) == (b.day, b.thing));
    let events: Vec<Event> = groups.filter_map(|group| event(list, group, title)).collect();
    crate::predict::calendar::calendar("due", as_of, &events)
}

fn event(list: &str, entries: &[Entry], title: &str) -> Option<Event> {
    let first = entries.first()?;
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key).collect();
    let mut name = String::new();
    first.thing.bytes().for_each(|byte| {
        let _ = write!(name, "{byte:02x}");
    });
    Some(Event {
        uid: format!("{}-{list}-{name}@linger", first.day.replace('-', "")),
        from: first.day.to_owned(),
        until: None,
        title: title.replace("{count}", &entries.len().to_string()).replace("{item}", first.shown),
        text: keys.join("\n"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{DueOptions, due};
    use super::*;
    use crate::metrics::occasions::sample;

    /// 24 customers buy tea every 20 days; all need it on day 100 (1970-04-11). Twelve others stopped, so that the list can be tried.
    #[test]
    fn one_event_a_day_and_product() {
        let keys: Vec<String> = (0..36).map(|at| format!("c{at:02}")).collect();
        let bought = |at: usize| if at < 24 { &[0, 20, 40, 60, 80][..] } else { &[0, 20] };
        let days = |(at, key)| bought(at).iter().map(move |&day| (Some(key), day, 5, &["tea"][..]));
        let rows: Vec<_> = keys.iter().map(String::as_str).enumerate().flat_map(days).collect();
        let asked = DueOptions { ahead_days: 20, late_days: 10, ..DueOptions::default() };
        let options = DueOptions { calendar: Some(CalendarWords::default()), ..asked.clone() };
        let found = due(&sample(85, &rows), &options).unwrap();
        assert_eq!((found.replenish.total, found.replenish.rows[0].due.as_str()), (24, "1970-04-11"));
        let Calendars { replenish: text, next } = found.calendars.unwrap();
        assert_eq!((text.matches("BEGIN:VEVENT").count(), next.matches("BEGIN:VEVENT").count()), (1, 0));
        assert!(text.contains("SUMMARY:tea: 24 due\r\n") && text.contains("DTSTART;VALUE=DATE:19700411\r\n"));
        assert!(text.contains("UID:19700411-replenish-746561@linger\r\n"));
        assert!(
            text.contains("DTSTAMP:19700327T000000Z\r\n") && text.replace("\r\n ", "").contains("c00\\nc01")
        );
        assert!(due(&sample(85, &rows), &asked).unwrap().calendars.is_none());
    }

    #[test]
    fn next_purchases_by_day_and_likeliest_category() {
        let row = |key: &str, due: Option<&str>, category: &[&str]| NextPurchase {
            key: key.to_owned(),
            last_order: "2025-06-01".to_owned(),
            occasions: 3,
            probability: 0.5,
            due: due.map(str::to_owned),
            from: None,
            to: None,
            undated: due.is_none().then_some(super::super::Undated::FewReturns),
            categories: category
                .iter()
                .map(|&name| super::super::Likely { category: name.to_owned(), probability: 0.6 })
                .collect(),
        };
        let rows = [
            row("ben", Some("2025-07-02"), &["Tea", "Pots"]),
            row("anna", Some("2025-07-02"), &["Tea"]),
            row("carl", Some("2025-07-02"), &[]),
            row("dora", None, &["Tea"]),
        ];
        let words =
            CalendarWords { title: "{item}：{count} 位".to_owned(), anything: "下一单".to_owned() };
        let text = calendars("2025-06-30", &[], &rows, &words).next;
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert!(text.contains("SUMMARY:Tea：2 位\r\nDESCRIPTION:anna\\nben\r\n"));
        assert!(text.contains("SUMMARY:下一单：1 位\r\n") && !text.contains("dora"));
    }
}
