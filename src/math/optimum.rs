//! Minima of smooth functions of a few variables: BFGS with exact gradients and a weak-Wolfe line search
//! (Nocedal and Wright, Numerical Optimization, 2006, 6.1; Lewis and Overton 2013 for the search).
//!
//! Own code, because the optimiser that is kept best (argmin) times each of its iterations with the host's clock.

use std::collections::VecDeque;

/// Iterations of a way at most, before and after it is taken up again.
const ITERATIONS: usize = 200;
/// No coordinate moves further than this in one iteration.
const LONGEST_STEP: f64 = 2.0;
/// The search ends where no partial derivative is larger.
const FLAT: f64 = 1e-8;
/// It also ends after two iterations that gain no larger part of the value; sooner on the first way down.
const STANDSTILL: f64 = 1e-12;
const NEARLY: f64 = 1e-4;
/// Part of the value that a sum may be off by: a line search ends where its slope promises no more.
const ROUNDING: f64 = 1e-14;
/// Trials of one line search at most.
const TRIALS: usize = 40;

/// A function's value and gradient at a point.
pub type Value<const N: usize> = (f64, [f64; N]);

/// Where a search ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimum<const N: usize> {
    /// The point.
    pub at: [f64; N],
    /// The function there.
    pub value: f64,
    /// The largest partial derivative there, without sign.
    pub slope: f64,
}

/// The least of the minima that are reached from several starts; `None` where the function has a value at none. All go down
/// most of the way, the lowest the rest. A search ends where a coordinate goes beyond its limit, without sign: there is no
/// minimum that way.
pub fn least<const N: usize>(
    starts: &[[f64; N]],
    limits: &[f64; N],
    mut function: impl FnMut(&[f64; N]) -> Value<N>,
) -> Option<Minimum<N>> {
    let mut descent = Descent::new(starts, *limits);
    while descent.step(&mut function) {}
    if descent.settle(&mut function) {
        while descent.step(&mut function) {}
    }
    descent.minimum()
}

/// The search of [`least`], to be left after any iteration and taken up again.
#[derive(Clone, Debug)]
pub struct Descent<const N: usize> {
    starts: VecDeque<[f64; N]>,
    limits: [f64; N],
    /// The way that is being gone.
    current: Option<Search<N>>,
    /// The end of the lowest way so far.
    lowest: Option<Search<N>>,
    standstill: f64,
}

impl<const N: usize> Descent<N> {
    /// Before the first start.
    #[must_use]
    pub fn new(starts: &[[f64; N]], limits: [f64; N]) -> Self {
        let starts = starts.iter().copied().collect();
        Self { starts, limits, current: None, lowest: None, standstill: NEARLY }
    }

    /// Looks at a start or goes an iteration on; `false` once every way was gone.
    pub fn step(&mut self, function: &mut impl FnMut(&[f64; N]) -> Value<N>) -> bool {
        let Some(search) = &mut self.current else {
            let Some(start) = self.starts.pop_front() else { return false };
            self.current = Search::new(start, function);
            return true;
        };
        if !search.iterate(&self.limits, self.standstill, function) {
            let ended = self.current.take();
            if self
                .lowest
                .as_ref()
                .is_none_or(|lowest| ended.as_ref().is_some_and(|own| own.value < lowest.value))
            {
                self.lowest = ended;
            }
        }
        true
    }

    /// Takes up the lowest way again, to go it to its end, with what may be a better function; `false` where there is none.
    pub fn settle(&mut self, function: &mut impl FnMut(&[f64; N]) -> Value<N>) -> bool {
        let Some(search) = self.lowest.take() else { return false };
        let (value, gradient) = function(&search.at);
        self.standstill = STANDSTILL;
        self.current =
            value.is_finite().then_some(Search { value, gradient, idle: 0, iterations: 0, ..search });
        true
    }

    /// Whether no way ended within the limits.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.lowest.as_ref().is_none_or(|lowest| lowest.beyond(&self.limits))
    }

    /// The end of the lowest way.
    #[must_use]
    pub fn minimum(&self) -> Option<Minimum<N>> {
        let search = self.lowest.as_ref()?;
        Some(Minimum { at: search.at, value: search.value, slope: largest(&search.gradient) })
    }
}

