//! Forecast of the coming periods by the method that did best on the last season.
//!
//! harmonic: regression on sin and cos of k turns a year, k ≤ 3, and on a line through time where two seasons or more are known; the
//! number of harmonics by AICc; interval ± z s √(1 + x'(X'X)⁻¹x). seasonalNaive: the value of a season before. mean: the mean of the
//! last season. The intervals of these two are ± z times the root mean squared error in the back-test. Each method is given all
//! periods but the last season and forecasts that; the least mean absolute error wins, at a tie the simpler method. Values and
//! limits do not go under 0.

use super::series::{Series, middle, name, season};
use crate::math::intervals::Z95;
use crate::math::least_squares::Fit;
use crate::metrics::real;
use crate::time::format_day;
use serde::Serialize;
use std::f64::consts::TAU;

/// Most harmonics.
const HARMONICS: usize = 3;

/// How a forecast is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// The mean of the last season.
    Mean,
    /// The value of a season before.
    SeasonalNaive,
    /// Regression on turns of the year.
    Harmonic,
}

/// How the methods did on the last season.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BackTest {
    /// First period forecast.
    pub from: String,
    /// Last one.
    pub to: String,
    /// Number of them.
    pub periods: u64,
    /// Simplest first.
    pub methods: Vec<Tried>,
    /// The one with the least error.
    pub winner: Method,
}

/// How one method did.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Tried {
    /// The method.
    pub method: Method,
    /// Mean absolute error.
    pub mae: f64,
    /// Mean of forecast less value.
    pub bias: f64,
    #[serde(skip)]
    rmse: f64,
}

/// What comes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// How it was made.
    pub method: Method,
    /// Turns a year in the regression.
    pub harmonics: usize,
    /// Whether it has a line through time.
    pub trend: bool,
    /// By period.
    pub rows: Vec<Coming>,
}

/// One period that comes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coming {
    /// Its name.
    pub period: String,
    /// First day.
    pub start: String,
    /// Forecast.
    pub value: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// First day.
    #[serde(skip)]
    pub day: i32,
}

/// The back-test; `None` with under two seasons.
#[must_use]
pub fn back_test(series: &Series) -> Option<BackTest> {
    let m = season(series.grain);
    if series.seasons() < 2 {
        return None;
    }
    let known = series.without_last(m);
    let from = known.values.len();
    let came = &series.values[from..];
    let mut methods = Vec::new();
    for method in [Method::Mean, Method::SeasonalNaive, Method::Harmonic] {
        let Some(made) = Made::new(&known, method) else { continue };
        let ahead = made.values(&known, &series.starts[from..]);
        methods.push(tried(method, &ahead.iter().map(|value| value.0).collect::<Vec<_>>(), came));
    }
    let mut best = *methods.first()?;
    methods.iter().filter(|tried| tried.method != Method::Mean).for_each(|tried| {
        if tried.mae < best.mae {
            best = *tried;
        }
    });
    let period = |at: usize| name(series.grain, series.starts[at]);
    let to = period(series.starts.len() - 1);
    Some(BackTest { from: period(from), to, periods: m as u64, methods, winner: best.method })
}

fn tried(method: Method, ahead: &[f64], came: &[f64]) -> Tried {
    let n = real(came.len() as u64);
    let errors: Vec<f64> = ahead.iter().zip(came).map(|(made, came)| made - came).collect();
    Tried {
        method,
        mae: errors.iter().map(|error| error.abs()).sum::<f64>() / n,
        bias: errors.iter().sum::<f64>() / n,
        rmse: (errors.iter().map(|error| error * error).sum::<f64>() / n).sqrt(),
    }
}

/// The next `ahead` periods by the method that won.
#[must_use]
pub fn forecast(series: &Series, test: &BackTest, ahead: usize) -> Option<Forecast> {
    let made = Made::new(series, test.winner)?;
    let error = test.methods.iter().find(|tried| tried.method == test.winner)?.rmse;
    let starts = series.following(ahead);
    let row = |(&day, (value, own)): (&i32, (f64, Option<f64>))| {
        let half = Z95 * own.unwrap_or(error);
        Coming {
            period: name(series.grain, day),
            start: format_day(day),
            value,
            low: (value - half).max(0.0),
            high: value + half,
            day,
        }
    };
    let rows = starts.iter().zip(made.values(series, &starts)).map(row).collect();
    let (harmonics, trend) = made.shape();
    Some(Forecast { method: test.winner, harmonics, trend, rows })
}

/// A method that knows a series.
enum Made {
    Mean(f64),
    SeasonalNaive,
    Harmonic { fit: Fit, harmonics: usize, trend: bool },
}

impl Made {
    fn new(series: &Series, method: Method) -> Option<Self> {
        let m = season(series.grain);
        match method {
            Method::Mean => {
                let last = series.values.get(series.values.len().checked_sub(m)?..)?;
                Some(Self::Mean(last.iter().sum::<f64>() / real(m as u64)))
            }
            Method::SeasonalNaive => (series.values.len() >= m).then_some(Self::SeasonalNaive),
            Method::Harmonic => harmonic(series),
        }
    }

    /// Forecasts and, where the method has one, the error of each; the periods follow the series.
    fn values(&self, series: &Series, starts: &[i32]) -> Vec<(f64, Option<f64>)> {
        let m = season(series.grain);
        let n = series.values.len();
        let one = |(at, &start): (usize, &i32)| match self {
            Self::Mean(mean) => (*mean, None),
            Self::SeasonalNaive => (series.values[n - m + at % m], None),
            Self::Harmonic { fit, harmonics, trend } => {
                let row = row(series, n + at, start, *harmonics, *trend);
                (fit.value(&row).max(0.0), Some(fit.prediction_error(&row)))
            }
        };
        starts.iter().enumerate().map(one).collect()
    }

    fn shape(&self) -> (usize, bool) {
        match self {
            Self::Harmonic { harmonics, trend, .. } => (*harmonics, *trend),
            _ => (0, false),
        }
    }
}

fn harmonic(series: &Series) -> Option<Made> {
    let trend = series.seasons() >= 2;
    let mut best: Option<(f64, Made)> = None;
    for harmonics in 1..=HARMONICS {
        let places = series.starts.iter().enumerate();
        let x: Vec<Vec<f64>> = places.map(|(at, &start)| row(series, at, start, harmonics, trend)).collect();
        let Some(fit) = Fit::new(&x, &series.values) else { continue };
        let criterion = fit.aicc();
        if criterion.is_finite() && best.as_ref().is_none_or(|known| criterion < known.0) {
            best = Some((criterion, Made::Harmonic { fit, harmonics, trend }));
        }
    }
    best.map(|best| best.1)
}

/// 1, sin and cos of k turns a year, and time in seasons.
fn row(series: &Series, at: usize, start: i32, harmonics: usize, trend: bool) -> Vec<f64> {
    let angle = TAU * middle(series.grain, start);
    let mut row = vec![1.0];
    for k in 1..=harmonics {
        let turns = real(k as u64) * angle;
        row.extend([libm::sin(turns), libm::cos(turns)]);
    }
    if trend {
        row.push(real(at as u64) / real(season(series.grain) as u64));
    }
    row
}
