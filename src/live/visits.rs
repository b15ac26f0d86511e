//! How often and how long this visitor comes.

use super::visitor::{DAY, Visit, Visitor, count, days, dwell, median, seconds};
use super::{Evidence, Flag, LiveOptions};

/// Back after a gap much longer than this visitor's usual one. Visits less than a day apart are one stay.
pub fn returning_after_cycle(visitor: &Visitor, options: &LiveOptions) -> Option<Flag> {
    let current = visitor.current.as_ref()?;
    let starts: Vec<i64> = visitor.past.iter().map(|visit| visit.start).chain([current.start]).collect();
    let mut gaps: Vec<i64> =
        starts.windows(2).map(|pair| pair[1] - pair[0]).filter(|&gap| gap >= DAY).collect();
    let last = current.start - visitor.past.last()?.start;
    gaps.pop_if(|_| last >= DAY)?;
    let visits = count(gaps.len());
    let usual = median(gaps)?;
    let late = last.saturating_mul(100) >= usual.saturating_mul(i64::from(options.cycle_percent));
    (late && visits >= options.cycle_gaps).then(|| Flag {
        id: "returning-after-cycle",
        action: "welcome-back",
        evidence: Evidence::Return { days: days(last), usual_days: days(usual), visits: visits + 1 },
    })
}

/// Many visits of the last days that were short and of few pages, and no order. A visit has a page.
pub fn frequent_short_visits(visitor: &Visitor, options: &LiveOptions) -> Option<Flag> {
    let since = options.now - i64::from(options.visit_days) * DAY;
    let stay = |visit: &&Visit| seconds(dwell(visitor.of(visit).iter()));
    let depth = |visit: &&Visit| count(visitor.of(visit).iter().filter(|event| event.e == "view").count());
    let mut recent: Vec<&Visit> = visitor.past.iter().filter(|visit| visit.start >= since).collect();
    recent.retain(|visit| depth(visit) > 0);
    let seconds = median(recent.iter().map(stay).collect())?;
    let pages = median(recent.iter().map(depth).collect())?;
    let visits = count(recent.len());
    let short = seconds <= options.short_seconds && pages <= options.few_pages;
    (short && visits >= options.visits && !visitor.ordered_since(since)).then_some(Flag {
        id: "frequent-short-visits",
        action: "show-bestsellers",
        evidence: Evidence::Visits { visits, seconds, pages },
    })
}
