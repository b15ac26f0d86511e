//! People as files name them → the keys that each of them has, every different key once.

use super::phone::{Phone, calling_code, phone};
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::shop::people::AttributeKind;
use crate::tables::shop::{Loaded, NO_WORD, Word};
use serde::Serialize;
use std::collections::BTreeMap;

/// The ISO 3166-1 alpha-2 code of a country as an export writes it.
pub type Countries<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

/// What a key is, or by what two records belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum KeyKind {
    /// E-mail address.
    Email,
    /// The platform's id of the customer.
    CustomerId,
    /// User name on its platform.
    Username,
    /// Phone number.
    Phone,
    /// Name, where nothing better is known; on its platform.
    Name,
    /// Both name one order.
    Order,
    /// Both name one checkout or cart.
    Checkout,
    /// Both are visits of one browser.
    Visitor,
}

/// Kinds that are keys of people, best first.
pub const KINDS: [KeyKind; 5] =
    [KeyKind::Email, KeyKind::CustomerId, KeyKind::Username, KeyKind::Phone, KeyKind::Name];

impl KeyKind {
    /// Whether the platform gives each account exactly one.
    #[must_use]
    pub fn is_account(self) -> bool {
        matches!(self, Self::CustomerId | Self::Username)
    }

    /// Place among the keys that may stand for a person: e-mail, then phone, then what is the platform's own.
    #[must_use]
    pub fn standing(self) -> u8 {
        match self {
            Self::Email => 0,
            Self::Phone => 1,
            other => 2 + other as u8,
        }
    }
}

/// Numbers of one person's keys by kind; [`NOBODY`] where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonKeys([u32; KINDS.len()]);

impl PersonKeys {
    /// The key of a kind.
    #[must_use]
    pub fn of(&self, kind: KeyKind) -> Option<u32> {
        self.0.get(kind as usize).copied().filter(|&key| key != NOBODY)
    }

    /// All of them, best first.
    pub fn all(&self) -> impl Iterator<Item = (KeyKind, u32)> + '_ {
        KINDS.into_iter().zip(self.0).filter(|&(_, key)| key != NOBODY)
    }
}

/// Different keys of all files. Two kinds of key with one text are one key.
#[derive(Clone, Debug)]
pub struct Keys {
    texts: Interner,
    kinds: Vec<KeyKind>,
    /// The platform whose account a key is.
    accounts: Vec<Option<&'static str>>,
}

impl Keys {
    /// None yet; `seed` guards the table of texts.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { texts: Interner::new(seed), kinds: Vec::new(), accounts: Vec::new() }
    }

    /// Number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// What a key is.
    #[must_use]
    pub fn kind(&self, key: u32) -> KeyKind {
        self.kinds[key as usize]
    }

    /// The text of a key.
    #[must_use]
    pub fn text(&self, key: u32) -> &[u8] {
        self.texts.key(key)
    }

    /// The same as a string.
    #[must_use]
    pub fn string(&self, key: u32) -> String {
        String::from_utf8_lossy(self.text(key)).into_owned()
    }

    /// The platform whose account a key is.
    #[must_use]
    pub fn account(&self, key: u32) -> Option<&'static str> {
        self.accounts[key as usize]
    }

    /// The key with a text, in any case for e-mail addresses.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        let text = text.trim();
        let address = text.contains('@').then(|| text.to_ascii_lowercase());
        self.texts.find(address.as_deref().unwrap_or(text).as_bytes())
    }

    fn number(&mut self, kind: KeyKind, platform: &'static str, text: &[u8]) -> u32 {
        let key = self.texts.intern(text);
        let account = kind.is_account().then_some(platform);
        match self.kinds.get_mut(key as usize) {
            None => {
                self.kinds.push(kind);
                self.accounts.push(account);
            }
            Some(known) if kind < *known => {
                *known = kind;
                self.accounts[key as usize] = account;
            }
            Some(_) => {}
        }
        key
    }

    /// The keys of each person of a file.
    pub fn people(&mut self, file: &Loaded, words: &Interner, countries: Countries) -> Vec<PersonKeys> {
        let codes = codes(file, words, countries);
        let people = file.tables.people.all().iter().enumerate();
        people
            .map(|(number, person)| {
                let mut keys = [NOBODY; KINDS.len()];
                let text = |word: Word| (word != NO_WORD).then(|| words.key(word));
                for (kind, word) in [
                    (KeyKind::Email, person.email),
                    (KeyKind::CustomerId, person.customer_id),
                    (KeyKind::Username, person.username),
                ] {
                    let Some(text) = text(word).filter(|text| !is_nobody(text)) else { continue };
                    if text.contains(&b'@') {
                        keys[KeyKind::Email as usize] = self.number(KeyKind::Email, "", text);
                    } else if kind.is_account() {
                        let text = scoped(file.platform, text);
                        keys[kind as usize] = self.number(kind, file.platform, &text);
                    }
                }
                let digits = text(person.phone).and_then(|text| std::str::from_utf8(text).ok());
                if let Some(phone) = digits.and_then(|digits| phone(digits, codes[number].one())) {
                    let text = match phone {
                        Phone::International(number) => number,
                        Phone::National(digits) => format!("{} phone: {digits}", file.platform),
                    };
                    keys[KeyKind::Phone as usize] = self.number(KeyKind::Phone, "", text.as_bytes());
                }
                let known = file.keys.get(number).copied().unwrap_or(NO_WORD);
                if keys == [NOBODY; KINDS.len()] && person.name != NO_WORD && known != NO_WORD {
                    keys[KeyKind::Name as usize] = self.number(KeyKind::Name, "", words.key(known));
                }
                PersonKeys(keys)
            })
            .collect()
    }
}

/// What platforms write as the id of all guests.
fn is_nobody(text: &[u8]) -> bool {
    text == b"0"
}

fn scoped(platform: &str, text: &[u8]) -> Vec<u8> {
    if platform.is_empty() { text.to_vec() } else { [platform.as_bytes(), b": ", text].concat() }
}

/// The calling code of a person's country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    Unknown,
    One(&'static str),
    Several,
}

impl Code {
    fn one(self) -> Option<&'static str> {
        match self {
            Self::One(code) => Some(code),
            Self::Unknown | Self::Several => None,
        }
    }

    fn with(self, code: &'static str) -> Self {
        match self {
            Self::Unknown => Self::One(code),
            Self::One(known) if known == code => self,
            Self::One(_) | Self::Several => Self::Several,
        }
    }
}

/// Calling codes of a file's people, by the countries that their records name.
fn codes(file: &Loaded, words: &Interner, countries: Countries) -> Vec<Code> {
    let people = file.tables.people.all();
    let mut codes = vec![Code::Unknown; people.len()];
    if people.iter().all(|person| person.phone == NO_WORD) {
        return codes;
    }
    let mut met: BTreeMap<Word, Option<&'static str>> = BTreeMap::new();
    let orders = &file.tables.orders;
    let of_orders = orders.country.said().map(|(order, country)| (orders.person[order], country));
    let attributes = file.tables.people.attributes.iter();
    let of_people = attributes.filter(|said| said.what == AttributeKind::Country);
    for (person, country) in of_orders.chain(of_people.map(|said| (said.person, said.value))) {
        let Some(known) = codes.get_mut(person as usize).filter(|_| country != NO_WORD) else { continue };
        let code = met.entry(country).or_insert_with(|| {
            let written = std::str::from_utf8(words.key(country)).ok()?;
            countries(written).and_then(calling_code)
        });
        if let Some(code) = *code {
            *known = known.with(code);
        }
    }
    codes
}
