//! Linear equations with few unknowns.

/// The solution of `a` x = `b` for a symmetric positive definite `a`, of which the lower triangle is read (Cholesky);
/// `None` where it is not positive definite.
#[must_use]
pub fn solve<const N: usize>(mut a: [[f64; N]; N], mut b: [f64; N]) -> Option<[f64; N]> {
    for row in 0..N {
        for column in 0..=row {
            let known = (0..column).fold(0.0, |sum, k| sum + a[row][k] * a[column][k]);
            let rest = a[row][column] - known;
            if row > column {
                a[row][column] = rest / a[column][column];
            } else if rest > 0.0 {
                a[row][row] = rest.sqrt();
            } else {
                return None;
            }
        }
    }
    for row in 0..N {
        let known = (0..row).fold(0.0, |sum, k| sum + a[row][k] * b[k]);
        b[row] = (b[row] - known) / a[row][row];
    }
    for row in (0..N).rev() {
        let known = (row + 1..N).fold(0.0, |sum, k| sum + a[k][row] * b[k]);
        b[row] = (b[row] - known) / a[row][row];
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 4x + 2y = 10, 2x + 3y = 11: x = 1, y = 3. A matrix with eigenvalue −1 is refused.
    #[test]
    fn two_equations() {
        let [x, y] = solve([[4.0, 0.0], [2.0, 3.0]], [10.0, 11.0]).unwrap();
        assert!((x - 1.0).abs() < 1e-14 && (y - 3.0).abs() < 1e-14);
        assert_eq!(solve([[1.0, 0.0], [2.0, 1.0]], [1.0, 1.0]), None);
    }
}
