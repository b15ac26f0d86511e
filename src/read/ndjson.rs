//! Chunks of bytes of any size → JSON records: one a line, or the elements of one array.
//!
//! The first 64 KB settle the layout: lines; an array; an object that holds the records in an array named
//! `events`, `results` or `data`; or objects over several lines. In lines a line end always ends the record, so
//! one broken line costs itself alone.

/// Bytes by which the layout is settled.
const HEAD: usize = 64 << 10;
/// A record longer than this is left out, with a verdict: 4 MB.
const LONGEST_RECORD: usize = 4 << 20;
/// Arrays that hold the records of an object around them.
const HOLDERS: [&[u8]; 3] = [b"events", b"results", b"data"];

/// A record as it stands, with its one-based number and line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Its bytes; empty where it was too long.
    pub bytes: &'a [u8],
    /// Number.
    pub number: u64,
    /// Line it begins on.
    pub line: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// One record a line.
    Lines,
    /// Values at this depth of brackets, over any number of lines.
    Depth(usize),
}

/// Streams records out of chunks; any cutting gives the same records.
#[derive(Debug, Default)]
pub struct Records {
    head: Vec<u8>,
    layout: Option<Layout>,
    /// The record that the last chunk broke off in.
    carry: Vec<u8>,
    walk: Walk,
    number: u64,
    line: u64,
    record_line: u64,
    too_long: bool,
}

