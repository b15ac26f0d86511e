//! Whether a step must run again: a stamp file keeps the hash of what went in last time.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::Result;

/// Runs `work` unless `stamp` says that it ran with the same `inputs`.
///
/// # Errors
/// Those of `work`, or the stamp cannot be written.
pub fn when_changed(stamp: &Path, inputs: &[&[u8]], work: impl FnOnce() -> Result<()>) -> Result<()> {
    let mark = mark(inputs);
    if fs::read_to_string(stamp).is_ok_and(|kept| kept == mark) {
        return Ok(());
    }
    // A run that stops half-way must not look finished.
    let _ = fs::remove_file(stamp);
    work()?;
    Ok(fs::write(stamp, mark)?)
}

fn mark(inputs: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    inputs.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::when_changed;

    #[test]
    fn work_is_done_once_for_the_same_input() {
        let stamp = std::env::temp_dir().join(format!("linger-stamp-{}", std::process::id()));
        let mut runs = 0;
        for input in [&b"a"[..], b"a", b"b", b"a"] {
            when_changed(&stamp, &[input], || {
                runs += 1;
                Ok(())
            })
            .unwrap();
        }
        std::fs::remove_file(&stamp).unwrap();
        assert_eq!(runs, 3);
    }

    #[test]
    fn failed_work_is_done_again() {
        let stamp = std::env::temp_dir().join(format!("linger-stamp-failed-{}", std::process::id()));
        assert!(when_changed(&stamp, &[b"a"], || Err("broken".into())).is_err());
        assert!(!stamp.exists());
    }
}
