//! Web vitals as people felt them: the 75th percentile by template and device.
//!
//! Of each page view the worst value written counts: vitals grow while a page is open. Units: milliseconds; CLS
//! has none. Source: web.dev for the thresholds good and poor (LCP 2500/4000 ms, INP 200/500 ms, CLS .1/.25,
//! TTFB 800/1800 ms); quantile of type 7.

use super::{Definition, Unit, define, grouped, largest};
use crate::math::quantile::quantile;
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::sessions::Sessions;
use crate::tables::words::NO_WORD;
use serde::Serialize;

const FACTS: [Fact; 4] = [Fact::Lcp, Fact::Inp, Fact::Cls, Fact::Ttfb];
/// Up to the first good, above the second poor; CLS in thousandths.
const LIMITS: [[f64; 2]; 4] = [[2500.0, 4000.0], [200.0, 500.0], [100.0, 250.0], [800.0, 1800.0]];

/// One template on one kind of device.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vitals {
    /// Template; empty for all.
    pub template: String,
    /// Device; empty for all.
    pub device: String,
    /// Page views with any of the four.
    pub n: u64,
    /// Largest contentful paint in ms.
    pub lcp: Vital,
    /// Interaction to next paint in ms.
    pub inp: Vital,
    /// Cumulative layout shift.
    pub cls: Vital,
    /// Time to first byte in ms.
    pub ttfb: Vital,
}

/// One vital.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Vital {
    /// Page views with it.
    pub n: u64,
    /// 75th percentile.
    pub p75: Option<f64>,
    /// "good", "fair" or "poor".
    pub rating: Option<&'static str>,
}

/// What one page view had.
struct Measured {
    template: u32,
    device: u32,
    values: [Option<i64>; 4],
}

/// The vitals of the sessions: of all first, then by template and device.
#[must_use]
pub fn vitals(events: &Events, sessions: &Sessions) -> Vec<Vitals> {
    let measured = measured(events, sessions);
    if measured.is_empty() {
        return Vec::new();
    }
    let all: Vec<&Measured> = measured.iter().collect();
    let mut found = vec![vitals_of("", "", &all)];
    let mut apart = Vec::new();
    for (template, views) in grouped(&measured, &|one| one.template) {
        for (device, views) in grouped(&views, &|one| one.device) {
            let views: Vec<&Measured> = views.into_iter().copied().collect();
            apart.push(vitals_of(events.words.text(template), events.words.text(device), &views));
        }
    }
    let apart: Vec<(String, Vitals)> =
        apart.into_iter().map(|one| (format!("{}\u{1f}{}", one.template, one.device), one)).collect();
    let apart = largest(apart, usize::MAX, &|(_, one)| one.n, &|(text, _)| text);
    found.extend(apart.into_iter().map(|(_, one)| one));
    found
}

fn measured(events: &Events, sessions: &Sessions) -> Vec<Measured> {
    let mut by_page: std::collections::BTreeMap<(u32, u32), Measured> = std::collections::BTreeMap::new();
    for (at, row) in (0..).zip(&sessions.rows) {
        for &event in sessions.events(row).iter().filter(|&&event| events.kind[event as usize] == Kind::Vital)
        {
            let event = event as usize;
            let device = if events.device[event] == NO_WORD { row.device } else { events.device[event] };
            let one = by_page.entry((at, events.page[event])).or_insert(Measured {
                template: events.template[event],
                device,
                values: [None; 4],
            });
            for (value, fact) in one.values.iter_mut().zip(FACTS) {
                *value = (*value).max(events.fact(event, fact));
            }
        }
    }
    by_page.into_values().collect()
}

fn vitals_of(template: &str, device: &str, views: &[&Measured]) -> Vitals {
    let vital = |at: usize| {
        let mut values: Vec<i64> = views.iter().filter_map(|view| view.values[at]).collect();
        let p75 = quantile(&mut values, 3, 4);
        let rating = p75.map(|p75| match p75 {
            p75 if p75 <= LIMITS[at][0] => "good",
            p75 if p75 <= LIMITS[at][1] => "fair",
            _ => "poor",
        });
        let scale = if FACTS[at] == Fact::Cls { 1000.0 } else { 1.0 };
        Vital { n: values.len() as u64, p75: p75.map(|p75| p75 / scale), rating }
    };
    Vitals {
        template: template.to_owned(),
        device: device.to_owned(),
        n: views.len() as u64,
        lcp: vital(0),
        inp: vital(1),
        cls: vital(2),
        ttfb: vital(3),
    }
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("vitals.lcp", Unit::Milliseconds, "75th percentile of the largest contentful paint.", "web.dev: good up to 2500, poor above 4000."),
    define("vitals.inp", Unit::Milliseconds, "75th percentile of the interaction to next paint.", "web.dev: good up to 200, poor above 500."),
    define("vitals.cls", Unit::None, "75th percentile of the cumulative layout shift.", "web.dev: good up to .1, poor above .25."),
    define("vitals.ttfb", Unit::Milliseconds, "75th percentile of the time to first byte.", "web.dev: good up to 800, poor above 1800."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    /// LCP 1000, 2000, 3000 (written twice, the larger counts), 6000: type 7 gives 3000 + 0.25 · 3000 = 3750.
    #[test]
    fn the_worst_of_a_page_view_counts() {
        let mut shop = Shop::new();
        for (visitor, lcp) in [1000, 2000, 3000, 6000].into_iter().enumerate() {
            shop.visitor(&format!("v{visitor}")).at(0).page(
                &format!("p{visitor}"),
                "index",
                r#""d":"phone""#,
            );
            shop.event("vital", &format!(r#""lcp":{},"d":"phone""#, lcp / 2));
            shop.event("vital", &format!(r#""lcp":{lcp},"cls":40,"d":"phone""#));
        }
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = vitals(&events, &sessions);
        assert_eq!((found.len(), found[0].template.as_str(), found[1].device.as_str()), (2, "", "phone"));
        assert_eq!(found[1].lcp, Vital { n: 4, p75: Some(3750.0), rating: Some("fair") });
        assert_eq!(
            (found[1].cls.p75, found[1].cls.rating, found[1].inp.rating),
            (Some(0.04), Some("good"), None)
        );
    }
}
