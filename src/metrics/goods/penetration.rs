//! Category penetration: of the customers with an order in a period, the share who bought the category in it.

use crate::math::order::positions;
use crate::metrics::estimate::Share;
use crate::metrics::occasions::{NONE, Occasions, number};
use crate::metrics::period::{Calendar, Grain};
use crate::metrics::share;
use serde::Serialize;

/// So many categories are shown, those with most buyers.
const CATEGORIES: usize = 50;
/// Most periods, the latest ones.
const PERIODS: usize = 600;

/// Shares by category and period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Penetration {
    /// Months or weeks.
    pub grain: Grain,
    /// Periods, oldest first.
    pub periods: Vec<String>,
    /// Customers with an order in each.
    pub active: Vec<u64>,
    /// Categories, most buyers first.
    pub rows: Vec<Row>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its name.
    pub category: String,
    /// Of all customers.
    pub overall: Share,
    /// Customers who bought it, by period.
    pub buyers: Vec<u64>,
    /// Of the active ones; `None` where nobody was.
    pub share: Vec<Option<f64>>,
}

/// The shares up to as-of.
#[must_use]
pub fn penetration(occasions: &Occasions, grain: Grain, as_of: i32) -> Penetration {
    let Some(&first) = occasions.day.iter().min() else {
        return Penetration { grain, periods: Vec::new(), active: Vec::new(), rows: Vec::new() };
    };
    let calendar = Calendar::new(grain, first, as_of);
    let counts = counts(occasions, &calendar);
    let ever = occasions.customer_categories().transposed(occasions.categories.len());
    let buyers = |category: usize| ever.get(category).len();
    let order = positions(occasions.categories.len(), &|a, b| buyers(b).cmp(&buyers(a)));
    let from = calendar.len().saturating_sub(PERIODS);
    let active = &counts[0][from..];
    let row = |&category: &usize| {
        let buyers = counts[category + 1][from..].to_vec();
        Row {
            category: occasions.categories[category].clone(),
            overall: Share::new(ever.get(category).len() as u64, customers(occasions)),
            share: buyers.iter().zip(active).map(|(&part, &whole)| share(part, whole)).collect(),
            buyers,
        }
    };
    Penetration {
        grain,
        periods: (from..calendar.len()).map(|period| calendar.id(period)).collect(),
        active: active.to_vec(),
        rows: order.iter().take(CATEGORIES).map(row).collect(),
    }
}

fn customers(occasions: &Occasions) -> u64 {
    occasions.of_customer.iter().filter(|days| !days.is_empty()).count() as u64
}

/// Customers by period: of anything first, then of each category.
fn counts(occasions: &Occasions, calendar: &Calendar) -> Vec<Vec<u64>> {
    let things = occasions.categories.len() + 1;
    let mut counts = vec![vec![0; calendar.len()]; things];
    let mut seen = vec![(NONE, 0); things];
    for (customer, days) in (0..).zip(occasions.of_customer.iter()) {
        for &day in days {
            let period = calendar.period(occasions.day[day as usize]);
            let held =
                occasions.day_categories.get(day as usize).iter().map(|&category| category as usize + 1);
            for thing in std::iter::once(0).chain(held) {
                let now = (customer, number(period));
                if seen[thing] != now {
                    seen[thing] = now;
                    counts[thing][period] += 1;
                }
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// January: ann buys tea twice, bob cups; February: ann cups. Ann and bob are two customers.
    #[test]
    fn customers_count_once_a_period() {
        let rows: [(Option<&str>, i32, i64, &[&str]); 4] = [
            (Some("ann"), 0, 1, &["t/tea"]),
            (Some("ann"), 9, 1, &["t/tea"]),
            (Some("bob"), 3, 1, &["c/cups"]),
            (Some("ann"), 35, 1, &["c/cups"]),
        ];
        let found = penetration(&Occasions::new(&sample(40, &rows), 40), Grain::Month, 40);
        assert_eq!(
            (found.periods, found.active),
            (vec!["1970-01".to_owned(), "1970-02".to_owned()], vec![2, 1])
        );
        assert_eq!((found.rows[0].category.as_str(), found.rows[0].overall.share), ("cups", Some(1.0)));
        assert_eq!(
            (found.rows[0].share.clone(), found.rows[1].buyers.clone()),
            (vec![Some(0.5), Some(1.0)], vec![1, 0])
        );
    }
}
