//! The work of the models, in steps short enough that a worker can tell its progress and be stopped in between.

use super::newcomers::Newcomers;
use super::options::{ModelOptions, Truncation};
use super::resamples::Resamples;
use super::section::{
    BetaBinomial, Candidate, Holdout, Models, OrderValue, Parameters, Regularity, definitions,
};
use super::steps::{Progress, Step};
use super::values::Values;
use super::whom::{currency, first_known};
use crate::error::{Error, Notice};
use crate::metrics::churn_model::logistic::Logistic;
use crate::metrics::churn_model::{ChurnModel, Lesson, Question};
use crate::metrics::models::beta_binomial::opportunities;
use crate::metrics::models::fitted::{Fitted, History, Id, Model};
use crate::metrics::models::fitting::Fitting;
use crate::metrics::models::foretold::Errors;
use crate::metrics::models::groups::{Groups, weeks};
use crate::metrics::models::holdout::{Split, Trial, count, median_gap};
use crate::metrics::models::occasions::{Customer, View, customer, customers};
use crate::metrics::models::regularity::regularity;
use crate::metrics::models::verdict::{Came, Guesses, judged_by_squares, not_fitted, unsettled};
use crate::predict::notices;
use crate::predict::predictions::{Basis, Predictions};
use crate::tables::buying::Buying;
use crate::time::format_day;
use std::collections::VecDeque;

/// Repeat customers at the cut at least.
pub(in crate::predict) const LEAST_REPEATERS: u64 = 100;
/// Median gaps that the older part must span.
pub(in crate::predict) const LEAST_GAPS: f64 = 3.0;
/// Regularity from which purchases are not at random.
const REGULAR: f64 = 1.5;

/// The work, begun.
#[derive(Debug)]
pub struct Modelling {
    options: ModelOptions,
    view: View,
    customers: Vec<Customer>,
    groups: Groups,
    trial: Option<(Trial, Guesses)>,
    steps: VecDeque<Step>,
    progress: Progress,
    /// Units of the steps that are done.
    passed: u32,
    /// The fit of the current step.
    fitting: Option<Fitting>,
    candidates: Vec<Candidate>,
    fits: Vec<(Id, Fitted)>,
    bg_bb: Option<BetaBinomial>,
    values: Values,
    chosen: Option<Model>,
    newcomers: Option<Newcomers>,
    /// Who was known when the regression of churn is tested, and the chosen model fitted to them.
    known: Groups,
    then: Option<Model>,
    lesson: Option<Lesson>,
    churn: Option<(ChurnModel, Logistic)>,
    resamples: Option<Resamples>,
    notices: Vec<Notice>,
}

impl Modelling {
    /// Looks at the data and plans the steps.
    ///
    /// # Errors
    ///
    /// An option is out of its range, or its currency is not in the data.
    pub fn new(buying: &Buying, mut options: ModelOptions) -> Result<Self, Error> {
        options.check()?;
        let currency = currency(buying, options.currency.as_deref())?;
        options.currency = buying.currencies.get(usize::from(currency)).map(|code| code.code().to_owned());
        let not_before = match options.truncation {
            Truncation::Mark => i32::MIN,
            Truncation::Exclude => first_known(buying),
        };
        let view = View { cut: buying.as_of, currency, not_before };
        let customers = customers(buying, &view);
        let groups = Groups::new(&customers);
        let mut work = Self {
            view,
            groups,
            customers,
            trial: None,
            steps: VecDeque::new(),
            progress: Progress { done: 0, of: 0 },
            passed: 0,
            fitting: None,
            candidates: Vec::new(),
            fits: Vec::new(),
            bg_bb: None,
            values: Values::default(),
            chosen: None,
            newcomers: None,
            known: Groups::default(),
            then: None,
            lesson: None,
            churn: None,
            resamples: None,
            notices: Vec::new(),
            options,
        };
        work.trial = work.trial(buying);
        work.plan();
        Ok(work)
    }

    /// Does one step, or a piece of a fit.
    pub fn step(&mut self, buying: &Buying) -> Progress {
        let Some(&step) = self.steps.front() else { return self.progress };
        if self.goes_on(step, buying) {
            self.progress.done = (self.progress.done + 1).min(self.passed + step.units() - 1);
        } else {
            self.steps.pop_front();
            self.passed += step.units();
            self.progress.done = self.passed;
        }
        self.progress
    }

    /// Whether there is more to do of a step.
    fn goes_on(&mut self, step: Step, buying: &Buying) -> bool {
        match step {
            Step::Try(_) | Step::Fit(_) | Step::Known => return self.fits_on(step, buying),
            Step::Opportunities => self.take_opportunities(buying),
            Step::Spending => self.value_orders(buying),
            Step::Choose => self.choose(buying),
            Step::Newcomers => return self.newcomers.as_mut().is_some_and(Newcomers::advance),
            Step::Learn => self.lesson = Some(Lesson::new(buying, self.question())),
            Step::Follow => self.lesson.iter_mut().for_each(|lesson| lesson.follow(buying)),
            Step::Conclude => self.conclude(buying),
            Step::Resample => {
                self.resamples
                    .iter_mut()
                    .for_each(|resamples| resamples.next(buying, &self.view, &self.options));
            }
        }
        false
    }

