//! The beginning of a file → how it is read: dialect, header, export or mapping, decimal mark and order of dates.

use super::gives::gives;
use super::options::FileOptions;
use super::summary::{MappingFound, Recognised};
use crate::error::{Error, ErrorKind};
use crate::math::order::sorted;
use crate::money::Currency;
use crate::read::dialect::Dialect;
use crate::read::field::trim;
use crate::read::head::{self, HeadRecord};
use crate::read::text::{Decoders, NoDecoder, Text};
use crate::source::aliases::aliases;
use crate::source::aliases_localised;
use crate::source::dates::{DateOrder, Dates, NoTime, Settled};
use crate::source::header::{HEADER_WITHIN, commonest_width, header_position, texts};
use crate::source::mapping::{self, FIELDS, Mapping};
use crate::source::platforms::paypal_zones::speaks_for;
use crate::source::platforms::row::Values;
use crate::source::platforms::{self, Is, Layout, generic};
use crate::source::signature::not_text;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Text by which dialect, header and mapping are judged.
pub(super) const HEAD: usize = 256 << 10;
/// Records looked at for a header and for samples.
const LOOK: usize = 200;
/// Below this a person is asked to look at the mapping.
const SURE: f64 = 0.75;

/// What a table is, by its first bytes, without reading it.
///
/// # Errors
///
/// It is no text, empty, or the host cannot decode it.
pub fn recognise(head: &[u8], options: &FileOptions, decoders: Decoders) -> Result<Recognised, Error> {
    if let Some(what) = not_text(&head[..head.len().min(4096)]) {
        return Err(ErrorKind::NotText(what).into());
    }
    let head = &head[..head.len().min(HEAD)];
    let unknown = |error: NoDecoder| Error::new(ErrorKind::UnknownEncoding(error.0));
    let mut text = match options.encoding.as_deref() {
        Some(label) => Text::with_label(decoders, label).map_err(unknown)?,
        None => Text::new(decoders),
    };
    let mut decoded = Vec::new();
    text.push(head, true, &mut |part| decoded.extend_from_slice(part)).map_err(unknown)?;
    let start = start(&decoded, options)?;
    let platform = start.layout.platform;
    Ok(Recognised {
        source: platform.id,
        platform: platform.name,
        kind: platform.kind,
        confidence: start.mapping.confidence,
        language: start.layout.language,
        missing: start.missing,
        gives: gives(&start.layout, &start.mapping.samples),
        direct: platform.id == "shopifyOrders"
            || (platform.id == "generic" && start.layout.language.is_none()),
        mapping: start.mapping,
    })
}

/// What the head of a file settles.
pub(super) struct Start {
    pub(super) dialect: Dialect,
    pub(super) layout: Layout,
    pub(super) values: Values,
    pub(super) mapping: MappingFound,
    pub(super) missing: Vec<&'static str>,
    pub(super) header_at: Option<usize>,
    pub(super) width: usize,
    pub(super) first: HeadRecord,
}

pub(super) fn start(head: &[u8], options: &FileOptions) -> Result<Start, Error> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = &head[..head.len().min(HEAD)];
    let given = &options.mapping;
    let dialect = given.delimiter_byte().map_or_else(
        || Dialect::detect(&uncommented(head)),
        |delimiter| Dialect::with_delimiter(head, delimiter),
    );
    let records = head::records(head, dialect, LOOK);
    let first = records.first().cloned().ok_or(ErrorKind::EmptyFile)?;
    let known = if given.names_columns() { None } else { known(&records) };
    let (layout, header_at, confidence, missing) = match known {
        Some((layout, at)) => (layout, Some(at), 1.0, Vec::new()),
        None => mapped(&records, given)?,
    };
    let reading = &layout.platform.reading;
    let dialect = if reading.quotes { dialect } else { Dialect { quote: None, ..dialect } };
    let data = &records[header_at.map_or(0, |at| at + 1)..];
    let order = given.date_order.or(reading.dates).or_else(|| order_of_language(&layout, data));
    let mut values = Values::new(order, given.decimal_byte().or(reading.decimal));
    values.statuses =
        options.statuses.iter().map(|(word, &meaning)| (word.trim().to_lowercase(), meaning)).collect();
    values.currency = options.currency.as_deref().and_then(|code| Currency::parse(code.as_bytes()));
    if dialect.delimiter == b';' {
        values.amounts.lean_to_comma();
    }
    vote(&mut values, &layout, data);
    settle_zoned(&mut values, &layout, data);
    let width = header_at.map_or_else(|| commonest_width(&records), |_| layout.headers.len());
    let mapping = MappingFound {
        fields: fields(&layout),
        confidence,
        needs_review: confidence < SURE,
        header: header_at.is_some(),
        headers: layout.headers.clone(),
        samples: data.iter().take(5).map(texts).collect(),
        delimiter: char::from(dialect.delimiter).to_string(),
        date_order: None,
        decimal: '.',
    };
    Ok(Start { dialect, layout, values, mapping, missing, header_at, width, first })
}

