//! One JSON value in a slice of bytes → its members, without copies and without recursion.
//!
//! What is nested stays a slice that can be read in turn, so depth costs no stack. Text and numbers come as they
//! stand in the file; [`text`] and the methods of [`Value`] read them.

use std::borrow::Cow;

/// A value as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// The digits and signs of a number.
    Number(&'a [u8]),
    /// What stands between the quotes, escapes as they are.
    Text(&'a [u8]),
    /// An array with its brackets.
    Array(&'a [u8]),
    /// An object with its braces.
    Object(&'a [u8]),
}

impl<'a> Value<'a> {
    /// The only value of `bytes`; `None` where it does not end or something follows.
    #[must_use]
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (value, end) = value(bytes, 0)?;
        (space(bytes, end) == bytes.len()).then_some(value)
    }

    /// The text of a text; `None` for any other kind.
    #[must_use]
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(raw) => Some(text(raw)),
            _ => None,
        }
    }

    /// The number of a number, or of a text that holds one; `None` for anything else and beyond finite.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(raw) | Self::Text(raw) => {
                let digits = raw.len() < 64 && raw.last().is_some_and(u8::is_ascii_digit);
                let number: f64 = digits.then(|| std::str::from_utf8(raw).ok()?.parse().ok())??;
                number.is_finite().then_some(number)
            }
            Self::Bool(flag) => Some(f64::from(u8::from(flag))),
            _ => None,
        }
    }

    /// The member of an object with this key, the first of several.
    #[must_use]
    pub fn member(self, key: &str) -> Option<Self> {
        self.members().find(|(name, _)| *name == key.as_bytes()).map(|(_, value)| value)
    }

    /// Keys, as they stand, and values of an object; nothing of anything else.
    pub fn members(self) -> impl Iterator<Item = (&'a [u8], Self)> {
        let (bytes, mut at) = match self {
            Self::Object(bytes) => (bytes, 1),
            _ => (&b""[..], 0),
        };
        std::iter::from_fn(move || {
            at = next_item(bytes, at);
            let (key, after) = quoted(bytes, at)?;
            let colon = space(bytes, after);
            (bytes.get(colon) == Some(&b':')).then_some(())?;
            let (found, end) = value(bytes, colon + 1)?;
            at = end;
            Some((key, found))
        })
    }

    /// The values of an array; nothing of anything else.
    pub fn elements(self) -> impl Iterator<Item = Self> {
        let (bytes, mut at) = match self {
            Self::Array(bytes) => (bytes, 1),
            _ => (&b""[..], 0),
        };
        std::iter::from_fn(move || {
            at = next_item(bytes, at);
            let (found, end) = value(bytes, at)?;
            at = end;
            Some(found)
        })
    }
}

/// Past white space.
fn space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Past white space and one comma.
fn next_item(bytes: &[u8], at: usize) -> usize {
    let at = space(bytes, at);
    if bytes.get(at) == Some(&b',') { space(bytes, at + 1) } else { at }
}

/// The value that begins at `at`, and where it ends.
fn value(bytes: &[u8], at: usize) -> Option<(Value<'_>, usize)> {
    let at = space(bytes, at);
    match bytes.get(at)? {
        b'"' => quoted(bytes, at).map(|(raw, end)| (Value::Text(raw), end)),
        b'{' => nested(bytes, at).map(|end| (Value::Object(&bytes[at..end]), end)),
        b'[' => nested(bytes, at).map(|end| (Value::Array(&bytes[at..end]), end)),
        _ => plain(bytes, at),
    }
}

