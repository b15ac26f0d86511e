//! Which column means what, in files of no known platform.
//!
//! Every column is scored for every field by its header (a table of aliases, English and Chinese) and by what
//! its cells read as; the best fitting columns win, each used once.

use super::aliases::aliases;
use super::amounts::{Amounts, NoAmount};
use super::dates::{DateOrder, Dates, NoTime};
use crate::error::{Error, ErrorKind};
use crate::math::order::distinct;
use crate::read::field::trim;
use serde::{Deserialize, Serialize};

/// A meaning that a column can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
pub enum Field {
    /// When it was ordered.
    Time,
    /// The row's amount.
    Amount,
    /// Price of one unit.
    UnitPrice,
    /// Units.
    Quantity,
    /// Whose order it is.
    Customer,
    /// Order id.
    Order,
    /// Status word.
    Status,
    /// Currency code.
    Currency,
    /// Discount amount.
    Discount,
    /// Refunded amount.
    Refund,
    /// Product.
    Product,
    /// Country.
    Country,
    /// Sales channel.
    Channel,
}

/// All fields, in the order in which columns are given out.
pub const FIELDS: [Field; 13] = [
    Field::Time,
    Field::Amount,
    Field::UnitPrice,
    Field::Quantity,
    Field::Customer,
    Field::Order,
    Field::Status,
    Field::Currency,
    Field::Discount,
    Field::Refund,
    Field::Product,
    Field::Country,
    Field::Channel,
];

impl Field {
    /// Its name in mappings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Amount => "amount",
            Self::UnitPrice => "unitPrice",
            Self::Quantity => "quantity",
            Self::Customer => "customer",
            Self::Order => "order",
            Self::Status => "status",
            Self::Currency => "currency",
            Self::Discount => "discount",
            Self::Refund => "refund",
            Self::Product => "product",
            Self::Country => "country",
            Self::Channel => "channel",
        }
    }

    fn wants(self) -> Wants {
        match self {
            Self::Time => Wants::Time,
            Self::Amount | Self::UnitPrice | Self::Quantity | Self::Discount | Self::Refund => Wants::Number,
            _ => Wants::Text,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Time,
    Number,
    Text,
}

/// A column by header text or by zero-based index.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Column {
    /// Zero-based.
    Index(usize),
    /// Header text; case and spaces around it do not matter.
    Name(String),
}

/// A mapping as a seller gives it; whatever is missing is found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Mapping {
    pub order: Option<Column>,
    pub customer: Option<Column>,
    pub time: Option<Column>,
    pub amount: Option<Column>,
    pub quantity: Option<Column>,
    pub unit_price: Option<Column>,
    pub product: Option<Column>,
    pub status: Option<Column>,
    pub currency: Option<Column>,
    pub country: Option<Column>,
    pub channel: Option<Column>,
    pub discount: Option<Column>,
    pub refund: Option<Column>,
    /// `false` when the first record is data already.
    pub header: Option<bool>,
    /// One of `,` `;` tab `|` space.
    pub delimiter: Option<String>,
    /// How 03/04/2024 is read.
    pub date_order: Option<DateOrder>,
    /// "." or ",".
    pub decimal: Option<String>,
}

impl Mapping {
    fn column(&self, field: Field) -> Option<&Column> {
        match field {
            Field::Time => &self.time,
            Field::Amount => &self.amount,
            Field::UnitPrice => &self.unit_price,
            Field::Quantity => &self.quantity,
            Field::Customer => &self.customer,
            Field::Order => &self.order,
            Field::Status => &self.status,
            Field::Currency => &self.currency,
            Field::Discount => &self.discount,
            Field::Refund => &self.refund,
            Field::Product => &self.product,
            Field::Country => &self.country,
            Field::Channel => &self.channel,
        }
        .as_ref()
    }

    /// Whether a column is named: then the file is read as a generic one.
    #[must_use]
    pub fn names_columns(&self) -> bool {
        FIELDS.iter().any(|&field| self.column(field).is_some())
    }

    /// The decimal mark, if given.
    #[must_use]
    pub fn decimal_byte(&self) -> Option<u8> {
        self.decimal.as_ref().and_then(|mark| mark.bytes().next()).filter(|mark| matches!(mark, b'.' | b','))
    }

    /// The delimiter, if given.
    #[must_use]
    pub fn delimiter_byte(&self) -> Option<u8> {
        self.delimiter.as_ref().and_then(|mark| mark.bytes().next())
    }
}

/// A column for each field, and how sure that is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    columns: [Option<usize>; FIELDS.len()],
    /// 0..1: the least sure of customer, time and amount.
    pub confidence: f64,
}

impl Assignment {
    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns[field as usize]
    }

    /// Gives a field its column.
    pub fn set(&mut self, field: Field, column: usize) {
        self.columns[field as usize] = Some(column);
    }

    /// Fields without which a file cannot be read.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let amount = self.column(Field::Amount).is_some() || self.column(Field::UnitPrice).is_some();
        let needed = [
            ("customer", self.column(Field::Customer).is_some()),
            ("time", self.column(Field::Time).is_some()),
            ("amount", amount),
        ];
        needed.iter().filter(|(_, found)| !found).map(|(name, _)| *name).collect()
    }
}

