//! Kaplan–Meier curves from day histograms: how many intervals ended, and how many were cut off, at each
//! length. Exact and independent of the order of the intervals.

/// By how much products of shares may be off: S that is ½ on paper must count as ½.
const ROUNDING: f64 = 1e-12;

/// A product-limit curve, one step a day on which it falls.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Days on which S falls, ascending.
    pub days: Vec<u32>,
    /// Intervals at risk on each.
    pub at_risk: Vec<u64>,
    /// Intervals that end on each.
    pub events: Vec<u64>,
    /// S after each.
    pub survival: Vec<f64>,
    /// The longest interval, ended or cut off.
    pub horizon: u32,
}

impl Curve {
    /// The curve of `events[d]` ended and `censored[d]` cut-off intervals of d days, the slices being of one
    /// length. At a tie events come before censorings. S(t) = Π (1 − d_i / n_i) (Kaplan and Meier 1958).
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn new(events: &[u64], censored: &[u64]) -> Self {
        let mut curve = Self::empty();
        let mut at_risk: u64 = events.iter().sum::<u64>() + censored.iter().sum::<u64>();
        // Between censorings the factors telescope: S falls in proportion to those left, with one rounding.
        let (mut base, mut base_at_risk) = (1.0, at_risk);
        let mut survival = 1.0;
        for (day, (&ended, &cut)) in (0_u32..).zip(events.iter().zip(censored)) {
            if ended > 0 {
                survival = base * ((at_risk - ended) as f64 / base_at_risk as f64);
                curve.days.push(day);
                curve.at_risk.push(at_risk);
                curve.events.push(ended);
                curve.survival.push(survival);
            }
            if ended + cut > 0 {
                curve.horizon = day;
                at_risk -= ended + cut;
            }
            if cut > 0 {
                (base, base_at_risk) = (survival, at_risk);
            }
        }
        curve
    }

    fn empty() -> Self {
        Self { days: vec![], at_risk: vec![], events: vec![], survival: vec![], horizon: 0 }
    }

    /// S at a day.
    #[must_use]
    pub fn at(&self, day: u32) -> f64 {
        match self.days.partition_point(|&d| d <= day) {
            0 => 1.0,
            steps => self.survival[steps - 1],
        }
    }

    /// The first day with S ≤ `level`, rounding aside; `None` if the curve stays above.
    #[must_use]
    pub fn first_at_most(&self, level: f64) -> Option<u32> {
        self.days.get(self.survival.partition_point(|&s| s > level + ROUNDING)).copied()
    }

    /// The first day with S ≤ ½.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        self.first_at_most(0.5)
    }

    /// Area under S from 0 to `until`.
    #[must_use]
    pub fn restricted_mean(&self, until: u32) -> f64 {
        let mut area = 0.0;
        let mut from = 0;
        let mut level = 1.0;
        for (&day, &survival) in self.days.iter().zip(&self.survival) {
            if day >= until {
                break;
            }
            area += level * f64::from(day - from);
            (from, level) = (day, survival);
        }
        area + level * f64::from(until - from)
    }

    /// Standard errors of S after each step by Greenwood's formula, S √Σ d / (n (n − d)), for intervals that
    /// are independent of each other.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn greenwood(&self) -> Vec<f64> {
        let mut total = 0.0;
        let steps = self.at_risk.iter().zip(&self.events).zip(&self.survival);
        steps
            .map(|((&n, &d), &survival)| {
                if n == d {
                    return 0.0;
                }
                total += d as f64 / (n as f64 * (n - d) as f64);
                survival * total.sqrt()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// t = 10, 12, 12, 20, 25, 30, 30, 40; event = 1, 1, 0, 1, 1, 0, 1, 0 (FORMULAS, section 4).
    fn golden() -> Curve {
        let (mut events, mut censored) = (vec![0; 41], vec![0; 41]);
        [10, 12, 20, 25, 30].iter().for_each(|&t| events[t] += 1);
        [12, 30, 40].iter().for_each(|&t| censored[t] += 1);
        Curve::new(&events, &censored)
    }

    fn near(values: &[f64], expected: &[f64]) {
        assert_eq!(values.len(), expected.len());
        assert!(values.iter().zip(expected).all(|(a, b)| (a - b).abs() < 5e-7), "{values:?} {expected:?}");
    }

    #[test]
    fn curve_and_greenwood() {
        let curve = golden();
        assert_eq!(curve.days, [10, 12, 20, 25, 30]);
        assert_eq!(curve.at_risk, [8, 7, 5, 4, 3]);
        near(&curve.survival, &[0.875, 0.75, 0.6, 0.45, 0.3]);
        near(&curve.greenwood(), &[0.116_927, 0.153_093, 0.181_659, 0.188_249, 0.175_357]);
        near(&[curve.at(9), curve.at(10), curve.at(24), curve.at(99)], &[1.0, 0.875, 0.6, 0.3]);
    }

    #[test]
    fn median_and_restricted_mean() {
        let curve = golden();
        assert_eq!((curve.median(), curve.horizon), (Some(25), 40));
        near(&[curve.restricted_mean(40), curve.restricted_mean(15)], &[26.0, 10.0 + 1.75 + 2.25]);
        assert_eq!(curve.first_at_most(0.05), None);
    }

    /// (1 − 1/10)(1 − 2/9)(1 − 2/7) with one censored after the first event is exactly one half: 9/10 · 7/9 · 5/7.
    #[test]
    fn half_on_paper_is_half() {
        let curve = Curve::new(&[0, 1, 2, 2, 0], &[0, 0, 0, 0, 5]);
        assert_eq!(curve.median(), Some(3));
        let censored = Curve::new(&[0, 1, 2, 2, 0], &[0, 0, 0, 3, 3]);
        assert_eq!(censored.survival[2].to_bits(), (6.0_f64 / 11.0).to_bits());
    }

    #[test]
    fn without_events_the_curve_stays_at_one() {
        let curve = Curve::new(&[0, 0, 0], &[0, 1, 1]);
        assert_eq!((curve.median(), curve.horizon), (None, 2));
        near(&[curve.restricted_mean(2)], &[2.0]);
        assert_eq!(Curve::new(&[], &[]).horizon, 0);
    }
}
