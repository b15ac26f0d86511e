//! `cargo xtask bench`: Linger and its peers on the same job, in one browser; models against their peer in Python.

use crate::build::build;
use crate::command::{command, run};
use crate::{Result, chromium, npm, paths, wasm};

/// The job that needs neither the package nor a browser.
const MODELS: &str = "models";

/// Builds, installs the peers and measures; `words` go to the bench as they are.
///
/// # Errors
/// The build failed, no Chromium, or the engines disagree.
pub fn bench(words: &[String]) -> Result<()> {
    if is_of_models(words) {
        return models(words);
    }
    build(false)?;
    let folder = paths::www().join("bench");
    npm::install(&folder)?;
    let browser = chromium::find_or_install()?;
    let mut bench = command("node");
    bench.arg(folder.join("run.mjs")).args(words).env("CHROMIUM", browser);
    run(bench.env("LINGER_SESSIONS", paths::bindings("sessions")))
}

fn is_of_models(words: &[String]) -> bool {
    words.windows(2).any(|pair| pair[0] == "--job" && pair[1] == MODELS)
        || words.iter().any(|word| word.strip_prefix("--job=") == Some(MODELS))
}

/// Builds the module of predictions alone and measures it in Node.
fn models(words: &[String]) -> Result<()> {
    npm::install(&paths::www())?;
    wasm::bindings_of("predict", false)?;
    let mut bench = command("node");
    bench.arg(paths::www().join("bench/models.mjs")).args(words);
    run(bench.env("LINGER_PREDICT", paths::bindings("predict")))
}

#[cfg(test)]
mod tests {
    use super::is_of_models;

    #[test]
    fn models_need_no_browser() {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        assert!(is_of_models(&words(&["--job", "models", "--repeats", "1"])));
        assert!(is_of_models(&words(&["--job=models"])));
        assert!(!is_of_models(&words(&["--job", "heat"])) && !is_of_models(&[]));
    }
}
