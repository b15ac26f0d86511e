//! Cells → instants and local times, in every layout that exports use.
//!
//! Whether 03/04 is the third of April or the fourth of March is a question to the whole column: such cells
//! are read month first, votes are taken from the cells that leave no choice, and [`Dates::settle`] says at
//! the end whether the ambiguous ones have to be turned round.

use super::layouts::{self, Parsed, Zoned};
use crate::read::field::trim;
use crate::time::{DAY_MS, civil, day_of};

/// The order of day, month and year in all-number dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 31/12/2024.
    Dmy,
    /// 12/31/2024.
    Mdy,
    /// 2024/12/31 and 24/12/31.
    Ymd,
}

/// What a cell's time is anchored to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Anchor {
    /// An instant: the cell carried an offset.
    Instant = 0,
    /// A wall time without offset, to be read in the report's zone.
    Wall = 1,
    /// A date without time; it never shifts.
    Date = 2,
}

/// A cell's time: UTC milliseconds for instants, milliseconds on the wall otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Milliseconds since 1970-01-01T00:00.
    pub ms: i64,
    /// Of what.
    pub anchor: Anchor,
}

/// First and last year that an order can be of.
pub const YEARS: std::ops::RangeInclusive<i32> = 1980..=2099;
/// Their milliseconds.
const TIMES: std::ops::Range<i64> =
    day_of(*YEARS.start(), 1, 1) as i64 * DAY_MS..day_of(*YEARS.end() + 1, 1, 1) as i64 * DAY_MS;

/// Why a cell gave no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTime {
    /// Empty.
    Blank,
    /// No layout fits.
    Unreadable,
    /// A date outside [`YEARS`].
    OutOfRange,
}

/// Reads one column of times.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    given: Option<DateOrder>,
    day_first: u64,
    month_first: u64,
    ambiguous: u64,
    dotted: bool,
    other_layouts: bool,
    sample: String,
    runs: [Run; 2],
    last_date: ([u8; 10], i32),
}

/// How often a reading of the column runs against the direction of time, either way.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    last: i64,
    rises: u64,
    falls: u64,
}

impl Run {
    fn see(&mut self, value: i64) {
        if self.last != 0 {
            self.rises += u64::from(value > self.last);
            self.falls += u64::from(value < self.last);
        }
        self.last = value;
    }

    fn breaks(self) -> u64 {
        self.rises.min(self.falls)
    }
}

/// How the column's order was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// No cell needed the question.
    Unasked,
    /// By cells that leave no choice, by the sequence of the rows, or as given. `turn` says whether times
    /// read so far have to be turned with [`turned`].
    As {
        /// The order.
        order: DateOrder,
        /// Whether ambiguous cells were read the other way.
        turn: bool,
        /// Cells that speak for the other order: these dates are wrong or the column is mixed.
        against: u64,
    },
    /// Nothing settles it; an example.
    Open(String),
}

impl Dates {
    /// A reader; `given` settles the order beforehand.
    #[must_use]
    pub fn new(given: Option<DateOrder>) -> Self {
        Self { given, ..Self::default() }
    }

    /// The time of a cell.
    ///
    /// # Errors
    ///
    /// The cell is blank, unreadable or out of range.
    #[inline]
    pub fn parse(&mut self, cell: &[u8]) -> Result<Stamp, NoTime> {
        if let Some(stamp) = self.fixed_layout(cell) {
            return Ok(stamp);
        }
        self.any_layout(trim(cell))
    }

