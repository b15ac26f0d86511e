//! Data only moves to the right: no room imports one further along. See ARCHITECTURE.md.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Leaves first; a room may import itself and any of an earlier rank.
const ROOMS: [(&str, u32); 18] = [
    ("error", 0),
    ("money", 0),
    ("time", 0),
    ("math", 0),
    ("read", 1),
    ("tables", 2),
    ("source", 3),
    ("metrics", 3),
    ("report", 4),
    ("engine", 5),
    ("live", 5),
    ("predict", 5),
    ("share", 5),
    ("sources", 5),
    ("sheets", 5),
    ("visits", 5),
    ("wasm", 6),
    ("lib", 7),
];

fn rank(room: &str) -> Option<u32> {
    ROOMS.iter().find(|(name, _)| *name == room).map(|(_, rank)| *rank)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every `crate::room` a file names outside its tests.
fn imports(text: &str) -> Vec<&str> {
    let code = text.split("cfg(test)]").next().unwrap_or_default();
    code.split("crate::")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .collect()
}

#[test]
fn no_room_imports_one_further_along() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 40);
    let mut wrong = Vec::new();
    for path in files {
        let relative = path.strip_prefix(&src).expect("inside src");
        let room =
            relative.components().next().expect("a room").as_os_str().to_string_lossy().replace(".rs", "");
        let own = rank(&room).unwrap_or_else(|| panic!("{room} is no room: give it a place"));
        let text = fs::read_to_string(&path).expect("text");
        for import in imports(&text) {
            let there = rank(import)
                .unwrap_or_else(|| panic!("{} imports {import}, which is no room", relative.display()));
            let forward = there < own || import == room;
            if !forward {
                wrong.push(format!("{} imports {import}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_boundary_says_wasm_bindgen() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let offenders: Vec<_> = files
        .iter()
        .filter(|path| {
            let room = path.strip_prefix(&src).expect("inside src").components().next().expect("a room");
            let boundary = room.as_os_str().to_string_lossy().replace(".rs", "") == "wasm";
            !boundary && fs::read_to_string(path).expect("text").contains("wasm_bindgen")
        })
        .collect();
    assert!(offenders.is_empty(), "{offenders:?}");
}
