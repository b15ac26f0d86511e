//! Time to the next purchase, open intervals included (Kaplan–Meier).
//!
//! Every buying occasion opens an interval; the customer's next occasion closes it, as-of cuts it off. S(t) is
//! the share of intervals still open after t days: S(t) = Π (1 − d_i / n_i) over days t_i ≤ t, with d_i closed
//! on day t_i of n_i at risk. Unit: days. Source: Kaplan and Meier 1958.
//!
//! Intervals of one customer resemble each other, so Greenwood's errors, which take them for independent, are
//! too small. The limits come from a delete-a-group jackknife over customers (Kott 2001): customers fall into
//! 64 groups by key, the curve is computed without each, and Var S(t) = (G − 1)/G · Σ (S₋g(t) − S(t))². Limits
//! are taken on the scale of ln(−ln S), which keeps them in 0..1 (Kalbfleisch and Prentice), and the median's
//! are the days on which they pass one half (Brookmeyer and Crowley 1982).

use super::gaps::Gaps;
use super::{Definition, Unit, define};
use crate::math::intervals::Z95;
use crate::math::sum::Sum;
use crate::math::survival::Curve;
use serde::Serialize;

/// Points of the curve in the report; longer curves are thinned.
const POINTS: usize = 400;

/// The curve, columns of one length.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Steps {
    /// Days on which S falls.
    pub day: Vec<u32>,
    /// S after each, 0..1.
    pub survival: Vec<f64>,
    /// Lower 95 % limit.
    pub low: Vec<f64>,
    /// Upper 95 % limit.
    pub high: Vec<f64>,
    /// Intervals at risk.
    pub at_risk: Vec<u64>,
}

/// The report's section on repurchase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Repurchase {
    /// Customers.
    pub customers: u64,
    /// Intervals, open and closed.
    pub intervals: u64,
    /// Intervals closed by a next occasion.
    pub closed: u64,
    /// Intervals still open at as-of.
    pub censored: u64,
    /// First day with S ≤ ½; `None` if never reached.
    pub median_days: Option<u32>,
    /// Lower 95 % limit of the median, in days.
    pub median_low: Option<u32>,
    /// Upper 95 % limit of the median, in days; `None` if the data do not bound it.
    pub median_high: Option<u32>,
    /// Area under S up to the horizon, in days.
    pub restricted_mean_days: f64,
    /// The longest interval seen, in days.
    pub horizon_days: u32,
    /// Mean of closed intervals, in days; `None` without any.
    pub naive_mean_days: Option<f64>,
    /// The curve.
    pub curve: Steps,
}

/// Statistics of the intervals between buying occasions.
#[must_use]
pub fn repurchase(gaps: &Gaps) -> Repurchase {
    let curve = Curve::new(&gaps.closed, &gaps.open);
    let steps = with_limits(&curve, &jackknife(gaps, &curve));
    let passes_half = |limits: &[f64]| limits.iter().position(|&limit| limit <= 0.5).map(|at| steps.day[at]);
    let (closed, censored) = (gaps.closed_count(), gaps.occasions.len() as u64);
    Repurchase {
        customers: censored,
        intervals: closed + censored,
        closed,
        censored,
        median_days: curve.median(),
        median_low: passes_half(&steps.low),
        median_high: passes_half(&steps.high),
        restricted_mean_days: curve.restricted_mean(curve.horizon),
        horizon_days: curve.horizon,
        naive_mean_days: gaps.naive_mean(),
        curve: thinned(steps),
    }
}

/// Standard errors of S after each step, by leaving out one group of customers after the other.
fn jackknife(gaps: &Gaps, curve: &Curve) -> Vec<f64> {
    let mut squares = vec![Sum::default(); curve.days.len()];
    for group in gaps.groups() {
        let without = Curve::new(&rest(&gaps.closed, &group.closed), &rest(&gaps.open, &group.open));
        add_squares(&mut squares, curve, &without);
    }
    let groups = super::real(gaps.groups().len() as u64);
    let factor = (groups - 1.0).max(0.0) / groups.max(1.0);
    squares.into_iter().map(|sum| (factor * sum.value()).sqrt()).collect()
}

