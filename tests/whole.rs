//! Every test of whole exports and whole reports, as one program: linking twenty took longer than running them. What needs a process
//! of its own, or is a folder of its own, is a program beside this one; Cargo.toml names them all.

#[cfg(feature = "orders")]
mod digests;
#[cfg(feature = "orders")]
mod parts;
#[cfg(feature = "orders")]
mod purchases;
mod rooms;
#[cfg(feature = "sheets")]
mod sheets;

#[cfg(feature = "sessions")]
mod event_forgeries;
#[cfg(feature = "sessions")]
mod event_laws;
#[cfg(feature = "sessions")]
mod event_sources;
#[cfg(feature = "sessions")]
mod event_tables;

#[cfg(all(feature = "orders", feature = "sources"))]
mod audit;
#[cfg(all(feature = "orders", feature = "sources"))]
mod cdnow;
#[cfg(all(feature = "orders", feature = "sources"))]
mod golden;
#[cfg(all(feature = "orders", feature = "sources"))]
mod hostile;
#[cfg(all(feature = "orders", feature = "sources"))]
mod laws;
#[cfg(all(feature = "orders", feature = "sources"))]
mod people;
#[cfg(all(feature = "orders", feature = "sources"))]
mod shops;
#[cfg(all(feature = "orders", feature = "sources"))]
mod sources_laws;
#[cfg(all(feature = "orders", feature = "sources"))]
mod support;
#[cfg(all(feature = "orders", feature = "sources"))]
mod wrong_files;

#[cfg(all(feature = "orders", feature = "sources", feature = "predict"))]
mod history;
#[cfg(all(feature = "orders", feature = "sources", feature = "predict"))]
#[path = "../examples/host/mod.rs"]
mod host;
#[cfg(all(feature = "orders", feature = "sources", feature = "predict"))]
mod model_laws;
#[cfg(all(feature = "orders", feature = "sources", feature = "predict"))]
mod model_recovery;
#[cfg(all(feature = "orders", feature = "sources", feature = "predict"))]
mod models;

/// Cargo does not look for tests by itself here, so a file that nothing names would never run.
#[test]
fn every_file_of_tests_is_run() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (whole, manifest) = (include_str!("whole.rs"), include_str!("../Cargo.toml"));
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let file = if path.join("main.rs").exists() { format!("{name}/main.rs") } else { name.to_owned() };
        let Some(stem) = file.strip_suffix(".rs") else { continue };
        let is_run =
            whole.contains(&format!("mod {stem};\n")) || manifest.contains(&format!("\"tests/{file}\""));
        assert!(is_run, "tests/{file} is run by nothing");
    }
}
