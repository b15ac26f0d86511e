//! Where a visit came from, as its link said (UTM): texts out of what shops keep of it. In comes a cell of note attributes, one
//! `name: value` a line, or the address of the page on which the visit began.

/// The texts that are there; empty for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Utm<'a> {
    /// `utm_source`.
    pub source: &'a [u8],
    /// `utm_medium`.
    pub medium: &'a [u8],
    /// `utm_campaign`.
    pub campaign: &'a [u8],
    /// `utm_content`, the creative.
    pub content: &'a [u8],
}

/// The names of these parts.
const NAMES: [&[u8]; 4] = [b"utm_source", b"utm_medium", b"utm_campaign", b"utm_content"];

/// Media of links that were paid for.
const PAID: [&str; 9] =
    ["cpc", "ppc", "cpm", "paid", "ads", "display", "paidsearch", "paidsocial", "paidsocialmedia"];
/// Sources of paid links, by the advertising export that knows what they cost.
const ADVERTISING: [(&str, &[&str]); 3] = [
    ("Google Ads", &["google", "googleads", "adwords", "youtube"]),
    ("Meta Ads", &["facebook", "fb", "instagram", "ig", "meta"]),
    ("TikTok Ads", &["tiktok", "tiktokads"]),
];

/// What notes say of the link; `None` where they say nothing.
#[must_use]
pub fn utm(cell: &[u8]) -> Option<Utm<'_>> {
    let mut parts = [&b""[..]; 4];
    for line in cell.split(|&byte| byte == b'\n') {
        let Some((name, value)) = halves(line, b':') else { continue };
        put(&mut parts, name.trim_ascii(), value.trim_ascii());
    }
    Utm::of(parts)
}

/// What the address of a page says of the link that led there; empty texts where it says nothing.
#[must_use]
pub fn of_address(address: &[u8]) -> [Vec<u8>; 4] {
    let mut parts = [&b""[..]; 4];
    let query = halves(address, b'?').map_or(&b""[..], |(_, query)| query);
    let query = halves(query, b'#').map_or(query, |(query, _)| query);
    for pair in query.split(|&byte| byte == b'&') {
        let Some((name, value)) = halves(pair, b'=') else { continue };
        put(&mut parts, name, value);
    }
    parts.map(|part| decoded(part).trim_ascii().to_vec())
}

fn halves(text: &[u8], mark: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|&byte| byte == mark)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The first text of a name counts.
fn put<'a>(parts: &mut [&'a [u8]; 4], name: &[u8], value: &'a [u8]) {
    for (known, part) in NAMES.iter().zip(parts) {
        if name.eq_ignore_ascii_case(known) && part.is_empty() {
            *part = value;
        }
    }
}

/// A value of a query as it was before: `+` is a space, `%C3%A9` two bytes.
fn decoded(value: &[u8]) -> Vec<u8> {
    let digit = |at: usize| value.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let (mut text, mut at) = (Vec::with_capacity(value.len()), 0);
    while let Some(&byte) = value.get(at) {
        let pair = digit(at + 1).zip(digit(at + 2)).filter(|_| byte == b'%');
        let read = pair.and_then(|(high, low)| u8::try_from(16 * high + low).ok());
        text.push(read.unwrap_or(if byte == b'+' { b' ' } else { byte }));
        at += if read.is_some() { 3 } else { 1 };
    }
    text
}

impl<'a> Utm<'a> {
    /// Source, medium, campaign and content; `None` where all are empty.
    #[must_use]
    pub fn of([source, medium, campaign, content]: [&'a [u8]; 4]) -> Option<Self> {
        let utm = Self { source, medium, campaign, content };
        (utm != Self::default()).then_some(utm)
    }

    /// The channel: the advertising export that a paid link belongs to, else the source as it is written.
    #[must_use]
    pub fn channel(&self) -> String {
        let plain = |text: &[u8]| -> String {
            let text = String::from_utf8_lossy(text).to_lowercase();
            text.chars().filter(|letter| letter.is_alphanumeric()).collect()
        };
        let (source, medium) = (plain(self.source), plain(self.medium));
        let known = ADVERTISING.iter().find(|(_, sources)| sources.contains(&source.as_str()));
        match known.filter(|_| PAID.contains(&medium.as_str())) {
            Some((export, _)) => (*export).to_owned(),
            None => String::from_utf8_lossy(self.source).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{of_address, utm};

    #[test]
    fn notes_say_where_a_visit_came_from() {
        let cell = b"gift: yes\nUTM_Source: Facebook\nutm_medium: paid_social\nutm_campaign: Spring: red\r\nutm_content: video-3";
        let found = utm(cell).unwrap();
        assert_eq!((found.campaign, found.content), (&b"Spring: red"[..], &b"video-3"[..]));
        assert_eq!(found.channel(), "Meta Ads");
        assert_eq!(utm(b"utm_source: newsletter").unwrap().channel(), "newsletter");
        assert_eq!(utm(b"utm_source: google\nutm_medium: organic").unwrap().channel(), "google");
        assert_eq!(utm(b"gift: yes\n_linger:abc"), None);
        assert_eq!(utm(b""), None);
    }

    #[test]
    fn addresses_say_it_too() {
        let found =
            |address: &str| of_address(address.as_bytes()).map(|part| String::from_utf8(part).unwrap());
        let address = "https://shop.test/caf%C3%A9?a=1&utm_source=Facebook&UTM_Medium=paid+social&utm_campaign=%E6%98%A5%20%2B1&utm_source=x#utm_content=no";
        assert_eq!(found(address), ["Facebook", "paid social", "春 +1", ""]);
        assert_eq!(found("/?utm_campaign=50%"), ["", "", "50%", ""]);
        assert_eq!(found("/products/mug"), [""; 4]);
    }
}
