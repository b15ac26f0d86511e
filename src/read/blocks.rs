//! 64 bytes → bit masks of delimiters, quotes and line ends.
//!
//! Two ways to the same masks: 16 bytes at a time ([`Classifier::masks`]) and byte by byte
//! ([`Classifier::masks_scalar`], its twin in the tests).

use super::dialect::Dialect;
use wide::u8x16;

/// Bytes of a block.
pub const BLOCK: usize = 64;

/// One bit a byte, lowest bit first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masks {
    /// Delimiters, quoted or not.
    pub delimiter: u64,
    /// Quotes.
    pub quote: u64,
    /// Line ends, quoted or not.
    pub newline: u64,
}

/// Classifies blocks of one dialect.
#[derive(Clone, Copy, Debug)]
pub struct Classifier {
    dialect: Dialect,
    delimiter: u8x16,
    quote: u8x16,
    /// All bits where the dialect has a quote, none where it has not.
    quoted: u64,
    newline: u8x16,
}

impl Classifier {
    /// A classifier for a dialect.
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            delimiter: u8x16::splat(dialect.delimiter),
            quote: u8x16::splat(dialect.quote.unwrap_or_default()),
            quoted: if dialect.quote.is_some() { u64::MAX } else { 0 },
            newline: u8x16::splat(dialect.newline),
        }
    }

    /// The dialect it classifies.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The masks of a block.
    #[must_use]
    #[inline(always)]
    pub fn masks(&self, block: &[u8; BLOCK]) -> Masks {
        let mut masks = Masks::default();
        for (index, lane) in block.as_chunks::<16>().0.iter().enumerate() {
            let lane = u8x16::from(*lane);
            let shift = index * 16;
            masks.delimiter |= u64::from(lane.simd_eq(self.delimiter).to_bitmask()) << shift;
            masks.quote |= u64::from(lane.simd_eq(self.quote).to_bitmask()) << shift;
            masks.newline |= u64::from(lane.simd_eq(self.newline).to_bitmask()) << shift;
        }
        masks.quote &= self.quoted;
        masks
    }

    /// The masks of a block, byte by byte.
    #[must_use]
    pub fn masks_scalar(&self, block: &[u8; BLOCK]) -> Masks {
        let mask = |wanted: u8| {
            block.iter().enumerate().fold(0, |bits, (at, &byte)| bits | u64::from(byte == wanted) << at)
        };
        Masks {
            delimiter: mask(self.dialect.delimiter),
            quote: self.dialect.quote.map_or(0, mask),
            newline: mask(self.dialect.newline),
        }
    }
}

/// Each bit the parity of the bits up to and including it: inside quotes or not.
#[must_use]
#[inline(always)]
pub const fn prefix_xor(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_agree(bytes in prop::collection::vec(prop::sample::select(&b",;\"\n\rab \t|\xE4\xFF\0"[..]), BLOCK), delimiter in prop::sample::select(&b",; \t|"[..]), quoted in any::<bool>()) {
            let block: [u8; BLOCK] = bytes.try_into().unwrap();
            let quote = quoted.then_some(b'"');
            let classifier = Classifier::new(Dialect { delimiter, quote, newline: b'\n' });
            prop_assert_eq!(classifier.masks(&block), classifier.masks_scalar(&block));
        }

        #[test]
        fn parity_runs(bits in any::<u64>()) {
            let mut inside = false;
            for at in 0..64 {
                inside ^= bits >> at & 1 == 1;
                prop_assert_eq!(prefix_xor(bits) >> at & 1 == 1, inside);
            }
        }
    }
}
