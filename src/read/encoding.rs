//! Which encoding a text is in, from the bytes that are not ASCII.

/// The encodings that exports come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// Shift_JIS.
    ShiftJis,
    /// Windows-1252, which contains Latin-1.
    Windows1252,
}

impl Encoding {
    /// The WHATWG label, as the host's `TextDecoder` takes it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::ShiftJis => "shift_jis",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The likeliest encoding of a sample. Pure ASCII is UTF-8. The sample may break off in a character.
    #[must_use]
    pub fn detect(sample: &[u8]) -> Self {
        match sample {
            [0xEF, 0xBB, 0xBF, ..] => return Self::Utf8,
            [0xFF, 0xFE, ..] => return Self::Utf16Le,
            [0xFE, 0xFF, ..] => return Self::Utf16Be,
            _ => {}
        }
        if let Some(utf16) = by_zero_bytes(sample) {
            return utf16;
        }
        if is_utf8(sample) {
            return Self::Utf8;
        }
        let chinese = score(sample, gbk_pair);
        let japanese = score(sample, shift_jis_pair);
        if chinese.max(japanese) < 15 {
            Self::Windows1252
        } else if chinese >= japanese {
            Self::Gb18030
        } else {
            Self::ShiftJis
        }
    }
}

/// UTF-8 but for a character that the sample breaks off in, or a stray byte in twenty characters.
fn is_utf8(sample: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let broken_off = std::str::from_utf8(sample).err().is_some_and(|error| error.error_len().is_none());
    let bad = bad - usize::from(broken_off && bad > 0);
    bad * 20 <= good
}

/// ASCII in UTF-16 has a zero in every other byte.
fn by_zero_bytes(sample: &[u8]) -> Option<Encoding> {
    let pairs = sample.as_chunks::<2>().0;
    let high = pairs.iter().filter(|pair| pair[0] == 0 && pair[1] != 0).count();
    let low = pairs.iter().filter(|pair| pair[1] == 0 && pair[0] != 0).count();
    let most = pairs.len() * 3 / 5;
    if pairs.is_empty() {
        None
    } else if low > most {
        Some(Encoding::Utf16Le)
    } else {
        (high > most).then_some(Encoding::Utf16Be)
    }
}

/// Mean points of a character that is not ASCII, in tenths, by `judge`.
fn score(sample: &[u8], judge: fn(u8, u8) -> (usize, i64)) -> i64 {
    let (mut at, mut points, mut characters) = (0, 0, 0);
    while at + 1 < sample.len() {
        if sample[at] < 0x80 {
            at += 1;
            continue;
        }
        let (step, found) = judge(sample[at], sample[at + 1]);
        at += step;
        points += found;
        characters += 1;
    }
    points * 10 / characters.max(1)
}

/// Common Chinese characters stand in rows B0–D7 with a high second byte.
fn gbk_pair(lead: u8, trail: u8) -> (usize, i64) {
    match (lead, trail) {
        (0xB0..=0xD7, 0xA1..=0xFE) => (2, 3),
        (0xA1..=0xA3 | 0xD8..=0xF7, 0xA1..=0xFE) => (2, 1),
        (0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE) => (2, -1),
        _ => (1, -4),
    }
}

/// Kana stand in rows 82 and 83, common kanji in 88–97; single bytes A1–DF are half-width kana.
fn shift_jis_pair(lead: u8, trail: u8) -> (usize, i64) {
    match (lead, trail) {
        (0x82, 0x9F..=0xF1) | (0x83, 0x40..=0x96) => (2, 4),
        (0x88..=0x97, 0x40..=0x7E | 0x80..=0xFC) => (2, 3),
        (0x81, 0x40..=0x7E | 0x80..=0xAC) => (2, 2),
        (0x82..=0x9F | 0xE0..=0xEA, 0x40..=0x7E | 0x80..=0xFC) => (2, 0),
        (0xA1..=0xDF, _) => (1, -1),
        _ => (1, -4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(text: &str, encoding: &'static encoding_rs::Encoding) -> &'static str {
        Encoding::detect(&encoding.encode(text).0).label()
    }

    #[test]
    fn tells_encodings_apart() {
        use encoding_rs::{GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};
        assert_eq!(detected("订单编号,买家会员名,订单付款时间", GBK), "gb18030");
        assert_eq!(detected("注文番号,購入者名,商品の価格,お届け先", SHIFT_JIS), "shift_jis");
        assert_eq!(detected("Straße,München,Café,naïve", WINDOWS_1252), "windows-1252");
        assert_eq!(detected("Größe;Menge;Preis €", WINDOWS_1252), "windows-1252");
        assert_eq!(detected("订单 Größe 注文", UTF_8), "utf-8");
        assert_eq!(Encoding::detect(b"plain"), Encoding::Utf8);
        assert_eq!(Encoding::detect(b""), Encoding::Utf8);
    }

    #[test]
    fn tells_utf16_by_mark_or_zeros() {
        let le: Vec<u8> = "a,b\n1,2".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "a,b\n1,2".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(Encoding::detect(&le), Encoding::Utf16Le);
        assert_eq!(Encoding::detect(&be), Encoding::Utf16Be);
        assert_eq!(Encoding::detect(&[0xFF, 0xFE]), Encoding::Utf16Le);
    }

    #[test]
    fn a_sample_may_break_off_in_a_character() {
        let text = "订单".as_bytes();
        assert_eq!(Encoding::detect(&text[..4]), Encoding::Utf8);
    }
}
