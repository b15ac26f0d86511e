//! Sentences about what the models could not do, for a shop owner.

use crate::error::{Notice, Severity};
use crate::metrics::models::order_values::ValueTrial;
use crate::time::format_day;

/// Customers buy at regular intervals.
pub(super) fn regular(k: f64) -> Notice {
    let k = format!("{k:.1}");
    let message = format!(
        "Customers buy at rather regular intervals (regularity {k}; 1 is at random). The models take purchases for random, so they notice late that a regular customer has stopped, and expect too much."
    );
    Notice::new("regularBuyers", Severity::Warning, message, &[("k", k)])
}

/// Too few repeat customers to check anything.
pub(super) fn few_repeaters(found: u64, least: u64, cut: i32) -> Notice {
    let date = format_day(cut);
    let message = format!(
        "Only {found} customers had bought a second time by {date}, and a check needs {least}. Expected purchases, values and dates are not shown until more customers return."
    );
    let params = [("found", found.to_string()), ("least", least.to_string()), ("date", date)];
    Notice::new("tooFewRepeaters", Severity::Warning, message, &params)
}

/// Too short a history to hold a part out.
pub(super) fn short_history(days: i32, gap: Option<f64>) -> Notice {
    let gap = gap.map_or_else(|| "unknown".to_owned(), |gap| format!("{gap:.0} days"));
    let message = format!(
        "The part of the data that a model can learn from covers {days} days, and it needs three times the usual time between two orders ({gap}). Expected purchases, values and dates are not shown until the history is longer."
    );
    Notice::new("historyTooShort", Severity::Warning, message, &[("days", days.to_string()), ("gap", gap)])
}

/// No model beat the guesses.
pub(super) fn none_passed() -> Notice {
    let message = "No model of buying foretold the held-out part of your data well enough, so expected purchases, values and dates are not shown. The check says how far each was off.";
    Notice::new("noModelPassed", Severity::Warning, message.to_owned(), &[])
}

/// No order values to learn from.
pub(super) fn no_values() -> Notice {
    let message = "Order values cannot be foretold: fewer than 30 customers have repeat orders with an amount above 0. Purchases are foretold without their value.";
    Notice::new("noOrderValues", Severity::Warning, message.to_owned(), &[])
}

/// Order values that no model describes.
pub(super) fn alike_values(mean: f64) -> Notice {
    let mean = format!("{mean:.2}");
    let message = format!(
        "Order values differ too little between customers, or within them, for the model of order values. Each expected order counts with the mean of repeat orders, {mean}."
    );
    Notice::new("orderValuesAlike", Severity::Info, message, &[("mean", mean)])
}

/// Order values that could not be checked.
pub(super) fn untested_values(mean: f64) -> Notice {
    let mean = format!("{mean:.2}");
    let message = format!(
        "The model of order values could not be checked: too few customers with a repeat order bought again in the part held out. Each expected order counts with the mean of repeat orders, {mean}."
    );
    Notice::new("orderValuesNotTested", Severity::Info, message, &[("mean", mean)])
}

/// Order values that were foretold no better than by a mean.
pub(super) fn no_better_values(trial: &ValueTrial, mean: f64) -> Notice {
    let (error, guess, mean) =
        (format!("{:.2}", trial.mae), format!("{:.2}", trial.baseline_mae), format!("{mean:.2}"));
    let message = format!(
        "On orders it had not seen, the model of order values was no nearer ({error} off on average) than the mean of repeat orders for everybody ({guess}). Each expected order counts with that mean, {mean}."
    );
    Notice::new(
        "orderValuesNotBetter",
        Severity::Info,
        message,
        &[("error", error), ("guess", guess), ("mean", mean)],
    )
}

/// Order values without a mean.
pub(super) fn endless_values(q: f64) -> Notice {
    let q = format!("{q:.2}");
    let message = format!(
        "Order values differ so much between customers that the model gives them no finite mean (q = {q}, and it needs more than 1). Purchases are foretold without their value."
    );
    Notice::new("noMeanOrderValue", Severity::Warning, message, &[("q", q)])
}

/// Frequency and value go together.
pub(super) fn dependent_values(correlation: f64) -> Notice {
    let told = format!("{correlation:.2}");
    let message = format!(
        "How often customers buy and how much they spend go together (correlation {told}), and the model of order values takes them for independent. Read values of very frequent and very rare customers with care."
    );
    Notice::new("valueFollowsFrequency", Severity::Warning, message, &[("correlation", told)])
}

/// Customers who paid in several currencies.
pub(super) fn other_currencies(customers: usize, currency: &str) -> Notice {
    let message = format!(
        "{customers} customers paid in another currency than {currency}. Their purchases are foretold, but not their value; convert the orders to one currency to value everybody."
    );
    let params = [("customers", customers.to_string()), ("currency", currency.to_owned())];
    Notice::new("otherCurrencies", Severity::Info, message, &params)
}

/// Opportunities that settle nothing.
pub(super) fn no_opportunities(days: u32) -> Notice {
    let message = format!(
        "Buying at opportunities of {days} days could not be fitted: too few customers have had several of them, or all take them alike. A shorter opportunityDays would help."
    );
    Notice::new("noOpportunities", Severity::Warning, message, &[("days", days.to_string())])
}

/// Ordered once.
pub(super) fn one_order() -> Notice {
    Notice::new(
        "oneOrder",
        Severity::Info,
        "Has ordered on one day only, so nothing is known of a pace.".to_owned(),
        &[],
    )
}

/// Silent against the customer's own pace.
pub(super) fn pace(silence: u32, gap: f64, late: bool) -> Notice {
    let gap = format!("{gap:.0}");
    let params = [("silence", silence.to_string()), ("gap", gap.clone())];
    if late {
        let message = format!("Silent for {silence} days, though orders used to come every {gap} days.");
        Notice::new("late", Severity::Warning, message, &params)
    } else {
        let message =
            format!("Silent for {silence} days; orders come every {gap} days, so this is within the usual.");
        Notice::new("onPace", Severity::Info, message, &params)
    }
}

/// Orders of unusual worth.
pub(super) fn worth(mean: f64, usual: f64, more: bool) -> Notice {
    let (mean, usual) = (format!("{mean:.2}"), format!("{usual:.2}"));
    let way = if more { "more" } else { "less" };
    let message = format!("Orders are worth {mean} on average, {way} than the shop's usual {usual}.");
    let code = if more { "largeOrders" } else { "smallOrders" };
    Notice::new(code, Severity::Info, message, &[("mean", mean), ("usual", usual)])
}

/// Known for a short time.
pub(super) fn newcomer(days: u32) -> Notice {
    let message =
        format!("First ordered {days} days ago, so most of the expectation comes from customers in general.");
    Notice::new("newCustomer", Severity::Info, message, &[("days", days.to_string())])
}
