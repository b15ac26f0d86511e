//! Dates of next purchases as they would have been told some time ago, against the days on which purchases came.
//!
//! The younger half of the data is held out, a year at most, so that intervals as long as the older half knows can end within it.
//! Who buys there has a day to compare with. An interval may reach beyond as-of, where nobody can have bought yet: what is expected is what
//! the curve gives to its days up to as-of, of those who buy at all by then. Dates are told where [`BUYERS`] or more bought and the share
//! of them within their interval is at most [`SHORT`] below what was expected.

use super::back_test::first_after;
use super::next::NextModel;
use super::returning::DATED;
use crate::math::sum::Sum;
use crate::metrics::estimate::Share;
use crate::metrics::occasions::Occasions;
use crate::metrics::real;
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::Serialize;

/// Fewest buyers with a date that a test may rest on: as many as a date itself.
const BUYERS: u64 = DATED;
/// By how much the share within the interval may fall short of what was expected.
const SHORT: f64 = 0.1;
/// The longest part that is held out, in days.
const LONGEST: i32 = 365;

/// A share that came, and what was expected of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Against {
    /// What came.
    #[serde(flatten)]
    pub came: Share,
    /// What was expected, as a share.
    pub expected: f64,
}

/// How dates did.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTest {
    /// The data were known up to this day.
    pub cut: String,
    /// Days after it.
    pub days: i32,
    /// Of those who had a date and bought by as-of: within their interval.
    pub within: Against,
    /// Of the same: by the expected day.
    pub by_due: Against,
    /// Of all who had a date: within their interval by as-of.
    pub of_all: Against,
    /// Whether `within` fell short by at most a tenth.
    pub passed: bool,
}

/// The test; `None` with too few who had a date and bought.
#[must_use]
pub fn date_test(baskets: &Baskets) -> Option<DateTest> {
    let end = baskets.as_of;
    let days = ((end - baskets.first_day + 1) / 2).min(LONGEST);
    let cut = end - days;
    let known = Occasions::new(baskets, cut);
    let model = NextModel::new(&known, cut)?;
    let later = Occasions::new(baskets, end);
    let (mut buyers, mut dated) = (Tally::default(), Tally::default());
    for customer in 0..known.keys.len() {
        let Some(outlook) = model.outlook(&known, customer) else { continue };
        let Some(dates) = outlook.dates() else { continue };
        let by = |day: i32| outlook.chance(day.min(end) - cut);
        let (any, within, by_due) = (by(end), by(dates.to) - by(dates.from - 1), by(dates.due));
        let day = first_after(&later, customer, cut).map(|at| later.day[at]);
        let came = day.is_some_and(|day| (dates.from..=dates.to).contains(&day));
        dated.add(came, false, [within, by_due]);
        if let Some(day) = day {
            let of_those = |chance: f64| if any > 0.0 { chance / any } else { 0.0 };
            buyers.add(came, day <= dates.due, [of_those(within), of_those(by_due)]);
        }
    }
    let within = buyers.within();
    let gap = within.expected - within.came.share.unwrap_or(0.0);
    (buyers.n >= BUYERS).then(|| DateTest {
        cut: format_day(cut),
        days,
        within,
        by_due: buyers.by_due(),
        of_all: dated.within(),
        passed: gap <= SHORT,
    })
}

/// Counts of those who came in time, and sums of what was expected.
#[derive(Default)]
struct Tally {
    n: u64,
    within: u64,
    by_due: u64,
    expected: [Sum; 2],
}

impl Tally {
    fn add(&mut self, within: bool, by_due: bool, expected: [f64; 2]) {
        self.n += 1;
        self.within += u64::from(within);
        self.by_due += u64::from(by_due);
        self.expected.iter_mut().zip(expected).for_each(|(sum, one)| sum.add(one));
    }

    fn against(&self, came: u64, sum: &Sum) -> Against {
        Against { came: Share::new(came, self.n), expected: sum.value() / real(self.n.max(1)) }
    }

    fn within(&self) -> Against {
        self.against(self.within, &self.expected[0])
    }

    fn by_due(&self) -> Against {
        self.against(self.by_due, &self.expected[1])
    }
}