/// A way down, with what is known of the curvature.
#[derive(Clone, Debug)]
struct Search<const N: usize> {
    at: [f64; N],
    value: f64,
    gradient: [f64; N],
    /// Estimate of the inverse Hessian; the identity while `fresh`.
    inverse: [[f64; N]; N],
    fresh: bool,
    iterations: usize,
    /// Iterations in a row that gained too little.
    idle: usize,
}

impl<const N: usize> Search<N> {
    fn new(at: [f64; N], function: &mut impl FnMut(&[f64; N]) -> Value<N>) -> Option<Self> {
        let (value, gradient) = function(&at);
        value.is_finite().then(|| Self {
            at,
            value,
            gradient,
            inverse: identity(),
            fresh: true,
            iterations: 0,
            idle: 0,
        })
    }

    /// Goes an iteration on; `false` where it is flat, beyond a limit, or two iterations gained too little.
    fn iterate(
        &mut self,
        limits: &[f64; N],
        standstill: f64,
        function: &mut impl FnMut(&[f64; N]) -> Value<N>,
    ) -> bool {
        let ends = self.idle == 2 || self.iterations == ITERATIONS || largest(&self.gradient) <= FLAT;
        if ends || self.beyond(limits) {
            return false;
        }
        self.iterations += 1;
        let direction = downhill(&self.inverse, &self.gradient);
        match line_search(&self.at, self.value, &self.gradient, &direction, function) {
            Some((point, next)) => {
                let gained = self.value - next.0;
                self.move_to(point, next);
                self.idle = if gained <= standstill * self.value.abs() { self.idle + 1 } else { 0 };
                true
            }
            None if self.fresh => false,
            None => {
                (self.inverse, self.fresh) = (identity(), true);
                true
            }
        }
    }

    fn beyond(&self, limits: &[f64; N]) -> bool {
        self.at.iter().zip(limits).any(|(at, limit)| at.abs() > *limit)
    }

    fn move_to(&mut self, point: [f64; N], (value, gradient): Value<N>) {
        let step: [f64; N] = std::array::from_fn(|i| point[i] - self.at[i]);
        let change: [f64; N] = std::array::from_fn(|i| gradient[i] - self.gradient[i]);
        if self.fresh {
            let scale = (dot(&step, &change) / dot(&change, &change)).max(f64::MIN_POSITIVE);
            self.inverse.iter_mut().enumerate().for_each(|(i, row)| row[i] = scale);
        }
        update(&mut self.inverse, &step, &change);
        self.fresh = false;
        (self.at, self.value, self.gradient) = (point, value, gradient);
    }
}

/// A point along `direction` that lies enough lower and is enough flatter, with value and gradient there.
fn line_search<const N: usize>(
    at: &[f64; N],
    value: f64,
    gradient: &[f64; N],
    direction: &[f64; N],
    function: &mut impl FnMut(&[f64; N]) -> Value<N>,
) -> Option<([f64; N], Value<N>)> {
    let slope = dot(gradient, direction);
    if slope >= 0.0 {
        return None;
    }
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut length = (LONGEST_STEP / largest(direction)).min(1.0);
    let mut best = None;
    for _ in 0..TRIALS {
        if -length * slope <= ROUNDING * value.abs() {
            break;
        }
        let point = std::array::from_fn(|i| at[i] + length * direction[i]);
        let next = function(&point);
        if !next.0.is_finite() || next.0 > value + 1e-4 * length * slope {
            high = length;
        } else {
            let steep = dot(&next.1, direction) < 0.9 * slope;
            best = Some((point, next));
            if !steep || 2.0 * length * largest(direction) > LONGEST_STEP {
                break;
            }
            low = length;
        }
        length = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * length };
    }
    best
}

/// −H g.
fn downhill<const N: usize>(inverse: &[[f64; N]; N], gradient: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|i| -dot(&inverse[i], gradient))
}

