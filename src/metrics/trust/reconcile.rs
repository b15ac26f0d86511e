//! Lines + shipping + tax + tip + fee − discount against the stated total, by source and currency.
//!
//! Definitions (own rules): orders that count are checked, each once. Goods are the order's lines less everything that was taken
//! off; without lines the stated subtotal. Tax is added where it stands outside the goods. A total may stand before or after
//! gift cards; either agrees. Parts and total agree within half a minor unit of the currency a line, at least one minor unit: a
//! platform rounds each line. An order whose file lacks shipping or tax altogether differs only for that, so it is
//! unchecked and not wrong; where the sums meet all the same, it agrees.

use super::book::{Book, Sold};
use super::in_major;
use crate::money::Currency;
use crate::tables::interner::Interner;
use crate::tables::shop::sales::{goods, of_lines, tax_inside};
use crate::tables::shop::{NO_WORD, Part};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many differences are listed.
const LISTED: usize = 50;

/// How the totals of one source in one currency hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reconciliation {
    /// Id of the export.
    pub source: &'static str,
    /// Name of the platform.
    pub platform: &'static str,
    /// Currency.
    pub currency: String,
    /// Orders that count.
    pub orders: u64,
    /// Orders with all that is needed to check them.
    pub checked: u64,
    /// Parts and total agree.
    pub agree: u64,
    /// They do not.
    pub differ: u64,
    /// Orders that lack a part, by the first that they lack.
    pub unchecked: Vec<Unchecked>,
    /// Largest difference that rounding explained, in major units.
    pub tolerance: f64,
    /// Sum of the differences beyond it, parts − total.
    pub difference: f64,
    /// Largest differences first.
    pub ledger: Vec<Difference>,
}

/// Orders that cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unchecked {
    /// `total`, `lines`, `shipping` or `tax`.
    pub needs: &'static str,
    /// How many.
    pub orders: u64,
}

/// An order whose parts do not come to its total.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Its id.
    pub order: String,
    /// Name of its file.
    pub file: String,
    /// Line of its first record.
    pub line: Option<u64>,
    /// What the parts come to.
    pub parts: f64,
    /// What the file says.
    pub total: f64,
    /// Parts − total.
    pub difference: f64,
    /// What the amount looks like.
    pub reason: &'static str,
}

