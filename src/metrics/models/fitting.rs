//! A fit under way: the most likely parameters of a model of buying, in pieces between which a host may stop.
//!
//! In: histories. Out: parameters. Where there are many histories, the way from each start is gone on a sample of them, and the
//! last of it on all. Pieces are counted in evaluations of the likelihood, not in time, so that results are the same whatever
//! the machine.

use super::fitted::{Fitted, Id, Model};
use super::groups::Groups;
use super::{beta_geometric, pareto};
use crate::math::optimum::{Descent, Value};
use libm::{exp, log};

/// Part of the histories that starts are tried on, and histories at least.
const PART: usize = 16;
const LEAST: usize = 300;
/// Histories whose likelihood a piece works out, counted by their cost: about a tenth of a second.
const PIECE: usize = 1_000_000;
/// What Pareto/NBD's integral costs beside BG/NBD's closed form.
const INTEGRAL: usize = 16;

/// A fit that was begun.
#[derive(Clone, Debug)]
pub struct Fitting {
    id: Id,
    /// What the likelihood is of, until the end of the way on it.
    sample: Option<Groups>,
    descent: Descent<4>,
    /// Whether the starts have been tried.
    settling: bool,
}

impl Fitting {
    /// Of histories; `None` where they hold no repeat occasion or no time.
    #[must_use]
    pub fn new(id: Id, groups: &Groups) -> Option<Self> {
        let sample = groups.sample(LEAST.max(groups.all.len() / PART));
        can_be_fitted(groups).then(|| Self { id, sample, descent: descent(id, groups), settling: false })
    }

    /// The same from the parameters of a model alone, fitted to other histories.
    #[must_use]
    pub fn again(model: &Model, groups: &Groups) -> Option<Self> {
        let descent = Descent::new(&[model.logarithms()], limits(model.id()));
        can_be_fitted(groups).then_some(Self { id: model.id(), sample: None, descent, settling: false })
    }

    /// Does a piece of the work; `false` once nothing is left to do.
    pub fn advance(&mut self, groups: &Groups) -> bool {
        let mut left = PIECE;
        while left > 0 {
            if !self.step(groups, &mut left) {
                return false;
            }
        }
        true
    }

    fn step(&mut self, groups: &Groups, left: &mut usize) -> bool {
        let seen = self.sample.as_ref().unwrap_or(groups);
        if self.descent.step(&mut counted(self.id, seen, left)) {
            return true;
        }
        if !self.settling {
            self.settling = true;
            if self.descent.settle(&mut counted(self.id, seen, left)) {
                return true;
            }
        }
        if self.sample.take().is_none() {
            return false;
        }
        if self.descent.failed() {
            // A sample may lack what settles a parameter: all histories are asked from the starts on.
            (self.settling, self.descent) = (false, descent(self.id, groups));
            return true;
        }
        self.descent.settle(&mut counted(self.id, groups, left))
    }

    /// What was found; `None` where no start led anywhere.
    #[must_use]
    pub fn fitted(&self, groups: &Groups) -> Option<Fitted> {
        let found = self.descent.minimum()?;
        Some(Fitted {
            model: Model::new(self.id, found.at.map(exp)),
            log_likelihood: -found.value * groups.customers,
            customers: groups.customers,
            occasions: groups.occasions(),
        })
    }
}

/// The most likely parameters, in one go; `None` where histories hold no repeat occasion or no time.
#[must_use]
pub fn fit(id: Id, groups: &Groups) -> Option<Fitted> {
    let mut fitting = Fitting::new(id, groups)?;
    while fitting.advance(groups) {}
    fitting.fitted(groups)
}

/// The same from given parameters alone.
#[must_use]
pub fn refit(model: &Model, groups: &Groups) -> Option<Fitted> {
    let mut fitting = Fitting::again(model, groups)?;
    while fitting.advance(groups) {}
    fitting.fitted(groups)
}

/// Histories without a repeat occasion, or of no time, settle nothing.
fn can_be_fitted(groups: &Groups) -> bool {
    groups.occasions() > 0.0 && groups.mean_age() > 0.0
}

