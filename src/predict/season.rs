//! Baskets in, the report on seasons out.

use super::calendar::{Event, calendar};
use super::currency::chosen;
use super::defined;
use super::truncation::Truncated;
use crate::error::{Error, ErrorKind, Notice, Severity};
use crate::metrics::Definition;
use crate::metrics::estimate::in_major;
use crate::metrics::occasions::{NONE, Occasions};
use crate::metrics::period::Grain;
use crate::metrics::season::forecast::{BackTest, Forecast, Method, back_test, forecast};
use crate::metrics::season::index::{HIGH, IndexEntry, LOW, index, positions_where};
use crate::metrics::season::individual::{Individual, individual};
use crate::metrics::season::lists::{OffSeason, PreSeason, Stretch, Year, off_season, pre_season};
use crate::metrics::season::series::{Measure, Series, name, season as season_length};
use crate::tables::baskets::{Baskets, NOBODY};
use crate::time::format_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Adjusted p up to which a category counts as one of the off-season.
const EVIDENT: f64 = 0.05;
/// So many seasons are forecast at most.
const SEASONS: usize = 5;

/// Options of the report on seasons. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SeasonOptions {
    /// ISO 4217 code of the amounts. Default: the currency of most orders.
    pub currency: Option<String>,
    /// Months or weeks.
    pub grain: Grain,
    /// What is summed.
    pub measure: Measure,
    /// Periods forecast; one season by default.
    pub ahead: Option<usize>,
    /// Contact so many days before the peak begins.
    pub lead_days: u16,
    /// Share of customers that count as high-value.
    pub top_share: f64,
    /// Dormant: no order for so many days.
    pub dormant_days: u16,
    /// Rows left out.
    pub offset: usize,
    /// Rows of each list.
    pub limit: usize,
    /// Gives the coming off-season as a calendar too, in these words.
    pub calendar: Option<SeasonWords>,
}

/// Words of the calendar. Unknown keys are an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeasonWords {
    /// Title of an event: "{count}", dormant customers, is filled in.
    pub title: String,
    /// Text of an event: "{categories}", those of the off-season, is filled in.
    pub text: String,
}

impl Default for SeasonWords {
    fn default() -> Self {
        Self {
            title: "Off-season: {count} dormant customers to wake".to_owned(),
            text: "Off-season categories: {categories}".to_owned(),
        }
    }
}

impl Default for SeasonOptions {
    fn default() -> Self {
        Self {
            currency: None,
            grain: Grain::Month,
            measure: Measure::Orders,
            ahead: None,
            lead_days: 21,
            top_share: 0.2,
            dormant_days: 180,
            offset: 0,
            limit: 50,
            calendar: None,
        }
    }
}

/// What is said of seasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Season {
    /// Day of as-of.
    pub as_of: String,
    /// Currency of net sales.
    pub currency: Option<String>,
    /// Months or weeks.
    pub grain: Grain,
    /// What is summed.
    pub measure: Measure,
    /// Whole periods in the data.
    pub periods: u64,
    /// Whole seasons they make.
    pub seasons: u64,
    /// By period.
    pub series: Vec<Point>,
    /// By position in the year.
    pub index: Vec<IndexEntry>,
    /// How the methods did on the last season.
    pub back_test: Option<BackTest>,
    /// What comes.
    pub forecast: Option<Forecast>,
    /// The highest period that comes.
    pub peak: Option<Peak>,
    /// Customers with a season of their own.
    pub individual: Individual,
    /// Whom to write to before the peak.
    pub pre_season: Option<PreSeason>,
    /// What lies outside the season.
    pub off_season: Option<OffSeason>,
    /// The coming off-season as a calendar, where it was asked for and there is one.
    pub calendar: Option<String>,
    /// What to know.
    pub notices: Vec<Notice>,
    /// What the numbers mean.
    pub definitions: BTreeMap<&'static str, &'static Definition>,
}

/// One period of the data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Its name.
    pub period: String,
    /// First day.
    pub start: String,
    /// Orders, net sales or units.
    pub value: f64,
}

/// The highest period of the coming season.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Peak {
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
    /// The lead before it, not before as-of.
    pub contact: String,
    #[serde(skip)]
    contact_day: i32,
}

/// What it means here that customers may have bought before the data.
const TRUNCATED: &str = "their earlier seasons are not in the data, so a season of their own may be missed, and they may have bought in this season before.";