    /// `2024-05-01 09:58:12`, also with `T`, `Z` or a numeric offset: nearly every machine-made export.
    #[inline]
    fn fixed_layout(&mut self, cell: &[u8]) -> Option<Stamp> {
        let (date, rest) = cell.split_first_chunk::<10>()?;
        let (clock, zone) = rest.split_first_chunk::<9>()?;
        let day = if *date == self.last_date.0 { self.last_date.1 } else { self.fixed_date(date)? };
        let ms = i64::from(day) * DAY_MS + layouts::fixed_clock(clock)?;
        let zoned = match zone {
            [] => Zoned { offset_ms: None },
            [b'Z'] => Zoned { offset_ms: Some(0) },
            [b' ', sign @ (b'+' | b'-'), h1, h2, m1, m2] => layouts::offset(*sign, [*h1, *h2, *m1, *m2])?,
            // Amazon's; Shopify's, which the orders' engine reads itself, is the one above.
            #[cfg(feature = "sources")]
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => layouts::offset(*sign, [*h1, *h2, *m1, *m2])?,
            _ => return None,
        };
        self.other_layouts = true;
        Some(anchored(ms, zoned))
    }

    #[inline]
    fn fixed_date(&mut self, date: &[u8; 10]) -> Option<i32> {
        let day = layouts::iso_date(date)?;
        in_range(i64::from(day) * DAY_MS).is_ok().then(|| {
            self.last_date = (*date, day);
            day
        })
    }

    fn any_layout(&mut self, cell: &[u8]) -> Result<Stamp, NoTime> {
        if cell.is_empty() {
            return Err(NoTime::Blank);
        }
        let parsed = layouts::parse(cell).ok_or(NoTime::Unreadable)?;
        let (day, rest) = match parsed {
            Parsed::Instant(ms) => {
                self.other_layouts = true;
                return in_range(ms).map(|ms| Stamp { ms, anchor: Anchor::Instant });
            }
            Parsed::Date { year, month, day, clock } => {
                self.other_layouts = true;
                (checked_day(year, month, day).ok_or(NoTime::Unreadable)?, clock)
            }
            Parsed::Numbers { numbers, dotted, clock } => {
                self.dotted |= dotted;
                (self.by_order(numbers, cell).ok_or(NoTime::Unreadable)?, clock)
            }
        };
        let midnight = i64::from(day) * DAY_MS;
        let stamp = rest.map_or(Stamp { ms: midnight, anchor: Anchor::Date }, |clock| {
            anchored(midnight + clock.ms, clock.zoned)
        });
        in_range(stamp.ms).map(|_| stamp)
    }

    /// The day of three numbers whose order is in question.
    fn by_order(&mut self, [a, b, c]: [u32; 3], cell: &[u8]) -> Option<i32> {
        let year = |c: u32| {
            i32::try_from(if c >= 100 {
                c
            } else if c < 70 {
                2000 + c
            } else {
                1900 + c
            })
            .ok()
        };
        match self.given {
            Some(DateOrder::Dmy) => return checked_day(year(c)?, b, a),
            Some(DateOrder::Mdy) => return checked_day(year(c)?, a, b),
            Some(DateOrder::Ymd) => return checked_day(year(a)?, b, c),
            None => {}
        }
        let year = year(c)?;
        if a > 12 {
            let day = checked_day(year, b, a)?;
            self.day_first += 1;
            return Some(day);
        }
        let month_first = checked_day(year, a, b)?;
        if b > 12 {
            self.month_first += 1;
        } else if a != b {
            self.ambiguous += 1;
            if self.sample.is_empty() {
                self.sample = String::from_utf8_lossy(cell).into_owned();
            }
        }
        self.runs[0].see(i64::from(month_first));
        self.runs[1].see(i64::from(if b > 12 { month_first } else { day_of(year, b, a) }));
        Some(month_first)
    }

