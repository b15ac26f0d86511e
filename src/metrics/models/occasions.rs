//! When each customer bought, as the models see it: orders of one local day are one occasion.
//!
//! In: orders and refunds, a cut, a currency. Out: frequency, recency, age and mean value per customer known at
//! the cut, from what had happened by then.

use crate::money::SCALE;
use crate::tables::buying::{Buying, Dated};

/// One customer at a cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Customer {
    /// Position in [`Buying`].
    pub at: u32,
    /// Occasions after the first (x).
    pub repeats: u32,
    /// Day of the first occasion.
    pub first: i32,
    /// Days from the first occasion to the last (t_x).
    pub recency: u32,
    /// Days from the first occasion to the cut (T).
    pub age: u32,
    /// Mean net value of repeat occasions in major units; `None` without repeats, where it is not above 0, and
    /// where an occasion was paid in another currency.
    pub value: Option<f64>,
    /// Whether all was paid in the currency.
    pub one_currency: bool,
}

/// Whom to count, and until when.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Last day that is known.
    pub cut: i32,
    /// Position of the currency that values are taken from.
    pub currency: u8,
    /// Customers whose first order is on an earlier day are left out.
    pub not_before: i32,
}

/// The customers of a view, in the order of [`Buying`].
#[must_use]
pub fn customers(buying: &Buying, view: &View) -> Vec<Customer> {
    let positions = 0..u32::try_from(buying.customers()).unwrap_or(u32::MAX);
    positions.filter_map(|at| customer(buying, view, at)).collect()
}

/// One customer of a view; `None` for one who is not known by then or left out.
#[must_use]
pub fn customer(buying: &Buying, view: &View, at: u32) -> Option<Customer> {
    let range = buying.orders.range(at as usize);
    let days = &buying.orders.day[range.clone()];
    let known = days.partition_point(|&day| day <= view.cut);
    let (&first, &last) = (days.first()?, days.get(known.checked_sub(1)?)?);
    if first < view.not_before {
        return None;
    }
    let net = &buying.orders.net[range.start..range.start + known];
    let currency = &buying.orders.currency[range.start..range.start + known];
    let repeats = occasions(&days[..known]) - 1;
    let later = days[..known].iter().zip(net).filter(|(day, _)| **day > first);
    let spent: i128 = later.map(|(_, &net)| i128::from(net)).sum();
    let one_currency = currency.iter().all(|&code| code == view.currency);
    let value = mean_value(spent, refunded(buying, view, at), repeats);
    Some(Customer {
        at,
        repeats,
        first,
        recency: days_between(first, last),
        age: days_between(first, view.cut),
        value: value.filter(|_| one_currency),
        one_currency,
    })
}

/// Number of distinct days in ascending ones.
#[must_use]
pub fn occasions(days: &[i32]) -> u32 {
    let changes = days.windows(2).filter(|pair| pair[0] != pair[1]).count() + usize::from(!days.is_empty());
    u32::try_from(changes).unwrap_or(u32::MAX)
}

/// Refunds by the cut in the view's currency, in 1/10,000 and negative.
fn refunded(buying: &Buying, view: &View, at: u32) -> i128 {
    let refunds = &buying.refunds;
    let in_view = |&row: &usize| refunds.day[row] <= view.cut && refunds.currency[row] == view.currency;
    refunds.range(at as usize).filter(in_view).map(|row| i128::from(refunds.net[row])).sum()
}

/// Net value of orders and refunds after a day, up to another and in a currency, in major units.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn net_between(buying: &Buying, currency: u8, at: u32, after: i32, until: i32) -> f64 {
    let sum = |dated: &Dated| -> i128 {
        let inside = |row: &usize| {
            (after < dated.day[*row] && dated.day[*row] <= until) && dated.currency[*row] == currency
        };
        dated.range(at as usize).filter(inside).map(|row| i128::from(dated.net[row])).sum()
    };
    (sum(&buying.orders) + sum(&buying.refunds)) as f64 / SCALE as f64
}

