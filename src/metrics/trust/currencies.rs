//! Currencies of the data, the rates that were added, and how much of a change is the exchange rates' doing.
//!
//! Definitions. Constant currency: every amount at the rates of one day, so that only volume moves (International Monetary Fund,
//! "constant exchange rates"; companies report it beside actual figures). `rateEffect` is actual less constant. A change between
//! two periods is split exactly: volume is the later period's sales at the earlier period's rates (of each currency the one at
//! which its sales came in then) less the earlier sales; rate is the rest. Where a currency had no sales before, the rate of the
//! earlier period's last day stands in. Orders without a rate are left out and counted, never taken one to one.

use super::book::Book;
use super::in_major;
use crate::money::{Currency, SCALE, scaled};
use crate::tables::shop::sales::Policy;
use crate::tables::shop::{Conversion, Kind, RateTable};
use crate::time::{DAY_MS, civil, day_of, days_in_month, format_day};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A period counts as whole where the data begin and end within so many days of its ends.
const SLACK: i32 = 6;

/// Currencies, rates and their effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyAudit {
    /// Currencies of orders that count.
    pub currencies: Vec<CurrencyTotal>,
    /// The rate tables as one.
    pub rates: Option<Rates>,
    /// Currencies that have no rate on the day of some orders.
    pub missing: Vec<Missing>,
    /// Orders for which a rate of an earlier day stands in.
    pub filled: u64,
    /// Exchange rates against volume, in the constant currency.
    pub effect: Option<RateEffect>,
}

/// Orders in one currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyTotal {
    /// Code.
    pub currency: String,
    /// Decimals of its prices.
    pub exponent: u32,
    /// Orders.
    pub orders: u64,
    /// Net sales.
    pub net_sales: f64,
}

/// Rate tables that were added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rates {
    /// Ids of their exports.
    pub source: String,
    /// The currency that most rates go out from.
    pub base: String,
    /// All currencies.
    pub currencies: Vec<String>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// Orders without a rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    /// Their currency.
    pub currency: String,
    /// How many.
    pub orders: u64,
}

/// What exchange rates did.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RateEffect {
    /// The constant currency.
    pub currency: String,
    /// The day whose rates stand for constant rates.
    pub rates_of: String,
    /// Orders and refunds that lack a rate on their own day or on that one.
    pub left_out: u64,
    /// By month.
    pub months: Vec<Month>,
    /// Between the first and the last whole year, half year or month.
    pub change: Option<Change>,
}

/// A month's net sales.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Month {
    /// `2025-05`.
    pub month: String,
    /// At each day's rates.
    pub net_sales: f64,
    /// At the rates of one day.
    pub constant: f64,
    /// The difference.
    pub rate_effect: f64,
}

/// A change between two periods.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The earlier period: `2024`, `2024-H1` or `2024-03`.
    pub from: String,
    /// The later one.
    pub to: String,
    /// Net sales then.
    pub before: f64,
    /// Net sales later.
    pub after: f64,
    /// What volume changed.
    pub volume: f64,
    /// What exchange rates changed.
    pub rate: f64,
}

/// Money that came in or went back.
#[derive(Clone, Copy, Debug)]
struct Flow {
    /// Local day.
    day: i32,
    /// The time whose rate converts it.
    rate_time: i64,
    currency: Currency,
    /// Sold, in 1/10,000 of its currency.
    sold: i64,
    /// Given back; the report rounds both on their own.
    back: i64,
    is_order: bool,
}

impl Flow {
    fn net(&self) -> i64 {
        self.sold - self.back
    }

    /// Net at a conversion's rate; `None` where it has none.
    fn at(&self, conversion: Conversion) -> Option<i64> {
        let factor = conversion.at(self.currency, self.rate_time)?;
        Some(factor.convert(self.sold)? - factor.convert(self.back)?)
    }
}

/// A flow in the constant currency.
struct Converted {
    flow: Flow,
    actual: i64,
}

