//! A text → spans of the wanted fields, record by record, 64 bytes at a time.
//!
//! A quote opens only at the start of a field; anywhere else it is data. Inside quotes a doubled quote is
//! data, a lone one closes, and what follows up to the delimiter is data too. Blocks whose quotes follow the
//! rule "opened at a field start or doubled" are settled by bit parity; the others byte by byte, by the
//! same rule as [`super::head`], the scanner's twin.

use super::blocks::{BLOCK, Classifier, Masks, prefix_xor};
use super::dialect::Dialect;

/// Where a field stands in the text, quotes included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The field's raw bytes.
    #[must_use]
    #[inline(always)]
    pub fn of(self, text: &[u8]) -> &[u8] {
        &text[self.start as usize..self.end as usize]
    }
}

/// Records of one stretch of text.
#[derive(Debug, Default)]
pub struct Batch {
    width: usize,
    spans: Vec<Span>,
    counts: Vec<u32>,
    lines: Vec<u64>,
    /// Number of the first record, one-based, the header included.
    pub first_record: u64,
}

impl Batch {
    /// Number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Raw bytes of the wanted field `slot` of a record; empty where the record is too short.
    #[must_use]
    #[inline(always)]
    pub fn raw<'t>(&self, text: &'t [u8], record: usize, slot: usize) -> &'t [u8] {
        self.spans[record * self.width + slot].of(text)
    }

    /// Number of fields of a record.
    #[must_use]
    pub fn fields(&self, record: usize) -> u32 {
        self.counts[record]
    }

    /// One-based line on which a record begins.
    #[must_use]
    pub fn line(&self, record: usize) -> u64 {
        self.lines[record]
    }

    fn clear(&mut self) {
        self.first_record += self.counts.len() as u64;
        self.spans.clear();
        self.counts.clear();
        self.lines.clear();
    }
}

/// What the bytes before a block left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    inside: bool,
    field_start: bool,
    closed: bool,
    record_start: bool,
}

impl State {
    /// At the start of a record.
    pub const START: Self = Self { inside: false, field_start: true, closed: false, record_start: true };

    /// Whether a quote is open.
    #[must_use]
    pub fn in_quotes(self) -> bool {
        self.inside
    }
}

/// Field and record ends of a block.
#[derive(Clone, Copy)]
struct Ends {
    /// Delimiters and line ends outside quotes.
    all: u64,
    /// Line ends among them.
    records: u64,
    /// Line ends, inside quotes or not.
    lines: u64,
}

const BATCH_RECORDS: usize = 2048;
const NONE: u32 = u32::MAX;

/// Walks texts of one dialect.
#[derive(Debug)]
pub struct Scanner {
    classifier: Classifier,
    wanted: Vec<u32>,
    batch: Batch,
    /// Line ends before the current block.
    lines: u64,
    cursor: Cursor,
}

#[derive(Clone, Copy, Debug)]
struct Cursor {
    record_start: usize,
    record_line: u64,
    field: u32,
    field_start: usize,
    /// Index into `wanted`, and the column it names.
    slot: usize,
    next: u32,
}

impl Scanner {
    /// A scanner that marks the given columns, ascending.
    #[must_use]
    pub fn new(dialect: Dialect, wanted: Vec<u32>) -> Self {
        let batch = Batch { width: wanted.len(), first_record: 1, ..Batch::default() };
        let next = wanted.first().copied().unwrap_or(NONE);
        let cursor = Cursor { record_start: 0, record_line: 1, field: 0, field_start: 0, slot: 0, next };
        Self { classifier: Classifier::new(dialect), wanted, batch, lines: 0, cursor }
    }

