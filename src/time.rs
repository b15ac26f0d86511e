//! Instants, local dates and zones. No clock: the present is an option.
//!
//! An instant is UTC milliseconds since 1970-01-01T00:00Z (`i64`); a day is the number of days since
//! 1970-01-01 in some zone (`i32`). Dates are proleptic Gregorian.

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// The day of a civil date; month 1..=12, day 1..=31 (algorithm: Howard Hinnant, `days_from_civil`).
#[must_use]
pub const fn day_of(year: i32, month: u32, day: u32) -> i32 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let shifted = (month as i32 + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a day (`civil_from_days`, as above).
#[must_use]
#[allow(clippy::cast_sign_loss)]
pub const fn civil(day: i32) -> (i32, u32, u32) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month as u32, (day_of_year - (153 * shifted + 2) / 5 + 1) as u32)
}

/// Days of a month.
#[must_use]
pub const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Weekday of a day, Monday = 0.
#[must_use]
#[allow(clippy::cast_sign_loss)]
pub const fn weekday(day: i32) -> u32 {
    (day + 3).rem_euclid(7) as u32
}

/// A day as "2024-05-01".
#[must_use]
pub fn format_day(day: i32) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day of "2024-05-01"; `None` for any other writing, and where there is no such day.
#[must_use]
pub fn parse_day(text: &str) -> Option<i32> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(10);
    let two = |tens: u8, ones: u8| Some(digit(tens)? * 10 + digit(ones)?);
    let year = (two(y1, y2)? * 100 + two(y3, y4)?).cast_signed();
    let (month, day) = (two(m1, m2)?, two(d1, d2)?);
    let exists = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    exists.then(|| day_of(year, month, day))
}

/// An instant as "2024-05-01T09:58:12.000Z".
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn format_instant(ms: i64) -> String {
    let of_day = ms.rem_euclid(DAY_MS);
    format!(
        "{}T{:02}:{:02}:{:02}.{:03}Z",
        format_day(ms.div_euclid(DAY_MS) as i32),
        of_day / 3_600_000,
        of_day / 60_000 % 60,
        of_day / 1000 % 60,
        of_day % 1000
    )
}

/// The offsets of one IANA zone over the data's span, as the host's `Intl` gave them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    /// Instants at which the offset changes, ascending.
    transitions: Vec<i64>,
    /// Milliseconds east of UTC: before the first transition, then after each.
    offsets: Vec<i64>,
}

impl Zone {
    /// UTC.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), transitions: Vec::new(), offsets: vec![0] }
    }

    /// A zone from its transitions (ascending UTC milliseconds) and offsets (seconds east), which are one
    /// more than the transitions; `None` when the two do not fit.
    #[must_use]
    pub fn new(name: &str, transitions: Vec<i64>, offsets_seconds: &[i32]) -> Option<Self> {
        let fits = offsets_seconds.len() == transitions.len() + 1 && transitions.is_sorted();
        fits.then(|| Self {
            name: name.to_owned(),
            transitions,
            offsets: offsets_seconds.iter().map(|&s| i64::from(s) * 1000).collect(),
        })
    }

    /// The IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Local wall time of an instant, as milliseconds since 1970-01-01T00:00 on that wall.
    #[must_use]
    #[inline]
    pub fn local(&self, instant: i64) -> i64 {
        if self.transitions.is_empty() {
            return instant + self.offsets[0];
        }
        let index = self.transitions.partition_point(|&t| t <= instant);
        instant + self.offsets[index]
    }

    /// The instant of a wall time. A time that the clock shows twice is its first; a time that it skips is
    /// read with the offset before the jump.
    #[must_use]
    #[inline]
    pub fn instant(&self, local: i64) -> i64 {
        let Some(first) = self.transitions.first() else {
            return local - self.offsets[0];
        };
        if local < first - DAY_MS {
            return local - self.offsets[0];
        }
        let near = self.transitions.partition_point(|&t| t <= local - DAY_MS);
        for (index, &transition) in self.transitions.iter().enumerate().skip(near) {
            let before = local - self.offsets[index];
            let skipped = local - self.offsets[index + 1] < transition;
            if before < transition || skipped {
                return before;
            }
        }
        local - self.offsets[self.transitions.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};

    #[test]
    fn civil_dates_agree_with_chrono() {
        for day in (-40_000..80_000).step_by(7) {
            let date = NaiveDate::from_num_days_from_ce_opt(day + 719_163).unwrap();
            assert_eq!(civil(day), (date.year(), date.month(), date.day()));
            assert_eq!(day_of(date.year(), date.month(), date.day()), day);
            assert_eq!(weekday(day), date.weekday().num_days_from_monday());
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        assert!((-40_000..80_000).step_by(7).all(|day| parse_day(&format_day(day)) == Some(day)));
        assert_eq!(parse_day("2024-02-29"), Some(day_of(2024, 2, 29)));
        let none = [
            "",
            "2025-02-29",
            "2025-00-10",
            "2025-13-01",
            "2025-04-00",
            "2025-04-31",
            "2025-4-1",
            "2025/04/01",
            "2025-04-01 ",
            "2025-04-0é",
            "+025-04-01",
            "1 May",
        ];
        assert!(none.iter().all(|text| parse_day(text).is_none()));
    }

    #[test]
    fn month_lengths() {
        assert_eq!(
            [(2024, 2), (2023, 2), (1900, 2), (2000, 2), (2024, 4)].map(|(y, m)| days_in_month(y, m)),
            [29, 28, 28, 29, 30]
        );
    }

    /// New York, spring 2024: 2024-03-10T07:00Z from −5 h to −4 h, and back on 2024-11-03T06:00Z.
    #[test]
    fn walls_skip_and_repeat() {
        let spring = i64::from(day_of(2024, 3, 10)) * DAY_MS + 7 * 3_600_000;
        let autumn = i64::from(day_of(2024, 11, 3)) * DAY_MS + 6 * 3_600_000;
        let zone = Zone::new("America/New_York", vec![spring, autumn], &[-18_000, -14_400, -18_000]).unwrap();
        let wall =
            |y, m, d, h: i64, min: i64| i64::from(day_of(y, m, d)) * DAY_MS + h * 3_600_000 + min * 60_000;
        assert_eq!(zone.local(spring), wall(2024, 3, 10, 3, 0));
        assert_eq!(zone.local(spring - 1), wall(2024, 3, 10, 2, 0) - 1);
        assert_eq!(format_instant(zone.instant(wall(2024, 3, 10, 1, 59))), "2024-03-10T06:59:00.000Z");
        assert_eq!(format_instant(zone.instant(wall(2024, 3, 10, 2, 30))), "2024-03-10T07:30:00.000Z");
        assert_eq!(format_instant(zone.instant(wall(2024, 11, 3, 1, 30))), "2024-11-03T05:30:00.000Z");
        assert_eq!(format_instant(zone.instant(wall(2024, 11, 3, 2, 0))), "2024-11-03T07:00:00.000Z");
    }
}
