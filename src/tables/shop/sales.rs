//! The parts of an order → its sales: gross, discount, net and refund, without or with tax, shipping and tips.
//!
//! Goods are the stated subtotal; without one the lines less their discounts and the order's; without lines the total less
//! everything else. Tax is inside the goods where the export says so, or where the total leaves no room for it outside.

use super::{Orders, Part, Standing};
use crate::money::scaled;
use serde::Deserialize;

/// Whether a part counts as sales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Counted {
    /// It does not.
    #[default]
    Without,
    /// It does.
    With,
}

/// Gift cards that are sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GiftCards {
    /// They count as sales when they are sold.
    #[default]
    Count,
    /// They do not: what is bought with them does.
    Exclude,
}

/// What counts as sales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Policy {
    /// Tax.
    pub tax: Counted,
    /// Shipping.
    pub shipping: Counted,
    /// Tips.
    pub tips: Counted,
    /// Gift cards.
    pub gift_cards: GiftCards,
}

/// What an export's way of writing settles for all its orders.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// The order's discount is the sum of what was taken off its lines, not more.
    pub lines_discounted: bool,
    /// Tax is inside the goods; `None` is found from the sums.
    pub tax_inside: Option<bool>,
}

/// Sales of one order, in 1/10,000, none negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sales {
    /// Before discounts and refunds.
    pub gross: i64,
    /// Taken off.
    pub discount: i64,
    /// Given back of the net.
    pub refund: i64,
}

impl Sales {
    /// What is left after discounts and refunds.
    #[must_use]
    pub fn net(self) -> i64 {
        self.gross - self.discount - self.refund
    }
}

/// The sales of an order; `None` where no amount is known.
#[must_use]
pub fn sales(orders: &Orders, order: usize, manner: Manner, policy: Policy) -> Option<Sales> {
    sales_as(orders, order, orders.standing[order], manner, policy)
}

/// The same for an order that stands otherwise than its file says.
#[must_use]
pub fn sales_as(
    orders: &Orders,
    order: usize,
    standing: Standing,
    manner: Manner,
    policy: Policy,
) -> Option<Sales> {
    let worth = worth(orders, order, manner, policy)?;
    let discount = discount(orders, order).max(0);
    let refund = match (orders.part(Part::Refund, order), standing) {
        (None | Some(0), Standing::Refunded) => worth.net,
        (refund, _) => worth.share(refund.unwrap_or(0)),
    };
    Some(Sales { gross: worth.net + discount, discount, refund })
}

/// What counts as sales of an order, and what was paid for it.
#[derive(Clone, Copy, Debug)]
pub struct Worth {
    /// After discounts, before refunds.
    pub net: i64,
    /// The same with the tax on the goods.
    paid: i64,
}

impl Worth {
    /// The part of an amount given back that is of the sales.
    #[must_use]
    pub fn share(self, given_back: i64) -> i64 {
        scaled(given_back, self.net, self.paid).clamp(0, self.net)
    }
}

/// What counts as sales of an order; `None` where no amount is known.
#[must_use]
pub fn worth(orders: &Orders, order: usize, manner: Manner, policy: Policy) -> Option<Worth> {
    let part = |part: Part| orders.part(part, order).unwrap_or(0);
    let goods = goods(orders, order, manner)?;
    let inside = tax_inside(orders, order, goods, manner);
    let tax = part(Part::Tax).max(0);
    let without_tax = (if inside { goods - tax } else { goods }).max(0);
    let gift = match policy.gift_cards {
        GiftCards::Count => 0,
        GiftCards::Exclude => orders.gift_lines.get(order).unwrap_or(0).clamp(0, without_tax),
    };
    let mut net = without_tax - gift;
    let mut paid = if inside { goods } else { goods + tax };
    if policy.tax == Counted::With {
        net += tax;
    }
    for (counted, extra) in [(policy.shipping, part(Part::Shipping)), (policy.tips, part(Part::Tip))] {
        if counted == Counted::With {
            net += extra;
            paid += extra;
        }
    }
    Some(Worth { net: net.max(0), paid })
}

