//! Everything that the files say of how far their numbers can be trusted, put together.

use super::capabilities::capabilities;
use super::checkouts::{CheckoutAudit, checkouts};

use super::options::View;
use super::statuses::{Standings, StatusWord, statuses};
use super::summary::Gives;
use super::{File, Sources};
use crate::error::{Error, ErrorKind};
use crate::metrics::trust::book::{Book, Clock, Origin, Reading};
use crate::metrics::trust::currencies::{CurrencyAudit, currencies};
use crate::metrics::trust::feedback::{FeedbackAudit, feedback};
use crate::metrics::trust::identity::{IdentityAudit, identity};
use crate::metrics::trust::marketing::{MarketingAudit, marketing};
use crate::metrics::trust::policies::{PolicyEffect, policies};
use crate::metrics::trust::products::{CategoryRule, ProductAudit, products};
use crate::metrics::trust::quality::{Earlier, Found, QualityAudit, quality};
use crate::metrics::trust::reconcile::{Reconciliation, reconcile};
use crate::metrics::trust::regions::{Place, Places, RegionAudit, regions};
use crate::source::dates::{Anchor, Dates};
use crate::source::regions::Regions;
use crate::tables::shop::links::{Links, Place as RowPlace, Table};
use crate::tables::shop::{Conversion, Kind, NO_WORD, Word};
use crate::time::{DAY_MS, Zone, format_instant};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How the audit looks at the files.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct AuditOptions {
    /// IANA zone of days, and of times that name none.
    pub zone: String,
    /// The last date or instant that counts; later orders are left out.
    pub as_of: Option<String>,
    /// How the tables are looked at.
    pub view: View,
    /// An earlier audit, to show the trend.
    pub earlier: Option<Earlier>,
    /// Rules that give products their category; the first that fits wins.
    pub categories: Vec<CategoryRule>,
}

impl Default for AuditOptions {
    fn default() -> Self {
        Self {
            zone: "UTC".to_owned(),
            as_of: None,
            view: View::default(),
            earlier: None,
            categories: Vec::new(),
        }
    }
}

/// How far the loaded files can be trusted, and what they say beyond orders.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Audit {
    linger: &'static str,
    schema: u32,
    /// The option, or the latest time of an order.
    pub as_of: Option<String>,
    /// The zone of days.
    pub zone: String,
    /// What was added.
    pub files: Vec<AuditFile>,
    /// Parts of orders against their totals.
    pub reconciliation: Vec<Reconciliation>,
    /// Status words.
    pub statuses: Vec<StatusWord>,
    /// What each choice about sales is worth.
    pub policies: Vec<PolicyEffect>,
    /// Who is known, and how.
    pub identity: IdentityAudit,
    /// How good the data are.
    pub quality: QualityAudit,
    /// Products, their categories and aliases.
    pub products: ProductAudit,
    /// Currencies and rates.
    pub currencies: CurrencyAudit,
    /// Countries and hours.
    pub regions: RegionAudit,
    /// Advertising, web analytics and codes.
    pub marketing: MarketingAudit,
    /// Reviews, answers, tickets, returns and contacts.
    pub feedback: FeedbackAudit,
    /// Abandoned checkouts.
    pub checkouts: CheckoutAudit,
}

/// A file of the audit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditFile {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Id of the export.
    pub source: &'static str,
    /// Name of the platform.
    pub platform: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Records below the header.
    pub records: u64,
    /// Those that are used.
    pub used: u64,
    /// Orders.
    pub orders: usize,
    /// Lines of orders.
    pub lines: usize,
    /// What it has what is needed for.
    pub gives: Vec<Gives>,
}

impl Sources {
    /// Names of the zones whose tables rows and audits need: those of files, and one for each region that orders went to.
    #[must_use]
    pub fn zones_needed(&self) -> Vec<String> {
        let places = self.places();
        let regions = places.values().flatten().map(|place| place.zone);
        let files = self.files().iter().filter_map(|file| file.zone.as_deref());
        let zones: BTreeSet<&str> = regions.chain(files).collect();
        zones.into_iter().map(str::to_owned).collect()
    }

