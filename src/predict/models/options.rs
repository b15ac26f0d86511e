//! What the models are asked, with what stands where nothing is asked.

use crate::error::{Error, ErrorKind};
use crate::metrics::models::fitted::Id;
use serde::{Deserialize, Serialize};

/// Resamples at most.
const MOST_RESAMPLES: u32 = 2_000;
/// The furthest horizon: a hundred years.
const FURTHEST: u32 = 36_525;

/// What parameters are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TimeUnit {
    /// Seven days.
    #[default]
    Weeks,
    /// Days.
    Days,
}

impl TimeUnit {
    /// The unit in weeks.
    #[must_use]
    pub fn weeks(self) -> f64 {
        match self {
            Self::Weeks => 1.0,
            Self::Days => 1.0 / 7.0,
        }
    }
}

/// Whether customers whose first order may lie before the data take part in fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Truncation {
    /// They do.
    #[default]
    Mark,
    /// They do not.
    Exclude,
}

/// Options of the models.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ModelOptions {
    /// What parameters, recency and age are counted in.
    pub unit: TimeUnit,
    /// Models to try.
    pub candidates: Vec<Id>,
    /// Days that expected purchases and value look ahead.
    pub horizon_days: u32,
    /// A year's discount on future money.
    pub discount_rate: f64,
    /// Share of net sales that the seller keeps.
    pub margin: f64,
    /// Days without an order after which a customer counts as lost.
    pub churn_days: u32,
    /// Probability of such a silence from which a customer is flagged.
    pub churn_threshold: f64,
    /// Days held out; `None` for half of the span, 365 at most.
    pub holdout_days: Option<u32>,
    /// Days of an opportunity to buy, for BG/BB; `None` leaves it out.
    pub opportunity_days: Option<u32>,
    /// Resamples of the customers.
    pub bootstrap: u32,
    /// Seed of resamples and permutations.
    pub seed: u32,
    /// Currency of order values; `None` for the one with most orders.
    pub currency: Option<String>,
    /// Customers from before the data.
    pub truncation: Truncation,
}

impl Default for ModelOptions {
    fn default() -> Self {
        Self {
            unit: TimeUnit::Weeks,
            candidates: Id::ALL.to_vec(),
            horizon_days: 365,
            discount_rate: 0.1,
            margin: 1.0,
            churn_days: 90,
            churn_threshold: 0.66,
            holdout_days: None,
            opportunity_days: None,
            bootstrap: 0,
            seed: 1,
            currency: None,
            truncation: Truncation::Mark,
        }
    }
}

impl ModelOptions {
    /// Refuses values that mean nothing.
    ///
    /// # Errors
    ///
    /// An option is out of its range.
    pub fn check(&self) -> Result<(), Error> {
        let days = |name: &str, value: u32| {
            if (1..=FURTHEST).contains(&value) {
                Ok(())
            } else {
                Err(wrong(format!("{name} must be 1 to {FURTHEST}")))
            }
        };
        days("horizonDays", self.horizon_days)?;
        days("churnDays", self.churn_days)?;
        self.holdout_days.map_or(Ok(()), |value| days("holdoutDays", value))?;
        self.opportunity_days.map_or(Ok(()), |value| days("opportunityDays", value))?;
        if !(0.0..=10.0).contains(&self.discount_rate) {
            return Err(wrong("discountRate must be 0 to 10; 0.1 is 10 % a year".to_owned()));
        }
        if !(self.margin > 0.0 && self.margin <= 1.0) {
            return Err(wrong("margin must be above 0 and at most 1; 0.3 is 30 %".to_owned()));
        }
        if !(self.churn_threshold > 0.0 && self.churn_threshold <= 1.0) {
            return Err(wrong("churnThreshold must be above 0 and at most 1; 0.66 is 66 %".to_owned()));
        }
        if self.bootstrap > MOST_RESAMPLES {
            return Err(wrong(format!("bootstrap must be 0 to {MOST_RESAMPLES}")));
        }
        Ok(())
    }
}

/// The error of an option.
pub(super) fn wrong(sentence: String) -> Error {
    ErrorKind::Option(sentence).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_and_ranges() {
        let read = |text: &str| serde_json::from_str::<ModelOptions>(text);
        assert_eq!(read("{}").unwrap(), ModelOptions::default());
        assert!(ModelOptions::default().check().is_ok());
        let options =
            read(r#"{"unit":"days","candidates":["bgNbd"],"holdoutDays":90,"bootstrap":200}"#).unwrap();
        assert!(options.check().is_ok() && options.holdout_days == Some(90));
        for text in [
            r#"{"horizonDays":0}"#,
            r#"{"margin":0}"#,
            r#"{"margin":30}"#,
            r#"{"discountRate":-0.1}"#,
            r#"{"bootstrap":2001}"#,
            r#"{"holdoutDays":0}"#,
            r#"{"churnThreshold":0}"#,
            r#"{"churnThreshold":66}"#,
        ] {
            assert_eq!(read(text).unwrap().check().unwrap_err().code(), "unknownOption", "{text}");
        }
        assert!(read(r#"{"horizon":1}"#).is_err());
    }
}
