//! GBK and GB18030 by a table that the host's decoder fills: faster than handing every text across the boundary.
//!
//! Pairs of bytes are looked up. Anything else (four-byte characters, the euro sign, bytes that do not decode) goes to the host,
//! from the character in question through the next byte that no character holds, so that the text is the host's to the letter.

use super::text::{Decode, Decoders};

const LABEL: &str = "gb18030";
/// First bytes of pairs, and second ones.
const LEADS: std::ops::RangeInclusive<u8> = 0x81..=0xFE;
const TRAILS: std::ops::RangeInclusive<u8> = 0x40..=0xFE;
/// Bytes below this are characters of their own wherever they stand.
const SAFE: u8 = 0x30;
/// So many odd stretches, or so long a one, and the host decodes the rest of the file.
const MOST_ODD: u32 = 1000;
const LONGEST_ODD: usize = 64 << 10;

/// A decoder of GBK.
pub struct Gbk {
    /// UTF-8 of each pair, with its length behind it; length 0 where the pair is no character.
    table: Vec<[u8; 4]>,
    decoders: Decoders,
    /// Bytes of the last chunk that may go on.
    held: Vec<u8>,
    odd: u32,
    host: Box<dyn Decode>,
    by_host: bool,
}

/// Text, and how many byte sequences of it did not decode.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// UTF-8.
    pub text: Vec<u8>,
    /// Sequences that became U+FFFD.
    pub undecodable: u64,
}

impl Decoded {
    fn add(&mut self, text: &str) {
        self.undecodable += text.matches('\u{FFFD}').count() as u64;
        self.text.extend_from_slice(text.as_bytes());
    }
}

/// Whether a WHATWG label names an encoding that this reads.
#[must_use]
pub fn is_gbk(label: &str) -> bool {
    matches!(label, "gb18030" | "gbk" | "gb2312")
}

impl Gbk {
    /// A decoder; `None` where the host has none.
    #[must_use]
    pub fn new(decoders: Decoders) -> Option<Self> {
        let pairs: Vec<u8> =
            LEADS.flat_map(|lead| TRAILS.flat_map(move |trail| [lead, trail, b'\n'])).collect();
        let table = decoders(LABEL)?.decode(&pairs, true).split('\n').map(entry).collect();
        let host = decoders(LABEL)?;
        Some(Self { table, decoders, held: Vec::new(), odd: 0, host, by_host: false })
    }

    /// Text of a chunk. `last` ends the file.
    pub fn decode(&mut self, chunk: &[u8], last: bool) -> Decoded {
        let mut held = std::mem::take(&mut self.held);
        let bytes = if held.is_empty() {
            chunk
        } else {
            held.extend_from_slice(chunk);
            &held
        };
        let mut decoded = Decoded { text: Vec::with_capacity(bytes.len() / 2 * 3 + 16), undecodable: 0 };
        let mut rest = bytes;
        while !self.by_host {
            rest = &rest[self.look_up(rest, &mut decoded.text)..];
            if rest.is_empty() {
                return decoded;
            }
            let end = rest.iter().take(LONGEST_ODD).position(|&byte| byte < SAFE).map(|at| at + 1);
            match end.or(last.then_some(rest.len())) {
                Some(end) if self.odd < MOST_ODD => {
                    self.odd += 1;
                    let Some(mut host) = (self.decoders)(LABEL) else { break };
                    decoded.add(&host.decode(&rest[..end], true));
                    rest = &rest[end..];
                }
                None if rest.len() < LONGEST_ODD => {
                    self.held = rest.to_vec();
                    return decoded;
                }
                _ => break,
            }
        }
        self.by_host = true;
        decoded.add(&self.host.decode(rest, last));
        decoded
    }

    /// Looks up all characters before the first odd one, and says how many bytes they were.
    fn look_up(&self, bytes: &[u8], text: &mut Vec<u8>) -> usize {
        let mut at = 0;
        loop {
            let (eights, _) = bytes[at..].as_chunks::<8>();
            let ascii = eights.iter().take_while(|eight| eight.is_ascii()).count() * 8;
            let more = bytes[at + ascii..].iter().take_while(|byte| byte.is_ascii()).count();
            text.extend_from_slice(&bytes[at..at + ascii + more]);
            at += ascii + more;
            while let [lead, trail, ..] = bytes[at..] {
                match self.pair(lead, trail) {
                    [a, b, c, 3] => text.extend_from_slice(&[a, b, c]),
                    [a, b, _, 2] => text.extend_from_slice(&[a, b]),
                    _ => break,
                }
                at += 2;
            }
            if bytes.get(at).is_none_or(|&byte| byte >= 0x80) {
                return at;
            }
        }
    }

    #[inline]
    fn pair(&self, lead: u8, trail: u8) -> [u8; 4] {
        if !LEADS.contains(&lead) || !TRAILS.contains(&trail) {
            return [0; 4];
        }
        let (row, column) = (lead - LEADS.start(), trail - TRAILS.start());
        self.table.get(usize::from(row) * TRAILS.len() + usize::from(column)).copied().unwrap_or([0; 4])
    }
}

/// What a pair decodes to, where it is one character.
fn entry(decoded: &str) -> [u8; 4] {
    let mut entry = [0; 4];
    if decoded.chars().count() == 1 && decoded != "\u{FFFD}" && decoded.len() < 4 {
        entry[..decoded.len()].copy_from_slice(decoded.as_bytes());
        entry[3] = if decoded.len() == 3 { 3 } else { 2 };
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::tests::host;
    use proptest::prelude::*;

    fn decode(bytes: &[u8], cuts: &[usize]) -> Decoded {
        let mut gbk = Gbk::new(host).unwrap();
        let mut all = Decoded::default();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let mut from = 0;
        for (to, last) in cuts.into_iter().map(|cut| (cut, false)).chain([(bytes.len(), true)]) {
            let Decoded { text, undecodable } = gbk.decode(&bytes[from..to], last);
            all.text.extend(text);
            all.undecodable += undecodable;
            from = to;
        }
        all
    }

    fn by_host(bytes: &[u8]) -> Decoded {
        let text = host(LABEL).unwrap().decode(bytes, true);
        Decoded { undecodable: text.matches('\u{FFFD}').count() as u64, text: text.into_bytes() }
    }

    #[test]
    fn every_pair_alone() {
        for lead in 0..=0xFF_u8 {
            let pairs = |lead| (0..=0xFF_u8).flat_map(move |trail| [b'a', lead, trail, b',']);
            let bytes: Vec<u8> = pairs(lead).collect();
            assert_eq!(decode(&bytes, &[]), by_host(&bytes), "{lead:x}");
        }
    }

    #[test]
    fn a_file_of_odd_stretches_is_left_to_the_host() {
        let many = b"\x81\x30\x81\x30,\x80,\xFF\x41,\xC4\xE3\n".repeat(2000);
        let long = [b'\x81'; 200_001];
        for bytes in [&many[..], &long] {
            let cuts: Vec<usize> = (0..40).map(|cut| cut * 7919).collect();
            assert_eq!(decode(bytes, &cuts), by_host(bytes));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_chunks(bytes in prop::collection::vec(prop::sample::select(&b"a,0\n\x80\x81\x30\x90\xC4\xE3\xBA\xC3\xFE\xFF\x7F\xA6\xD9"[..]), 0..60), cuts in prop::collection::vec(any::<usize>(), 0..6)) {
            prop_assert_eq!(decode(&bytes, &cuts), by_host(&bytes));
        }
    }
}
