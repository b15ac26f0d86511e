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

const TABLES: [&str; 9] = [
    "customers",
    "segments",
    "cohorts",
    "periods",
    "churnMonths",
    "repurchase",
    "rhythm",
    "ledger",
    "winBack",
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

fn read(file: &[u8], seed: u8) -> Result<Engine, Error> {
    let mut engine = Engine::new(decoder, 0);
    let handle = engine.open_file("data.csv", Mapping::default(), None)?;
    chunks(file, seed).into_iter().try_for_each(|chunk| engine.push(handle, chunk))?;
    engine.finish(handle)?;
    Ok(engine)
}

/// The report as JSON, whose fields stand in a fixed order.
fn report(engine: &mut Engine, options: &Options) -> Result<String, Error> {
    Ok(serde_json::to_string(engine.report(options)?).expect("a report is JSON"))
}

/// Every other question that the page asks.
fn look_around(engine: &mut Engine) -> Result<(), Error> {
    let page = engine.customers(&CustomerQuery::default())?;
    if let Some(key) = page.key.first() {
        engine.customer(key)?;
    }
    TABLES.iter().try_for_each(|table| engine.download(table, &CustomerQuery::default()).map(|_| ()))
}

fuzz_target!(|data: &[u8]| {
    let Some(([header, choice, seed], text)) = settings(data) else { return };
    let (file, options) = (file(header, text), options(choice));
    let mut whole = read(&file, 0);
    let found = whole.as_mut().map_err(|error| error.clone()).and_then(|engine| report(engine, &options));
    assert_eq!(found, read(&file, seed.max(1)).and_then(|mut engine| report(&mut engine, &options)));
    if let (Ok(engine), Ok(_)) = (&mut whole, &found) {
        look_around(engine).expect("a report has its people and tables");
    }
});
