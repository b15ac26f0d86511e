//! Node.js and the locked npm packages.

use std::fs;
use std::path::Path;

use crate::command::{command, output, run};
use crate::{Result, stamp};

const OLDEST_NODE: u32 = 20;

/// Sees that Node.js is there and new enough.
///
/// # Errors
/// One sentence saying what to install.
pub fn check_node() -> Result<()> {
    let version = output(command("node").arg("--version"))?;
    let major: Option<u32> =
        version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(format!(
            "Node.js {} is too old: Linger needs version {OLDEST_NODE} or later, from https://nodejs.org.",
            version.trim()
        )
        .into()),
    }
}

/// Installs the packages locked in `folder`, unless they are there already.
///
/// # Errors
/// Node.js is missing, or npm failed.
pub fn install(folder: &Path) -> Result<()> {
    install_by(&["ci"], folder)
}

/// The same where the lock names the binaries of one system only: npm adds those of this one.
///
/// # Errors
/// Node.js is missing, or npm failed.
pub fn install_and_complete(folder: &Path) -> Result<()> {
    install_by(&["install", "--no-save"], folder)
}

fn install_by(way: &[&str], folder: &Path) -> Result<()> {
    check_node()?;
    let lock = fs::read(folder.join("package-lock.json"))?;
    stamp::when_changed(&folder.join("node_modules/.linger-stamp"), &[&lock], || {
        println!("Installing the locked packages of {}.", folder.file_name().unwrap_or_default().display());
        let mut npm = command("npm");
        run(npm.current_dir(folder).args(way).args(["--no-audit", "--no-fund", "--loglevel=error"]))
    })
}
