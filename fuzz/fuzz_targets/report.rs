//! Any bytes as a file, pushed in any chunks: the same report or the same error, and nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::engine::{CustomerQuery, Engine};
use linger::error::Error;
use linger::metrics::period::Grain;
use linger::metrics::{cohorts, rfm};
use linger::report::Options;
use linger::source::mapping::Mapping;
use linger_fuzz::{chunks, decoder, settings};

const HEADERS: [&str; 4] = [
    "",
    "order,customer,date,total,status,currency,quantity,discount,refund\n",
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Cancelled at,Refunded Amount,Phone,Billing Name,Billing Phone,Source,Tags,Payment Method\n",
    "订单编号,买家会员名,下单时间,实付金额,订单状态\n",
];

/// The file: a header, rows enough to leave the head behind, and the fuzzer's text.
fn file(header: u8, text: &[u8]) -> Vec<u8> {
    let mut file = HEADERS[usize::from(header % 4)].as_bytes().to_vec();
    if header & 0xF0 == 0xF0 && header % 4 == 1 {
        (0..7_000).for_each(|id| {
            file.extend(format!("f{id},ann{},2024-01-05 10:00:00,20.00,,,1,,\n", id % 9).bytes())
        });
    }
    file.extend_from_slice(text);
    file
}

fn options(choice: u8) -> Options {
    let mut options = Options::default();
    options.rfm.method = [rfm::Method::Share, rfm::Method::Quantile, rfm::Method::Ntile, rfm::Method::Fixed]
        [usize::from(choice & 3)];
    options.rfm.map = [rfm::Map::Eleven, rfm::Map::Ten, rfm::Map::Eight][usize::from(choice >> 2 & 3) % 3];
    options.cohorts.grain = if choice & 16 == 0 { Grain::Month } else { Grain::Week };
    options.cohorts.mode = if choice & 32 == 0 { cohorts::Mode::Classic } else { cohorts::Mode::Rolling };
    options
}

fn report(file: &[u8], choice: u8, seed: u8) -> Result<String, Error> {
    let mut engine = Engine::new(decoder, 0);
    let handle = engine.open_file("data.csv", Mapping::default(), None)?;
    chunks(file, seed).into_iter().try_for_each(|chunk| engine.push(handle, chunk))?;
    engine.finish(handle)?;
    let report = engine.report(&options(choice))?;
    let json = serde_json_canonicalizer::to_string(report).expect("a report is JSON");
    let page = engine.customers(&CustomerQuery::default())?;
    if let Some(key) = page.key.first() {
        engine.customer(key)?;
    }
    for table in [
        "customers",
        "segments",
        "cohorts",
        "periods",
        "churnMonths",
        "repurchase",
        "rhythm",
        "ledger",
        "winBack",
    ] {
        engine.download(table, &CustomerQuery::default())?;
    }
    Ok(json)
}

fuzz_target!(|data: &[u8]| {
    let Some(([header, choice, seed], text)) = settings(data) else { return };
    let file = file(header, text);
    assert_eq!(report(&file, choice, seed), report(&file, choice, 0));
});
