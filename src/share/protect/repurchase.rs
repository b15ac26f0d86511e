//! Time to the next purchase: a step of the curve on which fewer than `k` customers came back is merged with the next,
//! quantiles need twice `k`, and the horizon, one customer's wait, is never told.

use super::Context;
use super::churn::buying_days;
use crate::math::order::distinct;
use crate::share::guard::Guard;
use serde_json::Value;

const TABLE: &str = "repurchase";
const COLUMNS: [&str; 5] = ["day", "survival", "low", "high", "atRisk"];

/// Who closed an interval on which day, and how long each customer's longest is.
struct Waits {
    /// Days and customers, ascending, each pair once.
    closed: Vec<(i64, u32)>,
    longest: Vec<i64>,
    back: usize,
}

impl Waits {
    fn new(context: &Context) -> Self {
        let mut waits = Self { closed: vec![], longest: vec![], back: 0 };
        for rows in context.ledger.histories() {
            let days: Vec<i64> = buying_days(rows).map(i64::from).collect();
            let Some(&last) = days.last() else { continue };
            let mut longest = i64::from(context.as_of) - last;
            for pair in days.windows(2) {
                let gap = pair[1] - pair[0];
                longest = longest.max(gap);
                waits.closed.push((gap, rows[0].customer));
            }
            waits.back += usize::from(days.len() > 1);
            waits.longest.push(longest);
        }
        waits.closed = distinct(waits.closed);
        waits
    }

    /// Distinct customers with an interval closed after one day and not later than another.
    fn between(&self, after: i64, until: i64) -> usize {
        let place = |day: i64| self.closed.partition_point(|&(closed, _)| closed <= day);
        distinct(self.closed[place(after)..place(until)].iter().map(|&(_, customer)| customer).collect())
            .len()
    }

    fn at_risk(&self, day: i64) -> usize {
        self.longest.iter().filter(|&&longest| longest >= day).count()
    }
}

/// Blanks what must not be told of repurchase.
pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let waits = Waits::new(context);
    let k = guard.k as usize;
    let group = waits.back == 0 || waits.back >= k;
    let many = waits.back >= 2 * k;
    for field in ["intervals", "closed"] {
        guard.tell(TABLE, &format!("/repurchase/{field}"), group);
    }
    for field in ["medianDays", "medianLow", "medianHigh", "restrictedMeanDays"] {
        guard.tell(TABLE, &format!("/repurchase/{field}"), many);
    }
    guard.tell(TABLE, "/repurchase/naiveMeanDays", waits.back >= k);
    guard.tell(TABLE, "/repurchase/horizonDays", false);
    let steps = guard.len("/repurchase/curve/day");
    let kept = if group { kept_steps(guard, &waits) } else { vec![] };
    guard.note(
        "repurchase.curve",
        u32::try_from(steps - kept.len()).unwrap_or(0),
        u32::try_from(steps).unwrap_or(0),
    );
    for column in COLUMNS {
        let path = format!("/repurchase/curve/{column}");
        let Some(values) = guard.report.pointer(&path).and_then(Value::as_array).cloned() else { continue };
        guard.put(&path, kept.iter().filter_map(|&at| values.get(at).cloned()).collect());
    }
}

/// Steps that stand on enough customers each, with enough at risk and enough after the last.
fn kept_steps(guard: &Guard, waits: &Waits) -> Vec<usize> {
    let k = guard.k as usize;
    let day = |at: usize| guard.count(&format!("/repurchase/curve/day/{at}"));
    let (mut kept, mut last) = (Vec::new(), -1);
    for at in 0..guard.len("/repurchase/curve/day") {
        if waits.between(last, day(at)) >= k && waits.at_risk(day(at)) >= k {
            kept.push(at);
            last = day(at);
        }
    }
    while let Some(&at) = kept.last() {
        let after = waits.between(day(at), i64::MAX - 1);
        if after == 0 || after >= k {
            break;
        }
        kept.pop();
    }
    kept
}
