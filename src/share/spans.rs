//! The report's calendar: ids of its months or weeks in, the period of a day out.

use crate::time::{civil, day_of, days_in_month, weekday};

/// Periods without holes.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// First day of each, and of the one after the last.
    starts: Vec<i32>,
}

impl Spans {
    /// The periods of ids such as "2011-01" or "2011-W05", oldest first.
    #[must_use]
    pub fn new<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut starts = Vec::new();
        let mut end = 0;
        for (start, after) in ids.filter_map(span) {
            starts.push(start);
            end = after;
        }
        if !starts.is_empty() {
            starts.push(end);
        }
        Self { starts }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The period of a day; those outside belong to the first or last.
    #[must_use]
    pub fn of(&self, day: i32) -> usize {
        self.starts.partition_point(|&start| start <= day).saturating_sub(1).min(self.len().saturating_sub(1))
    }

    /// First and last day.
    #[must_use]
    pub fn days(&self, period: usize) -> (i32, i32) {
        (self.starts[period], self.starts[period + 1] - 1)
    }
}

/// First day of a period and of the one after it.
fn span(id: &str) -> Option<(i32, i32)> {
    let (year, rest) = id.split_once('-')?;
    let year: i32 = year.parse().ok()?;
    if let Some(week) = rest.strip_prefix('W') {
        let fourth = day_of(year, 1, 4);
        let monday = fourth - i32::try_from(weekday(fourth)).ok()?;
        let start = monday + 7 * (week.parse::<i32>().ok()? - 1);
        return Some((start, start + 7));
    }
    let month: u32 = rest.parse().ok().filter(|month| (1..=12).contains(month))?;
    let start = day_of(year, month, 1);
    Some((start, start + i32::try_from(days_in_month(year, month)).ok()?))
}

/// The quarter of a day, "2011-Q1".
#[must_use]
pub fn quarter(day: i32) -> String {
    let (year, month, _) = civil(day);
    format!("{year:04}-Q{}", month.div_ceil(3))
}

/// The day of a date such as "2011-09-30".
#[must_use]
pub fn parse_day(date: &str) -> Option<i32> {
    let mut parts = date.get(..10)?.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(day_of(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2009 has 53 ISO weeks: the week after 2009-W53 begins on Monday 4 January 2010.
    #[test]
    fn months_and_weeks_from_their_ids() {
        let months = Spans::new(["2023-12", "2024-01", "2024-02"].into_iter());
        assert_eq!(months.days(2), (day_of(2024, 2, 1), day_of(2024, 2, 29)));
        assert_eq!((months.of(day_of(2024, 1, 31)), months.of(0), months.of(day_of(2030, 1, 1))), (1, 0, 2));
        let weeks = Spans::new(["2009-W53", "2010-W01"].into_iter());
        assert_eq!(weeks.days(0), (day_of(2009, 12, 28), day_of(2010, 1, 3)));
        assert_eq!(weeks.of(day_of(2010, 1, 4)), 1);
        assert_eq!(quarter(day_of(2024, 4, 1)), "2024-Q2");
        assert_eq!(parse_day("2011-09-30"), Some(day_of(2011, 9, 30)));
    }
}
