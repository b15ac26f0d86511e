//! Baskets → what each order held and what each customer bought on each buying day. People, products and categories are numbered
//! in the order of their texts, so that nothing made from this depends on the order of rows. Each product counts once an order.

#[cfg(test)]
mod fixture;
pub mod transitions;

#[cfg(test)]
pub use fixture::sample;

use crate::math::order::{map_of, positions};
use crate::tables::baskets::{Baskets, NO_WORD, NOBODY};
use serde::Serialize;
use std::cmp::Ordering;

/// Nothing.
pub const NONE: u32 = u32::MAX;

/// A product by its SKU (by its name where it has none), or a category by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Item {
    /// SKU or name.
    pub key: String,
    /// Name of a product.
    pub name: Option<String>,
}

/// Calls back with every list and a value of it.
type Pairs<'a> = dyn Fn(&mut dyn FnMut(u32, u32)) + 'a;

/// Lists of numbers, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Number of lists.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One list.
    #[must_use]
    #[inline]
    pub fn get(&self, at: usize) -> &[u32] {
        match self.starts.get(at..at + 2) {
            Some(&[start, end]) => &self.items[start as usize..end as usize],
            _ => &[],
        }
    }

    /// All lists in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> + '_ {
        (0..self.len()).map(|at| self.get(at))
    }

    /// `pairs` of list and value as `lists` lists, each in the order of the pairs; [`NONE`] belongs to no list.
    #[must_use]
    pub fn grouped(lists: usize, pairs: &Pairs) -> Self {
        let mut starts = vec![0_u32; lists + 1];
        pairs(&mut |list, value| {
            if list != NONE && value != NONE {
                starts[list as usize + 1] += 1;
            }
        });
        (0..lists).for_each(|at| starts[at + 1] += starts[at]);
        let mut next = starts.clone();
        let mut items = vec![0; starts[lists] as usize];
        pairs(&mut |list, value| {
            if list != NONE && value != NONE {
                let place = &mut next[list as usize];
                items[*place as usize] = value;
                *place += 1;
            }
        });
        Self { starts, items }
    }

    /// The same with each list ascending and without repetition.
    #[must_use]
    pub fn distinct(mut self) -> Self {
        let mut starts = vec![0];
        let mut items = Vec::with_capacity(self.items.len());
        for at in 0..self.len() {
            let (from, to) = (self.starts[at] as usize, self.starts[at + 1] as usize);
            self.items[from..to].sort_unstable();
            let mut last = None;
            for &value in &self.items[from..to] {
                if last.replace(value) != Some(value) {
                    items.push(value);
                }
            }
            starts.push(length(&items));
        }
        Self { starts, items }
    }

    /// For each value below `values` the lists that hold it, ascending.
    #[must_use]
    pub fn transposed(&self, values: usize) -> Self {
        Self::grouped(values, &|each| {
            (0..).zip(self.iter()).for_each(|(list, held)| held.iter().for_each(|&value| each(value, list)));
        })
    }
}

/// What was bought together and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasions {
    /// Customers' keys, ascending.
    pub keys: Vec<String>,
    /// Products by key.
    pub items: Vec<Item>,
    /// Category of each product, or [`NONE`].
    pub category: Vec<u32>,
    /// Categories by name.
    pub categories: Vec<String>,
    /// Product here of each product of the table.
    pub item_of: Vec<u32>,
    /// Customer here of each customer of the table.
    pub person_of: Vec<u32>,
    /// Products of each order.
    pub order_items: Lists,
    /// Categories of each order.
    pub order_categories: Lists,
    /// Buying days of each customer, ascending: positions in what follows.
    pub of_customer: Lists,
    /// Day of each.
    pub day: Vec<i32>,
    /// Orders of each.
    pub orders: Lists,
    /// Products of each.
    pub day_items: Lists,
    /// Categories of each.
    pub day_categories: Lists,
}

