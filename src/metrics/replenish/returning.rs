//! Intervals that ended or are still open → when those who return do so.
//!
//! The product-limit curve S over the intervals' lengths, as far as [`AT_RISK`] intervals were watched. Returns = 1 − S at that
//! end. Times are those of the ones who return: the first t at which 1 − S(t) reaches the wanted part of what is left to
//! come. Open intervals count: without them every cycle looks too short.

use crate::math::order::positions;
use crate::math::survival::Curve;

/// The curve counts as far as so many intervals were watched.
pub const AT_RISK: u64 = 5;

/// Dates rest on the curve as far as so many intervals were watched, and on so many returns after the silence. Of thirty returns three
/// come before the early end of an 80 % interval and three after the late one, so that neither end hangs on a single customer; with
/// fewer, the tail falls in steps that are larger than the tenth it is asked for.
pub const DATED: u64 = 30;

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
    /// The longest length that dates may rest on, S there, and the returns by each step of the curve.
    dated_end: f64,
    dated_least: f64,
    returned: Vec<u64>,
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
        let (mut end, mut dated_end) = (0.0, 0.0);
        for (before, at) in order.into_iter().enumerate() {
            let (length, ended) = intervals[at];
            if lengths.last().is_none_or(|&last| last < length) {
                lengths.push(length);
                events.push(0);
                cut.push(0);
                let watched = (intervals.len() - before) as u64;
                end = if watched >= AT_RISK { length } else { end };
                dated_end = if watched >= DATED { length } else { dated_end };
            }
            if let Some(count) = if ended { events.last_mut() } else { cut.last_mut() } {
                *count += 1;
            }
        }
        let (closed, open) = (events.iter().sum(), cut.iter().sum());
        let curve = Curve::new(&events, &cut);
        let returned = curve.events.iter().scan(0, |sum, events| {
            *sum += events;
            Some(*sum)
        });
        let mut made = Self {
            returned: returned.collect(),
            curve,
            lengths,
            end,
            least: 1.0,
            dated_end,
            dated_least: 1.0,
            closed,
            open,
        };
        (made.least, made.dated_least) = (made.at(end), made.at(dated_end));
        made
    }

    /// Share still out after a length.
    #[must_use]
    pub fn at(&self, length: f64) -> f64 {
        self.step(length).map_or(1.0, |at| self.curve.at(at))
    }

    /// The last of the lengths up to one, as its place.
    fn step(&self, length: f64) -> Option<u32> {
        let known = self.lengths.partition_point(|&known| known <= length);
        known.checked_sub(1).and_then(|at| u32::try_from(at).ok())
    }

    /// Returns up to a length.
    fn returned(&self, length: f64) -> u64 {
        let steps = self.step(length).map_or(0, |at| self.curve.days.partition_point(|&day| day <= at));
        steps.checked_sub(1).and_then(|at| self.returned.get(at).copied()).unwrap_or(0)
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
        self.time_of_those(part, since, self.least)
    }

    /// The lengths by which a tenth, half and nine tenths have returned of those who are still out after `since` and return as far as
    /// [`DATED`] intervals were watched; `None` where so far fewer than [`DATED`] returns after `since` are known.
    #[must_use]
    pub fn dated(&self, since: f64) -> Option<[f64; 3]> {
        if self.returned(self.dated_end).saturating_sub(self.returned(since)) < DATED {
            return None;
        }
        let time = |part| self.time_of_those(part, since, self.dated_least);
        Some([time(0.1)?, time(0.5)?, time(0.9)?])
    }

    fn time_of_those(&self, part: f64, since: f64, least: f64) -> Option<f64> {
        let out = self.at(since);
        if out <= least {
            return None;
        }
        let step = self.curve.first_at_most(out - part * (out - least))?;
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

    /// A hundred intervals that end at 1, 2, … 70; thirty still open at 80. A return weighs a hundredth: of the 70 who return a tenth are back
    /// after 7, half after 35, nine tenths after 63. After a silence of 40 thirty returns are left: 43, 55, 67; after 41 too few.
    #[test]
    fn dates_rest_on_thirty_returns() {
        let mut intervals: Vec<Interval> = (1..=70).map(|length| (f64::from(length), true)).collect();
        intervals.extend([(80.0, false); 30]);
        let found = Returning::new(&intervals);
        assert_eq!(found.dated(0.0), Some([7.0, 35.0, 63.0]));
        assert_eq!((found.dated(40.0), found.dated(41.0)), (Some([43.0, 55.0, 67.0]), None));
        // One interval fewer was watched to the end: dates rest on the curve as far as 70 still, for thirty were watched so long.
        intervals.pop();
        assert_eq!(Returning::new(&intervals).dated(0.0), Some([7.0, 35.0, 63.0]));
        // Without the open ones the last thirty watched end at 41, and the curve counts that far.
        let ended = Returning::new(&intervals[..70]);
        assert_eq!(ended.dated(0.0), Some([5.0, 21.0, 37.0]));
        assert_eq!((ended.dated(11.0).is_some(), ended.dated(12.0)), (true, None));
    }

    #[test]
    fn few_intervals_say_nothing() {
        let found = Returning::new(&[(3.0, true), (5.0, true)]);
        assert!(!found.watched(0.0) && found.returns() == 0.0 && found.time(0.5, 0.0).is_none());
        assert!(Returning::new(&[]).time(0.5, 0.0).is_none());
    }
}
