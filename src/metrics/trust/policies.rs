//! What each choice about sales is worth: net sales with the other choice less net sales with the usual one.
//!
//! Definitions (own rules): for tax, shipping and tips the effect of counting them, for gift cards of leaving out those that are
//! sold, for orders of no value of leaving them out (which changes counts, not sales), for tests and cancelled orders of counting
//! them. Every effect is found by adding up the sales of every order both ways, whatever the view's own choice is.

use super::book::{Book, Sold};
use super::in_major;
use crate::money::Currency;
use crate::tables::shop::sales::{Counted, GiftCards, Policy};
use crate::tables::shop::{NO_WORD, Part, Standing};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a choice changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyEffect {
    /// `tax`, `shipping`, `tips`, `giftCards`, `zeroOrders`, `testOrders` or `cancelled`.
    pub policy: &'static str,
    /// Currency.
    pub currency: String,
    /// Orders that it touches.
    pub orders: u64,
    /// What it adds to net sales.
    pub net_sales: Option<f64>,
    /// Orders that do not say.
    pub unknown: u64,
}

const POLICIES: [&str; 7] = ["tax", "shipping", "tips", "giftCards", "zeroOrders", "testOrders", "cancelled"];

#[derive(Clone, Copy, Default)]
struct Effect {
    orders: u64,
    net: i64,
    unknown: u64,
}

/// The effect of every choice in every currency.
#[must_use]
pub fn policies(book: &Book, policy: Policy) -> Vec<PolicyEffect> {
    let mut effects: BTreeMap<Currency, [Effect; POLICIES.len()]> = BTreeMap::new();
    for sold in book.orders() {
        let effects = effects.entry(sold.currency()).or_default();
        for (at, effect) in effects.iter_mut().enumerate() {
            match effect_on(&sold, at, policy) {
                Found::Nothing => {}
                Found::Unknown => effect.unknown += 1,
                Found::Touched(net) => {
                    effect.orders += 1;
                    effect.net += net;
                }
            }
        }
    }
    let line = |currency: Currency, policy: &'static str, effect: Effect| PolicyEffect {
        policy,
        currency: currency.code().to_owned(),
        orders: effect.orders,
        net_sales: (effect.orders > 0 || effect.unknown == 0).then(|| in_major(effect.net)),
        unknown: effect.unknown,
    };
    let of = |(currency, effects): (Currency, [Effect; POLICIES.len()])| {
        POLICIES.into_iter().zip(effects).map(move |(policy, effect)| line(currency, policy, effect))
    };
    effects.into_iter().flat_map(of).collect()
}

enum Found {
    Nothing,
    Unknown,
    Touched(i64),
}

fn effect_on(sold: &Sold, at: usize, policy: Policy) -> Found {
    let stated = |part: Part| sold.part(part).is_some();
    match POLICIES[at] {
        "tax" => option(
            sold,
            stated(Part::Tax),
            [Counted::Without, Counted::With].map(|tax| Policy { tax, ..policy }),
        ),
        "shipping" => option(
            sold,
            stated(Part::Shipping),
            [Counted::Without, Counted::With].map(|shipping| Policy { shipping, ..policy }),
        ),
        "tips" => option(
            sold,
            stated(Part::Tip),
            [Counted::Without, Counted::With].map(|tips| Policy { tips, ..policy }),
        ),
        "giftCards" => {
            let lines = sold.file.tables.orders.line_amount.get(sold.order).is_some();
            option(
                sold,
                lines,
                [GiftCards::Count, GiftCards::Exclude].map(|gift_cards| Policy { gift_cards, ..policy }),
            )
        }
        "zeroOrders" => zero(sold, policy),
        "testOrders" => standing(sold, &[Standing::Test], policy),
        _ => standing(sold, &[Standing::Cancelled, Standing::Voided], policy),
    }
}

/// An order that counts, under the usual choice and under the other.
fn option(sold: &Sold, stated: bool, [usual, other]: [Policy; 2]) -> Found {
    match (sold.counts(), stated) {
        (false, _) => Found::Nothing,
        (true, false) => Found::Unknown,
        (true, true) => match sold.net(other).unwrap_or(0) - sold.net(usual).unwrap_or(0) {
            0 => Found::Nothing,
            net => Found::Touched(net),
        },
    }
}