    /// How far the files can be trusted.
    ///
    /// # Errors
    ///
    /// An option does not read, or the table of the zone was not set.
    pub fn audit(&self, options: &AuditOptions) -> Result<Audit, Error> {
        let zone = self.zone(&options.zone)?;
        let view = &options.view;
        let into = view.constant()?.map(|(to, rates_of)| Conversion { rates: self.rates(), to, rates_of });
        let clock = Clock { zone: &zone, as_of: as_of(options.as_of.as_deref(), &zone)? };
        let loaded = self.loaded();
        let linked = self.is_linked(view);
        let links = self.links(&view.apart);
        let book = self.book(&loaded, view, linked.then_some(&*links), clock);
        let statuses = statuses(&book, self.files(), self.words(), view);
        let reconciliation = reconcile(&book, self.words());
        let found = Found { reconciled: checked(&reconciliation), statuses: known(&statuses) };
        let places = Places { of: &self.places(), zones: &self.zones };
        let last = book.counted().map(|sold| clock.instant(sold.time, sold.anchor)).max();
        Ok(Audit {
            linger: "audit",
            schema: 1,
            as_of: clock.as_of.or(last).map(format_instant),
            zone: zone.name().to_owned(),
            files: self.files().iter().map(audit_file).collect(),
            policies: policies(&book, view.sales),
            identity: identity(&loaded, &links, linked),
            quality: quality(&book, view.sales, found, options.earlier.as_ref()),
            currencies: currencies(&book, self.rates(), view.sales, into),
            regions: regions(&book, self.words(), view.sales, &places),
            products: products(&loaded, self.words(), &options.categories),
            marketing: marketing(&loaded, self.words(), &book.worth(view.sales)),
            feedback: feedback(&loaded, self.words(), &links),
            checkouts: checkouts(&loaded),
            reconciliation,
            statuses,
        })
    }

    /// Orders of all files, each once, as a view reads them.
    pub(super) fn book<'a>(
        &self,
        loaded: &'a [crate::tables::shop::Loaded<'a>],
        view: &View,
        links: Option<&Links>,
        clock: Clock<'a>,
    ) -> Book<'a> {
        let files = self.files();
        let origins: Vec<Origin> = files.iter().map(origin).collect();
        let standings: Vec<Standings> =
            files.iter().map(|file| Standings::new(file, self.words(), view)).collect();
        let standing = |file: usize, order: usize| standings[file].of(&files[file], order);
        let buyer = |file: usize, order: usize| buyer(&files[file], order, links);
        let zone = |file: usize| self.zones.get(files[file].zone.as_deref()?);
        Book::new(loaded, &origins, &Reading { standing: &standing, buyer: &buyer, zone: &zone }, clock)
    }

    /// A zone whose table was set.
    pub(super) fn zone(&self, name: &str) -> Result<Zone, Error> {
        match self.zones.get(name) {
            Some(zone) => Ok(zone.clone()),
            None if name == "UTC" => Ok(Zone::utc()),
            None => Err(ErrorKind::Option(format!("the time zone \"{name}\" is not known here")).into()),
        }
    }

    /// The place that each pair of a country's and a province's word names.
    pub(super) fn places(&self) -> BTreeMap<(Word, Word), Option<Place>> {
        let pairs = self.files().iter().flat_map(|file| {
            let orders = &file.tables.orders;
            orders.country.said().map(|(order, country)| (country, orders.region.get(order)))
        });
        let pairs: BTreeSet<(Word, Word)> = pairs.collect();
        let regions = if pairs.is_empty() { None } else { Some(Regions::new()) };
        let text = |word: Word| match word {
            NO_WORD => String::new(),
            word => String::from_utf8_lossy(self.words().key(word)).into_owned(),
        };
        let place = |(country, province): (Word, Word)| {
            let regions = regions.as_ref()?;
            let known = regions.country(&text(country))?;
            Some(Place { country: regions.code(known), zone: regions.zone(known, &text(province))? })
        };
        pairs.into_iter().map(|pair| (pair, place(pair))).collect()
    }
}

/// The origin of a file's orders: what its export shares with others, else the export; a table that no platform is known for
/// is of one origin with tables of the same header.
#[must_use]
pub fn origin(file: &File) -> Origin {
    let reading = &file.platform.reading;
    let own = match file.platform.id {
        "generic" => file.summary.mapping.headers.join("\n"),
        id => id.to_owned(),
    };
    Origin { name: reading.origin.map_or(own, str::to_owned), rank: reading.rank }
}

