//! Events as columns: one row an event, texts as numbers, what only some kinds have as facts beside the rows.
//!
//! In come [`Draft`]s, one an event, from a source; out go columns that sessions and metrics read. Two parts of a
//! file read apart and appended equal the file read whole, up to the numbering of texts, which shows nowhere.

use super::event_verdicts::EventVerdict;
use super::interner::{Interner, NOBODY};
use super::ledger::Ledger;
use super::words::{NO_WORD, OTHER, Words};
use std::borrow::Cow;
use xxhash_rust::xxh3::xxh3_64;

/// First and last millisecond that an event can be of: 1980 to 2099.
pub const TIMES: std::ops::Range<i64> = 315_532_800_000..4_102_444_800_000;
/// Bands of a page's height by which attention is kept.
pub const BANDS: usize = 20;
/// No number in the page view.
pub const NO_NUMBER: u32 = u32::MAX;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal,)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name of the event in Linger's format.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The kind of a name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}
kinds! {
    /// A page view.
    View "view",
    /// A customer seen logged in.
    Login "login",
    /// A product viewed.
    Product "product",
    /// Added to the cart.
    Add "add",
    /// Removed from the cart.
    Remove "remove",
    /// The cart seen.
    Cart "cart",
    /// A search.
    Search "search",
    /// A search result clicked.
    Result "result",
    /// A checkout begun.
    Checkout "checkout",
    /// A step of the checkout.
    Step "step",
    /// An order.
    Order "order",
    /// A click.
    Click "click",
    /// A pointer position.
    Move "move",
    /// A rage click, as the recorder saw it.
    Rage "rage",
    /// A click without effect, as the recorder saw it.
    Dead "dead",
    /// How far a page view was scrolled.
    Scroll "scroll",
    /// How long a page view was visible.
    Dwell "dwell",
    /// A slot seen or clicked.
    Slot "slot",
    /// A field that was refused.
    FieldError "ferr",
    /// A script that failed.
    ScriptError "jerr",
    /// Load and response times.
    Vital "vital",
    /// A quick return to the page before.
    Back "back",
    /// Any other event, by the name of its source.
    Custom "custom",
}

/// Something that only some kinds of events have. Texts come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Fact {
    /// Class of the referrer: "search", "social", …
    Source,
    /// Host of the referrer.
    Referrer,
    /// utm_source.
    UtmSource,
    /// utm_medium.
    UtmMedium,
    /// utm_campaign.
    UtmCampaign,
    /// utm_term.
    UtmTerm,
    /// utm_content.
    UtmContent,
    /// Names of click ids.
    ClickIds,
    /// How a page was reached: "load", "spa", …
    Navigation,
    /// Product id.
    Product,
    /// Variant id.
    Variant,
    /// Product type.
    Category,
    /// ISO 4217.
    Currency,
    /// Normalised search term.
    Query,
    /// "page" or "suggest".
    Via,
    /// Slot name.
    Slot,
    /// "seen" or "click".
    Act,
    /// Selector of the anchor of a rage or dead click or a refused field.
    Anchor,
    /// Name of a refused field, checkout step or custom event.
    Name,
    /// Message of a script error.
    Message,
    /// File and line of a script error.
    At,
    /// Hash of the cart token, in the table of keys.
    Token,
    /// Order name or id, in the table of keys.
    Order,
    /// Price of one, in the currency's minor units.
    Price,
    /// Units.
    Quantity,
    /// Items in the cart.
    Items,
    /// Total in the currency's minor units.
    Total,
    /// Results of a search.
    Results,
    /// Page offset of a search.
    Offset,
    /// One-based position of a result clicked.
    Position,
    /// Clicks of a rage click.
    Count,
    /// Deepest reach, in 1/10,000 of the document's height.
    Reach,
    /// Reversals of scrolling.
    Reversals,
    /// Visible milliseconds.
    Visible,
    /// Largest contentful paint in ms.
    Lcp,
    /// Interaction to next paint in ms.
    Inp,
    /// Time to first byte in ms.
    Ttfb,
    /// Cumulative layout shift × 1000.
    Cls,
    /// Viewport height in px.
    ViewportHeight,
    /// Document height in px.
    DocumentHeight,
}

