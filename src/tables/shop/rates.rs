//! Rates of all files → what an amount is worth in another currency on a day, exactly.
//!
//! Several files are one table: the newest one wins each day of each pair, which is the one whose last day is the latest, then
//! the one with more rates, then the lower rate; the order in which files come does not matter. A pair that no file has is
//! found by turning the opposite one round, or through a third currency. Where a day has no rate (weekends, holidays) the last
//! one before stands in, at most [`STANDS_FOR`] days. Amounts are rounded half away from zero to what the currency has.

use super::Rate;
use crate::money::Currency;
use crate::time::DAY_MS;
use std::collections::{BTreeMap, BTreeSet};

/// So many days the last rate stands in for missing ones.
pub const STANDS_FOR: i32 = 7;

/// Numerator and denominator.
type Ratio = (i128, i128);
/// Base and currency.
type Pair = (Currency, Currency);
/// Rates of a pair by ascending day.
type Days = Vec<(i32, Ratio)>;

/// Rates by pair and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateTable {
    pairs: BTreeMap<Pair, Days>,
    /// Currencies that rates go out from.
    bases: BTreeSet<Currency>,
}

/// What one unit of a currency is worth in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    numerator: i128,
    denominator: i128,
    /// Smallest part of the currency, in 1/10,000.
    step: i128,
    /// Days since the rate was published; 0 for the day itself.
    pub age: i32,
}

/// A currency that every amount is put in, at each day's rates or at those of one day.
#[derive(Clone, Copy, Debug)]
pub struct Conversion<'a> {
    /// The rates.
    pub rates: &'a RateTable,
    /// The currency.
    pub to: Currency,
    /// The day whose rates stand for all days.
    pub rates_of: Option<i32>,
}

impl RateTable {
    /// One table of those of all files.
    #[must_use]
    pub fn new<'a>(files: impl Iterator<Item = &'a [Rate]>) -> Self {
        let last = |rates: &[Rate]| rates.iter().map(|rate| rate.day).max();
        let all = files.flat_map(|rates| {
            let newness = (last(rates), rates.len());
            rates.iter().map(move |rate| ((rate.base, rate.currency), rate.day, newness, rate.rate.ratio()))
        });
        let mut best: BTreeMap<_, (_, Ratio)> = BTreeMap::new();
        for (pair, day, newness, ratio) in all.filter(|((base, currency), ..)| base != currency) {
            let held = best.entry((pair, day)).or_insert((newness, ratio));
            let lower = ratio.0 * held.1.1 < held.1.0 * ratio.1;
            if newness > held.0 || newness == held.0 && lower {
                *held = (newness, ratio);
            }
        }
        let mut table = Self::default();
        for ((pair, day), (_, ratio)) in best {
            table.bases.insert(pair.0);
            table.pairs.entry(pair).or_default().push((day, ratio));
        }
        table
    }

    /// Whether there is no rate.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Every currency that rates go out from or lead to.
    #[must_use]
    pub fn currencies(&self) -> BTreeSet<Currency> {
        self.pairs.keys().flat_map(|&(base, currency)| [base, currency]).collect()
    }

    /// The currency that most rates go out from.
    #[must_use]
    pub fn base(&self) -> Option<Currency> {
        let rates = |base: Currency| self.of_base(base).map(|(_, days)| days.len()).sum::<usize>();
        self.bases.iter().copied().rev().max_by_key(|&base| rates(base))
    }

    fn of_base(&self, base: Currency) -> impl Iterator<Item = (&Pair, &Days)> {
        self.pairs.iter().filter(move |(pair, _)| pair.0 == base)
    }

    /// First and last day that has a rate.
    #[must_use]
    pub fn span(&self) -> Option<(i32, i32)> {
        let first = self.pairs.values().filter_map(|days| days.first()).map(|&(day, _)| day).min()?;
        let last = self.pairs.values().filter_map(|days| days.last()).map(|&(day, _)| day).max()?;
        Some((first, last))
    }

    /// What one unit of `from` is worth in `to` on a day: by the freshest way there is, the shortest of equals. `None` where
    /// no way has a rate of that day or of the days before it.
    #[must_use]
    pub fn factor(&self, from: Currency, to: Currency, day: i32) -> Option<Factor> {
        if from == to {
            return Some(Factor { numerator: 1, denominator: 1, step: 1, age: 0 });
        }
        let direct = self.leg(from, to, day);
        let fresh = direct.is_some_and(|(_, _, age)| age == 0);
        let bases = self.bases.iter().filter(|&&base| !fresh && base != from && base != to);
        let through = bases.filter_map(|&base| {
            let ((a, b, age), (c, d, other)) = (self.leg(from, base, day)?, self.leg(base, to, day)?);
            Some((a.checked_mul(c)?, b.checked_mul(d)?, age.max(other)))
        });
        let (numerator, denominator, age) =
            direct.into_iter().chain(through).min_by_key(|&(_, _, age)| age)?;
        let shared = greatest_divisor(numerator, denominator);
        let step = 10_i128.pow(4_u32.saturating_sub(to.exponent()));
        Some(Factor { numerator: numerator / shared, denominator: denominator / shared, step, age })
    }

    /// Numerator, denominator and age of a pair's own rate, or of the opposite one turned round.
    fn leg(&self, from: Currency, to: Currency, day: i32) -> Option<(i128, i128, i32)> {
        let straight = self.rate((from, to), day);
        let round =
            self.rate((to, from), day).map(|(numerator, denominator, age)| (denominator, numerator, age));
        straight.into_iter().chain(round).min_by_key(|&(_, _, age)| age)
    }

    fn rate(&self, pair: Pair, day: i32) -> Option<(i128, i128, i32)> {
        let days = self.pairs.get(&pair)?;
        let &(known, (numerator, denominator)) =
            days[..days.partition_point(|&(other, _)| other <= day)].last()?;
        let age = day.saturating_sub(known);
        (age <= STANDS_FOR).then_some((numerator, denominator, age))
    }
}

