//! `cargo xtask serve | build | test | bench`: the one place that knows the toolchain.
//!
//! Takes a command line; gives files in `pkg/`, a served page, or a verdict. Whatever is missing and can be had without
//! asking (the wasm target, locked npm packages) is fetched; anything else is named in one sentence.

mod args;
mod bench;
mod build;
mod chromium;
mod command;
mod full;
mod npm;
mod paths;
mod rust;
mod serve;
mod sites;
mod stamp;
mod tally;
mod test;
mod wasm;

use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo xtask serve [--port 8787] [--no-open]   build, then serve the dashboard on this machine
cargo xtask build [--dev] [--module predict]  write the package into pkg/ (--dev: unoptimised and readable; --module: only this one anew)
cargo xtask test [--full]                     every check; --full adds Firefox, bundlers, example sites and fuzzing
cargo xtask bench [--job j1|j2|heat] [--mb N] [--rows N] [--repeats N] [--peers a,b]
cargo xtask bench --job models [--customers N] [--repeats N]   needs Python with lifetimes";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: Vec<String>) -> Result<ExitCode> {
    let Some((name, rest)) = words.split_first() else {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    };
    match name.as_str() {
        "serve" => return serve::serve(&args::parse(rest, &["port"], &["no-open"])?),
        "build" => {
            let args = args::parse(rest, &["module"], &["dev"])?;
            match args.value("module") {
                Some(module) => build::build_module(module, args.has("dev")),
                None => build::build(args.has("dev")),
            }
        }
        "test" => return test::test(args::parse(rest, &[], &["full"])?.has("full")),
        "bench" => bench::bench(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("There is no command `{other}`. These are the commands:\n{USAGE}").into()),
    }?;
    Ok(ExitCode::SUCCESS)
}
