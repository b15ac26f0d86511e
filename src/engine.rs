//! The engine behind the boundary: files in, reports, pages of people and downloads out.
//!
//! About a dozen coarse calls. Natively it is used as it is; in wasm `wasm.rs` converts at its edge.

pub mod card;
pub mod download;
pub mod owners;
pub mod people;
pub mod purchases;
pub mod query;
pub mod summary;

pub use card::CustomerCard;
pub use people::Page;
pub use query::CustomerQuery;
pub use summary::FileSummary;

use crate::error::{Error, ErrorKind};
use crate::read::text::Decoders;
use crate::report::{Options, People, Prepared, Report, report};
use crate::source::intake::{Intake, MappingFound, Outcome};
use crate::source::mapping::Mapping;
use crate::source::told::Knows;
use crate::tables::dataset::Dataset;
use crate::tables::interner::Interner;
use crate::time::Zone;
use std::collections::BTreeMap;

/// Reads exports and answers questions about them.
///
/// ```
/// use linger::engine::Engine;
/// use linger::report::Options;
/// use linger::source::mapping::Mapping;
///
/// let mut engine = Engine::new(|_| None, 0);
/// let file = engine.open_file("orders.csv", Mapping::default(), None)?;
/// engine.push(file, b"order,customer,date,total\n1,ann,2024-01-05,20.00\n2,ann,2024-02-05,10.00\n")?;
/// let summary = engine.finish(file)?;
/// assert_eq!(summary.orders, 2);
/// let report = engine.report(&Options::default())?;
/// assert_eq!(report.summary.customers, 1);
/// # Ok::<(), linger::error::Error>(())
/// ```
pub struct Engine {
    data: Dataset,
    decoders: Decoders,
    open: BTreeMap<u32, Intake>,
    next_handle: u32,
    zone: Zone,
    prepared: Option<Prepared>,
    latest: Option<Latest>,
}

/// The report that pages and downloads refer to.
struct Latest {
    options: Options,
    report: Report,
    people: People,
    /// The customers of the last query, in order, so that paging does not sort again.
    view: Option<(CustomerQuery, Vec<u32>)>,
}

impl Engine {
    /// An engine without data. `decoders` makes the host's text decoders, `seed` guards the table of keys.
    #[must_use]
    pub fn new(decoders: Decoders, seed: u64) -> Self {
        Self {
            data: Dataset::new(seed),
            decoders,
            open: BTreeMap::new(),
            next_handle: 1,
            zone: Zone::utc(),
            prepared: None,
            latest: None,
        }
    }

    /// Begins a file and gives its handle.
    ///
    /// # Errors
    ///
    /// The host has no decoder for a given `encoding` (WHATWG label).
    pub fn open_file(&mut self, name: &str, mapping: Mapping, encoding: Option<&str>) -> Result<u32, Error> {
        let intake = Intake::new(name, mapping, encoding, self.decoders)?;
        Ok(self.opened(intake))
    }

    /// Begins orders that another module took from an export and tells in pieces of whole ones ([`Told`](crate::tables::told::Told)).
    pub fn open_told(&mut self, name: &str, knows: Knows) -> u32 {
        let intake = Intake::told(name, knows, self.decoders);
        self.opened(intake)
    }

    fn opened(&mut self, intake: Intake) -> u32 {
        let handle = self.next_handle;
        self.next_handle += 1;
        self.open.insert(handle, intake);
        handle
    }

    /// Reads a chunk of a file; chunks of any size give the same.
    ///
    /// # Errors
    ///
    /// The bytes are no text, or the columns cannot be mapped; the file should then be abandoned.
    pub fn push(&mut self, handle: u32, chunk: &[u8]) -> Result<(), Error> {
        let intake = self.open.get_mut(&handle).ok_or(ErrorKind::UnknownFile)?;
        intake.push(chunk, self.data.keys_mut())
    }

    /// Records read of an open file.
    #[must_use]
    pub fn records(&self, handle: u32) -> u64 {
        self.open.get(&handle).map_or(0, Intake::records)
    }

    /// The mapping of an open file as far as it is found.
    #[must_use]
    pub fn mapping(&self, handle: u32) -> Option<&MappingFound> {
        self.open.get(&handle).and_then(Intake::mapping)
    }

    /// Ends a file and adds it to the data.
    ///
    /// # Errors
    ///
    /// The file holds nothing that can be used, or its dates stay ambiguous; it stays open for
    /// [`Engine::mapping`] until it is abandoned.
    pub fn finish(&mut self, handle: u32) -> Result<FileSummary, Error> {
        let intake = self.open.get_mut(&handle).ok_or(ErrorKind::UnknownFile)?;
        let Outcome { file, mapping, notices } = intake.finish(self.data.keys_mut())?;
        self.open.remove(&handle);
        let mut summary = FileSummary::new(&file, mapping, notices);
        match self.data.add(file) {
            Ok(id) => summary.id = id,
            Err(same) => {
                summary.id = same;
                summary.duplicate = true;
            }
        }
        self.forget_results();
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
        if !self.data.remove(id) {
            return Err(ErrorKind::UnknownFile.into());
        }
        self.forget_results();
        Ok(())
    }

