//! Which model may be used: the one that foretold the held-out part best among those that beat both naive guesses.
//!
//! In: results of a trial. Out: reasons against each, and the choice. Expectations are judged by their squared error, which
//! the best expectation makes least. The absolute error is told but judges nothing: where more than half of the customers
//! buy nothing, the guess that nobody returns makes it least, and no expectation however right can beat that.

use super::fitted::{Id, Unsettled};
use super::foretold::Errors;
use super::holdout::ratio;
use crate::error::{Notice, Severity};

/// By how much the total may be missed.
const TOTAL: f64 = 0.25;

/// The two naive guesses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guesses {
    /// Everybody buys as often as before.
    pub same_as_before: Errors,
    /// Nobody returns.
    pub nobody_returns: Errors,
}

impl Guesses {
    fn best(&self, error: impl Fn(&Errors) -> f64) -> f64 {
        error(&self.same_as_before).min(error(&self.nobody_returns))
    }

    /// How much smaller a model's errors are than those of the better guess, mean of purchases and probabilities; 1 is no error.
    #[must_use]
    pub fn gain(&self, errors: &Errors) -> f64 {
        let gain = |own: f64, guess: f64| if guess > 0.0 { 1.0 - own / guess } else { 0.0 };
        let (rmse, brier) = (self.best(|guess| guess.rmse), self.best(|guess| guess.brier));
        0.5 * (gain(errors.rmse, rmse) + gain(errors.brier, brier))
    }

    /// Why a model may not be used; empty where it may.
    #[must_use]
    pub fn against(&self, id: Id, errors: &Errors, observed: u64) -> Vec<Notice> {
        let mut reasons = Vec::new();
        if errors.rmse >= self.same_as_before.rmse {
            reasons.push(missed(
                "worseThanSameAsBefore",
                id,
                "everybody buys as often as before",
                "purchases a customer (root mean square)",
                errors.rmse,
                self.same_as_before.rmse,
            ));
        }
        if errors.rmse >= self.nobody_returns.rmse {
            reasons.push(missed(
                "worseThanNobodyReturns",
                id,
                "nobody returns",
                "purchases a customer (root mean square)",
                errors.rmse,
                self.nobody_returns.rmse,
            ));
        }
        let brier = self.best(|guess| guess.brier);
        if errors.brier >= brier {
            reasons.push(missed(
                "probabilitiesWorse",
                id,
                "customers go on, or stay away, as before",
                "in the Brier score",
                errors.brier,
                brier,
            ));
        }
        match ratio(errors.expected, observed) {
            Some(ratio) if (ratio - 1.0).abs() > TOTAL => {
                reasons.push(total_missed(id, errors, observed, ratio))
            }
            None => reasons.push(nothing_came(id)),
            Some(_) => {}
        }
        reasons
    }
}

fn missed(code: &'static str, id: Id, guess: &str, what: &str, own: f64, naive: f64) -> Notice {
    let (own, naive) = (format!("{own:.3}"), format!("{naive:.3}"));
    let message = format!(
        "{} foretold the held-out part no better than the guess that {guess}: it was off by {own} {what}, the guess by {naive}. It is not used.",
        id.title()
    );
    Notice::new(
        code,
        Severity::Warning,
        message,
        &[("model", id.name().into()), ("error", own), ("guess", naive)],
    )
}

fn total_missed(id: Id, errors: &Errors, observed: u64, ratio: f64) -> Notice {
    let (expected, share) =
        (format!("{:.0}", errors.expected), format!("{:.0}", 100.0 * (ratio - 1.0).abs()));
    let way = if ratio > 1.0 { "too many" } else { "too few" };
    let message = format!(
        "{} foretold {expected} purchases in the held-out part, and {observed} came: {share} % {way}. It is not used.",
        id.title()
    );
    let params = [
        ("model", id.name().into()),
        ("expected", expected),
        ("observed", observed.to_string()),
        ("percent", share),
    ];
    Notice::new("totalMissed", Severity::Warning, message, &params)
}

fn nothing_came(id: Id) -> Notice {
    let message = format!(
        "Nobody bought in the held-out part, so {} could not be checked. It is not used.",
        id.title()
    );
    Notice::new("nothingObserved", Severity::Warning, message, &[("model", id.name().into())])
}

/// What an unusable fit means for a shop.
#[must_use]
pub fn unsettled(id: Id, why: Unsettled) -> Notice {
    let params = [("model", id.name().into())];
    let title = id.title();
    match why {
        Unsettled::Boundary => Notice::new(
            "boundary",
            Severity::Warning,
            format!(
                "The data do not settle the parameters of {title}: its best fit lies at the end of their range. Customers may be too alike, or buy too regularly, for it. It is not used."
            ),
            &params,
        ),
        Unsettled::NoDropout => Notice::new(
            "noDropout",
            Severity::Warning,
            format!(
                "{title} sees nobody leave in these data, so it would call every customer 100 % alive. Either the history is too short or customers do not drop out. It is not used."
            ),
            &params,
        ),
    }
}

/// A model that could not be fitted at all.
#[must_use]
pub fn not_fitted(id: Id) -> Notice {
    let message = format!(
        "{} needs customers who bought again on a later day, and there are none in this part of the data.",
        id.title()
    );
    Notice::new("notFitted", Severity::Warning, message, &[("model", id.name().into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(expected: f64, rmse: f64, brier: f64) -> Errors {
        Errors { expected, mae: 1.0, rmse, brier }
    }

    fn codes(guesses: &Guesses, own: &Errors, observed: u64) -> Vec<&'static str> {
        guesses.against(Id::BgNbd, own, observed).iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn reasons_against() {
        let guesses =
            Guesses { same_as_before: errors(130.0, 0.9, 0.27), nobody_returns: errors(0.0, 0.8, 0.29) };
        assert_eq!(codes(&guesses, &errors(90.0, 0.7, 0.16), 100), [""; 0]);
        assert_eq!(codes(&guesses, &errors(90.0, 0.85, 0.16), 100), ["worseThanNobodyReturns"]);
        assert_eq!(codes(&guesses, &errors(126.0, 0.7, 0.28), 100), ["probabilitiesWorse", "totalMissed"]);
        assert_eq!(codes(&guesses, &errors(2.0, 0.7, 0.1), 0), ["nothingObserved"]);
        let told = &guesses.against(Id::BgNbd, &errors(126.0, 0.7, 0.1), 100)[0];
        assert_eq!(
            told.message,
            "BG/NBD foretold 126 purchases in the held-out part, and 100 came: 26 % too many. It is not used."
        );
        assert!((guesses.gain(&errors(90.0, 0.4, 0.135)) - 0.5).abs() < 1e-12);
    }
}
