//! Tables under one selection → purchase histories.

use super::blocks::blocks;
use super::dataset::{Dataset, Standing};
use super::file::File;
use super::histories::{Daily, Histories, LeftOut, Totals, WeekHours};
use super::interner::NOBODY;
use super::left_out::{self, Excluded, Refunds, ZeroValue};
use super::orders::State;
use super::scatter::{Placed, Scatter};
use crate::error::{Error, ErrorKind};
use crate::math::order::sorted_by;
use crate::money::Currency;
use crate::time::{DAY_MS, Zone, format_day};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Which moment the report looks back from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    /// The latest row that counts, order or refund.
    #[default]
    Latest,
    /// The end of a local day.
    Day(i32),
    /// An instant, UTC milliseconds, inclusive.
    Instant(i64),
    /// A wall time in the zone, milliseconds, inclusive.
    Wall(i64),
}

/// Which orders count, and how their times and amounts are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Looking back from.
    pub as_of: AsOf,
    /// Zone of days and hours.
    pub zone: Zone,
    /// Only this currency's amounts, if one is picked.
    pub currency: Option<Currency>,
    /// Refund policy.
    pub refunds: Refunds,
    /// Zero-value policy.
    pub zero_value: ZeroValue,
}

/// Histories of the data under a selection.
///
/// # Errors
///
/// No order counts, or none up to as-of, or none is in the currency picked.
pub fn histories(data: &Dataset, selection: &Selection) -> Result<Histories, Error> {
    Builder::new(data, selection)?.build()
}

/// One row that counts.
struct Counted {
    customer: u32,
    day: i32,
    /// Milliseconds since local midnight.
    of_day: i64,
    currency: Option<usize>,
    gross: i64,
    discount: i64,
    refund: i64,
    units: i64,
    order: bool,
}

struct Builder<'a> {
    data: &'a Dataset,
    selection: &'a Selection,
    as_of: i64,
    as_of_wall: i64,
    /// Rows later than this do not count: instants, and times on the wall.
    limits: (i64, i64),
    first_day: i32,
    span: (i64, i64),
    /// Orders and refunds of each customer.
    counts: [Vec<u32>; 2],
    /// Rows that count, of anybody.
    rows: u64,
    /// Rows that stand, whatever the selection says of them.
    standing_rows: u64,
    all_currencies: Vec<(Currency, u64)>,
    currencies: Vec<Currency>,
}

impl<'a> Builder<'a> {
    fn new(data: &'a Dataset, selection: &'a Selection) -> Result<Self, Error> {
        let zone = &selection.zone;
        let (as_of, as_of_wall) = match selection.as_of {
            AsOf::Latest => (i64::MAX, i64::MAX),
            AsOf::Day(day) => {
                let wall = i64::from(day) * DAY_MS + DAY_MS - 1;
                (zone.instant(wall), wall)
            }
            AsOf::Instant(instant) => (instant, zone.local(instant)),
            AsOf::Wall(wall) => (zone.instant(wall), wall),
        };
        let known = data.keys().len();
        let mut builder = Self {
            data,
            selection,
            as_of,
            as_of_wall,
            limits: (as_of, as_of_wall),
            first_day: 0,
            span: (0, 0),
            counts: [vec![0; known], vec![0; known]],
            rows: 0,
            standing_rows: 0,
            all_currencies: Vec::new(),
            currencies: Vec::new(),
        };
        builder.survey()?;
        Ok(builder)
    }

