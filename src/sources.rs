//! The engine of sources: every export in; streams of rows for the orders' engine, and what can be said of the tables, out.
//!
//! ```text
//! bytes ─ read ─ records ─ source/platforms ─ tables/shop ─┬─ rows ──► the orders' engine
//!                                                          └─ metrics/trust ──► audit
//! ```

pub mod audit;
pub mod baskets;
pub mod capabilities;
pub mod checkouts;
#[cfg(test)]
pub mod fixture;
pub mod gives;
pub mod identity;
pub mod intake;
pub mod options;
pub mod person;
pub mod rows;
pub mod settled;
pub mod start;
pub mod statuses;
pub mod summary;
pub mod telling;
pub mod whence;

pub use audit::{Audit, AuditOptions};
pub use intake::Intake;
pub use options::{FileOptions, View};
pub use person::PersonCard;
pub use rows::Knows;
pub use summary::{Recognised, TableSummary};
pub use telling::Telling;

use crate::error::{Error, ErrorKind};
use crate::read::text::Decoders;
use crate::source::platforms::Platform;
use crate::tables::interner::Interner;
use crate::tables::shop::Kind;
use crate::tables::shop::orders::NO_TIME;
use crate::tables::shop::sales::Manner;
use crate::tables::shop::{Conversion, Loaded, RateTable, Tables, Word};
use crate::time::Zone;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A file that was read.
pub struct File {
    /// Number, from 1.
    pub id: u32,
    /// Name as it was dropped.
    pub name: String,
    /// The export it is.
    pub platform: &'static Platform,
    /// Zone of its times without an offset, where the seller named one.
    pub zone: Option<String>,
    /// Meanings of status words that it was read with, in lower case.
    pub statuses: statuses::Meanings,
    /// Its tables.
    pub tables: Tables,
    /// The key of each of its people as the orders' engine knows it.
    pub keys: Vec<Word>,
    /// What was found in it.
    pub summary: TableSummary,
}

impl File {
    /// The file as metrics see it.
    #[must_use]
    pub fn loaded(&self) -> Loaded<'_> {
        let reading = &self.platform.reading;
        Loaded {
            id: self.id,
            name: &self.name,
            source: self.platform.id,
            platform: self.platform.name,
            kind: self.platform.kind,
            records: self.summary.records,
            used: self.summary.used,
            manner: Manner { lines_discounted: reading.lines_discounted, tax_inside: reading.tax_inside },
            tables: &self.tables,
            keys: &self.keys,
        }
    }
}

/// Reads every export and answers questions about all of them.
///
/// ```
/// use linger::sources::{FileOptions, Sources, View};
/// use linger::tables::told::Told;
///
/// let mut sources = Sources::new(|_| None, 0);
/// let file = sources.open_file("orders.txt", FileOptions::default())?;
/// let header = "amazon-order-id\tpurchase-date\torder-status\titem-status\tquantity\tcurrency\titem-price\n";
/// sources.push(file, header.as_bytes())?;
/// sources.push(file, b"028-1\t2025-03-01T10:00:00+00:00\tShipped\tShipped\t1\tEUR\t19.90\n")?;
/// let summary = sources.finish(file)?;
/// assert_eq!(summary.source, "amazonAllOrders");
/// let mut rows = Vec::new();
/// sources.rows(summary.id, &View::default(), 0, &mut rows)?;
/// let order = Told::read(&mut rows.as_slice()).expect("an order");
/// assert_eq!((order.order, order.gross), (&b"028-1"[..], 199_000));
/// # Ok::<(), linger::error::Error>(())
/// ```
pub struct Sources {
    words: Interner,
    seed: u64,
    /// The links that were made last.
    links: identity::Cache,
    /// The file whose rows are being told, and what all pieces of them need.
    told: RefCell<(u32, rows::Prepared)>,
    decoders: Decoders,
    open: BTreeMap<u32, Intake>,
    files: Vec<File>,
    /// Exchange rates of all files.
    rates: RateTable,
    /// Tables of zones that the host gave, by name.
    zones: BTreeMap<String, Zone>,
    next_handle: u32,
    next_id: u32,
}

impl Sources {
    /// No files. `decoders` makes the host's text decoders, `seed` guards the table of texts.
    #[must_use]
    pub fn new(decoders: Decoders, seed: u64) -> Self {
        Self {
            words: Interner::new(seed),
            seed,
            links: identity::Cache::default(),
            told: RefCell::default(),
            decoders,
            open: BTreeMap::new(),
            files: Vec::new(),
            rates: RateTable::default(),
            zones: BTreeMap::new(),
            next_handle: 1,
            next_id: 1,
        }
    }

    /// What a table is, by its beginning: bytes in any encoding.
    ///
    /// # Errors
    ///
    /// It is no text, empty, or the host cannot decode it.
    pub fn recognise(&self, head: &[u8], options: &FileOptions) -> Result<Recognised, Error> {
        start::recognise(head, options, self.decoders)
    }

    /// Begins a file and gives its handle.
    ///
    /// # Errors
    ///
    /// The host has no decoder for a given encoding.
    pub fn open_file(&mut self, name: &str, options: FileOptions) -> Result<u32, Error> {
        let intake = Intake::new(name, options, self.decoders)?;
        let handle = self.next_handle;
        self.next_handle += 1;
        self.open.insert(handle, intake);
        Ok(handle)
    }