enum Outcome {
    Agrees { tolerance: i64 },
    Differs { tolerance: i64, parts: i64, total: i64, reason: &'static str },
    Lacks(&'static str),
}

/// Checks every order that counts.
#[must_use]
pub fn reconcile(book: &Book, words: &Interner) -> Vec<Reconciliation> {
    let counts: BTreeMap<u32, Vec<u32>> =
        book.files.iter().map(|file| (file.id, line_counts(file))).collect();
    let mut groups: BTreeMap<(&'static str, Currency), Group> = BTreeMap::new();
    for sold in book.counted() {
        let lines = counts.get(&sold.file.id).and_then(|counts| counts.get(sold.order)).copied();
        let group = groups.entry((sold.file.source, sold.currency())).or_default();
        group.add(sold, check(&sold, i64::from(lines.unwrap_or(0))));
    }
    groups.into_iter().map(|((source, currency), group)| group.finish(source, currency, words)).collect()
}

fn line_counts(file: &crate::tables::shop::Loaded) -> Vec<u32> {
    let mut counts = vec![0; file.tables.orders.len()];
    for &order in &file.tables.lines.order {
        if let Some(count) = counts.get_mut(order as usize) {
            *count += 1;
        }
    }
    counts
}

fn check(sold: &Sold, lines: i64) -> Outcome {
    let (file, order) = (sold.file, sold.order);
    let orders = &file.tables.orders;
    let stated = orders.part(Part::Goods, order);
    let Some(total) = sold.part(Part::Total) else { return Outcome::Lacks("total") };
    let by_lines = of_lines(orders, order, file.manner);
    let Some(sum) = by_lines.or(stated) else { return Outcome::Lacks("lines") };
    let part = |part: Part| sold.part(part).unwrap_or(0);
    let inside = tax_inside(orders, order, goods(orders, order, file.manner).unwrap_or(sum), file.manner);
    let outside = if inside { 0 } else { part(Part::Tax) };
    let parts = sum + part(Part::Shipping) + outside + part(Part::Tip) + part(Part::Fee);
    let minor = 10_i64.pow(4_u32.saturating_sub(sold.currency().exponent()));
    let tolerance = (minor * lines / 2).max(minor);
    let fits = |difference: i64| difference.abs() <= tolerance;
    let difference = parts - total;
    if fits(difference) || part(Part::GiftCard) > 0 && fits(difference - part(Part::GiftCard)) {
        return Outcome::Agrees { tolerance };
    }
    let says = |part: Part| orders.says(part);
    if !says(Part::Shipping) && difference < 0 {
        return Outcome::Lacks("shipping");
    }
    if !says(Part::Tax) && difference < 0 {
        return Outcome::Lacks("tax");
    }
    Outcome::Differs { tolerance, parts, total, reason: reason(sold, difference, sum, tolerance) }
}

/// What a difference looks like by its amount.
fn reason(sold: &Sold, difference: i64, goods: i64, tolerance: i64) -> &'static str {
    let orders = &sold.file.tables.orders;
    let part = |part: Part| sold.part(part).unwrap_or(0);
    let (tax, shipping) = (part(Part::Tax), part(Part::Shipping));
    let on_lines = orders.line_discount.get(sold.order).unwrap_or(0);
    let shipping_tax = crate::money::scaled(tax, shipping, goods + shipping);
    let sold_cards = orders.gift_lines.get(sold.order).unwrap_or(0);
    let causes = [
        ("tip", part(Part::Tip)),
        ("giftCard", part(Part::GiftCard)),
        ("giftCard", sold_cards),
        ("refund", part(Part::Refund)),
        ("discountTwice", part(Part::Discount)),
        ("discountTwice", on_lines),
        ("taxInside", tax),
        ("shippingTax", shipping_tax),
    ];
    let fits = |amount: i64| amount > 0 && (difference.abs() - amount).abs() <= tolerance;
    causes.into_iter().find(|&(_, amount)| fits(amount)).map_or("unknown", |(code, _)| code)
}

#[derive(Default)]
struct Group<'a> {
    platform: &'static str,
    orders: u64,
    agree: u64,
    lacks: BTreeMap<&'static str, u64>,
    tolerance: i64,
    difference: i64,
    differences: Vec<(Sold<'a>, i64, i64, &'static str)>,
}

impl<'a> Group<'a> {
    fn add(&mut self, sold: Sold<'a>, outcome: Outcome) {
        self.platform = sold.file.platform;
        self.orders += 1;
        match outcome {
            Outcome::Lacks(part) => *self.lacks.entry(part).or_default() += 1,
            Outcome::Agrees { tolerance } => {
                self.agree += 1;
                self.tolerance = self.tolerance.max(tolerance);
            }
            Outcome::Differs { tolerance, parts, total, reason } => {
                self.tolerance = self.tolerance.max(tolerance);
                self.difference += parts - total;
                self.differences.push((sold, parts, total, reason));
            }
        }
    }

