//! The people behind the engine's latest report, as sharing takes them; in the browser the host copies these columns from
//! one module to the other.

use linger::engine::{CustomerQuery, Engine};
use linger::money::major;
use linger::share::people::{Customers, Purchases};
use linger::share::protect::Source;
use std::collections::BTreeMap;

/// Everybody of the latest report.
pub fn source(engine: &mut Engine, as_of_given: bool) -> Result<Source, linger::error::Error> {
    let query = CustomerQuery { limit: usize::MAX, ..CustomerQuery::default() };
    let page = engine.customers(&query)?;
    let places: BTreeMap<&str, u32> = page.key.iter().map(String::as_str).zip(0..).collect();
    let told = engine.purchases()?;
    let mut purchases = Purchases::default();
    for (refund, entries) in [0, 1].into_iter().zip(told.entries()) {
        for (customer, key) in told.keys.iter().enumerate() {
            for position in entries.range(customer) {
                purchases.customer.push(places.get(key.as_str()).copied().unwrap_or_default());
                purchases.day.push(entries.day(position));
                purchases.net.push(major(entries.net(position)));
                purchases.currency.push(u8::try_from(entries.currency(position)).unwrap_or(u8::MAX));
                purchases.refund.push(refund);
            }
        }
    }
    let customers = Customers {
        segment: page.segment,
        stage: page.stage,
        r: page.r,
        f: page.f,
        m: page.m,
        recency_days: page.recency_days,
        orders: page.orders,
        frequency: page.frequency,
        flagged: page.flagged,
        limit_days: page.limit_days,
        grade: page.grade,
        monetary: page.monetary,
        value_at_stake: page.value_at_stake,
        left_truncated: page.left_truncated,
    };
    Ok(Source { customers, purchases, currencies: page.currencies, as_of_given })
}
