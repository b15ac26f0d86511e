//! The segment maps: which scores make which segment.

use super::Map;

/// Index of customers outside the window, who have no segment.
pub const OUTSIDE: u8 = u8::MAX;
/// Id of customers outside the grid.
pub const PROSPECT: &str = "prospect";

/// Ids of a map, in the order in which they are shown.
#[must_use]
pub const fn ids(map: Map) -> &'static [&'static str] {
    match map {
        Map::Eleven => &ELEVEN,
        Map::Ten => ELEVEN.split_at(10).0,
        Map::Eight => &EIGHT,
    }
}

const ELEVEN: [&str; 11] = [
    "champions",
    "loyal",
    "potentialLoyalist",
    "new",
    "promising",
    "needAttention",
    "aboutToSleep",
    "atRisk",
    "cantLose",
    "hibernating",
    "lost",
];
const EIGHT: [&str; 8] = ["hhh", "lhh", "hlh", "llh", "hhl", "lhl", "hll", "lll"];

const CHAMPIONS: u8 = 0;
const LOYAL: u8 = 1;
const POTENTIAL: u8 = 2;
const NEW: u8 = 3;
const PROMISING: u8 = 4;
const ATTENTION: u8 = 5;
const SLEEP: u8 = 6;
const RISK: u8 = 7;
const CANT_LOSE: u8 = 8;
const HIBERNATING: u8 = 9;
const LOST: u8 = 10;

/// Rows R = 1..5, columns the mean of F and M = 1..5: the ten of R × F with Lost split off.
const ELEVEN_GRID: [[u8; 5]; 5] = [
    [LOST, HIBERNATING, RISK, RISK, CANT_LOSE],
    [HIBERNATING, HIBERNATING, RISK, RISK, CANT_LOSE],
    [SLEEP, SLEEP, ATTENTION, LOYAL, LOYAL],
    [PROMISING, POTENTIAL, POTENTIAL, LOYAL, LOYAL],
    [NEW, POTENTIAL, POTENTIAL, CHAMPIONS, CHAMPIONS],
];

/// Rows R = 1..5, columns F = 1..5 (CleverTap).
const TEN_GRID: [[u8; 5]; 5] = [
    [HIBERNATING, HIBERNATING, RISK, RISK, CANT_LOSE],
    [HIBERNATING, HIBERNATING, RISK, RISK, CANT_LOSE],
    [SLEEP, SLEEP, ATTENTION, LOYAL, LOYAL],
    [PROMISING, POTENTIAL, POTENTIAL, LOYAL, LOYAL],
    [NEW, POTENTIAL, POTENTIAL, CHAMPIONS, CHAMPIONS],
];

/// The second axis of the grid: F for `ten`, otherwise the mean of F and M, halves up.
#[must_use]
#[inline]
pub const fn second_axis(map: Map, f: u8, m: u8) -> u8 {
    match map {
        Map::Ten => f,
        Map::Eleven | Map::Eight => (f + m).div_ceil(2),
    }
}

/// Segment of a cell of the grid in `eleven` or `ten`, as an index into [`ids`]; scores 1..=5.
#[must_use]
#[inline]
pub const fn of_cell(map: Map, r: u8, second: u8) -> u8 {
    let grid = match map {
        Map::Ten => &TEN_GRID,
        Map::Eleven | Map::Eight => &ELEVEN_GRID,
    };
    grid[r as usize - 1][second as usize - 1]
}

/// Segment of `eight` from which of recency, frequency and money are high; recent is high.
#[must_use]
#[inline]
pub const fn of_levels(recent: bool, frequent: bool, spending: bool) -> u8 {
    match (spending, frequent, recent) {
        (true, true, true) => 0,
        (true, true, false) => 1,
        (true, false, true) => 2,
        (true, false, false) => 3,
        (false, true, true) => 4,
        (false, true, false) => 5,
        (false, false, true) => 6,
        (false, false, false) => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CleverTap's regular expressions over "RF", written out cell by cell.
    #[test]
    fn ten_agrees_with_its_expressions() {
        let expected = |r: u8, f: u8| match (r, f) {
            (1..=2, 1..=2) => "hibernating",
            (1..=2, 3..=4) => "atRisk",
            (1..=2, 5) => "cantLose",
            (3, 1..=2) => "aboutToSleep",
            (3, 3) => "needAttention",
            (3..=4, 4..=5) => "loyal",
            (4, 1) => "promising",
            (5, 1) => "new",
            (4..=5, 2..=3) => "potentialLoyalist",
            _ => "champions",
        };
        for (r, f) in (1..=5).flat_map(|r| (1..=5).map(move |f| (r, f))) {
            assert_eq!(ids(Map::Ten)[usize::from(of_cell(Map::Ten, r, f))], expected(r, f));
        }
    }

    #[test]
    fn eleven_splits_lost_off_and_uses_all_its_names() {
        let cells: Vec<u8> =
            (1..=5).flat_map(|r| (1..=5).map(move |fm| of_cell(Map::Eleven, r, fm))).collect();
        assert!((0..11).all(|segment| cells.contains(&segment)));
        assert_eq!(ids(Map::Eleven)[usize::from(of_cell(Map::Eleven, 1, 1))], "lost");
        assert_eq!(second_axis(Map::Eleven, 2, 3), 3);
        assert_eq!(second_axis(Map::Ten, 2, 5), 2);
    }

    #[test]
    fn eight_letters_are_recency_frequency_money() {
        for bits in 0..8_u8 {
            let [r, f, m] = [bits & 4 > 0, bits & 2 > 0, bits & 1 > 0];
            let letters: String = [r, f, m].map(|high| if high { 'h' } else { 'l' }).iter().collect();
            assert_eq!(ids(Map::Eight)[usize::from(of_levels(r, f, m))], letters);
        }
    }
}
