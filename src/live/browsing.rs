//! Products that were looked at and not bought.

use super::visitor::{DAY, Visitor, count};
use super::{Evidence, Flag, LiveOptions};
use std::collections::BTreeMap;

/// Several products seen in the last days, an empty cart and no order.
pub fn browsed_not_bought(visitor: &Visitor, options: &LiveOptions) -> Option<Flag> {
    let since = options.now - i64::from(options.browse_days) * DAY;
    let views = || visitor.since(since).iter().filter(|event| event.e == "product" && !event.text.is_empty());
    let mut products: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (number, event) in views().enumerate() {
        let seen = products.entry(event.text).or_default();
        *seen = (seen.0 + 1, number);
    }
    let (product, _) = products.iter().max_by_key(|(_, seen)| **seen)?;
    let enough = count(products.len()) >= options.products;
    let undecided = visitor.cart().0 == 0 && !visitor.ordered_since(since);
    (enough && undecided).then(|| Flag {
        id: "browsed-not-bought",
        action: "show-viewed-products",
        evidence: Evidence::Products {
            products: count(products.len()),
            views: count(views().count()),
            product: (*product).to_owned(),
        },
    })
}