fn rest(all: &[u64], group: &[u32]) -> Vec<u64> {
    all.iter().zip(group).map(|(&all, &out)| all - u64::from(out)).collect()
}

/// Adds the squared difference of two curves at each step of the first, which has all steps of the second.
fn add_squares(squares: &mut [Sum], curve: &Curve, without: &Curve) {
    let (mut next, mut level) = (0, 1.0);
    for (at, square) in squares.iter_mut().enumerate() {
        if without.days.get(next) == Some(&curve.days[at]) {
            level = without.survival[next];
            next += 1;
        }
        let difference = level - curve.survival[at];
        square.add(difference * difference);
    }
}

fn with_limits(curve: &Curve, errors: &[f64]) -> Steps {
    let mut steps = Steps { day: curve.days.clone(), at_risk: curve.at_risk.clone(), ..Steps::default() };
    for (&survival, &error) in curve.survival.iter().zip(errors) {
        let (low, high) = limits(survival, error);
        steps.survival.push(survival);
        steps.low.push(low);
        steps.high.push(high);
    }
    steps
}

/// S^exp(±z · se / (S ln S)); plain limits where S is 0 and the logarithms end.
fn limits(survival: f64, error: f64) -> (f64, f64) {
    if survival <= 0.0 || survival >= 1.0 {
        return ((survival - Z95 * error).max(0.0), (survival + Z95 * error).min(1.0));
    }
    let log = libm::log(survival);
    let width = Z95 * error / (survival * -log);
    (libm::exp(log * libm::exp(width)), libm::exp(log * libm::exp(-width)))
}

