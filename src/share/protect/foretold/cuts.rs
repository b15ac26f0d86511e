//! Days between which counts are told. What lies between two of them follows, so each stretch must be nobody's or a group's.

use super::super::Context;
use crate::math::order::sorted_by;

const RECENT_DAYS: i32 = 30;

/// Days that sums end with.
pub(super) struct Cuts<'a> {
    context: &'a Context<'a>,
    k: u32,
    /// From the earliest.
    ends: Vec<i32>,
}

impl<'a> Cuts<'a> {
    /// Those of the report: ends of its periods, and of its last days.
    pub(super) fn new(context: &'a Context, k: u32) -> Self {
        let periods = (0..context.spans.len()).map(|period| context.spans.days(period).1);
        let recent = (0..3).map(|spans| context.as_of - spans * RECENT_DAYS);
        let ends = sorted_by(periods.chain(recent).collect(), &|a: &i32, b| a.cmp(b));
        Self { context, k, ends }
    }

    /// Whether a sum may end with a day; then it is one of them.
    pub(super) fn add(&mut self, day: i32) -> bool {
        let at = self.ends.partition_point(|&end| end < day);
        let after = self.ends.get(at).copied().unwrap_or(i32::MAX);
        if after == day || day >= self.context.as_of {
            return true;
        }
        let before = at.checked_sub(1).map_or(i32::MIN, |at| self.ends[at]);
        let safe = self.is_safe(before, day) && self.is_safe(day, after);
        if safe {
            self.ends.insert(at, day);
        }
        safe
    }

    /// Whether those who came between two days, and those who came again, are nobody or a group.
    fn is_safe(&self, after: i32, until: i32) -> bool {
        let within = |day: i32| after < day && day <= until;
        let new = self.context.first.iter().flatten().filter(|day| within(**day)).count();
        let group = |people: usize| people == 0 || people >= self.k as usize;
        let again = self.context.ledger.histories().filter(|history| {
            let first = self.context.first.get(history[0].customer as usize).copied().flatten();
            history.iter().any(|row| !row.refund && within(row.day) && Some(row.day) != first)
        });
        group(new) && group(again.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::people::{Customers, Ledger, Purchases};
    use crate::share::spans::{Spans, parse_day};

    /// Ten customers first order on 5 January and again on 20 January, six more first order on the 21st and three
    /// on the 25th: a sum may end with the 10th, and with the 22nd, whose rest of the month is three, it may not.
    #[test]
    fn a_sum_ends_only_between_groups() {
        let day = |text: &str| parse_day(text).unwrap();
        let mut purchases = Purchases::default();
        let mut order = |customer: u32, date: &str| {
            purchases.customer.push(customer);
            purchases.day.push(day(date));
            purchases.net.push(10.0);
            purchases.currency.push(0);
            purchases.refund.push(0);
        };
        (0..10)
            .for_each(|customer| ["2024-01-05", "2024-01-20"].iter().for_each(|date| order(customer, date)));
        (10..16).for_each(|customer| order(customer, "2024-01-21"));
        (16..19).for_each(|customer| order(customer, "2024-01-25"));
        let ledger = Ledger::new(&purchases, 19, 1);
        let customers = Customers::default();
        let context = Context {
            customers: &customers,
            first: ledger.first_days(),
            ledger: &ledger,
            spans: Spans::new(["2024-01", "2024-02"].into_iter()),
            as_of: day("2024-06-30"),
            excludes: false,
        };
        let mut cuts = Cuts::new(&context, 5);
        assert!(cuts.add(day("2024-01-31")), "the end of a month is one already");
        assert!(cuts.add(day("2024-01-10")));
        assert!(!cuts.add(day("2024-01-22")));
        assert!(cuts.add(day("2024-07-01")), "after as-of nobody is left");
    }
}
