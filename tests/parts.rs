//! Two parts of a file read apart and put together equal the file read whole.

#![allow(clippy::expect_used)]

use linger::report::{Options, Prepared, report};
use linger::source::intake::{Intake, Outcome};
use linger::source::mapping::Mapping;
use linger::tables::dataset::Dataset;
use linger::tables::interner::Interner;
use linger::tables::orders::Twins;
use linger::time::Zone;
use proptest::prelude::*;
use serde_json::Value;

const HEADER: &str = "order id,customer id,order date,quantity,unit price\n";

fn read(lines: &[String], keys: &mut Interner) -> Outcome {
    let mut intake = Intake::new("orders.csv", Mapping::default(), None, |_| None).expect("a reader");
    intake.push(HEADER.as_bytes(), keys).expect("the header");
    lines.iter().for_each(|line| intake.push(line.as_bytes(), keys).expect("a line"));
    intake.finish(keys).expect("orders")
}

/// The report without what names the file's content as a whole.
fn numbers(data: &Dataset) -> Value {
    let options = Options::default();
    let selection = options.selection(&Zone::utc()).expect("a selection");
    let mut prepared = Prepared::new(data, selection).expect("histories");
    let mut value = serde_json::to_value(report(data, &mut prepared, &options).0).expect("JSON");
    value.as_object_mut().expect("an object").remove("meta");
    value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn parts_equal_the_whole(
        rows in prop::collection::vec((0_u8..12, 0_u8..6, 0_u16..300, -2_i32..4, 1_u32..5_000), 2..60),
        cut in any::<prop::sample::Index>(),
    ) {
        let line = |&(order, customer, day, quantity, cents): &(u8, u8, u16, i32, u32)| {
            let date = linger::time::format_day(linger::time::day_of(2023, 1, 1) + i32::from(day));
            format!("A-{order},c{customer},{date},{quantity},{}.{:02}\n", cents / 100, cents % 100)
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        let cut = cut.index(lines.len() - 1) + 1;

        let mut whole = Dataset::new(1);
        let file = read(&lines, whole.keys_mut()).file;
        prop_assume!(file.span.is_some());
        whole.add(file).expect("one file");

        let mut joined = Dataset::new(2);
        let mut other_keys = Interner::new(3);
        let mut first = read(&lines[..cut], joined.keys_mut()).file;
        let second = read(&lines[cut..], &mut other_keys).file;
        let ids: Vec<u32> = (0..other_keys.len() as u32).map(|id| joined.keys_mut().intern(other_keys.key(id))).collect();
        let before = (cut as u64, cut as u64);
        first.append(&second, &|id| ids[id as usize], Twins::Add, before);
        joined.add(first).expect("one file");

        prop_assert_eq!(numbers(&whole), numbers(&joined));
    }
}
