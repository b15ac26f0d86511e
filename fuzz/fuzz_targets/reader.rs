//! Any text under any dialect: cutting it does not matter, and the scanner agrees with its twin.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::read::dialect::Dialect;
use linger::read::records::{Mends, Records};
use linger::read::{field, head};
use linger_fuzz::{chunks, settings};

const WANTED: [u32; 4] = [0, 1, 3, 70];

/// Line, number of fields and the wanted contents of each record.
type Seen = Vec<(u64, u32, Vec<Vec<u8>>)>;

fn read(text: &[u8], dialect: Dialect, seed: u8) -> (Seen, Mends) {
    let mut reader = Records::new(dialect, WANTED.to_vec());
    let mut seen = Seen::new();
    let mut sink = |text: &[u8], batch: &linger::read::scan::Batch| {
        for record in 0..batch.len() {
            let contents = (0..WANTED.len())
                .map(|slot| field::content(batch.raw(text, record, slot), dialect.quote).into_owned());
            seen.push((batch.line(record), batch.fields(record), contents.collect()));
        }
    };
    chunks(text, seed).into_iter().for_each(|chunk| reader.push(chunk, &mut sink));
    reader.finish(&mut sink);
    let mends = reader.mends().clone();
    (seen, mends)
}

fn twin(text: &[u8], dialect: Dialect) -> Seen {
    let contents = |fields: &[Vec<u8>]| {
        WANTED.iter().map(|&column| fields.get(column as usize).cloned().unwrap_or_default()).collect()
    };
    head::records(text, dialect, usize::MAX)
        .into_iter()
        .map(|record| (record.line, record.fields.len() as u32, contents(&record.fields)))
        .collect()
}

fuzz_target!(|data: &[u8]| {
    let Some(([delimiter, seed], text)) = settings(data) else { return };
    let dialect = match delimiter % 8 {
        at @ 0..=4 => Dialect::with_delimiter(text, b",\t;| "[usize::from(at)]),
        5 => Dialect { newline: b'\r', ..Dialect::with_delimiter(text, b',') },
        _ => Dialect::detect(text),
    };
    let found = read(text, dialect, 0);
    assert_eq!(found, read(text, dialect, seed));
    let (whole, mends) = found;
    if mends == Mends::default() && dialect.delimiter != b' ' {
        assert_eq!(whole, twin(text, dialect));
    }
});
