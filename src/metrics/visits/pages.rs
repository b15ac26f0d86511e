//! Pages: views by template and day, how long and how far they are looked at, and which pages lose people more
//! often than the shop as a whole.
//!
//! A page is flagged where its exits or bounces are more than the shop's own rate explains: the exact binomial
//! tail P(X ≥ k) of n with the shop's rate, adjusted over all pages of at least `minEntries` after Benjamini and
//! Hochberg. Units: page views; visible milliseconds; reach 0..1 of the document's height; shares with Wilson's
//! interval. Source: Benjamini and Hochberg 1995.

use super::{Definition, Rate, Spread, Unit, define, grouped, largest};
use crate::math::binomial::{benjamini_hochberg, upper_tail};
use crate::tables::events::Events;
use crate::tables::sessions::{PageView, Session, Sessions};
use crate::time::{DAY_MS, Zone, format_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Pages listed.
const PAGES: usize = 100;
/// Reach is told in so many parts of the document.
const PARTS: i64 = 20;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Pages with fewer views or entries are not tested.
    pub min_entries: u64,
    /// Adjusted p-values up to this are flagged.
    pub alpha: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_entries: 50, alpha: 0.05 }
    }
}

/// The report's section on pages.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pages {
    /// By template, most views first.
    pub templates: Vec<Page>,
    /// By path, most views first.
    pub paths: Vec<Page>,
    /// Local days, ascending.
    pub day: Vec<String>,
    /// Page views of each.
    pub views: Vec<u64>,
    /// Sessions that began on each.
    pub sessions: Vec<u64>,
    /// Templates and paths that lose more people than the shop as a whole, surest first.
    pub anomalies: Vec<Anomaly>,
}

/// One template or path.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// Template or path.
    pub page: String,
    /// Page views.
    pub views: u64,
    /// Sessions with one.
    pub sessions: u64,
    /// Visible ms, where recorded.
    pub visible: Spread,
    /// Share of page views, among those with a recorded reach, that got down to each twentieth of the document.
    pub reach: Vec<f64>,
    /// Page views that were the last of their session.
    pub exit: Rate,
    /// Sessions that began here and bounced, of those that began here.
    pub bounce: Rate,
}

/// A page with more exits or bounces than chance explains.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Anomaly {
    /// Template or path.
    pub page: String,
    /// "bounce" or "exit".
    pub measure: &'static str,
    /// The page's rate.
    pub rate: Rate,
    /// The rate of all pages together.
    pub expected: f64,
    /// P(X ≥ k).
    pub p: f64,
    /// The same, adjusted over all pages tested.
    pub adjusted_p: f64,
}

/// A page view with what its session says of it.
struct Seen<'a> {
    view: &'a PageView,
    session: u32,
    last: bool,
    /// It began a session; whether that bounced.
    landed: Option<bool>,
}

/// The pages of the sessions. `bounce_ms` as in the visits.
#[must_use]
pub fn pages(events: &Events, sessions: &Sessions, zone: &Zone, bounce_ms: i64, options: &Options) -> Pages {
    let rows = (0..).zip(&sessions.rows);
    let seen: Vec<Seen> = rows.flat_map(|(at, row)| seen(events, sessions, row, at, bounce_ms)).collect();
    let templates = table(events, &seen, &|seen| seen.view.template);
    let paths = table(events, &seen, &|seen| seen.view.path);
    let (day, views, begun) = days(&seen, zone);
    let mut anomalies = anomalies(&templates, options);
    anomalies.extend(self::anomalies(&paths, options));
    Pages { anomalies, templates: first(templates), paths: first(paths), day, views, sessions: begun }
}

fn seen<'a>(
    events: &Events,
    sessions: &'a Sessions,
    row: &Session,
    at: u32,
    bounce_ms: i64,
) -> Vec<Seen<'a>> {
    let views = sessions.views(row);
    let leaves = !sessions.goes_on(events, row);
    let seen = |(place, view)| Seen {
        view,
        session: at,
        last: leaves && place + 1 == views.len(),
        landed: (place == 0).then(|| row.bounced(bounce_ms)),
    };
    views.iter().enumerate().map(seen).collect()
}

fn table(events: &Events, seen: &[Seen], key: &dyn Fn(&Seen) -> u32) -> Vec<Page> {
    grouped(seen, key).into_iter().map(|(word, seen)| page(events.words.text(word), &seen)).collect()
}

fn page(name: &str, seen: &[&Seen]) -> Page {
    let mut visible: Vec<i64> = seen.iter().filter_map(|seen| seen.view.visible).collect();
    let reach: Vec<i64> = seen.iter().filter_map(|seen| seen.view.reach).collect();
    let landed: Vec<bool> = seen.iter().filter_map(|seen| seen.landed).collect();
    let got_to = |part: i64| Rate::of(&reach, |reach| *reach * PARTS >= part * 10_000).share;
    Page {
        page: name.to_owned(),
        views: seen.len() as u64,
        sessions: seen.chunk_by(|a, b| a.session == b.session).count() as u64,
        visible: Spread::new(&mut visible),
        reach: (1..=PARTS).filter_map(got_to).collect(),
        exit: Rate::of(seen, |seen| seen.last),
        bounce: Rate::of(&landed, |bounced| *bounced),
    }
}

fn first(pages: Vec<Page>) -> Vec<Page> {
    largest(pages, PAGES, &|page| page.views, &|page| &page.page)
}

