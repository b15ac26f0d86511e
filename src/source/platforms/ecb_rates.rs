//! The European Central Bank's reference rates: a day a row, newest first, a currency a column, per one euro.

use super::{Heading, Is, Kind, Platform, Reading, Row, words};
use crate::money::Currency;
use crate::tables::shop::{Decimal, Rate};
use crate::time::DAY_MS;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "ecbRates",
    name: "ECB",
    kind: Kind::Rates,
    columns: &[(Is::Time, words::TIME)],
    needs: &[Is::Time],
    marks: &["USD", "GBP", "JPY", "CNY", "CHF"],
    reading: Reading {
        decimal: Some(b'.'),
        fits,
        also: |_, header| code(header).is_some(),
        ..Reading::USUAL
    },
    row,
};

/// The currency whose code a header is.
fn code(header: &str) -> Option<Currency> {
    let upper = header.len() == 3 && header.bytes().all(|byte| byte.is_ascii_uppercase());
    Currency::parse(header.as_bytes()).filter(|_| upper)
}

/// All columns but the day are currencies, and none is the euro itself.
fn fits(heading: &Heading) -> bool {
    let named = heading.headers.iter().filter(|header| !header.is_empty());
    let (codes, others): (Vec<_>, Vec<_>) = named.partition(|header| code(header).is_some());
    !codes.is_empty() && others.len() == 1 && !heading.has("EUR")
}

#[allow(clippy::cast_possible_truncation)]
fn row(row: &mut Row) {
    let Some(stamp) = row.time(Is::Time) else { return };
    let day = stamp.ms.div_euclid(DAY_MS) as i32;
    let before = row.tables.rates.len();
    let Some(base) = Currency::parse(b"EUR") else { return };
    let layout = row.layout;
    for (slot, header) in &layout.extra {
        let rate = Decimal::parse(&row.cell(*slot), row.values.amounts.decimal());
        if let (Some(rate), Some(currency)) = (rate, code(header)) {
            row.tables.rates.push(Rate { day, base, currency, rate });
        }
    }
    if row.tables.rates.len() == before {
        row.incomplete();
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::read;
    use crate::time::format_day;

    #[test]
    fn every_currency_of_every_day_but_what_is_not_quoted() {
        let file = read(
            "Date,USD,JPY,BGN,\n2026-09-02,1.0850,162.44,N/A,\n2026-09-01,1.0812,161.9,1.9558,\n2026-08-31,N/A,N/A,N/A,\n",
        );
        assert_eq!(file.summary.source, "ecbRates");
        let rates: Vec<String> = file
            .tables()
            .rates
            .iter()
            .map(|rate| {
                let (up, down) = rate.rate.ratio();
                format!("{} {}/{} {up}/{down}", format_day(rate.day), rate.base.code(), rate.currency.code())
            })
            .collect();
        assert_eq!(
            rates,
            [
                "2026-09-02 EUR/USD 1085/1000",
                "2026-09-02 EUR/JPY 16244/100",
                "2026-09-01 EUR/USD 10812/10000",
                "2026-09-01 EUR/JPY 1619/10",
                "2026-09-01 EUR/BGN 19558/10000"
            ]
        );
        assert_eq!(file.summary.span, Some(["2026-09-01".to_owned(), "2026-09-02".to_owned()]));
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }
}
