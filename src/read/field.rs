//! The text of a field: without its quotes, doubled quotes made single.

use std::borrow::Cow;

/// The content of a raw field.
///
/// A field that starts with a quote ends its quoted part at the first lone quote; what follows is kept as
/// it stands, and a quote inside an unquoted field is data: `"a""b"` is `a"b`, `"a"b` is `ab`, `5"` is `5"`.
#[must_use]
#[inline]
pub fn content(raw: &[u8], quote: Option<u8>) -> Cow<'_, [u8]> {
    match (quote, raw.first()) {
        (Some(quote), Some(&first)) if first == quote => unquoted(raw, quote),
        _ => Cow::Borrowed(raw),
    }
}

fn unquoted(raw: &[u8], quote: u8) -> Cow<'_, [u8]> {
    let inner = &raw[1..];
    match inner.iter().position(|&byte| byte == quote) {
        None => Cow::Borrowed(inner),
        Some(end) if end + 1 == inner.len() => Cow::Borrowed(&inner[..end]),
        Some(_) => Cow::Owned(unescaped(inner, quote)),
    }
}

fn unescaped(inner: &[u8], quote: u8) -> Vec<u8> {
    let mut text = Vec::with_capacity(inner.len());
    let mut at = 0;
    while at < inner.len() {
        if inner[at] == quote {
            if inner.get(at + 1) != Some(&quote) {
                text.extend_from_slice(&inner[at + 1..]);
                return text;
            }
            at += 1;
        }
        text.push(inner[at]);
        at += 1;
    }
    text
}

/// Without ASCII white space, no-break spaces and byte-order marks at both ends.
#[must_use]
#[inline]
pub fn trim(text: &[u8]) -> &[u8] {
    // The first and last bytes of the marks in question; most texts have others.
    let starts = |byte: &u8| *byte > b' ' && !matches!(byte, 0xC2 | 0xE3 | 0xEF);
    let ends = |byte: &u8| *byte > b' ' && !matches!(byte, 0xA0 | 0x80 | 0xBF);
    if text.first().is_none_or(starts) && text.last().is_none_or(ends) { text } else { trim_all(text) }
}

fn trim_all(mut text: &[u8]) -> &[u8] {
    loop {
        let before = text.len();
        text = text.trim_ascii();
        for mark in [&b"\xC2\xA0"[..], b"\xEF\xBB\xBF", b"\xE3\x80\x80"] {
            text = text.strip_prefix(mark).unwrap_or(text);
            text = text.strip_suffix(mark).unwrap_or(text);
        }
        if text.len() == before {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_come_off() {
        let cases: [(&str, &str); 9] = [
            ("abc", "abc"),
            ("\"abc\"", "abc"),
            ("\"a\"\"b\"", "a\"b"),
            ("\"\"", ""),
            ("\"\"\"\"", "\""),
            ("\"a\"b", "ab"),
            ("\"a\"b\"c", "ab\"c"),
            ("5\" pipe", "5\" pipe"),
            ("\"open", "open"),
        ];
        for (raw, expected) in cases {
            assert_eq!(content(raw.as_bytes(), Some(b'"')).as_ref(), expected.as_bytes(), "{raw}");
            assert_eq!(content(raw.as_bytes(), None).as_ref(), raw.as_bytes());
        }
    }

    #[test]
    fn trims_spaces_of_all_kinds() {
        assert_eq!(trim("\u{feff} \u{a0}x y\u{3000}\t".as_bytes()), b"x y");
    }
}
