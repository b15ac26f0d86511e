//! Any archive as a workbook: nothing panics, what is given is UTF-8 within bounds, and a sheet read twice is the same.
//!
//! XLS stays out: on a damaged one the library panics, which `Book` turns into an error and a fuzzer does not.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::sheets::Book;

/// Enough for every corpus; a hostile sheet may be longer.
const MOST_CHUNKS: usize = 4;

fn csv(book: &mut Book, at: usize) -> Option<Vec<u8>> {
    book.read(at).ok()?;
    let mut text = Vec::new();
    for _ in 0..MOST_CHUNKS {
        let Some(chunk) = book.next_chunk().ok()? else { break };
        text.extend(chunk);
    }
    Some(text)
}

fuzz_target!(|data: &[u8]| {
    if !data.starts_with(b"PK\x03\x04") {
        return;
    }
    let Ok(mut book) = Book::open(data.to_vec()) else { return };
    for at in 0..book.sheets().len().min(3) {
        let text = csv(&mut book, at);
        assert_eq!(text, csv(&mut book, at));
        assert!(text.is_none_or(|text| str::from_utf8(&text).is_ok()));
    }
});
