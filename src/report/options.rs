//! What a report can be asked for, every default an option.

use crate::error::{Error, ErrorKind};
use crate::metrics::{churn, cohorts, lifecycle, rfm};
use crate::money::Currency;
use crate::source::dates::{Anchor, Dates};
use crate::tables::left_out::{Refunds, ZeroValue};
use crate::tables::select::{AsOf, Selection};
use crate::time::{DAY_MS, Zone};
use serde::{Deserialize, Serialize};

/// What becomes of customers whose first order may lie before the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Truncation {
    /// They are marked and warned about.
    #[default]
    Mark,
    /// They are kept out of new customers and cohorts.
    Exclude,
}

/// Options of a report. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Inclusive; an ISO date or instant. Default: the last counted order.
    pub as_of: Option<String>,
    /// IANA zone of days and hours. Default UTC.
    pub zone: String,
    /// ISO 4217 code whose amounts are shown.
    pub currency: Option<String>,
    /// Refund policy.
    pub refunds: Refunds,
    /// Zero-value policy.
    pub zero_value: ZeroValue,
    /// Short-history policy.
    pub truncation: Truncation,
    /// RFM.
    pub rfm: rfm::Options,
    /// Churn.
    pub churn: churn::Options,
    /// Cohorts.
    pub cohorts: cohorts::Options,
    /// Life cycle.
    pub lifecycle: lifecycle::Options,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            as_of: None,
            zone: "UTC".to_owned(),
            currency: None,
            refunds: Refunds::default(),
            zero_value: ZeroValue::default(),
            truncation: Truncation::default(),
            rfm: rfm::Options::default(),
            churn: churn::Options::default(),
            cohorts: cohorts::Options::default(),
            lifecycle: lifecycle::Options::default(),
        }
    }
}

impl Options {
    /// The selection these options make; `zone` is the table of the zone they name.
    ///
    /// # Errors
    ///
    /// A value that cannot be: an as-of that is no date, a currency that is no code, a tail outside 0 to 1.
    pub fn selection(&self, zone: &Zone) -> Result<Selection, Error> {
        if self.zone != zone.name() {
            return Err(wrong(&format!("the time zone \"{}\" is not known here", self.zone)));
        }
        if !(self.churn.tail > 0.0 && self.churn.tail < 1.0) {
            return Err(wrong("churn.tail must lie between 0 and 1, for instance 0.95"));
        }
        let currency = self.currency.as_deref().map(|code| {
            Currency::parse(code.as_bytes()).ok_or_else(|| {
                wrong(&format!("currency must be an ISO 4217 code such as \"EUR\", not \"{code}\""))
            })
        });
        Ok(Selection {
            as_of: self.as_of()?,
            zone: zone.clone(),
            currency: currency.transpose()?,
            refunds: self.refunds,
            zero_value: self.zero_value,
        })
    }

    fn as_of(&self) -> Result<AsOf, Error> {
        let Some(text) = &self.as_of else { return Ok(AsOf::Latest) };
        let stamp = Dates::new(None).parse(text.as_bytes()).map_err(|_| {
            wrong(&format!("asOf must be an ISO date or instant such as \"2024-05-31\", not \"{text}\""))
        })?;
        Ok(match stamp.anchor {
            Anchor::Instant => AsOf::Instant(stamp.ms),
            Anchor::Wall => AsOf::Wall(stamp.ms),
            Anchor::Date => AsOf::Day(i32::try_from(stamp.ms.div_euclid(DAY_MS)).unwrap_or(i32::MAX)),
        })
    }
}

fn wrong(sentence: &str) -> Error {
    ErrorKind::Option(sentence.to_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_named() {
        let error = serde_json::from_str::<Options>(r#"{"rfm":{"metod":"share"}}"#).unwrap_err();
        assert!(error.to_string().contains("metod"));
    }

    #[test]
    fn values_that_cannot_be_are_errors() {
        let cases = [
            (Options { as_of: Some("soon".to_owned()), ..Options::default() }, "soon"),
            (Options { currency: Some("euro".to_owned()), ..Options::default() }, "euro"),
            (Options { zone: "Mars/Base".to_owned(), ..Options::default() }, "Mars/Base"),
            (
                Options {
                    churn: churn::Options { tail: 1.0, ..churn::Options::default() },
                    ..Options::default()
                },
                "tail",
            ),
        ];
        for (options, named) in cases {
            let error = options.selection(&Zone::utc()).unwrap_err();
            assert_eq!(error.code(), "unknownOption");
            assert!(error.to_string().contains(named), "{error}");
        }
    }
}
