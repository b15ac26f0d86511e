//! What is predicted of each customer → the column that other reports take.

use super::models::Models;
use super::predictions::Predictions;
use crate::metrics::value::ahead::Ahead;
use crate::tables::buying::Buying;

/// Predicted value of every customer, in the order of `buying`, NaN where unknown; `None` without a model that passed, or
/// where another currency is asked for than the models are in.
#[must_use]
pub fn predicted(
    buying: &Buying,
    (models, predictions): &(Models, Predictions),
    currency: Option<&str>,
) -> Option<Vec<f64>> {
    predictions.model()?;
    if currency.is_some() && currency != models.currency.as_deref() {
        return None;
    }
    Some(values(buying, predictions))
}

/// What is expected of every customer by the ages up to the horizon of the models; `None` as for [`predicted`].
#[must_use]
pub fn ahead<'a>(
    buying: &Buying,
    (models, predictions): &'a (Models, Predictions),
    currency: Option<&str>,
) -> Option<&'a Ahead> {
    if currency.is_some() && currency != models.currency.as_deref() {
        return None;
    }
    predictions.ahead(buying)
}

/// Predicted value of every customer, in the order of `buying`, NaN where unknown.
pub(super) fn values(buying: &Buying, predictions: &Predictions) -> Vec<f64> {
    let mut values = vec![f64::NAN; buying.customers()];
    for (customer, expected) in predictions.customers.iter().zip(&predictions.expected) {
        values[customer.at as usize] = expected.value.unwrap_or(f64::NAN);
    }
    values
}