    /// First and last counted order, the currencies, and how many rows each customer has.
    fn survey(&mut self) -> Result<(), Error> {
        let counts = std::mem::take(&mut self.counts);
        let mut found =
            Survey { first: i64::MAX, last: i64::MIN, latest: i64::MIN, standing: 0, any: false, counts };
        let mut orders_of: Vec<(Currency, u64)> = Vec::new();
        let data = self.data;
        for (file, standing) in data.standing() {
            let mut rows_in = vec![(0_u64, 0_u64); file.orders.currencies().len()];
            for block in blocks(file.orders.len()) {
                self.survey_block(file, standing, block, &mut found, &mut rows_in);
            }
            for (&currency, &(rows, orders)) in file.orders.currencies().iter().zip(&rows_in) {
                self.rows += rows;
                match orders_of.iter_mut().find(|(known, _)| *known == currency) {
                    Some((_, known)) => *known += orders,
                    None if rows > 0 => orders_of.push((currency, orders)),
                    None => {}
                }
            }
        }
        let Survey { first, last, latest, standing, any, counts } = found;
        self.counts = counts;
        self.standing_rows = standing;
        if first > last {
            let as_of = day_of_wall(self.as_of_wall.clamp(-DAY_MS * 100_000, DAY_MS * 100_000));
            let kind = if any { ErrorKind::AsOfTooEarly(format_day(as_of)) } else { ErrorKind::NoOrders };
            return Err(kind.into());
        }
        let zone = &self.selection.zone;
        if self.selection.as_of == AsOf::Latest {
            (self.as_of, self.as_of_wall) = (zone.instant(latest), latest);
        }
        self.first_day = day_of_wall(first);
        self.span = (zone.instant(first), zone.instant(last));
        self.all_currencies = sorted_by(orders_of, &|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        self.currencies = self.money_currencies()?;
        Ok(())
    }

    #[inline(never)]
    fn survey_block(
        &self,
        file: &File,
        standing: Standing,
        block: Range<usize>,
        found: &mut Survey,
        rows_in: &mut [(u64, u64)],
    ) {
        for index in block {
            let Some(state) = standing.state(index) else { continue };
            found.standing += 1;
            if self.excluded(file, index).is_some() {
                continue;
            }
            found.any |= state == State::Counted;
            if self.is_late(file, index) {
                continue;
            }
            let wall = self.wall(file, index);
            found.latest = found.latest.max(wall);
            let customer = file.orders.customer(index);
            if customer != NOBODY {
                found.counts[usize::from(state == State::Refund)][customer as usize] += 1;
            }
            let (rows, orders) = &mut rows_in[file.orders.currency_at(index)];
            *rows += 1;
            if state == State::Counted {
                found.first = found.first.min(wall);
                found.last = found.last.max(wall);
                *orders += 1;
            }
        }
    }

    fn money_currencies(&self) -> Result<Vec<Currency>, Error> {
        let all: Vec<Currency> = self.all_currencies.iter().map(|(currency, _)| *currency).collect();
        match self.selection.currency {
            None => Ok(all),
            Some(picked) if all.contains(&picked) => Ok(vec![picked]),
            Some(picked) => Err(ErrorKind::UnknownCurrency(picked.code().to_owned()).into()),
        }
    }

    /// The wall time of a row; dates and wall times are what they are.
    #[inline]
    fn wall(&self, file: &File, index: usize) -> i64 {
        let time = file.orders.time(index);
        if file.orders.anchor(index) == 0 { self.selection.zone.local(time) } else { time }
    }

    #[inline]
    fn is_late(&self, file: &File, index: usize) -> bool {
        let limit = if file.orders.anchor(index) == 0 { self.limits.0 } else { self.limits.1 };
        file.orders.time(index) > limit
    }

    /// The option that leaves a row out, if one does.
    #[inline]
    fn excluded(&self, file: &File, index: usize) -> Option<Excluded> {
        let by_refund = self.selection.refunds == Refunds::Exclude;
        let by_zero = self.selection.zero_value == ZeroValue::Exclude;
        if !(by_refund || by_zero) {
            return None;
        }
        let (gross, discount, refund) = file.orders.amounts(index);
        let worth = gross - discount;
        if file.orders.state(index) == State::Refund {
            return by_refund.then_some(Excluded::Refund);
        }
        left_out::excluded(self.selection.refunds, self.selection.zero_value, worth, refund)
    }

    fn each(&self, mut visit: impl FnMut(Counted)) {
        for (file, standing) in self.data.standing() {
            let to_money: Vec<Option<usize>> = file
                .orders
                .currencies()
                .iter()
                .map(|currency| self.currencies.iter().position(|money| money == currency))
                .collect();
            for block in blocks(file.orders.len()) {
                self.each_in_block(file, standing, block, &to_money, &mut visit);
            }
        }
    }

    #[inline(never)]
    fn each_in_block(
        &self,
        file: &File,
        standing: Standing,
        block: Range<usize>,
        to_money: &[Option<usize>],
        visit: &mut impl FnMut(Counted),
    ) {
        for index in block {
            if let Some(counted) = self.counted(file, standing, index, to_money) {
                visit(counted);
            }
        }
    }

    #[inline]
    fn counted(
        &self,
        file: &File,
        standing: Standing,
        index: usize,
        to_money: &[Option<usize>],
    ) -> Option<Counted> {
        let state = standing.state(index)?;
        if self.is_late(file, index) || self.excluded(file, index).is_some() {
            return None;
        }
        let wall = self.wall(file, index);
        let day = day_of_wall(wall);
        let (gross, discount, refund) = file.orders.amounts(index);
        Some(Counted {
            customer: file.orders.customer(index),
            day,
            of_day: wall - i64::from(day) * DAY_MS,
            currency: to_money[file.orders.currency_at(index)],
            gross,
            discount,
            refund,
            units: file.orders.units(index),
            order: state == State::Counted,
        })
    }

    fn build(mut self) -> Result<Histories, Error> {
        let people = self.people();
        let mut orders = Scatter::new(&people.orders, self.currencies.len());
        let mut refunds = Scatter::new(&people.refunds, self.currencies.len());
        let mut sums = Sums::new(&self);
        let everybody = people.ids.len() == people.place.len();
        self.each(|row| {
            sums.add(&row);
            if row.customer == NOBODY {
                return;
            }
            let person = if everybody { row.customer } else { people.place[row.customer as usize] };
            if person != NOBODY {
                let net = if row.currency.is_some() { row.gross - row.discount - row.refund } else { 0 };
                let scatter = if row.order { &mut orders } else { &mut refunds };
                scatter.put(Placed { person, day: row.day, net, currency: row.currency.unwrap_or(0) });
            }
        });
        let keys = self.data.keys();
        let width = self.currencies.len();
        Ok(Histories {
            as_of: self.as_of,
            as_of_day: day_of_wall(self.as_of_wall),
            first_day: self.first_day,
            all_currencies: self.all_currencies.clone(),
            first_order: self.span.0,
            last_order: self.span.1,
            key_hashes: people.ids.iter().map(|&id| xxh3_64(keys.key(id))).collect(),
            ids: people.ids,
            orders: orders.finish(),
            refunds: refunds.finish(),
            identified: sums.identified,
            unidentified: sums.unidentified,
            daily: sums.daily,
            week_hours: sums.week_hours,
            left_out: self.left_out(),
            currencies: if width == 0 { vec![Currency::NONE] } else { self.currencies },
        })
    }

    /// Customers with an order, and where the orders and refunds of each begin.
    fn people(&mut self) -> People {
        let [orders, refunds] = std::mem::take(&mut self.counts);
        let mut place = vec![NOBODY; orders.len()];
        let mut people = People { ids: Vec::new(), place: Vec::new(), orders: vec![0], refunds: vec![0] };
        for (id, place) in place.iter_mut().enumerate().filter(|(id, _)| orders[*id] > 0) {
            *place = u32::try_from(people.ids.len()).unwrap_or(NOBODY);
            people.ids.push(u32::try_from(id).unwrap_or(NOBODY));
            people.orders.push(people.orders[people.orders.len() - 1] + orders[id]);
            people.refunds.push(people.refunds[people.refunds.len() - 1] + refunds[id]);
        }
        people.place = place;
        people
    }

    fn left_out(&self) -> LeftOut {
        let mut left_out = LeftOut::default();
        if self.rows == self.standing_rows {
            return left_out;
        }
        for (file, standing) in self.data.standing() {
            for index in (0..file.orders.len()).filter(|&index| standing.state(index).is_some()) {
                if self.is_late(file, index) {
                    left_out.after_as_of += 1;
                } else {
                    match self.excluded(file, index) {
                        Some(Excluded::Refund) => left_out.refunds += 1,
                        Some(Excluded::Zero) => left_out.zero_value += 1,
                        None => {}
                    }
                }
            }
        }
        left_out
    }
}

/// What a first look at all rows finds; times on the wall.
struct Survey {
    first: i64,
    last: i64,
    latest: i64,
    standing: u64,
    any: bool,
    /// Orders and refunds by customer.
    counts: [Vec<u32>; 2],
}

struct People {
    ids: Vec<u32>,
    /// Place among `ids` by customer number.
    place: Vec<u32>,
    orders: Vec<u32>,
    refunds: Vec<u32>,
}

#[inline]
#[allow(clippy::cast_possible_truncation)]
fn day_of_wall(wall: i64) -> i32 {
    wall.div_euclid(DAY_MS) as i32
}

/// Sums over everybody, gathered on the way.
struct Sums {
    width: usize,
    identified: Totals,
    unidentified: Totals,
    daily: Daily,
    week_hours: Option<WeekHours>,
}

impl Sums {
    fn new(builder: &Builder) -> Self {
        let width = builder.currencies.len();
        let files = || builder.data.files();
        let units = files().any(|file| file.has_units).then_some(0);
        let discounts = files().any(|file| file.has_discounts).then(|| vec![0; width]);
        let totals = Totals {
            orders: 0,
            orders_by_currency: vec![0; width],
            units,
            gross: vec![0; width],
            discounts,
            refunds: vec![0; width],
            net: vec![0; width],
        };
        let days = usize::try_from(day_of_wall(builder.as_of_wall) - builder.first_day + 1).unwrap_or(0);
        let with_hours = files().all(|file| file.orders.uniform_anchor().is_some_and(|anchor| anchor != 2));
        Self {
            width,
            identified: totals.clone(),
            unidentified: totals,
            daily: Daily { first_day: builder.first_day, orders: vec![0; days], net: vec![0; days * width] },
            week_hours: with_hours.then(|| WeekHours { orders: vec![0; 168], net: vec![0; 168 * width] }),
        }
    }