    /// The dialect in use.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.classifier.dialect()
    }

    /// Reads quotes as data from here on.
    pub fn ignore_quotes(&mut self) {
        self.classifier = Classifier::new(Dialect { quote: None, ..self.dialect() });
    }

    /// Reads quotes again as `quote`.
    pub fn restore_quotes(&mut self, quote: Option<u8>) {
        self.classifier = Classifier::new(Dialect { quote, ..self.dialect() });
    }

    /// Records handed to the sink so far.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.batch.first_record - 1 + self.batch.len() as u64
    }

    /// One-based line on which the next record begins.
    #[must_use]
    pub fn next_line(&self) -> u64 {
        self.cursor.record_line
    }

    /// Counts a record that is left out.
    pub fn skip_record(&mut self) {
        self.batch.first_record += 1;
    }

    /// Counts the line ends of text that is left out.
    pub fn skip_lines(&mut self, text: &[u8]) {
        let newline = self.dialect().newline;
        self.cursor.record_line += text.iter().filter(|&&byte| byte == newline).count() as u64;
    }

    /// Hands every whole record of `text`, which begins with a record, to the sink.
    ///
    /// Returns the position after the last whole record and the state at the end of the text.
    pub fn walk(&mut self, text: &[u8], sink: &mut dyn FnMut(&[u8], &Batch)) -> (usize, State) {
        let mut state = State::START;
        self.begin_record(0);
        self.lines = self.cursor.record_line - 1;
        let (blocks, tail) = text.as_chunks::<BLOCK>();
        for (index, block) in blocks.iter().enumerate() {
            self.block(text, index * BLOCK, block, BLOCK, &mut state, sink);
        }
        if !tail.is_empty() {
            let base = blocks.len() * BLOCK;
            self.block(text, base, &padded(tail), tail.len(), &mut state, sink);
        }
        self.batch.spans.truncate(self.batch.len() * self.wanted.len());
        self.flush(text, sink);
        (self.cursor.record_start, state)
    }

    /// Position after the record that `state` is in the middle of; `None` when the text ends first.
    pub fn record_end(&self, text: &[u8], state: &mut State) -> Option<usize> {
        let (blocks, tail) = text.as_chunks::<BLOCK>();
        for (index, block) in blocks.iter().enumerate() {
            let ends = self.ends(block, BLOCK, state);
            if ends.records != 0 {
                return Some(index * BLOCK + ends.records.trailing_zeros() as usize + 1);
            }
        }
        let ends = (!tail.is_empty()).then(|| self.ends(&padded(tail), tail.len(), state))?;
        (ends.records != 0).then(|| blocks.len() * BLOCK + ends.records.trailing_zeros() as usize + 1)
    }

    fn block(
        &mut self,
        text: &[u8],
        base: usize,
        block: &[u8; BLOCK],
        len: usize,
        state: &mut State,
        sink: &mut dyn FnMut(&[u8], &Batch),
    ) {
        let ends = self.ends(block, len, state);
        let mut bits = ends.all;
        while bits != 0 {
            let newline = ends.records & bits;
            let end = newline & newline.wrapping_neg();
            let below = end.wrapping_sub(1);
            self.fields(bits & below, base);
            if end == 0 {
                break;
            }
            let at = base + end.trailing_zeros() as usize;
            self.end_record(text, at);
            self.cursor.record_line = self.lines + u64::from((ends.lines & (end | below)).count_ones()) + 1;
            self.begin_record(at + 1);
            if self.batch.len() == BATCH_RECORDS {
                self.flush(text, sink);
            }
            bits &= !(end | below);
        }
        self.lines += u64::from(ends.lines.count_ones());
    }

    /// Marks the wanted fields that the delimiters `bits` end.
    #[inline(always)]
    fn fields(&mut self, mut bits: u64, base: usize) {
        let cursor = &mut self.cursor;
        while bits != 0 {
            let skip = cursor.next - cursor.field;
            if skip > 0 {
                let here = bits.count_ones();
                if here < skip {
                    cursor.field += here;
                    return;
                }
                for _ in 1..skip {
                    bits &= bits - 1;
                }
                cursor.field += skip;
            } else {
                let end = base + bits.trailing_zeros() as usize;
                self.batch.spans.push(span(cursor.field_start, end));
                cursor.slot += 1;
                cursor.next = self.wanted.get(cursor.slot).copied().unwrap_or(NONE);
                cursor.field += 1;
            }
            cursor.field_start = base + bits.trailing_zeros() as usize + 1;
            bits &= bits - 1;
        }
    }

    fn end_record(&mut self, text: &[u8], at: usize) {
        let cursor = self.cursor;
        let trailing_cr = at > cursor.record_start && text[at - 1] == b'\r';
        let end = at - usize::from(trailing_cr);
        if cursor.field == 0 && end == cursor.record_start {
            return;
        }
        if cursor.field == cursor.next {
            self.batch.spans.push(span(cursor.field_start.min(end), end));
        }
        let filled = (self.batch.len() + 1) * self.wanted.len();
        self.batch.spans.resize(filled, Span::default());
        self.batch.counts.push(cursor.field + 1);
        self.batch.lines.push(cursor.record_line);
    }

    fn begin_record(&mut self, at: usize) {
        let next = self.wanted.first().copied().unwrap_or(NONE);
        let record_line = self.cursor.record_line;
        self.cursor = Cursor { record_start: at, record_line, field: 0, field_start: at, slot: 0, next };
    }

    fn flush(&mut self, text: &[u8], sink: &mut dyn FnMut(&[u8], &Batch)) {
        if !self.batch.is_empty() {
            sink(text, &self.batch);
            self.batch.clear();
        }
    }

    #[inline(always)]
    fn ends(&self, block: &[u8; BLOCK], len: usize, state: &mut State) -> Ends {
        let mut masks = self.classifier.masks(block);
        if len < BLOCK {
            let valid = (1 << len) - 1;
            masks.delimiter &= valid;
            masks.quote &= valid;
            masks.newline &= valid;
        }
        if self.dialect().delimiter == b' ' {
            masks.delimiter = run_ends(masks, *state);
        }
        let structural = if masks.quote == 0 && !state.inside {
            let structural = masks.delimiter | masks.newline;
            state.closed = false;
            state.field_start = structural >> (len - 1) & 1 == 1;
            structural
        } else {
            by_parity(masks, len, state).unwrap_or_else(|| by_bytes(masks, len, state))
        };
        state.record_start = structural & masks.newline & (1 << (len - 1)) != 0;
        if self.dialect().delimiter == b' ' {
            state.field_start = block[len - 1] == b' ' || state.record_start;
        }
        Ends { all: structural, records: structural & masks.newline, lines: masks.newline }
    }
}

