//! Empty groups keep silent beside hidden ones: where zeros are told, a hidden number is known to be at least 1, and as many
//! hidden numbers as people are known to be one each.

use crate::share::guard::Guard;
use serde_json::Value;

/// Tables, where they are, and what a row tells: first the people.
const TABLES: [(&str, &str, &[&str]); 7] = [
    ("rfm.grid", "/rfm/grid", &["customers", "netSales"]),
    (
        "rfm.segments",
        "/rfm/segments",
        &[
            "customers",
            "share",
            "orders",
            "netSales",
            "salesShare",
            "averageOrderValue",
            "recencyDays",
            "medianRecencyDays",
        ],
    ),
    ("lifecycle.stages", "/lifecycle/stages", &["customers", "share", "netSales"]),
    ("churn.grades", "/churn/grades", &["customers", "valueAtStake"]),
    ("summary.periods", "/summary/periods", &["customers", "orders", "netSales"]),
    ("summary.periods", "/summary/periods", &["newCustomers"]),
    ("summary.periods", "/summary/periods", &["returningCustomers"]),
];
/// What a cohort tells of a period.
const COHORT: [&str; 6] = ["active", "share", "low", "high", "orders", "netSales"];

/// Blanks the zeros of tables that hide something.
pub(super) fn protect(guard: &mut Guard) {
    for (table, place, fields) in TABLES {
        let people = |at: usize| format!("{place}/{at}/{}", fields[0]);
        let rows = guard.len(place);
        if !(0..rows).any(|at| guard.report.pointer(&people(at)) == Some(&Value::Null)) {
            continue;
        }
        for at in (0..rows).filter(|&at| guard.number(&people(at)) == Some(0.0)).collect::<Vec<_>>() {
            fields.iter().for_each(|field| guard.tell(table, &format!("{place}/{at}/{field}"), false));
        }
    }
    if guard.hides("cohorts.rows") {
        cohorts(guard);
    }
}

fn cohorts(guard: &mut Guard) {
    for row in 0..guard.len("/cohorts/rows") {
        for period in 0..guard.len(&format!("/cohorts/rows/{row}/active")) {
            let path = |field: &str| format!("/cohorts/rows/{row}/{field}/{period}");
            if guard.number(&path("active")) == Some(0.0) {
                COHORT.iter().for_each(|field| guard.tell("cohorts.rows", &path(field), false));
            }
        }
    }
}
