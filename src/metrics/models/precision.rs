//! How far off numbers may be that follow from fitted parameters: the delta method on the observed information.
//!
//! In: a fit and its histories. Out: 95 % intervals. The curvature of −ln L in the logarithms of the parameters is taken from
//! differences of its exact gradient (Davison 2003, 4.4).

use super::fitted::Model;
use super::fitting::objective;
use super::groups::Groups;
use crate::math::intervals::Z95;
use crate::math::linear::Cholesky;
use libm::{exp, expm1, log};

/// Step of the differences, in logarithms.
const STEP: f64 = 1e-4;

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Above 0: the interval is that of the logarithm.
    Positive,
    /// 0 to 1: the interval is that of the log-odds.
    Share,
}

impl Range {
    fn line(self, value: f64) -> f64 {
        match self {
            Self::Positive => log(value),
            Self::Share => log(value / (1.0 - value)),
        }
    }

    fn back(self, on_line: f64) -> f64 {
        match self {
            Self::Positive => exp(on_line),
            Self::Share => 1.0 / (2.0 + expm1(-on_line)),
        }
    }
}

/// The information of a fit under way, a parameter a piece, so that a host may stop in between.
#[derive(Clone, Debug)]
pub struct Curvature {
    model: Model,
    rows: Vec<[f64; 4]>,
}

impl Curvature {
    /// Before the first parameter.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self { model, rows: Vec::new() }
    }

    /// Whose parameters.
    #[must_use]
    pub fn model(&self) -> Model {
        self.model
    }

    /// Does a piece of the work; `false` once nothing is left to do.
    pub fn advance(&mut self, groups: &Groups) -> bool {
        let place = self.rows.len();
        if place == 4 {
            return false;
        }
        let slope = |by: f64| {
            let mut at = self.model.logarithms();
            at[place] += by;
            objective(self.model.id(), groups, &at).1
        };
        let (above, below) = (slope(STEP), slope(-STEP));
        self.rows.push(std::array::from_fn(|i| groups.customers * (above[i] - below[i]) / (2.0 * STEP)));
        true
    }

    /// What was found; `None` where the likelihood is not curved downwards there, or not all was done.
    #[must_use]
    pub fn precision(&self) -> Option<Precision> {
        let rows: &[[f64; 4]; 4] = self.rows.as_slice().try_into().ok()?;
        let even: [[f64; 4]; 4] =
            std::array::from_fn(|i| std::array::from_fn(|j| 0.5 * (rows[i][j] + rows[j][i])));
        Some(Precision { model: self.model, information: Cholesky::new(&even)? })
    }
}

/// The information of a fit.
#[derive(Clone, Debug)]
pub struct Precision {
    model: Model,
    information: Cholesky,
}

impl Precision {
    /// The interval of what follows from the parameters; `None` where that is at an end of its range.
    #[must_use]
    pub fn interval(&self, range: Range, number: impl Fn(&Model) -> f64) -> Option<[f64; 2]> {
        let logs = self.model.logarithms();
        let on_line = |logs: [f64; 4]| range.line(number(&Model::new(self.model.id(), logs.map(exp))));
        let mut slopes: [f64; 4] = std::array::from_fn(|place| {
            let moved = |by: f64| {
                let mut at = logs;
                at[place] += by;
                on_line(at)
            };
            (moved(STEP) - moved(-STEP)) / (2.0 * STEP)
        });
        self.information.forward(&mut slopes);
        let error = slopes.iter().map(|part| part * part).sum::<f64>().sqrt();
        let middle = on_line(logs);
        let limits = [middle - Z95 * error, middle + Z95 * error];
        limits.iter().all(|limit| limit.is_finite()).then(|| limits.map(|limit| range.back(limit)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::models::fitted::Id;
    use crate::metrics::models::fitting::fit;
    use crate::metrics::models::fixture::cdnow_calibration;

    /// Twice the customers: intervals 1/√2 as long on their line, around the same number.
    #[test]
    fn more_customers_know_better() {
        let customers = cdnow_calibration();
        let twice: Vec<_> = customers.iter().chain(&customers).copied().collect();
        let number = |model: &Model| model.expected_new(39.0);
        let line = |customers: &[_]| {
            let groups = Groups::new(customers);
            let model = fit(Id::BgNbd, &groups).unwrap().model;
            let mut curvature = Curvature::new(model);
            assert!(curvature.precision().is_none());
            while curvature.advance(&groups) {}
            let found = curvature.precision().unwrap().interval(Range::Positive, number).unwrap();
            (number(&model), found.map(log))
        };
        let ((value, one), (again, two)) = (line(&customers), line(&twice));
        assert!((value - again).abs() < 1e-5 && one[0] < log(value) && log(value) < one[1]);
        let ratio = (one[1] - one[0]) / (two[1] - two[0]);
        assert!((ratio - 2.0_f64.sqrt()).abs() < 1e-3, "{ratio}");
    }

    #[test]
    fn ranges_go_there_and_back() {
        for (range, value) in [(Range::Positive, 7.5), (Range::Share, 0.2), (Range::Share, 0.999)] {
            assert!((range.back(range.line(value)) - value).abs() < 1e-12);
        }
        assert!(Range::Share.back(-800.0) >= 0.0 && Range::Share.back(800.0) <= 1.0);
    }
}