#[allow(clippy::cast_possible_truncation)]
fn days(seen: &[Seen], zone: &Zone) -> (Vec<String>, Vec<u64>, Vec<u64>) {
    let mut days: BTreeMap<i32, (u64, u64)> = BTreeMap::new();
    for seen in seen {
        let day = days.entry(zone.local(seen.view.time).div_euclid(DAY_MS) as i32).or_default();
        day.0 += 1;
        day.1 += u64::from(seen.landed.is_some());
    }
    let names = days.keys().map(|&day| format_day(day)).collect();
    (names, days.values().map(|day| day.0).collect(), days.values().map(|day| day.1).collect())
}

fn anomalies(pages: &[Page], options: &Options) -> Vec<Anomaly> {
    let mut found = tested(pages, "bounce", &|page| page.bounce, options);
    found.extend(tested(pages, "exit", &|page| page.exit, options));
    found
}

fn tested(
    pages: &[Page],
    measure: &'static str,
    rate: &dyn Fn(&Page) -> Rate,
    options: &Options,
) -> Vec<Anomaly> {
    let sum = |count: &dyn Fn(Rate) -> u64| pages.iter().map(|page| count(rate(page))).sum();
    let Some(expected) = Rate::new(sum(&|rate| rate.part), sum(&|rate| rate.whole)).share else {
        return Vec::new();
    };
    let enough: Vec<&Page> = pages.iter().filter(|page| rate(page).whole >= options.min_entries).collect();
    let p: Vec<f64> =
        enough.iter().map(|page| upper_tail(rate(page).part, rate(page).whole, expected)).collect();
    let adjusted = benjamini_hochberg(&p);
    let found: Vec<Anomaly> = enough
        .iter()
        .zip(p.iter().zip(adjusted))
        .filter(|(_, (_, adjusted))| *adjusted <= options.alpha)
        .map(|(page, (&p, adjusted_p))| Anomaly {
            page: page.page.clone(),
            measure,
            rate: rate(page),
            expected,
            p,
            adjusted_p,
        })
        .collect();
    crate::math::order::sorted_by(found, &|a, b| a.p.total_cmp(&b.p).then_with(|| a.page.cmp(&b.page)))
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("pages.views", Unit::Count, "Page views by template, path and local day.", "Linger."),
    define("pages.visible", Unit::Milliseconds, "Time a page view was visible, where recorded.", "Linger."),
    define("pages.reach", Unit::Share, "Page views that were scrolled down to each twentieth of the document's height, of those with a recorded reach.", "Linger."),
    define("pages.exit", Unit::Share, "Page views that were the last of their session and did not lead on to the checkout.", "Interval: Wilson 1927."),
    define("pages.bounce", Unit::Share, "Sessions that began on the page and bounced, of those that began there.", "Interval: Wilson 1927."),
    define("pages.anomalies", Unit::None, "Pages whose bounces or exits the rate of all pages does not explain: exact binomial tail, adjusted over all pages of enough entries.", "Benjamini and Hochberg 1995."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    /// 60 sessions land on a collection, 40 of them bounce; 140 land on the index, 50 of them bounce: the shop's
    /// rate is .45, and P(X ≥ 40 of 60) = .000586 (FORMULAS, section 13).
    #[test]
    fn a_page_that_loses_too_many_is_found() {
        let mut shop = Shop::new();
        for visitor in 0..200 {
            let (template, bounces) =
                if visitor < 60 { ("collection", visitor < 40) } else { ("index", visitor < 110) };
            shop.visitor(&format!("v{visitor}")).at(0).page(&format!("a{visitor}"), template, "");
            if !bounces {
                shop.at(1).page(&format!("b{visitor}"), "page", "");
            }
        }
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = pages(&events, &sessions, &Zone::utc(), 10_000, &Options::default());
        let bounces: Vec<&Anomaly> = found.anomalies.iter().filter(|a| a.measure == "bounce").collect();
        assert_eq!((bounces.len(), bounces[0].page.as_str()), (1, "collection"));
        assert!((bounces[0].p - 0.000_586).abs() < 5e-7 && (bounces[0].expected - 0.45).abs() < 1e-12);
        assert!((bounces[0].adjusted_p - 2.0 * bounces[0].p).abs() < 1e-12);
        assert_eq!((found.templates[0].page.as_str(), found.templates[0].views), ("index", 140));
        assert_eq!(
            (found.day, found.views, found.sessions),
            (vec!["2024-01-01".to_owned()], vec![310], vec![200])
        );
    }

    #[test]
    fn the_last_word_of_a_page_view_counts() {
        let mut shop = Shop::new();
        shop.visitor("ann").at(0).page("a", "product", "").event("scroll", r#""mx":0.5,"rev":1"#);
        shop.event("dwell", r#""ms":2000"#).at(1).event("dwell", r#""ms":7000"#);
        shop.event("scroll", r#""mx":0.75,"rev":1"#).page("b", "cart", "");
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = pages(&events, &sessions, &Zone::utc(), 10_000, &Options::default());
        let product = found.templates.iter().find(|page| page.page == "product").unwrap();
        assert_eq!((product.visible.n, product.visible.median), (1, Some(7000.0)));
        assert_eq!((product.reach.len(), product.reach[14], product.reach[15]), (20, 1.0, 0.0));
    }
}
