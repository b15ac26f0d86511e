//! Abandoned checkouts of all files, each once: how many, how many came back as orders, and what they were worth.

use crate::metrics::trust::regions::CurrencyAmount;
use crate::money::{Currency, major};
use crate::tables::shop::{Loaded, NO_WORD};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Abandoned checkouts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckoutAudit {
    /// How many.
    pub checkouts: u64,
    /// Of these, those of which an order came.
    pub recovered: u64,
    /// What all of them were worth, by currency.
    pub value: Vec<CurrencyAmount>,
}

/// Checkouts of all files; one that stands in two files of an export counts once.
#[must_use]
pub fn checkouts(files: &[Loaded]) -> CheckoutAudit {
    let mut known = BTreeSet::new();
    let mut value: BTreeMap<Currency, i64> = BTreeMap::new();
    let (mut count, mut recovered) = (0, 0);
    for file in files {
        for row in &file.tables.checkouts {
            if row.id != NO_WORD && !known.insert((file.source, row.id)) {
                continue;
            }
            count += 1;
            recovered += u64::from(row.recovered);
            if let Some(total) = row.total {
                *value.entry(file.tables.currency_of(row.currency)).or_default() += total;
            }
        }
    }
    let line = |(currency, amount): (Currency, i64)| CurrencyAmount {
        currency: currency.code().to_owned(),
        amount: major(amount),
    };
    CheckoutAudit { checkouts: count, recovered, value: value.into_iter().map(line).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::SCALE;
    use crate::tables::shop::fixture::Shop;
    use crate::tables::shop::{Checkout, Kind};

    #[test]
    fn a_checkout_in_two_files_counts_once() {
        let mut shop = Shop::new();
        for rows in [&[(1, true, 30), (2, false, 20)][..], &[(2, false, 20), (3, false, 5)]] {
            shop.file("c", "C", Kind::Checkouts);
            let currency = shop.tables().currency(Currency::parse(b"USD").unwrap());
            for &(id, recovered, total) in rows {
                let total = Some(total * SCALE);
                let row =
                    Checkout { id, token: NO_WORD, time: None, person: NO_WORD, total, currency, recovered };
                shop.tables().checkouts.push(row);
            }
        }
        let found = checkouts(&shop.loaded());
        assert_eq!((found.checkouts, found.recovered, found.value[0].amount), (3, 1, 55.0));
    }
}