impl Occasions {
    /// The orders of `baskets` up to a day.
    #[must_use]
    pub fn new(baskets: &Baskets, until: i32) -> Self {
        let mut made = Self::named(baskets);
        let orders = baskets.orders.day.len();
        let counts = |order: u32| baskets.orders.day.get(order as usize).is_some_and(|&day| day <= until);
        made.order_items = Lists::grouped(orders, &|each| {
            for (&order, &product) in baskets.lines.order.iter().zip(&baskets.lines.product) {
                if counts(order) {
                    each(order, made.item_of.get(product as usize).copied().unwrap_or(NONE));
                }
            }
        })
        .distinct();
        made.order_categories = made.categories_of(&made.order_items);
        made.gather_days(baskets, until);
        made
    }

    /// Numbers people, products and categories by their texts.
    fn named(baskets: &Baskets) -> Self {
        let (person_of, keys) = ranks(baskets.keys.len(), &|a, b| baskets.keys[a].cmp(&baskets.keys[b]));
        let all: Vec<Item> = (0..baskets.products.sku.len()).map(|product| item(baskets, product)).collect();
        let (item_of, firsts) = ranks(all.len(), &|a, b| all[a].cmp(&all[b]));
        let named = |product: usize| word(baskets, baskets.products.category.get(product).copied());
        let categories = map_of((0..all.len()).filter_map(named).map(|name| (name, ())));
        let categories: Vec<String> = categories.into_keys().collect();
        let mut category = vec![NONE; firsts.len()];
        for (product, &item) in item_of.iter().enumerate() {
            let Some(at) = named(product).and_then(|name| categories.binary_search(&name).ok()) else {
                continue;
            };
            let known = &mut category[item as usize];
            *known = (*known).min(number(at));
        }
        Self {
            keys: keys.into_iter().map(|at| baskets.keys[at].clone()).collect(),
            items: firsts.into_iter().map(|at| all[at].clone()).collect(),
            category,
            categories,
            item_of,
            person_of,
            ..Self::default()
        }
    }

    fn categories_of(&self, held: &Lists) -> Lists {
        Lists::grouped(held.len(), &|each| {
            for (list, items) in (0..).zip(held.iter()) {
                items.iter().for_each(|&item| each(list, self.category[item as usize]));
            }
        })
        .distinct()
    }

    fn gather_days(&mut self, baskets: &Baskets, until: i32) {
        let orders = &baskets.orders;
        let person = |at: usize| match orders.customer[at] {
            NOBODY => NONE,
            customer => self.person_of.get(customer as usize).copied().unwrap_or(NONE),
        };
        let by_day =
            positions(orders.day.len(), &|a, b| (person(a), orders.day[a]).cmp(&(person(b), orders.day[b])));
        let mut of_order = vec![NONE; orders.day.len()];
        let mut owner = Vec::new();
        let mut last = None;
        for at in by_day {
            if person(at) == NONE || orders.day[at] > until {
                continue;
            }
            if last.replace((person(at), orders.day[at])) != Some((person(at), orders.day[at])) {
                owner.push(person(at));
                self.day.push(orders.day[at]);
            }
            of_order[at] = number(owner.len() - 1);
        }
        let days = owner.len();
        self.of_customer = Lists::grouped(self.keys.len(), &|each| {
            (0..).zip(&owner).for_each(|(day, &person)| each(person, day));
        });
        self.orders = Lists::grouped(days, &|each| {
            (0..).zip(&of_order).for_each(|(order, &day)| each(day, order));
        });
        self.day_items = self.merged(&self.orders, &self.order_items);
        self.day_categories = self.categories_of(&self.day_items);
    }

    /// For each list of lists what they hold together.
    fn merged(&self, outer: &Lists, inner: &Lists) -> Lists {
        Lists::grouped(outer.len(), &|each| {
            for (list, parts) in (0..).zip(outer.iter()) {
                for &part in parts {
                    inner.get(part as usize).iter().for_each(|&value| each(list, value));
                }
            }
        })
        .distinct()
    }

    /// Products of each customer, ever.
    #[must_use]
    pub fn customer_items(&self) -> Lists {
        self.merged(&self.of_customer, &self.day_items)
    }