/// At most [`POINTS`] steps, evenly chosen, first and last among them.
fn thinned(steps: Steps) -> Steps {
    let count = steps.day.len();
    if count <= POINTS {
        return steps;
    }
    let kept = |place: usize| place * (count - 1) / (POINTS - 1);
    Steps {
        day: (0..POINTS).map(|place| steps.day[kept(place)]).collect(),
        survival: (0..POINTS).map(|place| steps.survival[kept(place)]).collect(),
        low: (0..POINTS).map(|place| steps.low[kept(place)]).collect(),
        high: (0..POINTS).map(|place| steps.high[kept(place)]).collect(),
        at_risk: (0..POINTS).map(|place| steps.at_risk[kept(place)]).collect(),
    }
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "repurchase.intervals",
        Unit::Count,
        "Every buying occasion (a day with orders) opens one interval: closed by the customer's next occasion, or cut off at as-of.",
        "Kaplan and Meier 1958",
    ),
    define(
        "repurchase.medianDays",
        Unit::Days,
        "The first day t with S(t) ≤ 0.5, where S(t) = product over days up to t of (1 − closed / at risk): half of all intervals are closed by then, open ones allowed for.",
        "Kaplan and Meier 1958",
    ),
    define(
        "repurchase.restrictedMeanDays",
        Unit::Days,
        "Area under S(t) from 0 to the longest interval seen: the mean interval, counting none beyond that length.",
        "Kaplan and Meier 1958",
    ),
    define(
        "repurchase.naiveMeanDays",
        Unit::Days,
        "Sum of closed intervals / their number. Too short, because the long ones are still open and left out.",
        "Own rule",
    ),
    define(
        "repurchase.curve",
        Unit::Share,
        "S(t), the share of intervals still open after t days, with 95 % limits on the scale of ln(−ln S); variance (G − 1)/G × sum over G groups of customers of (S without the group − S)².",
        "Kott 2001 (delete-a-group jackknife); limits of the median: Brookmeyer and Crowley 1982",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::histories::sample;
    use proptest::prelude::*;

    /// The intervals of FORMULAS section 4, one customer each: closed after 10, 12, 20, 25, 30; open for 12, 30,
    /// 40 and, from the closing occasions themselves, for 0.
    #[test]
    fn golden_curve() {
        let closed = [10, 12, 20, 25, 30].into_iter().enumerate();
        let closed = closed.flat_map(|(customer, gap)| [(customer, 100 - gap, 1), (customer, 100, 1)]);
        let open = [12, 30, 40].into_iter().enumerate().map(|(customer, gap)| (5 + customer, 100 - gap, 1));
        let result = repurchase(&Gaps::new(&sample(100, &closed.chain(open).collect::<Vec<_>>())));
        assert_eq!((result.customers, result.intervals, result.closed, result.censored), (8, 13, 5, 8));
        assert_eq!((result.median_days, result.horizon_days), (Some(25), 40));
        assert!((result.restricted_mean_days - 26.0).abs() < 1e-12);
        assert!((result.naive_mean_days.unwrap() - 19.4).abs() < 1e-12);
        assert_eq!(result.curve.day, [10, 12, 20, 25, 30]);
        assert_eq!(result.curve.at_risk, [8, 7, 5, 4, 3]);
    }

    /// Without censoring and with one interval a customer, S is a share p of n, and the delete-one jackknife
    /// gives p (1 − p) / (n − 1): ten of twenty closed on day 5 have variance 0.25 / 19.
    #[test]
    fn jackknife_of_a_share_is_its_variance() {
        let orders = (0..20).flat_map(|c| [(c, 0, 1), (c, if c < 10 { 5 } else { 9 }, 1)]);
        let gaps = Gaps::new(&sample(9, &orders.collect::<Vec<_>>()));
        let curve = Curve::new(&gaps.closed, &gaps.open);
        let errors = jackknife(&gaps, &curve);
        assert_eq!(curve.days, [5, 9]);
        assert!((errors[0] - (0.25_f64 / 19.0).sqrt()).abs() < 1e-12, "{errors:?}");
        assert!(errors[1].abs() < 1e-12);
    }

    /// S = 0.875, se = 0.116927: R's `survfit(conf.type = "log-log")` gives 0.387 to 0.981.
    #[test]
    fn limits_on_the_log_log_scale() {
        let (low, high) = limits(0.875, 0.116_927);
        assert!((low - 0.387).abs() < 5e-4 && (high - 0.981).abs() < 5e-4, "{low} {high}");
        assert_eq!(limits(0.0, 0.0), (0.0, 0.0));
    }

    #[test]
    fn a_store_without_a_second_purchase_has_no_median() {
        let result = repurchase(&Gaps::new(&sample(60, &[(0, 0, 1), (1, 20, 1)])));
        assert_eq!((result.median_days, result.median_high, result.naive_mean_days), (None, None, None));
        assert!((result.restricted_mean_days - 60.0).abs() < 1e-12);
    }

    #[test]
    fn long_curves_are_thinned_with_both_ends() {
        let orders: Vec<_> = (0..900).flat_map(|c: usize| [(c, 0, 1), (c, 1 + c as i32, 1)]).collect();
        let curve = repurchase(&Gaps::new(&sample(1000, &orders))).curve;
        assert_eq!((curve.day.len(), curve.day[0], curve.day[399]), (400, 1, 900));
        assert!(curve.day.windows(2).all(|days| days[0] < days[1]));
    }

    proptest! {
        /// Limits hold the estimate, the restricted mean is at least the naive one, and the order of customers
        /// changes nothing.
        #[test]
        fn laws(orders in prop::collection::vec((0_usize..90, 0_i32..400, Just(1_i64)), 1..300)) {
            let mut orders = orders;
            orders.extend((0..90).map(|customer| (customer, customer as i32, 1)));
            let forward = sample(420, &orders);
            let reversed: Vec<_> = orders.iter().map(|&(c, day, net)| (89 - c, day, net)).collect();
            let mut backward = sample(420, &reversed);
            backward.key_hashes.reverse();
            let result = repurchase(&Gaps::new(&forward));
            prop_assert_eq!(&result, &repurchase(&Gaps::new(&backward)));
            prop_assert!(result.naive_mean_days.is_none_or(|mean| mean <= result.restricted_mean_days + 1e-9));
            let Steps { survival, low, high, .. } = &result.curve;
            let within = |at: usize| low[at] <= survival[at] && survival[at] <= high[at];
            prop_assert!((0..survival.len()).all(|at| within(at) && low[at] >= 0.0 && high[at] <= 1.0));
        }
    }
}
