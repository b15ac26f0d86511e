//! The tools that make the example sites: Debian packages, locked npm packages and a Python environment.

use std::fs;
use std::path::Path;

use crate::command::{command, installed, run};
use crate::{Result, chromium, npm, paths, stamp};

/// Sites whose tool is a Debian package of the same name.
const DEBIAN: [&str; 2] = ["hugo", "jekyll"];

/// Installs what the examples are made with.
///
/// # Errors
/// One sentence naming what is missing and cannot be installed.
pub fn install_tools() -> Result<()> {
    let examples = paths::root().join("examples");
    for tool in DEBIAN.iter().filter(|tool| installed(tool).is_none()) {
        chromium::install(tool)?;
    }
    npm::install(&examples.join("eleventy"))?;
    npm::install_and_complete(&examples.join("observable"))?;
    python_environment(&examples.join("jupyter"))
}

/// `.venv` with what `requirements.txt` names.
fn python_environment(folder: &Path) -> Result<()> {
    if installed("python3").is_none() {
        chromium::install("python3-venv")?;
    }
    let requirements = folder.join("requirements.txt");
    let environment = folder.join(".venv");
    stamp::when_changed(&environment.join("linger-stamp"), &[&fs::read(&requirements)?], || {
        run(command("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        let pip = environment.join("bin/pip");
        run(command(pip)
            .args(["install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(&requirements))
    })
}
