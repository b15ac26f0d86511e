//! Events in JSON, cleaned: an event goes when any text in it is an erased key, or the hash that stands for one. Kept ones
//! are written one a line.

use super::who::{Verdict, Who};
use crate::read::json::Value;
use crate::read::ndjson::{Record, Records};

/// Blanks and the mark that may stand before JSON.
const BEFORE: [u8; 7] = [0xEF, 0xBB, 0xBF, b' ', b'\t', b'\r', b'\n'];

/// Cleans records of events.
#[derive(Debug)]
pub struct Events {
    records: Records,
    keep: bool,
}

/// Whether a text begins like objects, or like a list of them.
#[must_use]
pub fn is_json(text: &[u8]) -> bool {
    let mut bytes = text.iter().copied().filter(|byte| !BEFORE.contains(byte));
    matches!((bytes.next(), bytes.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{')))
}

impl Events {
    /// With `keep` what is no JSON is left out: nobody can say whom it names.
    pub fn new(keep: bool) -> Self {
        Self { records: Records::default(), keep }
    }

    pub fn push(&mut self, text: &[u8], who: &mut Who, out: &mut Vec<u8>) {
        let keep = self.keep;
        self.records.push(text, &mut |record| write(record, keep, who, out));
    }

    pub fn finish(&mut self, who: &mut Who, out: &mut Vec<u8>) {
        let keep = self.keep;
        self.records.finish(&mut |record| write(record, keep, who, out));
    }
}

fn write(record: Record, keep: bool, who: &mut Who, out: &mut Vec<u8>) {
    let value = Value::parse(record.bytes);
    if value.is_none() && keep {
        return;
    }
    if value.is_some_and(|value| names_erased(value, who)) {
        who.dropped += 1;
        return;
    }
    // Between a record's texts a line end is a blank; one line must stay one record.
    out.extend(record.bytes.iter().map(|&byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
    out.push(b'\n');
}

/// Looks at every text of a value, whatever holds it.
fn names_erased(value: Value, who: &Who) -> bool {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(_) => waiting.extend(value.members().map(|(_, member)| member)),
            Value::Array(_) => waiting.extend(value.elements()),
            Value::Number(digits) if who.of_key(digits) == Verdict::Goes => return true,
            _ => {
                let text = value.text();
                if text.is_some_and(|text| who.of_text(text.as_bytes()) == Verdict::Goes) {
                    return true;
                }
            }
        }
    }
    false
}
