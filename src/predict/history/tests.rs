use super::*;
use crate::metrics::models::fixture::{cdnow, day};
use crate::metrics::value::past::Told;
use crate::predict::models::Modelling;
use crate::tables::buying::Dated;

/// What was known at the end of a day.
fn until(buying: &Buying, cut: i32) -> Buying {
    let mut keys = Vec::new();
    let mut orders = Dated { starts: vec![0], ..Default::default() };
    for at in 0..buying.customers() {
        let known = buying.orders.range(at).filter(|&row| buying.orders.day[row] <= cut);
        let before = orders.day.len();
        for row in known {
            orders.day.push(buying.orders.day[row]);
            orders.net.push(buying.orders.net[row]);
            orders.currency.push(0);
        }
        if orders.day.len() > before {
            keys.push(buying.keys[at].clone());
            orders.starts.push(u32::try_from(orders.day.len()).unwrap());
        }
    }
    let refunds = Dated { starts: vec![0; keys.len() + 1], ..Default::default() };
    Buying { keys, orders, refunds, as_of: cut, ..buying.clone() }
}

/// Whoever is silent for over 90 days is flagged, and everybody can be judged.
fn past(buying: &Buying, cut: i32) -> Past {
    let buying = until(buying, cut);
    let flags = (0..buying.customers())
        .map(|at| buying.orders.days(at).last().is_some_and(|&last| cut - last > 90))
        .collect();
    let told = Told { definition: "D4".to_owned(), judged: buying.customers() as u64 };
    Past { buying, told, flags }
}

fn looked_back(buying: &Buying, models: &Models, months: u32) -> HistoryReport {
    let mut history = History::new(buying, models, &HistoryOptions { months }).unwrap();
    while let Some(day) = history.next_day() {
        history.tell(past(buying, day));
        while history.is_at_work() {
            history.step();
        }
    }
    history.finish()
}

fn models(buying: &Buying) -> Models {
    Modelling::new(buying, ModelOptions::default()).unwrap().finish(buying, None).0
}

/// CDNOW's first orders fall in the first quarter of 1997: its months are January 1997 to June 1998, all 2,357 customers are known from
/// March 1997 on, and 365 days are foretold from 183 days on.
#[test]
fn months_of_cdnow() {
    let data = cdnow();
    let models = models(&data);
    let report = looked_back(&data, &models, 36);
    assert_eq!(report.months.len(), 18);
    assert_eq!(
        (report.months[0].month.as_str(), report.months[17].as_of.as_str()),
        ("1997-01", "1998-06-30")
    );
    let customers: Vec<u64> = report.months[..3].iter().map(|month| month.customers).collect();
    assert_eq!(customers, [781, 1_638, 2_357]);
    let foretold = |month: &HistoryMonth| month.value.as_ref().is_some_and(|value| value.predicted.is_some());
    let known: Vec<bool> = report.months.iter().map(foretold).collect();
    assert_eq!(known, [[false; 6].as_slice(), &[true; 12]].concat());
    assert!(report.notices.is_empty() && report.model == models.chosen);
}

/// Without a model nothing is foretold; what customers had brought and who was silent stays.
#[test]
fn without_a_model() {
    let data = cdnow();
    let report = looked_back(&data, &Models { chosen: None, ..models(&data) }, 1);
    assert_eq!(report.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), ["historyNoModel"]);
    let month = &report.months[0];
    let value = month.value.as_ref().unwrap();
    assert_eq!((value.predicted, value.lost, month.reasons.len()), (None, None, 0));
    assert!(value.historic.mean.is_some_and(|mean| mean > 0.0) && month.churn.is_some());
}

/// Later orders change no earlier month as long as the same kind of model is in use.
#[test]
fn nothing_leaks_back() {
    let data = cdnow();
    let (whole, cut) = (models(&data), until(&data, day("19980331")));
    let mut earlier = models(&cut);
    earlier.chosen = whole.chosen;
    let (all, part) = (looked_back(&data, &whole, 12), looked_back(&cut, &earlier, 9));
    assert_eq!(part.months.last().unwrap().month, "1998-03");
    assert_eq!(all.months[..9], part.months[..]);
}

#[test]
fn options_have_a_range() {
    let data = cdnow();
    let models = models(&data);
    for months in [0, 37] {
        let wrong = History::new(&data, &models, &HistoryOptions { months }).unwrap_err();
        assert_eq!(wrong.code(), "unknownOption");
    }
}