    /// How the order was settled, once the whole column is read.
    #[must_use]
    pub fn settle(&self) -> Settled {
        if let Some(order) = self.given {
            return Settled::As { order, turn: false, against: 0 };
        }
        if self.ambiguous + self.day_first + self.month_first == 0 {
            return Settled::Unasked;
        }
        let open = Settled::Open(self.sample.clone());
        let [by_month, by_day] = self.runs.map(Run::breaks);
        let day_first = match (self.day_first, self.month_first) {
            (0, 0) if self.dotted => true,
            (0, 0) if by_day * 5 + 4 < by_month => true,
            (0, 0) if by_month * 5 + 4 < by_day => false,
            (a, b) if a == b => return open,
            (a, b) => a > b,
        };
        if day_first && self.ambiguous > 0 && self.other_layouts {
            return open;
        }
        let (order, against) =
            if day_first { (DateOrder::Dmy, self.month_first) } else { (DateOrder::Mdy, self.day_first) };
        Settled::As { order, turn: day_first && self.ambiguous > 0, against }
    }
}

/// A time whose date was read month first, with an ambiguous date turned to day first.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn turned(ms: i64) -> i64 {
    let (day, of_day) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS));
    let (year, month, day_of_month) = civil(day as i32);
    if day_of_month > 12 {
        return ms;
    }
    i64::from(day_of(year, day_of_month, month)) * DAY_MS + of_day
}

fn anchored(ms: i64, zoned: Zoned) -> Stamp {
    zoned.offset_ms.map_or(Stamp { ms, anchor: Anchor::Wall }, |offset| Stamp {
        ms: ms - offset,
        anchor: Anchor::Instant,
    })
}

fn checked_day(year: i32, month: u32, day: u32) -> Option<i32> {
    layouts::checked_day(year, month, day)
}