    /// Begins a fit or goes on with it; takes it up once it is done.
    fn fits_on(&mut self, step: Step, buying: &Buying) -> bool {
        let begun = self.fitting.is_some();
        if matches!(step, Step::Known) && !begun && self.chosen.is_some() {
            self.known = self.known(buying);
        }
        let groups = match (step, &self.trial) {
            (Step::Try(_), Some((trial, _))) => &trial.groups,
            (Step::Known, _) => &self.known,
            _ => &self.groups,
        };
        if !begun {
            self.fitting = match step {
                Step::Try(id) | Step::Fit(id) => Fitting::new(id, groups),
                _ => self.chosen.and_then(|chosen| Fitting::again(&chosen, groups)),
            };
        }
        if self.fitting.as_mut().is_some_and(|fitting| fitting.advance(groups)) {
            return true;
        }
        let fitted = self.fitting.take().and_then(|fitting| fitting.fitted(groups));
        match step {
            Step::Try(id) => self.attempt(id, fitted),
            Step::Fit(id) => self.fit(id, fitted),
            _ => self.then = fitted.map(|fitted| fitted.model),
        }
        false
    }

    /// Does what is left, and gives the section and what predicts. `by_cycle` tells whom D1 flags, in the order of `buying`.
    #[must_use]
    pub fn finish(mut self, buying: &Buying, by_cycle: Option<&[bool]>) -> (Models, Predictions) {
        while !self.step(buying).finished() {}
        let intervals = self.resamples.as_ref().and_then(|resamples| resamples.intervals(self.options.unit));
        let predictions = self.predictions(buying);
        let found = regularity(buying, buying.as_of);
        let fitted = |id| {
            let (_, fitted) = self.fits.iter().find(|(fitted, _)| *fitted == id)?;
            Some(Parameters::new(fitted, self.options.unit))
        };
        let models = Models {
            unit: self.options.unit,
            currency: self.options.currency.clone(),
            as_of_date: format_day(buying.as_of),
            customers: count(self.groups.customers),
            repeaters: count(self.groups.repeaters()),
            median_gap_days: median_gap(buying, buying.as_of),
            bg_nbd: fitted(Id::BgNbd),
            mbg_nbd: fitted(Id::MbgNbd),
            pareto_nbd: fitted(Id::ParetoNbd),
            bg_bb: self.bg_bb,
            gamma_gamma: self.values.gamma_gamma,
            order_value: OrderValue::new(self.values.used, &self.customers),
            regularity: found.map(|found| Regularity { k: found.k, n: found.customers, gaps: found.gaps }),
            chosen: self.chosen.map(|model| model.id()),
            new_customers: Newcomers::section(self.newcomers),
            holdout: self.trial.as_ref().map(|(trial, guesses)| {
                Holdout::new(trial, guesses, std::mem::take(&mut self.candidates), self.values.trial)
            }),
            flag: predictions.flag(by_cycle),
            churn_model: self.churn.map(|(section, _)| section),
            intervals,
            definitions: definitions(),
            options: self.options,
            notices: self.notices,
        };
        (models, predictions)
    }

    fn predictions(&mut self, buying: &Buying) -> Predictions {
        let usable = self.churn.as_ref().filter(|(section, _)| section.passed);
        let (draws, totals) = self.resamples.take().map_or_else(Default::default, Resamples::taken);
        let basis = Basis {
            model: self.chosen,
            spending: self.values.used,
            churn: usable.map(|(_, regression)| *regression),
            draws,
            totals,
            view: View { not_before: i32::MIN, ..self.view },
        };
        Predictions::new(buying, basis, self.options.clone())
    }

    /// The held-out part, where there is enough to hold out; notices where not.
    fn trial(&mut self, buying: &Buying) -> Option<(Trial, Guesses)> {
        let found = regularity(buying, buying.as_of);
        self.notices.extend(found.filter(|found| found.k >= REGULAR).map(|found| notices::regular(found.k)));
        let Some(split) = Split::new(buying, self.options.holdout_days) else {
            self.notices.push(notices::short_history(0, None));
            return None;
        };
        let trial = Trial::new(buying, split, self.view.not_before);
        let repeaters = count(trial.groups.repeaters());
        if repeaters < LEAST_REPEATERS {
            self.notices.push(notices::few_repeaters(repeaters, LEAST_REPEATERS, split.cut));
            return None;
        }
        let (older, gap) = (split.cut - buying.first_day + 1, median_gap(buying, split.cut));
        if gap.is_none_or(|gap| f64::from(older) < LEAST_GAPS * gap) {
            self.notices.push(notices::short_history(older, gap));
            return None;
        }
        let guesses =
            Guesses { same_as_before: trial.same_as_before(), nobody_returns: trial.nobody_returns() };
        Some((trial, guesses))
    }

