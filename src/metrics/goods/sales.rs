//! Lines → what each product sold: units, returns, orders and its price in one currency.

use crate::metrics::occasions::{NONE, Occasions};
use crate::money::SCALE;
use crate::tables::baskets::{Baskets, NOBODY};

/// A line with a price in the currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priced {
    /// Product.
    pub item: u32,
    /// Customer, or [`NONE`].
    pub person: u32,
    /// Day of the order.
    pub day: i32,
    /// Amount of all units / units.
    pub price: f64,
}

/// What one product sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// Units in 1/10,000; a line that says none is one unit.
    pub units: i128,
    /// Units that came back, where the export says so, and the units of those lines.
    pub returned: Option<(i128, i128)>,
    /// Amount and units of lines with a price in the currency.
    pub amount: i128,
    /// Units of those lines.
    pub priced_units: i128,
}

impl Sold {
    /// Mean price of a unit in 1/10,000; `None` without priced lines.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn price(&self) -> Option<f64> {
        (self.priced_units > 0).then(|| self.amount as f64 / self.priced_units as f64 * SCALE as f64)
    }
}

/// What products sold up to as-of, and the lines with a price.
pub struct Sales {
    /// By product.
    pub sold: Vec<Sold>,
    /// In the order of the lines.
    pub priced: Vec<Priced>,
}

impl Sales {
    /// Sums over the lines; amounts in other currencies than `currency` do not count.
    #[must_use]
    pub fn new(baskets: &Baskets, occasions: &Occasions, currency: u8) -> Self {
        let mut made = Self { sold: vec![Sold::default(); occasions.items.len()], priced: Vec::new() };
        let lines = &baskets.lines;
        for at in 0..lines.order.len() {
            let order = lines.order[at] as usize;
            let Some(&item) = occasions.item_of.get(lines.product[at] as usize) else { continue };
            if baskets.orders.day.get(order).is_none_or(|&day| day > baskets.as_of) {
                continue;
            }
            let units = lines.units[at].unwrap_or(SCALE).max(0);
            let sold = &mut made.sold[item as usize];
            sold.units += i128::from(units);
            if let Some(returned) = lines.returned[at] {
                let known = sold.returned.get_or_insert((0, 0));
                *known = (known.0 + i128::from(returned), known.1 + i128::from(units));
            }
            if let Some(amount) =
                lines.amount[at].filter(|_| units > 0 && baskets.orders.currency[order] == currency)
            {
                sold.amount += i128::from(amount);
                sold.priced_units += i128::from(units);
                made.priced.push(priced(baskets, occasions, order, item, amount, units));
            }
        }
        made
    }
}

#[allow(clippy::cast_precision_loss)]
fn priced(
    baskets: &Baskets,
    occasions: &Occasions,
    order: usize,
    item: u32,
    amount: i64,
    units: i64,
) -> Priced {
    let person = match baskets.orders.customer[order] {
        NOBODY => NONE,
        customer => occasions.person_of.get(customer as usize).copied().unwrap_or(NONE),
    };
    Priced { item, person, day: baskets.orders.day[order], price: amount as f64 / units as f64 }
}
