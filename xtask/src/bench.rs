//! `cargo xtask bench`: Linger and its peers on the same job in one browser.

use crate::build::build;
use crate::command::{command, run};
use crate::{Result, chromium, npm, paths};

/// Builds, installs the peers and measures; `words` go to the bench as they are.
///
/// # Errors
/// The build failed, no Chromium, or the engines disagree.
pub fn bench(words: &[String]) -> Result<()> {
    build(false)?;
    let folder = paths::www().join("bench");
    npm::install(&folder)?;
    let browser = chromium::find_or_install()?;
    let mut bench = command("node");
    bench.arg(folder.join("run.mjs")).args(words).env("CHROMIUM", browser);
    run(bench.env("LINGER_SESSIONS", paths::bindings("sessions")))
}