    fn plan(&mut self) {
        let candidates = Id::ALL.into_iter().filter(|id| self.options.candidates.contains(id));
        for id in candidates {
            if self.trial.is_some() {
                self.steps.push_back(Step::Try(id));
            }
            self.steps.push_back(Step::Fit(id));
        }
        self.steps.extend(self.options.opportunity_days.map(|_| Step::Opportunities));
        self.steps.extend([Step::Spending, Step::Choose, Step::Newcomers]);
        self.steps.extend([Step::Known, Step::Learn, Step::Follow, Step::Conclude]);
        self.steps.extend((0..self.options.bootstrap).map(|_| Step::Resample));
        self.progress.of = self.steps.iter().map(|step| step.units()).sum();
    }

    fn attempt(&mut self, id: Id, fitted: Option<Fitted>) {
        let Some((trial, guesses)) = &self.trial else { return };
        let Some(fitted) = fitted else {
            self.notices.push(not_fitted(id));
            return;
        };
        let result = trial.result(fitted);
        let observed = trial.observed();
        let came = Came { purchases: observed, silent: trial.silent() };
        let mut reasons = guesses.against(id, &result.errors, came);
        let span = weeks(trial.groups.longest);
        reasons.extend(result.fitted.unsettled(span).map(|why| unsettled(id, why)));
        self.candidates.push(Candidate::new(id, result, observed, self.options.unit, reasons));
    }

    fn fit(&mut self, id: Id, fitted: Option<Fitted>) {
        match fitted {
            None => self.notices.push(not_fitted(id)),
            Some(fitted) => match fitted.unsettled(weeks(self.groups.longest)) {
                Some(why) => self.notices.push(unsettled(id, why)),
                None => self.fits.push((id, fitted)),
            },
        }
    }

    fn take_opportunities(&mut self, buying: &Buying) {
        let Some(days) = self.options.opportunity_days else { return };
        let histories = opportunities(buying, days, self.view.cut, self.view.not_before);
        self.bg_bb = BetaBinomial::new(&histories, days);
        if self.bg_bb.is_none() {
            self.notices.push(notices::no_opportunities(days));
        }
    }

    fn value_orders(&mut self, buying: &Buying) {
        let split = self.trial.as_ref().map(|(trial, _)| trial.split);
        self.values = Values::new(buying, &self.customers, &self.view, split);
        self.notices.append(&mut self.values.notices);
        let others = self.customers.iter().filter(|customer| !customer.one_currency).count();
        if let Some(currency) = self.options.currency.as_deref().filter(|_| others > 0) {
            self.notices.push(notices::other_currencies(others, currency));
        }
    }

    /// The model with the greatest gain in the hold-out among those that passed and are settled on all data; of those that say how long
    /// a customer stays, the best tells of new customers.
    fn choose(&mut self, buying: &Buying) {
        let Some((trial, guesses)) = &self.trial else { return };
        let usable = self.candidates.iter().filter(|candidate| candidate.passed);
        let fitted: Vec<(Errors, Model)> = usable
            .filter_map(|candidate| {
                let (_, fitted) = self.fits.iter().find(|(id, _)| *id == candidate.model)?;
                Some((candidate.errors, fitted.model))
            })
            .collect();
        let best = guesses.best_of(fitted.iter().copied());
        let leaving = fitted.iter().copied().filter(|(_, model)| model.stays(0.0).is_some());
        let (split, days) = (trial.split, self.options.horizon_days);
        self.newcomers = guesses
            .best_of(leaving)
            .or(best)
            .map(|(_, model)| Newcomers::new(buying, &self.view, split, model, days));
        self.chosen = best.map(|(_, model)| model);
        match best {
            None => self.notices.push(notices::none_passed()),
            Some((errors, model)) => {
                let by_squares = trial.silent().filter(|_| !guesses.nearer(&errors));
                self.notices.extend(by_squares.map(|silent| judged_by_squares(model.id(), silent)));
                if self.options.bootstrap > 0 {
                    let (values, seed) = (self.values.used, self.options.seed);
                    self.resamples = Some(Resamples::new(&self.customers, model, values, seed));
                }
            }
        }
    }

    fn question(&self) -> Question {
        Question { days: self.options.churn_days, currency: self.view.currency, seed: self.options.seed }
    }

    /// Histories when the regression of churn is tested.
    fn known(&self, buying: &Buying) -> Groups {
        let cut = self.question().test_cut(buying);
        Groups::new(&customers(buying, &View { cut, ..self.view }))
    }

    fn conclude(&mut self, buying: &Buying) {
        let Some(lesson) = self.lesson.take() else { return };
        let view = View { cut: self.question().test_cut(buying), not_before: i32::MIN, ..self.view };
        let span = weeks(self.options.churn_days);
        let silence = self.then.map(|model| {
            move |at: u32| customer(buying, &view, at).map(|seen| model.silent(History::of(&seen), span))
        });
        let silence = silence.as_ref().map(|silence| silence as &dyn Fn(u32) -> Option<f64>);
        match lesson.conclude(silence) {
            Ok(found) => self.churn = Some(found),
            Err(notice) => self.notices.push(notice),
        }
    }
}
