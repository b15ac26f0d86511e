//! Bytes in any encoding → UTF-8 text.
//!
//! The encoding is settled at the first byte that is not ASCII: until then every encoding but UTF-16 reads
//! the same. UTF-8 passes through as it is, with bytes that do not decode counted.

use super::encoding::Encoding;
#[cfg(feature = "sources")]
use super::gbk::{Gbk, is_gbk};

/// The host's decoder for one encoding.
pub trait Decode {
    /// Text of the bytes so far; bytes that do not decode become U+FFFD. `last` ends the stream.
    fn decode(&mut self, bytes: &[u8], last: bool) -> String;
}

/// Makes the host's decoder for a WHATWG label; `None` if there is none.
pub type Decoders = fn(&str) -> Option<Box<dyn Decode>>;

/// Bytes looked at to settle the encoding.
const SAMPLE: usize = 64 << 10;

/// Turns chunks of bytes into chunks of text.
pub struct Text {
    decoders: Decoders,
    stage: Stage,
    label: String,
    undecodable: u64,
}

enum Stage {
    /// Only ASCII so far; bytes held back from the first other one, or from the start of the file.
    Open {
        held: Vec<u8>,
        started: bool,
    },
    /// UTF-8; the held bytes begin a character.
    Utf8 {
        held: Vec<u8>,
    },
    #[cfg(feature = "sources")]
    Gbk(Box<Gbk>),
    Host(Box<dyn Decode>),
}

/// The host has no decoder for this label.
#[derive(Debug, PartialEq, Eq)]
pub struct NoDecoder(pub String);

impl Text {
    /// A converter that finds the encoding.
    #[must_use]
    pub fn new(decoders: Decoders) -> Self {
        let stage = Stage::Open { held: Vec::new(), started: false };
        Self { decoders, stage, label: Encoding::Utf8.label().to_owned(), undecodable: 0 }
    }

    /// A converter for a given WHATWG label.
    ///
    /// # Errors
    ///
    /// The host has no decoder for the label.
    pub fn with_label(decoders: Decoders, label: &str) -> Result<Self, NoDecoder> {
        let mut text = Self::new(decoders);
        text.settle(&label.to_ascii_lowercase())?;
        Ok(text)
    }

    /// The encoding's label; "utf-8" until another is found.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Byte sequences that did not decode.
    #[must_use]
    pub fn undecodable(&self) -> u64 {
        self.undecodable
    }

    /// Converts a chunk and hands the text to the sink. `last` ends the stream.
    ///
    /// # Errors
    ///
    /// The host has no decoder for the encoding that was found.
    pub fn push(&mut self, chunk: &[u8], last: bool, sink: &mut dyn FnMut(&[u8])) -> Result<(), NoDecoder> {
        let Stage::Open { held, started } = &mut self.stage else {
            self.convert(chunk, last, sink);
            return Ok(());
        };
        if *started && held.is_empty() && chunk.is_ascii() {
            sink(chunk);
            return Ok(());
        }
        let ascii = if *started && held.is_empty() {
            chunk.iter().take_while(|byte| byte.is_ascii()).count()
        } else {
            0
        };
        sink(&chunk[..ascii]);
        held.extend_from_slice(&chunk[ascii..]);
        if held.len() < SAMPLE && !last {
            return Ok(());
        }
        let held = std::mem::take(held);
        let sample = &held[..held.len().min(SAMPLE)];
        let goes_on = !last || held.len() > sample.len();
        if !*started && goes_on && sample.is_ascii() && !sample.contains(&0) {
            self.stage = Stage::Open { held: Vec::new(), started: true };
            return self.push(&held, last, sink);
        }
        let label = Encoding::detect(sample).label();
        self.settle(label)?;
        self.convert(&held, last, sink);
        Ok(())
    }

    fn settle(&mut self, label: &str) -> Result<(), NoDecoder> {
        label.clone_into(&mut self.label);
        let stage = match label {
            "utf-8" | "utf8" => Some(Stage::Utf8 { held: Vec::new() }),
            #[cfg(feature = "sources")]
            gbk if is_gbk(gbk) => Gbk::new(self.decoders).map(|gbk| Stage::Gbk(Box::new(gbk))),
            other => (self.decoders)(other).map(Stage::Host),
        };
        self.stage = stage.ok_or_else(|| NoDecoder(label.to_owned()))?;
        Ok(())
    }

