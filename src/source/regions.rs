//! Words of countries and provinces → ISO 3166-1 codes and IANA zones.
//!
//! `regions/countries.txt` has a country a line: its two codes, the zone where most of its people live, and its names in English,
//! Chinese, German, French, Spanish and Japanese as Unicode's CLDR has them, with others that exports write.
//! `regions/provinces.txt` has the provinces of large countries that keep another time than that: ISO 3166-2 codes and names.

use std::collections::BTreeMap;

/// A country, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(usize);

/// The tables, ready to be searched.
#[derive(Debug)]
pub struct Regions {
    /// ISO 3166-1 alpha-2 and main zone.
    countries: Vec<(&'static str, &'static str)>,
    names: BTreeMap<String, Country>,
    provinces: BTreeMap<(Country, String), &'static str>,
}

impl Regions {
    /// Reads the tables.
    #[must_use]
    pub fn new() -> Self {
        let (mut countries, mut names) = (Vec::new(), BTreeMap::new());
        for line in include_str!("regions/countries.txt").lines() {
            let country = Country(countries.len());
            let mut texts = line.split('|');
            let (code, long, zone) = (texts.next(), texts.next(), texts.next());
            countries.push((code.unwrap_or(""), zone.unwrap_or("")));
            let words = [code, long].into_iter().flatten().chain(texts);
            names.extend(words.map(|name| (comparable(name), country)));
        }
        let mut regions = Self { countries, names, provinces: BTreeMap::new() };
        for line in include_str!("regions/provinces.txt").lines() {
            let mut texts = line.split('|');
            let (code, zone) = (texts.next().unwrap_or(""), texts.next().unwrap_or(""));
            let Some(country) = regions.country(code) else { continue };
            let words = texts.flat_map(|names| names.split(','));
            regions.provinces.extend(words.map(|name| ((country, comparable(name)), zone)));
        }
        regions
    }

    /// The country of a word: a code of two or three letters, or a name.
    #[must_use]
    pub fn country(&self, word: &str) -> Option<Country> {
        self.names.get(&comparable(word)).copied()
    }

    /// Its ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn code(&self, country: Country) -> &'static str {
        self.countries[country.0].0
    }

    /// The IANA zone of a province of a country, named by its code (also as `US-CA`) or name; without one that is known, of
    /// the country. `None` where nobody lives.
    #[must_use]
    pub fn zone(&self, country: Country, province: &str) -> Option<&'static str> {
        let (code, zone) = self.countries[country.0];
        let bare = province.strip_prefix(code).and_then(|rest| rest.strip_prefix('-')).unwrap_or(province);
        let own = self.provinces.get(&(country, comparable(bare))).copied();
        own.or(Some(zone)).filter(|zone| !zone.is_empty())
    }
}

impl Default for Regions {
    fn default() -> Self {
        Self::new()
    }
}

/// Letters and digits in lower case, Latin ones without their marks.
fn comparable(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' => plain.push('a'),
            'ç' | 'ć' | 'č' => plain.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => plain.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => plain.push('i'),
            'ñ' | 'ń' => plain.push('n'),
            'ò'..='ö' | 'ø' | 'ō' => plain.push('o'),
            'ù'..='ü' | 'ū' => plain.push('u'),
            'š' | 'ş' => plain.push('s'),
            'ž' | 'ż' => plain.push('z'),
            'ß' => plain.push_str("ss"),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(word: &str) -> Option<&'static str> {
        let regions = Regions::new();
        regions.country(word).map(|country| regions.code(country))
    }

    fn zone(country: &str, province: &str) -> Option<&'static str> {
        let regions = Regions::new();
        regions.zone(regions.country(country)?, province)
    }

    #[test]
    fn countries_in_six_languages() {
        for word in [
            "US",
            "usa",
            "U.S.A.",
            "United States",
            "美国",
            "Vereinigte Staaten",
            "Etats-Unis",
            "EE.UU.",
            "アメリカ合衆国",
        ] {
            assert_eq!(code(word), Some("US"), "{word}");
        }
        for (word, expected) in [
            ("Côte d'Ivoire", "CI"),
            ("Viet Nam", "VN"),
            ("Österreich", "AT"),
            ("Brésil", "BR"),
            ("Alemania", "DE"),
            ("England", "GB"),
            ("中国香港", "HK"),
            ("Korea, Republic of", "KR"),
            ("TWN", "TW"),
        ] {
            assert_eq!(code(word), Some(expected), "{word}");
        }
        assert_eq!([code(""), code("Atlantis"), code("-")], [None; 3]);
    }

    #[test]
    fn provinces_keep_their_own_time() {
        assert_eq!(zone("US", "CA"), Some("America/Los_Angeles"));
        assert_eq!(zone("US", "US-HI"), Some("Pacific/Honolulu"));
        assert_eq!(zone("CA", "Québec"), Some("America/Toronto"));
        assert_eq!(zone("Australia", "Western Australia"), Some("Australia/Perth"));
        assert_eq!(zone("AU", "SA"), Some("Australia/Adelaide"));
        assert_eq!(zone("Indonesia", "Bali"), Some("Asia/Makassar"));
        assert_eq!(zone("India", "Kerala"), Some("Asia/Kolkata"));
        assert_eq!(zone("Brasil", "São Paulo"), Some("America/Sao_Paulo"));
    }

    /// Every zone of the tables is one of the zone database, and every code has one but two islands nobody lives on.
    #[test]
    fn zones_exist() {
        let regions = Regions::new();
        let zones =
            regions.countries.iter().map(|(_, zone)| *zone).chain(regions.provinces.values().copied());
        for zone in zones.filter(|zone| !zone.is_empty()) {
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
        }
        let empty = regions.countries.iter().filter(|(_, zone)| zone.is_empty()).map(|(code, _)| *code);
        assert_eq!(empty.collect::<Vec<_>>(), ["BV", "HM"]);
    }
}