/// The text without its lines of comments, where it begins with one: their words would be taken for fields.
fn uncommented(head: &[u8]) -> Cow<'_, [u8]> {
    if !head.starts_with(b"#") {
        return Cow::Borrowed(head);
    }
    let lines = head.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.starts_with(b"#"));
    Cow::Owned(lines.flatten().copied().collect())
}

/// Meaning to header text; of a table of no known platform by the names that mappings have.
fn fields(layout: &Layout) -> BTreeMap<&'static str, String> {
    if layout.platform.id != generic::PLATFORM.id {
        return layout.fields();
    }
    FIELDS
        .into_iter()
        .filter_map(|field| Some((field.name(), layout.header(generic::is(field))?.to_owned())))
        .collect()
}

/// The header of a known export among the first records.
fn known(records: &[HeadRecord]) -> Option<(Layout, usize)> {
    let all: Vec<Vec<String>> = records.iter().take(HEADER_WITHIN).map(header_texts).collect();
    let lines: Vec<String> = all.iter().map(|fields| fields.join(",")).collect();
    let best = |general: bool| {
        let mut best: Option<(platforms::Found, usize)> = None;
        for (at, fields) in all.iter().enumerate().filter(|(_, fields)| fields.len() > 1) {
            // Below a header a record with a number is data, and there are many.
            if best.is_some() && fields.iter().any(|cell| is_number(cell)) {
                continue;
            }
            let found = platforms::recognise(fields, &lines[..at], general);
            if let Some(found) = found
                && best.as_ref().is_none_or(|(best, _)| found.matched > best.matched)
            {
                best = Some((found, at));
            }
        }
        best
    };
    best(false).or_else(|| best(true)).map(|(found, at)| (found.layout, at))
}

fn is_number(cell: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit();
    cell.bytes().any(digit) && cell.bytes().all(|byte| digit(byte) || matches!(byte, b'.' | b',' | b'-'))
}

/// The texts of a header, also of one that was pasted with commas above records with tabs.
fn header_texts(record: &HeadRecord) -> Vec<String> {
    let texts = texts(record);
    match texts.as_slice() {
        [only] if only.contains(',') => only.split(',').map(|text| text.trim().to_owned()).collect(),
        _ => texts,
    }
}

/// Columns of the parts of the link that an order came by, as every shop calls them.
const LINK: [(Is, &str); 4] = [
    (Is::UtmSource, "utmsource"),
    (Is::UtmMedium, "utmmedium"),
    (Is::UtmCampaign, "utmcampaign"),
    (Is::UtmContent, "utmcontent"),
];