fn zero(sold: &Sold, policy: Policy) -> Found {
    match sold.net_as(Standing::Counts, policy).filter(|_| sold.counts()) {
        None if sold.counts() => Found::Unknown,
        Some(0) if sold.part(Part::Refund).unwrap_or(0) == 0 => Found::Touched(0),
        _ => Found::Nothing,
    }
}

/// An order that would count; those without a status word do not say.
fn standing(sold: &Sold, of: &[Standing], policy: Policy) -> Found {
    if of.contains(&sold.standing) {
        return Found::Touched(sold.net_as(Standing::Counts, policy).unwrap_or(0));
    }
    let silent = sold.counts() && sold.file.tables.orders.status[sold.order] == NO_WORD;
    if silent { Found::Unknown } else { Found::Nothing }
}

#[cfg(test)]
mod tests {
    use super::super::book::tests::book;
    use super::*;
    use crate::money::SCALE;
    use crate::tables::shop::Kind;
    use crate::tables::shop::fixture::Shop;
    use crate::time::Zone;

    fn shop() -> Shop {
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        let parts: [&[(Part, i64)]; 3] = [
            &[(Part::Tax, 20), (Part::Shipping, 5), (Part::Total, 125)],
            &[(Part::Tax, 10), (Part::Refund, 33), (Part::Total, 60), (Part::Tip, 5)],
            &[(Part::Shipping, 0)],
        ];
        for (at, (parts, goods)) in parts.into_iter().zip([100, 50, 0]).enumerate() {
            let order = shop.order(&at.to_string(), "", "", 0, goods);
            parts
                .iter()
                .for_each(|&(part, amount)| shop.tables().orders.part_mut(part).set(order, amount * SCALE));
        }
        for (id, standing) in [("t", Standing::Test), ("c", Standing::Cancelled), ("v", Standing::Voided)] {
            let order = shop.order(id, "", "", 0, 7);
            shop.tables().orders.standing[order] = standing;
        }
        shop
    }

    fn effect(policy: &str) -> (u64, Option<f64>, u64) {
        let (shop, utc) = (shop(), Zone::utc());
        let files = shop.loaded();
        let effects = policies(&book(&files, &utc), Policy::default());
        let found = effects.iter().find(|effect| effect.policy == policy).unwrap();
        (found.orders, found.net_sales, found.unknown)
    }

    /// Tax adds 20 to the first order. Of the second 33 of 60 came back: with tax 60 − 33 = 27, without 50 − 27.5 = 22.5.
    #[test]
    fn effects_by_hand() {
        assert_eq!(effect("tax"), (2, Some(20.0 + 4.5), 1));
        assert_eq!(effect("shipping"), (1, Some(5.0), 1));
        assert_eq!(effect("zeroOrders"), (1, Some(0.0), 0));
        assert_eq!(effect("testOrders"), (1, Some(7.0), 3));
        assert_eq!(effect("cancelled"), (2, Some(14.0), 3));
        assert_eq!(effect("giftCards"), (0, None, 3));
    }

    /// What an option adds is the difference of all net sales with and without it.
    #[test]
    fn with_minus_without_is_the_effect() {
        let (shop, utc) = (shop(), Zone::utc());
        let files = shop.loaded();
        let book = book(&files, &utc);
        let net = |policy: Policy| book.counted().filter_map(|sold| sold.net(policy)).sum::<i64>();
        let usual = Policy::default();
        let with = [
            ("tax", Policy { tax: Counted::With, ..usual }),
            ("shipping", Policy { shipping: Counted::With, ..usual }),
            ("tips", Policy { tips: Counted::With, ..usual }),
        ];
        for (name, policy) in with {
            let difference = in_major(net(policy) - net(usual));
            let (orders, net_sales, _) = effect(name);
            assert_eq!(net_sales, (orders > 0).then_some(difference), "{name}");
            assert!(orders > 0 || difference == 0.0, "{name}");
        }
    }
}
