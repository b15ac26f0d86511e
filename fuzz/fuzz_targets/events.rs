//! Any bytes as a file of events, pushed in any chunks: the same report, replays and heatmaps or the same error, and
//! nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linger::error::Error;
use linger::source::events::table::EventMapping;
use linger::visits::heat::HeatQuery;
use linger::visits::{Options, SessionQuery, Visits};
use linger_fuzz::{chunks, decoder, settings};
use std::collections::BTreeMap;

const HEADERS: [&str; 4] = [
    "",
    "v,e,t,vid,pid,n,p,tpl,d,w,a,x,y,px,py,ab,ms,bd,q,res,total,cur\n",
    "visitor,time,event,page,product,value,currency,device\n",
    "[",
];

/// The file: a header, lines enough to leave the head behind, and the fuzzer's text.
fn file(header: u8, text: &[u8]) -> Vec<u8> {
    let mut file = HEADERS[usize::from(header % 4)].as_bytes().to_vec();
    if header & 0xF0 == 0xF0 && header % 4 == 0 {
        (0..700).for_each(|at| {
            let (second, visitor) = (at * 9, at % 9);
            file.extend(
                format!(
                    "{{\"v\":1,\"e\":\"click\",\"t\":{},\"vid\":\"v{visitor}\",\"n\":{at},\"a\":\"#a\",\"x\":{},\"y\":{at}}}\n",
                    1_704_067_200_000_u64 + second * 1000,
                    at * 40,
                )
                .bytes(),
            )
        });
    }
    file.extend_from_slice(text);
    file
}

fn read(file: &[u8], seed: u8) -> Result<Visits, Error> {
    let mut visits = Visits::new(decoder, u64::from(seed));
    let handle = visits.open_file("events", EventMapping::default());
    chunks(file, seed).into_iter().try_for_each(|chunk| visits.push(handle, chunk))?;
    visits.finish(handle)?;
    Ok(visits)
}

fn query(choice: u8) -> HeatQuery {
    HeatQuery {
        moves: choice & 1 != 0,
        fixed: choice & 2 != 0,
        device: (choice & 4 != 0).then(|| "phone".to_owned()),
        width: 600.0,
        height: 2_100.0,
        boxes: BTreeMap::from([("#a".to_owned(), [10.0, -40.0, 300.0, 900.0])]),
        cell: 8.0,
        sigma: f32::from(choice >> 6) * 8.0,
        k: u32::from(choice >> 3 & 7),
        ..HeatQuery::default()
    }
}

/// Everything that a page asks, as text.
fn answers(visits: &mut Visits, choice: u8) -> Result<String, Error> {
    let mut said = serde_json::to_string(&visits.report(&Options::default())?).expect("a report is JSON");
    let page = visits.sessions(&SessionQuery::default())?;
    said.push_str(&serde_json::to_string(&page).expect("sessions are JSON"));
    said.push_str(&serde_json::to_string(&visits.replay(0)?).expect("a replay is JSON"));
    let query = query(choice);
    let map = visits.heatmap(&query)?;
    assert!(map.density.iter().all(|cell| cell.is_finite() && *cell >= 0.0));
    said.push_str(&format!("{map:?}{:?}{:?}", visits.heat_anchors(&query)?, visits.scroll(&query)?));
    Ok(said)
}

fuzz_target!(|data: &[u8]| {
    let Some(([header, choice, seed], text)) = settings(data) else { return };
    let file = file(header, text);
    let found = read(&file, 0).map(|mut visits| answers(&mut visits, choice).expect("events have answers"));
    let again = read(&file, seed.max(1)).map(|mut visits| answers(&mut visits, choice).expect("answers"));
    assert_eq!(found, again);
});