/// A number for an order's buyer: the file's own key, or under links whoever it is.
fn buyer(file: &File, order: usize, links: Option<&Links>) -> Word {
    let person = file.tables.orders.person[order];
    let Some(links) = links else { return file.keys.get(person as usize).copied().unwrap_or(NO_WORD) };
    let place = links.file(file.id).map(|file| RowPlace {
        file,
        table: Table::Orders,
        row: u32::try_from(order).unwrap_or(NO_WORD),
    });
    place.and_then(|place| links.of_row(place, person)).unwrap_or(NO_WORD)
}

/// The last instant that counts.
pub(super) fn as_of(text: Option<&str>, zone: &Zone) -> Result<Option<i64>, Error> {
    let Some(text) = text else { return Ok(None) };
    let stamp = Dates::new(None).parse(text.as_bytes()).map_err(|_| {
        let like = "an ISO date or instant such as \"2024-05-31\"";
        Error::from(ErrorKind::Option(format!("asOf must be {like}, not \"{text}\"")))
    })?;
    Ok(Some(match stamp.anchor {
        Anchor::Instant => stamp.ms,
        Anchor::Wall => zone.instant(stamp.ms),
        Anchor::Date => zone.instant(stamp.ms + DAY_MS) - 1,
    }))
}

fn checked(reconciliation: &[Reconciliation]) -> (u64, u64) {
    reconciliation.iter().fold((0, 0), |(agree, all), line| (agree + line.agree, all + line.checked))
}

fn known(statuses: &[StatusWord]) -> (u64, u64) {
    statuses.iter().fold((0, 0), |(known, all), word| {
        (known + if word.known { word.orders } else { 0 }, all + word.orders)
    })
}

