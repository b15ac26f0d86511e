//! Refunds with a day of their own → what of each counts against the sales of its order.

use super::sales::{Manner, Policy, worth};
use super::{Refund, Tables};
use std::collections::BTreeMap;

/// What counts of each refund: of an order with a total its share of what the order is worth, and in all no more than that.
#[must_use]
pub fn given_back(tables: &Tables, manner: Manner, policy: Policy) -> Vec<i64> {
    let orders = &tables.orders;
    let mut left = BTreeMap::new();
    let count = |refund: &Refund| {
        let order = orders.find(refund.order);
        let worth = order.and_then(|order| Some((order, worth(orders, order, manner, policy)?)));
        let Some((order, worth)) = worth else { return refund.amount };
        let left = left.entry(order).or_insert(worth.net);
        let counted = worth.share(refund.amount).min(*left);
        *left -= counted;
        counted
    };
    tables.refunds.iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::SCALE;
    use crate::tables::shop::{NO_WORD, Part};

    /// Of an order of 100 with 20 of tax on top, 60 given back are 50 of its sales; then only the other 50 are left to give. A
    /// refund of an order that is not in the file counts whole.
    #[test]
    fn refunds_take_their_share_and_no_more_than_there_is() {
        let mut tables = Tables::default();
        let order = tables.orders.push(1, (2, 2));
        for (part, amount) in [(Part::Goods, 100), (Part::Tax, 20), (Part::Total, 120)] {
            tables.orders.part_mut(part).set(order, amount * SCALE);
        }
        for (order, amount) in [(1, 60), (1, 90), (2, 30)] {
            let amount = amount * SCALE;
            let refund =
                Refund { order, id: NO_WORD, time: 0, anchor: 0, amount, currency: 0, person: NO_WORD };
            tables.refunds.push(refund);
        }
        let counted = given_back(&tables, Manner::default(), Policy::default());
        assert_eq!(counted, [50, 50, 30].map(|amount| amount * SCALE));
    }
}
