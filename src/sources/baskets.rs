//! Orders that count, each once, with their lines, products and what advertising cost → the baskets that predictions are made
//! from.
//!
//! Orders are those of the audit's book that have an amount, unless their whole file has none, and that the options of the report on
//! refunds and on orders worth nothing leave in; money given back on a later day
//! is taken off its order. Customers are named as the orders' engine names them. The channel is that of the link that the order
//! came by (UTM), else the one that the export states, else the platform; of several discount codes the first counts, in capitals. Orders stand by their time, products by their
//! SKUs, and spend over several days is spread evenly over them.

mod lines;
mod returned;
mod texts;

use super::audit::as_of;
use super::{Sources, View};
use crate::error::Error;
use crate::metrics::trust::book::{Book, Clock, Sold};
use crate::metrics::trust::marketing::{Spent, spent};
use crate::metrics::trust::products::{CategoryRule, Product, joined};
use crate::tables::baskets::{BasketOrders, BasketProducts, BasketSpend, Baskets, NO_WORD};
use crate::tables::interner::Interner;
use crate::tables::left_out::{Refunds, ZeroValue, excluded};
use crate::tables::shop::{Conversion, Factor, Loaded};
use crate::time::DAY_MS;
use lines::lines;
use serde::Deserialize;
use texts::Texts;

/// Which orders count, and how they are looked at: as the report does whose purchases stand beside them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BasketOptions {
    /// IANA zone of days, and of times that name none.
    pub zone: String,
    /// The last date or instant that counts; later orders are left out.
    pub as_of: Option<String>,
    /// How the tables are looked at.
    pub view: View,
    /// What becomes of refunds.
    pub refunds: Refunds,
    /// What becomes of orders worth nothing.
    pub zero_value: ZeroValue,
    /// Rules that give products their category; the first that fits wins.
    pub categories: Vec<CategoryRule>,
}

impl Default for BasketOptions {
    fn default() -> Self {
        Self {
            zone: "UTC".to_owned(),
            as_of: None,
            view: View::default(),
            refunds: Refunds::default(),
            zero_value: ZeroValue::default(),
            categories: Vec::new(),
        }
    }
}

impl Sources {
    /// What was in the orders; lines of an order stand together.
    ///
    /// # Errors
    ///
    /// An option does not read, or the table of the zone was not set.
    pub fn baskets(&self, options: &BasketOptions) -> Result<Baskets, Error> {
        let zone = self.zone(&options.zone)?;
        let view = &options.view;
        let into = view.constant()?.map(|(to, rates_of)| Conversion { rates: self.rates(), to, rates_of });
        let clock = Clock { zone: &zone, as_of: as_of(options.as_of.as_deref(), &zone)? };
        let loaded = self.loaded();
        let links = self.is_linked(view).then(|| self.links(&view.apart));
        let book = self.book(&loaded, view, links.as_deref(), clock);
        let placed = self.placed(&book, options, into);
        let places = Places::new(&loaded, &placed);
        let goods = joined(&loaded, self.words(), &options.categories);
        let mut texts = Texts::new(self.words(), links.as_deref());
        let mut orders = orders(&placed, &clock, &mut texts);
        if options.refunds == Refunds::Net {
            take_back(&mut orders, &book, view, &placed, &places);
        }
        let last = orders.day.iter().copied().max();
        let as_of = clock.as_of.map(|at| clock.day(at, 0)).or(last).unwrap_or_default();
        Ok(Baskets {
            lines: lines(self, &loaded, &placed, places, &goods.places),
            products: products(&goods.products, &mut texts),
            spend: spend(spent(&loaded, self.words()), as_of, into, &mut texts),
            as_of,
            first_day: orders.day.iter().copied().min().unwrap_or_default(),
            orders,
            keys: texts.keys,
            words: texts.words,
            currencies: texts.currencies,
        })
    }

    /// The orders by time; those without a rate to the constant currency are left out, as they are of rows.
    fn placed<'a>(
        &self,
        book: &Book<'a>,
        options: &BasketOptions,
        into: Option<Conversion>,
    ) -> Vec<Placed<'a>> {
        let policy = options.view.sales;
        let place = |sold: Sold<'a>| {
            let time = sold.file.tables.orders.time[sold.order];
            let factor = into.map(|into| into.at(sold.currency(), time).ok_or(())).transpose().ok()?;
            // An order of a file without amounts is worth nothing to the report.
            let sales = sold.sales(policy).unwrap_or_default();
            let [worth, refund] =
                [sales.gross - sales.discount, sales.refund].map(|amount| converted(amount, factor));
            if excluded(options.refunds, options.zero_value, worth?, refund?).is_some() {
                return None;
            }
            let net = sold.net(policy).and_then(|net| converted(net, factor));
            let currency = into.map_or_else(|| sold.currency(), |into| into.to);
            Some(Placed { sold, instant: book.clock.instant(sold.time, sold.anchor), net, currency, factor })
        };
        by_time(book.counted().filter_map(place).collect(), self.words())
    }
}

/// Orders by time, those of one time by their ids.
fn by_time<'a>(placed: Vec<Placed<'a>>, words: &Interner) -> Vec<Placed<'a>> {
    let id = |placed: &Placed<'a>| match placed.sold.file.tables.orders.id[placed.sold.order] {
        NO_WORD => &b""[..],
        id => words.key(id),
    };
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_unstable_by(|&a, &b| {
        let (a, b) = (&placed[a], &placed[b]);
        a.instant.cmp(&b.instant).then_with(|| id(a).cmp(id(b)))
    });
    order.into_iter().map(|at| placed[at]).collect()
}

