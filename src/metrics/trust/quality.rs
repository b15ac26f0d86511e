//! A score of 0 to 100 for the data, its trend, days on which orders seem to be missing, and whether the history is long enough.
//!
//! Definitions (own rules unless named). The score is the mean of seven shares, weighted by [`WEIGHTS`]; shares that cannot be
//! told are left out and the other weights stand. Readable: records that are used, of all. Identified: orders with a buyer.
//! Reconciled: orders whose parts come to their total, of those that can be checked. Complete: filled cells among amount,
//! currency, units and country of each order. Continuous: days outside unlikely gaps. Unique: orders that stand in one file
//! only. Statuses: orders whose status word is known, of those that have one.
//!
//! A run of days without orders is a gap if a Poisson process with the weekday's own mean would leave all of them empty with a
//! probability under 0.001, corrected for as many chances as there are days (Bonferroni). Where the four weeks before or
//! after sell less than the weekdays' means, as in a young shop, they set the rate. Only whole weeks count, Monday to Sunday.
//!
//! A history is short if it spans fewer days than three median gaps between two buying days of one customer (FORMULAS 0 and 3:
//! one gap hides the customers who were there before).

use super::super::{real, share};
use super::book::{Book, Sold};
use crate::math::order::sorted;
use crate::math::quantile::median;
use crate::tables::shop::NO_WORD;
use crate::tables::shop::sales::Policy;
use crate::time::{format_day, weekday};
use serde::{Deserialize, Serialize};

/// Parts of the score with their weights, which come to 1.
pub const WEIGHTS: [(&str, f64); 7] = [
    ("readable", 0.2),
    ("identified", 0.2),
    ("reconciled", 0.15),
    ("complete", 0.15),
    ("continuous", 0.1),
    ("unique", 0.1),
    ("statuses", 0.1),
];
/// Probability under which a run of empty days is a gap, over all days together.
const UNLIKELY: f64 = 0.001;
/// Days on either side of a run whose sales may lower the rate.
const AROUND: usize = 28;
/// A history is short below so many median gaps.
const GAPS: f64 = 3.0;

/// How good the data are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QualityAudit {
    /// 0..100.
    pub score: Option<f64>,
    /// What it is made of.
    pub parts: Vec<QualityPart>,
    /// Against an earlier audit.
    pub trend: Option<Trend>,
    /// Days on which orders seem to be missing.
    pub gaps: Gaps,
    /// Length of the history.
    pub history: History,
}

/// One share.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QualityPart {
    /// Which.
    pub code: &'static str,
    /// 0..1.
    pub share: Option<f64>,
    /// Its weight.
    pub weight: f64,
    /// Of how many records, orders, cells or days.
    pub of: u64,
}

/// Change since an earlier audit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trend {
    /// Points that the score rose.
    pub score: Option<f64>,
    /// By part.
    pub parts: Vec<PartTrend>,
}

/// A part then and now.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartTrend {
    /// Which.
    pub code: &'static str,
    /// Its share then.
    pub before: Option<f64>,
    /// Its share now.
    pub after: Option<f64>,
}

/// Empty days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gaps {
    /// Runs that are unlikely, in order of time.
    pub runs: Vec<Run>,
    /// Mean orders a day of the whole weeks.
    pub orders_per_day: Option<f64>,
}

/// A run of days without orders.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How many.
    pub days: usize,
    /// Orders that such days bring.
    pub expected: f64,
}

/// Length of the history.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// Days from the first order to the last, both counted.
    pub days: u64,
    /// Median days between two buying days of one customer.
    pub median_gap: Option<f64>,
    /// Whether it is too short to tell who comes back.
    pub short: bool,
    /// `shortHistory`, or `noRepeat` where nobody has bought twice yet.
    pub reason: Option<&'static str>,
}

/// What the trend needs of an earlier audit; everything else in it is passed over.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Earlier {
    quality: EarlierQuality,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct EarlierQuality {
    score: Option<f64>,
    parts: Vec<EarlierPart>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct EarlierPart {
    code: String,
    share: Option<f64>,
}

/// What other sections found: so many, of so many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// Orders that reconcile, of those that were checked.
    pub reconciled: (u64, u64),
    /// Orders with a status word that is known, of those with one.
    pub statuses: (u64, u64),
}

