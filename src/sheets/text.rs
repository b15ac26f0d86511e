//! What a person sees in a cell, as text: a value in, its characters out.
//!
//! Numbers have at most 15 significant digits, as spreadsheets show them, and no exponent. Days are `2024-05-01`, instants
//! `2024-05-01 13:30:00`, times and durations `13:30:00`.

use calamine::{DataType, ExcelDateTime, ExcelDateTimeType};
use std::fmt::Write;

/// Spreadsheets keep so many digits of a number.
const DIGITS: i32 = 15;
/// Numbers below show all their digits before the point.
const FIRST_LONG: f64 = 1e15;
/// First serial day that spreadsheets cannot show: 10000-01-01.
const DAYS_END: f64 = 2_958_466.0;
/// Nobody sees digits so far behind the point.
const LEAST_EXPONENT: i32 = -30;

/// Appends what is seen of a value; nothing of an empty or faulty one.
pub fn push(out: &mut String, value: &impl DataType) {
    if let Some(text) = value.get_string() {
        out.push_str(text);
    } else if let Some(number) = value.get_float() {
        push_number(out, number);
    } else if let Some(number) = value.get_int() {
        append(out, format_args!("{number}"));
    } else if let Some(truth) = value.get_bool() {
        out.push_str(if truth { "true" } else { "false" });
    } else if let Some(time) = value.get_datetime() {
        push_time(out, &time);
    } else if let Some(instant) = value.get_datetime_iso() {
        out.push_str(&instant.replacen('T', " ", 1));
    } else if let Some(duration) = value.get_duration_iso() {
        push_duration(out, duration);
    }
}

/// Whether a spreadsheet has lost digits of a whole number.
pub fn is_long_number(value: &impl DataType) -> bool {
    value.get_float().is_some_and(|number| number.abs() >= FIRST_LONG)
        || value.get_int().is_some_and(|number| number.unsigned_abs() >= FIRST_LONG as u64)
}

/// The name of a cell, such as `AB5`, from row and column counted from 0.
#[must_use]
pub fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    letters.into_iter().collect::<String>() + &(row + 1).to_string()
}

/// Writing into memory does not fail.
fn append(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

fn push_number(out: &mut String, number: f64) {
    if number.fract() == 0.0 && number.abs() < FIRST_LONG {
        append(out, format_args!("{}", number as i64));
    } else if number.is_finite() {
        push_decimal(out, number);
    }
}

/// 15 significant digits without zeros at the end and without an exponent.
fn push_decimal(out: &mut String, number: f64) {
    let scientific = format!("{:.*e}", DIGITS as usize - 1, number.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if digits.is_empty() || exponent < LEAST_EXPONENT {
        return out.push('0');
    }
    if number < 0.0 {
        out.push('-');
    }
    let whole = exponent + 1;
    if whole <= 0 {
        out.push_str("0.");
        out.extend((whole..0).map(|_| '0'));
        out.push_str(digits);
    } else if digits.len() as i32 > whole {
        let (before, behind) = digits.split_at(whole as usize);
        append(out, format_args!("{before}.{behind}"));
    } else {
        out.push_str(digits);
        out.extend((digits.len() as i32..whole).map(|_| '0'));
    }
}

fn push_time(out: &mut String, time: &ExcelDateTime) {
    let days = time.as_f64();
    let seconds = (days * 86_400.0).round();
    if !(0.0..DAYS_END).contains(&days) {
        push_number(out, days);
    } else if time.is_duration() || days < 1.0 {
        push_clock(out, seconds as u64);
    } else {
        let (year, month, day, ..) = rounded(time, seconds).to_ymd_hms_milli();
        append(out, format_args!("{year:04}-{month:02}-{day:02}"));
        let of_day = seconds as u64 % 86_400;
        if of_day > 0 {
            out.push(' ');
            push_clock(out, of_day);
        }
    }
}

/// The day that a time belongs to when it is told in whole seconds.
fn rounded(time: &ExcelDateTime, seconds: f64) -> ExcelDateTime {
    let since_1900 = ExcelDateTime::new(time.as_f64(), ExcelDateTimeType::DateTime, false);
    let is_1904 = since_1900.to_ymd_hms_milli() != time.to_ymd_hms_milli();
    ExcelDateTime::new((seconds / 86_400.0).floor(), ExcelDateTimeType::DateTime, is_1904)
}

fn push_clock(out: &mut String, seconds: u64) {
    append(out, format_args!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
}

/// `PT13H30M05S` as a clock; other durations as they are.
fn push_duration(out: &mut String, duration: &str) {
    match clock_of(duration) {
        Some(seconds) => push_clock(out, seconds),
        None => out.push_str(duration),
    }
}

fn clock_of(duration: &str) -> Option<u64> {
    let mut rest = duration.strip_prefix("PT")?;
    let mut seconds = 0;
    for (unit, length) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((count, behind)) = rest.split_once(unit) {
            let whole = count.split_once(['.', ',']).map_or(count, |(whole, _)| whole);
            seconds += whole.parse::<u32>().ok().map(u64::from)? * length;
            rest = behind;
        }
    }
    rest.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::Data;

    fn seen(value: &Data) -> String {
        let mut out = String::new();
        push(&mut out, value);
        out
    }

    fn date(days: f64, is_1904: bool) -> Data {
        Data::DateTime(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904))
    }

    #[test]
    fn numbers_are_seen_with_15_digits_and_no_exponent() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (19.99_f64.next_down(), "19.99"),
            (-1234.5, "-1234.5"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e17, "100000000000000000"),
            (5.5e-17, "0.000000000000000055"),
            (1e-40, "0"),
            (0.0, "0"),
            (-0.05, "-0.05"),
            (123_456_789_012.345_67, "123456789012.346"),
        ];
        for (number, text) in cases {
            assert_eq!(seen(&Data::Float(number)), text);
        }
    }

    #[test]
    fn days_instants_times_and_durations() {
        // 45292 is 2024-01-01 in the system of 1900; in that of 1904, 43830 is.
        assert_eq!(seen(&date(45_292.0, false)), "2024-01-01");
        assert_eq!(seen(&date(43_830.0, true)), "2024-01-01");
        assert_eq!(seen(&date(45_292.562_5, false)), "2024-01-01 13:30:00");
        assert_eq!(seen(&date(45_292.999_999_999, false)), "2024-01-02");
        assert_eq!(seen(&date(43_830.999_999_999, true)), "2024-01-02");
        assert_eq!(seen(&date(0.75, false)), "18:00:00");
        assert_eq!(seen(&date(-1.0, false)), "-1");
        let day_and_half = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(seen(&Data::DateTime(day_and_half)), "36:00:00");
        assert_eq!(seen(&Data::DateTimeIso("2024-01-01T13:30:00".to_owned())), "2024-01-01 13:30:00");
        assert_eq!(seen(&Data::DurationIso("PT13H30M05S".to_owned())), "13:30:05");
        assert_eq!(seen(&Data::DurationIso("P2D".to_owned())), "P2D");
    }

    #[test]
    fn long_ids_are_texts_or_long_numbers() {
        assert_eq!(seen(&Data::String("583870900000000001".to_owned())), "583870900000000001");
        assert!(!is_long_number(&Data::String("583870900000000001".to_owned())));
        assert!(is_long_number(&Data::Float(583_870_900_000_000_001.0)));
        assert!(!is_long_number(&Data::Float(583_870_900_000_000.0)));
    }

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        assert_eq!(cell_name((0, 0)), "A1");
        assert_eq!(cell_name((4, 26)), "AA5");
        assert_eq!(cell_name((1_048_575, 16_383)), "XFD1048576");
    }
}