/// What the book says of currencies; `into` is the view's constant currency.
#[must_use]
pub fn currencies(book: &Book, rates: &RateTable, policy: Policy, into: Option<Conversion>) -> CurrencyAudit {
    let flows = flows(book, policy);
    let mut audit = CurrencyAudit {
        currencies: totals(&flows),
        rates: describe(book, rates),
        missing: Vec::new(),
        filled: 0,
        effect: None,
    };
    let Some(into) = into else { return audit };
    let mut missing: BTreeMap<Currency, u64> = BTreeMap::new();
    for flow in flows.iter().filter(|flow| flow.is_order) {
        match into.at(flow.currency, flow.rate_time) {
            None => *missing.entry(flow.currency).or_default() += 1,
            Some(factor) => audit.filled += u64::from(factor.age > 0),
        }
    }
    let line = |(currency, orders): (Currency, u64)| Missing { currency: currency.code().to_owned(), orders };
    audit.missing = missing.into_iter().map(line).collect();
    audit.effect = effect(&flows, into);
    audit
}

fn flows(book: &Book, policy: Policy) -> Vec<Flow> {
    let orders = book.counted().map(|sold| {
        let sales = sold.sales(policy).unwrap_or_default();
        Flow {
            day: book.clock.day(sold.time, sold.anchor),
            rate_time: sold.file.tables.orders.time[sold.order],
            currency: sold.currency(),
            sold: sales.gross - sales.discount,
            back: sales.refund,
            is_order: true,
        }
    });
    let refunds = book.refunds(policy).into_iter().map(|back| Flow {
        day: book.clock.day(back.when.0, back.when.1),
        rate_time: back.refund.rate_time(&back.file.tables.orders),
        currency: back.file.tables.currency_of(back.refund.currency),
        sold: 0,
        back: back.amount,
        is_order: false,
    });
    orders.chain(refunds).collect()
}

fn totals(flows: &[Flow]) -> Vec<CurrencyTotal> {
    let mut sums: BTreeMap<Currency, (u64, i64)> = BTreeMap::new();
    for flow in flows {
        let (orders, net) = sums.entry(flow.currency).or_default();
        *orders += u64::from(flow.is_order);
        *net += flow.net();
    }
    let line = |(currency, (orders, net)): (Currency, (u64, i64))| CurrencyTotal {
        currency: currency.code().to_owned(),
        exponent: currency.exponent(),
        orders,
        net_sales: in_major(net),
    };
    sums.into_iter().map(line).collect()
}

fn describe(book: &Book, rates: &RateTable) -> Option<Rates> {
    let sources = book.files.iter().filter(|file| file.kind == Kind::Rates).map(|file| file.source);
    let (from, to) = rates.span()?;
    Some(Rates {
        source: sources.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", "),
        base: rates.base()?.code().to_owned(),
        currencies: rates.currencies().iter().map(|currency| currency.code().to_owned()).collect(),
        from: format_day(from),
        to: format_day(to),
    })
}

fn effect(flows: &[Flow], into: Conversion) -> Option<RateEffect> {
    let rates_of = into.rates_of.or_else(|| first_day(flows, into))?;
    let daily = Conversion { rates_of: None, ..into };
    let constant = Conversion { rates_of: Some(rates_of), ..into };
    let mut months: BTreeMap<(i32, u32), (i64, i64)> = BTreeMap::new();
    let (mut converted, mut left_out) = (Vec::new(), 0);
    for &flow in flows {
        let (Some(actual), Some(fixed)) = (flow.at(daily), flow.at(constant)) else {
            left_out += 1;
            continue;
        };
        let (year, month, _) = civil(flow.day);
        let sums = months.entry((year, month)).or_default();
        *sums = (sums.0 + actual, sums.1 + fixed);
        converted.push(Converted { flow, actual });
    }
    let line = |((year, month), (actual, fixed)): ((i32, u32), (i64, i64))| Month {
        month: format!("{year:04}-{month:02}"),
        net_sales: in_major(actual),
        constant: in_major(fixed),
        rate_effect: in_major(actual - fixed),
    };
    Some(RateEffect {
        currency: into.to.code().to_owned(),
        rates_of: format_day(rates_of),
        left_out,
        months: months.into_iter().map(line).collect(),
        change: change(&converted, daily),
    })
}

