//! Intervals that ended or are still open → when those who return do so.
//!
//! The product-limit curve S over the intervals' lengths, as far as [`AT_RISK`] intervals were watched. Returns = 1 − S at that
//! end. Times are those of the ones who return: the first t at which 1 − S(t) reaches the wanted part of what is left to
//! come. Open intervals count: without them every cycle looks too short.

use crate::math::order::positions;
use crate::math::survival::Curve;

/// The curve counts as far as so many intervals were watched.
pub const AT_RISK: u64 = 5;

/// One interval: its length, and whether it ended in a return.
pub type Interval = (f64, bool);

/// A curve over lengths that need not be whole days.
#[derive(Clone, Debug, PartialEq)]
pub struct Returning {
    curve: Curve,
    /// Length of each step of the curve.
    lengths: Vec<f64>,
    /// The longest length watched often enough, and S there.
    end: f64,
    least: f64,
    /// Intervals that ended.
    pub closed: u64,
    /// Intervals still open.
    pub open: u64,
}

impl Returning {
    /// The curve of some intervals, in any order.
    #[must_use]
    pub fn new(intervals: &[Interval]) -> Self {
        let order = positions(intervals.len(), &|a, b| intervals[a].0.total_cmp(&intervals[b].0));
        let (mut lengths, mut events, mut cut): (Vec<f64>, Vec<u64>, Vec<u64>) = (vec![], vec![], vec![]);
        let mut end = 0.0;
        for (before, at) in order.into_iter().enumerate() {
            let (length, ended) = intervals[at];
            if lengths.last().is_none_or(|&last| last < length) {
                lengths.push(length);
                events.push(0);
                cut.push(0);
                if (intervals.len() - before) as u64 >= AT_RISK {
                    end = length;
                }
            }
            if let Some(count) = if ended { events.last_mut() } else { cut.last_mut() } {
                *count += 1;
            }
        }
        let (closed, open) = (events.iter().sum(), cut.iter().sum());
        let mut made = Self { curve: Curve::new(&events, &cut), lengths, end, least: 1.0, closed, open };
        made.least = made.at(end);
        made
    }

    /// Share still out after a length.
    #[must_use]
    pub fn at(&self, length: f64) -> f64 {
        let known = self.lengths.partition_point(|&known| known <= length);
        known.checked_sub(1).and_then(|at| u32::try_from(at).ok()).map_or(1.0, |at| self.curve.at(at))
    }

    /// Whether enough intervals were watched for longer than a length.
    #[must_use]
    pub fn watched(&self, length: f64) -> bool {
        length <= self.end && self.closed + self.open >= AT_RISK
    }

    /// Share that returns within the longest length watched.
    #[must_use]
    pub fn returns(&self) -> f64 {
        1.0 - self.least
    }

    /// Chance of a return within `more`, of those who are still out after `since`; `None` where too few were watched so long.
    #[must_use]
    pub fn chance(&self, since: f64, more: f64) -> Option<f64> {
        let out = self.at(since);
        (self.watched(since) && out > 0.0).then(|| (1.0 - self.at(since + more) / out).clamp(0.0, 1.0))
    }

    /// The length by which `part` of those return who are still out after `since` and return at all; `None` where nobody does.
    #[must_use]
    pub fn time(&self, part: f64, since: f64) -> Option<f64> {
        let out = self.at(since);
        if out <= self.least {
            return None;
        }
        let step = self.curve.first_at_most(out - part * (out - self.least))?;
        self.lengths.get(step as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten halves of days: events at 1.5 (2), 2.5 (1), censored 3 (1), event 4 (1), five censored at 9.
    /// S: 0.8, 0.7, 0.7·5/6 = 0.583333. Returns 0.416667; half of them by S ≤ 0.791667: 2.5; nine tenths by 0.625: 4.
    #[test]
    fn times_are_of_those_who_return() {
        let mut intervals = vec![(9.0, false); 5];
        intervals.extend([(2.5, true), (1.5, true), (4.0, true), (3.0, false), (1.5, true)]);
        let found = Returning::new(&intervals);
        assert_eq!((found.closed, found.open), (4, 6));
        assert!((found.at(2.0) - 0.8).abs() < 1e-12 && (found.at(4.0) - 0.583_333).abs() < 1e-6);
        assert!((found.returns() - 0.416_667).abs() < 1e-6);
        assert_eq!([0.1, 0.5, 0.9].map(|part| found.time(part, 0.0)), [Some(1.5), Some(2.5), Some(4.0)]);
        assert_eq!((found.time(0.5, 3.0), found.time(0.5, 5.0)), (Some(4.0), None));
        assert!(found.watched(9.0) && !found.watched(9.5));
        // 1 − 0.583333 / 0.8
        assert!(
            (found.chance(2.0, 3.0).unwrap() - 0.270_833).abs() < 1e-6 && found.chance(9.5, 1.0).is_none()
        );
    }

    #[test]
    fn few_intervals_say_nothing() {
        let found = Returning::new(&[(3.0, true), (5.0, true)]);
        assert!(!found.watched(0.0) && found.returns() == 0.0 && found.time(0.5, 0.0).is_none());
        assert!(Returning::new(&[]).time(0.5, 0.0).is_none());
    }
}
