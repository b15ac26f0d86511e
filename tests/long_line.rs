//! One line of 100 MB, in a process of its own so that its memory can be watched.

#![allow(clippy::expect_used)]

use linger::engine::Engine;
use linger::report::Options;
use linger::source::mapping::Mapping;

const MB: usize = 1 << 20;

#[test]
fn one_line_of_100_mb() {
    let mut engine = Engine::new(|_| None, 0);
    let handle = engine.open_file("shop.csv", Mapping::default(), None).expect("a handle");
    engine
        .push(handle, b"order,customer,date,total,note\n1,ann,2024-01-05,20.00,short\n2,bob,2024-01-06,9.00,")
        .expect("the head");
    let chunk = vec![b'x'; MB];
    (0..100).for_each(|_| engine.push(handle, &chunk).expect("a chunk"));
    engine.push(handle, b"\n3,bob,2024-01-07,5.00,short\n").expect("the end");
    engine.finish(handle).expect("the file can be read");
    let report = serde_json::to_value(engine.report(&Options::default()).expect("a report")).expect("JSON");
    assert_eq!((&report["summary"]["orders"], &report["summary"]["netSales"]), (&2.into(), &25.0.into()));
    let line = &report["quality"]["ledger"][0];
    let said = format!(
        "{} × {}, first on line {}: {}",
        line["code"].as_str().expect("a code"),
        line["count"],
        line["line"],
        line["message"].as_str().expect("a sentence")
    );
    assert!(
        include_str!("hostile.md")
            .contains(&format!("| One line of 100 MB | `long_line::one_line_of_100_mb` | {said} |")),
        "{said}"
    );
    #[cfg(target_os = "linux")]
    assert!(peak_memory() < 80 * MB, "{} MB", peak_memory() / MB);
}

#[cfg(target_os = "linux")]
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("the kernel's account of this process");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("the peak");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok()).expect("a number of kB") << 10
}
