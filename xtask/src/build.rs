//! `cargo xtask build`: the package into `pkg/`.

use crate::command::{command, run};
use crate::{Result, npm, paths, wasm};

/// Builds wasm and front end.
///
/// # Errors
/// A tool is missing, or something does not compile.
pub fn build(dev: bool) -> Result<()> {
    npm::install(&paths::www())?;
    wasm::bindings(dev)?;
    let mut bundle = command("node");
    bundle.arg(paths::www().join("build.mjs")).args(wasm::MODULES.map(paths::bindings));
    if dev {
        bundle.arg("--dev");
    }
    run(&mut bundle)
}
