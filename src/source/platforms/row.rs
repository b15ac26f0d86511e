//! One record as a platform's file sees it: cells by meaning, and the steps that most exports share.

use super::ga4::Section;
use super::header::Layout;
use super::is::{ALL, Is};
use super::meaning::{Meaning, meaning};
use super::paypal_types::Class;
use crate::money::Currency;
use crate::source::amounts::{Amounts, NoAmount};
use crate::source::dates::{Anchor, DateOrder, Dates, NoTime, Stamp};
use crate::source::keys::{customer_key, phone_digits};
use crate::source::record::Record;
use crate::source::status::{Status, status};
use crate::tables::interner::{Interner, NOBODY};
use crate::tables::ledger::Verdict;
use crate::tables::shop::lines::ProductKey;
use crate::tables::shop::{Absent, NO_WORD, Part, Person, Standing, Tables, Word};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Readers of cells, for one file.
#[derive(Debug)]
pub struct Values {
    /// Reads the time of orders.
    pub dates: Dates,
    /// Reads all other times.
    pub other_dates: Dates,
    /// Reads money.
    pub amounts: Amounts,
    /// Reads counts, whose thousands marks may differ from money's.
    pub counts: Amounts,
    /// Meanings of status words that the seller gave, in lower case.
    pub statuses: BTreeMap<String, Meaning>,
    /// The seller says that all amounts are in this currency where the file names none.
    pub currency: Option<Currency>,
    /// Blank and unreadable cells by meaning.
    pub fields: Vec<[u64; 2]>,
    /// A time and an amount that could not be read.
    pub bad_samples: [String; 2],
    /// Room for a text that is put together.
    scratch: Vec<u8>,
    /// Only what is told to the orders' engine is read.
    pub lean: bool,
    /// Amounts have no decimals: a mark before three digits groups them.
    pub whole: bool,
    /// The table that records belong to, in files of several.
    pub section: Option<Section>,
    /// Whether the order of dates is settled beforehand.
    dates_settled: bool,
    /// Types of rows met so far, with their classes.
    pub met_types: Vec<(Vec<u8>, Class)>,
    /// Status words met so far, with their meanings and whether they are known.
    met_statuses: Vec<(Vec<u8>, Meaning, bool)>,
    /// The status word met last, as a cell and as a word.
    last_status: (Vec<u8>, Word),
    /// The currency met last: its cell, the one that an amount named, and its number.
    last_currency: Option<(Vec<u8>, Option<Currency>, u8)>,
}

impl Values {
    /// Readers for a file of which the order of dates and the decimal mark may be known.
    #[must_use]
    pub fn new(order: Option<DateOrder>, decimal: Option<u8>) -> Self {
        Self {
            dates: Dates::new(order),
            other_dates: Dates::new(order),
            amounts: Amounts::new(decimal),
            counts: Amounts::new(decimal),
            statuses: BTreeMap::new(),
            currency: None,
            scratch: Vec::new(),
            lean: false,
            fields: vec![[0; 2]; ALL.len()],
            bad_samples: [String::new(), String::new()],
            whole: false,
            section: None,
            dates_settled: order.is_some(),
            met_types: Vec::new(),
            met_statuses: Vec::new(),
            last_status: (Vec::new(), NO_WORD),
            last_currency: None,
        }
    }

    /// Settles the order of day and month as a cell shows it, unless it was settled before.
    pub fn settle_dates(&mut self, order: DateOrder) {
        if !self.dates_settled {
            self.dates_settled = true;
            self.dates = Dates::new(Some(order));
            self.other_dates = Dates::new(Some(order));
        }
    }

    /// A count or a percentage, in 1/10,000.
    ///
    /// # Errors
    ///
    /// The cell is blank, not a number, or out of range.
    pub fn number(&mut self, cell: &[u8]) -> Result<i64, NoAmount> {
        match cell.strip_suffix(b"%") {
            Some(percent) => self.counts.parse(percent).map(|number| number / 100),
            None => self.counts.parse(cell),
        }
    }
}

/// One record, and where its rows go.
pub struct Row<'a> {
    /// The record.
    pub record: Record<'a>,
    /// Where its columns are.
    pub layout: &'a Layout,
    /// Readers of its cells.
    pub values: &'a mut Values,
    /// The file's tables.
    pub tables: &'a mut Tables,
    /// Texts of all files.
    pub words: &'a mut Interner,
}

