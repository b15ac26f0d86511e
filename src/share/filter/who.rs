//! Whom a filter leaves out and whom it renames: cells in, verdicts out.

use super::{Correction, Drop};
use crate::error::{Error, ErrorKind};
use crate::math::order::distinct;
use crate::source::keys::{customer_key, phone_digits};
use sha2::{Digest, Sha256};

/// Hex digits of a whole hash.
const DIGITS: usize = 64;
/// Hex digits of a hashed customer id in events.
const SHORT: usize = 32;

/// What becomes of a record, by one of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody in question.
    Stays,
    /// Erased.
    Goes,
    /// The cell gets another text.
    Becomes(Vec<u8>),
}

/// Tombstones and corrections, and how many records they met.
#[derive(Debug, Default)]
pub struct Who {
    salt: String,
    /// Lower-case hex, ascending.
    hashes: Vec<String>,
    /// By key, ascending.
    corrections: Vec<(Vec<u8>, Vec<u8>)>,
    /// What stands before keys of the file's platform, and not in its cells.
    scope: Option<Vec<u8>>,
    /// Records left out.
    pub dropped: u64,
    /// Records with another key.
    pub corrected: u64,
}

impl Who {
    /// # Errors
    ///
    /// A hash that is none.
    pub fn new(drop: &Drop, corrections: &[Correction], platform: Option<&str>) -> Result<Self, Error> {
        let is_hash =
            |hash: &&String| hash.len() == DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        if let Some(wrong) = drop.hashes.iter().find(|hash| !is_hash(hash)) {
            let sentence = format!("\"{:.80}\" is no SHA-256 in 64 hex digits", wrong);
            return Err(ErrorKind::Option(sentence).into());
        }
        let hashes = drop.hashes.iter().map(|hash| hash.to_ascii_lowercase()).collect();
        let scope = platform.map(|platform| format!("{platform}: ").into_bytes());
        let mut who = Self { salt: drop.salt.clone(), hashes: distinct(hashes), scope, ..Self::default() };
        for correction in corrections {
            let Some(from) = customer_key(correction.from.as_bytes()) else { continue };
            who.corrections.push((from.into_owned(), correction.to.clone().into_bytes()));
        }
        who.corrections = distinct(who.corrections);
        Ok(who)
    }

    /// Whether there is anybody to look for.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.hashes.is_empty() && self.corrections.is_empty()
    }

    /// What becomes of a record that has this text where it names a person, as an address, id or name.
    #[must_use]
    pub fn of_key(&self, cell: &[u8]) -> Verdict {
        let Some(key) = customer_key(cell) else { return Verdict::Stays };
        match (self.verdict(&key), &self.scope) {
            (Verdict::Stays, Some(scope)) => self.scoped(scope, &key),
            (verdict, _) => verdict,
        }
    }

    fn scoped(&self, scope: &[u8], key: &[u8]) -> Verdict {
        match self.verdict(&[scope, key].concat()) {
            Verdict::Becomes(text) => Verdict::Becomes(text.strip_prefix(scope).unwrap_or(&text).to_vec()),
            verdict => verdict,
        }
    }

    /// Whether a person is erased who is named by two cells that stand beside each other, first name and last.
    #[must_use]
    pub fn erases_name(&self, first: &[u8], last: &[u8]) -> bool {
        let named = self.scope.is_some() && !first.is_empty() && !last.is_empty();
        named && self.of_key(&[first, b" ", last].concat()) == Verdict::Goes
    }

    /// The same for a phone number.
    #[must_use]
    pub fn of_phone(&self, cell: &[u8]) -> Verdict {
        phone_digits(cell).map_or(Verdict::Stays, |key| self.verdict(&key))
    }

    /// The same for a text of an event: a key, or the beginning of its hash.
    #[must_use]
    pub fn of_text(&self, text: &[u8]) -> Verdict {
        let hashed = text.len() >= SHORT && text.len() <= DIGITS && text.iter().all(u8::is_ascii_hexdigit);
        if hashed && self.is_listed(&String::from_utf8_lossy(text).to_ascii_lowercase()) {
            return Verdict::Goes;
        }
        self.of_key(text)
    }

    fn verdict(&self, key: &[u8]) -> Verdict {
        if self.is_erased(key) {
            return Verdict::Goes;
        }
        let at = self.corrections.partition_point(|(from, _)| from.as_slice() < key);
        match self.corrections.get(at).filter(|(from, _)| from == key).map(|(_, to)| to) {
            Some(to) if customer_key(to).is_some_and(|key| self.is_erased(&key)) => Verdict::Goes,
            Some(to) => Verdict::Becomes(to.clone()),
            None => Verdict::Stays,
        }
    }

    fn is_erased(&self, key: &[u8]) -> bool {
        if self.hashes.is_empty() {
            return false;
        }
        let mut hasher = Sha256::new();
        hasher.update(self.salt.as_bytes());
        hasher.update(b":");
        hasher.update(key);
        let hex: String =
            hasher.finalize().iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect();
        self.is_listed(&hex)
    }

    /// Whether a tombstone begins with these digits.
    fn is_listed(&self, digits: &str) -> bool {
        let at = self.hashes.partition_point(|hash| hash.as_str() < digits);
        self.hashes.get(at).is_some_and(|hash| hash.starts_with(digits))
    }
}

fn digit(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'a' + value - 10 })
}