    /// Reads a chunk; chunks of any size give the same.
    ///
    /// # Errors
    ///
    /// The bytes are no text, or the table cannot be read.
    pub fn push(&mut self, handle: u32, chunk: &[u8]) -> Result<(), Error> {
        let intake = self.open.get_mut(&handle).ok_or(ErrorKind::UnknownFile)?;
        intake.push(chunk, &mut self.words)
    }

    /// Records read of an open file.
    #[must_use]
    pub fn records(&self, handle: u32) -> u64 {
        self.open.get(&handle).map_or(0, Intake::records)
    }

    /// Ends a file and adds its tables.
    ///
    /// # Errors
    ///
    /// It holds nothing that can be used; it stays open until it is abandoned.
    pub fn finish(&mut self, handle: u32) -> Result<TableSummary, Error> {
        let intake = self.open.get_mut(&handle).ok_or(ErrorKind::UnknownFile)?;
        let mut file = intake.finish(&mut self.words)?;
        let replaced = intake.replaces();
        self.open.remove(&handle);
        if let Some(lean) = self.files.iter_mut().find(|known| replaced == Some(known.id)) {
            file.id = lean.id;
            file.summary.id = lean.id;
            let summary = file.summary.clone();
            *lean = file;
            self.links = identity::Cache::default();
            return Ok(summary);
        }
        if let Some(same) =
            self.files.iter().find(|known| known.summary.fingerprint == file.summary.fingerprint)
        {
            file.summary.id = same.id;
            file.summary.duplicate = true;
            return Ok(file.summary);
        }
        file.id = self.next_id;
        file.summary.id = self.next_id;
        self.next_id += 1;
        let summary = file.summary.clone();
        self.files.push(file);
        self.merge_rates(summary.kind);
        Ok(summary)
    }

    /// Forgets an open file.
    pub fn abandon(&mut self, handle: u32) {
        self.open.remove(&handle);
    }

    /// Forgets a file that was added.
    ///
    /// # Errors
    ///
    /// No file has this id.
    pub fn remove(&mut self, id: u32) -> Result<(), Error> {
        let at = self.files.iter().position(|file| file.id == id).ok_or(ErrorKind::UnknownFile)?;
        let file = self.files.remove(at);
        self.merge_rates(file.summary.kind);
        Ok(())
    }

    /// First and last time of an order or refund, for which the host makes tables of zones.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        let times = self.files.iter().flat_map(|file| {
            let Tables { orders, refunds, .. } = &file.tables;
            let timed = orders.time.iter().zip(&orders.anchor).filter(|(_, anchor)| **anchor != NO_TIME);
            timed.map(|(&time, _)| time).chain(refunds.iter().map(|refund| refund.time))
        });
        times.fold(None, |span, time| {
            let (first, last) = span.unwrap_or((time, time));
            Some((first.min(time), last.max(time)))
        })
    }

    /// Keeps the table of a zone.
    pub fn set_zone(&mut self, zone: Zone) {
        self.zones.insert(zone.name().to_owned(), zone);
    }

    /// One table of the rates of all files, after a file came or went.
    fn merge_rates(&mut self, kind: Kind) {
        if kind == Kind::Rates {
            self.rates = RateTable::new(self.files.iter().map(|file| file.tables.rates.as_slice()));
        }
    }

    /// Exchange rates of all files.
    #[must_use]
    pub fn rates(&self) -> &RateTable {
        &self.rates
    }

    /// The files, in the order they were added.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The same as metrics see them.
    #[must_use]
    pub fn loaded(&self) -> Vec<Loaded<'_>> {
        self.files.iter().map(File::loaded).collect()
    }

    /// Texts of all files.
    #[must_use]
    pub fn words(&self) -> &Interner {
        &self.words
    }

    /// What the rows of a file know, for the orders' engine.
    ///
    /// # Errors
    ///
    /// No file has this id.
    pub fn rows_know(&self, id: u32) -> Result<Knows, Error> {
        let file = self.files.iter().find(|file| file.id == id).ok_or(ErrorKind::UnknownFile)?;
        Ok(rows::knows(file))
    }

    /// Appends to bytes a piece of the rows of a file's orders for the orders' engine, whole [`Told`](crate::tables::told::Told)
    /// orders, and says where the next piece begins; `None` at the end. The first piece begins at 0. Only one file can be told at a time.
    ///
    /// # Errors
    ///
    /// No file has this id, or the view's constant currency cannot be read.
    pub fn rows(
        &self,
        id: u32,
        view: &View,
        from: usize,
        bytes: &mut Vec<u8>,
    ) -> Result<Option<usize>, Error> {
        let file = self.files.iter().find(|file| file.id == id).ok_or(ErrorKind::UnknownFile)?;
        let into = view.constant()?.map(|(to, rates_of)| Conversion { rates: &self.rates, to, rates_of });
        let links = self.is_linked(view).then(|| self.links(&view.apart));
        let (siblings, links) = (&*self.siblings(file), links.as_deref());
        let zone = file.zone.as_ref().and_then(|zone| self.zones.get(zone));
        let telling = Telling { siblings, links, zone, words: &self.words, view, into };
        if from == 0 || self.told.borrow().0 != id {
            self.told.replace((id, rows::Prepared::new(file, &self.words, view)));
        }
        Ok(rows::rows(file, &telling, &mut self.told.borrow_mut().1, from, bytes))
    }

    /// Other files whose order ids are of the same origin.
    fn siblings(&self, file: &File) -> Vec<&File> {
        let Some(origin) = file.platform.reading.origin else { return Vec::new() };
        let same = |other: &&File| other.id != file.id && other.platform.reading.origin == Some(origin);
        self.files.iter().filter(same).collect()
    }
}