/// So many different status words are remembered.
const WORDS_KEPT: usize = 64;
/// Place of blank cells in a column's counts.
pub(super) const BLANK: usize = 0;
/// Place of unreadable cells.
pub(super) const UNREADABLE: usize = 1;

impl<'a> Row<'a> {
    /// Whether the file has a column of this meaning.
    #[must_use]
    #[inline]
    pub fn has(&self, is: Is) -> bool {
        self.layout.slots[is as usize].is_some()
    }

    /// The trimmed cell, without the apostrophe that guards against formulas; empty where the file lacks the column.
    #[must_use]
    #[inline]
    pub fn text(&self, is: Is) -> Cow<'a, [u8]> {
        let Some(slot) = self.layout.slots[is as usize] else { return Cow::Borrowed(b"") };
        let raw = self.record.raw(slot);
        if is_bare(raw) {
            return Cow::Borrowed(raw);
        }
        match self.record.cell(slot) {
            Cow::Borrowed(cell) => Cow::Borrowed(unguarded(cell)),
            Cow::Owned(cell) => Cow::Owned(unguarded(&cell).to_vec()),
        }
    }

    /// The cell as a word; [`NO_WORD`] where it is blank.
    #[inline]
    pub fn word(&mut self, is: Is) -> Word {
        let cell = self.text(is);
        self.intern(&cell)
    }

    /// A text as a word; [`NO_WORD`] where it is blank.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> Word {
        if text.is_empty() { NO_WORD } else { self.words.intern(text) }
    }

    /// Whether the cell is blank.
    #[must_use]
    #[inline]
    pub fn is_blank(&self, is: Is) -> bool {
        self.layout.slots[is as usize]
            .is_none_or(|slot| self.record.is_empty(slot) || self.text(is).is_empty())
    }

    /// The amount of a cell; `None` where it is blank, absent or, counted, unreadable.
    #[inline]
    pub fn amount(&mut self, is: Is) -> Option<i64> {
        let slot = self.layout.slots[is as usize]?;
        if !self.values.whole
            && let Some(amount) = self.values.amounts.bare(unguarded(self.record.raw(slot)))
        {
            return Some(amount);
        }
        let cell = self.record.cell(slot);
        let read = if self.values.whole
            && let Some(digits) = grouped(&cell)
        {
            self.values.amounts.parse(&digits)
        } else {
            let cell = self.signed(&cell);
            self.values.amounts.parse(cell)
        };
        self.known(is, read, &cell)
    }

    /// The number after one of the three commonest signs, which name their currency; other cells as they are.
    #[inline]
    fn signed<'c>(&mut self, cell: &'c [u8]) -> &'c [u8] {
        let (rest, code) = match cell {
            [b'$', rest @ ..] => (rest, b"USD"),
            [0xC2, 0xA3, rest @ ..] => (rest, b"GBP"),
            [0xE2, 0x82, 0xAC, rest @ ..] => (rest, b"EUR"),
            _ => return cell,
        };
        if !rest.first().is_some_and(u8::is_ascii_digit) {
            return cell;
        }
        self.values.amounts.named = Currency::parse(code);
        rest
    }

    /// A count or quantity, in 1/10,000.
    #[inline]
    pub fn count(&mut self, is: Is) -> Option<i64> {
        let slot = self.layout.slots[is as usize]?;
        if let Some(count) = self.values.counts.bare(unguarded(self.record.raw(slot))) {
            return Some(count);
        }
        let cell = self.record.cell(slot);
        let read = self.values.counts.parse(&cell);
        self.known(is, read, &cell)
    }

    fn known(&mut self, is: Is, read: Result<i64, NoAmount>, cell: &[u8]) -> Option<i64> {
        match read {
            Ok(amount) => Some(amount),
            Err(NoAmount::Blank) => {
                self.values.fields[is as usize][BLANK] += 1;
                None
            }
            Err(failure) => {
                self.values.fields[is as usize][UNREADABLE] += 1;
                let range = failure == NoAmount::OutOfRange;
                self.verdict(if range { Verdict::AmountOutOfRange } else { Verdict::BadAmount }, cell);
                remember(&mut self.values.bad_samples[1], cell);
                None
            }
        }
    }

    /// The time of the row, or its verdict in the ledger.
    #[inline]
    pub fn time(&mut self, is: Is) -> Option<Stamp> {
        let cell = self.text(is);
        self.time_of(is, &cell)
    }

    /// The same of a text that was put together, as of a date and a clock.
    pub fn time_of(&mut self, is: Is, cell: &[u8]) -> Option<Stamp> {
        let verdict = match self.values.dates.parse(cell) {
            Ok(stamp) => return Some(self.placed(stamp)),
            Err(NoTime::Blank) => Verdict::NoTime,
            Err(NoTime::Unreadable) => Verdict::BadTime,
            Err(NoTime::OutOfRange) => Verdict::TimeOutOfRange,
        };
        self.values.fields[is as usize][usize::from(verdict != Verdict::NoTime)] += 1;
        remember(&mut self.values.bad_samples[0], cell);
        self.verdict(verdict, cell);
        None
    }

    /// A wall time of a platform that writes UTC is an instant.
    #[inline]
    fn placed(&self, stamp: Stamp) -> Stamp {
        let utc = stamp.anchor == Anchor::Wall && self.layout.platform.reading.utc;
        if utc { Stamp { anchor: Anchor::Instant, ..stamp } } else { stamp }
    }

    /// A time that may be missing: unreadable ones are counted with their column.
    pub fn other_time(&mut self, is: Is) -> Option<Stamp> {
        let cell = self.text(is);
        match self.values.other_dates.parse(&cell) {
            Ok(stamp) => Some(self.placed(stamp)),
            Err(failure) => {
                self.values.fields[is as usize][usize::from(failure != NoTime::Blank)] += 1;
                None
            }
        }
    }

    /// Counts a verdict on this record.
    pub fn verdict(&mut self, verdict: Verdict, sample: &[u8]) {
        self.tables.ledger.add(verdict, self.record.position(), sample);
    }

    /// The currency that the row names, the file's header or the seller; the number of "none" otherwise.
    pub fn currency(&mut self) -> u8 {
        let cell = self.text(Is::Currency);
        let signed = self.values.amounts.named;
        match &self.values.last_currency {
            Some((last, sign, number)) if *last == *cell && *sign == signed => *number,
            _ => {
                let number = self.currency_of(&cell);
                self.values.last_currency = Some((cell.into_owned(), signed, number));
                number
            }
        }
    }

    fn currency_of(&mut self, cell: &[u8]) -> u8 {
        // The same sign stands for yuan and yen.
        let yen = |named: Currency| if named.code() == "CNY" { Currency::parse(b"JPY") } else { Some(named) };
        let signed = self.values.amounts.named;
        let signed = if self.layout.language == Some("ja") { signed.and_then(yen) } else { signed };
        let named = Currency::parse(cell).or(signed).or(self.layout.currency);
        let usual =
            || self.layout.platform.reading.currency.and_then(|code| Currency::parse(code.as_bytes()));
        let currency = named.or(self.values.currency).or_else(usual).unwrap_or(Currency::NONE);
        self.tables.currency(currency)
    }

    /// Lets the sign in an amount say the currency of this row, in files that have no column for it.
    pub fn named_by(&mut self, is: Is) {
        if let Some(slot) = self.layout.slots[is as usize].filter(|_| !self.has(Is::Currency)) {
            self.values.amounts.named = None;
            let cell = self.record.cell(slot);
            let cell = unguarded(&cell);
            let cell = cell.strip_prefix(b"-").unwrap_or(cell);
            let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
            if digit(cell.first()) && digit(cell.last()) {
                return;
            }
            let number = self.signed(cell);
            if number.len() == cell.len() {
                // What cannot be read names no currency.
                let _ = self.values.amounts.parse(number);
            }
        }
    }

    /// Whether a cell that holds an id on every row of the table holds none here: such rows end or sum up the file.
    pub fn is_footer(&mut self, is: Is) -> bool {
        let cell = self.text(is);
        let footer = !cell.iter().any(u8::is_ascii_digit);
        if footer {
            self.verdict(Verdict::Footer, &cell);
        }
        footer
    }

    /// The order of this row, new or known: a new one with its time, buyer, currency, status and place.
    pub fn order(&mut self) -> Option<usize> {
        let id = self.word(Is::Order);
        self.order_with(id)
    }

    /// The order of a row whose status is its item's, and what becomes of the item; `None` where the item was cancelled.
    /// An order counts as soon as one of its items does.
    pub fn order_of_item(&mut self) -> Option<(usize, Standing)> {
        let word = self.text(Is::Status);
        let standing = self.meaning(&word).standing();
        let id = self.word(Is::Order);
        let order = self.order_with(id)?;
        let whole = self.tables.orders.standing[order];
        if matches!(standing, Standing::Cancelled | Standing::Voided | Standing::Test) {
            // An order of which every item was cancelled is in the ledger once, as an order.
            if whole == Standing::Counts {
                self.verdict(Verdict::Cancelled, &word);
            }
            return None;
        }
        if matches!(whole, Standing::Cancelled | Standing::Voided | Standing::Test) {
            self.verdict(Verdict::Cancelled, b"");
            self.tables.orders.status[order] = self.intern(&word);
        }
        self.tables.orders.standing[order] = Standing::Counts;
        Some((order, standing))
    }

    /// The same under an id that was cleaned.
    pub fn order_with(&mut self, id: Word) -> Option<usize> {
        if let Some(order) = self.tables.orders.find(id) {
            if self.tables.orders.person[order] == NOBODY {
                self.buyer(order);
            }
            return Some(order);
        }
        let stamp = self.time(Is::Time)?;
        Some(self.new_order(id, stamp))
    }

    /// A new order at a time.
    pub fn new_order(&mut self, id: Word, stamp: Stamp) -> usize {
        let (record, line) = self.record.position();
        let place = (u32::try_from(record).unwrap_or(u32::MAX), u32::try_from(line).unwrap_or(u32::MAX));
        let order = self.tables.orders.push(id, place);
        self.tables.orders.time[order] = stamp.ms;
        self.tables.orders.anchor[order] = stamp.anchor as u8;
        self.buyer(order);
        self.tables.orders.currency[order] = self.currency();
        self.status(order);
        self.attributes(order);
        order
    }

    fn attributes(&mut self, order: usize) {
        if self.values.lean {
            return;
        }
        let country = if self.is_blank(Is::Country) { Is::BillingCountry } else { Is::Country };
        let words = [country, Is::Region, Is::Channel, Is::Code, Is::Token].map(|is| self.word(is));
        let orders = &mut self.tables.orders;
        let columns = [
            &mut orders.country,
            &mut orders.region,
            &mut orders.channel,
            &mut orders.code,
            &mut orders.token,
        ];
        columns.into_iter().zip(words).for_each(|(column, word)| column.set(order, word));
    }

    /// Reads the status word and what it means for the order.
    pub fn status(&mut self, order: usize) {
        let word = self.text(Is::Status);
        let meaning = self.meaning(&word);
        if self.values.last_status.0 != *word {
            self.values.last_status = (word.to_vec(), self.intern(&word));
        }
        self.tables.orders.status[order] = self.values.last_status.1;
        let cancelled = !self.is_blank(Is::Cancelled);
        self.tables.orders.standing[order] = if cancelled { Standing::Cancelled } else { meaning.standing() };
    }

    /// The meaning of a status word; unknown ones are in the ledger.
    pub fn meaning(&mut self, word: &[u8]) -> Meaning {
        let met = self.values.met_statuses.iter().find(|(met, ..)| met == word);
        let (found, known) = met.map(|&(_, found, known)| (found, known)).unwrap_or_else(|| {
            let (found, known) = self.read_meaning(&String::from_utf8_lossy(word));
            if self.values.met_statuses.len() < WORDS_KEPT {
                self.values.met_statuses.push((word.to_vec(), found, known));
            }
            (found, known)
        });
        if !known {
            self.verdict(Verdict::UnknownStatus, word);
        }
        found
    }

    /// The meaning of a word: in a table of no known platform with English or Chinese headers as the orders' engine has it, which
    /// reads such tables itself.
    fn read_meaning(&self, word: &str) -> (Meaning, bool) {
        let own = &self.values.statuses;
        let is_engines = self.layout.platform.id == "generic" && self.layout.language.is_none();
        if !is_engines || own.contains_key(&word.trim().to_lowercase()) {
            return meaning(word, own);
        }
        match status(word.as_bytes()) {
            Status::Counts => (meaning(word, own).0.counting(), true),
            Status::Cancelled => (Meaning::Cancelled, true),
            Status::Voided => (Meaning::Voided, true),
            Status::Refunded => (Meaning::Refunded, true),
            Status::Test => (Meaning::Test, true),
            Status::Unknown => (Meaning::Other, false),
        }
    }

    /// Sets a part of an order that no record has said yet.
    pub fn say(&mut self, part: Part, order: usize, is: Is) {
        let amount = self.amount(is);
        self.tables.orders.part_mut(part).say(order, amount);
    }

    /// The same with the sign taken off, for discounts and refunds that some exports write as negative.
    pub fn say_absolute(&mut self, part: Part, order: usize, is: Is) {
        let amount = self.amount(is).map(i64::abs);
        self.tables.orders.part_mut(part).say(order, amount);
    }

    /// Adds to a part of an order, for exports that say it by line.
    pub fn add(&mut self, part: Part, order: usize, is: Is) {
        let amount = self.amount(is);
        self.tables.orders.part_mut(part).add(order, amount);
    }

    /// A line of the order: its product, with units and amounts in 1/10,000 where they are known.
    pub fn line(
        &mut self,
        order: usize,
        units: Option<i64>,
        amount: Option<i64>,
        discount: Option<i64>,
    ) -> usize {
        if self.values.lean {
            return self.line_of(order, ProductKey::NONE, units, amount, discount);
        }
        let key = ProductKey {
            sku: self.word(Is::Sku),
            name: self.word(Is::Product),
            variant: self.word(Is::Variant),
            category: self.word(Is::Category),
            vendor: self.word(Is::Vendor),
        };
        self.line_of(order, key, units, amount, discount)
    }

    /// The same of a product that no columns of its own name.
    pub fn line_of(
        &mut self,
        order: usize,
        key: ProductKey,
        units: Option<i64>,
        amount: Option<i64>,
        discount: Option<i64>,
    ) -> usize {
        let Tables { orders, lines, products, .. } = &mut *self.tables;
        orders.units.add(order, units);
        orders.line_amount.add(order, amount);
        orders.line_discount.add(order, discount);
        if self.values.lean {
            return 0;
        }
        let product = products.number(key);
        let line = lines.push(order, product);
        lines.units.say(line, units);
        lines.amount.say(line, amount);
        lines.discount.say(line, discount);
        if products.is_gift_card(product, self.words) {
            orders.gift_lines.add(order, amount.map(|amount| amount - discount.unwrap_or(0)));
        }
        line
    }

    /// Sets the buyer of an order, or why there is none.
    fn buyer(&mut self, order: usize) {
        let buyer = self.named();
        let orders = &mut self.tables.orders;
        match buyer {
            Ok(person) => orders.person[order] = person,
            Err(why) => orders.absent[order] = orders.absent[order].max(why),
        }
    }

    /// The buyer that this row names, by number in the file; [`NOBODY`] where it names none.
    pub fn person(&mut self) -> u32 {
        self.named().unwrap_or_else(|why| {
            self.tables.people.absent[why as usize] += 1;
            NOBODY
        })
    }

    fn named(&mut self) -> Result<u32, Absent> {
        let person = if self.values.lean { self.known_by_one_key() } else { self.known_by_all_keys() };
        if person == Person::NOBODY { Err(self.absent()) } else { Ok(self.tables.people.number(person)) }
    }

    /// The person by the key alone that names a buyer for this export.
    fn known_by_one_key(&mut self) -> Person {
        let mut person = Person::NOBODY;
        for &is in self.layout.platform.reading.keys {
            let key = match is {
                Is::Email => &mut person.email,
                Is::Phone => &mut person.phone,
                Is::CustomerId => &mut person.customer_id,
                Is::Username => &mut person.username,
                _ => &mut person.name,
            };
            *key = match is {
                Is::Email => self.email(),
                Is::Phone => self.phone(),
                Is::CustomerId | Is::Username => self.key(is),
                _ => self.name(),
            };
            if *key != NO_WORD {
                return person;
            }
        }
        self.known_by_all_keys()
    }

    fn known_by_all_keys(&mut self) -> Person {
        let email = self.email();
        let phone = self.phone();
        let customer_id = self.key(Is::CustomerId);
        let username = self.key(Is::Username);
        let name = self.name();
        Person { customer_id, email, phone, username, name }
    }

    /// Why the record names nobody.
    #[cold]
    fn absent(&self) -> Absent {
        const KEYS: [Is; 8] = [
            Is::Email,
            Is::Phone,
            Is::BillingPhone,
            Is::CustomerId,
            Is::Username,
            Is::Name,
            Is::FirstName,
            Is::LastName,
        ];
        if !KEYS.iter().any(|&is| self.has(is)) {
            return Absent::NoColumn;
        }
        let cells = KEYS.map(|is| self.text(is));
        if cells.iter().any(|cell| cell.contains(&b'*')) {
            return Absent::Masked;
        }
        let written = cells.iter().any(|cell| customer_key(cell).is_some());
        if written { Absent::Unreadable } else { Absent::Blank }
    }

    fn email(&mut self) -> Word {
        let cell = self.text(Is::Email);
        let kinds = kinds(&cell);
        if kinds & (AT | STAR) != AT {
            return NO_WORD;
        }
        if kinds & (UPPER | BEYOND) == 0 && cell.len() > 5 {
            return self.words.intern(&cell);
        }
        customer_key(&cell).map_or(NO_WORD, |key| self.words.intern(&key))
    }

    fn phone(&mut self) -> Word {
        for is in [Is::Phone, Is::BillingPhone] {
            let cell = self.text(is);
            if cell.is_empty() || cell.contains(&b'*') {
                continue;
            }
            if let Some(digits) = phone_digits(&cell) {
                return self.words.intern(&digits);
            }
        }
        NO_WORD
    }

    /// A key of a person. A name of which the platform hides a part is none; a user name still tells its buyers apart.
    fn key(&mut self, is: Is) -> Word {
        let cell = self.text(is);
        self.key_of(&cell, is == Is::Username)
    }

    fn key_of(&mut self, text: &[u8], may_be_masked: bool) -> Word {
        if text.is_empty() {
            return NO_WORD;
        }
        let kinds = kinds(text);
        if kinds & STAR != 0 && !may_be_masked {
            return NO_WORD;
        }
        if kinds & (AT | BEYOND) == 0 && text.len() > 5 {
            return self.words.intern(text);
        }
        customer_key(text).map_or(NO_WORD, |key| self.words.intern(&key))
    }

    fn name(&mut self) -> Word {
        let whole = self.text(Is::Name);
        if !whole.is_empty() {
            return self.key_of(&whole, false);
        }
        let (first, last) = (self.text(Is::FirstName), self.text(Is::LastName));
        if first.is_empty() && last.is_empty() {
            return NO_WORD;
        }
        let mut joined = std::mem::take(&mut self.values.scratch);
        joined.clear();
        joined.extend_from_slice(&first);
        joined.push(b' ');
        joined.extend_from_slice(&last);
        let key = self.key_of(joined.trim_ascii(), false);
        self.values.scratch = joined;
        key
    }
}

