//! A report that tells of nobody: the report and the people behind it in, the same report with blanks out.
//!
//! Every count of customers, and every amount, is held against the distinct customers behind it. Thin cells are
//! blanked, and with them the cells they would follow from: [`super::suppress`]. Orders that name no customer count as
//! one person each, so a shop without customers is guarded by its orders.
//!
//! One file a section; each says which sums tie its cells together.

mod blocks;
mod churn;
mod cohorts;
mod meta;
mod quality;
mod repurchase;
mod rfm;
mod rhythm;
mod stages;
mod summary;
mod ties;

pub use blocks::{Block, Blocks};

use super::guard::{Guard, Suppressed};
use super::people::{Customers, Ledger, Purchases};
use super::spans::{Spans, parse_day};
use serde_json::Value;

/// What a report is guarded with.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Everybody with an order.
    pub customers: Customers,
    /// Their orders and refunds.
    pub purchases: Purchases,
    /// Codes of the currencies of the report's amounts.
    pub currencies: Vec<String>,
    /// Whether as-of was asked for, rather than the time of the latest row.
    pub as_of_given: bool,
}

/// A report fit for others.
#[derive(Clone, Debug)]
pub struct Protected {
    /// With `null` for what is not told.
    pub report: Value,
    /// How many cells that is, by table.
    pub suppressed: Vec<Suppressed>,
    /// What may be told of segments and cohorts elsewhere.
    pub margins: Margins,
}

/// Which groups other tables may name.
#[derive(Clone, Debug, Default)]
pub struct Margins {
    /// Segments whose customers and sales are told.
    pub segments: Vec<bool>,
    /// Runs of cohorts that may be told together.
    pub cohorts: Blocks,
    /// Whether the customers with one order may be counted.
    pub one_order: bool,
    /// Limit of silence of the definition by a fixed number of days.
    pub window_days: i32,
}

/// What the sections share.
struct Context<'a> {
    customers: &'a Customers,
    ledger: &'a Ledger,
    spans: Spans,
    /// Days of first orders.
    first: Vec<Option<i32>>,
    as_of: i32,
    /// Left-truncated customers count neither as new nor in cohorts.
    excludes: bool,
}

impl Context<'_> {
    /// Whether a customer counts as new and in cohorts.
    fn is_new(&self, customer: usize) -> bool {
        !self.excludes || self.customers.left_truncated.get(customer) != Some(&1)
    }
}

/// Blanks what must not be told. `k` is at least 2.
#[must_use]
pub fn protect(report: Value, source: &Source, k: u32) -> Protected {
    let mut guard = Guard::new(report, k.max(2), source.currencies.clone());
    let ledger = Ledger::new(&source.purchases, source.customers.len(), source.currencies.len());
    let periods: Vec<String> = (0..guard.len("/summary/periods"))
        .map(|at| guard.text(&format!("/summary/periods/{at}/period")).to_owned())
        .collect();
    let context = Context {
        customers: &source.customers,
        ledger: &ledger,
        spans: Spans::new(periods.iter().map(String::as_str)),
        first: ledger.first_days(),
        as_of: parse_day(guard.text("/meta/asOfDate")).unwrap_or_default(),
        excludes: guard.text("/meta/options/truncation") == "exclude",
    };
    let few = source.customers.len() < guard.k as usize;
    let mut margins = Margins {
        window_days: i32::try_from(guard.count("/meta/options/churn/windowDays")).unwrap_or(0),
        ..Margins::default()
    };
    if few {
        for section in ["rfm", "churn", "repurchase", "cohorts", "lifecycle"] {
            guard.tell(section, &format!("/{section}"), false);
        }
    } else {
        margins.segments = rfm::protect(&mut guard, &context);
        stages::protect(&mut guard, &context);
        churn::protect(&mut guard, &context);
        repurchase::protect(&mut guard, &context);
    }
    rhythm::protect(&mut guard, &context);
    quality::protect(&mut guard, &context);
    margins.cohorts = cohorts::protect(&mut guard, &context);
    margins.one_order = summary::protect(&mut guard, &context, few);
    meta::protect(&mut guard, &context, source.as_of_given);
    let (report, suppressed) = guard.finish();
    Protected { report, suppressed, margins }
}
