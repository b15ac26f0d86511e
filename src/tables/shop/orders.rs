//! Orders of one file: when, whose, in which state, and the parts that their totals are made of.

use super::positions::Positions;
use super::{Absent, Amounts, NO_WORD, Word, Words};
use crate::tables::interner::NOBODY;
use crate::tables::places::Places;

/// A part of an order's total, in 1/10,000 of the order's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Part {
    /// The goods after discounts, before shipping, as the export states them (a subtotal).
    Goods,
    /// What was taken off the goods, positive.
    Discount,
    /// Shipping after its own discounts.
    Shipping,
    /// Tax, wherever it stands.
    Tax,
    /// A tip.
    Tip,
    /// Paid with gift cards, positive.
    GiftCard,
    /// Fees and duties on top of goods and shipping.
    Fee,
    /// What the buyer paid in all.
    Total,
    /// Given back, positive, at the order's own date: with its shares of tax and shipping.
    Refund,
}

/// How many parts there are.
pub const PARTS: usize = 9;

/// Whether an order counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Standing {
    /// It counts.
    #[default]
    Counts,
    /// Cancelled.
    Cancelled,
    /// Voided.
    Voided,
    /// A test.
    Test,
    /// It counts and was given back in full, whatever its refund says.
    Refunded,
}

/// The link whose visit led to an order, as the order's notes tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Number of the order.
    pub order: u32,
    /// Advertising, newsletter, search engine.
    pub channel: Word,
    /// Campaign.
    pub campaign: Word,
    /// Creative.
    pub creative: Word,
}

/// Orders in the order of their first record.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// Order id.
    pub id: Vec<Word>,
    /// Milliseconds of what `anchor` says.
    pub time: Vec<i64>,
    /// 0 instant, 1 wall time, 2 date; 3 while no record has said a time.
    pub anchor: Vec<u8>,
    /// One-based record and line of the first record.
    pub place: Positions,
    /// Number among the file's people, or [`NOBODY`].
    pub person: Vec<u32>,
    /// Why nobody is named, where nobody is.
    pub absent: Vec<Absent>,
    /// Number of the currency.
    pub currency: Vec<u8>,
    /// Whether it counts.
    pub standing: Vec<Standing>,
    /// Status word.
    pub status: Vec<Word>,
    /// Tax is inside the goods; `None` is found from the sums.
    pub tax_inside: Vec<Option<bool>>,
    /// Units of all lines, in 1/10,000.
    pub units: Amounts,
    /// Sum of the lines' prices before discounts.
    pub line_amount: Amounts,
    /// Sum of what was taken off single lines.
    pub line_discount: Amounts,
    /// Of these, gift cards that were sold, after their discounts.
    pub gift_lines: Amounts,
    parts: [Amounts; PARTS],
    /// Country as the export writes it.
    pub country: Words,
    /// Province or state.
    pub region: Words,
    /// Sales channel.
    pub channel: Words,
    /// Discount codes as the export writes them.
    pub code: Words,
    /// Checkout or cart token.
    pub token: Words,
    /// Digests of visits with the number of their order, ascending.
    pub digests: Vec<(u32, [u8; 36])>,
    /// Links that visits came by, by the number of their order, ascending.
    pub links: Vec<Link>,
    /// Order number by word, so that lines find their order.
    places: Places,
}

/// Anchor of an order of which no record has said a time.
pub const NO_TIME: u8 = 3;

impl Orders {
    /// Number of orders.
    #[must_use]
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Whether there is no order.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    /// The order with an id.
    #[must_use]
    #[inline]
    pub fn find(&self, id: Word) -> Option<usize> {
        if self.id.last() == Some(&id) && id != NO_WORD {
            return Some(self.id.len() - 1);
        }
        self.places.get(id as usize).map(|order| order as usize)
    }

    /// The link that led to an order, where its notes tell it.
    #[must_use]
    pub fn link(&self, order: usize) -> Option<&Link> {
        let at = self.links.binary_search_by_key(&order, |link| link.order as usize).ok()?;
        self.links.get(at)
    }

    /// A new order; [`NO_WORD`] makes one that no line can find.
    pub fn push(&mut self, id: Word, place: (u64, u64)) -> usize {
        let order = self.id.len();
        self.id.push(id);
        self.time.push(0);
        self.anchor.push(NO_TIME);
        self.place.push(place);
        self.person.push(NOBODY);
        self.absent.push(Absent::Blank);
        self.currency.push(u8::MAX);
        self.standing.push(Standing::Counts);
        self.tax_inside.push(None);
        self.status.push(NO_WORD);
        if id != NO_WORD {
            self.places.set(id as usize, u32::try_from(order).unwrap_or(NOBODY));
        }
        order
    }

    /// Makes room for so many orders in all the columns that every order fills.
    pub fn reserve(&mut self, orders: usize) {
        let more = orders.saturating_sub(self.len());
        self.id.reserve_exact(more);
        self.time.reserve_exact(more);
        self.anchor.reserve_exact(more);
        self.person.reserve_exact(more);
        self.absent.reserve_exact(more);
        self.currency.reserve_exact(more);
        self.standing.reserve_exact(more);
        self.status.reserve_exact(more);
        self.tax_inside.reserve_exact(more);
        let sums = [&mut self.units, &mut self.line_amount, &mut self.line_discount];
        sums.into_iter().chain(&mut self.parts).for_each(|column| column.reserve(orders));
    }

    /// A part of an order's total.
    #[must_use]
    #[inline]
    pub fn part(&self, part: Part, order: usize) -> Option<i64> {
        self.parts[part as usize].get(order)
    }

    /// The column of a part.
    #[inline]
    pub fn part_mut(&mut self, part: Part) -> &mut Amounts {
        &mut self.parts[part as usize]
    }

    /// Whether anything says what any order is worth.
    #[must_use]
    pub fn has_amounts(&self) -> bool {
        !self.line_amount.is_empty() || self.says(Part::Goods) || self.says(Part::Total)
    }

    /// Whether any order says this part.
    #[must_use]
    pub fn says(&self, part: Part) -> bool {
        !self.parts[part as usize].is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_find_their_order() {
        let mut orders = Orders::default();
        let (first, second) = (orders.push(7, (2, 2)), orders.push(3, (3, 3)));
        let nameless = orders.push(NO_WORD, (4, 4));
        assert_eq!((orders.find(7), orders.find(3)), (Some(first), Some(second)));
        assert_eq!((orders.find(NO_WORD), orders.find(9)), (None, None));
        orders.part_mut(Part::Total).set(second, 5);
        assert_eq!((orders.part(Part::Total, second), orders.part(Part::Total, nameless)), (Some(5), None));
    }
}