/// What stands between the quotes at `at`, and where the text ends.
fn quoted(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    (bytes.get(at) == Some(&b'"')).then_some(())?;
    let start = at + 1;
    let mut at = start;
    loop {
        match bytes.get(at)? {
            b'"' => return Some((&bytes[start..at], at + 1)),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Where the brackets that open at `at` close; texts inside are passed over.
fn nested(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match bytes.get(at)? {
            b'"' => {
                at = quoted(bytes, at)?.1;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// A number or a word.
fn plain(bytes: &[u8], at: usize) -> Option<(Value<'_>, usize)> {
    let rest = &bytes[at..];
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
    let found = match &rest[..len] {
        b"null" => Value::Null,
        b"true" => Value::Bool(true),
        b"false" => Value::Bool(false),
        digits if digits.first().is_some_and(|&first| first == b'-' || first.is_ascii_digit()) => {
            Value::Number(digits)
        }
        _ => return None,
    };
    Some((found, at + len))
}

/// A text without its escapes; what is no character becomes U+FFFD.
#[must_use]
pub fn text(raw: &[u8]) -> Cow<'_, str> {
    if !raw.contains(&b'\\') {
        return String::from_utf8_lossy(raw);
    }
    let mut units: Vec<u16> = Vec::new();
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.iter().position(|&byte| byte == b'\\') {
        if at > 0 {
            flush(&mut units, &mut out);
            out.push_str(&String::from_utf8_lossy(&rest[..at]));
        }
        let (unit, len) = escape(&rest[at + 1..]);
        units.push(unit);
        rest = &rest[(at + 1 + len).min(rest.len())..];
    }
    flush(&mut units, &mut out);
    out.push_str(&String::from_utf8_lossy(rest));
    Cow::Owned(out)
}

/// Writes escaped UTF-16 units, pairs joined.
fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// The UTF-16 unit of what follows a backslash, and its length.
fn escape(rest: &[u8]) -> (u16, usize) {
    let plain = |unit: u8| (u16::from(unit), 1);
    match rest.first() {
        Some(b'n') => plain(b'\n'),
        Some(b't') => plain(b'\t'),
        Some(b'r') => plain(b'\r'),
        Some(b'b') => plain(8),
        Some(b'f') => plain(12),
        Some(&mark @ (b'"' | b'\\' | b'/')) => plain(mark),
        Some(b'u') => {
            let digits = rest.get(1..5).and_then(|digits| std::str::from_utf8(digits).ok());
            digits
                .and_then(|digits| u16::from_str_radix(digits, 16).ok())
                .map_or((0xFFFD, 1), |unit| (unit, 5))
        }
        _ => (0xFFFD, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn members_and_elements_are_slices() {
        let line = br#" {"e":"view", "t": 1700000000000, "deep":{"a":[1,"]}"]}, "ok":true,"no":null} "#;
        let object = Value::parse(line).unwrap();
        assert_eq!(object.member("e").unwrap().text().unwrap(), "view");
        assert_eq!(object.member("t").unwrap().number(), Some(1.7e12));
        let deep: Vec<_> = object.member("deep").unwrap().member("a").unwrap().elements().collect();
        assert_eq!(deep, [Value::Number(b"1"), Value::Text(b"]}")]);
        assert_eq!(object.member("no"), Some(Value::Null));
        assert_eq!(object.member("none"), None);
        assert_eq!(object.members().count(), 5);
    }

    #[test]
    fn what_does_not_end_is_no_value() {
        for broken in [r#"{"a":1"#, r#"{"a":"b}"#, "[1,2", "", "nul", r#"{"a":1} x"#, r#""\"#] {
            assert_eq!(Value::parse(broken.as_bytes()), None, "{broken}");
        }
    }

    #[test]
    fn escapes_are_read() {
        let cases = [
            (r"a\u0041\n", "aA\n"),
            (r"\ud83d\ude00!", "😀!"),
            (r"\ud83d!", "\u{fffd}!"),
            (r"\u00zz", "\u{fffd}00zz"),
            (r#"\"\\\/"#, r#""\/"#),
        ];
        for (raw, expected) in cases {
            assert_eq!(text(raw.as_bytes()), expected, "{raw}");
        }
    }

    #[test]
    fn a_million_brackets_take_no_stack() {
        let deep = [vec![b'['; 1_000_000], vec![b']'; 1_000_000]].concat();
        assert!(matches!(Value::parse(&deep), Some(Value::Array(_))));
        assert_eq!(Value::parse(&deep[..1_500_000]), None);
    }

    #[test]
    fn numbers_out_of_all_bounds_are_none() {
        for (raw, expected) in [
            ("1e999", None),
            ("-5", Some(-5.0)),
            ("1.5", Some(1.5)),
            ("\"12\"", Some(12.0)),
            ("\"inf\"", None),
        ] {
            assert_eq!(Value::parse(raw.as_bytes()).and_then(Value::number), expected, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_serde_writes(texts in prop::collection::vec(any::<String>(), 0..6), numbers in prop::collection::vec(any::<i32>(), 0..6)) {
            let value = serde_json::json!({ "texts": texts, "numbers": numbers });
            let written = value.to_string();
            let object = Value::parse(written.as_bytes()).unwrap();
            let read: Vec<String> = object.member("texts").unwrap().elements().filter_map(|v| Some(v.text()?.into_owned())).collect();
            prop_assert_eq!(read, texts);
            let read: Vec<f64> = object.member("numbers").unwrap().elements().filter_map(Value::number).collect();
            prop_assert_eq!(read, numbers.into_iter().map(f64::from).collect::<Vec<_>>());
        }

        #[test]
        fn never_panics(bytes in prop::collection::vec(prop::sample::select(&b"{}[]\",:\\u0e1-a \n"[..]), 0..60)) {
            if let Some(value) = Value::parse(&bytes) {
                let _ = (value.members().count(), value.elements().count(), value.number(), value.text());
            }
        }
    }
}
