//! The probability that a customer orders nothing in the next days, by a plain regression on what is known.
//!
//! In: purchases, the number of days. Learned at a cut two spans before as-of, tested on the span after it, which the
//! learning never saw; then fitted at the later cut. Out: the report's section and the regression.

pub mod features;
pub mod logistic;

use super::{Definition, Unit, define, real};
use crate::error::{Notice, Severity};
use crate::math::calibration::{Tenth, tenths};
use crate::math::random::Random;
use crate::tables::buying::Buying;
use crate::time::format_day;
use features::{COUNT, Id, Row, rows};
use logistic::Logistic;
use serde::Serialize;

/// Customers of each outcome at least, in learning and test.
const LEAST: u64 = 50;
/// Shuffles of a feature whose losses are averaged.
const SHUFFLES: u32 = 3;

/// The report's section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChurnModel {
    /// Days without an order that are foretold.
    pub days: u32,
    /// Cut of the learning.
    pub train_date: String,
    /// Cut of the test.
    pub test_date: String,
    /// Whom it learned from.
    pub train: Outcomes,
    /// Whom it was tested on.
    pub test: Outcomes,
    /// Fitted at the cut of the test.
    pub intercept: f64,
    /// The same, with importance on the test.
    pub features: Vec<Feature>,
    /// Mean squared error of probabilities on the test.
    pub brier: f64,
    /// The same of the training's share of lost ones.
    pub base_rate_brier: f64,
    /// The same of the model of buying.
    pub buying_model_brier: Option<f64>,
    /// Area under the curve on the test.
    pub auc: f64,
    /// Tenths by probability on the test.
    pub calibration: Vec<Tenth>,
    /// Whether it may be used.
    pub passed: bool,
    /// Why not.
    pub reasons: Vec<Notice>,
}

/// Customers by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcomes {
    /// All.
    pub customers: u64,
    /// Without an order afterwards.
    pub lost: u64,
}

/// A feature's part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Feature {
    /// Which.
    pub id: Id,
    /// Per unit.
    pub coefficient: f64,
    /// Per standard deviation.
    pub standardised: f64,
    /// Growth of the Brier score on the test when shuffled.
    pub importance: f64,
}

/// What to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Days without an order.
    pub days: u32,
    /// Position of the currency that values are taken from.
    pub currency: u8,
    /// Seed of the shuffles.
    pub seed: u32,
}

impl Question {
    fn span(&self) -> i32 {
        i32::try_from(self.days).unwrap_or(i32::MAX)
    }

    /// The cut of the test: the latest day whose outcome is known.
    #[must_use]
    pub fn test_cut(&self, buying: &Buying) -> i32 {
        buying.as_of.saturating_sub(self.span())
    }

    /// Customers at a cut, their outcomes, and a fit to them where there are enough of each outcome.
    fn learn(&self, buying: &Buying, cut: i32) -> (Vec<Row>, Outcomes, Option<Logistic>) {
        let found = rows(buying, cut, self.span(), self.currency);
        let counts = outcomes(&found);
        let enough = counts.lost >= LEAST && counts.customers - counts.lost >= LEAST;
        let fitted = if enough { Logistic::fit(&found) } else { None };
        (found, counts, fitted)
    }
}

/// Learning and test, in three parts between which a host may stop.
#[derive(Clone, Debug)]
pub struct Lesson {
    question: Question,
    cuts: [i32; 2],
    counts: [Outcomes; 2],
    learned: Option<Logistic>,
    test: Vec<Row>,
    latest: Option<Logistic>,
}

impl Lesson {
    /// First part: what was learned at the earlier cut.
    #[must_use]
    pub fn new(buying: &Buying, question: Question) -> Self {
        let test_cut = question.test_cut(buying);
        let cuts = [test_cut.saturating_sub(question.span()), test_cut];
        let (_, counts, learned) = question.learn(buying, cuts[0]);
        let counts = [counts, Outcomes::default()];
        Self { question, cuts, counts, learned, test: Vec::new(), latest: None }
    }

    /// Second part: the test's customers, and what they would have taught.
    pub fn follow(&mut self, buying: &Buying) {
        (self.test, self.counts[1], self.latest) = self.question.learn(buying, self.cuts[1]);
    }

