//! Lines above a header → the first and last day that a report says it is about.

use super::months::in_english;
use crate::source::dates::Dates;
use crate::time::DAY_MS;

/// Marks between the two days of a range, the clearest first.
const BETWEEN: [&str; 8] = [" - ", " – ", " — ", "～", "〜", " 至 ", "–", "-"];

/// First and last day, as days since 1970-01-01: from a line with a range, or from two lines with a day each.
#[must_use]
pub fn period(lines: &[String]) -> Option<(i32, i32)> {
    let ranges = lines.iter().filter_map(|line| range(line.trim_start_matches('#').trim()));
    let mut days = lines.iter().filter(|line| line.starts_with('#')).filter_map(|line| labelled(line));
    ranges.take(1).next().or_else(|| Some((days.next()?, days.next()?))).filter(|(from, to)| from <= to)
}

fn range(line: &str) -> Option<(i32, i32)> {
    let split = |mark: &&str| line.split_once(*mark);
    BETWEEN.iter().filter_map(split).find_map(|(from, to)| Some((day(from)?, day(to)?)))
}

/// The day after the colon of `# Start date: 20260101`.
fn labelled(line: &str) -> Option<i32> {
    let (_, value) = line.split_once([':', '：'])?;
    Some(value.trim()).filter(|value| value.len() == 8).and_then(day)
}

/// A day in any writing that leaves no choice.
#[allow(clippy::cast_possible_truncation)]
fn day(text: &str) -> Option<i32> {
    let text = text.trim().trim_matches('"').replace(',', ", ").replace(" de ", " ");
    let mut dates = Dates::new(None);
    let stamp = dates.parse(&in_english(text.as_bytes())).ok()?;
    Some(stamp.ms.div_euclid(DAY_MS) as i32)
}

#[cfg(test)]
mod tests {
    use super::period;
    use crate::time::format_day;

    fn shown(lines: &[&str]) -> Option<String> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        period(&lines).map(|(from, to)| format!("{} {}", format_day(from), format_day(to)))
    }

    #[test]
    fn ranges_in_several_languages() {
        let expected = Some("2026-09-01 2026-09-03".to_owned());
        for line in [
            "September 1, 2026 - September 3, 2026",
            "September 1,2026 - September 3,2026",
            "2026-09-01 - 2026-09-03",
            "# 20260901-20260903",
            "1 sept. 2026 - 3 sept. 2026",
            "1. September 2026 - 3. September 2026",
            "1 de septiembre de 2026 - 3 de septiembre de 2026",
            "2026年9月1日 - 2026年9月3日",
            "2026年9月1日-2026年9月3日",
        ] {
            assert_eq!(shown(&["Campaign report", line]), expected, "{line}");
        }
        assert_eq!(shown(&["# Start date: 20260901", "# End date: 20260903"]), expected);
        assert_eq!(shown(&["# Property: 12345678-x", "All campaigns"]), None);
    }
}