    #[inline]
    fn add(&mut self, row: &Counted) {
        let totals = if row.customer == NOBODY { &mut self.unidentified } else { &mut self.identified };
        let day = usize::try_from((row.day - self.daily.first_day).max(0)).unwrap_or(0);
        let hour = hour_of_week(row);
        if row.order {
            totals.orders += 1;
            self.daily.orders[day] += 1;
            if let Some(units) = &mut totals.units {
                *units += row.units;
            }
            if let Some(hours) = &mut self.week_hours {
                hours.orders[hour] += 1;
            }
        }
        let Some(currency) = row.currency else { return };
        let net = row.gross - row.discount - row.refund;
        totals.orders_by_currency[currency] += u64::from(row.order);
        totals.gross[currency] += row.gross;
        totals.refunds[currency] += row.refund;
        totals.net[currency] += net;
        if let Some(discounts) = &mut totals.discounts {
            discounts[currency] += row.discount;
        }
        self.daily.net[day * self.width + currency] += net;
        if let Some(hours) = self.week_hours.as_mut().filter(|_| row.order) {
            hours.net[hour * self.width + currency] += net;
        }
    }
}

#[inline]
fn hour_of_week(row: &Counted) -> usize {
    let weekday = (row.day + 3).rem_euclid(7);
    usize::try_from(weekday).unwrap_or(0) * 24 + usize::try_from(row.of_day / 3_600_000).unwrap_or(0)
}
