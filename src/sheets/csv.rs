//! Cells in rising order in, lines of CSV (RFC 4180, UTF-8, LF) out.
//!
//! Each line is as wide as the widest above it; an empty row is an empty line.

use super::text;
use calamine::DataType;

/// Makes the reader's search for the delimiter certain: a field with any of these is quoted.
const QUOTED: [char; 7] = [',', '"', '\n', '\r', ';', '\t', '|'];

/// Sheets end here, in every format.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A cell that does not come after the one before it, or lies where no sheet has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disorder;

/// How many cells were of a kind, and where the first is: row and column from 0.
type Count = Option<(u64, (u32, u32))>;

/// Lines that are being written.
#[derive(Debug, Default)]
pub struct Csv {
    out: String,
    field: String,
    row: u32,
    /// Fields of the row that are written.
    fields: u32,
    width: u32,
    long_numbers: Count,
    error_cells: Count,
}

impl Csv {
    /// Bytes that wait to be taken.
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether no bytes wait.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Adds a cell; an empty one leaves no trace.
    ///
    /// # Errors
    ///
    /// The cell lies before one that was added, or outside of every sheet.
    pub fn push(&mut self, at: (u32, u32), value: &impl DataType) -> Result<(), Disorder> {
        if value.is_error() {
            count(&mut self.error_cells, at);
            return Ok(());
        }
        if text::is_long_number(value) {
            count(&mut self.long_numbers, at);
        }
        let mut field = std::mem::take(&mut self.field);
        field.clear();
        text::push(&mut field, value);
        let placed = if field.is_empty() { Ok(()) } else { self.place(at, &field) };
        self.field = field;
        placed
    }

    fn place(&mut self, (row, column): (u32, u32), field: &str) -> Result<(), Disorder> {
        let is_behind = row > self.row || (row == self.row && column >= self.fields);
        if !is_behind || row >= ROWS || column >= COLUMNS {
            return Err(Disorder);
        }
        while self.row < row {
            self.end_row();
        }
        self.push_commas(column - self.fields.saturating_sub(1));
        self.fields = column + 1;
        push_field(&mut self.out, field);
        Ok(())
    }

    fn end_row(&mut self) {
        if self.fields > 0 {
            self.width = self.width.max(self.fields);
            self.push_commas(self.width - self.fields);
        }
        self.out.push('\n');
        self.fields = 0;
        self.row += 1;
    }

    fn push_commas(&mut self, count: u32) {
        self.out.push_str(&",".repeat(count as usize));
    }

    /// Ends the last line.
    pub fn end(&mut self) {
        if self.fields > 0 {
            self.end_row();
        }
    }

    /// The bytes written since they were last taken.
    #[must_use]
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out).into_bytes()
    }

    /// How many numbers have more digits than a spreadsheet keeps, and the first as `A1`.
    #[must_use]
    pub fn long_numbers(&self) -> Option<(u64, String)> {
        self.long_numbers.map(|(count, at)| (count, text::cell_name(at)))
    }

    /// How many cells hold an error, and the first as `A1`.
    #[must_use]
    pub fn error_cells(&self) -> Option<(u64, String)> {
        self.error_cells.map(|(count, at)| (count, text::cell_name(at)))
    }
}

fn count(cells: &mut Count, at: (u32, u32)) {
    cells.get_or_insert((0, at)).0 += 1;
}

fn push_field(out: &mut String, field: &str) {
    if !field.contains(QUOTED) {
        return out.push_str(field);
    }
    out.push('"');
    for (at, piece) in field.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(piece);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, Data};

    fn text(value: &str) -> Data {
        Data::String(value.to_owned())
    }

    fn lines(cells: &[((u32, u32), Data)]) -> String {
        let mut csv = Csv::default();
        for (at, value) in cells {
            csv.push(*at, value).unwrap();
        }
        csv.end();
        String::from_utf8(csv.take()).unwrap()
    }

    #[test]
    fn rows_keep_their_number_and_the_widest_width_above() {
        let cells = [((0, 0), text("Report")), ((2, 0), text("a")), ((2, 2), text("c")), ((3, 1), text("b"))];
        assert_eq!(lines(&cells), "Report\n\na,,c\n,b,\n");
    }

    #[test]
    fn fields_with_delimiters_quotes_or_breaks_are_quoted() {
        let cells = [((0, 0), text("a,b")), ((0, 1), text("5\" pipe")), ((0, 2), text("two\nlines"))];
        assert_eq!(lines(&cells), "\"a,b\",\"5\"\" pipe\",\"two\nlines\"\n");
    }

    #[test]
    fn empty_texts_and_errors_leave_no_trace_and_errors_are_counted() {
        let cells = [((0, 0), text("a")), ((1, 3), text("")), ((4, 27), Data::Error(CellErrorType::NA))];
        assert_eq!(lines(&cells), "a\n");
        let mut csv = Csv::default();
        csv.push((4, 27), &Data::Error(CellErrorType::NA)).unwrap();
        assert_eq!(csv.error_cells(), Some((1, "AB5".to_owned())));
    }

    #[test]
    fn a_cell_that_goes_back_or_lies_outside_is_refused() {
        let mut csv = Csv::default();
        csv.push((3, 3), &text("a")).unwrap();
        assert_eq!(csv.push((3, 3), &text("b")), Err(Disorder));
        assert_eq!(csv.push((2, 9), &text("b")), Err(Disorder));
        assert_eq!(csv.push((4, 16_384), &text("b")), Err(Disorder));
        assert_eq!(csv.push((1_048_576, 0), &text("b")), Err(Disorder));
    }
}