/// Without the apostrophe that guards against formulas.
#[inline]
fn unguarded(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"'").unwrap_or(cell)
}

/// Whether a raw field is its own trimmed content, as all are that begin and end with a letter or digit.
#[inline]
fn is_bare(raw: &[u8]) -> bool {
    let (Some(first), Some(last)) = (raw.first(), raw.last()) else { return true };
    (b'('..0x80).contains(first) && (b'!'..0x80).contains(last)
}

/// What bytes a text has that decide how it can be a key.
const AT: u8 = 1;
const STAR: u8 = 2;
const UPPER: u8 = 4;
const BEYOND: u8 = 8;

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'@' => AT,
            b'*' => STAR,
            b'A'..=b'Z' => UPPER,
            0x80.. => BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

fn kinds(text: &[u8]) -> u8 {
    text.iter().fold(0, |kinds, &byte| kinds | KINDS[usize::from(byte)])
}

/// A cell without the marks that group its digits by three, where it has such marks and no others.
fn grouped(cell: &[u8]) -> Option<Vec<u8>> {
    let mark = *cell.iter().find(|byte| matches!(byte, b'.' | b','))?;
    let mut groups = cell.split(|&byte| byte == mark);
    let first = groups.next()?;
    let triple = |group: &[u8]| group.len() == 3 && group.iter().all(u8::is_ascii_digit);
    groups
        .all(triple)
        .then(|| cell.iter().copied().filter(|&byte| byte != mark).collect())
        .filter(|_| !first.is_empty())
}

fn remember(sample: &mut String, cell: &[u8]) {
    if sample.is_empty() {
        *sample = String::from_utf8_lossy(cell).chars().take(40).collect();
    }
}