    fn convert(&mut self, bytes: &[u8], last: bool, sink: &mut dyn FnMut(&[u8])) {
        match &mut self.stage {
            Stage::Open { .. } => {}
            Stage::Utf8 { held } => {
                self.undecodable += count_invalid(held, bytes, last);
                sink(bytes);
            }
            #[cfg(feature = "sources")]
            Stage::Gbk(decoder) => {
                let decoded = decoder.decode(bytes, last);
                self.undecodable += decoded.undecodable;
                sink(&decoded.text);
            }
            Stage::Host(decoder) => {
                let text = decoder.decode(bytes, last);
                self.undecodable += text.matches('\u{FFFD}').count() as u64;
                sink(text.as_bytes());
            }
        }
    }
}

/// Invalid sequences in `held` followed by `bytes`; leaves the beginning of a character in `held`.
fn count_invalid(held: &mut Vec<u8>, bytes: &[u8], last: bool) -> u64 {
    let mut bytes = bytes;
    let mut invalid = 0;
    if !held.is_empty() {
        let take = bytes.iter().take_while(|byte| matches!(byte, 0x80..=0xBF)).count().min(3);
        held.extend_from_slice(&bytes[..take]);
        bytes = &bytes[take..];
        if bytes.is_empty() && !last && incomplete(held) {
            return 0;
        }
        invalid += count_in(held, &mut Vec::new(), true);
        held.clear();
    }
    invalid + count_in(bytes, held, last)
}

fn incomplete(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn count_in(mut bytes: &[u8], held: &mut Vec<u8>, last: bool) -> u64 {
    let mut invalid = 0;
    while let Err(error) = simdutf8::compat::from_utf8(bytes) {
        let rest = &bytes[error.valid_up_to()..];
        let Some(len) = error.error_len() else {
            if last {
                invalid += 1;
            } else {
                held.extend_from_slice(rest);
            }
            break;
        };
        invalid += 1;
        bytes = &rest[len..];
    }
    invalid
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Host(encoding_rs::Decoder);

    impl Decode for Host {
        fn decode(&mut self, bytes: &[u8], last: bool) -> String {
            let mut text = String::with_capacity(bytes.len() * 3 + 16);
            let _ = self.0.decode_to_string(bytes, &mut text, last);
            text
        }
    }

    /// As a browser's: a mark of the encoding itself is taken off, one of another changes nothing.
    pub fn host(label: &str) -> Option<Box<dyn Decode>> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(Box::new(Host(encoding.new_decoder_with_bom_removal())))
    }

    fn read(bytes: &[u8], cuts: &[usize]) -> (Vec<u8>, String, u64) {
        let mut text = Text::new(host);
        let mut out = Vec::new();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let mut from = 0;
        for cut in cuts {
            text.push(&bytes[from..cut], false, &mut |t| out.extend_from_slice(t)).unwrap();
            from = cut;
        }
        text.push(&bytes[from..], true, &mut |t| out.extend_from_slice(t)).unwrap();
        (out, text.label().to_owned(), text.undecodable())
    }

    #[test]
    fn chinese_after_a_long_stretch_of_ascii() {
        let mut bytes = b"id,name\n".repeat(20_000);
        bytes.extend_from_slice(&encoding_rs::GBK.encode("1,张三买家\n").0);
        let (out, label, undecodable) = read(&bytes, &[100, 70_000]);
        assert!(out.ends_with("1,张三买家\n".as_bytes()));
        assert_eq!((label.as_str(), undecodable, out.len()), ("gb18030", 0, 160_000 + 15));
    }

    #[test]
    fn bytes_that_do_not_decode_are_counted() {
        let mut bytes = "é€".repeat(200).into_bytes();
        bytes.extend_from_slice(b"a\xFFb\xC3");
        let (_, label, undecodable) = read(&bytes, &[]);
        assert_eq!((label.as_str(), undecodable), ("utf-8", 2));
    }

    proptest! {
        #[test]
        fn any_chunking_gives_the_same(bytes in prop::collection::vec(prop::sample::select(&b"a,\n\xE4\xBD\xA0\xC3\xA9\xFF"[..]), 0..80), cuts in prop::collection::vec(any::<usize>(), 0..8)) {
            let mut long = b"x,y\n".repeat(SAMPLE / 4);
            long.extend_from_slice(&bytes);
            prop_assert_eq!(read(&long, &cuts), read(&long, &[]));
            let mut held = Vec::new();
            let cut = cuts.first().map_or(0, |cut| cut % (bytes.len() + 1));
            let counted = count_invalid(&mut held, &bytes[..cut], false) + count_invalid(&mut held, &bytes[cut..], true);
            let expected = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count() as u64;
            prop_assert_eq!(counted, expected);
        }
    }
}
