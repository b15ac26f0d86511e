//! What became of a campaign: of the people who were reached, and of those held out, how many bought in the same number of days; and
//! the orders that carry its mark (UTM campaign, creative, channel or discount code).
//!
//! Everybody who was reached counts, bought or not, from the day on which it was sent to them. All are watched for the same number
//! of days: those asked for, or fewer where the latest were sent to later than so many days before as-of. The difference of two shares
//! has Newcombe's interval of 1998 (method 10) and Fisher's exact test, two-sided as twice the smaller side; that of net sales a person is Welch's.

use crate::math::fisher::Together;
use crate::metrics::estimate::{Difference, Mean, Moments, Share};
use crate::metrics::occasions::Occasions;
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::Serialize;

/// Somebody on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Among the customers of the orders; `None` for who never ordered.
    pub customer: Option<u32>,
    /// Day on which it was sent.
    pub sent: i32,
}

/// What became of a list of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Arm {
    /// People, each once.
    pub people: u64,
    /// Of them customers with an order up to as-of.
    pub known: u64,
    /// Who ordered in the days before it was sent, as many as are watched.
    pub before: Share,
    /// Who ordered in the days watched.
    pub buyers: Share,
    /// Who bought what was to be sold; `None` where nothing is named.
    pub goal: Option<Share>,
    /// Their orders.
    pub orders: u64,
    /// Net sales of these in the currency.
    pub net_sales: f64,
    /// Net sales a person, those without orders among them.
    pub per_person: Mean,
    #[serde(skip)]
    sales: Moments,
}

/// Those reached against those held out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Effect {
    /// Of the shares who ordered.
    pub buyers: ShareDifference,
    /// Of net sales a person; `None` where one side has fewer than two people.
    pub net_sales: Option<Difference>,
}

/// A difference of two shares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ShareDifference {
    /// Share of those reached less share of those held out.
    pub difference: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Fisher's exact test, two-sided.
    pub p: f64,
}

/// The orders that carry the mark.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Marked {
    /// First and last day with one.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Orders.
    pub orders: u64,
    /// Net sales of them in the currency.
    pub net_sales: f64,
    /// Customers who made them.
    pub customers: u64,
    /// Of them with no order before their first marked one.
    pub new_customers: u64,
    /// Orders that name nobody.
    pub unidentified: u64,
    /// Who ordered again within the days asked for after the first marked order, of those whose days have passed.
    pub again: Share,
    /// Customers who made them and are on the list of those reached; `None` without a list.
    pub reached: Option<u64>,
}

/// What orders are looked at with.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The orders.
    pub baskets: &'a Baskets,
    /// Who made them.
    pub occasions: &'a Occasions,
    /// Position of the currency of amounts.
    pub currency: u8,
    /// Whether an order holds what was to be sold; `None` where nothing is named.
    pub goal: Option<&'a dyn Fn(usize) -> bool>,
}

