//! What each section needs, and why it is off when it is.

use crate::tables::dataset::Dataset;
use serde::Serialize;

/// A section of the report and whether the data can support it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Capability {
    /// The section's key in the report.
    pub section: &'static str,
    /// Fields it needs.
    pub needs: &'static [&'static str],
    /// Whether it is on.
    pub on: bool,
    /// Why it is off.
    pub reason: Option<&'static str>,
    /// The same for programs.
    pub code: Option<&'static str>,
}

const PERSONAL: [&str; 5] = ["rfm", "churn", "repurchase", "cohorts", "lifecycle"];
const NO_CUSTOMER: (&str, &str) = (
    "noIdentified",
    "No order names its customer. Export with the customer's e-mail or id, or map that column.",
);
const NO_HOURS: (&str, &str) =
    ("dateOnly", "Some orders have a date without a time of day. Export with the time to see the hours.");
const NO_UNITS: (&str, &str) = ("noQuantity", "No quantity column was read, so units are unknown.");
const NO_DISCOUNTS: (&str, &str) = ("noDiscount", "No discount column was read, so discounts are unknown.");

/// The capabilities of the data. `people`: some order names its customer. `hours`: every order has a time.
#[must_use]
pub fn capabilities(data: &Dataset, people: bool, hours: bool) -> Vec<Capability> {
    let mut found = vec![capability("summary", &["time", "amount"], None)];
    for section in PERSONAL {
        found.push(capability(section, &["customer", "time", "amount"], (!people).then_some(NO_CUSTOMER)));
    }
    found.push(capability("rhythm", &["time with hours", "amount"], (!hours).then_some(NO_HOURS)));
    let units = data.files().any(|file| file.has_units);
    found.push(capability("summary.units", &["quantity"], (!units).then_some(NO_UNITS)));
    let discounts = data.files().any(|file| file.has_discounts);
    found.push(capability("summary.discounts", &["discount"], (!discounts).then_some(NO_DISCOUNTS)));
    found
}

fn capability(
    section: &'static str,
    needs: &'static [&'static str],
    missing: Option<(&'static str, &'static str)>,
) -> Capability {
    Capability {
        section,
        needs,
        on: missing.is_none(),
        reason: missing.map(|(_, reason)| reason),
        code: missing.map(|(code, _)| code),
    }
}