impl Fact {
    /// Its values are words.
    #[must_use]
    pub fn is_word(self) -> bool {
        self < Self::Token
    }

    /// Its values are keys.
    #[must_use]
    pub fn is_key(self) -> bool {
        matches!(self, Self::Token | Self::Order)
    }

    /// Longest text kept, in characters.
    fn longest(self) -> usize {
        match self {
            Self::Anchor | Self::Message => 120,
            Self::Query => 80,
            Self::Token | Self::Order => 64,
            _ => 100,
        }
    }
}

/// A value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Given<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
}

/// Where a click or a move was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Across the anchor's box, 0..=32767.
    pub x: u16,
    /// Down the anchor's box, 0..=32767.
    pub y: u16,
    /// Pixels from the left of the page, or of the viewport in the fixed layer.
    pub page_x: i32,
    /// Pixels from its top.
    pub page_y: i32,
    /// In a layer that does not scroll.
    pub fixed: bool,
    /// By keyboard.
    pub keyboard: bool,
    /// On a link, button or input.
    pub interactive: bool,
    /// Left, top, width and height of the anchor's box in page pixels, where given.
    pub frame: Option<[i32; 4]>,
}

/// One event on its way into the table.
#[derive(Clone, Debug, Default)]
pub struct Draft<'a> {
    /// What happened.
    pub kind: Option<Kind>,
    /// UTC milliseconds.
    pub time: i64,
    /// Visitor's key; never empty.
    pub visitor: Cow<'a, str>,
    /// Page view's id; may be empty.
    pub page: Cow<'a, str>,
    /// Running number in the page view, or [`NO_NUMBER`].
    pub number: u32,
    /// Path without query.
    pub path: Cow<'a, str>,
    /// Template.
    pub template: Cow<'a, str>,
    /// Handle.
    pub handle: Cow<'a, str>,
    /// "phone", "tablet", "desktop" or empty.
    pub device: Cow<'a, str>,
    /// Viewport width in px, 0 unknown.
    pub width: u16,
    /// Hashed customer id; may be empty.
    pub customer: Cow<'a, str>,
    /// Country code; may be empty.
    pub country: Cow<'a, str>,
    /// What only this kind has.
    pub facts: Vec<(Fact, Given<'a>)>,
    /// Where, with the anchor's selector and the target's tag, for clicks and moves.
    pub spot: Option<(Spot, Cow<'a, str>, Cow<'a, str>)>,
    /// Visible ms by band, for dwell.
    pub bands: Option<[u32; BANDS]>,
    /// Hash of the record's bytes.
    pub content: u64,
}

/// Where clicks and moves were, columns of one length.
#[derive(Clone, Debug, Default)]
pub struct Spots {
    /// Row of the event, ascending.
    pub event: Vec<u32>,
    /// Anchor's selector, a word; [`NO_WORD`] for the fall-back.
    pub anchor: Vec<u32>,
    /// Target's tag, a word.
    pub tag: Vec<u32>,
    /// Where.
    pub spot: Vec<Spot>,
}

/// The columns.
#[derive(Clone, Debug)]
pub struct Events {
    /// Visitors, page views, customers, tokens and order ids.
    pub keys: Interner,
    /// Everything else that is text.
    pub words: Words,
    /// What happened.
    pub kind: Vec<Kind>,
    /// UTC milliseconds.
    pub time: Vec<i64>,
    /// Key of the visitor.
    pub visitor: Vec<u32>,
    /// Key of the page view; [`NOBODY`] where the source has none.
    pub page: Vec<u32>,
    /// Running number in the page view, or [`NO_NUMBER`].
    pub number: Vec<u32>,
    /// Word of the path.
    pub path: Vec<u32>,
    /// Word of the template.
    pub template: Vec<u32>,
    /// Word of the handle.
    pub handle: Vec<u32>,
    /// Word of the device.
    pub device: Vec<u32>,
    /// Viewport width in px.
    pub width: Vec<u16>,
    /// Key of the customer, or [`NOBODY`].
    pub customer: Vec<u32>,
    /// Word of the country.
    pub country: Vec<u32>,
    /// Hash of the record: tells repeated events and orders those of one instant.
    pub content: Vec<u64>,
    /// Clicks and moves.
    pub spots: Spots,
    /// Rows of dwell events with bands, ascending.
    pub band_event: Vec<u32>,
    /// Their bands.
    pub bands: Vec<[u32; BANDS]>,
    fact: Vec<Fact>,
    value: Vec<i64>,
    fact_end: Vec<u32>,
}

