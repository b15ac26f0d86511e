//! Where a visit came from, as its link said (UTM) and as shops keep it among an order's note attributes: a cell of notes in, one
//! `name: value` a line, texts out.

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
    let mut utm = Utm::default();
    for line in cell.split(|&byte| byte == b'\n') {
        let Some(at) = line.iter().position(|&byte| byte == b':') else { continue };
        let (name, value) = (line[..at].trim_ascii(), line[at + 1..].trim_ascii());
        let parts = [
            (&b"utm_source"[..], &mut utm.source),
            (b"utm_medium", &mut utm.medium),
            (b"utm_campaign", &mut utm.campaign),
            (b"utm_content", &mut utm.content),
        ];
        for (known, part) in parts {
            if name.eq_ignore_ascii_case(known) && part.is_empty() {
                *part = value;
            }
        }
    }
    (utm != Utm::default()).then_some(utm)
}

impl Utm<'_> {
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
    use super::utm;

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
}
