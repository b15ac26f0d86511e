//! Keys that many people share: the phone of a call centre, `guest@shop`. They link nobody.

use super::keys::{KeyKind, Keys, PersonKeys};
use crate::tables::shop::{Loaded, NO_WORD};

/// A phone or account of more e-mail addresses than these is shared; so is an e-mail address of more phones.
pub const MOST_EMAILS: usize = 5;
/// An e-mail address of more buyers' names, as they are written, than these is shared.
pub const MOST_NAMES: usize = 20;

/// Whether each key is shared.
#[must_use]
pub fn shared(files: &[Loaded], people: &[Vec<PersonKeys>], keys: &Keys) -> Vec<bool> {
    let mut of_others = Vec::new();
    let mut of_emails = Vec::new();
    let mut names = Vec::new();
    for (file, people) in files.iter().zip(people) {
        for (person, own) in file.tables.people.all().iter().zip(people) {
            let Some(email) = own.of(KeyKind::Email) else { continue };
            of_others.extend(own.all().skip(1).map(|(_, key)| (key, email)));
            of_emails.extend(own.of(KeyKind::Phone).map(|phone| (email, phone)));
            if person.name != NO_WORD {
                names.push((email, person.name));
            }
        }
    }
    let mut shared = vec![false; keys.len()];
    for (pairs, most) in [(of_others, MOST_EMAILS), (of_emails, MOST_EMAILS), (names, MOST_NAMES)] {
        mark(pairs, most, &mut shared);
    }
    shared
}

/// Marks what occurs with more than `most` different others.
fn mark(mut pairs: Vec<(u32, u32)>, most: usize, shared: &mut [bool]) {
    pairs.sort_unstable();
    pairs.dedup();
    for same in pairs.chunk_by(|one, next| one.0 == next.0).filter(|same| same.len() > most) {
        shared[same[0].0 as usize] = true;
    }
}

/// A name made comparable: in lower case, single spaces.
#[must_use]
pub fn name(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
