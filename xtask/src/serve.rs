//! `cargo xtask serve`: the dashboard on this machine.

use std::process::ExitCode;

use crate::args::Args;
use crate::build::build;
use crate::command::command;
use crate::{Result, paths};

/// Builds, then serves until stopped; the server itself says what is wrong with a port.
///
/// # Errors
/// The build failed.
pub fn serve(args: &Args) -> Result<ExitCode> {
    build(false)?;
    let mut server = command("node");
    server.arg(paths::www().join("serve.mjs")).args(["--port", args.value("port").unwrap_or("8787")]);
    if args.has("no-open") {
        server.arg("--no-open");
    }
    let stopped_well = server.status()?.success();
    Ok(if stopped_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
