//! What was found in a file.

use crate::error::Notice;
use crate::source::intake::MappingFound;
use crate::tables::blocks::blocks;
use crate::tables::file::File;
use crate::tables::interner::NOBODY;
use crate::tables::orders::State;
use crate::time::format_instant;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// What was found in a file.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileSummary {
    /// For [`super::Engine::remove`].
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its platform.
    pub source: Cow<'static, str>,
    /// WHATWG label.
    pub encoding: String,
    /// Its size.
    pub bytes: u64,
    /// xxh3-128 of the decoded text.
    pub fingerprint: String,
    /// The same content is loaded already: nothing was added.
    pub duplicate: bool,
    /// Records below the header.
    pub records: u64,
    /// Orders that count, before files are merged.
    pub orders: u64,
    /// Customers of these orders.
    pub customers: u64,
    /// First order.
    pub first_order: Option<String>,
    /// Last order.
    pub last_order: Option<String>,
    /// Currencies in order of appearance.
    pub currencies: Vec<String>,
    /// How it was read.
    pub mapping: MappingFound,
    /// What to tell about it.
    pub notices: Vec<Notice>,
}

impl FileSummary {
    pub(super) fn new(file: &File, mapping: MappingFound, notices: Vec<Notice>) -> Self {
        let mut seen = Vec::new();
        let orders: usize = blocks(file.orders.len()).map(|block| count_orders(file, block, &mut seen)).sum();
        Self {
            id: file.id,
            name: file.name.clone(),
            source: file.source.clone(),
            encoding: file.encoding.clone(),
            bytes: file.bytes,
            fingerprint: format!("{:032x}", file.fingerprint),
            duplicate: false,
            records: file.records,
            orders: orders as u64,
            customers: seen.iter().filter(|&&seen| seen).count() as u64,
            first_order: file.span.map(|(first, _)| format_instant(first)),
            last_order: file.span.map(|(_, last)| format_instant(last)),
            currencies: file.orders.currencies().iter().map(|currency| currency.code().to_owned()).collect(),
            mapping,
            notices,
        }
    }
}

/// Counts a block's orders and marks their customers.
#[inline(never)]
fn count_orders(file: &File, block: Range<usize>, seen: &mut Vec<bool>) -> usize {
    let mut orders = 0;
    for index in block.filter(|&index| file.orders.state(index) == State::Counted) {
        orders += 1;
        let customer = file.orders.customer(index);
        if customer != NOBODY {
            let at = customer as usize;
            if at >= seen.len() {
                seen.resize((at + 1).next_power_of_two(), false);
            }
            seen[at] = true;
        }
    }
    orders
}
