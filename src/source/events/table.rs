//! Tables of events: any CSV with a visitor and a time, read through a mapping that is found or given.
//!
//! Names of events are read as those of GA4 and Segment; a name nobody knows is a custom event. Times without an offset
//! are read as UTC. A header of Linger's own keys needs no mapping.

use super::Sink;
use super::keyed::Keyed;
use super::row::{Row, time};
use crate::error::{Error, ErrorKind};
use crate::read::dialect::Dialect;
use crate::read::field::trim;
use crate::read::head::{self, HeadRecord};
use crate::read::records::Records;
use crate::read::scan::Batch;
use crate::read::text::{Decoders, Text};
use crate::source::dates::{DateOrder, Dates, Settled, turned};
use crate::source::mapping::{Column, normal};
use crate::tables::event_verdicts::EventVerdict;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Text by which dialect, header and mapping are judged.
const HEAD: usize = 64 << 10;
/// Records shown and looked at.
const LOOK: usize = 50;

/// A mapping as a seller gives it: field to column; whatever is missing is found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct EventMapping {
    /// Columns by field: see [`FIELDS`]; `None` is a field that the table does not have.
    pub columns: BTreeMap<String, Option<Column>>,
    /// One of `,` `;` tab `|`.
    pub delimiter: Option<String>,
    /// How 03/04/2024 is read.
    pub date_order: Option<DateOrder>,
}

/// The mapping that a table was read with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventMappingFound {
    /// Field to header.
    pub fields: BTreeMap<&'static str, String>,
    /// Header texts.
    pub headers: Vec<String>,
    /// The first records as text, at most 5.
    pub samples: Vec<Vec<String>>,
    /// The delimiter.
    pub delimiter: String,
    /// Order of day and month, where the question arose.
    pub date_order: Option<DateOrder>,
}

/// Fields that a column can be, with names of columns, likeliest first, letters and digits only.
#[rustfmt::skip]
pub const FIELDS: [(&str, &[&str]); 16] = [
    ("visitor", &["visitorid", "visitor", "vid", "clientid", "userpseudoid", "anonymousid", "distinctid", "deviceid", "cookieid", "userid", "user", "访客", "访客id", "用户id", "用户"]),
    ("time", &["timestamp", "eventtime", "eventtimestamp", "time", "datetime", "createdat", "date", "receivedat", "时间", "事件时间", "访问时间"]),
    ("event", &["event", "eventname", "eventtype", "action", "name", "type", "事件", "事件名", "行为", "行为类型"]),
    ("page", &["page", "pagelocation", "url", "pageurl", "currenturl", "path", "pagepath", "location", "页面", "页面地址"]),
    ("template", &["template", "pagetype", "页面类型"]),
    ("product", &["productid", "itemid", "product", "item", "sku", "商品id", "商品"]),
    ("category", &["category", "producttype", "itemcategory", "categoryid", "categorycode", "类目", "分类"]),
    ("query", &["searchterm", "query", "keyword", "search", "搜索词", "关键词"]),
    ("value", &["value", "revenue", "total", "amount", "price", "金额"]),
    ("currency", &["currency", "currencycode", "币种"]),
    ("quantity", &["quantity", "qty", "数量"]),
    ("order", &["orderid", "transactionid", "ordername", "订单号", "订单编号"]),
    ("customer", &["customerid", "customer", "customeremail", "会员id", "会员"]),
    ("device", &["device", "devicetype", "devicecategory", "platform", "设备"]),
    ("country", &["country", "countrycode", "geocountry", "国家"]),
    ("referrer", &["referrer", "referer", "pagereferrer", "referringdomain", "来源"]),
];

/// Reads one table.
pub struct Table {
    given: EventMapping,
    text: Option<Text>,
    stage: Stage,
    mapping: Option<EventMappingFound>,
}

enum Stage {
    Head(Vec<u8>),
    Reading(Box<Reading>),
}

struct Reading {
    records: Records,
    rows: Rows,
    /// Fields of the header.
    width: u32,
}

/// The header is no event.
const HEADERS: u64 = 1;

/// Turns records into events.
enum Rows {
    /// Through the mapping.
    Mapped(Box<Row>),
    /// By the keys of Linger's own format.
    Keyed(Keyed),
}

impl Rows {
    fn event(&mut self, text: &[u8], batch: &Batch, record: usize, sink: &mut Sink) {
        match self {
            Self::Mapped(row) => row.event(text, batch, record, sink),
            Self::Keyed(keyed) => keyed.event(text, batch, record, sink),
        }
    }
}

impl Table {
    /// A reader with what is given of the mapping.
    #[must_use]
    pub fn new(given: EventMapping, decoders: Decoders) -> Self {
        Self { given, text: Some(Text::new(decoders)), stage: Stage::Head(Vec::new()), mapping: None }
    }

