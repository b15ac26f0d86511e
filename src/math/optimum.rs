//! Minima of smooth functions of a few variables: BFGS with exact gradients and a weak-Wolfe line search
//! (Nocedal and Wright, Numerical Optimization, 2006, 6.1; Lewis and Overton 2013 for the search).
//!
//! Own code, because the optimiser that is kept best (argmin) times each of its iterations with the host's clock.

/// Iterations at most.
const ITERATIONS: usize = 200;
/// No coordinate moves further than this in one iteration.
const LONGEST_STEP: f64 = 2.0;
/// The search ends where no partial derivative is larger.
const FLAT: f64 = 1e-9;
/// It also ends after two iterations that gain no larger part of the value.
const STANDSTILL: f64 = 1e-13;
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

/// The minimum that is reached from `start`; `None` where the function has no value there.
pub fn minimum<const N: usize>(
    start: [f64; N],
    mut function: impl FnMut(&[f64; N]) -> Value<N>,
) -> Option<Minimum<N>> {
    let mut at = start;
    let (mut value, mut gradient) = function(&at);
    if !value.is_finite() {
        return None;
    }
    let mut inverse = identity::<N>();
    let mut fresh = true;
    let mut idle = 0;
    for _ in 0..ITERATIONS {
        if largest(&gradient) <= FLAT {
            break;
        }
        let direction = downhill(&inverse, &gradient);
        let Some((point, next)) = line_search(&at, value, &gradient, &direction, &mut function) else {
            if fresh {
                break;
            }
            (inverse, fresh) = (identity(), true);
            continue;
        };
        let step: [f64; N] = std::array::from_fn(|i| point[i] - at[i]);
        let change: [f64; N] = std::array::from_fn(|i| next.1[i] - gradient[i]);
        if fresh {
            let scale = dot(&step, &change) / dot(&change, &change);
            inverse.iter_mut().enumerate().for_each(|(i, row)| row[i] = scale.max(f64::MIN_POSITIVE));
        }
        update(&mut inverse, &step, &change);
        fresh = false;
        let gained = value - next.0;
        (at, value, gradient) = (point, next.0, next.1);
        idle = if gained <= STANDSTILL * value.abs() { idle + 1 } else { 0 };
        if idle == 2 {
            break;
        }
    }
    Some(Minimum { at, value, slope: largest(&gradient) })
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
}