/// The quality of the data.
#[must_use]
pub fn quality(book: &Book, policy: Policy, found: Found, earlier: Option<&Earlier>) -> QualityAudit {
    let days = daily(book);
    let weeks = days.as_ref().and_then(|(first, counts)| whole_weeks(*first, counts));
    let runs = weeks.map(|(first, counts)| runs(first, counts)).unwrap_or_default();
    let all = weeks.map_or(0, |(_, counts)| counts.len() as u64);
    let empty: u64 = runs.iter().map(|run| run.days as u64).sum();
    let shares = [
        readable(book),
        identified(book),
        found.reconciled,
        complete(book, policy),
        (all - empty, all),
        unique(book),
        found.statuses,
    ];
    let part = |((code, weight), (good, of))| QualityPart { code, share: share(good, of), weight, of };
    let parts: Vec<QualityPart> = WEIGHTS.into_iter().zip(shares).map(part).collect();
    let score = score(&parts);
    let orders_per_day = weeks.and_then(|(_, counts)| share(counts.iter().sum(), counts.len() as u64));
    QualityAudit {
        trend: earlier.map(|earlier| trend(&earlier.quality, score, &parts)),
        score,
        parts,
        gaps: Gaps { runs, orders_per_day },
        history: history(book, days.map_or(0, |(_, counts)| counts.len() as u64)),
    }
}

fn readable(book: &Book) -> (u64, u64) {
    book.files.iter().fold((0, 0), |(used, all), file| (used + file.used, all + file.records))
}

fn identified(book: &Book) -> (u64, u64) {
    book.counted().fold((0, 0), |(known, all), sold| (known + u64::from(sold.buyer != NO_WORD), all + 1))
}

fn complete(book: &Book, policy: Policy) -> (u64, u64) {
    book.orders().filter(Sold::counts).fold((0, 0), |(filled, all), sold| {
        let orders = &sold.file.tables.orders;
        let cells = [
            sold.net(policy).is_some(),
            sold.currency() != crate::money::Currency::NONE,
            orders.units.get(sold.order).is_some(),
            orders.country.get(sold.order) != NO_WORD,
        ];
        (filled + cells.into_iter().map(u64::from).sum::<u64>(), all + cells.len() as u64)
    })
}

fn unique(book: &Book) -> (u64, u64) {
    let kept = book.orders().count() as u64;
    (kept, kept + book.superseded)
}

fn score(parts: &[QualityPart]) -> Option<f64> {
    let told = parts.iter().filter_map(|part| Some((part.share?, part.weight)));
    let (sum, weights) =
        told.fold((0.0, 0.0), |(sum, all), (share, weight)| (sum + share * weight, all + weight));
    (weights > 0.0).then(|| 100.0 * sum / weights)
}

fn trend(earlier: &EarlierQuality, score: Option<f64>, parts: &[QualityPart]) -> Trend {
    let before = |code: &str| earlier.parts.iter().find(|part| part.code == code).and_then(|part| part.share);
    let part =
        |part: &QualityPart| PartTrend { code: part.code, before: before(part.code), after: part.share };
    Trend {
        score: score.zip(earlier.score).map(|(after, before)| after - before),
        parts: parts.iter().map(part).collect(),
    }
}

/// The first day and orders by day from there on; `None` without orders.
fn daily(book: &Book) -> Option<(i32, Vec<u64>)> {
    let day = |sold: Sold| book.clock.day(sold.time, sold.anchor);
    let (first, last) = book.counted().map(day).fold(None, |span: Option<(i32, i32)>, day| {
        Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    })?;
    let index = |day: i32| usize::try_from(day - first).unwrap_or(0);
    let mut counts = vec![0; index(last) + 1];
    book.counted().for_each(|sold| counts[index(day(sold))] += 1);
    Some((first, counts))
}

/// The days from the first Monday to the last Sunday; `None` without a whole week.
fn whole_weeks(first: i32, counts: &[u64]) -> Option<(i32, &[u64])> {
    let skip = (7 - weekday(first) as usize) % 7;
    let weeks = counts.len().checked_sub(skip)? / 7;
    let monday = first + i32::try_from(skip).ok()?;
    (weeks > 0).then(|| (monday, &counts[skip..skip + weeks * 7]))
}

