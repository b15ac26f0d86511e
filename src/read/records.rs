//! Chunks of text of any size → batches of whole records.

use super::dialect::Dialect;
use super::scan::{Batch, Scanner, State};

/// A record longer than this is left out, with a verdict: 16 MB.
const LONGEST_RECORD: usize = 16 << 20;
/// Text walked at a time, so that a batch's spans and bytes stay in the cache.
const PIECE: usize = 1 << 20;
/// After so many quotes that never close, quotes are data for the rest of the file.
const PATIENCE: usize = 64;

/// What the reader had to mend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mends {
    /// Records whose quote never closed, read with the quote as data: count, and record and line of the first.
    pub unclosed: (u64, Option<(u64, u64)>),
    /// Records left out because they were too long, likewise.
    pub too_long: (u64, Option<(u64, u64)>),
}

/// Streams records out of chunks; any cutting gives the same records.
#[derive(Debug)]
pub struct Records {
    scanner: Scanner,
    quote: Option<u8>,
    /// The record that the last chunk broke off in, and the state at its end.
    carry: Vec<u8>,
    state: State,
    /// In the middle of a record that is too long.
    skipping: bool,
    mends: Mends,
}

impl Records {
    /// A reader of the given columns, ascending.
    #[must_use]
    pub fn new(dialect: Dialect, wanted: Vec<u32>) -> Self {
        Self {
            scanner: Scanner::new(dialect, wanted),
            quote: dialect.quote,
            carry: Vec::new(),
            state: State::START,
            skipping: false,
            mends: Mends::default(),
        }
    }

    /// What had to be mended so far.
    #[must_use]
    pub fn mends(&self) -> &Mends {
        &self.mends
    }

    /// Records handed over so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.scanner.records()
    }

    /// Reads a chunk; whole records go to the sink.
    pub fn push(&mut self, mut chunk: &[u8], sink: &mut dyn FnMut(&[u8], &Batch)) {
        while !chunk.is_empty() {
            let between_records = self.carry.is_empty() && !self.skipping;
            let limit = if between_records { PIECE } else { LONGEST_RECORD + 1 - self.carry.len() };
            let (piece, rest) = chunk.split_at(chunk.len().min(limit));
            if between_records {
                let (consumed, state) = self.scanner.walk(piece, sink);
                self.carry.extend_from_slice(&piece[consumed..]);
                self.state = state;
                chunk = rest;
            } else {
                chunk = &chunk[self.extend_carry(piece, sink)..];
            }
        }
    }

    /// Reads on in the broken-off record; bytes taken of `piece`.
    fn extend_carry(&mut self, piece: &[u8], sink: &mut dyn FnMut(&[u8], &Batch)) -> usize {
        let end = self.scanner.record_end(piece, &mut self.state);
        let taken = &piece[..end.unwrap_or(piece.len())];
        if self.skipping {
            self.scanner.skip_lines(taken);
        } else {
            self.carry.extend_from_slice(taken);
        }
        if end.is_some() {
            self.finish_carry(sink);
        } else if self.carry.len() > LONGEST_RECORD {
            self.limit_carry(sink);
        }
        taken.len()
    }

    /// Reads what is left: a last record without a line end, and one whose quote never closed.
    pub fn finish(&mut self, sink: &mut dyn FnMut(&[u8], &Batch)) {
        while self.state.in_quotes() && !self.carry.is_empty() {
            self.unclosed(sink);
        }
        if !self.carry.is_empty() {
            self.carry.push(self.scanner.dialect().newline);
            self.finish_carry(sink);
        }
    }

    fn finish_carry(&mut self, sink: &mut dyn FnMut(&[u8], &Batch)) {
        let carry = std::mem::take(&mut self.carry);
        if !self.skipping {
            self.scanner.walk(&carry, sink);
        }
        self.skipping = false;
        self.state = State::START;
        self.carry = carry;
        self.carry.clear();
    }

    fn limit_carry(&mut self, sink: &mut dyn FnMut(&[u8], &Batch)) {
        if self.state.in_quotes() {
            self.unclosed(sink);
            return;
        }
        count(&mut self.mends.too_long, (self.scanner.records() + 1, self.scanner.next_line()));
        self.scanner.skip_record();
        self.scanner.skip_lines(&self.carry);
        self.carry = Vec::new();
        self.skipping = true;
    }

    /// Reads the carried record's first line with its quotes as data, and the rest anew.
    fn unclosed(&mut self, sink: &mut dyn FnMut(&[u8], &Batch)) {
        count(&mut self.mends.unclosed, (self.scanner.records() + 1, self.scanner.next_line()));
        let mut carry = std::mem::take(&mut self.carry);
        let newline = self.scanner.dialect().newline;
        let line_end = carry.iter().position(|&byte| byte == newline).map_or_else(
            || {
                carry.push(newline);
                carry.len()
            },
            |at| at + 1,
        );
        self.scanner.ignore_quotes();
        self.scanner.walk(&carry[..line_end], sink);
        if self.mends.unclosed.0 < PATIENCE as u64 {
            self.scanner.restore_quotes(self.quote);
        }
        let (consumed, state) = self.scanner.walk(&carry[line_end..], sink);
        self.state = state;
        self.carry.extend_from_slice(&carry[line_end + consumed..]);
    }
}

fn count(mend: &mut (u64, Option<(u64, u64)>), at: (u64, u64)) {
    mend.0 += 1;
    mend.1.get_or_insert(at);
}

#[cfg(test)]
mod tests {
    use super::super::field;
    use super::super::head;
    use super::*;
    use proptest::prelude::*;

    type Seen = Vec<(u64, u32, Vec<Vec<u8>>)>;

