//! Guards the speed of reader and report: bytes a second for two kinds of export, and time for a report and for
//! a change of option on the narrow one.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use linger::engine::Engine;
use linger::report::Options;
use linger::source::mapping::Mapping;
use linger::time::{day_of, format_day};
use std::hint::black_box;

const ROWS: u32 = 200_000;
const SHOPIFY_ORDERS: u32 = 10_000;
const CHUNK: usize = 1 << 20;

/// Numbers that look random, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

/// `order_id,customer_id,timestamp,amount`, in order of time over three years.
fn narrow() -> String {
    let mut random = Random(1);
    let mut text = "order_id,customer_id,timestamp,amount\n".to_owned();
    for row in 0..ROWS {
        let day = format_day(day_of(2022, 1, 1) + (u64::from(row) * 1095 / u64::from(ROWS)) as i32);
        // One row in four is of the first thousand customers.
        let customer = 1_000_000 + random.below(if row.is_multiple_of(4) { 1_000 } else { 12_000 });
        let (hour, minute, cents) = (random.below(24), random.below(60), 500 + random.below(50_000));
        text.push_str(&format!(
            "{},{customer},{day}T{hour:02}:{minute:02}:00Z,{}.{:02}\n",
            10_000_000 + row,
            cents / 100,
            cents % 100
        ));
    }
    text
}

/// A wide export: two rows an order, order fields on the first, quoted notes that span lines.
fn shopify() -> String {
    let filler = (0..40).map(|at| format!("Billing {at}")).collect::<Vec<_>>().join(",");
    let mut text = format!(
        "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Notes,Cancelled at,Refunded Amount,{filler}\n"
    );
    let mut random = Random(2);
    let blanks = ",some text".repeat(40);
    for order in 0..SHOPIFY_ORDERS {
        let day = format_day(day_of(2022, 1, 1) + (order / 10) as i32);
        let (customer, euros, hour) = (random.below(4_000), 5 + random.below(200), random.below(24));
        let line = "Wool socks, three pairs - Moss";
        text.push_str(&format!(
            "#{order},p{customer}@example.com,paid,EUR,{euros}.00,4.90,0.00,{euros}.00,0.00,{day} {hour:02}:15:00 +0100,1,\"{line}\",\"Ring \"\"twice\"\".\nThanks\",,0.00{blanks}\n\
             #{order},p{customer}@example.com,,,,,,,,{day} {hour:02}:15:00 +0100,2,\"{line}\",,,{blanks}\n"
        ));
    }
    text
}

fn engine() -> Engine {
    Engine::new(|_| None, 0)
}

fn read(mut engine: Engine, text: &str) -> Engine {
    let read = || -> Result<Engine, linger::error::Error> {
        let file = engine.open_file("orders.csv", Mapping::default(), None)?;
        text.as_bytes().chunks(CHUNK).try_for_each(|chunk| engine.push(file, chunk))?;
        engine.finish(file)?;
        Ok(engine)
    };
    read().unwrap_or_else(|error| unreadable(&error))
}

#[allow(clippy::panic)]
fn unreadable(error: &linger::error::Error) -> ! {
    panic!("{error}")
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for (name, text) in [("narrow", narrow()), ("shopify", shopify())] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_batched(engine, |engine| read(engine, &text), BatchSize::PerIteration);
        });
    }
    group.finish();
}

/// Two as-of dates in turn select anew each time; two margins in turn keep the selection.
fn reporting(criterion: &mut Criterion) {
    let mut engine = read(engine(), &narrow());
    let as_of =
        ["2024-12-30", "2024-12-31"].map(|day| Options { as_of: Some(day.to_owned()), ..Options::default() });
    let margins = [30, 45].map(|days| {
        let mut options = Options::default();
        options.churn.margin_days = days;
        options
    });
    for (name, options) in [("report", as_of), ("option change", margins)] {
        let mut turn = 0;
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| {
                turn = 1 - turn;
                match engine.report(&options[turn]) {
                    Ok(report) => black_box(report.summary.orders),
                    Err(error) => unreadable(&error),
                }
            });
        });
    }
}

criterion_group! {
    name = core;
    config = Criterion::default().sample_size(20);
    targets = reading, reporting
}
criterion_main!(core);
