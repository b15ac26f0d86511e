//! The slow matrix of `cargo xtask test --full`: Firefox, bundlers, example sites, the crate as others get it, the nginx
//! collector, fuzzing.

use std::fs;

use crate::command::{cargo, installed, output, run, run_into};
use crate::tally::Tally;
use crate::test::{BUSY, node_tests};
use crate::{Result, chromium, npm, paths, sites};

/// Seconds that each fuzz target runs.
const FUZZ_SECONDS: u32 = 10;

/// Adds the slow steps.
pub fn steps(tally: &mut Tally) {
    tally.step("Firefox tests", |log| {
        if installed("firefox-esr").or_else(|| installed("firefox")).is_none() {
            chromium::install("firefox-esr")?;
        }
        let folder = paths::www().join("test/firefox");
        npm::install(&folder)?;
        node_tests(&folder, BUSY, log)
    });
    tally.step("bundler tests", |log| {
        let folder = paths::www().join("test/bundlers");
        npm::install(&folder)?;
        node_tests(&folder, BUSY, log)
    });
    tally.step("example sites", |log| {
        sites::install_tools()?;
        node_tests(&paths::www().join("test/examples"), BUSY, log)
    });
    tally.step("crate docs", |log| {
        let mut doc = cargo();
        doc.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--quiet", "--no-deps", "--package", "linger"]);
        run_into(&mut doc, log)
    });
    tally.step("crate package", |log| {
        only_the_crate(&output(cargo().args([
            "package",
            "--list",
            "--package",
            "linger",
            "--allow-dirty",
        ]))?)?;
        run_into(cargo().args(["package", "--quiet", "--package", "linger", "--allow-dirty"]), log)
    });
    tally.step("collector tests", |log| {
        if installed("nginx").is_none() {
            chromium::install("nginx-light")?;
        }
        node_tests(&paths::www().join("test/nginx"), BUSY, log)
    });
    match fuzz_targets() {
        Ok(targets) => {
            for target in targets {
                tally.step(&format!("fuzz {target}"), |log| {
                    let mut fuzz = cargo();
                    fuzz.env("RUSTC_BOOTSTRAP", "1").args(["fuzz", "run", &target, "--"]);
                    run_into(fuzz.arg(format!("-max_total_time={FUZZ_SECONDS}")), log)
                });
            }
        }
        Err(error) => {
            tally.step("fuzz", |_| Err(error));
        }
    }
}

/// That a package has the crate's sources and notes, and nothing that other tools left in the folder.
fn only_the_crate(files: &str) -> Result<()> {
    let is_example =
        |file: &str| file.starts_with("examples/") && !file.trim_start_matches("examples/").contains('/');
    let is_own = |file: &str| file.starts_with("src/") || is_example(file) || !file.contains('/');
    match files.lines().find(|file| !is_own(file)) {
        Some(stranger) => Err(format!("The crate's package would carry {stranger}.").into()),
        None => Ok(()),
    }
}

/// The names of the fuzz targets, after seeing that cargo-fuzz is there.
fn fuzz_targets() -> Result<Vec<String>> {
    if installed("cargo-fuzz").is_none() {
        run(cargo().args(["install", "--quiet", "--locked", "cargo-fuzz"]))?;
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(paths::root().join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}
