//! Customer keys → small numbers in order of first appearance.

use super::places::Places;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// No customer.
pub const NOBODY: u32 = u32::MAX;

/// A set of keys, each with a number.
///
/// A small whole number indexes a table of its own. A larger one, and another key of at most seven bytes, stands whole in the
/// table's word; a longer key leaves its hash there and is compared in the arena. The seed keeps a hostile file from aiming at the table; it never shows in results.
#[derive(Clone, Debug)]
pub struct Interner {
    seed: u64,
    slots: Vec<Slot>,
    shift: u32,
    /// Numbers of the keys that are small whole numbers, by value.
    numbers: Places,
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    low: u32,
    high: u32,
    id: u32,
}

const FREE: Slot = Slot { low: 0, high: 0, id: NOBODY };
const LONG: u64 = 0xFF << 56;
const NUMBER: u64 = 0xFE << 56;
/// Numbers from here on have no table of their own.
const LARGE: u64 = 1 << 22;
/// Stands above whole numbers of [`DIGITS`] digits, of which eight that follow each other are neighbours in the table.
#[cfg(feature = "sources")]
const DECIMAL: u64 = 8 << 60;
#[cfg(feature = "sources")]
const DIGITS: std::ops::RangeInclusive<usize> = 8..=18;

/// A key made ready for look-up: its bytes packed, or its hash.
pub type Word = u64;

impl Interner {
    /// An empty set.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            slots: vec![FREE; 1024],
            shift: 54,
            numbers: Places::default(),
            bytes: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The key with a number.
    #[must_use]
    pub fn key(&self, id: u32) -> &[u8] {
        let at = id as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
    }

    /// Makes a key ready for [`Interner::intern_word`].
    #[must_use]
    #[inline(always)]
    pub fn word(&self, key: &[u8]) -> Word {
        if let Some(number) = small_number(key) {
            return NUMBER | number;
        }
        if key.len() < 8 {
            let mut packed = [0; 8];
            packed[..key.len()].copy_from_slice(key);
            packed[7] = key.len() as u8;
            return u64::from_le_bytes(packed);
        }
        #[cfg(feature = "sources")]
        if let Some(number) = decimal(key) {
            return DECIMAL | number;
        }
        xxh3_64_with_seed(key, self.seed) | LONG
    }

    /// The number of a key, new or known.
    pub fn intern(&mut self, key: &[u8]) -> u32 {
        self.intern_word(self.word(key), key)
    }

