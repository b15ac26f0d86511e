//! Tables as CSV: UTF-8 with a byte-order mark, CRLF, and no cell that a spreadsheet would run.

use super::Facts;
use super::query::stage;
use crate::error::{Error, ErrorKind};
use crate::metrics::churn::{DefinitionId, Grade};
use crate::money::{Money, major};
use crate::time::format_day;
use serde::Serialize;

/// A table by name; `rows` are the customers of the tables of people.
pub(super) fn table(name: &str, facts: &Facts, rows: &[u32]) -> Result<Vec<u8>, Error> {
    let mut csv = Csv::default();
    match name {
        "customers" | "winBack" => people(&mut csv, facts, rows),
        "segments" => segments(&mut csv, facts),
        "cohorts" => cohorts(&mut csv, facts),
        "periods" => periods(&mut csv, facts),
        "churnMonths" => churn_months(&mut csv, facts),
        "repurchase" => repurchase(&mut csv, facts),
        "rhythm" => rhythm(&mut csv, facts),
        "ledger" => ledger(&mut csv, facts),
        _ => return Err(ErrorKind::UnknownTable(name.to_owned()).into()),
    }
    Ok(csv.0)
}

struct Csv(Vec<u8>);

impl Default for Csv {
    fn default() -> Self {
        Self(b"\xEF\xBB\xBF".to_vec())
    }
}

impl Csv {
    fn record(&mut self, cells: &[String]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.0.push(b',');
            }
            self.cell(cell);
        }
        self.0.extend_from_slice(b"\r\n");
    }

    /// A cell. Text gets an apostrophe wherever a spreadsheet would begin to run it: before a sign of a formula at
    /// its beginning, and after what cells of another locale are separated by.
    fn cell(&mut self, cell: &str) {
        let bytes = cell.as_bytes();
        let quoted = bytes.iter().any(|byte| b",;\"\t\n\r".contains(byte));
        let mut begins = cell.parse::<f64>().is_err();
        self.0.extend(quoted.then_some(b'"'));
        for (at, &byte) in bytes.iter().enumerate() {
            if begins && is_sign(&bytes[at..]) {
                self.0.push(b'\'');
            }
            begins = b";\t\n\r".contains(&byte) || begins && b" \"".contains(&byte);
            self.0.extend((byte == b'"').then_some(byte));
            self.0.push(byte);
        }
        self.0.extend(quoted.then_some(b'"'));
    }
}