impl Seen<'_> {
    /// Orders of a customer with their days, oldest first.
    fn orders(&self, customer: u32) -> impl Iterator<Item = (usize, i32)> + '_ {
        let days = self.occasions.of_customer.get(customer as usize).iter();
        days.flat_map(|&at| {
            let day = self.occasions.day[at as usize];
            self.occasions.orders.get(at as usize).iter().map(move |&order| (order as usize, day))
        })
    }

    fn net(&self, order: usize) -> i64 {
        let orders = &self.baskets.orders;
        orders.net[order].filter(|_| orders.currency[order] == self.currency).unwrap_or(0)
    }

    /// What became of people in `days` days from the one on which it was sent.
    #[must_use]
    pub fn arm(&self, people: &[Person], days: i32) -> Arm {
        let (mut known, mut before, mut buyers, mut goal, mut orders) = (0, 0, 0, 0, 0);
        let mut sales = Moments::default();
        for person in people {
            let (mut sum, mut bought, mut earlier, mut reached) = (0_i64, 0_u64, false, false);
            if let Some(customer) = person.customer {
                known += 1;
                for (order, day) in self.orders(customer) {
                    let since = day.saturating_sub(person.sent);
                    earlier |= since < 0 && since >= -days;
                    if (0..days).contains(&since) {
                        bought += 1;
                        sum = sum.saturating_add(self.net(order));
                        reached |= self.goal.is_some_and(|goal| goal(order));
                    }
                }
            }
            before += u64::from(earlier);
            buyers += u64::from(bought > 0);
            goal += u64::from(reached);
            orders += bought;
            sales.add(sum);
        }
        let people = people.len() as u64;
        Arm {
            people,
            known,
            before: Share::new(before, people),
            buyers: Share::new(buyers, people),
            goal: self.goal.is_some().then(|| Share::new(goal, people)),
            orders,
            net_sales: sales.total(),
            per_person: sales.mean(),
            sales,
        }
    }

    /// The orders for which `carries` holds; `None` where none does. The customers `reached` ascend.
    #[must_use]
    pub fn marked(
        &self,
        carries: &dyn Fn(usize) -> bool,
        days: i32,
        reached: Option<&[u32]>,
    ) -> Option<Marked> {
        let as_of = self.baskets.as_of;
        let day = |order: usize| self.baskets.orders.day[order];
        let counted =
            (0..self.baskets.orders.day.len()).filter(|&order| day(order) <= as_of && carries(order));
        let (mut orders, mut sales, mut span) = (0, Moments::default(), None);
        for order in counted {
            orders += 1;
            sales.add(self.net(order));
            let (from, to) = span.unwrap_or((i32::MAX, i32::MIN));
            span = Some((day(order).min(from), day(order).max(to)));
        }
        let (from, to) = span?;
        let (mut customers, mut new, mut identified, mut again, mut over, mut listed) = (0, 0, 0, 0, 0, 0);
        for customer in 0..self.occasions.keys.len() {
            let customer = u32::try_from(customer).unwrap_or(u32::MAX);
            let mut first = None;
            for (_, day) in self.orders(customer).filter(|&(order, _)| carries(order)) {
                identified += 1;
                first.get_or_insert(day);
            }
            let Some(day) = first else { continue };
            customers += 1;
            new += u64::from(self.orders(customer).next().is_some_and(|(_, earliest)| earliest == day));
            listed += u64::from(reached.is_some_and(|people| people.binary_search(&customer).is_ok()));
            if as_of.saturating_sub(day) >= days {
                over += 1;
                let later = |&(_, at): &(usize, i32)| at > day && at <= day.saturating_add(days);
                again += u64::from(self.orders(customer).any(|one| later(&one)));
            }
        }
        Some(Marked {
            from: format_day(from),
            to: format_day(to),
            orders,
            net_sales: sales.total(),
            customers,
            new_customers: new,
            unidentified: orders - identified,
            again: Share::new(again, over),
            reached: reached.map(|_| listed),
        })
    }
}

impl Effect {
    /// Of those reached against those held out; `None` where one side has nobody.
    #[must_use]
    pub fn new(reached: &Arm, held_out: &Arm) -> Option<Self> {
        let (a, b) = (&reached.buyers, &held_out.buyers);
        let difference = a.share? - b.share?;
        let off = |up: Option<f64>, from: Option<f64>| Some(up? - from?);
        let half = |x: f64, y: f64| (x * x + y * y).sqrt();
        let low = difference - half(off(a.share, a.low)?, off(b.high, b.share)?);
        let high = difference + half(off(a.high, a.share)?, off(b.share, b.low)?);
        let table = Together { joint: a.count, first: a.n, second: a.count + b.count, all: a.n + b.n };
        let other = Together { joint: b.count, first: b.n, ..table };
        let p = (2.0 * table.upper_tail().min(other.upper_tail())).min(1.0);
        Some(Self {
            buyers: ShareDifference { difference, low, high, p },
            net_sales: Difference::new(&reached.sales, &held_out.sales),
        })
    }
}
