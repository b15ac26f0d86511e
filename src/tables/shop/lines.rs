//! Lines of orders and the products that they name.

use super::{Amounts, NO_WORD, Word};
use crate::tables::interner::Interner;
use rustc_hash::FxBuildHasher;
use std::collections::HashMap;

/// Lines in row order.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Number of the order.
    pub order: Vec<u32>,
    /// Number of the product.
    pub product: Vec<u32>,
    /// Units, in 1/10,000.
    pub units: Amounts,
    /// Units that came back.
    pub returned: Amounts,
    /// Price of all units before discounts.
    pub amount: Amounts,
    /// Taken off this line, positive.
    pub discount: Amounts,
}

impl Lines {
    /// Number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Adds a line; its amounts are set by the number that this gives.
    pub fn push(&mut self, order: usize, product: u32) -> usize {
        self.order.push(u32::try_from(order).unwrap_or(u32::MAX));
        self.product.push(product);
        self.order.len() - 1
    }
}

/// What a line says of its product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ProductKey {
    /// Stock keeping unit.
    pub sku: Word,
    /// Name.
    pub name: Word,
    /// Variant, options.
    pub variant: Word,
    /// Category or type.
    pub category: Word,
    /// Vendor or brand.
    pub vendor: Word,
}

impl ProductKey {
    /// A product of which nothing is said.
    pub const NONE: Self =
        Self { sku: NO_WORD, name: NO_WORD, variant: NO_WORD, category: NO_WORD, vendor: NO_WORD };
}

/// Different products in order of appearance.
#[derive(Clone, Debug, Default)]
pub struct Products {
    keys: Vec<ProductKey>,
    known: HashMap<ProductKey, u32, FxBuildHasher>,
    last: Option<(ProductKey, u32)>,
    /// Whether each is a gift card, as far as that was asked.
    gift_cards: Vec<bool>,
}

/// What gift cards are called in names, types and SKUs, in lower case.
const GIFT_CARDS: [&str; 9] = [
    "gift card",
    "giftcard",
    "gift-card",
    "gift voucher",
    "geschenkkarte",
    "carte cadeau",
    "tarjeta regalo",
    "礼品卡",
    "ギフトカード",
];

impl Products {
    /// The number of a product, new or known.
    pub fn number(&mut self, key: ProductKey) -> u32 {
        if let Some((last, number)) = self.last.filter(|(last, _)| *last == key) {
            debug_assert_eq!(last, key);
            return number;
        }
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
        }
        self.last = Some((key, number));
        number
    }

    /// Whether a product is a gift card, by its name, type or SKU.
    pub fn is_gift_card(&mut self, product: u32, words: &Interner) -> bool {
        for key in &self.keys[self.gift_cards.len()..] {
            let named =
                [key.sku, key.name, key.category].into_iter().filter(|&word| word != NO_WORD).any(|word| {
                    let text = String::from_utf8_lossy(words.key(word)).to_lowercase();
                    GIFT_CARDS.iter().any(|name| text.contains(name))
                });
            self.gift_cards.push(named);
        }
        self.gift_cards.get(product as usize).copied().unwrap_or(false)
    }

    /// All of them, by number.
    #[must_use]
    pub fn keys(&self) -> &[ProductKey] {
        &self.keys
    }
}