impl Events {
    /// No events. The seed guards the tables of texts; at most `limit` distinct words are kept apart.
    #[must_use]
    pub fn new(seed: u64, limit: usize) -> Self {
        Self {
            keys: Interner::new(seed),
            words: Words::new(seed, limit),
            kind: Vec::new(),
            time: Vec::new(),
            visitor: Vec::new(),
            page: Vec::new(),
            number: Vec::new(),
            path: Vec::new(),
            template: Vec::new(),
            handle: Vec::new(),
            device: Vec::new(),
            width: Vec::new(),
            customer: Vec::new(),
            country: Vec::new(),
            content: Vec::new(),
            spots: Spots::default(),
            band_event: Vec::new(),
            bands: Vec::new(),
            fact: Vec::new(),
            value: Vec::new(),
            fact_end: Vec::new(),
        }
    }

    /// Number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there is no event.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// First and last time.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        Some((*self.time.iter().min()?, *self.time.iter().max()?))
    }

    /// The value of a fact of an event: a word, a key or a number by its kind.
    #[must_use]
    pub fn fact(&self, event: usize, fact: Fact) -> Option<i64> {
        let range = self.facts(event);
        let at = self.fact[range.clone()].iter().position(|&known| known == fact)?;
        Some(self.value[range.start + at])
    }

    /// The word of a fact that is a text; [`NO_WORD`] without it.
    #[must_use]
    pub fn word(&self, event: usize, fact: Fact) -> u32 {
        self.fact(event, fact).and_then(|value| u32::try_from(value).ok()).unwrap_or(NO_WORD)
    }

    /// The text of a fact that is a word; empty without it.
    #[must_use]
    pub fn text(&self, event: usize, fact: Fact) -> &str {
        self.words.text(self.word(event, fact))
    }

    /// The row of a click or move among the spots.
    #[must_use]
    pub fn spot(&self, event: usize) -> Option<usize> {
        let event = u32::try_from(event).ok()?;
        self.spots.event.binary_search(&event).ok()
    }

    /// The text of a key; empty for [`NOBODY`].
    #[must_use]
    pub fn key(&self, key: u32) -> &str {
        if key == NOBODY { "" } else { std::str::from_utf8(self.keys.key(key)).unwrap_or_default() }
    }

    fn facts(&self, event: usize) -> std::ops::Range<usize> {
        let start = if event == 0 { 0 } else { self.fact_end[event - 1] as usize };
        start..self.fact_end[event] as usize
    }

    /// Appends an event; `at` is its record and line.
    #[allow(clippy::cast_possible_truncation)]
    pub fn push(&mut self, draft: &Draft, at: (u64, u64), ledger: &mut Ledger<EventVerdict>) {
        let Some(kind) = draft.kind else { return };
        let row = self.len() as u32;
        let mut entry = Entry { keys: &mut self.keys, words: &mut self.words, ledger, at };
        self.kind.push(kind);
        self.time.push(draft.time);
        self.visitor.push(entry.key(&draft.visitor));
        self.page.push(if draft.page.is_empty() { NOBODY } else { entry.page(&draft.visitor, &draft.page) });
        self.number.push(draft.number);
        self.path.push(entry.word(&draft.path, 200));
        self.template.push(entry.word(&draft.template, 40));
        self.handle.push(entry.word(&draft.handle, 200));
        self.device.push(entry.word(&draft.device, 16));
        self.width.push(draft.width);
        self.customer.push(entry.key(&draft.customer));
        self.country.push(entry.word(&draft.country, 40));
        self.content.push(draft.content);
        for (fact, given) in &draft.facts {
            self.fact.push(*fact);
            self.value.push(entry.value(*fact, given));
        }
        self.fact_end.push(self.fact.len() as u32);
        if let Some((spot, anchor, tag)) = &draft.spot {
            self.spots.event.push(row);
            self.spots.anchor.push(entry.word(anchor, 120));
            self.spots.tag.push(entry.word(tag, 40));
            self.spots.spot.push(*spot);
        }
        if let Some(bands) = draft.bands {
            self.band_event.push(row);
            self.bands.push(bands);
        }
    }

    /// Adds a later part, of the same file or another. Returns how many words fell to the limit.
    #[allow(clippy::cast_possible_truncation)]
    pub fn append(&mut self, later: &Self) -> u64 {
        let keys: Vec<u32> =
            (0..later.keys.len()).map(|id| self.keys.intern(later.keys.key(id as u32))).collect();
        let mut lost = 0;
        let words: Vec<u32> = (0..later.words.len() as u32)
            .map(|word| {
                let text = later.words.text(word);
                self.words.intern(text).unwrap_or_else(|| {
                    lost += 1;
                    OTHER
                })
            })
            .collect();
        let key = |id: &u32| if *id == NOBODY { NOBODY } else { keys[*id as usize] };
        let word = |id: &u32| if *id == NO_WORD { NO_WORD } else { words[*id as usize] };
        let (rows, facts) = (self.len() as u32, self.fact.len() as u32);
        self.kind.extend_from_slice(&later.kind);
        self.time.extend_from_slice(&later.time);
        self.visitor.extend(later.visitor.iter().map(key));
        self.page.extend(later.page.iter().map(key));
        self.number.extend_from_slice(&later.number);
        self.path.extend(later.path.iter().map(word));
        self.template.extend(later.template.iter().map(word));
        self.handle.extend(later.handle.iter().map(word));
        self.device.extend(later.device.iter().map(word));
        self.width.extend_from_slice(&later.width);
        self.customer.extend(later.customer.iter().map(key));
        self.country.extend(later.country.iter().map(word));
        self.content.extend_from_slice(&later.content);
        self.spots.event.extend(later.spots.event.iter().map(|row| row + rows));
        self.spots.anchor.extend(later.spots.anchor.iter().map(word));
        self.spots.tag.extend(later.spots.tag.iter().map(word));
        self.spots.spot.extend_from_slice(&later.spots.spot);
        self.band_event.extend(later.band_event.iter().map(|row| row + rows));
        self.bands.extend_from_slice(&later.bands);
        self.fact.extend_from_slice(&later.fact);
        self.value.extend(later.fact.iter().zip(&later.value).map(|(fact, &value)| {
            let id = u32::try_from(value).unwrap_or(NO_WORD);
            match fact {
                fact if fact.is_word() => i64::from(word(&id)),
                fact if fact.is_key() => i64::from(key(&id)),
                _ => value,
            }
        }));
        self.fact_end.extend(later.fact_end.iter().map(|end| end + facts));
        lost
    }
}

