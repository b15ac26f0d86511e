use super::*;
use crate::metrics::models::fixture::{cdnow, day};
use crate::metrics::value::past::Told;
use crate::predict::models::Modelling;

fn until(buying: &Buying, cut: i32) -> Buying {
    let mut keys = Vec::new();
    let mut orders = crate::tables::buying::Dated { starts: vec![0], ..Default::default() };
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
    let refunds = crate::tables::buying::Dated { starts: vec![0; keys.len() + 1], ..Default::default() };
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

/// CDNOW's first orders fall in the first quarter of 1997: its months are January 1997 to June 1998.
#[test]
fn months_of_cdnow() {
    let data = cdnow();
    let report = looked_back(&data, &models(&data), 36);
    assert_eq!(report.months.len(), 18);
    assert_eq!(
        (report.months[0].month.as_str(), report.months[17].as_of.as_str()),
        ("1997-01", "1998-06-30")
    );
    let september = &report.months[8];
    let value = september.value.as_ref().unwrap();
    assert_eq!((september.customers, value.historic.n), (2_357, 2_357));
    println!("{}", serde_json::to_string_pretty(&report.months).unwrap());
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
