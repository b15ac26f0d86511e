use super::*;
use serde_json::json;

fn report() -> Value {
    let rate = |part: i64, whole: i64| json!({ "part": part, "whole": whole, "share": 0.5, "low": 0.1, "high": 0.9 });
    json!({
        "meta": { "firstEvent": "2024-01-01T08:00:00.000Z", "lastEvent": "2024-01-02T08:00:00.000Z" },
        "quality": [{ "code": "x", "count": 2, "record": 7, "line": 8, "sample": "ann@example.com" }],
        "traffic": {
            "sessions": 40, "visitors": 30, "pageViews": 90, "bounce": rate(3, 40), "conversion": rate(20, 40),
            "depth": { "n": 9, "p25": 1, "median": 2, "p75": 3 },
            "devices": [
                { "value": "phone", "visitors": 20, "sessions": 24 },
                { "value": "desktop", "visitors": 7, "sessions": 10 },
                { "value": "tablet", "visitors": 3, "sessions": 6 },
            ],
            "depths": [0, 10, 2, 28],
            "frequency": { "visitors": [20, 10], "week": [1, 2], "sessions": [30, 10], "active": [20, 4] },
        },
        "pages": { "day": ["2024-01-01", "2024-01-02"], "views": [60, 30], "sessions": [37, 3] },
        "search": { "terms": [{ "term": "anna schmidt", "searches": 1 }, { "term": "socks", "searches": 9 }, { "term": "hats", "searches": 6 }] },
        "funnels": [{ "options": { "open": false }, "whole": 40, "steps": [
            { "reached": 30, "entered": 0, "conversion": rate(30, 40), "overall": rate(30, 30), "time": { "n": 0 } },
            { "reached": 28, "entered": 0, "conversion": rate(28, 30), "overall": rate(28, 30), "time": { "n": 28 } },
            { "reached": 10, "entered": 0, "conversion": rate(10, 28), "overall": rate(10, 30), "time": { "n": 10 } },
        ] }],
        "visitors": { "waiting": [{ "visitor": "v1" }], "browsers": [], "churners": [{ "visitor": "v2" }] },
    })
}

/// k = 5. Tablets have 3 visitors and take desktops along; the term of one searcher takes the smaller other one.
#[test]
fn small_rows_go_with_their_names() {
    let (told, tables) = protect(report(), 5);
    let told = told.unwrap();
    let names = |place: &str, field: &str| {
        told.pointer(place)
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row[field].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("/traffic/devices", "value"), ["phone"]);
    assert_eq!(names("/search/terms", "term"), ["socks"]);
    assert_eq!(names("/visitors/waiting", "visitor"), Vec::<Value>::new());
    assert!(tables.contains(&Suppressed { table: "visits.traffic.devices".to_owned(), cells: 2, of: 3 }));
    assert_eq!(told["quality"][0]["sample"], "");
}

/// 3 of 40 bounced: the rate goes, its whole stays. 9 values have no quartiles, 2 sessions of a depth take the 10.
#[test]
fn rates_quartiles_and_parts_stand_on_groups() {
    let told = protect(report(), 5).0.unwrap();
    assert_eq!(
        told["traffic"]["bounce"],
        json!({ "part": null, "whole": 40, "share": null, "low": null, "high": null })
    );
    assert_eq!(told["traffic"]["conversion"]["part"], 20);
    assert_eq!(told["traffic"]["depth"], json!({ "n": 9, "p25": null, "median": null, "p75": null }));
    assert_eq!(told["traffic"]["depths"], json!([0, null, null, 28]));
    assert_eq!(told["traffic"]["frequency"]["sessions"], json!([null, null]));
    assert_eq!(told["meta"]["firstEvent"], "2024-01");
    assert_eq!(told["pages"]["views"], json!([null, null]));
}

/// 28 of 30 go on: 2 were lost there, so the step is not told, and 30 to 10 is.
#[test]
fn funnels_tell_no_small_loss() {
    let told = protect(report(), 5).0.unwrap();
    let steps: Vec<&Value> =
        told["funnels"][0]["steps"].as_array().unwrap().iter().map(|step| &step["reached"]).collect();
    assert_eq!(steps, [&json!(30), &Value::Null, &json!(10)]);
    let blank = json!({ "part": null, "whole": null, "share": null, "low": null, "high": null });
    assert_eq!(told["funnels"][0]["steps"][2]["conversion"], blank);
}

#[test]
fn few_visitors_are_not_told_of() {
    let mut few = report();
    few["traffic"]["visitors"] = json!(4);
    assert_eq!(protect(few, 5).0, None);
}