/// The report on seasons. `predicted` are customers' keys and their predicted value, NaN for unknown.
///
/// # Errors
///
/// An option that cannot be.
pub fn season(
    baskets: &Baskets,
    predicted: Option<(&[String], &[f64])>,
    options: &SeasonOptions,
) -> Result<Season, Error> {
    if !(options.top_share > 0.0 && options.top_share <= 1.0) {
        let sentence = "topShare is a share over 0 and at most 1, for instance 0.2";
        return Err(ErrorKind::Option(sentence.to_owned()).into());
    }
    let shown = chosen(&baskets.currencies, &baskets.orders.currency, options.currency.as_deref())?;
    let currency = shown.index;
    let occasions = Occasions::new(baskets, baskets.as_of);
    let series = Series::new(baskets, options.grain, options.measure, currency);
    let index = index(&series);
    let test = back_test(&series);
    let none = test.as_ref().is_some_and(|test| test.winner == Method::Mean);
    let length = season_length(options.grain);
    let ahead = options.ahead.unwrap_or(length).clamp(1, SEASONS * length);
    let forecast = test.as_ref().and_then(|test| forecast(&series, test, ahead));
    let told = forecast.as_ref().filter(|_| !none);
    let peak = told.and_then(|forecast| peak(baskets.as_of, &series, forecast, options));
    let (high, low) =
        (positions_where(&index, &|value| value >= HIGH), positions_where(&index, &|value| value <= LOW));
    let year = Year { grain: options.grain, season: &high, off: &low };
    let page = (options.offset, options.limit);
    let pre_season = peak.as_ref().map(|peak| {
        let values = values(baskets, &occasions, currency, predicted);
        pre_season(&occasions, &year, &values, options.top_share, peak.contact_day, page)
    });
    let shaped = told.is_some() && !high.is_empty() && !low.is_empty();
    let off_season = shaped
        .then(|| off_season(baskets, &occasions, &series, &year, i32::from(options.dormant_days), page));
    let words = options.calendar.as_ref().zip(off_season.as_ref());
    let calendar = words.map(|(words, off)| activity(&format_day(baskets.as_of), off, words));
    let own = individual(&occasions, baskets.as_of, i32::from(options.lead_days), page);
    let matters = own.eligible > 0 || pre_season.is_some();
    let truncated = Truncated::of(&occasions, baskets.first_day, baskets.as_of).filter(|_| matters);
    let truncated = truncated.map(|found| found.notice("leftTruncatedSeason", TRUNCATED));
    let point = |(&start, &value): (&i32, &f64)| Point {
        period: name(options.grain, start),
        start: format_day(start),
        value,
    };
    Ok(Season {
        definitions: defined(crate::metrics::season::DEFINITIONS),
        as_of: format_day(baskets.as_of),
        currency: shown.code.clone(),
        grain: options.grain,
        measure: options.measure,
        periods: series.values.len() as u64,
        seasons: series.seasons() as u64,
        series: series.starts.iter().zip(&series.values).map(point).collect(),
        notices: shown
            .notice()
            .into_iter()
            .chain(notices(&series, &index, test.as_ref()))
            .chain(truncated)
            .collect(),
        back_test: test,
        forecast,
        peak,
        individual: own,
        pre_season,
        off_season,
        calendar,
        index,
    })
}

/// The highest period of the coming season by the forecast.
fn peak(as_of: i32, series: &Series, forecast: &Forecast, options: &SeasonOptions) -> Option<Peak> {
    let coming = forecast.rows.iter().take(season_length(series.grain)).filter(|row| row.day > as_of);
    let best = coming.reduce(|best, row| if row.value > best.value { row } else { best })?;
    let contact_day = best.day.saturating_sub(i32::from(options.lead_days)).max(as_of);
    Some(Peak {
        period: best.period.clone(),
        start: best.start.clone(),
        value: best.value,
        low: best.low,
        high: best.high,
        contact: format_day(contact_day),
        contact_day,
    })
}

/// Each coming stretch of the off-season as one event: how many may be woken, and with which categories.
fn activity(as_of: &str, off: &OffSeason, words: &SeasonWords) -> String {
    let evident = off.categories.iter().filter(|one| one.lift > 1.0 && one.adjusted_p <= EVIDENT);
    let categories: Vec<&str> = evident.map(|one| one.category.as_str()).collect();
    let text = if categories.is_empty() {
        String::new()
    } else {
        words.text.replace("{categories}", &categories.join(", "))
    };
    let event = |stretch: &Stretch| Event {
        uid: format!("{}-off-season@linger", stretch.from.replace('-', "")),
        from: stretch.from.clone(),
        until: Some(format_day(stretch.until)),
        title: words.title.replace("{count}", &off.total.to_string()),
        text: text.clone(),
    };
    calendar("season", as_of, &off.calendar.iter().map(event).collect::<Vec<_>>())
}

