//! What a record says of its order: whether it is new, how it stands, the parts of its total, and its lines.

use super::Row;
use crate::source::dates::Stamp;
use crate::source::platforms::is::Is;
use crate::source::platforms::meaning::{Meaning, meaning};
use crate::source::status::{Status, status};
use crate::tables::interner::NOBODY;
use crate::tables::ledger::Verdict;
use crate::tables::shop::lines::ProductKey;
use crate::tables::shop::{Part, Standing, Tables, Word};

/// So many different status words are remembered.
const WORDS_KEPT: usize = 64;

impl Row<'_> {
    /// The order of this row, new or known: a new one with its time, buyer, currency, status and place.
    pub fn order(&mut self) -> Option<usize> {
        let id = self.word(Is::Order);
        self.order_with(id)
    }

    /// The order of a row whose status is its item's, and what becomes of the item; `None` where the item was cancelled.
    /// An order counts as soon as one of its items does.
    pub fn order_of_item(&mut self) -> Option<(usize, Standing)> {
        let word = self.text(Is::Status);
        let standing = self.meaning(&word).standing();
        let id = self.word(Is::Order);
        let order = self.order_with(id)?;
        let whole = self.tables.orders.standing[order];
        if matches!(standing, Standing::Cancelled | Standing::Voided | Standing::Test) {
            // An order of which every item was cancelled is in the ledger once, as an order.
            if whole == Standing::Counts {
                self.verdict(Verdict::Cancelled, &word);
            }
            return None;
        }
        if matches!(whole, Standing::Cancelled | Standing::Voided | Standing::Test) {
            self.verdict(Verdict::Cancelled, b"");
            self.tables.orders.status[order] = self.intern(&word);
        }
        self.tables.orders.standing[order] = Standing::Counts;
        Some((order, standing))
    }

    /// The same under an id that was cleaned.
    pub fn order_with(&mut self, id: Word) -> Option<usize> {
        if let Some(order) = self.tables.orders.find(id) {
            if self.tables.orders.person[order] == NOBODY {
                self.buyer(order);
            }
            return Some(order);
        }
        let stamp = self.time(Is::Time)?;
        Some(self.new_order(id, stamp))
    }

    /// A new order at a time.
    pub fn new_order(&mut self, id: Word, stamp: Stamp) -> usize {
        let order = self.tables.orders.push(id, self.record.position());
        self.tables.orders.time[order] = stamp.ms;
        self.tables.orders.anchor[order] = stamp.anchor as u8;
        self.buyer(order);
        self.tables.orders.currency[order] = self.currency();
        self.status(order);
        self.attributes(order);
        order
    }

    fn attributes(&mut self, order: usize) {
        if self.values.lean {
            return;
        }
        let country = if self.is_blank(Is::Country) { Is::BillingCountry } else { Is::Country };
        let words = [country, Is::Region, Is::Channel, Is::Code, Is::Token].map(|is| self.word(is));
        let orders = &mut self.tables.orders;
        let columns = [
            &mut orders.country,
            &mut orders.region,
            &mut orders.channel,
            &mut orders.code,
            &mut orders.token,
        ];
        columns.into_iter().zip(words).for_each(|(column, word)| column.set(order, word));
        self.came_by(order);
    }

    /// Reads the status word and what it means for the order.
    pub fn status(&mut self, order: usize) {
        let cell = self.text(Is::Status);
        let (word, meaning) = match &self.values.last_status {
            (last, word, Some(meaning)) if *last == *cell => (*word, *meaning),
            _ => self.new_status(&cell),
        };
        self.tables.orders.status[order] = word;
        let cancelled = !self.is_blank(Is::Cancelled);
        self.tables.orders.standing[order] = if cancelled { Standing::Cancelled } else { meaning.standing() };
    }

    /// A status that differs from that of the record before, as a word and by its meaning; an unknown one is asked for again each
    /// time, because the ledger counts it.
    fn new_status(&mut self, cell: &[u8]) -> (Word, Meaning) {
        let word = self.intern(cell);
        let (meaning, known) = self.known_meaning(cell);
        self.values.last_status = (cell.to_vec(), word, Some(meaning).filter(|_| known));
        (word, meaning)
    }

    /// The meaning of a status word; unknown ones are in the ledger.
    pub fn meaning(&mut self, word: &[u8]) -> Meaning {
        self.known_meaning(word).0
    }

    /// The same, and whether it is known.
    fn known_meaning(&mut self, word: &[u8]) -> (Meaning, bool) {
        let met = self.values.met_statuses.iter().find(|(met, ..)| met == word);
        let (found, known) = met.map(|&(_, found, known)| (found, known)).unwrap_or_else(|| {
            let (found, known) = self.read_meaning(&String::from_utf8_lossy(word));
            if self.values.met_statuses.len() < WORDS_KEPT {
                self.values.met_statuses.push((word.to_vec(), found, known));
            }
            (found, known)
        });
        if !known {
            self.verdict(Verdict::UnknownStatus, word);
        }
        (found, known)
    }

    /// The meaning of a word: in a table of no known platform with English or Chinese headers as the orders' engine has it, which
    /// reads such tables itself.
    fn read_meaning(&self, word: &str) -> (Meaning, bool) {
        let own = &self.values.statuses;
        let is_engines = self.layout.platform.id == "generic" && self.layout.language.is_none();
        if !is_engines || own.contains_key(&word.trim().to_lowercase()) {
            return meaning(word, own);
        }
        match status(word.as_bytes()) {
            Status::Counts => (meaning(word, own).0.counting(), true),
            Status::Cancelled => (Meaning::Cancelled, true),
            Status::Voided => (Meaning::Voided, true),
            Status::Refunded => (Meaning::Refunded, true),
            Status::Test => (Meaning::Test, true),
            Status::Unknown => (Meaning::Other, false),
        }
    }

    /// Sets a part of an order that no record has said yet.
    pub fn say(&mut self, part: Part, order: usize, is: Is) {
        let amount = self.amount(is);
        self.tables.orders.part_mut(part).say(order, amount);
    }

    /// The same with the sign taken off, for discounts and refunds that some exports write as negative.
    pub fn say_absolute(&mut self, part: Part, order: usize, is: Is) {
        let amount = self.amount(is).map(i64::abs);
        self.tables.orders.part_mut(part).say(order, amount);
    }

    /// Adds to a part of an order, for exports that say it by line.
    pub fn add(&mut self, part: Part, order: usize, is: Is) {
        let amount = self.amount(is);
        self.tables.orders.part_mut(part).add(order, amount);
    }

    /// A line of the order: its product, with units and amounts in 1/10,000 where they are known.
    pub fn line(
        &mut self,
        order: usize,
        units: Option<i64>,
        amount: Option<i64>,
        discount: Option<i64>,
    ) -> usize {
        if self.values.lean {
            return self.line_of(order, ProductKey::NONE, units, amount, discount);
        }
        let key = ProductKey {
            sku: self.word(Is::Sku),
            name: self.word(Is::Product),
            variant: self.word(Is::Variant),
            category: self.word(Is::Category),
            vendor: self.word(Is::Vendor),
        };
        self.line_of(order, key, units, amount, discount)
    }

    /// The same of a product that no columns of its own name.
    pub fn line_of(
        &mut self,
        order: usize,
        key: ProductKey,
        units: Option<i64>,
        amount: Option<i64>,
        discount: Option<i64>,
    ) -> usize {
        let Tables { orders, lines, products, .. } = &mut *self.tables;
        orders.units.add(order, units);
        orders.line_amount.add(order, amount);
        orders.line_discount.add(order, discount);
        if self.values.lean {
            return 0;
        }
        let product = products.number(key);
        let line = lines.push(order, product);
        lines.units.say(line, units);
        lines.amount.say(line, amount);
        lines.discount.say(line, discount);
        if products.is_gift_card(product, self.words) {
            orders.gift_lines.add(order, amount.map(|amount| amount - discount.unwrap_or(0)));
        }
        line
    }
}
