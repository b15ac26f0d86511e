//! Any table of counts, any report and any file: nothing panics, no thin cell is told or pinned, filters do not depend on
//! chunks and leave nobody who was erased.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::share::filter::{Drop, Filter, Options};
use linger::share::people::{Customers, Purchases};
use linger::share::protect::Source;
use linger::share::suppress::one_way;
use linger::share::{share, visits};
use linger_fuzz::{chunks, decoder, settings};

/// SHA-256 of ":ann@example.com".
const ANN: &str = "23a460fd860d99c56a9d66a99ce752ee0f8c5f4d47d965eb5f20de4f9441b172";

fn cleaned(text: &[u8], seed: u8, keep: bool) -> Option<(Vec<u8>, u64)> {
    let drop = Drop { salt: String::new(), hashes: vec![ANN.to_owned()] };
    let mut filter = Filter::new(Options { drop, keep, ..Options::default() }, decoder).ok()?;
    let mut out = Vec::new();
    for chunk in chunks(text, seed) {
        out.extend(filter.push(chunk).ok()?);
    }
    out.extend(filter.finish().ok()?);
    Some((out, filter.dropped()))
}

fn check_parts(people: &[u8], k: u32) {
    let people: Vec<u32> = people.iter().map(|&count| u32::from(count)).collect();
    let hidden = one_way(&people, &vec![false; people.len()], k);
    let secret: u32 = people.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(count, _)| count).sum();
    let all: u32 = people.iter().sum();
    assert!(people.iter().zip(&hidden).all(|(&count, &hidden)| hidden || count == 0 || count >= k));
    assert!(secret == 0 || secret >= k || all < k);
}

fuzz_target!(|data: &[u8]| {
    let Some(([first, second, seed], rest)) = settings::<3>(data) else { return };
    let k = 2 + u32::from(first % 20);
    check_parts(&rest[..rest.len().min(40)], k);
    assert_eq!(cleaned(rest, seed, second & 1 == 1), cleaned(rest, 0, second & 1 == 1));
    if let Ok(report) = serde_json::from_slice::<serde_json::Value>(rest) {
        let _ = visits::protect(report.clone(), k);
        let _ = share(report, &source(rest), k);
    }
});

/// Customers and rows out of bytes.
fn source(bytes: &[u8]) -> Source {
    let some: Vec<u8> = bytes.iter().copied().take(30).collect();
    let all = some.len();
    let scores: Vec<u8> = some.iter().map(|byte| byte % 6).collect();
    let customers = Customers {
        segment: some.iter().map(|byte| byte % 12).collect(),
        stage: some.iter().map(|byte| byte % 5).collect(),
        r: scores.clone(),
        f: scores.clone(),
        m: scores,
        recency_days: some.iter().map(|&byte| i32::from(byte)).collect(),
        orders: some.iter().map(|&byte| u32::from(byte % 4) + 1).collect(),
        frequency: vec![1; all],
        flagged: vec![0; 3 * all],
        limit_days: vec![f64::NAN; 3 * all],
        grade: vec![0; 3 * all],
        monetary: vec![1.5; all],
        value_at_stake: vec![0.0; all],
        left_truncated: vec![0; all],
    };
    let purchases = Purchases {
        customer: (0..).take(all).collect(),
        day: some.iter().map(|&byte| 19_000 + i32::from(byte)).collect(),
        net: vec![1.5; all],
        currency: vec![0; all],
        refund: some.iter().map(|byte| byte & 1).collect(),
    };
    Source { customers, purchases, currencies: vec!["EUR".to_owned()], as_of_given: false }
}
