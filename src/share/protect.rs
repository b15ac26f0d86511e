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
mod empty;
mod foretold;
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

const FEW: &str =
    "There are fewer customers than a shared report may tell of, so nothing is said about them.";

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

impl Source {
    /// Whether all columns have the length that their customers, rows, currencies and definitions ask for.
    #[must_use]
    pub fn fits(&self) -> bool {
        let (people, rows) = (&self.customers, &self.purchases);
        let (all, width) = (people.len(), self.currencies.len());
        let bytes = [&people.stage, &people.r, &people.f, &people.m, &people.left_truncated];
        let numbers = [people.monetary.len(), people.value_at_stake.len()];
        let by_definition = [people.flagged.len(), people.limit_days.len(), people.grade.len()];
        let entries = [rows.day.len(), rows.net.len(), rows.currency.len(), rows.refund.len()];
        bytes.iter().all(|column| column.len() == all)
            && [people.recency_days.len(), people.orders.len(), people.frequency.len()] == [all; 3]
            && numbers == [all * width; 2]
            && by_definition == [all * stages::DEFINITIONS; 3]
            && entries == [rows.customer.len(); 4]
            && rows.customer.iter().all(|&customer| (customer as usize) < all)
    }
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
    /// Left-truncated customers are in no cohort.
    pub excludes: bool,
}

impl Margins {
    fn new(guard: &Guard, context: &Context) -> Self {
        let window = guard.count("/meta/options/churn/windowDays");
        Self {
            window_days: i32::try_from(window).unwrap_or(i32::MAX),
            excludes: context.excludes,
            ..Self::default()
        }
    }

    /// Whether a customer is in a cohort.
    #[must_use]
    pub fn counts_in_cohorts(&self, customers: &Customers, customer: usize) -> bool {
        !self.excludes || customers.left_truncated.get(customer) != Some(&1)
    }
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
    let context = context(&guard, source, &ledger);
    let few = source.customers.len() < guard.k as usize;
    let mut margins = Margins::new(&guard, &context);
    if few {
        too_few(&mut guard);
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
    rfm::sales_shares(&mut guard);
    empty::protect(&mut guard);
    meta::protect(&mut guard, &context, source.as_of_given);
    foretold::protect(&mut guard, &context, few);
    let (report, suppressed) = guard.finish();
    Protected { report, suppressed, margins }
}

/// What may be named where everything is told.
#[must_use]
pub fn everything(report: &Value, source: &Source, segments: usize) -> Margins {
    let guard = Guard::new(report.clone(), 0, source.currencies.clone());
    let ledger = Ledger::new(&source.purchases, source.customers.len(), source.currencies.len());
    let context = context(&guard, source, &ledger);
    let cohorts = Blocks::new(&vec![0; context.spans.len()], 0, &context.spans, 0);
    Margins { segments: vec![true; segments], cohorts, one_order: true, ..Margins::new(&guard, &context) }
}

fn context<'a>(guard: &Guard, source: &'a Source, ledger: &'a Ledger) -> Context<'a> {
    let id = |at: usize| guard.text(&format!("/summary/periods/{at}/period")).to_owned();
    let periods: Vec<String> = (0..guard.len("/summary/periods")).map(id).collect();
    Context {
        customers: &source.customers,
        ledger,
        spans: Spans::new(periods.iter().map(String::as_str)),
        first: ledger.first_days(),
        as_of: parse_day(guard.text("/meta/asOfDate")).unwrap_or_default(),
        excludes: guard.text("/meta/options/truncation") == "exclude",
    }
}

/// With fewer than `k` customers nothing is told of customers at all.
fn too_few(guard: &mut Guard) {
    let sections = ["rfm", "churn", "repurchase", "cohorts", "lifecycle"];
    for section in sections {
        let path = format!("/{section}");
        if guard.report.pointer(&path).is_some_and(|value| !value.is_null()) {
            guard.put(&path, Value::Null);
            guard.note(section, 1, 1);
        }
    }
    for at in 0..guard.len("/capabilities") {
        let path = |field: &str| format!("/capabilities/{at}/{field}");
        let on = guard.report.pointer(&path("on")) == Some(&Value::Bool(true));
        if on && sections.contains(&guard.text(&path("section"))) {
            guard.put(&path("on"), Value::Bool(false));
            guard.put(&path("code"), Value::from("fewCustomers"));
            guard.put(&path("reason"), Value::from(FEW));
        }
    }
}