#[allow(clippy::cast_possible_truncation)]
fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, end: end as u32 }
}

fn padded(tail: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..tail.len()].copy_from_slice(tail);
    block
}

/// A run of spaces is one delimiter, at its first space; a run that begins a record is none.
fn run_ends(masks: Masks, state: State) -> u64 {
    let before = masks.delimiter << 1 | u64::from(state.field_start);
    masks.delimiter & !before & !(masks.newline << 1 | u64::from(state.record_start))
}

/// Field ends by quote parity; `None` when a quote opens where none may.
#[inline(always)]
fn by_parity(masks: Masks, len: usize, state: &mut State) -> Option<u64> {
    let carried = if state.inside { u64::MAX } else { 0 };
    let inside = prefix_xor(masks.quote) ^ carried;
    let structural = (masks.delimiter | masks.newline) & !inside;
    let closes = masks.quote & !inside;
    let opens = masks.quote & inside;
    let allowed = (structural | closes) << 1 | u64::from(state.field_start | state.closed);
    if opens & !allowed != 0 {
        return None;
    }
    let last = 1 << (len - 1);
    state.inside = inside & last != 0;
    state.closed = closes & last != 0;
    state.field_start = structural & last != 0;
    Some(structural)
}

/// Field ends byte by byte.
#[cold]
fn by_bytes(masks: Masks, len: usize, state: &mut State) -> u64 {
    let mut structural = 0;
    for at in 0..len {
        let bit = 1 << at;
        let quote = masks.quote & bit != 0;
        let end = (masks.delimiter | masks.newline) & bit != 0 && !state.inside;
        let opens = quote && !state.inside && (state.field_start || state.closed);
        let closes = quote && state.inside;
        state.inside = (state.inside && !closes) || opens;
        state.closed = closes;
        state.field_start = end;
        structural |= if end { bit } else { 0 };
    }
    structural
}
