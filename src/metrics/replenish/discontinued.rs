//! Days on which products were sold, to anybody → which of them are no longer sold.
//!
//! A product counts as discontinued once nobody has bought it for longer than twice its cycle (the median days from a customer's
//! purchase of it to the next) and for longer than between any two sales of it before. The second keeps what is sold once a year.

use crate::math::order::positions;
use crate::metrics::occasions::{NONE, Occasions};
use crate::tables::baskets::Baskets;

/// So many cycles without a sale.
const CYCLES: f64 = 2.0;

/// Days on which each product was sold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaleDays(Vec<(u32, i32)>);

impl SaleDays {
    /// Of every line up to as-of, of customers who are named and of those who are not.
    #[must_use]
    pub fn new(baskets: &Baskets, occasions: &Occasions) -> Self {
        let lines = &baskets.lines;
        let sold = |(&order, &product): (&u32, &u32)| {
            let day = *baskets.orders.day.get(order as usize)?;
            let item = *occasions.item_of.get(product as usize)?;
            (item != NONE && day <= baskets.as_of).then_some((item, day))
        };
        let all: Vec<(u32, i32)> = lines.order.iter().zip(&lines.product).filter_map(sold).collect();
        let mut days = Vec::new();
        for at in positions(all.len(), &|a, b| all[a].cmp(&all[b])) {
            if days.last() != Some(&all[at]) {
                days.push(all[at]);
            }
        }
        Self(days)
    }

    /// The days of a product up to one.
    fn of(&self, item: u32, until: i32) -> &[(u32, i32)] {
        let from = self.0.partition_point(|sold| sold.0 < item);
        &self.0[from..self.0.partition_point(|sold| *sold <= (item, until))]
    }

    /// The last sale up to a day; `None` before the first.
    #[must_use]
    pub fn last(&self, item: u32, until: i32) -> Option<i32> {
        self.of(item, until).last().map(|sold| sold.1)
    }

    /// Whether a product with this cycle is discontinued, by what was known on a day.
    #[must_use]
    pub fn discontinued(&self, item: u32, cycle_days: f64, until: i32) -> bool {
        let days = self.of(item, until);
        let longest = days.windows(2).map(|pair| pair[1].1.saturating_sub(pair[0].1)).max().unwrap_or(0);
        let silence = self.last(item, until).map_or(0, |last| until.saturating_sub(last));
        f64::from(silence) > CYCLES * cycle_days && silence > longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// Tea was sold on days 0, 3, 9 and 10, to somebody unknown on day 10; its cycle is ten days. Until day 30 it may only rest.
    /// Lights were sold on days 0 and 365: with a cycle of ten days they rest until day 730.
    #[test]
    fn rests_before_it_is_discontinued() {
        let rows: [(Option<&str>, i32, i64, &[&str]); 6] = [
            (Some("a"), 0, 1, &["tea", "lights"]),
            (Some("b"), 3, 1, &["tea"]),
            (Some("a"), 9, 1, &["tea"]),
            (None, 10, 1, &["tea"]),
            (Some("c"), 365, 1, &["lights"]),
            (Some("a"), 900, 1, &["late"]),
        ];
        let baskets = sample(800, &rows);
        let occasions = Occasions::new(&baskets, 800);
        let sold = SaleDays::new(&baskets, &occasions);
        let at = |key: &str| occasions.items.iter().position(|item| item.key == key).unwrap() as u32;
        let (tea, lights) = (at("tea"), at("lights"));
        assert_eq!(
            (sold.last(tea, 800), sold.last(tea, 8), sold.last(lights, -1)),
            (Some(10), Some(3), None)
        );
        assert!(!sold.discontinued(tea, 10.0, 30) && sold.discontinued(tea, 10.0, 31));
        assert!(!sold.discontinued(lights, 10.0, 730) && sold.discontinued(lights, 10.0, 731));
        assert_eq!(sold.last(at("late"), 800), None);
        assert!(!sold.discontinued(at("late"), 10.0, 800));
    }
}