impl Factor {
    /// An amount in 1/10,000 of the other currency; `None` beyond what numbers hold.
    #[must_use]
    pub fn convert(&self, amount: i64) -> Option<i64> {
        let product = i128::from(amount).checked_mul(self.numerator)?;
        let divisor = self.denominator.checked_mul(self.step)?;
        let (whole, rest) = (product / divisor, product % divisor);
        let up = i128::from(rest.abs() >= divisor - rest.abs());
        i64::try_from((whole + up * product.signum()).checked_mul(self.step)?).ok()
    }
}

impl Conversion<'_> {
    /// What one unit of `from` is worth on the day of a time, in milliseconds.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn at(&self, from: Currency, time: i64) -> Option<Factor> {
        let day = self.rates_of.unwrap_or(time.div_euclid(DAY_MS) as i32);
        self.rates.factor(from, self.to, day)
    }
}

fn greatest_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::shop::Decimal;
    use crate::time::day_of;

    fn code(code: &str) -> Currency {
        Currency::parse(code.as_bytes()).unwrap()
    }

    fn rate(day: i32, base: &str, currency: &str, text: &str) -> Rate {
        let rate = Decimal::parse(text.as_bytes(), b'.').unwrap();
        Rate { day, base: code(base), currency: code(currency), rate }
    }

    /// The European Central Bank's reference rates of Friday 2 and Monday 5 May 2025, as the day's table has them.
    fn ecb() -> Vec<Rate> {
        let friday = day_of(2025, 5, 2);
        vec![
            rate(friday, "EUR", "USD", "1.1343"),
            rate(friday, "EUR", "JPY", "164.2"),
            rate(friday + 3, "EUR", "USD", "1.1343"),
            rate(friday + 3, "EUR", "JPY", "163.61"),
            rate(friday, "EUR", "KWD", "0.34775"),
        ]
    }

    fn convert(table: &RateTable, amount: i64, from: &str, to: &str, day: i32) -> Option<i64> {
        table.factor(code(from), code(to), day)?.convert(amount)
    }

    /// 100 EUR are 113.43 USD; 100 USD are 100/1.1343 = 88.1601… EUR; 10,000 JPY are 10000/164.2 × 1.1343 = 69.0803… USD.
    #[test]
    fn straight_turned_round_and_across() {
        let table = RateTable::new([ecb().as_slice()].into_iter());
        let day = day_of(2025, 5, 2);
        assert_eq!(convert(&table, 1_000_000, "EUR", "USD", day), Some(1_134_300));
        assert_eq!(convert(&table, 1_000_000, "USD", "EUR", day), Some(881_600));
        assert_eq!(convert(&table, 100_000_000, "JPY", "USD", day), Some(690_800));
        assert_eq!(table.base(), Some(code("EUR")));
    }

    /// 19.99 EUR are 3282.358 JPY, which has no decimals, and 6.9515225 KWD, which has three.
    #[test]
    fn amounts_have_the_decimals_of_their_currency() {
        let table = RateTable::new([ecb().as_slice()].into_iter());
        let day = day_of(2025, 5, 2);
        assert_eq!(convert(&table, 199_900, "EUR", "JPY", day), Some(32_820_000));
        assert_eq!(convert(&table, -199_900, "EUR", "JPY", day), Some(-32_820_000));
        assert_eq!(convert(&table, 199_900, "EUR", "KWD", day), Some(69_520));
        assert_eq!(
            convert(&table, 5_000, "JPY", "JPY", day),
            Some(5_000),
            "nothing is rounded without a rate"
        );
    }

    #[test]
    fn halves_go_away_from_zero() {
        let table = RateTable::new([[rate(0, "EUR", "JPY", "2.5")].as_slice()].into_iter());
        assert_eq!(convert(&table, 10_000, "EUR", "JPY", 0), Some(30_000));
        assert_eq!(convert(&table, -10_000, "EUR", "JPY", 0), Some(-30_000));
        assert_eq!(convert(&table, 9_999, "EUR", "JPY", 0), Some(20_000));
    }

    #[test]
    fn the_last_rate_stands_in_for_a_week() {
        let table = RateTable::new([ecb().as_slice()].into_iter());
        let (friday, monday) = (day_of(2025, 5, 2), day_of(2025, 5, 5));
        let age = |day| table.factor(code("EUR"), code("JPY"), day).map(|factor| factor.age);
        assert_eq!([friday, friday + 1, friday + 2, monday].map(age), [Some(0), Some(1), Some(2), Some(0)]);
        assert_eq!([monday + 7, monday + 8, friday - 1].map(age), [Some(7), None, None]);
        let across = table.factor(code("KWD"), code("JPY"), monday).unwrap();
        assert_eq!(across.age, 3, "the older of both rates counts");
        assert_eq!(table.factor(code("GBP"), code("EUR"), friday), None);
    }

    #[test]
    fn the_newest_file_wins_in_any_order() {
        let (old, new) = (
            vec![rate(1, "EUR", "USD", "1.1"), rate(2, "EUR", "USD", "1.2")],
            vec![rate(2, "EUR", "USD", "1.3"), rate(3, "EUR", "USD", "1.4")],
        );
        let table = RateTable::new([old.as_slice(), &new].into_iter());
        assert_eq!(table, RateTable::new([new.as_slice(), &old].into_iter()));
        let usd = [1, 2, 3].map(|day| convert(&table, 10_000, "EUR", "USD", day));
        assert_eq!(usd, [Some(11_000), Some(13_000), Some(14_000)]);
        assert_eq!((table.span(), table.currencies().len()), (Some((1, 3)), 2));
    }

    /// Rates ten times as high make amounts ten times as large.
    #[test]
    fn scaled_rates_scale_amounts() {
        let [one, ten] = ["7.1234", "71.234"]
            .map(|text| RateTable::new([[rate(0, "USD", "CNY", text)].as_slice()].into_iter()));
        for amount in [100_i64, 123_400, 9_999_900, -55_500] {
            let tenfold = convert(&one, amount * 10, "USD", "CNY", 0);
            assert_eq!(convert(&ten, amount, "USD", "CNY", 0), tenfold, "{amount}");
        }
    }
}