/// Where in the brackets the last byte was.
#[derive(Clone, Copy, Debug, Default)]
struct Walk {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Walk {
    fn step(&mut self, byte: u8) {
        if self.in_text {
            self.in_text = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            return;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

impl Records {
    /// Records met so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.number
    }

    /// Reads a chunk; whole records go to the sink.
    pub fn push(&mut self, chunk: &[u8], sink: &mut dyn FnMut(Record)) {
        let Some(layout) = self.layout else {
            self.head.extend_from_slice(chunk);
            if self.head.len() >= HEAD {
                self.settle(sink);
            }
            return;
        };
        match layout {
            Layout::Lines => self.lines(chunk, sink),
            Layout::Depth(depth) => self.values(chunk, depth, sink),
        }
    }

    /// Reads what is left.
    pub fn finish(&mut self, sink: &mut dyn FnMut(Record)) {
        if self.layout.is_none() {
            self.settle(sink);
        }
        self.emit(sink);
    }

    fn settle(&mut self, sink: &mut dyn FnMut(Record)) {
        let head = std::mem::take(&mut self.head);
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        self.layout = Some(layout(&text[..text.len().min(HEAD)]));
        self.line = 1;
        self.record_line = 1;
        self.push(text, sink);
    }

    fn lines(&mut self, mut chunk: &[u8], sink: &mut dyn FnMut(Record)) {
        while let Some(end) = chunk.iter().position(|&byte| byte == b'\n') {
            self.keep(&chunk[..end]);
            self.emit(sink);
            self.line += 1;
            self.record_line = self.line;
            chunk = &chunk[end + 1..];
        }
        self.keep(chunk);
    }

    /// Values that open at `depth`; what stands between them is passed over.
    fn values(&mut self, chunk: &[u8], depth: usize, sink: &mut dyn FnMut(Record)) {
        let mut start = if self.open() { Some(0) } else { None };
        for (at, &byte) in chunk.iter().enumerate() {
            let before = self.walk.depth;
            self.walk.step(byte);
            self.line += u64::from(byte == b'\n');
            if before == depth && self.walk.depth == depth + 1 {
                start = Some(at);
                self.record_line = self.line;
            } else if before == depth + 1
                && self.walk.depth == depth
                && let Some(from) = start.take()
            {
                self.keep(&chunk[from..=at]);
                self.emit(sink);
            }
        }
        if let Some(from) = start {
            self.keep(&chunk[from..]);
        }
    }

    /// In the middle of a record.
    fn open(&self) -> bool {
        !self.carry.is_empty() || self.too_long
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.too_long || self.carry.len() + bytes.len() > LONGEST_RECORD {
            self.carry.clear();
            self.too_long = true;
        } else {
            self.carry.extend_from_slice(bytes);
        }
    }

    fn emit(&mut self, sink: &mut dyn FnMut(Record)) {
        let bytes = self.carry.trim_ascii();
        if self.too_long || !bytes.is_empty() {
            self.number += 1;
            sink(Record { bytes, number: self.number, line: self.record_line });
        }
        self.carry.clear();
        self.too_long = false;
    }
}

/// Judges the first part of a file.
fn layout(head: &[u8]) -> Layout {
    let text = head.trim_ascii_start();
    if text.first() == Some(&b'[') {
        return Layout::Depth(1);
    }
    if held(text) {
        return Layout::Depth(2);
    }
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let goes_on =
        line.len() < text.len() && text.first() == Some(&b'{') && !line.trim_ascii_end().ends_with(b"}");
    let mut walk = Walk::default();
    line.iter().for_each(|&byte| walk.step(byte));
    if goes_on && walk.depth > 0 && !walk.in_text { Layout::Depth(0) } else { Layout::Lines }
}

/// An object that holds the records in an array of a known name.
fn held(text: &[u8]) -> bool {
    let mut walk = Walk::default();
    let mut from = 0;
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'"' && !walk.in_text {
            from = at + 1;
        }
        let closes = walk.in_text && byte == b'"' && !walk.escaped;
        walk.step(byte);
        if closes && walk.depth == 1 && HOLDERS.contains(&&text[from..at]) {
            let rest = text[at + 1..].trim_ascii_start();
            let value = rest.strip_prefix(b":").map(<[u8]>::trim_ascii_start);
            return value.is_some_and(|value| value.starts_with(b"["));
        }
        if at > 0 && walk.depth == 0 {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &[u8], cuts: &[usize]) -> Vec<(String, u64, u64)> {
        let mut records = Records::default();
        let mut seen = Vec::new();
        let mut sink = |record: Record| {
            seen.push((String::from_utf8_lossy(record.bytes).into_owned(), record.number, record.line));
        };
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (text.len() + 1)).collect();
        cuts.sort_unstable();
        let mut from = 0;
        for cut in cuts {
            records.push(&text[from..cut], &mut sink);
            from = cut;
        }
        records.push(&text[from..], &mut sink);
        records.finish(&mut sink);
        seen
    }

    fn texts(text: &str) -> Vec<String> {
        read(text.as_bytes(), &[]).into_iter().map(|record| record.0).collect()
    }

    #[test]
    fn lines_end_records_whatever_they_hold() {
        let seen = read(b"\xEF\xBB\xBF{\"a\":1}\r\n\n{\"a\":\"{\n{\"b\":2}", &[]);
        let expected = [("{\"a\":1}", 1, 1), ("{\"a\":\"{", 2, 3), ("{\"b\":2}", 3, 4)];
        assert_eq!(seen, expected.map(|(text, number, line)| (text.to_owned(), number, line)));
    }

    #[test]
    fn elements_of_arrays_pretty_or_not() {
        assert_eq!(texts("[{\"a\":1},{\"b\":[2]}]"), ["{\"a\":1}", "{\"b\":[2]}"]);
        assert_eq!(texts("[\n {\n  \"a\": 1\n }\n]\n"), ["{\n  \"a\": 1\n }"]);
        assert_eq!(texts("{\"next\":null,\"results\":[{\"a\":1},{\"b\":{}}]}"), ["{\"a\":1}", "{\"b\":{}}"]);
        assert_eq!(texts("{\n\"a\":1\n}\n{\n\"b\":2}"), ["{\n\"a\":1\n}", "{\n\"b\":2}"]);
        assert_eq!(texts("{\"data\":{\"x\":[1]}}\n{\"data\":3}"), ["{\"data\":{\"x\":[1]}}", "{\"data\":3}"]);
    }

    #[test]
    fn a_record_too_long_is_empty_and_the_next_is_read() {
        let text = format!("{{\"a\":\"{}\"}}\n{{\"b\":2}}\n", "x".repeat(LONGEST_RECORD));
        assert_eq!(read(text.as_bytes(), &[70_000]), [(String::new(), 1, 1), ("{\"b\":2}".to_owned(), 2, 2)]);
    }

    proptest! {
        #[test]
        fn any_chunking_gives_the_same(text in prop::collection::vec(prop::sample::select(&b"{}[]\",:\\ax\n "[..]), 0..80), cuts in prop::collection::vec(any::<usize>(), 0..9), padded in any::<bool>()) {
            let mut text = text;
            if padded {
                text.extend(b"\n{\"pad\":1}".repeat(8000));
            }
            prop_assert_eq!(read(&text, &cuts), read(&text, &[]));
        }
    }
}
