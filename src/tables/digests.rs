//! The digest of the visit before an order: 36 bytes kept, the visit out.
//!
//! Layout, numbers unsigned and big-endian: version 1; visitor id, 12 bytes; begin of the session in minutes since
//! 1970 UTC, 4; page views, product views and visible seconds, 2 each; one byte each for sessions, searches, searches
//! without result, adds, removals, rage clicks, dead clicks, form errors, script errors, percent of the deepest scroll,
//! source and device; CRC-8 of all before it.

/// Bytes of a digest.
pub const DIGEST_BYTES: usize = 36;
/// A digest as it is kept.
pub type DigestBytes = [u8; DIGEST_BYTES];

const VERSION: u8 = 1;
const SOURCES: [&str; 7] = ["direct", "internal", "search", "social", "email", "ads", "referral"];
const DEVICES: [&str; 3] = ["phone", "tablet", "desktop"];
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The visit that led to an order. Counts of one byte end at 255, those of two at 65,535.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuyerVisit {
    /// Id of the order.
    pub order: String,
    /// Key of the customer; empty where unknown.
    pub customer: String,
    /// Visitor id.
    pub visitor: String,
    /// Begin of the session, UTC ms, on the minute.
    pub start: i64,
    /// Page views.
    pub views: u16,
    /// Product views.
    pub products: u16,
    /// Visible time, seconds.
    pub visible_seconds: u16,
    /// Sessions of this visitor, this one included.
    pub sessions: u8,
    /// Searches.
    pub searches: u8,
    /// Searches without result.
    pub zero_results: u8,
    /// Adds to the cart.
    pub adds: u8,
    /// Removals from the cart.
    pub removals: u8,
    /// Rage clicks.
    pub rage: u8,
    /// Dead clicks.
    pub dead: u8,
    /// Form errors.
    pub form_errors: u8,
    /// Script errors.
    pub script_errors: u8,
    /// Deepest scroll of any page, percent of its height.
    pub reach: u8,
    /// "direct", "internal", "search", "social", "email", "ads" or "referral".
    pub source: &'static str,
    /// "phone", "tablet" or "desktop".
    pub device: &'static str,
}

impl BuyerVisit {
    /// Reads a digest that [`is_whole`].
    #[must_use]
    pub fn new(order: String, customer: String, bytes: &DigestBytes) -> Self {
        let two = |at: usize| u16::from_be_bytes([bytes[at], bytes[at + 1]]);
        let minutes = i64::from(two(13)) << 16 | i64::from(two(15));
        Self {
            order,
            customer,
            visitor: visitor(bytes),
            start: minutes * 60_000,
            views: two(17),
            products: two(19),
            visible_seconds: two(21),
            sessions: bytes[23],
            searches: bytes[24],
            zero_results: bytes[25],
            adds: bytes[26],
            removals: bytes[27],
            rage: bytes[28],
            dead: bytes[29],
            form_errors: bytes[30],
            script_errors: bytes[31],
            reach: bytes[32],
            source: SOURCES.get(usize::from(bytes[33])).copied().unwrap_or_default(),
            device: DEVICES.get(usize::from(bytes[34])).copied().unwrap_or_default(),
        }
    }
}

/// Whether the version, the words and the checksum are right.
#[must_use]
pub fn is_whole(bytes: &DigestBytes) -> bool {
    bytes[0] == VERSION
        && usize::from(bytes[33]) < SOURCES.len()
        && usize::from(bytes[34]) < DEVICES.len()
        && bytes[..35].iter().fold(0, |crc, &byte| crc8(crc ^ byte)) == bytes[35]
}

/// CRC-8, polynomial 0x07, from 0.
fn crc8(crc: u8) -> u8 {
    (0..8).fold(crc, |crc, _| crc << 1 ^ if crc & 0x80 == 0 { 0 } else { 7 })
}

/// The visitor id in the script's own letters, url-safe base64.
fn visitor(bytes: &DigestBytes) -> String {
    let letters = bytes[1..13].chunks_exact(3).flat_map(|three| {
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[(bits >> shift & 63) as usize]))
    });
    letters.collect()
}