    fn finish(mut self, source: &'static str, currency: Currency, words: &Interner) -> Reconciliation {
        let differ = self.differences.len() as u64;
        let place = |sold: &Sold| (id(sold, words), sold.file.name.to_owned(), sold.order);
        self.differences.sort_by(|(a, parts, total, _), (b, other_parts, other_total, _)| {
            let (first, second) = ((parts - total).abs(), (other_parts - other_total).abs());
            second.cmp(&first).then_with(|| place(a).cmp(&place(b)))
        });
        let line = |(sold, parts, total, reason): &(Sold, i64, i64, &'static str)| Difference {
            order: id(sold, words),
            file: sold.file.name.to_owned(),
            line: sold.file.tables.orders.place.get(sold.order).map(|(_, line)| line),
            parts: in_major(*parts),
            total: in_major(*total),
            difference: in_major(parts - total),
            reason,
        };
        Reconciliation {
            source,
            platform: self.platform,
            currency: currency.code().to_owned(),
            orders: self.orders,
            checked: self.agree + differ,
            agree: self.agree,
            differ,
            unchecked: self.lacks.into_iter().map(|(needs, orders)| Unchecked { needs, orders }).collect(),
            tolerance: in_major(self.tolerance),
            difference: in_major(self.difference),
            ledger: self.differences.iter().take(LISTED).map(line).collect(),
        }
    }
}

fn id(sold: &Sold, words: &Interner) -> String {
    let word = sold.file.tables.orders.id[sold.order];
    if word == NO_WORD { String::new() } else { String::from_utf8_lossy(words.key(word)).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::book::tests::book;
    use super::*;
    use crate::money::SCALE;
    use crate::tables::shop::fixture::Shop;
    use crate::tables::shop::{Kind, Tables};
    use crate::time::Zone;

    /// An order with one line a price, in cents, and its parts in cents.
    fn order(shop: &mut Shop, id: &str, lines: &[i64], parts: &[(Part, i64)]) {
        let order = shop.order(id, "", "", 0, 0);
        let Tables { orders, lines: table, .. } = shop.tables();
        *orders.part_mut(Part::Goods) = crate::tables::shop::Amounts::default();
        for &price in lines {
            table.push(order, 0);
            orders.line_amount.add(order, Some(price * SCALE / 100));
        }
        parts.iter().for_each(|&(part, amount)| orders.part_mut(part).set(order, amount * SCALE / 100));
    }

    fn one(lines: &[i64], parts: &[(Part, i64)]) -> Reconciliation {
        let mut shop = Shop::new();
        shop.file("a", "A", Kind::Orders);
        order(&mut shop, "1", lines, parts);
        let utc = Zone::utc();
        reconcile(&book(&shop.loaded(), &utc), &shop.words).remove(0)
    }

    /// 2 × 19.99 − 5.00 + 4.90 + 7.98 = 47.86.
    #[test]
    fn parts_that_come_to_the_total_agree() {
        let parts = [(Part::Discount, 500), (Part::Shipping, 490), (Part::Tax, 798), (Part::Total, 4786)];
        let found = one(&[1999, 1999], &parts);
        assert_eq!((found.checked, found.agree, found.differ), (1, 1, 0));
        assert_eq!((found.tolerance, found.difference), (0.01, 0.0));
    }

    /// Four lines may be two cents off, a third cent is a difference.
    #[test]
    fn each_line_may_be_half_a_cent_off() {
        let lines = [100, 100, 100, 100];
        let parts = |total| [(Part::Shipping, 0), (Part::Tax, 0), (Part::Total, total)];
        assert_eq!((one(&lines, &parts(402)).agree, one(&lines, &parts(402)).tolerance), (1, 0.02));
        let found = one(&lines, &parts(397));
        assert_eq!((found.differ, found.difference), (1, 0.03));
        assert_eq!(
            (found.ledger[0].parts, found.ledger[0].total, found.ledger[0].reason),
            (4.0, 3.97, "unknown")
        );
        assert_eq!((found.ledger[0].order.as_str(), found.ledger[0].line), ("1", Some(2)));
    }

    #[test]
    fn a_difference_is_guessed_by_its_amount() {
        let base = [(Part::Shipping, 500), (Part::Tax, 0)];
        let reason = |more: &[(Part, i64)]| one(&[10_000], &[&base, more].concat()).ledger[0].reason;
        assert_eq!(reason(&[(Part::Tip, 300), (Part::Total, 10_500)]), "tip");
        assert_eq!(reason(&[(Part::Refund, 2500), (Part::Total, 8000)]), "refund");
        assert_eq!(reason(&[(Part::Discount, 1000), (Part::Total, 10_500)]), "discountTwice");
        assert_eq!(reason(&[(Part::Total, 12_345)]), "unknown");
    }

    #[test]
    fn totals_may_stand_before_or_after_gift_cards() {
        let parts =
            |total| [(Part::Shipping, 0), (Part::Tax, 0), (Part::GiftCard, 2000), (Part::Total, total)];
        assert_eq!((one(&[5000], &parts(5000)).agree, one(&[5000], &parts(3000)).agree), (1, 1));
        assert_eq!(one(&[5000], &parts(4000)).differ, 1);
    }

    #[test]
    fn tax_inside_is_not_added() {
        let parts = [(Part::Shipping, 500), (Part::Tax, 2000), (Part::Total, 12_500)];
        assert_eq!(one(&[12_000], &parts).agree, 1);
    }

    #[test]
    fn orders_that_lack_a_part_are_unchecked() {
        let needs =
            |lines: &[i64], parts: &[(Part, i64)]| one(lines, parts).unchecked.first().map(|lack| lack.needs);
        assert_eq!(needs(&[1000], &[(Part::Shipping, 1)]), Some("total"));
        assert_eq!(needs(&[], &[(Part::Total, 1)]), Some("lines"));
        assert_eq!(needs(&[1000], &[(Part::Total, 1500), (Part::Tax, 0)]), Some("shipping"));
        assert_eq!(needs(&[1000], &[(Part::Total, 1500), (Part::Shipping, 0)]), Some("tax"));
        assert_eq!(needs(&[1000], &[(Part::Total, 1000)]), None);
    }
}
