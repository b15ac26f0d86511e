//! Workbooks (XLSX, XLS, ODS) as CSV: the bytes of one in, its filled sheets as chunks of UTF-8 CSV out.
//!
//! [`guard`] says what a workbook is and refuses what would unpack without bounds, [`cells`] reads a sheet cell by cell,
//! [`text`] says what a person sees in a cell, [`csv`] writes the lines. Line n of the CSV is row n of the sheet, unless a
//! cell holds line breaks.

pub mod cells;
pub mod csv;
pub mod guard;
pub mod text;

use crate::error::{Error, ErrorKind, Notice, Severity};
use cells::{Sheet, Workbook};
use csv::Csv;

/// Bytes of CSV that are given at once.
const CHUNK_BYTES: usize = 1 << 20;

/// A workbook that is open, and the sheet that is being read.
pub struct Book {
    /// `None` only while it moves, and after an error.
    workbook: Option<Workbook>,
    sheets: Vec<Sheet>,
    csv: Csv,
    limit: u64,
    given: u64,
    ended: bool,
}

impl Book {
    /// Opens a workbook and finds its filled sheets.
    ///
    /// # Errors
    ///
    /// No workbook, a damaged one, one under a password, one that unpacks to more than a hundred times its size and 1 GB,
    /// or one without a filled cell.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        let limit = guard::limit(bytes.len());
        let mut workbook = Workbook::open(bytes, limit)?;
        let sheets = workbook.filled_sheets();
        if sheets.is_empty() {
            return Err(ErrorKind::EmptyWorkbook.into());
        }
        Ok(Self { workbook: Some(workbook), sheets, csv: Csv::default(), limit, given: 0, ended: true })
    }

    /// The sheets with a filled cell, in the workbook's order.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Turns to the sheet at this place of [`Book::sheets`], at its first row.
    ///
    /// # Errors
    ///
    /// No such sheet, or one that is damaged.
    pub fn read(&mut self, at: usize) -> Result<(), Error> {
        let damaged = || Error::new(ErrorKind::DamagedWorkbook);
        let sheet = self.sheets.get(at).ok_or_else(damaged)?;
        let workbook = self.workbook.take().ok_or_else(damaged)?;
        self.workbook = Some(workbook.turn_to(&sheet.name)?);
        (self.csv, self.given, self.ended) = (Csv::default(), 0, false);
        Ok(())
    }

    /// The next lines of the sheet, about 1 MB; nothing after the last.
    ///
    /// # Errors
    ///
    /// The sheet is damaged, or grows beyond what a workbook of this size may hold.
    pub fn next_chunk(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let Some(workbook) = self.workbook.as_mut().filter(|_| !self.ended) else { return Ok(None) };
        while self.csv.len() < CHUNK_BYTES && !self.ended {
            self.ended = !workbook.next_cell(&mut self.csv)?;
        }
        if self.ended {
            self.csv.end();
        }
        let chunk = self.csv.take();
        self.given += chunk.len() as u64;
        if self.given > self.limit {
            return Err(ErrorKind::UnpacksTooFar.into());
        }
        Ok((!chunk.is_empty()).then_some(chunk))
    }

    /// What a person should know of the sheet that was read.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some((count, cell)) = self.csv.long_numbers() {
            notices.push(Notice::new(
                "longNumbers",
                Severity::Warning,
                format!(
                    "Numbers of more than 15 digits: {count}, first in cell {cell}. A spreadsheet keeps only 15, so the last digits of such ids are lost. Download the export as CSV, or as a workbook in which ids are text."
                ),
                &[("count", count.to_string()), ("cell", cell)],
            ));
        }
        if let Some((count, cell)) = self.csv.error_cells() {
            notices.push(Notice::new(
                "errorCells",
                Severity::Warning,
                format!(
                    "Cells with an error such as #REF! or #N/A: {count}, first {cell}. They were read as empty."
                ),
                &[("count", count.to_string()), ("cell", cell)],
            ));
        }
        notices
    }
}
