//! Parts of the Rust toolchain that a fresh installation lacks.

use crate::Result;
use crate::command::{command, installed, output, run};

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target where rustup can.
///
/// # Errors
/// One sentence when the target is missing and cannot be added.
pub fn ensure_wasm_target() -> Result<()> {
    let folder = output(command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if std::path::Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", WASM])
}

/// Adds rustfmt and clippy where rustup can.
///
/// # Errors
/// One sentence when one is missing and cannot be added.
pub fn ensure_linters() -> Result<()> {
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output(crate::command::cargo().args([program, "--version"])).is_err() {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(words: &[&str]) -> Result<()> {
    if installed("rustup").is_none() {
        let what = words.join(" ");
        return Err(format!(
            "Rust lacks a part that `rustup {what}` adds. Install Rust from https://rustup.rs."
        )
        .into());
    }
    run(command("rustup").args(words))
}
