//! The head of a file → how it is read: dialect, header, platform or mapping, decimal mark.

use super::{MappingFound, Reading, Source, Stage};
use crate::error::{Error, ErrorKind};
use crate::read::dialect::Dialect;
use crate::read::head::{self, HeadRecord};
use crate::read::records::Records;
use crate::source::amounts::Amounts;
use crate::source::dates::Dates;
use crate::source::generic::Generic;
use crate::source::header::{HEADER_WITHIN, commonest_width, header_position, texts};
use crate::source::mapping::{self, FIELDS, Field, Mapping};
use crate::source::shopify::Shopify;
use crate::source::signature::not_text;
use crate::source::sink::Sink;
use crate::tables::interner::Interner;
use crate::tables::ledger::Verdict;
use std::collections::BTreeMap;

/// Records looked at for a header and for samples.
const LOOK: usize = 200;

/// Below this a person is asked to look at the mapping.
const SURE: f64 = 0.75;

/// What is needed to begin reading once the head of the file is there.
pub(super) struct Start<'a> {
    pub(super) given: &'a Mapping,
    pub(super) first_bytes: &'a [u8],
    pub(super) mapping: &'a mut Option<MappingFound>,
}

impl Start<'_> {
    pub(super) fn reading(&mut self, head: &[u8], keys: &mut Interner) -> Result<Stage, Error> {
        if let Some(what) = not_text(self.first_bytes) {
            return Err(ErrorKind::NotText(what).into());
        }
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        let dialect = self
            .given
            .delimiter_byte()
            .map_or_else(|| Dialect::detect(head), |delimiter| Dialect::with_delimiter(head, delimiter));
        let records = head::records(head, dialect, LOOK);
        if records.is_empty() {
            return Err(ErrorKind::EmptyFile.into());
        }
        let found = self.platform(&records).map_or_else(|| self.generic(&records, dialect), Ok)?;
        let (source, header_at) = found;
        let mut sink = Sink::new(source.field_names().len());
        let preamble = header_at.unwrap_or(0) as u64;
        sink.ledger.add_many(
            Verdict::Preamble,
            preamble,
            Some((1, records[0].line)),
            &records[0].fields.join(&b' '),
        );
        let skip = header_at.map_or(0, |at| at as u64 + 1);
        let mut reading = Reading {
            records: Records::new(dialect, source.wanted()),
            source,
            sink,
            quote: dialect.quote,
            skip,
        };
        if let Some(mapping) = self.mapping {
            mapping.delimiter = char::from(dialect.delimiter).to_string();
        }
        reading.push(head, keys);
        Ok(Stage::Reading(Box::new(reading)))
    }

    fn dates(&self) -> Dates {
        Dates::new(self.given.date_order)
    }

    fn amounts(&self) -> Amounts {
        Amounts::new(self.given.decimal_byte())
    }

    /// A known platform's header among the first records; other platforms get their place here.
    fn platform(&mut self, records: &[HeadRecord]) -> Option<(Source, Option<usize>)> {
        if self.given.names_columns() {
            return None;
        }
        records.iter().take(HEADER_WITHIN).enumerate().find_map(|(at, record)| {
            let headers = texts(record);
            let source = Shopify::detect(&headers, self.dates(), self.amounts())?;
            let meanings = Shopify::meanings(&headers);
            *self.mapping = Some(found(headers, &records[at + 1..], meanings, 1.0, true));
            Some((Source::Shopify(source), Some(at)))
        })
    }

    fn generic(
        &mut self,
        records: &[HeadRecord],
        dialect: Dialect,
    ) -> Result<(Source, Option<usize>), Error> {
        let header_at = header_position(records, self.given.header);
        let headers = header_at.map(|at| texts(&records[at])).unwrap_or_default();
        let data = &records[header_at.map_or(0, |at| at + 1)..];
        let samples: Vec<Vec<Vec<u8>>> = data.iter().map(|record| record.fields.clone()).collect();
        let assigned = mapping::assign(self.given, &headers, &samples)?;
        let label = |column: usize| {
            headers
                .get(column)
                .filter(|header| !header.is_empty())
                .cloned()
                .unwrap_or_else(|| format!("column {}", column + 1))
        };
        let mut fields = BTreeMap::new();
        for field in FIELDS {
            if let Some(column) = assigned.column(field) {
                fields.insert(field.name(), label(column));
            }
        }
        *self.mapping = Some(found(headers.clone(), data, fields, assigned.confidence, header_at.is_some()));
        let missing = assigned.missing();
        if !missing.is_empty() {
            return Err(if data.is_empty() {
                ErrorKind::HeaderOnly
            } else {
                ErrorKind::UnmappedColumns(missing)
            }
            .into());
        }
        let mut amounts = self.amounts();
        if dialect.delimiter == b';' {
            amounts.lean_to_comma();
        }
        for field in [Field::Amount, Field::UnitPrice] {
            let column = assigned.column(field);
            let cells =
                column.into_iter().flat_map(|at| samples.iter().filter_map(move |record| record.get(at)));
            cells.for_each(|cell| {
                let _ = amounts.parse(cell);
            });
        }
        amounts.rounded = 0;
        let width = header_at.map_or_else(|| commonest_width(records), |at| records[at].fields.len());
        Ok((Source::Generic(Generic::new(&assigned, width, self.dates(), amounts)), header_at))
    }
}

/// What a mapping was chosen from, before anything is read.
pub(super) fn found(
    headers: Vec<String>,
    data: &[HeadRecord],
    fields: BTreeMap<&'static str, String>,
    confidence: f64,
    header: bool,
) -> MappingFound {
    MappingFound {
        fields,
        confidence,
        needs_review: confidence < SURE,
        header,
        headers,
        samples: data.iter().take(5).map(texts).collect(),
        delimiter: String::new(),
        date_order: None,
        decimal: '.',
    }
}