type Mapped = (Layout, Option<usize>, f64, Vec<&'static str>);

/// The columns of a table that no platform is known for.
fn mapped(records: &[HeadRecord], given: &Mapping) -> Result<Mapped, Error> {
    let header_at = header_position(records, given.header);
    let headers = header_at.map(|at| texts(&records[at])).unwrap_or_default();
    let data = &records[header_at.map_or(0, |at| at + 1)..];
    let samples: Vec<Vec<Vec<u8>>> = data.iter().map(|record| record.fields.clone()).collect();
    let assigned = mapping::assign(given, &headers, &samples)?;
    let mut columns: Vec<(Is, usize)> =
        FIELDS.into_iter().filter_map(|field| Some((generic::is(field), assigned.column(field)?))).collect();
    for (at, header) in headers.iter().enumerate() {
        let name = mapping::normal(header);
        LINK.iter().filter(|link| link.1 == name).for_each(|link| columns.push((link.0, at)));
    }
    let width = samples.iter().map(Vec::len).chain([headers.len()]).max().unwrap_or(0);
    let label = |column: usize| match headers.get(column) {
        Some(header) if !header.is_empty() => header.clone(),
        _ => format!("column {}", column + 1),
    };
    let labels = (0..width).map(label).collect();
    let mut layout = Layout::new(&generic::PLATFORM, &columns, labels);
    let languages = FIELDS.into_iter().filter_map(|field| {
        let header = headers.get(assigned.column(field)?)?;
        // A word that English and Chinese headers have too tells no language.
        if aliases(field).contains(&mapping::normal(header).as_str()) {
            return None;
        }
        aliases_localised::fit(field, header).map(|(_, language)| language)
    });
    let languages: Vec<&str> = sorted(languages.collect());
    let commonest = languages.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
    layout.language = commonest.map(|run| run[0]);
    Ok((layout, header_at, assigned.confidence, assigned.missing()))
}

/// Lets the samples say which decimal mark the file has, before the first record is read.
fn vote(values: &mut Values, layout: &Layout, data: &[HeadRecord]) {
    const MONEY: [Is; 15] = [
        Is::Total,
        Is::Subtotal,
        Is::LineTotal,
        Is::LineNet,
        Is::UnitPrice,
        Is::Shipping,
        Is::Tax,
        Is::Discount,
        Is::Refund,
        Is::Spend,
        Is::Price,
        Is::TotalSpent,
        Is::Cost,
        Is::ConversionValue,
        Is::Rate,
    ];
    for slot in MONEY.iter().filter_map(|&is| layout.slots[is as usize]) {
        let column = layout.wanted[slot] as usize;
        for cell in data.iter().filter_map(|record| record.fields.get(column)) {
            // What cannot be read casts no vote.
            let _ = values.amounts.parse(cell);
        }
    }
    values.amounts.rounded = 0;
    values.amounts.named = None;
    if values.amounts.decimal() == b',' {
        values.counts.lean_to_comma();
    }
}

/// Day first where the header's language writes so and no sample says otherwise.
fn order_of_language(layout: &Layout, data: &[HeadRecord]) -> Option<DateOrder> {
    let slot =
        layout.slots[Is::Time as usize].filter(|_| matches!(layout.language, Some("de" | "es" | "fr")))?;
    let column = layout.wanted[slot] as usize;
    let mut dates = Dates::new(Some(DateOrder::Dmy));
    let mut cells = data.iter().filter_map(|record| record.fields.get(column));
    cells.all(|cell| dates.parse(cell) != Err(NoTime::Unreadable)).then_some(DateOrder::Dmy)
}

/// Instants cannot be turned round once they are read: in tables with a column of zones the first records settle the order
/// of day and month.
fn settle_zoned(values: &mut Values, layout: &Layout, data: &[HeadRecord]) {
    let column = |is: Is| Some(layout.wanted[layout.slots[is as usize]?] as usize);
    let Some((time, zone)) = column(Is::Time).zip(column(Is::Zone)) else { return };
    let cell = |record: &HeadRecord, column: usize| {
        record.fields.get(column).map(|cell| trim(cell).to_vec()).unwrap_or_default()
    };
    let mut dates = Dates::new(None);
    for record in data {
        // What cannot be read casts no vote.
        let _ = dates.parse(&cell(record, time));
    }
    let by_zone = || data.iter().find_map(|record| speaks_for(&cell(record, time), &cell(record, zone)));
    let order = match dates.settle() {
        Settled::As { order, .. } => Some(order),
        Settled::Open(_) => by_zone(),
        Settled::Unasked => None,
    };
    if let Some(order) = order {
        values.settle_dates(order);
    }
}