/// Runs of empty days that are unlikely; the counts begin on a Monday.
fn runs(first: i32, counts: &[u64]) -> Vec<Run> {
    let means = means(counts);
    let mut runs = Vec::new();
    let mut at = 0;
    while at < counts.len() {
        let days = counts[at..].iter().take_while(|&&orders| orders == 0).count();
        let expected = expected(at..at + days, &means) * pace(counts, at, days, &means);
        if days > 0 && libm::exp(-expected) * real(counts.len() as u64) < UNLIKELY {
            let day = |at: usize| format_day(first + i32::try_from(at).unwrap_or(i32::MAX));
            runs.push(Run { from: day(at), to: day(at + days - 1), days, expected });
        }
        at += days.max(1);
    }
    runs
}

/// Mean orders of each weekday.
fn means(counts: &[u64]) -> [f64; 7] {
    let weeks = real(counts.len() as u64 / 7);
    std::array::from_fn(|weekday| real(counts.iter().skip(weekday).step_by(7).sum()) / weeks)
}

/// Orders that days bring by their weekdays.
fn expected(days: std::ops::Range<usize>, means: &[f64; 7]) -> f64 {
    days.map(|day| means[day % 7]).sum()
}

/// How the days before or after a run sell, of what their weekdays do: the lower of both, at most 1.
fn pace(counts: &[u64], at: usize, days: usize, means: &[f64; 7]) -> f64 {
    let sides = [at.saturating_sub(AROUND)..at, at + days..(at + days + AROUND).min(counts.len())];
    let pace = |side: std::ops::Range<usize>| {
        let usual = expected(side.clone(), means);
        (usual > 0.0).then(|| real(counts[side].iter().sum()) / usual)
    };
    sides.into_iter().filter_map(pace).fold(1.0, f64::min)
}

fn history(book: &Book, days: u64) -> History {
    let known = book.counted().filter(|sold| sold.buyer != NO_WORD);
    let visits = known.map(|sold| (sold.buyer, book.clock.day(sold.time, sold.anchor)));
    let visits = sorted(visits.collect());
    let pairs = visits.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 < pair[1].1);
    let mut gaps: Vec<i32> = pairs.map(|pair| pair[1].1 - pair[0].1).collect();
    let median_gap = median(&mut gaps);
    let short = median_gap.is_some_and(|gap| real(days) < GAPS * gap);
    let reason = match median_gap {
        None if days > 0 => Some("noRepeat"),
        _ => short.then_some("shortHistory"),
    };
    History { days, median_gap, short, reason }
}

#[cfg(test)]
mod tests {
    use super::super::book::tests::book;
    use super::*;
    use crate::tables::shop::Kind;
    use crate::tables::shop::fixture::{START, Shop};
    use crate::time::{DAY_MS, Zone};

    /// A file with so many orders on each day from Saturday 1 March 2025 on.
    fn shop(days: &[u64]) -> Shop {
        assert_eq!(START / DAY_MS, 20_148);
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        for (day, &orders) in (0..).zip(days) {
            (0..orders).for_each(|n| _ = shop.order(&format!("{day}-{n}"), "", "DE", day, 10));
        }
        shop
    }

    fn audit(shop: &Shop) -> QualityAudit {
        let utc = Zone::utc();
        quality(&book(&shop.loaded(), &utc), Policy::default(), Found::default(), None)
    }

    #[test]
    fn weights_come_to_one() {
        let sum: f64 = WEIGHTS.iter().map(|(_, weight)| weight).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }

    /// Ten weeks of four orders a day but for four days: 66 of 70 days sell, each empty day should bring 9/10 × 4 = 3.6 orders, so
    /// all four 14.4, and e^−14.4 × 70 = 0.00004 is under 0.001.
    #[test]
    fn a_hole_in_the_days_is_found() {
        let mut days = vec![4; 2 + 70];
        days[32..36].fill(0);
        let found = audit(&shop(&days));
        let run = &found.gaps.runs[0];
        assert_eq!((run.from.as_str(), run.to.as_str(), run.days), ("2025-04-02", "2025-04-05", 4));
        assert!((run.expected - 14.4).abs() < 1e-9, "{}", run.expected);
        assert_eq!(found.gaps.runs.len(), 1);
        assert_eq!(found.gaps.orders_per_day, Some(66.0 * 4.0 / 70.0));
        assert_eq!(found.parts[4].share, Some(66.0 / 70.0));
    }

