//! Files of events of other recorders: what a real record becomes.

#![allow(clippy::expect_used)]

use linger::source::events::table::EventMapping;
use linger::source::events::{EventFile, EventIntake};
use linger::source::mapping::Column;
use linger::tables::events::{Events, Fact, Kind};
use linger::time::format_instant;

fn read_as(text: &str, mapping: EventMapping) -> Result<EventFile, linger::error::Error> {
    let mut intake = EventIntake::new("events", mapping, |_| None, 1);
    intake.push(text.as_bytes())?;
    intake.finish()
}

fn read(text: &str) -> EventFile {
    read_as(text, EventMapping::default()).expect("events")
}

fn kinds(events: &Events) -> Vec<Kind> {
    events.kind.clone()
}

/// A record of Google's public sample, laid out as BigQuery writes it (fields without use left out).
#[test]
fn ga4() {
    let param = |key: &str, value: &str| {
        format!(
            r#"{{"key":"{key}","value":{{"string_value":{value},"int_value":null,"float_value":null,"double_value":null}}}}"#
        )
    };
    let record = |name: &str, params: &[String], rest: &str| {
        format!(
            r#"{{"event_date":"20230116","event_timestamp":"1673858401132002","event_name":"{name}","event_params":[{}],"user_id":null,"user_pseudo_id":"8d59.1","device":{{"category":"mobile","language":"zh-cn"}},"geo":{{"country":"China"}}{rest}}}"#,
            params.join(",")
        )
    };
    let location = param("page_location", r#""https://shop.example/en/products/lamp?v=1""#);
    let lines = [
        record(
            "page_view",
            &[
                location.clone(),
                param("page_referrer", r#""https://www.google.com/""#),
                param("medium", r#""cpc""#),
            ],
            "",
        ),
        record(
            "add_to_cart",
            &[location, param("currency", r#""JPY""#)],
            r#","items":[{"item_id":"7","price":"500.0","quantity":"2"},{"item_id":"8","price":300}]"#,
        ),
        record(
            "purchase",
            &[param("transaction_id", r#""T1""#), param("currency", r#""EUR""#)],
            r#","ecommerce":{"purchase_revenue":12.34}"#,
        ),
        record("sign_up", &[], ""),
    ];
    let file = read(&lines.join("\n"));
    let events = &file.events;
    assert_eq!((file.source, file.records, events.len()), ("ga4", 4, 5));
    assert_eq!(kinds(events), [Kind::View, Kind::Add, Kind::Add, Kind::Order, Kind::Custom]);
    assert_eq!(format_instant(events.time[0]), "2023-01-16T08:40:01.132Z");
    assert_eq!(events.words.text(events.path[0]), "/en/products/lamp");
    assert_eq!(
        (events.words.text(events.template[0]), events.words.text(events.device[0])),
        ("product", "phone")
    );
    assert_eq!((events.text(0, Fact::Source), events.text(0, Fact::UtmMedium)), ("search", "cpc"));
    assert_eq!(
        (events.text(2, Fact::Product), events.fact(1, Fact::Price), events.fact(1, Fact::Quantity)),
        ("8", Some(500), Some(2))
    );
    assert_eq!((events.fact(3, Fact::Total), events.text(4, Fact::Name)), (Some(1234), "sign_up"));
}

#[test]
fn ga4_as_a_pretty_array() {
    let pretty = "[\n {\n  \"event_name\": \"sign_up\",\n  \"event_timestamp\": \"1673858401132002\",\n  \"user_pseudo_id\": \"a\"\n }\n]";
    let file = read(pretty);
    assert_eq!((file.source, kinds(&file.events)), ("ga4", vec![Kind::Custom]));
}

#[test]
fn posthog() {
    let text = r#"{"next":null,"results":[
        {"id":"1","distinct_id":"u1","event":"$pageview","timestamp":"2024-05-22T17:09:29.220Z","properties":{"$current_url":"https://shop.example/collections/all","$device_type":"Desktop","$device_id":"d1","$pageview_id":"p1","$referring_domain":"$direct","$viewport_width":1280,"utm_source":"news","$geoip_country_code":"DE"}},
        {"id":"2","distinct_id":"u1","event":"$pageleave","timestamp":"2024-05-22T17:09:59.220+00:00","properties":{"$device_id":"d1","$pageview_id":"p1","$pathname":"/collections/all","$prev_pageview_duration":29.5}},
        {"id":"3","distinct_id":"u1","event":"Order Completed","timestamp":"2024-05-22T17:19:59Z","properties":"{\"$device_id\":\"d1\",\"revenue\":10.5,\"currency\":\"USD\",\"order_id\":\"o1\",\"$user_id\":\"u1\"}"},
        {"id":"4","distinct_id":"u2","event":"$web_vitals","timestamp":"2024-05-22T17:19:59Z","properties":{"$web_vitals_LCP_value":1234.4,"$web_vitals_CLS_value":0.05}}]}"#;
    let file = read(text);
    let events = &file.events;
    assert_eq!(
        (file.source, kinds(events)),
        ("posthog", vec![Kind::View, Kind::Dwell, Kind::Order, Kind::Vital])
    );
    assert_eq!(format_instant(events.time[0]), "2024-05-22T17:09:29.220Z");
    assert_eq!((events.key(events.visitor[0]), events.key(events.visitor[3])), ("d1", "u2"));
    assert_eq!((events.page[0], events.width[0]), (events.page[1], 1280));
    assert_eq!(
        (events.text(0, Fact::Source), events.words.text(events.template[0])),
        ("direct", "collection")
    );
    assert_eq!((events.fact(1, Fact::Visible), events.fact(2, Fact::Total)), (Some(29_500), Some(1050)));
    assert_eq!(
        (events.key(events.customer[2]), events.fact(3, Fact::Lcp), events.fact(3, Fact::Cls)),
        ("u1", Some(1234), Some(50))
    );
}

/// Event types and sources by rrweb's own numbering: 4 meta, 2 full snapshot, 3 incremental; 1 moves, 2 mouse, 3 scroll.
#[test]
fn rrweb() {
    let text = r#"[{"type":4,"timestamp":1700000000000,"data":{"href":"https://shop.example/cart?x=1","width":390,"height":800}},
        {"type":2,"timestamp":1700000000010,"data":{"node":{"type":0,"childNodes":[]},"initialOffset":{"top":0,"left":0}}},
        {"type":3,"timestamp":1700000001000,"data":{"source":3,"id":1,"x":0,"y":600}},
        {"type":3,"timestamp":1700000002000,"data":{"source":2,"type":2,"id":50,"x":100,"y":40}},
        {"type":3,"timestamp":1700000003000,"data":{"source":1,"positions":[{"x":1,"y":2,"id":5,"timeOffset":-500},{"x":3,"y":4,"id":5,"timeOffset":0}]}},
        {"type":3,"timestamp":1700000004000,"data":{"source":0,"texts":[],"adds":[{"text":"<script>alert(1)</script>"}]}}]"#;
    let file = read(text);
    let events = &file.events;
    assert_eq!(
        (file.source, kinds(events)),
        ("rrweb", vec![Kind::View, Kind::Click, Kind::Move, Kind::Move])
    );
    let click = events.spots.spot[0];
    assert_eq!((click.page_x, click.page_y), (100, 640));
    assert_eq!((events.time[2], events.time[3]), (1_700_000_002_500, 1_700_000_003_000));
    assert_eq!((events.words.text(events.path[1]), events.words.text(events.device[1])), ("/cart", "phone"));
}

#[test]
fn a_table_is_mapped_by_its_header() {
    let text = "visitor_id,event_time,event_type,page_url,item_id,price,currency\n\
        a,2024-01-02 10:00:00,view_item,https://s.example/products/x,7,12.50,EUR\n\
        a,2024-01-02 10:05:00,purchase,,7,25,EUR\n\
        ,2024-01-02 10:06:00,purchase,,7,25,EUR\n\
        b,soon,view_item,,7,1,EUR\n";
    let file = read(text);
    let events = &file.events;
    assert_eq!(
        (file.source, file.records, kinds(events)),
        ("eventTable", 4, vec![Kind::Product, Kind::Order])
    );
    assert_eq!((events.fact(0, Fact::Price), events.fact(1, Fact::Total)), (Some(1250), Some(2500)));
    assert_eq!(format_instant(events.time[1]), "2024-01-02T10:05:00.000Z");
    let verdicts: Vec<_> = file.ledger.entries().map(|(v, e)| (v.code(), e.count, e.first)).collect();
    assert_eq!(verdicts, [("noTime", 1, Some((5, 5))), ("noVisitor", 1, Some((4, 4)))]);
    let mapping = file.mapping.expect("a mapping");
    assert_eq!(
        (mapping.fields["visitor"].as_str(), mapping.fields["product"].as_str()),
        ("visitor_id", "item_id")
    );
}

#[test]
fn a_table_asks_for_what_it_cannot_find() {
    let text = "who;when;what\nann;1704189600;pageview\nann;1704189660;add_to_cart\n";
    let error = read_as(text, EventMapping::default()).expect_err("no visitor");
    assert_eq!(error.code(), "unmappedColumns");
    let mut mapping = EventMapping::default();
    for (field, column) in [("visitor", "who"), ("time", "when"), ("event", "what")] {
        mapping.columns.insert(field.to_owned(), Some(Column::Name(column.to_owned())));
    }
    let file = read_as(text, mapping.clone()).expect("events");
    assert_eq!(kinds(&file.events), [Kind::View, Kind::Add]);
    assert_eq!(file.events.time, [1_704_189_600_000, 1_704_189_660_000]);
    mapping.columns.insert("mood".to_owned(), Some(Column::Index(0)));
    assert_eq!(read_as(text, mapping).expect_err("no such field").code(), "unknownOption");
}

#[test]
fn day_and_month_are_settled_by_the_column() {
    let text = "visitor,time\na,03/04/2024 10:00\na,25/04/2024 10:00\n";
    let file = read(text);
    assert_eq!(format_instant(file.events.time[0]), "2024-04-03T10:00:00.000Z");
    let open = read_as("visitor,time\na,03/04/2024\nb,03/04/2024\n", EventMapping::default());
    assert_eq!(open.expect_err("ambiguous").code(), "ambiguousDates");
}