/// Assigns columns: those given, and for the rest the best scoring ones.
///
/// # Errors
///
/// A given column that the file does not have.
pub fn assign(given: &Mapping, headers: &[String], samples: &[Vec<Vec<u8>>]) -> Result<Assignment, Error> {
    let width = samples.iter().map(Vec::len).chain([headers.len()]).max().unwrap_or(0);
    let profiles: Vec<Profile> = (0..width).map(|column| Profile::of(column, samples, given)).collect();
    let mut found = Assignment { confidence: 1.0, ..Assignment::default() };
    let mut scores = [1.0; FIELDS.len()];
    for field in FIELDS {
        if let Some(column) = given.column(field) {
            found.set(field, resolve(column, headers, width)?);
        }
    }
    let mut fill = |field: Field, found: &mut Assignment, score: Score| {
        let taken = |column: &usize| FIELDS.iter().any(|&other| found.column(other) == Some(*column));
        let best = (0..width)
            .filter(|column| !taken(column))
            .map(|column| (score(field, headers.get(column), &profiles[column]), column))
            .filter(|(score, _)| *score > 0.0)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((score, column)) = best.filter(|_| found.column(field).is_none()) {
            found.set(field, column);
            scores[field as usize] = score;
        }
    };
    FIELDS.iter().for_each(|&field| fill(field, &mut found, named_score));
    for field in FIELDS {
        let priced = field == Field::Amount && found.column(Field::UnitPrice).is_some();
        if !priced {
            fill(field, &mut found, content_score);
        }
    }
    if given.amount.is_none() && given.quantity.is_some() && given.unit_price.is_some() {
        found.columns[Field::Amount as usize] = None;
    }
    let amount = if found.column(Field::Amount).is_some() { Field::Amount } else { Field::UnitPrice };
    let needed = [Field::Customer, Field::Time, amount].map(|field| scores[field as usize]);
    found.confidence = needed.into_iter().fold(1.0, f64::min);
    Ok(found)
}

fn resolve(column: &Column, headers: &[String], width: usize) -> Result<usize, Error> {
    match column {
        Column::Index(at) if *at < width => Ok(*at),
        Column::Index(at) => Err(ErrorKind::UnknownColumn(at.to_string()).into()),
        Column::Name(name) => headers
            .iter()
            .position(|header| header == name)
            .or_else(|| headers.iter().position(|header| normal(header) == normal(name)))
            .ok_or_else(|| ErrorKind::UnknownColumn(name.clone()).into()),
    }
}

/// What a column's cells read as: shares of the cells that are not blank.
struct Profile {
    times: f64,
    numbers: f64,
    decimals: f64,
    mails: f64,
    repeats: f64,
}

impl Profile {
    #[allow(clippy::cast_precision_loss)]
    fn of(column: usize, samples: &[Vec<Vec<u8>>], given: &Mapping) -> Self {
        let cells: Vec<&[u8]> =
            samples.iter().filter_map(|record| record.get(column)).map(|cell| trim(cell)).collect();
        let cells: Vec<&[u8]> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        let (mut dates, mut amounts) = (Dates::new(given.date_order), Amounts::new(given.decimal_byte()));
        let share = |count: usize| count as f64 / cells.len().max(1) as f64;
        let different = distinct(cells.clone()).len();
        Self {
            times: share(
                cells
                    .iter()
                    .filter(|cell| matches!(dates.parse(cell), Ok(_) | Err(NoTime::OutOfRange)))
                    .count(),
            ),
            numbers: share(
                cells
                    .iter()
                    .filter(|cell| matches!(amounts.parse(cell), Ok(_) | Err(NoAmount::OutOfRange)))
                    .count(),
            ),
            decimals: share(cells.iter().filter(|cell| cell.contains(&b'.') || cell.contains(&b',')).count()),
            mails: share(cells.iter().filter(|cell| cell.contains(&b'@')).count()),
            repeats: share(cells.len() - different),
        }
    }

    fn fits(&self, wants: Wants) -> bool {
        match wants {
            Wants::Time => self.times > 0.6,
            Wants::Number => self.numbers > 0.6,
            Wants::Text => true,
        }
    }
}

type Score = fn(Field, Option<&String>, &Profile) -> f64;

/// How well a column's header fits a field, 0..1; 0 where its cells speak against it.
fn named_score(field: Field, header: Option<&String>, profile: &Profile) -> f64 {
    match header {
        Some(header) if profile.fits(field.wants()) => {
            named(field, &normal(header)).max(localised(field, header))
        }
        _ => 0.0,
    }
}

#[cfg(feature = "sources")]
fn localised(field: Field, header: &str) -> f64 {
    super::aliases_localised::fit(field, header).map_or(0.0, |(score, _)| score)
}