    /// First and last time in the data, for which the host makes the zone's table.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        let spans = self.data.files().filter_map(|file| file.span);
        spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// Sets the table of the zone that reports will name.
    pub fn set_zone(&mut self, zone: Zone) {
        self.zone = zone;
    }

    /// The report under the options; pages and downloads then refer to it.
    ///
    /// # Errors
    ///
    /// An option is wrong, or no order counts.
    pub fn report(&mut self, options: &Options) -> Result<&Report, Error> {
        let utc = Zone::utc();
        let zone = if options.zone == utc.name() { &utc } else { &self.zone };
        let selection = options.selection(zone)?;
        if self.prepared.as_ref().is_none_or(|prepared| prepared.selection != selection) {
            self.forget_results();
        }
        let mut prepared = match self.prepared.take() {
            Some(prepared) => prepared,
            None => Prepared::new(&self.data, selection)?,
        };
        self.latest = None;
        let (report, people) = report(&self.data, &mut prepared, options);
        self.prepared = Some(prepared);
        let latest = Latest { options: options.clone(), report, people, view: None };
        Ok(&self.latest.insert(latest).report)
    }

    /// A page of the customers that pass the query's filter, sorted.
    ///
    /// # Errors
    ///
    /// No order is loaded.
    pub fn customers(&mut self, query: &CustomerQuery) -> Result<Page, Error> {
        let view = self.view(query)?;
        let total = view.len();
        let from = query.offset.min(total);
        let to = from.saturating_add(query.limit).min(total);
        let rows = view[from..to].to_vec();
        let facts = self.facts().ok_or(ErrorKind::NoOrders)?;
        Ok(Page::new(&facts, total, &rows))
    }

    /// One customer with the numbers that decided.
    ///
    /// # Errors
    ///
    /// No customer has this key, or no order is loaded.
    pub fn customer(&mut self, key: &str) -> Result<CustomerCard, Error> {
        self.ensure_report()?;
        let facts = self.facts().ok_or(ErrorKind::NoOrders)?;
        let unknown = || Error::new(ErrorKind::UnknownCustomer(key.to_owned()));
        let id = facts.data.keys().find(key.as_bytes()).ok_or_else(unknown)?;
        let customer = facts.histories().ids.binary_search(&id).map_err(|_| unknown())?;
        Ok(CustomerCard::new(&facts, customer))
    }

    /// A table of the latest report as UTF-8 CSV.
    ///
    /// # Errors
    ///
    /// No such table, or no order is loaded.
    pub fn download(&mut self, table: &str, query: &CustomerQuery) -> Result<Vec<u8>, Error> {
        self.ensure_report()?;
        let rows = match table {
            "customers" => self.view(query)?.to_vec(),
            "winBack" => self.view(&CustomerQuery::win_back())?.to_vec(),
            _ => Vec::new(),
        };
        let facts = self.facts().ok_or(ErrorKind::NoOrders)?;
        download::table(table, &facts, &rows)
    }

    fn ensure_report(&mut self) -> Result<(), Error> {
        if self.latest.is_none() {
            self.report(&Options::default())?;
        }
        Ok(())
    }

    fn view(&mut self, query: &CustomerQuery) -> Result<&[u32], Error> {
        self.ensure_report()?;
        let unpaged = query.unpaged();
        let known = self.latest.as_ref().and_then(|latest| latest.view.as_ref());
        if known.is_none_or(|(known, _)| *known != unpaged) {
            let facts = self.facts().ok_or(ErrorKind::NoOrders)?;
            let rows = query::select(&facts, &unpaged);
            if let Some(latest) = &mut self.latest {
                latest.view = Some((unpaged, rows));
            }
        }
        let view = self.latest.as_ref().and_then(|latest| latest.view.as_ref());
        Ok(view.map_or(&[], |(_, rows)| rows.as_slice()))
    }

    fn facts(&self) -> Option<Facts<'_>> {
        let (prepared, latest) = (self.prepared.as_ref()?, self.latest.as_ref()?);
        Some(Facts {
            data: &self.data,
            prepared,
            options: &latest.options,
            report: &latest.report,
            people: &latest.people,
        })
    }

    fn forget_results(&mut self) {
        self.prepared = None;
        self.latest = None;
    }
}

/// All that is known for questions about people.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    data: &'a Dataset,
    prepared: &'a Prepared,
    options: &'a Options,
    report: &'a Report,
    people: &'a People,
}

impl<'a> Facts<'a> {
    fn histories(&self) -> &'a crate::tables::histories::Histories {
        &self.prepared.histories
    }

    fn keys(&self) -> &'a Interner {
        self.data.keys()
    }

    /// The key of a customer, by place in the histories.
    fn key(&self, customer: usize) -> &'a [u8] {
        self.keys().key(self.histories().ids[customer])
    }

    /// Some times are dates without hours.
    fn date_only(&self) -> bool {
        self.histories().week_hours.is_none()
    }
}