    /// Third part: how what was learned did on the test; `buying_model` gives the model of buying's probabilities at the cut of
    /// the test, by position in [`Buying`], for comparison.
    ///
    /// # Errors
    ///
    /// Too few customers of one outcome.
    pub fn conclude(
        self,
        buying_model: Option<&dyn Fn(u32) -> Option<f64>>,
    ) -> Result<(ChurnModel, Logistic), Notice> {
        let Self { question, cuts, counts, test, .. } = self;
        let both = self.learned.zip(self.latest);
        let (learned, latest) = both.ok_or_else(|| too_few(&question, &counts))?;
        let probabilities: Vec<f64> = test.iter().map(|row| learned.probability(&row.values)).collect();
        let score = brier(&test, &probabilities);
        let base = real(counts[0].lost) / real(counts[0].customers);
        let base_rate_brier = brier(&test, &vec![base; test.len()]);
        let reasons =
            if score < base_rate_brier { Vec::new() } else { vec![no_better(score, base_rate_brier)] };
        let section = ChurnModel {
            days: question.days,
            train_date: format_day(cuts[0]),
            test_date: format_day(cuts[1]),
            train: counts[0],
            test: counts[1],
            intercept: latest.raw_intercept(),
            features: features(&latest, &importance(&test, &learned, score, question.seed)),
            brier: score,
            base_rate_brier,
            buying_model_brier: buying_model.and_then(|silence| compared(&test, silence)),
            auc: auc(&test, &probabilities),
            calibration: calibration(&test, &probabilities),
            passed: reasons.is_empty(),
            reasons,
        };
        Ok((section, latest))
    }
}

fn outcomes(rows: &[Row]) -> Outcomes {
    Outcomes { customers: rows.len() as u64, lost: rows.iter().filter(|row| row.lost).count() as u64 }
}

fn outcome(row: &Row) -> f64 {
    if row.lost { 1.0 } else { 0.0 }
}

fn brier(rows: &[Row], probabilities: &[f64]) -> f64 {
    let squares = rows.iter().zip(probabilities).fold(0.0, |sum, (row, p)| {
        let miss = p - outcome(row);
        sum + miss * miss
    });
    squares / real(rows.len().max(1) as u64)
}

/// The Brier score of another model; `None` where it does not know somebody.
fn compared(rows: &[Row], silence: &dyn Fn(u32) -> Option<f64>) -> Option<f64> {
    let probabilities: Option<Vec<f64>> = rows.iter().map(|row| silence(row.at)).collect();
    Some(brier(rows, &probabilities?))
}

fn calibration(rows: &[Row], probabilities: &[f64]) -> Vec<Tenth> {
    tenths(rows.iter().zip(probabilities).map(|(row, &p)| (p, outcome(row), 1.0)).collect())
}

/// The chance that a lost customer has the higher probability of a lost and a kept one; ties count half.
fn auc(rows: &[Row], probabilities: &[f64]) -> f64 {
    let mut sorted: Vec<(f64, bool)> =
        probabilities.iter().copied().zip(rows.iter().map(|row| row.lost)).collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut kept_below, mut wins, mut lost) = (0.0, 0.0, 0.0);
    for same in sorted.chunk_by(|a, b| a.0.to_bits() == b.0.to_bits()) {
        let lost_here = real(same.iter().filter(|row| row.1).count() as u64);
        let kept_here = real(same.len() as u64) - lost_here;
        wins += lost_here * (kept_below + 0.5 * kept_here);
        kept_below += kept_here;
        lost += lost_here;
    }
    wins / (lost * kept_below)
}

/// By how much the Brier score grows when one feature's values are dealt out anew, mean of several times.
fn importance(rows: &[Row], model: &Logistic, score: f64, seed: u32) -> [f64; COUNT] {
    let mut random = Random::new(u64::from(seed));
    std::array::from_fn(|feature| {
        let mut grown = 0.0;
        for _ in 0..SHUFFLES {
            let mut values: Vec<f64> = rows.iter().map(|row| row.values[feature]).collect();
            random.shuffle(&mut values);
            let shuffled = rows.iter().zip(&values).map(|(row, &value)| {
                let mut known = row.values;
                known[feature] = value;
                model.probability(&known)
            });
            grown += brier(rows, &shuffled.collect::<Vec<_>>()) - score;
        }
        grown / f64::from(SHUFFLES)
    })
}