    fn read(text: &[u8], dialect: Dialect, wanted: &[u32], cuts: &[usize]) -> (Seen, Mends) {
        let mut reader = Records::new(dialect, wanted.to_vec());
        let mut seen = Seen::new();
        let mut sink = |text: &[u8], batch: &Batch| {
            for record in 0..batch.len() {
                let fields = (0..wanted.len())
                    .map(|slot| field::content(batch.raw(text, record, slot), dialect.quote).into_owned())
                    .collect();
                seen.push((batch.line(record), batch.fields(record), fields));
            }
        };
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (text.len() + 1)).collect();
        cuts.sort_unstable();
        let mut from = 0;
        for cut in cuts.into_iter().chain([text.len()]) {
            reader.push(&text[from..cut], &mut sink);
            from = cut;
        }
        reader.finish(&mut sink);
        let mends = reader.mends().clone();
        (seen, mends)
    }

    fn csv() -> Dialect {
        Dialect { delimiter: b',', quote: Some(b'"'), newline: b'\n' }
    }

    fn any_text() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            8 => prop::sample::select(&[",", "\"", "\n", "a", "\r\n", "\"\"", " "][..]).prop_map(|s| s.as_bytes().to_vec()),
            1 => prop::collection::vec(prop::sample::select(&b"xyz0123456789 "[..]), 0..90),
        ];
        prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
    }

    /// The text with its last quote closed, if it is open.
    fn closed(mut text: Vec<u8>) -> Vec<u8> {
        let (_, mends) = read(&text, csv(), &[], &[]);
        if mends != Mends::default() {
            text.push(b'"');
        }
        text
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_scanner_equals_its_twin(text in any_text(), wanted in prop::sample::subsequence(vec![0_u32, 1, 2, 3, 5, 70], 0..=6)) {
            let text = closed(text);
            let (seen, mends) = read(&text, csv(), &wanted, &[]);
            prop_assert_eq!(mends, Mends::default());
            let expected: Seen = head::records(&text, csv(), usize::MAX)
                .into_iter()
                .map(|record| {
                    let fields = wanted.iter().map(|&c| record.fields.get(c as usize).cloned().unwrap_or_default()).collect();
                    (record.line, record.fields.len() as u32, fields)
                })
                .collect();
            prop_assert_eq!(seen, expected);
        }

        #[test]
        fn any_chunking_gives_the_same(text in any_text(), cuts in prop::collection::vec(any::<usize>(), 0..12), delimiter in prop::sample::select(&b", "[..])) {
            let dialect = Dialect { delimiter, quote: (delimiter == b',').then_some(b'"'), ..csv() };
            prop_assert_eq!(read(&text, dialect, &[0, 2], &cuts), read(&text, dialect, &[0, 2], &[]));
        }

        #[test]
        fn spaces_run_together(fields in prop::collection::vec(("[a-z]{1,20}", 1..4_usize), 1..12), lead in 0..3_usize) {
            let mut text = " ".repeat(lead);
            for (field, gap) in &fields {
                text.push_str(field);
                text.push_str(&" ".repeat(*gap));
            }
            let text = format!("{}\n", text.trim_end());
            let dialect = Dialect { delimiter: b' ', quote: None, newline: b'\n' };
            let wanted: Vec<u32> = (0..fields.len() as u32).collect();
            let (seen, _) = read(text.as_bytes(), dialect, &wanted, &[]);
            let got: Vec<_> = seen[0].2.iter().map(|f| field::trim(f).to_vec()).collect();
            let expected: Vec<_> = fields.iter().map(|(f, _)| f.as_bytes().to_vec()).collect();
            prop_assert_eq!(got, expected);
        }
    }

    #[test]
    fn an_unclosed_quote_loses_nothing() {
        let text = b"id,note\n1,\"open\n2,b\n3,\"c\nd\"\n4,e\n";
        let (seen, mends) = read(text, csv(), &[0, 1], &[]);
        let ids: Vec<_> =
            seen.iter().map(|(line, _, f)| (*line, String::from_utf8_lossy(&f[0]).into_owned())).collect();
        let expected = [(1, "id"), (2, "1"), (5, "d\""), (6, "4")].map(|(l, s)| (l, s.to_owned()));
        assert_eq!(ids, expected);
        assert_eq!(mends.unclosed.0, 0);
        let (seen, mends) = read(b"id,note\n1,\"open\n2,b\n3,c\n", csv(), &[0], &[5, 13]);
        assert_eq!(seen.len(), 4);
        assert_eq!(mends.unclosed, (1, Some((2, 2))));
    }

    #[test]
    fn without_a_quote_no_byte_is_one() {
        let dialect = Dialect { delimiter: b' ', quote: None, newline: b'\n' };
        let text: Vec<u8> = (0..=255).chain(*b"\n1 2\n3 4").collect();
        let (seen, mends) = read(&text, dialect, &[0], &[200]);
        assert_eq!(mends, Mends::default());
        assert_eq!((seen.clone(), mends), read(&text, dialect, &[0], &[]));
        assert_eq!(seen.last().map(|(_, _, fields)| fields[0].as_slice()), Some(&b"3"[..]));
    }

    #[test]
    fn a_record_over_the_limit_is_left_out_and_said() {
        let mut text = b"a,b\n1,".to_vec();
        text.resize(LONGEST_RECORD + 100, b'x');
        text.extend_from_slice(b"\n2,y\n");
        let mut reader = Records::new(csv(), vec![0]);
        let mut rows = 0;
        for chunk in text.chunks(1 << 20) {
            reader.push(chunk, &mut |_, batch| rows += batch.len());
        }
        reader.finish(&mut |_, batch| rows += batch.len());
        assert_eq!((rows, reader.mends().too_long), (2, (1, Some((2, 2)))));
    }
}
