//! What the targets share: input → settings and text, text → chunks, and decoders.

use linger::read::text::Decode;

/// The settings of a run in the first `N` bytes, and the text after them.
pub fn settings<const N: usize>(data: &[u8]) -> Option<([u8; N], &[u8])> {
    let (settings, text) = data.split_first_chunk::<N>()?;
    Some((*settings, text))
}

/// The text in chunks of 1 to 64 bytes whose lengths follow from `seed`; 0 leaves it whole.
pub fn chunks(text: &[u8], seed: u8) -> Vec<&[u8]> {
    let mut chunks = Vec::new();
    let (mut rest, mut state) = (text, u32::from(seed));
    while !rest.is_empty() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let length = if seed == 0 { rest.len() } else { ((state >> 24) % 64 + 1) as usize };
        let (chunk, tail) = rest.split_at(length.min(rest.len()));
        chunks.push(chunk);
        rest = tail;
    }
    chunks
}

struct Decoder(encoding_rs::Decoder);

impl Decode for Decoder {
    fn decode(&mut self, bytes: &[u8], last: bool) -> String {
        let mut text = String::with_capacity(bytes.len() * 3 + 16);
        let _ = self.0.decode_to_string(bytes, &mut text, last);
        text
    }
}

/// The decoder of a WHATWG label.
pub fn decoder(label: &str) -> Option<Box<dyn Decode>> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(Box::new(Decoder(encoding.new_decoder())))
}