    /// Records read so far, without the header.
    #[must_use]
    pub fn records(&self) -> u64 {
        match &self.stage {
            Stage::Head(_) => 0,
            Stage::Reading(reading) => reading.records.count().saturating_sub(HEADERS),
        }
    }

    /// The mapping as far as it is found.
    #[must_use]
    pub fn mapping(&self) -> Option<&EventMappingFound> {
        self.mapping.as_ref()
    }

    /// Reads a chunk; `last` ends the file.
    ///
    /// # Errors
    ///
    /// The columns cannot be mapped, the dates stay ambiguous, or the host lacks a decoder.
    pub fn push(&mut self, chunk: &[u8], last: bool, sink: &mut Sink) -> Result<(), Error> {
        let Some(mut text) = self.text.take() else { return Ok(()) };
        let mut failure = None;
        let fed = text.push(chunk, last, &mut |text| {
            if failure.is_none() {
                failure = self.advance(text, sink).err();
            }
        });
        fed.map_err(|error| Error::new(ErrorKind::UnknownEncoding(error.0)))?;
        failure.map_or(Ok(()), Err)?;
        self.text = Some(text);
        if last { self.finish(sink) } else { Ok(()) }
    }

    fn advance(&mut self, text: &[u8], sink: &mut Sink) -> Result<(), Error> {
        match &mut self.stage {
            Stage::Head(head) => {
                head.extend_from_slice(text);
                if head.len() < HEAD { Ok(()) } else { self.begin(sink) }
            }
            Stage::Reading(reading) => {
                reading.push(text, sink);
                Ok(())
            }
        }
    }

    fn finish(&mut self, sink: &mut Sink) -> Result<(), Error> {
        if matches!(self.stage, Stage::Head(_)) {
            self.begin(sink)?;
        }
        let Stage::Reading(reading) = &mut self.stage else { return Ok(()) };
        let Reading { records, rows, width } = &mut **reading;
        records.finish(&mut |text, batch| read(rows, *width, text, batch, sink));
        let Rows::Mapped(row) = rows else { return Ok(()) };
        match row.dates.settle() {
            Settled::Unasked => {}
            Settled::Open(sample) => return Err(ErrorKind::AmbiguousDates(sample).into()),
            Settled::As { order, turn, .. } => {
                if turn {
                    sink.events.time.iter_mut().for_each(|time| *time = turned(*time));
                }
                if let Some(mapping) = &mut self.mapping {
                    mapping.date_order = Some(order);
                }
            }
        }
        Ok(())
    }

    /// Finds the mapping in the head of the file and reads that.
    fn begin(&mut self, sink: &mut Sink) -> Result<(), Error> {
        let Stage::Head(head) = &mut self.stage else { return Ok(()) };
        let head = std::mem::take(head);
        let judged = &head[..head.len().min(HEAD)];
        let judged = judged.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(judged);
        let delimiter = self.given.delimiter.as_ref().and_then(|mark| mark.bytes().next());
        let dialect =
            delimiter.map_or_else(|| Dialect::detect(judged), |mark| Dialect::with_delimiter(judged, mark));
        let records = head::records(judged, dialect, LOOK);
        let Some((header, rows)) = records.split_first() else { return Err(ErrorKind::EmptyFile.into()) };
        let headers: Vec<String> = texts(header);
        let width = wide(header.fields.len());
        let keyed = if self.given.columns.is_empty() { Keyed::detect(&headers, dialect.quote) } else { None };
        let (rows, wanted) = match keyed {
            Some(keyed) => (Rows::Keyed(keyed), (0..width).collect()),
            None => self.map(dialect, headers, rows)?,
        };
        let mut reading = Reading { records: Records::new(dialect, wanted), rows, width };
        reading.push(&head, sink);
        self.stage = Stage::Reading(Box::new(reading));
        Ok(())
    }

    /// Reads through columns that are given or found; those that are wanted come with the reader.
    fn map(
        &mut self,
        dialect: Dialect,
        headers: Vec<String>,
        rows: &[HeadRecord],
    ) -> Result<(Rows, Vec<u32>), Error> {
        let columns = assign(&self.given, &headers, rows)?;
        let named = FIELDS.iter().zip(&columns);
        let fields = named
            .filter_map(|((field, _), column)| Some((*field, headers.get((*column)?)?.clone())))
            .collect();
        self.mapping = Some(EventMappingFound {
            fields,
            samples: rows.iter().take(5).map(texts).collect(),
            delimiter: char::from(dialect.delimiter).to_string(),
            date_order: None,
            headers,
        });
        let missing: Vec<&'static str> =
            (0..2).filter(|&at| columns[at].is_none()).map(|at| FIELDS[at].0).collect();
        if !missing.is_empty() {
            return Err(ErrorKind::UnmappedColumns(missing).into());
        }
        let wanted: Vec<usize> = crate::math::order::distinct(columns.iter().flatten().copied().collect());
        let slots = columns.map(|column| wanted.iter().position(|&other| Some(other) == column));
        let row = Row::new(dialect.quote, slots, self.given.date_order);
        Ok((Rows::Mapped(Box::new(row)), wanted.into_iter().map(wide).collect()))
    }