fn in_range(ms: i64) -> Result<i64, NoTime> {
    if TIMES.contains(&ms) { Ok(ms) } else { Err(NoTime::OutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::format_instant;

    fn read(cell: &str) -> String {
        match Dates::new(None).parse(cell.as_bytes()) {
            Ok(stamp) => format!("{:?} {}", stamp.anchor, format_instant(stamp.ms)),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn layouts_of_the_exports() {
        let cases = [
            ("2024-05-01 09:58:12 +0000", "Instant 2024-05-01T09:58:12.000Z"),
            ("2025-10-02 17:09:34 -0300", "Instant 2025-10-02T20:09:34.000Z"),
            ("2024-05-01T09:58:12+08:00", "Instant 2024-05-01T01:58:12.000Z"),
            ("2024-05-01T09:58:12.345Z", "Instant 2024-05-01T09:58:12.345Z"),
            ("2024-05-01 09:58:12", "Wall 2024-05-01T09:58:12.000Z"),
            ("2024-05-01 9:05:00", "Wall 2024-05-01T09:05:00.000Z"),
            ("2024/5/1 9:05", "Wall 2024-05-01T09:05:00.000Z"),
            ("2024-05-01", "Date 2024-05-01T00:00:00.000Z"),
            ("19970101", "Date 1997-01-01T00:00:00.000Z"),
            ("20240501095812", "Wall 2024-05-01T09:58:12.000Z"),
            ("1714557492", "Instant 2024-05-01T09:58:12.000Z"),
            ("1714557492345", "Instant 2024-05-01T09:58:12.345Z"),
            ("9/16/2016  6:29:00", "Wall 2016-09-16T06:29:00.000Z"),
            ("08/14/25", "Date 2025-08-14T00:00:00.000Z"),
            ("04-30-22", "Date 2022-04-30T00:00:00.000Z"),
            ("31.12.2024 23:59", "Wall 2024-12-31T23:59:00.000Z"),
            ("12/31/2024 01:02:03 PM", "Wall 2024-12-31T13:02:03.000Z"),
            ("12/31/2024 12:02 AM", "Wall 2024-12-31T00:02:00.000Z"),
            ("Jul-21-25", "Date 2025-07-21T00:00:00.000Z"),
            ("21 Jul 2025", "Date 2025-07-21T00:00:00.000Z"),
            ("July 21, 2025, 3:04 pm", "Wall 2025-07-21T15:04:00.000Z"),
            ("Wed, 01 May 2024 10:00:00 +0200", "Instant 2024-05-01T08:00:00.000Z"),
            ("2024年5月1日 9时58分", "Wall 2024-05-01T09:58:00.000Z"),
            ("2024年05月01日", "Date 2024-05-01T00:00:00.000Z"),
            ("2024-05-01 下午3:04:05", "Wall 2024-05-01T15:04:05.000Z"),
            ("2024-05-01 10:00:00 UTC", "Instant 2024-05-01T10:00:00.000Z"),
            ("Jan 5, 2024 10:00:00 PST", "Instant 2024-01-05T18:00:00.000Z"),
            ("", "Blank"),
            ("  ", "Blank"),
            ("soon", "Unreadable"),
            ("2024-02-30", "Unreadable"),
            ("2024-13-01 00:00:00", "Unreadable"),
            ("0000-00-00 00:00:00", "Unreadable"),
            ("25:61", "Unreadable"),
            ("1900-01-01", "OutOfRange"),
            ("2150-01-01 10:00:00", "OutOfRange"),
            ("99999999999999999999", "Unreadable"),
        ];
        for (cell, expected) in cases {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    fn settled(cells: &[&str]) -> (Settled, Vec<String>) {
        let mut dates = Dates::new(None);
        let read: Vec<i64> = cells.iter().map(|cell| dates.parse(cell.as_bytes()).unwrap().ms).collect();
        let settled = dates.settle();
        let turn = matches!(settled, Settled::As { turn: true, .. });
        let shown =
            read.iter().map(|&ms| format_instant(if turn { turned(ms) } else { ms })[..10].to_owned());
        (settled, shown.collect())
    }

    #[test]
    fn one_cell_settles_the_column() {
        let (how, days) = settled(&["03/04/2024", "05/04/2024", "13/04/2024"]);
        assert_eq!(how, Settled::As { order: DateOrder::Dmy, turn: true, against: 0 });
        assert_eq!(days, ["2024-04-03", "2024-04-05", "2024-04-13"]);
        let (how, days) = settled(&["03/04/2024", "03/14/2024"]);
        assert_eq!(how, Settled::As { order: DateOrder::Mdy, turn: false, against: 0 });
        assert_eq!(days, ["2024-03-04", "2024-03-14"]);
    }

    #[test]
    fn a_sorted_column_settles_itself() {
        let cells: Vec<String> =
            (1..=12).flat_map(|month| (1..=3).map(move |day| format!("{day}/{month}/2024"))).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let (how, days) = settled(&cells);
        assert_eq!(how, Settled::As { order: DateOrder::Dmy, turn: true, against: 0 });
        assert_eq!(days[3], "2024-02-01");
    }

    #[test]
    fn what_nothing_settles_stays_open() {
        assert_eq!(settled(&["03/04/2024", "05/06/2024"]).0, Settled::Open("03/04/2024".to_owned()));
        assert_eq!(settled(&["03/04/2024", "2024-04-13"]).0, Settled::Open("03/04/2024".to_owned()));
        assert_eq!(settled(&["2024-04-03"]).0, Settled::Unasked);
        assert_eq!(
            settled(&["13/04/2024", "14/04/2024", "04/15/2024"]).0,
            Settled::As { order: DateOrder::Dmy, turn: false, against: 1 }
        );
    }

    #[test]
    fn dots_mean_day_first() {
        assert_eq!(settled(&["03.04.2024"]).1, ["2024-04-03"]);
    }

    #[test]
    fn a_given_order_asks_nothing() {
        let mut dates = Dates::new(Some(DateOrder::Dmy));
        assert_eq!(format_instant(dates.parse(b"03/04/24").unwrap().ms), "2024-04-03T00:00:00.000Z");
        assert_eq!(dates.parse(b"03/14/24"), Err(NoTime::Unreadable));
        let mut dates = Dates::new(Some(DateOrder::Ymd));
        assert_eq!(format_instant(dates.parse(b"24/04/03").unwrap().ms), "2024-04-03T00:00:00.000Z");
    }
}
