//! Any bytes as an export, and real exports with cells and headers changed, pushed in any chunks: the same tables, rows and
//! report or the same error, and nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::engine::Engine;
use linger::error::Error;
use linger::report::Options;
use linger::source::told;
use linger::sources::{FileOptions, Knows, Sources, View};
use linger_fuzz::{chunks, decoder, settings};

macro_rules! exports {
    ($($path:literal),* $(,)?) => {
        [$(include_bytes!(concat!("../../tests/data/shops/exports/", $path)).as_slice()),*]
    };
}

/// Exports of the synthetic shop that are changed.
const EXPORTS: [&[u8]; 30] = exports![
    "amazonAllOrders-32/orders.txt",
    "amazonFbaReturns/returns.txt",
    "amazonFbaShipments-jp/shipments.txt",
    "amazonNewOrders/orders.txt",
    "bigcommerceOrders/orders.csv",
    "ebayOrders-51/eBay-OrdersReport.csv",
    "etsyItems-29/EtsySoldOrderItems2025.csv",
    "etsyOrders-eu/EtsySoldOrders2025.csv",
    "ga4Exploration/free-form.csv",
    "ga4Pages/Pages_and_screens.csv",
    "googleAds-tabs/Campaign report.csv",
    "lazadaOrders/orders.csv",
    "magentoOrders/export.csv",
    "metaAds-fr/Campagnes.csv",
    "paypalActivity-de/Download.csv",
    "paypalActivity-us/Download.csv",
    "rates-ecb/eurofxref-hist.csv",
    "rates-simple/rates.csv",
    "returns/returns.csv",
    "reviews-judgeme/reviews.csv",
    "shopeeOrders-tw/Order.all.csv",
    "shopifyCheckouts/checkouts_export.csv",
    "shopifyCustomers-2023/customers_export.csv",
    "shopifyOrders-2024/orders_export.csv",
    "shopifyProducts/products_export.csv",
    "stripePayments/unified_payments.csv",
    "taobaoOrders-titled/ExportOrderList.csv",
    "tickets-gorgias/tickets.csv",
    "tiktokOrders-sea/All order.csv",
    "wooAdvancedExport-blanks/orders.csv",
];

/// Lines of an export that are kept.
const LINES: usize = 24;

/// The beginning of an export with some cells changed: each line of `edits` is a row, a column and the cell's new bytes.
fn changed(export: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut rows: Vec<Vec<Vec<u8>>> = export
        .split(|&byte| byte == b'\n')
        .take(LINES)
        .map(|line| line.split(|byte| matches!(byte, b',' | b'\t' | b';')).map(<[u8]>::to_vec).collect())
        .collect();
    let mark = if export.contains(&b'\t') && !export.contains(&b',') { b'\t' } else { b',' };
    for edit in edits.split(|&byte| byte == b'\n') {
        if let [row, column, cell @ ..] = edit {
            let row = usize::from(*row) % rows.len();
            let column = usize::from(*column) % rows[row].len();
            rows[row][column] = cell.to_vec();
        }
    }
    let lines: Vec<Vec<u8>> = rows.into_iter().map(|row| row.join(&mark)).collect();
    lines.join(&b'\n')
}

/// What the engine of sources says of a file, and its rows.
fn read(file: &[u8], seed: u8) -> Result<(String, Vec<u8>, Knows), Error> {
    let mut sources = Sources::new(decoder, u64::from(seed));
    let handle = sources.open_file("export", FileOptions::default())?;
    chunks(file, seed).into_iter().try_for_each(|chunk| sources.push(handle, chunk))?;
    let table = sources.finish(handle)?;
    let (mut rows, mut next) = (Vec::new(), Some(0));
    while let Some(from) = next {
        next = sources.rows(table.id, &View::default(), from, &mut rows)?;
    }
    let how = sources.rows_know(table.id)?;
    Ok((serde_json::to_string(&table).expect("a summary is JSON"), rows, how))
}

/// The report on rows.
fn report(told: &[u8], Knows { net_of_tax, discounts, units, rows }: Knows) -> Result<(), Error> {
    let mut engine = Engine::new(decoder, 0);
    let origin = "fuzzed".to_owned();
    let handle = engine.open_told("export", told::Knows { origin, net_of_tax, discounts, units, rows });
    engine.push(handle, told)?;
    engine.finish(handle)?;
    engine.report(&Options::default()).map(|_| ())
}

fuzz_target!(|data: &[u8]| {
    let Some(([choice, seed], text)) = settings(data) else { return };
    let file = match usize::from(choice).checked_sub(1) {
        None => text.to_vec(),
        Some(at) => changed(EXPORTS[at % EXPORTS.len()], text),
    };
    let found = read(&file, 0);
    assert_eq!(found, read(&file, seed.max(1)));
    // A report takes longer than all the rest: one in four is made. Rows may hold no order that counts.
    if let Ok((_, rows, how)) = found
        && seed % 4 == 1
    {
        let _ = report(&rows, how);
    }
});