#[cfg(not(feature = "sources"))]
fn localised(_: Field, _: &str) -> f64 {
    0.0
}

/// How well a column's cells alone fit a field, below what any header gives.
fn content_score(field: Field, header: Option<&String>, profile: &Profile) -> f64 {
    let whole = profile.times < 0.5 && profile.decimals == 0.0;
    match field {
        _ if !profile.fits(field.wants()) => 0.0,
        Field::Time => 0.45 * profile.times,
        Field::Amount if profile.times < 0.5 => 0.4 * profile.numbers * profile.decimals,
        Field::Quantity if header.is_none() && whole && profile.repeats > 0.8 => 0.2 * profile.repeats,
        Field::Customer if profile.mails > 0.5 => 0.5,
        Field::Customer if header.is_none() && whole => 0.3,
        _ => 0.0,
    }
}

/// 1 for the first alias, a little less for each later one, about half for a header that contains one.
#[allow(clippy::cast_precision_loss)]
fn named(field: Field, header: &str) -> f64 {
    let names = aliases(field);
    if let Some(at) = names.iter().position(|alias| *alias == header) {
        return 1.0 - 0.002 * at as f64;
    }
    let long_enough = |alias: &str| alias.chars().count() >= if alias.is_ascii() { 5 } else { 2 };
    let part = names.iter().position(|alias| long_enough(alias) && header.contains(alias));
    part.map_or(0.0, |at| 0.6 - 0.002 * at as f64)
}

/// Letters and digits only, in lower case.
#[must_use]
pub fn normal(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a record looks like a header: several texts, all different, none a time or an amount.
#[must_use]
pub fn looks_like_header(fields: &[Vec<u8>]) -> bool {
    let texts: Vec<&[u8]> = fields.iter().map(|cell| trim(cell)).filter(|cell| !cell.is_empty()).collect();
    let count = texts.len();
    let data = texts.iter().any(|cell| {
        Dates::new(None).parse(cell).is_ok() || Amounts::new(None).parse(cell).is_ok() || cell.contains(&b'@')
    });
    count > 0 && distinct(texts).len() == count && count * 2 > fields.len() && !data
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(text: &str, given: &Mapping) -> (Vec<(&'static str, usize)>, f64) {
        let mut lines =
            text.lines().map(|line| line.split(',').map(|cell| cell.as_bytes().to_vec()).collect::<Vec<_>>());
        let headers: Vec<String> =
            lines.next().unwrap().iter().map(|cell| String::from_utf8(cell.clone()).unwrap()).collect();
        let samples: Vec<Vec<Vec<u8>>> = lines.collect();
        let found = assign(given, &headers, &samples).unwrap();
        let pairs = FIELDS.iter().filter_map(|&f| Some((f.name(), found.column(f)?))).collect();
        (pairs, found.confidence)
    }

    #[test]
    fn online_retail_headers() {
        let text = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom";
        let (found, confidence) = assigned(text, &Mapping::default());
        assert_eq!(
            found,
            [
                ("time", 4),
                ("unitPrice", 5),
                ("quantity", 3),
                ("customer", 6),
                ("order", 0),
                ("product", 1),
                ("country", 7)
            ]
        );
        assert!(confidence > 0.9);
    }

    #[test]
    fn chinese_headers() {
        let text =
            "订单编号,买家会员名,下单时间,实付金额,订单状态\n1,张三,2024-05-01 10:00:00,12.50,交易成功";
        let (found, confidence) = assigned(text, &Mapping::default());
        assert_eq!(found, [("time", 2), ("amount", 3), ("customer", 1), ("order", 0), ("status", 4)]);
        assert!(confidence > 0.8);
    }

    #[test]
    fn a_given_column_wins_and_a_missing_one_is_named() {
        let text = "a,b,c\n7,2024-05-01,3.20";
        let given = Mapping {
            customer: Some(Column::Name("A ".to_owned())),
            time: Some(Column::Index(1)),
            amount: Some(Column::Name("c".to_owned())),
            ..Mapping::default()
        };
        let (found, confidence) = assigned(text, &given);
        assert_eq!((found, confidence), (vec![("time", 1), ("amount", 2), ("customer", 0)], 1.0));
        let wrong = Mapping { time: Some(Column::Name("when".to_owned())), ..Mapping::default() };
        let error = assign(&wrong, &["a".to_owned()], &[]).unwrap_err();
        assert_eq!(error.code(), "unknownColumn");
        assert!(error.to_string().contains("\"when\""));
    }

    #[test]
    fn headers_look_like_headers() {
        let record = |text: &str| text.split(',').map(|cell| cell.as_bytes().to_vec()).collect::<Vec<_>>();
        assert!(looks_like_header(&record("id,customer,date,total")));
        assert!(!looks_like_header(&record("00004,1,19970101,2,29.33")));
        assert!(!looks_like_header(&record("ann@example.com,x,y")));
        assert!(!looks_like_header(&record(",,,")));
    }
}
