//! Each rule at its threshold, one below it, and with what takes the flag away.

use super::visitor::DAY;
use super::*;

const MINUTE: i64 = 60_000;
const NOW: i64 = 100 * DAY;

fn at(now: i64) -> LiveOptions {
    LiveOptions { now, ..LiveOptions::default() }
}

/// An event of the storefront's format in the compact form.
fn line(t: i64, rest: &str) -> String {
    let event: serde_json::Value = serde_json::from_str(&format!("{{{rest}}}")).unwrap();
    let text = |name: &str| event[name].as_str().unwrap_or_default();
    let word = ["id", "a", "q"].map(text).concat();
    let number = ["q", "items", "res", "ms"].iter().find_map(|name| event[*name].as_u64());
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    format!("{}\t{t}\t{}\t{}\t{word}\t{number}\n", text("e"), text("pid"), text("tpl"))
}

fn raised(events: &[String], options: &LiveOptions) -> Vec<&'static str> {
    flags(&events.concat(), options).iter().map(|flag| flag.id).collect()
}

fn only(events: &[String], options: &LiveOptions) -> Evidence {
    let mut flags = flags(&events.concat(), options);
    assert_eq!(flags.len(), 1, "{flags:?}");
    flags.remove(0).evidence
}

#[test]
fn no_events_no_flags() {
    assert_eq!(flags("", &at(NOW)), []);
    assert_eq!(flags("\n[]\nrage\nrage\tx\n\t5\nrage\t-1\t\t\t\t\t\t\t\n", &at(NOW)), []);
}

