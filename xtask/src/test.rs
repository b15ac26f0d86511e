//! `cargo xtask test`: every check, cheap ones first.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::build::build;
use crate::command::{cargo, command, run_into};
use crate::tally::Tally;
use crate::{Result, chromium, full, npm, paths, rust, wasm};

/// Longest that one file of front-end tests may take, in milliseconds: a hanging browser must not hold the run.
const TEST_TIMEOUT: &str = "600000";

/// How many files of tests run beside each other where they compute, and where most of their time they wait as shoppers do.
pub const BUSY: usize = 1;
const WAITING: usize = 2;

/// Runs every step and prints the count on the last line.
///
/// # Errors
/// None of a step: those are counted. Only that the result cannot be told.
pub fn test(with_slow: bool) -> Result<ExitCode> {
    let mut tally = Tally::default();
    rust_steps(&mut tally);
    if tally.step("build", |_| build(false)) {
        front_end_steps(&mut tally);
        if with_slow {
            full::steps(&mut tally);
        }
    } else {
        println!("The front end's checks need the build and were not run.");
    }
    Ok(if tally.finish() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn rust_steps(tally: &mut Tally) {
    tally.step("formatting", |log| {
        rust::ensure_linters()?;
        run_into(cargo().args(["fmt", "--all", "--check"]), log)
    });
    tally.step("lints, native", |log| {
        run_into(
            cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
            log,
        )
    });
    tally.step("lints, wasm32", |log| {
        rust::ensure_wasm_target()?;
        wasm::MODULES.iter().try_for_each(|feature| {
            let mut clippy = cargo();
            clippy.args(["clippy", "--quiet", "--package", "linger", "--lib", "--target", rust::WASM]);
            clippy.args(["--no-default-features", "--features", feature, "--", "-D", "warnings"]);
            run_into(&mut clippy, log)
        })
    });
    tally.step("native tests", |log| run_into(cargo().args(["test", "--quiet", "--workspace"]), log));
}

fn front_end_steps(tally: &mut Tally) {
    tally.step("types", |log| {
        let compiler = paths::www().join("node_modules/typescript/bin/tsc");
        run_into(command("node").arg(compiler).args(["--project", "www/tsconfig.json"]), log)
    });
    tally.step("sizes", |log| run_into(command("node").arg(paths::www().join("sizes.mjs")), log));
    for (name, folder, at_once) in [
        ("engine", "test", BUSY),
        ("command line", "test/cli", BUSY),
        ("dashboard", "test/dashboard", BUSY),
        ("browser", "test/browser", BUSY),
        ("keep", "test/keep", BUSY),
        ("storefront", "test/storefront", WAITING),
        ("live flags", "test/storefront-flags", WAITING),
        ("overlay", "test/storefront-overlay", WAITING),
        ("report", "test/report", BUSY),
        ("sources", "test/sources", BUSY),
        ("predict", "test/predict", BUSY),
    ] {
        tally.step(&format!("{name} tests"), |log| node_tests(&paths::www().join(folder), at_once, log));
    }
}

/// Runs the tests of one folder on Node, so many files at once, with a real Chromium at hand.
///
/// # Errors
/// No tests, no Chromium, or a test failed.
pub fn node_tests(folder: &Path, at_once: usize, log: &File) -> Result<()> {
    npm::check_node()?;
    let files = test_files(folder)?;
    let browser = chromium::find_or_install()?;
    let mut node = command("node");
    node.args(["--test", "--test-reporter=spec", "--test-timeout", TEST_TIMEOUT]);
    node.arg(format!("--test-concurrency={at_once}"));
    run_into(node.args(files).env("CHROMIUM", browser), log)
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(format!("There are no tests in {}.", folder.display()).into());
    }
    Ok(files)
}
