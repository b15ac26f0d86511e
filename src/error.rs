//! The one error type: what happened, where, and what to do.

use std::fmt;

/// Everything that stops a read or a report. What does not stop the work is a verdict in the quality
/// ledger instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    kind: ErrorKind,
    file: Option<String>,
    position: Option<Position>,
}

/// Where in a file: both one-based, the header included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Record number.
    pub record: u64,
    /// Line number.
    pub line: u64,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file has no bytes, or nothing but empty lines.
    EmptyFile,
    /// The file has a header and no record.
    HeaderOnly,
    /// The bytes are not text; the format they look like.
    NotText(&'static str),
    /// Fields that could not be matched to a column.
    UnmappedColumns(Vec<&'static str>),
    /// Every date of the column reads both as day/month and as month/day; an example.
    AmbiguousDates(String),
    /// No record has a time that can be read; an example.
    NoDates(String),
    /// No record has an amount that can be read; an example.
    NoAmounts(String),
    /// A table of a known export (its id) of which no record has what is needed.
    #[cfg(feature = "sources")]
    NothingUsable(&'static str, &'static str),
    /// A mapping names a column that the file lacks.
    UnknownColumn(String),
    /// An option that does not exist or does not fit; the parser's sentence.
    Option(String),
    /// Reading on would pass the memory limit, in bytes.
    MemoryLimit(u64),
    /// A report was asked for before any order that counts was read.
    NoOrders,
    /// No such customer key.
    UnknownCustomer(String),
    /// No such file id.
    UnknownFile,
    /// As-of lies before the first order.
    AsOfTooEarly(String),
    /// The currency picked by an option is not in the data.
    UnknownCurrency(String),
    /// The host has no decoder for this encoding.
    UnknownEncoding(String),
    /// No table of that name.
    UnknownTable(String),
    /// A table of another kind than was asked for; the sentence that says which, and where the right one is.
    #[cfg(feature = "sources")]
    WrongKind(String),
    /// A file of events in which no event can be used; the commonest reason.
    #[cfg(feature = "sessions")]
    NoEvents(&'static str),
    /// No such session.
    #[cfg(feature = "sessions")]
    UnknownSession(u32),
    /// A workbook in the binary form of XLSX.
    #[cfg(feature = "sheets")]
    BinaryWorkbook,
    /// A workbook that cannot be read to its end.
    #[cfg(feature = "sheets")]
    DamagedWorkbook,
    /// A workbook without a filled cell.
    #[cfg(feature = "sheets")]
    EmptyWorkbook,
    /// A workbook under a password.
    #[cfg(feature = "sheets")]
    PasswordProtected,
    /// Unpacked, the file would be far larger than an export is.
    #[cfg(feature = "sheets")]
    UnpacksTooFar,
}

impl Error {
    /// The error without a position.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, file: None, position: None }))
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, name: &str) -> Self {
        self.0.file = Some(name.to_owned());
        self
    }

    /// Adds the position.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.0.position = Some(position);
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The file it went wrong in.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.0.file.as_deref()
    }

    /// Where it went wrong.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// A stable code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0.kind {
            ErrorKind::EmptyFile => "emptyFile",
            ErrorKind::HeaderOnly => "headerOnly",
            ErrorKind::NotText(_) => "notText",
            ErrorKind::UnmappedColumns(_) => "unmappedColumns",
            ErrorKind::AmbiguousDates(_) => "ambiguousDates",
            ErrorKind::NoDates(_) => "noDates",
            ErrorKind::NoAmounts(_) => "noAmounts",
            #[cfg(feature = "sources")]
            ErrorKind::NothingUsable(..) => "nothingUsable",
            ErrorKind::UnknownColumn(_) => "unknownColumn",
            ErrorKind::Option(_) => "unknownOption",
            ErrorKind::MemoryLimit(_) => "memoryLimit",
            ErrorKind::NoOrders => "noOrders",
            ErrorKind::UnknownCustomer(_) => "unknownCustomer",
            ErrorKind::UnknownFile => "unknownFile",
            ErrorKind::AsOfTooEarly(_) => "asOfTooEarly",
            ErrorKind::UnknownCurrency(_) => "unknownCurrency",
            ErrorKind::UnknownEncoding(_) => "unknownEncoding",
            ErrorKind::UnknownTable(_) => "unknownTable",
            #[cfg(feature = "sources")]
            ErrorKind::WrongKind(_) => "wrongKind",
            #[cfg(feature = "sessions")]
            ErrorKind::NoEvents(_) => "noEvents",
            #[cfg(feature = "sessions")]
            ErrorKind::UnknownSession(_) => "unknownSession",
            #[cfg(feature = "sheets")]
            ErrorKind::BinaryWorkbook => "binaryWorkbook",
            #[cfg(feature = "sheets")]
            ErrorKind::DamagedWorkbook => "damagedWorkbook",
            #[cfg(feature = "sheets")]
            ErrorKind::EmptyWorkbook => "emptyWorkbook",
            #[cfg(feature = "sheets")]
            ErrorKind::PasswordProtected => "passwordProtected",
            #[cfg(feature = "sheets")]
            ErrorKind::UnpacksTooFar => "unpacksTooFar",
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.0.file {
            write!(f, "{file}")?;
            if let Some(position) = self.0.position {
                write!(f, ", line {} (record {})", position.line, position.record)?;
            }
            f.write_str(": ")?;
        }
        write!(f, "{}", self.0.kind)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyFile => f.write_str(
                "The file is empty. Export the orders again and check that the download finished.",
            ),
            Self::HeaderOnly => f.write_str(
                "The file has a header but no order below it. Export again with a longer date range.",
            ),
            Self::NotText(what) => {
                write!(f, "This is {what}, not a text export. Export the orders as CSV and drop that file.")
            }
            Self::UnmappedColumns(fields) => write!(
                f,
                "No column could be recognised as {}. Choose the column yourself.",
                fields.join(", ")
            ),
            Self::AmbiguousDates(sample) => write!(
                f,
                "Dates like {sample} can be read as day/month or as month/day, and no date in the column settles it. Choose the order."
            ),
            Self::NoDates(sample) => write!(
                f,
                "No date from 1980 to 2099 could be read in the time column; the first value is \"{sample}\". Choose another column for the time."
            ),
            Self::NoAmounts(sample) => write!(
                f,
                "No amount could be read in the amount column; the first value is \"{sample}\". Choose another column for the amount."
            ),
            #[cfg(feature = "sources")]
            Self::NothingUsable(source, needs) => write!(
                f,
                "The table was recognised as {source}, but no record in it has {needs}. Export it again and check that it is complete."
            ),
            Self::UnknownColumn(name) => write!(
                f,
                "The mapping names the column \"{name}\", which the file does not have. Use a header from the file, or an index that starts at 0."
            ),
            Self::Option(sentence) => write!(f, "An option is wrong: {sentence}."),
            Self::MemoryLimit(bytes) => write!(
                f,
                "Reading on would need more than the memory limit of {} MB. Earlier files stay loaded. Split the file by date, or raise memoryLimit.",
                bytes / (1 << 20)
            ),
            Self::NoOrders => f.write_str(
                "No order that counts is loaded. Add an order export; refunds, cancelled and test orders alone make no report.",
            ),
            Self::UnknownCustomer(key) => {
                write!(f, "No customer has the key \"{key}\". Keys are those that customers() gives.")
            }
            Self::UnknownFile => f.write_str("No file with this id is loaded."),
            Self::AsOfTooEarly(date) => {
                write!(f, "No counted order lies on or before the as-of date {date}. Choose a later date.")
            }
            Self::UnknownCurrency(code) => {
                write!(f, "No order is in the currency \"{code}\". Pick one of meta.currencies.")
            }
            Self::UnknownEncoding(label) => {
                write!(f, "This browser has no decoder for the encoding \"{label}\". Save the file as UTF-8.")
            }
            Self::UnknownTable(name) => write!(f, "There is no table \"{name}\" to download."),
            #[cfg(feature = "sources")]
            Self::WrongKind(sentence) => f.write_str(sentence),
            #[cfg(feature = "sessions")]
            Self::NoEvents(reason) => {
                f.write_str("No storefront event that can be used is loaded.")?;
                if !reason.is_empty() {
                    write!(f, " Most often: {reason}")?;
                }
                f.write_str(" Add a file of recorded sessions.")
            }
            #[cfg(feature = "sessions")]
            Self::UnknownSession(id) => {
                write!(f, "There is no session number {id}. Numbers are those that sessions() gives.")
            }
            #[cfg(feature = "sheets")]
            Self::BinaryWorkbook => f.write_str(
                "This is a binary workbook (.xlsb). Open it in Excel, save it as XLSX or CSV, and add that file.",
            ),
            #[cfg(feature = "sheets")]
            Self::DamagedWorkbook => f.write_str(
                "The workbook is damaged or incomplete. Download the export once more, or open it in Excel and save it as CSV.",
            ),
            #[cfg(feature = "sheets")]
            Self::EmptyWorkbook => f.write_str(
                "No sheet of this workbook has a filled cell. Export again and check that the download finished.",
            ),
            #[cfg(feature = "sheets")]
            Self::PasswordProtected => f.write_str(
                "The file is protected with a password. Open it, save a copy without a password, and add that copy.",
            ),
            #[cfg(feature = "sheets")]
            Self::UnpacksTooFar => f.write_str(
                "Unpacked, this file would be over 1 GB and over a hundred times its size, which no export is. If it is one, unpack it yourself and add the CSV files.",
            ),
        }
    }
}

impl std::error::Error for Error {}

/// A sentence for a person about something that did not stop the work.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Notice {
    /// Stable.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
    /// The values in the sentence.
    pub params: std::collections::BTreeMap<&'static str, String>,
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look at it before you rely on the numbers.
    Warning,
}

impl Notice {
    /// A notice with the values its message was made from.
    #[must_use]
    pub fn new(
        code: &'static str,
        severity: Severity,
        message: String,
        params: &[(&'static str, String)],
    ) -> Self {
        let mut named = std::collections::BTreeMap::new();
        for (name, value) in params {
            named.insert(*name, value.clone());
        }
        Self { code, severity, message, params: named }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_file_line_and_remedy() {
        let error = Error::new(ErrorKind::NoDates("soon".to_owned()))
            .in_file("orders.csv")
            .at(Position { record: 2, line: 3 });
        assert_eq!(
            error.to_string(),
            "orders.csv, line 3 (record 2): No date from 1980 to 2099 could be read in the time column; the first value is \"soon\". Choose another column for the time."
        );
        assert_eq!(error.code(), "noDates");
    }
}