/// What was taken off an order: as stated, else the sum over its lines.
#[must_use]
pub fn discount(orders: &Orders, order: usize) -> i64 {
    orders.part(Part::Discount, order).or(orders.line_discount.get(order)).unwrap_or(0)
}

/// The goods after discounts, with the tax that is inside them.
#[must_use]
pub fn goods(orders: &Orders, order: usize, manner: Manner) -> Option<i64> {
    orders
        .part(Part::Goods, order)
        .or_else(|| of_lines(orders, order, manner))
        .or_else(|| of_total(orders, order))
}

/// The lines less everything that was taken off.
#[must_use]
pub fn of_lines(orders: &Orders, order: usize, manner: Manner) -> Option<i64> {
    let amount = orders.line_amount.get(order)?;
    let on_lines = orders.line_discount.get(order).unwrap_or(0);
    let on_order = orders.part(Part::Discount, order).unwrap_or(0);
    Some(amount - if manner.lines_discounted { on_lines.max(on_order) } else { on_lines + on_order })
}

fn of_total(orders: &Orders, order: usize) -> Option<i64> {
    let total = orders.part(Part::Total, order)?;
    let others = [Part::Shipping, Part::Tax, Part::Tip, Part::Fee];
    Some(total - others.iter().filter_map(|&part| orders.part(part, order)).sum::<i64>())
}

/// Whether the tax is inside the goods.
#[must_use]
pub fn tax_inside(orders: &Orders, order: usize, goods: i64, manner: Manner) -> bool {
    let part = |part: Part| orders.part(part, order).unwrap_or(0);
    let tax = part(Part::Tax);
    if let Some(inside) = orders.tax_inside[order].or(manner.tax_inside) {
        return inside;
    }
    let stated = orders.part(Part::Goods, order).is_some() || orders.line_amount.get(order).is_some();
    let Some(total) = orders.part(Part::Total, order).filter(|_| stated && tax > 0) else { return false };
    let others = part(Part::Shipping) + part(Part::Fee) + part(Part::Tip);
    (total - goods - others).abs() * 2 < tax
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(parts: &[(Part, i64)]) -> Orders {
        let mut orders = Orders::default();
        orders.push(1, (2, 2));
        parts.iter().for_each(|&(part, amount)| orders.part_mut(part).set(0, amount * 10_000));
        orders
    }

    fn net(parts: &[(Part, i64)], policy: Policy) -> (i64, i64, i64) {
        let sales = sales(&order(parts), 0, Manner::default(), policy).unwrap();
        (sales.gross / 10_000, sales.discount / 10_000, sales.refund / 10_000)
    }

    #[test]
    fn tax_inside_is_found_from_the_total() {
        let inside = [(Part::Goods, 120), (Part::Tax, 20), (Part::Shipping, 5), (Part::Total, 125)];
        assert_eq!(net(&inside, Policy::default()), (100, 0, 0));
        let outside = [(Part::Goods, 100), (Part::Tax, 20), (Part::Shipping, 5), (Part::Total, 125)];
        assert_eq!(net(&outside, Policy::default()), (100, 0, 0));
        let with = Policy { tax: Counted::With, shipping: Counted::With, ..Policy::default() };
        assert_eq!((net(&inside, with).0, net(&outside, with).0), (125, 125));
    }

    #[test]
    fn a_total_alone_is_taken_apart() {
        let parts = [(Part::Total, 130), (Part::Shipping, 10), (Part::Tax, 20), (Part::Discount, 15)];
        assert_eq!(net(&parts, Policy::default()), (115, 15, 0));
        assert_eq!(sales(&order(&[(Part::Tax, 3)]), 0, Manner::default(), Policy::default()), None);
    }

    #[test]
    fn a_refund_gives_back_its_share_of_the_goods() {
        let parts = [(Part::Goods, 100), (Part::Tax, 20), (Part::Total, 120), (Part::Refund, 60)];
        assert_eq!(net(&parts, Policy::default()), (100, 0, 50));
    }
}