#[test]
fn a_cart_waits_from_its_last_addition() {
    let events = [
        line(NOW - 9 * DAY, r#""e":"add","id":"1","q":2"#),
        line(NOW - 7 * DAY, r#""e":"add","id":"2""#),
        line(NOW - 6 * DAY, r#""e":"remove","id":"1","q":1"#),
    ];
    assert_eq!(only(&events, &at(NOW)), Evidence::Cart { days: 7, items: 2 });
    assert!(raised(&events, &at(NOW - 1)).is_empty());
    let options = LiveOptions { cart_days: 8, ..at(NOW) };
    assert!(raised(&events, &options).is_empty());
    for end in [r#""e":"order""#, r#""e":"cart","items":0"#, r#""e":"remove","q":9"#] {
        let ended = [events.concat(), line(NOW - 5 * DAY, end)];
        assert!(raised(&ended, &at(NOW)).is_empty(), "{end}");
    }
}

#[test]
fn a_cart_first_seen_full_waits_from_then() {
    let events = [
        line(NOW - 10 * DAY, r#""e":"cart","items":3,"total":9900"#),
        line(NOW - 2 * DAY, r#""e":"cart","items":3"#),
    ];
    assert_eq!(only(&events, &at(NOW)), Evidence::Cart { days: 10, items: 3 });
}

#[test]
fn rage_or_dead_clicks_of_this_visit() {
    let dead = |t| line(t, r##""e":"dead","a":"#buy""##);
    assert!(raised(&[dead(NOW - MINUTE)], &at(NOW)).is_empty());
    assert_eq!(
        only(&[dead(NOW - 2 * MINUTE), dead(NOW - MINUTE)], &at(NOW)),
        Evidence::Clicks { rage: 0, dead: 2, anchor: "#buy".to_owned() }
    );
    let rage = line(NOW - 30 * MINUTE, r##""e":"rage","a":"#size","c":4"##);
    assert_eq!(raised(std::slice::from_ref(&rage), &at(NOW)), ["frustrated-clicks"]);
    assert!(raised(&[rage], &at(NOW + 1)).is_empty(), "the visit is over");
}

#[test]
fn a_search_without_result_until_something_is_found() {
    let search =
        |t, term: &str, results: &str| line(t, &format!(r#""e":"search","q":"{term}","res":{results}"#));
    let events = [
        search(NOW - 3 * MINUTE, "teapot", "0"),
        search(NOW - 2 * MINUTE, "tea pot", "0"),
        search(NOW - 2 * MINUTE, "teapot", "0"),
        search(NOW - MINUTE, "pot", "12"),
    ];
    assert_eq!(only(&events, &at(NOW)), Evidence::Search { term: "teapot".to_owned(), searches: 2 });
    let options = LiveOptions { empty_searches: 3, ..at(NOW) };
    assert!(raised(&events, &options).is_empty());
    for found in [r#""e":"result","q":"pot","pos":1"#, r#""e":"add","q":1"#] {
        let found = [events.concat(), line(NOW - 1, found)];
        assert!(raised(&found, &at(NOW)).is_empty());
    }
    assert!(raised(&[search(NOW - MINUTE, "pot", "null")], &at(NOW)).is_empty());
}

#[test]
fn hesitation_takes_a_filled_cart_and_time_or_views() {
    let cart = line(NOW - 20 * MINUTE, r#""e":"cart","tpl":"cart","pid":"a","items":1"#);
    let view = |minutes: i64, page: &str| {
        line(NOW - minutes * MINUTE, &format!(r#""e":"view","tpl":"cart","pid":"{page}""#))
    };
    let dwell = |page: &str, ms: u32| {
        line(NOW - MINUTE, &format!(r#""e":"dwell","tpl":"cart","pid":"{page}","ms":{ms}"#))
    };
    let long = [cart.clone(), view(20, "a"), dwell("a", 10_000), dwell("a", 60_999)];
    assert_eq!(only(&long, &at(NOW)), Evidence::Hesitation { seconds: 60, views: 1 });
    let short = [cart.clone(), view(20, "a"), dwell("a", 59_999)];
    assert!(raised(&short, &at(NOW)).is_empty());
    let open = LiveOptions { page_ms: 60_000, ..at(NOW) };
    assert_eq!(only(&short, &open), Evidence::Hesitation { seconds: 60, views: 1 });
    let left = [short.concat(), line(NOW, r#""e":"view","tpl":"index","pid":"z""#)];
    assert!(raised(&left, &open).is_empty(), "the open page is another");
    let often = [cart.clone(), view(20, "a"), view(10, "b"), view(5, "c")];
    assert_eq!(only(&often, &at(NOW)), Evidence::Hesitation { seconds: 0, views: 3 });
    let gone = [often.concat(), line(NOW, r#""e":"checkout","items":1"#)];
    assert!(raised(&gone, &at(NOW)).is_empty());
    let empty = [often.concat(), line(NOW, r#""e":"cart","items":0"#)];
    assert!(raised(&empty, &at(NOW)).is_empty());
}

/// Three visits of 10, 20 and 90 seconds and of 1, 1 and 3 pages, the visit going on left out.
#[test]
fn frequent_short_visits_by_their_medians() {
    let visit = |days: i64, views: usize, ms: u32| {
        let view = line(NOW - days * DAY, r#""e":"view","pid":"p""#);
        view.repeat(views) + &line(NOW - days * DAY + 1, &format!(r#""e":"dwell","pid":"p","ms":{ms}"#))
    };
    let events = [
        visit(14, 3, 90_000),
        visit(6, 1, 20_000),
        visit(2, 1, 10_000),
        line(NOW, r#""e":"view","pid":"q""#),
    ];
    assert_eq!(only(&events, &at(NOW)), Evidence::Visits { visits: 3, seconds: 20, pages: 1 });
    assert!(raised(&events, &at(NOW + 1)).is_empty(), "the first visit is too long ago");
    assert!(raised(&events, &LiveOptions { short_seconds: 19, ..at(NOW) }).is_empty());
    assert!(raised(&events, &LiveOptions { few_pages: 0, ..at(NOW) }).is_empty());
    let bought = [events[..3].concat(), line(NOW - DAY, r#""e":"order""#)];
    assert!(raised(&bought, &at(NOW)).is_empty());
}

/// Usual gaps of 5, 5 and 6 days; back after 8, which is 160 % of 5.
#[test]
fn back_later_than_the_own_rhythm() {
    let visit = |days: i64| line(NOW - days * DAY, r#""e":"view","pid":"p""#);
    let events = [visit(24), visit(19), visit(14), visit(8), visit(0)];
    let expected = Evidence::Return { days: 8, usual_days: 5, visits: 4 };
    let off = LiveOptions { visits: 99, ..at(NOW) };
    assert_eq!(only(&events, &off), expected);
    assert!(raised(&events, &LiveOptions { cycle_percent: 161, ..off.clone() }).is_empty());
    assert!(raised(&events, &LiveOptions { cycle_gaps: 4, ..off.clone() }).is_empty());
    assert!(raised(&events[..4], &off).is_empty(), "not here now");
    let again = [events[..4].concat(), line(NOW - 2 * 60 * MINUTE, r#""e":"view""#), visit(0)];
    assert!(raised(&again, &off).is_empty(), "the second visit of the day is no return");
}

#[test]
fn browsed_products_without_cart_or_order() {
    let product = |hours: i64, id: &str| {
        line(NOW - hours * 60 * MINUTE, &format!(r#""e":"product","id":"{id}","price":1990"#))
    };
    let events = [product(168, "a"), product(20, "b"), product(10, "a"), product(9, "c"), product(8, "b")];
    assert_eq!(
        only(&events, &at(NOW)),
        Evidence::Products { products: 3, views: 5, product: "b".to_owned() }
    );
    assert!(raised(&events, &LiveOptions { products: 4, ..at(NOW) }).is_empty());
    assert!(raised(&events[1..3], &at(NOW)).is_empty());
    for end in [r#""e":"add","id":"a""#, r#""e":"order""#] {
        assert!(raised(&[events.concat(), line(NOW - 1, end)], &at(NOW)).is_empty());
    }
    assert_eq!(raised(&events, &at(NOW + DAY - 10 * 60 * MINUTE)), ["browsed-not-bought"]);
}

#[test]
fn the_order_of_lines_does_not_matter_nor_do_later_events() {
    let events = [
        line(NOW - 8 * DAY, r#""e":"add","id":"1""#),
        line(NOW - MINUTE, r##""e":"rage","a":"#x""##),
        line(NOW + 1, r#""e":"order""#),
    ];
    let turned: Vec<_> = events.iter().rev().cloned().collect();
    assert_eq!(raised(&events, &at(NOW)), ["frustrated-clicks", "cart-waiting"]);
    assert_eq!(flags(&events.concat(), &at(NOW)), flags(&turned.concat(), &at(NOW)));
}

#[test]
fn hostile_numbers_and_texts_pass_through_as_data() {
    let events = [
        line(0, r#""e":"add","q":4294967295"#),
        line(1, r#""e":"add","q":4294967295"#),
        line(2, r#""e":"product","id":"<script>alert(1)</script>""#),
        line(i64::MAX, r#""e":"order""#),
        line(-1, r#""e":"order""#),
    ];
    assert_eq!(only(&events, &at(NOW)), Evidence::Cart { days: 99, items: u32::MAX });
    let _ = flags(&events.concat(), &LiveOptions { idle_minutes: u32::MAX, ..at(i64::MAX) });
}

#[test]
fn a_flag_is_id_action_and_evidence() {
    let events = [
        line(NOW - 8 * DAY, r#""e":"add","id":"1""#),
        line(NOW, r##""e":"rage","a":"#buy""##),
        line(NOW, r#""e":"search","q":"tea pot","res":0"#),
    ];
    let lines: Vec<_> = flags(&events.concat(), &at(NOW)).iter().map(Flag::line).collect();
    assert_eq!(
        lines,
        [
            "frustrated-clicks\toffer-help\trage\t1\tdead\t0\tanchor\t#buy",
            "search-without-result\tsuggest-alternatives\tterm\ttea pot\tsearches\t1",
            "cart-waiting\tremind-cart\tdays\t8\titems\t1",
        ]
    );
}

#[test]
fn options_are_lines_of_names_and_numbers() {
    let options = LiveOptions::parse("now=1700000000000\ncartDays=3\npageMs=5").unwrap();
    let expected = LiveOptions { now: 1_700_000_000_000, cart_days: 3, page_ms: 5, ..LiveOptions::default() };
    assert_eq!(options, expected);
    assert_eq!(LiveOptions::parse(""), Ok(LiveOptions::default()));
    for wrong in ["cartDay=7", "cartDays=-1", "cartDays", "now=soon", "cartDays=1.5"] {
        assert!(LiveOptions::parse(wrong).unwrap_err().contains(wrong));
    }
}
