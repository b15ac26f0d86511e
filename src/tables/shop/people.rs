//! Buyers as one file names them: every key and attribute that a record gives, each different set once.

use super::{NO_WORD, Word};
use crate::tables::places::Places;
use rustc_hash::FxBuildHasher;
use std::collections::HashMap;

/// Keys of a person, as words. Cleaned as the room of sources has it; attributes as the export writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// The platform's own id of the customer.
    pub customer_id: Word,
    /// E-mail address in lower case; also the anonymous address of a marketplace.
    pub email: Word,
    /// Digits of a phone number, with a plus where it has one.
    pub phone: Word,
    /// User name.
    pub username: Word,
    /// Name.
    pub name: Word,
}

impl Person {
    /// Nobody.
    pub const NOBODY: Self =
        Self { customer_id: NO_WORD, email: NO_WORD, phone: NO_WORD, username: NO_WORD, name: NO_WORD };

    fn first_key(&self) -> Word {
        let keys = [self.customer_id, self.email, self.phone, self.username, self.name];
        keys.into_iter().find(|&key| key != NO_WORD).unwrap_or(NO_WORD)
    }
}

/// Words are looked up directly while there are at most so many of them to a person.
const SPARSE: usize = 16;

/// When an attribute was said, where the file does not say it.
pub const UNDATED: i64 = i64::MIN;

/// An attribute of a person, with when it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Number of the person in the file.
    pub person: u32,
    /// Which attribute.
    pub what: AttributeKind,
    /// Its value.
    pub value: Word,
    /// When, in UTC milliseconds or on the wall; [`UNDATED`] for unknown.
    pub at: i64,
}

/// Attributes of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum AttributeKind {
    Name,
    Country,
    Region,
    City,
    Language,
    Company,
    Tags,
    Consent,
    CustomerSince,
    Birthday,
    /// Lifetime orders that the platform states.
    TotalOrders,
    /// Lifetime spend that the platform states.
    TotalSpent,
}

/// Why a record names nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Absent {
    /// The cells are blank: guests and counters.
    #[default]
    Blank,
    /// The platform hides who it is.
    Masked,
    /// What stands there is no key.
    Unreadable,
    /// The export names no buyer at all.
    NoColumn,
}

/// Different people of one file in order of appearance.
#[derive(Clone, Debug, Default)]
pub struct People {
    people: Vec<Person>,
    /// Who was the first to be named by a first key, by its word.
    first: Places,
    /// Everybody else.
    others: HashMap<Person, u32, FxBuildHasher>,
    /// Records that name nobody, by [`Absent`].
    pub absent: [u64; 4],
    /// What is said of them besides keys; of orders' files only what changes.
    pub attributes: Vec<Attribute>,
}

impl People {
    /// The number of a person, new or known.
    pub fn number(&mut self, person: Person) -> u32 {
        let key = person.first_key() as usize;
        let first = self.first.get(key);
        if let Some(first) = first.filter(|&first| self.people.get(first as usize) == Some(&person)) {
            return first;
        }
        if let Some(&number) = self.others.get(&person) {
            return number;
        }
        let next = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        self.people.push(person);
        if first.is_none() && key < SPARSE * (self.people.len() + 1024) {
            self.first.set(key, next);
        } else {
            self.others.insert(person, next);
        }
        next
    }

    /// All of them, by number.
    #[must_use]
    pub fn all(&self) -> &[Person] {
        &self.people
    }
}
