//! A real Chromium for browser tests and benches.

use std::path::PathBuf;

use crate::Result;
use crate::command::{command, installed, output, run};

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// The browser's path: `CHROMIUM`, one on the path, or one that apt installs when run as root.
///
/// # Errors
/// One sentence when there is none and none can be installed.
pub fn find_or_install() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    install("chromium")?;
    find().ok_or_else(|| "apt-get installed `chromium`, but it is not on the path.".into())
}

/// Installs a Debian package when this runs as root on a machine with apt.
///
/// # Errors
/// One sentence when it cannot.
pub fn install(package: &str) -> Result<()> {
    let is_root = output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root || installed("apt-get").is_none() {
        return Err(format!(
            "`{package}` is not installed. Install it (Debian: apt install {package}), then run this again."
        )
        .into());
    }
    run(command("apt-get").args(["-qq", "update"]))?;
    run(command("apt-get")
        .args(["-qq", "install", "--yes", "--no-install-recommends", package])
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| installed(name))
}
