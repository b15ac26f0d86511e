//! Workbooks and the cells of one sheet at a time: streamed from XLSX, from memory for XLS and ODS.

use super::csv::Csv;
use super::guard::{self, Bytes, Format};
use crate::error::{Error, ErrorKind};
use calamine::{
    Data, DataType, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx,
    XlsxCellReader, XlsxError,
};
use self_cell::{MutBorrow, self_cell};
use std::io::Cursor;

type Source = Cursor<Bytes>;
type XlsxCells<'a> = XlsxCellReader<'a, Source>;

/// A sheet with a filled cell.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sheet {
    /// As the tab has it.
    pub name: String,
    /// Whether Excel does not show it.
    pub hidden: bool,
}

/// A workbook, at rest or with a sheet that is being read.
pub enum Workbook {
    /// XLSX at rest.
    Xlsx(Box<Xlsx<Source>>),
    /// XLSX while a sheet is read.
    XlsxSheet(XlsxSheet),
    /// XLS or ODS: all sheets in memory.
    Ranges(Ranges),
}

self_cell!(
    /// A workbook that is lent to the reader of one of its sheets.
    pub struct XlsxSheet {
        owner: MutBorrow<Xlsx<Source>>,
        #[not_covariant]
        dependent: XlsxCells,
    }
);

/// Sheets that the library reads as a whole.
pub struct Ranges {
    sheets: Vec<(Sheet, Range<Data>)>,
    at: usize,
    next: (usize, usize),
}

impl Workbook {
    /// Opens what [`guard::check`] lets through.
    ///
    /// # Errors
    ///
    /// As `guard::check`, and whatever the library stumbles over.
    pub fn open(bytes: Vec<u8>, limit: u64) -> Result<Self, Error> {
        let bytes = Bytes::from(bytes);
        let format = guard::check(&bytes, limit)?;
        // On some damaged files the library panics; in wasm the host says what is said here.
        let opened = std::panic::catch_unwind(|| Self::of(format, Cursor::new(bytes)));
        opened.unwrap_or_else(|_| Err(ErrorKind::DamagedWorkbook.into()))
    }

    fn of(format: Format, bytes: Source) -> Result<Self, Error> {
        Ok(match format {
            Format::Xlsx => Self::Xlsx(Box::new(Xlsx::new(bytes).map_err(xlsx)?)),
            Format::Xls => Self::Ranges(Ranges::of(Xls::new(bytes).map_err(xls)?)),
            Format::Ods => Self::Ranges(Ranges::of(Ods::new(bytes).map_err(ods)?)),
        })
    }

    /// The sheets with a filled cell, in order. One that cannot be read counts as filled, so that reading it says so.
    pub fn filled_sheets(&mut self) -> Vec<Sheet> {
        match self {
            Self::Xlsx(workbook) => {
                let mut sheets = tables(&**workbook);
                sheets.retain(|sheet| match workbook.worksheet_cells_reader(&sheet.name) {
                    Ok(mut cells) => {
                        has_value(|| cells.next_cell().map(|cell| cell.map(|c| is_filled(c.get_value()))))
                    }
                    Err(_) => true,
                });
                sheets
            }
            Self::Ranges(ranges) => ranges.sheets.iter().map(|(sheet, _)| sheet.clone()).collect(),
            Self::XlsxSheet(_) => Vec::new(),
        }
    }

    /// Leaves the sheet that was read and starts another.
    ///
    /// # Errors
    ///
    /// The sheet cannot be read.
    pub fn turn_to(self, name: &str) -> Result<Self, Error> {
        Ok(match self {
            Self::Xlsx(workbook) => Self::XlsxSheet(xlsx_sheet(*workbook, name)?),
            Self::XlsxSheet(sheet) => Self::XlsxSheet(xlsx_sheet(sheet.into_owner().into_inner(), name)?),
            Self::Ranges(ranges) => Self::Ranges(ranges.turned_to(name)),
        })
    }

    /// Adds the next cell, or says that there is none.
    ///
    /// # Errors
    ///
    /// The sheet is damaged.
    pub fn next_cell(&mut self, csv: &mut Csv) -> Result<bool, Error> {
        match self {
            Self::XlsxSheet(sheet) => {
                sheet.with_dependent_mut(|_, cells| match cells.next_cell().map_err(xlsx)? {
                    Some(cell) => push(csv, cell.get_position(), cell.get_value()),
                    None => Ok(false),
                })
            }
            Self::Ranges(ranges) => match ranges.next_cell() {
                Some((at, value)) => push(csv, at, value),
                None => Ok(false),
            },
            Self::Xlsx(_) => Ok(false),
        }
    }
}

fn push(csv: &mut Csv, at: (u32, u32), value: &impl DataType) -> Result<bool, Error> {
    csv.push(at, value).map(|()| true).map_err(|_| ErrorKind::DamagedWorkbook.into())
}

/// Whether a cell shows something.
fn is_filled(value: &impl DataType) -> bool {
    !value.is_empty() && !value.is_error() && value.get_string() != Some("")
}

/// Whether a filled cell comes before the end.
fn has_value<E>(mut next: impl FnMut() -> Result<Option<bool>, E>) -> bool {
    loop {
        match next() {
            Ok(Some(false)) => {}
            Ok(Some(true)) | Err(_) => return true,
            Ok(None) => return false,
        }
    }
}

/// The sheets that hold cells, charts and macros left out.
fn tables<R: Reader<Source>>(workbook: &R) -> Vec<Sheet> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets
        .map(|sheet| Sheet { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
        .collect()
}

fn xlsx_sheet(workbook: Xlsx<Source>, name: &str) -> Result<XlsxSheet, Error> {
    XlsxSheet::try_new(MutBorrow::new(workbook), |owner| owner.borrow_mut().worksheet_cells_reader(name))
        .map_err(xlsx)
}

impl Ranges {
    fn of<R: Reader<Source>>(mut workbook: R) -> Self {
        let mut sheets = Vec::new();
        for sheet in tables(&workbook) {
            let range = workbook.worksheet_range(&sheet.name).unwrap_or_default();
            if range.used_cells().any(|(_, _, value)| is_filled(value)) {
                sheets.push((sheet, range));
            }
        }
        Self { sheets, at: 0, next: (0, 0) }
    }

    fn turned_to(mut self, name: &str) -> Self {
        self.at = self.sheets.iter().position(|(sheet, _)| sheet.name == name).unwrap_or(self.sheets.len());
        self.next = (0, 0);
        self
    }

    fn next_cell(&mut self) -> Option<((u32, u32), &Data)> {
        let (_, range) = self.sheets.get(self.at)?;
        let (first_row, first_column) = range.start()?;
        let (rows, columns) = range.get_size();
        let (row, column) = self.next;
        if row >= rows {
            return None;
        }
        self.next = if column + 1 < columns { (row, column + 1) } else { (row + 1, 0) };
        let value = range.get((row, column))?;
        Some(((first_row + row as u32, first_column + column as u32), value))
    }
}

fn xlsx(error: XlsxError) -> Error {
    kind(matches!(error, XlsxError::Password))
}

fn xls(error: XlsError) -> Error {
    kind(matches!(error, XlsError::Password))
}

fn ods(error: OdsError) -> Error {
    kind(matches!(error, OdsError::Password))
}

fn kind(is_password: bool) -> Error {
    if is_password { ErrorKind::PasswordProtected.into() } else { ErrorKind::DamagedWorkbook.into() }
}
