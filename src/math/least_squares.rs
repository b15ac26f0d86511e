//! Ordinary least squares by the normal equations: few columns that are well scaled.

use super::linear::Cholesky;

/// A fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// One a column.
    pub coefficients: Vec<f64>,
    /// Sum of squared residuals.
    pub residual: f64,
    /// Rows.
    pub n: usize,
    /// Of X'X.
    factor: Cholesky,
}

impl Fit {
    /// y on the rows of x; `None` where the columns are not independent or not fewer than the rows.
    #[must_use]
    pub fn new(x: &[Vec<f64>], y: &[f64]) -> Option<Self> {
        let columns = x.first()?.len();
        if x.len() <= columns {
            return None;
        }
        let product = |a: usize, b: usize| x.iter().map(|row| row[a] * row[b]).sum::<f64>();
        let squares: Vec<Vec<f64>> = (0..columns).map(|a| (0..=a).map(|b| product(a, b)).collect()).collect();
        let factor = Cholesky::new(&squares)?;
        let mut coefficients: Vec<f64> =
            (0..columns).map(|a| x.iter().zip(y).map(|(row, y)| row[a] * y).sum()).collect();
        factor.solve(&mut coefficients);
        let mut fit = Self { coefficients, residual: 0.0, n: x.len(), factor };
        fit.residual = x.iter().zip(y).map(|(row, y)| (y - fit.value(row)) * (y - fit.value(row))).sum();
        Some(fit)
    }

    /// The value that the fit gives a row.
    #[must_use]
    pub fn value(&self, row: &[f64]) -> f64 {
        row.iter().zip(&self.coefficients).map(|(x, b)| x * b).sum()
    }

    /// Standard error of a new observation at a row: s √(1 + x'(X'X)⁻¹x).
    #[must_use]
    pub fn prediction_error(&self, row: &[f64]) -> f64 {
        let mut parts = row.to_vec();
        self.factor.forward(&mut parts);
        let leverage: f64 = parts.iter().map(|part| part * part).sum();
        (self.residual / self.freedom() * (1.0 + leverage)).sqrt()
    }

    /// Akaike's criterion corrected for small samples, up to a constant; infinite where it does not exist.
    #[must_use]
    pub fn aicc(&self) -> f64 {
        let (n, p) = (real(self.n), real(self.coefficients.len()) + 1.0);
        if n <= p + 1.0 {
            return f64::INFINITY;
        }
        n * libm::log((self.residual / n).max(1e-300)) + 2.0 * p + 2.0 * p * (p + 1.0) / (n - p - 1.0)
    }

    fn freedom(&self) -> f64 {
        real(self.n - self.coefficients.len())
    }
}

#[allow(clippy::cast_precision_loss)]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y = 1, 3, 2, 5 on x = 0, 1, 2, 3: slope 1.1, intercept 1.1, residual 2.7; R: predict(lm(y ~ x), x = 4) has
    /// standard error s √(1 + 1/4 + 2.5²/5) with s² = 1.35.
    #[test]
    fn a_line() {
        let x: Vec<Vec<f64>> = (0..4).map(|t| vec![1.0, f64::from(t)]).collect();
        let fit = Fit::new(&x, &[1.0, 3.0, 2.0, 5.0]).unwrap();
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} is not {b}");
        near(fit.coefficients[0], 1.1);
        near(fit.coefficients[1], 1.1);
        near(fit.residual, 2.7);
        near(fit.prediction_error(&[1.0, 4.0]), (1.35_f64 * 2.5).sqrt());
        assert!(fit.aicc().is_infinite());
    }

    #[test]
    fn dependent_columns_have_no_fit() {
        let x: Vec<Vec<f64>> = (0..5).map(|t| vec![1.0, f64::from(t), 2.0 * f64::from(t)]).collect();
        assert!(Fit::new(&x, &[1.0, 2.0, 3.0, 4.0, 6.0]).is_none());
        assert!(Fit::new(&[vec![1.0]], &[1.0]).is_none() && Fit::new(&[], &[]).is_none());
    }
}
