//! Digits of a phone number and the calling code of its record's country → E.164, or what can be said without a country.

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phone {
    /// With its country: `+4930123456`.
    International(String),
    /// Without: it says who somebody is only within its own platform.
    National(String),
}

/// Fewer digits are no phone number.
const SHORTEST: usize = 7;
/// E.164 allows no more.
const LONGEST: usize = 15;

/// Reads what is left of a cell: digits, with a plus where it began with one. `code` is the calling code of the country.
///
/// `None` for fewer than 7 or more than 15 digits, and for one digit all over: `0000000`.
#[must_use]
pub fn phone(text: &str, code: Option<&str>) -> Option<Phone> {
    let (plus, digits) = text.strip_prefix('+').map_or((false, text), |digits| (true, digits));
    let international = if plus { Some(digits) } else { digits.strip_prefix("00") };
    if let Some(digits) = international {
        return plausible(digits).then(|| Phone::International(format!("+{digits}")));
    }
    if !plausible(digits) {
        return None;
    }
    let Some(code) = code else { return Some(Phone::National(digits.to_owned())) };
    let number = match digits.strip_prefix(code) {
        Some(rest) if has_its_code(code, rest) => digits.to_owned(),
        _ => format!("{code}{}", without_trunk(code, digits)),
    };
    plausible(&number).then(|| Phone::International(format!("+{number}")))
}

fn plausible(digits: &str) -> bool {
    let all_equal = digits.bytes().zip(digits.bytes().skip(1)).all(|(one, next)| one == next);
    (SHORTEST..=LONGEST).contains(&digits.len()) && !all_equal
}

/// Whether digits that begin with the country's code have it as their code: what follows is a whole number without it.
fn has_its_code(code: &str, rest: &str) -> bool {
    let shortest = match code {
        "1" | "7" | "55" => 10,
        _ => 9,
    };
    rest.len() >= shortest
}

/// National digits without what is dialled before them inside the country.
fn without_trunk<'a>(code: &str, digits: &'a str) -> &'a str {
    let trunk = match code {
        // Italian and Sammarinese numbers keep their zero abroad.
        "39" | "378" => "",
        "7" if digits.len() == 11 => "8",
        "36" => "06",
        _ => "0",
    };
    digits.strip_prefix(trunk).unwrap_or(digits)
}

/// The calling code of a country by its ISO 3166-1 alpha-2 code (ITU-T E.164, list of assigned codes).
#[must_use]
pub fn calling_code(country: &str) -> Option<&'static str> {
    let code = country.trim();
    let at = CODES.split_ascii_whitespace().find(|entry| entry[..2].eq_ignore_ascii_case(code))?;
    Some(&at[2..])
}

const CODES: &str = "AC247 AD376 AE971 AF93 AG1 AI1 AL355 AM374 AO244 AR54 AS1 AT43 AU61 AW297 AX358 AZ994 BA387 BB1 BD880 \
BE32 BF226 BG359 BH973 BI257 BJ229 BL590 BM1 BN673 BO591 BQ599 BR55 BS1 BT975 BW267 BY375 BZ501 CA1 CC61 CD243 CF236 CG242 \
CH41 CI225 CK682 CL56 CM237 CN86 CO57 CR506 CU53 CV238 CW599 CX61 CY357 CZ420 DE49 DJ253 DK45 DM1 DO1 DZ213 EC593 EE372 EG20 \
EH212 ER291 ES34 ET251 FI358 FJ679 FK500 FM691 FO298 FR33 GA241 GB44 GD1 GE995 GF594 GG44 GH233 GI350 GL299 GM220 GN224 GP590 \
GQ240 GR30 GT502 GU1 GW245 GY592 HK852 HN504 HR385 HT509 HU36 ID62 IE353 IL972 IM44 IN91 IO246 IQ964 IR98 IS354 IT39 JE44 JM1 \
JO962 JP81 KE254 KG996 KH855 KI686 KM269 KN1 KP850 KR82 KW965 KY1 KZ7 LA856 LB961 LC1 LI423 LK94 LR231 LS266 LT370 LU352 LV371 \
LY218 MA212 MC377 MD373 ME382 MF590 MG261 MH692 MK389 ML223 MM95 MN976 MO853 MP1 MQ596 MR222 MS1 MT356 MU230 MV960 MW265 MX52 \
MY60 MZ258 NA264 NC687 NE227 NF672 NG234 NI505 NL31 NO47 NP977 NR674 NU683 NZ64 OM968 PA507 PE51 PF689 PG675 PH63 PK92 PL48 \
PM508 PR1 PS970 PT351 PW680 PY595 QA974 RE262 RO40 RS381 RU7 RW250 SA966 SB677 SC248 SD249 SE46 SG65 SH290 SI386 SJ47 SK421 \
SL232 SM378 SN221 SO252 SR597 SS211 ST239 SV503 SX1 SY963 SZ268 TC1 TD235 TG228 TH66 TJ992 TK690 TL670 TM993 TN216 TO676 TR90 \
TT1 TV688 TW886 TZ255 UA380 UG256 US1 UY598 UZ998 VA39 VC1 VE58 VG1 VI1 VN84 VU678 WF681 WS685 XK383 YE967 YT262 ZA27 ZM260 \
ZW263";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, country: &str) -> Option<String> {
        match phone(text, calling_code(country))? {
            Phone::International(number) => Some(number),
            Phone::National(digits) => Some(format!("national {digits}")),
        }
    }

    #[test]
    fn numbers_get_their_country() {
        // National and international writings as the countries' own regulators print them.
        for (text, country, expected) in [
            ("+4930123456", "", "+4930123456"),
            ("004930123456", "US", "+4930123456"),
            ("030123456", "DE", "+4930123456"),
            ("0612345678", "FR", "+33612345678"),
            ("33612345678", "FR", "+33612345678"),
            ("02079460018", "gb", "+442079460018"),
            ("2125550123", "US", "+12125550123"),
            ("12125550123", "CA", "+12125550123"),
            ("0612345678", "IT", "+390612345678"),
            ("89123456789", "RU", "+79123456789"),
            ("13812345678", "CN", "+8613812345678"),
            ("8613812345678", "CN", "+8613812345678"),
            ("9198765432", "IN", "+919198765432"),
            ("55999998888", "BR", "+5555999998888"),
            ("09012345678", "JP", "+819012345678"),
            ("0612345678", "", "national 0612345678"),
            ("0612345678", "Atlantis", "national 0612345678"),
        ] {
            assert_eq!(read(text, country).as_deref(), Some(expected), "{text} {country}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "+", "123456", "0000000", "+1111111111", "1234567890123456", "00"] {
            assert_eq!(read(text, "DE"), None, "{text}");
        }
    }
}
