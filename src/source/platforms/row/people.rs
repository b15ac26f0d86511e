//! Whom a record names: the keys of its buyer, cleaned, or why there is none.

use super::Row;
use crate::source::keys::{customer_key, phone_digits};
use crate::source::platforms::is::Is;
use crate::tables::interner::NOBODY;
use crate::tables::shop::{Absent, NO_WORD, Person, Word};

impl Row<'_> {
    /// Sets the buyer of an order, or why there is none.
    pub(super) fn buyer(&mut self, order: usize) {
        let buyer = self.named();
        let orders = &mut self.tables.orders;
        match buyer {
            Ok(person) => orders.person[order] = person,
            Err(why) => orders.absent[order] = orders.absent[order].max(why),
        }
    }

    /// The buyer that this row names, by number in the file; [`NOBODY`] where it names none.
    pub fn person(&mut self) -> u32 {
        self.named().unwrap_or_else(|why| {
            self.tables.people.absent[why as usize] += 1;
            NOBODY
        })
    }

    fn named(&mut self) -> Result<u32, Absent> {
        let person = if self.values.lean { self.known_by_one_key() } else { self.known_by_all_keys() };
        if person == Person::NOBODY { Err(self.absent()) } else { Ok(self.tables.people.number(person)) }
    }

    /// The person by the key alone that names a buyer for this export.
    fn known_by_one_key(&mut self) -> Person {
        let mut person = Person::NOBODY;
        for &is in self.layout.platform.reading.keys {
            let key = match is {
                Is::Email => &mut person.email,
                Is::Phone => &mut person.phone,
                Is::CustomerId => &mut person.customer_id,
                Is::Username => &mut person.username,
                _ => &mut person.name,
            };
            *key = match is {
                Is::Email => self.email(),
                Is::Phone => self.phone(),
                Is::CustomerId | Is::Username => self.key(is),
                _ => self.name(),
            };
            if *key != NO_WORD {
                return person;
            }
        }
        self.known_by_all_keys()
    }

    fn known_by_all_keys(&mut self) -> Person {
        let email = self.email();
        let phone = self.phone();
        let customer_id = self.key(Is::CustomerId);
        let username = self.key(Is::Username);
        let name = self.name();
        Person { customer_id, email, phone, username, name }
    }

    /// Why the record names nobody.
    #[cold]
    fn absent(&self) -> Absent {
        const KEYS: [Is; 8] = [
            Is::Email,
            Is::Phone,
            Is::BillingPhone,
            Is::CustomerId,
            Is::Username,
            Is::Name,
            Is::FirstName,
            Is::LastName,
        ];
        if !KEYS.iter().any(|&is| self.has(is)) {
            return Absent::NoColumn;
        }
        let cells = KEYS.map(|is| self.text(is));
        if cells.iter().any(|cell| cell.contains(&b'*')) {
            return Absent::Masked;
        }
        let written = cells.iter().any(|cell| customer_key(cell).is_some());
        if written { Absent::Unreadable } else { Absent::Blank }
    }

    fn email(&mut self) -> Word {
        let cell = self.text(Is::Email);
        let kinds = kinds(&cell);
        if kinds & (AT | STAR) != AT {
            return NO_WORD;
        }
        if kinds & (UPPER | BEYOND) == 0 && cell.len() > 5 {
            return self.words.intern(&cell);
        }
        customer_key(&cell).map_or(NO_WORD, |key| self.words.intern(&key))
    }

    fn phone(&mut self) -> Word {
        for is in [Is::Phone, Is::BillingPhone] {
            let cell = self.text(is);
            if cell.is_empty() || cell.contains(&b'*') {
                continue;
            }
            if let Some(digits) = phone_digits(&cell) {
                return self.words.intern(&digits);
            }
        }
        NO_WORD
    }

    /// A key of a person. A name of which the platform hides a part is none; a user name still tells its buyers apart.
    fn key(&mut self, is: Is) -> Word {
        let cell = self.text(is);
        self.key_of(&cell, is == Is::Username)
    }

    fn key_of(&mut self, text: &[u8], may_be_masked: bool) -> Word {
        if text.is_empty() {
            return NO_WORD;
        }
        let kinds = kinds(text);
        if kinds & STAR != 0 && !may_be_masked {
            return NO_WORD;
        }
        if kinds & (AT | BEYOND) == 0 && text.len() > 5 {
            return self.words.intern(text);
        }
        customer_key(text).map_or(NO_WORD, |key| self.words.intern(&key))
    }

    fn name(&mut self) -> Word {
        let whole = self.text(Is::Name);
        if !whole.is_empty() {
            return self.key_of(&whole, false);
        }
        let (first, last) = (self.text(Is::FirstName), self.text(Is::LastName));
        if first.is_empty() && last.is_empty() {
            return NO_WORD;
        }
        let mut joined = std::mem::take(&mut self.values.scratch);
        joined.clear();
        joined.extend_from_slice(&first);
        joined.push(b' ');
        joined.extend_from_slice(&last);
        let key = self.key_of(joined.trim_ascii(), false);
        self.values.scratch = joined;
        key
    }
}

/// What bytes a text has that decide how it can be a key.
const AT: u8 = 1;
const STAR: u8 = 2;
const UPPER: u8 = 4;
const BEYOND: u8 = 8;

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'@' => AT,
            b'*' => STAR,
            b'A'..=b'Z' => UPPER,
            0x80.. => BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

fn kinds(text: &[u8]) -> u8 {
    text.iter().fold(0, |kinds, &byte| kinds | KINDS[usize::from(byte)])
}