    /// Closed on Sundays: seven empty Sundays are no gap. Two empty days at one order a day (e^−2) are none either.
    #[test]
    fn closed_weekdays_and_quiet_days_are_no_gaps() {
        let sundays: Vec<u64> = (0..2 + 70).map(|day| if day % 7 == 1 { 0 } else { 9 }).collect();
        assert_eq!(audit(&shop(&sundays)).gaps.runs, []);
        let mut quiet = vec![1; 2 + 70];
        quiet[20..22].fill(0);
        assert_eq!(audit(&shop(&quiet)).gaps.runs, []);
    }

    /// A young shop sells one order a week, later ten a day: its first weeks have no gaps.
    #[test]
    fn a_growing_shop_has_no_gaps_in_its_youth() {
        let days: Vec<u64> =
            (0..2 + 140).map(|day| if day < 72 { u64::from(day % 7 == 3) } else { 10 }).collect();
        assert_eq!(audit(&shop(&days)).gaps.runs, []);
    }

    #[test]
    fn partial_weeks_are_left_out() {
        assert_eq!(audit(&shop(&[5, 5, 5, 5])).gaps, Gaps { runs: Vec::new(), orders_per_day: None });
        let found = audit(&shop(&[9, 9, 1, 1, 1, 1, 1, 1, 1, 9]));
        assert_eq!(found.gaps.orders_per_day, Some(1.0));
    }

    /// Readable 1, nobody identified 0, complete 3 of 4 cells (no units), unique 1, nothing else told:
    /// (0.2 + 0.15 × 0.75 + 0.1) / 0.65 = 63.46.
    #[test]
    fn the_score_is_the_weighted_mean_of_what_is_told() {
        let found = audit(&shop(&[2, 1]));
        let told: Vec<_> = found.parts.iter().filter_map(|part| Some((part.code, part.share?))).collect();
        assert_eq!(told, [("readable", 1.0), ("identified", 0.0), ("complete", 0.75), ("unique", 1.0)]);
        assert!((found.score.unwrap() - 41.25 / 0.65).abs() < 1e-9);
    }

    #[test]
    fn the_trend_is_against_an_earlier_audit() {
        let json = r#"{"linger":"audit","files":[],"quality":{"score":60.5,"parts":[{"code":"readable","share":0.9,"weight":0.2,"of":9}]}}"#;
        let (shop, utc) = (shop(&[2, 1]), Zone::utc());
        let earlier: Earlier = serde_json::from_str(json).unwrap();
        let found = quality(&book(&shop.loaded(), &utc), Policy::default(), Found::default(), Some(&earlier));
        let trend = found.trend.unwrap();
        assert!((trend.score.unwrap() - (41.25 / 0.65 - 60.5)).abs() < 1e-9);
        assert_eq!((trend.parts[0].before, trend.parts[0].after), (Some(0.9), Some(1.0)));
        assert_eq!((trend.parts[1].before, trend.parts[1].after), (None, Some(0.0)));
    }

    /// Gaps of 10, 20 and 30 days have the median 20; 61 days are three gaps and more, 59 are not.
    #[test]
    fn a_history_under_three_gaps_is_short() {
        for (last, short) in [(60, false), (58, true)] {
            let mut shop = Shop::new();
            shop.file("a", "A", Kind::Orders);
            for (at, (who, day)) in
                [("a", 0), ("a", 10), ("b", 5), ("b", 25), ("c", 7), ("c", 37), ("d", last)]
                    .into_iter()
                    .enumerate()
            {
                shop.order(&at.to_string(), &format!("email={who}@x"), "", day, 10);
            }
            let history = audit(&shop).history;
            assert_eq!((history.days, history.median_gap), (u64::try_from(last).unwrap() + 1, Some(20.0)));
            assert_eq!((history.short, history.reason), (short, short.then_some("shortHistory")));
        }
        assert_eq!(audit(&shop(&[1, 1])).history.reason, Some("noRepeat"));
    }
}