/// Texts on their way into the tables, with what has to be said about them.
struct Entry<'a> {
    keys: &'a mut Interner,
    words: &'a mut Words,
    ledger: &'a mut Ledger<EventVerdict>,
    at: (u64, u64),
}

impl Entry<'_> {
    fn key(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return NOBODY;
        }
        let short = self.short(text, 64);
        self.keys.intern(short.as_bytes())
    }

    /// Page views' ids are random but short: two visitors' may be equal.
    fn page(&mut self, visitor: &str, page: &str) -> u32 {
        let joined = format!("{visitor}\u{1f}{page}");
        self.keys.intern(format!("\u{1f}{:016x}", xxh3_64(joined.as_bytes())).as_bytes())
    }

    fn word(&mut self, text: &str, longest: usize) -> u32 {
        let short = self.short(text, longest);
        self.words.intern(short).unwrap_or_else(|| {
            self.ledger.add(EventVerdict::TooManyValues, self.at, short.as_bytes());
            OTHER
        })
    }

    fn value(&mut self, fact: Fact, given: &Given) -> i64 {
        match given {
            Given::Number(number) => *number,
            Given::Text(text) if fact.is_key() => i64::from(self.key(text)),
            Given::Text(text) => i64::from(self.word(text, fact.longest())),
        }
    }

    fn short<'t>(&mut self, text: &'t str, longest: usize) -> &'t str {
        match text.char_indices().nth(longest) {
            None => text,
            Some((end, _)) => {
                self.ledger.add(EventVerdict::Shortened, self.at, &text.as_bytes()[..end]);
                &text[..end]
            }
        }
    }
}
