//! Cells → customer keys: what a file writes in, the form in which a customer is known out.

use crate::read::field::trim;
use std::borrow::Cow;

/// A customer key as it is kept: e-mail addresses in lower case, no apostrophe guard, bytes that are no UTF-8
/// replaced as everywhere the key is shown; `None` for nobody.
#[must_use]
pub fn customer_key(cell: &[u8]) -> Option<Cow<'_, [u8]>> {
    let cell = trim(cell.strip_prefix(b"'").unwrap_or(cell));
    if cell.len() <= 5 && NOBODY_WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word)) {
        return None;
    }
    let shouting = cell.contains(&b'@') && cell.iter().any(u8::is_ascii_uppercase);
    let key = if shouting { Cow::Owned(cell.to_ascii_lowercase()) } else { Cow::Borrowed(cell) };
    let readable = key.is_ascii() || std::str::from_utf8(&key).is_ok();
    Some(if readable { key } else { Cow::Owned(String::from_utf8_lossy(&key).into_owned().into_bytes()) })
}

const NOBODY_WORDS: [&[u8]; 8] = [b"", b"-", b"null", b"none", b"nan", b"n/a", b"na", b"guest"];

/// The digits of a phone number, with a leading plus if it has one; `None` without any digit.
#[must_use]
pub fn phone_digits(cell: &[u8]) -> Option<Vec<u8>> {
    let plus = cell.iter().find(|byte| !matches!(byte, b'\'' | b' ')) == Some(&b'+');
    let mut phone = Vec::with_capacity(cell.len() + 1);
    if plus {
        phone.push(b'+');
    }
    phone.extend(cell.iter().filter(|byte| byte.is_ascii_digit()));
    (phone.len() > usize::from(plus)).then_some(phone)
}

#[cfg(test)]
mod tests {
    use super::customer_key;

    #[test]
    fn keys_are_kept_as_they_are_shown() {
        let cases: [(&[u8], Option<&str>); 6] = [
            (b" Ann@Example.COM ", Some("ann@example.com")),
            (b"'C-17", Some("C-17")),
            (b"guest", None),
            (b"", None),
            ("张三".as_bytes(), Some("张三")),
            (b"\xE5\xBC\xA0\xD7\xE4\xB8\x89", Some("张\u{fffd}三")),
        ];
        for (cell, expected) in cases {
            assert_eq!(customer_key(cell).as_deref(), expected.map(str::as_bytes));
        }
    }
}
