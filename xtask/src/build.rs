//! `cargo xtask build`: the package into `pkg/`.

use crate::command::{command, run};
use crate::{Result, npm, paths, wasm};

/// Builds wasm and front end.
///
/// # Errors
/// A tool is missing, or something does not compile.
pub fn build(dev: bool) -> Result<()> {
    bundle(dev, || wasm::bindings(dev))
}

/// Builds one wasm module anew, and the front end around it and the others as they are.
///
/// # Errors
/// There is no such module, a tool or another module is missing, or something does not compile.
pub fn build_module(feature: &str, dev: bool) -> Result<()> {
    if !wasm::MODULES.contains(&feature) {
        return Err(format!("`{feature}` is not a module. Known: {}.", wasm::MODULES.join(", ")).into());
    }
    bundle(dev, || wasm::bindings_of(feature, dev))
}

fn bundle(dev: bool, modules: impl FnOnce() -> Result<()>) -> Result<()> {
    npm::install(&paths::www())?;
    modules()?;
    let mut bundle = command("node");
    bundle.arg(paths::www().join("build.mjs")).args(wasm::MODULES.map(paths::bindings));
    if dev {
        bundle.arg("--dev");
    }
    run(&mut bundle)
}
