//! The crate as optimised WebAssembly with its JavaScript side: sources in, `bindings/` out.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::command::{cargo, command, run};
use crate::{Result, paths, rust, stamp};

/// Only what every browser of the support table has: with all features on, Chromium refuses the module.
/// Rust keeps nothing in the first KB of memory, so that offsets fold into loads and stores.
const OPTIMISE: [&str; 9] = [
    "--converge",
    "--low-memory-unused",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Small, and hardly anything is put into its callers.
const SIZE_FIRST: [&str; 3] =
    ["-Os", "--one-caller-inline-max-function-size=16", "--flexible-inline-max-function-size=1"];
const SPEED_FIRST: [&str; 1] = ["-O3"];

/// The wasm modules: one cargo feature each.
pub const MODULES: [&str; 7] = ["orders", "sessions", "live", "share", "sheets", "sources", "predict"];

/// Modules of which few visitors need much at once: size comes before speed.
const SMALL: [&str; 1] = ["sheets"];

/// Modules that are inflated when they are first needed and then read much: speed comes before size.
const FAST: [&str; 1] = ["sources"];

/// Compiles each module, writes its bindings and optimises it; nothing is done twice for the same module.
///
/// # Errors
/// The crate does not compile, or a tool failed.
pub fn bindings(dev: bool) -> Result<()> {
    rust::ensure_wasm_target()?;
    MODULES.iter().try_for_each(|feature| module(feature, dev))
}

/// The same of one module.
///
/// # Errors
/// The crate does not compile, or a tool failed.
pub fn bindings_of(feature: &str, dev: bool) -> Result<()> {
    rust::ensure_wasm_target()?;
    module(feature, dev)
}

/// Compiles the crate with one feature alone, in a build folder of its own: features would undo each other's work.
fn module(feature: &str, dev: bool) -> Result<()> {
    let target = paths::target().join("modules").join(feature);
    let mut build = cargo();
    build.args(["build", "--quiet", "--lib", "--package", "linger", "--release", "--target", rust::WASM]);
    build.args(["--no-default-features", "--features", feature, "--target-dir"]);
    build.arg(&target);
    if SMALL.contains(&feature) {
        build.args(["--config", "profile.release.opt-level='z'"]);
    }
    let is_fast = FAST.contains(&feature);
    if is_fast {
        build.args(["--config", "profile.release.opt-level=3"]);
    }
    let level = if is_fast { &SPEED_FIRST[..] } else { &SIZE_FIRST };
    run(&mut build)?;
    let module = target.join(rust::WASM).join("release/linger.wasm");
    let folder = paths::bindings(feature);
    fs::create_dir_all(&folder)?;
    let mode = if dev { "dev".to_owned() } else { [level, &OPTIMISE].concat().concat() };
    let lock = fs::read(paths::root().join("Cargo.lock"))?;
    stamp::when_changed(&folder.join("stamp"), &[&fs::read(&module)?, mode.as_bytes(), &lock], || {
        bind(&module, &folder)?;
        if dev { Ok(()) } else { optimise(&folder.join("linger_bg.wasm"), level) }
    })
}

fn bind(module: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(true).omit_default_module_path(true).generate(folder))
        .map_err(|error| format!("wasm-bindgen could not read the compiled crate: {error:#}").into())
}

fn optimise(module: &Path, level: &[&str]) -> Result<()> {
    let optimised: PathBuf = module.with_extension("optimised");
    let tool = paths::www().join("node_modules/binaryen/bin/wasm-opt");
    run(command("node").arg(tool).args(level).args(OPTIMISE).arg(module).arg("-o").arg(&optimised))?;
    Ok(fs::rename(optimised, module)?)
}
