//! What a file says of its orders under a view: whose they are, and which another file says better.

use super::File;
use super::options::View;
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::shop::links::{Links, Place, Table};
use crate::tables::shop::{Conversion, NO_WORD, Word};

/// What rows depend on besides their file.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The other files of the same origin.
    pub siblings: &'a [&'a File],
    /// Who is one person, where keys are not people.
    pub links: Option<&'a Links>,
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

    /// The key of the buyer of an order, by another file of the same origin where this one names none.
    #[must_use]
    pub fn buyer(&self, file: &File, order: usize) -> Option<&'a [u8]> {
        let key = self.key(file, Table::Orders, order, file.tables.orders.person[order]);
        key.or_else(|| self.elsewhere(file.tables.orders.id[order]))
    }

    /// The key of an order's buyer, by the other files of the same origin.
    fn elsewhere(&self, id: Word) -> Option<&'a [u8]> {
        self.siblings.iter().find_map(|other| {
            let order = other.tables.orders.find(id)?;
            self.key(other, Table::Orders, order, other.tables.orders.person[order])
        })
    }

    /// The key of the person to whom money was given back.
    #[must_use]
    pub fn payee(&self, file: &File, refund: usize) -> Option<&'a [u8]> {
        let refund = &file.tables.refunds[refund];
        let order = file.tables.orders.find(refund.order);
        let of_order = order.map_or(NOBODY, |order| file.tables.orders.person[order]);
        let person = if refund.person == NOBODY { of_order } else { refund.person };
        let key = self.key(file, Table::Orders, order.unwrap_or(usize::MAX), person);
        key.or_else(|| self.elsewhere(refund.order))
    }

    /// The key of the person of a row: the file's own, or under links the one that stands for whoever it is.
    #[must_use]
    pub fn key(&self, file: &File, table: Table, row: usize, person: u32) -> Option<&'a [u8]> {
        let Some(links) = self.links else {
            let key = file.keys.get(person as usize).copied().filter(|&key| key != NO_WORD);
            return key.map(|key| self.words.key(key));
        };
        let row = u32::try_from(row).unwrap_or(NOBODY);
        let place = Place { file: links.file(file.id)?, table, row };
        links.of_row(place, person).map(|key| links.keys().text(key))
    }
}