/// Value of each customer of the occasions: predicted where predictions are given, else net sales to date in the currency.
fn values(
    baskets: &Baskets,
    occasions: &Occasions,
    currency: u8,
    predicted: Option<(&[String], &[f64])>,
) -> Vec<f64> {
    if let Some((keys, predicted)) = predicted {
        let mut values = vec![f64::NAN; occasions.keys.len()];
        for (key, &value) in keys.iter().zip(predicted) {
            if let Ok(at) = occasions.keys.binary_search(key) {
                values[at] = value;
            }
        }
        return values;
    }
    let mut sums = vec![0_i128; occasions.keys.len()];
    let orders = &baskets.orders;
    for order in 0..orders.day.len() {
        let customer = orders.customer[order];
        if customer == NOBODY || orders.currency[order] != currency || orders.day[order] > baskets.as_of {
            continue;
        }
        let person = occasions.person_of.get(customer as usize).copied().unwrap_or(NONE);
        if let Some(sum) = sums.get_mut(person as usize) {
            *sum += i128::from(orders.net[order].unwrap_or(0));
        }
    }
    sums.into_iter().map(in_major).collect()
}

/// A month or week that stands out in the past, though no forecast by season was better than the plain mean.
fn not_used(grain: Grain, index: &[IndexEntry], test: Option<&BackTest>) -> Option<Notice> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let test = test.filter(|test| test.winner == Method::Mean)?;
    let error = |of: Method| test.methods.iter().find(|tried| tried.method == of).map(|tried| tried.mae);
    let mean = error(Method::Mean)?;
    let seasonal =
        [Method::SeasonalNaive, Method::Harmonic].into_iter().filter_map(error).reduce(f64::min)?;
    let known = index.iter().filter_map(|entry| Some((entry, entry.index?)));
    let (best, height) = known.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    if height < HIGH {
        return None;
    }
    let (code, name, unit) = match grain {
        Grain::Month => ("seasonNotUsed", MONTHS[(best.position - 1) % 12].to_owned(), "month"),
        Grain::Week => ("seasonNotUsedWeeks", format!("Week {}", best.position), "week"),
    };
    let percent = format!("{:.0}", 100.0 * height);
    let years = if best.seasons == 1 { "one year".to_owned() } else { format!("{} years", best.seasons) };
    let (seasonal, mean) = (format!("{seasonal:.1}"), format!("{mean:.1}"));
    let message = format!(
        "{name} stands at {percent} % of an average {unit} (seen in {years}), but the forecast does not follow it: tried on the last year, the best forecast by season was off by {seasonal} a {unit} and the plain mean by {mean}. What happened there may not happen again."
    );
    let params = [
        ("position", best.position.to_string()),
        ("percent", percent),
        ("seasons", best.seasons.to_string()),
        ("error", seasonal),
        ("mean", mean),
    ];
    Some(Notice::new(code, Severity::Info, message, &params))
}

fn notices(series: &Series, index: &[IndexEntry], test: Option<&BackTest>) -> Vec<Notice> {
    let left_out = not_used(series.grain, index, test);
    let explained = left_out.is_some();
    let mut notices: Vec<Notice> = left_out.into_iter().collect();
    let mut say =
        |code, severity, message: &str| notices.push(Notice::new(code, severity, message.to_owned(), &[]));
    match (series.seasons(), test) {
        (0, _) => say(
            "noSeasonSeen",
            Severity::Info,
            "The data hold less than one whole year, so nothing can be said of seasons.",
        ),
        (1, _) => say(
            "oneSeason",
            Severity::Warning,
            "One season seen: what repeats every year cannot be told from what happened once, so nothing is forecast, no peak is told and nobody is listed for it.",
        ),
        (_, Some(test)) if test.winner == Method::Mean && !explained => say(
            "noSeason",
            Severity::Info,
            "No season was found: on the last year the plain mean forecast better than any seasonal method.",
        ),
        (_, Some(test)) if test.winner == Method::SeasonalNaive => say(
            "asLastYear",
            Severity::Info,
            "The forecast repeats the last year: on the last year nothing did better than the year before it.",
        ),
        _ => {}
    }
    notices
}