/// An order that counts.
#[derive(Clone, Copy)]
struct Placed<'a> {
    sold: Sold<'a>,
    instant: i64,
    /// Net sales in `currency`.
    net: Option<i64>,
    currency: crate::money::Currency,
    /// What its file's amounts are multiplied by; `None` without a constant currency.
    factor: Option<Factor>,
}

/// The place among the baskets' orders of each order of each file; [`NO_WORD`] for those that do not count there.
struct Places(Vec<Vec<u32>>);

impl Places {
    fn new(loaded: &[Loaded], placed: &[Placed]) -> Self {
        let mut places: Vec<Vec<u32>> =
            loaded.iter().map(|file| vec![NO_WORD; file.tables.orders.len()]).collect();
        for (at, Placed { sold, .. }) in (0..).zip(placed) {
            if let Some(file) = loaded.iter().position(|file| file.id == sold.file.id) {
                places[file][sold.order] = at;
            }
        }
        Self(places)
    }

    fn of(&self, file: usize, order: usize) -> Option<usize> {
        let place = *self.0.get(file)?.get(order)?;
        (place != NO_WORD).then_some(place as usize)
    }

    fn put(&mut self, file: usize, order: usize, at: usize) {
        self.0[file][order] = u32::try_from(at).unwrap_or(NO_WORD);
    }
}

/// An amount as the constant currency has it; `None` beyond what numbers hold.
fn converted(amount: i64, factor: Option<Factor>) -> Option<i64> {
    factor.map_or(Some(amount), |factor| factor.convert(amount))
}

fn orders(placed: &[Placed], clock: &Clock, texts: &mut Texts) -> BasketOrders {
    let mut orders = BasketOrders::default();
    for Placed { sold, net, currency, .. } in placed {
        let table = &sold.file.tables.orders;
        orders.customer.push(texts.customer(sold.buyer));
        orders.day.push(clock.day(sold.time, sold.anchor));
        orders.net.push(*net);
        orders.currency.push(texts.currency(*currency));
        orders.country.push(texts.country(table.country.get(sold.order)));
        let link = table.link(sold.order).copied();
        let words = [link.map(|link| link.channel), Some(table.channel.get(sold.order))];
        orders.channel.push(texts.channel(words.into_iter().flatten(), sold.file.platform));
        orders.campaign.push(link.map_or(NO_WORD, |link| texts.written(link.campaign)));
        orders.creative.push(link.map_or(NO_WORD, |link| texts.written(link.creative)));
        orders.code.push(texts.code(table.code.get(sold.order)));
    }
    orders
}

/// Takes what was given back on a day of its own off the orders that it belongs to.
fn take_back(orders: &mut BasketOrders, book: &Book, view: &View, placed: &[Placed], places: &Places) {
    for back in book.refunds(view.sales) {
        let file = book.files.iter().position(|file| file.id == back.file.id);
        let order = back.file.tables.orders.find(back.refund.order);
        let Some(at) = file.zip(order).and_then(|(file, order)| places.of(file, order)) else { continue };
        if let (Some(net), Some(amount)) = (orders.net[at], converted(back.amount, placed[at].factor)) {
            orders.net[at] = Some(net - amount);
        }
    }
}

fn products(products: &[Product], texts: &mut Texts) -> BasketProducts {
    let mut columns = BasketProducts::default();
    for product in products {
        columns.sku.push(texts.text(&product.sku));
        columns.name.push(texts.text(&product.name));
        columns.category.push(texts.text(&product.category));
        columns.vendor.push(texts.text(&product.vendor));
        columns.tags.push(texts.text(&product.tags));
        columns.stock.push(product.stock);
    }
    columns
}

fn spend(rows: Vec<Spent>, as_of: i32, into: Option<Conversion>, texts: &mut Texts) -> BasketSpend {
    let mut columns = BasketSpend::default();
    for row in rows {
        let (from, to) = row.days.unwrap_or((i32::MIN, i32::MIN));
        let days = i64::from(to) - i64::from(from) + 1;
        let words = [&row.channel, &row.campaign, &row.ad].map(|text| texts.text(text));
        for (day, at) in (from..=to.min(as_of)).zip(0_i64..) {
            let part = |amount: i64| amount * (at + 1) / days - amount * at / days;
            let factor = into.map(|into| into.at(row.currency, i64::from(day) * DAY_MS));
            let Some(cost) = converted(part(row.cost), factor.flatten()).filter(|_| factor != Some(None))
            else {
                continue;
            };
            columns.day.push(day);
            columns.channel.push(words[0]);
            columns.campaign.push(words[1]);
            columns.creative.push(words[2]);
            columns.cost.push(cost);
            for (at, amount) in row.seen.into_iter().enumerate() {
                let amount = amount.map(part);
                let of_money = if at == 3 { factor.flatten() } else { None };
                columns.seen.push(amount.and_then(|amount| converted(amount, of_money)));
            }
            columns.currency.push(texts.currency(into.map_or(row.currency, |into| into.to)));
        }
    }
    columns
}

#[cfg(test)]
mod tests;