fn audit_file(file: &File) -> AuditFile {
    AuditFile {
        id: file.id,
        name: file.name.clone(),
        source: file.platform.id,
        platform: file.platform.name,
        kind: file.platform.kind,
        records: file.summary.records,
        used: file.summary.used,
        orders: file.tables.orders.len(),
        lines: file.tables.lines.len(),
        gives: capabilities(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::platforms::meaning::Meaning;
    use crate::sources::fixture::{add, read, rows};

    const SHOPIFY: &str = "Name,Email,Financial Status,Created at,Currency,Subtotal,Shipping,Taxes,Total,Lineitem quantity,Lineitem price,Lineitem name,Shipping Country,Shipping Province\n\
         #1,ann@x.de,paid,2025-01-06 10:00:00 +0000,USD,20,5,2,27,2,10,Mug,US,CA\n\
         #2,bob@x.de,held,2025-01-07 10:00:00 +0000,USD,10,5,1,19,1,10,Mug,US,NY\n\
         #3,ann@x.de,pending,2025-01-08 10:00:00 +0000,EUR,30,0,0,30,3,10,Mug,Atlantis,\n";
    const LATER: &str = "Name,Email,Financial Status,Created at,Currency,Subtotal,Shipping,Taxes,Total,Lineitem quantity,Lineitem price,Lineitem name,Shipping Country,Shipping Province\n\
         #3,ann@x.de,refunded,2025-01-08 10:00:00 +0000,EUR,30,0,0,30,3,10,Mug,DE,\n\
         #4,cai@x.de,paid,2025-01-09 10:00:00 +0000,EUR,10,0,0,10,1,10,Mug,DE,\n";
    const RATES: &str = "Date,USD,JPY,\n2025-01-06,1.25,160,\n2025-01-07,1.25,160,\n";

    fn utc(sources: &mut Sources) {
        for name in sources.zones_needed() {
            sources.set_zone(Zone::new(&name, Vec::new(), &[0]).unwrap());
        }
    }

    #[test]
    fn every_section_of_three_files() {
        let mut sources = read(SHOPIFY).sources;
        add(&mut sources, LATER).unwrap();
        add(&mut sources, RATES).unwrap();
        assert_eq!(sources.zones_needed(), ["America/Los_Angeles", "America/New_York", "Europe/Berlin"]);
        utc(&mut sources);
        let view = View { constant_currency: Some("EUR".to_owned()), ..View::default() };
        let audit = sources.audit(&AuditOptions { view, ..AuditOptions::default() }).unwrap();
        assert_eq!(audit.as_of.as_deref(), Some("2025-01-09T10:00:00.000Z"));
        let lines: Vec<_> = audit
            .reconciliation
            .iter()
            .map(|l| (l.currency.as_str(), l.agree, l.differ, l.difference))
            .collect();
        assert_eq!(lines, [("EUR", 2, 0, 0.0), ("USD", 1, 1, -3.0)]);
        let net: Vec<_> = audit
            .currencies
            .currencies
            .iter()
            .map(|c| (c.currency.as_str(), c.orders, c.net_sales))
            .collect();
        assert_eq!(net, [("EUR", 2, 10.0), ("USD", 2, 30.0)], "order 3 was given back in the later file");
        let months = &audit.currencies.effect.as_ref().unwrap().months;
        assert_eq!((months.len(), months[0].net_sales), (1, 10.0 + 30.0 / 1.25));
        let countries: Vec<_> =
            audit.regions.countries.iter().map(|c| (c.country, c.orders, c.customers)).collect();
        assert_eq!(countries, [("DE", 2, 2), ("US", 2, 2)]);
        assert_eq!(audit.quality.parts[5].share, Some(0.8), "four orders of five records");
        assert_eq!(audit.files.iter().map(|file| file.orders).collect::<Vec<_>>(), [3, 2, 0]);
    }

    #[test]
    fn a_word_has_the_meaning_that_the_view_gives_it() {
        let mut sources = read(SHOPIFY).sources;
        utc(&mut sources);
        let words = |view: &View| {
            let audit =
                sources.audit(&AuditOptions { view: view.clone(), ..AuditOptions::default() }).unwrap();
            let net: f64 = audit.currencies.currencies.iter().map(|currency| currency.net_sales).sum();
            let of = |word: &StatusWord| (word.word.clone(), word.meaning, word.known);
            (audit.statuses.iter().map(of).collect::<Vec<_>>(), net)
        };
        let (before, net) = words(&View::default());
        assert_eq!(before[0], ("held".to_owned(), Meaning::Other, false));
        assert_eq!(net, 60.0);
        for (meaning, left) in [(Meaning::Cancelled, 50.0), (Meaning::Refunded, 50.0), (Meaning::Paid, 60.0)]
        {
            let view = View { statuses: BTreeMap::from([(" Held".to_owned(), meaning)]), ..View::default() };
            let (after, net) = words(&view);
            assert_eq!((&after[0], net), (&("held".to_owned(), meaning, true), left));
        }
        assert_eq!(rows(&sources, 1).len(), 3);
    }

    #[test]
    fn as_of_and_zone_are_asked_for() {
        let sources = read(SHOPIFY).sources;
        let options = |json: &str| serde_json::from_str::<AuditOptions>(json).unwrap();
        let audit = sources.audit(&options(r#"{"asOf":"2025-01-07"}"#)).unwrap();
        assert_eq!((audit.regions.orders, audit.as_of.as_deref()), (2, Some("2025-01-07T23:59:59.999Z")));
        let code = |json: &str| sources.audit(&options(json)).unwrap_err().code();
        assert_eq!(code(r#"{"zone":"Mars/Olympus"}"#), "unknownOption");
        assert_eq!(code(r#"{"asOf":"soon"}"#), "unknownOption");
        assert!(serde_json::from_str::<AuditOptions>(r#"{"zones":"UTC"}"#).is_err());
    }

    /// The order in which files come changes numbers of files, nothing else.
    #[test]
    fn files_may_come_in_any_order() {
        let told = |texts: [&str; 3]| {
            let mut sources = Sources::new(|_| None, 0);
            texts.iter().for_each(|text| _ = add(&mut sources, text).unwrap());
            utc(&mut sources);
            let view = View { constant_currency: Some("USD".to_owned()), ..View::default() };
            let audit = sources.audit(&AuditOptions { view, ..AuditOptions::default() }).unwrap();
            (
                audit.reconciliation,
                audit.statuses,
                audit.policies,
                audit.quality,
                audit.currencies,
                audit.regions,
            )
        };
        let first = told([SHOPIFY, LATER, RATES]);
        assert_eq!(first, told([RATES, LATER, SHOPIFY]));
        assert_eq!(first, told([LATER, RATES, SHOPIFY]));
    }

    #[test]
    fn the_earlier_audit_is_an_audit() {
        let sources = read(SHOPIFY).sources;
        let first = serde_json::to_value(sources.audit(&AuditOptions::default()).unwrap()).unwrap();
        let earlier = serde_json::json!({ "earlier": first });
        let second = sources.audit(&serde_json::from_value(earlier).unwrap()).unwrap();
        assert_eq!(second.quality.trend.unwrap().score, Some(0.0));
    }
}
