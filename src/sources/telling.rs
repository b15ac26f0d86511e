//! What a file says of its orders under a view: whose they are, and which another file says better.

use super::File;
use super::options::View;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::shop::links::{Links, Place, Table};
use crate::tables::shop::{Conversion, NO_WORD, Part, Word};
use crate::time::Zone;

/// What rows depend on besides their file.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The other files of the same origin.
    pub siblings: &'a [&'a File],
    /// Who is one person, where keys are not people.
    pub links: Option<&'a Links>,
    /// Zone of the file's times without an offset, where the seller named one.
    pub zone: Option<&'a Zone>,
    /// Texts of all files.
    pub words: &'a Interner,
    /// How the tables are looked at.
    pub view: &'a View,
    /// The constant currency.
    pub into: Option<Conversion<'a>>,
}

impl<'a> Telling<'a> {
    /// Whether a file of higher rank has the order too.
    #[must_use]
    pub fn is_written_elsewhere(&self, file: &File, id: Word) -> bool {
        let rank = file.platform.reading.rank;
        let above = self.siblings.iter().filter(|other| other.platform.reading.rank > rank);
        above.into_iter().any(|other| other.tables.orders.find(id).is_some())
    }

    /// Whether a file of higher rank says what was given back of the order.
    #[must_use]
    pub fn is_given_back_elsewhere(&self, file: &File, id: Word) -> bool {
        let rank = file.platform.reading.rank;
        let mut above = self.siblings.iter().filter(|other| other.platform.reading.rank > rank);
        above.any(|other| {
            let orders = &other.tables.orders;
            orders.find(id).is_some_and(|order| orders.part(Part::Refund, order).is_some())
        })
    }

    /// Number of the key of the buyer of an order, by another file of the same origin where this one names none.
    #[must_use]
    pub fn buyer(&self, file: &File, order: usize) -> Option<u32> {
        self.own_buyer(file, order).or_else(|| self.buyer_elsewhere(file.tables.orders.id[order]))
    }

    /// Number of the key of the person to whom money was given back: as the refund names it, else as its order does.
    #[must_use]
    pub fn payee(&self, file: &File, refund: usize) -> Option<u32> {
        let refund = &file.tables.refunds[refund];
        let own = self.key(file, Table::Orders, usize::MAX, refund.person);
        let of_order = || self.own_buyer(file, file.tables.orders.find(refund.order)?);
        own.or_else(of_order).or_else(|| self.buyer_elsewhere(refund.order))
    }

    fn own_buyer(&self, file: &File, order: usize) -> Option<u32> {
        self.key(file, Table::Orders, order, file.tables.orders.person[order])
    }

    fn buyer_elsewhere(&self, id: Word) -> Option<u32> {
        self.siblings.iter().find_map(|other| self.own_buyer(other, other.tables.orders.find(id)?))
    }

    /// Number of the key of the person of a row: the file's own, or under links the one that stands for whoever it is.
    #[must_use]
    pub fn key(&self, file: &File, table: Table, row: usize, person: u32) -> Option<u32> {
        let Some(links) = self.links else {
            return file.keys.get(person as usize).copied().filter(|&key| key != NO_WORD);
        };
        let row = u32::try_from(row).unwrap_or(NOBODY);
        let place = Place { file: links.file(file.id)?, table, row };
        links.of_row(place, person)
    }

    /// The text of a key.
    #[must_use]
    pub fn text(&self, key: u32) -> &'a [u8] {
        self.links.map_or_else(|| self.words.key(key), |links| links.keys().text(key))
    }
}