    /// Categories of each customer, ever.
    #[must_use]
    pub fn customer_categories(&self) -> Lists {
        self.merged(&self.of_customer, &self.day_categories)
    }

    /// Days on which a customer bought, ascending.
    pub fn days_of(&self, customer: usize) -> impl DoubleEndedIterator<Item = i32> + '_ {
        self.of_customer.get(customer).iter().map(|&at| self.day[at as usize])
    }

    /// A category as an item.
    #[must_use]
    pub fn category_item(&self, category: u32) -> Item {
        Item { key: self.categories[category as usize].clone(), name: None }
    }
}

/// The text of a word; `None` for no word and for a blank one.
#[must_use]
pub fn word(baskets: &Baskets, word: Option<u32>) -> Option<String> {
    let text = baskets.words.get(word.filter(|&word| word != NO_WORD)? as usize)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn item(baskets: &Baskets, product: usize) -> Item {
    let sku = word(baskets, baskets.products.sku.get(product).copied());
    let name = word(baskets, baskets.products.name.get(product).copied());
    Item { key: sku.or_else(|| name.clone()).unwrap_or_default(), name }
}

/// The rank of each of `len` things among the different ones, and where each different one first stands.
fn ranks(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> (Vec<u32>, Vec<usize>) {
    let mut rank = vec![0; len];
    let mut firsts: Vec<usize> = Vec::new();
    for at in positions(len, compare) {
        if firsts.last().is_none_or(|&last| compare(last, at) != Ordering::Equal) {
            firsts.push(at);
        }
        rank[at] = number(firsts.len() - 1);
    }
    (rank, firsts)
}

/// A position as it stands in the tables, which hold fewer than 2^32 of anything.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn number(at: usize) -> u32 {
    at as u32
}

fn length(items: &[u32]) -> u32 {
    number(items.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A SKU that stands twice in the table is one product, of the category whose name comes first.
    #[test]
    fn a_product_in_two_rows() {
        for rows in [["a/tea", "b/cups"], ["b/cups", "a/tea"]] {
            let mut baskets = sample(9, &[(Some("ann"), 1, 1, &rows)]);
            let sku = baskets.products.sku[0];
            baskets.products.sku.fill(sku);
            let found = Occasions::new(&baskets, 9);
            assert_eq!(
                (found.items.len(), found.category.clone(), found.order_items.get(0)),
                (1, vec![0], &[0][..])
            );
            assert_eq!(found.categories[0], "cups");
        }
    }

    /// Two orders of one day are one occasion; a SKU twice in an order counts once; nobody's orders have no occasion.
    #[test]
    fn days_and_sets() {
        let baskets = sample(
            9,
            &[
                (Some("zoe"), 5, 10, &["b/tea", "b/tea", "a/cups"]),
                (Some("ann"), 3, 10, &["a"]),
                (Some("zoe"), 5, 10, &["c/tea"]),
                (Some("zoe"), 2, 10, &["c"]),
                (None, 4, 10, &["a", "b"]),
                (Some("ann"), 99, 10, &["c"]),
            ],
        );
        let found = Occasions::new(&baskets, 9);
        assert_eq!(found.keys, ["ann", "zoe"]);
        assert_eq!(found.items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(found.categories, ["cups", "tea"]);
        assert_eq!(found.category, [0, 1, 1]);
        assert_eq!(found.days_of(1).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(found.days_of(0).collect::<Vec<_>>(), [3]);
        assert_eq!(
            found.order_items.iter().map(<[u32]>::to_vec).collect::<Vec<_>>(),
            [vec![0, 1], vec![0], vec![2], vec![2], vec![0, 1], vec![]]
        );
        let last = found.of_customer.get(1)[1] as usize;
        assert_eq!(
            (found.day_items.get(last), found.day_categories.get(last)),
            (&[0, 1, 2][..], &[0, 1][..])
        );
        assert_eq!(found.customer_items().transposed(3).get(2), [1]);
    }
}