/// Net value of a repeat occasion. A refund does not say which occasion it is for: each bears the same part.
#[allow(clippy::cast_precision_loss)]
fn mean_value(spent: i128, refunded: i128, repeats: u32) -> Option<f64> {
    let x = f64::from(repeats);
    let mean = (spent as f64 / x + refunded as f64 / (x + 1.0)) / SCALE as f64;
    (repeats > 0 && mean > 0.0).then_some(mean)
}

fn days_between(from: i32, to: i32) -> u32 {
    u32::try_from(i64::from(to) - i64::from(from)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fixture::buying;

    const ALL: View = View { cut: 100, currency: 0, not_before: i32::MIN };

    /// Days 10, 10, 20, 50 with 8, 2, 6 and 3: two repeat occasions worth 4.50 on average, 40 days apart from the first.
    #[test]
    fn orders_of_a_day_are_one_occasion() {
        let data = buying(100, &[("a", &[(10, 8.0), (10, 2.0), (20, 6.0), (50, 3.0)])]);
        let found = customer(&data, &ALL, 0).unwrap();
        assert_eq!((found.repeats, found.first, found.recency, found.age), (2, 10, 40, 90));
        assert_eq!(found.value, Some(4.5));
    }

    /// The same at day 30: one repeat occasion of 6.00.
    #[test]
    fn a_cut_hides_what_came_later() {
        let data = buying(100, &[("a", &[(10, 8.0), (10, 2.0), (20, 6.0), (50, 3.0)]), ("b", &[(31, 5.0)])]);
        let view = View { cut: 30, ..ALL };
        let found = customers(&data, &view);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].repeats, found[0].recency, found[0].age, found[0].value),
            (1, 10, 20, Some(6.0))
        );
    }

    /// A refund of 3.00 over three occasions takes 1.00 from each.
    #[test]
    fn refunds_are_spread_over_occasions() {
        let mut data = buying(100, &[("a", &[(10, 8.0), (20, 6.0), (50, 3.0)])]);
        data.refunds.starts = vec![0, 1];
        (data.refunds.day, data.refunds.net, data.refunds.currency) = (vec![60], vec![-30_000], vec![0]);
        assert_eq!(customer(&data, &ALL, 0).unwrap().value, Some(3.5));
    }

    /// 6 on day 20 and 3 on day 50, 2 back on day 60; days 10 and 101 lie outside.
    #[test]
    fn net_sales_between_days() {
        let mut data = buying(120, &[("a", &[(10, 8.0), (20, 6.0), (50, 3.0), (101, 9.0)])]);
        data.refunds.starts = vec![0, 1];
        (data.refunds.day, data.refunds.net, data.refunds.currency) = (vec![60], vec![-20_000], vec![0]);
        assert_eq!(
            [9, 10, 49, 50, 60].map(|day| net_between(&data, 0, 0, day, 100)),
            [15.0, 7.0, 1.0, -2.0, 0.0]
        );
    }

    #[test]
    fn no_value_from_another_currency_or_from_gifts() {
        let mut data = buying(100, &[("a", &[(10, 8.0), (20, 6.0)]), ("b", &[(10, 8.0), (20, 0.0)])]);
        data.orders.currency[1] = 1;
        let found = customers(&data, &ALL);
        assert_eq!((found[0].value, found[1].value), (None, None));
        assert!(!found[0].one_currency && found[1].one_currency);
    }

    #[test]
    fn customers_from_before_the_data_can_be_left_out() {
        let data = buying(100, &[("a", &[(10, 8.0)]), ("b", &[(11, 8.0)])]);
        let found = customers(&data, &View { not_before: 11, ..ALL });
        assert_eq!(found.iter().map(|customer| customer.at).collect::<Vec<_>>(), [1]);
    }
}
