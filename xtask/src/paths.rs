//! Where things are in the repository.

use std::path::PathBuf;

/// The repository's top folder.
pub fn root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
    manifest.parent().map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// Cargo's build folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// What wasm-bindgen and wasm-opt give of a module: `linger.js`, `linger_bg.wasm`.
pub fn bindings(feature: &str) -> PathBuf {
    let name = if feature == "orders" { "bindings".to_owned() } else { format!("bindings-{feature}") };
    target().join(name)
}

/// The front end's sources.
pub fn www() -> PathBuf {
    root().join("www")
}