/// The first day of an order on which every currency that can be converted at all has a rate.
#[allow(clippy::cast_possible_truncation)]
fn first_day(flows: &[Flow], into: Conversion) -> Option<i32> {
    let daily = Conversion { rates_of: None, ..into };
    let known = flows.iter().filter(|flow| daily.at(flow.currency, flow.rate_time).is_some());
    let known: Vec<&Flow> = known.collect();
    let currencies: BTreeSet<Currency> = known.iter().map(|flow| flow.currency).collect();
    let days: BTreeSet<i32> = known.iter().map(|flow| flow.rate_time.div_euclid(DAY_MS) as i32).collect();
    let has_all =
        |day: &i32| currencies.iter().all(|&currency| into.rates.factor(currency, into.to, *day).is_some());
    days.iter().copied().find(has_all).or(days.first().copied())
}

/// A period with its first and last day.
type Period = (String, i32, i32);

/// The first and the last whole year, else half year, else month of the data.
fn periods(first: i32, last: i32) -> Option<(Period, Period)> {
    [12, 6, 1].into_iter().find_map(|months| {
        let whole: Vec<Period> = spans(first, last, months)
            .filter(|(_, from, to)| first <= from + SLACK && last >= to - SLACK)
            .collect();
        let [earlier, .., later] = whole.as_slice() else { return None };
        Some((earlier.clone(), later.clone()))
    })
}

/// Spans of so many months from the one that holds `first` to the one that holds `last`.
fn spans(first: i32, last: i32, months: u32) -> impl Iterator<Item = Period> {
    let start = move |day: i32| {
        let (year, month, _) = civil(day);
        (year, (month - 1) / months * months + 1)
    };
    let next = move |&(year, month): &(i32, u32)| {
        Some(if month + months > 12 { (year + 1, 1) } else { (year, month + months) })
    };
    let begins = std::iter::successors(Some(start(first)), next);
    begins.take_while(move |&(year, month)| day_of(year, month, 1) <= last).map(move |(year, month)| {
        let name = match months {
            12 => format!("{year:04}"),
            6 => format!("{year:04}-H{}", 1 + month / 7),
            _ => format!("{year:04}-{month:02}"),
        };
        let end = month + months - 1;
        (name, day_of(year, month, 1), day_of(year, end, days_in_month(year, end)))
    })
}

/// The change between two periods, split.
fn change(converted: &[Converted], daily: Conversion) -> Option<Change> {
    let days = || converted.iter().map(|one| one.flow.day);
    let (earlier, later) = periods(days().min()?, days().max()?)?;
    let sums = |period: &Period| {
        let mut sums: BTreeMap<Currency, (i64, i64)> = BTreeMap::new();
        for one in converted.iter().filter(|one| (period.1..=period.2).contains(&one.flow.day)) {
            let (own, actual) = sums.entry(one.flow.currency).or_default();
            *own += one.flow.net();
            *actual += one.actual;
        }
        sums
    };
    let (then, now) = (sums(&earlier), sums(&later));
    let before: i64 = then.values().map(|&(_, actual)| actual).sum();
    let after: i64 = now.values().map(|&(_, actual)| actual).sum();
    let at_old_rates = |(currency, &(own, actual)): (&Currency, &(i64, i64))| match then.get(currency) {
        Some(&(old_own, old_actual)) if old_own > 0 && old_actual > 0 => {
            rounded(scaled(own, old_actual, old_own), daily.to)
        }
        _ => {
            let factor = daily.rates.factor(*currency, daily.to, earlier.2);
            factor.and_then(|factor| factor.convert(own)).unwrap_or(actual)
        }
    };
    let volume = now.iter().map(at_old_rates).sum::<i64>() - before;
    Some(Change {
        from: earlier.0,
        to: later.0,
        before: in_major(before),
        after: in_major(after),
        volume: in_major(volume),
        rate: in_major(after - before - volume),
    })
}

/// An amount rounded half away from zero to what its currency has.
fn rounded(amount: i64, currency: Currency) -> i64 {
    let step = SCALE / 10_i64.pow(currency.exponent().min(4));
    scaled(amount, 1, step) * step
}

#[cfg(test)]
mod tests {
    use super::super::book::tests::book;
    use super::*;
    use crate::tables::shop::fixture::{START, Shop};
    use crate::tables::shop::{Decimal, Part, Rate, Refund};
    use crate::time::Zone;