/// Whether text begins with what makes it a formula, full-width signs too, or with a break that hides one.
fn is_sign(text: &[u8]) -> bool {
    match text {
        [0xEF, 0xBC, last, ..] => [0x9D, 0x8B, 0x8D, 0xA0].contains(last),
        [first, ..] => b"=+-@\t\r".contains(first),
        [] => false,
    }
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

fn optional<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// "netSales" for one currency, "netSales EUR" and so on for several.
fn money_headers(facts: &Facts, name: &str) -> Vec<String> {
    let currencies = &facts.histories().currencies;
    let several = currencies.len() > 1;
    currencies
        .iter()
        .map(|c| if several { format!("{name} {}", c.code()) } else { name.to_owned() })
        .collect()
}

fn money_cells(money: &Money) -> Vec<String> {
    money.amounts().map(text).collect()
}

fn headers(fixed: &[&str]) -> Vec<String> {
    fixed.iter().map(text).collect()
}

fn people(csv: &mut Csv, facts: &Facts, rows: &[u32]) {
    let first = ["key", "orders", "firstOrder", "lastOrder", "recencyDays", "frequency"];
    let mut header = headers(&first);
    header.extend(money_headers(facts, "monetary"));
    header.extend(headers(&["r", "f", "m", "segment", "stage"]));
    for definition in ["D1", "D2", "D4"] {
        header.extend(["flagged", "limitDays", "grade"].map(|name| format!("{definition} {name}")));
    }
    header.extend(money_headers(facts, "valueAtStake"));
    header.extend(headers(&["winBack", "leftTruncated"]));
    csv.record(&header);
    rows.iter().for_each(|&row| csv.record(&person(facts, row as usize)));
}

fn person(facts: &Facts, c: usize) -> Vec<String> {
    let (histories, people) = (facts.histories(), facts.people);
    let (first, last) = histories.span(c);
    let amounts = c * histories.width()..(c + 1) * histories.width();
    let mut cells = vec![
        String::from_utf8_lossy(facts.key(c)).into_owned(),
        text(histories.orders.range(c).len()),
        format_day(first),
        format_day(last),
        text(people.scores.recency[c]),
        text(people.scores.frequency[c]),
    ];
    cells.extend(people.scores.monetary[amounts.clone()].iter().map(|&amount| text(major(amount))));
    cells.extend([people.scores.r[c], people.scores.f[c], people.scores.m[c]].map(text));
    cells.push(text(people.scores.segment_id(facts.options.rfm.map, c)));
    cells.push(name_of(&stage(facts, c)));
    for definition in DefinitionId::ALL.map(DefinitionId::index) {
        let limit = people.flags.limit[definition][c];
        cells.push(text(people.flags.flagged[definition][c]));
        cells.push(if limit.is_nan() { String::new() } else { text(limit) });
        cells.push(
            Grade::of_code(people.flags.grade[definition][c])
                .map_or_else(String::new, |grade| name_of(&grade)),
        );
    }
    cells.extend(people.flags.at_stake[amounts].iter().map(|&amount| text(major(amount))));
    let rank = people.stages.win_back[c];
    cells.push(if rank == 0 { String::new() } else { text(rank) });
    cells.push(text(people.left_truncated[c]));
    cells
}

/// A unit variant as it is written in reports.
fn name_of(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn segments(csv: &mut Csv, facts: &Facts) {
    let mut header = headers(&["segment", "customers", "share", "orders"]);
    header.extend(money_headers(facts, "netSales"));
    header.extend(headers(&["recencyDays", "medianRecencyDays"]));
    csv.record(&header);
    for segment in facts.report.rfm.iter().flat_map(|rfm| &rfm.segments) {
        let mut cells =
            vec![text(segment.id), text(segment.customers), text(segment.share), text(segment.orders)];
        cells.extend(money_cells(&segment.net_sales));
        cells.extend([optional(segment.recency_days), optional(segment.median_recency_days)]);
        csv.record(&cells);
    }
}

fn cohorts(csv: &mut Csv, facts: &Facts) {
    let mut header = headers(&["cohort", "size", "period", "customers", "share", "low", "high", "orders"]);
    header.extend(money_headers(facts, "netSales"));
    header.extend(money_headers(facts, "cumulativeValue"));
    csv.record(&header);
    for row in facts.report.cohorts.iter().flat_map(|cohorts| &cohorts.rows) {
        for (period, active) in row.active.iter().enumerate().filter(|(_, active)| active.is_some()) {
            let mut cells = vec![text(&row.cohort), text(row.size), text(period), optional(*active)];
            cells.extend([&row.share, &row.low, &row.high].map(|column| optional(column[period])));
            cells.push(optional(row.orders[period]));
            for column in [&row.net_sales, &row.cumulative_value] {
                let blank = || vec![String::new(); facts.histories().width()];
                cells.extend(column[period].as_ref().map_or_else(blank, money_cells));
            }
            csv.record(&cells);
        }
    }
}

fn periods(csv: &mut Csv, facts: &Facts) {
    let mut header = headers(&["period", "orders"]);
    header.extend(money_headers(facts, "netSales"));
    header.extend(headers(&["customers", "newCustomers", "returningCustomers", "complete"]));
    csv.record(&header);
    for period in &facts.report.summary.periods {
        let mut cells = vec![text(&period.period), text(period.orders)];
        cells.extend(money_cells(&period.net_sales));
        cells.extend([period.customers, period.new_customers, period.returning_customers].map(text));
        cells.push(text(period.complete));
        csv.record(&cells);
    }
}

fn churn_months(csv: &mut Csv, facts: &Facts) {
    csv.record(&headers(&["month", "active", "flagged", "rate", "low", "high"]));
    for month in facts.report.churn.iter().flat_map(|churn| &churn.months) {
        let mut cells = vec![text(&month.month), text(month.active), text(month.flagged)];
        cells.extend([month.rate, month.low, month.high].map(optional));
        csv.record(&cells);
    }
}

fn repurchase(csv: &mut Csv, facts: &Facts) {
    csv.record(&headers(&["day", "survival", "low", "high", "atRisk"]));
    let Some(repurchase) = &facts.report.repurchase else { return };
    let curve = &repurchase.curve;
    for at in 0..curve.day.len() {
        csv.record(&[
            text(curve.day[at]),
            text(curve.survival[at]),
            text(curve.low[at]),
            text(curve.high[at]),
            text(curve.at_risk[at]),
        ]);
    }
}

fn rhythm(csv: &mut Csv, facts: &Facts) {
    let mut header = headers(&["weekday", "hour", "orders"]);
    header.extend(money_headers(facts, "netSales"));
    csv.record(&header);
    let Some(rhythm) = &facts.report.rhythm else { return };
    for (weekday, (orders, net)) in rhythm.orders.iter().zip(&rhythm.net_sales).enumerate() {
        for (hour, (&count, money)) in orders.iter().zip(net).enumerate() {
            let mut cells = vec![text(weekday + 1), text(hour), text(count)];
            cells.extend(money_cells(money));
            csv.record(&cells);
        }
    }
}

fn ledger(csv: &mut Csv, facts: &Facts) {
    csv.record(&headers(&["code", "used", "count", "file", "record", "line", "sample", "message"]));
    for line in &facts.report.quality.ledger {
        csv.record(&[
            text(line.code),
            text(line.used),
            text(line.count),
            line.file.clone(),
            optional(line.record),
            optional(line.line),
            line.sample.clone(),
            text(line.message),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_would_run_are_guarded_and_numbers_are_not() {
        let mut csv = Csv(Vec::new());
        csv.record(&["=1+1", "-5.2", "+49 170", "@SUM(A1)", "a,\"b\"", "-x,y"].map(str::to_owned));
        let text = String::from_utf8(csv.0).unwrap();
        assert_eq!(text, "'=1+1,-5.2,'+49 170,'@SUM(A1),\"a,\"\"b\"\"\",\"'-x,y\"\r\n");
    }

    #[test]
    fn cells_of_other_locales_are_guarded_wherever_they_could_begin() {
        let mut csv = Csv(Vec::new());
        csv.record(&["a;=1+1;b", " ＝1", "\"=1", "\ta", "a\n@b", "a - b", "it's"].map(str::to_owned));
        let text = String::from_utf8(csv.0).unwrap();
        assert_eq!(text, "\"a;'=1+1;b\", '＝1,\"\"\"'=1\",\"'\ta\",\"a\n'@b\",a - b,it's\r\n");
    }
}
