//! Linear equations with few unknowns.

/// Part of its own square below which a pivot counts as 0.
const PRECISION: f64 = 1e-12;

/// The lower triangle L of a symmetric positive definite matrix L L'.
#[derive(Clone, Debug, PartialEq)]
pub struct Cholesky(Vec<Vec<f64>>);

impl Cholesky {
    /// Of a matrix of which the lower triangle is read; `None` where it is not positive definite, or so nearly not that its
    /// columns depend on each other.
    #[must_use]
    pub fn new(rows: &[impl AsRef<[f64]>]) -> Option<Self> {
        let mut factor: Vec<Vec<f64>> = Vec::new();
        for (a, row) in rows.iter().enumerate() {
            let mut made: Vec<f64> = Vec::new();
            for (b, &value) in row.as_ref()[..=a].iter().enumerate() {
                let other = factor.get(b).map_or(&made[..], Vec::as_slice);
                let rest = value - dot(&made, other);
                if b < a {
                    made.push(rest / other[b]);
                } else if rest > value * PRECISION && rest > 0.0 {
                    made.push(rest.sqrt());
                } else {
                    return None;
                }
            }
            factor.push(made);
        }
        Some(Self(factor))
    }

    /// v becomes L⁻¹ v.
    pub fn forward(&self, v: &mut [f64]) {
        for (a, row) in self.0.iter().enumerate() {
            v[a] = (v[a] - dot(&row[..a], v)) / row[a];
        }
    }

    /// v becomes L'⁻¹ v.
    fn backward(&self, v: &mut [f64]) {
        for a in (0..v.len()).rev() {
            let known: f64 = (a + 1..v.len()).map(|b| self.0[b][a] * v[b]).sum();
            v[a] = (v[a] - known) / self.0[a][a];
        }
    }

    /// v becomes (L L')⁻¹ v: what the matrix times x gives v.
    pub fn solve(&self, v: &mut [f64]) {
        self.forward(v);
        self.backward(v);
    }
}

/// Of as many values as the shorter one has.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 4x + 2y = 10, 2x + 3y = 11: x = 1, y = 3. A matrix with eigenvalue −1 is refused.
    #[test]
    fn two_equations() {
        let mut v = [10.0, 11.0];
        Cholesky::new(&[[4.0, 0.0], [2.0, 3.0]]).unwrap().solve(&mut v);
        assert!((v[0] - 1.0).abs() < 1e-14 && (v[1] - 3.0).abs() < 1e-14);
        assert_eq!(Cholesky::new(&[[1.0, 0.0], [2.0, 1.0]]), None);
    }
}