    /// Whether the columns are the keys of Linger's own format.
    #[must_use]
    pub fn is_keyed(&self) -> bool {
        matches!(&self.stage, Stage::Reading(reading) if matches!(reading.rows, Rows::Keyed(_)))
    }
}

impl Reading {
    fn push(&mut self, text: &[u8], sink: &mut Sink) {
        let Self { records, rows, width } = self;
        records.push(text, &mut |text, batch| read(rows, *width, text, batch, sink));
    }
}

fn read(rows: &mut Rows, width: u32, text: &[u8], batch: &Batch, sink: &mut Sink) {
    let before = batch.first_record - 1;
    let first = usize::try_from(HEADERS.saturating_sub(before)).unwrap_or(usize::MAX).min(batch.len());
    for record in first..batch.len() {
        sink.at = (batch.first_record + record as u64, batch.line(record));
        if batch.fields(record) != width {
            sink.say(EventVerdict::Ragged, b"");
        }
        rows.event(text, batch, record, sink);
    }
}

fn wide(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}

fn texts(record: &HeadRecord) -> Vec<String> {
    let text = |cell: &Vec<u8>| String::from_utf8_lossy(trim(cell)).chars().take(200).collect();
    record.fields.iter().map(text).collect()
}

/// Columns given first, then those whose header is a known name, then the one whose cells are times.
fn assign(
    given: &EventMapping,
    headers: &[String],
    rows: &[HeadRecord],
) -> Result<[Option<usize>; FIELDS.len()], Error> {
    let mut columns = [None; FIELDS.len()];
    for (name, column) in &given.columns {
        let field = FIELDS.iter().position(|(field, _)| field == name);
        let field = field.ok_or_else(|| {
            Error::new(ErrorKind::Option(format!("there is no field \"{name}\" of events")))
        })?;
        columns[field] = column.as_ref().map(|column| resolve(column, headers)).transpose()?;
    }
    let is_open = |columns: &[Option<usize>], field: usize| {
        columns[field].is_none() && !given.columns.contains_key(FIELDS[field].0)
    };
    let plain: Vec<String> = headers.iter().map(|header| normal(header)).collect();
    for (field, (_, names)) in FIELDS.iter().enumerate() {
        let free = |columns: &[Option<usize>], at: usize| !columns.contains(&Some(at));
        if is_open(&columns, field) {
            let mut found = names.iter().filter_map(|name| plain.iter().position(|header| header == name));
            columns[field] = found.find(|&at| free(&columns, at));
        }
    }
    if is_open(&columns, 1) {
        let times = |at: usize| {
            let cells = rows.iter().filter_map(|row| row.fields.get(at));
            let readable = cells.filter(|cell| time(&mut Dates::new(None), cell).is_ok()).count();
            !rows.is_empty() && readable * 10 >= rows.len() * 9
        };
        columns[1] = (0..headers.len()).find(|&at| !columns.contains(&Some(at)) && times(at));
    }
    Ok(columns)
}

fn resolve(column: &Column, headers: &[String]) -> Result<usize, Error> {
    let found = match column {
        Column::Index(at) => Some(*at).filter(|at| *at < headers.len()),
        Column::Name(name) => headers.iter().position(|header| normal(header) == normal(name)),
    };
    let name = match column {
        Column::Index(at) => at.to_string(),
        Column::Name(name) => name.clone(),
    };
    found.ok_or_else(|| ErrorKind::UnknownColumn(name).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(given: &[(&str, Option<Column>)]) -> [Option<usize>; FIELDS.len()] {
        let columns = given.iter().map(|(field, column)| ((*field).to_owned(), column.clone())).collect();
        let headers = ["user", "time", "event", "url"].map(str::to_owned);
        assign(&EventMapping { columns, ..EventMapping::default() }, &headers, &[]).unwrap()
    }

    #[test]
    fn fields_are_found_unless_they_are_named_or_said_to_be_absent() {
        assert_eq!(columns(&[])[..4], [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(columns(&[("event", None)])[..4], [Some(0), Some(1), None, Some(3)]);
        let page = Column::Name("event".to_owned());
        assert_eq!(columns(&[("page", Some(page)), ("time", None)])[..4], [Some(0), None, None, Some(2)]);
    }
}
