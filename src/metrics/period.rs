//! Calendar months and ISO weeks of a span of days, by lookup.

use crate::time::{civil, day_of, days_in_month, weekday};
use serde::{Deserialize, Serialize};

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Grain {
    /// Calendar months.
    #[default]
    Month,
    /// ISO weeks, Monday to Sunday.
    Week,
}

/// The periods that cover a span of days, without holes, numbered from 0.
#[derive(Clone, Debug)]
pub struct Calendar {
    grain: Grain,
    first_day: i32,
    /// Period of each day of the span.
    index: Vec<u32>,
    /// First day of each period, and of the one after the last.
    starts: Vec<i32>,
}

impl Calendar {
    /// The periods from that of `first_day` to that of `last_day`; one period when the days are reversed.
    #[must_use]
    pub fn new(grain: Grain, first_day: i32, last_day: i32) -> Self {
        let last_day = last_day.max(first_day);
        let mut starts = vec![period_start(grain, first_day)];
        let mut next = period_after(grain, starts[0]);
        let mut period = 0;
        let mut index = Vec::new();
        for day in first_day..=last_day {
            if day == next {
                starts.push(day);
                next = period_after(grain, day);
                period += 1;
            }
            index.push(period);
        }
        starts.push(next);
        Self { grain, first_day, index, starts }
    }

    /// Number of periods.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Never: a calendar has at least one period.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The period of a day; days outside the span belong to its first or last day's.
    #[must_use]
    #[inline]
    #[allow(clippy::cast_sign_loss)]
    pub fn period(&self, day: i32) -> usize {
        let at = (day - self.first_day).max(0) as usize;
        self.index[at.min(self.index.len() - 1)] as usize
    }

    /// First day of a period.
    #[must_use]
    pub fn start(&self, period: usize) -> i32 {
        self.starts[period]
    }

    /// Last day of a period.
    #[must_use]
    pub fn end(&self, period: usize) -> i32 {
        self.starts[period + 1] - 1
    }

    /// "2011-01", or the ISO week "2011-W05".
    #[must_use]
    pub fn id(&self, period: usize) -> String {
        let start = self.starts[period];
        match self.grain {
            Grain::Month => {
                let (year, month, _) = civil(start);
                format!("{year:04}-{month:02}")
            }
            Grain::Week => {
                let (year, _, _) = civil(start + 3);
                let week = (start + 3 - day_of(year, 1, 1)) / 7 + 1;
                format!("{year:04}-W{week:02}")
            }
        }
    }
}

fn period_start(grain: Grain, day: i32) -> i32 {
    match grain {
        Grain::Month => day + 1 - day_number(civil(day).2),
        Grain::Week => day - day_number(weekday(day)),
    }
}

fn period_after(grain: Grain, start: i32) -> i32 {
    match grain {
        Grain::Month => {
            let (year, month, _) = civil(start);
            start + day_number(days_in_month(year, month))
        }
        Grain::Week => start + 7,
    }
}

#[allow(clippy::cast_possible_wrap)]
const fn day_number(days: u32) -> i32 {
    days as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};

    #[test]
    fn months_without_holes() {
        let calendar = Calendar::new(Grain::Month, day_of(2023, 12, 31), day_of(2024, 3, 1));
        let ids: Vec<_> = (0..calendar.len()).map(|p| calendar.id(p)).collect();
        assert_eq!(ids, ["2023-12", "2024-01", "2024-02", "2024-03"]);
        assert_eq!(calendar.period(day_of(2024, 2, 29)), 2);
        assert_eq!((calendar.start(0), calendar.end(2)), (day_of(2023, 12, 1), day_of(2024, 2, 29)));
        assert_eq!((calendar.period(i32::MIN / 2), calendar.period(day_of(2030, 1, 1))), (0, 3));
    }

    #[test]
    fn iso_weeks_agree_with_chrono() {
        let (first, last) = (day_of(2008, 12, 20), day_of(2021, 1, 20));
        let calendar = Calendar::new(Grain::Week, first, last);
        for day in first..=last {
            let date = NaiveDate::from_num_days_from_ce_opt(day + 719_163).unwrap().iso_week();
            let period = calendar.period(day);
            assert_eq!(calendar.id(period), format!("{:04}-W{:02}", date.year(), date.week()));
            assert!(calendar.start(period) <= day && day <= calendar.end(period));
        }
    }

    #[test]
    fn a_single_day_is_one_period() {
        let calendar = Calendar::new(Grain::Week, 5, 5);
        assert_eq!((calendar.len(), calendar.period(5)), (1, 0));
    }
}
