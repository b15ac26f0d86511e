//! Running other programs: a program and its words in, success or one sentence out.

use std::ffi::OsStr;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Result, paths};

/// `program` set up to run from the repository's top folder, without input.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root()).stdin(Stdio::null());
    command
}

/// The cargo that started this program.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end, showing what the program prints.
///
/// # Errors
/// The program is not installed, or it failed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed.", line(command)).into()) }
}

/// Runs to the end, writing what the program prints to `log`.
///
/// # Errors
/// As [`run`], or the log cannot be written.
pub fn run_into(command: &mut Command, log: &File) -> Result<()> {
    command.stdout(log.try_clone()?).stderr(log.try_clone()?);
    run(command)
}

/// What the program prints.
///
/// # Errors
/// As [`run`]; the message carries what the program said.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}` failed.\n{}", line(command), said.trim_end()).into())
}

/// The full path of an installed program.
pub fn installed(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| is_program(path))
}

fn is_program(path: &Path) -> bool {
    path.is_file() || path.with_extension("exe").is_file()
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    if error.kind() == ErrorKind::NotFound {
        return format!("`{program}` is not installed. {}", remedy(&program));
    }
    format!("`{program}` could not be started: {error}.")
}

fn remedy(program: &str) -> &'static str {
    match program {
        "node" | "npm" => "Install Node.js 20 or later from https://nodejs.org, then run this again.",
        "rustup" | "cargo" => "Install Rust from https://rustup.rs, then run this again.",
        _ => "Install it, then run this again.",
    }
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
