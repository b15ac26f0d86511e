//! Command lines: words in, named values and switches out.

use crate::Result;

/// The options of one command: `--name value` and `--switch`.
pub struct Args {
    values: Vec<(String, String)>,
    switches: Vec<String>,
}

impl Args {
    /// The value given for `--name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether `--name` was given.
    pub fn has(&self, name: &str) -> bool {
        self.switches.iter().any(|switch| switch == name)
    }
}

/// Reads `words`, allowing only the options named.
///
/// # Errors
/// An option that is not known, or one that lacks its value.
pub fn parse(words: &[String], valued: &[&str], switches: &[&str]) -> Result<Args> {
    let mut args = Args { values: Vec::new(), switches: Vec::new() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let name = word.strip_prefix("--").unwrap_or(word);
        if valued.contains(&name) {
            let value = words.next().ok_or_else(|| format!("`--{name}` needs a value after it."))?;
            args.values.push((name.to_owned(), value.clone()));
        } else if switches.contains(&name) {
            args.switches.push(name.to_owned());
        } else {
            let known: Vec<String> =
                valued.iter().chain(switches).map(|known| format!("--{known}")).collect();
            return Err(
                format!("`{word}` is not an option of this command. Known: {}.", known.join(", ")).into()
            );
        }
    }
    Ok(args)
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn values_and_switches_are_told_apart() {
        let args = parse(&words("--port 9000 --no-open"), &["port"], &["no-open"]).unwrap();
        assert_eq!(args.value("port"), Some("9000"));
        assert!(args.has("no-open"));
        assert!(!args.has("port"));
    }

    #[test]
    fn unknown_options_are_named() {
        let error = parse(&words("--prot 9000"), &["port"], &[]).err().unwrap().to_string();
        assert_eq!(error, "`--prot` is not an option of this command. Known: --port.");
    }

    #[test]
    fn a_value_must_follow() {
        assert!(parse(&words("--port"), &["port"], &[]).is_err());
    }
}
