//! Delimiter and line end of a text, from its first records.

use super::head;
use crate::math::order::sorted;

/// How a text is cut into records and fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// `,` `;` tab `|`, or a space: runs of spaces then count as one.
    pub delimiter: u8,
    /// The quote, `"`; `None` reads quotes as data.
    pub quote: Option<u8>,
    /// LF (a CR before it is dropped), or CR in files that have no LF.
    pub newline: u8,
}

const DELIMITERS: [u8; 5] = [b',', b'\t', b';', b'|', b' '];
const LOOK: usize = 200;

impl Dialect {
    /// A dialect with the given delimiter and the line end that the text uses.
    #[must_use]
    pub fn with_delimiter(head: &[u8], delimiter: u8) -> Self {
        let newline = if head.contains(&b'\n') || !head.contains(&b'\r') { b'\n' } else { b'\r' };
        Self { delimiter, quote: (delimiter != b' ').then_some(b'"'), newline }
    }

    /// The dialect under which the first records agree best on their number of fields.
    ///
    /// More than the header is asked, because a header pasted from elsewhere may use another delimiter than
    /// the records below it. Ties go to the comma, then tab, semicolon, bar, spaces.
    #[must_use]
    pub fn detect(head: &[u8]) -> Self {
        let mut best = (0.0, Self::with_delimiter(head, b','));
        for delimiter in DELIMITERS {
            let dialect = Self::with_delimiter(head, delimiter);
            let score = agreement(head, dialect);
            if score > best.0 {
                best = (score, dialect);
            }
        }
        best.1
    }
}

/// Share of records with the commonest field count, weighted towards more fields; spaces count for less.
#[allow(clippy::cast_precision_loss)]
fn agreement(head: &[u8], dialect: Dialect) -> f64 {
    let counts = sorted(head::widths(head, dialect, LOOK));
    let records = counts.len();
    let commonest =
        counts.chunk_by(|a, b| a == b).filter(|run| run[0] > 1).max_by_key(|run| (run.len(), run[0]));
    let Some(run) = commonest else { return 0.0 };
    let weight = if dialect.delimiter == b' ' { 0.5 } else { 1.0 };
    weight * run.len() as f64 / records as f64 * (1.0 - 1.0 / run[0] as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_delimiters() {
        let cases: [(&str, u8); 8] = [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b\n1,5;2,5\n1,7;2,9\n", b';'),
            ("id\tamount\n1\t2,50\n2\t1,20\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            (" 1 19970101 2 29.33\n 2 19970102 1 9.99\n", b' '),
            ("Order ID,SKU,Amount\n1\tA\t5\n2\tB\t6\n3\tC\t7\n", b'\t'),
            ("order_id,time\n1,2024-05-01 10:00:00\n2,2024-05-01 11:00:00\n", b','),
            ("only\none\ncolumn\n", b','),
        ];
        for (text, expected) in cases {
            assert_eq!(Dialect::detect(text.as_bytes()).delimiter as char, expected as char, "{text}");
        }
    }

    #[test]
    fn finds_line_ends() {
        assert_eq!(Dialect::detect(b"a,b\r1,2\r").newline, b'\r');
        assert_eq!(Dialect::detect(b"a,b\r\n1,2\r\n").newline, b'\n');
    }
}
