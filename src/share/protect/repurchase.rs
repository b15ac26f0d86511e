//! Time to the next purchase: a step of the curve is told where at least `k` customers came back since the one before and
//! nobody or at least `k` still wait since then; quantiles need twice `k`. The horizon is one customer's wait and never
//! told, nor what it follows from: the restricted mean, and the numbers at risk, of which each interval takes one away.

use super::Context;
use super::churn::buying_days;
use crate::math::order::distinct;
use crate::share::guard::Guard;
use serde_json::Value;

const TABLE: &str = "repurchase";
/// Shares of the curve are told in hundredths: more digits would give the counts that they were made of.
const SHARES: [&str; 3] = ["survival", "low", "high"];

/// Who closed an interval on which day, and how long each customer's longest is.
struct Waits {
    /// Days and customers, ascending, each pair once.
    closed: Vec<(i64, u32)>,
    longest: Vec<i64>,
    /// Each customer's days since the last order, ascending.
    open: Vec<i64>,
    back: usize,
}

impl Waits {
    fn new(context: &Context) -> Self {
        let mut waits = Self { closed: vec![], longest: vec![], open: vec![], back: 0 };
        for rows in context.ledger.histories() {
            let days: Vec<i64> = buying_days(rows).map(i64::from).collect();
            let Some(&last) = days.last() else { continue };
            let mut longest = i64::from(context.as_of) - last;
            waits.open.push(longest);
            for pair in days.windows(2) {
                let gap = pair[1] - pair[0];
                longest = longest.max(gap);
                waits.closed.push((gap, rows[0].customer));
            }
            waits.back += usize::from(days.len() > 1);
            waits.longest.push(longest);
        }
        waits.closed = distinct(waits.closed);
        waits.open.sort_unstable();
        waits
    }

    /// Distinct customers with an interval closed after one day and not later than another.
    fn between(&self, after: i64, until: i64) -> usize {
        let place = |day: i64| self.closed.partition_point(|&(closed, _)| closed <= day);
        distinct(self.closed[place(after)..place(until)].iter().map(|&(_, customer)| customer).collect())
            .len()
    }

    /// Customers whose wait since the last order is longer than one number of days and not longer than another.
    fn waiting(&self, after: i64, until: i64) -> usize {
        let place = |day: i64| self.open.partition_point(|&open| open <= day);
        place(until) - place(after)
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
    for field in ["medianDays", "medianLow", "medianHigh"] {
        guard.tell(TABLE, &format!("/repurchase/{field}"), many);
    }
    guard.tell(TABLE, "/repurchase/naiveMeanDays", waits.back >= k);
    for field in ["horizonDays", "restrictedMeanDays"] {
        guard.tell(TABLE, &format!("/repurchase/{field}"), false);
    }
    let steps = guard.len("/repurchase/curve/day");
    let kept = if group { kept_steps(guard, &waits) } else { vec![] };
    guard.note(
        "repurchase.curve",
        u32::try_from(steps - kept.len()).unwrap_or(0),
        u32::try_from(steps).unwrap_or(0),
    );
    tell_steps(guard, &kept);
}

fn tell_steps(guard: &mut Guard, kept: &[usize]) {
    let mut column = |name: &str, told: &dyn Fn(&Value) -> Value| {
        let path = format!("/repurchase/curve/{name}");
        let Some(values) = guard.report.pointer(&path).and_then(Value::as_array) else { return };
        let values = kept.iter().filter_map(|&at| values.get(at)).map(told).collect();
        guard.put(&path, values);
    };
    column("day", &Value::clone);
    column("atRisk", &|_| Value::Null);
    for share in SHARES {
        column(share, &|value| {
            value.as_f64().map_or(Value::Null, |share| ((share * 100.0).round() / 100.0).into())
        });
    }
}

/// Steps that stand on enough customers each, with enough at risk and enough after the last.
fn kept_steps(guard: &Guard, waits: &Waits) -> Vec<usize> {
    let k = guard.k as usize;
    let day = |at: usize| guard.count(&format!("/repurchase/curve/day/{at}"));
    let is_group = |people: usize| people == 0 || people >= k;
    let (mut kept, mut last) = (Vec::new(), -1);
    for at in 0..guard.len("/repurchase/curve/day") {
        let told = waits.between(last, day(at)) >= k && is_group(waits.waiting(last, day(at)));
        if told && waits.at_risk(day(at)) >= k {
            kept.push(at);
            last = day(at);
        }
    }
    while let Some(&at) = kept.last() {
        let end = i64::MAX - 1;
        if is_group(waits.between(day(at), end)) && is_group(waits.waiting(day(at), end)) {
            break;
        }
        kept.pop();
    }
    kept
}