/// The BFGS update of the inverse Hessian; none where the curvature is not positive.
fn update<const N: usize>(inverse: &mut [[f64; N]; N], step: &[f64; N], change: &[f64; N]) {
    let curvature = dot(step, change);
    if curvature <= 1e-14 * (dot(step, step) * dot(change, change)).sqrt() {
        return;
    }
    let turned: [f64; N] = std::array::from_fn(|i| dot(&inverse[i], change));
    let stretch = (1.0 + dot(change, &turned) / curvature) / curvature;
    for i in 0..N {
        for j in 0..N {
            inverse[i][j] +=
                stretch * step[i] * step[j] - (turned[i] * step[j] + step[i] * turned[j]) / curvature;
        }
    }
}

fn identity<const N: usize>() -> [[f64; N]; N] {
    std::array::from_fn(|i| std::array::from_fn(|j| if i == j { 1.0 } else { 0.0 }))
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

fn largest<const N: usize>(values: &[f64; N]) -> f64 {
    values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minimum<const N: usize>(
        start: [f64; N],
        function: impl FnMut(&[f64; N]) -> Value<N>,
    ) -> Option<Minimum<N>> {
        least(&[start], &[100.0; N], function)
    }

    /// Rosenbrock's valley: the minimum is 0 at (1, 1); the customary start is (−1.2, 1).
    #[test]
    fn rosenbrock() {
        let found = minimum([-1.2, 1.0], |&[x, y]| {
            let (a, b) = (1.0 - x, y - x * x);
            (a * a + 100.0 * b * b, [-2.0 * a - 400.0 * x * b, 200.0 * b])
        })
        .unwrap();
        assert!((found.at[0] - 1.0).abs() < 1e-7 && (found.at[1] - 1.0).abs() < 1e-7, "{found:?}");
    }

    /// A bowl of very unequal width; its minimum is (3, −2, 0.5).
    #[test]
    fn unequal_bowl() {
        let centre = [3.0, -2.0, 0.5];
        let width = [1.0, 1e-2, 1e3];
        let found = minimum([0.0; 3], |at| {
            let away: [f64; 3] = std::array::from_fn(|i| at[i] - centre[i]);
            let value = (0..3).fold(0.0, |sum, i| sum + 0.5 * width[i] * away[i] * away[i]);
            (value, std::array::from_fn(|i| width[i] * away[i]))
        })
        .unwrap();
        assert!((0..3).all(|i| (found.at[i] - centre[i]).abs() < 1e-5), "{found:?}");
    }

    #[test]
    fn a_function_without_a_value_at_the_start_has_no_minimum() {
        assert_eq!(minimum([0.0], |_| (f64::NAN, [0.0])), None);
    }

    /// A wall of infinity beside the way does not stop the search: −ln x + x has its minimum 1 at x = 1.
    #[test]
    fn walls_are_stepped_back_from() {
        let found = minimum([8.0], |&[x]| {
            if x <= 0.0 { (f64::INFINITY, [0.0]) } else { (x - libm::log(x), [1.0 - 1.0 / x]) }
        })
        .unwrap();
        assert!((found.at[0] - 1.0).abs() < 1e-8, "{found:?}");
    }

    /// x⁴ − 8x² + x has two valleys; the left one is deeper. Both starts are tried, in either order.
    #[test]
    fn the_deeper_valley_wins() {
        let valley = |&[x]: &[f64; 1]| (x * x * (x * x - 8.0) + x, [4.0 * x * x * x - 16.0 * x + 1.0]);
        for starts in [[[3.0], [-3.0]], [[-3.0], [3.0]]] {
            let found = least(&starts, &[100.0], valley).unwrap();
            assert!((found.at[0] + 2.030_547).abs() < 1e-6, "{found:?}");
        }
    }

    /// e^−x falls for ever; the search ends beyond the limit and not far behind it.
    #[test]
    fn a_slope_without_end_is_left_at_the_limit() {
        let found = least(&[[0.0]], &[9.0], |&[x]| (libm::exp(-x), [-libm::exp(-x)])).unwrap();
        assert!(found.at[0] > 9.0 && found.at[0] <= 9.0 + LONGEST_STEP, "{found:?}");
    }
}
