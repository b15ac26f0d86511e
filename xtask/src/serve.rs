//! `cargo xtask serve`: the dashboard on this machine.

use crate::args::Args;
use crate::build::build;
use crate::command::{command, run};
use crate::{Result, paths};

/// Builds, then serves until stopped.
///
/// # Errors
/// The build failed, or the port is taken.
pub fn serve(args: &Args) -> Result<()> {
    build(false)?;
    let mut server = command("node");
    server.arg(paths::www().join("serve.mjs")).args(["--port", args.value("port").unwrap_or("8787")]);
    if args.has("no-open") {
        server.arg("--no-open");
    }
    run(&mut server)
}