fn descent(id: Id, groups: &Groups) -> Descent<4> {
    let starts = match id {
        Id::BgNbd | Id::MbgNbd => beta_geometric::starts(groups).to_vec(),
        Id::ParetoNbd => pareto::starts(groups).to_vec(),
    };
    let starts: Vec<_> = starts.into_iter().map(|start| start.map(log)).collect();
    Descent::new(&starts, limits(id))
}

fn limits(id: Id) -> [f64; 4] {
    match id {
        Id::BgNbd | Id::MbgNbd => beta_geometric::LIMITS,
        Id::ParetoNbd => pareto::LIMITS,
    }
}

/// The likelihood, taking what it costs from what is left.
fn counted<'a>(id: Id, groups: &'a Groups, left: &'a mut usize) -> impl FnMut(&[f64; 4]) -> Value<4> + 'a {
    let each = if id == Id::ParetoNbd { INTEGRAL } else { 1 };
    let cost = (each * groups.all.len()).max(1);
    move |logs| {
        *left = left.saturating_sub(cost);
        objective(id, groups, logs)
    }
}

/// −LL / n of a model and its gradient, by the logarithms of its parameters.
pub(super) fn objective(id: Id, groups: &Groups, logs: &[f64; 4]) -> Value<4> {
    match id {
        Id::BgNbd | Id::MbgNbd => beta_geometric::objective(groups, logs, id == Id::MbgNbd),
        Id::ParetoNbd => pareto::objective(groups, logs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fixture::cdnow_calibration;

    fn parameters(fitted: &Fitted) -> [f64; 4] {
        fitted.model.parameters(1.0).map(|(_, value)| value)
    }

    /// A fit that is left after every evaluation ends where one in one go does, to the bit.
    #[test]
    fn pieces_give_the_same() {
        let groups = Groups::new(&cdnow_calibration());
        for id in Id::ALL {
            let mut pieces = Fitting::new(id, &groups).unwrap();
            while pieces.step(&groups, &mut 1) {}
            assert_eq!(pieces.fitted(&groups), fit(id, &groups));
        }
    }

    /// From a sample of a tenth of the histories the way leads to the same end: 1e-4 of any parameter.
    #[test]
    fn a_sample_finds_the_way() {
        let groups = Groups::new(&cdnow_calibration());
        for id in Id::ALL {
            let mut sampled = Fitting { sample: groups.sample(100), ..Fitting::new(id, &groups).unwrap() };
            while sampled.advance(&groups) {}
            let (found, all) = (sampled.fitted(&groups).unwrap(), fit(id, &groups).unwrap());
            assert!((found.log_likelihood - all.log_likelihood).abs() < 1e-6, "{found:?} {all:?}");
            for (one, other) in parameters(&found).into_iter().zip(parameters(&all)) {
                assert!((one / other - 1.0).abs() < 1e-4, "{found:?} {all:?}");
            }
        }
    }

    /// A sample of one-time buyers leads nowhere: then all histories are asked.
    #[test]
    fn a_poor_sample_is_given_up() {
        let groups = Groups::new(&cdnow_calibration());
        let once = Groups::weighted(groups.all.iter().filter(|group| group.repeats == 0).copied());
        let mut fitting = Fitting { sample: Some(once), ..Fitting::new(Id::BgNbd, &groups).unwrap() };
        while fitting.advance(&groups) {}
        let found = fitting.fitted(&groups).unwrap();
        assert!((found.log_likelihood + 9_582.429_21).abs() < 1e-5, "{found:?}");
    }

    /// From its own end a fit does not move.
    #[test]
    fn a_fit_again_stays() {
        let groups = Groups::new(&cdnow_calibration());
        let found = fit(Id::BgNbd, &groups).unwrap();
        let again = refit(&found.model, &groups).unwrap();
        assert!((again.log_likelihood - found.log_likelihood).abs() < 1e-8);
    }
}