    fn code(code: &str) -> Currency {
        Currency::parse(code.as_bytes()).unwrap()
    }

    fn rate(day: i32, currency: &str, text: &str) -> Rate {
        let rate = Decimal::parse(text.as_bytes(), b'.').unwrap();
        Rate { day, base: code("EUR"), currency: code(currency), rate }
    }

    fn order(shop: &mut Shop, id: &str, currency: &str, (year, month, day): (i32, u32, u32), goods: i64) {
        let after = i64::from(day_of(year, month, day)) - START / DAY_MS;
        let order = shop.order(id, "", "", after, goods);
        let number = shop.tables().currency(code(currency));
        shop.tables().orders.currency[order] = number;
    }

    fn audit(shop: &Shop, rates: &[Rate], to: &str, rates_of: Option<i32>) -> CurrencyAudit {
        let (files, utc, rates) = (shop.loaded(), Zone::utc(), RateTable::new([rates].into_iter()));
        let into = Conversion { rates: &rates, to: code(to), rates_of };
        currencies(&book(&files, &utc), &rates, Policy::default(), Some(into))
    }

    /// A dollar shop seen in euro: 1.00 in March, 1.25 in April. 1,000 USD are 1,000 €, then 1,500 USD are 1,200 €, which at
    /// March's rate were 1,500 €: volume +500, rate −300.
    fn dollars() -> (Shop, Vec<Rate>) {
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        order(&mut shop, "1", "USD", (2025, 3, 1), 400);
        order(&mut shop, "2", "USD", (2025, 3, 30), 600);
        order(&mut shop, "3", "USD", (2025, 4, 2), 1000);
        order(&mut shop, "4", "USD", (2025, 4, 30), 500);
        let rates =
            [((2025, 3, 1), "1"), ((2025, 3, 28), "1.0"), ((2025, 4, 1), "1.25"), ((2025, 4, 30), "1.25")];
        let rates = rates.map(|((year, month, day), text)| rate(day_of(year, month, day), "USD", text));
        (shop, rates.to_vec())
    }

    #[test]
    fn a_change_is_volume_and_rate() {
        let (shop, rates) = dollars();
        let audit = audit(&shop, &rates, "EUR", None);
        let effect = audit.effect.unwrap();
        let change = effect.change.unwrap();
        assert_eq!((change.from.as_str(), change.to.as_str()), ("2025-03", "2025-04"));
        assert_eq!(
            (change.before, change.after, change.volume, change.rate),
            (1000.0, 1200.0, 500.0, -300.0)
        );
        assert_eq!((effect.rates_of.as_str(), effect.left_out), ("2025-03-01", 0));
        let months: Vec<_> = effect
            .months
            .iter()
            .map(|m| (m.month.as_str(), m.net_sales, m.constant, m.rate_effect))
            .collect();
        assert_eq!(months, [("2025-03", 1000.0, 1000.0, 0.0), ("2025-04", 1200.0, 1500.0, -300.0)]);
        assert_eq!(audit.filled, 2, "30 March by the 28th, 2 April by the 1st");
    }

    /// The same sales in both months: the whole change is the rate's.
    #[test]
    fn equal_volume_leaves_the_rate() {
        let (mut shop, rates) = dollars();
        shop.files.clear();
        shop.file("a", "A", Kind::Orders);
        order(&mut shop, "1", "USD", (2025, 3, 1), 1000);
        order(&mut shop, "2", "USD", (2025, 4, 30), 1000);
        let change = audit(&shop, &rates, "EUR", None).effect.unwrap().change.unwrap();
        assert_eq!((change.volume, change.rate), (0.0, -200.0));
    }

    #[test]
    fn orders_without_a_rate_are_counted_and_left_out() {
        let (mut shop, rates) = dollars();
        order(&mut shop, "5", "GBP", (2025, 3, 5), 70);
        order(&mut shop, "6", "USD", (2025, 3, 20), 90);
        let audit = audit(&shop, &rates, "EUR", None);
        let missing: Vec<_> =
            audit.missing.iter().map(|line| (line.currency.as_str(), line.orders)).collect();
        assert_eq!(missing, [("GBP", 1), ("USD", 1)]);
        let effect = audit.effect.unwrap();
        assert_eq!((effect.left_out, effect.months[0].net_sales), (2, 1000.0));
        let totals: Vec<_> =
            audit.currencies.iter().map(|c| (c.currency.as_str(), c.orders, c.net_sales)).collect();
        assert_eq!(totals, [("GBP", 1, 70.0), ("USD", 5, 2590.0)]);
    }

