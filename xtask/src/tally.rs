//! Steps of a test run: names and work in, one line a step and a count out.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Instant;

use crate::{Result, paths};

/// How many steps passed and failed so far.
#[derive(Default)]
pub struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    /// Does one step; what it writes to its log is shown when it fails. Gives whether it passed.
    #[allow(
        clippy::disallowed_methods,
        reason = "the core has no clock; this tool prints how long a step took"
    )]
    pub fn step(&mut self, name: &str, work: impl FnOnce(&File) -> Result<()>) -> bool {
        println!("… {name}");
        let start = Instant::now();
        let path = log_path(name);
        let outcome = open(&path).and_then(|log| work(&log));
        let seconds = start.elapsed().as_secs_f64();
        match &outcome {
            Ok(()) => {
                self.passed += 1;
                println!("✓ {name}, {seconds:.1} s");
            }
            Err(error) => {
                self.failed += 1;
                println!("✗ {name}, {seconds:.1} s");
                println!("{}", fs::read_to_string(&path).unwrap_or_default().trim_end());
                println!("{error}");
            }
        }
        outcome.is_ok()
    }

    /// Prints the count as the last line; `true` when nothing failed.
    pub fn finish(self) -> bool {
        println!("{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }
}

fn log_path(name: &str) -> PathBuf {
    paths::target().join("xtask-logs").join(name.replace(' ', "-")).with_extension("log")
}

fn open(path: &PathBuf) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(File::create(path)?)
}