fn features(model: &Logistic, importance: &[f64; COUNT]) -> Vec<Feature> {
    let feature = |(i, id)| Feature {
        id,
        coefficient: model.coefficients[i] / model.deviations[i],
        standardised: model.coefficients[i],
        importance: importance[i],
    };
    Id::ALL.into_iter().enumerate().map(feature).collect()
}

fn too_few(question: &Question, counts: &[Outcomes; 2]) -> Notice {
    let least = counts.iter().map(|of| of.lost.min(of.customers - of.lost)).min().unwrap_or(0);
    let message = format!(
        "The regression of churn needs {LEAST} customers who stayed away for {} days and {LEAST} who did not, at each of its two dates; there are {least}. A longer history or fewer churnDays would help.",
        question.days
    );
    let params =
        [("days", question.days.to_string()), ("least", LEAST.to_string()), ("found", least.to_string())];
    Notice::new("churnModelTooFew", Severity::Info, message, &params)
}

fn no_better(own: f64, base: f64) -> Notice {
    let (own, base) = (format!("{own:.3}"), format!("{base:.3}"));
    let message = format!(
        "On customers it had not seen, the regression of churn was no better (Brier score {own}) than giving everybody the same probability ({base}). It is not used."
    );
    Notice::new("churnModelNoBetter", Severity::Warning, message, &[("error", own), ("guess", base)])
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "models.churnModel",
        Unit::Share,
        "Logistic regression of no order in the next churnDays on what was known at a cut, with a ridge of 1 on standardised features. Learned at one cut, tested on the span after a later one.",
        "Hastie, Tibshirani and Friedman 2009, 4.4 and 3.4",
    ),
    define(
        "models.churnModel.features.importance",
        Unit::None,
        "Growth of the Brier score on the test when the feature's values are dealt out anew among customers, mean of three times.",
        "Breiman 2001",
    ),
    define(
        "models.churnModel.auc",
        Unit::Share,
        "Probability that of a lost and a kept customer the lost one was given the higher probability.",
        "Hanley and McNeil 1982",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: f64, lost: bool) -> Row {
        let mut values = [0.0; COUNT];
        values[0] = value;
        Row { at: 0, values, lost }
    }

    /// Kept 0.1, 0.4; lost 0.4, 0.8: of four pairs three and a half are in order. Squares 0.01, 0.16, 0.36, 0.04.
    #[test]
    fn auc_and_brier_by_hand() {
        let rows = [row(0.0, false), row(0.0, false), row(0.0, true), row(0.0, true)];
        let probabilities = [0.1, 0.4, 0.4, 0.8];
        assert!((auc(&rows, &probabilities) - 0.875).abs() < 1e-12);
        assert!((brier(&rows, &probabilities) - 0.1425).abs() < 1e-12);
    }

    /// Shuffling what decides costs; shuffling what is constant costs nothing.
    #[test]
    fn importance_is_of_what_decides() {
        let rows: Vec<_> = (0..400).map(|n| row(f64::from(n % 20), n % 20 >= 10)).collect();
        let model = Logistic::fit(&rows).unwrap();
        let probabilities: Vec<_> = rows.iter().map(|row| model.probability(&row.values)).collect();
        let found = importance(&rows, &model, brier(&rows, &probabilities), 1);
        assert!(found[0] > 0.2 && found[1..].iter().all(|grown| grown.abs() < 1e-12), "{found:?}");
        assert_eq!(found, importance(&rows, &model, brier(&rows, &probabilities), 1));
    }

    #[test]
    fn few_customers_are_refused_with_the_number() {
        let data = Buying::default();
        let mut lesson = Lesson::new(&data, Question { days: 90, currency: 0, seed: 1 });
        lesson.follow(&data);
        let notice = lesson.conclude(None).unwrap_err();
        assert_eq!((notice.code, notice.params["found"].as_str()), ("churnModelTooFew", "0"));
    }
}
