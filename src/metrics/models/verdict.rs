//! Which model may be used: the one that foretold the held-out part best among those that beat both naive guesses.
//!
//! In: results of a trial. Out: reasons against each. Expectations are judged by their mean absolute error, against each
//! guess. It has one limit: where more than half of the customers buy nothing, the median is 0, and so is nearly all that
//! either guess says. Absolute error is least for a median and not for an expectation, so there even the model that the data
//! were drawn from loses by it (simulated: 0.348 against 0.294 and 0.245 at 83 % silent, its total 10 % off; CDNOW with 60 days
//! held out: 0.266 against 0.264 and 0.191). In such data a smaller squared error, which the right expectation makes least,
//! will do as well, and a notice says so.

use super::fitted::{Id, Model, Unsettled};
use super::foretold::Errors;
use super::holdout::ratio;
use crate::error::{Notice, Severity};
use crate::metrics::estimate::TOTAL;

/// Share of customers without a purchase above which the median is 0.
const MOST: f64 = 0.5;

/// The two naive guesses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guesses {
    /// Everybody buys as often as before.
    pub same_as_before: Errors,
    /// Nobody returns.
    pub nobody_returns: Errors,
}

/// What came in the part held out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Came {
    /// Occasions.
    pub purchases: u64,
    /// Share of customers without any; `None` for nobody.
    pub silent: Option<f64>,
}

impl Came {
    fn mostly_nothing(self) -> bool {
        self.silent.is_some_and(|silent| silent > MOST)
    }
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

    /// The model with the greatest gain; of equal ones the first.
    #[must_use]
    pub fn best_of(&self, models: impl Iterator<Item = (Errors, Model)>) -> Option<(Errors, Model)> {
        models.fold(None, |best: Option<(Errors, Model)>, next| match best {
            Some(best) if self.gain(&best.0) >= self.gain(&next.0) => Some(best),
            _ => Some(next),
        })
    }

    /// Whether a model's absolute error is smaller than that of both guesses.
    #[must_use]
    pub fn nearer(&self, errors: &Errors) -> bool {
        errors.mae < self.best(|guess| guess.mae)
    }

    /// Why a model may not be used; empty where it may.
    #[must_use]
    pub fn against(&self, id: Id, errors: &Errors, came: Came) -> Vec<Notice> {
        let worse = |guess: &Errors| {
            let by_squares = came.mostly_nothing() && errors.rmse < guess.rmse;
            errors.mae >= guess.mae && !by_squares
        };
        let mut reasons = Vec::new();
        for (code, told, guess) in [
            ("worseThanSameAsBefore", "everybody buys as often as before", &self.same_as_before),
            ("worseThanNobodyReturns", "nobody returns", &self.nobody_returns),
        ] {
            if worse(guess) {
                let what = "purchases a customer on average";
                reasons.push(missed(code, id, told, what, errors.mae, guess.mae));
            }
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
        match ratio(errors.expected, came.purchases) {
            Some(ratio) if (ratio - 1.0).abs() > TOTAL => {
                reasons.push(total_missed(id, errors, came.purchases, ratio))
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

/// A model was judged by its squared error, because most customers bought nothing.
#[must_use]
pub fn judged_by_squares(id: Id, silent: f64) -> Notice {
    let share = format!("{:.0}", 100.0 * silent);
    let message = format!(
        "{share} % of the customers bought nothing in the held-out part. The guess 0 is then nearest to most of them whatever is true, so {} was judged by its squared error, which weighs those who did buy.",
        id.title()
    );
    let params = [("model", id.name().into()), ("percent", share)];
    Notice::new("judgedBySquares", Severity::Info, message, &params)
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

    fn errors(expected: f64, mae: f64, rmse: f64, brier: f64) -> Errors {
        Errors { expected, mae, rmse, brier }
    }

    /// What CDNOW's guesses came to (`expected.json`).
    fn guesses() -> Guesses {
        Guesses {
            same_as_before: errors(130.0, 0.897, 1.971, 0.275),
            nobody_returns: errors(0.0, 0.798, 2.206, 0.290),
        }
    }

    fn codes(own: &Errors, purchases: u64, silent: f64) -> Vec<&'static str> {
        let came = Came { purchases, silent: Some(silent) };
        guesses().against(Id::BgNbd, own, came).iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn reasons_against() {
        assert_eq!(codes(&errors(90.0, 0.785, 1.608, 0.161), 100, 0.4), [""; 0]);
        assert_eq!(codes(&errors(126.0, 0.7, 1.6, 0.28), 100, 0.4), ["probabilitiesWorse", "totalMissed"]);
        assert_eq!(codes(&errors(2.0, 0.7, 1.6, 0.1), 0, 1.0), ["nothingObserved"]);
        let came = Came { purchases: 100, silent: Some(0.4) };
        let told = guesses().against(Id::BgNbd, &errors(126.0, 0.8, 1.6, 0.1), came);
        assert_eq!(
            told[0].message,
            "BG/NBD foretold the held-out part no better than the guess that nobody returns: it was off by 0.800 purchases a customer on average, the guess by 0.798. It is not used."
        );
        assert_eq!(
            told[1].message,
            "BG/NBD foretold 126 purchases in the held-out part, and 100 came: 26 % too many. It is not used."
        );
        assert!((guesses().gain(&errors(90.0, 0.7, 0.9855, 0.1375)) - 0.5).abs() < 1e-12);
    }

    /// A larger absolute error is forgiven only where most customers bought nothing and the squared error is smaller.
    #[test]
    fn squares_judge_where_most_buy_nothing() {
        let own = errors(90.0, 0.85, 1.608, 0.161);
        assert_eq!(codes(&own, 100, 0.5), ["worseThanNobodyReturns"]);
        assert_eq!(codes(&own, 100, 0.51), [""; 0]);
        assert!(!guesses().nearer(&own));
        let far = errors(90.0, 0.95, 2.1, 0.161);
        assert_eq!(codes(&far, 100, 0.5), ["worseThanSameAsBefore", "worseThanNobodyReturns"]);
        assert_eq!(codes(&far, 100, 0.9), ["worseThanSameAsBefore"]);
    }
}
