//! Linger's digest of a visit, as it comes back in an order's note attributes: text in, 36 bytes out.
//!
//! The shop's script writes 48 url-safe base64 characters to the cart attribute `_linger`; what each byte means is
//! told in `www/storefront/digest.js`. A digest that was changed on its way is none.

use crate::tables::digests::{DIGEST_BYTES, DigestBytes, is_whole};

const NAME: &[u8] = b"_linger:";
const LETTERS: usize = DIGEST_BYTES / 3 * 4;

/// What a cell of note attributes holds, one `name: value` a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// No digest.
    Nothing,
    /// A digest.
    Digest(DigestBytes),
    /// A digest that was cut or changed.
    Damaged,
}

/// Looks for a digest among note attributes.
#[must_use]
pub fn noted(cell: &[u8]) -> Noted {
    let Some(value) = cell.split(|&byte| byte == b'\n').find_map(|line| line.strip_prefix(NAME)) else {
        return Noted::Nothing;
    };
    bytes(value.trim_ascii()).filter(is_whole).map_or(Noted::Damaged, Noted::Digest)
}

fn bytes(text: &[u8]) -> Option<DigestBytes> {
    let mut bytes = [0; DIGEST_BYTES];
    if text.len() != LETTERS {
        return None;
    }
    for (letters, bytes) in text.chunks_exact(4).zip(bytes.chunks_exact_mut(3)) {
        let bits = letters.iter().try_fold(0, |bits, &letter| Some(bits << 6 | sextet(letter)?))?;
        bytes.copy_from_slice(&bits.to_be_bytes()[1..]);
    }
    Some(bytes)
}

fn sextet(letter: u8) -> Option<u32> {
    let place = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(place))
}
