//! Exchange rates a row: day, currency, rate, and the base that one unit is of; without a base column it is the euro.

use super::{Heading, Is, Kind, Platform, Reading, Row, words};
use crate::money::Currency;
use crate::source::mapping::Field;
use crate::tables::shop::{Decimal, Rate};
use crate::time::DAY_MS;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "simpleRates",
    name: "",
    kind: Kind::Rates,
    columns: &[
        (Is::Time, words::TIME),
        (
            Is::Base,
            &[
                "Base",
                "Base currency",
                "From",
                "From currency",
                "zh:基准货币",
                "zh:原币种",
                "de:Basiswährung",
                "fr:Devise de base",
                "es:Moneda base",
                "ja:基準通貨",
            ],
        ),
        (
            Is::Currency,
            &[
                "Currency",
                "Currency code",
                "To",
                "To currency",
                "Target currency",
                "Quote currency",
                "zh:币种",
                "zh:货币",
                "zh:目标货币",
                "de:Währung",
                "fr:Devise",
                "es:Moneda",
                "ja:通貨",
            ],
        ),
        (
            Is::Rate,
            &[
                "Rate",
                "Exchange rate",
                "FX rate",
                "zh:汇率",
                "de:Kurs",
                "de:Wechselkurs",
                "fr:Taux",
                "fr:Taux de change",
                "es:Tipo de cambio",
                "es:Tasa",
                "ja:レート",
                "ja:為替レート",
            ],
        ),
    ],
    needs: &[Is::Time, Is::Currency, Is::Rate],
    marks: &[],
    reading: Reading { general: true, fits, ..Reading::USUAL },
    row,
};

fn fits(heading: &Heading) -> bool {
    ![Field::Amount, Field::Order, Field::Customer, Field::Quantity].iter().any(|&field| heading.names(field))
}

#[allow(clippy::cast_possible_truncation)]
fn row(row: &mut Row) {
    let Some(stamp) = row.time(Is::Time) else { return };
    let day = stamp.ms.div_euclid(DAY_MS) as i32;
    let base = if row.has(Is::Base) { Currency::parse(&row.text(Is::Base)) } else { Currency::parse(b"EUR") };
    let currency = Currency::parse(&row.text(Is::Currency));
    let rate = Decimal::parse(&row.text(Is::Rate), row.values.amounts.decimal());
    match (base, currency, rate) {
        (Some(base), Some(currency), Some(rate)) => row.tables.rates.push(Rate { day, base, currency, rate }),
        _ => row.incomplete(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{failure, read, recognised};
    use crate::tables::shop::Decimal;

    #[test]
    fn one_rate_a_row() {
        let file = read("date,base,currency,rate\n2026-09-01,USD,CNY,7.1042\n2026-09-02,USD,CNY,\n");
        assert_eq!(file.summary.source, "simpleRates");
        let [rate] = file.tables().rates.as_slice() else { panic!() };
        assert_eq!((rate.base.code(), rate.currency.code()), ("USD", "CNY"));
        assert_eq!(Some(rate.rate), Decimal::new(71_042, 4));
        assert_eq!(file.ledger(), [("incomplete", 1)]);
        assert!(file.summary.notices.is_empty());
    }

    #[test]
    fn a_decimal_comma_and_a_day_that_comes_first() {
        let file = read("Datum;Währung;Kurs\n01.09.2026;USD;1,0812\n02.09.2026;JPY;161,9\n");
        let days: Vec<i32> = file.tables().rates.iter().map(|rate| rate.day).collect();
        // 2026-09-01 is day 20,697 since 1970.
        assert_eq!(days, [20_697, 20_698]);
        assert_eq!(Some(file.tables().rates[1].rate), Decimal::new(1619, 1));
        assert_eq!(file.summary.notices[1].code, "baseAssumed");
    }

    #[test]
    fn orders_with_a_rate_stay_orders() {
        assert_eq!(
            recognised("order id,date,currency,exchange rate,total\n1,2026-09-01,USD,1.08,5.00\n"),
            "generic"
        );
    }

    #[test]
    fn without_any_rate_it_says_what_is_missing() {
        let error = failure("date,currency,rate\n2026-09-01,USD,n/a\n");
        assert!(error.contains("no record in it has a day and a rate"), "{error}");
    }
}