    /// 1 EUR = 160 JPY = 0.33 KWD: 1,000 JPY + 2 KWD are 6.25 + 6.06 EUR, and in KWD 2.063 + 2.
    #[test]
    fn currencies_have_their_own_decimals() {
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        order(&mut shop, "1", "JPY", (2025, 3, 1), 1000);
        order(&mut shop, "2", "KWD", (2025, 3, 1), 2);
        let day = day_of(2025, 3, 1);
        let rates = [rate(day, "JPY", "160"), rate(day, "KWD", "0.33")];
        let march = |to: &str| audit(&shop, &rates, to, Some(day)).effect.unwrap().months[0].net_sales;
        assert_eq!([march("EUR"), march("KWD"), march("JPY")], [12.31, 4.063, 1970.0]);
        let exponents: Vec<_> =
            audit(&shop, &rates, "EUR", None).currencies.iter().map(|c| c.exponent).collect();
        assert_eq!(exponents, [0, 3]);
    }

    /// A refund of April for an order of March goes back at March's rate: the order comes to nothing.
    #[test]
    fn refunds_go_back_at_their_orders_rate() {
        let (mut shop, rates) = dollars();
        let (order, id, currency) = (shop.word("1"), shop.word("r1"), shop.tables().currency(code("USD")));
        let time = i64::from(day_of(2025, 4, 15)) * DAY_MS;
        shop.tables().refunds.push(Refund {
            order,
            id,
            time,
            anchor: 0,
            amount: 400 * SCALE,
            currency,
            person: u32::MAX,
        });
        let months = audit(&shop, &rates, "EUR", None).effect.unwrap().months;
        assert_eq!((months[0].net_sales, months[1].net_sales), (1000.0, 800.0));
    }

    #[test]
    fn whole_years_come_before_halves_and_months() {
        let names = |first, last| periods(first, last).map(|(a, b)| (a.0, b.0));
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(names(day_of(2022, 6, 1), day_of(2025, 3, 1)), pair("2023", "2024"));
        assert_eq!(names(day_of(2024, 1, 3), day_of(2024, 12, 28)), pair("2024-H1", "2024-H2"));
        assert_eq!(names(day_of(2024, 1, 20), day_of(2024, 5, 2)), pair("2024-02", "2024-04"));
        assert_eq!(names(day_of(2024, 1, 20), day_of(2024, 3, 2)), None);
    }

    /// Volume and rate come to the change to the last digit, whatever the amounts.
    #[test]
    fn volume_and_rate_come_to_the_change() {
        for seed in 1..40_i64 {
            let mut shop = Shop::new();
            shop.file("a", "A", Kind::Orders);
            for (at, (month, day)) in [(3, 1), (3, 30), (4, 1), (4, 29)].into_iter().enumerate() {
                let currency = ["USD", "JPY", "EUR"][(at + usize::try_from(seed).unwrap()) % 3];
                order(&mut shop, &at.to_string(), currency, (2025, month, day), 0);
                let goods = seed * 7_919 % 1_000_003 * i64::try_from(at + 1).unwrap();
                shop.tables().orders.part_mut(Part::Goods).set(at, goods);
            }
            let days = [(3, 1), (3, 30), (4, 1), (4, 29)].map(|(month, day)| day_of(2025, month, day));
            let rates: Vec<Rate> = (0_i64..)
                .zip(days)
                .flat_map(|(at, day)| {
                    let text = |base: i64| format!("{base}.{:04}", (seed * 31 + at * 977) % 10_000);
                    [rate(day, "USD", &text(1)), rate(day, "JPY", &text(160))]
                })
                .collect();
            let change = audit(&shop, &rates, "EUR", None).effect.unwrap().change.unwrap();
            let units = |amount: f64| (amount * 10_000.0).round();
            assert_eq!(units(change.volume) + units(change.rate), units(change.after) - units(change.before));
        }
    }
}