    /// The number of a key whose word is made. Words first, numbers after, lets the memory accesses overlap.
    #[inline]
    pub fn intern_word(&mut self, word: Word, key: &[u8]) -> u32 {
        if word >> 56 == NUMBER >> 56 {
            return self.intern_number(word, key);
        }
        let mut at = self.slot_of(word);
        loop {
            let slot = self.slots[at];
            if slot.id == NOBODY {
                return self.insert(at, word, key);
            }
            if slot.word() == word && (word < LONG || self.key(slot.id) == key) {
                return slot.id;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)]
    fn intern_number(&mut self, word: Word, key: &[u8]) -> u32 {
        let at = (word & !LONG) as usize;
        self.numbers.get(at).unwrap_or_else(|| self.insert_number(at, key))
    }

    #[cold]
    fn insert_number(&mut self, at: usize, key: &[u8]) -> u32 {
        let id = self.append(key);
        self.numbers.set(at, id);
        id
    }

    /// The number of a known key.
    #[must_use]
    pub fn find(&self, key: &[u8]) -> Option<u32> {
        let word = self.word(key);
        if word >> 56 == NUMBER >> 56 {
            let at = usize::try_from(word & !LONG).ok()?;
            return self.numbers.get(at);
        }
        let mut at = self.slot_of(word);
        while self.slots[at].id != NOBODY {
            let slot = self.slots[at];
            if slot.word() == word && self.key(slot.id) == key {
                return Some(slot.id);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }

    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)]
    fn slot_of(&self, word: Word) -> usize {
        #[cfg(feature = "sources")]
        if word >> 60 == DECIMAL >> 60 {
            let group = self.scattered(word >> 3);
            return (group + (word & 7) as usize) & (self.slots.len() - 1);
        }
        self.scattered(word)
    }

    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)]
    fn scattered(&self, word: Word) -> usize {
        ((word ^ self.seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    #[cold]
    #[allow(clippy::cast_possible_truncation)]
    fn insert(&mut self, at: usize, word: Word, key: &[u8]) -> u32 {
        let id = self.append(key);
        self.slots[at] = Slot { low: word as u32, high: (word >> 32) as u32, id };
        if self.ends.len() * 8 > self.slots.len() * 5 {
            self.rehash(self.slots.len() * 2);
        }
        id
    }

    #[allow(clippy::cast_possible_truncation)]
    fn append(&mut self, key: &[u8]) -> u32 {
        append(&mut self.bytes, key);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// Makes room for so many more keys like this one.
    #[cfg(feature = "sources")]
    #[allow(clippy::cast_possible_truncation)]
    pub fn reserve(&mut self, keys: usize, like: &[u8]) {
        self.ends.reserve(keys);
        self.bytes.reserve(keys * like.len());
        if small_number(like).is_some() {
            return self.numbers.reserve(keys, self.len(), LARGE as usize);
        }
        let needed = (self.len() + keys) * 8 / 5;
        if needed > self.slots.len() {
            self.rehash(needed.next_power_of_two());
        }
    }

    fn rehash(&mut self, slots: usize) {
        let old = std::mem::replace(&mut self.slots, vec![FREE; slots]);
        self.shift = 64 - slots.trailing_zeros();
        for slot in old.into_iter().filter(|slot| slot.id != NOBODY) {
            let mut at = self.slot_of(slot.word());
            while self.slots[at].id != NOBODY {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// Appends a short text: in wasm a copy of unknown length is a call, eight bytes at a time are none.
#[inline]
pub(crate) fn append(bytes: &mut Vec<u8>, text: &[u8]) {
    let (eights, rest) = text.as_chunks::<8>();
    eights.iter().for_each(|eight| bytes.extend_from_slice(eight));
    rest.iter().for_each(|&byte| bytes.push(byte));
}

/// The value of a key that is a whole number below [`LARGE`], written in the one usual way.
#[inline(always)]
fn small_number(key: &[u8]) -> Option<u64> {
    if key.is_empty() || key.len() > 7 || (key[0] == b'0' && key.len() > 1) {
        return None;
    }
    let mut value = 0;
    for &byte in key {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    (value < LARGE).then_some(value)
}

/// The value of a key of [`DIGITS`] digits, written in the one usual way.
#[cfg(feature = "sources")]
#[inline(always)]
fn decimal(key: &[u8]) -> Option<u64> {
    if !DIGITS.contains(&key.len()) || key[0] == b'0' || !key.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(key.iter().fold(0, |value, byte| value * 10 + u64::from(byte - b'0')))
}

impl Slot {
    #[inline(always)]
    fn word(self) -> Word {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn equals_a_map(keys in prop::collection::vec("([a-c]{0,12}|[0-3]{1,3}|41943(03|04|05)|(0|12|999)?[0-9]{7,17})", 0..300), seed in any::<u64>()) {
            let mut interner = Interner::new(seed);
            let mut map = BTreeMap::new();
            for key in &keys {
                let next = map.len() as u32;
                let expected = *map.entry(key.clone()).or_insert(next);
                prop_assert_eq!(interner.intern(key.as_bytes()), expected);
                prop_assert_eq!(interner.key(expected), key.as_bytes());
                prop_assert_eq!(interner.find(key.as_bytes()), Some(expected));
            }
            prop_assert_eq!(interner.len(), map.len());
            prop_assert_eq!(interner.find(b"zzz"), None);
        }
    }

    #[test]
    fn grows_past_many_keys() {
        let mut interner = Interner::new(7);
        for round in 0..2 {
            for id in 0..50_000_u32 {
                let key = format!("customer-{id}@example.com");
                assert_eq!(interner.intern(key.as_bytes()), id, "round {round}");
            }
        }
    }
}
